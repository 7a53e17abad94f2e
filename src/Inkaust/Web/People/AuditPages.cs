using Inkaust.Invoices;
using Inkaust.Office;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.People;

/// <summary>Who did what in a company, page by page and as a table for spreadsheets.</summary>
internal static class AuditPages
{
    private const int MostInTable = 100_000;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/c/{company}/audit", (AsReader scope, EndpointDataSource routes, int? page) =>
            Show.Page<AuditPage, AuditModel>(scope, AuditModel.Of(scope, routes, page is > 0 and < 1_000_000 and var one ? one : 1)));
        pages.MapGet("/c/{company}/audit.csv", (AsReader scope, EndpointDataSource routes) =>
        {
            var language = Face.Of(scope.Context, scope).Language;
            string L(string pl, string en) => language == Language.Polish ? pl : en;
            var rows = scope.Office.Audit.Of(scope.Company, 1, MostInTable).Select(one => (IReadOnlyList<string>)
                [$"{one.At:yyyy-MM-dd'T'HH:mm:ss'Z'}", one.Who, one.Email, one.Origin,
                    Auditing.Words(routes, one.Deed).In(language), one.About, one.Outcome]);
            return Results.File(SpreadsheetTable.Write(
                [L("Kiedy", "When"), L("Kto", "Who"), "E-mail", L("Skąd", "From"), L("Co", "What"),
                    L("Na czym", "On what"), L("Wynik", "Outcome")], rows),
                "text/csv; charset=utf-8", L("kto-co-zrobil.csv", "who-did-what.csv"));
        });
    }
}

/// <summary>A page of who did what.</summary>
public sealed record AuditModel(IReadOnlyList<(AuditEntry Entry, Wording Deed)> Entries, long All, int Page)
{
    internal static AuditModel Of(AsReader scope, EndpointDataSource routes, int page) => new(
        [.. scope.Office.Audit.Of(scope.Company, page).Select(one => (one, Auditing.Words(routes, one.Deed)))],
        scope.Office.Audit.Count(scope.Company), page);

    public bool HasMore => (long)Page * AuditList.OfAPage < All;
}
