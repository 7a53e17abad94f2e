using System.Xml.Linq;

namespace Inkaust.LocalKsef;

/// <summary>A structure in which invoices may be sent, and how its key fields are read (KSEF 6, form codes).</summary>
internal sealed record InvoiceForm(FormCode Code, XName Root, Func<XElement, InvoiceFacts?> ReadFacts, bool AllowedInBatch)
{
    private static readonly XNamespace Fa2 = "http://crd.gov.pl/wzor/2023/06/29/12648/";
    private static readonly XNamespace Fa3 = "http://crd.gov.pl/wzor/2025/06/25/13775/";

    public static readonly IReadOnlyList<InvoiceForm> All =
    [
        new(new("FA (2)", "1-0E", "FA"), Fa2 + "Faktura", InvoiceFacts.OfFa, AllowedInBatch: true),
        new(new("FA (3)", "1-0E", "FA"), Fa3 + "Faktura", InvoiceFacts.OfFa, AllowedInBatch: true),
    ];

    public static InvoiceForm? Find(FormCode code) => All.FirstOrDefault(form => form.Code == code);
}
