using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Inkaust.Tests.Browser;

/// <summary>A page as it is looked at: drawn where somebody wants pictures (INKAUST_PICTURES, artifacts/pictures), and judged.</summary>
internal static class Looked
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "artifacts", "pictures");

    // To be looked at by people; whoever only wants to know whether all is well need not wait for them.
    private static readonly bool Draws = Environment.GetEnvironmentVariable("INKAUST_PICTURES") is not null;

    /// <summary>A picture of the whole page.</summary>
    public static async Task DrawAsync(IPage page, string face)
    {
        if (Draws) await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, face + ".png"), FullPage = true });
    }

    /// <summary>Draws it in a theme; then everything that keeps somebody from using it.</summary>
    public static async Task<IReadOnlyList<string>> AtAsync(IPage page, string face, ColorScheme theme)
    {
        var named = $"{face}-{theme.ToString().ToLowerInvariant()}";
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
        await DrawAsync(page, named);
        return [.. await WidthAsync(page, named), .. await AxeAsync(page, named)];
    }

    /// <summary>What axe says against it.</summary>
    public static async Task<IEnumerable<string>> AxeAsync(IPage page, string face) =>
        (await page.RunAxe()).Violations.Select(one => $"{face}: {one.Id}: {string.Join("; ", one.Nodes.Take(3).Select(node => node.Html))}");

    /// <summary>Whether it has to be moved sideways.</summary>
    public static async Task<IEnumerable<string>> WidthAsync(IPage page, string face) =>
        await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth") ? [$"{face}: wider than the window"] : [];
}
