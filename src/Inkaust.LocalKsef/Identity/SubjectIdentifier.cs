using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Inkaust.LocalKsef;

internal enum SubjectType { Nip, Pesel, Fingerprint, PeppolId }

/// <summary>Who acts: a taxpayer, a person, or a certificate known by its SHA-256 fingerprint only.</summary>
internal sealed partial record SubjectIdentifier(SubjectType Type, string Value)
{
    [JsonIgnore]
    public bool IsWellFormed => Type switch
    {
        SubjectType.Nip => ContextIdentifier.NipPattern().IsMatch(Value),
        SubjectType.Pesel => PeselPattern().IsMatch(Value),
        SubjectType.Fingerprint => FingerprintPattern().IsMatch(Value),
        _ => ContextIdentifier.PeppolPattern().IsMatch(Value),
    };

    [GeneratedRegex(@"^\d{11}\z", RegexOptions.ECMAScript)]
    private static partial Regex PeselPattern();

    [GeneratedRegex(@"^[0-9A-F]{64}\z", RegexOptions.ECMAScript)]
    private static partial Regex FingerprintPattern();

    public override string ToString() => $"{Type}/{Value}";
}
