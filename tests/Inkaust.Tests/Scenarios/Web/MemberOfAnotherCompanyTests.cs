using System.Net;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>
/// What the owner of one company can do with the keys of everything that another one has: in every address, query, form and body of every route, by cookie and by
/// an API key. He sees nothing of it and changes nothing.
/// </summary>
public sealed class MemberOfAnotherCompanyTests
{
    // Stands in everything that the other company has.
    private const string Mark = "Tajemnica";

    // What the program itself changes while the test runs: sending, looking, telling.
    private static readonly string[] ChangedByTheProgram =
        ["event", "event_letter", "event_order", "event_seen", "invoice", "inbox_mark", "inbox_package", "lease", "package", "renewal", "rights", "session", "webhook", "webhook_attempt", "webhook_delivery", "ksef_token"];

    // Where routes read keys by name and not by the signature of their handlers.
    private static readonly string[] Fields =
        ["id", "draft", "invoice", "account", "to", "key", "show", "company", "series", "email", "event", "up-to", "link", "number", "before", "after", "externalId", "q", "left"];

    [Fact]
    public async Task Whoever_holds_the_keys_of_another_company_sees_and_changes_nothing_of_it()
    {
        // With a mail server nobody is shown letters of others.
        await using var house = await WebHouse.OpenAsync(ready: true, change: settings => settings with { Mail = new MailSettings("127.0.0.1", 9, MailSecurity.None, "inkaust@example.com", "", "") });
        house.Account("Piotr Pierwszy", role: null); // Whoever is first runs the installation, and may see more.
        var victim = house.Account("Tadeusz Tajny", role: null);
        var other = house.Office.Companies.For(Who.Account(victim.Id.Text)).Add(
            new Company(Nip.Parse("7740001454"), $"{Mark} sp. z o.o.", $"ul. {Mark} 1, 00-001 Warszawa", house.Company.Environment));
        house.Office.Members.Let(victim.Id, other, Role.Owner);
        var keys = await FillAsync(house, other, victim);
        var owner = house.Account();
        var (key, otherKey) = (house.Office.ApiKeys.Make(house.Company, "k", ApiRightsWords.All).Text, house.Office.ApiKeys.Make(other, "k", ApiRightsWords.All).Text);
        var before = RowsOf(house, other);
        Assert.True(before.Count > 15, $"only {before.Count} tables hold something of it");
        List<string> faults = [];
        var count = 0;
        foreach (var route in WebRoute.Of(house))
        {
            house.Office.Members.Let(owner.Id, house.Company, Role.Owner);
            using var byCookie = house.Visitor(owner);
            var token = (await byCookie.GetAsync("/look")).Find("input[name=token]")!.GetAttribute("value")!;
            foreach (var request in Requests(house, other, route, keys))
            {
                var byKey = route.IsForPrograms && count++ % 2 == 0;
                if (byKey) request.Headers.Authorization = new("Bearer", key);
                else if (route.Changes) request.Headers.Add("X-Inkaust-Token", token);
                using var program = byKey ? house.Visitor() : null;
                var answer = await (program ?? byCookie).SendAsync(request);
                if (answer.Text.Contains(Mark, StringComparison.OrdinalIgnoreCase)) faults.Add($"{route} shows it: {request.RequestUri}");
                if (answer.Status >= HttpStatusCode.InternalServerError && answer.Status != HttpStatusCode.BadGateway) faults.Add($"{route}: {answer.Status} {request.RequestUri}");
            }
        }
        var after = RowsOf(house, other);
        faults.AddRange(before.Keys.Union(after.Keys).Where(table => before.GetValueOrDefault(table) != after.GetValueOrDefault(table)).Select(table => $"{table} of the other company has changed"));
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)) + $"\n{faults.Count}");
        Assert.Null(house.Office.Members.Of(owner.Id, other.Id));
        // What the other one calls an invoice, and a key under which it asked, are free here.
        Assert.Equal((HttpStatusCode.Created, "A/1"), await IssueAsync(house, key, "A/1"));
        Assert.Equal((HttpStatusCode.Created, $"{Mark}/5"), await IssueAsync(house, otherKey, $"{Mark}/5"));
        Assert.Equal("A/1", house.Office.LookIntoLedger.CalledByAnother(house.Company, "order-1")!.Number);
        Assert.EndsWith(Mark, Assert.Single(house.Office.Webhooks.Of(other)).Url.AbsolutePath);
    }

    // Two companies, one key and one name.
    private static async Task<(HttpStatusCode Status, string Number)> IssueAsync(WebHouse house, string key, string number)
    {
        using var program = house.Visitor();
        var company = house.Office.ApiKeys.CompaniesOf(house.Office.ApiKeys.Find(key)!).Single().Company;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/companies/{company.Id}/invoices")
        {
            Headers = { Authorization = new("Bearer", key) },
            Content = new StringContent(
                $$"""{"draft":{"number":"{{number}}","buyer":{"name":"Zofia Żółć"},"lines":[{"name":"Kałamarz","quantity":1,"unit":"szt.","price":100,"rate":"23"}]},"mode":"offline24","externalId":"order-1"}""",
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "key-1");
        var answer = await program.SendAsync(request);
        return (answer.Status, System.Text.Json.Nodes.JsonNode.Parse(answer.Text)?["number"]?.GetValue<string>() ?? answer.Text);
    }

    private static IEnumerable<HttpRequestMessage> Requests(WebHouse house, Company other, WebRoute route, IReadOnlyList<string> keys)
    {
        var inPath = route.InPath.Where(one => one != "company").ToList();
        var end = route.Pattern.EndsWith("/stream", StringComparison.Ordinal) ? "seconds=0&" : "";
        foreach (var key in keys)
        {
            var query = end + string.Join('&', Fields.Select(name => $"{name}={Uri.EscapeDataString(key)}"));
            if (inPath.Count > 0) yield return Request(route, route.With(name => name == "company" ? house.Company.Id.Text : name == "file" ? "xml" : key) + "?" + end, key);
            else yield return Request(route, route.With(_ => house.Company.Id.Text) + "?" + query, key);
        }
        // The whole of it, by its key and by its NIP.
        if (!route.InPath.Contains("company")) yield break;
        foreach (var company in new[] { other.Id.Text, other.Nip.ToString() })
            yield return Request(route, route.With(name => name == "company" ? company : name == "file" ? "xml" : keys[0]) + "?" + end, keys[0]);
    }

    private static HttpRequestMessage Request(WebRoute route, string address, string key)
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method), address);
        if (!route.Changes) return request;
        var fields = Fields.Concat(route.Form).Distinct().ToList();
        request.Content = route.IsForPrograms
            ? new StringContent($"{{{string.Join(',', fields.Where(one => one is not ("draft" or "version")).Select(one => $"\"{one}\":{System.Text.Json.JsonSerializer.Serialize(key)}"))},\"draft\":{{}},\"version\":1}}", Encoding.UTF8, "application/json")
            : new FormUrlEncodedContent(fields.Select(one => KeyValuePair.Create(one, key)));
        if (route.IsForPrograms) request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        return request;
    }

    private static async Task<IReadOnlyList<string>> FillAsync(WebHouse house, Company other, Account victim)
    {
        var (office, stage) = (house.Office, house.Stage);
        foreach (var kind in new[] { CertificateKind.Authentication, CertificateKind.Offline }) await office.EnrolCertificate.ForAsync(other, kind, Stage.Stop);
        InvoiceDraft Draft(string number) => stage.Draft(number) with { Buyer = new Party { Name = $"{Mark} kupująca" } };
        var accepted = (await office.IssueAndSend.DraftAsync(other.Reference, Draft($"{Mark}/1"), ModeWish.Online, Stage.Stop)).Invoice;
        var refused = await WebStory.RefusedAsync(stage, other, Draft($"{Mark}/2"), Mark);
        using (var seller = new LocalKsefClient(stage.Server))
            await ReceivedFiles.SendAsync(seller, [ReceivedFiles.Of(await seller.SignInAsNewCompany(), $"{Mark}/3", $"{other.Nip}", line: Mark)]);
        await office.SyncInbox.OnceAsync(other, stop: Stage.Stop);
        var received = office.FindReceived.Of(other, new ReceivedFilter()).Invoices[0];
        office.Drafts.Save(other, "draft-tajny-1", null, DraftContent.Of(Draft($"{Mark}/4")));
        office.Buyers.Save(other, new Party { Name = $"{Mark} kupująca" });
        office.Series.Save(other, new Series("tajna", Mark, "T/{n}", BeginsAnew.Never), null, new DateOnly(2026, 12, 9));
        var webhook = office.Webhooks.Add(other, $"https://example.com/{Mark}", ["invoice.accepted"], new OutboundAddresses(true)).Webhook;
        var delivery = office.WebhookDeliveries.Test(other, webhook.Id)!;
        var apiKey = office.ApiKeys.Make(other, Mark, ApiRightsWords.All).Key;
        var thread = office.Consult.Ask(other, victim, Partner.Accountant, Mark, accepted.Id, new NewMessage(Mark, [new NewFile($"{Mark}.txt", Encoding.UTF8.GetBytes(Mark))]));
        office.Invitations.Invite(other, victim, "tajny@example.com", Role.Owner, secret => new Uri($"https://example.com/{secret}"));
        office.CompanyLooks.Keep(other, new CompanyLook { Footer = Mark });
        office.KsefClaims.Say(other, false, Mark, stage.Clock.GetUtcNow().AddHours(1));
        office.CalendarFeeds.Make(other, victim.Id);
        return
        [
            $"{accepted.Id}", $"{refused.Id}", ((InvoiceState.Accepted)accepted.State).KsefNumber.ToString(), accepted.Hash.Base64Url, received.KsefNumber, $"{received.Id}", "draft-tajny-1",
            $"{office.Buyers.Search(other, "")[0].Id}", "tajna", webhook.Id, $"{delivery.Id}", apiKey.Id, $"{thread}", $"{office.Invitations.Of(other)[0].Id}", victim.Id.Text,
            $"{office.Consult.Read(other, victim.Id, thread)!.Messages[0].Files[0].Id}", $"rejected:{refused.Id}", other.Id.Text, other.Nip.ToString(),
        ];
    }

    // What stands of a company in each table that says whose its rows are, as one hash.
    private static Dictionary<string, string> RowsOf(WebHouse house, Company company)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(house.Stage.Store, "inkaust.db")};Mode=ReadOnly");
        connection.Open();
        List<string> Column(string sql)
        {
            using var command = connection.CreateCommand();
            (command.CommandText, var rows) = (sql, new List<string>());
            command.Parameters.AddWithValue("@Company", company.Id.Text);
            using var reader = command.ExecuteReader();
            while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(place => reader.GetValue(place) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(place)}")));
            return rows;
        }
        var tables = Column("SELECT name FROM sqlite_master WHERE type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(sqlite_master.name) WHERE name = 'company')");
        return tables.Except(ChangedByTheProgram).Select(table => (table, Rows: Column($"SELECT * FROM {table} WHERE company = @Company"))).Where(one => one.Rows.Count > 0)
            .ToDictionary(one => one.table, one => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', one.Rows.Order(StringComparer.Ordinal))))));
    }
}
