using QRCoder;

namespace Inkaust.Print.Drawing;

/// <summary>
/// The squares of a QR code: error correction M and a quiet zone of four modules (ISO/IEC 18004; LAW 45).
/// </summary>
internal sealed class CodeSquare
{
    private readonly bool[,] dark;

    private CodeSquare(bool[,] dark) => this.dark = dark;

    /// <summary>Modules along a side, with the quiet zone.</summary>
    public int Size => dark.GetLength(0);

    public bool this[int row, int column] => dark[row, column];

    public static CodeSquare Of(Uri link)
    {
        using var code = QRCodeGenerator.GenerateQrCode(link.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        return Of(code);
    }

    /// <summary>A text that banks read, with the error correction L that they ask for (Rekomendacja ZBP, kod 2D).</summary>
    public static CodeSquare OfPayment(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L, forceUtf8: true);
        return Of(code);
    }

    private static CodeSquare Of(QRCodeData code)
    {
        var matrix = code.ModuleMatrix;
        var dark = new bool[matrix.Count, matrix.Count];
        for (var row = 0; row < matrix.Count; row++)
            for (var column = 0; column < matrix.Count; column++)
                dark[row, column] = matrix[row][column];
        return new CodeSquare(dark);
    }

    /// <summary>Runs of dark modules, in modules from the upper left corner.</summary>
    public IEnumerable<(int Row, int Column, int Length)> Runs()
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                if (!dark[row, column]) continue;
                var start = column;
                while (column < Size && dark[row, column]) column++;
                yield return (row, start, column - start);
            }
        }
    }
}
