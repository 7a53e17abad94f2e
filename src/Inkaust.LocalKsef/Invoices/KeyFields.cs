using System.Globalization;
using System.Xml.Linq;

namespace Inkaust.LocalKsef;

/// <summary>Reads the key fields of an invoice, each form in its own way (KSEF 6); what is left of the file is its bytes.</summary>
internal static class KeyFields
{
    private const int LongestNumber = 256;

    // Eighteen digits, two of them behind the point (TKwotowy).
    private const decimal LargestAmount = 10_000_000_000_000_000;

    /// <summary>Reads FA(2) and FA(3); null when a key field is missing or unreadable.</summary>
    public static InvoiceFacts? OfFa(XElement invoice)
    {
        var ns = invoice.Name.Namespace;
        string? Text(XElement? from, params ReadOnlySpan<string> path)
        {
            foreach (var name in path) from = from?.Element(ns + name);
            return from?.Value.Trim();
        }
        var fa = invoice.Element(ns + "Fa");
        var seller = invoice.Element(ns + "Podmiot1");
        if (fa is null || Text(seller, "DaneIdentyfikacyjne", "NIP") is not { } sellerNip
            || Text(fa, "P_2") is not { Length: > 0 and <= LongestNumber } number
            || Text(fa, "RodzajFaktury") is not { } kind || !InvoiceFacts.IsKind(kind) || Text(fa, "KodWaluty") is not { Length: 3 } currency
            || !TryDate(Text(fa, "P_1"), out var issued)
            || !TryAmount(Text(fa, "P_15"), out var gross)) return null;
        return new InvoiceFacts
        {
            SellerNip = sellerNip,
            SellerName = Text(seller, "DaneIdentyfikacyjne", "Nazwa"),
            Buyer = invoice.Element(ns + "Podmiot2") is { } buyer ? PartyIn(buyer) : new Party(PartyIdentifierType.None, null, null, null),
            Number = number,
            IssueDate = issued,
            Kind = kind,
            Currency = currency,
            Net = Sum(fa, "P_13_", inZloty: false),
            Vat = Sum(fa, "P_14_", inZloty: HasVatInZloty(fa, "P_14_")),
            Gross = gross,
            IsSelfInvoicing = Text(fa, "Adnotacje", "P_17") == "1",
            HasAttachment = invoice.Element(ns + "Zalacznik") is not null,
            ThirdParties = [.. invoice.Elements(ns + "Podmiot3").Select(PartyIn)],
            Authorized = invoice.Element(ns + "PodmiotUpowazniony") is { } authorized ? PartyIn(authorized) : null,
        };
    }

    /// <summary>Reads FA_RR(1): the buyer issues, the date is P_4B and the number P_4C.</summary>
    public static InvoiceFacts? OfFaRr(XElement invoice)
    {
        var ns = invoice.Name.Namespace;
        var body = invoice.Element(ns + "FakturaRR");
        string? Text(string name) => body?.Element(ns + name)?.Value.Trim();
        var seller = invoice.Element(ns + "Podmiot1")?.Element(ns + "DaneIdentyfikacyjne");
        if (body is null || seller?.Element(ns + "NIP")?.Value.Trim() is not { } sellerNip
            || Text("P_4C") is not { Length: > 0 and <= LongestNumber } number || Text("RodzajFaktury") is not { } kind || !InvoiceFacts.IsKind(kind)
            || Text("KodWaluty") is not { Length: 3 } currency || !TryDate(Text("P_4B"), out var issued)
            || !TryAmount(Text("P_12_1"), out var gross)) return null;
        return new InvoiceFacts
        {
            SellerNip = sellerNip,
            SellerName = seller.Element(ns + "Nazwa")?.Value.Trim(),
            Buyer = invoice.Element(ns + "Podmiot2") is { } buyer ? PartyIn(buyer) : new Party(PartyIdentifierType.None, null, null, null),
            Number = number,
            IssueDate = issued,
            Kind = kind,
            Currency = currency,
            Net = TryAmount(Text("P_11_1"), out var net) ? net : 0,
            Vat = TryAmount(Text("P_11_2W") ?? Text("P_11_2"), out var vat) ? vat : 0,
            Gross = gross,
            ThirdParties = [.. invoice.Elements(ns + "Podmiot3").Select(PartyIn)],
        };
    }

    /// <summary>
    /// Reads the UBL files of PEF and PEF_KOR, in which a NIP carries "PL", the code 389 (UNTDID 1001) says self-invoicing, and a specialized
    /// invoice names the Polish extension. A second total of the tax is there when the currency is not that of the tax.
    /// </summary>
    public static InvoiceFacts? OfPef(XElement invoice)
    {
        XNamespace parts = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
        XNamespace fields = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
        string? Field(XElement? of, string name) => of?.Element(fields + name)?.Value.Trim();
        XElement? Company(string side) => invoice.Element(parts + side)?.Element(parts + "Party");
        string? TaxNumber(XElement? company) => Field(company?.Element(parts + "PartyTaxScheme"), "CompanyID");
        var (seller, buyer, totals) = (Company("AccountingSupplierParty"), Company("AccountingCustomerParty"),
            invoice.Element(parts + "LegalMonetaryTotal"));
        if (TaxNumber(seller) is not { Length: 12 } sellerNip || !sellerNip.StartsWith("PL", StringComparison.Ordinal)
            || Field(invoice, "ID") is not { Length: > 0 and <= LongestNumber } number
            || !TryDate(Field(invoice, "IssueDate"), out var issued) || Field(invoice, "DocumentCurrencyCode") is not { Length: 3 } currency
            || !TryAmount(Field(totals, "TaxInclusiveAmount"), out var gross)
            || !TryAmount(Field(totals, "TaxExclusiveAmount"), out var net)) return null;
        var tax = invoice.Elements(parts + "TaxTotal").Select(total => total.Element(fields + "TaxAmount"))
            .FirstOrDefault(amount => currency != "PLN" && amount?.Attribute("currencyID")?.Value == "PLN");
        var buyerNumber = TaxNumber(buyer);
        var isPolish = buyerNumber is { Length: 12 } && buyerNumber.StartsWith("PL", StringComparison.Ordinal);
        return new InvoiceFacts
        {
            SellerNip = sellerNip[2..],
            SellerName = Field(seller!.Element(parts + "PartyLegalEntity"), "RegistrationName"),
            Buyer = new Party(buyerNumber is null ? PartyIdentifierType.None : isPolish ? PartyIdentifierType.Nip : PartyIdentifierType.VatUe,
                isPolish ? buyerNumber![2..] : buyerNumber, Field(buyer?.Element(parts + "PartyLegalEntity"), "RegistrationName"), null),
            Number = number,
            IssueDate = issued,
            Kind = invoice.Name.LocalName == "CreditNote" ? "KOR_PEF"
                : Field(invoice, "CustomizationID")?.Contains("#extended#urn:fdc:www.efaktura.gov.pl", StringComparison.Ordinal) == true
                ? "VAT_PEF_SP" : "VAT_PEF",
            Currency = currency,
            Net = net,
            Vat = TryAmount(tax?.Value, out var vat) ? vat : gross - net,
            Gross = gross,
            IsSelfInvoicing = Field(invoice, "InvoiceTypeCode") == "389",
            HasAttachment = invoice.Elements(parts + "AdditionalDocumentReference")
                .Any(reference => reference.Element(parts + "Attachment") is not null),
        };
    }

    private static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static Party PartyIn(XElement party)
    {
        var ns = party.Name.Namespace;
        var data = party.Element(ns + "DaneIdentyfikacyjne");
        string? Text(string name) => data?.Element(ns + name)?.Value.Trim();
        var (type, identifier) =
            Text("NIP") is { } nip ? (PartyIdentifierType.Nip, nip)
            : Text("IDWew") is { } inner ? (PartyIdentifierType.InternalId, inner)
            : Text("NrVatUE") is { } vat ? (PartyIdentifierType.VatUe, Text("KodUE") + vat)
            : Text("NrID") is { } other ? (PartyIdentifierType.Other, other)
            : (PartyIdentifierType.None, (string?)null);
        var role = party.Element(ns + "Rola")?.Value ?? party.Element(ns + "RolaPU")?.Value;
        return new Party(type, identifier, Text("Nazwa"), int.TryParse(role, out var number) ? number : null);
    }

    // P_13_1 ... P_13_11 and P_14_1 ... P_14_5; names that end in W repeat an amount in złoty.
    private static decimal Sum(XElement fa, string prefix, bool inZloty) => Amounts(fa, prefix)
        .Where(element => element.Name.LocalName.EndsWith('W') == inZloty).Sum(element => TryAmount(element.Value, out var amount) ? amount : 0);

    private static bool HasVatInZloty(XElement fa, string prefix) => Amounts(fa, prefix).Any(element => element.Name.LocalName.EndsWith('W'));

    private static IEnumerable<XElement> Amounts(XElement fa, string prefix) =>
        fa.Elements().Where(element => element.Name.LocalName.StartsWith(prefix, StringComparison.Ordinal));

    private static bool TryAmount(string? text, out decimal amount) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out amount) && Math.Abs(amount) < LargestAmount;
}
