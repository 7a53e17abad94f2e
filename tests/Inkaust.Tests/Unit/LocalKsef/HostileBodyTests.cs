using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Requests that are too large, too deep, packed, or meant for another reader than ours. None may cost more than its refusal.</summary>
public sealed class HostileBodyTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);
    private readonly HttpClient http = new() { BaseAddress = fixture.Server.BaseAddress };

    private Uri Api => fixture.Server.BaseAddress;

    public void Dispose()
    {
        client.Dispose();
        http.Dispose();
    }

    [Theory]
    [InlineData("/v2/testdata/person")]
    [InlineData("/v2/auth/ksef-token")]
    public async Task JSON_nested_a_hundred_thousand_deep_is_refused(string path)
    {
        foreach (var open in new[] { "[", "{\"a\":" })
            Assert.Equal(HttpStatusCode.BadRequest, await Sent(path, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(open, 100_000)))));
        Assert.Equal(HttpStatusCode.BadRequest, await Sent(path, Encoding.ASCII.GetBytes($"{{\"nip\":{new string('[', 50_000)}{new string(']', 50_000)}}}")));
    }

    [Fact]
    public async Task A_packed_body_is_not_unpacked()
    {
        using var bomb = new MemoryStream();
        using (var packed = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true)) packed.Write(new byte[100_000_000]);
        foreach (var encoding in new[] { "gzip", "br", "deflate", "gzip, gzip" })
            Assert.Equal(HttpStatusCode.BadRequest, await Sent("/v2/testdata/person", bomb.ToArray(), encoding));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_whether_it_says_so_or_not()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Sent("/v2/testdata/person", new byte[17_000_000]));
        using var endless = new RawBody(17_000_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/testdata/person") { Content = endless };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        using var announced = await RawConnection.To(Api);
        await announced.Say($"POST /v2/testdata/person HTTP/1.1\r\nHost: {Api.Authority}\r\nContent-Length: 9999999999\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 413", await announced.Hear());
    }

    [Fact]
    public async Task A_part_is_stored_no_longer_than_it_was_declared()
    {
        await client.SignInAsNewCompany();
        var (session, parts) = await client.OpenBatch([1, 2, 3], 1, "Zip");
        await client.Upload(parts[0].Url, new byte[5_000_000]);
        Assert.Equal(21157, (await client.Post($"/v2/sessions/batch/{session}/close")).ErrorCode);
    }

    [Theory]
    [InlineData("X-Long: {40000}", "431")]
    [InlineData("{200 headers}", "431")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6", "400")]
    [InlineData("Content-Length: -1", "400")]
    [InlineData("X-Folded: a\r\n b", "400")]
    [InlineData("Bad Name: x", "400")]
    public async Task Headers_that_lead_astray_are_refused(string headers, string status)
    {
        headers = headers.Replace("{40000}", new string('x', 40_000)).Replace("{200 headers}", string.Join("\r\n", Enumerable.Range(0, 200).Select(i => $"X-{i}: y")));
        using var raw = await RawConnection.To(Api);
        await raw.Say($"POST /v2/auth/challenge HTTP/1.1\r\nHost: {Api.Authority}\r\n{headers}\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status}", await raw.Hear());
    }

    [Theory]
    [InlineData("example.com/x")]
    [InlineData("a b")]
    [InlineData("<script>")]
    [InlineData("x\"onload=alert(1)")]
    public async Task A_host_that_is_none_is_refused(string host)
    {
        using var raw = await RawConnection.To(Api);
        await raw.Say($"GET /status HTTP/1.1\r\nHost: {host}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400", await raw.Hear());
    }

    [Fact]
    public async Task An_address_that_is_too_long_is_refused()
    {
        using var raw = await RawConnection.To(Api);
        await raw.Say($"GET /status?{new string('x', 10_000)} HTTP/1.1\r\nHost: {Api.Authority}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 414", await raw.Hear());
    }

    [Theory]
    [InlineData("/storage/upo/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/storage/export/..%2F..%2F/1")]
    [InlineData("/storage/upo/../../../../etc/passwd")]
    [InlineData("/v2/invoices/ksef/%00")]
    [InlineData("/v2/sessions/20260201-SO-0123456789-0123456789-%0D")]
    [InlineData("/qr/invoice/5265877635/01-02-2026/..%2f..%2f")]
    [InlineData("/v2/auth/%E2%80%AE%0d%0aSet-Cookie:x")]
    public async Task A_path_leads_to_no_file_and_into_no_header(string path)
    {
        using var raw = await RawConnection.To(Api);
        await raw.Say($"GET {path} HTTP/1.1\r\nHost: {Api.Authority}\r\nConnection: close\r\n\r\n");
        var answer = await raw.UntilClosed(TimeSpan.FromMinutes(1));
        Assert.Matches("^HTTP/1.1 4\\d\\d", answer);
        Assert.DoesNotContain("root:", answer);
        Assert.DoesNotContain("\r\nSet-Cookie", answer);
    }

    [Fact]
    public async Task A_warning_that_was_asked_for_cannot_add_a_header()
    {
        using var raw = await RawConnection.To(Api);
        await raw.Say($"POST /v2/auth/challenge HTTP/1.1\r\nHost: {Api.Authority}\r\nX-Test-System-Warning: uwaga\tęć\u0001\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var answer = await raw.UntilClosed(TimeSpan.FromMinutes(1));
        // A control character ends the request, or is dropped; it never comes back.
        Assert.DoesNotContain("\u0001", answer);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><x>&c;</x>")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/\">%p;]><x/>")]
    public async Task A_document_with_a_DTD_is_refused_before_anything_of_it_is_read(string document)
    {
        Assert.Equal(21001, (await client.Authenticate(document)).ErrorCode);
        await client.SignInAsNewCompany();
        var refused = await client.SendAndWait(Encoding.UTF8.GetBytes(document));
        Assert.Equal(450, refused["status"]!["code"]!.GetValue<int>());
        Assert.DoesNotContain("root:", refused.ToJsonString());
    }

    [Fact]
    public async Task An_invoice_nested_a_hundred_thousand_deep_is_refused_and_the_server_lives()
    {
        var nip = await client.SignInAsNewCompany();
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        var xml = Encoding.UTF8.GetString(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        foreach (var place in new[] { "<P_2>", "<Nazwa>", "<Fa>" })
            Assert.Equal(450, (await client.SendAndWait(Encoding.UTF8.GetBytes(xml.Replace(place, place + deep))))["status"]!["code"]!.GetValue<int>());
    }

    private async Task<HttpStatusCode> Sent(string path, byte[] body, string? encoding = null)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (encoding is not null) content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var answer = await http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>A body whose length nobody knows beforehand.</summary>
    private sealed class RawBody(int length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(new byte[length]).AsTask();

        protected override bool TryComputeLength(out long known)
        {
            known = 0;
            return false;
        }
    }
}
