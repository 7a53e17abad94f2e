using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Playwright;

namespace Inkaust.Bench;

/// <summary>
/// The pocket as its users have it: the published program, installed in a profile of Chromium, and then with no network and no server at all. What is
/// downloaded; how long a new process of the browser takes until the app can be used; how long an invoice takes from the click until its codes can be shown;
/// and how long a file of 100 KB is validated in WebAssembly. <c>--runs N</c> (7);
/// <c>--published</c>: what was published the last time.
/// </summary>
internal static class Pocket
{
    private const double MostMegabytes = 4, MostStart = 2000, MostIssue = 500, MostValidation = 200;
    // The first invoice of a process runs through code that nobody has run before it.
    private const int IssuesInAProcess = 4;
    private const string Email = "anna@example.com", Password = "cztery różne słowa tu";

    // What happens in the page is timed in the page: nothing of the app knows of it.
    private const string TellWhenUsable = """
        new MutationObserver((_, me) => {
          if (!document.querySelector("#write:not([disabled])")) return;
          me.disconnect();
          window.usableAfter = performance.now();
        }).observe(document, { childList: true, subtree: true, attributes: true });
        """;

    private const string TellWhenIssued = """
        () => {
          window.issuedAfter = 0;
          document.getElementById("issue-now").addEventListener("click", () => {
            const began = performance.now();
            new MutationObserver((_, me) => {
              if (!document.getElementById("show-codes")) return;
              me.disconnect();
              window.issuedAfter = performance.now() - began;
            }).observe(document.body, { childList: true, subtree: true });
          }, { capture: true, once: true });
        }
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var runs = Choices.Number(arguments, "--runs", 7);
        if (SystemChromium.Program is null)
        {
            Console.WriteLine($"{SystemChromium.Name} is not installed; nothing was measured");
            return 2;
        }
        if (!arguments.Contains("--published") && (!PublishedApart.Publish("src/Inkaust") || !PublishedApart.Publish("tests/Inkaust.InTheBrowser")))
        {
            Console.WriteLine("The program could not be published; nothing was measured");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("inkaust-pocket-");
        using var playwright = await Playwright.CreateAsync();
        try
        {
            bool[] met = [.. await OfTheAppAsync(playwright, Path.Combine(PublishedApart.FolderOf("src/Inkaust"), "inkaust.dll"), folder.FullName, runs), await OfTheValidatorAsync(playwright, runs)];
            return met.All(one => one) ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<bool>> OfTheAppAsync(IPlaywright playwright, string program, string folder, int runs)
    {
        var (data, profile) = (Path.Combine(folder, "data"), Path.Combine(folder, "profile"));
        await using var ksef = await LocalKsefServer.StartAsync(new LocalKsefOptions());
        var masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await FillAsync(data, ksef.BaseAddress, masterKey);
        string address;
        double megabytes;
        using (var server = Start(program, data, masterKey))
        {
            address = await AddressOfAsync(server);
            megabytes = await DownloadAsync(address);
            await InstallAsync(playwright, profile, address);
            server.Kill();
            await server.WaitForExitAsync();
        }
        var (starts, wholes, firsts, issues) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run <= runs; run++)
        {
            var began = Stopwatch.GetTimestamp();
            await using var browser = await SystemChromium.OpenProfileAsync(playwright, profile);
            var page = browser.Pages[0];
            await browser.SetOfflineAsync(true);
            await page.AddInitScriptAsync(TellWhenUsable);
            await page.GotoAsync($"{address}/pocket/");
            await page.WaitForFunctionAsync("() => window.usableAfter > 0");
            wholes.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            starts.Add(await page.EvaluateAsync<double>("() => window.usableAfter"));
            firsts.Add(await IssueAsync(page));
            for (var more = 1; more < IssuesInAProcess; more++) issues.Add(await IssueAsync(page));
            await browser.CloseAsync();
        }
        Console.WriteLine($"{"a start with that of the browser itself (median)",-64} {Median(wholes),6:0} ms");
        Console.WriteLine($"{"the first invoice of a process (median)",-64} {Median(firsts),6:0} ms");
        return
        [
            Says("download in Brotli, all that the device keeps", megabytes, MostMegabytes, "MB", "0.00"),
            Says($"cold start with no network until it can be used (median of {runs})", Median(starts), MostStart, "ms"),
            Says($"issue of three lines until both codes are there (median of {issues.Count})", Median(issues), MostIssue, "ms"),
        ];
    }

    private static async Task<bool> OfTheValidatorAsync(IPlaywright playwright, int runs)
    {
        var file = OfSize(100_000);
        await using var app = await PublishedPage.ServeAsync("tests/Inkaust.InTheBrowser", file);
        await using var browser = await SystemChromium.OpenAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.GotoAsync($"{app.Address}?validate={PublishedPage.File}&runs={runs}");
        var times = (await page.Locator("#times").TextContentAsync(new() { Timeout = 120_000 }))!.Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToList();
        Console.WriteLine($"{"validation in WebAssembly, the first of a process",-64} {times[0],6:0} ms (not counted)");
        return Says($"validation of {file.Length / 1000} KB in WebAssembly (median of {runs})", Median(times), MostValidation, "ms");
    }

    private static bool Says(string what, double figure, double goal, string unit, string shape = "0")
    {
        var isMet = figure <= goal;
        Console.WriteLine($"{what,-64} {figure.ToString(shape, CultureInfo.InvariantCulture),6} {unit}   (at most {goal:0} {unit}){(isMet ? "" : "   MISSED")}");
        return isMet;
    }

    // After one that does not count.
    private static double Median(List<double> times) => times.Skip(1).Order().ElementAt((times.Count - 1) / 2);

    private static async Task FillAsync(string data, Uri ksef, string masterKey)
    {
        await using var office = Workplace.Open(data, TimeProvider.System, MasterKey.Of(masterKey, "the benchmark"));
        var account = office.Accounts.Add(Email, "Anna Nowak", Language.Polish);
        office.SignInSecrets.Keep(office.SignInSecrets.Of(account.Id)! with { PasswordHash = new PasswordHasher<Account>().HashPassword(account, Password) });
        var company = office.Companies.For(Who.Account(account.Id.Text)).Add(new Company(
            Nip.Parse("5260001246"), "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa", KsefEnvironment.Local(ksef)));
        office.Members.Let(account.Id, company, Role.Owner);
        await office.EnrolCertificate.ForAsync(company, CertificateKind.Authentication);
    }

    private static Process Start(string program, string data, string masterKey)
    {
        var start = new ProcessStartInfo("dotnet", [program, "web", "--no-local-ksef", "--urls", $"http://127.0.0.1:{KeptPort.New()}", "--data", data, "--json"])
        { RedirectStandardOutput = true };
        start.Environment[Surroundings.MasterKeyVariable] = masterKey;
        return Process.Start(start)!;
    }

    private static async Task<string> AddressOfAsync(Process server)
    {
        var said = "";
        while (await server.StandardOutput.ReadLineAsync() is { } line && (said += line).Count(c => c == '{') != said.Count(c => c == '}'))
        {
            // It says one record.
        }
        return (string)JsonNode.Parse(said)!["address"]!;
    }

    // As a browser asks for it, once for everything that the list names, the shell and the worker.
    private static async Task<double> DownloadAsync(string address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        var list = await http.GetAsync("/pocket/assets.json");
        using var plain = new HttpClient { BaseAddress = new Uri(address) };
        var assets = JsonNode.Parse(await plain.GetStringAsync("/pocket/assets.json"))!["assets"]!.AsArray().Select(one => (string)one!["url"]!).ToList();
        var sizes = new List<(string Url, long Bytes)> { ("/pocket/assets.json", (await list.Content.ReadAsByteArrayAsync()).LongLength) };
        foreach (var url in assets.Append("/pocket/").Append("/pocket/sw.js")) sizes.Add((url, (await http.GetByteArrayAsync(url)).LongLength));
        foreach (var (url, bytes) in sizes.OrderByDescending(one => one.Bytes).Take(12)) Console.WriteLine($"    {bytes / 1000,5} kB  {url}");
        Console.WriteLine($"    {sizes.Count,5} files");
        return sizes.Sum(one => one.Bytes) / 1e6;
    }

    private static async Task InstallAsync(IPlaywright playwright, string profile, string address)
    {
        await using var browser = await SystemChromium.OpenProfileAsync(playwright, profile);
        browser.SetDefaultTimeout(120_000);
        var page = browser.Pages[0];
        await page.GotoAsync($"{address}/sign-in?return=%2Fpocket%2F");
        await page.FillAsync("form[action='/sign-in'] [name=email]", Email);
        await page.FillAsync("form[action='/sign-in'] [name=password]", Password);
        await page.ClickAsync("form[action='/sign-in'] button.first");
        await page.FillAsync("#device-name", "Telefon Anny");
        await page.ClickAsync("#set-up");
        await page.WaitForSelectorAsync("#write:not([disabled])");
        await page.WaitForFunctionAsync("() => inkaustPocket.isReadyOffline()");
        // The desk has the same assemblies, trimmed too.
        await page.GotoAsync(address);
        await page.GotoAsync(page.Url.TrimEnd('/') + "/new");
        await page.WaitForSelectorAsync("#line-0-0");
        await browser.CloseAsync();
    }

    private static async Task<double> IssueAsync(IPage page)
    {
        if (await page.IsVisibleAsync("#back")) await page.ClickAsync("#back");
        await page.ClickAsync("#write");
        await page.FillAsync("#buyer-name", "Zofia Żółć");
        await page.SelectOptionAsync("#buyer-kind", "none");
        for (var line = 0; line < 3; line++)
        {
            await page.FillAsync($"#line-{line}-0", $"Naprawa kranu {line + 1}");
            await page.FillAsync($"#line-{line}-1", "1");
            await page.FillAsync($"#line-{line}-2", "usł.");
            await page.FillAsync($"#line-{line}-3", "180");
            await page.SelectOptionAsync($"#line-{line}-4", "23");
            if (line < 2) await page.PressAsync($"#line-{line}-3", "Enter");
        }
        await page.ClickAsync("#issue-open");
        await page.WaitForSelectorAsync("#issue-now:not([disabled])");
        await page.EvaluateAsync(TellWhenIssued);
        await page.ClickAsync("#issue-now");
        await page.WaitForFunctionAsync("() => window.issuedAfter > 0");
        return await page.EvaluateAsync<double>("() => window.issuedAfter");
    }

    // As many lines as it takes.
    private static byte[] OfSize(int bytes)
    {
        var lines = 10;
        while (true)
        {
            var file = Fa3Writer.Write(new InvoiceDraft
            {
                Number = "FV/1/12/2026",
                IssueDate = new DateOnly(2026, 12, 9),
                Seller = new Party { Nip = Nip.Parse("5260001246"), Name = "Atrament i Pióro sp. z o.o.", Address = Address.Parse("ul. Piękna 7/3, 00-539 Warszawa", null) },
                Buyer = new Party { Nip = Nip.Parse("6712345098"), Name = "Piekarnia Złoty Kłos", Address = Address.Parse("ul. Chlebowa 1, 70-001 Szczecin", null) },
                Lines = [.. Enumerable.Range(1, lines).Select(one => new Line
                { Name = $"Chleb żytni na zakwasie {one}", Quantity = 2, Unit = "szt.", Price = 9.5m + one, Rate = VatRate.Parse("5") })],
            }, new DateTimeOffset(2026, 12, 9, 11, 0, 0, TimeSpan.Zero), "Inkaust");
            if (file.Length >= bytes) return file;
            lines += Math.Max(1, (bytes - file.Length) / 500);
        }
    }
}
