using System.Security.Cryptography;
using System.Text;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Inkaust.Web.Pocket;

/// <summary>
/// Where Pocket is installed from: <c>/pocket/</c> and all that a device keeps of it. Its page is the same for everybody and says nothing of anybody, so
/// that a device may keep it; who somebody is, and for whom he may issue, is asked for at <c>/pocket/start</c>.
/// </summary>
internal static class PocketPages
{
    private const string Root = "/pocket/", Shell = "pocket/index.html", Worker = "pocket/sw.js";

    public static void Map(IEndpointRouteBuilder pages)
    {
        // What is below an address without its last slash, the worker of the app does not reach.
        pages.MapGet("/pocket", IResult (HttpContext context, IWebHostEnvironment host) => context.Request.Path.Value == Root
            ? Results.Stream(host.WebRootFileProvider.GetFileInfo(Shell).CreateReadStream(), "text/html; charset=utf-8")
            : Results.Redirect(Root)).WithMetadata(new HoldsWebAssembly());
        pages.MapGet("/pocket/start", (AsAccount scope) => Results.Ok(PocketStart.Of(scope))).WithMetadata(new ForPrograms());
        pages.MapGet("/pocket/assets.json", (HttpContext context) => Results.Ok(PocketAssets.Of(context.RequestServices.GetRequiredService<EndpointDataSource>())));
    }

    /// <summary>The worker of the app reaches all of it, and a browser always asks whether it is another one by now.</summary>
    public static void LetTheWorkerReachAll(EndpointBuilder file)
    {
        if (file.Metadata.OfType<StaticAssetDescriptor>().FirstOrDefault() is not { Route: Worker } || file.RequestDelegate is not { } serve) return;
        file.RequestDelegate = context =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["Service-Worker-Allowed"] = Root;
                context.Response.Headers.CacheControl = "no-cache";
                return System.Threading.Tasks.Task.CompletedTask;
            });
            return serve(context);
        };
    }
}

/// <summary>What a device is told that is online, of whoever is signed in on it.</summary>
/// <param name="Token">Proves that its requests come from our page.</param>
/// <param name="Language">pl or en.</param>
/// <param name="ServerTime">The time here.</param>
/// <param name="Account">Who is signed in.</param>
/// <param name="Companies">Those for which he may issue.</param>
public sealed record PocketStart(string Token, string Language, DateTimeOffset ServerTime, PocketAccount Account, IReadOnlyList<PocketCompany> Companies)
{
    internal static PocketStart Of(AsAccount scope)
    {
        var face = Face.Of(scope.Context, scope);
        return new(face.Token, face.L("pl", "en"), scope.Now, new(scope.Account.Id.ToString(), scope.Account.Email, scope.Account.Name),
            [.. scope.Office.Members.Of(scope.Account.Id).Where(one => one.Role >= Role.Issuer).Select(one => PocketCompany.Of(one.Company))]);
    }
}

/// <summary>Whoever is signed in.</summary>
public sealed record PocketAccount(string Id, string Email, string Name);

/// <summary>A company for which a device may issue.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Nip">Its NIP.</param>
/// <param name="Name">As it stands on invoices.</param>
/// <param name="Environment">The word or the address of its KSeF.</param>
/// <param name="IsProduction">Its invoices have legal force.</param>
/// <param name="Api">Where its API begins.</param>
/// <param name="Pages">Where its pages begin.</param>
public sealed record PocketCompany(string Id, string Nip, string Name, string Environment, bool IsProduction, string Api, string Pages)
{
    internal static PocketCompany Of(Company company) => new(company.Id.Text, company.Nip.ToString(), company.Name, company.Environment.Word,
        company.Environment.IsProduction, $"/api/v1/companies/{Uri.EscapeDataString(company.Id.Text)}", Addresses.Of(company));
}

/// <summary>A file that a device keeps.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Hash">Of its content, as <c>integrity</c> wants it.</param>
public sealed record PocketAsset(string Url, string Hash);

/// <summary>All that a device keeps of the app.</summary>
/// <param name="Version">Another one where any of them is another one.</param>
/// <param name="Assets">By address; the page itself is not among them.</param>
public sealed record PocketAssets(string Version, IReadOnlyList<PocketAsset> Assets)
{
    // What is loaded by a name that says its content (symbols too, where they were built), but for those two, which load the others.
    private static readonly string[] Loaders = ["_framework/blazor.webassembly.js", "_framework/dotnet.js"];
    private static readonly string[] OfTheDesk = ["app.css", "icon.svg", "editor.css", "fields.js"];
    private static readonly string[] Loaded = [".wasm", ".js", ".dat", ".pdb"];

    /// <summary>Those that the program serves.</summary>
    internal static PocketAssets Of(EndpointDataSource routes)
    {
        List<PocketAsset> all = [.. routes.Endpoints.Select(one => one.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .Where(one => one.Selectors.Count == 0 && IsOfPocket(one))
            .Select(one => new PocketAsset($"/{one.Route}", Property(one, "integrity") ?? ""))
            .DistinctBy(one => one.Url).OrderBy(one => one.Url, StringComparer.Ordinal)];
        var text = string.Join('\n', all.Select(one => $"{one.Url} {one.Hash}"));
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16], all);
    }

    private static bool IsOfPocket(StaticAssetDescriptor file)
    {
        if (Loaders.Contains(file.Route) || OfTheDesk.Contains(file.Route)) return true;
        if (file.Route.StartsWith("pocket/", StringComparison.Ordinal)) return IsPlain(file) && file.Route is not ("pocket/sw.js" or "pocket/index.html");
        return file.Route.StartsWith("_framework/", StringComparison.Ordinal) && Property(file, "fingerprint") is not null
            && Loaded.Any(end => file.Route.EndsWith(end, StringComparison.Ordinal))
            && !file.Route.StartsWith("_framework/blazor.", StringComparison.Ordinal) && !file.Route.StartsWith("_framework/dotnet.js", StringComparison.Ordinal)
            && Property(file, "label") is { } label && !Loaders.Contains(label);
    }

    // Under its own name, not under the one that says its content.
    private static bool IsPlain(StaticAssetDescriptor file) =>
        Property(file, "fingerprint") is null && !file.Route.EndsWith(".gz", StringComparison.Ordinal) && !file.Route.EndsWith(".br", StringComparison.Ordinal);

    private static string? Property(StaticAssetDescriptor file, string name) => file.Properties.FirstOrDefault(one => one.Name == name)?.Value;
}
