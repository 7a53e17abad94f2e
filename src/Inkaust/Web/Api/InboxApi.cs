using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Scan;
using Inkaust.Web.Safety;
using Inkaust.Web.Shape;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Api;

/// <summary>A part of the received invoices.</summary>
/// <param name="Items">Those that came last first.</param>
/// <param name="Next">What to give as <c>after</c> for those that follow; null: there are none.</param>
internal sealed record ReceivedInvoicesAnswer(IReadOnlyList<ReceivedAnswer> Items, string? Next);

/// <summary>What a person, or a program for him, makes of a received invoice.</summary>
/// <param name="State">new, seen, for-booking, questioned, private, hidden or suspected.</param>
/// <param name="Note">Why.</param>
internal sealed record SortRequest(string? State, string? Note = null);

/// <summary>Codes that are to be verified, as links; a file is sent as the body itself.</summary>
/// <param name="Links">The links behind the codes.</param>
/// <param name="Online">KSeF is asked too.</param>
internal sealed record VerifyRequest(IReadOnlyList<string>? Links, bool Online = false);

/// <summary>Received invoices for other programs, and the truth about a code.</summary>
internal static class InboxApi
{
    private const string Root = "/api/v1/companies/{company}/inbox", Verify = "/api/v1/companies/{company}/verify";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Root, List).Produces<ReceivedInvoicesAnswer>().WithSummary("Received invoices, those that came last first, a part at a time.");
        api.MapPost(Root + "/sync", SyncAsync).Produces<IReadOnlyList<RoleSyncAnswer>>()
            .WithSummary("Fetch what KSeF holds of the company and is not here yet; at most every 15 minutes for each role.");
        api.MapGet(Root + "/{id}", (MayRead scope, string id) => Results.Ok(ReceivedLifeAnswer.Of(
                scope.Office.LookAtReceived.LifeOf(scope.Company, Found(scope, id)), ApiJson.Say, [])))
            .Produces<ReceivedLifeAnswer>().WithSummary("One received invoice, by its place or its KSeF number, with what belongs to it.");
        api.MapGet(Root + "/{id}/xml", (MayRead scope, string id) =>
                Results.File(scope.Office.LookAtReceived.XmlOf(scope.Company, Found(scope, id)), "application/xml"))
            .Produces<byte[]>(200, "application/xml").WithSummary("The file, byte for byte as KSeF gave it.");
        api.MapGet(Root + "/{id}/pdf", (MayRead scope, string id, CancellationToken stop) =>
                Results.File(scope.Office.LookAtReceived.Draw(scope.Company, Found(scope, id), PrintForm.Pdf, stop), "application/pdf"))
            .Produces<byte[]>(200, "application/pdf").WithSummary("Its print as PDF.");
        api.MapPost(Root + "/{id}/state", SortAsync).Accepts<SortRequest>("application/json", "*/*").Produces<ReceivedAnswer>()
            .WithSummary("Say what is made of it.");
        api.MapPost(Verify, VerifyAsync).WithMetadata(new Uploads(ScanBounds.Bytes)).Accepts<VerifyRequest>("application/json", "*/*")
            .Produces<VerifyAnswer>().WithSummary("Say what the codes of links, or of a PDF, a picture or an XML sent as the body, prove.");
    }

    private static IResult List(MayRead scope, string? after, int? limit, string? state, string? month, string? q)
    {
        var most = ListParts.Most(limit);
        var filter = new ReceivedFilter
        {
            Text = q ?? "",
            State = state is null ? null : InboxWords.StateOf(state) ?? throw new RefusedException(ApiFindings.NotUnderstood("state")),
            Month = month is null ? null : Months.Read(month) ?? throw new RefusedException(ApiFindings.NotUnderstood("month")),
        };
        var found = scope.Office.FindReceived.Before(scope.Company, filter, ListParts.Before(after), most + 1);
        return Results.Ok(new ReceivedInvoicesAnswer([.. found.Take(most).Select(ReceivedAnswer.Of)], ListParts.Next(found, most, one => one.Id)));
    }

    private static async Task<IResult> SyncAsync(MayIssue scope, CancellationToken stop)
    {
        var report = await scope.Office.SyncInbox.OnceAsync(scope.Company, new SyncWish { Patience = Patience.OfAPerson }, stop);
        return Results.Ok(report.Roles.Select(one => RoleSyncAnswer.Of(scope.Company, one, ApiJson.Say)));
    }

    private static async Task<IResult> SortAsync(MayIssue scope, string id, CancellationToken stop)
    {
        var wish = await ApiJson.BodyAsync<SortRequest>(scope.Context.Request, stop);
        var state = InboxWords.StateOf(wish.State) ?? throw new RefusedException(ApiFindings.NotUnderstood("state"));
        return Results.Ok(ReceivedAnswer.Of(scope.Office.SortReceived.To(scope.Company, Found(scope, id), state, wish.Note ?? "")));
    }

    private static async Task<IResult> VerifyAsync(MayRead scope, bool? online, CancellationToken stop)
    {
        var request = scope.Context.Request;
        var question = new CodeQuestion { Environment = scope.Company.Environment };
        if (request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != false)
        {
            var wish = await ApiJson.BodyAsync<VerifyRequest>(request, stop);
            if (wish.Links is not { Count: > 0 } || wish.Links.Any(one => one is null)) throw new RefusedException(ApiFindings.NotUnderstood("links"));
            question = question with { Links = wish.Links, Online = wish.Online };
        }
        else
        {
            question = question with { Files = [new BroughtDocument("body", (await ApiJson.BytesAsync(request, stop)).ToArray())], Online = online ?? false };
        }
        return Results.Ok(VerifyAnswer.Of(await scope.Office.VerifyCodes.AskAsync([scope.Company], question, stop), ApiJson.Say));
    }

    private static ReceivedInvoice Found(ByProgram scope, string id)
    {
        try
        {
            return scope.Office.SortReceived.Find(scope.Company, id.All(char.IsAsciiDigit) ? $"id:{id}" : id);
        }
        catch (RefusedException)
        {
            throw new NotHere();
        }
    }
}
