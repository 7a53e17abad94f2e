using System.Text;
using System.Text.RegularExpressions;

namespace Inkaust.Bench.Fuzzing;

/// <summary>Damages a file as an attacker would: by the structure that its readers see, and by bytes.</summary>
internal static partial class Mutations
{
    private const int Longest = 400_000;

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "-100", "100", "101", "2147483647", "-2147483648", "4294967296", "9223372036854775807", "-9223372036854775808", "9999999999999999.99", "1e400", "1e-400", "1E28",
        "79228162514264337593543950335", "-79228162514264337593543950335", "0.0000000000000000000000000001", "99999999999999999999999999999999999999999", "00000000001", "1.", ".1", "NaN",
    ];

    private static readonly string[] Dates =
    [
        "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "9999-12-31T24:00:00Z", "2026-02-30", "2000-02-29", "-0001-01-01", "10000-01-01", "2026-11-26T24:00:00",
    ];

    // Lone surrogates, an overlong NUL, what turns the direction, what no XML has, what ends a line elsewhere.
    private static readonly byte[][] Signs =
    [
        [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xC0, 0x80], [0], [0x1B, (byte)'[', (byte)'2', (byte)'J'], [0xE2, 0x80, 0xAE], [0xEF, 0xBF, 0xBF], [0xE2, 0x80, 0xA8], [0xF4, 0x8F, 0xBF, 0xBF],
        [0xEF, 0xBB, 0xBF], [0xF0, 0x9F, 0x98, 0x80], [0xC2, 0x85], [0xCC, 0x81], [0xFF, 0xFE], "\\ud800"u8.ToArray(), "\\u0000"u8.ToArray(), "&#xD800;"u8.ToArray(), "&#0;"u8.ToArray(), "&a;"u8.ToArray(),
        "<!DOCTYPE a [<!ENTITY a 'b'>]>"u8.ToArray(), "<![CDATA["u8.ToArray(), "<?xml version=\"1.0\" encoding=\"utf-7\"?>"u8.ToArray(), "../../"u8.ToArray(), "=1+1"u8.ToArray(), "<!--"u8.ToArray(), "]]>"u8.ToArray(),
    ];

    /// <summary>The same seed gives the same file on every machine.</summary>
    public static byte[] Of(byte[] original, byte[] other, Random random)
    {
        var file = original;
        for (var i = random.Next(5); i >= 0; i--)
        {
            file = Once(file, other, random);
            if (file.Length > Longest) file = file[..Longest];
        }
        return file;
    }

    private static byte[] Once(byte[] file, byte[] other, Random random)
    {
        if (file.Length == 0) return other;
        var at = random.Next(file.Length);
        switch (random.Next(16))
        {
            case 0: return Changed(file, at, (byte)random.Next(256));
            case 1: return Changed(file, at, (byte)(file[at] ^ (1 << random.Next(8))));
            case 2: return file[..at];
            case 3: return Put(file, at, [(byte)"<>&\"'/!?[]{},:;=%-"[random.Next(18)]]);
            case 4: return Put(file, at, Signs[random.Next(Signs.Length)]);
            case 5: return Repeated(file, at, random);
            case 6: return Nested(file, at, random);
            case 7: return Without(file, at, random);
            case 8: return Swapped(file, Number(), Numbers[random.Next(Numbers.Length)], random);
            case 9: return Swapped(file, Date(), Dates[random.Next(Dates.Length)], random);
            case 10: return Element(file, random);
            case 11: return Swarm(file, random);
            case 12: return [.. file[..at], .. other[random.Next(other.Length)..]];
            case 13: return Length(file, at, random);
            case 14: return Swapped(file, Text(), new string((char)random.Next(32, 0xD000), random.Next(20) == 0 ? 40_000 : random.Next(600)), random);
            default: return Put(file, at, other[random.Next(other.Length)..]);
        }
    }

    private static byte[] Changed(byte[] file, int at, byte value)
    {
        var changed = file.ToArray();
        changed[at] = value;
        return changed;
    }

    private static byte[] Times(byte[] piece, int times)
    {
        var all = new byte[piece.Length * times];
        for (var i = 0; i < times; i++) piece.CopyTo(all, i * piece.Length);
        return all;
    }

    private static byte[] Put(byte[] file, int at, byte[] piece) => [.. file[..at], .. piece, .. file[at..]];

    private static byte[] Without(byte[] file, int at, Random random) => [.. file[..at], .. file[Math.Min(file.Length, at + 1 + random.Next(60))..]];

    private static byte[] Repeated(byte[] file, int at, Random random)
    {
        var piece = file.AsSpan(at, Math.Min(file.Length - at, 1 + random.Next(random.Next(4) == 0 ? 2000 : 60))).ToArray();
        var times = Math.Min(random.Next(4) == 0 ? 5000 : 20, Longest / 2 / piece.Length);
        return [.. file[..at], .. Times(piece, times), .. file[at..]];
    }

    // So many levels as a parser of its own may take, or as no stack does.
    private static byte[] Nested(byte[] file, int at, Random random)
    {
        var (open, close) = random.Next(5) switch
        {
            0 => ("[", "]"),
            1 => ("{\"a\":", "}"),
            2 => ("<a xmlns=\"\">", "</a>"),
            3 => ("<ds:a xmlns:ds=\"urn:a\">", "</ds:a>"),
            _ => ("<FaWiersz>", "</FaWiersz>"),
        };
        var times = random.Next(4) == 0 ? 12_000 : random.Next(1, 80);
        var end = at + random.Next(file.Length - at + 1);
        return [.. file[..at], .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(open, times))), .. file[at..end],
            .. random.Next(3) == 0 ? [] : Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(close, times))), .. file[end..]];
    }

    private static byte[] Swapped(byte[] file, Regex what, string by, Random random)
    {
        var text = Encoding.Latin1.GetString(file);
        // From a place in the middle on, so that not all of a large file is searched.
        var one = what.Match(text, random.Next(text.Length));
        if (!one.Success) one = what.Match(text);
        if (!one.Success) return file;
        return [.. file[..one.Index], .. Encoding.UTF8.GetBytes(by), .. file[(one.Index + one.Length)..]];
    }

    // An element with all that is in it: gone, twice, many times, or somewhere else.
    private static byte[] Element(byte[] file, Random random)
    {
        var text = Encoding.Latin1.GetString(file);
        var opened = Tag().Matches(text);
        if (opened.Count == 0) return file;
        var tag = opened[random.Next(opened.Count)];
        var end = text.IndexOf($"</{tag.Groups[1].Value}>", tag.Index, StringComparison.Ordinal);
        if (end < 0) return file;
        end += tag.Groups[1].Length + 3;
        var piece = file[tag.Index..end];
        return random.Next(4) switch
        {
            0 => [.. file[..tag.Index], .. file[end..]],
            1 => Put(file, end, piece),
            2 => Put(file, end, Times(piece, Math.Min(2000, Longest / 2 / piece.Length))),
            _ => Put(file, opened[random.Next(opened.Count)].Index, piece),
        };
    }

    // Attributes or namespaces without number in one tag.
    private static byte[] Swarm(byte[] file, Random random)
    {
        var text = Encoding.Latin1.GetString(file);
        var opened = Tag().Matches(text);
        if (opened.Count == 0) return file;
        var tag = opened[random.Next(opened.Count)];
        var count = random.Next(3) == 0 ? 8_000 : random.Next(1, 70);
        var space = random.Next(2) == 0;
        return Put(file, tag.Index + 1 + tag.Groups[1].Length,
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, count).Select(i => space ? $" xmlns:n{i}=\"urn:{i}\"" : $" a{i}=\"{i}\""))));
    }

    // A length, a count or a size in a binary file, in either order of bytes, or a length of DER.
    private static byte[] Length(byte[] file, int at, Random random)
    {
        var changed = file.ToArray();
        byte[] value = random.Next(6) switch
        {
            0 => [0xFF, 0xFF, 0xFF, 0xFF],
            1 => [0x7F, 0xFF, 0xFF, 0xFF],
            2 => [0xFF, 0xFF, 0xFF, 0x7F],
            3 => [0x00, 0x00, 0x00, 0x00],
            4 => [0x84, 0x7F, 0xFF, 0xFF],
            _ => [0x02, 0x04, 0x7F, 0xFF],
        };
        for (var i = 0; i < value.Length && at + i < changed.Length; i++) changed[at + i] = value[i];
        return changed;
    }

    [GeneratedRegex(@"(?<=[>:"",\[ ])-?[0-9]+(\.[0-9]+)?(?=[<,""\]} ])")]
    private static partial Regex Number();

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?")]
    private static partial Regex Date();

    [GeneratedRegex(@"(?<=>)[^<>]{1,80}(?=</)|(?<="")[^""<>]{1,80}(?="")")]
    private static partial Regex Text();

    [GeneratedRegex(@"<([A-Za-z_][A-Za-z0-9_:.-]*)(?=[ />])")]
    private static partial Regex Tag();
}
