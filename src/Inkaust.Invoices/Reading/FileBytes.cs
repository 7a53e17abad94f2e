using System.Text;
using System.Text.Unicode;

namespace Inkaust.Invoices.Reading;

/// <summary>What KSeF demands of the bytes before it looks at the content (ksef-docs: weryfikacja-faktury; KSEF 6).</summary>
internal static class FileBytes
{
    public const int MostWithoutAttachment = 1_000_000;
    public const int MostWithAttachment = 3_000_000;

    /// <summary>Reports what is wrong; false when there is no sense in reading on.</summary>
    public static bool Check(ReadOnlySpan<byte> xml, FindingList findings, int most = MostWithAttachment)
    {
        if (xml.Length > most)
        {
            findings.Add(ByteFindings.TooLarge(xml.Length, most));
            return false;
        }
        if (LooksLikeUtf16(xml))
        {
            findings.Add(ByteFindings.Utf16());
            return false;
        }
        var begin = 0;
        if (xml.StartsWith(Encoding.UTF8.Preamble))
        {
            // KSeF refuses it; the rest is read all the same, so that everything is said at once.
            findings.Add(ByteFindings.ByteOrderMark());
            begin = 3;
        }
        if (xml[begin..].IndexOfAnyExcept(" \t\r\n"u8) is var first && (first < 0 || xml[begin + first] != '<'))
        {
            findings.Add(ByteFindings.NotXml(xml.Length));
            return false;
        }
        if (DeclaredEncoding(xml[begin..]) is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(ByteFindings.DeclaredEncoding(encoding));
            return false;
        }
        return CheckCharacters(xml, findings) && CheckProlog(xml, begin, findings);
    }

    private static bool CheckCharacters(ReadOnlySpan<byte> xml, FindingList findings)
    {
        if (!Utf8.IsValid(xml))
        {
            findings.Add(ByteFindings.NotUtf8(), FileText.PlaceOf(xml, FirstInvalid(xml)));
            return false;
        }
        if (xml.IndexOfAny(Forbidden) is var control and >= 0)
        {
            findings.Add(ByteFindings.ForbiddenCharacter(xml[control]), FileText.PlaceOf(xml, control));
            return false;
        }
        if (Discouraged.Find(xml) is not { } found) return true;
        if (found.Character is 0xFFFE or 0xFFFF)
        {
            findings.Add(ByteFindings.ForbiddenCharacter(found.Character), FileText.PlaceOf(xml, found.Position));
            return false;
        }
        findings.Add(ByteFindings.DiscouragedCharacter(found.Character), FileText.PlaceOf(xml, found.Position));
        return true;
    }

    private static bool CheckProlog(ReadOnlySpan<byte> xml, int begin, FindingList findings)
    {
        var at = Skip(xml, begin, ""u8, ""u8);
        for (var before = -1; before != at;)
        {
            before = at;
            at = Skip(xml, at, "<?"u8, "?>"u8);
            at = Skip(xml, at, "<!--"u8, "-->"u8);
        }
        if (!xml[at..].StartsWith("<!DOCTYPE"u8)) return true;
        findings.Add(ByteFindings.Dtd(), FileText.PlaceOf(xml, at));
        return false;
    }

    private static int Skip(ReadOnlySpan<byte> xml, int at, ReadOnlySpan<byte> begin, ReadOnlySpan<byte> end)
    {
        if (begin.Length > 0 && xml[at..].StartsWith(begin) && xml[at..].IndexOf(end) is var length and >= 0) at += length + end.Length;
        return xml[at..].IndexOfAnyExcept(" \t\r\n"u8) is var blanks and >= 0 ? at + blanks : at;
    }

    private static bool LooksLikeUtf16(ReadOnlySpan<byte> xml) =>
        xml is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [(byte)'<', 0, ..] or [0, (byte)'<', ..] or [0, 0, 0, (byte)'<', ..] or [0, 0, 0xFE, 0xFF, ..];

    private static string? DeclaredEncoding(ReadOnlySpan<byte> xml)
    {
        if (!xml.StartsWith("<?xml "u8)) return null;
        var end = xml.IndexOf("?>"u8);
        if (end is < 0 or > 300) return null;
        var declaration = Encoding.Latin1.GetString(xml[..end]);
        var name = declaration.IndexOf("encoding", StringComparison.Ordinal);
        var quote = name < 0 ? -1 : declaration.AsSpan(name).IndexOfAny('"', '\'') + name;
        if (quote < name || quote < 0) return null;
        var close = declaration.IndexOf(declaration[quote], quote + 1);
        return close < 0 ? null : declaration[(quote + 1)..close];
    }

    private static int FirstInvalid(ReadOnlySpan<byte> xml)
    {
        var passed = 0;
        while (passed < xml.Length && Rune.DecodeFromUtf8(xml[passed..], out _, out var length) == System.Buffers.OperationStatus.Done)
            passed += length;
        return passed;
    }

    // XML 1.0 section 2.2: control characters apart from tab and line ends.
    private static readonly System.Buffers.SearchValues<byte> Forbidden =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Except([9, 10, 13]).Select(control => (byte)control)]);
}
