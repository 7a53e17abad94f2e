using System.Reflection;
using Deque.AxeCore.Playwright;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Inkaust.Tests.Browser;

/// <summary>
/// Every page as people see it: in both themes and both languages, on a desk and on a phone. Each page that a route shows without further keys is found by
/// itself; pictures lie in artifacts/pictures afterwards.
/// </summary>
[Collection(nameof(Chromium))]
public sealed class WebPicturesTests(Chromium chromium)
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "artifacts", "pictures");

    // What a route answers with that is no page.
    private static readonly string[] NoPages = ["/invoices.csv", "/audit.csv", ".ics", "/settings/logo", "/inbox.csv", "/inbox-jpk.csv", ".zip"];

    [Fact]
    public async Task Every_page_is_within_reach_of_everybody()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var told = await WebStory.PlayAsync(house);
        await house.Office.SyncInbox.OnceAsync(house.Company, stop: Stage.Stop);
        var anna = house.Account(); // The first account: she runs the installation too.
        var browser = await chromium.NewPageAsync();
        Directory.CreateDirectory(Folder);
        List<string> faults = [];
        foreach (var path in PagesOf(house, told).Distinct())
        {
            await browser.Context.ClearCookiesAsync();
            if (!IsForStrangers(path)) await SignInAsync(browser, house, anna);
            foreach (var (language, theme, width) in Faces()) await LookAsync(browser, house, path, language, theme, width, faults);
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task LookAsync(IPage browser, WebHouse house, string path, string language, ColorScheme theme, int width, List<string> faults)
    {
        var face = $"{Name(house, path)}-{width}-{theme.ToString().ToLowerInvariant()}-{language}";
        await browser.SetViewportSizeAsync(width, 900);
        await browser.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
        await browser.Context.AddCookiesAsync([new Cookie { Name = "lang", Value = language, Url = house.Address.ToString() }]);
        var answer = await browser.GotoAsync(new Uri(house.Address, path).ToString());
        if (answer!.Status != 200) faults.Add($"{face}: {answer.Status}");
        // The editor draws itself where it was waited for.
        if (await browser.Locator("#editor").CountAsync() > 0) await browser.WaitForSelectorAsync("#line-0-0");
        await browser.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, face + ".png"), FullPage = true });
        if (await browser.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")) faults.Add($"{face}: wider than the window");
        if (await browser.Locator("h1").CountAsync() != 1) faults.Add($"{face}: {await browser.Locator("h1").CountAsync()} headings of the first rank");
        if (width == 320) return;
        foreach (var violation in (await browser.RunAxe()).Violations)
            faults.Add($"{face}: {violation.Id}: {string.Join("; ", violation.Nodes.Take(3).Select(one => one.Html))}");
    }

    private static IEnumerable<(string Language, ColorScheme Theme, int Width)> Faces() =>
        [("pl", ColorScheme.Light, 1280), ("en", ColorScheme.Dark, 390), ("pl", ColorScheme.Light, 320)];

    private static IEnumerable<string> PagesOf(WebHouse house, IReadOnlyDictionary<string, IssuedInvoice> told)
    {
        var company = $"/c/{house.Company.Id}";
        foreach (var endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = endpoint.RoutePattern.RawText!;
            if (endpoint.Metadata.GetMetadata<MethodInfo>() is null || pattern.StartsWith("/api/", StringComparison.Ordinal)) continue;
            if (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") is not true) continue;
            var path = pattern.Replace("/c/{company}", company);
            if (path.Contains('{') || NoPages.Any(path.EndsWith) || path is "/" or "/start/leave") continue;
            yield return path;
        }
        foreach (var (_, invoice) in told) yield return $"{company}/invoices/{invoice.Id}";
        yield return $"{company}/invoices/{told["accepted"].Id}/correct";
        yield return $"{company}/invoices/{told["offline"].Id}/mail";
        yield return $"{company}/invoices/{told["rejected"].Id}/repair";
        yield return $"{company}/consultations/new?invoice={told["accepted"].Id}";
        yield return $"{company}/invoices?group=late";
        yield return $"{company}/inbox/1";
    }

    private static bool IsForStrangers(string path) => path.StartsWith("/sign", StringComparison.Ordinal) || path.StartsWith("/forgot", StringComparison.Ordinal) || path == "/request";

    private static string Name(WebHouse house, string path) =>
        string.Concat(path.Replace($"/c/{house.Company.Id}", "company").Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-');

    private static async Task SignInAsync(IPage browser, WebHouse house, Account account) => await browser.Context.AddCookiesAsync(
        [new Cookie { Name = Safeguards.NameOf("inkaust", house.Settings), Value = house.CookieOf(account), Url = house.Address.ToString() }]);
}
