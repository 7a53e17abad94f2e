using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>One invoice and every step of its life.</summary>
/// <param name="Invoice">As it stands now.</param>
/// <param name="History">Its steps, oldest first.</param>
/// <param name="FormerDeadlines">The deadlines before the present one, each with the moment at which it was replaced.</param>
/// <param name="Upo">What its stored receipt proves; null when there is none, or nobody asked.</param>
public sealed record InvoiceLife(
    IssuedInvoice Invoice, IReadOnlyList<Transition> History, IReadOnlyList<(DateTimeOffset ReplacedAt, Deadline Deadline)> FormerDeadlines,
    UpoJudgement? Upo);

/// <summary>The files of an invoice.</summary>
/// <param name="Xml">Byte for byte as it was issued.</param>
/// <param name="Pdf">Its print, with the codes of its present state.</param>
/// <param name="Upo">Its official receipt; null when there is none.</param>
public sealed record InvoiceDocuments(ReadOnlyMemory<byte> Xml, byte[] Pdf, byte[]? Upo);

/// <summary>Answers what stands in the ledger; changes nothing.</summary>
public sealed class LookIntoLedger(CompanyRegister companies, Ledger ledger, JudgeUpo judge, CompanyLooks looks)
{
    /// <summary>The invoices of a company, newest first.</summary>
    /// <param name="company">Null for all companies.</param>
    /// <param name="state">Only those in the state of this word; null for all.</param>
    public IReadOnlyList<IssuedInvoice> List(Company? company, string? state) => Seen(company).List(state is null ? [] : [state]);

    /// <summary>One invoice, whole.</summary>
    /// <param name="reference">Its place in the ledger, its number, its KSeF number or its hash.</param>
    /// <param name="named">Whose it is; null: of any company.</param>
    /// <exception cref="RefusedException">INK-LEDGER-002: nothing found; INK-LEDGER-003: several; INK-COMPANY-002, 003.</exception>
    public InvoiceLife LifeOf(string reference, CompanyReference? named = null)
    {
        var (invoice, own) = Found(reference, named);
        var upo = own.Upos.Of(invoice) is { } stored ? judge.OfInvoice(own.Company, invoice, stored) : null;
        return new InvoiceLife(invoice, own.History(invoice), own.FormerDeadlines(invoice), upo);
    }

    /// <summary>The invoice at this place in the ledger of a company; null: there is none of it.</summary>
    public IssuedInvoice? At(Company company, long id) => ledger.Of(company).TryAt(id);

    /// <summary>The invoice of a company that somebody names by its place in the ledger, its number, its KSeF number or its hash.</summary>
    /// <exception cref="RefusedException">INK-LEDGER-002: nothing found; INK-LEDGER-003: several.</exception>
    public IssuedInvoice Find(Company company, string reference) => ledger.Of(company).Find(reference);

    /// <summary>The invoice of a company that another program calls so; null: there is none.</summary>
    public IssuedInvoice? CalledByAnother(Company company, string externalId) => ledger.Of(company).CalledByAnother(externalId);

    /// <summary>The invoice at this place in the ledger of a company with its steps, its receipt not judged; null: there is none of it.</summary>
    public InvoiceLife? LifeOf(Company company, long id)
    {
        var own = ledger.Of(company);
        return own.TryAt(id) is { } invoice ? new InvoiceLife(invoice, own.History(invoice), own.FormerDeadlines(invoice), null) : null;
    }

    /// <summary>The file, byte for byte as it was issued.</summary>
    public ReadOnlyMemory<byte> XmlOf(Company company, IssuedInvoice invoice) => ledger.Of(company).Bytes(invoice);

    /// <summary>Its official receipt; null when there is none.</summary>
    public byte[]? UpoOf(Company company, IssuedInvoice invoice) => ledger.Of(company).Upos.Of(invoice);

    /// <summary>What of an invoice the buyer may be given now, and why (LAW 1.10).</summary>
    public HandOver HandOverOf(Company company, IssuedInvoice invoice) => invoice.HandOver(ledger.Of(company).File(invoice));

    /// <summary>The files of an invoice as they are now.</summary>
    /// <exception cref="RefusedException">INK-PRINT-006: nothing of it is drawn before it has its number.</exception>
    public InvoiceDocuments DocumentsOf(IssuedInvoice invoice) => DocumentsOf(companies.At(invoice.Company), invoice);

    /// <inheritdoc cref="DocumentsOf(IssuedInvoice)"/>
    public InvoiceDocuments DocumentsOf(Company company, IssuedInvoice invoice)
    {
        var own = ledger.Of(company);
        var file = own.File(invoice);
        return new InvoiceDocuments(file.Bytes, InvoicePrint.Draw(invoice, file, own.Company, looks.Of(company)), own.Upos.Of(invoice));
    }

    /// <summary>What a receipt proves of an invoice.</summary>
    /// <param name="reference">The invoice.</param>
    /// <param name="receipt">The receipt; null: the one that is stored.</param>
    /// <param name="named">Whose the invoice is; null: of any company.</param>
    /// <exception cref="RefusedException">INK-LEDGER-002, 003; INK-COMPANY-002, 003; INK-UPO-nnn: it proves nothing.</exception>
    public (IssuedInvoice Invoice, UpoJudgement Upo) ReceiptOf(string reference, byte[]? receipt, CompanyReference? named = null)
    {
        var (invoice, own) = Found(reference, named);
        var judgement = judge.OfInvoice(own.Company, invoice, receipt ?? own.Upos.Of(invoice));
        return judgement.Refusal is { } refusal ? throw new RefusedException(refusal) : (invoice, judgement);
    }

    /// <summary>What JPK_V7 wants to know, in the order of issue.</summary>
    /// <param name="company">Null for all companies.</param>
    /// <param name="month">Any day of the month; null for all.</param>
    public IReadOnlyList<JpkLine> JpkLines(Company? company, DateOnly? month) => JpkMarkers.Of(Seen(company).List(), month);

    private SeenLedgers Seen(Company? only) => ledger.Among(only is null ? companies.All() : [only]);

    private (IssuedInvoice Invoice, CompanyLedger Own) Found(string reference, CompanyReference? named)
    {
        var seen = ledger.Among(companies.Meant(named));
        var invoice = seen.Find(reference);
        return (invoice, seen.Of(invoice));
    }
}
