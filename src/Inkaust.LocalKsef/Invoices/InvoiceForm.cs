using System.Xml.Linq;

namespace Inkaust.LocalKsef;

/// <summary>A structure in which invoices may be sent, and how its key fields are read (KSEF 6, form codes).</summary>
/// <param name="Code">How a session names it.</param>
/// <param name="Root">The root element of its files.</param>
/// <param name="ReadFacts">Reads the key fields; null when one is missing.</param>
/// <param name="AllowedInBatch">PEF isn't.</param>
/// <param name="Scopes">By which authorizations of the seller somebody else may issue it.</param>
internal sealed record InvoiceForm(FormCode Code, XName Root, Func<XElement, InvoiceFacts?> ReadFacts, bool AllowedInBatch,
    IReadOnlyList<EntityAuthorization> Scopes)
{
    private static readonly EntityAuthorization[] ForFa = [EntityAuthorization.SelfInvoicing, EntityAuthorization.TaxRepresentative];
    private static readonly XNamespace Fa2 = "http://crd.gov.pl/wzor/2023/06/29/12648/";
    private static readonly XNamespace Fa3 = "http://crd.gov.pl/wzor/2025/06/25/13775/";
    private static readonly XNamespace FaRr = "http://crd.gov.pl/wzor/2026/03/06/14189/";
    private static readonly XNamespace UblInvoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
    private static readonly XNamespace UblCreditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";

    public static readonly IReadOnlyList<InvoiceForm> All =
    [
        new(new("FA (2)", "1-0E", "FA"), Fa2 + "Faktura", KeyFields.OfFa, AllowedInBatch: true, ForFa),
        new(new("FA (3)", "1-0E", "FA"), Fa3 + "Faktura", KeyFields.OfFa, AllowedInBatch: true, ForFa),
        new(new("FA_RR (1)", "1-1E", "FA_RR"), FaRr + "Faktura", KeyFields.OfFaRr, AllowedInBatch: true, [EntityAuthorization.RRInvoicing]),
        new(new("PEF (3)", "2-1", "PEF"), UblInvoice + "Invoice", KeyFields.OfPef, AllowedInBatch: false, [EntityAuthorization.PefInvoicing]),
        new(new("PEF_KOR (3)", "2-1", "PEF"), UblCreditNote + "CreditNote", KeyFields.OfPef, AllowedInBatch: false,
            [EntityAuthorization.PefInvoicing]),
    ];

    /// <exception cref="ApiRefusal">21405: no such form.</exception>
    public static InvoiceForm Known(FormCode code) =>
        All.FirstOrDefault(form => form.Code == code) ?? throw ApiRefusal.Invalid("Wskazany kod formularza nie jest wspierany.");
}
