using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>
/// Bytes of a PDF while they are being written: text in Latin-1, numbers as the format has them. Its memory is borrowed and given back when they
/// have been written, so that the next print finds it.
/// </summary>
internal sealed class ByteText
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(16_384);

    public int Length { get; private set; }

    /// <summary>What was put in; good until something more is.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Put(byte octet)
    {
        Room(1)[0] = octet;
        Length++;
    }

    public void PutText(ReadOnlySpan<char> text) => Length += Encoding.Latin1.GetBytes(text, Room(text.Length));

    public void PutNumber(long number)
    {
        number.TryFormat(Room(20), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>At most three decimals, no exponent.</summary>
    public void PutNumber(double number) => Length += Format(number, Room(LongestNumber));

    /// <summary>Text with values in it: <c>$"{x} {y} m"</c>.</summary>
#pragma warning disable CA1822 // The handler of the text writes into this one while the text is put together.
    public void Write([InterpolatedStringHandlerArgument("")] Filled text) => _ = text;
#pragma warning restore CA1822

    /// <summary>Nothing is put in or read afterwards.</summary>
    public void GiveBack()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        Length = 0;
    }

    private const int LongestNumber = 32;

    /// <summary>A number as content and dictionaries have it.</summary>
    public static string Number(double value)
    {
        Span<byte> written = stackalloc byte[LongestNumber];
        return Encoding.Latin1.GetString(written[..Format(value, written)]);
    }

    private static int Format(double value, Span<byte> to)
    {
        var thousandths = (long)Math.Round(value * 1000);
        var (whole, rest) = Math.DivRem(Math.Abs(thousandths), 1000);
        var length = 0;
        if (thousandths < 0) to[length++] = (byte)'-';
        whole.TryFormat(to[length..], out var digits, default, CultureInfo.InvariantCulture);
        length += digits;
        if (rest == 0) return length;
        to[length++] = (byte)'.';
        for (var unit = 100L; rest > 0; unit /= 10)
        {
            to[length++] = (byte)('0' + (rest / unit));
            rest %= unit;
        }
        return length;
    }

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - Length < bytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, Length + bytes));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        return buffer.AsSpan(Length);
    }

    /// <summary>Puts the pieces of an interpolated text where they belong, without making a string of them.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Filled
    {
        private readonly ByteText text;

        public Filled(int literalLength, int formattedCount, ByteText text)
        {
            _ = (literalLength, formattedCount);
            this.text = text;
        }

        public void AppendLiteral(string literal) => text.PutText(literal);

        public void AppendFormatted(string words) => text.PutText(words);

        public void AppendFormatted(int number) => text.PutNumber((long)number);

        public void AppendFormatted(double number) => text.PutNumber(number);

        public void AppendFormatted(Colour colour) => text.Write($"{colour.Red / 255.0} {colour.Green / 255.0} {colour.Blue / 255.0}");
    }
}
