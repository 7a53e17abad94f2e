namespace Inkaust.Office;

/// <summary>What is kept here of the invoice of a code: as we issued it, or as it came from KSeF.</summary>
internal readonly record struct KeptInvoice(IssuedInvoice? Issued, ReceivedInvoice? Received)
{
    /// <summary>Under which KSeF holds it; null: as far as is known here, it does not.</summary>
    public string? KsefNumber => Received?.KsefNumber ?? (Issued?.State as InvoiceState.Accepted)?.KsefNumber;
}
