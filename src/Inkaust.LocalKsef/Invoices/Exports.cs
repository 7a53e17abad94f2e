using System.Collections.Concurrent;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Inkaust.LocalKsef;

internal sealed record ExportPart(int Ordinal, string File, long Size, string Hash, long EncryptedSize, string EncryptedHash);

internal sealed record ExportPackage(SearchResult Found, SearchDate DateType, long Size, IReadOnlyList<ExportPart> Parts);

/// <summary>A package of invoices that somebody has asked for.</summary>
internal sealed record Export(string Reference, ContextIdentifier Context, SubjectIdentifier Owner, StatusInfo Status, DateTimeOffset? CompletedAt, ExportPackage? Package)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);
}

/// <summary>Builds packages: files and metadata in one archive, cut into parts, each encrypted with the caller's key (KSEF 8).</summary>
internal sealed class Exports(World world) : IAsyncDisposable
{
    private const int PartSize = 50_000_000;
    private const int MostRunning = 10;

    private readonly ConcurrentDictionary<string, Export> exports = new();
    private readonly ConcurrentDictionary<string, Task> running = new();

    public Export? Find(string reference) => exports.GetValueOrDefault(reference);

    /// <exception cref="ApiRefusal">21182: too many are running.</exception>
    public Export Start(Login caller, SearchResult found, SearchDate dateType, Compression compression, bool onlyMetadata, ContentKey? key)
    {
        if (exports.Values.Count(other => other.Owner == caller.Subject && other.Context == caller.Context && other.CompletedAt is null) >= MostRunning)
            throw ApiRefusal.Of(21182, "Osiągnięto limit trwających eksportów.",
                $"Dla uwierzytelnionego podmiotu w bieżącym kontekście osiągnięto maksymalny limit {MostRunning} równoczesnych eksportów faktur. Spróbuj ponownie później.");
        var export = new Export(ReferenceNumber.ForExport(world.Clock.Now), caller.Context, caller.Subject, new StatusInfo(100, "Eksport faktur w toku"), null, null);
        if (key is null) export = export with { Status = SessionStatus.WrongKey, CompletedAt = world.Clock.Now };
        exports[export.Reference] = export;
        if (key is null) return export;
        running[export.Reference] = Task.Run(() =>
        {
            exports[export.Reference] = Build(export, found, dateType, compression, onlyMetadata, key);
            running.TryRemove(export.Reference, out _);
        });
        return export;
    }

    public void Clear() => exports.Clear();

    private Export Build(Export export, SearchResult found, SearchDate dateType, Compression compression, bool onlyMetadata, ContentKey key)
    {
        var archive = world.Scratch.NewFile();
        try
        {
            if (found.Invoices.Count > 0) WriteArchive(archive, found.Invoices, compression, onlyMetadata);
            var parts = found.Invoices.Count > 0 ? Cut(archive, key).ToList() : [];
            return export with
            {
                Status = new StatusInfo(200, "Eksport faktur zakończony sukcesem"),
                CompletedAt = world.Clock.Now,
                Package = new ExportPackage(found, dateType, parts.Sum(part => part.Size), parts),
            };
        }
        catch (Exception fault) when (fault is IOException or CryptographicException)
        {
            return export with { Status = new StatusInfo(500, "Nieznany błąd (500)", [fault.Message]), CompletedAt = world.Clock.Now };
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private void WriteArchive(string path, IReadOnlyList<SentInvoice> invoices, Compression compression, bool onlyMetadata)
    {
        using var file = File.Create(path);
        var metadata = JsonSerializer.SerializeToUtf8Bytes(new
        {
            invoices = invoices.Select(invoice => InvoiceMetadata.Of(invoice, world.Registry.Sessions.Find(invoice.SessionReference)!.FormCode)),
        }, Json.Options);
        var entries = (onlyMetadata ? [] : invoices.Select(invoice => ($"{invoice.Number}.xml", invoice.Xml))).Append(("_metadata.json", metadata));
        if (compression == Compression.Zip)
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content.Span);
            }
            return;
        }
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(packed, TarEntryFormat.Ustar);
        foreach (var (name, content) in entries) tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content.ToArray()) });
    }

    private IEnumerable<ExportPart> Cut(string archive, ContentKey key)
    {
        using var file = File.OpenRead(archive);
        for (var ordinal = 1; file.Position < file.Length; ordinal++)
        {
            var plain = new byte[Math.Min(PartSize, file.Length - file.Position)];
            file.ReadExactly(plain);
            var encrypted = key.Encrypt(plain);
            var path = world.Scratch.NewFile();
            File.WriteAllBytes(path, encrypted);
            yield return new ExportPart(ordinal, path, plain.Length, Sha256Text.Of(plain), encrypted.Length, Sha256Text.Of(encrypted));
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(running.Values);
}
