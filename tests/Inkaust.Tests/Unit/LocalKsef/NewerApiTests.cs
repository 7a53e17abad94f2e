using System.Net;
using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>What the API has had since 2.7.0, and production since 23.09.2026 (KSEF 13).</summary>
public sealed class NewerApiTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("2026-01-15T00:00:00Z", "2026-04-25T00:00:00Z", true)]
    [InlineData("2026-01-15T00:00:00Z", "2026-04-25T00:00:00.0000001Z", false)]
    // On a Polish clock an hour more, since it is put forward in between.
    [InlineData("2026-01-15T00:00:00", "2026-04-25T01:00:00", true)]
    [InlineData("2026-01-15T00:00:00", "2026-04-25T01:00:01", false)]
    [InlineData("2025-10-23T13:00:00+01:00", null, false)]
    public async Task A_query_and_an_export_reach_over_a_hundred_days_in_UTC_and_no_more(string from, string? to, bool fits)
    {
        await client.SignInAsNewCompany();
        var filters = new { subjectType = "Subject1", dateRange = new { dateType = "Issue", from, to } };
        var asked = await client.Post("/v2/invoices/query/metadata", filters);
        var ordered = await client.Post("/v2/invoices/exports", new { encryption = await client.Encryption(), filters });
        if (fits) Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (asked.Status, ordered.Status));
        else Assert.Equal((21405, 21405), (asked.ErrorCode, ordered.ErrorCode));
    }

    [Fact]
    public async Task The_invoices_of_up_to_ten_collective_identifiers_are_asked_for_at_once()
    {
        var nip = await client.SignInAsNewCompany();
        var numbers = new List<string>();
        for (var i = 1; i <= 3; i++) numbers.Add(await Accepted(nip, $"FV/{i}"));
        string[] collective = [await Collected(numbers[0], numbers[1]), await Collected(numbers[1], numbers[2])];
        var rows = (await Invoices(collective)).Json["invoices"]!.AsArray();
        Assert.Equal(new[] { (collective[0], numbers[0]), (collective[0], numbers[1]), (collective[1], numbers[1]), (collective[1], numbers[2]) }.Order(),
            rows.Select(row => (Text(row!["collectiveIdentifierNumber"]), Text(row["ksefNumber"]))).Order());
        Assert.Equal(2, (await Invoices([collective[0], collective[0]])).Json["invoices"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.OK, (await Invoices([.. Enumerable.Repeat(collective[0], 10)])).Status);
        Assert.Equal(21405, (await Invoices([.. Enumerable.Repeat(collective[0], 11)])).ErrorCode);
        Assert.Equal(21405, (await Invoices([])).ErrorCode);
        Assert.Equal(21405, (await Invoices(["1111111111-IZ202607-65ED02180000-E7"])).ErrorCode);
        Assert.Equal(21405, (await Invoices(collective, "?pageSize=501")).ErrorCode);
        Assert.Equal(HttpStatusCode.OK, (await Invoices(collective, "?pageSize=500")).Status);
        // The way of 2.7.0 is gone.
        Assert.Equal(HttpStatusCode.NotFound, (await client.Get($"/v2/collective-identifiers/{collective[0]}/invoices")).Status);
    }

    [Fact]
    public async Task A_collective_identifier_has_two_invoices_at_least_each_once_and_as_many_as_test_data_say()
    {
        var nip = await client.SignInAsNewCompany();
        string[] numbers = [await Accepted(nip, "FV/1"), await Accepted(nip, "FV/2"), await Accepted(nip, "FV/3")];
        async Task<int?> Code(params string[] of) => (await Collect(of)).ErrorCode;
        async Task<int> Most() => (await client.Get("/v2/limits/context")).Json["collectiveIdentifier"]!["maxInvoices"]!.GetValue<int>();
        async Task<int?> Set(int? most)
        {
            var session = new { maxInvoiceSizeInMB = 1, maxInvoiceWithAttachmentSizeInMB = 3, maxInvoices = 10 };
            var answer = await client.Post("/v2/testdata/limits/context/session", most is null ? new { onlineSession = session, batchSession = session }
                : new { onlineSession = session, batchSession = session, collectiveIdentifier = new { maxInvoices = most } });
            return answer.Status == HttpStatusCode.OK ? null : answer.ErrorCode;
        }
        Assert.Equal(500, await Most());
        Assert.Equal(21405, await Code(numbers[0]));
        Assert.Equal(71005, await Code(numbers[0], numbers[1], numbers[0]));
        Assert.Null(await Set(2));
        Assert.Equal(2, await Most());
        Assert.Equal(21405, await Code(numbers));
        // A client of 2.7.0 says nothing of it, and changes nothing.
        Assert.Null(await Set(null));
        Assert.Equal(2, await Most());
        Assert.Equal(21405, await Set(5001));
        await client.Send(HttpMethod.Delete, "/v2/testdata/limits/context/session");
        Assert.Equal(500, await Most());
        Assert.Equal(HttpStatusCode.Created, (await Collect(numbers)).Status);
    }

    [Theory]
    [InlineData(null, "Zip")]
    [InlineData("Zip", "Zip")]
    [InlineData("TarGz", "TarGz")]
    public async Task The_status_of_an_export_says_how_its_package_is_packed(string? asked, string told)
    {
        await client.SignInAsNewCompany();
        var ordered = await client.Post("/v2/invoices/exports", new
        {
            encryption = await client.Encryption(),
            compressionType = asked,
            filters = new { subjectType = "Subject1", dateRange = new { dateType = "Invoicing", from = Noon } },
        });
        LocalKsefAnswer status;
        while ((status = await client.Get($"/v2/invoices/exports/{Text(ordered.Json["referenceNumber"])}")).StatusCode == 100)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(told, Text(status.Json["package"]!["compressionType"]));
    }

    [Fact]
    public async Task Closing_is_counted_apart_from_opening_and_test_data_do_not_change_it()
    {
        await using var server = await LocalKsefServer.StartAsync(Options with { RateLimits = RateLimitProfile.Production });
        using var guest = new LocalKsefClient(server);
        await guest.Manage(HttpMethod.Put, "/clock", new { now = "2026-02-02T09:00:00Z", frozen = true });
        await guest.SignInAsNewCompany();
        var encryption = await guest.Encryption();
        var sessions = new List<string>();
        async Task<LocalKsefAnswer> Open() => await guest.Post("/v2/sessions/online", new { formCode = LocalKsefForms.CodeOf("FA (3)"), encryption });
        for (var i = 0; i < 10; i++) sessions.Add(Text((await Open()).Json["referenceNumber"]));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Open()).Status);
        foreach (var session in sessions) Assert.Equal(HttpStatusCode.NoContent, (await guest.Post($"/v2/sessions/online/{session}/close")).Status);
        for (var i = 0; i < 10; i++) Assert.Equal(21180, (await guest.Post($"/v2/sessions/online/{sessions[0]}/close")).ErrorCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guest.Post($"/v2/sessions/online/{sessions[0]}/close")).Status);

        var limits = (await guest.Get("/v2/rate-limits")).Json.AsObject();
        Assert.Equal("""{"perSecond":20,"perMinute":60,"perHour":240}""", limits["onlineSessionClose"]!.ToJsonString());
        Assert.Equal("""{"perSecond":20,"perMinute":40,"perHour":120}""", limits["batchSessionClose"]!.ToJsonString());
        Assert.Equal("""{"perSecond":20,"perMinute":120,"perHour":240}""", limits["collectiveIdentifier"]!.ToJsonString());
        Assert.Equal((60, -1), (limits["anonymous"]!["perSecond"]!.GetValue<int>(), limits["global"]!["perHour"]!.GetValue<int>()));
        var one = new { perSecond = 1, perMinute = 1, perHour = 1 };
        Assert.Equal(HttpStatusCode.OK, (await guest.Post("/v2/testdata/rate-limits", new
        {
            rateLimits = new { onlineSession = one, onlineSessionClose = one, batchSessionClose = one, anonymous = one, global = one },
        })).Status);
        var changed = (await guest.Get("/v2/rate-limits")).Json.AsObject();
        Assert.Equal(["onlineSession"], changed.Where(group => !JsonNode.DeepEquals(group.Value, limits[group.Key])).Select(group => group.Key));
    }

    public static TheoryData<string, string, string> WrongNumbers => new()
    {
        { "the seller", "", "" },
        { "the buyer", "<Podmiot2><DaneIdentyfikacyjne><NIP>5265877635<", "<Podmiot2><DaneIdentyfikacyjne><NIP>5265877636<" },
        { "another party", "</Podmiot2>", "</Podmiot2>" + Third("<NIP>5265877636</NIP>") },
        { "a unit of another party", "</Podmiot2>", "</Podmiot2>" + Third("<IDWew>5265877636-12345</IDWew>") },
        { "who is authorized", "<Fa>", "<PodmiotUpowazniony><DaneIdentyfikacyjne><NIP>5265877636</NIP><Nazwa>Biuro</Nazwa></DaneIdentyfikacyjne>"
            + "<Adres><KodKraju>PL</KodKraju><AdresL1>ul. Piórkowa 3, 00-001 Warszawa</AdresL1></Adres><RolaPU>2</RolaPU></PodmiotUpowazniony><Fa>" },
    };

    [Theory]
    [MemberData(nameof(WrongNumbers))]
    public async Task A_wrong_check_digit_is_refused_in_a_session_that_asks_for_it_and_by_a_server_that_does_as_production(string whose, string part, string other)
    {
        await using var strict = await LocalKsefServer.StartAsync(Options with { ChecksIdentifiers = true });
        using var guest = new LocalKsefClient(strict);
        Assert.Equal(200, await Outcome(client, feature: null, whose, part, other));
        Assert.Equal(200, await Outcome(client, "upo-v4-3", whose, part, other));
        Assert.Equal(450, await Outcome(client, "subject-identifier-validation", whose, part, other));
        Assert.Equal(450, await Outcome(guest, feature: null, whose, part, other));
        Assert.Equal(200, await Outcome(guest, feature: null, "nobody", "", ""));
    }

    [Fact]
    public async Task A_wrong_check_digit_is_refused_in_a_package_that_asks_for_it()
    {
        var nip = await SignInWithWrongNip(client);
        var (session, parts) = await client.OpenBatch(LocalKsefPackages.Zip([LocalKsefInvoices.Fa3(nip, "FV/1", Today)]), 1, "Zip",
            headers: ("X-KSeF-Feature", "subject-identifier-validation"));
        await client.Upload(parts[0].Url, parts[0].Content);
        await client.Post($"/v2/sessions/batch/{session}/close");
        Assert.Equal(445, (await client.BatchOutcome(session))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(1, (await client.BatchOutcome(await client.SendBatch(LocalKsefPackages.Zip([LocalKsefInvoices.Fa3(nip, "FV/1", Today)]), 1, "Zip")))
            ["successfulInvoiceCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Entities_and_middlemen_may_be_given_the_right_to_collective_identifiers()
    {
        var nip = await client.SignInAsNewCompany();
        var (office, person) = (LocalKsefClient.NewNip(), new { subjectDetailsType = "PersonByIdentifier", personById = new { firstName = "Jan", lastName = "Próbny" } });
        async Task<int?> Given(string path, object request) =>
            (await client.Get($"/v2/permissions/operations/{Text((await client.Post(path, request)).Json["referenceNumber"])}")).StatusCode;
        Assert.Equal(200, await Given("/v2/permissions/entities/grants", new
        {
            subjectIdentifier = new { type = "Nip", value = office },
            permissions = new[] { new { type = "CollectiveIdentifierManage", canDelegate = true } },
            description = "Płatności",
            subjectDetails = new { fullName = "Biuro" },
        }));
        using var ofOffice = LocalKsefSigner.Person("TINPL-" + office, Noon);
        await client.SignIn(ofOffice, office);
        var clerk = LocalKsefClient.NewNip();
        Assert.Equal(200, await Given("/v2/permissions/indirect/grants", new
        {
            subjectIdentifier = new { type = "Nip", value = clerk },
            targetIdentifier = new { type = "Nip", value = nip },
            permissions = new[] { "CollectiveIdentifierManage" },
            description = "Płatności",
            subjectDetails = person,
        }));
        using var ofClerk = LocalKsefSigner.Person("TINPL-" + clerk, Noon);
        await client.SignIn(ofClerk, nip);
        Assert.Equal(HttpStatusCode.OK, (await client.Post("/v2/collective-identifiers/query", new { dateCreatedFrom = Noon, dateCreatedTo = Noon })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.Post("/v2/invoices/query/metadata", new { })).Status);
    }

    private static string Third(string number) => $"<Podmiot3><DaneIdentyfikacyjne>{number}<Nazwa>Oddział</Nazwa></DaneIdentyfikacyjne>"
        + "<Adres><KodKraju>PL</KodKraju><AdresL1>ul. Stalówki 4, 00-002 Warszawa</AdresL1></Adres><Rola>8</Rola></Podmiot3>";

    private static async Task<int> Outcome(LocalKsefClient sender, string? feature, string whose, string part, string other)
    {
        var nip = whose == "the seller" ? await SignInWithWrongNip(sender) : await sender.SignInAsNewCompany();
        var file = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
        if (part.Length > 0) file = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(file).Replace(part, other, StringComparison.Ordinal));
        var opened = await sender.Send(HttpMethod.Post, "/v2/sessions/online", new { formCode = LocalKsefForms.CodeOf("FA (3)"), encryption = await sender.Encryption() },
            headers: feature is null ? [] : [("X-KSeF-Feature", feature)]);
        var session = Text(opened.Json["referenceNumber"]);
        var outcome = await sender.Outcome(session, await sender.SendInvoice(session, file));
        var status = outcome["status"]!;
        if (status["code"]!.GetValue<int>() == 450) Assert.Contains("kontroln", status["details"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        return status["code"]!.GetValue<int>();
    }

    /// <summary>As on TEST, whose files are full of such numbers.</summary>
    private static async Task<string> SignInWithWrongNip(LocalKsefClient sender)
    {
        var right = LocalKsefClient.NewNip();
        var nip = $"{right[..9]}{(right[9] - '0' + 1) % 10}";
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, Noon);
        await sender.SignIn(certificate, nip);
        return nip;
    }

    private async Task<string> Accepted(string nip, string number) => Text((await client.SendAndWait(LocalKsefInvoices.Fa3(nip, number, Today)))["ksefNumber"]);

    private Task<LocalKsefAnswer> Collect(params string[] numbers) =>
        client.Post("/v2/collective-identifiers", new { invoices = numbers.Select(ksefNumber => new { ksefNumber }) });

    private async Task<string> Collected(params string[] numbers) => Text((await Collect(numbers)).Json["collectiveIdentifierNumber"]);

    private Task<LocalKsefAnswer> Invoices(string[] collectiveIdentifierNumbers, string query = "") =>
        client.Post($"/v2/collective-identifiers/invoices{query}", new { collectiveIdentifierNumbers });

    private static string Text(JsonNode? value) => value!.GetValue<string>();
}
