using System.Globalization;
using System.IO.Compression;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What of received invoices is written out.</summary>
[Flags]
public enum ReceivedForms
{
    Xml = 1,
    Pdf = 2,

    /// <summary>A table of all.</summary>
    Csv = 4,

    /// <summary>The rows that JPK_V7 wants: purchases with their KSeF numbers.</summary>
    Jpk = 8,

    All = Xml | Pdf | Csv | Jpk,
}

/// <summary>Writes received invoices out of the store, file after file into one archive.</summary>
public sealed class ExportReceived(FindReceived find, LookAtReceived look)
{
    /// <summary>How many at most.</summary>
    public const int Most = 100_000;

    /// <summary>Writes an archive of all that a filter lets through.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="forms">What of them.</param>
    /// <param name="language">Of the heads of tables.</param>
    /// <param name="target">Takes the ZIP.</param>
    /// <param name="stop">Gives up before the next file.</param>
    /// <returns>How many there were.</returns>
    public int Zip(Company company, ReceivedFilter filter, ReceivedForms forms, Language language, Stream target, CancellationToken stop = default)
    {
        var found = find.All(company, filter, Most);
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var one in found)
        {
            stop.ThrowIfCancellationRequested();
            if (forms.HasFlag(ReceivedForms.Xml)) Put(archive, $"{one.KsefNumber}.xml", look.XmlOf(company, one));
            if (forms.HasFlag(ReceivedForms.Pdf) && PdfOf(company, one, stop) is { } pdf) Put(archive, $"{one.KsefNumber}.pdf", pdf);
        }
        if (forms.HasFlag(ReceivedForms.Csv)) Put(archive, "faktury.csv", ReceivedTables.Csv(found, language));
        if (forms.HasFlag(ReceivedForms.Jpk)) Put(archive, "jpk-zakupy.csv", ReceivedTables.Jpk(found));
        return found.Count;
    }

    /// <summary>The table alone.</summary>
    public byte[] Csv(Company company, ReceivedFilter filter, Language language) => ReceivedTables.Csv(find.All(company, filter, Most), language);

    /// <summary>The rows for JPK_V7 alone.</summary>
    public byte[] Jpk(Company company, ReceivedFilter filter) => ReceivedTables.Jpk(find.All(company, filter, Most));

    // What the program cannot draw is there as XML.
    private byte[]? PdfOf(Company company, ReceivedInvoice invoice, CancellationToken stop)
    {
        try
        {
            return look.Draw(company, invoice, PrintForm.Pdf, stop);
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    internal static void Put(ZipArchive archive, string name, ReadOnlySpan<byte> bytes)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(bytes);
    }
}

/// <summary>Received invoices as tables.</summary>
internal static class ReceivedTables
{
    public static byte[] Csv(IReadOnlyList<ReceivedInvoice> invoices, Language language)
    {
        string L(string pl, string en) => language == Language.Polish ? pl : en;
        return SpreadsheetTable.Write(
            [L("Numer KSeF", "KSeF number"), L("Numer", "Number"), L("Data", "Date"), L("Rodzaj", "Kind"), L("Rola", "Role"),
                L("NIP sprzedawcy", "Seller's NIP"), L("Sprzedawca", "Seller"), L("Nabywca", "Buyer"), L("Netto", "Net"), "VAT", L("Brutto", "Gross"), L("Waluta", "Currency"), L("Stan", "State"),
                L("Rachunek", "Account"), L("Termin płatności", "Due"), L("Zapisana w KSeF", "Stored in KSeF")],
            invoices.Select(one => (IReadOnlyList<string>)
            [
                one.KsefNumber, one.Number, $"{one.IssueDate:yyyy-MM-dd}", one.Kind, one.Role.InWords().In(language), one.SellerNip, one.SellerName,
                one.BuyerName,
                Amount(one.Net), Amount(one.Vat), Amount(one.Gross), one.Currency, one.State.InWords().In(language), string.Join(' ', one.Accounts),
                one.DueDate is { } due ? $"{due:yyyy-MM-dd}" : "", $"{PolishTime.At(one.StoredAt):yyyy-MM-dd HH:mm:ss}",
            ]));
    }

    // Names of fields of JPK_V7(3), Ewidencja/ZakupWiersz; WEB 5.
    public static byte[] Jpk(IEnumerable<ReceivedInvoice> invoices) => SpreadsheetTable.Write(
        ["NrDostawcy", "NazwaDostawcy", "DowodZakupu", "DataZakupu", "NrKSeF", "Netto", "VAT", "Brutto", "Waluta"],
        invoices.Where(one => !one.IsSale && one.State is not (ReceivedState.Hidden or ReceivedState.Private))
            .OrderBy(one => one.IssueDate).ThenBy(one => one.KsefNumber, StringComparer.Ordinal).Select(one => (IReadOnlyList<string>)
            [
                one.SellerNip, one.SellerName, one.Number, $"{one.IssueDate:yyyy-MM-dd}", one.KsefNumber, Amount(one.Net), Amount(one.Vat),
                Amount(one.Gross), one.Currency,
            ]));

    private static string Amount(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
