using System.Diagnostics.CodeAnalysis;

namespace Inkaust.Invoices;

/// <summary>An address in two lines, as FA(3) keeps it. In a draft also one string: <c>ul. Długa 5, 31-147 Kraków</c>.</summary>
public sealed record Address : IParsable<Address>
{
    /// <summary>KodKraju, ISO 3166 alpha-2.</summary>
    public string Country { get; init; } = "PL";

    /// <summary>AdresL1: street and number.</summary>
    public required string Line1 { get; init; }

    /// <summary>AdresL2: post code and town.</summary>
    public string? Line2 { get; init; }

    /// <summary>Global location number.</summary>
    public string? Gln { get; init; }

    /// <summary>The Polish address in one string; what follows the last comma is the second line.</summary>
    public static Address Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var address) ? address : throw new FormatException("An address cannot be empty.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Address result)
    {
        result = null;
        if (string.IsNullOrWhiteSpace(s)) return false;
        var comma = s.LastIndexOf(',');
        result = comma > 0 && comma < s.Length - 1
            ? new Address { Line1 = s[..comma].Trim(), Line2 = s[(comma + 1)..].Trim() }
            : new Address { Line1 = s.Trim() };
        return true;
    }
}
