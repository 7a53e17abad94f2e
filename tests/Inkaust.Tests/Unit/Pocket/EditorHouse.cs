using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Inkaust.Invoices;
using Inkaust.Pocket.Desk;
using Inkaust.Pocket.Writing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace Inkaust.Tests.Unit.Pocket;

/// <summary>The editor over a draft, drawn without a browser.</summary>
internal static class EditorHouse
{
    public static Start Start(JsonObject draft, Language language = Language.Polish) => new()
    {
        Language = language,
        Token = "t",
        AccountId = "anna",
        Company = "c",
        Api = "/api",
        Pages = "/c/c",
        IsProduction = false,
        Today = new DateOnly(2026, 12, 9),
        Seller = (JsonObject)JsonNode.Parse("""{"name":"Atrament i Pióro","nip":"5260001246","address":"ul. Piękna 7/3, 00-539 Warszawa"}""")!,
        Series = [new SeriesHere("main", "Faktury", "FV/1/12/2026")],
        Draft = new KeptDraft("draft-0001", 1, DateTimeOffset.Parse("2026-12-09T12:00:00Z", CultureInfo.InvariantCulture), null, draft),
    };

    /// <summary>The whole editor as it would stand on the page.</summary>
    public static async Task<IDocument> DrawAsync(JsonObject draft, Language language = Language.Polish)
    {
        var start = Start(draft, language);
        var browser = new Inkaust.Pocket.Desk.Browser(new NoBrowser());
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(browser);
        services.AddSingleton(start);
        var office = new Inkaust.Pocket.Desk.Office(new OfficeLine(http, () => start.Token), start);
        services.AddSingleton(office);
        services.AddSingleton<IBuyerMemory>(office);
        services.AddSingleton<Pad>();
        services.AddSingleton<Keeper>();
        services.AddSingleton<NavigationManager, NoNavigation>();
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Inkaust.Pocket.Editor>()).ToHtmlString());
        return new HtmlParser().ParseDocument(html);
    }

    private sealed class NoNavigation : NavigationManager
    {
        public NoNavigation() => Initialize("http://127.0.0.1/", "http://127.0.0.1/c/c/new");
    }

    private sealed class NoBrowser : IJSInProcessRuntime
    {
        public TResult Invoke<TResult>(string identifier, params object?[]? args) => default!;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => default;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => default;
    }
}
