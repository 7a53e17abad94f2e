namespace Inkaust.LocalKsef;

/// <summary>RodzajFaktury; the names are those of the API.</summary>
internal enum InvoiceType { Vat, Zal, Kor, Roz, Upr, KorZal, KorRoz, VatPef, VatPefSp, KorPef, VatRr, KorVatRr }

internal enum PartyIdentifierType { Nip, InternalId, VatUe, Other, None }

/// <summary>As what somebody asks for invoices.</summary>
internal enum PartyRole { Subject1, Subject2, Subject3, SubjectAuthorized }

/// <summary>Somebody on an invoice other than the seller.</summary>
internal sealed record Party(PartyIdentifierType Type, string? Identifier, string? Name, int? Role);

/// <summary>What KSeF knows about an invoice without looking into the file again.</summary>
internal sealed record InvoiceFacts
{
    public required string SellerNip { get; init; }
    public required string? SellerName { get; init; }
    public required Party Buyer { get; init; }
    public required string Number { get; init; }
    public required DateOnly IssueDate { get; init; }

    /// <summary>RodzajFaktury as it stands in the file.</summary>
    public required string Kind { get; init; }

    public required string Currency { get; init; }
    public required decimal Net { get; init; }

    /// <summary>In złoty, whatever the currency (OpenAPI, InvoiceMetadata.vatAmount), as far as the file says it.</summary>
    public required decimal Vat { get; init; }

    public required decimal Gross { get; init; }
    public bool IsSelfInvoicing { get; init; }
    public bool HasAttachment { get; init; }
    public IReadOnlyList<Party> ThirdParties { get; init; } = [];
    public Party? Authorized { get; init; }

    /// <summary>Everybody who may find the invoice, by role.</summary>
    public IEnumerable<(PartyRole Role, string Identifier)> Parties =>
        new (PartyRole, string?)[] { (PartyRole.Subject1, SellerNip), (PartyRole.Subject2, Buyer.Identifier),
            (PartyRole.SubjectAuthorized, Authorized?.Identifier) }
            .Concat(ThirdParties.Select(party => (PartyRole.Subject3, party.Identifier)))
            .Where(party => party.Item2 is not null).Select(party => (party.Item1, party.Item2!)).Distinct();

    /// <summary>Everybody who stands on it, the seller first.</summary>
    public IEnumerable<Party> Everybody =>
    [
        new(PartyIdentifierType.Nip, SellerNip, SellerName, null), Buyer, .. ThirdParties,
        .. Authorized is null ? Array.Empty<Party>() : [Authorized],
    ];

    public Uniqueness Uniqueness => new(SellerNip, Kind, Number);

    /// <summary>The kind in the spelling of the API: KOR_ZAL is KorZal.</summary>
    public InvoiceType Type => Types[Kind];

    /// <summary>False for a RodzajFaktury that no form has.</summary>
    public static bool IsKind(string text) => Types.ContainsKey(text);

    private static readonly Dictionary<string, InvoiceType> Types = new()
    {
        ["VAT"] = InvoiceType.Vat,
        ["ZAL"] = InvoiceType.Zal,
        ["KOR"] = InvoiceType.Kor,
        ["ROZ"] = InvoiceType.Roz,
        ["UPR"] = InvoiceType.Upr,
        ["KOR_ZAL"] = InvoiceType.KorZal,
        ["KOR_ROZ"] = InvoiceType.KorRoz,
        ["VAT_PEF"] = InvoiceType.VatPef,
        ["VAT_PEF_SP"] = InvoiceType.VatPefSp,
        ["KOR_PEF"] = InvoiceType.KorPef,
        ["VAT_RR"] = InvoiceType.VatRr,
        ["KOR_VAT_RR"] = InvoiceType.KorVatRr,
    };
}
