using System.Globalization;
using System.Text;

namespace Inkaust.Invoices.Reading;

/// <summary>Turns the bytes of text into characters: references, line ends.</summary>
internal static class XmlText
{
    internal enum Kind
    {
        /// <summary>Between tags.</summary>
        Content,

        /// <summary>Between tags of a file that has no reference and no carriage return anywhere.</summary>
        Plain,

        /// <summary>In a CDATA section, where nothing is a reference.</summary>
        CData,

        /// <summary>In an attribute, where tabs and line ends become spaces.</summary>
        Attribute,
    }

    /// <summary>Writes the characters and returns how many there are; never more than there are bytes.</summary>
    /// <param name="raw">The bytes in the file.</param>
    /// <param name="position">Where they stand in the file, for the fault.</param>
    /// <param name="chars">At least as long as <paramref name="raw"/>.</param>
    /// <param name="kind">Where the text stands.</param>
    /// <exception cref="MalformedXmlException">A wrong reference.</exception>
    public static int Decode(ReadOnlySpan<byte> raw, int position, Span<char> chars, Kind kind)
    {
        if (kind == Kind.Plain) return Encoding.UTF8.GetChars(raw, chars);
        var written = 0;
        for (var passed = 0; passed < raw.Length;)
        {
            var plain = kind == Kind.Attribute ? raw[passed..].IndexOfAny("&\r\n\t"u8) : raw[passed..].IndexOfAny((byte)'&', (byte)'\r');
            if (plain < 0) plain = raw.Length - passed;
            written += Encoding.UTF8.GetChars(raw.Slice(passed, plain), chars[written..]);
            passed += plain;
            if (passed == raw.Length) break;
            if (raw[passed] != '&' || kind == Kind.CData)
            {
                passed += raw[passed] == '&' ? One(chars, ref written, '&') : LineEnd(raw[passed..], chars, ref written, kind);
                continue;
            }
            var length = raw[passed..].IndexOf((byte)';') + 1;
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

    private static int LineEnd(ReadOnlySpan<byte> raw, Span<char> chars, ref int written, Kind kind)
    {
        chars[written++] = kind == Kind.Attribute ? ' ' : '\n';
        return raw.StartsWith("\r\n"u8) ? 2 : 1;
    }

    private static int Reference(ReadOnlySpan<byte> name, Span<char> chars, int position)
    {
        if (name.Length > 0 && name[0] == '#') return CharacterReference(name[1..], chars, position);
        chars[0] = name switch
        {
            _ when name.SequenceEqual("amp"u8) => '&',
            _ when name.SequenceEqual("lt"u8) => '<',
            _ when name.SequenceEqual("gt"u8) => '>',
            _ when name.SequenceEqual("quot"u8) => '"',
            _ when name.SequenceEqual("apos"u8) => '\'',
            _ => throw WrongReference(position),
        };
        return 1;
    }

    private static int CharacterReference(ReadOnlySpan<byte> number, Span<char> chars, int position)
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
