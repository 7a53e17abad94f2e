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
        pages.MapGet(Page, (AsIssuer scope, long id, string? language) =>
        {
            var (invoice, spoken) = (InvoicePages.Found(scope, id), LanguageOf(scope, language));
            return Show.Page<MailPage, MailModel>(scope, new(invoice, spoken, ProposedTo(scope, invoice, spoken), []));
        });
        pages.MapPost(Page, (AsIssuer scope, long id, IFormCollection form) =>
        {
            var (invoice, spoken) = (InvoicePages.Found(scope, id), LanguageOf(scope, form["language"]));
            var (to, subject, text) = (form["to"].ToString(), form["subject"].ToString(), form["text"].ToString());
            return Attempt.OrAgain(() =>
            {
                scope.Office.MailInvoice.Send(scope.Company, invoice, to, subject, text);
                return scope.Context.Then(Addresses.Of(invoice), new Notice(new($"Wysyłamy na {to.Trim()}.", $"On its way to {to.Trim()}.")));
            }, findings =>
            {
                var written = ProposedTo(scope, invoice, spoken) with { To = to, Subject = subject, Text = text };
                return Show.Page<MailPage, MailModel>(scope, new(invoice, spoken, written, findings), StatusCodes.Status422UnprocessableEntity);
            });
        }).DisableAntiforgery();
    }

    private static ProposedLetter ProposedTo(AsIssuer scope, IssuedInvoice invoice, Language language) =>
        scope.Office.MailInvoice.Propose(scope.Company, invoice, language);

    // The buyer's, which the person chooses; it begins with his own.
    private static Language LanguageOf(AsIssuer scope, string? word) => word switch
    {
        "pl" => Language.Polish,
        "en" => Language.English,
        _ => Face.Of(scope.Context, scope).Language,
    };
}

/// <summary>A letter that is being written.</summary>
/// <param name="Invoice">About which invoice.</param>
/// <param name="Language">In which language it began.</param>
/// <param name="Letter">What stands there.</param>
/// <param name="Findings">Why it was not sent.</param>
public sealed record MailModel(IssuedInvoice Invoice, Language Language, ProposedLetter Letter, IReadOnlyList<Finding> Findings);
