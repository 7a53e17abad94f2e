using System.Data.Common;
using Inkaust.Office;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Api;

/// <summary>What a proxy or a supervisor asks: whether the process lives, and whether it can work.</summary>
internal static class HealthPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/healthz", () => Results.Text("ok"));
        pages.MapGet("/readyz", (Workplace office) =>
        {
            try
            {
                office.Accounts.IsEmpty(); // One question to the database.
                return Results.Text("ok");
            }
            catch (DbException)
            {
                return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
