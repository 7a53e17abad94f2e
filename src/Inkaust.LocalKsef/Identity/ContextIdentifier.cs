using System.Text.RegularExpressions;

namespace Inkaust.LocalKsef;

internal enum ContextType { Nip, InternalId, NipVatUe, PeppolId }

/// <summary>In whose name somebody has signed in.</summary>
internal sealed partial record ContextIdentifier(ContextType Type, string Value)
{
    /// <summary>The NIP in the context; null for a Peppol provider.</summary>
    public string? Nip => Type == ContextType.PeppolId ? null : Value[..10];

    /// <summary>The form that the AuthTokenRequest schema prescribes for the type.</summary>
    public bool IsWellFormed => Type switch
    {
        ContextType.Nip => NipPattern().IsMatch(Value),
        ContextType.InternalId => InternalIdPattern().IsMatch(Value),
        ContextType.NipVatUe => NipVatUePattern().IsMatch(Value),
        _ => PeppolPattern().IsMatch(Value),
    };

    /// <summary>False for the identifier of a unit whose last digit does not fit: weights 1 and 3 in turn, modulo 10 (KSEF 9).</summary>
    public bool HasRightCheckDigit => Type != ContextType.InternalId
        || Value[..^1].Where(char.IsAsciiDigit).Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 1 : 3)).Sum() % 10 == Value[^1] - '0';

    public override string ToString() => $"{Type}/{Value}";

    [GeneratedRegex(@"^[1-9]((\d[1-9])|([1-9]\d))\d{7}\z", RegexOptions.ECMAScript)]
    internal static partial Regex NipPattern();

    [GeneratedRegex(@"^[1-9]((\d[1-9])|([1-9]\d))\d{7}-\d{5}\z", RegexOptions.ECMAScript)]
    internal static partial Regex InternalIdPattern();

    [GeneratedRegex(@"^[1-9]((\d[1-9])|([1-9]\d))\d{7}-[A-Z]{2}[A-Z0-9+*]{2,13}\z", RegexOptions.ECMAScript)]
    internal static partial Regex NipVatUePattern();

    [GeneratedRegex(@"^P[A-Z]{2}[0-9]{6}\z", RegexOptions.ECMAScript)]
    internal static partial Regex PeppolPattern();
}
