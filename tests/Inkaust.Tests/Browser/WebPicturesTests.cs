using System.Reflection;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Inkaust.Tests.Browser;

/// <summary>
/// Every page as people see it: in both themes and both languages, on a desk and on a phone. Each page that a route shows without further keys is found by
/// itself. With INKAUST_PICTURES set, pictures lie in artifacts/pictures afterwards.
/// </summary>
[Collection(nameof(Chromium))]
public sealed class WebPicturesTests(Chromium chromium, PicturedHouse pictured) : IClassFixture<PicturedHouse>
{
    // What a route answers with that is no page.
    private static readonly string[] NoPages = ["/invoices.csv", "/audit.csv", ".ics", "/settings/logo", "/inbox.csv", "/inbox-jpk.csv", ".zip",
        "/docs/api", ".js", "/healthz", "/readyz", "/pocket/start", ".json"];

    [Fact]
    public async Task Every_page_is_within_reach_of_everybody()
    {
        var browser = await chromium.NewPageAsync();
        var (house, told, anna) = await pictured.AsOpenedAsync();
        List<string> faults = [];
        foreach (var path in PagesOf(house, told).Distinct())
        {
            await browser.Context.ClearCookiesAsync();
            if (!IsForStrangers(path)) await SignInAsync(browser, house, anna);
            foreach (var (language, theme, width) in Faces()) await LookAsync(browser, house, path, language, theme, width, faults);
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>A form that is sent with what cannot be taken: where it stands, which form, and what is written.</summary>
    private sealed record Refused(string Path, string Form, params (string Name, string Value)[] Written);

    // By whom each is seen; a state is looked at once, in one language and one theme.
    private static readonly Refused[] OfStrangers =
    [
        new("/sign-up", "form[action='/sign-up']", ("name", " "), ("email", "nie adres"), ("password", "krótkie")),
        new("/sign-in", "form[action='/sign-in']", ("email", "nikt@example.com"), ("password", "nie to hasło")),
        new("/forgot", "form[action='/forgot']", ("email", "nie adres")),
        new("/request", "form[action='/request']", ("email", "nie adres")),
    ];

    private static IEnumerable<Refused> OfAnna(string company, IReadOnlyDictionary<string, IssuedInvoice> told) =>
    [
        new("/start", "form[action='/start']", ("nip", "123"), ("name", " ")),
        new(company.Replace("/c/", "/start/", StringComparison.Ordinal) + "/sign-in", "form[action$='/token']", ("ksef-token", "x")),
        new("/account", "form[action='/account/email']", ("email", "nie adres"), ("email-password", "nie to hasło")),
        new("/account", "form[action='/account']", ("name", " ")),
        new("/account/second-factor", "form[action='/account/second-factor']", ("code", "000000"), ("password", "nie to hasło")),
        new("/operator", "form[action='/operator/mail']", ("host", " "), ("port", "0"), ("from", "nie adres")),
        new($"{company}/invoices/{told["offline"].Id}/mail", "form[action$='/mail']", ("to", "nie adres"), ("subject", " ")),
        new($"{company}/people", "form[action$='/invite']", ("email", "nie adres")),
        new($"{company}/settings", "form[action$='/company']", ("name", " "), ("address", " ")),
        new($"{company}/settings", "form[action$='/look']", ("accounts", "123")),
        new($"{company}/settings/letters", "form:has([value=en])", ("subject", " "), ("text", "{what}")),
        new($"{company}/settings/series", "form.form", ("name", " "), ("pattern", "x")),
        new($"{company}/availability", "form[action$='/claim']", ("reason", " ")),
        new($"{company}/certificates", "form[action$='/token']", ("ksef-token", "x")),
        new($"{company}/consultations/new", "form[action$='/consultations/new']", ("subject", " ")),
        new($"{company}/buyers/new", "form.form", ("name", " "), ("nip", "123")),
    ];

    [Fact]
    public async Task What_a_form_says_after_refused_input_is_within_reach_of_everybody()
    {
        var browser = await chromium.NewPageAsync();
        var (house, told, anna) = await pictured.AsOpenedAsync();
        List<string> faults = [];
        await browser.SetViewportSizeAsync(1280, 900);
        await browser.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });
        foreach (var one in OfStrangers) await RefuseAsync(browser, house, one, faults);
        await SignInAsync(browser, house, anna);
        foreach (var one in OfAnna($"/c/{house.Company.Id}", told)) await RefuseAsync(browser, house, one, faults);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task RefuseAsync(IPage browser, WebHouse house, Refused one, List<string> faults)
    {
        var face = $"{Name(house, one.Path)}-{one.Written[0].Name}-refused";
        await browser.GotoAsync(new Uri(house.Address, one.Path).ToString());
        if (await browser.Locator(one.Form).CountAsync() == 0)
        {
            faults.Add($"{face}: there is no {one.Form}");
            return;
        }
        var answer = await browser.RunAndWaitForResponseAsync(() => browser.EvaluateAsync("""
            ([selector, written]) => {
                const form = document.querySelector(selector);
                form.noValidate = true;
                window.isBefore = true;
                for (const [name, value] of written) form.elements[name].value = value;
                (form.querySelector("button.first") ?? form.querySelector("button")).click();
            }
            """, new object[] { one.Form, one.Written.Select(field => new[] { field.Name, field.Value }).ToArray() }),
            response => response.Request.Method == "POST");
        await browser.WaitForFunctionAsync("!window.isBefore && document.readyState !== 'loading'");
        await Looked.DrawAsync(browser, face);
        // It is the state that is meant: refused, and said on the same page.
        if (answer.Status != 422) faults.Add($"{face}: {answer.Status}");
        if (await browser.Locator(".said > li, .field-wrong:visible").CountAsync() == 0) faults.Add($"{face}: nothing is said");
        faults.AddRange(await Looked.AxeAsync(browser, face));
    }

    [Fact]
    public async Task What_codes_prove_is_within_reach_of_everybody()
    {
        var browser = await chromium.NewPageAsync();
        var (house, told, anna) = await pictured.AsOpenedAsync();
        await SignInAsync(browser, house, anna);
        var (offline, page) = (told["offline"], new Uri(house.Address, $"/c/{house.Company.Id}/verify").ToString());
        var strange = offline.KodI.AbsoluteUri.Replace(offline.Hash.Base64Url, InvoiceHash.Of("x"u8).Base64Url);
        var forged = offline.KodII!.AbsoluteUri[..^4] + "AAAA";
        List<string> faults = [];
        foreach (var (language, theme, width) in Faces())
        {
            await SeeAsAsync(browser, house, language, theme, width);
            await browser.GotoAsync(page);
            await browser.FillAsync("#f-link", string.Join('\n', offline.KodI, offline.KodII, strange, forged));
            await browser.ClickAsync("form[action$='/verify'] button");
            var face = FaceOf("company-verified", language, theme, width);
            if (await browser.Locator(".verified-code").CountAsync() != 4) faults.Add($"{face}: not all codes are judged");
            await JudgeAsync(browser, face, width, faults);
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task LookAsync(IPage browser, WebHouse house, string path, string language, ColorScheme theme, int width, List<string> faults)
    {
        var face = FaceOf(Name(house, path), language, theme, width);
        await SeeAsAsync(browser, house, language, theme, width);
        var answer = await browser.GotoAsync(new Uri(house.Address, path).ToString());
        if (answer!.Status != 200) faults.Add($"{face}: {answer.Status}");
        // The editor and the pocket draw themselves where they were waited for.
        if (await browser.Locator("#editor").CountAsync() > 0) await browser.WaitForSelectorAsync("#line-0-0");
        if (path == "/pocket") await browser.WaitForSelectorAsync("h1");
        await JudgeAsync(browser, face, width, faults);
    }

    private static async Task SeeAsAsync(IPage browser, WebHouse house, string language, ColorScheme theme, int width)
    {
        await browser.SetViewportSizeAsync(width, 900);
        await browser.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
        await browser.Context.AddCookiesAsync([new Cookie { Name = "lang", Value = language, Url = house.Address.ToString() }]);
    }

    private static async Task JudgeAsync(IPage browser, string face, int width, List<string> faults)
    {
        await Looked.DrawAsync(browser, face);
        faults.AddRange(await Looked.WidthAsync(browser, face));
        if (await browser.Locator("h1").CountAsync() != 1) faults.Add($"{face}: {await browser.Locator("h1").CountAsync()} headings of the first rank");
        if (width != 320) faults.AddRange(await Looked.AxeAsync(browser, face));
    }

    private static string FaceOf(string name, string language, ColorScheme theme, int width) =>
        $"{name}-{width}-{theme.ToString().ToLowerInvariant()}-{language}";

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
        var webhook = house.Office.Webhooks.Add(house.Company, "https://shop.example/inkaust", ["inbox.received"], house.Settings.Outbound);
        yield return $"{company}/webhooks/{webhook.Webhook.Id}";
        foreach (var device in house.Office.Devices.Of(house.Company)) yield return $"{company}/devices/{device.Id}/lost";
        foreach (var kept in house.Office.DeviceInvoices.Open(house.Company)) yield return $"{company}/devices/kept/{kept.Id}";
        // A purchase, one with an account that is not the seller's usual one, and a sale.
        foreach (var number in (string[])["FV/1", "FV/2"]) yield return $"{company}/inbox/{house.Office.SortReceived.Find(house.Company, number).Id}";
        yield return $"{company}/inbox/{house.Office.FindReceived.All(house.Company, new ReceivedFilter { Role = InvoiceRole.Subject1 }, 1)[0].Id}";
    }

    private static bool IsForStrangers(string path) => path.StartsWith("/sign", StringComparison.Ordinal) || path.StartsWith("/forgot", StringComparison.Ordinal) || path == "/request";

    private static string Name(WebHouse house, string path) =>
        string.Concat(path.Replace($"/c/{house.Company.Id}", "company").Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-');

    private static async Task SignInAsync(IPage browser, WebHouse house, Account account) => await browser.Context.AddCookiesAsync(
        [new Cookie { Name = Safeguards.NameOf("inkaust", house.Settings), Value = house.CookieOf(account), Url = house.Address.ToString() }]);
}

/// <summary>A house in the middle of a working day, opened once for all pictures.</summary>
public sealed class PicturedHouse : IAsyncDisposable
{
    private (WebHouse House, IReadOnlyDictionary<string, IssuedInvoice> Told, Account Anna)? opened;

    /// <summary>The house, its invoices, and the first account, which runs the installation too.</summary>
    internal async Task<(WebHouse House, IReadOnlyDictionary<string, IssuedInvoice> Told, Account Anna)> AsOpenedAsync()
    {
        if (opened is { } there) return there;
        var house = await WebHouse.OpenAsync(ready: true);
        var told = await WebStory.PlayAsync(house);
        // The story ends with a KSeF that is silent, and the app may have asked it meanwhile; it is asked again after a quarter of an hour.
        await house.Stage.NoFaultsAsync();
        ((ShiftedClock)house.Stage.Clock).Jump(TimeSpan.FromMinutes(20));
        await Scenarios.Web.InboxPagesTests.SellAsync(house);
        await house.Office.SyncInbox.OnceAsync(house.Company, stop: Stage.Stop);
        var anna = house.Account();
        var hash = new PasswordHasher<Account>().HashPassword(anna, Scenarios.Web.AccountTests.Password);
        house.Office.SignInSecrets.Keep(house.Office.SignInSecrets.Of(anna.Id)! with { PasswordHash = hash });
        await LoseADeviceAsync(house);
        opened = (house, told, anna);
        return opened.Value;
    }

    // One device holds an invoice and has handed over another that contradicts; one is lost.
    private static async Task LoseADeviceAsync(WebHouse house)
    {
        using var device = await DeviceInHand.ReadyAsync(house.Stage);
        var contradicts = device.Issue();
        contradicts["issuedAt"] = "2027-01-10T12:00:00Z";
        device.Issue();
        await device.ContactAsync(device.Contact(contradicts));
        using var lost = await DeviceInHand.ReadyAsync(house.Stage, "Tablet w kasie");
        await house.Office.LoseDevice.ForGoodAsync(house.Company, lost.Device.Id, "Został w tramwaju", Stage.Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (opened is { } there) await there.House.DisposeAsync();
    }
}
