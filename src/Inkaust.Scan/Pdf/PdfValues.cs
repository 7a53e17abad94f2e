using System.Text;

namespace Inkaust.Scan.Pdf;

/// <summary>A name of a PDF: <c>/Type</c>.</summary>
internal sealed record PdfName(string Text);

/// <summary>A word of a content stream: <c>re</c>.</summary>
internal sealed record PdfOperator(string Text);

/// <summary>A pointer at an object.</summary>
internal sealed record PdfReference(int Number);

/// <summary>A stream as it lies in the file.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, ReadOnlyMemory<byte> Packed);

/// <summary>Names with values. Values are: null, <see cref="bool"/>, <see cref="double"/>, a byte array (a string), and the records beside this one.</summary>
internal sealed class PdfDictionary : Dictionary<string, object?>
{
    public PdfDictionary() : base(StringComparer.Ordinal) { }
}

/// <summary>Strings of a PDF as text.</summary>
internal static class PdfText
{
    /// <summary>UTF-16 or UTF-8 where the string says so, else Latin letters.</summary>
    public static string Of(byte[] text) => text switch
    {
        [0xFE, 0xFF, .. var wide] => Encoding.BigEndianUnicode.GetString(wide),
        [0xEF, 0xBB, 0xBF, .. var utf8] => Encoding.UTF8.GetString(utf8),
        _ => Encoding.Latin1.GetString(text),
    };
}
