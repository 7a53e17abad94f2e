using System.Globalization;
using System.IO.Compression;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What a package for the accountant holds.</summary>
/// <param name="Sales">How many invoices of ours.</param>
/// <param name="Purchases">How many of others.</param>
/// <param name="Upos">How many official receipts.</param>
/// <param name="Missing">What is not there, and should be.</param>
public sealed record PackedMonth(int Sales, int Purchases, int Upos, IReadOnlyList<Wording> Missing);

/// <summary>A month for the accountant as one ZIP: sales and purchases as XML and PDF, UPOs, tables, and what is missing.</summary>
public sealed class AccountantsPackage(
    Ledger ledger, LookIntoLedger lookIntoLedger, LookAtReceived lookAtReceived, FindReceived find, SyncInbox sync, CompareWithKsef compare)
{
    /// <summary>Writes it.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="month">Any day of the month, by the dates of the invoices.</param>
    /// <param name="language">Of the table and of what is missing.</param>
    /// <param name="target">Takes the ZIP.</param>
    /// <param name="stop">Gives up before the next file.</param>
    public PackedMonth Write(Company company, DateOnly month, Language language, Stream target, CancellationToken stop = default)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var issued = ledger.Of(company).Where("issue_date >= @From AND issue_date <= @To AND state NOT IN ('rejected', 'technicallycorrected')",
            new { From = Database.Date(first), To = Database.Date(PolishTime.LastOfMonth(first)) });
        var received = find.All(company, new ReceivedFilter { Month = first }, ExportReceived.Most);
        var comparison = compare.Of(company, first);
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        var upos = issued.Count(one => PutSale(archive, company, one, stop));
        // What others issued in our name, and KSeF gave us.
        foreach (var one in comparison.NotInLedger) Put(archive, company, "sprzedaz", one, stop);
        List<ReceivedInvoice> purchases = [.. received.Where(one => !one.IsSale && one.State != ReceivedState.Private)];
        foreach (var one in purchases) Put(archive, company, "zakupy", one, stop);
        ExportReceived.Put(archive, "sprzedaz.csv", Sales(issued, comparison.NotInLedger, language));
        ExportReceived.Put(archive, "zakupy.csv", ReceivedTables.Csv(purchases, language));
        ExportReceived.Put(archive, "jpk-sprzedaz.csv", Encoding.UTF8.GetBytes(JpkMarkers.Csv(JpkMarkers.Of(issued, first))));
        ExportReceived.Put(archive, "jpk-zakupy.csv", ReceivedTables.Jpk(purchases));
        var missing = Missing(company, first, issued, purchases, comparison);
        ExportReceived.Put(archive, language == Language.Polish ? "czego-brakuje.txt" : "what-is-missing.txt", Encoding.UTF8.GetBytes(string.Concat(
            (missing.Count == 0 ? (IReadOnlyList<Wording>)[new Wording("Niczego nie brakuje.", "Nothing is missing.")] : missing).Select(one => $"{one.In(language)}\r\n"))));
        return new PackedMonth(issued.Count + comparison.NotInLedger.Count, purchases.Count, upos, missing);
    }

    // True with its receipt.
    private bool PutSale(ZipArchive archive, Company company, IssuedInvoice invoice, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var name = $"sprzedaz/{(invoice.State as InvoiceState.Accepted)?.KsefNumber ?? $"bez-numeru-{invoice.Id}"}";
        ExportReceived.Put(archive, name + ".xml", lookIntoLedger.XmlOf(company, invoice).Span);
        try
        {
            ExportReceived.Put(archive, name + ".pdf", lookIntoLedger.DocumentsOf(company, invoice).Pdf);
        }
        catch (RefusedException)
        {
            // A repaired file without a number is for nobody's eyes (LAW 60).
        }
        if (lookIntoLedger.UpoOf(company, invoice) is not { } upo) return false;
        ExportReceived.Put(archive, name + ".upo.xml", upo);
        return true;
    }

    private void Put(ZipArchive archive, Company company, string folder, ReceivedInvoice invoice, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        ExportReceived.Put(archive, $"{folder}/{invoice.KsefNumber}.xml", lookAtReceived.XmlOf(company, invoice));
        try
        {
            ExportReceived.Put(archive, $"{folder}/{invoice.KsefNumber}.pdf", lookAtReceived.Draw(company, invoice, PrintForm.Pdf, stop));
        }
        catch (RefusedException)
        {
            // A form that the program does not draw is there as XML.
        }
    }

    private static byte[] Sales(IReadOnlyList<IssuedInvoice> issued, IReadOnlyList<ReceivedInvoice> others, Language language)
    {
        string L(string pl, string en) => language == Language.Polish ? pl : en;
        string Amount(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);
        return SpreadsheetTable.Write(
            [L("Numer", "Number"), L("Data", "Date"), L("Nabywca", "Buyer"), "NIP", L("Brutto", "Gross"), L("Waluta", "Currency"),
                L("Numer KSeF", "KSeF number"), "UPO", L("Skąd", "From")],
            [
                .. issued.Select(one => (IReadOnlyList<string>)
                [
                    one.Number, $"{one.IssueDate:yyyy-MM-dd}", one.BuyerName, one.BuyerNip?.ToString() ?? "", Amount(one.Gross), one.Currency,
                    (one.State as InvoiceState.Accepted)?.KsefNumber ?? "", one.HasUpo ? "1" : "", L("rejestr", "ledger"),
                ]),
                .. others.Select(one => (IReadOnlyList<string>)
                [
                    one.Number, $"{one.IssueDate:yyyy-MM-dd}", one.BuyerName, one.BuyerId, Amount(one.Gross), one.Currency, one.KsefNumber, "", "KSeF",
                ]),
            ]);
    }

    private List<Wording> Missing(
        Company company, DateOnly first, IReadOnlyList<IssuedInvoice> issued, IReadOnlyList<ReceivedInvoice> purchases, KsefComparison comparison)
    {
        var missing = new List<Wording>();
        missing.AddRange(issued.Where(one => one.State is not (InvoiceState.Accepted or InvoiceState.Waived)).Select(one => new Wording(
            $"Faktura {one.Number} nie ma jeszcze numeru KSeF.", $"Invoice {one.Number} has no KSeF number yet.")));
        missing.AddRange(issued.Where(one => one is { State: InvoiceState.Accepted, HasUpo: false }).Select(one => new Wording(
            $"Faktura {one.Number} nie ma jeszcze UPO.", $"Invoice {one.Number} has no UPO yet.")));
        missing.AddRange(comparison.NotInKsef.Select(one => new Wording(
            $"Faktury {one.Number} nie ma w tym, co pobrano z KSeF.", $"Invoice {one.Number} is not in what was fetched from KSeF.")));
        var end = PolishTime.EndOf(PolishTime.LastOfMonth(first));
        foreach (var role in sync.Standing(company).Where(one => one.Role is InvoiceRole.Subject1 or InvoiceRole.Subject2))
        {
            if (role.CompleteUntil is not { } until) missing.Add(new(
                $"Nie pobrano z KSeF faktur jako {role.Role.InWords().Pl}.", $"Invoices as {role.Role.InWords().En} were not fetched from KSeF."));
            else if (until < end) missing.Add(new(
                $"Faktury jako {role.Role.InWords().Pl} są pobrane z KSeF tylko do {PolishTime.Shown(until)}.",
                $"Invoices as {role.Role.InWords().En} are fetched from KSeF up to {PolishTime.Shown(until)} only."));
        }
        missing.AddRange(sync.Refused(company).Select(one => new Wording(
            $"W paczce z {PolishTime.Shown(one.Package.AskedAt)} nie przyjęto plików: {one.Files.Count}.",
            $"In the package of {PolishTime.Shown(one.Package.AskedAt)} files were refused: {one.Files.Count}.")));
        var open = purchases.Count(one => one.State is not ReceivedState.ForBooking);
        if (open > 0) missing.Add(new($"Faktury zakupu bez decyzji „do księgowania”: {open}.", $"Purchases that nobody accepted for booking: {open}."));
        return missing;
    }
}
