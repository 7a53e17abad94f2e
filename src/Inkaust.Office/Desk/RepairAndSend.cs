using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A refused invoice that may be repaired, and why KSeF refused it or the last file that was to repair it.</summary>
/// <param name="Company">Whose.</param>
/// <param name="Invoice">The refused invoice.</param>
/// <param name="Reason">KSeF's.</param>
/// <param name="Ways">What may be done about it, the likeliest first.</param>
public sealed record ToRepair(Company Company, IssuedInvoice Invoice, InvoiceState.Rejected Reason, IReadOnlyList<WayOn> Ways);

/// <summary>A repaired invoice, as it stands after a try to send it.</summary>
/// <param name="Invoice">The invoice that was sent.</param>
/// <param name="Problems">Why it could not be sent; it waits then.</param>
public sealed record RepairedNow(IssuedInvoice Invoice, IReadOnlyList<Finding> Problems)
{
    /// <summary>The number on the buyer's copy, where the file had to be given another one; null: the content is the same throughout.</summary>
    public string? NumberBefore { get; init; }
}

/// <summary>Says why KSeF refused an invoice, and sends it again: repaired, or as it is.</summary>
public sealed class RepairAndSend(CompanyRegister companies, Ledger ledger, RepairInvoice repair, SendAtOnce atOnce)
{
    /// <summary>Why it was refused. Where the fault lies outside the file, the same bytes are sent again; else a repaired file.</summary>
    /// <param name="reference">The refused invoice.</param>
    /// <param name="named">Whose it is; null: of any company.</param>
    /// <exception cref="RefusedException">INK-LEDGER-002, 003; INK-REPAIR-001, 006: there is nothing to repair.</exception>
    public ToRepair Why(string reference, CompanyReference? named = null)
    {
        var (company, refused) = Found(reference, named);
        return Why(company, refused);
    }

    /// <summary>The same of an invoice of a company.</summary>
    /// <exception cref="RefusedException">INK-REPAIR-001, 006: there is nothing to repair.</exception>
    public ToRepair Why(Company company, IssuedInvoice refused) =>
        new(company, refused, repair.ReasonOf(company, refused), repair.WaysOf(company, refused));

    /// <summary>Closes a refused invoice about which nothing more is to be done.</summary>
    /// <param name="reference">The refused invoice.</param>
    /// <param name="because">Why; the ledger keeps it.</param>
    /// <param name="named">Whose it is; null: of any company.</param>
    /// <exception cref="RefusedException">INK-LEDGER-002, 003; INK-REPAIR-001, 006, 009, 010. Nothing changed.</exception>
    public IssuedInvoice Close(string reference, string because, CompanyReference? named = null)
    {
        var (company, refused) = Found(reference, named);
        return Close(company, refused, because);
    }

    /// <summary>The same of an invoice of a company.</summary>
    /// <exception cref="RefusedException">INK-REPAIR-001, 006, 009, 010. Nothing changed.</exception>
    public IssuedInvoice Close(Company company, IssuedInvoice refused, string because) => repair.Close(company, refused, because);

    /// <summary>Sends a repaired file.</summary>
    /// <param name="refused">The refused invoice.</param>
    /// <param name="xml">The repaired file; its bytes stay as they are.</param>
    /// <param name="nobodyHasIt">Nobody was given the print: it is sent plainly, as if for the first time (LAW 62).</param>
    /// <param name="stop">Gives up sending; the file is in the ledger by then.</param>
    /// <exception cref="RefusedException">INK-REPAIR-001 to 007, or the file breaks a rule. Nothing changed.</exception>
    public async Task<RepairedNow> WithFileAsync(ToRepair refused, ReadOnlyMemory<byte> xml, bool nobodyHasIt, CancellationToken stop = default)
    {
        var sent = await SentAsync(refused.Company, repair.WithFile(refused.Company, refused.Invoice, xml, nobodyHasIt), stop);
        return sent with { NumberBefore = repair.NumberBefore(refused.Company, sent.Invoice) };
    }

    /// <summary>Sends the same bytes again, once the right or the consent that was missing is there.</summary>
    /// <param name="reference">The refused invoice.</param>
    /// <param name="named">Whose it is; null: of any company.</param>
    /// <param name="stop">Gives up sending; it waits then.</param>
    /// <exception cref="RefusedException">INK-LEDGER-002, 003; INK-REPAIR-001, 002, 008; INK-LEDGER-001. Nothing changed.</exception>
    public Task<RepairedNow> AgainAsync(string reference, CompanyReference? named = null, CancellationToken stop = default)
    {
        var (company, refused) = Found(reference, named);
        return AgainAsync(company, refused, stop);
    }

    /// <summary>The same of an invoice of a company.</summary>
    /// <exception cref="RefusedException">INK-REPAIR-001, 002, 008; INK-LEDGER-001. Nothing changed.</exception>
    public Task<RepairedNow> AgainAsync(Company company, IssuedInvoice refused, CancellationToken stop = default) =>
        SentAsync(company, repair.Again(company, refused), stop);

    private (Company Company, IssuedInvoice Refused) Found(string reference, CompanyReference? named)
    {
        var seen = ledger.Among(companies.Meant(named));
        var refused = seen.Find(reference);
        return (seen.CompanyOf(refused), refused);
    }

    private async Task<RepairedNow> SentAsync(Company company, IssuedInvoice waiting, CancellationToken stop)
    {
        var (now, problems) = await atOnce.AsTheyStandAsync(company, [waiting], stop);
        return new RepairedNow(now[0], problems);
    }
}
