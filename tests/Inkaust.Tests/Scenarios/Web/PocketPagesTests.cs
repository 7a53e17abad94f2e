using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>What a device keeps of the app is the same for everybody; what is somebody's own is asked for.</summary>
public sealed class PocketPagesTests
{
    [Fact]
    public async Task The_page_is_the_same_for_everybody_and_runs_webassembly()
    {
        await using var house = await WebHouse.OpenAsync();
        using var nobody = house.Visitor();
        using var owner = house.Visitor(house.Account());

        Assert.Equal("/pocket/", (await nobody.GetAsync("/pocket")).Location?.ToString());
        var seen = await nobody.GetAsync("/pocket/");
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal(seen.Text, (await owner.GetAsync("/pocket/")).Text);
        Assert.Equal("/pocket/manifest.webmanifest", seen.Find("link[rel=manifest]")!.GetAttribute("href"));
        using var answer = await nobody.SendRawAsync(new HttpRequestMessage(HttpMethod.Get, "/pocket/"));
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval';", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task The_start_names_the_companies_for_which_one_may_issue()
    {
        await using var house = await WebHouse.OpenAsync();
        using var nobody = house.Visitor();
        using var reader = house.Visitor(house.Account("Rita Czyta", Role.Reader));
        using var issuer = house.Visitor(house.Account("Igor Wystawia", Role.Issuer));

        var refused = await nobody.GetAsync("/pocket/start");
        Assert.Equal((HttpStatusCode.Unauthorized, "INK-WEB-001"), (refused.Status, (string?)JsonNode.Parse(refused.Text)!["code"]));
        Assert.Empty(JsonNode.Parse((await reader.GetAsync("/pocket/start")).Text)!["companies"]!.AsArray());
        var start = JsonNode.Parse((await issuer.GetAsync("/pocket/start")).Text)!;
        Assert.Equal("igor.wystawia@example.com", (string?)start["account"]!["email"]);
        var company = Assert.Single(start["companies"]!.AsArray())!;
        Assert.Equal((house.Company.Id.Text, house.Company.Nip.ToString(), false),
            ((string)company["id"]!, (string)company["nip"]!, (bool)company["isProduction"]!));
        var request = new HttpRequestMessage(HttpMethod.Post, $"{company["api"]}/devices") { Content = new StringContent("{}", null, "application/json") };
        request.Headers.Add("X-Inkaust-Token", (string?)start["token"]);
        // Its token is good: what is refused is the device without a name.
        Assert.Equal("INK-POCKET-004", (string?)JsonNode.Parse((await issuer.SendAsync(request)).Text)!["code"]);
    }

    [Fact]
    public async Task Every_file_that_a_device_keeps_is_served_and_is_what_its_hash_says()
    {
        await using var house = await WebHouse.OpenAsync();
        using var nobody = house.Visitor();
        var list = JsonNode.Parse((await nobody.GetAsync("/pocket/assets.json")).Text)!;
        var assets = list["assets"]!.AsArray().ToDictionary(one => (string)one!["url"]!, one => (string)one!["hash"]!);

        Assert.Matches("^[0-9a-f]{16}$", (string)list["version"]!);
        string[] needed = ["/_framework/blazor.webassembly.js", "/_framework/dotnet.js", "/app.css", "/editor.css"];
        Assert.Empty(needed.Except(assets.Keys));
        Assert.Contains(assets.Keys, one => one.StartsWith("/_framework/dotnet.native.", StringComparison.Ordinal) && one.EndsWith(".wasm", StringComparison.Ordinal));
        Assert.Contains(assets.Keys, one => one.StartsWith("/_framework/Inkaust.Invoices.", StringComparison.Ordinal));
        Assert.DoesNotContain(assets.Keys, one => one.EndsWith(".gz", StringComparison.Ordinal) || one.EndsWith(".map", StringComparison.Ordinal));
        Assert.Contains("/pocket/pocket.js", assets.Keys);
        Assert.Contains("/pocket/manifest.webmanifest", assets.Keys);
        using var worker = await nobody.SendRawAsync(new HttpRequestMessage(HttpMethod.Get, "/pocket/sw.js"));
        Assert.Equal(("/pocket/", "no-cache"), (worker.Headers.GetValues("Service-Worker-Allowed").Single(), worker.Headers.CacheControl?.ToString()));
        foreach (var (url, hash) in assets.Where(one => !one.Key.Contains("System.", StringComparison.Ordinal)))
        {
            using var answer = await nobody.SendRawAsync(new HttpRequestMessage(HttpMethod.Get, url));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(hash, $"sha256-{Convert.ToBase64String(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync(Stage.Stop)))}");
        }
    }
}
