using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web;
using Inkaust.Web.Safety;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Inkaust.Tests.Browser;

/// <summary>The editor in a browser, over a company that issues on a local KSeF.</summary>
[Collection(nameof(Chromium))]
public sealed class WebEditorTests(Chromium chromium)
{
    // The runtime of WebAssembly comes untrimmed from a build, and the machine of a test is shared.
    private const float Long = 90_000;

    [Fact]
    public async Task An_invoice_is_written_by_keyboard_alone_and_issued()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var (page, faults) = await OpenAsync(house, "new");

        await page.FocusAsync("#buyer-name");
        await WriteInvoiceAsync(page);
        await Assertions.Expect(page.Locator(".sums .due dd")).ToHaveTextAsync("3\u00A0012,27\u00A0zł");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("Szkic zapisany", new() { Timeout = Long });
        Assert.Contains("/drafts/", page.Url);
        await page.FocusAsync("#issue-open");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#issue-now")).ToBeEnabledAsync(new() { Timeout = Long });
        Assert.Contains("FV/1/12/2026", await page.TextContentAsync("#issue-head"));
        Assert.Contains("środa 9", await page.TextContentAsync(".outlook"));
        await page.FocusAsync("#issue-now");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/invoices/*", new() { Timeout = Long });

        var issued = Assert.Single(house.Stage.Ledger.List());
        Assert.Equal(("FV/1/12/2026", 3_012.27m, "Piekarnia Złoty Kłos"), (issued.Number, issued.Gross, issued.BuyerName));
        await Until(() => house.Stage.Now(issued).State is InvoiceState.Accepted);
        Assert.Empty(house.Office.Drafts.Of(house.Company));
        Assert.Equal("6712345098", Assert.Single(house.Office.Buyers.Search(house.Company, "zloty")).Party.Nip?.ToString());
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_second_tab_with_an_older_version_overwrites_nothing_and_shows_both_ways_out()
    {
        await using var house = await WebHouse.OpenAsync();
        var draft = house.Office.Drafts.Save(house.Company, DraftShelf.NewKey(), null, DraftContent.Of(house.Stage.Draft()).WithoutNumber());
        var (one, _) = await OpenAsync(house, $"drafts/{draft.Id}");
        var (other, _) = await OpenAsync(house, $"drafts/{draft.Id}");

        await one.FillAsync("#line-0-0", "z pierwszej karty");
        await Assertions.Expect(one.Locator(".saved")).ToContainTextAsync("przed chwilą", new() { Timeout = Long });
        await Until(() => house.Office.Drafts.Find(house.Company, draft.Id)!.Version == 2);
        await other.FillAsync("#line-0-0", "z drugiej karty");
        await Assertions.Expect(other.Locator(".conflict")).ToBeVisibleAsync(new() { Timeout = Long });
        Assert.Contains("z pierwszej karty", house.Office.Drafts.Find(house.Company, draft.Id)!.Content.Text);

        await other.GetByText("Zachowaj moją jako osobny szkic").ClickAsync();
        await Assertions.Expect(other.Locator(".conflict")).ToHaveCountAsync(0, new() { Timeout = Long });
        await Until(() => house.Office.Drafts.Of(house.Company).Count == 2);
        Assert.Contains("z pierwszej karty", house.Office.Drafts.Find(house.Company, draft.Id)!.Content.Text);
    }

    [Fact]
    public async Task What_is_written_without_a_connection_is_kept_through_a_reload_and_saved_when_it_is_back()
    {
        await using var house = await WebHouse.OpenAsync();
        var draft = house.Office.Drafts.Save(house.Company, DraftShelf.NewKey(), null, DraftContent.Of(house.Stage.Draft()).WithoutNumber());
        var (page, _) = await OpenAsync(house, $"drafts/{draft.Id}");

        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("#line-0-0", "napisane bez sieci");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("na tym urządzeniu", new() { Timeout = Long });
        // The page itself comes again, the office still does not answer.
        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#line-0-0")).ToHaveValueAsync("napisane bez sieci", new() { Timeout = Long });
        Assert.DoesNotContain("napisane bez sieci", house.Office.Drafts.Find(house.Company, draft.Id)!.Content.Text);
        await page.UnrouteAllAsync();
        await Until(() => house.Office.Drafts.Find(house.Company, draft.Id)!.Content.Text.Contains("napisane bez sieci"));
    }

    [Fact]
    public async Task Two_clicks_on_issue_make_one_invoice()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var draft = house.Office.Drafts.Save(house.Company, DraftShelf.NewKey(), null, DraftContent.Of(house.Stage.Draft()).WithoutNumber());
        var (one, _) = await OpenAsync(house, $"drafts/{draft.Id}");
        var (other, _) = await OpenAsync(house, $"drafts/{draft.Id}");
        foreach (var page in new[] { one, other })
        {
            await page.ClickAsync("#issue-open");
            await Assertions.Expect(page.Locator("#issue-now")).ToBeEnabledAsync(new() { Timeout = Long });
        }

        await Task.WhenAll(one.DblClickAsync("#issue-now"), other.DblClickAsync("#issue-now"));
        await Task.WhenAll(one.WaitForURLAsync("**/invoices/*", new() { Timeout = Long }), other.WaitForURLAsync("**/invoices/*", new() { Timeout = Long }));

        Assert.Single(house.Stage.Ledger.List());
        Assert.Equal(one.Url, other.Url);
    }

    [Fact]
    public async Task A_table_from_a_spreadsheet_becomes_lines_and_a_removed_line_comes_back()
    {
        await using var house = await WebHouse.OpenAsync();
        var (page, _) = await OpenAsync(house, "new");
        await page.EvaluateAsync("""
            () => {
              const data = new DataTransfer();
              data.setData("text/plain", "Kałamarz\t2\tszt.\t1 200,50 zł\t23%\nKsiążka\t10\tegz.\t38,10\t5\n");
              document.getElementById("line-0-0").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await Assertions.Expect(page.Locator("#line-1-0")).ToHaveValueAsync("Książka");
        await Assertions.Expect(page.Locator(".sums .due dd")).ToHaveTextAsync("3\u00A0353,28\u00A0zł");
        await page.ClickAsync(".grid-row:nth-child(2) .line-out");
        await Assertions.Expect(page.Locator(".grid-row")).ToHaveCountAsync(1);
        await page.GetByText("Cofnij zmianę").ClickAsync();
        await Assertions.Expect(page.Locator(".grid-row")).ToHaveCountAsync(2);
    }

    private static async Task WriteInvoiceAsync(IPage page)
    {
        var keys = page.Keyboard;
        await keys.TypeAsync("Piekarnia Złoty Kłos");
        await page.FocusAsync("#buyer-number");
        await keys.TypeAsync("671-234-50-98");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("ul. Młyńska 7");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("61-730 Poznań");
        await page.FocusAsync("#line-0-0");
        await keys.TypeAsync("Projekt opakowań");
        await keys.PressAsync("ArrowRight");
        await keys.TypeAsync("1");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("ArrowRight");
        await keys.TypeAsync("2400");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("Książka");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("ArrowRight");
        await keys.TypeAsync("49");
        // A table moves up as well as down.
        await keys.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator("#line-0-3")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_fast_typist_on_a_slow_machine_loses_no_key()
    {
        await using var house = await WebHouse.OpenAsync();
        house.Office.Buyers.Save(house.Company, new Party { Name = "Piekarnia Złoty Kłos", Nip = Nip.Parse("6712345098") });
        var (page, faults) = await OpenAsync(house, "new");
        var processor = await page.Context.NewCDPSessionAsync(page);
        await SlowDownAsync(processor, 6);
        // All keys of an invoice at once, as fast as the browser takes them: nothing waits for anything that is drawn.
        var keys = page.Keyboard;
        await page.FocusAsync("#buyer-name");
        await keys.TypeAsync("Piekarnia Złoty Kłos Anna Wójcik");
        await page.FocusAsync("#buyer-number");
        await keys.TypeAsync("671-234-50-98");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("ul. Młyńska 7");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("61-730 Poznań");
        await page.FocusAsync("#line-0-0");
        for (var i = 0; i < Typed; i++)
        {
            if (i > 0) await keys.PressAsync("Enter");
            await keys.TypeAsync($"Wzornik papieru czerpanego numer {i + 1}");
            await keys.PressAsync("ArrowRight");
            await keys.TypeAsync($"{i + 2}");
            await keys.PressAsync("ArrowRight");
            await keys.PressAsync("ArrowRight");
            await keys.TypeAsync($"{100 + i},5");
        }
        for (var i = 0; i < Typed; i++)
        {
            await Assertions.Expect(page.Locator($"#line-{i}-0")).ToHaveValueAsync($"Wzornik papieru czerpanego numer {i + 1}", new() { Timeout = Long });
            await Assertions.Expect(page.Locator($"#line-{i}-1")).ToHaveValueAsync($"{i + 2}");
        }
        await SlowDownAsync(processor, 1);
        await Until(() => Drafted() is { } draft && draft.Lines.Count == Typed && draft.Lines[^1].Price == 104.5m && draft.Buyer.Address?.Line2 is "61-730 Poznań");
        Assert.Equal(("Piekarnia Złoty Kłos Anna Wójcik", "6712345098", "ul. Młyńska 7"),
            (Drafted()!.Buyer.Name, Drafted()!.Buyer.Nip?.ToString(), Drafted()!.Buyer.Address?.Line1));
        Assert.Equal(Enumerable.Range(0, Typed).Select(i => ($"Wzornik papieru czerpanego numer {i + 1}", (decimal?)(i + 2), (decimal?)(100.5m + i))),
            Drafted()!.Lines.Select(line => (line.Name!, line.Quantity, line.Price)));
        // What was typed is shown as people read it once the field is left.
        await page.FocusAsync("#buyer-name");
        await Assertions.Expect(page.Locator("#line-4-3")).ToHaveValueAsync("104,50");
        Assert.Empty(faults);

        InvoiceDraft? Drafted()
        {
            var head = house.Office.Drafts.Of(house.Company).SingleOrDefault();
            try
            {
                return head is null ? null : house.Office.Drafts.Find(house.Company, head.Id)!.Content.As("x");
            }
            catch (RefusedException)
            {
                return null; // Half written.
            }
        }
    }

    [Fact]
    public async Task Copies_on_the_device_are_the_accounts_own_and_gone_when_it_signs_out()
    {
        await using var house = await WebHouse.OpenAsync();
        var draft = house.Office.Drafts.Save(house.Company, DraftShelf.NewKey(), null, DraftContent.Of(house.Stage.Draft()).WithoutNumber());
        var (page, _) = await OpenAsync(house, $"drafts/{draft.Id}");
        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await page.FillAsync("#line-0-0", "tylko dla Anny");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("na tym urządzeniu", new() { Timeout = Long });

        // Another account on the same browser sees the draft of the company, and nothing of what she has written here.
        var annas = await page.Context.CookiesAsync();
        await SignInAsync(page, house, "Jan Lis");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#line-0-0")).ToHaveValueAsync("Kałamarz", new() { Timeout = Long });
        Assert.Equal(1, await CopiesAsync(page));

        // She signs out: she is asked first, and stays when she says no.
        await page.Context.AddCookiesAsync(annas.Select(one => new Cookie { Name = one.Name, Value = one.Value, Url = house.Address.ToString() }));
        await page.GotoAsync($"{house.Address}account");
        var (asked, says) = ("", false);
        page.Dialog += async (_, dialog) =>
        {
            asked = dialog.Message;
            await (says ? dialog.AcceptAsync() : dialog.DismissAsync());
        };
        await page.ClickAsync("form[action='/sign-out'] button");
        Assert.Contains("Wylogowanie to usunie", asked);
        Assert.Equal((1, true), (await CopiesAsync(page), page.Url.EndsWith("/account", StringComparison.Ordinal)));
        says = true;
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.WaitForURLAsync("**/sign-in*", new() { Timeout = Long });
        Assert.Equal(0, await CopiesAsync(page));
    }

    [Fact]
    public async Task A_part_is_added_filled_in_removed_and_undone_and_a_correction_that_waits_says_so_before()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Stage.FaultAsync("html-502", "POST /v2/sessions/online"); // No number comes meanwhile.
        var original = await house.Stage.IssueAsync(Inkaust.Ksef.Modes.ModeWish.Offline);
        var (page, faults) = await OpenAsync(house, "new");
        await page.FillAsync("#buyer-name", "Zofia Żółć");
        await page.SelectOptionAsync("#buyer-kind", "none");
        await page.FillAsync("#line-0-0", "Kałamarz");
        await page.FillAsync("#line-0-3", "-40");
        await page.ClickAsync(".more > summary");
        await page.ClickAsync("#add-Terms");
        await page.ClickAsync("[data-place='terms.transport']");
        await page.SelectOptionAsync("[data-place='terms.transport[0].kind']", new SelectOptionValue { Label = "transport drogowy" });
        await page.SelectOptionAsync("[data-place='terms.transport[0].load']", new SelectOptionValue { Label = "paleta" });
        await page.FillAsync("[data-place='terms.transport[0].startsAt']", "2026-12-08T06:30");
        await page.GetByLabel("Usuń część: Umowa").ClickAsync();
        await Assertions.Expect(page.Locator("#part-Terms")).ToHaveCountAsync(0);
        await page.Locator(".more").GetByText("Cofnij zmianę").ClickAsync();
        await Assertions.Expect(page.Locator("[data-place='terms.transport[0].startsAt']")).ToHaveValueAsync("2026-12-08T06:30");

        await page.SelectOptionAsync("#kind", "KOR");
        await page.FillAsync("[data-place='correction.reason']", "błędna cena");
        await page.FillAsync("[data-place='correction.invoices[0].number']", original.Number);
        await page.FillAsync("[data-place='correction.invoices[0].issueDate']", $"{original.IssueDate:yyyy-MM-dd}");
        await page.ClickAsync("#issue-open");
        await Assertions.Expect(page.Locator("#issue .waits")).ToContainTextAsync("nie ma jeszcze numeru KSeF", new() { Timeout = Long });
        await Assertions.Expect(page.Locator("#issue-now")).ToBeEnabledAsync(new() { Timeout = Long });
        await page.ClickAsync("#issue-now");
        await page.WaitForURLAsync("**/tasks/corrections/*", new() { Timeout = Long });
        var held = Assert.Single(house.Office.Corrections.Of(house.Company));
        Assert.Equal((original.Id, Load.Pallet, "2026-12-08T06:30:00+01:00"),
            (held.Original, held.Draft.Terms!.Transport[0].Load, held.Draft.Terms.Transport[0].StartsAt?.ToString("yyyy-MM-dd'T'HH:mm:sszzz")));
        Assert.Single(house.Stage.Ledger.List());
        Assert.Empty(faults);
    }

    private static Task<int> CopiesAsync(IPage page) => page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.startsWith('inkaust.draft.')).length");

    private const int Typed = 5;

    // The processor of a page, this many times slower.
    private static async Task SlowDownAsync(ICDPSession session, double rate) =>
        await session.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = rate });

    private async Task<(IPage Page, List<string> Faults)> OpenAsync(WebHouse house, string at)
    {
        var page = await chromium.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, fault) => faults.Add(fault);
        page.Console += (_, said) => { if (said.Type == "error") faults.Add(said.Text); };
        var ours = house.Address.ToString();
        page.Request += (_, request) => { if (!request.Url.StartsWith(ours, StringComparison.Ordinal)) faults.Add($"asked {request.Url}"); };
        await SignInAsync(page, house, "Anna Nowak");
        await page.GotoAsync($"{house.Address}c/{house.Company.Id}/{at}");
        await page.WaitForSelectorAsync("#line-0-0", new() { Timeout = Long });
        return (page, faults);
    }

    private static Task SignInAsync(IPage page, WebHouse house, string name)
    {
        var account = house.Office.Accounts.Add($"{Guid.NewGuid():n}@example.com", name, Language.Polish);
        house.Office.Members.Let(account.Id, house.Company, Role.Issuer);
        return page.Context.AddCookiesAsync([new Cookie
        {
            Name = Safeguards.NameOf("inkaust", house.Services.GetRequiredService<WebSettings>()),
            Value = house.CookieOf(account),
            Url = house.Address.ToString(),
        }]);
    }

    private static async Task Until(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!holds()) await Task.Delay(50, patience.Token);
    }
}
