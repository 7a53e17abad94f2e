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
