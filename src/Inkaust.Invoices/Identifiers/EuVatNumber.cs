using System.Diagnostics.CodeAnalysis;

namespace Inkaust.Invoices;

/// <summary>A VAT number of the European Union with its prefix: KodUE and NrVatUE. <c>XI</c> is Northern Ireland, <c>EL</c> Greece.</summary>
public readonly record struct EuVatNumber : IParsable<EuVatNumber>
{
    private readonly string? text;

    private EuVatNumber(string text) => this.text = text;

    /// <summary>The two letters before the number.</summary>
    public string Prefix => text?[..2] ?? "";

    /// <summary>What follows the prefix: 1 to 12 digits, capital letters, <c>+</c> or <c>*</c>.</summary>
    public string Number => text?[2..] ?? "";

    /// <summary>The number out of its two parts.</summary>
    public static EuVatNumber Of(string prefix, string number) => new(prefix + number);

    /// <exception cref="FormatException">Not a prefix of two letters and up to twelve signs.</exception>
    public static EuVatNumber Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException($"'{s}' is not an EU VAT number.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EuVatNumber result)
    {
        result = default;
        if (s is null) return false;
        var bare = s.Replace(" ", "").Replace("-", "").ToUpperInvariant();
        if (bare.Length is < 3 or > 14 || !bare[..2].All(char.IsAsciiLetterUpper)) return false;
        if (!bare[2..].All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || c is '+' or '*')) return false;
        result = new EuVatNumber(bare);
        return true;
    }

    public override string ToString() => text ?? "";
}
