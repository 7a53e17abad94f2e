using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// A Zip file written straight through. Each invoice is small, so it is compressed before its header is written and the header
/// holds its true sizes: no data descriptors, which some readers of streams cannot follow. Zip64 only where an offset needs it.
/// </summary>
/// <param name="target">Where it goes.</param>
/// <param name="offset">Where in the file the writing begins.</param>
internal sealed class ZipPackage(Stream target, long offset = 0) : PackageArchive
{
    private const int LocalHeader = 30;
    private const int CentralHeader = 46;
    private const ushort Deflated = 8;
    private const ushort Earliest = 0x0021; // 1 January 1980, the first day that a Zip file can name

    private readonly List<Entry> entries = [];
    private long offset = offset;

    // RFC 1952: ten bytes of header, the deflated data, CRC-32, size. All that a Zip entry needs in one go.
    public override PreparedFile Prepare(InvoiceFile file)
    {
        using var packed = new MemoryStream(64 + file.Xml.Length / 4);
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(file.Xml.Span);
        var member = packed.GetBuffer().AsMemory(0, (int)packed.Length);
        return new PreparedFile(file.Name, InvoiceHash.Of(file.Xml.Span), file.Xml.Length, member[10..^8])
        {
            Crc = BinaryPrimitives.ReadUInt32LittleEndian(member.Span[^8..]),
        };
    }

    public override async Task AddAsync(PreparedFile file, CancellationToken cancellation)
    {
        var entry = new Entry(Encoding.ASCII.GetBytes(file.Name), file.Crc, (uint)file.Body.Length, (uint)file.Size, offset);
        var header = new byte[LocalHeader + entry.Name.Length];
        var rest = header.AsSpan();
        Put32(ref rest, 0x04034b50);
        Put16(ref rest, 20); // version 2.0: deflated
        PutCommon(ref rest, entry);
        Put16(ref rest, 0); // no extra field
        entry.Name.CopyTo(rest);
        await WriteAsync(header, cancellation).ConfigureAwait(false);
        await WriteAsync(file.Body, cancellation).ConfigureAwait(false);
        entries.Add(entry);
    }

    public override async Task FinishAsync(CancellationToken cancellation)
    {
        var start = offset;
        foreach (var entry in entries) await WriteAsync(Central(entry), cancellation).ConfigureAwait(false);
        await WriteAsync(End(start, offset - start), cancellation).ConfigureAwait(false);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await target.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        offset += bytes.Length;
    }

    private static byte[] Central(Entry entry)
    {
        var header = new byte[CentralHeader + entry.Name.Length + (entry.IsFar ? 12 : 0)];
        var rest = header.AsSpan();
        Put32(ref rest, 0x02014b50);
        Put16(ref rest, 20); // made by version 2.0, no system named
        Put16(ref rest, entry.IsFar ? (ushort)45 : (ushort)20);
        PutCommon(ref rest, entry);
        Put16(ref rest, entry.IsFar ? (ushort)12 : (ushort)0);
        Put16(ref rest, 0); // no comment
        Put16(ref rest, 0); // first disk
        Put16(ref rest, 0);
        Put32(ref rest, 0); // no attributes
        Put32(ref rest, entry.IsFar ? uint.MaxValue : (uint)entry.Offset);
        entry.Name.CopyTo(rest);
        rest = rest[entry.Name.Length..];
        if (!entry.IsFar) return header;
        Put16(ref rest, 1); // the Zip64 field, with the offset alone
        Put16(ref rest, 8);
        Put64(ref rest, entry.Offset);
        return header;
    }

    private byte[] End(long start, long size)
    {
        var isFar = start >= uint.MaxValue;
        var bytes = new byte[22 + (isFar ? 76 : 0)];
        var rest = bytes.AsSpan();
        if (isFar) PutFarEnd(ref rest, start, size);
        Put32(ref rest, 0x06054b50);
        Put32(ref rest, 0); // one disk
        Put16(ref rest, Count16);
        Put16(ref rest, Count16);
        Put32(ref rest, (uint)size);
        Put32(ref rest, isFar ? uint.MaxValue : (uint)start);
        Put16(ref rest, 0); // no comment
        return bytes;
    }

    private void PutFarEnd(ref Span<byte> rest, long start, long size)
    {
        Put32(ref rest, 0x06064b50);
        Put64(ref rest, 44); // the bytes that follow in this record
        Put16(ref rest, 45);
        Put16(ref rest, 45);
        Put64(ref rest, 0); // one disk
        Put64(ref rest, entries.Count);
        Put64(ref rest, entries.Count);
        Put64(ref rest, size);
        Put64(ref rest, start);
        Put32(ref rest, 0x07064b50);
        Put32(ref rest, 0);
        Put64(ref rest, start + size);
        Put32(ref rest, 1);
    }

    // A session takes 10,000 invoices; 65,535 is where Zip64 would be needed for their number.
    private ushort Count16 => checked((ushort)entries.Count);

    // From the flags to the length of the name: the same in both headers.
    private static void PutCommon(ref Span<byte> rest, Entry entry)
    {
        Put16(ref rest, 0);
        Put16(ref rest, Deflated);
        Put16(ref rest, 0);
        Put16(ref rest, Earliest);
        Put32(ref rest, entry.Crc);
        Put32(ref rest, entry.Packed);
        Put32(ref rest, entry.Size);
        Put16(ref rest, (ushort)entry.Name.Length);
    }

    private static void Put16(ref Span<byte> rest, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(rest, value);
        rest = rest[2..];
    }

    private static void Put32(ref Span<byte> rest, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(rest, value);
        rest = rest[4..];
    }

    private static void Put64(ref Span<byte> rest, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(rest, value);
        rest = rest[8..];
    }

    private sealed record Entry(byte[] Name, uint Crc, uint Packed, uint Size, long Offset)
    {
        public bool IsFar => Offset >= uint.MaxValue;
    }
}
