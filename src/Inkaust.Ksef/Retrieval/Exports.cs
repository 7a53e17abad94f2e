using System.Runtime.CompilerServices;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Many invoices at once: order a package, wait until it is ready, read it. Only whoever holds the key with which it was ordered can read
/// it. Whoever must be able to go on after a restart keeps the key sealed (<see cref="InvoiceEncryption.Secret"/>) and fetches the package as it
/// is (<see cref="DownloadAsync"/>) before he reads it.
/// </summary>
public sealed class Exports
{
    private static readonly Wording Ordering = new("zamówienie paczki faktur", "ordering an export of invoices");
    private static readonly Wording Looking = new("stan paczki faktur", "looking at an export of invoices");

    private readonly Exchange exchange;
    private readonly PartDownload download;
    private readonly PublicKeys publicKeys;
    private readonly TimeProvider clock;

    internal Exports(Exchange exchange, PartDownload download, PublicKeys publicKeys, TimeProvider clock)
    {
        this.exchange = exchange;
        this.download = download;
        this.publicKeys = publicKeys;
        this.clock = clock;
    }

    /// <summary>Orders a package of at most 10,000 invoices or 1 GB, oldest first. Of 10 running ones the eleventh is refused (21182).</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="encryption">A fresh key from <see cref="PublicKeys.NewEncryptionAsync"/>; the package is read with it.</param>
    /// <param name="query">
    /// What is wanted. A longer range than KSeF takes is more than one package: how many, and which first, is the caller's to say
    /// (<see cref="InvoiceDateRange.Windows"/>).
    /// </param>
    /// <param name="compression">The form of the archive.</param>
    /// <param name="onlyMetadata">Without the invoices themselves.</param>
    /// <param name="cancellation">Gives up; an export that nobody reads does no harm.</param>
    /// <exception cref="RefusedException">The range is longer than 100 days (INK-KSEF-031); nothing was sent.</exception>
    public async Task<ReferenceNumber> OrderAsync(
        KsefAccess access, InvoiceEncryption encryption, InvoiceQuery query, CompressionType compression = CompressionType.Zip,
        bool onlyMetadata = false, CancellationToken cancellation = default)
    {
        if (query.DateRange.Windows(clock.GetUtcNow()).Count > 1) throw new RefusedException(KsefFindings.RangeOfExport);
        var order = new OrderExport
        {
            Encryption = WrappedEncryption.Of(encryption),
            OnlyMetadata = onlyMetadata,
            Filters = query,
            CompressionType = compression == CompressionType.Zip ? null : compression,
        };
        var call = Call.Changing(Ordering, access, "/invoices/exports").WithJson(order, RetrievalJson.Default.OrderExport);
        return await publicKeys.UsedInAsync(async () =>
            (await exchange.AskAsync(call, RetrievalJson.Default.ExportTakenIn, cancellation).ConfigureAwait(false)).ReferenceNumber)
            .ConfigureAwait(false);
    }

    /// <summary>The state of an export now.</summary>
    public async Task<ExportStatus> StatusAsync(KsefAccess access, ReferenceNumber export, CancellationToken cancellation = default)
    {
        var call = new Call(Looking, HttpMethod.Get, $"/invoices/exports/{export}") { Access = access };
        var status = await exchange.AskAsync(call, RetrievalJson.Default.ExportStatus, cancellation).ConfigureAwait(false);
        publicKeys.Heed(status.Status);
        return status;
    }

    /// <summary>Looks at an export until it is ready or has failed.</summary>
    public Task<Look<ExportStatus>> UntilReadyAsync(
        KsefAccess access, ReferenceNumber export, Pace pace, CancellationToken cancellation = default) =>
        Poll.UntilDoneAsync(giveUp => StatusAsync(access, export, giveUp), now => now.Status.IsRunning, pace, clock, cancellation);

    /// <summary>
    /// Downloads a package that is ready and reads it, file by file. Every part is compared with its hashes before anything is unpacked, and
    /// no more is unpacked than the package can hold.
    /// </summary>
    /// <param name="package">From the status.</param>
    /// <param name="encryption">With which it was ordered.</param>
    /// <param name="scratch">
    /// Takes the archive, so up to 1 GB of it, in plain: readable, writable, seekable and empty. It is the caller's to delete.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="KsefUnavailable">Not to be had now, or other than what KSeF said of it; may be repeated.</exception>
    /// <exception cref="KsefRejected">HTTP 403 or 404: the addresses have expired; look at the status again.</exception>
    /// <exception cref="RefusedException">INK-KSEF-034: <paramref name="scratch"/> takes no more, its disk is full.</exception>
    public async IAsyncEnumerable<ExportedFile> ReadAsync(
        InvoicePackage package, InvoiceEncryption encryption, Stream scratch, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (package.Parts.Count == 0) yield break;
        foreach (var part in package.Parts.OrderBy(part => part.OrdinalNumber))
            await download.AppendAsync(part, encryption, scratch, cancellation).ConfigureAwait(false);
        foreach (var file in ExportedArchive.Read(scratch, package))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return file;
        }
    }

    /// <summary>Downloads a package that is ready as it is, encrypted; every part is compared with its hash.</summary>
    /// <param name="package">From the status.</param>
    /// <param name="target">Takes its parts one behind another: writable, seekable and empty.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    public async Task DownloadAsync(InvoicePackage package, Stream target, CancellationToken cancellation = default)
    {
        foreach (var part in package.Parts.OrderBy(part => part.OrdinalNumber))
            await download.AppendAsync(part, encryption: null, target, cancellation).ConfigureAwait(false);
    }

    /// <summary>Decrypts a package that <see cref="DownloadAsync"/> has fetched.</summary>
    /// <param name="package">From the status.</param>
    /// <param name="encryption">With which it was ordered.</param>
    /// <param name="downloaded">What was fetched, at its begin.</param>
    /// <param name="scratch">Takes the archive, so up to 1 GB of it, in plain: writable, seekable and empty.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="KsefUnavailable">Another key, or other than what KSeF said of it.</exception>
    /// <exception cref="RefusedException">INK-KSEF-034: <paramref name="scratch"/> takes no more, its disk is full.</exception>
    public static async Task DecryptAsync(
        InvoicePackage package, InvoiceEncryption encryption, Stream downloaded, Stream scratch, CancellationToken cancellation = default)
    {
        foreach (var part in package.Parts.OrderBy(part => part.OrdinalNumber))
            await PartDownload.DecryptAsync(part, encryption, downloaded, scratch, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// The files of a package that was decrypted, the metadata first. What is no invoice under the name of its number, or cannot be read, comes as
    /// <see cref="ExportedFile.Refused"/>, and the others all the same.
    /// </summary>
    /// <param name="archive">Readable and seekable.</param>
    /// <param name="package">From the status.</param>
    /// <exception cref="KsefUnavailable">It is no archive, or its metadata cannot be read.</exception>
    public static IEnumerable<ExportedFile> Files(Stream archive, InvoicePackage package) => ExportedArchive.Read(archive, package);
}
