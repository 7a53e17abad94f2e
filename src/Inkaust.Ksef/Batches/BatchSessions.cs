using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Sending many invoices in one package (tag "Wysyłka wsadowa"). What became of them tells <see cref="Sessions"/>.</summary>
public sealed class BatchSessions
{
    private const int Rounds = 3;
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    private static readonly Wording Opening = new("otwarcie sesji wsadowej", "opening a batch session");
    private static readonly Wording Closing = new("zamknięcie sesji wsadowej", "closing a batch session");

    private readonly Exchange exchange;
    private readonly PartTransfer transfer;
    private readonly PublicKeys publicKeys;
    private readonly TimeProvider clock;

    internal BatchSessions(Exchange exchange, PartTransfer transfer, PublicKeys publicKeys, TimeProvider clock)
    {
        this.exchange = exchange;
        this.transfer = transfer;
        this.publicKeys = publicKeys;
        this.clock = clock;
    }

    /// <summary>
    /// Opens a session for one package. From now on each part may be uploaded within 20 minutes for every part that there is.
    /// An unknown outcome leaves at worst a session without parts, which KSeF cancels by itself: opening another is harmless.
    /// </summary>
    /// <param name="access">Who sends.</param>
    /// <param name="encryption">The key with which the package was encrypted.</param>
    /// <param name="package">What will be uploaded.</param>
    /// <param name="offlineMode">True when the invoices in it were issued offline.</param>
    /// <param name="form">What is sent; FA(3) when null.</param>
    /// <param name="cancellation">Gives up; after that it is unknown whether the session was opened.</param>
    /// <exception cref="KsefRejected">
    /// 21157 size of a part, 21161 number of parts; with 21470 the key was withdrawn: pack again, the next encryption uses the new one.
    /// </exception>
    public async Task<BatchSession> OpenAsync(
        KsefAccess access, InvoiceEncryption encryption, BatchPackage package, bool offlineMode, FormCode? form = null,
        CancellationToken cancellation = default)
    {
        var call = Call.Changing(Opening, access, "/sessions/batch")
            .WithJson(Declaration(encryption, package, offlineMode, form ?? FormCode.Fa3), BatchSessionsJson.Default.OpenBatch);
        var session = await publicKeys.UsedInAsync(() =>
            exchange.AskAsync(call, BatchSessionsJson.Default.BatchSession, cancellation)).ConfigureAwait(false);
        var asked = session.PartUploadRequests.Select(request => request.OrdinalNumber).Order();
        return asked.SequenceEqual(package.Parts.Select(part => part.Ordinal))
            ? session
            : throw new KsefOutcomeUnknown(Opening, Disturbance.Unreadable, "the uploads do not match the declared parts");
    }

    /// <summary>
    /// Uploads every part that waits, several at once; a part that fails is tried again while the others go on. What is done
    /// stays done, so after a failure the same call resumes. Uploads are not counted by KSeF's limits of requests (KSEF 10).
    /// </summary>
    /// <param name="upload">How far it has come; moves on with every part.</param>
    /// <param name="openPart">The encrypted bytes of a part from where it starts; asked for anew with every try and closed here.</param>
    /// <param name="atOnce">How many at a time.</param>
    /// <param name="cancellation">Gives up; what was uploaded stays so.</param>
    /// <exception cref="RefusedException">The bytes are no longer those that were packed (INK-BATCH-008).</exception>
    /// <exception cref="KsefUnavailable">Some parts could not be uploaded now; the same call may be repeated.</exception>
    /// <exception cref="KsefRejected">HTTP 403: the time for uploading is over, so open a new session.</exception>
    public async Task UploadAsync(
        BatchUpload upload, Func<BatchPart, Stream> openPart, int atOnce = 4, CancellationToken cancellation = default)
    {
        for (var round = 1; !upload.IsComplete; round++)
        {
            var failures = new ConcurrentQueue<KsefUnavailable>();
            var side = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
            await Parallel.ForEachAsync(upload.Waiting, side, async (part, giveUp) =>
            {
                try
                {
                    await UploadPartAsync(upload, part, openPart, giveUp).ConfigureAwait(false);
                }
                catch (KsefUnavailable failure)
                {
                    failures.Enqueue(failure);
                }
            }).ConfigureAwait(false);
            if (!failures.TryPeek(out var first)) continue;
            var rest = failures.Max(failure => failure.RetryAfter) ?? TimeSpan.FromSeconds(round);
            if (round == Rounds || rest > LongestRest) ExceptionDispatchInfo.Throw(first);
            await Task.Delay(rest, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Uploads one part. Doing it twice is harmless.</summary>
    /// <param name="upload">How far it has come.</param>
    /// <param name="part">One of its package.</param>
    /// <param name="openPart">The encrypted bytes from where the part starts; closed here.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">The bytes are no longer those that were packed (INK-BATCH-008).</exception>
    /// <exception cref="KsefUnavailable">It could not be uploaded now, or the answer was lost; may be repeated.</exception>
    /// <exception cref="KsefRejected">HTTP 403: the time for uploading is over, so open a new session.</exception>
    public async Task UploadPartAsync(
        BatchUpload upload, BatchPart part, Func<BatchPart, Stream> openPart, CancellationToken cancellation = default)
    {
        var request = upload.Session.PartUploadRequests.First(request => request.OrdinalNumber == part.Ordinal);
        await transfer.SendAsync(request, part, () => openPart(part), cancellation).ConfigureAwait(false);
        upload.Note(part);
    }

    /// <summary>Closes the session once all parts are uploaded; KSeF begins its work.</summary>
    /// <exception cref="KsefRejected">
    /// 21205: a part is missing, upload it and close again. 21157: a part has another size than declared. 21208: the time was
    /// over, open a new session. 21180: it is closed already, look at its status.
    /// </exception>
    public Task CloseAsync(KsefAccess access, ReferenceNumber session, CancellationToken cancellation = default) =>
        exchange.DoAsync(Call.Changing(Closing, access, $"/sessions/batch/{session}/close"), cancellation);

    private static OpenBatch Declaration(InvoiceEncryption encryption, BatchPackage package, bool offlineMode, FormCode form) => new()
    {
        FormCode = form,
        BatchFile = new DeclaredPackage
        {
            FileSize = package.Size,
            FileHash = package.Hash,
            CompressionType = package.Compression == CompressionType.Zip ? null : package.Compression,
            FileParts = [.. package.Parts.Select(part => new DeclaredPart
            {
                OrdinalNumber = part.Ordinal,
                FileSize = part.EncryptedSize,
                FileHash = part.EncryptedHash,
            })],
        },
        Encryption = WrappedEncryption.Of(encryption),
        OfflineMode = offlineMode,
    };
}
