using System.Collections.Concurrent;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Inkaust.LocalKsef;

/// <summary>
/// Keeps the uploaded parts of packages in a temporary folder, and takes closed packages apart: decrypt every part, put the
/// archive together, read its files one by one and pass each through the checks of an invoice. Nothing is ever unpacked to
/// a path, and of no file more is read than an invoice may have.
/// </summary>
internal sealed class BatchProcessing(World world) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Session, int Part), (string File, long Size)> stored = new();
    private readonly ConcurrentDictionary<string, Task> running = new();
    private readonly CancellationTokenSource stop = new();

    /// <summary>Stores a part, at most one octet more than was declared: enough to see that it is too long.</summary>
    public async Task Store(string session, BatchPart part, Stream body, CancellationToken ct)
    {
        var path = world.Scratch.NewFile();
        long size;
        await using (var file = File.Create(path)) size = await Copy(body, file, part.FileSize + 1, ct);
        if (stored.TryGetValue((session, part.OrdinalNumber), out var earlier)) File.Delete(earlier.File);
        stored[(session, part.OrdinalNumber)] = (path, size);
    }

    /// <summary>The size of a part that was uploaded; null when it wasn't.</summary>
    public long? SizeOf(string session, BatchPart part) => stored.TryGetValue((session, part.OrdinalNumber), out var entry) ? entry.Size : null;

    public void Start(SendingSession session) => running[session.Reference] = Task.Run(async () =>
    {
        try
        {
            await Process(session);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        catch (InvalidDataException fault)
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
        finally
        {
            foreach (var part in session.Batch!.Parts)
                if (stored.TryRemove((session.Reference, part.OrdinalNumber), out var entry)) File.Delete(entry.File);
            running.TryRemove(session.Reference, out _);
        }
    });

    /// <summary>Ends the packages that were being processed when the server stopped: their parts are gone, and their senders have to learn of it.</summary>
    public void GiveUpInterrupted()
    {
        foreach (var session in world.Registry.Sessions.Where(session => session is { Kind: SessionKind.Batch, ClosedAt: not null, PackageIsThrough: false, Fault: null }))
        {
            if (running.ContainsKey(session.Reference)) continue;
            foreach (var invoice in world.Registry.InvoicesOf(session.Reference).Where(invoice => !invoice.IsFinal))
                world.Registry.Finish(invoice with { Status = InvoiceStatus.ServerFault() }, world.Clock.Now);
            Refuse(session, new StatusInfo(500, "Nieznany błąd (500)", ["Serwer został uruchomiony ponownie, zanim przetworzył paczkę."]));
        }
    }

    public void Clear()
    {
        foreach (var key in stored.Keys)
            if (stored.TryRemove(key, out var entry)) File.Delete(entry.File);
    }

    private async Task Process(SendingSession session)
    {
        while (world.Faults.IsOn(FaultKind.StuckOn150)) await Task.Delay(50, stop.Token);
        var archive = world.Scratch.NewFile();
        try
        {
            if (await PutTogether(session, archive) is { } fault)
            {
                Refuse(session, fault);
                return;
            }
            await TakeApart(session, archive);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private async Task<StatusInfo?> PutTogether(SendingSession session, string archive)
    {
        var batch = session.Batch!;
        await using var output = File.Create(archive);
        foreach (var part in batch.Parts)
        {
            var encrypted = await File.ReadAllBytesAsync(stored[(session.Reference, part.OrdinalNumber)].File, stop.Token);
            if (Sha256Text.Of(encrypted) != part.FileHash)
                return new(405, "Błąd weryfikacji poprawności dostarczonych elementów paczki", [$"Skrót części {part.OrdinalNumber} nie zgadza się z zadeklarowanym."]);
            if (session.Key.Decrypt(encrypted) is not { } plain)
                return new(435, "Błąd odszyfrowania zaszyfrowanych części archiwum", [$"Nie można odszyfrować części {part.OrdinalNumber}."]);
            await output.WriteAsync(plain, stop.Token);
        }
        if (output.Length != batch.FileSize)
            return new(405, "Błąd weryfikacji poprawności dostarczonych elementów paczki", ["Rozmiar paczki nie zgadza się z zadeklarowanym."]);
        output.Position = 0;
        return Convert.ToBase64String(await SHA256.HashDataAsync(output, stop.Token)) == batch.FileHash ? null
            : new(405, "Błąd weryfikacji poprawności dostarczonych elementów paczki", ["Skrót paczki nie zgadza się z zadeklarowanym."]);
    }

    private async Task TakeApart(SendingSession session, string archive)
    {
        var limits = world.Limits.Session(session.Context, session.Kind);
        if (CountOrFault(session, archive, limits.Invoices) is { } fault)
        {
            Refuse(session, fault);
            return;
        }
        // One reads, all others check; the queue between them is short, so that a package of any size needs little memory.
        var queue = Channel.CreateBounded<(SentInvoice Invoice, byte[] Xml)>(64);
        var checkers = Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount)).Select(_ => Task.Run(async () =>
        {
            await foreach (var (invoice, xml) in queue.Reader.ReadAllAsync(stop.Token)) world.Processing.Check(invoice, session, xml);
        })).ToArray();
        try
        {
            foreach (var (name, xml) in FilesIn(session.Batch!, archive, limits.InvoiceWithAttachmentBytes + 1))
                await queue.Writer.WriteAsync((Receive(session, name, xml), xml), stop.Token);
        }
        finally
        {
            queue.Writer.Complete();
            await Task.WhenAll(checkers);
        }
        world.Registry.Sessions.Change(session.Reference, old => old with { PackageIsThrough = true, UpdatedAt = world.Clock.Now });
    }

    private static StatusInfo? CountOrFault(SendingSession session, string archive, int most)
    {
        try
        {
            // Reading the names alone costs nothing in a zip, and in a tar no more than unpacking it once.
            var count = FilesIn(session.Batch!, archive, 0).Take(most + 1).Count();
            return count > most ? new(420, "Przekroczony limit faktur w sesji", [$"Paczka może zawierać najwyżej {most} faktur."])
                : count == 0 ? CannotUnpack("Archiwum nie zawiera żadnego pliku.") : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or FormatException)
        {
            return CannotUnpack(fault.Message);
        }
    }

    private static StatusInfo CannotUnpack(string detail) => new(430, "Błąd dekompresji pierwotnego archiwum", [detail]);

    private SentInvoice Receive(SendingSession session, string name, byte[] xml) => world.Registry.Receive(session.Reference, ordinal => new SentInvoice
    {
        Reference = ReferenceNumber.ForInvoice(world.Clock.Now),
        SessionReference = session.Reference,
        Ordinal = ordinal,
        // The invoicing date in a batch is the moment at which it was opened (LAW 11).
        ReceivedAt = session.OpenedAt,
        Hash = Sha256Text.Of(xml),
        DeclaredOffline = session.Batch!.OfflineMode,
        FileName = name.Length <= 128 ? name : name[^128..],
        Status = InvoiceStatus.Received,
    });

    /// <summary>The files of an archive, of each at most so many octets.</summary>
    private static IEnumerable<(string Name, byte[] Content)> FilesIn(BatchDeclaration batch, string archive, int most) =>
        batch.Compression == Compression.Zip ? FilesInZip(archive, most) : FilesInTarGz(archive, most);

    private static IEnumerable<(string, byte[])> FilesInZip(string archive, int most)
    {
        using var zip = ZipFile.OpenRead(archive);
        foreach (var entry in zip.Entries)
        {
            if (entry.Name.Length == 0) continue;
            using var content = most == 0 ? Stream.Null : entry.Open();
            yield return (entry.Name, ReadAtMost(content, most));
        }
    }

    private static IEnumerable<(string, byte[])> FilesInTarGz(string archive, int most)
    {
        using var packed = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(packed);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) continue;
            yield return (Path.GetFileName(entry.Name), ReadAtMost(entry.DataStream ?? Stream.Null, most));
        }
    }

    private static byte[] ReadAtMost(Stream stream, int most)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[Math.Min(81920, most)];
        int read;
        while (buffer.Length < most && (read = stream.Read(chunk, 0, (int)Math.Min(chunk.Length, most - buffer.Length))) > 0) buffer.Write(chunk, 0, read);
        return buffer.ToArray();
    }

    private static async Task<long> Copy(Stream from, Stream to, long most, CancellationToken ct)
    {
        var chunk = new byte[81920];
        long size = 0;
        int read;
        while (size < most && (read = await from.ReadAsync(chunk.AsMemory(0, (int)Math.Min(chunk.Length, most - size)), ct)) > 0)
        {
            await to.WriteAsync(chunk.AsMemory(0, read), ct);
            size += read;
        }
        return size;
    }

    private void Refuse(SendingSession session, StatusInfo fault) =>
        world.Registry.Sessions.Change(session.Reference, old => old with { Fault = fault, UpdatedAt = world.Clock.Now });

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running.Values);
        stop.Dispose();
    }
}
