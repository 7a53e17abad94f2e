using System.IO.Compression;
using System.Text;

namespace Inkaust.Tests.Unit.Print;

/// <summary>Small pictures, made here.</summary>
internal static class Pictures
{
    /// <summary>A PNG of two by one pixels with an alpha channel: red, and half of blue.</summary>
    public static byte[] DotOfTwoColours()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write([0, 255, 0, 0, 255, 0, 0, 255, 128]);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0]), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    // Readers of PDF see decoded pixels only, so that the check sums may stay 0.
    private static byte[] Chunk(string name, byte[] content) =>
        [0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];
}
