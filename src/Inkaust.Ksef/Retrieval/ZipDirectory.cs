using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Inkaust.Ksef;

/// <summary>A file in a zip, as the directory tells of it: nothing of that is believed before the file was read.</summary>
/// <param name="Name">As it is written there.</param>
/// <param name="Length">How long it is.</param>
/// <param name="PackedLength">How long it is in the archive.</param>
/// <param name="Method">How it was packed: 0 not at all, 8 deflated.</param>
/// <param name="IsEncrypted">It cannot be read.</param>
/// <param name="At">Where its own header begins.</param>
internal sealed record ZippedFile(string Name, long Length, long PackedLength, int Method, bool IsEncrypted, long At)
{
    private const int HeaderLength = 30;
    private const uint HeaderMark = 0x04034B50;

    /// <summary>It is deflated (RFC 1951); else it stands in the archive as it is.</summary>
    public bool IsDeflated => Method == 8;

    /// <summary>What of it stands in the archive.</summary>
    /// <exception cref="InvalidDataException">It is not there, or packed in another way.</exception>
    /// <exception cref="EndOfStreamException">The archive ends before it.</exception>
    public byte[] PackedIn(Stream archive)
    {
        if (IsEncrypted || Method is not (0 or 8)) throw new InvalidDataException("The file is packed in a way that is not read.");
        Span<byte> header = stackalloc byte[HeaderLength];
        archive.Position = At;
        archive.ReadExactly(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderMark) throw new InvalidDataException("The file does not stand where the directory says.");
        var begin = At + HeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (PackedLength > archive.Length - begin) throw new EndOfStreamException();
        archive.Position = begin;
        var packed = new byte[PackedLength];
        archive.ReadExactly(packed);
        return packed;
    }

    /// <summary>The file itself, no byte more than the directory says.</summary>
    /// <param name="packed">What <see cref="PackedIn"/> gave.</param>
    /// <exception cref="InvalidDataException">It is longer or shorter, or damaged.</exception>
    public byte[] Unpacked(byte[] packed)
    {
        if (!IsDeflated) return packed.Length == Length ? packed : throw new InvalidDataException("A file is not as long as it says.");
        using var plain = new DeflateStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        var content = new byte[Length];
        plain.ReadExactly(content);
        return plain.ReadByte() < 0 ? content : throw new InvalidDataException("A file is longer than it says.");
    }
}

/// <summary>The directory of a zip, read by hand: what stands in the archive packed can then be had as it is (APPNOTE 4.3.12 to 4.3.16).</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22, LocatorLength = 20, End64Length = 56, EntryLength = 46, LongestComment = ushort.MaxValue;
    private const uint EndMark = 0x06054B50, LocatorMark = 0x07064B50, End64Mark = 0x06064B50, EntryMark = 0x02014B50;
    private const uint Elsewhere = uint.MaxValue;
    private const ushort Wide = 1; // the extra field with lengths that have no room in 32 bits

    /// <summary>The files that the directory names, in its order.</summary>
    /// <param name="archive">The archive; seekable.</param>
    /// <param name="longest">How long the directory may be, in bytes.</param>
    /// <exception cref="InvalidDataException">It is no zip, or its directory is longer or damaged.</exception>
    public static IReadOnlyList<ZippedFile> FilesIn(Stream archive, int longest)
    {
        var (begin, count) = Place(archive);
        if (begin < 0 || begin > archive.Length) throw new InvalidDataException("The directory lies outside of the archive.");
        if (archive.Length - begin > longest) throw new InvalidDataException("The directory of the archive is longer than it may be.");
        var directory = new byte[archive.Length - begin];
        archive.Position = begin;
        archive.ReadExactly(directory);
        var files = new List<ZippedFile>();
        for (ReadOnlySpan<byte> rest = directory; rest.Length >= EntryLength && Word(rest, 0) == EntryMark;) files.Add(Next(ref rest));
        return files.Count == count ? files : throw new InvalidDataException("The directory of the archive names another number of files.");
    }

    private static ZippedFile Next(ref ReadOnlySpan<byte> rest)
    {
        var (name, extra, comment) = (Short(rest, 28), Short(rest, 30), Short(rest, 32));
        if (rest.Length < EntryLength + name + extra + comment) throw new InvalidDataException("The directory of the archive is cut off.");
        var (length, packed, at) = ((long)Word(rest, 24), (long)Word(rest, 20), (long)Word(rest, 42));
        Widen(rest.Slice(EntryLength + name, extra), ref length, ref packed, ref at);
        var file = new ZippedFile(Encoding.UTF8.GetString(rest.Slice(EntryLength, name)), length, packed, Short(rest, 10), (Short(rest, 8) & 1) != 0, at);
        rest = rest[(EntryLength + name + extra + comment)..];
        return file;
    }

    private static void Widen(ReadOnlySpan<byte> extra, ref long length, ref long packed, ref long at)
    {
        while (extra.Length >= 4)
        {
            var kind = Short(extra, 0);
            var field = extra[4..Math.Min(4 + Short(extra, 2), extra.Length)];
            extra = extra[(4 + field.Length)..];
            if (kind != Wide) continue;
            Take(ref length, ref field);
            Take(ref packed, ref field);
            Take(ref at, ref field);
        }
        if (length < 0 || packed < 0 || at < 0) throw new InvalidDataException("The directory of the archive has a negative number.");
    }

    // Only those stand there that have no room where they belong.
    private static void Take(ref long number, ref ReadOnlySpan<byte> field)
    {
        if (number != Elsewhere || field.Length < sizeof(long)) return;
        number = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[sizeof(long)..];
    }

    // From which byte on, and how many files.
    private static (long Begin, long Count) Place(Stream archive)
    {
        var tail = new byte[Math.Min(archive.Length, EndLength + LongestComment + LocatorLength)];
        archive.Position = archive.Length - tail.Length;
        archive.ReadExactly(tail);
        var at = tail.Length - EndLength;
        while (at >= 0 && Word(tail, at) != EndMark) at--;
        if (at < 0) throw new InvalidDataException("The archive has no end.");
        var (begin, count) = ((long)Word(tail, at + 16), (long)Short(tail, at + 10));
        return (begin == Elsewhere || count == ushort.MaxValue) && at >= LocatorLength && Word(tail, at - LocatorLength) == LocatorMark
            ? Place64(archive, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(at - LocatorLength + 8))) : (begin, count);
    }

    private static (long Begin, long Count) Place64(Stream archive, long end64)
    {
        var record = new byte[End64Length];
        if (end64 < 0 || end64 > archive.Length - record.Length) throw new InvalidDataException("The end lies outside of the archive.");
        archive.Position = end64;
        archive.ReadExactly(record);
        return Word(record, 0) == End64Mark
            ? (BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32))) : (-1, 0);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ushort Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
