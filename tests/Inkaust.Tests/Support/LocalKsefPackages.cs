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
}
