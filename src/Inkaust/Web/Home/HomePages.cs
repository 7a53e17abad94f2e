using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Home;

/// <summary>The start: of everybody, of somebody with several companies, of a company.</summary>
internal static class HomePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", (AsAccount scope) => scope.Office.Members.Of(scope.Account.Id) switch
        {
            [] => Results.Redirect("/start"),
            [var only] => Results.Redirect(Addresses.Of(only.Company)),
            _ => Results.Redirect("/companies"),
        });
        pages.MapGet("/companies", (AsAccount scope, string? q) =>
            Show.Page<Companies, CompaniesModel>(scope, CompaniesModel.Of(scope.Office.SeeCompanies.Of(scope.Account.Id), q)));
        pages.MapGet("/c/{company}", (AsReader scope) =>
            Show.Page<HomePage, HomeModel>(scope, new HomeModel(scope.Office.LookAtHome.Of(scope.Company))));
        pages.MapPost("/language", (HttpContext context, WebSettings settings, [FromForm] string? to, [FromForm(Name = "return")] string? back) =>
        {
            context.Response.Cookies.Append("lang", to == "en" ? "en" : "pl", Safeguards.CookieFor(settings, TimeSpan.FromDays(365)));
            return Results.LocalRedirect(Inside(back));
        }).DisableAntiforgery();
    }

    /// <summary>An address to go on to, which somebody else may have written: ours, or the start.</summary>
    public static string Inside(string? address) =>
        address is { Length: > 0 and < 500 } && address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal)
        && !address.StartsWith("/\\", StringComparison.Ordinal) && address.All(c => c is > ' ' and < '\u007F') ? address : "/";
}

/// <summary>The start of a company.</summary>
public sealed record HomeModel(CompanyHome Home);

/// <summary>All companies of an account.</summary>
/// <param name="Shown">Those that are shown, those first that need somebody.</param>
/// <param name="All">How many there are.</param>
/// <param name="Query">What was looked for.</param>
public sealed record CompaniesModel(IReadOnlyList<(Membership Membership, Standing Standing)> Shown, int All, string Query)
{
    public static CompaniesModel Of(IReadOnlyList<(Membership Membership, Standing Standing)> all, string? query)
    {
        var wanted = query?.Trim() ?? "";
        return new([.. all.Where(one => wanted.Length == 0
            || one.Membership.Company.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)
            || one.Membership.Company.Nip.ToString().Contains(wanted.Replace("-", ""), StringComparison.Ordinal))
            .OrderBy(one => one.Standing.Need).ThenBy(one => one.Membership.Company.Name, StringComparer.Ordinal)], all.Count, wanted);
    }
}
