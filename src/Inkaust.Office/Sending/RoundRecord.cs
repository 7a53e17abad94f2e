using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What one round of sending has done so far: every step in the ledger goes through it, and what did not go is noted here.</summary>
internal sealed class RoundRecord(CompanyLedger ledger)
{
    private readonly Dictionary<long, IssuedInvoice> moved = [];

    /// <summary>What did not go, and why.</summary>
    public List<Finding> Problems { get; } = [];

    public SendingReport Report() => new([.. moved.Values], Problems);

    /// <summary>The company's invoices in these states, in its environment, oldest first.</summary>
    public IEnumerable<IssuedInvoice> OldestFirst(params string[] states) => ledger.OldestFirst(states);

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

    /// <summary>What KSeF refuses for one invoice or session must not keep the others waiting; an outage ends the round.</summary>
    public async Task AloneAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (KsefRejected refused)
        {
            Problems.Add(refused.Finding);
        }
    }

    /// <summary>KSeF refused an invoice; what its owner can do depends on where the fault lies (LAW 57, 63).</summary>
    public IssuedInvoice Refused(IssuedInvoice invoice, string session, KsefError error)
    {
        var rejected = new InvoiceState.Rejected(error.Code, error.Description, error.Details, session);
        var nobodyHasIt = invoice is { KodII: null, CorrectedHash: null };
        Problems.Add(new Finding("INK-SEND-003",
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
