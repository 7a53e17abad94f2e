using System.Net;
using System.Security.Cryptography;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>When a certificate is renewed, when KSeF is asked how it stands, and how it is revoked (LAW 77 to 79).</summary>
public sealed class RenewalTests : IDisposable
{
    private const string Query = "POST /v2/certificates/query";

    private readonly CertificateOffice office = new();
    private readonly Cabinet cabinet;

    public RenewalTests() => cabinet = office.Cabinet;

    public void Dispose() => office.Dispose();

    [Theory]
    [InlineData("thirty days and a second", 30 * 86_400 + 1, false)]
    [InlineData("thirty days", 30 * 86_400, true)]
    [InlineData("a second", 1, true)]
    [InlineData("over", -86_400, true)]
    public void A_certificate_ends_soon_from_thirty_days_before_on(string what, int seconds, bool ends)
    {
        var certificate = cabinet.Kept(CertificateKind.Offline, from: cabinet.Now.AddDays(-700), to: cabinet.Now.AddSeconds(seconds));
        Assert.True((ends ? certificate.Serial : null) == Ending().SingleOrDefault(), what);
        Assert.Empty(office.Renew.Ending(Cabinet.Theirs.Id));
    }

    [Fact]
    public void Of_each_type_the_one_that_stays_longest_counts_and_never_a_seal_or_a_revoked_one()
    {
        cabinet.Kept(CertificateKind.Offline, "0000000000000001", to: cabinet.Now.AddDays(5));
        cabinet.Kept(CertificateKind.Offline, "0000000000000002", to: cabinet.Now.AddDays(6));
        cabinet.Kept(CertificateKind.Offline, "0000000000000003", to: cabinet.Now.AddDays(4));
        cabinet.Kept(CertificateKind.Authentication, "0000000000000004", to: cabinet.Now.AddDays(5));
        var successor = cabinet.Kept(CertificateKind.Authentication, "0000000000000005", to: cabinet.Now.AddDays(500));
        cabinet.Kept(CertificateKind.Seal, "0000000000000006", to: cabinet.Now.AddDays(5));
        var (_, key) = cabinet.Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "still to come");
        key.Dispose();
        Assert.Equal(["0000000000000002"], Ending());
        foreach (var status in new[] { "Revoked", "Blocked" })
        {
            cabinet.Keys.Said(successor, status);
            Assert.Equal(["0000000000000002", "0000000000000004"], Ending().Order()); // What was revoked is nobody's successor.
        }
        cabinet.Keys.Said(successor, "Expired");
        Assert.Equal(["0000000000000002"], Ending());
    }

    [Fact]
    public async Task What_ends_soon_is_renewed_with_a_key_of_the_same_family()
    {
        var old = cabinet.Kept(CertificateKind.Offline, to: cabinet.Now.AddDays(20), key: Cabinet.Rsa);
        var renewed = await office.Renew.WhenDueAsync(Cabinet.Ours, Patience.OfAPerson);
        Assert.Empty(renewed.Problems);
        var finding = Assert.Single(renewed.News);
        Assert.Equal("INK-CERT-008", finding.Code);
        Assert.Contains(old.Serial!, finding.Text.En);
        Assert.Contains(office.Given[0].Certificate.SerialNumber, finding.Text.En);
        Assert.Contains("2028-11-22", finding.Text.En); // until when the successor is valid
        Assert.False(office.Applied().TryGetProperty("validFrom", out _)); // At once, so that both overlap.
        using var key = office.Given[0].Certificate.PublicKey.GetRSAPublicKey();
        Assert.NotNull(key);
        Assert.Empty((await office.Renew.WhenDueAsync(Cabinet.Ours, Patience.OfAPerson)).News);
    }

    [Fact]
    public async Task A_renewal_that_fails_says_why_and_is_tried_again_after_a_day()
    {
        cabinet.Kept(CertificateKind.Offline, "0000000000000001", to: cabinet.Now.AddDays(20));
        cabinet.Kept(CertificateKind.Authentication, "0000000000000002", to: cabinet.Now.AddDays(20));
        office.Answers["GET /v2/certificates/limits"] = _ => CertificateOffice.Limits(canRequest: false);
        var refused = (await office.Renew.WhenDueAsync(Cabinet.Ours, Patience.OfAPerson)).Problems;
        Assert.Equal(["INK-CERT-009", "INK-CERT-009"], refused.Select(one => one.Code));
        Assert.All(refused, one => Assert.Contains("KSeF gives no more certificates", one.Text.En));
        cabinet.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Empty((await office.Renew.WhenDueAsync(Cabinet.Ours, Patience.OfAPerson)).Problems);
        cabinet.Clock.Advance(TimeSpan.FromHours(1));
        office.Answers["GET /v2/certificates/limits"] = _ => ScriptedKsef.Html(HttpStatusCode.BadGateway);
        Assert.Equal(["INK-CERT-009", "INK-CERT-009"], (await office.Renew.WhenDueAsync(Cabinet.Ours, Patience.OfAPerson)).Problems.Select(one => one.Code));
    }

    [Fact]
    public async Task While_nothing_ends_no_try_is_counted()
    {
        cabinet.Kept(CertificateKind.Offline, to: cabinet.Now.AddDays(30).AddHours(1));
        Assert.Empty((await office.Renew.WhenDueAsync(Cabinet.Ours, Patience.OfAPerson)).News);
        cabinet.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Single((await office.Renew.WhenDueAsync(Cabinet.Ours, Patience.OfAPerson)).News);
    }

    [Fact]
    public async Task What_is_renewed_by_hand_must_be_there()
    {
        Assert.Equal("INK-CERT-015", await Cabinet.RefusalAsync(() => office.Renew.NowAsync(Cabinet.Ours, CertificateKind.Offline)));
        cabinet.Kept(CertificateKind.Authentication);
        Assert.Equal("INK-CERT-015", await Cabinet.RefusalAsync(() => office.Renew.NowAsync(Cabinet.Ours, CertificateKind.Offline)));
        var successor = await office.Renew.NowAsync(Cabinet.Ours, CertificateKind.Authentication, cabinet.Now.AddDays(3));
        Assert.Equal(CertificateKind.Authentication, successor.Kind);
        Assert.Equal("2026-11-25T10:00:00+00:00", office.Applied().GetProperty("validFrom").GetString());
    }

    [Fact]
    public async Task How_the_certificates_stand_is_asked_when_the_last_answer_is_an_hour_old()
    {
        var certificate = cabinet.Kept(CertificateKind.Offline);
        office.Given.Add((cabinet.Issued(Cabinet.SignsCodes), "Blocked"));
        await office.States.RefreshAsync(Cabinet.Ours);
        Assert.Equal("Blocked", cabinet.Keys.Find(Cabinet.Ours.Id, certificate.Serial!).Status);
        cabinet.Clock.Advance(TimeSpan.FromMinutes(59));
        await office.States.RefreshAsync(Cabinet.Ours);
        Assert.Equal(1, office.Asked(Query));
        await office.States.AskAsync(Cabinet.Ours); // however young the last answer is
        Assert.Equal(2, office.Asked(Query));
        cabinet.Clock.Advance(TimeSpan.FromHours(1));
        await office.States.RefreshAsync(Cabinet.Ours);
        Assert.Equal(3, office.Asked(Query));
        cabinet.Keys.Doubt(certificate); // Whatever was heard a moment ago.
        await office.States.RefreshAsync(Cabinet.Ours);
        Assert.Equal(4, office.Asked(Query));
    }

    [Fact]
    public async Task A_certificate_that_KSeF_does_not_list_is_asked_for_again_after_an_hour_and_not_before()
    {
        cabinet.Kept(CertificateKind.Offline);
        await office.States.RefreshAsync(Cabinet.Ours);
        cabinet.Clock.Advance(TimeSpan.FromMinutes(59));
        await office.States.RefreshAsync(Cabinet.Ours);
        Assert.Equal(1, office.Asked(Query));
        cabinet.Kept(CertificateKind.Authentication, "02F20A5D352AE590"); // One of which nothing is known yet.
        await office.States.RefreshAsync(Cabinet.Ours);
        Assert.Equal(2, office.Asked(Query));
        cabinet.Clock.Advance(TimeSpan.FromHours(1));
        await office.States.RefreshAsync(Cabinet.Ours);
        Assert.Equal(3, office.Asked(Query));
        Assert.All(cabinet.Keys.Of(Cabinet.Ours.Id), one => Assert.Null(one.Status));
    }

    [Fact]
    public async Task Of_seals_and_of_what_has_not_come_KSeF_is_asked_nothing()
    {
        cabinet.Kept(CertificateKind.Seal);
        var (_, key) = cabinet.Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "still to come");
        key.Dispose();
        await office.States.RefreshAsync(Cabinet.Ours);
        await office.States.AskAsync(Cabinet.Ours);
        Assert.Empty(office.Wire.Requests);
    }

    [Theory]
    [InlineData("done", 0, true)]
    [InlineData("it was revoked before", 25009, true)]
    [InlineData("KSeF does not know it", 25008, false)]
    public async Task A_certificate_is_revoked_in_KSeF_and_then_here(string what, int code, bool revoked)
    {
        var certificate = cabinet.Kept(CertificateKind.Offline);
        office.Answers[$"POST /v2/certificates/{Cabinet.Serial}/revoke"] =
            _ => code == 0 ? ScriptedKsef.Empty(HttpStatusCode.NoContent) : ScriptedKsef.Problem(code, "?");
        var before = await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        var act = () => Revoke.ForGoodAsync(Cabinet.Ours, certificate, RevocationReason.Superseded);
        if (revoked) await act();
        else Assert.True((await Assert.ThrowsAsync<KsefRejected>(act)).Has(code), what);
        Assert.Equal("""{"revocationReason":"Superseded"}""", office.Wire.Requests.Single(one => one.Path.EndsWith("/revoke", StringComparison.Ordinal)).Text);
        Assert.Equal(revoked ? "Revoked" : null, cabinet.Keys.Find(Cabinet.Ours.Id, certificate.Serial!).Status);
        // Its access may be that of the revoked one.
        Assert.Equal(!revoked, ReferenceEquals(before, await office.SignIn.AsCompanyAsync(Cabinet.Ours)));
    }

    [Fact]
    public async Task What_KSeF_has_never_given_cannot_be_revoked()
    {
        var (place, key) = cabinet.Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "still to come");
        key.Dispose();
        foreach (var one in new[] { place, cabinet.Kept(CertificateKind.Seal) })
            Assert.Equal("INK-CERT-011", await Cabinet.RefusalAsync(() => Revoke.ForGoodAsync(Cabinet.Ours, one, RevocationReason.KeyCompromise)));
        Assert.Empty(office.Wire.Requests);
    }

    private Inkaust.Office.RevokeCertificate Revoke => new(cabinet.Keys, office.SignIn, new Ledger(cabinet.Database, cabinet.Clock));

    private IEnumerable<string?> Ending() => office.Renew.Ending(Cabinet.Ours.Id).Select(one => one.Serial);
}
