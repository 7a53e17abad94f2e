using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>What stands at the root of both ports, for whoever has nothing but the address: what this is, and where it is described.</summary>
internal static class Entrance
{
    private const string Api = "https://github.com/CIRFMF/ksef-api", Guide = "docs/management.md";

    private static readonly Wording Warning =
        new("Lokalny KSeF do prób i testów, bez mocy prawnej.", "A local KSeF for trials and tests, without legal force.");

    public static Task<Answer> OfApi(Call call) => Task.FromResult(WantsPage(call)
        ? Answer.Html(PageLayout.Write(Tone.Good, new Wording("Lokalny KSeF działa", "The local KSeF is up"), PageLayout.Terms(
            ("API", "API", $"{call.Origin}/v2"), ("Opis API", "the API is described at", Api),
            ("Latarnia", "Latarnia", $"{call.Origin}/status, {call.Origin}/messages"),
            ("Strony kodów", "pages behind the codes", $"{call.Origin}/qr"),
            ("Zarządzanie", "management", $"drugi port, wypisany przy starcie / the other port, told at the start; {Guide}"))))
        : Answer.Json(new
        {
            what = Warning,
            api = $"{call.Origin}/v2",
            apiDocuments = Api,
            latarnia = new[] { $"{call.Origin}/status", $"{call.Origin}/messages" },
            codes = $"{call.Origin}/qr",
            management = new Wording($"Drugi port, wypisany przy starcie; opisuje go {Guide}.",
                $"The other port, told at the start; {Guide} describes it."),
        }));

    public static Answer OfManagement(Call call, IEnumerable<Route> routes) => WantsPage(call)
        ? Answer.Html(PageLayout.Write(Tone.Good, new Wording("Port zarządzania lokalnego KSeF", "The management port of the local KSeF"),
            $"<p>{Guide}, <a href=\"/openapi.json\">openapi.json</a></p><dl lang=en>" + string.Concat(Operations(routes)
                .Select(one => $"<dt>{PageLayout.Text(one.Key)}</dt><dd>{PageLayout.Text(one.Value)}</dd>")) + "</dl>"))
        : Answer.Json(new { what = Warning, documents = new[] { $"{call.Origin}/openapi.json", Guide }, operations = Operations(routes) });

    private static Dictionary<string, string> Operations(IEnumerable<Route> routes) =>
        routes.ToDictionary(route => $"{route.Method} {route.Path}", route => route.Description.Sentence);

    // A browser asks for a page, a program for anything.
    private static bool WantsPage(Call call) => call.Http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
