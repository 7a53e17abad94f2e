using System.Globalization;
using System.Text;
using System.Text.Json;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Api;

/// <summary>What a draft is saved as.</summary>
/// <param name="Draft">The draft, half written it may be.</param>
/// <param name="Id">Its key, when it is new; null: one is made.</param>
/// <param name="Series">The series from which it gets its number; null: the first of the company.</param>
internal sealed record DraftBody(JsonElement Draft, string? Id = null, string? Series = null);

/// <summary>How a draft is issued.</summary>
/// <param name="Version">The version that the person has seen.</param>
/// <param name="Mode">auto, online, offline24, unavailability, failure or total-failure.</param>
/// <param name="Accept">Codes of what is wrong and taken knowingly.</param>
internal sealed record IssueBody(long Version, string? Mode = null, IReadOnlyList<string>? Accept = null);

/// <summary>
/// The first part of REST: what the editor asks for. Every answer is a record of <c>Answers</c>, every refusal a problem (RFC 9457).
/// </summary>
internal static class DraftApi
{
    private const string Root = "/api/v1/companies/{company}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Root + "/drafts", (MayRead scope) =>
            Results.Ok(new DraftsAnswer([.. scope.Office.Drafts.Of(scope.Company).Select(DraftHeadAnswer.Of)])))
            .Produces<DraftsAnswer>().WithSummary("The drafts, the one saved last first.");
        api.MapGet(Root + "/drafts/{id}", (MayRead scope, string id) => WithVersion(scope, Found(scope, id)))
            .Produces<DraftAnswer>().WithSummary("One draft; its version is the ETag.");
        api.MapPost(Root + "/drafts", (MayIssue scope, DraftBody body) => Saved(scope, body.Id ?? DraftShelf.NewKey(), null, body))
            .Produces<SavedDraftAnswer>(201).WithSummary("Lay a draft on the shelf, half written it may be.");
        api.MapPut(Root + "/drafts/{id}", (MayIssue scope, string id, DraftBody body) => Saved(scope, id, VersionOf(scope.Context.Request), body))
            .WithMetadata(new SavesOver()).Produces<SavedDraftAnswer>().WithSummary("Save a draft over the version that If-Match names.");
        api.MapDelete(Root + "/drafts/{id}", (MayIssue scope, string id) =>
            scope.Office.Drafts.Remove(scope.Company, id) ? Results.NoContent() : throw new NotHere())
            .Produces(204).WithSummary("Throw a draft away.");
        api.MapPost(Root + "/drafts/{id}/restore", (MayIssue scope, string id) =>
            scope.Office.Drafts.Restore(scope.Company, id) ? Results.NoContent() : throw new NotHere())
            .Produces(204).WithSummary("Take a draft back that was thrown away.");
        api.MapPost(Root + "/drafts/check", (MayRead scope, DraftBody body) =>
            Results.Ok(JudgedDraftAnswer.Of(scope.Office.JudgeDraft.Of(scope.Company, ContentOf(body)), ApiJson.Say)))
            .Produces<JudgedDraftAnswer>().WithSummary("Say what is wrong with a draft, and what it comes to by rate; nothing is kept.");
        api.MapPost(Root + "/drafts/preview", (MayRead scope, DraftBody body) =>
            Results.Text(scope.Office.JudgeDraft.Html(scope.Company, ContentOf(body), PrintLanguages.Polish), "text/html", Encoding.UTF8))
            .Produces<string>(200, "text/html").WithSummary("The print of a draft as a page, with neither codes nor a number of KSeF; nothing is kept.");
        api.MapPost(Root + "/drafts/{id}/preview-issue", PreviewAsync).Produces<DraftPreviewAnswer>()
            .WithSummary("Say what would come of a draft; nothing is issued.");
        api.MapPost(Root + "/drafts/{id}/issue", IssueAsync).Produces<IssuedDraftAnswer>()
            .WithSummary("Issue a draft from the shelf; asking again issues nothing twice.");
        api.MapGet(Root + "/buyers", (MayRead scope, string? q) =>
            Results.Ok(new BuyersAnswer([.. scope.Office.Buyers.Search(scope.Company, q ?? "").Select(BuyerAnswer.Of)])))
            .Produces<BuyersAnswer>().WithSummary("The buyers that the company knows, the one used last first.");
        api.MapGet(Root + "/series", (MayRead scope, DateOnly? on) => Results.Ok(SeriesOf(scope.Office, scope.Company, on ?? Today(scope))))
            .Produces<AllSeriesAnswer>().WithSummary("The series of numbers, each with its next one.");
    }

    /// <summary>The series of a company with their next numbers.</summary>
    public static AllSeriesAnswer SeriesOf(Workplace office, Company company, DateOnly on) => new([.. office.Series.Of(company)
        .Select(one => new SeriesAnswer(one.Id, one.Name, one.Pattern, one.BeginsAnew.Word(), office.Series.Next(company, one, on)))]);

    private static async Task<IResult> PreviewAsync(MayIssue scope, string id, IssueBody body, CancellationToken stop) =>
        await OrConflictAsync(scope, async () => Results.Ok(DraftPreviewAnswer.Of(
            await scope.Office.IssueDraft.PreviewAsync(scope.Company, id, body.Version, TermsOf(body), stop), ApiJson.Say)));

    private static async Task<IResult> IssueAsync(MayIssue scope, string id, IssueBody body, CancellationToken stop) =>
        await OrConflictAsync(scope, async () => Results.Ok(IssuedDraftAnswer.Of(
            await scope.Office.IssueDraft.NowAsync(scope.Company, id, body.Version, TermsOf(body), stop), scope.Now, ApiJson.Say)));

    private static Task<IResult> Saved(MayIssue scope, string id, long? over, DraftBody body) => OrConflictAsync(scope, () =>
    {
        var saved = scope.Office.Drafts.Save(scope.Company, id, over, ContentOf(body), body.Series);
        scope.Context.Response.Headers.ETag = $"\"{saved.Version}\"";
        var answer = new SavedDraftAnswer(saved.Id, saved.Version, saved.SavedAt);
        return Task.FromResult(over is null ? Results.Created($"{scope.Context.Request.Path}/{saved.Id}", answer) : Results.Ok(answer));
    });

    // What somebody else did meanwhile is a conflict, and no fault of what was sent.
    private static async Task<IResult> OrConflictAsync(ByProgram scope, Func<Task<IResult>> deed)
    {
        try
        {
            return await deed();
        }
        catch (RefusedException refused) when (refused.Findings[0].Code
            is "INK-SHELF-002" or "INK-SHELF-003" or "INK-SHELF-004" or "INK-SHELF-006" or "INK-SHELF-009")
        {
            var status = refused.Findings[0].Code switch
            {
                "INK-SHELF-002" => StatusCodes.Status412PreconditionFailed,
                "INK-SHELF-006" => StatusCodes.Status404NotFound,
                _ => StatusCodes.Status409Conflict,
            };
            await Problems.WriteAsync(scope.Context, status, refused.Findings);
            return Results.Empty;
        }
    }

    private static IResult WithVersion(ByProgram scope, Draft draft)
    {
        scope.Context.Response.Headers.ETag = $"\"{draft.Version}\"";
        return Results.Ok(DraftAnswer.Of(draft));
    }

    private static Draft Found(ByProgram scope, string id) => scope.Office.Drafts.Find(scope.Company, id) ?? throw new NotHere();

    private static DraftContent ContentOf(DraftBody body) => DraftContent.Read(ApiJson.Bytes(body.Draft));

    private static long VersionOf(HttpRequest request) =>
        long.TryParse(request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version : throw new BadHttpRequestException("If-Match names no version.");

    private static IssuingTerms TermsOf(IssueBody body) => InvoiceApi.TermsOf(body.Mode, body.Accept);

    private static DateOnly Today(Scope scope) => PolishTime.DateOf(scope.Now);
}
