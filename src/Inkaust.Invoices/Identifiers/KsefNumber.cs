using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Inkaust.Invoices;

/// <summary>
/// The number that KSeF gives to an accepted invoice: <c>NIP-yyyyMMdd-12 hex-2 hex</c>, 35 characters,
/// the last two a CRC-8 (polynomial 0x07, start 0) over the first 32.
/// </summary>
public readonly record struct KsefNumber : IParsable<KsefNumber>
{
    private readonly string? text;

    private KsefNumber(string text) => this.text = text;

    /// <summary>The NIP of the seller that is written into the number.</summary>
    public Nip SellerNip => Nip.AsWritten(ToString()[..10]);

    /// <summary>The day on which the number was given.</summary>
    public DateOnly Date => DateOnly.ParseExact(ToString()[11..19], "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>A new number out of its parts, with its check sum.</summary>
    /// <param name="sellerNip">The seller.</param>
    /// <param name="date">The day on which the number is given, in Poland.</param>
    /// <param name="technicalPart">48 bits that make it unique.</param>
    public static KsefNumber Create(Nip sellerNip, DateOnly date, long technicalPart)
    {
        var body = $"{sellerNip}-{date:yyyyMMdd}-{technicalPart & 0xFFFF_FFFF_FFFF:X12}";
        return new KsefNumber($"{body}-{Crc8(body):X2}");
    }

    /// <exception cref="FormatException">The form or the check sum is wrong.</exception>
    public static KsefNumber Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException($"'{s}' is not a KSeF number.");

    public static bool TryParse([NotNullWhen(true)] string? s, out KsefNumber result) => TryParse(s, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out KsefNumber result)
    {
        result = default;
        if (s is null || !IsRight(s)) return false;
        result = new KsefNumber(s);
        return true;
    }

    public override string ToString() => text ?? "";

    /// <summary>Whether form and check sum are right.</summary>
    internal static bool IsRight(ReadOnlySpan<char> number) =>
        number.Length == 35 && number[10] == '-' && number[19] == '-' && number[32] == '-' &&
        !number[..10].ContainsAnyExceptInRange('0', '9') &&
        !number[20..32].ContainsAnyExcept(UpperHex) && !number[33..].ContainsAnyExcept(UpperHex) &&
        DateOnly.TryParseExact(number[11..19], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) &&
        Crc8(number[..32]) == byte.Parse(number[33..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static readonly System.Buffers.SearchValues<char> UpperHex = System.Buffers.SearchValues.Create("0123456789ABCDEF");

    private static byte Crc8(ReadOnlySpan<char> body)
    {
        byte crc = 0;
        foreach (var sign in body) crc = CrcOf[crc ^ (byte)sign];
        return crc;
    }

    // What eight steps of the polynomial make of each octet.
    private static readonly byte[] CrcOf = [.. Enumerable.Range(0, 256).Select(octet =>
    {
        for (var bit = 0; bit < 8; bit++) octet = (octet & 0x80) != 0 ? (octet << 1) ^ 0x07 : octet << 1;
        return (byte)octet;
    })];
}
