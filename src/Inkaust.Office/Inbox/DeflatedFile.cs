using System.IO.Compression;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>The bytes of a received invoice as they are kept: deflated (RFC 1951), which leaves a third of them or less.</summary>
internal static class DeflatedFile
{
    /// <summary>As it lay in the package, unless that is longer than the file.</summary>
    public static ReadOnlyMemory<byte> Of(ExportedFile.Invoice file) =>
        file.Deflated is { } came && came.Length <= file.Xml.Length ? came : Deflated(file.Xml.Span);

    /// <summary>The file, byte for byte.</summary>
    /// <param name="deflated">As it is kept.</param>
    /// <param name="size">How long it is.</param>
    public static byte[] Content(byte[] deflated, long size)
    {
        using var plain = new DeflateStream(new MemoryStream(deflated, writable: false), CompressionMode.Decompress);
        var content = new byte[size];
        plain.ReadExactly(content);
        return content;
    }

    private static ReadOnlyMemory<byte> Deflated(ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream(content.Length / 2);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(content);
        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
