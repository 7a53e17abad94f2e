using System.Diagnostics;
using Inkaust.Answers;
using Inkaust.Invoices;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Web.Safety;

/// <summary>A refusal as programs read it (RFC 9457).</summary>
/// <param name="Title">The first reason.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code of the first reason.</param>
/// <param name="Errors">All reasons.</param>
/// <param name="TraceId">By which it is found in the logs.</param>
/// <param name="Type">What kind of problem: none but its status says.</param>
internal sealed record Problem(
    string Title, int Status, string Code, IReadOnlyList<FindingAnswer> Errors, string TraceId, string Type = "about:blank");

/// <summary>Writes refusals for programs.</summary>
internal static class Problems
{
    public static Task WriteAsync(HttpContext context, int status, IReadOnlyList<Finding> findings)
    {
        context.Response.StatusCode = status;
        var problem = new Problem(findings[0].Text.En, status, findings[0].Code,
            [.. findings.Select(one => FindingAnswer.Of(one, one.Hint, Language.English))],
            Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }
}
