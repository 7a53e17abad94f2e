using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.People;

/// <summary>What a route does, in words, for the list of who did what. It stands beside the route; what has none is listed by its address.</summary>
internal sealed record AuditWords(string Pl, string En)
{
    public Wording Text => new(Pl, En);
}

/// <summary>What was asked for changed nothing, so that there is nothing to note: a handler says so of its own request.</summary>
internal sealed record ChangedNothing;

/// <summary>Notes whatever people do in a company: every route that changes something there passes through here, whoever wrote it.</summary>
internal static class Auditing
{
    public const string Done = "done";

    private const string OfCompany = "c/{company}/";

    /// <summary>Around the handlers of all pages.</summary>
    public static async ValueTask<object?> NoteAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (HttpMethods.IsGet(call.HttpContext.Request.Method) || call.Arguments.OfType<IOfCompany>().FirstOrDefault() is not { } scope)
            return await next(call);
        var (deed, about) = (DeedOf(call.HttpContext), AboutOf(call.HttpContext));
        Task NoteAsync(string outcome) => scope.Office.Audit.NoteAsync(scope.Company, Origin.Of(call.HttpContext), deed, about, outcome);
        try
        {
            var result = await next(call);
            if (call.HttpContext.Features.Get<ChangedNothing>() is null) await NoteAsync(result is IStatusCodeHttpResult { StatusCode: >= 400 } ? "refused" : Done);
            return result;
        }
        catch (RefusedException refused)
        {
            await NoteAsync(string.Join(' ', refused.Findings.Select(one => one.Code).Distinct()));
            throw;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await NoteAsync("failed");
            throw;
        }
    }

    /// <summary>A deed of the list in words.</summary>
    public static Wording Words(EndpointDataSource routes, string deed)
    {
        var found = routes.Endpoints.OfType<RouteEndpoint>().FirstOrDefault(one =>
            one.Metadata.GetMetadata<AuditWords>() is not null && DeedOf(one) == deed);
        return found?.Metadata.GetMetadata<AuditWords>()?.Text ?? new(deed, deed);
    }

    private static string DeedOf(HttpContext context) => context.GetEndpoint() is RouteEndpoint route ? DeedOf(route) : context.Request.Method;

    private static string DeedOf(RouteEndpoint route)
    {
        var pattern = (route.RoutePattern.RawText ?? "").TrimStart('/');
        // What somebody does from outside brings him into a company, where it is noted by these words.
        if (pattern == "invitations/{secret}") return "POST invitations";
        if (pattern == "companies/{left}/return") return "POST companies/return";
        var method = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var first, ..] ? first : "";
        return $"{method} {(pattern.StartsWith(OfCompany, StringComparison.Ordinal) ? pattern[OfCompany.Length..] : pattern)}";
    }

    // Keys in the address, never what stands in a form.
    private static string AboutOf(HttpContext context) => string.Join(", ", context.Request.RouteValues.Where(one => one.Key is not "company")
        .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}={one.Value}")));
}
