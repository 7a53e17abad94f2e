using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Invoices;

/// <summary>A refused invoice: why, and the ways on.</summary>
internal static class RepairPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        const string Page = "/c/{company}/invoices/{id:long}/repair";
        pages.MapGet(Page, (AsIssuer scope, long id) => Show.Page<RepairPage, RepairModel>(scope, ModelOf(scope, id, [])));
        pages.MapPost(Page + "/again", async (AsIssuer scope, long id, CancellationToken stop) =>
        {
            var sent = await scope.Office.RepairAndSend.AgainAsync(scope.Company, InvoicePages.Found(scope, id), stop);
            return scope.Context.Then(Addresses.Of(sent.Invoice), Sent(sent));
        });
        pages.MapPost(Page + "/close", (AsIssuer scope, long id, IFormCollection form) => OrAgain(scope, id, () =>
        {
            var closed = scope.Office.RepairAndSend.Close(scope.Company, InvoicePages.Found(scope, id), form["because"].ToString());
            return Task.FromResult(scope.Context.Then(Addresses.Of(closed),
                new Notice(new($"Zamknięto {closed.Number}.", $"{closed.Number} is closed."))));
        })).DisableAntiforgery();
        pages.MapPost(Page + "/file", (AsIssuer scope, long id, IFormCollection form, CancellationToken stop) => OrAgain(scope, id, async () =>
        {
            var refused = scope.Office.RepairAndSend.Why(scope.Company, InvoicePages.Found(scope, id));
            var file = form.Files.GetFile("file") is { Length: > 0 } given ? given : throw new RefusedException(NoFile);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, stop);
            var sent = await scope.Office.RepairAndSend.WithFileAsync(refused, bytes.ToArray(), form.ContainsKey("nobody"), stop);
            return scope.Context.Then(Addresses.Of(sent.Invoice), Sent(sent));
        })).DisableAntiforgery().WithMetadata(new Uploads());
    }

    private static Finding NoFile => new("INK-WEB-010", "Wybierz naprawiony plik XML.", "Choose the repaired XML file.") { Path = "file" };

    // What was refused is said on the page, where it can be mended.
    private static Task<IResult> OrAgain(AsIssuer scope, long id, Func<Task<IResult>> work) => Attempt.OrAgainAsync(work, findings =>
        Show.Page<RepairPage, RepairModel>(scope, ModelOf(scope, id, findings), StatusCodes.Status422UnprocessableEntity));

    private static RepairModel ModelOf(AsIssuer scope, long id, IReadOnlyList<Finding> findings) =>
        new(scope.Office.RepairAndSend.Why(scope.Company, InvoicePages.Found(scope, id)), findings);

    private static Notice Sent(RepairedNow sent) => sent.Problems.Count > 0
        ? new Notice(sent.Problems[0].Text, IsGood: false)
        : sent.Invoice.State is InvoiceState.Accepted accepted
            ? new Notice(new($"KSeF ją przyjął: {accepted.KsefNumber}.", $"KSeF has accepted it: {accepted.KsefNumber}."))
            : new Notice(new("Wysłano. Numer KSeF pojawi się tutaj.", "It was sent. Its KSeF number will show here."));
}

/// <summary>A refused invoice.</summary>
/// <param name="Refused">Why, and the ways on.</param>
/// <param name="Findings">Why what was just tried was refused.</param>
public sealed record RepairModel(ToRepair Refused, IReadOnlyList<Finding> Findings);
