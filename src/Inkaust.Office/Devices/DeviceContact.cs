using System.Globalization;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>An invoice as a device hands it over.</summary>
/// <param name="Hash">By which the device names it.</param>
/// <param name="Xml">Its bytes.</param>
/// <param name="Told">What the device says of it.</param>
internal sealed record HandedOver(InvoiceHash Hash, byte[] Xml, ToldByDevice Told);

/// <summary>What a device said of an invoice, as it is kept beside the bytes.</summary>
/// <param name="Format">The format in which it was said.</param>
/// <param name="DeviceTime">What the clock of the device showed then.</param>
/// <param name="Invoice">Its words, without the bytes.</param>
internal sealed record ToldByDevice(int Format, DateTimeOffset DeviceTime, JsonElement Invoice);

/// <summary>What a device says of an invoice that it issued.</summary>
internal sealed record SaidOfInvoice
{
    private const int LongestText = 256, LongestLink = 2_000, MostWords = 50;

    public required string Number { get; init; }

    public required DateOnly IssueDate { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateOnly? Deadline { get; init; }

    /// <summary>By which law and calendar it counted.</summary>
    public required string Law { get; init; }

    public required string Calendar { get; init; }

    public required string KodI { get; init; }

    public required string KodII { get; init; }

    public required string Serial { get; init; }

    public required string Series { get; init; }

    public required string Period { get; init; }

    public required long Count { get; init; }

    public required IReadOnlyList<string> Accepted { get; init; }

    public required BuyerBranch? BuyerTold { get; init; }

    public required IReadOnlyList<string> DocumentsGiven { get; init; }

    /// <exception cref="RefusedException">INK-POCKET-002: a newer format; 029: something of it is not as agreed.</exception>
    public static SaidOfInvoice Read(ToldByDevice told)
    {
        if (told.Format > DeviceContact.NewestFormat) throw new RefusedException(DeviceFindings.NewerFormat(told.Format));
        var json = told.Invoice;
        var series = json.TryGetProperty("series", out var own) && own.ValueKind == JsonValueKind.Object ? own : throw Badly("series");
        return new SaidOfInvoice
        {
            Number = Text(json, "number"),
            IssueDate = Day(json, "issueDate") ?? throw Badly("issueDate"),
            IssuedAt = DeviceContact.Moment(json, "issuedAt") ?? throw Badly("issuedAt"),
            Deadline = Day(json, "deadline"),
            Law = DeviceContact.Text(json, "law") ?? "",
            Calendar = DeviceContact.Text(json, "calendar") ?? "",
            KodI = Text(json, "kodI", LongestLink),
            KodII = Text(json, "kodII", LongestLink),
            Serial = Text(json, "serial"),
            Series = Text(series, "id"),
            Period = Text(series, "period"),
            Count = series.TryGetProperty("count", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var number) && number > 0
                ? number : throw Badly("series.count"),
            Accepted = Words(json, "accepted"),
            BuyerTold = !json.TryGetProperty("buyerTold", out var branch) || branch.ValueKind == JsonValueKind.Null ? null
                : HandOver.Words.TryGetValue(Text(json, "buyerTold"), out var known) ? known : throw Badly("buyerTold"),
            DocumentsGiven = Words(json, "documentsGiven"),
        };
    }

    private static string Text(JsonElement json, string name, int most = LongestText) =>
        DeviceContact.Text(json, name, most) ?? throw Badly(name);

    private static DateOnly? Day(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var day) || day.ValueKind == JsonValueKind.Null ? null : DeviceContact.Day(json, name) ?? throw Badly(name);

    private static List<string> Words(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var all) || all.ValueKind == JsonValueKind.Null) return [];
        if (all.ValueKind != JsonValueKind.Array || all.GetArrayLength() > MostWords) throw Badly(name);
        return [.. all.EnumerateArray().Select(one => DeviceContact.Text(one, 64) ?? throw Badly(name))];
    }

    private static RefusedException Badly(string what) => new(DeviceFindings.SaidBadly(what));
}

/// <summary>What a device says when it makes contact. It comes from outside, so that everything of it is bounded, and nothing is believed.</summary>
internal sealed record DeviceContact
{
    /// <summary>The newest format that this program reads; all older ones are read for ever.</summary>
    public const int NewestFormat = 1;

    /// <summary>How many invoices may come at once, and of how many may be told.</summary>
    public const int MostInvoices = 100, MostHeld = 2_000;

    private const int LongestText = 256, LongestSaid = 20_000, Deepest = 16;

    public required int Format { get; init; }

    /// <summary>The version of the app.</summary>
    public required string App { get; init; }

    /// <summary>What its clock shows.</summary>
    public required DateTimeOffset DeviceTime { get; init; }

    /// <summary>The last news that it has heard.</summary>
    public required long After { get; init; }

    public required IReadOnlyList<HeldOnDevice> Holding { get; init; }

    public required IReadOnlyList<HandedOver> Invoices { get; init; }

    /// <summary>What could not be read of it, and stays with the device.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <exception cref="RefusedException">INK-POCKET-003: it is no contact; 010: too much of it.</exception>
    public static DeviceContact Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Deepest });
            return Read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw NotOne("JSON"); // No JSON, or with half of a surrogate pair in a name.
        }
    }

    private static DeviceContact Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw NotOne("JSON");
        var format = json.TryGetProperty("format", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var said) && said > 0
            ? said : throw NotOne("format");
        var deviceTime = Moment(json, "deviceTime") ?? throw NotOne("deviceTime");
        List<Finding> findings = [];
        return new DeviceContact
        {
            Format = format,
            App = Text(json, "app", 40) ?? "",
            DeviceTime = deviceTime,
            After = json.TryGetProperty("after", out var after) && after.ValueKind == JsonValueKind.Number && after.TryGetInt64(out var last) ? last : 0,
            Holding = [.. List(json, "holding", MostHeld).Select(Held).OfType<HeldOnDevice>()],
            Invoices = [.. List(json, "invoices", MostInvoices).Select(one => Handed(one, format, deviceTime, findings)).OfType<HandedOver>()
                .DistinctBy(one => one.Hash)],
            Findings = findings,
        };
    }

    private static HeldOnDevice? Held(JsonElement json) => json.ValueKind == JsonValueKind.Object
        && InvoiceHash.TryParse(Text(json, "hash", 64), out var hash) && Text(json, "number") is { } number && Day(json, "issueDate") is { } issued
        ? new HeldOnDevice(hash.Base64Url, number, issued, Day(json, "deadline"), Text(json, "gross", 40) ?? "", Text(json, "currency", 8) ?? "") : null;

    // Without its bytes nothing can be kept: the device goes on holding it, and is told so.
    private static HandedOver? Handed(JsonElement json, int format, DateTimeOffset deviceTime, List<Finding> findings)
    {
        if (json.ValueKind == JsonValueKind.Object && InvoiceHash.TryParse(Text(json, "hash", 64), out var hash)
            && json.TryGetProperty("xml", out var xml) && xml.ValueKind == JsonValueKind.String && xml.TryGetBytesFromBase64(out var bytes)
            && WithoutBytes(json) is var words && words.GetRawText().Length <= LongestSaid)
            return new HandedOver(hash, bytes, new ToldByDevice(format, deviceTime, words));
        findings.Add(DeviceFindings.NotAContact("invoices"));
        return null;
    }

    private static JsonElement WithoutBytes(JsonElement json) =>
        JsonSerializer.SerializeToElement(json.EnumerateObject().Where(one => one.Name != "xml").DistinctBy(one => one.Name)
            .ToDictionary(one => one.Name, one => one.Value));

    private static IEnumerable<JsonElement> List(JsonElement json, string name, int most)
    {
        if (!json.TryGetProperty(name, out var all) || all.ValueKind == JsonValueKind.Null) return [];
        if (all.ValueKind != JsonValueKind.Array) throw NotOne(name);
        return all.GetArrayLength() <= most ? all.EnumerateArray() : throw new RefusedException(DeviceFindings.TooMany(name, most));
    }

    internal static string? Text(JsonElement json, string name, int most = LongestText) => json.TryGetProperty(name, out var value) ? Text(value, most) : null;

    internal static string? Text(JsonElement value, int most)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString() is { Length: > 0 } text && text.Length <= most && !text.Any(char.IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair.
        }
    }

    internal static DateOnly? Day(JsonElement json, string name) =>
        DateOnly.TryParseExact(Text(json, name, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static DateTimeOffset? Moment(JsonElement json, string name) =>
        DateTimeOffset.TryParse(
            Text(json, name, 40), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
        && at.Year is > 2000 and < 3000 ? at : null;

    private static RefusedException NotOne(string what) => new(DeviceFindings.NotAContact(what));
}
