using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.Playwright;

namespace Inkaust.Tests.Browser;

/// <summary>Every page as people see it: in both themes and languages, on a desk and on a phone. Pictures lie in artifacts/pictures afterwards.</summary>
[Collection(nameof(Chromium))]
public sealed class WebPicturesTests(Chromium chromium)
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "artifacts", "pictures");

    [Fact]
    public async Task Every_page_is_within_reach_of_everybody()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var told = await WebStory.PlayAsync(house);
        var anna = house.Account();
        var browser = await chromium.NewPageAsync();
        await SignInAsync(browser, house, anna);
        Directory.CreateDirectory(Folder);
        List<string> faults = [];
        foreach (var (name, path) in Pages(house, told))
        {
            foreach (var (language, theme, width) in Faces())
            {
                await browser.SetViewportSizeAsync(width, 900);
                await browser.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
                await browser.Context.AddCookiesAsync([new Cookie { Name = "lang", Value = language, Url = house.Address.ToString() }]);
                var answer = await browser.GotoAsync(new Uri(house.Address, path).ToString());
                var face = $"{name}-{width}-{theme.ToString().ToLowerInvariant()}-{language}";
                if (answer!.Status != 200) faults.Add($"{face}: {answer.Status}");
                await browser.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, face + ".png"), FullPage = true });
                if (await browser.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")) faults.Add($"{face}: wider than the window");
                foreach (var violation in (await browser.RunAxe()).Violations)
                    faults.Add($"{face}: {violation.Id}: {string.Join("; ", violation.Nodes.Take(3).Select(one => one.Html))}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static IEnumerable<(string Language, ColorScheme Theme, int Width)> Faces() =>
        [("pl", ColorScheme.Light, 1280), ("pl", ColorScheme.Light, 390), ("en", ColorScheme.Dark, 1280), ("pl", ColorScheme.Dark, 320)];

    private static IEnumerable<(string Name, string Path)> Pages(WebHouse house, IReadOnlyDictionary<string, IssuedInvoice> told)
    {
        var company = $"/c/{house.Company.Id}";
        yield return ("home", company);
        yield return ("companies", "/companies");
        yield return ("invoices", $"{company}/invoices");
        yield return ("invoices-late", $"{company}/invoices?group=late");
        foreach (var (what, invoice) in told) yield return ($"invoice-{what}", $"{company}/invoices/{invoice.Id}");
        yield return ("look", "/look");
    }

    private static async Task SignInAsync(IPage browser, WebHouse house, Account account) => await browser.Context.AddCookiesAsync(
        [new Cookie { Name = Safeguards.NameOf("inkaust", house.Settings), Value = house.CookieOf(account), Url = house.Address.ToString() }]);
}
