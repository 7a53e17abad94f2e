using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>A finding, and the place of the draft that it is about.</summary>
internal sealed record Placed(Finding Finding, string Place);

/// <summary>What the engine says of a draft: the same words, sums and file as when it is issued.</summary>
internal sealed record Judgement(IReadOnlyList<Placed> Findings, Totals? Totals, string Currency, ReadOnlyMemory<byte>? File)
{
    public static Judgement None { get; } = new([], null, "PLN", null);

    public bool IsComplete => File is not null;

    /// <summary>Judges what was written.</summary>
    /// <param name="content">The draft.</param>
    /// <param name="number">The number that it would get.</param>
    /// <param name="seller">Who issues.</param>
    /// <param name="today">The date in Poland.</param>
    /// <param name="ksef">Where it is to be sent.</param>
    public static Judgement Of(JsonObject content, string number, JsonObject seller, DateOnly today, KsefKind ksef)
    {
        var whole = (JsonObject)content.DeepClone();
        if (whole["number"] is null) whole["number"] = number;
        if (whole["seller"] is null) whole["seller"] = seller.DeepClone();
        if (whole["issueDate"] is null) whole["issueDate"] = $"{today:yyyy-MM-dd}";
        try
        {
            var draft = InvoiceDraft.ReadJson(Bytes(whole));
            var noon = new DateTimeOffset(today, new TimeOnly(11, 0), TimeSpan.Zero);
            var judged = JudgedDraft.Of(draft, noon, ksef);
            return new Judgement([.. judged.Findings.Select(one => Place(one, whole))], SumsOf(draft), draft.Currency, judged.File);
        }
        catch (RefusedException unread)
        {
            var (totals, currency) = SumsOfWhatCanBeRead(whole);
            return new Judgement([.. unread.Findings.Select(one => Place(one, whole))], totals, currency, null);
        }
    }

    /// <summary>What is said of a place and of all in it.</summary>
    public IEnumerable<Finding> At(string place) => Findings.Where(one => one.Place == place
        || one.Place.StartsWith(place + ".", StringComparison.Ordinal)
        || one.Place.StartsWith(place + "[", StringComparison.Ordinal)).Select(one => one.Finding);

    /// <summary>Net and gross amount of a line as the engine counts them; null while they cannot be counted.</summary>
    public static (decimal Net, decimal Gross)? OfLine(JsonNode? line)
    {
        if (line is null) return null;
        try
        {
            var draft = InvoiceDraft.ReadJson(Bytes(Stub(new JsonArray(line.DeepClone()))));
            return Totals.Of(draft.Lines) is { Buckets.Count: > 0 } sums && HasPrice(draft.Lines[0])
                ? (sums.Buckets.Sum(one => one.Net), sums.Due) : null;
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    private static bool HasPrice(Line line) => (line.Price ?? line.GrossPrice ?? line.Net ?? line.Gross) is not null;

    private static Totals? SumsOf(InvoiceDraft draft) =>
        draft.Lines.Any(HasPrice) || draft.Sums.Count > 0 || draft.Due is not null || draft.AdvancePayments.Count > 0
            ? Totals.Of(draft) : null;

    // Something elsewhere cannot be read: the lines that can be are summed all the same.
    private static (Totals? Totals, string Currency) SumsOfWhatCanBeRead(JsonObject whole)
    {
        if (whole["lines"] is not JsonArray lines) return (null, "PLN");
        var readable = new JsonArray([.. lines.Where(line => OfLine(line) is not null).Select(line => line!.DeepClone())]);
        if (readable.Count == 0) return (null, "PLN");
        try
        {
            return (Totals.Of(InvoiceDraft.ReadJson(Bytes(Stub(readable))).Lines), "PLN");
        }
        catch (RefusedException)
        {
            return (null, "PLN");
        }
    }

    private static JsonObject Stub(JsonArray lines) => new() { ["number"] = "-", ["buyer"] = new JsonObject(), ["lines"] = lines };

    private static byte[] Bytes(JsonObject tree) => Encoding.UTF8.GetBytes(tree.ToJsonString());

    private static Placed Place(Finding finding, JsonObject draft)
    {
        var place = Places.Of(finding.Path ?? "", draft);
        // What a line comes to is said where its price is typed.
        if (place.StartsWith("lines[", StringComparison.Ordinal) && new Sheet(draft) is var sheet && sheet.At(place) is null
            && place[(place.IndexOf(']', StringComparison.Ordinal) + 1)..] is ".net" or ".gross" or ".vat" or ".price" or ".grossPrice")
        {
            var line = place[..(place.IndexOf(']', StringComparison.Ordinal) + 1)];
            place = line + (sheet.At(line + ".grossPrice") is null ? ".price" : ".grossPrice");
        }
        return new Placed(InWordsOfAForm(finding, place), place);
    }

    // Somebody who fills in a form sees no field called "issueDate" and no quotation marks: the same finding, in his words.
    private static Finding InWordsOfAForm(Finding finding, string place)
    {
        if (finding.Code is not ("INK-DRAFT-003" or "INK-DRAFT-004" or "INK-DRAFT-011") || DraftForm.At(place) is not var (record, field)) return finding;
        var label = Controls.OfRecord(record).First(one => one.Name == field.Name) is { } control ? control.Label : field.Means;
        return finding.Code switch
        {
            "INK-DRAFT-004" when place == "buyer" => finding with { Text = new("Podaj nabywcę.", "Say who buys."), Hint = null },
            "INK-DRAFT-004" => finding with { Text = new($"Brakuje: {label.Pl}.", $"Missing: {label.En}."), Hint = null },
            "INK-DRAFT-011" => finding with { Text = new($"{label.Pl}: to nie jest data.", $"{label.En}: this is no date."), Hint = null },
            _ when (string?)field.Schema["type"] is "number" or "integer" =>
                finding with { Text = new($"{label.Pl}: to nie jest liczba.", $"{label.En}: this is no number."), Hint = null },
            _ => finding,
        };
    }
}
