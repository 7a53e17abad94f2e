using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Which invoices are in a package, and whether they may be.</summary>
internal sealed class PackageContents(BatchLimits limits)
{
    // What a name in a ustar header can hold; both formats take the same names.
    private const int LongestName = 100;

    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<InvoiceHash, string> hashes = [];
    private readonly List<PackedInvoice> invoices = [];

    public IReadOnlyList<PackedInvoice> Invoices => invoices;

    /// <summary>Before any work is spent on a file.</summary>
    public void Admit(InvoiceFile file)
    {
        if (!IsFit(file.Name)) throw new RefusedException(BatchFindings.Name(file.Name));
        if (!names.Add(file.Name)) throw new RefusedException(BatchFindings.NameTwice(file.Name));
        if (names.Count > limits.MostInvoices) throw new RefusedException(BatchFindings.TooMany(limits.MostInvoices));
        var largest = HasAttachment(file.Xml.Span) ? limits.LargestInvoiceWithAttachment : limits.LargestInvoice;
        if (file.Xml.Length == 0 || file.Xml.Length > largest) throw new RefusedException(BatchFindings.Size(file, largest));
    }

    /// <summary>Once its hash is known.</summary>
    public PreparedFile Record(PreparedFile file)
    {
        // The second one would be refused as a duplicate, and by hash nobody could tell the two apart.
        if (!hashes.TryAdd(file.Hash, file.Name)) throw new RefusedException(BatchFindings.ContentTwice(hashes[file.Hash], file.Name));
        invoices.Add(new PackedInvoice(file.Name, file.Hash, file.Size));
        return file;
    }

    public void Close()
    {
        if (invoices.Count == 0) throw new RefusedException(BatchFindings.Empty);
    }

    private static bool IsFit(string name) => name.Length is > 4 and <= LongestName && name[0] != '.'
        && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && name.All(c => char.IsAsciiLetterOrDigit(c) || ".-_".Contains(c));

    // Only a large file can need it, so only there is it looked for. Whether it truly is an attachment KSeF judges.
    private bool HasAttachment(ReadOnlySpan<byte> xml) => xml.Length > limits.LargestInvoice && xml.IndexOf("Zalacznik"u8) >= 0;
}
