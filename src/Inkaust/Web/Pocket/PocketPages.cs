using System.Security.Cryptography;
using System.Text;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.FileProviders;

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
        pages.MapGet("/pocket/assets.json", (PocketFiles files) => Results.Ok(files.All));
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
                return Task.CompletedTask;
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
public sealed record PocketAssets(string Version, IReadOnlyList<PocketAsset> Assets);

/// <summary>Finds the files that a device keeps among all that the program serves.</summary>
internal sealed class PocketFiles
{
    // What is loaded by a name that says its content (symbols too, where they were built), but for those two, which load the others.
    private static readonly string[] Loaders = ["_framework/blazor.webassembly.js", "_framework/dotnet.js"];
    private static readonly string[] OfTheDesk = ["app.css", "icon.svg", "editor.css", "fields.js"];
    private static readonly string[] Loaded = [".wasm", ".js", ".dat", ".pdb"];
    private static readonly string[] FetchedOtherwise = ["pocket/sw.js", "pocket/index.html"];

    private readonly EndpointDataSource routes;
    private readonly IFileProvider files;
    private readonly Lazy<PocketAssets> all;

    public PocketFiles(EndpointDataSource routes, IWebHostEnvironment host)
    {
        (this.routes, files) = (routes, host.WebRootFileProvider);
        all = new(Found);
    }

    /// <summary>All of them, as they were when they were asked for first.</summary>
    public PocketAssets All => all.Value;

    private PocketAssets Found()
    {
        List<PocketAsset> found = [.. routes.Endpoints.Select(one => one.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .Where(one => one.Selectors.Count == 0 && IsOfPocket(one)).DistinctBy(one => one.Route)
            .Select(one => new PocketAsset($"/{one.Route}", Property(one, "integrity") ?? HashOf(one))).OrderBy(one => one.Url, StringComparer.Ordinal)];
        var text = string.Join('\n', found.Select(one => $"{one.Url} {one.Hash}"));
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16], found);
    }

    private static bool IsOfPocket(StaticAssetDescriptor file)
    {
        var (route, isNamedByContent) = (file.Route, Property(file, "fingerprint") is not null);
        if (Loaders.Contains(route) || OfTheDesk.Contains(route)) return true;
        if (route.StartsWith("pocket/", StringComparison.Ordinal)) return !isNamedByContent && !IsPacked(route) && !FetchedOtherwise.Contains(route);
        return isNamedByContent && route.StartsWith("_framework/", StringComparison.Ordinal) && Loaded.Any(end => route.EndsWith(end, StringComparison.Ordinal))
            && !route.StartsWith("_framework/blazor.", StringComparison.Ordinal) && !Loaders.Contains(Property(file, "label"));
    }

    private static bool IsPacked(string route) => route.EndsWith(".gz", StringComparison.Ordinal) || route.EndsWith(".br", StringComparison.Ordinal);

    // What was built and not published says no hash: it may be another file by now.
    private string HashOf(StaticAssetDescriptor file)
    {
        using var stream = files.GetFileInfo(file.AssetPath).CreateReadStream();
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(stream))}";
    }

    private static string? Property(StaticAssetDescriptor file, string name) => file.Properties.FirstOrDefault(one => one.Name == name)?.Value;
}
