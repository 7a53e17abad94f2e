using System.Diagnostics.CodeAnalysis;

namespace Inkaust.Invoices;

/// <summary>A Polish tax number (numer identyfikacji podatkowej): ten digits, the last one a check digit.</summary>
public readonly record struct Nip : IParsable<Nip>
{
    private static ReadOnlySpan<int> Weights => [6, 5, 7, 2, 3, 4, 5, 6, 7];

    private readonly string? digits;

    private Nip(string digits) => this.digits = digits;

    /// <summary>The number; dashes, blanks and a leading <c>PL</c> are allowed.</summary>
    /// <exception cref="FormatException">Not ten digits, or the check digit is wrong.</exception>
    public static Nip Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var nip) ? nip : throw new FormatException($"'{s}' is not a NIP: ten digits with a right check digit.");

    public static bool TryParse([NotNullWhen(true)] string? s, out Nip result) => TryParse(s, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Nip result)
    {
        result = default;
        if (s is null) return false;
        var bare = s.Trim();
        if (bare.StartsWith("PL", StringComparison.OrdinalIgnoreCase)) bare = bare[2..];
        bare = bare.Replace("-", "").Replace(" ", "");
        if (!HasRightCheckDigit(bare)) return false;
        result = new Nip(bare);
        return true;
    }

    /// <summary>
    /// The number as it stands in a file: ten digits, of which the last may be wrong. Only the production environment refuses such files; those of
    /// the test environments are full of them (KSEF 13).
    /// </summary>
    public static bool TryAsWritten([NotNullWhen(true)] string? text, out Nip result)
    {
        var isOne = text is { Length: 10 } && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
        result = isOne ? new Nip(text!) : default;
        return isOne;
    }

    /// <inheritdoc cref="TryAsWritten"/>
    /// <exception cref="FormatException">Not ten digits.</exception>
    public static Nip AsWritten(string text) =>
        TryAsWritten(text, out var nip) ? nip : throw new FormatException($"'{text}' is not a NIP: ten digits.");

    /// <summary>Its last digit agrees with the others.</summary>
    public bool IsRight => HasRightCheckDigit(digits);

    /// <summary>Ten ASCII digits of which the last agrees with the others.</summary>
    public static bool HasRightCheckDigit(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 10) return false;
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            if (!char.IsAsciiDigit(digits[i])) return false;
            if (i < 9) sum += Weights[i] * (digits[i] - '0');
        }
        return sum % 11 == digits[9] - '0';
    }

    /// <summary>The ten digits.</summary>
    public override string ToString() => digits ?? "";
}
