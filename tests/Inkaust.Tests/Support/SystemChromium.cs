using Microsoft.Playwright;

namespace Inkaust.Tests.Support;

/// <summary>The system's Chromium (Debian: <c>chromium</c>), as tests and benchmarks open it.</summary>
internal static class SystemChromium
{
    public const string Name = "chromium";

    // It has no sandbox, because they may run as root, and speaks to nobody by itself.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>The program; null: it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);

    /// <summary>A browser without a profile.</summary>
    public static Task<IBrowser> OpenAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Flags });

    /// <summary>A Chromium of its own over a profile on the disk, which outlives it.</summary>
    /// <param name="playwright">By whom it is driven.</param>
    /// <param name="folder">The profile; made where it is not there.</param>
    public static Task<IBrowserContext> OpenProfileAsync(IPlaywright playwright, string folder) => playwright.Chromium.LaunchPersistentContextAsync(folder,
        new BrowserTypeLaunchPersistentContextOptions { ExecutablePath = Program, Args = Flags, Locale = "pl-PL", AcceptDownloads = true });
}
