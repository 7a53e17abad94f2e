using System.Text.Json.Nodes;

namespace Inkaust.Pocket.Writing;

/// <summary>
/// From a place in a file (<c>Fa/WarunkiTransakcji/Transport[2]/NrZleceniaTransportu</c>) to that in the draft which it was written from
/// (<c>terms.transport[1].orderNumber</c>): each field of a draft says in its description which elements it becomes.
/// </summary>
internal static class Places
{
    // Elements whose field cannot be told from its description, by the record in which they stand.
    private static readonly Dictionary<string, string> Otherwise = new(StringComparer.Ordinal)
    {
        ["DatedNumber/NrUmowy"] = "number",
        ["DatedNumber/NrZamowienia"] = "number",
        ["DatedNumber/DataUmowy"] = "date",
        ["DatedNumber/DataZamowienia"] = "date",
        ["Party/AdresPrzewoznika"] = "address",
        ["AuthorisedParty/EmailPU"] = "email",
        ["AuthorisedParty/TelefonPU"] = "phone",
        ["Annotations/P_PMarzy_2"] = "margin",
        ["Annotations/P_PMarzy_3_1"] = "margin",
        ["Annotations/P_PMarzy_3_2"] = "margin",
        ["Annotations/P_PMarzy_3_3"] = "margin",
        ["Line/P_12_XII"] = "rate",
    };

    /// <summary>The place in the draft; empty: it is of the invoice as a whole.</summary>
    /// <param name="path">The place in the file, or one of the draft already.</param>
    /// <param name="draft">The draft.</param>
    public static string Of(string path, JsonObject draft)
    {
        if (path.Length == 0 || !char.IsAsciiLetterUpper(path[0])) return path; // Fields of a draft begin with a small letter.
        var sheet = new Sheet(draft);
        var (place, record) = ("", "InvoiceDraft");
        // Registers stand in the footer, and are a field of their own.
        if (path.Contains("/Rejestry", StringComparison.Ordinal)) path = path[(path.IndexOf("/Rejestry", StringComparison.Ordinal) + 1)..];
        foreach (var step in path.Split('/'))
        {
            var (name, index) = Read(step);
            if (Found(record, name) is not { } way) continue;
            (place, record) = Went(place, record, way);
            var field = way[^1];
            if (place is "payment.due" or "payment.otherDue") place = Due(sheet, index);
            else if (place is "payment.account" or "payment.otherAccounts") place = Account(index);
            else if (field is { Name: "otherContacts" }) place = Contacts(sheet, place, index);
            else if (place is "sums") return sheet.At("sums") is null ? "" : "sums";
            else if (field.IsList) place += $"[{index - 1}]";
            if (place is "due" && sheet.At("due") is null) return "";
            if (field.Record is null || IsPlain(sheet, place)) break;
        }
        return place;
    }

    private static (string Name, int Index) Read(string step) => step.IndexOf('[', StringComparison.Ordinal) is > 0 and var at
        && int.TryParse(step[(at + 1)..].TrimEnd(']'), out var index) ? (step[..at], index) : (step, 1);

    private static (string Place, string Record) Went(string place, string record, IReadOnlyList<DraftField> way)
    {
        foreach (var field in way)
        {
            place = place.Length == 0 ? field.Name : $"{place}.{field.Name}";
            record = field.Record ?? record;
        }
        return (place, record);
    }

    // The way to the field that becomes an element: in the record itself, else in a record within it that is no list.
    private static List<DraftField>? Found(string record, string element)
    {
        var fields = DraftForm.FieldsOf(record);
        if (Otherwise.TryGetValue($"{record}/{element}", out var named)) return [fields.First(one => one.Name == named)];
        var bare = element is "UU_IDZ" || record == "Line" ? element.TrimEnd('Z') : element;
        if (fields.FirstOrDefault(one => one.Elements.Contains(element) || one.Elements.Contains(bare)) is { } here) return [here];
        if (record == "InvoiceDraft" && (element.StartsWith("P_13_", StringComparison.Ordinal) || element.StartsWith("P_14_", StringComparison.Ordinal)))
            return [fields.First(one => one.Name == "sums")];
        foreach (var inner in fields)
        {
            if (inner.Record is not { } deeper || inner.IsList || deeper == record || deeper.EndsWith("Party", StringComparison.Ordinal)) continue;
            if (inner.Elements.Count > 0 && record == "InvoiceDraft" && inner.Name is not ("correction" or "annotations")) continue;
            if (Found(deeper, element) is { } way) return [inner, .. way];
        }
        return null;
    }

    private static string Due(Sheet sheet, int index)
    {
        var first = sheet.At("payment.due") is not null ? "payment.due" : sheet.At("payment.dueInDays") is not null ? "payment.dueInDays" : null;
        return first is null ? $"payment.otherDue[{index - 1}]" : index == 1 ? first : $"payment.otherDue[{index - 2}]";
    }

    private static string Account(int index) => index == 1 ? "payment.account" : $"payment.otherAccounts[{index - 2}]";

    // The first contact is that of the party itself, where it has one.
    private static string Contacts(Sheet sheet, string place, int index)
    {
        var party = place[..place.LastIndexOf('.')];
        var hasFirst = sheet.At(party + ".email") is not null || sheet.At(party + ".phone") is not null;
        return !hasFirst ? $"{place}[{index - 1}]" : index == 1 ? party : $"{place}[{index - 2}]";
    }

    // An address or an account in one text.
    private static bool IsPlain(Sheet sheet, string place) => sheet.At(place) is JsonValue;
}
