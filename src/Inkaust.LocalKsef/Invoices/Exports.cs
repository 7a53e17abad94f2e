using System.Security.Cryptography;
using System.Text.Json;

namespace Inkaust.LocalKsef;

/// <summary>Builds packages: files and metadata in one archive, cut into parts, each encrypted with the caller's key (KSEF 8).</summary>
/// <param name="registry">What is there.</param>
/// <param name="faults">What may hold a package back.</param>
/// <param name="files">Where the parts lie.</param>
/// <param name="clock">The server's time.</param>
/// <param name="mostOctets">An archive that has become so long takes no more invoices.</param>
internal sealed class Exports(Registry registry, ServerClock clock, Faults faults, KeptFiles files, long mostOctets) : IAsyncDisposable
{
    private const int PartSize = 50_000_000;
    private const int MostRunning = 10;

    private readonly BackgroundWork work = new();

    /// <exception cref="ApiRefusal">21182: too many are running.</exception>
    public Export Start(Login caller, SearchResult found, SearchDate dateType, Compression compression, bool onlyMetadata, ContentKey? key,
        bool isCancelled)
    {
        DropOldFiles(caller.Context);
        var export = registry.Together(() =>
        {
            if (registry.Exports.Of(caller.Context, other => other.Owner == caller.Subject
                && (other.CompletedAt is null || faults.IsHeld(FaultKind.StuckOn100, other.Reference))).Count >= MostRunning)
                throw ApiRefusal.Of(21182, "Osiągnięto limit trwających eksportów.",
                    $"Dla uwierzytelnionego podmiotu w bieżącym kontekście osiągnięto maksymalny limit {MostRunning} równoczesnych eksportów "
                    + "faktur. Spróbuj ponownie później.");
            var started = new Export(ReferenceNumber.ForExport(clock.Now), caller.Context, caller.Subject, Export.Running);
            started = (isCancelled ? StatusInfo.CancelledBySystem : key is null ? SessionStatus.WrongKey : found.OutOfRange) is { } refused
                ? started with { Status = refused, CompletedAt = clock.Now }
                : started with { Order = new(References(found), found.IsTruncated, found.Hwm, dateType, compression, onlyMetadata, key!) };
            registry.Exports.Add(started.Reference, started);
            return started;
        });
        Begin(export);
        return export;
    }

    private static IReadOnlyList<string> References(SearchResult found) => [.. found.Invoices.Select(invoice => invoice.Reference)];

    /// <summary>Goes on with what was being made when the server stopped.</summary>
    public void Resume()
    {
        foreach (var export in registry.Exports.All) Begin(export);
    }

    private void Begin(Export export)
    {
        if (export is not { CompletedAt: null, Order: { } order }) return;
        work.Begin(export.Reference, () =>
        {
            var finished = Build(export, order) with { CompletedAt = clock.Now, Order = null };
            registry.Exports.Change(export.Reference, _ => finished);
            return Task.CompletedTask;
        });
    }

    // The status is told for as long as anybody asks; the files go when their time is over.
    private void DropOldFiles(ContextIdentifier context)
    {
        foreach (var old in registry.Exports.Of(context, export => export.Package is not null && clock.Now > export.PackageExpiresAt))
        {
            registry.Exports.Change(old.Reference, export => export with { Package = null });
            files.RemoveAll($"export/{old.Reference}/");
        }
    }

    private Export Build(Export export, ExportOrder order)
    {
        var archive = files.NewFile();
        try
        {
            List<SentInvoice> wanted = [.. order.Invoices.Select(reference => registry.Invoices.Find(reference)).OfType<SentInvoice>()];
            var invoices = wanted.Count == 0 ? wanted : WriteArchive(archive, wanted, order);
            var isTruncated = order.IsTruncated || invoices.Count < wanted.Count;
            var last = isTruncated ? invoices[^1] : null;
            return export with
            {
                Status = new StatusInfo(200, "Eksport faktur zakończony sukcesem"),
                Package = new ExportPackage(invoices.Count, isTruncated, invoices.Count > 0 ? [.. Cut(export, archive, order.Key)] : [])
                {
                    LastIssueDate = order.DateType == SearchDate.Issue ? last?.Facts!.IssueDate : null,
                    LastInvoicingDate = order.DateType == SearchDate.Invoicing ? last?.ReceivedAt : null,
                    LastPermanentStorageDate = order.DateType == SearchDate.PermanentStorage ? last?.StoredAt : null,
                    Hwm = order.Hwm,
                    Compression = order.Compression,
                },
            };
        }
        // Whoever asks for it has to learn that it is over, whatever happened.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return export with { Status = new StatusInfo(500, "Nieznany błąd (500)", [fault.Message]) };
        }
        finally
        {
            File.Delete(archive);
        }
    }

    /// <summary>Writes as many as fit; the metadata come last and are not counted (KSEF 8).</summary>
    private List<SentInvoice> WriteArchive(string path, List<SentInvoice> invoices, ExportOrder order)
    {
        using var file = KeptFiles.Make(path);
        using var archive = new ExportArchive(file, order.Compression);
        var written = new List<SentInvoice>(invoices.Count);
        foreach (var invoice in invoices)
        {
            if (written.Count > 0 && file.Length >= mostOctets) break;
            if (!order.OnlyMetadata) archive.Add($"{invoice.Number}.xml", invoice.Xml);
            written.Add(invoice);
        }
        archive.Add("_metadata.json", JsonSerializer.SerializeToUtf8Bytes(new
        {
            invoices = written.Select(invoice => InvoiceMetadata.Of(invoice, registry.Sessions.Find(invoice.SessionReference)!.FormCode)),
        }, Json.Options));
        return written;
    }

    private IEnumerable<ExportPart> Cut(Export export, string archive, ContentKey key)
    {
        using var file = File.OpenRead(archive);
        for (var ordinal = 1; file.Position < file.Length; ordinal++)
        {
            var plain = new byte[Math.Min(PartSize, file.Length - file.Position)];
            file.ReadExactly(plain);
            var encrypted = key.Encrypt(plain);
            var path = files.NewFile();
            KeptFiles.Write(path, encrypted);
            files.Keep(export.FileKey(ordinal), path);
            yield return new ExportPart(ordinal, plain.Length, Sha256Text.Of(plain), encrypted.Length, Sha256Text.Of(encrypted));
        }
    }

    /// <summary>Waits until nothing is being made.</summary>
    public Task Stop() => work.Ended();

    public async ValueTask DisposeAsync() => await Stop();
}
