namespace Inkaust.Ksef;

/// <summary>How much one batch may hold. A megabyte is a million bytes (KSEF 6).</summary>
public sealed record BatchLimits
{
    /// <summary>What holds for everybody who has no limits of their own.</summary>
    public static BatchLimits Usual { get; } = new();

    /// <summary>Invoices in one batch.</summary>
    public int MostInvoices { get; init; } = 10_000;

    /// <summary>Bytes of an invoice without an attachment.</summary>
    public long LargestInvoice { get; init; } = 1_000_000;

    /// <summary>Bytes of an invoice with an attachment.</summary>
    public long LargestInvoiceWithAttachment { get; init; } = 3_000_000;

    /// <summary>Parts of one package.</summary>
    public int MostParts { get; init; } = 50;

    /// <summary>Bytes of one part before it is encrypted.</summary>
    public int LargestPart { get; init; } = 100_000_000;

    /// <summary>Bytes of the whole package before it is encrypted.</summary>
    public long LargestPackage { get; init; } = 5_000_000_000;

    /// <summary>The limits of a company that were read from KSeF; those of parts and packages are the same for everybody.</summary>
    public static BatchLimits Of(ContextLimits context) => Usual with
    {
        MostInvoices = context.BatchSession.MaxInvoices,
        LargestInvoice = context.BatchSession.MaxInvoiceSizeInMB * 1_000_000L,
        LargestInvoiceWithAttachment = context.BatchSession.MaxInvoiceWithAttachmentSizeInMB * 1_000_000L,
    };
}
