using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class SignInTests
{
    private readonly Desk desk = new();

    [Fact]
    public async Task Signing_in_takes_challenge_signature_verdict_and_tokens_in_this_order()
    {
        var now = desk.Clock.GetUtcNow();
        desk.Wire.Then(ScriptedKsef.Json(Desk.Challenge(now)))
            .Then(ScriptedKsef.Json(Desk.Started(now), HttpStatusCode.Accepted))
            .Then(ScriptedKsef.Json("""{"startDate":"2026-11-22T10:00:00Z","status":{"code":100,"description":"w toku"}}"""))
            .Then(ScriptedKsef.Json("""{"startDate":"2026-11-22T10:00:00Z","status":{"code":200,"description":"ok"}}"""))
            .Then(ScriptedKsef.Json(Desk.Tokens(now)));
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", now);
        var access = await desk.Client.Authentication.SignInAsync(Desk.Nip, seal);
        Assert.Equal(
            ["/v2/auth/challenge", "/v2/auth/xades-signature", "/v2/auth/20261122-AU-0123456789-ABCDEF0123-01",
                "/v2/auth/20261122-AU-0123456789-ABCDEF0123-01", "/v2/auth/token/redeem"],
            desk.Wire.Requests.Select(request => request.Path));
        Assert.All(desk.Wire.Requests, request => Assert.Equal(["problem-details"], request.Headers.GetValues("X-Error-Format")));
        Assert.Contains("<Challenge>20261122-CR-0123456789-ABCDEF0123-01</Challenge>", desk.Wire.Requests[1].Text);
        Assert.Equal("operation-secret", desk.Wire.Requests[4].Bearer);
        Assert.Equal(Desk.Nip.ToString(), access.Context.Value);
        Assert.True(access.IsUsable);
    }

    [Theory]
    [InlineData(415)]
    [InlineData(425)]
    [InlineData(460)]
    [InlineData(480)]
    public async Task A_verdict_against_us_is_a_rejection_with_its_details(int code)
    {
        var now = desk.Clock.GetUtcNow();
        desk.Wire.Then(ScriptedKsef.Json(Desk.Challenge(now))).Then(ScriptedKsef.Json(Desk.Started(now)))
            .Then(ScriptedKsef.Json($$"""{"status":{"code":{{code}},"description":"nie","details":["Certyfikat odwołany"]} }"""));
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", now);
        var rejected = await Assert.ThrowsAsync<KsefRejected>(() => desk.Client.Authentication.SignInAsync(Desk.Nip, seal));
        Assert.Equal(code, rejected.Code);
        Assert.Contains("Certyfikat odwołany", rejected.Finding.Text.Pl);
    }

    [Fact]
    public async Task A_lost_answer_while_signing_in_means_later_and_never_an_unknown_outcome()
    {
        var now = desk.Clock.GetUtcNow();
        desk.Wire.Then(ScriptedKsef.Json(Desk.Challenge(now))).Then(ScriptedKsef.Html(HttpStatusCode.GatewayTimeout));
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", now);
        await Assert.ThrowsAsync<KsefUnavailable>(() => desk.Client.Authentication.SignInAsync(Desk.Nip, seal));
    }

    [Fact]
    public async Task A_verdict_that_never_comes_ends_after_two_minutes()
    {
        var now = desk.Clock.GetUtcNow();
        desk.Wire.Then(ScriptedKsef.Json(Desk.Challenge(now))).Then(ScriptedKsef.Json(Desk.Started(now)));
        desk.Wire.Otherwise = _ => ScriptedKsef.Json("""{"status":{"code":100,"description":"w toku"}}""");
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", now);
        var late = await Assert.ThrowsAsync<KsefUnavailable>(() => desk.Client.Authentication.SignInAsync(Desk.Nip, seal));
        Assert.Equal(Disturbance.StillProcessing, late.Disturbance);
        Assert.InRange(desk.Clock.GetUtcNow() - now, TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task An_access_token_is_renewed_shortly_before_it_ends()
    {
        var access = await desk.SignInAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(14.5));
        desk.Wire.Then(ScriptedKsef.Json(Desk.Refreshed(desk.Clock.GetUtcNow()))).Then(Status());
        await desk.Client.Sessions.StatusAsync(access, Desk.SessionReference);
        Assert.Equal("/v2/auth/token/refresh", desk.Wire.Requests[0].Path);
        Assert.Equal("refresh-secret", desk.Wire.Requests[0].Bearer);
        Assert.Equal("access-secret-2", desk.Wire.Requests[1].Bearer);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_request_repeated()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(Unauthorised()).Then(ScriptedKsef.Json(Desk.Refreshed(desk.Clock.GetUtcNow())))
            .Then(ScriptedKsef.Json($$"""{"referenceNumber":"{{Desk.Invoice}}"}""", HttpStatusCode.Accepted));
        await desk.Client.OnlineSessions.SendAsync(access, Desk.SessionReference, Desk.Encrypted(), offlineMode: true);
        Assert.Equal(3, desk.Wire.Requests.Count);
        Assert.Equal("access-secret-1", desk.Wire.Requests[0].Bearer);
        Assert.Equal("access-secret-2", desk.Wire.Requests[2].Bearer);
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_means_to_sign_in_again()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(Unauthorised()).Then(ScriptedKsef.Json(Desk.Refreshed(desk.Clock.GetUtcNow()))).Then(Unauthorised());
        var lost = await Assert.ThrowsAsync<KsefAccessLost>(() => desk.Client.Sessions.StatusAsync(access, Desk.SessionReference));
        Assert.Equal("INK-KSEF-006", lost.Finding.Code);
    }

    [Theory]
    [InlineData(21301)]
    [InlineData(21304)]
    public async Task A_revoked_sign_in_means_to_sign_in_again(int code)
    {
        var access = await desk.SignInAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(20));
        desk.Wire.Then(ScriptedKsef.Problem(code, "Brak autoryzacji."));
        await Assert.ThrowsAsync<KsefAccessLost>(() => desk.Client.Sessions.StatusAsync(access, Desk.SessionReference));
    }

    [Fact]
    public async Task After_a_week_nothing_is_asked_and_the_sign_in_is_over()
    {
        var access = await desk.SignInAsync();
        desk.Clock.Advance(TimeSpan.FromDays(7));
        Assert.False(access.IsUsable);
        await Assert.ThrowsAsync<KsefAccessLost>(() => desk.Client.Sessions.StatusAsync(access, Desk.SessionReference));
        Assert.Empty(desk.Wire.Requests);
    }

    [Fact]
    public async Task Many_at_once_renew_a_token_only_once()
    {
        var access = await desk.SignInAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(20));
        desk.Wire.Otherwise = received => received.Path.EndsWith("/refresh", StringComparison.Ordinal)
            ? ScriptedKsef.Json(Desk.Refreshed(desk.Clock.GetUtcNow()))
            : Status();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => desk.Client.Sessions.StatusAsync(access, Desk.SessionReference))));
        Assert.Single(desk.Wire.Requests, request => request.Path.EndsWith("/refresh", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_KSeF_token_is_encrypted_together_with_the_time_of_the_challenge()
    {
        using var rsa = RSA.Create(2048);
        var now = desk.Clock.GetUtcNow();
        desk.Wire.Then(ScriptedKsef.Json(PublicKeysTests.Published(rsa, now, "KsefTokenEncryption")))
            .Then(ScriptedKsef.Json(Desk.Challenge(now))).Then(ScriptedKsef.Json(Desk.Started(now)))
            .Then(ScriptedKsef.Json("""{"status":{"code":200,"description":"ok"}}""")).Then(ScriptedKsef.Json(Desk.Tokens(now)));
        await desk.Client.Authentication.SignInWithTokenAsync(ContextIdentifier.Of(Desk.Nip), "reference|nip|secret");
        using var sent = JsonDocument.Parse(desk.Wire.Requests[2].Body);
        var plain = rsa.Decrypt(sent.RootElement.GetProperty("encryptedToken").GetBytesFromBase64(), RSAEncryptionPadding.OaepSHA256);
        Assert.Equal($"reference|nip|secret|{now.ToUnixTimeMilliseconds()}", Encoding.UTF8.GetString(plain));
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_refused_before_anything_is_sent()
    {
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", desk.Clock.GetUtcNow());
        using var bare = X509CertificateLoader.LoadCertificate(seal.RawData);
        await RefusedAsync("INK-KSEF-021", desk.Client, bare);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused_before_anything_is_sent()
    {
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", desk.Clock.GetUtcNow().AddYears(-3));
        await RefusedAsync("INK-KSEF-023", desk.Client, seal);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused_where_it_is_not_taken()
    {
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", desk.Clock.GetUtcNow());
        using var http = new HttpClient(desk.Wire);
        await RefusedAsync("INK-KSEF-024", new KsefClient(http, KsefEnvironment.Production, desk.Clock), seal);
        var refused = Assert.Throws<RefusedException>(() => SelfSignedSeal.Create(KsefEnvironment.Demo, Desk.Nip, "Próba", desk.Clock.GetUtcNow()));
        Assert.Equal("INK-KSEF-024", refused.Findings.Single().Code);
    }

    [Fact]
    public async Task A_weak_RSA_key_is_refused_before_anything_is_sent()
    {
        using var rsa = RSA.Create(1024);
        var request = new CertificateRequest("CN=Próba", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(desk.Clock.GetUtcNow().AddDays(-1), desk.Clock.GetUtcNow().AddDays(1));
        await RefusedAsync("INK-KSEF-022", desk.Client, certificate);
    }

    [Fact]
    public async Task Nothing_secret_is_ever_shown()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Problem(21405, "Błąd walidacji danych wejściowych."));
        using var encryption = Desk.Encryption();
        var rejected = await Assert.ThrowsAsync<KsefRejected>(() => desk.Client.OnlineSessions.OpenAsync(access, encryption));
        var shown = string.Join('\n', access, access.Context, rejected, rejected.Finding, encryption, Desk.Encrypted(),
            new Token { Secret = "access-secret", ValidUntil = default },
            new TokenPair { AccessToken = new Token { Secret = "access-secret", ValidUntil = default }, RefreshToken = new Token { Secret = "refresh-secret", ValidUntil = default } },
            new InvoiceOutcome.Accepted(KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), 1)),
            new InvoiceOutcome.Duplicate(null, KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), 1)),
            new Call(new Wording("a", "b"), HttpMethod.Get, "/path/5265877635") { Bearer = "operation-secret", Access = access });
        Assert.DoesNotContain("secret", shown);
        Assert.DoesNotContain(Desk.Nip.ToString(), shown);
    }

    private async Task RefusedAsync(string code, KsefClient client, X509Certificate2 certificate)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => client.Authentication.SignInAsync(Desk.Nip, certificate));
        Assert.Equal(code, refused.Findings.Single().Code);
        Assert.Empty(desk.Wire.Requests);
    }

    private static HttpResponseMessage Unauthorised() =>
        ScriptedKsef.Answer("""{"title":"Unauthorized","status":401,"detail":"x"}""", "application/problem+json", HttpStatusCode.Unauthorized);

    private static HttpResponseMessage Status() => ScriptedKsef.Json(
        """{"status":{"code":100,"description":"otwarta"},"dateCreated":"2026-11-22T10:00:00Z","dateUpdated":"2026-11-22T10:00:00Z"}""");
}
