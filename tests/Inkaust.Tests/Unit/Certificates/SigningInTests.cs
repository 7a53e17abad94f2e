using System.Net;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>With what a company signs in, in which order, and how long that is remembered.</summary>
public sealed class SigningInTests : IDisposable
{
    private const string Token = "reference|nip-5260001246|0123456789abcdefABCDEF00112233445566778899aabbccddeeff0011223344";

    private readonly CertificateOffice office = new();
    private readonly Cabinet cabinet;

    public SigningInTests() => cabinet = office.Cabinet;

    public void Dispose() => office.Dispose();

    [Fact]
    public async Task The_best_certificate_of_type_1_signs_in_before_any_seal_or_token()
    {
        KeepAll();
        await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        Assert.Equal(["0000000000000002"], office.TriedSerials);
    }

    [Fact]
    public async Task What_KSeF_does_not_take_any_more_gives_way_to_the_next_best_and_is_doubted()
    {
        KeepAll();
        foreach (var one in cabinet.Keys.Of(Cabinet.Ours.Id)) cabinet.Keys.Said(one, "Active");
        office.Verdict = with => with is null ? 200 : 460;
        await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        Assert.Equal(["0000000000000002", "0000000000000001", "0000000000000003", null], office.TriedSerials);
        Assert.Equal(["Active", null, null, null], cabinet.Keys.Of(Cabinet.Ours.Id).Select(one => one.Status)); // That of type 2 was not tried.
    }

    [Fact]
    public async Task A_refusal_that_is_not_about_the_certificate_ends_the_sign_in_at_once()
    {
        KeepAll();
        office.Verdict = _ => 415;
        Assert.Equal(415, (await Assert.ThrowsAsync<KsefRejected>(() => office.SignIn.AsCompanyAsync(Cabinet.Ours))).Code);
        Assert.Equal(["0000000000000002"], office.TriedSerials);
    }

    [Fact]
    public async Task A_refused_seal_is_not_replaced_by_one_of_our_own_making()
    {
        cabinet.Kept(CertificateKind.Seal);
        office.Verdict = _ => 460;
        Assert.Equal(460, (await Assert.ThrowsAsync<KsefRejected>(() => office.SignIn.AsCompanyAsync(Cabinet.Ours))).Code);
        Assert.Single(cabinet.Keys.Of(Cabinet.Ours.Id));
    }

    [Fact]
    public async Task A_refused_certificate_of_type_1_gives_way_to_a_seal_of_our_own_where_that_is_taken()
    {
        cabinet.Kept(CertificateKind.Authentication);
        office.Verdict = with => with!.SerialNumber == Cabinet.Serial ? 460 : 200;
        await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        Assert.Equal(2, office.TriedSerials.Count);
        Assert.Equal([CertificateKind.Seal, CertificateKind.Authentication], cabinet.Keys.Of(Cabinet.Ours.Id).Select(one => one.Kind));
    }

    [Fact]
    public async Task On_production_the_refusal_is_said_and_nothing_is_made()
    {
        cabinet.Kept(CertificateKind.Authentication, of: OnProduction);
        office.Verdict = _ => 460;
        Assert.Equal(460, (await Assert.ThrowsAsync<KsefRejected>(() => office.SignIn.AsCompanyAsync(OnProduction))).Code);
        Assert.Single(cabinet.Keys.Of(Cabinet.Ours.Id));
    }

    [Fact]
    public async Task On_production_a_company_without_anything_cannot_sign_in()
    {
        Assert.Equal("INK-CERT-002", await Cabinet.RefusalAsync(() => office.SignIn.AsCompanyAsync(OnProduction)));
        Assert.Empty(office.Wire.Requests);
        Assert.Empty(cabinet.Keys.Of(Cabinet.Ours.Id));
    }

    [Fact]
    public async Task Elsewhere_a_seal_is_made_once()
    {
        await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        await office.SignIn.AnewAsync(Cabinet.Ours);
        var seal = Assert.Single(cabinet.Keys.Of(Cabinet.Ours.Id));
        Assert.Equal((CertificateKind.Seal, "self-signed seal"), (seal.Kind, seal.Name));
        Assert.Equal([seal.Serial, seal.Serial], office.TriedSerials);
    }

    [Fact]
    public async Task An_access_is_kept_until_it_is_forgotten_and_each_company_has_its_own()
    {
        var first = await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        Assert.Same(first, await office.SignIn.AsCompanyAsync(Cabinet.Ours));
        Assert.NotSame(first, await office.SignIn.AsCompanyAsync(Cabinet.Theirs));
        Assert.Same(first, await office.SignIn.AsCompanyAsync(Cabinet.Ours));
        office.SignIn.Forget(Cabinet.Ours);
        var second = await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        Assert.NotSame(first, second);
        Assert.NotSame(second, await office.SignIn.AnewAsync(Cabinet.Ours));
        Assert.Equal(4, office.TriedSerials.Count);
    }

    [Fact]
    public async Task A_sign_in_that_fails_leaves_no_access_behind()
    {
        var first = await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        office.Answers["POST /v2/auth/challenge"] = _ => ScriptedKsef.Html(HttpStatusCode.BadGateway);
        await Assert.ThrowsAsync<KsefUnavailable>(() => office.SignIn.AnewAsync(Cabinet.Ours));
        office.Answers.Clear();
        Assert.NotSame(first, await office.SignIn.AsCompanyAsync(Cabinet.Ours));
    }

    [Fact]
    public async Task What_the_access_allows_is_noted_for_times_when_KSeF_is_away()
    {
        office.Permissions = ["InvoiceRead", "CredentialsManage"];
        await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        Assert.Equal(["InvoiceRead", "CredentialsManage"], office.Rights.Of(Cabinet.Ours.Id)!.Permissions);
        Assert.False(office.Rights.Of(Cabinet.Ours.Id)!.MayIssue);
        Assert.Null(office.Rights.Of(Cabinet.Theirs.Id));
    }

    [Fact]
    public async Task The_limits_of_requests_are_asked_for_once_an_hour()
    {
        await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        Assert.Equal(1, office.Asked("GET /v2/rate-limits"));
        cabinet.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        await office.SignIn.AsCompanyAsync(Cabinet.Ours);
        Assert.Equal(2, office.Asked("GET /v2/rate-limits"));
        Assert.Single(office.TriedSerials);
    }

    [Fact]
    public async Task A_trial_names_what_it_was_made_with_and_what_failed()
    {
        var trials = new TestCertificates(cabinet.Keys, office.SignIn, office.States);
        office.Verdict = _ => 460;
        var seal = cabinet.Kept(CertificateKind.Seal, "0000000000000009");
        Assert.Equal([(CertificateKind.Seal, seal.Serial, "INK-CERT-032"), (CertificateKind.Offline, null, "INK-CERT-001")], await TriedAsync());
        var offline = cabinet.Kept(CertificateKind.Offline, "0000000000000008");
        cabinet.Kept(CertificateKind.Authentication, "0000000000000007");
        office.Verdict = _ => 200;
        Assert.Equal([(CertificateKind.Authentication, "0000000000000007", null), (CertificateKind.Offline, offline.Serial, (string?)null)],
            await TriedAsync());
        Assert.Equal(1, office.Asked("POST /v2/certificates/query"));

        async Task<List<(CertificateKind, string?, string?)>> TriedAsync() =>
            [.. (await trials.BothAsync(Cabinet.Ours)).Select(one => (one.Kind, one.Serial, one.Problem?.Code))];
    }

    [Theory]
    [InlineData(460, true)]
    [InlineData(415, false)]
    [InlineData(470, false)]
    public async Task A_refusal_says_which_certificate_and_what_to_do(int status, bool bringsAnother)
    {
        var kept = cabinet.Kept(CertificateKind.Authentication, of: OnProduction);
        office.Verdict = _ => status;
        var refused = await Assert.ThrowsAsync<KsefRejected>(() => office.SignIn.AsCompanyAsync(OnProduction));
        Assert.Equal(status, refused.Code);
        Assert.Equal("INK-CERT-032", refused.Finding.Code);
        foreach (var text in new[] { refused.Finding.Text.Pl, refused.Finding.Text.En })
        {
            Assert.Contains(kept.Serial!, text);
            Assert.Contains($"{status} ", text);
        }
        Assert.NotNull(refused.Finding.Hint);
        Assert.Equal(bringsAnother, refused.Finding.Next is BringCertificate);
    }

    [Fact]
    public async Task A_refused_token_is_named_as_one()
    {
        cabinet.Tokens.Keep(OnProduction, Token, new DateOnly(2026, 12, 31));
        office.Verdict = _ => 450;
        var said = (await Assert.ThrowsAsync<KsefRejected>(() => office.SignIn.AsCompanyAsync(OnProduction))).Finding;
        Assert.Equal("INK-CERT-033", said.Code);
        Assert.Contains(OnProduction.Name, said.Text.En);
        Assert.IsType<BringToken>(said.Next);
    }

    [Fact]
    public async Task A_certificate_that_is_refused_before_a_verdict_gives_way_too()
    {
        cabinet.Kept(CertificateKind.Authentication, of: OnProduction);
        cabinet.Tokens.Keep(OnProduction, Token, new DateOnly(2026, 12, 31));
        office.Answers["POST /v2/auth/xades-signature"] = _ => ScriptedKsef.Json(
            """{"exception":{"exceptionDetailList":[{"exceptionCode":21115,"exceptionDescription":"Nieprawidłowy certyfikat."}]}}""", HttpStatusCode.BadRequest);
        await office.SignIn.AsCompanyAsync(OnProduction);
        Assert.Equal([null], office.TriedSerials);
    }

    private static Company OnProduction => Cabinet.Ours with { Environment = KsefEnvironment.Production };

    // Two of type 1, a seal, a token, and one of type 2 that signs nobody in.
    private void KeepAll()
    {
        cabinet.Kept(CertificateKind.Authentication, "0000000000000001", to: cabinet.Now.AddDays(10));
        cabinet.Kept(CertificateKind.Authentication, "0000000000000002", to: cabinet.Now.AddDays(20));
        cabinet.Kept(CertificateKind.Seal, "0000000000000003", to: cabinet.Now.AddDays(30));
        cabinet.Kept(CertificateKind.Offline, "0000000000000004", to: cabinet.Now.AddDays(40));
        cabinet.Tokens.Keep(Cabinet.Ours, Token, new DateOnly(2026, 12, 31));
    }
}
