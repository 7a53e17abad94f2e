using Inkaust.Invoices;
using Inkaust.Office;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Invoices;

/// <summary>Sends an invoice to its buyer by e-mail.</summary>
internal static class MailPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        const string Page = "/c/{company}/invoices/{id:long}/mail";
        pages.MapGet(Page, (AsIssuer scope, long id) =>
        {
            var invoice = InvoicePages.Found(scope, id);
            return Show.Page<MailPage, MailModel>(scope, new(invoice, ProposedTo(scope, invoice), []));
        });
        pages.MapPost(Page, (AsIssuer scope, long id, IFormCollection form) =>
        {
            var invoice = InvoicePages.Found(scope, id);
            var (to, subject, text) = (form["to"].ToString(), form["subject"].ToString(), form["text"].ToString());
            return Attempt.OrAgain(() =>
            {
                scope.Office.MailInvoice.Send(scope.Company, invoice, to, subject, text);
                return scope.Context.Then(Addresses.Of(invoice), new Notice(new($"Wysyłamy na {to.Trim()}.", $"On its way to {to.Trim()}.")));
            }, findings =>
            {
                var written = ProposedTo(scope, invoice) with { To = to, Subject = subject, Text = text };
                return Show.Page<MailPage, MailModel>(scope, new(invoice, written, findings), StatusCodes.Status422UnprocessableEntity);
            });
        }).DisableAntiforgery();
    }

    private static ProposedLetter ProposedTo(AsIssuer scope, IssuedInvoice invoice) =>
        scope.Office.MailInvoice.Propose(scope.Company, invoice, Face.Of(scope.Context, scope).Language);
}

/// <summary>A letter that is being written.</summary>
public sealed record MailModel(IssuedInvoice Invoice, ProposedLetter Letter, IReadOnlyList<Finding> Findings);
