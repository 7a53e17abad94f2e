using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>A file of a package.</summary>
public abstract record ExportedFile
{
    private ExportedFile() { }

    /// <summary>An invoice, the bytes exactly as they were sent.</summary>
    public sealed record Invoice(KsefNumber Number, ReadOnlyMemory<byte> Xml) : ExportedFile
    {
        /// <summary>The word alone: the number holds the seller's NIP and stays out of logs.</summary>
        public override string ToString() => "invoice of an export";
    }

    /// <summary>What KSeF knows of all of them.</summary>
    public sealed record Metadata(IReadOnlyList<InvoiceMetadata> Invoices) : ExportedFile;
}

/// <summary>
/// Reads the archive of an export as one that a stranger has made: nothing is unpacked to a path, no file is longer than it may be, and
/// what is unpacked in all has an end.
/// </summary>
internal static class ExportedArchive
{
    // Twice what TEST can be set to (KSEF 9), with attachment.
    private const int LargestInvoice = 20_000_000;
    private const int LargestMetadata = 128 << 20;
    private const int MostInvoices = 10_000; // KSEF 8
    // Invoices are of a megabyte at most on PRODUCTION, and of a few kilobytes as people write them; a bomb unpacks to a thousand times its length.
    private const long MostInAll = 10_000_000_000;
    private const int Overhead = 4096; // headers and padding of a file in a tar
    private const string MetadataName = "_metadata.json";

    private static readonly Wording Reading = new("odczyt paczki faktur", "reading an export of invoices");

    /// <exception cref="KsefUnavailable">It is no such archive.</exception>
    public static IEnumerable<ExportedFile> Read(Stream archive, InvoicePackage package)
    {
        using var files = Opened(archive, package).GetEnumerator();
        for (var count = 0; Try(files.MoveNext); count++)
        {
            if (count > MostInvoices) throw Unreadable("more files than a package holds");
            var (name, content) = files.Current;
            if (name == MetadataName) yield return new ExportedFile.Metadata(Try(() => MetadataIn(content)));
            else if (name.EndsWith(".xml", StringComparison.Ordinal) && KsefNumber.TryParse(name[..^4], null, out var number))
                yield return new ExportedFile.Invoice(number, content);
        }
    }

    private static IEnumerable<(string Name, byte[] Content)> Opened(Stream archive, InvoicePackage package)
    {
        archive.Position = 0;
        return (package.CompressionType ?? FormOf(archive)) == CompressionType.Zip
            ? Zipped(archive, package.InvoiceCount) : Tarred(archive, package.InvoiceCount);
    }

    // A gzip stream begins with 1F 8B (RFC 1952).
    private static CompressionType FormOf(Stream archive)
    {
        var form = archive.ReadByte() == 0x1F ? CompressionType.TarGz : CompressionType.Zip;
        archive.Position = 0;
        return form;
    }

    private static IEnumerable<(string, byte[])> Zipped(Stream archive, long invoices)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        // The directory says what is to come; each entry is held to what it said.
        if (zip.Entries.Count > MostInvoices + 1) throw new InvalidDataException("The archive holds more files than a package does.");
        if (zip.Entries.Sum(entry => Math.Min(entry.Length, MostInAll)) > MostOf(invoices))
            throw new InvalidDataException("The archive unpacks to more than a package may hold.");
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            yield return (entry.FullName, Content(content, entry.Length, entry.FullName));
        }
    }

    private static long MostOf(long invoices) =>
        Math.Min(MostInAll, (Math.Clamp(invoices, 0, MostInvoices) * (LargestInvoice + Overhead)) + LargestMetadata);

    private static IEnumerable<(string, byte[])> Tarred(Stream archive, long invoices)
    {
        using var plain = new Bounded(new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true), MostOf(invoices));
        using var tar = new TarReader(plain, leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) continue;
            yield return (entry.Name, entry.DataStream is { } content ? Content(content, entry.Length, entry.Name) : []);
        }
    }

    // What the directory says of its length may be a lie: no more is read than that.
    private static byte[] Content(Stream stream, long length, string name)
    {
        if (length > (name == MetadataName ? LargestMetadata : LargestInvoice)) throw new InvalidDataException("A file is longer than it may be.");
        var content = new byte[length];
        stream.ReadExactly(content);
        return stream.ReadByte() < 0 ? content : throw new InvalidDataException("A file is longer than it says.");
    }

    private static IReadOnlyList<InvoiceMetadata> MetadataIn(byte[] content) =>
        JsonSerializer.Deserialize(content, RetrievalJson.Default.MetadataFile)?.Invoices ?? throw new InvalidDataException("The metadata are null.");

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        // The platform's readers say in many ways that a number in an archive is none.
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or JsonException or FormatException
            or OverflowException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw Unreadable("the archive cannot be read", cause);
        }
    }

    private static KsefUnavailable Unreadable(string what, Exception? cause = null) => new(Reading, Disturbance.Unreadable, what, cause);

    /// <summary>A stream that ends in an error when more comes out of it than can be.</summary>
    private sealed class Bounded(Stream source, long most) : Stream
    {
        private long left = most;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = source.Read(buffer);
            left -= count;
            return left >= 0 ? count : throw new InvalidDataException("The archive unpacks to more than a package may hold.");
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) source.Dispose();
            base.Dispose(disposing);
        }
    }
}
