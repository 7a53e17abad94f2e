using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What the status of an invoice means (KSEF 6).</summary>
public abstract record InvoiceOutcome
{
    private InvoiceOutcome() { }

    /// <summary>No verdict yet: neither accepted nor refused.</summary>
    public sealed record Processing : InvoiceOutcome;

    /// <summary>Accepted, with its number.</summary>
    public sealed record Accepted(KsefNumber KsefNumber) : InvoiceOutcome
    {
        /// <summary>The word alone: the number holds the seller's NIP and stays out of logs.</summary>
        public override string ToString() => "accepted";
    }

    /// <summary>
    /// KSeF already has an invoice of this seller with this kind and number. It may be this very invoice, sent before: compare
    /// the bytes.
    /// </summary>
    /// <param name="OriginalSession">The session of the original, where KSeF names it.</param>
    /// <param name="OriginalKsefNumber">The number of the original, where KSeF names it and it is one of KSeF 2.0.</param>
    public sealed record Duplicate(ReferenceNumber? OriginalSession, KsefNumber? OriginalKsefNumber) : InvoiceOutcome
    {
        /// <summary>The word alone: the number holds the seller's NIP and stays out of logs.</summary>
        public override string ToString() => "duplicate";
    }

    /// <summary>Judged and refused: the invoice has to be repaired.</summary>
    public sealed record Refused(KsefError Error) : InvoiceOutcome;

    /// <summary>
    /// Given up without a verdict on the invoice (error of the session, decryption, error inside KSeF): the same bytes may be
    /// sent again in a new session.
    /// </summary>
    public sealed record GivenUp(KsefError Error) : InvoiceOutcome;

    internal static InvoiceOutcome Of(SessionInvoice invoice) => invoice.Status.Code switch
    {
        // A success without its number is not one yet.
        200 => invoice.KsefNumber is { } number ? new Accepted(number) : new Processing(),
        < 400 => new Processing(),
        440 => new Duplicate(
            ReferenceNumber.TryParse(Extension(invoice, "originalSessionReferenceNumber"), out var session) ? session : null,
            KsefNumber.TryParse(Extension(invoice, "originalKsefNumber"), out var original) ? original : null),
        405 or 435 or >= 500 => new GivenUp(ErrorOf(invoice.Status)),
        _ => new Refused(ErrorOf(invoice.Status)),
    };

    private static string? Extension(SessionInvoice invoice, string name) => invoice.Status.Extensions?.GetValueOrDefault(name);

    private static KsefError ErrorOf(InvoiceStatus status) => new(status.Code, status.Description, status.Details ?? []);
}
