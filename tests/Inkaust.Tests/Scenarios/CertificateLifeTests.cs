using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Scenarios;

/// <summary>Certificates over the years: renewed, revoked, carried to another desk, tried.</summary>
public class CertificateLifeTests
{
    private const string Password = "długie hasło 123";

    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    [Fact]
    public async Task A_certificate_begins_today_or_later_but_on_no_day_that_has_passed()
    {
        var clock = new ShiftedClock("2026-12-09T00:30:00+01:00"); // in UTC it is still the 8th
        await using var stage = await Stage.ReadyAsync(clock);
        var enrol = stage.Workplace.EnrolCertificate;
        var before = stage.Workplace.Keys.Of(stage.Company.Id).Count;
        var yesterday = DateTimeOffset.Parse("2026-12-08T23:59:59+01:00");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => enrol.ForAsync(stage.Company, new CertificateWish(CertificateKind.Offline) { ValidFrom = yesterday }, Stage.Stop));
        Assert.Equal("INK-CERT-028", refused.Findings[0].Code);
        Assert.Contains("2026-12-08", refused.Findings[0].Text.En);
        refused = await Assert.ThrowsAsync<RefusedException>(() => stage.Workplace.RenewCertificates.NowAsync(stage.Company, CertificateKind.Offline, yesterday, Stage.Stop));
        Assert.Equal("INK-CERT-028", refused.Findings[0].Code);
        Assert.Equal(before, stage.Workplace.Keys.Of(stage.Company.Id).Count);

        // Midnight today lies behind, and means at once.
        var today = await enrol.ForAsync(stage.Company, new CertificateWish(CertificateKind.Offline) { ValidFrom = DateTimeOffset.Parse("2026-12-09T00:00:00+01:00") }, Stage.Stop);
        Assert.True(today.ValidFrom >= DateTimeOffset.Parse("2026-12-09T00:20:00+01:00"), $"{today.ValidFrom:O}");
    }

    [Fact]
    public async Task RSA_keys_sign_in_and_sign_codes_too()
    {
        await using var stage = await Stage.BareAsync();
        foreach (var kind in new[] { CertificateKind.Authentication, CertificateKind.Offline })
            await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, new CertificateWish(kind) { Key = KeyKind.Rsa2048 }, Stage.Stop);

        Assert.Each(await stage.Workplace.TestCertificates.BothAsync(stage.Company, Stage.Stop), trial => Assert.Null(trial.Problem));
        var issued = await stage.IssueAsync(ModeWish.Offline);
        Assert.True((await stage.ScanAsync(issued.KodII!)).GetProperty("valid").GetBoolean());
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
    }

    [Fact]
    public async Task The_limits_are_known_before_an_enrolment()
    {
        await using var stage = await Stage.ReadyAsync();
        var limits = await stage.Workplace.EnrolCertificate.LimitsAsync(stage.Company, Stage.Stop);
        Assert.Equal((limits.Certificate.Limit - 2, limits.Enrollment.Limit - 2), (limits.Certificate.Remaining, limits.Enrollment.Remaining));
    }

    [Fact]
    public async Task A_successor_may_begin_on_the_day_that_is_wanted()
    {
        await using var stage = await Stage.ReadyAsync();
        var old = stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Offline)!;
        var start = new DateTimeOffset(2027, 1, 4, 0, 0, 0, TimeSpan.FromHours(1));
        var successor = await stage.Workplace.RenewCertificates.NowAsync(stage.Company, CertificateKind.Offline, start, Stage.Stop);
        Assert.Equal(start, successor.ValidFrom);
        Assert.Equal(old.Serial, (await stage.IssueAsync(ModeWish.Offline)).CertificateSerial);
    }

    [Fact]
    public async Task A_certificate_that_KSeF_does_not_take_any_more_gives_way_to_the_next_best()
    {
        await using var stage = await Stage.ReadyAsync();
        var certificate = stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Authentication)!;
        var issued = await stage.IssueAsync(ModeWish.Online);
        (await stage.ManageAsync($"certificates/{certificate.Serial}/revoke")).EnsureSuccessStatusCode();
        stage.Workplace.SignIn.Forget(stage.Company);

        Assert.Empty((await stage.SendAsync()).Problems);

        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.Equal("Revoked", stage.Workplace.Keys.Find(stage.Company.Id, certificate.Serial!).Status);
    }

    [Fact]
    public async Task Sending_renews_both_certificates_a_month_ahead_and_keeps_the_old_ones()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var before = stage.Workplace.Keys.Of(stage.Company.Id).Where(one => one.Kind != CertificateKind.Seal).ToList();
        var waiting = await stage.IssueAsync(ModeWish.Offline);
        Assert.Empty(stage.Workplace.RenewCertificates.Ending(stage.Company.Id));

        clock.Jump(TimeSpan.FromDays(2 * 365 - 25));
        Assert.Equal(2, stage.Workplace.RenewCertificates.Ending(stage.Company.Id).Count);
        stage.Workplace.SignIn.Forget(stage.Company); // the access of two years ago
        var report = await stage.SendAsync();

        Assert.Equal(2, report.News.Count(finding => finding.Code == "INK-CERT-008"));
        Assert.Empty(stage.Workplace.RenewCertificates.Ending(stage.Company.Id));
        var after = stage.Workplace.Keys.Of(stage.Company.Id);
        Assert.Each(before, old => Assert.Contains(after, one => one.Serial == old.Serial && one.IsValid(clock.GetUtcNow())));
        Assert.NotEqual(waiting.CertificateSerial, (await stage.IssueAsync(ModeWish.Offline)).CertificateSerial);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_once_a_day_and_stops_nothing()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        clock.Jump(TimeSpan.FromDays(2 * 365 - 25));
        stage.Workplace.SignIn.Forget(stage.Company);
        var waiting = await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("html-502", "* /v2/certificates/*");

        var first = await stage.SendAsync();
        Assert.Equal(2, first.Problems.Count(finding => finding.Code == "INK-CERT-009"));
        Assert.IsType<InvoiceState.Accepted>(stage.Now(waiting).State);
        Assert.DoesNotContain((await stage.SendAsync()).Problems, finding => finding.Code == "INK-CERT-009");

        await stage.NoFaultsAsync();
        clock.Jump(TimeSpan.FromHours(25));
        stage.Workplace.SignIn.Forget(stage.Company);
        Assert.Equal(2, (await stage.SendAsync()).News.Count(finding => finding.Code == "INK-CERT-008"));
    }

    [Fact]
    public async Task A_type_2_certificate_is_not_revoked_while_an_invoice_that_it_signed_has_no_number()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var certificate = stage.Workplace.Keys.Find(stage.Company.Id, issued.CertificateSerial!);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            stage.Workplace.RevokeCertificate.ForGoodAsync(stage.Company, certificate, RevocationReason.Superseded, Stage.Stop));
        Assert.Equal("INK-CERT-010", refused.Findings[0].Code);

        await stage.SendAsync();
        await stage.Workplace.RevokeCertificate.ForGoodAsync(stage.Company, certificate, RevocationReason.Superseded, Stage.Stop);
        Assert.Equal("Revoked", stage.Workplace.Keys.Find(stage.Company.Id, certificate.Serial!).Status);
        var none = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Offline));
        Assert.Equal("INK-CERT-001", none.Findings[0].Code);
    }

    [Fact]
    public async Task A_leaked_key_is_revoked_at_once()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var certificate = stage.Workplace.Keys.Find(stage.Company.Id, issued.CertificateSerial!);
        await stage.Workplace.RevokeCertificate.ForGoodAsync(stage.Company, certificate, RevocationReason.KeyCompromise, Stage.Stop);
        Assert.False((await stage.ScanAsync(issued.KodII!)).GetProperty("valid").GetBoolean());
    }

    [Theory]
    [InlineData(KeyKind.EcP256)]
    [InlineData(KeyKind.Rsa2048)]
    public async Task What_is_exported_at_one_desk_is_imported_at_another_and_works(KeyKind family)
    {
        await using var stage = await Stage.BareAsync();
        foreach (var kind in new[] { CertificateKind.Authentication, CertificateKind.Offline })
            await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, new CertificateWish(kind) { Key = family }, Stage.Stop);
        await using var desk = stage.AnotherDesk();
        foreach (var certificate in stage.Workplace.Keys.Of(stage.Company.Id).Where(one => one.Kind != CertificateKind.Seal))
        {
            var files = stage.Workplace.ExportCertificate.WithPassword(stage.Company, certificate, Password);
            Assert.Contains("BEGIN ENCRYPTED PRIVATE KEY", files.EncryptedKey);
            var imported = desk.ImportCertificate.FromFiles(stage.Company, Bytes(files.Certificate), () => Bytes(files.EncryptedKey), null, () => Password);
            Assert.Equal((certificate.Kind, certificate.Serial), (imported.Kind, imported.Serial));
        }
        Assert.Each(await desk.TestCertificates.BothAsync(stage.Company, Stage.Stop), trial => Assert.Null(trial.Problem));
    }

    [Fact]
    public async Task What_is_wrong_with_an_imported_certificate_is_said_at_once()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await using var desk = stage.AnotherDesk(clock);
        var (type1, type2) = (stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Authentication)!, stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Offline)!);
        var (signsIn, signsCodes) = (AsTheMinistrysAppSaves(stage, type1), AsTheMinistrysAppSaves(stage, type2));

        Assert.Equal("INK-CERT-021", Refused(desk, stage, signsIn.Certificate, signsIn.EncryptedKey, null, "not this one"));
        Assert.Equal("INK-CERT-022", Refused(desk, stage, signsIn.Certificate, signsCodes.EncryptedKey));
        Assert.Equal("INK-CERT-023", Refused(desk, stage, signsIn.Certificate, signsIn.EncryptedKey, CertificateKind.Offline));
        Assert.Equal("INK-CERT-023", Refused(desk, stage, signsCodes.Certificate, signsCodes.EncryptedKey, CertificateKind.Authentication));
        Assert.Equal("INK-CERT-020", Refused(desk, stage, "not a certificate", signsIn.EncryptedKey));
        Assert.Equal("INK-CERT-024", Refused(desk, stage, signsIn.Certificate, "not a key"));
        Assert.Equal("INK-CERT-024", Refused(desk, stage, signsIn.Certificate, signsIn.Certificate));
        desk.ImportCertificate.FromFiles(stage.Company, Bytes(signsIn.Certificate), () => Bytes(signsIn.EncryptedKey), null, () => Password);
        Assert.Equal("INK-CERT-026", Refused(desk, stage, signsIn.Certificate, signsIn.EncryptedKey));
        Assert.Single(desk.Keys.Of(stage.Company.Id));

        clock.Jump(TimeSpan.FromDays(800));
        Assert.Equal("INK-CERT-025", Refused(desk, stage, signsCodes.Certificate, signsCodes.EncryptedKey));
    }

    [Fact]
    public async Task A_seal_from_a_p12_file_signs_in()
    {
        await using var stage = await Stage.BareAsync();
        using var seal = SelfSignedSeal.Create(stage.Company.Environment, stage.Company.Nip, "Pieczęć spółki", stage.Clock.GetUtcNow());
        var file = seal.Export(X509ContentType.Pkcs12, Password);
        var wrong = Assert.Throws<RefusedException>(() => stage.Workplace.ImportCertificate.FromFiles(stage.Company, file, null, null, () => "wrong"));
        Assert.Equal("INK-CERT-021", wrong.Findings[0].Code);

        var imported = stage.Workplace.ImportCertificate.FromFiles(stage.Company, file, null, null, () => Password);
        Assert.Equal(CertificateKind.Seal, imported.Kind);
        await stage.Workplace.SignIn.AnewAsync(stage.Company, Stage.Stop);
        Assert.Single(stage.Workplace.Keys.Of(stage.Company.Id));
    }

    // What integrators do with the two files of the ministry's app.
    [Fact]
    public async Task A_p12_file_of_type_2_signs_codes_and_is_refused_as_a_seal()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var desk = stage.AnotherDesk();
        using var type2 = stage.Workplace.Keys.WithKey(stage.Company, stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Offline)!);
        var file = type2.Export(X509ContentType.Pkcs12, Password);
        Assert.Equal("INK-CERT-023", Assert.Throws<RefusedException>(
            () => desk.ImportCertificate.FromFiles(stage.Company, file, null, CertificateKind.Seal, () => Password)).Findings[0].Code);
        Assert.Equal(CertificateKind.Offline, desk.ImportCertificate.FromFiles(stage.Company, file, null, null, () => Password).Kind);
        Assert.Each(await desk.TestCertificates.BothAsync(stage.Company, Stage.Stop), trial => Assert.Null(trial.Problem));
    }

    [Fact]
    public async Task A_token_signs_in_while_there_is_no_certificate_and_its_end_is_announced()
    {
        var clock = new ShiftedClock("2026-11-25T12:00:00+01:00");
        await using var stage = await Stage.BareAsync(clock);
        var tokens = stage.Workplace.KsefTokens;
        Assert.Equal("INK-CERT-017", Assert.Throws<RefusedException>(() => tokens.Keep(stage.Company, "a|b", KsefTokens.EndInForce)).Findings[0].Code);
        tokens.Keep(stage.Company, await TokenAsync(stage), KsefTokens.EndInForce);

        var issued = await stage.IssueAsync(ModeWish.Online);
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.Empty(stage.Workplace.Keys.Of(stage.Company.Id)); // No seal was made.

        Assert.Null(tokens.Warning(stage.Company.Id));
        clock.Jump(TimeSpan.FromDays(6));
        Assert.Equal("INK-CERT-016", tokens.Warning(stage.Company.Id)!.Code); // from 1 December on
        clock.Jump(TimeSpan.FromDays(31));
        await stage.Workplace.SignIn.AnewAsync(stage.Company, Stage.Stop);
        Assert.NotEmpty(stage.Workplace.Keys.Of(stage.Company.Id)); // Its time is over, and the seal takes its place.
    }

    [Fact]
    public async Task A_key_that_is_too_weak_is_not_taken_in()
    {
        await using var stage = await Stage.BareAsync();
        // The weakness is what is tested.
#pragma warning disable CA5385
        using var key = RSA.Create(1024);
#pragma warning restore CA5385
        var now = stage.Clock.GetUtcNow();
        using var weak = new CertificateRequest("CN=weak", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var refused = Assert.Throws<RefusedException>(() => stage.Workplace.ImportCertificate.FromFiles(
            stage.Company, weak.RawData, () => Bytes(key.ExportEncryptedPkcs8PrivateKeyPem(Password, Encryption)), CertificateKind.Seal, () => Password));
        Assert.Equal("INK-CERT-027", refused.Findings[0].Code);
    }

    [Fact]
    public async Task The_trial_of_a_bare_company_says_what_is_missing()
    {
        await using var stage = await Stage.BareAsync();
        var trials = await stage.Workplace.TestCertificates.BothAsync(stage.Company, Stage.Stop);
        Assert.Equal([null, "INK-CERT-001"], trials.Select(trial => trial.Problem?.Code)); // The local KSeF takes the seal.
    }

    private static string Refused(Workplace desk, Stage stage, string certificate, string key, CertificateKind? kind = null, string password = Password) =>
        Assert.Throws<RefusedException>(() => desk.ImportCertificate.FromFiles(stage.Company, Bytes(certificate), () => Bytes(key), kind, () => password)).Findings[0].Code;

    private static async Task<string> TokenAsync(Stage stage)
    {
        using var client = new LocalKsefClient(stage.Server);
        using var seal = SelfSignedSeal.Create(stage.Company.Environment, stage.Company.Nip, "Pieczęć spółki", stage.Clock.GetUtcNow());
        await client.SignIn(seal, stage.Company.Nip.ToString());
        var made = await client.Post("/v2/tokens", new { permissions = new[] { "InvoiceWrite", "InvoiceRead" }, description = "Program sprzedaży" });
        while ((await client.Get($"/v2/tokens/{made.Json["referenceNumber"]}")).Json["status"]!.GetValue<string>() == "Pending") Stage.Stop.ThrowIfCancellationRequested();
        return made.Json["token"]!.GetValue<string>();
    }

    private static ExportedCertificate AsTheMinistrysAppSaves(Stage stage, CompanyCertificate certificate)
    {
        using var bare = stage.Workplace.Keys.Certificate(certificate);
        using var key = stage.Workplace.Keys.KeyOf(stage.Company, certificate);
        return new ExportedCertificate(certificate.Serial!, bare.ExportCertificatePem(), key.ExportEncryptedPkcs8PrivateKeyPem(Password, Encryption));
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
