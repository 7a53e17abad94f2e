using System.Net;
using System.Text;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class ManagementTests : OwnServerTests
{
    [Fact]
    public async Task A_server_that_is_disposed_of_twice_does_not_mind()
    {
        var other = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
        await other.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Latarnia_can_be_down_while_KSeF_is_up()
    {
        await Client.Manage(HttpMethod.Put, "/latarnia", new { up = false });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Client.Get("/status")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Client.Get("/messages")).Status);
        await Client.SignInAsNewCompany();
        await Client.Manage(HttpMethod.Put, "/latarnia", new { up = true });
        Assert.Equal("AVAILABLE", (await Client.Get("/status")).Json["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_new_version_of_an_announcement_takes_the_place_of_the_one_before()
    {
        var now = await Client.Now();
        var first = (await Client.Manage(HttpMethod.Post, "/announcements", new { category = "MAINTENANCE", type = "MAINTENANCE_ANNOUNCEMENT", start = now.AddHours(-1), end = now.AddHours(1) }))!;
        Assert.Equal("MAINTENANCE", (await Client.Get("/status")).Json["status"]!.GetValue<string>());
        var second = (await Client.Manage(HttpMethod.Post, $"/announcements/{first["id"]}/versions", new { end = now.AddMinutes(-1) }))!;
        Assert.Equal((first["eventId"]!.GetValue<int>(), 2), (second["eventId"]!.GetValue<int>(), second["version"]!.GetValue<int>()));
        Assert.Equal("AVAILABLE", (await Client.Get("/status")).Json["status"]!.GetValue<string>());
        Assert.Equal(2, (await Client.Get("/messages")).Json.AsArray().Count);
    }

    [Fact]
    public async Task Wrong_JSON_comes_after_the_work_was_done()
    {
        var nip = await Client.SignInAsNewCompany();
        var session = await Client.OpenSession();
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "wrong-json", match = "POST /v2/sessions/online/*/invoices", count = 1, body = new { referenceNumber = 7 } });
        using var http = new HttpClient { BaseAddress = Server.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v2/sessions/online/{session}/invoices")
        {
            Content = new StringContent(Client.Sending(LocalKsefInvoices.Fa3(nip, "FV/1", PolishTime.DateOf(await Client.Now()))).ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { { "Authorization", "Bearer " + Client.AccessToken } },
        };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("""{"referenceNumber":7}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Single((await Client.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]!.AsArray());
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_every_operation_of_the_port()
    {
        var document = (await Client.Manage(HttpMethod.Get, "/openapi.json"))!;
        await using var world = new World(new LocalKsefOptions());
        foreach (var route in Routes.OfManagement(world))
        {
            var operation = document["paths"]![route.Path]![route.Method.ToLowerInvariant()]!;
            Assert.NotEqual("", operation["summary"]!.GetValue<string>());
            Assert.NotNull(operation["responses"]![$"{route.Description.Status}"]);
        }
        Assert.Equal(Routes.OfManagement(world).Count, document["paths"]!.AsObject().Sum(path => path.Value!.AsObject().Count));
        var guide = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "management.md"));
        foreach (var route in Routes.OfManagement(world)) Assert.Contains($"| `{route.Method} {route.Path}` |", guide);
    }

    [Theory]
    [InlineData("Host", "evil.example", 404)]
    [InlineData("Host", "127.0.0.1.evil.example:5081", 404)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "http://localhost:3000", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    public async Task A_page_in_a_browser_cannot_steer_the_server(string header, string value, int status)
    {
        using var management = new HttpClient { BaseAddress = Server.ManagementAddress };
        await Client.Manage(HttpMethod.Put, "/clock", new { frozen = true });
        var clock = await management.GetStringAsync("clock", TestContext.Current.CancellationToken);
        foreach (var (method, path, body) in new[] { (HttpMethod.Post, "clock/advance", "{\"by\":\"1.00:00:00\"}"), (HttpMethod.Post, "reset", ""), (HttpMethod.Get, "snapshot", ""), (HttpMethod.Options, "reset", "") })
        {
            // A form may send text/plain without asking the server first.
            using var request = new HttpRequestMessage(method, path) { Content = body.Length == 0 ? null : new StringContent(body, null, "text/plain") };
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await management.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.DoesNotContain(answer.Headers, one => one.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        }
        Assert.Equal(clock, await management.GetStringAsync("clock", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--data", "folder", "local-ksef")]
    [InlineData("local-ksef", "control", "--data", "folder", "clock")]
    [InlineData("local-ksef", "control", "clock", "--data", "folder")]
    public async Task The_database_of_the_program_is_refused_where_it_would_not_be_used(params string[] command)
    {
        using var error = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(command, TextWriter.Null, error, TimeProvider.System));
        Assert.Contains("local-ksef --data FILE", error.ToString());
    }

    [Fact]
    public async Task A_forced_warning_comes_back_in_ASCII()
    {
        var answer = await Client.Send(HttpMethod.Post, "/v2/auth/challenge", headers: ("X-Test-System-Warning", "[1]: Uwaga"));
        Assert.Equal("[1]: Uwaga", Assert.Single(answer.Headers.GetValues("X-System-Warning")));
        Assert.False((await Client.Post("/v2/auth/challenge")).Headers.Contains("X-System-Warning"));
    }

    [Fact]
    public async Task Statuses_of_finished_operations_are_gone_after_their_time()
    {
        var nip = await Client.SignInAsNewCompany();
        var granted = await Client.Post("/v2/permissions/persons/grants", new
        {
            subjectIdentifier = new { type = "Nip", value = LocalKsefClient.NewNip() },
            permissions = new[] { "InvoiceRead" },
            description = "Na próbę",
            subjectDetails = new { subjectDetailsType = "PersonByIdentifier", personById = new { firstName = "Jan", lastName = "Próbny" } },
        });
        var operation = $"/v2/permissions/operations/{granted.Json["referenceNumber"]!.GetValue<string>()}";
        var exported = await Client.Post("/v2/invoices/exports", new
        {
            encryption = await Client.Encryption(),
            filters = new { subjectType = "Subject1", dateRange = new { dateType = "Invoicing", from = await Client.Now() } },
        });
        var export = $"/v2/invoices/exports/{exported.Json["referenceNumber"]!.GetValue<string>()}";
        Assert.Equal(HttpStatusCode.OK, (await Client.Get(operation)).Status);
        // Its time begins when it is ready.
        while ((await Client.Get(export)).StatusCode == 100) await Task.Delay(20, TestContext.Current.CancellationToken);
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "8.00:00:00" });
        await SignInAgain(nip);
        Assert.Equal(HttpStatusCode.Gone, (await Client.Get(export)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Client.Get(operation)).Status);
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "23.00:00:00" });
        await SignInAgain(nip);
        Assert.Equal(HttpStatusCode.Gone, (await Client.Get(operation)).Status);
    }

    [Fact]
    public async Task A_session_with_a_wrong_key_says_so_in_its_status()
    {
        var nip = await Client.SignInAsNewCompany();
        var session = await Client.OpenSession(key: new byte[16]);
        Assert.Equal(415, (await Client.Get($"/v2/sessions/{session}")).StatusCode);
        Assert.Equal(21180, (await Client.Post($"/v2/sessions/online/{session}/invoices", Client.Sending(LocalKsefInvoices.Fa3(nip, "FV/1", PolishTime.DateOf(await Client.Now()))))).ErrorCode);
    }

    [Fact]
    public async Task The_shell_steers_a_server_that_runs()
    {
        var clock = await Control("clock", "--set", "2026-12-31T23:50:00+01:00", "--freeze");
        Assert.Equal(0, clock.ExitCode);
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 22, 50, 0, TimeSpan.Zero), await Client.Now());
        await Control("clock", "--advance", "0:20");
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 23, 10, 0, TimeSpan.Zero), await Client.Now());
        await Control("announce", "failure");
        Assert.Equal("FAILURE", (await Client.Get("/status")).Json["status"]!.GetValue<string>());
        await Control("announce", "failure-end");
        Assert.Equal("AVAILABLE", (await Client.Get("/status")).Json["status"]!.GetValue<string>());
        await Control("fault", "too-many-requests", "--count", "1", "--retry-after", "7");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Client.Post("/v2/auth/challenge")).Status);
        var file = Path.GetTempFileName();
        Assert.Equal(0, (await Control("snapshot", file)).ExitCode);
        Assert.Equal(0, (await Control("restore", file)).ExitCode);
        File.Delete(file);
        Assert.Contains("auth/challenge", (await Control("received")).Output);
        Assert.Equal(0, (await Control("reset")).ExitCode);
        Assert.Equal(2, (await Run("local-ksef", "control", "--management", "http://127.0.0.1:9", "clock")).ExitCode);
        Assert.Equal(2, (await Control("announce", "nothing")).ExitCode);
    }

    [Fact]
    public void Hostility_of_the_same_seed_makes_the_same_troubles_and_none_at_zero()
    {
        var troubles = Enumerable.Range(0, 3).Select(run => Troubles(new Hostility(100, run < 2 ? 7 : 8))).ToList();
        Assert.Equal(troubles[0], troubles[1]);
        Assert.NotEqual(troubles[0], troubles[2]);
        Assert.InRange(troubles[0].Count(kind => kind == FaultKind.TooManyRequests), 150, 250);
        Assert.InRange(troubles[0].Count(kind => kind == FaultKind.AnswerLost), 50, 120);
        Assert.DoesNotContain(FaultKind.AnswerLost, Troubles(new Hostility(50, 7)));
        Assert.All(Troubles(new Hostility(0, 7)), Assert.Null);
        Assert.Equal(TimeSpan.Zero, new Hostility(0, 7).Delay());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Hostility(101, 7));
    }

    [Fact]
    public async Task A_hostile_server_gives_every_invoice_its_number_to_whoever_asks_again()
    {
        // Up to 50 no answer is lost, so that what was refused was not done and may be asked for again.
        await using var hostile = await LocalKsefServer.StartAsync(LocalKsefDay.Options with { Hostility = 10 });
        using var guest = new LocalKsefClient(hostile) { AsksAgain = true };
        var nip = await guest.SignInAsNewCompany();
        for (var i = 1; i <= 3; i++)
            Assert.Equal(200, (await guest.SendAndWait(LocalKsefInvoices.Fa3(nip, $"FV/{i}", PolishTime.DateOf(await guest.Now()))))["status"]!["code"]!.GetValue<int>());
        // One request in fifty is refused.
        for (var attempt = 0; guest.AskedAgain == 0; attempt++)
        {
            Assert.InRange(attempt, 0, 2000);
            Assert.Equal(HttpStatusCode.OK, (await guest.Post("/v2/auth/challenge")).Status);
        }
        Assert.Equal(3, (await guest.Manage(HttpMethod.Get, "/received"))!["invoices"]!.AsArray().Count);
    }

    private async Task SignInAgain(string nip)
    {
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await Client.Now());
        Client.AccessToken = "";
        await Client.SignIn(certificate, nip);
    }

    private static List<FaultKind?> Troubles(Hostility hostility)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path) = ("POST", "/v2/sessions/online/x/invoices");
        return [.. Enumerable.Range(0, 1000).Select(_ => hostility.Hitting(request)?.Kind)];
    }

    private Task<(int ExitCode, string Output)> Control(params string[] arguments) =>
        Run(["local-ksef", "control", "--management", Server.ManagementAddress.AbsoluteUri, .. arguments]);

    private static async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, output, TimeProvider.System);
        return (code, output.ToString());
    }
}
