namespace Inkaust.Invoices;

/// <summary>A seller or a buyer. At most one of the identifiers is given; a buyer without any is a consumer (BrakID).</summary>
public record Party
{
    /// <summary>Nazwa: a firm, or first name and surname.</summary>
    public string? Name { get; init; }

    /// <summary>Polish tax number.</summary>
    public Nip? Nip { get; init; }

    /// <summary>EU VAT number of another country with its prefix: <c>DE811907980</c>.</summary>
    public EuVatNumber? EuVat { get; init; }

    /// <summary>A tax number from elsewhere.</summary>
    public ForeignId? ForeignId { get; init; }

    public Address? Address { get; init; }

    /// <summary>AdresKoresp, when letters go elsewhere.</summary>
    public Address? MailingAddress { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>DaneKontaktowe beyond the first pair of <see cref="Email"/> and <see cref="Phone"/>; two at most.</summary>
    public IReadOnlyList<Contact> OtherContacts { get; init; } = [];

    /// <summary>NrEORI.</summary>
    public string? Eori { get; init; }

    /// <summary>PrefiksPodatnika: <c>PL</c> before the seller's number in trade within the Union (art. 97 ust. 10).</summary>
    public string? EuPrefix { get; init; }

    /// <summary>StatusInfoPodatnika, for a seller.</summary>
    public TaxpayerStatus? Status { get; init; }

    /// <summary>NrKlienta: the number by which the seller knows the buyer.</summary>
    public string? CustomerNumber { get; init; }

    /// <summary>IDNabywcy: ties the buyer to the buyer's data in a correction.</summary>
    public string? Key { get; init; }

    /// <summary>JST: the buyer is a local government and the invoice concerns a unit below it, which is a third party.</summary>
    public bool LocalGovernment { get; init; }

    /// <summary>GV: the buyer is a VAT group and the invoice concerns its member, which is a third party.</summary>
    public bool VatGroup { get; init; }

    /// <summary>Reads a party from JSON, as it stands in a draft.</summary>
    /// <exception cref="RefusedException">INK-DRAFT-001 to 019, as of a draft.</exception>
    public static Party ReadJson(ReadOnlyMemory<byte> utf8) => Drafts.Json.DraftReader.Read<Party>(utf8);

    /// <summary>The party as JSON, as it would stand in a draft.</summary>
    public byte[] WriteJson() => Drafts.Json.DraftWriter.Write(this);
}

/// <summary>Podmiot3: somebody besides seller and buyer. The role is one of the list or in words.</summary>
public sealed record ThirdParty : Party
{
    /// <summary>IDWew: a NIP with a number of the unit, <c>5241037786-00001</c>.</summary>
    public string? InternalId { get; init; }

    /// <summary>Rola.</summary>
    public ThirdPartyRole? Role { get; init; }

    /// <summary>OpisRoli: another role, in words.</summary>
    public string? OtherRole { get; init; }

    /// <summary>Udzial: a further buyer's share in per cent.</summary>
    public decimal? Share { get; init; }
}

/// <summary>Rola in Podmiot3.</summary>
public enum ThirdPartyRole
{
    Factor = 1,
    Recipient = 2,
    OriginalEntity = 3,
    FurtherBuyer = 4,
    Issuer = 5,
    Payer = 6,
    LocalGovernmentIssuer = 7,
    LocalGovernmentRecipient = 8,
    VatGroupIssuer = 9,
    VatGroupRecipient = 10,
    Employee = 11,
}

/// <summary>PodmiotUpowazniony.</summary>
public sealed record AuthorisedParty : Party
{
    public required AuthorisedRole Role { get; init; }
}

/// <summary>RolaPU.</summary>
public enum AuthorisedRole
{
    EnforcementAuthority = 1,
    Bailiff = 2,
    TaxRepresentative = 3,
}

/// <summary>StatusInfoPodatnika.</summary>
public enum TaxpayerStatus
{
    Liquidation = 1,
    Restructuring = 2,
    Bankruptcy = 3,
    Succession = 4,
}

/// <summary>DaneKontaktowe.</summary>
public sealed record Contact
{
    public string? Email { get; init; }

    public string? Phone { get; init; }
}

/// <summary>KodKraju and NrID: a tax number that is neither a NIP nor an EU VAT number.</summary>
public sealed record ForeignId
{
    /// <summary>Country that gave the number, ISO 3166 alpha-2.</summary>
    public string? Country { get; init; }

    public required string Number { get; init; }
}
