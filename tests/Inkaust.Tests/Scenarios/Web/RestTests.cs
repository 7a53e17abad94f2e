using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Other programs issue, look and fetch by keys; the same wish issues once.</summary>
public sealed class RestTests
{
    private const string Draft = """{"number":"FV/7/2026","buyer":{"name":"Zofia Żółć"},"lines":[{"name":"Kałamarz","quantity":1,"unit":"szt.","price":100,"rate":"23"}]}""";

    [Fact]
    public async Task A_program_issues_waits_for_the_number_and_fetches_every_document()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var program = new Program(house, ApiRights.Read | ApiRights.Issue);
        var (status, issued) = await program.PostAsync("invoices", $$"""{"draft":{{Draft}},"mode":"auto","externalId":"shop-1"}""", ("Prefer", "wait=30"));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("FV/7/2026", "online", "accepted", "shop-1"), (Text(issued, "number"), Text(issued, "mode"), Text(issued, "state"), Text(issued, "externalId")));
        Assert.Equal(35, Text(issued, "ksefNumber").Length);
        var id = issued["id"]!.GetValue<long>();
        Assert.Equal(JsonValue.Create("accepted").ToJsonString(), (await program.GetAsync($"invoices/{Text(issued, "ksefNumber")}"))["state"]!.ToJsonString());
        Assert.Equal(house.Office.LookIntoLedger.XmlOf(house.Company, house.Office.LookIntoLedger.At(house.Company, id)!).ToArray(), await program.BytesAsync($"invoices/{id}/xml"));
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(await program.BytesAsync($"invoices/{id}/pdf"), 0, 5));
        Assert.Contains("FV/7/2026", Encoding.UTF8.GetString(await program.BytesAsync($"invoices/{id}/html")));
        Assert.Contains("Potwierdzenie", Encoding.UTF8.GetString(await program.BytesAsync($"invoices/{id}/upo", ("Prefer", "wait=30"))));
        Assert.Contains("/invoice/", Text((await program.GetAsync($"invoices/{id}/codes"))[0]!, "link"));
        Assert.Equal("issued", Text((await program.GetAsync($"invoices/{id}/timeline"))["history"]![0]!, "state"));
        Assert.Equal(id, (await program.GetAsync("invoices?externalId=shop-1"))["items"]![0]!["id"]!.GetValue<long>());
        Assert.NotNull(house.Office.ApiKeys.Of(house.Company)[0].UsedAt);
    }

    [Fact]
    public async Task The_same_wish_issues_once_however_often_and_however_many_at_once_it_is_sent()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var program = new Program(house, ApiRights.Read | ApiRights.Issue);
        var body = $$"""{"draft":{{Draft}},"mode":"offline24"}""";
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => program.PostAsync("invoices", body, ("Idempotency-Key", "order-17"))));
        Assert.All(all, one => Assert.True(one.Status == HttpStatusCode.Created, one.Answer.ToJsonString()));
        Assert.Single(all.Select(one => one.Answer["id"]!.GetValue<long>()).Distinct());
        Assert.Single(house.Office.Ledger.Of(house.Company).List());
        var (status, other) = await program.PostAsync("invoices", body.Replace("Kałamarz", "Pióro"), ("Idempotency-Key", "order-17"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INK-ISSUE-004"), (status, Text(other, "code")));
        // Without a number it gets that of the series, and asking again finds it.
        var unnumbered = body.Replace("\"number\":\"FV/7/2026\",", "");
        var twice = new[] { await program.PostAsync("invoices", unnumbered, ("Idempotency-Key", "order-18")), await program.PostAsync("invoices", unnumbered, ("Idempotency-Key", "order-18")) };
        Assert.Equal(["FV/1/12/2026"], twice.Select(one => Text(one.Answer, "number")).Distinct());
        Assert.Equal("INK-ISSUE-004", Text((await program.PostAsync("invoices", unnumbered.Replace("100", "101"), ("Idempotency-Key", "order-18"))).Answer, "code"));
        // What another program calls an invoice is a key too.
        var called = body.Replace("FV/7/", "FV/8/").Insert(1, "\"externalId\":\"A-1\",");
        Assert.Equal(Text((await program.PostAsync("invoices", called)).Answer, "number"), Text((await program.PostAsync("invoices", called)).Answer, "number"));
        var again = await program.PostAsync("invoices", called.Replace("FV/8/", "FV/9/"), ("Idempotency-Key", "order-19"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INK-ISSUE-005"), (again.Status, Text(again.Answer, "code")));
        Assert.Equal(3, house.Office.Ledger.Of(house.Company).List().Count);
    }

    [Fact]
    public async Task A_finished_file_is_issued_byte_for_byte_and_lists_are_read_on_by_a_cursor()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var program = new Program(house, ApiRights.Read | ApiRights.Issue);
        var xml = (await house.Office.IssueInvoice.PreviewAsync(house.Company, house.Stage.Draft("FV/1/2026"), Ksef.Modes.ModeWish.Offline, Stage.Stop)).File.ToArray();
        using var content = new ByteArrayContent(xml) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml") } };
        var (status, issued) = await program.SendAsync(HttpMethod.Post, "invoices?mode=offline24", content);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(xml, await program.BytesAsync($"invoices/{issued["id"]}/xml"));
        for (var i = 2; i <= 5; i++) await program.PostAsync("invoices", $$"""{"draft":{{Draft.Replace("FV/7/", $"FV/{i}/")}},"mode":"offline24"}""");
        List<string> numbers = [];
        for (string? after = ""; after is not null;)
        {
            var page = await program.GetAsync($"invoices?limit=2{(after.Length > 0 ? "&after=" + after : "")}");
            numbers.AddRange(page["items"]!.AsArray().Select(one => Text(one!, "number")));
            after = page["next"]?.GetValue<string>();
        }
        Assert.Equal(["FV/5/2026", "FV/4/2026", "FV/3/2026", "FV/2/2026", "FV/1/2026"], numbers);
        var file = Convert.ToBase64String((await house.Office.IssueInvoice.PreviewAsync(house.Company, house.Stage.Draft("FV/8/2026"), Ksef.Modes.ModeWish.Offline, Stage.Stop)).File.Span);
        var many = await program.PostAsync("invoices/many", $$"""{"drafts":[{{Draft.Replace("FV/7/", "FV/6/")}},{"number":"x"}],"files":["{{file}}","AAAA"],"mode":"offline24"}""");
        Assert.Equal(["issued", "refused", "issued", "refused"], many.Answer["items"]!.AsArray().Select(one => Text(one!, "outcome")));
        Assert.Equal(file, Convert.ToBase64String(await program.BytesAsync($"invoices/{many.Answer["items"]![2]!["invoice"]!["id"]}/xml")));
    }

    [Fact]
    public async Task A_key_lets_in_what_its_rights_say_while_it_is_good()
    {
        await using var house = await WebHouse.OpenAsync();
        using var reader = new Program(house, ApiRights.Read);
        var (status, refused) = await reader.PostAsync("invoices", $$"""{"draft":{{Draft}}}""");
        Assert.Equal((HttpStatusCode.Forbidden, "INK-API-001"), (status, Text(refused, "code")));
        using var stranger = new Program(house, "ink_test_" + new string('0', 64));
        Assert.Equal("INK-API-006", Text(await stranger.GetAsync("invoices", HttpStatusCode.Unauthorized), "code"));
        // A key is no cookie: a page of ours cannot be read by it, and nobody's cookie counts beside it.
        using var owner = house.Visitor(house.Account());
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/companies/{house.Company.Id}/invoices") { Headers = { Authorization = new("Bearer", "nothing") } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await owner.SendAsync(request)).Status);
        var keys = house.Office.ApiKeys;
        var key = keys.Of(house.Company)[0];
        var successor = keys.Replace(house.Company, key.Id, TimeSpan.FromHours(1));
        using var next = new Program(house, successor.Text);
        await reader.GetAsync("invoices");
        await next.GetAsync("invoices");
        ((ShiftedClock)house.Stage.Clock).Jump(TimeSpan.FromHours(2));
        await reader.GetAsync("invoices", HttpStatusCode.Unauthorized);
        keys.Revoke(house.Company, successor.Key.Id);
        await next.GetAsync("invoices", HttpStatusCode.Unauthorized);
        Assert.Equal("INK-API-005", Assert.Throws<RefusedException>(() => keys.Revoke(house.Company, successor.Key.Id)).Findings[0].Code);
    }

    [Fact]
    public async Task A_certificate_is_brought_with_its_key_by_whoever_may_and_another_is_refused_with_its_reason()
    {
        await using var house = await WebHouse.OpenAsync();
        using var program = new Program(house, ApiRights.Read | ApiRights.Certificates);
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using var seal = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Atrament, 2.5.4.97=VATPL-5260001246", key, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(house.Stage.Clock.GetUtcNow().AddDays(-1), house.Stage.Clock.GetUtcNow().AddDays(100));
        string File(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
        var (status, refused) = await program.PostAsync("certificates/import", $$"""{"certificate":"{{File(seal.ExportCertificatePem())}}"}""");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INK-CLI-011"), (status, Text(refused, "code")));
        var sealedKey = File(key.ExportEncryptedPkcs8PrivateKeyPem("hasło", new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000)));
        var body = $$"""{"certificate":"{{File(seal.ExportCertificatePem())}}","key":"{{sealedKey}}","password":"hasło","kind":"seal"}""";
        Assert.Equal("INK-CERT-021", Text((await program.PostAsync("certificates/import", body.Replace("hasło", "zgadnij"))).Answer, "code"));
        (status, var taken) = await program.PostAsync("certificates/import", body);
        Assert.Equal((HttpStatusCode.Created, "seal", "EC"), (status, Text(taken, "kind"), Text(taken, "key")));
        Assert.Equal(Text(taken, "serial"), Text((await program.GetAsync("certificates"))[0]!, "serial"));
        foreach (var wrong in new[] { "{}", """{"certificate":"AAAA","kind":"seals"}""" })
            Assert.Equal("INK-API-008", Text((await program.PostAsync("certificates/import", wrong)).Answer, "code"));
    }

    [Fact]
    public async Task Somebody_makes_replaces_and_revokes_a_key_for_all_his_companies_on_a_page_of_his_account()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = house.Account();
        using var anna = house.Visitor(account);
        Assert.Contains("/account/keys", (await anna.GetAsync("/account")).Text);
        var made = await anna.SubmitAsync(await anna.GetAsync("/account/keys"), "form[action='/account/keys']", ("name", "biuro"), ("right", "read"), ("days", "30"));
        var text = made.Words("code.whole");
        Assert.StartsWith("ink_test_", text);
        using var program = new Program(house, text);
        Assert.Equal(house.Company.Nip.ToString(), Text((await program.GetAsync("/api/v1/companies"))[0]!["company"]!, "nip"));
        var page = await anna.GetAsync("/account/keys");
        Assert.DoesNotContain(text, page.Text);
        var successor = (await anna.SubmitAsync(page, "form[action$='/replace']")).Words("code.whole");
        using var next = new Program(house, successor);
        await program.GetAsync("invoices"); // Both are good for a day.
        ((ShiftedClock)house.Stage.Clock).Jump(TimeSpan.FromDays(2));
        await program.GetAsync("invoices", HttpStatusCode.Unauthorized);
        await next.GetAsync("invoices");
        using var again = house.Visitor(account);
        await again.SubmitAsync(await again.GetAsync("/account/keys"), "form[action$='/revoke']");
        await next.GetAsync("invoices", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_of_an_account_reaches_its_companies_and_never_more_than_the_account_may()
    {
        await using var house = await WebHouse.OpenAsync();
        var reader = house.Account("Rita Czyta", Role.Reader);
        using var program = new Program(house, house.Office.ApiKeys.Make(reader.Id, "biuro", ApiRightsWords.All).Text);
        Assert.Equal(["read"], (await program.GetAsync("/api/v1/companies"))[0]!["scopes"]!.AsArray().Select(one => one!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Forbidden, (await program.PostAsync("invoices", $$"""{"draft":{{Draft}}}""")).Status);
        house.Office.Members.End(reader.Id, house.Company);
        await program.GetAsync("invoices", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Deadlines_are_counted_tasks_limits_and_certificates_shown_and_what_is_not_understood_is_said()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var program = new Program(house, ApiRights.Read | ApiRights.Issue);
        var (_, deadline) = await program.PostAsync("/api/v1/deadlines", """{"mode":"offline24","issueDate":"2026-12-09"}""");
        Assert.Equal("2026-12-10", Text(deadline, "deadline"));
        Assert.Equal("INK-MODE-001", Text((await program.PostAsync("/api/v1/deadlines", """{"mode":"soon","issueDate":"2026-12-09"}""")).Answer, "code"));
        Assert.Equal("INK-API-008", Text((await program.PostAsync("/api/v1/deadlines", """{"mode":"offline24"}""")).Answer, "code"));
        foreach (var list in new[] { "tasks", "limits", "certificates" }) Assert.IsType<JsonArray>(await program.GetAsync(list));
        Assert.NotNull((await program.GetAsync("availability")).AsObject());
        Assert.Equal(house.Company.Name, Text(await program.GetAsync(""), "name"));
        foreach (var wrong in new[] { "{", "[]", """{"draft":7}""", """{"draft":{}}""", "null", new string('[', 5_000) })
        {
            var (status, problem) = await program.PostAsync("invoices", wrong);
            Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, $"{wrong}: {status}");
            Assert.StartsWith("INK-", Text(problem, "code"));
        }
        foreach (var wrong in new[] { "after=x", "state=nowhere", "month=13", "mode=x" })
            Assert.StartsWith("INK-", Text(await program.GetAsync($"invoices?{wrong}", HttpStatusCode.UnprocessableEntity), "code"));
        await program.GetAsync("invoices/999", HttpStatusCode.NotFound);
        await program.GetAsync("invoices/FV%2F1", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_others_sent_is_fetched_sorted_and_verified_and_nobody_watches_any_longer_what_has_come()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var seller = new LocalKsefClient(house.Stage.Server);
        var nip = await seller.SignInAsNewCompany();
        byte[][] files = [.. new[] { "FV/1", "FV/2", "FV/3" }.Select(number => LocalKsefInvoices.Fa3(nip, number, new DateOnly(2026, 12, 1), $"{house.Company.Nip}"))];
        var file = files[0];
        var invoice = Fa3Invoice.Read(file);
        var link = Ksef.VerificationLinks.KodI(house.Company.Environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash).AbsoluteUri;
        house.Office.WatchedInvoices.Watch(house.Company, Ksef.CodeLink.Read(link)!);
        Assert.Contains(house.Office.Tasks.Of(house.Company).Open, one => one.Kind == TaskKind.MissingInKsef);
        await ReceivedFiles.SendAsync(seller, files);
        using var program = new Program(house, ApiRights.Read | ApiRights.Issue);
        var (_, synced) = await program.PostAsync("inbox/sync", "");
        Assert.Equal(3, synced.AsArray().Sum(one => one!["fresh"]!.GetValue<int>()));
        var (first, rest) = (await program.GetAsync("inbox?q=FV&limit=2"), await program.GetAsync("inbox?limit=2"));
        Assert.Equal(first["items"]!.ToJsonString(), rest["items"]!.ToJsonString());
        var last = await program.GetAsync($"inbox?q=FV&limit=2&after={Text(first, "next")}");
        Assert.Equal(last.ToJsonString(), (await program.GetAsync($"inbox?limit=2&after={Text(rest, "next")}")).ToJsonString());
        Assert.Null(last["next"]);
        var all = first["items"]!.AsArray().Concat(last["items"]!.AsArray()).ToList();
        Assert.Equal(["FV/1", "FV/2", "FV/3"], all.Select(one => Text(one!, "number")).Order());
        var received = all.Single(one => Text(one!, "number") == "FV/1")!;
        Assert.Equal(file, await program.BytesAsync($"inbox/{Text(received, "ksefNumber")}/xml"));
        Assert.Equal("for-booking", Text((await program.PostAsync($"inbox/{received["id"]}/state", """{"state":"for-booking"}""")).Answer, "state"));
        Assert.Equal("INK-API-008", Text((await program.PostAsync($"inbox/{received["id"]}/state", """{"state":"lost"}""")).Answer, "code"));
        var verified = (await program.PostAsync("verify", $$"""{"links":["{{link}}"]}""")).Answer["documents"]![0]!["codes"]![0]!;
        Assert.Contains(verified["claims"]!.AsArray(), one => Text(one!, "about") == "ledger" && Text(one!, "en").Contains(Text(received, "ksefNumber")));
        Assert.DoesNotContain(house.Office.Tasks.Of(house.Company).Open, one => one.Kind == TaskKind.MissingInKsef);
    }

    [Fact]
    public async Task The_document_of_the_api_is_as_it_was_and_everything_it_names_is_there()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anybody = house.Visitor();
        var document = await anybody.GetAsync("/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, document.Status);
        GoldenFile.AssertEqual("tests/Inkaust.Tests/Golden/openapi.v1.json", WithoutWords(document.Text) + "\n");
        Assert.StartsWith("3.1", Text(JsonNode.Parse(document.Text)!, "openapi"));
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("/docs/api")).Status);
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("/docs/api/scalar.js")).Status);
        Assert.Equal(("ok", "ok"), ((await anybody.GetAsync("/healthz")).Text, (await anybody.GetAsync("/readyz")).Text));
    }

    // What schemas are said to mean comes from the comments of the sources, as far as the compiler has them at hand; what they are must not change.
    private static string WithoutWords(string document)
    {
        var tree = JsonNode.Parse(document)!;
        Strip(tree["components"]!["schemas"]!);
        return tree.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .ReplaceLineEndings("\n");

        static void Strip(JsonNode? node)
        {
            if (node is JsonObject one)
            {
                if (one["description"] is JsonValue) one.Remove("description");
                foreach (var (_, value) in one.ToList()) Strip(value);
            }
            else if (node is JsonArray all)
            {
                foreach (var value in all) Strip(value);
            }
        }
    }

    private static string Text(JsonNode node, string name) => node[name]?.ToString() ?? "";

    /// <summary>Another program with a key.</summary>
    private sealed class Program : IDisposable
    {
        private readonly HttpClient http;

        public Program(WebHouse house, ApiRights rights) : this(house, house.Office.ApiKeys.Make(house.Company, "shop", rights).Text) { }

        public Program(WebHouse house, string key)
        {
            http = new HttpClient { BaseAddress = new Uri(house.Address, $"/api/v1/companies/{house.Company.Nip}/") };
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }

        public Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string path, string body, params (string Name, string Value)[] headers) =>
            SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), headers);

        public async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(HttpMethod method, string path, HttpContent? content,
            params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, path.Length == 0 ? http.BaseAddress!.AbsolutePath.TrimEnd('/') : path) { Content = content };
            foreach (var (name, value) in headers) request.Headers.Add(name, value);
            using var response = await http.SendAsync(request, Stage.Stop);
            return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>(Stage.Stop))!);
        }

        public async Task<JsonNode> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
        {
            var (status, answer) = await SendAsync(HttpMethod.Get, path, null);
            Assert.True(status == expected, $"{path}: {status} {answer.ToJsonString()}");
            return answer;
        }

        public async Task<byte[]> BytesAsync(string path, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            foreach (var (name, value) in headers) request.Headers.Add(name, value);
            using var response = await http.SendAsync(request, Stage.Stop);
            return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(Stage.Stop);
        }

        public void Dispose() => http.Dispose();
    }
}
