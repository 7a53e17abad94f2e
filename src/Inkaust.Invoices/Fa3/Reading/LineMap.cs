using System.Text;

namespace Inkaust.Invoices.Reading;

/// <summary>Lines and columns of positions; counted only when a finding asks.</summary>
internal sealed class LineMap(ReadOnlyMemory<byte> xml)
{
    private int counted;
    private int lines;

    /// <summary>Line and column, from 1; a column is a character.</summary>
    public (int Line, int Column) At(int position)
    {
        if (position < counted) (counted, lines) = (0, 0);
        lines += xml.Span[counted..position].Count((byte)'\n');
        counted = position;
        var lineStart = xml.Span[..position].LastIndexOf((byte)'\n') + 1;
        return (lines + 1, Encoding.UTF8.GetCharCount(xml.Span[lineStart..position]) + 1);
    }
}
