using System.IO.Compression;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// One compressed stream over all files, so that what they have in common is written once: a ustar archive (POSIX.1-1988) in gzip. The
/// headers are written here, because with invoices as small as they are a general writer of archives takes longer than the compression.
/// </summary>
internal sealed class TarGzPackage(Stream target) : PackageArchive
{
    private const int Block = 512;
    private static readonly byte[] Zeros = new byte[2 * Block];

    private readonly GZipStream gzip = new(target, CompressionLevel.Optimal, leaveOpen: true);
    private readonly byte[] header = new byte[Block];
    private readonly byte[] staged = new byte[1 << 16];
    private int held;

    public override PreparedFile Prepare(InvoiceFile file) => new(file.Name, InvoiceHash.Of(file.Xml.Span), file.Xml.Length, file.Xml);

    public override async Task AddAsync(PreparedFile file, CancellationToken cancellation)
    {
        Describe(file);
        await WriteAsync(header, cancellation).ConfigureAwait(false);
        await WriteAsync(file.Body, cancellation).ConfigureAwait(false);
        await WriteAsync(Zeros.AsMemory(0, (Block - file.Size % Block) % Block), cancellation).ConfigureAwait(false);
    }

    public override async Task FinishAsync(CancellationToken cancellation)
    {
        await WriteAsync(Zeros, cancellation).ConfigureAwait(false);
        await gzip.WriteAsync(staged.AsMemory(0, held), cancellation).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    // It writes its end when it is disposed of, and a second time changes nothing.
    public override ValueTask DisposeAsync() => gzip.DisposeAsync();

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, staged.Length - held);
            bytes[..count].CopyTo(staged.AsMemory(held));
            held += count;
            bytes = bytes[count..];
            if (held < staged.Length) return;
            held = 0;
            await gzip.WriteAsync(staged, cancellation).ConfigureAwait(false);
        }
    }

    // Name, mode, owner, group, size, time, check sum, type: octal digits and a NUL. Nobody owns it, and it is from the first day of 1970.
    private void Describe(PreparedFile file)
    {
        header.AsSpan().Clear();
        Encoding.ASCII.GetBytes(file.Name, header);
        Octal(header.AsSpan(100, 8), 0b110_100_100);
        Octal(header.AsSpan(108, 8), 0);
        Octal(header.AsSpan(116, 8), 0);
        Octal(header.AsSpan(124, 12), file.Size);
        Octal(header.AsSpan(136, 12), 0);
        header[156] = (byte)'0';
        "ustar\000"u8.CopyTo(header.AsSpan(257));
        // The sum is taken as if its own place held blanks.
        var sum = 8 * ' ';
        foreach (var value in header) sum += value;
        Octal(header.AsSpan(148, 7), sum);
        header[155] = (byte)' ';
    }

    private static void Octal(Span<byte> field, int value)
    {
        for (var at = field.Length - 2; at >= 0; at--, value >>= 3) field[at] = (byte)('0' + (value & 7));
    }
}
