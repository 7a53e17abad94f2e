using System.Text.Json.Serialization;
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

/// <summary>What a subject may do in a context; the names are those of the API.</summary>
internal enum Permission
{
    Owner,
    InvoiceRead,
    InvoiceWrite,
    PefInvoiceWrite,
    CredentialsRead,
    CredentialsManage,
    SubunitManage,
    EnforcementOperations,
    Introspection,
    VatUeManage,
    CollectiveIdentifierManage,
}

/// <summary>How somebody proved who they are.</summary>
internal sealed record SignInMethod(string Name, string Category, string Code, string DisplayName)
{
    public static readonly SignInMethod Signature = new("QualifiedSignature", "XadesSignature", "xades.qualified-signature", "Podpis kwalifikowany");
    public static readonly SignInMethod Seal = new("QualifiedSeal", "XadesSignature", "xades.qualified-seal", "Pieczęć kwalifikowana");
    public static readonly SignInMethod Peppol = new("PeppolSignature", "XadesSignature", "xades.peppol", "Podpis dostawcy usług Peppol");
    public static readonly SignInMethod KsefCertificate = new("InternalCertificate", "XadesSignature", "xades.ksef-certificate", "Certyfikat KSeF");
    public static readonly SignInMethod KsefToken = new("Token", "Token", "token.ksef", "Token KSeF");

    public bool IsSignature => Category == "XadesSignature";
}
