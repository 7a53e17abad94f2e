using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Drafts on the shelf, their numbers, buyers that are remembered, and the API by which the editor reaches them.</summary>
public sealed class DraftsTests
{
    [Fact]
    public async Task An_older_version_is_refused_and_the_newer_content_stays()
    {
        await using var stage = await Stage.BareAsync();
        var shelf = stage.Workplace.Drafts;
        var first = shelf.Save(stage.Company, "draft-0001", null, Content("a"));
        var second = shelf.Save(stage.Company, "draft-0001", first.Version, Content("b"));
        var refused = Assert.Throws<RefusedException>(() => shelf.Save(stage.Company, "draft-0001", first.Version, Content("c")));
        Assert.Equal("INK-SHELF-002", refused.Findings[0].Code);
        Assert.Equal((2L, Content("b").Text), (second.Version, shelf.Find(stage.Company, "draft-0001")!.Content.Text));
        // The answer to a request was lost: the same once more changes nothing and is no conflict.
        Assert.Equal(2, shelf.Save(stage.Company, "draft-0001", first.Version, Content("b")).Version);
    }

    [Fact]
    public async Task What_was_thrown_away_comes_back_and_what_is_half_written_is_kept_as_it_was_typed()
    {
        await using var stage = await Stage.BareAsync();
        var shelf = stage.Workplace.Drafts;
        var typed = DraftContent.Read("""{"buyer":{"nip":"12"},"lines":[{"name":"Kałamarz","price":"dwa"}]}"""u8);
        shelf.Save(stage.Company, "draft-0001", null, typed);
        Assert.True(shelf.Remove(stage.Company, "draft-0001"));
        Assert.Empty(shelf.Of(stage.Company));
        Assert.True(shelf.Restore(stage.Company, "draft-0001"));
        Assert.Equal(typed.Text, shelf.Find(stage.Company, "draft-0001")!.Content.Text);
        Assert.Equal("INK-SHELF-001", Assert.Throws<RefusedException>(() => DraftContent.Read("[]"u8)).Findings[0].Code);
        Assert.Equal("INK-SHELF-005", Assert.Throws<RefusedException>(() => shelf.Save(stage.Company, "../etc", null, typed)).Findings[0].Code);
    }

    [Fact]
    public async Task Fifty_who_take_a_number_at_once_get_fifty_numbers()
    {
        await using var stage = await Stage.BareAsync();
        var (series, day) = (stage.Workplace.Series, new DateOnly(2026, 12, 9));
        var drafts = Enumerable.Range(0, 50).Select(i => $"draft-{i:0000}").ToList();
        foreach (var draft in drafts) stage.Workplace.Drafts.Save(stage.Company, draft, null, Content("a"));
        var taken = await Task.WhenAll(drafts.Select(draft => Task.Run(() => series.Take(stage.Company, draft, Series.Usual, day).Text, Stage.Stop)));
        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"FV/{i}/12/2026").Order(), taken.Order());
        // Whoever asks again for the same draft keeps its number.
        Assert.Equal(taken[7], series.Take(stage.Company, drafts[7], Series.Usual, day).Text);
    }

    [Theory]
    [InlineData("FV/{n}/{mm}/{yyyy}", BeginsAnew.Month, null)]
    [InlineData("{yy}-{n}", BeginsAnew.Year, null)]
    [InlineData("F{n}", BeginsAnew.Never, null)]
    [InlineData("FV/{mm}/{yyyy}", BeginsAnew.Month, "INK-SERIES-001")]
    [InlineData("FV/{n}/{dd}", BeginsAnew.Never, "INK-SERIES-002")]
    [InlineData("FV/{n}/{yyyy}", BeginsAnew.Month, "INK-SERIES-003")]
    [InlineData("FV/{n}", BeginsAnew.Year, "INK-SERIES-003")]
    public async Task A_pattern_that_would_repeat_numbers_is_refused(string pattern, BeginsAnew when, string? code)
    {
        await using var stage = await Stage.BareAsync();
        var series = new Series("main", "Faktury", pattern, when);
        void Save() => stage.Workplace.Series.Save(stage.Company, series, 7, new DateOnly(2026, 12, 9));
        if (code is not null)
        {
            Assert.Equal(code, Assert.Throws<RefusedException>(Save).Findings[0].Code);
            return;
        }
        Save();
        Assert.Equal(series.Number(7, new DateOnly(2026, 12, 9)), stage.Workplace.Series.Next(stage.Company, series, new DateOnly(2026, 12, 9)));
    }

    [Fact]
    public async Task A_new_month_begins_with_one_and_an_invoice_dated_back_goes_on_in_its_own_month()
    {
        await using var stage = await Stage.BareAsync();
        stage.Workplace.Drafts.Save(stage.Company, "draft-0001", null, Content("a"));
        stage.Workplace.Series.Take(stage.Company, "draft-0001", Series.Usual, new DateOnly(2026, 12, 9));
        Assert.Equal("FV/2/12/2026", stage.Workplace.Series.Next(stage.Company, Series.Usual, new DateOnly(2026, 12, 31)));
        Assert.Equal("FV/1/01/2027", stage.Workplace.Series.Next(stage.Company, Series.Usual, new DateOnly(2027, 1, 2)));
        Assert.Equal("FV/1/11/2026", stage.Workplace.Series.Next(stage.Company, Series.Usual, new DateOnly(2026, 11, 30)));
    }

    [Fact]
    public async Task A_draft_becomes_one_invoice_however_often_and_from_wherever_it_is_issued()
    {
        await using var stage = await Stage.ReadyAsync();
        await stage.IssueAsync(ModeWish.Auto, stage.Draft("FV/1/12/2026")); // By the shell, which knows no series.
        stage.Workplace.Drafts.Save(stage.Company, "draft-0001", null, Content("Kałamarz"));
        await using var otherMachine = stage.AnotherInstance();
        var issued = (await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            (i % 2 == 0 ? stage.Workplace : otherMachine).IssueDraft.NowAsync(stage.Company, "draft-0001", 1, ModeWish.Auto, Stage.Stop)))).Select(Issued).ToList();
        Assert.Equal("FV/2/12/2026", Assert.Single(issued.Select(one => one.Invoice.Number).Distinct()));
        Assert.Equal(2, stage.Ledger.List().Count);
        Assert.Equal(issued[0].Invoice.Id, stage.Workplace.Drafts.Find(stage.Company, "draft-0001")!.Invoice);
        Assert.Empty(stage.Workplace.Drafts.Of(stage.Company));
        // Whoever comes late takes no number: there is no gap.
        Assert.Equal("INK-SHELF-006", Assert.Throws<RefusedException>(
            () => stage.Workplace.Series.Take(stage.Company, "draft-0001", Series.Usual, issued[0].Invoice.IssueDate)).Findings[0].Code);
        Assert.Equal("FV/3/12/2026", stage.Workplace.Series.Next(stage.Company, Series.Usual, issued[0].Invoice.IssueDate));
        Assert.Equal("INK-SHELF-003", Assert.Throws<RefusedException>(() => stage.Workplace.Drafts.Save(stage.Company, "draft-0001", 1, Content("x"))).Findings[0].Code);
    }

    [Fact]
    public async Task What_is_refused_takes_no_number_and_a_version_that_nobody_saw_is_not_issued()
    {
        await using var stage = await Stage.ReadyAsync();
        stage.Workplace.Drafts.Save(stage.Company, "draft-0001", null, DraftContent.Read("""
            {"buyer":{"name":"Zofia Żółć"},"lines":[{"name":"Lekcja","quantity":1,"price":100,"rate":"zw"}]}
            """u8));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.Workplace.IssueDraft.NowAsync(stage.Company, "draft-0001", 1, ModeWish.Auto, Stage.Stop));
        Assert.NotEmpty(refused.Findings);
        Assert.Equal("FV/1/12/2026", stage.Workplace.Series.Next(stage.Company, Series.Usual, new DateOnly(2026, 12, 9)));
        stage.Workplace.Drafts.Save(stage.Company, "draft-0001", 1, Content("Kałamarz"));
        var unseen = await Assert.ThrowsAsync<RefusedException>(() => stage.Workplace.IssueDraft.NowAsync(stage.Company, "draft-0001", 1, ModeWish.Auto, Stage.Stop));
        Assert.Equal("INK-SHELF-002", unseen.Findings[0].Code);
        Assert.Empty(stage.Ledger.List());
    }

    [Fact]
    public async Task Buyers_are_learned_from_invoices_and_found_without_polish_letters_or_hyphens()
    {
        await using var stage = await Stage.ReadyAsync();
        stage.Workplace.Drafts.Save(stage.Company, "draft-0001", null, DraftContent.Read("""
            {"buyer":{"name":"Piekarnia Złoty Kłos","nip":"671-234-50-98","address":"ul. Młyńska 7, 61-730 Poznań"},"lines":[{"name":"Kałamarz","price":100,"rate":23}]}
            """u8));
        await stage.Workplace.IssueDraft.NowAsync(stage.Company, "draft-0001", 1, ModeWish.Auto, Stage.Stop);
        foreach (var text in new[] { "zloty", "klos piek", "671-234", "6712345098", "" })
            Assert.Equal("Piekarnia Złoty Kłos", Assert.Single(stage.Workplace.Buyers.Search(stage.Company, text)).Party.Name);
        Assert.Empty(stage.Workplace.Buyers.Search(stage.Company, "%"));
        var known = stage.Workplace.Buyers.Search(stage.Company, "zloty")[0];
        stage.Workplace.Buyers.Change(stage.Company, known.Id, known.Party with { Name = "Piekarnia Kłos" });
        Assert.Empty(stage.Workplace.Buyers.Search(stage.Company, "zloty"));
        Assert.True(stage.Workplace.Buyers.Forget(stage.Company, known.Id));
    }

    [Fact]
    public async Task A_duplicate_says_what_its_invoice_says_without_number_and_date()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Auto);
        var copy = stage.Workplace.Drafts.Duplicate(stage.Company, issued);
        Assert.Equal((null, null, issued.BuyerName), (copy.Content.Number, copy.Content.IssueDate, copy.Content.BuyerName));
        var anew = Issued(await stage.Workplace.IssueDraft.NowAsync(stage.Company, copy.Id, copy.Version, ModeWish.Auto, Stage.Stop));
        Assert.Equal(issued.Gross, anew.Invoice.Gross);
    }

    [Fact]
    public async Task Chosen_drafts_are_looked_at_together_and_each_is_issued_once_however_often_it_is_asked()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var (company, shelf) = (house.Company, house.Office.Drafts);
        shelf.Save(company, "draft-good-1", null, Content("a", "Pierwsza"));
        shelf.Save(company, "draft-good-2", null, Content("a", "Druga"));
        shelf.Save(company, "draft-blank", null, DraftContent.Read("""{"buyer":{"name":"Pusta"},"lines":[]}"""u8));
        shelf.Save(company, "draft-twice", null, DraftContent.Read(Encoding.UTF8.GetBytes(
            Content("a", "Trzecia").Text.Insert(1, "\"number\":\"FV/1/12/2026\","))));
        using var igor = house.Visitor(house.Account(role: Role.Issuer));
        var at = $"/c/{company.Id}/drafts";
        Assert.Equal(at, (await igor.GetAsync(at + "/issue")).Location?.ToString());
        Assert.Equal(4, (await igor.GetAsync(at)).Document.QuerySelectorAll("input[name=id][form=issue-many]").Length);

        var page = await igor.GetAsync(at + "/issue?id=draft-good-1&id=draft-good-2&id=draft-blank&id=draft-twice&id=draft-nobody");
        Assert.Contains("FV/1/12/2026 · Pierwsza", page.Words("ul.rows > li:nth-child(1)"));
        Assert.Contains("FV/2/12/2026 · Druga", page.Words("ul.rows > li:nth-child(2)")); // The numbers follow each other.
        Assert.Contains("KSeF odpowiada: online", page.Words("ul.rows > li:nth-child(2)"));
        Assert.Contains("zostaje szkicem", page.Words("ul.rows > li:nth-child(3)"));
        Assert.Contains("INK-SHELF-008", page.Words("ul.rows > li:nth-child(4)"));
        Assert.Contains("INK-SHELF-006", page.Words("ul.rows > li:nth-child(5)"));
        Assert.Equal(["draft-good-1@1", "draft-good-2@1"], page.Document.QuerySelectorAll("input[name=draft]").Select(one => one.GetAttribute("value")));
        Assert.Empty(house.Stage.Ledger.List());

        // Two clicks at once, and a third after that.
        var both = await Task.WhenAll(igor.SubmitAsync(page, "form.column"), igor.SubmitAsync(page, "form.column"));
        var third = await igor.SubmitAsync(page, "form.column");
        Assert.All([.. both, third], one => Assert.Contains("Wystawiono 2 z 2", one.Words("h1")));
        Assert.Equal(["FV/1/12/2026", "FV/2/12/2026"], house.Stage.Ledger.List().Select(one => one.Number).Order());
        Assert.All(house.Stage.Ledger.List(), one => Assert.IsType<InvoiceState.Accepted>(one.State));
        Assert.Equal(["draft-blank", "draft-twice"], shelf.Of(company).Select(one => one.Id).Order());
    }

    [Fact]
    public async Task What_cannot_be_issued_with_the_others_stays_and_says_why()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var (company, shelf) = (house.Company, house.Office.Drafts);
        shelf.Save(company, "draft-good-1", null, Content("a", "Pierwsza"));
        shelf.Save(company, "draft-other", null, Content("a", "Druga"));
        using var igor = house.Visitor(house.Account(role: Role.Issuer));
        var page = await igor.GetAsync($"/c/{company.Id}/drafts/issue?id=draft-good-1&id=draft-other");
        // Somebody writes on, and somebody throws one away, while this one looks.
        shelf.Save(company, "draft-good-1", 1, Content("a", "Zmieniona"));
        shelf.Remove(company, "draft-other");
        page = await igor.SubmitAsync(page, "form.column");
        Assert.Contains("Wystawiono 0 z 2", page.Words("h1"));
        Assert.Contains("INK-SHELF-002", page.Words("ul.rows > li:nth-child(1)"));
        Assert.Contains("INK-SHELF-004", page.Words("ul.rows > li:nth-child(2)"));
        Assert.Empty(house.Stage.Ledger.List());
        Assert.Equal("INK-SHELF-007", (await Assert.ThrowsAsync<RefusedException>(() => house.Office.IssueDrafts.PreviewAsync(
            company, [.. Enumerable.Range(0, IssueDrafts.Most + 1).Select(i => $"draft-{i:0000}")], Stage.Stop))).Findings[0].Code);
    }

    [Fact]
    public async Task The_api_answers_with_problems_and_versions_and_each_to_whom_it_belongs()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var root = $"/api/v1/companies/{house.Company.Id}";
        using var anna = house.Visitor(house.Account(role: Role.Issuer));
        var token = (await anna.GetAsync($"/c/{house.Company.Id}/buyers/new")).Find("input[name=token]")!.GetAttribute("value")!;
        async Task<(HttpStatusCode Status, JsonNode? Json)> Ask(HttpMethod method, string path, object? body = null, string? version = null)
        {
            using var request = new HttpRequestMessage(method, root + path);
            request.Headers.Add("X-Inkaust-Token", token);
            if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            if (body is not null) request.Content = JsonContent.Create(body);
            var answer = await anna.SendAsync(request);
            return (answer.Status, answer.Text.Length == 0 ? null : JsonNode.Parse(answer.Text));
        }
        static JsonObject Body(string name) => new() { ["id"] = "draft-0001", ["draft"] = JsonNode.Parse(Content(name).Text) };

        Assert.Equal(HttpStatusCode.Created, (await Ask(HttpMethod.Post, "/drafts", Body("Kałamarz"))).Status);
        Assert.Equal(2, (long)(await Ask(HttpMethod.Put, "/drafts/draft-0001", Body("Pióro"), "1")).Json!["version"]!);
        var older = await Ask(HttpMethod.Put, "/drafts/draft-0001", Body("Tusz"), "1");
        Assert.Equal((HttpStatusCode.PreconditionFailed, "INK-SHELF-002"), (older.Status, (string?)older.Json!["code"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(HttpMethod.Put, "/drafts/draft-0001", Body("Tusz"))).Status);
        Assert.Equal(123m, (decimal)(await Ask(HttpMethod.Post, "/drafts/check", Body("Kałamarz"))).Json!["due"]!);
        Assert.Equal("FV/1/12/2026", (string?)(await Ask(HttpMethod.Get, "/series")).Json!["series"]![0]!["next"]);

        var preview = await Ask(HttpMethod.Post, "/drafts/draft-0001/preview-issue", new JsonObject { ["version"] = 2 });
        Assert.Equal(("2026-12-09", "online", true), ((string?)preview.Json!["issueDate"], (string?)preview.Json["preview"]!["mode"], (bool)preview.Json["preview"]!["wouldBeIssued"]!));
        var issued = await Ask(HttpMethod.Post, "/drafts/draft-0001/issue", new JsonObject { ["version"] = 2 });
        // The round of the web app may have taken it before.
        Assert.True((string?)issued.Json!["invoice"]!["state"] is "issued" or "sending" or "accepted");
        Assert.Equal("FV/1/12/2026", (string?)issued.Json["invoice"]!["number"]);
        Assert.True((bool)(await Ask(HttpMethod.Post, "/drafts/draft-0001/issue", new JsonObject { ["version"] = 2 })).Json!["wasThere"]!);
        Assert.Single(house.Stage.Ledger.List());

        token = "";
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(HttpMethod.Post, "/drafts", Body("x"))).Status);
        using var reader = house.Visitor(house.Account("Ewa Czyta", Role.Reader));
        using var stranger = house.Visitor(house.Account("Jan Obcy", role: null));
        using var nobody = house.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(root + "/drafts")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/c/{house.Company.Id}/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(root + "/drafts/draft-0001")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(root + "/drafts")).Status);
    }

    [Fact]
    public async Task The_pages_of_series_and_buyers_save_and_say_what_is_wrong()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var at = $"/c/{house.Company.Id}";
        var wrong = await anna.SubmitAsync(await anna.GetAsync(at + "/settings/series"), "form.form", ("pattern", "FV/{yyyy}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("INK-SERIES-001", wrong.Text);
        await anna.SubmitAsync(wrong, "form.form", ("pattern", "A/{n}/{mm}/{yyyy}"), ("next", "15"));
        Assert.Contains("A/15/12/2026", (await anna.GetAsync(at + "/settings/series")).Words("main"));

        var refused = await anna.SubmitAsync(await anna.GetAsync(at + "/buyers/new"), "form.form", ("name", "Księgarnia"), ("nip", "123"));
        Assert.Contains("nie jest numerem NIP", refused.Words("main"));
        Assert.Equal(HttpStatusCode.Redirect, (await anna.SubmitAsync(refused, "form.form", ("nip", "6712345098"))).Status);
        Assert.Contains("671-234-50-98", (await anna.GetAsync(at + "/buyers?q=ksiegarnia")).Words("table"));

        var draft = house.Office.Drafts.Save(house.Company, "draft-0001", null, Content("Kałamarz"));
        var gone = await anna.SubmitAsync(await anna.GetAsync(at + "/drafts"), "tbody form");
        var list = await anna.GetAsync(gone.Location!.ToString());
        Assert.Contains("Nie ma zaczętych faktur.", list.Words("main"));
        await anna.SubmitAsync(list, ".notice form");
        Assert.Contains("Zofia Żółć", (await anna.GetAsync(at + "/drafts")).Words("table"));
        Assert.Equal(draft.Id, Assert.Single(house.Office.Drafts.Of(house.Company)).Id);
        var editor = await anna.GetAsync(at + $"/drafts/{draft.Id}");
        Assert.Contains("JavaScript", editor.Words("noscript"));
    }

    [Fact]
    public async Task What_is_wrong_with_one_of_many_is_taken_knowingly_for_that_one()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var (company, shelf) = (house.Company, house.Office.Drafts);
        foreach (var id in new[] { "draft-one", "draft-two" })
            shelf.Save(company, id, null, DraftContent.Read(Encoding.UTF8.GetBytes(Content("a").Text.Replace("\"23\"", "\"zw\"", StringComparison.Ordinal)
                .Replace(":23", ":\"zw\"", StringComparison.Ordinal))));
        using var igor = house.Visitor(house.Account(role: Role.Issuer));
        var page = await igor.GetAsync($"/c/{company.Id}/drafts/issue?id=draft-one&id=draft-two");
        Assert.Equal(2, page.Document.QuerySelectorAll("input[type=checkbox][value=INK-RULE-060]").Length);
        page = await igor.SubmitAsync(page, "form.column", ("accept-draft-two", "INK-RULE-060"));
        Assert.Contains("INK-RULE-060", page.Words("ul.rows > li:nth-child(1)"));
        var issued = Assert.Single(house.Stage.Ledger.List());
        Assert.Equal(["INK-RULE-060"], Assert.IsType<Cause.Issued>(house.Stage.Ledger.History(issued)[0].Cause).TakenKnowingly!);
        Assert.Equal("draft-one", Assert.Single(shelf.Of(company)).Id);
    }

    private static IssuedNow Issued(DraftOutcome outcome) => Assert.IsType<DraftOutcome.Issued>(outcome).Now;

    private static DraftContent Content(string name, string buyer = "Zofia Żółć") => DraftContent.Of(new InvoiceDraft
    {
        Number = "x",
        Buyer = new Party { Name = buyer },
        Lines = [new Line { Name = name, Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
    }).WithoutNumber();
}
