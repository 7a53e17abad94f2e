using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What kind of identifier names the context of a sign-in. The names are those of the API and of KOD II.</summary>
[OpenApiSchema("AuthenticationContextIdentifierType")]
public enum ContextType
{
    /// <summary>A company by its tax number.</summary>
    Nip,

    /// <summary>A unit of a company: its NIP, a dash and five digits.</summary>
    InternalId,

    /// <summary>A company of the European Union: a Polish NIP, a dash and the VAT number.</summary>
    NipVatUe,

    /// <summary>A Peppol provider.</summary>
    PeppolId,
}

/// <summary>On whose behalf somebody signs in: the context (kontekst logowania).</summary>
public sealed record ContextIdentifier
{
    /// <param name="type">The kind of <paramref name="value"/>.</param>
    /// <param name="value">The identifier as the API writes it.</param>
    /// <exception cref="RefusedException">Signs that no identifier has (INK-KSEF-029).</exception>
    public ContextIdentifier(ContextType type, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        // VAT numbers of Ireland and the Netherlands may hold + and *; all of these stand in a link as they are.
        if (value.Length is < 9 or > 40 || !value.All(c => char.IsAsciiLetterOrDigit(c) || "-+*".Contains(c)))
            throw new RefusedException(KsefFindings.Context);
        Type = type;
        Value = value;
    }

    /// <summary>The kind of <see cref="Value"/>.</summary>
    public ContextType Type { get; }

    /// <summary>The identifier as the API writes it.</summary>
    public string Value { get; }

    /// <summary>The company with this NIP.</summary>
    public static ContextIdentifier Of(Nip nip) => new(ContextType.Nip, nip.ToString());

    /// <summary>The type alone: identifiers stay out of logs.</summary>
    public override string ToString() => $"context by {Type}";
}
