using System.Diagnostics.CodeAnalysis;
using Inkaust.Tests.Support;
using Microsoft.Playwright;

namespace Inkaust.Tests.Browser;

/// <summary>All tests that open a browser share one, and run one after another.</summary>
[CollectionDefinition(nameof(Chromium))]
[SuppressMessage("Naming", "CA1711", Justification = "That is what xunit calls it.")]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;

/// <summary>The system's Chromium, started when a test first asks for it. Skips the test where it is not installed.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A page of a profile of its own, in which scripts run or do not.</summary>
    public async Task<IPage> NewPageAsync(bool hasScript = true)
    {
        var driver = await DriverAsync();
        browser ??= await SystemChromium.OpenAsync(driver);
        return await browser.NewPageAsync(new BrowserNewPageOptions { JavaScriptEnabled = hasScript, Locale = "pl-PL" });
    }

    /// <inheritdoc cref="SystemChromium.OpenProfileAsync"/>
    public async Task<IBrowserContext> OpenProfileAsync(string folder) => await SystemChromium.OpenProfileAsync(await DriverAsync(), folder);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private async Task<IPlaywright> DriverAsync()
    {
        if (SystemChromium.Program is null) Assert.Skip($"{SystemChromium.Name} is not installed; ./test installs it where it can.");
        return playwright ??= await Playwright.CreateAsync();
    }
}
