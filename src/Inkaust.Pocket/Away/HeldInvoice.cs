using System.Globalization;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Pocket.Away;

/// <summary>How it stands with an invoice that was issued on this device.</summary>
internal enum Standing
{
    /// <summary>It is on this device and nowhere else: the queue.</summary>
    OnlyHere,

    /// <summary>The office has it in its ledger and sends it.</summary>
    Taken,

    /// <summary>Something contradicts: the office has the bytes, and a person decides.</summary>
    Kept,

    /// <summary>KSeF gave it a number.</summary>
    Accepted,

    /// <summary>KSeF refused it: it is not issued.</summary>
    Rejected,
}

/// <summary>An invoice that was issued on this device. Its bytes, its moment and its codes never change.</summary>
internal sealed record HeldInvoice
{
    public required InvoiceHash Hash { get; init; }

    /// <summary>The device that issued it, which hands it over: this one, or what this one was before it was set up anew.</summary>
    public required string Device { get; init; }

    /// <summary>The file, byte for byte.</summary>
    public required byte[] File { get; init; }

    public required string Number { get; init; }

    public required DateOnly IssueDate { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Until when it must reach KSeF; null while that cannot be known.</summary>
    public required DateOnly? Deadline { get; init; }

    /// <summary>How that date was found.</summary>
    public required IReadOnlyList<Wording> DeadlineSteps { get; init; }

    /// <summary>The state of the law and of the calendar by which it was found.</summary>
    public required string Law { get; init; }

    public required string Calendar { get; init; }

    public required Uri KodI { get; init; }

    public required Uri KodII { get; init; }

    /// <summary>Of the certificate that signed KOD II.</summary>
    public required string Serial { get; init; }

    public required string SeriesId { get; init; }

    public required string Period { get; init; }

    public required long Count { get; init; }

    public required string BuyerName { get; init; }

    public required decimal Gross { get; init; }

    public required string Currency { get; init; }

    /// <summary>What is wrong and was taken knowingly, by its codes.</summary>
    public required IReadOnlyList<string> Accepted { get; init; }

    /// <summary>What the person said of the buyer and no file shows.</summary>
    public required BuyerBranch? BuyerTold { get; init; }

    /// <summary>What was handed over from this device: invoice, confirmation.</summary>
    public IReadOnlyList<string> DocumentsGiven { get; init; } = [];

    /// <summary>Buyer and lines as they were written, for whoever sells the same to the same again.</summary>
    public JsonObject Written { get; init; } = [];

    public Standing Standing { get; init; }

    /// <summary>Its key in the ledger of the office.</summary>
    public long? OfficeId { get; init; }

    /// <summary>Why the office kept it, or why KSeF refused it.</summary>
    public IReadOnlyList<Wording> Because { get; init; } = [];

    /// <summary>The word of its state in the ledger, as the office said it last.</summary>
    public string? OfficeState { get; init; }

    public string? KsefNumber { get; init; }

    public bool HasUpo { get; init; }

    /// <summary>It is on this device and nowhere else.</summary>
    public bool IsOnlyHere => Standing == Standing.OnlyHere;

    /// <summary>Nothing more is to come, so that it may be forgotten here.</summary>
    public bool MayBeLetGo => Standing is Standing.Accepted or Standing.Rejected;

    /// <summary>What may be handed to the buyer now.</summary>
    public HandOver HandOver(Fa3Invoice file) => KsefNumber is null
        ? Ksef.Modes.HandOver.BeforeTheNumber(file, IssuingMode.Offline24, BuyerTold) : Ksef.Modes.HandOver.AfterTheNumber(file, IssuingMode.Offline24, BuyerTold);

    /// <summary>As the office is told of it.</summary>
    public JsonObject Head() => new()
    {
        ["hash"] = Hash.Base64Url,
        ["number"] = Number,
        ["issueDate"] = AwayJson.Text(IssueDate),
        ["deadline"] = Deadline is { } day ? AwayJson.Text(day) : null,
        ["gross"] = Gross.ToString(CultureInfo.InvariantCulture),
        ["currency"] = Currency,
    };

    /// <summary>As it is handed to the office, with its bytes.</summary>
    public JsonObject Whole() => new()
    {
        ["hash"] = Hash.Base64Url,
        ["xml"] = Convert.ToBase64String(File),
        ["number"] = Number,
        ["issueDate"] = AwayJson.Text(IssueDate),
        ["issuedAt"] = AwayJson.Text(IssuedAt),
        ["deadline"] = Deadline is { } day ? AwayJson.Text(day) : null,
        ["law"] = Law,
        ["calendar"] = Calendar,
        ["kodI"] = KodI.AbsoluteUri,
        ["kodII"] = KodII.AbsoluteUri,
        ["serial"] = Serial,
        ["series"] = new JsonObject { ["id"] = SeriesId, ["period"] = Period, ["count"] = Count },
        ["accepted"] = AwayJson.Texts(Accepted),
        ["buyerTold"] = BuyerTold is { } branch ? Ksef.Modes.HandOver.Words.First(one => one.Value == branch).Key : null,
        ["documentsGiven"] = AwayJson.Texts(DocumentsGiven),
    };

    /// <summary>As it is kept on the device.</summary>
    public string Stored()
    {
        var json = Whole();
        json["gross"] = Gross.ToString(CultureInfo.InvariantCulture);
        json["currency"] = Currency;
        json["device"] = Device;
        json["buyerName"] = BuyerName;
        json["deadlineSteps"] = new JsonArray([.. DeadlineSteps.Select(one => (JsonNode)AwayJson.Words(one))]);
        json["written"] = Written.DeepClone();
        json["standing"] = Words[Standing];
        json["officeId"] = OfficeId;
        json["because"] = new JsonArray([.. Because.Select(one => (JsonNode)AwayJson.Words(one))]);
        json["officeState"] = OfficeState;
        json["ksefNumber"] = KsefNumber;
        json["upo"] = HasUpo;
        return json.ToJsonString();
    }

    public static HeldInvoice Read(string stored)
    {
        var json = JsonNode.Parse(stored)!;
        return new HeldInvoice
        {
            Hash = InvoiceHash.Parse((string)json["hash"]!),
            Device = (string)json["device"]!,
            File = Convert.FromBase64String((string)json["xml"]!),
            Number = (string)json["number"]!,
            IssueDate = AwayJson.Day(json["issueDate"])!.Value,
            IssuedAt = AwayJson.Moment(json["issuedAt"])!.Value,
            Deadline = AwayJson.Day(json["deadline"]),
            DeadlineSteps = [.. AwayJson.Records(json["deadlineSteps"]).Select(AwayJson.Words)],
            Law = (string?)json["law"] ?? "",
            Calendar = (string?)json["calendar"] ?? "",
            KodI = new Uri((string)json["kodI"]!),
            KodII = new Uri((string)json["kodII"]!),
            Serial = (string)json["serial"]!,
            SeriesId = (string)json["series"]!["id"]!,
            Period = (string)json["series"]!["period"]!,
            Count = (long)json["series"]!["count"]!,
            BuyerName = (string?)json["buyerName"] ?? "",
            Gross = decimal.Parse((string)json["gross"]!, CultureInfo.InvariantCulture),
            Currency = (string)json["currency"]!,
            Accepted = [.. AwayJson.Texts(json["accepted"])],
            BuyerTold = (string?)json["buyerTold"] is { } told && Ksef.Modes.HandOver.Words.TryGetValue(told, out var branch) ? branch : null,
            DocumentsGiven = [.. AwayJson.Texts(json["documentsGiven"])],
            Written = json["written"]?.DeepClone() as JsonObject ?? [],
            Standing = Words.FirstOrDefault(one => one.Value == (string?)json["standing"]).Key,
            OfficeId = (long?)json["officeId"],
            Because = [.. AwayJson.Records(json["because"]).Select(AwayJson.Words)],
            OfficeState = (string?)json["officeState"],
            KsefNumber = (string?)json["ksefNumber"],
            HasUpo = (bool?)json["upo"] ?? false,
        };
    }

    // They are stored, so they never change.
    private static readonly Dictionary<Standing, string> Words = new()
    {
        [Standing.OnlyHere] = "only-here",
        [Standing.Taken] = "taken",
        [Standing.Kept] = "kept",
        [Standing.Accepted] = "accepted",
        [Standing.Rejected] = "rejected",
    };
}
