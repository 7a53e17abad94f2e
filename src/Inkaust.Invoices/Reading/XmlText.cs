using System.Globalization;
using System.Text;

namespace Inkaust.Invoices.Reading;

/// <summary>Turns text as it stands in a file into what it means: references, line ends.</summary>
internal static class XmlText
{
    internal enum Kind
    {
        /// <summary>Between tags.</summary>
        Content,

        /// <summary>Already what it means.</summary>
        Plain,

        /// <summary>In a CDATA section, where nothing is a reference.</summary>
        CData,

        /// <summary>In an attribute, where tabs and line ends become spaces.</summary>
        Attribute,
    }

    /// <summary>Writes the characters and returns how many there are; never more than stand in the file.</summary>
    /// <param name="raw">As in the file.</param>
    /// <param name="position">Where they stand in the file, for the fault.</param>
    /// <param name="chars">At least as long as <paramref name="raw"/>.</param>
    /// <param name="kind">Where the text stands.</param>
    /// <exception cref="MalformedXmlException">A wrong reference.</exception>
    public static int Decode(ReadOnlySpan<char> raw, int position, Span<char> chars, Kind kind)
    {
        if (kind == Kind.Plain)
        {
            raw.CopyTo(chars);
            return raw.Length;
        }
        var written = 0;
        for (var passed = 0; passed < raw.Length;)
        {
            var plain = kind == Kind.Attribute ? raw[passed..].IndexOfAny("&\r\n\t") : raw[passed..].IndexOfAny('&', '\r');
            if (plain < 0) plain = raw.Length - passed;
            raw.Slice(passed, plain).CopyTo(chars[written..]);
            written += plain;
            passed += plain;
            if (passed == raw.Length) break;
            if (raw[passed] != '&' || kind == Kind.CData)
            {
                passed += raw[passed] == '&' ? One(chars, ref written, '&') : LineEnd(raw[passed..], chars, ref written, kind);
                continue;
            }
            var length = raw[passed..].IndexOf(';') + 1;
            written += Reference(length < 3 ? default : raw.Slice(passed + 1, length - 2), chars[written..], position + passed);
            passed += length;
        }
        return written;
    }

    private static int One(Span<char> chars, ref int written, char sign)
    {
        chars[written++] = sign;
        return 1;
    }

    private static int LineEnd(ReadOnlySpan<char> raw, Span<char> chars, ref int written, Kind kind)
    {
        chars[written++] = kind == Kind.Attribute ? ' ' : '\n';
        return raw.StartsWith("\r\n") ? 2 : 1;
    }

    private static int Reference(ReadOnlySpan<char> name, Span<char> chars, int position)
    {
        if (name.Length > 0 && name[0] == '#') return CharacterReference(name[1..], chars, position);
        chars[0] = name switch
        {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => throw WrongReference(position),
        };
        return 1;
    }

    private static int CharacterReference(ReadOnlySpan<char> number, Span<char> chars, int position)
    {
        var isHex = number.Length > 0 && number[0] == 'x';
        if (isHex) number = number[1..];
        var isRight = int.TryParse(number, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        if (!isRight || !Rune.IsValid(value) || value is < 0x20 and not (9 or 10 or 13) or 0xFFFE or 0xFFFF) throw WrongReference(position);
        return new Rune(value).EncodeToUtf16(chars);
    }

    private static MalformedXmlException WrongReference(int position) => new(position,
        "znak „&” nie zaczyna dozwolonego odwołania; sam znak zapisuje się jako &amp;",
        "the sign \"&\" does not begin an allowed reference; the sign itself is written &amp;");
}
