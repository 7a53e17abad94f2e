using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Issuing;

/// <summary>One round of sending for a company that is signed in. Each step can be the last one; each begins from the ledger.</summary>
internal sealed class SendingRound(Ledger ledger, KsefClient ksef, KsefAccess access, Company company, TimeProvider clock, Pace untilFinal)
{
    // More than KSeF takes one by one in a minute (KSEF 10) go in a package.
    private const int ManyWaiting = 30;

    // Codes of KSeF that the flow itself obeys, of an invoice, a session and a call; LAW 97, KSEF 6.
    private const int Duplicate = 440, NothingSent = 440, NoneValid = 445;
    private const int SessionUnknown = 21173, SessionClosed = 21180, SessionTemporarilyUnavailable = 21184, SessionFull = 21155, PartMissing = 21205;

    // So many sessions in a row that take nothing are enough for one round.
    private const int FruitlessSessions = 2;

    private static readonly TimeSpan LongestForSingles = TimeSpan.FromMinutes(1);

    private static readonly int[] TakesNoMore = [SessionUnknown, SessionClosed, SessionTemporarilyUnavailable, SessionFull];

    private readonly Dictionary<long, IssuedInvoice> moved = [];
    private readonly CollectReceipts receipts = new(ledger, ksef, access);
    private bool keyWasWithdrawn;

    public List<Finding> Problems { get; } = [];

    public SendingReport Report() => new([.. moved.Values], Problems);

    /// <summary>Invoices of which it is not known whether KSeF has them: KSeF is asked before anything is sent.</summary>
    public async Task SettleAsync(CancellationToken stop)
    {
        foreach (var under in OldestFirst("sending", "unknown").GroupBy(invoice => UnderWay(invoice).Session).ToList())
        {
            foreach (var known in under.Where(invoice => UnderWay(invoice).Reference is not null))
                await AloneAsync(() => FinishAsync(known, under.Key, UnderWay(known).Reference!, stop));
            if (under.Where(invoice => UnderWay(invoice).Reference is null).ToList() is { Count: > 0 } lost)
                await AloneAsync(() => LookForThemAsync(lost, under.Key, stop));
        }
    }

    /// <summary>Sends what waits, oldest first, in packages or in one session; a session that KSeF ends in the middle is followed by another.</summary>
    public async Task SendAsync(CancellationToken stop)
    {
        var packed = new HashSet<long>();
        // A technical correction goes in an interactive session only, also with an attachment (LAW 57).
        foreach (var alike in OldestFirst("issued").Where(invoice => invoice.CorrectedHash is null).GroupBy(invoice => invoice.Mode.IsOffline()).ToList())
        {
            // Many go in one package, and few when KSeF takes no single ones for a while; an attachment goes in a package only (KSEF 6).
            IReadOnlyList<IssuedInvoice> inPackages = [.. alike.Count() > ManyWaiting || SinglesHaveToWait() ? alike : alike.Where(invoice => invoice.HasAttachment)];
            var room = await SendInPackagesAsync(inPackages, alike.Key, stop);
            // Without room for a package its invoices go one by one: slower is better than late.
            packed.UnionWith(inPackages.Where(invoice => room || invoice.HasAttachment).Select(invoice => invoice.Id));
        }
        // What has come back from a package goes in another one, in the next round.
        var waiting = new Queue<IssuedInvoice>(OldestFirst("issued").Where(invoice => !packed.Contains(invoice.Id)));
        for (var fruitless = 0; waiting.Count > 0 && fruitless < FruitlessSessions;)
        {
            var before = waiting.Count;
            await SendInOneSessionAsync(waiting, stop);
            fruitless = waiting.Count < before ? 0 : fruitless + 1;
        }
    }

    /// <summary>Closes every session that is still open, also those of an earlier round that broke off.</summary>
    public async Task CloseSessionsAsync(CancellationToken stop)
    {
        foreach (var session in ledger.UnsettledSessions(company)) await AloneAsync(() => CloseAsync(session, stop));
    }

    /// <summary>Fetches the official receipt of every accepted invoice that has none yet.</summary>
    public async Task CollectUposAsync(CancellationToken stop)
    {
        foreach (var invoice in await receipts.OfAsync(company, AloneAsync, stop)) moved[invoice.Id] = invoice;
        Problems.AddRange(receipts.Problems);
    }

    /// <summary>Marks the refused invoices whose technical corrections were accepted.</summary>
    public void SettleRepairs()
    {
        foreach (var settled in RepairInvoice.Settle(ledger, company.Nip)) moved[settled.Id] = settled;
    }

    private bool SinglesHaveToWait() => ksef.Pacing is { } pacing
        && new[] { RequestGroup.OnlineSession, RequestGroup.InvoiceSend }.Any(group => pacing.WaitFor(access.Context, group) > LongestForSingles);

    // False when there is no room on the disk to pack. All packages are sent before the first is asked about, so that KSeF works on
    // them meanwhile.
    private async Task<bool> SendInPackagesAsync(IReadOnlyList<IssuedInvoice> invoices, bool offline, CancellationToken stop)
    {
        if (invoices.Count == 0) return true;
        var sent = new List<SentPackage>();
        var room = true;
        try
        {
            await foreach (var package in new SendPackages(ledger, ksef, access, company, clock).SendAsync(invoices, offline, stop)) sent.Add(package);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            room = false;
            Problems.Add(NoRoom(fault));
        }
        foreach (var (session, sending) in sent)
        {
            foreach (var invoice in sending) moved[invoice.Id] = invoice;
            // Its invoices are told once all of them have been judged (KSEF 6).
            if (await EndedAsync(ReferenceNumber.Parse(session), stop)) await AloneAsync(() => LookForThemAsync(sending, session, stop));
        }
        return room;
    }

    private static Finding NoRoom(Exception fault) => new("INK-SEND-013", Severity.Wrong, new(
        $"Paczki nie da się zapisać w folderze plików tymczasowych {Path.GetTempPath()}: {fault.Message}",
        $"A package cannot be written in the folder of temporary files {Path.GetTempPath()}: {fault.Message}"))
    { Hint = new("Zwolnij miejsce albo wskaż inny folder zmienną TMPDIR; do tego czasu faktury idą pojedynczo.", "Make room or name another folder in TMPDIR; until then invoices go one by one.") };

    private async Task SendInOneSessionAsync(Queue<IssuedInvoice> waiting, CancellationToken stop)
    {
        using var encryption = await ksef.PublicKeys.NewEncryptionAsync(stop);
        if (await OpenedAsync(encryption, stop) is not { } session) return;

        var sent = new List<IssuedInvoice>();
        while (waiting.TryPeek(out var invoice))
        {
            var outcome = await SendOneAsync(invoice, session, encryption, stop);
            if (outcome.State is InvoiceState.Issued) break; // This session takes nothing more.
            waiting.Dequeue();
            if (outcome.State is InvoiceState.Sending) sent.Add(outcome);
        }
        foreach (var invoice in sent) await AloneAsync(() => FinishAsync(invoice, session, ((InvoiceState.Sending)invoice.State).Reference!, stop));
        if (OldestFirst("unknown").Where(invoice => UnderWay(invoice).Session == session).ToList() is { Count: > 0 } lost)
            await AloneAsync(() => LookForThemAsync(lost, session, stop));
        await AloneAsync(() => CloseAsync(session, stop));
    }

    // Null when KSeF has just withdrawn the key behind the encryption; the next one is made for its successor.
    private async Task<string?> OpenedAsync(InvoiceEncryption encryption, CancellationToken stop)
    {
        try
        {
            var session = (await ksef.OnlineSessions.OpenAsync(access, encryption, cancellation: stop)).ReferenceNumber.ToString();
            ledger.SessionOpened(session, company);
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
        var sending = Move(invoice, new InvoiceState.Sending(session, null), $"about to be sent in session {session}");
        try
        {
            var reference = await ksef.OnlineSessions.SendAsync(
                access, ReferenceNumber.Parse(session), encrypted, invoice.Mode.IsOffline(), invoice.CorrectedHash, stop);
            return Move(sending, new InvoiceState.Sending(session, reference.ToString()), $"KSeF took it in under {reference}; not accepted yet");
        }
        catch (KsefOutcomeUnknown lost)
        {
            return Move(sending, new InvoiceState.Unknown(session, null), $"the answer was lost: {lost.Message}");
        }
        catch (KsefRejected refused) when (TakesNoMore.Any(refused.Has))
        {
            return Move(sending, new InvoiceState.Issued(), $"session {session} takes no more invoices: {refused.Message}");
        }
        catch (KsefRejected refused) when (refused.HttpStatus == 400)
        {
            return Refused(sending, session, refused.Errors[0]);
        }
        catch (KsefException fault)
        {
            Move(sending, new InvoiceState.Issued(), $"nothing was sent: {fault.Message}");
            throw;
        }
    }

    // Its reference is known: KSeF says what became of it.
    private async Task FinishAsync(IssuedInvoice invoice, string session, string reference, CancellationToken stop)
    {
        var look = await ksef.Sessions.UntilJudgedAsync(access, ReferenceNumber.Parse(session), ReferenceNumber.Parse(reference), untilFinal, stop);
        if (look is Look<SessionInvoice>.Done done)
        {
            if (done.Value.InvoiceHash == invoice.Hash) await ConcludeAsync(invoice, session, done.Value, stop);
            else AnswersForAnother(invoice, session, reference);
            return;
        }
        Problems.Add(new Finding("INK-SEND-002", Severity.Advice, new(
            $"KSeF wciąż przetwarza fakturę {invoice.Number}; to nie jest odrzucenie.", $"KSeF is still processing invoice {invoice.Number}; that is not a refusal."))
        { Hint = new("Sprawdź później: inkaust send", "Look again later: inkaust send") });
    }

    // What became of this one is not known, then; its hash will tell.
    private void AnswersForAnother(IssuedInvoice invoice, string session, string reference)
    {
        Problems.Add(NotAbout(invoice));
        Move(invoice, new InvoiceState.Unknown(session, null), $"under {reference} KSeF speaks of another file");
    }

    private static Finding NotAbout(IssuedInvoice invoice) => new("INK-SEND-009",
        $"To, co KSeF powiedział o fakturze {invoice.Number}, nie dotyczy jej: wymienia inny plik albo innego sprzedawcę. Nie przyjęto tego.",
        $"What KSeF said of invoice {invoice.Number} is not about it: it names another file or another seller. It was not taken.")
    { Hint = new("Program zapyta ponownie: inkaust send. Jeśli to się powtarza, zgłoś to pomocy KSeF.", "The program asks again: inkaust send. If it goes on, tell KSeF's helpdesk.") };

    // Their references are not known: each is in that session under its hash, or it never arrived.
    private async Task LookForThemAsync(IReadOnlyList<IssuedInvoice> lost, string session, CancellationToken stop)
    {
        lost = await AcceptByReceiptAsync(lost, session, stop);
        if (lost.Count == 0) return;
        var held = await HeldInAsync(session, stop);
        if (lost.Any(invoice => !held.ContainsKey(invoice.Hash)))
        {
            // A request may still be on its way. Once the session has ended, nothing more can come into it.
            if (!await CloseAsync(session, stop))
            {
                Problems.Add(new Finding("INK-SEND-005", Severity.Advice, new(
                    $"KSeF jeszcze nie zakończył sesji {session}; {lost.Count} faktur czeka na jej koniec.",
                    $"KSeF has not ended session {session} yet; {lost.Count} invoices wait for its end."))
                { Hint = new("Sprawdź później: inkaust send", "Look again later: inkaust send") });
                return;
            }
            held = await HeldInAsync(session, stop);
        }
        MoveAll(lost.Where(invoice => !held.ContainsKey(invoice.Hash)), _ => new InvoiceState.Issued(), $"session {session} ended without it: KSeF never got it");
        var found = lost.Where(invoice => held.ContainsKey(invoice.Hash)).ToList();
        MoveAll(found.Where(invoice => IsNumbered(held[invoice.Hash])), invoice => AcceptedAs(held[invoice.Hash], session),
            $"found in session {session} by its hash: KSeF gave it its number");
        var others = MoveAll(found.Where(invoice => !IsNumbered(held[invoice.Hash])),
            invoice => new InvoiceState.Sending(session, held[invoice.Hash].ReferenceNumber.ToString()), $"found in session {session} by its hash");
        foreach (var invoice in others)
        {
            var seen = held[invoice.Hash];
            await AloneAsync(() => seen.Outcome is InvoiceOutcome.Processing
                ? FinishAsync(invoice, session, seen.ReferenceNumber.ToString(), stop)
                : ConcludeAsync(invoice, session, seen, stop));
        }
    }

    // A receipt tells of 10,000 accepted invoices at once, a list of 1,000. What it does not name is looked for.
    private async Task<IReadOnlyList<IssuedInvoice>> AcceptByReceiptAsync(IReadOnlyList<IssuedInvoice> sending, string session, CancellationToken stop)
    {
        if (sending.Count <= CollectReceipts.FewEnough) return sending;
        await foreach (var page in receipts.PagesAsync(session, stop))
        {
            var accepted = MoveAll(sending.Where(invoice => page.Lines.TryGetValue(invoice.Hash, out var line) && IsOurs(line.KsefNumber)), invoice => AcceptedAs(page.Lines[invoice.Hash], session),
                $"the receipt of session {session} names it with its number");
            ledger.KeepUpo(session, page.Reference, page.Content, accepted);
            foreach (var invoice in accepted) moved[invoice.Id] = invoice with { HasUpo = true };
            sending = [.. sending.ExceptBy(accepted.Select(invoice => invoice.Id), invoice => invoice.Id)];
        }
        return sending;
    }

    private InvoiceState.Accepted AcceptedAs(ReceiptLine line, string session) =>
        new(line.KsefNumber.ToString(), line.AcceptedAt ?? LatestMomentOf(line.KsefNumber.Date), session, null, line.SentAt);

    private async Task<Dictionary<InvoiceHash, SessionInvoice>> HeldInAsync(string session, CancellationToken stop)
    {
        var held = new Dictionary<InvoiceHash, SessionInvoice>();
        await foreach (var one in ksef.Sessions.InvoicesAsync(access, ReferenceNumber.Parse(session), stop)) held[one.InvoiceHash] = one;
        return held;
    }

    private InvoiceState.Accepted AcceptedAs(SessionInvoice final, string session) => new(
        final.KsefNumber.ToString()!, final.AcquiredAt ?? clock.GetUtcNow(), session, final.ReferenceNumber.ToString(), final.TakenInAt);

    private async Task ConcludeAsync(IssuedInvoice invoice, string session, SessionInvoice final, CancellationToken stop)
    {
        switch (final.Outcome)
        {
            case InvoiceOutcome.Accepted when !IsNumbered(final):
                Problems.Add(NotAbout(invoice));
                break;
            case InvoiceOutcome.Accepted accepted:
                Move(invoice, AcceptedAs(final, session), $"KSeF gave it the number {accepted.KsefNumber}");
                break;
            case InvoiceOutcome.Duplicate duplicate:
                await SettleDuplicateAsync(invoice, session, duplicate, final.Status, stop);
                break;
            case InvoiceOutcome.GivenUp gaveUp:
                Move(invoice, new InvoiceState.Issued(), $"KSeF gave up on it ({gaveUp.Error}); it is sent again");
                Problems.Add(new Finding("INK-SEND-004", Severity.Advice, new(
                    $"KSeF nie przetworzył faktury {invoice.Number} ({gaveUp.Error.Sentence}); zostanie wysłana ponownie.",
                    $"KSeF did not process invoice {invoice.Number} ({gaveUp.Error.Sentence}); it will be sent again.")));
                break;
            case InvoiceOutcome.Refused refused:
                Refused(invoice, session, refused.Error);
                break;
        }
    }

    private bool IsNumbered(SessionInvoice said) => said.Outcome is InvoiceOutcome.Accepted accepted && IsOurs(accepted.KsefNumber);

    // A KSeF number begins with the NIP of its seller (KSEF 6).
    private bool IsOurs(KsefNumber number) => number.SellerNip == company.Nip;

    // 440 is not a failure: it may be our own invoice whose answer was lost. The bytes decide (LAW 65).
    private async Task SettleDuplicateAsync(
        IssuedInvoice invoice, string session, InvoiceOutcome.Duplicate duplicate, InvoiceStatus status, CancellationToken stop)
    {
        if (duplicate.OriginalKsefNumber is { } number && IsOurs(number))
        {
            var held = await ksef.Invoices.DownloadAsync(access, number, stop);
            if (InvoiceHash.Of(held) == invoice.Hash)
            {
                var of = duplicate.OriginalSession is { } named ? await SeenInAsync(named, number, stop) : null;
                Move(invoice, new InvoiceState.Accepted(number.ToString(), of?.AcquiredAt ?? LatestMomentOf(number.Date),
                        duplicate.OriginalSession?.ToString() ?? session, of?.ReferenceNumber.ToString(), of?.TakenInAt),
                    $"KSeF holds the same bytes under {number} since an earlier sending (440)");
                return;
            }
        }
        Refused(invoice, session, new KsefError(Duplicate, status.Description, status.Details ?? []));
    }

    private DateTimeOffset LatestMomentOf(DateOnly day) =>
        PolishTime.EndOf(day) is var end && end < clock.GetUtcNow() ? end : clock.GetUtcNow();

    // When it was sent and numbered then. A session of somebody else does not tell; then the number does, which holds the day.
    private async Task<SessionInvoice?> SeenInAsync(ReferenceNumber session, KsefNumber number, CancellationToken stop)
    {
        try
        {
            await foreach (var one in ksef.Sessions.InvoicesAsync(access, session, stop))
                if (one.KsefNumber == number) return one;
        }
        catch (KsefRejected)
        {
            // Not our session.
        }
        return null;
    }

    private IssuedInvoice Refused(IssuedInvoice invoice, string session, KsefError error)
    {
        Problems.Add(new Finding("INK-SEND-003",
            $"KSeF odrzucił fakturę {invoice.Number}: {error.Sentence}.", $"KSeF refused invoice {invoice.Number}: {error.Sentence}.")
        {
            Hint = invoice is { KodII: null, CorrectedHash: null }
                ? new("Popraw ją i wystaw ponownie; bez numeru KSeF nie jest wystawiona.", "Repair it and issue it again; without a KSeF number it is not issued.")
                : new("Nabywca może już ją mieć: potrzebna jest korekta techniczna: inkaust repair", "The buyer may have it already: it needs a technical correction: inkaust repair"),
        });
        return Move(invoice, new InvoiceState.Rejected(error.Code, error.Description, error.Details, session), $"KSeF refused it: {error.Sentence}");
    }

    // True when the session has ended, so that nothing can come into it any more.
    private async Task<bool> CloseAsync(string session, CancellationToken stop)
    {
        var reference = ReferenceNumber.Parse(session);
        try
        {
            await ksef.OnlineSessions.CloseAsync(access, reference, stop);
        }
        catch (KsefRejected)
        {
            // Closed already, by us before a crash or by KSeF when its time was over; or it is the session of a package.
            if ((await ksef.Sessions.StatusAsync(access, reference, stop)).State == SessionState.Open) return await ClosePackageAsync(reference, stop);
        }
        return await EndedAsync(reference, stop);
    }

    // A package that was sent whole goes on now. One that lacks parts never will: they went with the process that had them.
    private async Task<bool> ClosePackageAsync(ReferenceNumber session, CancellationToken stop)
    {
        try
        {
            await ksef.BatchSessions.CloseAsync(access, session, stop);
        }
        catch (KsefRejected refused) when (refused.Has(PartMissing))
        {
            ledger.SessionSettled(session.ToString(), refused.Message);
            return true;
        }
        catch (KsefRejected)
        {
            return false;
        }
        return await EndedAsync(session, stop);
    }

    private async Task<bool> EndedAsync(ReferenceNumber session, CancellationToken stop)
    {
        var look = await ksef.Sessions.UntilProcessedAsync(access, session, untilFinal, stop);
        if (look is not Look<SessionStatus>.Done done) return false;
        ledger.SessionSettled(session.ToString(), done.Value.Status.ToString());
        if (done.Value.State == SessionState.Processed || done.Value.Status.Code is NothingSent or NoneValid) return true;
        // Its invoices are sent again, and somebody has to know when that never ends.
        Problems.Add(new Finding("INK-SEND-008",
            $"KSeF odrzucił całą sesję {session}: {done.Value.Status}.", $"KSeF refused session {session} as a whole: {done.Value.Status}.")
        { Hint = new("Faktury zostaną wysłane ponownie; jeśli się to powtarza, zajrzyj do komunikatów KSeF.", "Its invoices are sent again; when it happens again, look at KSeF's announcements.") });
        return true;
    }

    // What KSeF refuses for one invoice or session must not keep the others waiting; an outage ends the round.
    private async Task AloneAsync(Func<Task> work)
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

    private IEnumerable<IssuedInvoice> OldestFirst(params string[] states) =>
        ledger.List(company.Nip, states).Where(IsOfThisEnvironment).OrderBy(invoice => invoice.Id);

    private bool IsOfThisEnvironment(IssuedInvoice invoice) => invoice.Environment == company.Environment.Word;

    private static (string Session, string? Reference) UnderWay(IssuedInvoice invoice) => invoice.State switch
    {
        InvoiceState.Sending sending => (sending.Session, sending.Reference),
        InvoiceState.Unknown unknown => (unknown.Session, unknown.Reference),
        _ => throw new InvalidOperationException($"Invoice {invoice.Id} is not under way."),
    };

    private IReadOnlyList<IssuedInvoice> MoveAll(IEnumerable<IssuedInvoice> invoices, Func<IssuedInvoice, InvoiceState> next, string cause)
    {
        var after = ledger.MoveAll([.. invoices.Select(invoice => (invoice, next(invoice)))], cause);
        foreach (var invoice in after) moved[invoice.Id] = invoice;
        return after;
    }

    private IssuedInvoice Move(IssuedInvoice invoice, InvoiceState next, string cause)
    {
        var after = ledger.Move(invoice, next, cause);
        moved[invoice.Id] = after;
        return after;
    }
}
