using Inkaust.Office;

namespace Inkaust.Tests;

/// <summary>Steps whose cause is not what a test is about.</summary>
internal static class StepsInWords
{
    public static IssuedInvoice Move(this CompanyLedger ledger, IssuedInvoice invoice, InvoiceState next, string cause) =>
        ledger.Move(invoice, next, new Cause.Sentence(cause));

    public static IReadOnlyList<IssuedInvoice> MoveAll(
        this CompanyLedger ledger, IReadOnlyList<(IssuedInvoice Invoice, InvoiceState Next)> steps, string cause) =>
        ledger.MoveAll(steps, new Cause.Sentence(cause));
}
