using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// The company's own sales as KSeF holds them, whoever issued them: this program, another one, a buyer who bills himself. A correction of one that the
/// ledger has not got is compared with what is here.
/// </summary>
public sealed class ReceivedSales(Database database, Ledger ledger)
{
    /// <summary>The file of a sale as KSeF gave it; null: it has not come, or is of another form.</summary>
    internal Fa3Invoice? FileOf(Company company, string ksefNumber)
    {
        var table = new ReceivedTable(database, company);
        return table.WithKsefNumber(ksefNumber) is { } sale && IsOurs(company, sale) ? Fa3Invoice.Read(table.Xml(sale)) : null;
    }

    /// <summary>
    /// What a sale comes to after its corrections so far: those of the ledger, and those that others issued in the company's name. Null: its file is not
    /// known, or cannot be read.
    /// </summary>
    /// <param name="company">Whose it is.</param>
    /// <param name="named">As a correction names it.</param>
    /// <param name="file">As KSeF gave it; null: as it was received.</param>
    internal SaleSoFar? SoFar(Company company, CorrectedInvoice named, Fa3Invoice? file = null)
    {
        if (named.KsefNumber is not { } number || (file ?? FileOf(company, number)) is not { } original) return null;
        return NamedInvoices.DraftOf(original.Bytes) is { } says ? SaleSoFar.Of(says, [.. CorrectionsOf(company, named, number)]) : null;
    }

    /// <summary>How often it was corrected, by whomever.</summary>
    internal int CountCorrections(Company company, CorrectedInvoice named) => CorrectionsOf(company, named, named.KsefNumber!).Count();

    // What we issued comes back from KSeF: it is counted once. They follow each other as they were issued here and taken in there.
    private IEnumerable<InvoiceDraft> CorrectionsOf(Company company, CorrectedInvoice named, string number)
    {
        var (ours, table) = (ledger.Of(company), new ReceivedTable(database, company));
        var issued = new NamedInvoices(ours).CorrectionsOf(named).Select(one => (At: one.Invoice.IssuedAt, one.Says));
        var received = table.Naming(number, $"{company.Nip}", named.Number)
            .Where(one => one.IsCorrection && IsOurs(company, one) && ours.Where("hash = @Hash", new { Hash = one.Hash.Base64Url }).Count == 0)
            .Select(one => (At: one.TakenInAt, Says: NamedInvoices.DraftOf(table.Xml(one)))).Where(one => one.Says is not null);
        return issued.Concat(received!).OrderBy(one => one.At).Select(one => one.Says);
    }

    private static bool IsOurs(Company company, ReceivedInvoice one) => one.SellerNip == $"{company.Nip}" && one.Form == FormCode.Fa3.SystemCode;
}
