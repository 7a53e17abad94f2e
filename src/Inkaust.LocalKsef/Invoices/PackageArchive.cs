using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Inkaust.LocalKsef;

/// <summary>
/// Reads the archive of a package as one that a stranger has made: nothing is unpacked to a path, of no file more is read than an
/// invoice may have, no more files are listed than a package may hold, and what is unpacked in all has an end.
/// </summary>
/// <param name="Path">Where the archive is.</param>
/// <param name="Compression">Zip, or tar (ustar) in gzip.</param>
internal sealed record PackageArchive(string Path, Compression Compression)
{
    private const int TarBlock = 512;

    /// <summary>
    /// Unpacks everything once without keeping it, since a package is taken as a whole or not at all. Taking it apart afterwards unpacks it again:
    /// that costs about a thirtieth of the whole, and less than to keep in between what may be ten thousand times the largest file.
    /// </summary>
    /// <param name="most">How many files there may be.</param>
    /// <param name="largestFile">How long a file may be.</param>
    /// <returns>How many files there are; one more than <paramref name="most"/> for any larger number, which then are not unpacked.</returns>
    /// <exception cref="InvalidDataException">Not such an archive, or a file in it is damaged.</exception>
    public int Check(int most, int largestFile)
    {
        if (Compression == Compression.TarGz) return FilesInTarGz(largestFile + 1, (most + 1L) * (largestFile + TarBlock)).Take(most + 1).Count();
        // ZipArchive would read the whole directory into memory, however long it is.
        using var file = File.OpenRead(Path);
        var count = ZipDirectory.Count(file, most);
        return count > most ? count : FilesInZip(largestFile + 1).Count();
    }

    /// <summary>Name and content of each file, of the content at most so many octets.</summary>
    /// <exception cref="InvalidDataException">Not such an archive.</exception>
    public IEnumerable<(string Name, byte[] Content)> Files(int most) => Compression == Compression.Zip ? FilesInZip(most)
        : FilesInTarGz(most, long.MaxValue);

    private IEnumerable<(string, byte[])> FilesInZip(int most)
    {
        using var zip = ZipFile.OpenRead(Path);
        foreach (var entry in zip.Entries)
        {
            if (entry.Name.Length == 0) continue;
            using var content = entry.Open();
            yield return (entry.Name, ReadAtMost(content, most));
        }
    }

    // The library's reader would take the names and attributes of newer formats into memory, however long they say they are.
    private IEnumerable<(string, byte[])> FilesInTarGz(int most, long mostInAll)
    {
        using var packed = new GZipStream(File.OpenRead(Path), CompressionMode.Decompress);
        var header = new byte[TarBlock];
        while (packed.ReadAtLeast(header, TarBlock, throwOnEndOfStream: false) == TarBlock && header.AsSpan().ContainsAnyExcept((byte)0))
        {
            var size = TarHeader.Size(header);
            var padded = (size + TarBlock - 1) / TarBlock * TarBlock;
            if ((mostInAll -= padded + TarBlock) < 0) throw new InvalidDataException("The archive unpacks to more than a package may hold.");
            var content = TarHeader.IsFile(header) ? new byte[Math.Min(size, most)] : [];
            packed.ReadExactly(content);
            Skip(packed, padded - content.Length);
            if (TarHeader.IsFile(header)) yield return (TarHeader.Name(header), content);
        }
    }

    private static void Skip(Stream stream, long octets)
    {
        Span<byte> chunk = stackalloc byte[8192];
        while (octets > 0)
        {
            var read = stream.Read(chunk[..(int)Math.Min(chunk.Length, octets)]);
            if (read == 0) throw new InvalidDataException("The archive ends in the middle of a file.");
            octets -= read;
        }
    }

    private static byte[] ReadAtMost(Stream stream, int most)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[Math.Min(81920, most)];
        int read;
        while (buffer.Length < most && (read = stream.Read(chunk, 0, (int)Math.Min(chunk.Length, most - buffer.Length))) > 0)
            buffer.Write(chunk, 0, read);
        return buffer.ToArray();
    }

    /// <summary>The 512 octets before each file of a tar archive (POSIX ustar).</summary>
    private static class TarHeader
    {
        public static bool IsFile(ReadOnlySpan<byte> header) => header[156] is (byte)'0' or 0;

        public static string Name(ReadOnlySpan<byte> header)
        {
            var name = Encoding.UTF8.GetString(header[..100]).TrimEnd('\0');
            return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        }

        public static long Size(ReadOnlySpan<byte> header)
        {
            // The check sum is taken with blanks in its own place.
            long sum = 8 * ' ';
            for (var at = 0; at < TarBlock; at++) sum += at is >= 148 and < 156 ? 0 : header[at];
            return Octal(header.Slice(148, 8)) == sum ? Octal(header.Slice(124, 12))
                : throw new InvalidDataException("The header of a file in the archive is damaged.");
        }

        private static long Octal(ReadOnlySpan<byte> field)
        {
            long number = 0;
            foreach (var octet in field.Trim([(byte)' ', (byte)0]))
                number = octet is >= (byte)'0' and <= (byte)'7' ? number * 8 + (octet - '0')
                    : throw new InvalidDataException("A number in the archive is damaged.");
            return number;
        }
    }

    /// <summary>The directory at the end of a zip archive (APPNOTE 4.3), walked without keeping it.</summary>
    private static class ZipDirectory
    {
        private const uint End64LocatorSignature = 0x07064b50, End64Signature = 0x06064b50, EntrySignature = 0x02014b50;
        private const int EndLength = 22, End64LocatorLength = 20, End64Length = 56, EntryLength = 46, LongestComment = 65_535;

        public static int Count(Stream zip, int most)
        {
            zip.Position = Start(zip);
            // Reading entry by entry from the disk takes its time, so there is a buffer before it.
            using var directory = new BufferedStream(zip, 81920);
            Span<byte> entry = stackalloc byte[EntryLength];
            var count = 0;
            while (count <= most && directory.ReadAtLeast(entry, EntryLength, throwOnEndOfStream: false) == EntryLength
                && BinaryPrimitives.ReadUInt32LittleEndian(entry) == EntrySignature)
            {
                var (name, extra, comment) = (BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]),
                    BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]), BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]));
                var last = 0;
                for (var at = 0; at < name; at++) last = directory.ReadByte();
                Skip(directory, extra + comment);
                // Folders end in a slash and are no files.
                if (last != '/') count++;
            }
            return count;
        }

        private static long Start(Stream zip)
        {
            var tail = new byte[Math.Min(zip.Length, EndLength + LongestComment)];
            zip.Position = zip.Length - tail.Length;
            zip.ReadExactly(tail);
            var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
            if (at < 0 || at + EndLength > tail.Length) throw new InvalidDataException("The end of the directory of the archive is missing.");
            var (disk, entries, start) = (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 4)),
                BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10)), BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16)));
            // The same signs by which ZipArchive looks for the larger record, so that both walk the same directory.
            return disk == ushort.MaxValue || entries == ushort.MaxValue || start == uint.MaxValue
                ? Start64(zip, zip.Length - tail.Length + at) : start;
        }

        private static long Start64(Stream zip, long end)
        {
            var locator = ReadAt(zip, end - End64LocatorLength, End64LocatorLength, End64LocatorSignature);
            var record = ReadAt(zip, BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8)), End64Length, End64Signature);
            return BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)) is var start && start >= 0 && start <= zip.Length ? start
                : throw new InvalidDataException("The directory of the archive is damaged.");
        }

        private static byte[] ReadAt(Stream zip, long position, int length, uint signature)
        {
            var octets = new byte[length];
            if (position < 0 || position + length > zip.Length) throw new InvalidDataException("The directory of the archive is damaged.");
            zip.Position = position;
            zip.ReadExactly(octets);
            return BinaryPrimitives.ReadUInt32LittleEndian(octets) == signature ? octets
                : throw new InvalidDataException("The directory of the archive is damaged.");
        }
    }
}
