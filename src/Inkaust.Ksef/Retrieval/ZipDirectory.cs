using System.Buffers.Binary;

namespace Inkaust.Ksef;

/// <summary>Where the directory of a zip begins, before anything reads it into memory (APPNOTE 4.3.14 to 4.3.16).</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22, LocatorLength = 20, LongestComment = ushort.MaxValue;
    private const uint EndMark = 0x06054B50, LocatorMark = 0x07064B50, End64Mark = 0x06064B50;
    private const uint Elsewhere = uint.MaxValue;

    /// <summary>From the begin of the directory to the end of the archive, in bytes.</summary>
    /// <exception cref="InvalidDataException">It is no zip.</exception>
    public static long LengthIn(Stream archive)
    {
        var tail = new byte[Math.Min(archive.Length, EndLength + LongestComment + LocatorLength)];
        archive.Position = archive.Length - tail.Length;
        archive.ReadExactly(tail);
        var at = tail.Length - EndLength;
        while (at >= 0 && Word(tail, at) != EndMark) at--;
        if (at < 0) throw new InvalidDataException("The archive has no end.");
        long begin = Word(tail, at + 16);
        if (begin == Elsewhere && at >= LocatorLength && Word(tail, at - LocatorLength) == LocatorMark)
            begin = BeginOf64(archive, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(at - LocatorLength + 8)));
        archive.Position = 0;
        return begin >= 0 && begin <= archive.Length ? archive.Length - begin : throw new InvalidDataException("The directory lies outside of the archive.");
    }

    private static long BeginOf64(Stream archive, long end64)
    {
        var record = new byte[56];
        if (end64 < 0 || end64 > archive.Length - record.Length) throw new InvalidDataException("The end lies outside of the archive.");
        archive.Position = end64;
        archive.ReadExactly(record);
        return Word(record, 0) == End64Mark ? BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)) : -1;
    }

    private static uint Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
