using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Inkaust.Scan.Pdf;

/// <summary>
/// Reads the values of a PDF one after the other. What makes no sense is left out; nothing is read deeper than <see cref="ScanBounds.Depth"/>.
/// </summary>
/// <param name="bytes">A file, or the content of a stream.</param>
/// <param name="at">Where to begin.</param>
internal sealed class PdfTokens(ReadOnlyMemory<byte> bytes, int at = 0)
{
    private const int LongestWord = 127, MostValues = 100_000;

    /// <summary>What stands for the end.</summary>
    public static readonly object End = new();

    private static readonly object EndOfArray = new(), EndOfDictionary = new();

    // A bracket that closes nothing is a word that means nothing.
    private static readonly PdfOperator Stray = new(")");

    public int At { get; set; } = at;

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The next value, an operator, or <see cref="End"/>.</summary>
    public object? Next()
    {
        while (true)
        {
            var value = Read(0);
            if (value != EndOfArray && value != EndOfDictionary) return value;
        }
    }

    // A reference is two numbers and an R, which the second look tells.
    private object? Read(int depth)
    {
        SkipBlanks();
        var span = bytes.Span;
        if (At >= span.Length) return End;
        var first = span[At];
        switch (first)
        {
            case (byte)'/':
                return Name();
            case (byte)'(':
                return Literal();
            case (byte)'<' when At + 1 < span.Length && span[At + 1] == '<':
                At += 2;
                return Dictionary(depth + 1);
            case (byte)'<':
                return Hexadecimal();
            case (byte)'>' when At + 1 < span.Length && span[At + 1] == '>':
                At += 2;
                return EndOfDictionary;
            case (byte)'[':
                At++;
                return Array(depth + 1);
            case (byte)']':
                At++;
                return EndOfArray;
            case (byte)'>' or (byte)')' or (byte)'{' or (byte)'}':
                At++;
                return Stray;
            default:
                return first is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.' ? NumberOrReference() : Word();
        }
    }

    private object? NumberOrReference()
    {
        var number = Number();
        if (number < 0 || number != Math.Floor(number) || number > int.MaxValue) return number;
        var after = At;
        SkipBlanks();
        var span = bytes.Span;
        var begin = At;
        while (At < span.Length && span[At] is >= (byte)'0' and <= (byte)'9' && At - begin < 6) At++;
        if (At > begin)
        {
            SkipBlanks();
            if (At < span.Length && span[At] == 'R' && (At + 1 == span.Length || IsBlankOrDelimiter(span[At + 1])))
            {
                At++;
                return new PdfReference((int)number);
            }
        }
        At = after;
        return number;
    }

    private double Number()
    {
        var span = bytes.Span;
        var begin = At;
        while (At < span.Length && span[At] is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.') At++;
        var text = span[begin..At];
        return Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length && double.IsFinite(value) ? value
            : double.TryParse(Encoding.ASCII.GetString(text[..Math.Min(text.Length, 30)]).Replace("--", "-", StringComparison.Ordinal),
                NumberStyles.Float, CultureInfo.InvariantCulture, out value) ? value : 0;
    }

    private object Word()
    {
        var span = bytes.Span;
        var begin = At;
        while (At < span.Length && !IsBlankOrDelimiter(span[At])) At++;
        if (At == begin) At++;
        var text = Encoding.Latin1.GetString(span[begin..Math.Min(At, begin + LongestWord)]);
        return text switch { "true" => true, "false" => false, "null" => Null, _ => new PdfOperator(text) };
    }

    /// <summary>A null that was written: null itself would do as well, and operators have to be told from it.</summary>
    private static readonly PdfName Null = new("null");

    private PdfName Name()
    {
        At++;
        var span = bytes.Span;
        var text = new StringBuilder();
        while (At < span.Length && !IsBlankOrDelimiter(span[At]) && text.Length < LongestWord)
        {
            if (span[At] == '#' && At + 2 < span.Length && HexOf(span[At + 1]) is >= 0 and var high && HexOf(span[At + 2]) is >= 0 and var low)
            {
                text.Append((char)((high * 16) + low));
                At += 3;
            }
            else text.Append((char)span[At++]);
        }
        return new PdfName(text.ToString());
    }

    private byte[] Literal()
    {
        At++;
        var span = bytes.Span;
        var text = new List<byte>();
        for (var open = 1; At < span.Length; At++)
        {
            var octet = span[At];
            if (octet == '\\' && At + 1 < span.Length)
            {
                At++;
                Escaped(span, text);
                continue;
            }
            if (octet == '(') open++;
            if (octet == ')' && --open == 0) break;
            text.Add(octet);
        }
        At = Math.Min(At + 1, span.Length);
        return [.. text];
    }

    private void Escaped(ReadOnlySpan<byte> span, List<byte> text)
    {
        switch (span[At])
        {
            case (byte)'n': text.Add((byte)'\n'); break;
            case (byte)'r': text.Add((byte)'\r'); break;
            case (byte)'t': text.Add((byte)'\t'); break;
            case (byte)'b': text.Add((byte)'\b'); break;
            case (byte)'f': text.Add((byte)'\f'); break;
            case (byte)'\n': break;
            case (byte)'\r':
                if (At + 1 < span.Length && span[At + 1] == '\n') At++;
                break;
            case >= (byte)'0' and <= (byte)'7':
                var code = 0;
                for (var digits = 0; digits < 3 && At < span.Length && span[At] is >= (byte)'0' and <= (byte)'7'; digits++, At++)
                    code = (code * 8) + span[At] - '0';
                At--;
                text.Add((byte)code);
                break;
            default: text.Add(span[At]); break;
        }
    }

    private byte[] Hexadecimal()
    {
        At++;
        var span = bytes.Span;
        var text = new List<byte>();
        var high = -1;
        for (; At < span.Length && span[At] != '>'; At++)
        {
            if (HexOf(span[At]) is not (>= 0 and var digit)) continue;
            if (high < 0) high = digit;
            else
            {
                text.Add((byte)((high * 16) + digit));
                high = -1;
            }
        }
        if (high >= 0) text.Add((byte)(high * 16));
        At = Math.Min(At + 1, span.Length);
        return [.. text];
    }

    private List<object?> Array(int depth)
    {
        var values = new List<object?>();
        while (depth <= ScanBounds.Depth && values.Count < MostValues)
        {
            var value = Read(depth);
            if (value == End || value == EndOfArray || value is PdfOperator { Text: "endobj" or "stream" }) break;
            if (value != EndOfDictionary) values.Add(value);
        }
        return values;
    }

    private PdfDictionary Dictionary(int depth)
    {
        var values = new PdfDictionary();
        while (depth <= ScanBounds.Depth && values.Count < MostValues)
        {
            var name = Read(depth);
            if (name == End || name == EndOfDictionary || name is PdfOperator { Text: "endobj" or "stream" }) break;
            if (name is not PdfName { Text: var key }) continue;
            var value = Read(depth);
            if (value == End || value == EndOfDictionary) break;
            values[key] = value;
        }
        return values;
    }

    public void SkipBlanks()
    {
        var span = bytes.Span;
        for (; At < span.Length; At++)
        {
            if (span[At] == '%')
            {
                while (At < span.Length && span[At] is not ((byte)'\r' or (byte)'\n')) At++;
                if (At >= span.Length) return;
            }
            if (!IsBlank(span[At])) return;
        }
    }

    public static bool IsBlank(byte octet) => octet is 0 or (byte)'\t' or (byte)'\n' or (byte)'\f' or (byte)'\r' or (byte)' ';

    private static bool IsBlankOrDelimiter(byte octet) => IsBlank(octet) || octet is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'['
        or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    private static int HexOf(byte octet) => octet switch
    {
        >= (byte)'0' and <= (byte)'9' => octet - '0',
        >= (byte)'a' and <= (byte)'f' => octet - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => octet - 'A' + 10,
        _ => -1,
    };
}
