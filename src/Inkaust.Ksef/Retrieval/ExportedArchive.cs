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
        /// <summary>The same bytes deflated (RFC 1951), where they lay in the package so; else null.</summary>
        public ReadOnlyMemory<byte>? Deflated { get; init; }

        /// <summary>The word alone: the number holds the seller's NIP and stays out of logs.</summary>
        public override string ToString() => "invoice of an export";
    }

    /// <summary>What KSeF knows of all of them.</summary>
    public sealed record Metadata(ListedInvoices Invoices) : ExportedFile;

    /// <summary>What was not read, and why; without a name: all that would have followed.</summary>
    public sealed record Refused(string? Name, Wording Why) : ExportedFile
    {
        /// <summary>The word alone: the name may hold the seller's NIP and stays out of logs.</summary>
        public override string ToString() => "refused file of an export";
    }
}

/// <summary>
/// Reads the archive of an export as one that a stranger has made: nothing is unpacked to a path, no file is longer than it may be, and
/// what is unpacked in all has an end. A bad file is passed over and said; the good ones are read all the same.
/// </summary>
internal static class ExportedArchive
{
    // Twice what TEST can be set to (KSEF 9), with attachment.
    private const int LargestInvoice = 20_000_000;
    private const int LargestMetadata = 128 << 20;
    private const int MostFiles = 10_000 + 1; // KSEF 8, and the metadata
    private const int LargestDirectory = 8 << 20; // of a zip with so many files, with much room
    private const int Overhead = 4096; // headers and padding of a file in a tar
    private const int LongestName = 200;
    private const string MetadataName = "_metadata.json";

    private static readonly Wording Reading = new("odczyt paczki faktur", "reading an export of invoices");

    private static readonly Wording NoInvoice = new("to nie faktura pod nazwą swojego numeru", "no invoice under the name of its number");
    private static readonly Wording Damaged = new("pliku nie da się rozpakować", "the file cannot be unpacked");
    private static readonly Wording TooLong = new("plik jest dłuższy, niż może być", "the file is longer than it may be");
    private static readonly Wording TooMany = new("plików jest więcej, niż mieści paczka", "there are more files than a package holds");
    private static readonly Wording TooMuch = new("archiwum rozpakowuje się do zbyt dużych rozmiarów", "the archive unpacks to far too much");

    /// <exception cref="KsefUnavailable">It is no such archive.</exception>
    public static IEnumerable<ExportedFile> Read(Stream archive, InvoicePackage package)
    {
        using var files = Opened(archive, package).GetEnumerator();
        while (Try(files.MoveNext))
        {
            var found = files.Current;
            var (name, content, refusal) = found;
            if (refusal is not null) yield return new ExportedFile.Refused(name is { Length: > LongestName } ? name[..LongestName] : name, refusal);
            else if (name == MetadataName) yield return new ExportedFile.Metadata(Try(() => new ListedInvoices(content)));
            else if (IsOfInvoice(name!, out var number)) yield return new ExportedFile.Invoice(number, content) { Deflated = found.Deflated };
        }
    }

    private sealed record Found(string? Name, byte[] Content, Wording? Refusal = null)
    {
        public ReadOnlyMemory<byte>? Deflated { get; init; }

        public static Found Bad(string? name, Wording why) => new(name, [], why);
    }

    private static bool IsOfInvoice(string name, out KsefNumber number)
    {
        number = default;
        return name.EndsWith(".xml", StringComparison.Ordinal) && KsefNumber.TryParse(name[..^4], null, out number);
    }

    private static IEnumerable<Found> Opened(Stream archive, InvoicePackage package)
    {
        archive.Position = 0;
        return (package.CompressionType ?? FormOf(archive)) == CompressionType.Zip ? Zipped(archive) : Tarred(archive, package.InvoiceCount);
    }

    // A gzip stream begins with 1F 8B (RFC 1952).
    private static CompressionType FormOf(Stream archive)
    {
        var form = archive.ReadByte() == 0x1F ? CompressionType.TarGz : CompressionType.Zip;
        archive.Position = 0;
        return form;
    }

    private static IEnumerable<Found> Zipped(Stream archive)
    {
        var files = ZipDirectory.FilesIn(archive, LargestDirectory);
        var room = RoomFor(archive.Length);
        foreach (var file in files.OrderByDescending(file => file.Name == MetadataName).Take(MostFiles))
        {
            var found = Judged(file.Name, Math.Max(file.Length, file.PackedLength)) ?? Unpacked(archive, file);
            room -= found.Content.Length;
            if (room < 0)
            {
                yield return Found.Bad(null, TooMuch);
                yield break;
            }
            yield return found;
        }
        if (files.Count > MostFiles) yield return Found.Bad(null, TooMany);
    }

    // Invoices come to a twentieth of their size; what comes to far less is no package of invoices.
    private static long RoomFor(long archive) => (256L << 20) + (archive * 100);

    private static Found? Judged(string name, long length) =>
        name != MetadataName && !IsOfInvoice(name, out _) ? Found.Bad(name, NoInvoice)
        : length > (name == MetadataName ? LargestMetadata : LargestInvoice) ? Found.Bad(name, TooLong)
        : null;

    private static Found Unpacked(Stream archive, ZippedFile file)
    {
        try
        {
            var packed = file.PackedIn(archive);
            return new Found(file.Name, file.Unpacked(packed)) { Deflated = file.IsDeflated ? packed : (ReadOnlyMemory<byte>?)null };
        }
        catch (Exception fault) when (file.Name != MetadataName && fault is InvalidDataException or EndOfStreamException)
        {
            return Found.Bad(file.Name, Damaged);
        }
    }

    // What stands behind a damaged place of a tar cannot be found: it is over there. The metadata may stand at its end and are read before.
    private static IEnumerable<Found> Tarred(Stream archive, long invoices)
    {
        var most = Math.Min(Math.Min(invoices, MostFiles) * (LargestInvoice + Overhead) + LargestMetadata, RoomFor(archive.Length));
        foreach (var metadata in InTar(archive, most, name => name == MetadataName).Take(1)) yield return metadata;
        var count = 0;
        foreach (var found in InTar(archive, most, name => name != MetadataName))
        {
            if (++count >= MostFiles)
            {
                yield return Found.Bad(null, TooMany);
                yield break;
            }
            yield return found;
        }
    }

    private static IEnumerable<Found> InTar(Stream archive, long most, Func<string, bool> wanted)
    {
        archive.Position = 0;
        using var plain = new Bounded(new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true), most);
        using var tar = new TarReader(plain, leaveOpen: true);
        var read = 0;
        while (true)
        {
            Found? found = null;
            try
            {
                if (tar.GetNextEntry() is not { } entry) yield break;
                read++;
                if (!wanted(entry.Name)) continue;
                found = entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) ? Found.Bad(entry.Name, NoInvoice)
                    : Judged(entry.Name, entry.Length)
                    ?? new Found(entry.Name, entry.DataStream is { } content ? Content(content, entry.Length) : []);
            }
            catch (Exception fault) when (read > 0 && wanted("") && fault is InvalidDataException or EndOfStreamException or FormatException)
            {
                // Where the metadata were looked for it is no archive at all.
                found = Found.Bad(null, plain.IsOver ? TooMuch : Damaged);
            }
            yield return found;
            if (found is { Name: null }) yield break;
        }
    }

    // What the directory says of its length may be a lie: no more is read than that.
    private static byte[] Content(Stream stream, long length)
    {
        var content = new byte[length];
        stream.ReadExactly(content);
        return stream.ReadByte() < 0 ? content : throw new InvalidDataException("A file is longer than it says.");
    }

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

        /// <summary>More came out of it than can be.</summary>
        public bool IsOver => left < 0;

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
