using System.Data.Common;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// One round of sending for a company, which all of its parts share: every step in the ledger goes through it, and what did not go is noted here,
/// so that nothing of it is lost when something breaks later.
/// </summary>
/// <param name="ledger">Of the company.</param>
/// <param name="clock">The time.</param>
/// <param name="wish">How it is to go.</param>
internal sealed class Round(CompanyLedger ledger, TimeProvider clock, RoundWish wish)
{
    private readonly Dictionary<long, IssuedInvoice> moved = [];
    private readonly List<Finding> problems = [], news = [];
    private readonly HashSet<Finding> said = [];

    public CompanyLedger Ledger => ledger;

    public Company Company => ledger.Company;

    public TimeProvider Clock => clock;

    public RoundWish Wish => wish;

    /// <summary>What did not go so far, and why.</summary>
    public IReadOnlyList<Finding> Problems => problems;

    /// <summary>What the round has done so far.</summary>
    public SendingReport Report() => new([.. moved.Values], [.. problems]) { News = [.. news] };

    public IReadOnlyList<IssuedInvoice> MoveAll(IEnumerable<IssuedInvoice> invoices, Func<IssuedInvoice, InvoiceState> next, Cause cause)
    {
        var after = ledger.MoveAll([.. invoices.Select(invoice => (invoice, next(invoice)))], cause);
        foreach (var invoice in after) Moved(invoice);
        return after;
    }

    public IssuedInvoice Move(IssuedInvoice invoice, InvoiceState next, Cause cause)
    {
        var after = ledger.Move(invoice, next, cause);
        Moved(after);
        return after;
    }

    /// <summary>Notes how an invoice stands now.</summary>
    public void Moved(IssuedInvoice invoice) => moved[invoice.Id] = invoice;

    /// <summary>Notes what did not go; the same is said once.</summary>
    public void Failed(params IEnumerable<Finding> findings) => problems.AddRange(findings.Where(said.Add));

    /// <summary>Notes what went well and is to be known.</summary>
    public void Tells(params IEnumerable<Finding> findings) => news.AddRange(findings);

    /// <summary>Whoever waits hears how far it has come.</summary>
    public void HasCome(Doing what, int done, int of) => wish.Progress?.Report(new Progress(what, done, of));

    /// <summary>Takes steps until they are done or something breaks, which is noted. Only whoever gives up ends it otherwise.</summary>
    public async Task GoesAsync(Func<Task> steps)
    {
        try
        {
            await steps();
        }
        catch (KsefException fault)
        {
            Failed(fault.Finding);
        }
        catch (RefusedException refused)
        {
            Failed(refused.Findings);
        }
        catch (DbException fault)
        {
            Failed(Database.Failed(fault));
        }
    }

    /// <summary>What KSeF refuses for one invoice or session must not keep the others waiting; an outage ends the round.</summary>
    public async Task AloneAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (KsefRejected refused)
        {
            Failed(refused.Finding);
        }
    }

    /// <summary>KSeF refused an invoice; what its owner can do depends on where the fault lies (LAW 57, 63).</summary>
    public IssuedInvoice Refused(IssuedInvoice invoice, string session, KsefError error)
    {
        var rejected = new InvoiceState.Rejected(error.Code, error.Description, error.Details, session);
        var nobodyHasIt = invoice is { KodII: null, CorrectedHash: null };
        Failed(new Finding("INK-SEND-003",
            $"KSeF odrzucił fakturę {invoice.Number}: {error.Sentence}.", $"KSeF refused invoice {invoice.Number}: {error.Sentence}.")
        {
            Hint = rejected.FaultLiesOutside
                ? new("Nadaj uprawnienie albo zgodę w KSeF i wyślij ten sam plik", "Grant the right or the consent in KSeF and send the same file")
                : nobodyHasIt
                ? new("Popraw ją i wystaw ponownie; bez numeru KSeF nie jest wystawiona.",
                    "Repair it and issue it again; without a KSeF number it is not issued.")
                : new("Nabywca może już ją mieć: potrzebna jest korekta techniczna",
                    "The buyer may have it already: it needs a technical correction"),
            Next = rejected.FaultLiesOutside ? new SendAgain(invoice.Id) : nobodyHasIt ? null : new Repair(invoice.Id),
        });
        return Move(invoice, rejected, new Cause.KsefRefused(error.Code, error.Description, error.Details));
    }
}
