using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Scenarios;
using Inkaust.Tests.Scenarios.Web;
using Inkaust.Web.Safety;
using Microsoft.Playwright;

namespace Inkaust.Tests.Browser;

/// <summary>Whole ways through the web app, as people go them: the first start, without script, a refused invoice, and hands that click too often.</summary>
[Collection(nameof(Chromium))]
public sealed class WebJourneysTests(Chromium chromium)
{
    // The machine of a test is shared.
    private const float Long = 60_000;

    [Fact]
    public async Task From_nothing_to_the_first_accepted_invoice_with_a_keyboard_alone()
    {
        await using var house = await WebHouse.OpenAsync();
        var page = await chromium.NewPageAsync();
        var keys = new Keys(page);
        await page.GotoAsync($"{house.Address}sign-up");
        await keys.WriteAsync("#f-name", "Zofia Żółć");
        await keys.WriteAsync("#f-email", "zofia@example.com");
        await keys.WriteAsync("#f-password", AccountTests.Password);
        await page.Keyboard.PressAsync("Enter");
        await SeenAsync(page.Locator("#f-code"));
        await keys.WriteAsync("#f-code", LetterBox.CodeIn(house.Office.Outbox.Open(Assert.Single(house.Office.Outbox.Newest(5)).Id)!.Text));
        await page.Keyboard.PressAsync("Enter");
        await HeadAsync(page, "Twoja firma");

        keys.Deeds = 0; // The account exists.
        await keys.PressAsync("button[name=example]", "Space");
        await Assertions.Expect(page.Locator("#f-name")).Not.ToHaveValueAsync("", new() { Timeout = Long });
        await keys.PressAsync("main button.first");
        await HeadAsync(page, "Dwa certyfikaty KSeF");
        await keys.PressAsync("main button.first");
        await HeadAsync(page, "Test połączenia");
        await keys.PressAsync("main button.first");
        await SeenAsync(page.Locator("main a.first"));
        await keys.PressAsync("main a.first");
        await HeadAsync(page, "Pierwsza faktura");
        await keys.PressAsync("main button.first");
        await page.WaitForURLAsync("**/invoices/*", new() { Timeout = Long });

        var company = Assert.Single(house.Office.Members.Of(house.Office.Accounts.With("zofia@example.com")!.Id)).Company;
        var number = await NumberOfAsync(house, Assert.Single(house.Office.LookIntoLedger.List(company, null)));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main .lead")).ToContainTextAsync(number);
        Assert.InRange(keys.Deeds, 1, 12);
    }

    [Fact]
    public async Task The_page_of_an_invoice_that_waits_shows_by_itself_that_KSeF_has_accepted_it()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Stage.FaultAsync("line-cut", "* /v2/*");
        var waiting = await house.Stage.IssueAsync(ModeWish.Offline);
        var page = await SignedInAsync(house, $"c/{house.Company.Id}/invoices/{waiting.Id}");
        await SeenAsync(page.Locator("main a[href$='/correct']"));
        await house.Stage.NoFaultsAsync();
        await house.SendAsync();
        var number = await NumberOfAsync(house, waiting);
        await Assertions.Expect(page.Locator("main .lead")).ToContainTextAsync(number, new() { Timeout = Long });
    }

    [Fact]
    public async Task Without_script_somebody_signs_in_reads_corrects_and_sends_and_the_editor_says_what_it_needs()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var original = (await house.Office.IssueAndSend.DraftAsync(house.Company.Reference, house.Stage.Draft("FV/1/12/2026"), ModeWish.Online, Stage.Stop)).Invoice;
        await NumberOfAsync(house, original);
        var account = AccountTests.WithPassword(house);
        house.Office.Members.Let(account.Id, house.Company, Role.Issuer);
        var page = await chromium.NewPageAsync(hasScript: false);
        await page.GotoAsync(house.Address.ToString());
        await page.FillAsync("#f-email", account.Email);
        await page.FillAsync("#f-password", AccountTests.Password);
        await page.ClickAsync("main button.first");
        await HeadAsync(page, "Dzień dobry, Anna");

        await page.ClickAsync("nav.rail a[href$='/invoices']");
        await page.GetByRole(AriaRole.Link, new() { Name = "FV/1/12/2026" }).ClickAsync();
        await page.ClickAsync("a[href$='/correct']");
        await CorrectAsync(page, "90");
        await page.WaitForURLAsync("**/invoices/*", new() { Timeout = Long });
        await NumberOfAsync(house, house.Stage.Ledger.Find("KOR/1"));

        await house.Stage.FaultAsync("line-cut", "* /v2/*");
        var waiting = await house.Stage.IssueAsync(ModeWish.Offline, house.Stage.Draft("FV/2/12/2026"));
        await page.ClickAsync("nav.rail a[href$='/invoices']");
        await page.GetByRole(AriaRole.Link, new() { Name = "FV/2/12/2026" }).ClickAsync();
        await SeenAsync(page.Locator("main form[action$='/send'] button"));
        await house.Stage.NoFaultsAsync();
        await page.ClickAsync("main form[action$='/send'] button");
        await SeenAsync(page.Locator("main .notice"));
        var number = await NumberOfAsync(house, waiting);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main .lead")).ToContainTextAsync(number);

        await page.GotoAsync($"{house.Address}c/{house.Company.Id}/new");
        await Assertions.Expect(page.Locator("noscript p")).ToContainTextAsync("potrzebny jest JavaScript");
        await SeenAsync(page.Locator("noscript p"));
        await Assertions.Expect(page.Locator(".editor-coming")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_refused_invoice_is_downloaded_mended_and_gets_its_number()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var refused = await RepairTests.RefusedAsync(house.Stage);
        await Until(async () =>
        {
            if (house.Stage.Now(refused).State is InvoiceState.Rejected) return true;
            await house.Stage.SendAsync(); // The app may have had the turn before.
            return false;
        });
        var page = await SignedInAsync(house, $"c/{house.Company.Id}/invoices/{refused.Id}");
        await page.ClickAsync("main a[href$='/repair']");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[href$='/xml']"));
        var bad = await File.ReadAllTextAsync(await download.PathAsync(), Stage.Stop);
        Assert.Contains("<?inkaust technical?>", bad);

        async Task BringAsync(string xml)
        {
            await page.SetInputFilesAsync("#f-file", new FilePayload { Name = download.SuggestedFilename, MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes(xml) });
            await page.ClickAsync("form[action$='/repair/file'] button");
        }
        await BringAsync(bad); // As it was.
        await SeenAsync(page.GetByText("INK-REPAIR-007"));
        await BringAsync(bad.Replace("Kałamarz", "Pióro").Replace("<?inkaust technical?>", "")); // It says something else.
        await SeenAsync(page.GetByText("INK-REPAIR-004"));
        Assert.Single(house.Stage.Ledger.List());
        await BringAsync(bad.Replace("<?inkaust technical?>", ""));
        await page.WaitForURLAsync(url => !url.Contains("/repair", StringComparison.Ordinal), new() { Timeout = Long });

        var repaired = house.Stage.Ledger.List().Single(one => one.Id != refused.Id);
        var number = await NumberOfAsync(house, repaired);
        Assert.Equal(refused.Hash, repaired.CorrectedHash);
        await page.GotoAsync($"{house.Address}c/{house.Company.Id}/invoices/{repaired.Id}");
        await Assertions.Expect(page.Locator("main .lead")).ToContainTextAsync(number);
        await page.GotoAsync($"{house.Address}c/{house.Company.Id}/invoices/{refused.Id}");
        await SeenAsync(page.GetByText("Zastąpiona poprawionym plikiem."));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reload_in_the_middle_double_click_and_the_way_back_issue_one_example(bool hasScript)
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Stage.FaultAsync("slow", "POST /v2/sessions/online/*/invoices", delayMilliseconds: 300);
        var page = await SignedInAsync(house, $"start/{house.Company.Id}/invoice", hasScript);
        var form = page.Url;
        await page.RunAndWaitForRequestAsync(() => page.EvaluateAsync("document.querySelector('main button.first').click()"), asked => asked.Method == "POST");
        await page.GotoAsync(form); // While it is being issued.
        await page.DblClickAsync("main button.first");
        await page.WaitForURLAsync("**/invoices/*", new() { Timeout = Long });
        var first = page.Url;
        await page.ReloadAsync();
        await page.GotoAsync(form);
        await page.ClickAsync("main button.first");
        await page.WaitForURLAsync("**/invoices/*", new() { Timeout = Long });
        await page.GoBackAsync();
        await page.ClickAsync("main button.first");
        await page.WaitForURLAsync("**/invoices/*", new() { Timeout = Long });

        Assert.Equal(first, page.Url);
        await NumberOfAsync(house, Assert.Single(house.Stage.Ledger.List()));
        await SharedWork.AssertEachNumberedOnceAsync(house.Stage, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_correction_that_is_clicked_twice_and_sent_again_from_the_way_back_is_issued_once(bool hasScript)
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var original = (await house.Office.IssueAndSend.DraftAsync(house.Company.Reference, house.Stage.Draft("FV/1/12/2026"), ModeWish.Online, Stage.Stop)).Invoice;
        await NumberOfAsync(house, original);
        var page = await SignedInAsync(house, $"c/{house.Company.Id}/invoices/{original.Id}/correct", hasScript);
        await CorrectAsync(page, "90", clicks: 2);
        await Until(() => Task.FromResult(house.Stage.Ledger.List().Count == 2));
        await page.WaitForLoadStateAsync();

        await page.GotoAsync($"{house.Address}c/{house.Company.Id}/invoices/{original.Id}/correct");
        await CorrectAsync(page, "80");
        await SeenAsync(page.GetByText("INK-LEDGER-001"));
        Assert.Equal("80", await page.InputValueAsync("[name=price-1]"));
        await NumberOfAsync(house, Assert.Single(house.Stage.Ledger.List(), one => one.Id != original.Id));
        await SharedWork.AssertEachNumberedOnceAsync(house.Stage, 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_now_that_is_clicked_twice_sends_once(bool hasScript)
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Stage.FaultAsync("line-cut", "* /v2/*");
        var waiting = await house.Stage.IssueAsync(ModeWish.Offline);
        var page = await SignedInAsync(house, $"c/{house.Company.Id}/invoices/{waiting.Id}", hasScript);
        await house.Stage.NoFaultsAsync();
        await house.Stage.FaultAsync("slow", "POST /v2/sessions/online/*/invoices", delayMilliseconds: 300);
        await page.DblClickAsync("main form[action$='/send'] button");
        await SeenAsync(page.Locator("main .notice"));
        await NumberOfAsync(house, waiting);
        await page.ReloadAsync();
        await SeenAsync(page.Locator("main .ksef-number"));
        await SharedWork.AssertEachNumberedOnceAsync(house.Stage, 1);
    }

    [Fact]
    public async Task A_similar_invoice_begins_with_what_the_other_one_says()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var issued = await house.Stage.IssueAsync(ModeWish.Offline);
        var page = await SignedInAsync(house, $"c/{house.Company.Id}/invoices/{issued.Id}", hasScript: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Podobna" }).ClickAsync();
        await page.WaitForURLAsync("**/drafts/*", new() { Timeout = Long });
        Assert.Equal("Zofia Żółć", Assert.Single(house.Office.Drafts.Of(house.Company)).BuyerName);
    }

    private static async Task CorrectAsync(IPage page, string price, int clicks = 1)
    {
        await page.FillAsync("form[action$='/correct'] [name=number]", "KOR/1");
        await page.FillAsync("form[action$='/correct'] [name=reason]", "rabat");
        await page.FillAsync("[name=price-1]", price);
        await page.ClickAsync("form[action$='/correct'] button.first", new() { ClickCount = clicks });
    }

    private async Task<IPage> SignedInAsync(WebHouse house, string at, bool hasScript = true)
    {
        var page = await chromium.NewPageAsync(hasScript);
        await page.Context.AddCookiesAsync(
            [new Cookie { Name = Safeguards.NameOf("inkaust", house.Settings), Value = house.CookieOf(house.Account()), Url = house.Address.ToString() }]);
        await page.GotoAsync($"{house.Address}{at}");
        return page;
    }

    private static Task SeenAsync(ILocator what) => Assertions.Expect(what.First).ToBeVisibleAsync(new() { Timeout = Long });

    private static Task HeadAsync(IPage page, string words) => Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(words, new() { Timeout = Long });

    // Whoever sends, this request or the round of the app, KSeF gives it a number.
    private static async Task<string> NumberOfAsync(WebHouse house, IssuedInvoice invoice)
    {
        await Until(() => Task.FromResult(house.Stage.Now(invoice).State is InvoiceState.Accepted));
        return ((InvoiceState.Accepted)house.Stage.Now(invoice).State).KsefNumber;
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stage.Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds()) await Task.Delay(50, patience.Token);
    }

    /// <summary>Somebody who has no mouse.</summary>
    private sealed class Keys(IPage page)
    {
        private const int Most = 60;

        /// <summary>How often he did something: pressed a button or a link, or filled in a field.</summary>
        public int Deeds { get; set; }

        public async Task WriteAsync(string field, string text)
        {
            await ReachAsync(field);
            await page.Keyboard.TypeAsync(text);
            Deeds++;
        }

        public async Task PressAsync(string what, string key = "Enter")
        {
            await ReachAsync(what);
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle")); // He sees where he is.
            await page.Keyboard.PressAsync(key);
            Deeds++;
        }

        private async Task ReachAsync(string what)
        {
            for (var steps = 0; steps < Most; steps++)
            {
                if (await page.EvaluateAsync<bool>("what => document.activeElement?.matches(what) ?? false", what)) return;
                await page.Keyboard.PressAsync("Tab");
            }
            Assert.Fail($"No way by Tab leads to {what} on {page.Url}.");
        }
    }
}
