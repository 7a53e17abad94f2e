using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What is known of the certificate behind KOD II before an invoice is issued offline. It is Wednesday 9 December 2026, noon in Poland.</summary>
public sealed class OfflineReadinessTests : IDisposable
{
    private const string Somebody = "2.5.4.5=TINPL-6712345098, CN=Biuro", SomebodyElse = "2.5.4.5=TINPL-1111111111, CN=Biuro";

    private readonly House house = new();

    [Fact]
    public void A_good_certificate_of_the_company_itself_raises_nothing()
    {
        var certificate = house.Certificate();
        house.Rights.Note(house.Company, ["InvoiceRead"]); // whoever signs in is somebody else, and says nothing of it
        var ready = Of();
        Assert.Empty(ready.Findings);
        Assert.Equal((certificate.Serial, House.At("2028-01-01T00:00:00Z"), "Active", House.At("2026-12-09T12:00")), (ready.Certificate!.Serial,
            ready.Certificate.ValidTo, ready.Certificate.Status, ready.Certificate.StatusAt));
        Assert.Equal(["InvoiceRead"], ready.Certificate.Permissions!);
        Assert.Equal(House.At("2026-12-09T12:00"), ready.Certificate.PermissionsAt);
    }

    [Fact]
    public void Without_any_certificate_the_want_of_a_right_is_said_too()
    {
        Assert.Equal(["INK-CERT-001"], Codes());
        Assert.Null(Of().Certificate);
        house.Rights.Note(house.Company, ["InvoiceRead"]);
        Assert.Equal(["INK-CERT-001", "INK-ISSUE-012"], Codes());
        house.Rights.Note(house.Company, ["InvoiceWrite"]);
        Assert.Equal(["INK-CERT-001"], Codes());

        house.Certificate(CertificateKind.Authentication); // of type 1: signs no codes, and is no reason either
        house.Rights.Note(house.Company, ["InvoiceRead"]);
        Assert.Equal(["INK-CERT-001", "INK-ISSUE-012"], Codes());
        house.Keys.NewKey(house.Company, CertificateKind.Offline, "asked for").Key.Dispose(); // has not come yet
        Assert.Equal(["INK-CERT-001"], Codes());
    }

    [Theory]
    [InlineData("Revoked", "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z", "INK-ISSUE-010")]
    [InlineData("Blocked", "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z", "INK-ISSUE-010")]
    [InlineData("Active", "2026-01-01T00:00:00Z", "2026-12-09T11:00:00Z", "INK-ISSUE-011")] // over this very moment
    [InlineData("Active", "2026-12-10T00:00:00Z", "2028-01-01T00:00:00Z", "INK-ISSUE-011")] // not yet
    [InlineData(null, "2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z", "INK-ISSUE-011")]
    public void Each_certificate_that_cannot_be_used_is_named_with_the_reason(string? status, string from, string to, string code)
    {
        var certificate = house.Certificate(from: from, to: to, status: status);
        house.Certificate(from: "2020-01-01T00:00:00Z", to: "2022-01-01T00:00:00Z");
        var findings = Of().Refusals;
        Assert.Equal(["INK-CERT-001", "INK-ISSUE-011", code], findings.Select(one => one.Code));
        Assert.Contains(certificate.Serial!, findings[2].Text.En);
        if (code == "INK-ISSUE-010") Assert.Contains($"is {status} in KSeF (read 2026-12-09 11:00 UTC)", findings[2].Text.En);
        else Assert.Contains("it is 2026-12-09 11:00 UTC", findings[2].Text.En);
    }

    [Fact]
    public void A_company_that_lacks_the_right_hears_of_its_old_certificates_first()
    {
        house.Certificate(status: "Revoked");
        house.Rights.Note(house.Company, ["InvoiceRead"]);
        Assert.Equal(["INK-CERT-001", "INK-ISSUE-010"], Codes());
    }

    /// <summary>Whose certificate signs codes, which one signs in, the rights that were seen and how many hours ago, and what is said.</summary>
    public static TheoryData<string, string, string?, string?, double, string[]> Holders => new()
    {
        { "the same person, who may", Somebody, Somebody, "InvoiceWrite", 0, [] },
        { "the same person, an owner", Somebody, Somebody, "Owner", 0, [] },
        { "the same person, who may not", Somebody, Somebody, "InvoiceRead", 0, ["INK-ISSUE-012"] },
        { "the same person, who could not long ago", Somebody, Somebody, "InvoiceRead", 48, ["INK-ISSUE-012"] },
        { "the same person, nothing seen yet", Somebody, Somebody, null, 0, ["INK-ISSUE-013"] },
        { "the same person, seen nearly a day ago", Somebody, Somebody, "InvoiceWrite", 23.99, [] },
        { "the same person, seen a day ago", Somebody, Somebody, "InvoiceWrite", 24, ["INK-ISSUE-013"] },
        { "somebody else", Somebody, SomebodyElse, "InvoiceWrite", 0, ["INK-ISSUE-013"] },
        { "somebody else, and who signs in may not", Somebody, SomebodyElse, "InvoiceRead", 0, ["INK-ISSUE-013"] },
        { "nobody signs in", Somebody, null, "InvoiceWrite", 0, ["INK-ISSUE-013"] },
        { "names do not say who somebody is", "2.5.4.5=TINPL-6712345098, CN=Anna", "2.5.4.5=TINPL-6712345098, CN=Bona", "InvoiceWrite", 0, [] },
        { "a name with the NIP in it is not the company", "CN=5260001246", null, "InvoiceWrite", 0, ["INK-ISSUE-013"] },
        { "a company by its serialNumber", "2.5.4.5=TINPL-5260001246, CN=Atrament", null, null, 0, [] },
    };

    [Theory]
    [MemberData(nameof(Holders))]
    public void What_the_sign_in_may_do_counts_for_the_certificate_of_whoever_signs_in(string what, string signsCodes, string? signsIn, string? right,
        double hoursAgo, string[] codes)
    {
        if (right is not null) house.Rights.Note(house.Company, [right]);
        house.Clock.Jump(TimeSpan.FromHours(hoursAgo));
        house.Certificate(subject: signsCodes);
        if (signsIn is not null) house.Certificate(CertificateKind.Authentication, signsIn);
        Assert.Equal((what, string.Join(' ', codes)), (what, string.Join(' ', Codes())));
    }

    [Fact]
    public void A_seal_signs_in_where_there_is_no_certificate_of_type_1_and_only_there()
    {
        house.Certificate(subject: Somebody);
        house.Rights.Note(house.Company, ["InvoiceRead"]);
        house.Certificate(CertificateKind.Seal, Somebody);
        Assert.Equal(["INK-ISSUE-012"], Codes());
        house.Certificate(CertificateKind.Authentication, SomebodyElse);
        Assert.Equal(["INK-ISSUE-013"], Codes());
    }

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData("Active", 0, false)]
    [InlineData("Active", 23.99, false)]
    [InlineData("Active", 24, true)]
    [InlineData("Active", -1, true)] // read before the clock was set back
    public void A_status_that_was_not_read_for_a_day_is_said(string? status, double hoursAgo, bool said)
    {
        house.Certificate(status: status);
        house.Clock.Jump(TimeSpan.FromHours(hoursAgo));
        Assert.Equal(said ? ["INK-ISSUE-014"] : [], Codes());
        if (!said) return;
        Assert.Contains(status is null ? "KSeF has not said yet" : "was read 2026-12-09 11:00 UTC (Active)", Of().Findings[0].Text.En);
        Assert.Equal(Severity.Advice, Of().Findings[0].Severity);
    }

    [Theory]
    [InlineData("2026-12-14T22:59:59Z", "2026-12-14", false)] // to the last second of the deadline in Poland
    [InlineData("2026-12-14T22:59:58Z", "2026-12-14", true)]
    [InlineData("2026-12-10T22:59:59Z", null, false)] // the deadline is not known: until the end of tomorrow
    [InlineData("2026-12-10T22:59:58Z", null, true)]
    public void A_certificate_has_to_last_until_the_end_of_the_deadline(string to, string? due, bool said)
    {
        house.Certificate(to: to);
        var findings = Of(due is null ? null : DateOnly.Parse(due)).Findings;
        Assert.Equal(said ? ["INK-ISSUE-015"] : [], findings.Select(one => one.Code));
        if (said) Assert.Equal((Severity.Wrong, true), (findings[0].Severity,
            findings[0].Text.En.Contains($"before the deadline {due ?? "2026-12-10"}", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_gravest_is_said_first_and_only_refusals_refuse()
    {
        house.Certificate(subject: Somebody, to: "2026-12-09T20:00:00Z", status: null);
        house.Certificate(CertificateKind.Authentication, Somebody);
        house.Rights.Note(house.Company, ["InvoiceRead"]);
        var ready = Of();
        Assert.Equal(["INK-ISSUE-012", "INK-ISSUE-015", "INK-ISSUE-014"], ready.Findings.Select(one => one.Code));
        Assert.Equal(["INK-ISSUE-012"], ready.Refusals.Select(one => one.Code));
        Assert.Equal(["INK-ISSUE-015", "INK-ISSUE-014"], ready.Warnings.Select(one => one.Code));
        Assert.NotNull(ready.Certificate);
    }

    public void Dispose() => house.Dispose();

    private OfflineReadiness Of(DateOnly? due = null) => OfflineReadiness.Of(house.Keys, house.Rights, house.Company, house.Clock.GetUtcNow(), due);

    private IEnumerable<string> Codes() => Of().Findings.Select(one => one.Code);
}
