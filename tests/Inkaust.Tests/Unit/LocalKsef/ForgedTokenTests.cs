using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Every kind of token in the place of every other one, and tokens that somebody has made or changed.</summary>
public sealed class ForgedTokenTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task No_kind_of_token_opens_the_door_of_another()
    {
        var (upload, download) = await Tickets();
        var (access, refresh, operation) = (client.AccessToken!, client.RefreshToken!, client.OperationToken!);
        foreach (var wrong in new[] { refresh, operation, upload, download }) await Refused(HttpMethod.Get, "/v2/auth/sessions", wrong);
        foreach (var wrong in new[] { access, operation, upload, download }) await Refused(HttpMethod.Post, "/v2/auth/token/refresh", wrong);
        foreach (var wrong in new[] { access, refresh, upload, download }) await Refused(HttpMethod.Post, "/v2/auth/token/redeem", wrong);
        foreach (var wrong in new[] { access, refresh, upload, download }) await Refused(HttpMethod.Get, $"/v2/auth/{client.LoginReference}", wrong);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/v2/auth/sessions", access)).Status);
    }

    [Fact]
    public async Task A_link_opens_its_own_file_and_no_token_does()
    {
        var nip = await client.SignInAsNewCompany();
        var session = await client.OpenSession();
        var first = await client.Outcome(session, await client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", Today)));
        var second = await client.Outcome(session, await client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/2", Today)));
        var (link, other) = (new Uri(first["upoDownloadUrl"]!.GetValue<string>()), new Uri(second["upoDownloadUrl"]!.GetValue<string>()));
        var (batch, parts) = await client.OpenBatch([1, 2, 3], 2, "Zip");
        var upload = new Uri(parts[0].Url);
        Assert.Equal(HttpStatusCode.OK, (await client.Get(link.PathAndQuery, "")).Status);
        foreach (var ticket in new[] { other.Query, upload.Query, $"?ticket={client.AccessToken}", $"?ticket={client.RefreshToken}", "?ticket=", "", "?ticket=a.b.c" })
            await Refused(HttpMethod.Get, link.AbsolutePath + ticket, "");
        // A link is no bearer, and a bearer no link.
        await Refused(HttpMethod.Get, link.AbsolutePath, client.AccessToken!);
        foreach (var ticket in new[] { link.Query, new Uri(parts[1].Url).Query, $"?ticket={client.AccessToken}" })
            await Refused(HttpMethod.Put, upload.AbsolutePath + ticket, "");
        Assert.Equal(21205, (await client.Post($"/v2/sessions/batch/{batch}/close")).ErrorCode);
    }

    [Fact]
    public async Task The_token_of_one_operation_tells_nothing_of_another()
    {
        await client.SignInAsNewCompany();
        var (reference, operation) = (client.LoginReference!, client.OperationToken!);
        await client.SignInAsNewCompany();
        Assert.Equal(21304, (await client.Get($"/v2/auth/{reference}", client.OperationToken)).ErrorCode);
        Assert.Equal(HttpStatusCode.OK, (await client.Get($"/v2/auth/{reference}", operation)).Status);
    }

    [Theory]
    [InlineData("alg none")]
    [InlineData("alg none, no signature")]
    [InlineData("another key")]
    [InlineData("an empty key")]
    [InlineData("another algorithm")]
    [InlineData("another NIP")]
    [InlineData("a later end")]
    [InlineData("a longer signature")]
    [InlineData("four parts")]
    [InlineData("a key in the header")]
    public async Task A_token_that_was_not_made_here_is_refused(string forgery)
    {
        var nip = await client.SignInAsNewCompany();
        var parts = client.AccessToken!.Split('.');
        var claims = JsonNode.Parse(Decoded(parts[1]))!;
        string With(string header, JsonNode payload, byte[] key) => Signed(Encoded(header), Encoded(payload.ToJsonString()), key);
        const string usual = """{"alg":"HS256","typ":"JWT"}""";
        var forged = forgery switch
        {
            "alg none" => $"{Encoded("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.{parts[2]}",
            "alg none, no signature" => $"{Encoded("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            "another key" => With(usual, claims, RandomNumberGenerator.GetBytes(32)),
            "an empty key" => With(usual, claims, []),
            "another algorithm" => $"{Encoded("""{"alg":"RS256","typ":"JWT"}""")}.{parts[1]}.{parts[2]}",
            "another NIP" => $"{parts[0]}.{Encoded(Decoded(parts[1]).Replace(nip, LocalKsefClient.NewNip()))}.{parts[2]}",
            "a later end" => $"{parts[0]}.{Encoded(Decoded(parts[1]).Replace("\"exp\":", "\"exp\":9"))}.{parts[2]}",
            "a longer signature" => client.AccessToken + "AA",
            "four parts" => client.AccessToken + ".x",
            _ => With("""{"alg":"HS256","typ":"JWT","jwk":{"kty":"oct","k":"AAAA"}}""", claims, [0, 0, 0]),
        };
        await Refused(HttpMethod.Get, "/v2/auth/sessions", forged);
    }

    [Fact]
    public async Task A_token_of_another_server_is_refused()
    {
        await using var other = await Inkaust.LocalKsef.LocalKsefServer.StartAsync(LocalKsefDay.Options, TestContext.Current.CancellationToken);
        using var stranger = new LocalKsefClient(other);
        await stranger.SignInAsNewCompany();
        await Refused(HttpMethod.Get, "/v2/auth/sessions", stranger.AccessToken!);
    }

    private async Task<(string Upload, string Download)> Tickets()
    {
        var nip = await client.SignInAsNewCompany();
        var (_, parts) = await client.OpenBatch([1, 2, 3], 1, "Zip");
        var outcome = await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        string In(string link) => new Uri(link).Query[8..];
        return (In(parts[0].Url), In(outcome["upoDownloadUrl"]!.GetValue<string>()));
    }

    private async Task Refused(HttpMethod method, string path, string token) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Send(method, path, token: token)).Status);

    private static string Signed(string header, string payload, byte[] key) =>
        $"{header}.{payload}.{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{header}.{payload}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Decoded(string text) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=')));
}
