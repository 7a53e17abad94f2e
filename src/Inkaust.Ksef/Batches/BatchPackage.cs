using System.IO.Compression;
using System.Runtime.CompilerServices;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>An invoice on its way into a package.</summary>
/// <param name="Name">The file's name in the package: letters, digits, dots, dashes and underscores, ending with <c>.xml</c>.</param>
/// <param name="Xml">The bytes that were hashed and printed. They must stay as they are until the packing ends.</param>
public sealed record InvoiceFile(string Name, ReadOnlyMemory<byte> Xml)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => Name;
}

/// <summary>An invoice within a package, by which the result that KSeF gives is matched.</summary>
/// <param name="FileName">Comes back as the file name of the invoice in the session.</param>
/// <param name="Hash">Comes back as the hash of the invoice in the session.</param>
/// <param name="Size">In bytes.</param>
public sealed record PackedInvoice(string FileName, InvoiceHash Hash, int Size)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => FileName;
}

/// <summary>A part of a package as it goes over the wire.</summary>
/// <param name="Ordinal">From 1.</param>
/// <param name="EncryptedSize">In bytes.</param>
/// <param name="EncryptedHash">Of the encrypted bytes.</param>
public sealed record BatchPart(int Ordinal, long EncryptedSize, InvoiceHash EncryptedHash)
{
    /// <summary>The number alone.</summary>
    public override string ToString() => $"part {Ordinal}";
}

/// <summary>How a package is made.</summary>
public sealed record Packing
{
    /// <summary>Zip by default, which every KSeF takes. TarGz is far smaller for many invoices that resemble each other.</summary>
    public CompressionType Compression { get; init; } = CompressionType.Zip;

    /// <summary>Bytes of a part before it is encrypted; the last one is smaller. As large as allowed when null.</summary>
    public int? PartSize { get; init; }

    /// <summary>What the package may hold.</summary>
    public BatchLimits Limits { get; init; } = BatchLimits.Usual;

    /// <summary>The default: Zip, parts of 100 MB, the limits that hold for everybody.</summary>
    public static Packing Usual { get; } = new();
}

/// <summary>
/// Many invoices in one compressed file, cut into parts, each part encrypted by itself with the key of one session. It holds
/// measures and hashes only; the encrypted bytes are where the caller put them.
/// </summary>
public sealed record BatchPackage
{
    // A millisecond of work or more.
    private const int SizeOfABundle = 1 << 16;

    public required CompressionType Compression { get; init; }

    /// <summary>Bytes of the whole package before it was cut and encrypted.</summary>
    public required long Size { get; init; }

    /// <summary>Of the whole package before it was cut and encrypted.</summary>
    public required InvoiceHash Hash { get; init; }

    /// <summary>In their order, at least one.</summary>
    public required IReadOnlyList<BatchPart> Parts { get; init; }

    /// <summary>In their order in the package, at least one.</summary>
    public required IReadOnlyList<PackedInvoice> Invoices { get; init; }

    /// <summary>
    /// Packs, cuts and encrypts in one pass. Memory does not grow with the package: a few hundred kilobytes of invoices and a few buffers at a time.
    /// The same invoices give the same package. When it is refused or fails, the parts written so far are of no use.
    /// </summary>
    /// <param name="invoices">In the order wished for; asked for one after the other, a few hundred kilobytes ahead of what is written.</param>
    /// <param name="encryption">A fresh key for the session in which the package will be sent.</param>
    /// <param name="openPart">Where the encrypted part of that number (from 1) goes: a new stream, closed here when the part is done.</param>
    /// <param name="packing">How; <see cref="Packing.Usual"/> when null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">
    /// Nothing to pack (INK-BATCH-001), too many invoices (002), an invoice empty or too large (003), an unfit name (004), a name
    /// or a content twice (005, 006), the package too large (007).
    /// </exception>
    public static async Task<BatchPackage> PackAsync(
        IAsyncEnumerable<InvoiceFile> invoices, InvoiceEncryption encryption, Func<int, Stream> openPart, Packing? packing = null,
        CancellationToken cancellation = default)
    {
        packing ??= Packing.Usual;
        var parts = new EncryptedParts(encryption, openPart, packing);
        await using var ending = parts.ConfigureAwait(false);
        var contents = new PackageContents(packing.Limits);
        var archive = Archive(packing.Compression, parts);
        await using (archive.ConfigureAwait(false))
        {
            await foreach (var file in PreparedAsync(invoices, archive, contents, cancellation).ConfigureAwait(false))
                await archive.AddAsync(file, cancellation).ConfigureAwait(false);
            await archive.FinishAsync(cancellation).ConfigureAwait(false);
        }
        await parts.FinishAsync(cancellation).ConfigureAwait(false);
        return new BatchPackage
        {
            Compression = packing.Compression,
            Size = parts.PlainSize,
            Hash = parts.PlainHash,
            Parts = parts.Done,
            Invoices = contents.Invoices,
        };
    }

    /// <summary>Counts only.</summary>
    public override string ToString() => $"package of {Invoices.Count} invoices in {Parts.Count} parts";

    private static PackageArchive Archive(CompressionType compression, Stream target) => compression switch
    {
        CompressionType.Zip => new ZipPackage(target),
        CompressionType.TarGz => new TarGzPackage(target),
        _ => throw new ArgumentOutOfRangeException(nameof(compression)),
    };

    // Hashing and compressing take nearly all of the time, and one file does not depend on another: a few bundles at once, given in order.
    // Bundles, because to hand over a single small file costs as much as to compress it.
    private static async IAsyncEnumerable<PreparedFile> PreparedAsync(
        IAsyncEnumerable<InvoiceFile> invoices, PackageArchive archive, PackageContents contents,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        // One more than can run, so that none is missing while what is ready is written.
        var atOnce = Math.Clamp(Environment.ProcessorCount, 2, 8) + 1;
        var ahead = new Queue<Task<PreparedFile[]>>(atOnce);
        await foreach (var bundle in BundlesAsync(invoices, contents, cancellation).ConfigureAwait(false))
        {
            ahead.Enqueue(Task.Run(() => Array.ConvertAll(bundle, archive.Prepare), cancellation));
            if (ahead.Count < atOnce) continue;
            foreach (var file in await ahead.Dequeue().ConfigureAwait(false)) yield return contents.Record(file);
        }
        while (ahead.TryDequeue(out var next))
            foreach (var file in await next.ConfigureAwait(false)) yield return contents.Record(file);
        contents.Close();
    }

    private static async IAsyncEnumerable<InvoiceFile[]> BundlesAsync(
        IAsyncEnumerable<InvoiceFile> invoices, PackageContents contents, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (bundle, size) = (new List<InvoiceFile>(), 0);
        await foreach (var file in invoices.WithCancellation(cancellation).ConfigureAwait(false))
        {
            contents.Admit(file);
            bundle.Add(file);
            size += file.Xml.Length;
            if (size < SizeOfABundle) continue;
            yield return [.. bundle];
            bundle.Clear();
            size = 0;
        }
        if (bundle.Count > 0) yield return [.. bundle];
    }
}
