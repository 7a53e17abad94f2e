using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Sends invoices one by one in a session: open -> intent on disk -> send -> ask what became of them -> close.</summary>
internal sealed class SendSingly(Round round, SignedIn signedIn, SettleSent settle)
{
    // Codes of KSeF for a session that an invoice does not get into; LAW 97, KSEF 6.
    private const int SessionClosed = 21180, SessionTemporarilyUnavailable = 21184, SessionFull = 21155;

    // So many sessions in a row that take nothing are enough for one round.
    private const int FruitlessSessions = 2;

    private static readonly int[] TakesNoMore = [SettleSent.SessionUnknown, SessionClosed, SessionTemporarilyUnavailable, SessionFull];

    private readonly KsefClient ksef = signedIn.Ksef;
    private readonly KsefAccess access = signedIn.Access;
    private bool keyWasWithdrawn;

    /// <summary>Sends them in this order; a session that KSeF ends in the middle is followed by another.</summary>
    public async Task SendAsync(IEnumerable<IssuedInvoice> invoices, CancellationToken stop)
    {
        var waiting = new LinkedList<IssuedInvoice>(invoices);
        var all = waiting.Count;
        for (var fruitless = 0; waiting.Count > 0 && fruitless < FruitlessSessions;)
        {
            var before = waiting.Count;
            await SendInOneSessionAsync(waiting, all, stop);
            fruitless = waiting.Count < before ? 0 : fruitless + 1;
        }
    }

    private async Task SendInOneSessionAsync(LinkedList<IssuedInvoice> waiting, int all, CancellationToken stop)
    {
        using var encryption = await ksef.PublicKeys.NewEncryptionAsync(stop);
        if (await OpenedAsync(encryption, stop) is not { } session) return;

        var sent = new List<IssuedInvoice>();
        while (waiting.First is { } next)
        {
            round.HasCome(Doing.SendingSingly, all - waiting.Count, all);
            var outcome = await SendOneAsync(next.Value, session, encryption, stop);
            if (outcome.State is InvoiceState.Issued)
            {
                // This session takes nothing more; the next one begins with the same invoice, as it stands now.
                next.Value = outcome;
                break;
            }
            waiting.RemoveFirst();
            if (outcome.State is InvoiceState.Sending) sent.Add(outcome);
        }
        await settle.SessionAsync(session, sent, stop);
    }

    // Null when KSeF has just withdrawn the key behind the encryption; the next one is made for its successor.
    private async Task<string?> OpenedAsync(InvoiceEncryption encryption, CancellationToken stop)
    {
        try
        {
            var session = (await ksef.OnlineSessions.OpenAsync(access, encryption, cancellation: stop)).ReferenceNumber.ToString();
            round.Ledger.Sessions.Opened(session);
            return session;
        }
        catch (KsefRejected refused) when (refused.Has(PublicKeys.Withdrawn) && !keyWasWithdrawn)
        {
            keyWasWithdrawn = true;
            return null;
        }
    }

    private async Task<IssuedInvoice> SendOneAsync(IssuedInvoice invoice, string session, InvoiceEncryption encryption, CancellationToken stop)
    {
        var encrypted = encryption.Encrypt(round.Ledger.Bytes(invoice));
        // The intent is on disk before the request leaves: after a crash KSeF is asked, and nothing is sent blindly again.
        var sending = round.Move(invoice, new InvoiceState.Sending(session, null), new Cause.AboutToBeSent(session));
        try
        {
            var reference = await ksef.OnlineSessions.SendAsync(
                access, ReferenceNumber.Parse(session), encrypted, invoice.Mode.IsOffline(), invoice.CorrectedHash, stop);
            return round.Move(sending, new InvoiceState.Sending(session, reference.ToString()), new Cause.TakenIn(reference.ToString()));
        }
        catch (KsefOutcomeUnknown lost)
        {
            return round.Move(sending, new InvoiceState.Unknown(session, null), new Cause.AnswerLost(KsefFault.Of(lost)));
        }
        catch (KsefRejected refused) when (TakesNoMore.Any(refused.Has))
        {
            return round.Move(sending, new InvoiceState.Issued(), new Cause.SessionTakesNoMore(session, KsefFault.Of(refused)));
        }
        catch (KsefRejected refused) when (refused.HttpStatus == 400)
        {
            return round.Refused(sending, session, refused.Errors[0]);
        }
        catch (KsefException fault)
        {
            round.Move(sending, new InvoiceState.Issued(), new Cause.NothingSent(KsefFault.Of(fault)));
            throw;
        }
    }
}
