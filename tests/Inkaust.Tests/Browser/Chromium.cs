using System.Diagnostics.CodeAnalysis;
using Microsoft.Playwright;

namespace Inkaust.Tests.Browser;

/// <summary>All tests that open a browser share one, and run one after another.</summary>
[CollectionDefinition(nameof(Chromium))]
[SuppressMessage("Naming", "CA1711", Justification = "That is what xunit calls it.")]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;

/// <summary>The system's Chromium (Debian: <c>chromium</c>), started when a test first asks for it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "chromium";

    // A browser of the tests has no sandbox, because they may run as root, and speaks to nobody by itself.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A page of a profile of its own, in which scripts run or do not. Skips the test where Chromium is not installed.</summary>
    public async Task<IPage> NewPageAsync(bool hasScript = true)
    {
        var program = Installed();
        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Flags });
        return await browser.NewPageAsync(new BrowserNewPageOptions { JavaScriptEnabled = hasScript, Locale = "pl-PL" });
    }

    /// <summary>A Chromium of its own over a profile on the disk, which outlives it.</summary>
    /// <param name="folder">The profile; made where it is not there.</param>
    public async Task<IBrowserContext> OpenProfileAsync(string folder)
    {
        var program = Installed();
        playwright ??= await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchPersistentContextAsync(folder,
            new BrowserTypeLaunchPersistentContextOptions { ExecutablePath = program, Args = Flags, Locale = "pl-PL", AcceptDownloads = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string Installed()
    {
        if (PathOf(Program) is { } program) return program;
        Assert.Skip($"{Program} is not installed; ./test installs it where it can.");
        throw new InvalidOperationException();
    }

    private static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
