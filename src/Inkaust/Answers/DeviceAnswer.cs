using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Answers;

/// <summary>An invoice that a device said to hold.</summary>
/// <param name="Hash">Base64URL.</param>
/// <param name="Number">P_2.</param>
/// <param name="IssueDate">P_1, yyyy-MM-dd.</param>
/// <param name="Deadline">Until when it must be in KSeF, as the device counted; null: it did not say.</param>
/// <param name="Gross">P_15.</param>
/// <param name="Currency">Its currency.</param>
public sealed record HeldAnswer(string Hash, string Number, string IssueDate, string? Deadline, string Gross, string Currency)
{
    public static HeldAnswer Of(HeldOnDevice one) => new(one.Hash, one.Number, Day.Of(one.IssueDate), Day.Of(one.Deadline), one.Gross, one.Currency);
}

/// <summary>A device that issues with no network.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">How people call it.</param>
/// <param name="State">enrolling, active or blocked.</param>
/// <param name="Serial">Serial number of its certificate; null until it has come.</param>
/// <param name="ValidTo">Until when that is valid.</param>
/// <param name="Series">The pattern from which it alone takes numbers.</param>
/// <param name="LastContact">When it made contact last.</param>
/// <param name="Holding">What it said to hold then and the office has not got.</param>
/// <param name="BlockedAt">Since when it is blocked as lost; null: it is not.</param>
/// <param name="RevokedAt">When KSeF revoked its certificate; null: it has not.</param>
public sealed record DeviceAnswer(string Id, string Name, string State, string? Serial, DateTimeOffset? ValidTo, string? Series, DateTimeOffset? LastContact,
    IReadOnlyList<HeldAnswer> Holding, DateTimeOffset? BlockedAt, DateTimeOffset? RevokedAt)
{
    public static DeviceAnswer Of(Device device, Series? series, IReadOnlyList<HeldOnDevice> holding) => new(device.Id, device.Name, device.State.Word(),
        device.Serial, device.ValidTo, series?.Pattern, device.ContactAt, [.. holding.Select(HeldAnswer.Of)], device.BlockedAt, device.RevokedAt);
}

/// <summary>The devices of a company, the latest first.</summary>
public sealed record DevicesAnswer(IReadOnlyList<DeviceAnswer> Devices);

/// <summary>A series of numbers of which a device takes them.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Pattern">Its pattern.</param>
/// <param name="BeginsAnew">month, year or never.</param>
public sealed record DeviceSeriesAnswer(string Id, string Name, string Pattern, string BeginsAnew)
{
    public static DeviceSeriesAnswer Of(Series series) => new(series.Id, series.Name, series.Pattern, series.BeginsAnew.Word());
}

/// <summary>A device that was begun.</summary>
/// <param name="Id">Its key.</param>
/// <param name="ToSign">The unsigned part of its certificate request, base64: to be signed with ECDSA over SHA-256.</param>
/// <param name="Series">The series from which it alone takes numbers.</param>
public sealed record DeviceBegunAnswer(string Id, string ToSign, DeviceSeriesAnswer Series);

/// <summary>The certificate of a device.</summary>
/// <param name="Certificate">DER, base64.</param>
/// <param name="Serial">16 hexadecimal digits.</param>
/// <param name="ValidFrom">From when.</param>
/// <param name="ValidTo">Until when.</param>
public sealed record DeviceCertificateAnswer(string Certificate, string Serial, DateTimeOffset ValidFrom, DateTimeOffset ValidTo)
{
    public static DeviceCertificateAnswer Of(Device device) =>
        new(Convert.ToBase64String(device.Certificate!), device.Serial!, device.ValidFrom!.Value, device.ValidTo!.Value);
}

/// <summary>KSeF works on the certificate yet: ask again.</summary>
public sealed record WaitAnswer(bool Wait = true);

/// <summary>A device that was lost.</summary>
/// <param name="Device">The device, blocked.</param>
/// <param name="NotRevoked">Why KSeF has not revoked its certificate yet; null: it has.</param>
public sealed record LostDeviceAnswer(DeviceAnswer Device, FindingAnswer? NotRevoked);

/// <summary>What became of an invoice that a device handed over.</summary>
/// <param name="Hash">Which, as the device named it.</param>
/// <param name="Outcome">taken or kept.</param>
/// <param name="Id">Its place in the ledger; null: it is kept.</param>
/// <param name="Deadline">Until when it must be in KSeF, as the office counts.</param>
/// <param name="Closed">A person has said that nothing more is to be done about it.</param>
/// <param name="Findings">Why it is kept, or what else is to be said.</param>
public sealed record TakenAnswer(string Hash, string Outcome, long? Id, string? Deadline, bool Closed, IReadOnlyList<FindingAnswer> Findings)
{
    public static TakenAnswer Of(Taken taken, Func<Finding, FindingAnswer> say) => new(taken.Hash.Base64Url, taken.Invoice is null ? "kept" : "taken",
        taken.Invoice?.Id, Day.Of(taken.Invoice?.Deadline.Date), taken.IsClosed, [.. taken.Findings.Select(say)]);
}

/// <summary>How an invoice of the device stands now.</summary>
/// <param name="Hash">Which.</param>
/// <param name="State">The word of its state.</param>
/// <param name="KsefNumber">Its number; null: it has none.</param>
/// <param name="Deadline">Until when it must be in KSeF.</param>
/// <param name="Upo">Its official receipt is here.</param>
/// <param name="Late">Its deadline passed before it was sent.</param>
public sealed record NewsAnswer(string Hash, string State, string? KsefNumber, string? Deadline, bool Upo, bool Late)
{
    public static NewsAnswer Of(IssuedInvoice one, DateTimeOffset now) => new(one.Hash.Base64Url, one.State.Word,
        (one.State as InvoiceState.Accepted)?.KsefNumber, Day.Of(one.Deadline.Date), one.HasUpo, one.IsLate(now));
}

/// <summary>What the office answers when a device makes contact (docs/pocket.md).</summary>
public sealed record ContactAnswer(int Format, DateTimeOffset ServerTime, long Last, IReadOnlyList<TakenAnswer> Taken, IReadOnlyList<NewsAnswer> News,
    DevicePackAnswer Pack, IReadOnlyList<FindingAnswer> Findings)
{
    public static ContactAnswer Of(ContactAnswered answer, Func<Finding, FindingAnswer> say) => new(DevicePackAnswer.NewestFormat, answer.At, answer.Last,
        [.. answer.Taken.Select(one => TakenAnswer.Of(one, say))], [.. answer.News.Select(one => NewsAnswer.Of(one, answer.At))],
        DevicePackAnswer.Of(answer.Pack), [.. answer.Findings.Select(say)]);
}

/// <summary>The company for which a device issues.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Nip">Its NIP.</param>
/// <param name="Name">As it stands on invoices.</param>
/// <param name="Address">As a draft writes it.</param>
/// <param name="Environment">The word or the address of its KSeF.</param>
/// <param name="Qr">Where the codes lead.</param>
public sealed record PackCompanyAnswer(string Id, string Nip, string Name, JsonElement Address, string Environment, string Qr);

/// <summary>Whose device it is.</summary>
public sealed record PackAccountAnswer(string Id, string Email);

/// <summary>Its certificate.</summary>
/// <param name="Serial">16 hexadecimal digits.</param>
/// <param name="ValidFrom">From when.</param>
/// <param name="ValidTo">Until when.</param>
/// <param name="Status">How KSeF says that it stands: active, blocked, revoked or expired; null: it was not asked yet.</param>
public sealed record PackCertificateAnswer(string Serial, DateTimeOffset ValidFrom, DateTimeOffset ValidTo, string? Status);

/// <summary>Its series, with the last counter of each period.</summary>
public sealed record PackSeriesAnswer(string Id, string Pattern, string BeginsAnew, IReadOnlyDictionary<string, long> Last);

/// <summary>A day that a statute made free or working.</summary>
public sealed record PackDayAnswer(string Date, string Reason);

/// <summary>The changes of the calendar.</summary>
public sealed record PackCalendarAnswer(string Version, IReadOnlyList<PackDayAnswer> Free, IReadOnlyList<PackDayAnswer> Working);

/// <summary>What was announced.</summary>
/// <param name="EventId">Latarnia's number of it.</param>
/// <param name="Category">maintenance, failure or total-failure.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="StartAt">When it began.</param>
/// <param name="EndAt">When it ended; null: it goes on.</param>
public sealed record PackAnnouncementAnswer(long EventId, string Category, DateTimeOffset PublishedAt, DateTimeOffset StartAt, DateTimeOffset? EndAt);

/// <summary>How prints look.</summary>
/// <param name="Logo">PNG or JPEG, base64; null: none.</param>
/// <param name="Languages">The languages of its prints.</param>
/// <param name="Accounts">The accounts to which buyers pay.</param>
/// <param name="Footer">What stands at the foot of new invoices.</param>
public sealed record PackLookAnswer(string? Logo, string Languages, IReadOnlyList<string> Accounts, string Footer);

/// <summary>All that a device needs to issue while the office is away.</summary>
public sealed record DevicePackAnswer
{
    /// <summary>The format of what is written.</summary>
    [JsonIgnore]
    public static int NewestFormat => 1;

    public int Format { get; init; } = NewestFormat;

    public required string Id { get; init; }

    /// <summary>enrolling, active or blocked.</summary>
    public required string State { get; init; }

    public required PackCompanyAnswer Company { get; init; }

    public required PackAccountAnswer Account { get; init; }

    public required PackCertificateAnswer? Certificate { get; init; }

    public required PackSeriesAnswer? Series { get; init; }

    /// <summary>The buyers that the company knows, each as a party of a draft.</summary>
    public required IReadOnlyList<JsonElement> Buyers { get; init; }

    /// <summary>What it sold last, each as a line of a draft.</summary>
    public required IReadOnlyList<JsonElement> Products { get; init; }

    public required PackCalendarAnswer Calendar { get; init; }

    public required IReadOnlyList<PackAnnouncementAnswer> Announcements { get; init; }

    public required PackLookAnswer Look { get; init; }

    /// <summary>The state of the law by which the office counts.</summary>
    public string Law { get; init; } = Deadlines.Law;

    public static DevicePackAnswer Of(DevicePack pack) => new()
    {
        Id = pack.Device.Id,
        State = pack.Device.State.Word(),
        Company = new(pack.Company.Id.Text, pack.Company.Nip.ToString(), pack.Company.Name, PartyOf(pack.Company.AsSeller()).GetProperty("address"),
            pack.Company.Environment.Word, pack.Company.Environment.Qr.AbsoluteUri),
        Account = new(pack.Device.Account.Text, pack.Email),
        Certificate = pack.Device is { Serial: { } serial, ValidFrom: { } from, ValidTo: { } to } ? new(serial, from, to, pack.Device.CertificateStatus?.ToLowerInvariant()) : null,
        Series = pack.Series is { } own ? new(own.Id, own.Pattern, own.BeginsAnew.Word(), pack.Counters) : null,
        Buyers = [.. pack.Buyers.Select(PartyOf)],
        Products = LinesOf(pack.Products),
        Calendar = new(pack.CalendarVersion, DaysOf(pack, free: true), DaysOf(pack, free: false)),
        Announcements = [.. pack.Announcements.Select(one =>
            new PackAnnouncementAnswer(one.EventId, WordOf(one.Category), one.PublishedAt, one.StartAt, one.EndAt))],
        Look = new(pack.Look.Logo is { } logo ? Convert.ToBase64String(logo) : null, pack.Look.Languages.Word(), pack.Look.Accounts, pack.Look.Footer),
    };

    private static IReadOnlyList<PackDayAnswer> DaysOf(DevicePack pack, bool free) =>
        [.. pack.Calendar.Where(one => one.Free == free).Select(one => new PackDayAnswer(Day.Of(one.Date), one.Reason))];

    private static string WordOf(AnnouncementCategory category) => category switch
    {
        AnnouncementCategory.Maintenance => "maintenance",
        AnnouncementCategory.Failure => "failure",
        _ => "total-failure",
    };

    private static IReadOnlyList<JsonElement> LinesOf(IReadOnlyList<Line> lines)
    {
        if (lines.Count == 0) return [];
        using var json = JsonDocument.Parse(new InvoiceDraft { Number = "", Buyer = new Party(), Lines = lines }.WriteJson());
        return [.. json.RootElement.GetProperty("lines").EnumerateArray().Select(one => one.Clone())];
    }

    private static JsonElement PartyOf(Party party)
    {
        using var json = JsonDocument.Parse(party.WriteJson());
        return json.RootElement.Clone();
    }
}
