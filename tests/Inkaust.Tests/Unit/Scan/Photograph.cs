using System.Buffers;
using Inkaust.Scan.Pictures;
using JpegLibrary;

namespace Inkaust.Tests.Unit.Scan;

/// <summary>What a camera makes of a picture: turned, seen from the side, out of focus, in bad light, squeezed into a JPEG. Nothing in it is chance.</summary>
internal static class Photograph
{
    /// <summary>Turned by some degrees, on white.</summary>
    public static Picture Turned(this Picture picture, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var width = (int)(Math.Abs(picture.Width * cos) + Math.Abs(picture.Height * sin)) + 2;
        var height = (int)(Math.Abs(picture.Width * sin) + Math.Abs(picture.Height * cos)) + 2;
        return Mapped(picture, width, height, (x, y) =>
        {
            var (dx, dy) = (x - (width / 2.0), y - (height / 2.0));
            return ((dx * cos) + (dy * sin) + (picture.Width / 2.0), (dy * cos) - (dx * sin) + (picture.Height / 2.0));
        });
    }

    /// <summary>Seen from the side: the far edge is shorter than the near one.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="how">How much of its width the upper edge loses: 0.2 is a fifth.</param>
    public static Picture FromTheSide(this Picture picture, double how) => Mapped(picture, picture.Width, picture.Height, (x, y) =>
    {
        var (u, v) = (x / picture.Width, y / picture.Height);
        // The upper edge lies farther away, by which all lengths there shrink.
        var depth = 1 / (1 - (how * (1 - v)));
        var across = ((u - 0.5) * depth) + 0.5;
        return (across * picture.Width, v * depth / (1 + (how * v * depth)) * picture.Height * (1 + how));
    });

    /// <summary>Out of focus: each pixel is the mean of a square around it.</summary>
    public static Picture Blurred(this Picture picture, int radius)
    {
        var once = Smeared(picture, radius, 1, picture.Width);
        return Smeared(once, radius, picture.Width, 1);
    }

    /// <summary>In bad light, which falls off to one side, with a grain.</summary>
    public static Picture Dark(this Picture picture)
    {
        var greys = new byte[picture.Greys.Length];
        var grain = 12345u;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                grain = (grain * 1664525) + 1013904223;
                var light = 0.45 - (0.25 * x / picture.Width);
                greys[(y * picture.Width) + x] = (byte)Math.Clamp(20 + (picture.Greys[(y * picture.Width) + x] * light) + ((int)(grain >> 24) / 32) - 4, 0, 255);
            }
        }
        return picture with { Greys = greys };
    }

    /// <summary>As a JPEG file.</summary>
    public static byte[] AsJpeg(this Picture picture, int quality = 40)
    {
        var encoder = new JpegEncoder();
        encoder.SetQuantizationTable(JpegStandardQuantizationTable.ScaleByQuality(JpegStandardQuantizationTable.GetLuminanceTable(JpegElementPrecision.Precision8Bit, 0), quality));
        encoder.SetHuffmanTable(true, 0, JpegStandardHuffmanEncodingTable.GetLuminanceDCTable());
        encoder.SetHuffmanTable(false, 0, JpegStandardHuffmanEncodingTable.GetLuminanceACTable());
        encoder.AddComponent(1, 0, 0, 0, 1, 1);
        encoder.SetInputReader(new Blocks(picture));
        var file = new ArrayBufferWriter<byte>();
        encoder.SetOutput(file);
        encoder.Encode();
        return file.WrittenSpan.ToArray();
    }

    private static Picture Smeared(Picture picture, int radius, int step, int length)
    {
        var greys = new byte[picture.Greys.Length];
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var (at, place, end) = ((y * picture.Width) + x, step == 1 ? x : y, step == 1 ? picture.Width : picture.Height);
                int sum = 0, count = 0;
                for (var d = -radius; d <= radius; d++)
                {
                    if (place + d < 0 || place + d >= end) continue;
                    sum += picture.Greys[at + (d * step)];
                    count++;
                }
                greys[at] = (byte)(sum / count);
            }
        }
        return picture with { Greys = greys };
    }

    // Each pixel is taken from between four of the picture; outside of it there is white.
    private static Picture Mapped(Picture picture, int width, int height, Func<double, double, (double X, double Y)> from)
    {
        var greys = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (px, py) = from(x + 0.5, y + 0.5);
                greys[(y * width) + x] = Between(picture, px - 0.5, py - 0.5);
            }
        }
        return new Picture(width, height, greys);
    }

    private static byte Between(Picture picture, double x, double y)
    {
        if (x < 0 || y < 0 || x > picture.Width - 1 || y > picture.Height - 1) return 255;
        var (left, top) = ((int)x, (int)y);
        var (right, below) = (Math.Min(left + 1, picture.Width - 1), Math.Min(top + 1, picture.Height - 1));
        var (u, v) = (x - left, y - top);
        double At(int column, int row) => picture.Greys[(row * picture.Width) + column];
        return (byte)((((At(left, top) * (1 - u)) + (At(right, top) * u)) * (1 - v)) + (((At(left, below) * (1 - u)) + (At(right, below) * u)) * v));
    }

    private sealed class Blocks(Picture picture) : JpegBlockInputReader
    {
        public override int Width => picture.Width;

        public override int Height => picture.Height;

        public override void ReadBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            var block = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref blockRef, 64);
            for (var i = 0; i < 64; i++)
            {
                var (column, row) = (Math.Min(x + (i % 8), picture.Width - 1), Math.Min(y + (i / 8), picture.Height - 1));
                block[i] = picture.Greys[(row * picture.Width) + column];
            }
        }
    }
}
