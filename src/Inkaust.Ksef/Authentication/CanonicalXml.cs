namespace Inkaust.Ksef;

/// <summary>Text as canonical XML writes it (https://www.w3.org/TR/xml-c14n11/, 2.3).</summary>
internal static class CanonicalXml
{
    public static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\r", "&#xD;", StringComparison.Ordinal);
}
