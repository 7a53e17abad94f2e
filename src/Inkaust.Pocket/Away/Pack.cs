using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Pocket.Away;

/// <summary>All that a device needs to issue while the office is away, as the office said it at the last contact (docs/pocket.md).</summary>
internal sealed class Pack(JsonObject json)
{
    /// <summary>The newest format that this app understands.</summary>
    public const int Format = 1;

    private WorkingDays? days;

    public JsonObject Json => json;

    /// <summary>The office speaks a format that this app does not know: it has to be updated.</summary>
    public bool IsOfANewerApp => (int?)json["format"] is { } format && format > Format;

    /// <summary>enrolling, active or blocked.</summary>
    public string State => (string?)json["state"] ?? "";

    public bool IsBlocked => State == "blocked";

    public string CompanyName => (string?)Company["name"] ?? "";

    public Nip Nip => Nip.TryParse((string?)Company["nip"], null, out var nip) || Nip.TryAsWritten((string?)Company["nip"] ?? "", out nip) ? nip : default;

    /// <summary>The company as a party of a draft.</summary>
    public JsonObject Seller
    {
        get
        {
            var seller = new JsonObject { ["nip"] = (string?)Company["nip"], ["name"] = CompanyName };
            if (Company["address"] is { } address) seller["address"] = address.DeepClone();
            return seller;
        }
    }

    /// <summary>Where its invoices go; codes bear its address.</summary>
    public KsefEnvironment Environment => KsefEnvironment.ForCodes((string?)Company["environment"] ?? "");

    public KsefKind Kind => Environment.IsProduction ? KsefKind.Production : KsefKind.Test;

    /// <summary>16 hexadecimal digits.</summary>
    public string Serial => (string?)json["certificate"]?["serial"] ?? "";

    public DateTimeOffset? ValidFrom => AwayJson.Moment(json["certificate"]?["validFrom"]);

    public DateTimeOffset? ValidTo => AwayJson.Moment(json["certificate"]?["validTo"]);

    /// <summary>KSeF has revoked its certificate, or is about to: nobody confirms what it signs.</summary>
    public bool IsRevoked => (string?)json["certificate"]?["status"] is "revoked" or "blocked";

    public string SeriesId => (string?)json["series"]?["id"] ?? "";

    public NumberPattern Numbers => new((string?)json["series"]?["pattern"] ?? "{n}", BeginningsAnew.Parse((string?)json["series"]?["beginsAnew"]));

    /// <summary>The last counter of a period that the office knows to be used.</summary>
    public long LastIn(string period) => (long?)json["series"]?["last"]?[period] ?? 0;

    /// <summary>The buyers that the company knows, each as a party of a draft.</summary>
    public IEnumerable<JsonObject> Buyers => AwayJson.Records(json["buyers"]);

    /// <summary>What it sells, each as a line of a draft.</summary>
    public IEnumerable<JsonObject> Products => AwayJson.Records(json["products"]);

    public string Calendar => (string?)json["calendar"]?["version"] ?? "";

    /// <summary>The working days with the changes that the office knows.</summary>
    public WorkingDays WorkingDays => days ??= WorkingDays.With(CalendarChanges);

    /// <summary>Those changes.</summary>
    public IReadOnlyList<CalendarChange> CalendarChanges => [.. Changes("free", true), .. Changes("working", false)];

    public IReadOnlyList<Announcement> Announcements => [.. AwayJson.Records(json["announcements"]).Select(AnnouncementOf).OfType<Announcement>()];

    /// <summary>The state of the law that the office reckons with.</summary>
    public string Law => (string?)json["law"] ?? "";

    public JsonObject Look => json["look"] as JsonObject ?? [];

    private JsonObject Company => json["company"] as JsonObject ?? [];

    // A day alone, or with the statute that says so.
    private IEnumerable<CalendarChange> Changes(string list, bool free) => json["calendar"]?[list] is not JsonArray all ? []
        : all.Select(one => (Day: AwayJson.Day(one is JsonObject ? one["date"] : one), Why: one is JsonObject ? (string?)one["reason"] : null))
            .Where(one => one.Day is not null).Select(one => new CalendarChange(one.Day!.Value, free, one.Why ?? "ustawa"));

    private static Announcement? AnnouncementOf(JsonObject one)
    {
        AnnouncementCategory? category = (string?)one["category"] switch
        {
            "maintenance" => AnnouncementCategory.Maintenance,
            "failure" => AnnouncementCategory.Failure,
            "total-failure" => AnnouncementCategory.TotalFailure,
            _ => null,
        };
        return category is { } known && AwayJson.Moment(one["publishedAt"]) is { } published && AwayJson.Moment(one["startAt"]) is { } start
            ? new Announcement((long?)one["eventId"] ?? 0, known, published, start, AwayJson.Moment(one["endAt"])) : null;
    }
}
