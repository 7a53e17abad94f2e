using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>With which keys one signs in, and how long the access lasts that comes of it.</summary>
public sealed class AccessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly Desk desk = new();

    [Theory]
    [InlineData("it begins now", 0, 60, null)]
    [InlineData("it begins in a second", 1, 60, "INK-KSEF-023")]
    [InlineData("its last moment, which RFC 5280 counts in", -60, 0, null)]
    [InlineData("it ended a second ago", -60, -1, "INK-KSEF-023")]
    public void A_certificate_signs_in_from_its_first_to_its_last_moment(string what, int from, int to, string? code)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Certificate(key, Now.AddSeconds(from), Now.AddSeconds(to));
        Assert.True(code == Refusal(certificate, KsefEnvironment.Test), what);
    }

    [Fact]
    public void What_an_authority_issued_signs_in_everywhere_and_what_one_made_oneself_only_on_test_and_local()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = Certificate(key, Now.AddDays(-1), Now.AddDays(1));
        using var bare = Desk.Issued(key, Now);
        using var issued = bare.CopyWithPrivateKey(key);
        foreach (var environment in new[] { KsefEnvironment.Test, KsefEnvironment.Demo, KsefEnvironment.Production, desk.Environment })
        {
            Assert.Null(Refusal(issued, environment));
            Assert.Equal(environment == KsefEnvironment.Demo || environment == KsefEnvironment.Production ? "INK-KSEF-024" : null, Refusal(own,
                environment));
        }
        Assert.Equal("INK-KSEF-021", Refusal(bare, KsefEnvironment.Test));
    }

    [Theory]
    [InlineData(224, "INK-KSEF-022")]
    [InlineData(256, null)]
    [InlineData(384, null)]
    public void A_curve_signs_in_from_256_bits_on(int bits, string? code)
    {
        using var key = ECDsa.Create(bits switch
        {
            224 => ECCurve.CreateFromValue("1.3.132.0.33"),
            256 => ECCurve.NamedCurves.nistP256,
            _ => ECCurve.NamedCurves.nistP384,
        });
        using var certificate = Certificate(key, Now.AddDays(-1), Now.AddDays(1));
        Assert.Equal(code, Refusal(certificate, KsefEnvironment.Test));
    }

    [Fact]
    public void What_is_signed_to_sign_in_is_written_without_a_blank()
    {
        const string start = "<AuthTokenRequest xmlns=\"http://ksef.mf.gov.pl/auth/token/2.1\"><Challenge>20261122-CR-1</Challenge><ContextIdentifier>";
        const string end = "</ContextIdentifier><SubjectIdentifierType>certificateSubject</SubjectIdentifierType></AuthTokenRequest>";
        Assert.Equal($"{start}<Nip>5265877635</Nip>{end}", AuthTokenRequest.Write("20261122-CR-1", ContextIdentifier.Of(Desk.Nip)));
        Assert.Equal($"{start}<PeppolId>PPL123456</PeppolId>{end}", AuthTokenRequest.Write("20261122-CR-1",
            new ContextIdentifier(ContextType.PeppolId, "PPL123456")));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(550)]
    public async Task A_sign_in_that_KSeF_gave_up_may_be_tried_later(int code) =>
        Assert.Equal(Disturbance.ServerError, Assert.IsType<KsefUnavailable>(await VerdictAsync(code)).Disturbance);

    [Theory]
    [InlineData(201)]
    [InlineData(415)]
    [InlineData(499)]
    [InlineData(501)]
    public async Task Every_other_verdict_but_200_is_a_rejection(int code) => Assert.Equal(code,
        Assert.IsType<KsefRejected>(await VerdictAsync(code)).Code);

    [Fact]
    public async Task A_verdict_below_200_is_none_yet()
    {
        Assert.Null(await VerdictAsync(199, 200));
        Assert.Equal(2, desk.Wire.Requests.Count(request => request.Method == HttpMethod.Get));
    }

    [Fact]
    public async Task A_token_is_sent_with_its_context_its_challenge_and_the_key_that_reads_it()
    {
        var rsa = Certificates.Cabinet.Rsa;
        desk.Wire.Then(ScriptedKsef.Json(PublicKeysTests.Published(rsa, Now, "KsefTokenEncryption")));
        Script(200);
        var access = await desk.Client.Authentication.SignInWithTokenAsync(new ContextIdentifier(ContextType.InternalId, "5265877635-12345"),
            "reference|nip|secret");
        Assert.Equal((ContextType.InternalId, "5265877635-12345"), (access.Context.Type, access.Context.Value));
        Assert.Equal("20261122-AU-0123456789-ABCDEF0123-01", access.Reference.ToString());
        Assert.Equal("/v2/auth/ksef-token", desk.Wire.Requests[2].Path);
        var sent = JsonDocument.Parse(desk.Wire.Requests[2].Body).RootElement;
        Assert.Equal("20261122-CR-0123456789-ABCDEF0123-01", sent.GetProperty("challenge").GetString());
        Assert.Equal(("InternalId", "5265877635-12345"),
            (sent.GetProperty("contextIdentifier").GetProperty("type").GetString(),
                sent.GetProperty("contextIdentifier").GetProperty("value").GetString()));
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())), sent.GetProperty("publicKeyId").GetString());
        Assert.Equal(["operation-secret", "operation-secret"], desk.Wire.Requests.Skip(3).Select(request => request.Bearer));
    }

    [Fact]
    public async Task Signing_out_ends_the_current_sign_in()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Empty(HttpStatusCode.NoContent));
        await desk.Client.Authentication.SignOutAsync(access);
        Assert.Equal((HttpMethod.Delete, "/v2/auth/sessions/current", "access-secret-1"),
            (desk.Wire.Requests.Single().Method, desk.Wire.Requests.Single().Path, desk.Wire.Requests.Single().Bearer));
    }

    [Theory]
    [InlineData("a minute and a bit", -1, false)]
    [InlineData("a minute", 0, true)]
    public async Task A_token_that_ends_in_a_minute_is_renewed_before_it_is_used(string what, int ticks, bool renews)
    {
        var access = await desk.SignInAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(14) + TimeSpan.FromTicks(ticks));
        desk.Wire.Otherwise = request => request.Path == "/v2/auth/token/refresh"
            ? ScriptedKsef.Json(Desk.Refreshed(desk.Clock.GetUtcNow())) : ScriptedKsef.Json("{}");
        await desk.Client.Limits.SubjectAsync(access);
        Assert.True(renews == (desk.Wire.Requests.Count == 2), what);
        Assert.Equal(renews ? "access-secret-2" : "access-secret-1", desk.Wire.Requests[^1].Bearer);
    }

    [Fact]
    public async Task Whoever_comes_while_a_token_is_renewed_gets_the_new_one()
    {
        var access = await desk.SignInAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(20));
        var renewed = new TaskCompletionSource<HttpResponseMessage>();
        desk.Wire.ThenLater(_ => renewed.Task);
        desk.Wire.Otherwise = _ => ScriptedKsef.Json("{}");
        var (first, second) = (desk.Client.Limits.SubjectAsync(access), desk.Client.Limits.SubjectAsync(access));
        Assert.Equal("/v2/auth/token/refresh", Assert.Single(desk.Wire.Requests).Path);
        renewed.SetResult(ScriptedKsef.Json(Desk.Refreshed(desk.Clock.GetUtcNow())));
        await Task.WhenAll(first, second);
        Assert.Equal(["refresh-secret", "access-secret-2", "access-secret-2"], desk.Wire.Requests.Select(request => request.Bearer));
    }

    [Fact]
    public async Task A_refusal_to_renew_that_is_not_about_the_sign_in_is_told_as_it_is()
    {
        var access = await desk.SignInAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(20));
        desk.Wire.Then(ScriptedKsef.Problem(21405, "Błąd walidacji."));
        Assert.True((await Assert.ThrowsAsync<KsefRejected>(() => desk.Client.Limits.SubjectAsync(access))).Has(21405));
    }

    [Theory]
    [InlineData("a second before the end", -1, true)]
    [InlineData("at the end", 0, false)]
    public async Task A_sign_in_is_of_use_until_its_end(string what, int seconds, bool isUsable)
    {
        var access = await desk.SignInAsync();
        Assert.Equal(Now.AddDays(7), access.EndsAt);
        desk.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(seconds));
        Assert.True(isUsable == access.IsUsable, what);
        desk.Wire.Otherwise = _ => ScriptedKsef.Html(HttpStatusCode.BadGateway);
        await Assert.ThrowsAnyAsync<KsefException>(() => desk.Client.Limits.SubjectAsync(access));
        Assert.Equal(isUsable ? 1 : 0, desk.Wire.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_outlives_its_sign_in_is_used_up()
    {
        Script(200, Desk.Tokens(Now).Replace($"{Now.AddDays(7):O}", $"{Now.AddMinutes(10):O}"));
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", Now);
        var access = await desk.Client.Authentication.SignInAsync(Desk.Nip, seal);
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(access.IsUsable);
        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(access.IsUsable);
    }

    [Theory]
    [InlineData("a string that holds a list", """{"per":"[\"Owner\",\"InvoiceWrite\"]"}""", "Owner InvoiceWrite")]
    [InlineData("an empty list", """{"per":"[]"}""", "")]
    [InlineData("no such claim", """{"sub":"x"}""", null)]
    [InlineData("a real list, which no KSeF writes", """{"per":["Owner"]}""", null)]
    [InlineData("a string that holds no list", """{"per":"Owner"}""", null)]
    [InlineData("no object", "[]", null)]
    [InlineData("no JSON", "per", null)]
    public async Task What_the_access_allows_is_read_from_its_token_or_not_at_all(string what, string claims, string? allowed)
    {
        Script(200, Desk.Tokens(Now).Replace("access-secret-1", $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.x"));
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", Now);
        var access = await desk.Client.Authentication.SignInAsync(Desk.Nip, seal);
        Assert.True(allowed == (access.Permissions() is { } seen ? string.Join(' ', seen) : null), what);
    }

    [Theory]
    [InlineData("not a token")]
    [InlineData("e30.e30")]
    [InlineData("e30.!!!.x")]
    [InlineData("e30.e30.e30.e30")]
    public async Task A_token_of_another_form_allows_nothing_that_we_know_of(string token)
    {
        Script(200, Desk.Tokens(Now).Replace("access-secret-1", token));
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", Now);
        Assert.Null((await desk.Client.Authentication.SignInAsync(Desk.Nip, seal)).Permissions());
    }

    private async Task<Exception?> VerdictAsync(params int[] codes)
    {
        desk.Wire.Then(ScriptedKsef.Json(Desk.Challenge(Now))).Then(ScriptedKsef.Json(Desk.Started(Now), HttpStatusCode.Accepted));
        foreach (var code in codes) desk.Wire.Then(ScriptedKsef.Json($$"""{"status":{"code":{{code}},"description":"?"} }"""));
        desk.Wire.Then(ScriptedKsef.Json(Desk.Tokens(Now)));
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", Now);
        return await Record.ExceptionAsync(() => desk.Client.Authentication.SignInAsync(Desk.Nip, seal));
    }

    private void Script(int code, string? tokens = null) => desk.Wire.Then(ScriptedKsef.Json(Desk.Challenge(Now)))
        .Then(ScriptedKsef.Json(Desk.Started(Now), HttpStatusCode.Accepted))
        .Then(ScriptedKsef.Json($$"""{"status":{"code":{{code}},"description":"?"} }"""))
        .Then(ScriptedKsef.Json(tokens ?? Desk.Tokens(Now)));

    private static string? Refusal(X509Certificate2 certificate, KsefEnvironment environment)
    {
        try
        {
            using var key = SigningKey.Of(certificate, environment, Now);
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Findings.Single().Code;
        }
    }

    private static X509Certificate2 Certificate(ECDsa key, DateTimeOffset from, DateTimeOffset to) =>
        new CertificateRequest("CN=Próba", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, to);
}
