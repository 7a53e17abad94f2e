using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Keys and certificates of a company, from the seal to the code that a buyer scans.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task A_company_without_a_certificate_signs_in_with_a_seal_and_enrols()
    {
        await using var stage = await Stage.BareAsync();
        var type1 = await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Authentication, Stage.Stop);
        var type2 = await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Offline, Stage.Stop);

        Assert.Matches("^[0-9A-F]{16}$", type1.Serial!);
        Assert.True(type2.ValidTo <= stage.Clock.GetUtcNow().AddYears(2)); // LAW 72
        using var signsIn = stage.Workplace.Keys.WithKey(stage.Company, type1);
        using var signsCodes = stage.Workplace.Keys.WithKey(stage.Company, type2);
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, Usage(signsIn)); // LAW 70
        Assert.Equal(X509KeyUsageFlags.NonRepudiation, Usage(signsCodes));
        await stage.Workplace.SignIn.AnewAsync(stage.Company, Stage.Stop);
    }

    [Fact]
    public async Task Without_a_type_2_certificate_nothing_is_issued_offline()
    {
        await using var stage = await Stage.BareAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Offline));
        Assert.Equal("INK-CERT-001", refused.Findings[0].Code);
        Assert.Empty(stage.Ledger.List());
    }

    [Fact]
    public async Task An_expired_type_2_certificate_signs_nothing()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        clock.Jump(TimeSpan.FromDays(800));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Offline));
        Assert.Equal("INK-CERT-001", refused.Findings[0].Code);
    }

    [Fact]
    public async Task The_buyer_who_scans_sees_that_the_certificate_was_revoked()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        Assert.True((await stage.ScanAsync(issued.KodII!)).GetProperty("valid").GetBoolean());
        (await stage.ManageAsync($"certificates/{issued.CertificateSerial}/revoke")).EnsureSuccessStatusCode();
        var page = await stage.ScanAsync(issued.KodII!);
        Assert.False(page.GetProperty("valid").GetBoolean());
        Assert.Equal(4, page.GetProperty("checks").GetArrayLength());

        await stage.SendAsync(); // LAW 79: KOD II is not checked when the XML is sent.
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
    }

    [Fact]
    public async Task A_revoked_type_1_certificate_does_not_sign_in_and_the_reason_is_said()
    {
        await using var stage = await Stage.ReadyAsync();
        var type1 = stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Authentication)!;
        (await stage.ManageAsync($"certificates/{type1.Serial}/revoke")).EnsureSuccessStatusCode();
        using var withKey = stage.Workplace.Keys.WithKey(stage.Company, type1);
        var rejected = await Assert.ThrowsAsync<KsefRejected>(() => stage.Workplace.SignIn.KsefOf(stage.Company).Authentication.SignInAsync(stage.Company.Nip, withKey, Stage.Stop));
        Assert.Equal(460, rejected.Code);
    }

    [Fact]
    public async Task A_changed_code_fails_the_check_of_its_signature()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var other = InvoiceHash.Of("another invoice"u8).Base64Url;
        var forged = new Uri(issued.KodII!.AbsoluteUri.Replace(issued.Hash.Base64Url, other));
        Assert.False((await stage.ScanAsync(forged)).GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task An_enrolment_whose_answer_was_lost_is_taken_up_and_not_repeated()
    {
        await using var stage = await Stage.BareAsync();
        await stage.Workplace.SignIn.AsCompanyAsync(stage.Company, Stage.Stop);
        await stage.FaultAsync("answer-lost", "POST /v2/certificates/enrollments", count: 1);
        await Assert.ThrowsAsync<KsefOutcomeUnknown>(() =>
            stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Offline, Stage.Stop));

        var certificate = await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Offline, Stage.Stop);

        var (ksef, access) = await stage.Workplace.SignIn.AsCompanyAsync(stage.Company, Stage.Stop);
        var known = new List<string>();
        await foreach (var one in ksef.Certificates.QueryAsync(access, new CertificateQuery(), Stage.Stop)) known.Add(one.CertificateSerialNumber);
        Assert.Equal([certificate.Serial!], known);
    }

    [Fact]
    public async Task The_key_of_an_enrolment_that_KSeF_still_works_on_is_not_thrown_away()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.BareAsync(clock);
        await stage.Workplace.SignIn.AsCompanyAsync(stage.Company, Stage.Stop);
        await stage.FaultAsync("answer-lost", "POST /v2/certificates/enrollments", count: 1);
        await Assert.ThrowsAsync<KsefOutcomeUnknown>(() => stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Offline, Stage.Stop));
        // Not listed yet: another one is applied for, and the first key stays.
        await stage.FaultAsync("wrong-json", "POST /v2/certificates/query", count: 1, body: new { certificates = Array.Empty<string>(), hasMore = false });
        var second = await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Offline, Stage.Stop);
        Assert.Single(stage.Workplace.Keys.Of(stage.Company.Id), one => one is { Kind: CertificateKind.Offline, Serial: null });

        var first = await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Offline, Stage.Stop);
        Assert.NotEqual(second.Serial, first.Serial);
        Assert.DoesNotContain(stage.Workplace.Keys.Of(stage.Company.Id), one => one.Serial is null);
    }

    [Fact]
    public async Task An_enrolment_that_KSeF_has_forgotten_after_30_days_stands_in_nobodys_way()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.BareAsync(clock);
        var (place, key) = stage.Workplace.Keys.NewKey(stage.Company, CertificateKind.Offline, "Inkaust offline");
        key.Dispose();
        stage.Workplace.Keys.Requested(place, "20261209-CE-0123456789-0123456789-01");
        clock.Jump(TimeSpan.FromDays(31)); // LAW 73
        var certificate = await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Offline, Stage.Stop);
        Assert.Equal([certificate.Serial], stage.Workplace.Keys.Of(stage.Company.Id).Where(one => one.Kind == CertificateKind.Offline).Select(one => one.Serial));
    }

    [Fact]
    public async Task How_a_new_certificate_stands_is_known_at_once()
    {
        await using var stage = await Stage.ReadyAsync();
        var certificate = stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Offline)!;
        Assert.Equal("Active", certificate.Status);
        Assert.DoesNotContain((await stage.IssueAsync(ModeWish.Offline)).Warnings, finding => finding.Code == "INK-ISSUE-014");
    }

    [Fact]
    public async Task A_status_that_was_read_before_the_clock_was_set_back_is_read_again()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        clock.Jump(TimeSpan.FromHours(40));
        await stage.Workplace.CertificateStates.RefreshAsync(stage.Company, Stage.Stop);
        clock.Jump(-TimeSpan.FromHours(30));
        Assert.Contains(OfflineReadiness.Of(stage.Workplace.Keys, stage.Workplace.Rights, stage.Company, clock.GetUtcNow()).Warnings, finding => finding.Code == "INK-ISSUE-014");

        await stage.Workplace.CertificateStates.RefreshAsync(stage.Company, Stage.Stop);

        Assert.Equal(clock.GetUtcNow(), stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Offline)!.StatusAt!.Value, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_renewal_that_was_tried_before_the_clock_was_set_back_is_tried_again()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.BareAsync(clock);
        var (desk, company) = (stage.Workplace, stage.Company);
        Assert.True(desk.Keys.BeginsRenewal(company.Id, TimeSpan.FromDays(1)));
        Assert.False(desk.Keys.BeginsRenewal(company.Id, TimeSpan.FromDays(1)));
        clock.Jump(-TimeSpan.FromDays(300));
        Assert.True(desk.Keys.BeginsRenewal(company.Id, TimeSpan.FromDays(1)));
    }

    private static X509KeyUsageFlags Usage(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages;
}
