using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>One round of sending for a company that is signed in. Each step can be the last one; each begins from the ledger.</summary>
internal sealed class SendingRound
{
    // More than KSeF takes one by one in a minute (KSEF 10) go in a package.
    private const int ManyWaiting = 30;

    // Codes of KSeF for a session that an invoice does not get into; LAW 97, KSEF 6.
    private const int SessionClosed = 21180, SessionTemporarilyUnavailable = 21184, SessionFull = 21155;

    // So many sessions in a row that take nothing are enough for one round.
    private const int FruitlessSessions = 2;

    private static readonly TimeSpan LongestForSingles = TimeSpan.FromMinutes(1);

    private static readonly int[] TakesNoMore = [SettleSent.SessionUnknown, SessionClosed, SessionTemporarilyUnavailable, SessionFull];

    private readonly CompanyLedger ledger;
    private readonly KsefClient ksef;
    private readonly KsefAccess access;
    private readonly TimeProvider clock;
    private readonly RoundRecord record;
    private readonly SettleSent settle;
    private bool keyWasWithdrawn;

    public SendingRound(CompanyLedger ledger, JudgeUpo judge, KsefClient ksef, KsefAccess access, TimeProvider clock, Pace untilFinal)
    {
        (this.ledger, this.ksef, this.access, this.clock) = (ledger, ksef, access, clock);
        record = new RoundRecord(ledger);
        settle = new SettleSent(ledger, judge, ksef, access, clock, untilFinal, record);
    }

    public List<Finding> Problems => record.Problems;

    public SendingReport Report() => record.Report();

    /// <summary>Invoices of which it is not known whether KSeF has them: KSeF is asked before anything is sent.</summary>
    public Task SettleAsync(CancellationToken stop) => settle.AllAsync(stop);

    /// <summary>Sends what waits, oldest first, in packages or in one session; a session that KSeF ends in the middle is followed by another.</summary>
    public async Task SendAsync(CancellationToken stop)
    {
        var refused = ledger.Packages.RefusedInARow();
        var packed = new HashSet<long>();
        foreach (var (offline, invoices) in ForPackages(record.OldestFirst("issued"), SinglesHaveToWait()))
        {
            if (refused?.KeepsWaiting(invoices, clock.GetUtcNow()) is true) record.Problems.Add(refused.Alarm(invoices));
            // Without room for a package its invoices go one by one: slower is better than late.
            else if (await SendInPackagesAsync(invoices, offline, stop)) packed.UnionWith(invoices.Select(invoice => invoice.Id));
        }
        // What has come back from a package goes in another one, in the next round.
        var waiting = new LinkedList<IssuedInvoice>(OneByOne(record.OldestFirst("issued").Where(invoice => !packed.Contains(invoice.Id)), refused));
        for (var fruitless = 0; waiting.Count > 0 && fruitless < FruitlessSessions;)
        {
            var before = waiting.Count;
            await SendInOneSessionAsync(waiting, stop);
            fruitless = waiting.Count < before ? 0 : fruitless + 1;
        }
    }

    /// <summary>
    /// What goes in packages, apart by how it was issued: many go in one, and few when KSeF takes no single ones for a while. An attachment
    /// goes in a package only (KSEF 6), and a technical correction in an interactive session only, also with an attachment (LAW 57).
    /// </summary>
    internal static IEnumerable<(bool Offline, IReadOnlyList<IssuedInvoice> Invoices)> ForPackages(IEnumerable<IssuedInvoice> waiting, bool singlesHaveToWait) =>
        waiting.Where(invoice => invoice.CorrectedHash is null).GroupBy(invoice => invoice.Mode.IsOffline()).ToList()
            .Select(alike => (alike.Key, (IReadOnlyList<IssuedInvoice>)[.. alike.Count() > ManyWaiting || singlesHaveToWait ? alike : alike.Where(invoice => invoice.HasAttachment)]))
            .Where(one => one.Item2.Count > 0);

    // While packages are refused, the nearest deadline goes first, and no more than go at once, so that the next package comes in time.
    private IEnumerable<IssuedInvoice> OneByOne(IEnumerable<IssuedInvoice> waiting, RefusedPackages? refused)
    {
        waiting = waiting.Where(invoice => !invoice.HasAttachment || invoice.CorrectedHash is not null);
        if (refused is not { IsEveryTime: true }) return waiting;
        return SinglesHaveToWait() ? [] : waiting.OrderBy(invoice => invoice.Deadline.Date ?? DateOnly.MaxValue).Take(ManyWaiting);
    }

    /// <summary>Closes every session that is still open, also those of an earlier round that broke off.</summary>
    public async Task CloseSessionsAsync(CancellationToken stop)
    {
        foreach (var session in ledger.Sessions.Unsettled()) await settle.OfSessionAsync(session, [], () => settle.CloseAsync(session, stop));
    }

    /// <summary>Fetches the official receipt of every accepted invoice that has none yet.</summary>
    public async Task CollectUposAsync(CancellationToken stop)
    {
        foreach (var invoice in await settle.Receipts.OfAsync(record.AloneAsync, stop)) record.Moved(invoice);
        record.Problems.AddRange(settle.Receipts.Problems);
    }

    /// <summary>Marks the refused invoices whose technical corrections were accepted.</summary>
    public void SettleRepairs()
    {
        foreach (var settled in RepairInvoice.Settle(ledger)) record.Moved(settled);
    }

    private bool SinglesHaveToWait() => ksef.Pacing is { } pacing
        && new[] { RequestGroup.OnlineSession, RequestGroup.InvoiceSend }.Any(group => pacing.WaitFor(access.Context, group) > LongestForSingles);

    // False when there is no room on the disk to pack. All packages are sent before the first is asked about, so that KSeF works on
    // them meanwhile.
    private async Task<bool> SendInPackagesAsync(IReadOnlyList<IssuedInvoice> invoices, bool offline, CancellationToken stop)
    {
        var sent = new List<SentPackage>();
        var room = true;
        try
        {
            await foreach (var package in new SendPackages(ledger, ksef, access, clock).SendAsync(invoices, offline, stop)) sent.Add(package);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            room = false;
            record.Problems.Add(NoRoom(fault));
        }
        catch (KsefRejected refused)
        {
            // What went before is in KSeF, and what goes one by one need not wait for what does not.
            record.Problems.Add(refused.Finding);
        }
        foreach (var package in sent)
        {
            foreach (var invoice in package.Invoices) record.Moved(invoice);
            await settle.PackageAsync(package, stop);
        }
        return room;
    }

    private static Finding NoRoom(Exception fault) => new("INK-SEND-013", Severity.Wrong, new(
        $"Paczki nie da się zapisać w folderze plików tymczasowych {Path.GetTempPath()}: {fault.Message}",
        $"A package cannot be written in the folder of temporary files {Path.GetTempPath()}: {fault.Message}"))
    { Hint = new("Zwolnij miejsce albo wskaż inny folder zmienną TMPDIR; do tego czasu faktury idą pojedynczo.", "Make room or name another folder in TMPDIR; until then invoices go one by one.") };

    private async Task SendInOneSessionAsync(LinkedList<IssuedInvoice> waiting, CancellationToken stop)
    {
        using var encryption = await ksef.PublicKeys.NewEncryptionAsync(stop);
        if (await OpenedAsync(encryption, stop) is not { } session) return;

        var sent = new List<IssuedInvoice>();
        while (waiting.First is { } next)
        {
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
            ledger.Sessions.Opened(session);
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
        var encrypted = encryption.Encrypt(ledger.Bytes(invoice));
        // The intent is on disk before the request leaves: after a crash KSeF is asked, and nothing is sent blindly again.
        var sending = record.Move(invoice, new InvoiceState.Sending(session, null), new Cause.AboutToBeSent(session));
        try
        {
            var reference = await ksef.OnlineSessions.SendAsync(
                access, ReferenceNumber.Parse(session), encrypted, invoice.Mode.IsOffline(), invoice.CorrectedHash, stop);
            return record.Move(sending, new InvoiceState.Sending(session, reference.ToString()), new Cause.TakenIn(reference.ToString()));
        }
        catch (KsefOutcomeUnknown lost)
        {
            return record.Move(sending, new InvoiceState.Unknown(session, null), new Cause.AnswerLost(KsefFault.Of(lost)));
        }
        catch (KsefRejected refused) when (TakesNoMore.Any(refused.Has))
        {
            return record.Move(sending, new InvoiceState.Issued(), new Cause.SessionTakesNoMore(session, KsefFault.Of(refused)));
        }
        catch (KsefRejected refused) when (refused.HttpStatus == 400)
        {
            return record.Refused(sending, session, refused.Errors[0]);
        }
        catch (KsefException fault)
        {
            record.Move(sending, new InvoiceState.Issued(), new Cause.NothingSent(KsefFault.Of(fault)));
            throw;
        }
    }
}
