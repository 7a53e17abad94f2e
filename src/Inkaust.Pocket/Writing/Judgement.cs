using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>A finding, and the place of the draft that it is about.</summary>
internal sealed record Placed(Finding Finding, string Place);

/// <summary>What the engine says of a draft: the same words, sums and file as when it is issued.</summary>
internal sealed partial record Judgement(IReadOnlyList<Placed> Findings, Totals? Totals, string Currency, ReadOnlyMemory<byte>? File)
{
    private static readonly Dictionary<string, string> LineFields = new()
    {
        ["P_7"] = "name",
        ["P_8A"] = "unit",
        ["P_8B"] = "quantity",
        ["P_9A"] = "price",
        ["P_9B"] = "price",
        ["P_10"] = "discount",
        ["P_11"] = "price",
        ["P_12"] = "rate",
        ["P_12_XII"] = "rate",
    };

    // Longest first.
    private static readonly (string Begins, string Place)[] Places =
    [
        ("Podmiot2/DaneIdentyfikacyjne/NIP", "buyer.nip"), ("Podmiot2/DaneIdentyfikacyjne/Nazwa", "buyer.name"), ("Podmiot2/Adres", "buyer.address"),
        ("Podmiot2", "buyer"), ("Fa/Adnotacje/Zwolnienie", "annotations.exemption"), ("Fa/Adnotacje", "annotations"), ("Fa/P_1M", "issuePlace"),
        ("Fa/P_1", "issueDate"), ("Fa/P_2", "number"), ("Fa/P_6", "saleDate"), ("Fa/Platnosc", "payment"), ("Fa/KodWaluty", "currency"),
        ("Podmiot1", "seller"),
    ];

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
            return new Judgement([.. judged.Findings.Select(Place)], SumsOf(draft), draft.Currency, judged.File);
        }
        catch (RefusedException unread)
        {
            var (totals, currency) = SumsOfWhatCanBeRead(whole);
            return new Judgement([.. unread.Findings.Select(Place)], totals, currency, null);
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

    // Somebody who fills in a form has no field called "buyer": the same finding, in his words.
    private static Placed Place(Finding finding) => new(finding is { Code: "INK-DRAFT-004", Path: "buyer" }
        ? finding with { Text = new("Podaj nabywcę.", "Say who buys."), Hint = null } : finding, PlaceOf(finding.Path ?? ""));

    // Findings of a draft name its fields; those of the file name FA(3)'s.
    private static string PlaceOf(string path)
    {
        if (LineOfFile().Match(path) is { Success: true } line)
        {
            var index = line.Groups["n"].Success ? int.Parse(line.Groups["n"].Value) - 1 : 0;
            return $"lines[{index}]" + (LineFields.TryGetValue(line.Groups["field"].Value, out var field) ? "." + field : "");
        }
        foreach (var (begins, place) in Places)
            if (path == begins || path.StartsWith(begins + "/", StringComparison.Ordinal) || path.StartsWith(begins + "[", StringComparison.Ordinal))
                return place;
        return path.StartsWith("Fa", StringComparison.Ordinal) || path.StartsWith("Podmiot", StringComparison.Ordinal) ? "" : path;
    }

    [GeneratedRegex(@"^Fa/FaWiersz(\[(?<n>\d+)\])?(/(?<field>\w+))?")]
    private static partial Regex LineOfFile();
}
