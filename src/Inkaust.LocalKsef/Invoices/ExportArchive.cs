using System.Formats.Tar;
using System.IO.Compression;

namespace Inkaust.LocalKsef;

/// <summary>An archive that is being written, in either form.</summary>
internal sealed class ExportArchive : IDisposable
{
    private readonly ZipArchive? zip;
    private readonly GZipStream? packed;
    private readonly TarWriter? tar;

    public ExportArchive(Stream stream, Compression compression)
    {
        if (compression == Compression.Zip)
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            return;
        }
        packed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        tar = new TarWriter(packed, TarEntryFormat.Ustar);
    }

    public void Add(string name, ReadOnlyMemory<byte> content)
    {
        if (tar is not null)
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content.ToArray()) });
            return;
        }
        using var entry = zip!.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(content.Span);
    }

    public void Dispose()
    {
        zip?.Dispose();
        tar?.Dispose();
        packed?.Dispose();
    }
}
