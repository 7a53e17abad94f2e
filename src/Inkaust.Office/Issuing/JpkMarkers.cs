using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>One line of what JPK_V7 wants to know of an invoice in KSeF.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="KsefNumber">Its number; null while there is none.</param>
/// <param name="Marker">What stands in place of the number: DI, OFF or BFK; null when there is a number.</param>
public sealed record JpkLine(IssuedInvoice Invoice, string? KsefNumber, string? Marker);

/// <summary>
/// The markers of JPK_V7(3) for invoices without a number on the day of filing: DI after offline24 and unavailability, OFF
/// after a failure, BFK outside KSeF (LAW 68).
/// </summary>
public static class JpkMarkers
{
    /// <summary>The lines of a month by issue date, in the order of issue.
    /// Refused files and those that a repaired one replaced are no invoices.</summary>
    /// <param name="invoices">From the ledger.</param>
    /// <param name="month">Any day of the month; null = all.</param>
    public static IReadOnlyList<JpkLine> Of(IEnumerable<IssuedInvoice> invoices, DateOnly? month) =>
        [.. invoices.Where(one => one.State is not (InvoiceState.Rejected or InvoiceState.TechnicallyCorrected))
            .Where(one => month is not { } wanted || (one.IssueDate.Year == wanted.Year && one.IssueDate.Month == wanted.Month))
            .OrderBy(one => one.IssueDate).ThenBy(one => one.Id).Select(LineOf)];

    /// <summary>The lines as CSV with semicolons and a head, in UTF-8.</summary>
    public static string Csv(IEnumerable<JpkLine> lines)
    {
        var text = new StringBuilder("company;number;issueDate;kind;buyerNip;gross;currency;ksefNumber;marker\n");
        foreach (var (invoice, ksefNumber, marker) in lines)
        {
            text.AppendJoin(';', new[]
            {
                invoice.Seller.ToString(), invoice.Number, $"{invoice.IssueDate:yyyy-MM-dd}", invoice.Kind, invoice.BuyerNip?.ToString() ?? "",
                $"{invoice.Gross:0.00}", invoice.Currency, ksefNumber ?? "", marker ?? "",
            }.Select(Untrusted.ForCsv)).Append('\n');
        }
        return text.ToString();
    }

    private static JpkLine LineOf(IssuedInvoice invoice) => invoice.State switch
    {
        InvoiceState.Accepted accepted => new(invoice, accepted.KsefNumber, null),
        InvoiceState.Waived => new(invoice, null, "BFK"),
        _ => new(invoice, null, invoice.Mode switch
        {
            IssuingMode.Failure => "OFF",
            IssuingMode.TotalFailure => "BFK",
            // An online invoice that waits goes as one of offline24 from tomorrow on (LAW 12).
            _ => "DI",
        }),
    };
}
