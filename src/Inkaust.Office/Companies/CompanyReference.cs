using System.Diagnostics.CodeAnalysis;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>How a person names a company: by its NIP, and where that stands in several environments by both: <c>5260001246@test</c>.</summary>
/// <param name="Nip">Its tax number.</param>
/// <param name="Environment">The word or the address of its environment; null where the NIP alone is enough.</param>
public readonly record struct CompanyReference(Nip Nip, string? Environment = null) : IParsable<CompanyReference>
{
    /// <summary>The NIP stands in one environment only, so that the environment need not be said.</summary>
    public bool NipIsEnough { get; init; }

    /// <summary>As short as it names the company.</summary>
    public string Shortest => NipIsEnough ? Nip.ToString() : ToString();

    /// <summary>The company with this NIP; null where there is none.</summary>
    public static CompanyReference? Of(Nip? nip) => nip is { } known ? new(known) : null;

    public static CompanyReference Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var reference) ? reference : throw new FormatException("This is not a NIP, alone or with @ and an environment.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CompanyReference result)
    {
        var parts = (s ?? "").Split('@', 2);
        var isOne = Nip.TryParse(parts[0], out var nip) && parts is [_] or [_, { Length: > 0 }];
        result = isOne ? new(nip, parts.ElementAtOrDefault(1)) : default;
        return isOne;
    }

    public override string ToString() => Environment is null ? Nip.ToString() : $"{Nip}@{Environment}";
}
