using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What kind of identifier names the context of a sign-in. The names are those of the API and of KOD II.</summary>
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
/// <param name="Type">The kind of <paramref name="Value"/>.</param>
/// <param name="Value">The identifier as the API writes it.</param>
public sealed record ContextIdentifier(ContextType Type, string Value)
{
    /// <summary>The company with this NIP.</summary>
    public static ContextIdentifier Of(Nip nip) => new(ContextType.Nip, nip.ToString());

    /// <summary>The type alone: identifiers stay out of logs.</summary>
    public override string ToString() => $"context by {Type}";
}
