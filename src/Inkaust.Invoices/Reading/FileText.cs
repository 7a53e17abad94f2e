using System.Buffers;
using System.Text;

namespace Inkaust.Invoices.Reading;

/// <summary>The characters of a file, decoded once into a rented array, so that values are slices of it. A NUL stands after the last.</summary>
internal sealed class FileText : IDisposable
{
    private int counted;
    private int lines;

    /// <param name="utf8">Valid UTF-8.</param>
    public FileText(ReadOnlySpan<byte> utf8)
    {
        Chars = ArrayPool<char>.Shared.Rent(utf8.Length + 1);
        Length = Encoding.UTF8.GetChars(utf8, Chars);
        Chars[Length] = '\0';
    }

    public char[] Chars { get; private set; }

    public int Length { get; }

    /// <summary>Where reading begins: after a byte order mark.</summary>
    public int Start => Chars[0] == '\uFEFF' ? 1 : 0;

    /// <summary>Line and column of a position, from 1; a column is a character. Counted only when a finding asks.</summary>
    public (int Line, int Column) PlaceOf(int position)
    {
        if (position < counted) (counted, lines) = (0, 0);
        lines += Chars.AsSpan(counted, position - counted).Count('\n');
        counted = position;
        return (lines + 1, position - Chars.AsSpan(0, position).LastIndexOf('\n'));
    }

    /// <summary>The same for a byte of a file that cannot be decoded.</summary>
    public static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> utf8, int position)
    {
        var before = utf8[..position];
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(Chars);
        Chars = [];
    }
}
