using System.IO.Compression;
using System.Text.Json;
using Inkaust.Invoices;

namespace Inkaust.Tests.Support;

/// <summary>An invoice as the list of an export describes it, whether that is true or not.</summary>
internal sealed record ListedInvoice(KsefNumber KsefNumber, string Number, DateOnly IssueDate, InvoiceHash Hash)
{
    public required DateTimeOffset StoredAt { get; init; }

    public required string SellerNip { get; init; }

    public required string SellerName { get; init; }

    public required string BuyerNip { get; init; }

    public required string BuyerName { get; init; }

    public decimal Gross { get; init; } = 123m;
}

/// <summary>Exports of FA(3) as KSeF makes them, in plain; their files and their list need not fit.</summary>
internal static class ExportedPackages
{
    /// <summary>The archive.</summary>
    /// <param name="files">In it, beside the list.</param>
    /// <param name="listed">What the list says.</param>
    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files, IEnumerable<ListedInvoice> listed) =>
        Zip(files.Append(("_metadata.json", Metadata(listed))));

    /// <summary>An archive with these files alone.</summary>
    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>The list alone.</summary>
    public static byte[] Metadata(IEnumerable<ListedInvoice> listed) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        invoices = listed.Select(one => new
        {
            ksefNumber = $"{one.KsefNumber}",
            invoiceNumber = one.Number,
            issueDate = $"{one.IssueDate:yyyy-MM-dd}",
            invoicingDate = one.StoredAt,
            acquisitionDate = one.StoredAt,
            permanentStorageDate = one.StoredAt,
            seller = new { nip = one.SellerNip, name = one.SellerName },
            buyer = new { identifier = new { type = "Nip", value = one.BuyerNip }, name = one.BuyerName },
            netAmount = 100m,
            grossAmount = one.Gross,
            vatAmount = 23m,
            currency = "PLN",
            invoicingMode = "Online",
            invoiceType = "Vat",
            formCode = new { systemCode = "FA (3)", schemaVersion = "1-0E", value = "FA" },
            isSelfInvoicing = false,
            hasAttachment = false,
            invoiceHash = one.Hash.Base64,
        }),
    });
}
