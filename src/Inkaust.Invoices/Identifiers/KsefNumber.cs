using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

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
    public Nip SellerNip => Nip.Parse(ToString()[..10]);

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
        if (s is not { Length: 35 } || s[10] != '-' || s[19] != '-' || s[32] != '-') return false;
        if (!Nip.TryParse(s[..10], out _) || !IsUpperHex(s[20..32]) || !IsUpperHex(s[33..])) return false;
        if (!DateOnly.TryParseExact(s[11..19], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return false;
        if (!$"{Crc8(s[..32]):X2}".Equals(s[33..], StringComparison.Ordinal)) return false;
        result = new KsefNumber(s);
        return true;
    }

    public override string ToString() => text ?? "";

    private static bool IsUpperHex(string part) => part.All(c => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F');

    private static byte Crc8(string body)
    {
        byte crc = 0;
        foreach (var octet in Encoding.ASCII.GetBytes(body))
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++) crc = (byte)((crc & 0x80) != 0 ? (crc << 1) ^ 0x07 : crc << 1);
        }
        return crc;
    }
}
