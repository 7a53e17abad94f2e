using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Print;

namespace Inkaust.Office;

/// <summary>A received invoice with everything that belongs to it.</summary>
/// <param name="Invoice">As it stands now.</param>
/// <param name="Roles">What the company is on it.</param>
/// <param name="History">What people made of it, oldest first.</param>
/// <param name="Names">Received invoices that it names: originals, advances.</param>
/// <param name="NamedBy">Received invoices that name it: corrections, settlements.</param>
/// <param name="Issued">The same invoice in our ledger, where we issued it; null: we did not.</param>
/// <param name="KodI">The link behind KOD I.</param>
/// <param name="ToPay">What is behind the payment code; null: there is none to be made of it.</param>
/// <param name="Warnings">What is odd about it.</param>
public sealed record ReceivedLife(
    ReceivedInvoice Invoice, IReadOnlyList<InvoiceRole> Roles, IReadOnlyList<ReceivedStep> History, IReadOnlyList<ReceivedInvoice> Names,
    IReadOnlyList<ReceivedInvoice> NamedBy, IssuedInvoice? Issued, Uri KodI, PaymentCode? ToPay, IReadOnlyList<Finding> Warnings);

/// <summary>Answers what was received; changes nothing and asks nobody.</summary>
public sealed class LookAtReceived(Database database, Ledger ledger, CompanyLooks looks)
{
    /// <summary>The invoice at this place; null: the company has none there.</summary>
    public ReceivedInvoice? At(Company company, long id) => new ReceivedTable(database, company).TryAt(id);

    /// <summary>One, whole.</summary>
    public ReceivedLife LifeOf(Company company, ReceivedInvoice invoice)
    {
        var table = new ReceivedTable(database, company);
        return new ReceivedLife(
            invoice, table.Roles(invoice), table.History(invoice), table.NamedBy(invoice), table.Naming(invoice),
            invoice.IsSale ? ledger.Of(company).WithKsefNumber(invoice.KsefNumber) : null,
            KodIOf(company, invoice), PaymentCode.Of(invoice, company), invoice.HasOtherAccount ? [InboxFindings.OtherAccount(invoice)] : []);
    }

    /// <summary>The file, byte for byte as KSeF gave it.</summary>
    public byte[] XmlOf(Company company, ReceivedInvoice invoice) => new ReceivedTable(database, company).Xml(invoice);

    /// <summary>Draws it, with KOD I and its number; in the languages of the company, without its logo.</summary>
    /// <exception cref="RefusedException">INK-INBOX-025: it is no FA(3).</exception>
    public byte[] Draw(Company company, ReceivedInvoice invoice, PrintForm form, CancellationToken stop = default)
    {
        if (invoice.Form != FormCode.Fa3.SystemCode) throw new RefusedException(InboxFindings.NotOfThisForm(invoice.Form));
        var file = Fa3Invoice.Read(XmlOf(company, invoice));
        var options = InvoicePrint.LookOf(looks.Of(company) with { Logo = null });
        var codes = CodesOf(company, invoice);
        return form == PrintForm.Html ? Encoding.UTF8.GetBytes(InvoiceHtml.Draw(file, codes, options)) : InvoicePdf.Draw(file, codes, options, stop);
    }

    /// <summary>The codes on its print.</summary>
    public static IReadOnlyList<PrintedCode> CodesOf(Company company, ReceivedInvoice invoice) => [new(invoice.KsefNumber, KodIOf(company, invoice))];

    private static Uri KodIOf(Company company, ReceivedInvoice invoice) =>
        VerificationLinks.KodI(company.Environment, Nip.AsWritten(invoice.SellerNip), invoice.IssueDate, invoice.Hash);
}
