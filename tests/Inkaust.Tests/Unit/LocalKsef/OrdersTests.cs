using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Orders on the management port: what nobody knows is refused with what is known, and changes nothing.</summary>
public sealed class OrdersTests : OwnServerTests
{
    private const string Kinds = "line-cut, answer-lost, cut-mid-body, html-502, html-504, redirect-307, too-many-requests, stuck-100, cancelled-550, stuck-150, "
        + "late-storage, session-unavailable, slow, wrong-json";

    [Theory]
    // The two orders of people that were misunderstood without a word (case 29).
    [InlineData("POST", "/faults", """{"kind":"slow","delay":5}""", "An unknown field: $.delay. Known: kind, match, count, probability, retryAfter, delayMilliseconds, body.")]
    [InlineData("POST", "/faults", """{"kind":"linecut"}""", $"An unknown value: $.kind = \"linecut\". Known: {Kinds}.")]
    [InlineData("POST", "/faults", """{"match":"* /v2/*"}""", $"A required field is missing: $.kind. Known values: {Kinds}.")]
    [InlineData("POST", "/announcements", """{"category":"FAILURE"}""",
        "A required field is missing: $.type. Known values: FAILURE_START, FAILURE_END, MAINTENANCE_ANNOUNCEMENT.")]
    [InlineData("POST", "/announcements", """{"category":"OUTAGE","type":"FAILURE_START"}""", "An unknown value: $.category = \"OUTAGE\". Known: FAILURE, TOTAL_FAILURE, MAINTENANCE.")]
    [InlineData("POST", "/announcements", """{"category":"FAILURE","type":"FAILURE_START","starts":"2026-02-01T00:00:00Z"}""",
        "An unknown field: $.starts. Known: category, type, id, eventId, title, text, start, end, version, published.")]
    [InlineData("POST", "/announcements/x/versions", """{"till":"2026-02-01T00:00:00Z"}""", "An unknown field: $.till. Known: title, text, start, end.")]
    [InlineData("PUT", "/clock", """{"time":"2026-02-01T00:00:00Z"}""", "An unknown field: $.time. Known: now, frozen.")]
    [InlineData("POST", "/clock/advance", """{"to":"1:00"}""", "An unknown field: $.to. Known: by.")]
    [InlineData("POST", "/clock/advance", "{}", "A required field is missing: $.by.")]
    [InlineData("PUT", "/latarnia", """{"down":true}""", "An unknown field: $.down. Known: up.")]
    [InlineData("PUT", "/latarnia", "{}", "A required field is missing: $.up.")]
    [InlineData("POST", "/restore", """{"hello":1}""", "This is not what GET /snapshot has written: it has no field format.")]
    [InlineData("POST", "/restore", "[]", "This is not what GET /snapshot has written: $ is not an object.")]
    [InlineData("POST", "/restore", """{"format":"inkaust-local-ksef/9","chapters":{}}""",
        "This is not what GET /snapshot has written: its format is \"inkaust-local-ksef/9\", and this server reads \"inkaust-local-ksef/1\".")]
    [InlineData("POST", "/restore", """{"format":"inkaust-local-ksef/1","chapters":{},"more":1}""",
        "This is not what GET /snapshot has written: an unknown field more; known: format, leftOut, chapters.")]
    [InlineData("POST", "/restore", """{"format":"inkaust-local-ksef/1"}""", "This is not what GET /snapshot has written: it has no field chapters.")]
    [InlineData("POST", "/restore", """{"format":"inkaust-local-ksef/1","chapters":{"letters":{}}}""", "This is not what GET /snapshot has written: an unknown chapter letters; known: clock")]
    [InlineData("POST", "/restore", """{"format":"inkaust-local-ksef/1","chapters":{"sessions":{"one":{}}}}""",
        "This is not what GET /snapshot has written: the record one in the chapter sessions cannot be read: ")]
    [InlineData("POST", "/restore", """{"format":"inkaust-local-ksef/1","chapters":{"sessions":[]}}""", "This is not what GET /snapshot has written: chapters.sessions is not an object.")]
    [InlineData("POST", "/certificates/0123456789ABCDEF/revoke", "{}", "This KSeF has issued no certificate with the serial number 0123456789ABCDEF; GET /certificates lists")]
    public async Task An_order_that_is_not_understood_says_what_would_be(string method, string path, string body, string en)
    {
        var before = await State();
        var refusal = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => Order(method, path, body))).Findings);
        Assert.Equal("INK-LOCAL-001", refusal.Code);
        Assert.StartsWith("The local KSeF has refused: " + en, refusal.Text.En, StringComparison.Ordinal);
        Assert.NotEqual(refusal.Text.En, refusal.Text.Pl);
        Assert.Equal(before, await State());
    }

    [Theory]
    [InlineData("POST", "/faults", """{"Kind":"slow","match":"* /nowhere","count":1,"probability":1,"retryAfter":1,"delayMilliseconds":5,"body":{"any":"thing"}}""")]
    [InlineData("POST", "/announcements", """{"category":"FAILURE","type":"FAILURE_START","id":"x","eventId":1,"title":"x","text":"x","start":"2026-02-01T00:00:00Z","end":null,"version":1,"published":null}""")]
    [InlineData("PUT", "/clock", """{"now":"2026-02-01T00:00:00Z","frozen":true}""")]
    [InlineData("POST", "/clock/advance", """{"by":"1:00"}""")]
    [InlineData("PUT", "/latarnia", """{"up":false}""")]
    public async Task An_order_of_known_fields_is_carried_out(string method, string path, string body)
    {
        var before = await State();
        await Order(method, path, body);
        Assert.NotEqual(before, await State());
    }

    [Fact]
    public async Task The_shell_says_of_a_wrong_file_that_it_is_no_snapshot()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "Faktura VAT", TestContext.Current.CancellationToken);
        var (code, output) = await Control("restore", file);
        Assert.Equal(1, code);
        Assert.Contains("This is not what GET /snapshot has written: the file is not JSON.", output);
        await File.WriteAllTextAsync(file, """{"seller":"x"}""", TestContext.Current.CancellationToken);
        Assert.Contains("it has no field format.", (await Control("restore", file)).Output);
        File.Delete(file);
    }

    [Fact]
    public async Task The_root_of_both_ports_tells_a_program_and_a_person_where_everything_is_described()
    {
        using var http = new HttpClient();
        async Task<string> Read(Uri port, string accept)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, port);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        var api = JsonNode.Parse(await Read(Server.BaseAddress, "*/*"))!;
        Assert.Equal($"{Server.BaseAddress.AbsoluteUri}v2", api["api"]!.GetValue<string>());
        Assert.Contains("docs/management.md", api["management"]!["en"]!.GetValue<string>());
        var management = JsonNode.Parse(await Read(Server.ManagementAddress, "application/json"))!;
        Assert.Equal($"{Server.ManagementAddress.AbsoluteUri}openapi.json", management["documents"]![0]!.GetValue<string>());
        Assert.Equal("Remove all faults", management["operations"]!["DELETE /faults"]!.GetValue<string>());
        const string Browser = "text/html,application/xhtml+xml,*/*;q=0.8";
        Assert.Contains("bez mocy prawnej", await Read(Server.BaseAddress, Browser));
        Assert.Contains("DELETE /faults", await Read(Server.ManagementAddress, Browser));
    }

    [Theory]
    [InlineData("revoke", "Revoked", "Certyfikat odwołany")]
    [InlineData("block", "Blocked", "Certyfikat zawieszony")]
    [InlineData("expire", "Expired", "Nieważny certyfikat")]
    public async Task The_shell_revokes_blocks_and_expires_a_certificate(string what, string state, string refusal)
    {
        var nip = await Client.SignInAsNewCompany();
        using var certificate = await Client.Enroll("Authentication");
        Assert.Equal(200, await SignIn());
        Assert.Contains("\"status\": \"Active\"", (await Control("certificate")).Output);
        var (code, output) = await Control("certificate", what, certificate.SerialNumber);
        Assert.Equal(0, code);
        Assert.Contains($"\"status\": \"{state}\"", output);
        Assert.Equal(460, await SignIn());
        Assert.Contains(refusal, (await Client.Get($"/v2/auth/{Client.LoginReference}", Client.OperationToken)).Json["status"]!["details"]![0]!.GetValue<string>());
        Assert.Contains($"\"status\": \"{state}\"", (await Control("certificate")).Output);
        Assert.Equal(1, (await Control("certificate", what, "0123456789ABCDEF")).ExitCode);
        Assert.Equal(2, (await Control("certificate", what)).ExitCode);
        Assert.Equal(2, (await Control("certificate", "burn", certificate.SerialNumber)).ExitCode);

        async Task<int?> SignIn() => (await Client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await Client.Challenge(), nip), certificate, await Client.Now()))).StatusCode;
    }

    private async Task Order(string method, string path, string body)
    {
        using var manager = new ManagementClient(Server.ManagementAddress);
        if (path == "/restore") await manager.RestoreAsync(Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);
        else await manager.CallAsync(method, path, JsonNode.Parse(body), TestContext.Current.CancellationToken);
    }

    // The clock goes on between two looks, so of it only what is set and how.
    private async Task<string> State()
    {
        var clock = (await Client.Manage(HttpMethod.Get, "/clock"))!;
        return string.Join("\n", (await Client.Manage(HttpMethod.Get, "/faults"))!.ToJsonString(), (await Client.Manage(HttpMethod.Get, "/announcements"))!.ToJsonString(),
            (await Client.Manage(HttpMethod.Get, "/latarnia"))!.ToJsonString(), clock["frozen"]!.ToJsonString(), clock["now"]!.GetValue<DateTimeOffset>().ToString("yyyyMMddHH"));
    }

    private async Task<(int ExitCode, string Output)> Control(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await CommandLine.RunAsync(["local-ksef", "control", "--management", Server.ManagementAddress.AbsoluteUri, .. arguments], output, output, TimeProvider.System);
        return (code, output.ToString());
    }
}
