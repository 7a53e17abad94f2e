using System.Net;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>The list of received invoices and the page of each.</summary>
public sealed class InboxPagesTests
{
    private static readonly string Usual = ReceivedFiles.Account(1), Other = ReceivedFiles.Account(2);

    [Fact]
    public async Task What_KSeF_holds_is_fetched_found_sorted_and_taken_away_without_script()
    {
        await using var house = await WebHouse.OpenAsync();
        await SellAsync(house);
        using var anna = house.Visitor(house.Account());
        var empty = await anna.GetAsync(At(house, ""));
        Assert.Contains("Nie ma tu jeszcze żadnej faktury.", empty.Words("main"));
        var fetched = await anna.SubmitAsync(empty, "form[action$='/inbox/sync']");
        Assert.Contains("Nowe faktury z KSeF: 3.", (await anna.GetAsync(fetched.Location!.ToString())).Words("[role=status]"));
        async Task<string[]> NumbersAsync(string query) =>
            [.. (await anna.GetAsync(At(house, query))).Document.QuerySelectorAll("tbody b").Select(one => one.TextContent)];
        Assert.Equal(["FV/3", "FV/2", "FV/1"], await NumbersAsync(""));
        Assert.Equal(["FV/1"], await NumbersAsync("?q=%C5%BC%C3%B3%C5%82ty"));
        Assert.Equal(["FV/2"], await NumbersAsync("?account=other"));
        Assert.Empty(await NumbersAsync("?role=seller"));
        Assert.Equal(3, (await NumbersAsync("?role=nonsense&state=x&month=y&page=-1")).Length);

        // Two more visits within the quarter of an hour ask KSeF nothing.
        var soon = await anna.SubmitAsync(await anna.GetAsync(At(house, "")), "form[action$='/inbox/sync']");
        Assert.Contains("15 minut", (await anna.GetAsync(soon.Location!.ToString())).Words("[role=status]"));

        var first = house.Office.SortReceived.Find(house.Company, "FV/1");
        var page = await anna.GetAsync(At(house, $"/{first.Id}"));
        Assert.Contains(first.KsefNumber, page.Words("main"));
        Assert.Contains("<svg", (await anna.GetAsync(At(house, $"/{first.Id}/pay"))).Text);
        Assert.Contains("<svg", (await anna.GetAsync(At(house, $"/{first.Id}/code"))).Text);
        Assert.StartsWith("%PDF", (await anna.GetAsync(At(house, $"/{first.Id}/pdf"))).Text);
        Assert.Contains("<P_2>FV/1</P_2>", (await anna.GetAsync(At(house, $"/{first.Id}/xml"))).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(At(house, $"/{first.Id}/nothing"))).Status);
        var sorted = await anna.SubmitAsync(page, "form[action$='/state']", ("state", "for-booking"), ("note", "zgodna"));
        Assert.Equal(HttpStatusCode.Redirect, sorted.Status);
        Assert.Equal(["FV/1"], await NumbersAsync("?state=for-booking"));
        Assert.Contains("Anna Nowak", (await anna.GetAsync(At(house, $"/{first.Id}"))).Words("main"));
        // The page of before overrules nobody unseen.
        Assert.Contains("INK-INBOX-023", (await anna.SubmitAsync(page, "form[action$='/state']", ("state", "hidden"))).Text);
    }

    [Fact]
    public async Task An_account_that_is_not_the_usual_one_is_said_and_gets_no_payment_code()
    {
        await using var house = await WebHouse.OpenAsync();
        await SellAsync(house);
        await house.Office.SyncInbox.OnceAsync(house.Company, stop: Stage.Stop);
        using var anna = house.Visitor(house.Account());
        var odd = house.Office.SortReceived.Find(house.Company, "FV/2");
        var page = await anna.GetAsync(At(house, $"/{odd.Id}"));
        Assert.Contains("INK-INBOX-020", page.Words("main"));
        Assert.Empty(page.Document.QuerySelectorAll("img[src$='/pay']"));
        Assert.Contains("FV/2", (await anna.GetAsync($"/c/{house.Company.Id}/tasks")).Words("main"));
    }

    [Fact]
    public async Task A_sale_of_another_program_is_corrected_on_its_page()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await using var elsewhere = house.Stage.AnotherDesk();
        await elsewhere.IssueAndSend.ForAsync(house.Company, house.Stage.Draft("POS/1"), Inkaust.Ksef.Modes.ModeWish.Online, Stage.Stop);
        await SellAsync(house);
        await house.Office.SyncInbox.OnceAsync(house.Company, stop: Stage.Stop);
        using var anna = house.Visitor(house.Account());
        var sale = house.Office.SortReceived.Find(house.Company, "POS/1");
        var page = await anna.FollowAsync(At(house, $"/{sale.Id}"));
        var form = await anna.GetAsync(page.Document.QuerySelector("main a.button[href$='/correct']")!.GetAttribute("href")!);
        var refused = await anna.SubmitAsync(form, "form[action$='/correct']", ("number", "KOR/1"), ("reason", "cena"));
        Assert.Contains("INK-CORRECT-014", refused.Text);
        var issued = await anna.SubmitAsync(form, "form[action$='/correct']", ("number", "KOR/1"), ("reason", "cena"), ("price-1", "90,00"));
        Assert.Contains("KOR/1", (await anna.GetAsync(issued.Location!.ToString())).Words("main"));
        var ledger = house.Office.Ledger.Of(house.Company);
        Assert.Equal(sale.KsefNumber, ledger.File(ledger.WithNumber("KOR", "KOR/1").Single()).Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej"));
        // A purchase is corrected by who issued it.
        var purchase = house.Office.SortReceived.Find(house.Company, "FV/1");
        Assert.DoesNotContain("/correct", (await anna.GetAsync(At(house, $"/{purchase.Id}"))).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(At(house, $"/{purchase.Id}/correct"))).Status);
    }

    [Fact]
    public async Task Tables_and_archives_hold_what_the_filter_lets_through_and_reckon_nothing()
    {
        await using var house = await WebHouse.OpenAsync();
        await SellAsync(house, "=1+1");
        await house.Office.SyncInbox.OnceAsync(house.Company, stop: Stage.Stop);
        using var anna = house.Visitor(house.Account());
        Assert.Contains(";'=1+1;", (await anna.GetAsync($"/c/{house.Company.Id}/inbox.csv")).Text);
        Assert.StartsWith("PK", (await anna.GetAsync($"/c/{house.Company.Id}/inbox.zip")).Text);
        Assert.StartsWith("PK", (await anna.GetAsync(At(house, "/month.zip?month=2026-12"))).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(At(house, "/month.zip?month=x"))).Status);
        Assert.Contains("Wszystko się zgadza", (await anna.GetAsync(At(house, "/compare"))).Words("main"));
        Assert.Contains("Żadnego pliku nie odrzucono.", (await anna.GetAsync(At(house, "/refused"))).Words("main"));
        Assert.Contains("NrKSeF", (await anna.GetAsync($"/c/{house.Company.Id}/inbox-jpk.csv")).Text);
    }

    private static string At(WebHouse house, string rest) => $"/c/{house.Company.Id}/inbox{rest}";

    /// <summary>Three invoices of one seller; the second one names another account.</summary>
    internal static async Task SellAsync(WebHouse house, string number = "FV/3")
    {
        using var seller = new LocalKsefClient(house.Stage.Server);
        var (nip, own) = (await seller.SignInAsNewCompany(), $"{house.Company.Nip}");
        foreach (var one in new[]
        {
            ReceivedFiles.Of(nip, "FV/1", own, account: Usual, line: "Żółty atrament"), ReceivedFiles.Of(nip, "FV/2", own, account: Other),
            ReceivedFiles.Of(nip, number, own, account: Usual),
        }) await ReceivedFiles.SendAsync(seller, [one]);
    }
}
