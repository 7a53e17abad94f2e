using System.Security.Cryptography;
using System.Threading.Channels;

namespace Inkaust.LocalKsef;

/// <summary>
/// Keeps the uploaded parts of packages, and takes closed packages apart: decrypt every part, put the archive together, read its files
/// one by one and pass each through the checks of an invoice. A package whose server was stopped in the middle is taken up where it was.
/// </summary>
internal sealed class BatchProcessing(Registry registry, ServerClock clock, Faults faults, Limits limits, InvoiceProcessing processing,
    KeptFiles files) : IAsyncDisposable
{
    private readonly BackgroundWork work = new();
    private CancellationTokenSource stop = new();

    // A part is decrypted in memory, so that only so many packages are taken apart at a time.
    private readonly SemaphoreSlim turns = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>Stores a part, at most one octet more than was declared: enough to see that it is too long.</summary>
    /// <exception cref="ApiRefusal">410: the session was closed while the part came in; it is processed without it.</exception>
    public async Task Store(SendingSession session, BatchPart part, Stream body, CancellationToken ct)
    {
        DropAbandoned(session.Context);
        var path = files.NewFile();
        await using (var file = KeptFiles.Make(path)) await Copy(body, file, part.FileSize + 1, ct);
        registry.Together(() =>
        {
            if (registry.Sessions.Find(session.Reference) is not { ClosedAt: null }) throw ApiRefusal.Gone("Paczka nie przyjmuje już części.");
            files.Keep(KeyOf(session.Reference, part), path);
            return true;
        });
    }

    /// <summary>The size of a part that was uploaded; null when it wasn't.</summary>
    public long? SizeOf(string session, BatchPart part) => files.Find(KeyOf(session, part))?.Size;

    public void Start(SendingSession session) => work.Begin(session.Reference, async () =>
    {
        try
        {
            await Process(session);
            files.RemoveAll(KeysOf(session.Reference));
        }
        catch (OperationCanceledException)
        {
            // The server stops, or its state is replaced. What is still there of the package goes on afterwards.
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            Refuse(session, CannotUnpack(fault.Message));
        }
        // The sender has to learn that it is over, whatever happened.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Refuse(session, new StatusInfo(500, "Nieznany błąd (500)", [fault.Message]));
        }
    });

    /// <summary>
    /// Goes on with the packages that were being processed when the server stopped; without their parts they end, and their senders learn of it.
    /// </summary>
    public void Resume()
    {
        foreach (var session in registry.Sessions.Where(session =>
            session is { Kind: SessionKind.Batch, ClosedAt: not null, PackageIsThrough: false, Fault: null }))
        {
            if (session.Batch!.Parts.All(part => SizeOf(session.Reference, part) is not null)) Start(session);
            else Refuse(session, new StatusInfo(500, "Nieznany błąd (500)", ["Części paczki nie zachowały się po ponownym uruchomieniu serwera."]));
        }
    }

    private static string KeyOf(string session, BatchPart part) => KeysOf(session) + part.OrdinalNumber;

    private static string KeysOf(string session) => $"batch/{session}/";

    // Parts of packages that nobody has closed in time.
    private void DropAbandoned(ContextIdentifier context)
    {
        var now = clock.Now;
        foreach (var session in registry.Sessions.Of(context, session => session is { Kind: SessionKind.Batch, ClosedAt: null }
            && now >= session.ValidUntil))
            files.RemoveAll(KeysOf(session.Reference));
    }

    private async Task Process(SendingSession session)
    {
        while (faults.IsHeld(FaultKind.StuckOn150, session.Reference)) await Task.Delay(50, stop.Token);
        await turns.WaitAsync(stop.Token);
        var archive = new PackageArchive(files.NewFile(), session.Batch!.Compression);
        try
        {
            if (await FaultOf(session, archive) is { } fault) Refuse(session, fault);
            else await TakeApart(session, archive);
        }
        finally
        {
            turns.Release();
            File.Delete(archive.Path);
        }
    }

    // What cannot be unpacked is told as such, whatever was declared of it: so is a package under another initialization vector (KSEF 14).
    private async Task<StatusInfo?> FaultOf(SendingSession session, PackageArchive archive)
    {
        if (!session.Key.IsUsable) return SessionStatus.WrongKey;
        if (await PutTogether(session, archive.Path) is { } fault) return fault;
        return FaultOf(archive, limits.Session(session.Context, session.Kind)) ?? await MismatchOf(session.Batch!, archive.Path);
    }

    private async Task<StatusInfo?> PutTogether(SendingSession session, string archive)
    {
        var batch = session.Batch!;
        await using var output = KeptFiles.Make(archive);
        foreach (var part in batch.Parts)
        {
            var file = files.Find(KeyOf(session.Reference, part)) ?? throw new IOException($"Brak części {part.OrdinalNumber}.");
            var encrypted = await File.ReadAllBytesAsync(file.Path, stop.Token);
            if (Sha256Text.Of(encrypted) != part.FileHash)
                return new(405, "Błąd weryfikacji poprawności dostarczonych elementów paczki",
                    [$"Skrót części {part.OrdinalNumber} nie zgadza się z zadeklarowanym."]);
            if (session.Key.Decrypt(encrypted) is not { } plain)
                return new(435, "Błąd odszyfrowania zaszyfrowanych części archiwum", [$"Nie można odszyfrować części {part.OrdinalNumber}."]);
            await output.WriteAsync(plain, stop.Token);
        }
        return null;
    }

    private async Task<StatusInfo?> MismatchOf(BatchDeclaration declared, string archive)
    {
        await using var file = File.OpenRead(archive);
        if (file.Length != declared.FileSize)
            return new(405, "Błąd weryfikacji poprawności dostarczonych elementów paczki", ["Rozmiar paczki nie zgadza się z zadeklarowanym."]);
        return Convert.ToBase64String(await SHA256.HashDataAsync(file, stop.Token)) == declared.FileHash ? null
            : new(405, "Błąd weryfikacji poprawności dostarczonych elementów paczki", ["Skrót paczki nie zgadza się z zadeklarowanym."]);
    }

    private async Task TakeApart(SendingSession session, PackageArchive archive)
    {
        var allowed = limits.Session(session.Context, session.Kind);
        // What was received before the server was stopped comes in the same order again.
        var before = registry.InvoicesOf(session.Reference);
        // One reads, all others check; the queue between them is short, so that a package of any size needs little memory.
        var queue = Channel.CreateBounded<(SentInvoice Invoice, byte[] Xml)>(64);
        var checkers = Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount)).Select(_ => Task.Run(async () =>
        {
            await foreach (var (invoice, xml) in queue.Reader.ReadAllAsync(stop.Token)) processing.Check(invoice, session, xml);
        })).ToArray();
        try
        {
            var at = 0;
            foreach (var (name, xml) in archive.Files(allowed.InvoiceWithAttachmentBytes + 1))
            {
                var invoice = at < before.Count ? before[at] : Receive(session, name, xml);
                at++;
                if (!invoice.IsFinal) await queue.Writer.WriteAsync((invoice, xml), stop.Token);
            }
        }
        finally
        {
            queue.Writer.Complete();
            await Task.WhenAll(checkers);
        }
        registry.Sessions.Change(session.Reference, old => old with { PackageIsThrough = true, UpdatedAt = clock.Now });
    }

    private static StatusInfo? FaultOf(PackageArchive archive, SessionLimits allowed)
    {
        try
        {
            var count = archive.Check(allowed.Invoices, allowed.InvoiceWithAttachmentBytes);
            if (count > allowed.Invoices)
                return new(420, "Przekroczony limit faktur w sesji", [$"Paczka może zawierać najwyżej {allowed.Invoices} faktur."]);
            return count > 0 ? null : CannotUnpack("Archiwum nie zawiera żadnego pliku.");
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return CannotUnpack(fault.Message);
        }
    }

    private static StatusInfo CannotUnpack(string detail) => new(430, "Błąd dekompresji pierwotnego archiwum", [detail]);

    private SentInvoice Receive(SendingSession session, string name, byte[] xml) => registry.Receive(session.Reference, ordinal => new SentInvoice
    {
        Reference = ReferenceNumber.ForInvoice(clock.Now),
        SessionReference = session.Reference,
        Ordinal = ordinal,
        // The invoicing date in a batch is the moment at which it was opened (LAW 11).
        ReceivedAt = session.OpenedAt,
        Hash = Sha256Text.Of(xml),
        DeclaredOffline = session.Batch!.OfflineMode,
        FileName = Ending(name),
        Status = InvoiceStatus.Received,
    });

    // At most 128 characters, and never half of one that takes two: such a text can be written nowhere.
    private static string Ending(string name) => name.Length <= 128 ? name : char.IsLowSurrogate(name[^128]) ? name[^127..] : name[^128..];

    private static async Task Copy(Stream from, Stream to, long most, CancellationToken ct)
    {
        var chunk = new byte[81920];
        long size = 0;
        int read;
        while (size < most && (read = await from.ReadAsync(chunk.AsMemory(0, (int)Math.Min(chunk.Length, most - size)), ct)) > 0)
        {
            await to.WriteAsync(chunk.AsMemory(0, read), ct);
            size += read;
        }
    }

    // Invoices that were on their way end with the session.
    private void Refuse(SendingSession session, StatusInfo fault) => registry.Together(() =>
    {
        foreach (var invoice in registry.InvoicesOf(session.Reference).Where(invoice => !invoice.IsFinal))
            registry.Finish(invoice with { Status = InvoiceStatus.SessionFault() }, clock.Now);
        files.RemoveAll(KeysOf(session.Reference));
        return registry.Sessions.Change(session.Reference, old => old with { Fault = fault, UpdatedAt = clock.Now });
    });

    /// <summary>Leaves off wherever it is; <see cref="Resume"/> goes on.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync();
        await work.Ended();
        stop.Dispose();
        stop = new();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        stop.Dispose();
        turns.Dispose();
    }
}
