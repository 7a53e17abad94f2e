using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>How somebody who cannot sign in gets the file of an invoice: behind KOD I, or by its KSeF number (LAW 110, 111).</summary>
internal sealed class InvoiceFiles(VerificationPages pages, Registry registry, DownloadTries tries, InvoiceDrawing? drawing, ServerClock clock)
{
    private const int LongestNumber = 36;

    /// <summary>Behind KOD I, for whoever knows three data: P_2, the buyer's identifier (or that there is none) and P_15.</summary>
    public async Task<Answer> Download(Call call)
    {
        if (!pages.TryFind(call, out _, out _, out var hash, out var known)) return VerificationPages.Malformed(call);
        if (known is null)
            return VerificationPages.Told(call, 404, new Wording("Faktury nie ma (jeszcze) w KSeF.", "The invoice is not in KSeF (yet)."));
        if (Blocked(call, hash.Base64) is { } blocked) return blocked;
        var question = await InvoiceQuestion.Of(call);
        if (!question.Fits(known.Facts!))
        {
            tries.Wrong(hash.Base64, clock.Now);
            return VerificationPages.Told(call, 403, InvoiceQuestionForm.Wrong);
        }
        tries.Right(hash.Base64);
        return question.WantsPdf ? Pdf(call, known) : Attached(Answer.Xml(known.Xml), known, "xml");
    }

    public static Task<Answer> AskWhich(Call call) => Task.FromResult(VerificationPages.Page(InvoiceQuestionForm.Search(call.Http.Request.Path)));

    /// <summary>Without a code: whoever knows the KSeF number and four more data finds the invoice, with its XML in Base64.</summary>
    public async Task<Answer> Search(Call call)
    {
        var question = await InvoiceQuestion.Of(call);
        var number = question.KsefNumber?.Trim() ?? "";
        // What is longer than a number is none, and need not be remembered.
        if (number.Length > LongestNumber) return VerificationPages.Told(call, 404, InvoiceQuestionForm.NotFound);
        // A number that nobody has is counted like any other, so that a block doesn't tell which ones exist.
        var key = $"search/{number}";
        if (Blocked(call, key) is { } blocked) return blocked;
        if (registry.InvoiceByNumber(number) is not { IsAccepted: true } found || !question.FitsWithName(found.Facts!))
        {
            tries.Wrong(key, clock.Now);
            return VerificationPages.Told(call, 404, InvoiceQuestionForm.NotFound);
        }
        tries.Right(key);
        var (link, xml) = (VerificationPages.LinkTo(call, found), Convert.ToBase64String(found.Xml.Span));
        return VerificationPages.WantsJson(call)
            ? Answer.Json(new { found = true, ksefNumber = found.Number.ToString(), link, xml })
            : VerificationPages.Page(InvoicePage.Found(found, link, xml));
    }

    private Answer? Blocked(Call call, string key) => tries.BlockedFor(key, clock.Now) is not { } left ? null
        : VerificationPages.Told(call, 429, InvoiceQuestionForm.Blocked)
            .With("Retry-After", ((int)Math.Ceiling(left.TotalSeconds)).ToString(CultureInfo.InvariantCulture));

    private Answer Pdf(Call call, SentInvoice invoice) =>
        pages.FormatsOf(invoice).Contains("pdf")
            && drawing!(invoice.Xml, invoice.Number!.Value, new Uri(VerificationPages.LinkTo(call, invoice))) is { } pdf
            ? Attached(new Answer(200, pdf, "application/pdf"), invoice, "pdf") : VerificationPages.Told(call, 404, InvoiceQuestionForm.NoPdf);

    private static Answer Attached(Answer answer, SentInvoice invoice, string ending) =>
        answer.With("Content-Disposition", $"attachment; filename=\"{invoice.Number}.{ending}\"").With("X-Content-Type-Options", "nosniff");
}
