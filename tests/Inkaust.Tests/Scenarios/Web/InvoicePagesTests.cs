using System.Net;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Print;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>The list of invoices and the page of each.</summary>
public sealed class InvoicePagesTests
{
    [Fact]
    public async Task A_page_says_what_an_invoice_is_now_why_and_what_next_and_gives_its_documents()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var told = await WebStory.PlayAsync(house);
        using var anna = house.Visitor(house.Account());

        var waiting = await anna.GetAsync(PageOf(told["offline"]));
        Assert.Contains("Wystawiona poza KSeF, czeka na wysłanie.", waiting.Words("main"));
        Assert.Contains("do czwartku 10 grudnia, zostało 1 d 11 h", waiting.Words("main").Replace('\u00A0', ' '));
        Assert.Equal(2, waiting.Document.QuerySelectorAll(".codes img").Length);
        Assert.Contains("<svg", (await anna.GetAsync(PageOf(told["offline"]) + "/code/1")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(PageOf(told["offline"]) + "/code/2")).Status);
        Assert.StartsWith("%PDF", (await anna.GetAsync(PageOf(told["offline"]) + "/pdf")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(PageOf(told["offline"]) + "/upo")).Status);

        var accepted = await anna.GetAsync(PageOf(told["accepted"]));
        Assert.Contains(((InvoiceState.Accepted)told["accepted"].State).KsefNumber, accepted.Words("main"));
        Assert.Contains("Potwierdzenie", (await anna.GetAsync(PageOf(told["accepted"]) + "/upo")).Text);
        Assert.Contains("dowiedzione: podpisał wskazany podpisujący", accepted.Words("main"));
        foreach (var one in house.Office.JudgeUpo.Pinned(house.Company.Environment))
            house.Office.JudgeUpo.Distrust(house.Company.Environment, JudgeUpo.FingerprintOf(one.Certificate));
        Assert.Contains("niesprawdzone: dowodem jest odpowiedź KSeF", (await anna.GetAsync(PageOf(told["accepted"]))).Words("main"));
        Assert.Contains("<P_2>FV/11/12/2026</P_2>", (await anna.GetAsync(PageOf(told["accepted"]) + "/xml")).Text);
    }

    [Fact]
    public async Task The_list_is_filtered_by_its_address_and_an_unknown_filter_is_none()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await WebStory.PlayAsync(house);
        using var anna = house.Visitor(house.Account());
        async Task<string[]> NumbersAsync(string query) =>
            [.. (await anna.GetAsync($"/c/{house.Company.Id}/invoices{query}")).Document.QuerySelectorAll("tbody b").Select(one => one.TextContent)];

        Assert.Equal(5, (await NumbersAsync("")).Length);
        Assert.Equal(["FV/15/12/2026", "FV/14/12/2026"], await NumbersAsync("?group=waiting"));
        Assert.Equal(["FV/13/12/2026"], await NumbersAsync("?group=refused"));
        Assert.Equal(["FV/12/12/2026"], await NumbersAsync("?q=z%C5%82oty"));
        Assert.Equal(["FV/12/12/2026"], await NumbersAsync("?q=zloty")); // Whoever has no Polish keyboard at hand finds it too.
        Assert.Equal(["FV/11/12/2026"], await NumbersAsync("?q=782-101-55-04"));
        Assert.Equal(["FV/12/12/2026", "FV/11/12/2026"], await NumbersAsync("?mode=online"));
        Assert.Equal("FV/11/12/2026", (await NumbersAsync("?order=grossdown"))[0]);
        Assert.Equal("FV/11/12/2026", (await NumbersAsync("?order=oldest"))[0]);
        Assert.Empty(await NumbersAsync("?month=2025-01"));
        Assert.Empty(await NumbersAsync("?page=2"));
        Assert.Empty(await NumbersAsync("?q=%25")); // A sign of the search itself is a sign like others.
        Assert.Equal(5, (await NumbersAsync("?group=nonsense&month=x&mode=y&order=9&page=-1")).Length);
    }

    [Fact]
    public async Task A_table_for_spreadsheets_reckons_nothing_that_a_buyer_wrote()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var draft = house.Stage.Draft("=1+1");
        await house.Stage.IssueAsync(ModeWish.Offline, draft with { Buyer = draft.Buyer with { Name = "=HYPERLINK(\"http://example.com\";\"a\")" } });
        using var anna = house.Visitor(house.Account());
        var table = await anna.GetAsync($"/c/{house.Company.Id}/invoices.csv");
        Assert.Contains("'=1+1;", table.Text);
        Assert.Contains("\"'=HYPERLINK(\"\"http://example.com\"\";\"\"a\"\")\"", table.Text);
    }

    [Fact]
    public async Task A_refused_invoice_is_closed_with_a_reason_which_must_be_given()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var told = await WebStory.PlayAsync(house);
        using var anna = house.Visitor(house.Account());
        var page = await anna.GetAsync(PageOf(told["rejected"]) + "/repair");
        Assert.Contains("440", page.Words("main"));
        var empty = await anna.SubmitAsync(page, "form[action$='/close']", ("because", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        var closed = await anna.SubmitAsync(page, "form[action$='/close']", ("because", "wystawiona pod FV/16"));
        Assert.Equal(HttpStatusCode.Redirect, closed.Status);
        Assert.Contains("Zamknięto FV/13/12/2026.", (await anna.GetAsync(closed.Location!.ToString())).Words("[role=status]"));
        Assert.Contains("Anna Nowak", (await anna.GetAsync(PageOf(told["rejected"]))).Words(".timeline"));
    }

    [Fact]
    public async Task A_correction_takes_its_before_from_the_ledger_and_one_without_a_number_waits()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var anna = house.Visitor(house.Account());
        var draft = house.Stage.Draft() with { Lines = [house.Stage.Draft().Lines[0] with { Price = 10_000m }] };
        var original = (await house.Office.IssueAndSend.DraftAsync(house.Company.Reference, draft, ModeWish.Online, Stage.Stop)).Invoice;

        var page = await anna.GetAsync(PageOf(original) + "/correct");
        Assert.Contains("INK-CORRECT-014", (await anna.SubmitAsync(page, "form[action$='/correct']", ("number", "KOR/1"), ("reason", "nic"))).Text);
        var done = await anna.SubmitAsync(page, "form[action$='/correct']", ("number", "KOR/1"), ("reason", "rabat"), ("price-1", "9000,00"));
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        var correction = house.Stage.Ledger.Find("KOR/1");
        Assert.Equal(("KOR", -1230m), (correction.Kind, correction.Gross));
        Assert.IsType<InvoiceState.Accepted>(correction.State);
        // The next one begins where this one ended.
        Assert.Equal("9000", (await anna.GetAsync(PageOf(original) + "/correct")).Find("input[name=price-1]")!.GetAttribute("value"));

        var offline = await house.Stage.IssueAsync(ModeWish.Offline);
        await house.Stage.FaultAsync("line-cut", "* /v2/*");
        var waiting = await anna.GetAsync(PageOf(offline) + "/correct");
        var held = await anna.SubmitAsync(waiting, "form[action$='/correct']", ("number", "KOR/2"), ("reason", "rabat"), ("price-1", "70"));
        Assert.Equal(PageOf(offline), held.Location!.ToString());
        Assert.Equal("KOR/2", Assert.Single(house.Office.CorrectAndSend.Waiting(house.Company)).Correction.Number);
    }

    [Fact]
    public async Task Several_invoices_come_in_one_archive_and_none_of_another_company()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var told = await WebStory.PlayAsync(house);
        using var anna = house.Visitor(house.Account());
        var list = await anna.GetAsync($"/c/{house.Company.Id}/invoices");
        var token = list.Find("input[name=token]")!.GetAttribute("value")!;
        var archive = await anna.PostAsync($"/c/{house.Company.Id}/invoices/archive", ("token", token), ("id", $"{told["accepted"].Id}"), ("id", $"{told["offline"].Id}"));
        Assert.True(archive.Text.StartsWith("PK", StringComparison.Ordinal), archive.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync($"/c/{house.Company.Id}/invoices/archive", ("token", token), ("id", "999"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await anna.PostAsync($"/c/{house.Company.Id}/invoices/archive", ("token", token))).Status);
    }

    [Fact]
    public async Task The_chosen_invoices_are_printed_as_one_file_each_with_its_own_pages_and_codes()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var told = await WebStory.PlayAsync(house);
        var company = house.Company;
        IssuedInvoice[] chosen = [told["offline"], told["accepted"], told["rejected"]];
        var bytes = house.Office.PrintIssued.DrawAll(company, [.. chosen.Select(house.Stage.Now)], "Faktury (3)", Stage.Stop);
        string[] pages = Tools.TextOf(bytes).TrimEnd('\f', '\n').Split('\f');
        Assert.Equal(3, pages.Length);
        Assert.All(pages.Zip(chosen), one => Assert.Contains(one.Second.Number, one.First, StringComparison.Ordinal));
        Assert.All(pages, one => Assert.Contains("Strona 1 z 1", one, StringComparison.Ordinal));
        Assert.Equal([true, false, false], pages.Select(one => one.Contains("OFFLINE", StringComparison.Ordinal)));
        Assert.Contains(((InvoiceState.Accepted)house.Stage.Now(told["accepted"]).State).KsefNumber, pages[1], StringComparison.Ordinal);
        using var rita = house.Visitor(house.Account("Rita Czyta", Role.Reader));
        var list = await rita.GetAsync($"/c/{company.Id}/invoices");
        Assert.NotNull(list.Find("button[formaction$='/invoices/print']"));
        var token = list.Find("input[name=token]")!.GetAttribute("value")!;
        async Task<SeenPage> PrintAsync(params IEnumerable<long> ids) =>
            await rita.PostAsync($"/c/{company.Id}/invoices/print", [("token", token), .. ids.Select(id => ("id", $"{id}"))]);
        Assert.StartsWith("%PDF", (await PrintAsync(chosen.Select(one => one.Id))).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await PrintAsync(999)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await PrintAsync()).Status);
        // A repaired file without its number is for nobody's eyes: it is named, and nothing comes.
        var repair = house.Stage.Ledger.Add(
            told["rejected"] with { Id = 0, Number = "FV/13R", Repairs = told["rejected"].Id, State = new InvoiceState.Issued() },
            house.Stage.Ledger.Bytes(told["rejected"]));
        var refused = await PrintAsync(told["accepted"].Id, repair.Id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("INK-PRINT-006", refused.Text);
        Assert.False(PrintIssued.FitInOne([.. Enumerable.Repeat(repair, PrintIssued.MostInOne + 1)]));
        Assert.False(PrintIssued.FitInOne([repair with { Size = PrintIssued.MostBytesInOne }, repair]));
        Assert.True(PrintIssued.FitInOne([.. Enumerable.Repeat(repair, PrintIssued.MostInOne)]));
    }

    [Fact]
    public async Task What_is_too_much_for_one_file_is_printed_into_an_archive()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var model = await house.Stage.IssueAsync(ModeWish.Offline);
        var xml = house.Stage.Ledger.Bytes(model);
        List<long> ids = [model.Id];
        for (var copy = 1; copy <= PrintIssued.MostInOne; copy++)
            ids.Add(house.Stage.Ledger.Add(model with { Id = 0, Number = $"{model.Number}-{copy}", Request = null }, xml).Id);
        using var anna = house.Visitor(house.Account());
        var token = (await anna.GetAsync($"/c/{house.Company.Id}/invoices")).Find("input[name=token]")!.GetAttribute("value")!;
        var archive = await anna.PostAsync($"/c/{house.Company.Id}/invoices/print", [("token", token), .. ids.Select(id => ("id", $"{id}"))]);
        Assert.StartsWith("PK", archive.Text);
        Assert.DoesNotContain(".xml", archive.Text);
        Assert.Contains($"-{ids[^1]}.pdf", archive.Text);
    }

    [Fact]
    public async Task A_buyer_is_mailed_what_he_may_be_given_and_no_header_is_smuggled_in()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var told = await WebStory.PlayAsync(house);
        using var anna = house.Visitor(house.Account());
        var page = await anna.GetAsync(PageOf(told["offline"]) + "/mail");
        Assert.Contains("Załącznik: faktura w PDF.", page.Words("main"));
        var hostile = await anna.SubmitAsync(page, "form[action$='/mail']", ("to", "a@example.com\r\nBcc: b@example.com"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, hostile.Status);
        hostile = await anna.SubmitAsync(page, "form[action$='/mail']", ("to", "a@example.com"), ("subject", "x\r\nBcc: b@example.com"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, hostile.Status);
        Assert.Empty(house.Office.Outbox.Newest(9));

        var sent = await anna.SubmitAsync(page, "form[action$='/mail']", ("to", "zdzislawa@example.com"));
        Assert.Equal(PageOf(told["offline"]), sent.Location!.ToString());
        var letter = house.Office.Outbox.Open(Assert.Single(house.Office.Outbox.Newest(9)).Id)!;
        Assert.Equal(("zdzislawa@example.com", "FV-14-12-2026.pdf"), (letter.To, Assert.Single(letter.Files).Name));
        Assert.Contains("zdzislawa@example.com", (await anna.GetAsync(PageOf(told["offline"]))).Words("main"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await anna.GetAsync(PageOf(told["rejected"]) + "/mail")).Status);
    }

    private static string PageOf(IssuedInvoice invoice) => $"/c/{invoice.Company}/invoices/{invoice.Id}";
}
