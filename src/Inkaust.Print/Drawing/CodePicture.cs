using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Inkaust.Print.Drawing;

/// <summary>A code as a PNG with its label drawn in, made without any font.</summary>
internal static class CodePicture
{
    private const int LetterColumns = 6, LetterRows = 7;

    // Five columns of seven dots, the lowest bit on top: all that a KSeF number, OFFLINE and CERTYFIKAT need.
    private const string Letters = "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly string[] Dots = """
        3E5149453E 00427F4000 4261514946 2141454B31 1814127F10 2745454539 3C4A494930 0171090503 3649494936 064949291E
        0808080808 7E1111117E 7F49494936 3E41414122 7F4141221C 7F49494941 7F09090901 3E4149497A 7F0808087F 00417F4100
        2040413F01 7F08142241 7F40404040 7F020C027F 7F0408107F 3E4141413E 7F09090906 3E4151215E 7F09192946 4649494931
        01017F0101 3F4040403F 1F2040201F 3F4038403F 6314081463 0708700807 6151494543
        """.Split((char[])[' ', '\r', '\n']);

    /// <param name="square">The code.</param>
    /// <param name="label">What stands under it.</param>
    /// <param name="module">Pixels along the side of a module.</param>
    public static byte[] Png(CodeSquare square, string label, int module)
    {
        var side = square.Size * module;
        var (letters, dot) = (label.Length * LetterColumns, Math.Max(1, module / 3));
        var width = Math.Max(side, (letters * dot) + (2 * module));
        var pixels = new Bitmap(width, side + (LetterRows * dot) + module);
        var left = (width - side) / 2;
        foreach (var (row, column, length) in square.Runs()) pixels.Fill(left + (column * module), row * module, length * module, module);
        // The quiet zone keeps the label off the squares; it may begin within its last module.
        var x = (width - (letters * dot)) / 2;
        foreach (var letter in label)
        {
            DrawLetter(pixels, letter, x, side - module, dot);
            x += LetterColumns * dot;
        }
        return pixels.ToPng();
    }

    private static void DrawLetter(Bitmap pixels, char letter, int x, int y, int dot)
    {
        var known = Letters.IndexOf(letter);
        if (known < 0) return;
        var bits = Convert.FromHexString(Dots[known]);
        for (var column = 0; column < bits.Length; column++)
            for (var row = 0; row < LetterRows; row++)
                if ((bits[column] >> row & 1) != 0) pixels.Fill(x + (column * dot), y + (row * dot), dot, dot);
    }

    // Black on white, one bit a pixel.
    private sealed class Bitmap(int width, int height)
    {
        private readonly byte[] rows = White(width, height);

        private int Stride => ((width + 7) / 8) + 1;

        public void Fill(int x, int y, int across, int down)
        {
            for (var row = y; row < y + down; row++)
                for (var column = x; column < x + across; column++)
                    rows[(row * Stride) + 1 + (column / 8)] &= (byte)~(0x80 >> (column % 8));
        }

        public byte[] ToPng()
        {
            var head = new byte[13];
            BinaryPrimitives.WriteInt32BigEndian(head, width);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
            head[8] = 1;
            using var packed = new MemoryStream();
            using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(rows);
            using var file = new MemoryStream();
            file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
            WriteChunk(file, "IHDR", head);
            WriteChunk(file, "IDAT", packed.ToArray());
            WriteChunk(file, "IEND", []);
            return file.ToArray();
        }

        // Each row starts with its filter, none.
        private static byte[] White(int width, int height)
        {
            var stride = ((width + 7) / 8) + 1;
            var rows = new byte[stride * height];
            Array.Fill(rows, (byte)0xFF);
            for (var row = 0; row < height; row++) rows[row * stride] = 0;
            return rows;
        }

        private static void WriteChunk(MemoryStream file, string name, byte[] content)
        {
            byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
            file.Write(number);
            file.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(body));
            file.Write(number);
        }

        private static uint Crc32(byte[] content)
        {
            var crc = uint.MaxValue;
            foreach (var octet in content)
            {
                crc ^= octet;
                for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
            return ~crc;
        }
    }
}
