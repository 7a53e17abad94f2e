using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>A file made ready for its archive.</summary>
/// <param name="Name">In the archive.</param>
/// <param name="Hash">Of the invoice.</param>
/// <param name="Size">Of the invoice, in bytes.</param>
/// <param name="Body">As the archive takes it: compressed by itself, or as it was.</param>
internal sealed record PreparedFile(string Name, InvoiceHash Hash, int Size, ReadOnlyMemory<byte> Body)
{
    /// <summary>CRC-32 of the invoice, where the archive needs it.</summary>
    public uint Crc { get; init; }
}

/// <summary>A package as it grows. The same files make the same bytes: no clock, no user, no machine in it.</summary>
internal abstract class PackageArchive : IAsyncDisposable
{
    /// <summary>What can be done with a file without the others. Called from several threads.</summary>
    public abstract PreparedFile Prepare(InvoiceFile file);

    public abstract Task AddAsync(PreparedFile file, CancellationToken cancellation);

    /// <summary>Writes the end; without it the archive is not one.</summary>
    public abstract Task FinishAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}

/// <summary>One compressed stream over all files, so that what they have in common is written once.</summary>
internal sealed class TarGzPackage : PackageArchive
{
    private readonly GZipStream gzip;
    private readonly TarWriter tar;

    public TarGzPackage(Stream target)
    {
        gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);
        tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true);
    }

    public override PreparedFile Prepare(InvoiceFile file) => new(file.Name, InvoiceHash.Of(file.Xml.Span), file.Xml.Length, file.Xml);

    public override async Task AddAsync(PreparedFile file, CancellationToken cancellation)
    {
        using var content = Content(file.Body);
        var entry = new UstarTarEntry(TarEntryType.RegularFile, file.Name) { DataStream = content, ModificationTime = DateTimeOffset.UnixEpoch };
        await tar.WriteEntryAsync(entry, cancellation).ConfigureAwait(false);
    }

    // Both write their ends when they are disposed of, and a second time changes nothing.
    public override Task FinishAsync(CancellationToken cancellation) => DisposeAsync().AsTask();

    public override async ValueTask DisposeAsync()
    {
        await tar.DisposeAsync().ConfigureAwait(false);
        await gzip.DisposeAsync().ConfigureAwait(false);
    }

    private static MemoryStream Content(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
