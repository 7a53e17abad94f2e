using System.Runtime.CompilerServices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>A package that KSeF has whole; what became of its invoices is asked for later.</summary>
/// <param name="Session">Its batch session, closed.</param>
/// <param name="Invoices">What is in it, as they stand now.</param>
internal sealed record SentPackage(string Session, IReadOnlyList<IssuedInvoice> Invoices);

/// <summary>Sends many invoices: cut into packages -> pack and encrypt -> open a session -> intent on disk -> upload -> close.</summary>
internal sealed class SendPackages(Round round, SignedIn signedIn)
{
    private const long RoomOfAName = 400; // What an archive adds to a file.
    // KSeF's code for input that it does not understand.
    private const int NotUnderstood = 21405;

    private static readonly TimeSpan UploadPatience = TimeSpan.FromMinutes(10), BetweenUploads = TimeSpan.FromSeconds(5);

    private readonly CompanyLedger ledger = round.Ledger;
    private readonly KsefClient ksef = signedIn.Ksef;
    private readonly KsefAccess access = signedIn.Access;

    // Far smaller and half the work; Zip where the last package was refused, because every KSeF takes that (API 2.6 brought the other).
    private CompressionType compression = round.Ledger.Packages.RefusedInARow() is null ? CompressionType.TarGz : CompressionType.Zip;

    /// <summary>Sends them package by package. What was sent before a failure stays sent.</summary>
    /// <exception cref="KsefException">A package could not be sent; its invoices wait, or are settled in the next round.</exception>
    public async IAsyncEnumerable<SentPackage> SendAsync(
        IReadOnlyList<IssuedInvoice> invoices, bool offline, [EnumeratorCancellation] CancellationToken stop)
    {
        var done = 0;
        foreach (var package in Cut(invoices, await LimitsAsync(stop)))
        {
            round.HasCome(Doing.SendingPackages, done, invoices.Count);
            yield return await SendWithAGoodKeyAsync(package, offline, stop);
            done += package.Count;
        }
    }

    private async Task<SentPackage> SendWithAGoodKeyAsync(IReadOnlyList<IssuedInvoice> invoices, bool offline, CancellationToken stop)
    {
        try
        {
            return await SendOneAsync(invoices, offline, stop);
        }
        catch (KsefRejected refused) when (refused.Has(PublicKeys.Withdrawn))
        {
            // KSeF changed its key while the package was packed; no session was opened, and the next encryption uses the new one.
            return await SendOneAsync(invoices, offline, stop);
        }
        catch (KsefRejected refused) when (MindsTheForm(refused))
        {
            compression = CompressionType.Zip;
            return await SendOneAsync(invoices, offline, stop);
        }
    }

    private bool MindsTheForm(KsefRejected refused) => compression != CompressionType.Zip && refused.Has(NotUnderstood);

    private async Task<SentPackage> SendOneAsync(IReadOnlyList<IssuedInvoice> invoices, bool offline, CancellationToken stop)
    {
        using var parts = new PartsOnDisk();
        using var encryption = await ksef.PublicKeys.NewEncryptionAsync(stop);
        var files = invoices.Select(invoice => new InvoiceFile($"{invoice.Id}.xml", ledger.Bytes(invoice))).ToAsyncEnumerable();
        var package = await BatchPackage.PackAsync(files, encryption, parts.Create, new Packing { Compression = compression }, stop);
        var opened = await OpenedAsync(package, encryption, offline, stop);
        var session = opened.ReferenceNumber.ToString();
        ledger.Sessions.Opened(session);
        ledger.Packages.Begun(session);
        var sending = round.MoveAll(invoices, _ => new InvoiceState.Sending(session, null), new Cause.AboutToBeSentInPackage(session));
        await UploadAsync(new BatchUpload(opened, package), parts, stop);
        await ksef.BatchSessions.CloseAsync(access, opened.ReferenceNumber, stop);
        return new SentPackage(session, sending);
    }

    private async Task<BatchSession> OpenedAsync(BatchPackage package, InvoiceEncryption encryption, bool offline, CancellationToken stop)
    {
        try
        {
            return await ksef.BatchSessions.OpenAsync(access, encryption, package, offline, cancellation: stop);
        }
        catch (KsefRejected refused) when (!refused.Has(PublicKeys.Withdrawn) && !MindsTheForm(refused))
        {
            ledger.Packages.NotLetIn(refused.Message);
            throw;
        }
    }

    // What has gone up stays there, so that a line that comes and goes costs no more than the parts that it cut.
    private async Task UploadAsync(BatchUpload upload, PartsOnDisk parts, CancellationToken stop)
    {
        for (var since = round.Clock.GetUtcNow(); ;)
        {
            try
            {
                await ksef.BatchSessions.UploadAsync(upload, part => parts.Open(part.Ordinal), cancellation: stop);
                return;
            }
            catch (KsefUnavailable) when (round.Clock.GetUtcNow() - since < UploadPatience)
            {
                await Task.Delay(BetweenUploads, round.Clock, stop);
            }
        }
    }

    private async Task<BatchLimits> LimitsAsync(CancellationToken stop)
    {
        try
        {
            return BatchLimits.Of(await ksef.Limits.ContextAsync(access, stop));
        }
        catch (KsefUnavailable)
        {
            return BatchLimits.Usual;
        }
    }

    // By number and by size before packing: packed, it is never larger.
    internal static IEnumerable<IReadOnlyList<IssuedInvoice>> Cut(IEnumerable<IssuedInvoice> invoices, BatchLimits limits)
    {
        var package = new List<IssuedInvoice>();
        var size = 0L;
        foreach (var invoice in invoices)
        {
            if (package.Count == limits.MostInvoices || size + invoice.Size + RoomOfAName > limits.LargestPackage)
            {
                yield return package;
                (package, size) = ([], 0);
            }
            package.Add(invoice);
            size += invoice.Size + RoomOfAName;
        }
        if (package.Count > 0) yield return package;
    }
}
