using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Inkaust.Invoices;

/// <summary>An address in two lines, as FA(3) keeps it. In a draft also one string: <c>ul. Długa 5, 31-147 Kraków</c>.</summary>
public sealed partial record Address : IParsable<Address>
{
    /// <summary>
    /// KodKraju, ISO 3166 alpha-2. Null: the country of the tax number beside it, else Poland where there is a Polish post code; where neither
    /// is known it is asked for (INK-DRAFT-040).
    /// </summary>
    public string? Country { get; init; }

    /// <summary>AdresL1: street and number.</summary>
    public required string Line1 { get; init; }

    /// <summary>AdresL2: post code and town.</summary>
    public string? Line2 { get; init; }

    /// <summary>Global location number.</summary>
    public string? Gln { get; init; }

    /// <summary>
    /// The address in one string. A country at its end, by its name or after a comma by its code, is <see cref="Country"/>; of the rest what
    /// follows the last comma is the second line: <c>Hauptstr. 5, 10115 Berlin, Deutschland</c>.
    /// </summary>
    public static Address Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var address) ? address : throw new FormatException("An address cannot be empty.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Address result)
    {
        result = null;
        if (string.IsNullOrWhiteSpace(s)) return false;
        var (country, rest) = CountryAtTheEnd(s.Trim());
        var comma = rest.LastIndexOf(',');
        result = comma > 0 && comma < rest.Length - 1
            ? new Address { Country = country, Line1 = rest[..comma].Trim(), Line2 = rest[(comma + 1)..].Trim() }
            : new Address { Country = country, Line1 = rest.Trim() };
        return true;
    }

    private static (string? Country, string Lines) CountryAtTheEnd(string text)
    {
        var comma = text.LastIndexOf(',');
        if (comma > 0 && Countries.CodeOf(text[(comma + 1)..].Trim()) is { } code) return (code, Without(text, comma));
        // Without a comma only a name is one, after a post code: "ul. Polska" is a street, and "Springfield IL" is not in Israel.
        for (var space = text.IndexOf(' ', Math.Min(comma + 2, text.Length)); space > 0; space = text.IndexOf(' ', space + 1))
        {
            var isAfterPostCode = text.AsSpan(comma + 1, space - comma - 1).IndexOfAnyInRange('0', '9') >= 0;
            if (isAfterPostCode && text[space..].Trim() is { Length: > 3 } name && Countries.CodeOf(name) is { } named)
                return (named, Without(text, space));
        }
        return (null, text);
    }

    // Where the town has the name of its country, it stays the town.
    private static string Without(string text, int from) => Countries.IsTown(text[(from + 1)..]) ? text : text[..from].TrimEnd();

    /// <summary>The country of the address beside these tax numbers; null: it cannot be known.</summary>
    internal string? CountryBeside(Party party) =>
        Country
        ?? (party.Nip is null ? null : "PL")
        ?? (party.EuVat is { } number ? Countries.OfPrefix(number.Prefix) : null)
        ?? party.ForeignId?.Country
        ?? (PolishPostCode().IsMatch($"{Line1} {Line2}") ? "PL" : null);

    [GeneratedRegex(@"(?<![\d-])\d{2}-\d{3}(?![\d-])")]
    private static partial Regex PolishPostCode();
}
