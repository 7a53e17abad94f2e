using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Several people in one company, and one person in many companies.</summary>
public class SeveralPeopleTests
{
    private const int CompanyCount = 50;

    [Fact]
    public async Task Two_who_issue_at_once_get_two_numbers_and_two_invoices_each_with_its_own_name()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var (anna, jan) = (house.Account("Anna Nowak", Role.Issuer), house.Account("Jan Lis", Role.Issuer));
        using var one = await Writer.AtAsync(house, anna);
        using var other = await Writer.AtAsync(house, jan);
        Assert.Equal(HttpStatusCode.Created, (await one.SaveAsync("draft-anna", "Kałamarz")).Status);
        Assert.Equal(HttpStatusCode.Created, (await other.SaveAsync("draft-jan", "Pióro")).Status);

        var issued = await Task.WhenAll(one.IssueAsync("draft-anna"), other.IssueAsync("draft-jan"), one.IssueAsync("draft-anna"), other.IssueAsync("draft-jan"));

        Assert.All(issued, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(["FV/1/12/2026", "FV/2/12/2026"], house.Stage.Ledger.List().Select(invoice => invoice.Number).Order());
        foreach (var (account, draft) in new[] { (anna, "draft-anna"), (jan, "draft-jan") })
        {
            var invoice = house.Stage.Ledger.List().Single(one => one.Id == house.Office.Drafts.Find(house.Company, draft)!.Invoice);
            Assert.Equal($"account:{account.Id}", house.Stage.Ledger.History(invoice)[0].By.Text);
        }
    }

    [Fact]
    public async Task What_one_changes_while_another_has_it_open_is_said_to_the_other_and_not_overwritten()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var one = await Writer.AtAsync(house, house.Account("Anna Nowak", Role.Issuer));
        using var other = await Writer.AtAsync(house, house.Account("Jan Lis", Role.Issuer));
        await one.SaveAsync("draft-0001", "Kałamarz");
        Assert.Equal(HttpStatusCode.OK, (await other.SaveAsync("draft-0001", "Pióro", over: 1)).Status);

        var (status, said) = await one.SaveAsync("draft-0001", "Tusz", over: 1);

        Assert.Equal((HttpStatusCode.PreconditionFailed, "INK-SHELF-002"), (status, (string?)said!["code"]));
        Assert.Contains("Pióro", house.Office.Drafts.Find(house.Company, "draft-0001")!.Content.Text);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await one.IssueAsync("draft-0001")).Status); // Nor is what she has not seen issued.
        Assert.Empty(house.Stage.Ledger.List());
    }

    [Fact]
    public async Task Whoever_keeps_the_books_of_fifty_companies_sees_first_those_that_need_something_and_finds_each()
    {
        await using var house = await WebHouse.OpenAsync();
        var maria = house.Account("Maria Wrona", role: null);
        var added = house.Office.Companies.Add([.. SharedWork.Nips().Where(nip => nip != house.Company.Nip).Take(CompanyCount)
            .Select((nip, place) => house.Company with { Nip = nip, Name = $"Firma {place + 1:00}" })]);
        foreach (var company in added) house.Office.Members.Let(maria.Id, company, Role.Accountant);
        foreach (var place in new[] { 17, 42 }) await WebStory.RefusedAsync(house.Stage, added[place - 1], house.Stage.Draft());
        using var visitor = house.Visitor(maria);

        var page = await visitor.FollowAsync("/");
        var names = Names(page);
        Assert.Equal((CompanyCount, "Firma 17", "Firma 42", "Firma 01"), (names.Length, names[0], names[1], names[2]));
        Assert.Contains("odrzucone: 2", page.Words(".lead"));
        Assert.Equal(["Firma 07"], Names(await visitor.GetAsync("/companies?q=firma 07")));
        Assert.Equal(["Firma 23"], Names(await visitor.GetAsync($"/companies?q={Inkaust.Web.Shape.Shown.Nip(added[22].Nip)}")));
        Assert.Contains("Żadna firma nie pasuje do „Żuraw”.", (await visitor.GetAsync("/companies?q=Żuraw")).Words("main"));
        Assert.True(page.Text.Length < 100_000, $"{page.Text.Length} characters");
        Assert.Equal(names, Names(await visitor.GetAsync("/companies")));
        // The company is left by the same door.
        Assert.Equal("/companies", (await visitor.GetAsync($"/c/{added[16].Id}")).Find("nav.rail a.company")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Whoever_gets_a_NIP_after_somebody_who_removed_it_sees_nothing_that_was_written_there()
    {
        await using var house = await WebHouse.OpenAsync();
        var (anna, jan) = (house.Account(role: null), house.Account("Jan Lis", role: null));
        var company = house.Office.SetUpCompany.Begin(anna.Id, "6712345098", "Papiernia", "ul. Długa 5, 31-147 Kraków", house.Company.Environment);
        house.Office.Drafts.Save(company, "draft-0001", null, DraftContent.Of(house.Stage.Draft()).WithoutNumber());
        house.Office.Series.Save(company, new Series("main", "Faktury", "A/{n}/{mm}/{yyyy}", BeginsAnew.Month), 7, new DateOnly(2026, 12, 9));
        using var owner = house.Visitor(anna);
        await owner.SubmitAsync(await owner.GetAsync($"/c/{company.Id}/buyers/new"), "form.form", ("name", "Księgarnia"), ("nip", "5260001246"));
        Assert.Single(house.Office.Buyers.Search(company, ""));
        await owner.SubmitAsync(await owner.GetAsync($"/c/{company.Id}/settings/remove"), "main form", ("nip", "6712345098"));

        var next = house.Office.SetUpCompany.Begin(jan.Id, "6712345098", "Papiernia", "ul. Długa 5, 31-147 Kraków", house.Company.Environment);
        Assert.Equal(company.Id, next.Id); // The key is free, and somebody else's now.
        Assert.Empty(house.Office.Drafts.Of(next));
        Assert.Empty(house.Office.Buyers.Search(next, ""));
        Assert.Null(house.Office.Drafts.Find(next, "draft-0001"));
        Assert.Equal("FV/1/12/2026", house.Office.Series.Next(next, house.Office.Series.Of(next)[0], new DateOnly(2026, 12, 9)));
    }

    private static string[] Names(SeenPage page) => [.. page.Document.QuerySelectorAll("tbody b").Select(one => one.TextContent)];

    /// <summary>Somebody who writes in the editor, by what it asks of the API.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly Visitor visitor;
        private readonly string root, token;

        private Writer(Visitor visitor, string root, string token) => (this.visitor, this.root, this.token) = (visitor, root, token);

        public static async Task<Writer> AtAsync(WebHouse house, Account account)
        {
            var visitor = house.Visitor(account);
            var page = await visitor.GetAsync($"/c/{house.Company.Id}/buyers/new");
            return new Writer(visitor, $"/api/v1/companies/{house.Company.Id}/drafts", page.Find("input[name=token]")!.GetAttribute("value")!);
        }

        public Task<(HttpStatusCode Status, JsonNode? Said)> SaveAsync(string id, string line, long? over = null) => AskAsync(
            over is null ? HttpMethod.Post : HttpMethod.Put, over is null ? "" : $"/{id}", new JsonObject
            {
                ["id"] = id,
                ["draft"] = JsonNode.Parse($$"""{"buyer":{"name":"Zofia Żółć"},"lines":[{"name":"{{line}}","quantity":1,"unit":"szt.","price":100,"rate":"23"}]}"""),
            }, over);

        public Task<(HttpStatusCode Status, JsonNode? Said)> IssueAsync(string id) => AskAsync(HttpMethod.Post, $"/{id}/issue", new JsonObject { ["version"] = 1 });

        public void Dispose() => visitor.Dispose();

        private async Task<(HttpStatusCode Status, JsonNode? Said)> AskAsync(HttpMethod method, string path, JsonObject body, long? over = null)
        {
            using var request = new HttpRequestMessage(method, root + path) { Content = JsonContent.Create(body) };
            request.Headers.Add("X-Inkaust-Token", token);
            if (over is { } version) request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            var answer = await visitor.SendAsync(request);
            return (answer.Status, answer.Text.Length == 0 ? null : JsonNode.Parse(answer.Text));
        }
    }
}

[OnPostgres]
public sealed class SeveralPeopleOnPostgresTests : SeveralPeopleTests;
