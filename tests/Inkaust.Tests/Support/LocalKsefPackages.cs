using System.Formats.Tar;
using System.IO.Compression;

namespace Inkaust.Tests.Support;

/// <summary>Archives as a sender makes them.</summary>
internal static class LocalKsefPackages
{
    /// <summary>Files under the names 1.xml, 2.xml and so on.</summary>
    public static byte[] Zip(params IEnumerable<byte[]> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (at, file) in files.Index())
            {
                using var content = zip.CreateEntry($"{at + 1}.xml", CompressionLevel.Fastest).Open();
                content.Write(file);
            }
        return stream.ToArray();
    }

    /// <summary>The same in the other form.</summary>
    public static byte[] TarGz(params IEnumerable<byte[]> files)
    {
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionMode.Compress))
        using (var tar = new TarWriter(packed, TarEntryFormat.Ustar))
            foreach (var (at, file) in files.Index()) tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{at + 1}.xml") { DataStream = new MemoryStream(file) });
        return stream.ToArray();
    }
}
