using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Tests.Support;
using Inkaust.Web;
using Inkaust.Web.Pocket;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Inkaust.Tests.Browser;

/// <summary>A device in a browser: set up, cut off, killed, and back.</summary>
[Collection(nameof(Chromium))]
public sealed class PocketTests(Chromium chromium)
{
    [Fact]
    public async Task What_is_issued_with_no_network_at_all_outlives_reload_and_kill_and_gets_its_numbers_once_the_office_is_back()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var office = await OfficeOfPocket.OpenAsync(stage);
        var profile = Path.Combine(stage.Folder, "profile");
        var phone = await PhoneInHand.OpenAsync(chromium, profile, stage, office);
        try
        {
            await phone.SetUpAsync("Telefon Anny");
            Assert.Equal(DeviceState.Active, Assert.Single(office.Devices).State);

            await phone.CutAsync();
            await office.StopAsync();
            await phone.ReloadAsync();
            var consumer = await phone.IssueAsync("none", "Zofia Żółć", null, "23");
            var foreign = await phone.IssueAsync("euVat", "Musterbau GmbH", "DE123456789", "np II");
            var domestic = await phone.IssueAsync("nip", "Piekarnia Złoty Kłos", "6712345098", "23");

            Assert.Equal(("faktura", "faktura", "potwierdzenie transakcji"), (consumer.Hands, foreign.Hands, domestic.Hands));
            foreach (var one in new[] { consumer, foreign, domestic }) await JudgedFromOutsideAsync(stage, office, one);

            await phone.ReloadAsync();
            await phone.WaitingAsync(3);
            phone = await phone.KilledAndOpenedAgainAsync();
            await phone.WaitingAsync(3);

            await office.StartAsync();
            await phone.BackAsync(3);
            await phone.AcceptedAsync(3);
            var issued = stage.Ledger.List();
            Assert.Equal(3, issued.Count);
            foreach (var one in new[] { consumer, foreign, domestic })
            {
                var there = Assert.Single(issued, it => it.Number == one.Number);
                Assert.IsType<InvoiceState.Accepted>(there.State);
                Assert.Equal(one.Xml, stage.Ledger.File(there).Bytes.ToArray());
                Assert.Equal((IssuingMode.Offline24, one.Deadline), (there.Mode, there.Deadline.Date));
                var (counted, _) = CountDeadline.Of(new IssueFacts(IssuingMode.Offline24, there.IssueDate, there.IssuedAt), [], stage.Clock.GetUtcNow(), WorkingDays.InPoland);
                Assert.Equal(counted.Date, one.Deadline);
                Assert.Equal(one.Codes, [there.KodI.AbsoluteUri, there.KodII!.AbsoluteUri]);
                Assert.Equal(((InvoiceState.Accepted)there.State).KsefNumber, await phone.KsefNumberOfAsync(one.Number));
            }
        }
        finally
        {
            await phone.CloseAsync();
        }
    }

    [Fact]
    public async Task Two_devices_issue_at_once_one_is_updated_while_its_invoice_waits_and_every_screen_is_within_reach_of_everybody()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var office = await OfficeOfPocket.OpenAsync(stage);
        List<string> faults = [];
        var (one, other) = (await PhoneInHand.OpenAsync(chromium, Path.Combine(stage.Folder, "one"), stage, office),
            await PhoneInHand.OpenAsync(chromium, Path.Combine(stage.Folder, "other"), stage, office));
        try
        {
            one.Looks = async face =>
            {
                foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark }) faults.AddRange(await Looked.AtAsync(one.Page, $"pocket-{face}", theme));
            };
            await Task.WhenAll(one.SetUpAsync("Telefon Anny"), other.SetUpAsync("Tablet w kasie"));
            await one.ReloadAsync(); // The version that is kept by now is the one that was installed.
            await Task.WhenAll(one.CutAsync(), other.CutAsync());
            var issued = await Task.WhenAll(one.IssueAsync("nip", "Piekarnia Złoty Kłos", "6712345098", "23"), other.IssueAsync("none", "Zofia Żółć", null, "23"));
            Assert.Equal(["FV/T1/1/12/2026", "FV/T2/1/12/2026"], issued.Select(it => it.Number).Order());
            await one.SeeAsync("home-queue");
            await one.Page.ClickAsync("#to-device");
            await one.SeeAsync("device");
            await one.Page.ClickAsync("#back");
            await one.VerifyAsync(issued[0].Codes[1]);

            // A new version comes while nobody is signed in: it is fetched whole, taken at the next start, and what waits still waits.
            office.IsUpdated = true;
            await one.BackSignedOutAsync();
            await one.SeeAsync("signed-out");
            await one.UpdatedAsync();
            await one.SeeAsync("updated");
            await one.WaitingAsync(1);
            await one.Page.ClickAsync("#news-read");

            // A clock that is wrong is told at the first contact, before anything is issued.
            await one.TurnClockAsync(TimeSpan.FromDays(1));
            await one.SignInAndSpeakAsync();
            await Assertions.Expect(one.Page.Locator("#refusals")).ToContainTextAsync("INK-DEVICE-005");
            Assert.True(await one.Page.Locator("#write").IsDisabledAsync());
            await one.SeeAsync("refuses");
            await one.TurnClockAsync(TimeSpan.Zero);
            await one.Page.ClickAsync("#contact");
            await one.Page.WaitForSelectorAsync("#write:not([disabled])");

            await other.BackAsync();
            await Task.WhenAll(one.AcceptedAsync(1), other.AcceptedAsync(1));
            await one.SeeAsync("home-accepted");
            Assert.Equal(issued.Select(it => it.Number).Order(), stage.Ledger.List().Select(it => it.Number).Order());
            Assert.All(issued, it => Assert.Contains(stage.Ledger.List(), there => stage.Ledger.Bytes(there).Span.SequenceEqual(it.Xml)));
            Assert.True(faults.Count == 0, string.Join('\n', faults));
        }
        finally
        {
            await one.CloseAsync();
            await other.CloseAsync();
        }
    }

    // What stands on paper is judged by programs that are not ours: the picture, the codes in it, the signature, the file.
    private static async Task JudgedFromOutsideAsync(Stage stage, OfficeOfPocket office, IssuedInHand one)
    {
        var pdf = Path.Combine(stage.Folder, $"{Guid.NewGuid():n}.pdf");
        await File.WriteAllBytesAsync(pdf, one.Pdf, Stage.Stop);
        await Tool.MustAsync("pdftoppm", "-r", "200", "-png", "-singlefile", pdf, pdf);
        // Where there is no desktop it also says that nobody could be told.
        var read = (await Tool.MustAsync("zbarimg", "-q", "--raw", pdf + ".png")).Split('\n').Where(line => line.StartsWith("http", StringComparison.Ordinal));
        Assert.Equal(one.Codes.Order(), read.Order());

        var hash = Convert.ToBase64String(SHA256.HashData(one.Xml)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Assert.EndsWith($"/{hash}", one.Codes[0]);
        Assert.DoesNotContain(Fa3Validator.Validate(one.Xml, PolishTime.DateOf(stage.Clock.GetUtcNow()), KsefKind.Test), it => it.Severity != Severity.Advice);
        var xml = pdf + ".xml";
        await File.WriteAllBytesAsync(xml, one.Xml, Stage.Stop);
        await Tool.MustAsync("xmllint", "--noout", "--nonet", xml);

        var end = one.Codes[1].LastIndexOf('/');
        var (signed, signature) = (one.Codes[1][(one.Codes[1].IndexOf("://", StringComparison.Ordinal) + 3)..end], one.Codes[1][(end + 1)..]);
        var files = Path.Combine(stage.Folder, $"{Guid.NewGuid():n}");
        await File.WriteAllBytesAsync(files + ".der", office.Devices[0].Certificate!, Stage.Stop);
        await File.WriteAllBytesAsync(files + ".sig", DerSignature.Of(System.Buffers.Text.Base64Url.DecodeFromChars(signature)), Stage.Stop);
        await File.WriteAllTextAsync(files + ".txt", signed, Stage.Stop);
        await File.WriteAllTextAsync(files + ".pem", await Tool.MustAsync("openssl", "x509", "-inform", "DER", "-in", files + ".der", "-noout", "-pubkey"), Stage.Stop);
        Assert.Contains("Verified OK", await Tool.MustAsync("openssl", "dgst", "-sha256", "-verify", files + ".pem", "-signature", files + ".sig", files + ".txt"));
    }
}

/// <summary>The web app as an office that goes away and comes back at the same address, over one store.</summary>
internal sealed class OfficeOfPocket : IAsyncDisposable
{
    public const string NewVersion = "0123456789abcdef";

    private readonly Stage stage;
    private readonly WebSettings settings;
    private WebApplication? app;

    private OfficeOfPocket(Stage stage, WebSettings settings, Account account) => (this.stage, this.settings, Account) = (stage, settings, account);

    public Account Account { get; }

    public string Address => settings.Urls[0];

    /// <summary>The program was updated: one of the files that a device keeps is another one.</summary>
    public bool IsUpdated { get; set; }

    public IReadOnlyList<Device> Devices => stage.Workplace.Devices.Of(stage.Company);

    public System.Net.Cookie Cookie => SignInCookie.Of(app!.Services, Account);

    public static async Task<OfficeOfPocket> OpenAsync(Stage stage)
    {
        var account = stage.Workplace.Accounts.Add("anna@example.com", "Anna Nowak", Language.Polish);
        stage.Workplace.Members.Let(account.Id, stage.Company, Role.Owner);
        var settings = new WebSettings
        {
            Urls = [$"http://127.0.0.1:{KeptPort.New()}"],
            LocalKsef = stage.Server.BaseAddress,
            LocalManagement = stage.Server.ManagementAddress,
        };
        var office = new OfficeOfPocket(stage, settings, account);
        await office.StartAsync();
        return office;
    }

    public async Task StartAsync()
    {
        app = WebApp.Build(stage.Workplace, settings);
        app.Use(UpdatedAsync);
        await app.StartAsync(Stage.Stop);
    }

    public async Task StopAsync()
    {
        if (app is not { } running) return;
        app = null;
        await running.StopAsync(Stage.Stop);
        await running.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private Task UpdatedAsync(HttpContext context, RequestDelegate next)
    {
        const string Changed = "/pocket/pocket.css";
        if (!IsUpdated || context.Request.Path.Value is not (Changed or "/pocket/assets.json")) return next(context);
        using var before = context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo(Changed).CreateReadStream();
        using var file = new MemoryStream();
        before.CopyTo(file);
        file.Write("/* Newer. */"u8);
        if (context.Request.Path == Changed) return Results.Bytes(file.ToArray(), "text/css").ExecuteAsync(context);
        var hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(file.ToArray()))}";
        var assets = context.RequestServices.GetRequiredService<PocketFiles>().All.Assets.Select(one => one.Url == Changed ? one with { Hash = hash } : one);
        return Results.Ok(new PocketAssets(NewVersion, [.. assets])).ExecuteAsync(context);
    }
}

/// <summary>An invoice as somebody has it in hand who issued it on a device.</summary>
/// <param name="Number">P_2.</param>
/// <param name="Hands">What may be handed over, as the device says it.</param>
/// <param name="Deadline">As it was said before it was issued.</param>
/// <param name="Codes">The links of both codes, as they are shown full screen.</param>
/// <param name="Pdf">What was downloaded.</param>
/// <param name="Xml">The file.</param>
internal sealed record IssuedInHand(string Number, string Hands, DateOnly Deadline, IReadOnlyList<string> Codes, byte[] Pdf, byte[] Xml);

/// <summary>The pocket in a browser profile, under somebody's hands.</summary>
internal sealed class PhoneInHand
{
    private readonly Chromium chromium;
    private readonly string profile;
    private readonly Stage stage;
    private readonly OfficeOfPocket office;
    private readonly IBrowserContext browser;
    private readonly ConcurrentQueue<string> faults = [];

    // This machine has no camera: what one would see is drawn.
    private const string HoldBeforeTheCamera = """
        base64 => {
          navigator.mediaDevices.getUserMedia = async () => {
            const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], { type: "image/png" }));
            const seen = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height }), paper = seen.getContext("2d");
            setInterval(() => paper.drawImage(picture, 0, 0), 100);
            return seen.captureStream(10);
          };
        }
        """;

    private PhoneInHand(Chromium chromium, string profile, Stage stage, OfficeOfPocket office, IBrowserContext browser) =>
        (this.chromium, this.profile, this.stage, this.office, this.browser) = (chromium, profile, stage, office, browser);

    public IPage Page => browser.Pages[0];

    /// <summary>Looks at what is shown now, by its name.</summary>
    public Func<string, Task> Looks { get; set; } = _ => Task.CompletedTask;

    public static async Task<PhoneInHand> OpenAsync(Chromium chromium, string profile, Stage stage, OfficeOfPocket office)
    {
        var phone = new PhoneInHand(chromium, profile, stage, office, await chromium.OpenProfileAsync(profile));
        phone.browser.SetDefaultTimeout(120_000);
        await phone.Page.SetViewportSizeAsync(360, 740);
        await phone.browser.Clock.InstallAsync(new ClockInstallOptions { TimeDate = stage.Clock.GetUtcNow().UtcDateTime });
        // They may come when the test is over.
        phone.Page.PageError += (_, fault) => phone.faults.Enqueue(fault);
        phone.Page.Console += (_, said) => { if (said.Type == "error") phone.faults.Enqueue(said.Text); };
        return phone;
    }

    public async Task SetUpAsync(string name)
    {
        await SignInAsync();
        await Page.GotoAsync($"{office.Address}/pocket/");
        await Page.FillAsync("#device-name", name);
        await Looks("set-up");
        await Page.ClickAsync("#set-up");
        await Page.WaitForSelectorAsync("#write:not([disabled])");
        while (!await Page.EvaluateAsync<bool>("() => inkaustPocket.isReadyOffline()")) await Task.Delay(200, Stage.Stop);
    }

    /// <summary>Waits until the home screen is there, and looks at it or at what was opened from it.</summary>
    public async Task SeeAsync(string face)
    {
        await Page.WaitForSelectorAsync("#pocket h1");
        await Looks(face);
    }

    /// <summary>Holds a code before the camera.</summary>
    public async Task VerifyAsync(string link)
    {
        await Page.GotoAsync($"{office.Address}/pocket/#verify");
        await Page.EvaluateAsync(HoldBeforeTheCamera, Convert.ToBase64String(CodeImage.Png(new PrintedCode("CERTYFIKAT", new Uri(link)))));
        await Page.ClickAsync("#watch");
        await Page.WaitForSelectorAsync("#claims");
        Assert.Equal(link, await Page.InputValueAsync("#code-link"));
        await Looks("verify");
        await Page.ClickAsync("#back");
    }

    /// <summary>The line is back, and whoever was signed in still is.</summary>
    public async Task BackAsync()
    {
        await browser.SetOfflineAsync(false);
        await Page.ClickAsync("#contact");
    }

    /// <summary>The line is back, and nobody is signed in.</summary>
    public async Task BackSignedOutAsync()
    {
        await browser.ClearCookiesAsync();
        await browser.SetOfflineAsync(false);
        await ReloadAsync();
        await Page.WaitForSelectorAsync("#signed-out");
    }

    /// <summary>Once the new version is here whole, a second window has the version of the first, and the app that is opened again the new one.</summary>
    public async Task UpdatedAsync()
    {
        while (await Page.EvaluateAsync<string>("async () => (await caches.match('/newest', { cacheName: 'inkaust-pocket' })).text()") != OfficeOfPocket.NewVersion)
            await Task.Delay(200, Stage.Stop);
        var second = await browser.NewPageAsync();
        await second.GotoAsync($"{office.Address}/pocket/");
        await second.WaitForSelectorAsync("#pocket h1");
        Assert.Equal(await VersionAsync(Page), await VersionAsync(second));
        await second.CloseAsync();
        await Page.GotoAsync($"{office.Address}/pocket/");
        await Page.WaitForSelectorAsync("#news");
        Assert.Equal(OfficeOfPocket.NewVersion, await VersionAsync(Page));
    }

    private static Task<string> VersionAsync(IPage page) => page.EvaluateAsync<string>("() => inkaustPocket.version()");

    /// <summary>Sets the clock of the device to that of the office and this much more.</summary>
    public Task TurnClockAsync(TimeSpan ahead) => browser.Clock.SetSystemTimeAsync((stage.Clock.GetUtcNow() + ahead).UtcDateTime);

    public async Task SignInAndSpeakAsync()
    {
        await SignInAsync();
        await Page.ClickAsync("#contact");
    }

    public Task CutAsync() => browser.SetOfflineAsync(true);

    /// <summary>The line is back. The session has ended with the browser: the queue stays, and goes once somebody has signed in again.</summary>
    public async Task BackAsync(int waiting)
    {
        await browser.SetOfflineAsync(false);
        await Page.ClickAsync("#contact");
        await Page.WaitForSelectorAsync("#signed-out");
        await WaitingAsync(waiting);
        await SignInAndSpeakAsync();
    }

    public async Task ReloadAsync()
    {
        await Page.GotoAsync($"{office.Address}/pocket/");
        await Page.ReloadAsync();
        await Page.WaitForSelectorAsync("#write");
    }

    public async Task<IssuedInHand> IssueAsync(string kind, string buyer, string? number, string rate)
    {
        await Page.ClickAsync("#write");
        await Page.WaitForSelectorAsync("#line-0-0");
        await Looks("editor-empty");
        await Page.FillAsync("#buyer-name", buyer);
        await Page.SelectOptionAsync("#buyer-kind", kind);
        if (number is not null) await Page.FillAsync("#buyer-number", number);
        await Page.FillAsync("#buyer-line1", "ul. Młyńska 7");
        await Page.FillAsync("#buyer-line2", "61-730 Poznań");
        if (kind == "euVat") await Page.FillAsync("#buyer-country", "DE");
        await Page.FillAsync("#line-0-0", "Naprawa kranu");
        await Page.FillAsync("#line-0-1", "1");
        await Page.FillAsync("#line-0-2", "usł.");
        await Page.FillAsync("#line-0-3", "180");
        await Page.SelectOptionAsync("#line-0-4", rate);
        await Looks("editor");
        await Page.ClickAsync("#issue-open");
        await Page.WaitForSelectorAsync("#issue-now:not([disabled])");
        await Looks("issue");
        var deadline = DateOnly.Parse((await Page.GetAttributeAsync("#deadline", "data-day"))!);
        await Page.ClickAsync("#issue-now");
        await Page.WaitForSelectorAsync("#show-codes");
        var hands = (await Page.TextContentAsync("#hand-head"))!.Split(": ")[1];
        await Looks("invoice");
        await Page.ClickAsync("#show-codes");
        await Looks("codes");
        Assert.Equal(["OFFLINE", "CERTYFIKAT"], await AttributesAsync("data-label"));
        var codes = await AttributesAsync("data-link");
        await Page.ClickAsync("#close-codes");
        var issued = new IssuedInHand((await Page.TextContentAsync("#invoice-number"))!, hands, deadline, codes, await DownloadedAsync("#download"), await DownloadedAsync("#xml"));
        await Page.ClickAsync("#back");
        await Page.WaitForSelectorAsync("#write");
        return issued;
    }

    public Task WaitingAsync(int many) => Assertions.Expect(Page.Locator("#queue-head")).ToHaveTextAsync($"Tylko na tym urządzeniu: {many}");

    public async Task AcceptedAsync(int many)
    {
        await Assertions.Expect(Page.Locator("#queue-head")).ToHaveTextAsync("Nic nie czeka", new() { Timeout = 60_000 });
        await Assertions.Expect(Page.Locator("#invoices .chip-good")).ToHaveCountAsync(many, new() { Timeout = 60_000 });
    }

    public async Task<string> KsefNumberOfAsync(string number)
    {
        await Page.Locator("#invoices a", new() { HasText = number }).ClickAsync();
        var text = (await Page.TextContentAsync("#ksef-number"))!.Trim();
        await Page.ClickAsync("#back");
        return text;
    }

    /// <summary>The power goes: the processes of this profile end without a word. The same profile is opened again.</summary>
    public async Task<PhoneInHand> KilledAndOpenedAgainAsync()
    {
        foreach (var process in Process.GetProcessesByName("chromium"))
        {
            if (!CommandLineOf(process.Id).Contains($"--user-data-dir={profile}", StringComparison.Ordinal)) continue;
            process.Kill();
            await process.WaitForExitAsync(Stage.Stop);
        }
        foreach (var left in Directory.GetFiles(profile, "Singleton*")) File.Delete(left); // Its lock, which the killed one could not take away.
        var again = await OpenAsync(chromium, profile, stage, office);
        await again.browser.ClearCookiesAsync(); // Whether a session outlives a kill depends on when the browser last wrote its cookies down.
        await again.CutAsync();
        await again.ReloadAsync();
        return again;
    }

    public Task CloseAsync()
    {
        foreach (var fault in faults) TestContext.Current.TestOutputHelper?.WriteLine(fault);
        return browser.CloseAsync();
    }

    private Task SignInAsync() => browser.AddCookiesAsync([new Cookie { Name = office.Cookie.Name, Value = office.Cookie.Value, Url = office.Address }]);

    private static string CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // It has ended.
        }
    }

    private async Task<IReadOnlyList<string>> AttributesAsync(string name) =>
        await Page.EvalOnSelectorAllAsync<string[]>(".code-figure", $"all => all.map(one => one.getAttribute('{name}'))");

    private async Task<byte[]> DownloadedAsync(string button)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync(button));
        return await File.ReadAllBytesAsync(await download.PathAsync(), Stage.Stop);
    }
}
