using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Web.Invoices;

/// <summary>One invoice, whole, as its page shows it.</summary>
/// <param name="Life">The invoice and its steps.</param>
/// <param name="HandOver">What of it the buyer may be given, and why.</param>
public sealed record OneInvoiceModel(InvoiceLife Life, HandOver HandOver)
{
    public static OneInvoiceModel Of(InCompany scope, InvoiceLife life) => new(life, scope.Office.LookIntoLedger.HandOverOf(scope.Company, life.Invoice));

    public IssuedInvoice Invoice => Life.Invoice;
}
