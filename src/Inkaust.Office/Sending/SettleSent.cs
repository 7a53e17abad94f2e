using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// Finds out from KSeF what became of invoices that were sent: by their references, else by their hashes in their session, which is
/// closed before "it is not there" is believed. Nothing is believed of an invoice but what names its bytes.
/// </summary>
internal sealed class SettleSent(Round round, SignedIn signedIn, JudgeUpo judge)
{
    /// <summary>Code of KSeF for a session that it has not, or has no more (KSEF 6).</summary>
    public const int SessionUnknown = 21173;

    // Other codes that the flow obeys: of an invoice, a session and a call (KSEF 6).
    private const int Duplicate = 440, NothingSent = 440, NoneValid = 445, PartMissing = 21205;

    private readonly CompanyLedger ledger = round.Ledger;
    private readonly KsefClient ksef = signedIn.Ksef;
    private readonly KsefAccess access = signedIn.Access;
    private bool waitedInVain;

    /// <summary>Fetches official receipts; one of a session also says which invoices were accepted in it.</summary>
    public CollectReceipts Receipts { get; } = new(round, signedIn, judge);

    // When KSeF judges nothing for minutes, the rest of the round looks once at each: what is new must not wait for what is stuck.
    private Pace UntilJudged => waitedInVain ? round.Wish.UntilJudged with { Limit = TimeSpan.Zero } : round.Wish.UntilJudged;

    /// <summary>All invoices under way, session by session.</summary>
    public async Task AllAsync(CancellationToken stop)
    {
        var all = ledger.OldestFirst("sending", "unknown");
        var done = 0;
        foreach (var under in all.GroupBy(invoice => UnderWay(invoice).Session))
        {
            round.HasCome(Doing.Settling, done, all.Count);
            done += under.Count();
            foreach (var known in under.Where(invoice => UnderWay(invoice).Reference is not null))
                await OfSessionAsync(under.Key, [known], () => FinishAsync(known, under.Key, UnderWay(known).Reference!, stop));
            if (under.Where(invoice => UnderWay(invoice).Reference is null).ToList() is { Count: > 0 } lost)
                await OfSessionAsync(under.Key, lost, () => LookForThemAsync(lost, under.Key, stop));
        }
    }

    /// <summary>
    /// Asks KSeF about a session. When KSeF knows nothing of it any more, nothing of it is open, and what was under way in it is sent
    /// again: what KSeF has all the same meets 440, and the bytes decide (LAW 65). Saying so once is enough.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="underWay">The invoices that are asked about; none when it is only closed.</param>
    /// <param name="settle">The question.</param>
    public Task OfSessionAsync(string session, IReadOnlyList<IssuedInvoice> underWay, Func<Task> settle) => round.AloneAsync(async () =>
    {
        try
        {
            await settle();
        }
        catch (KsefRejected refused) when (refused.Has(SessionUnknown))
        {
            round.MoveAll(underWay, _ => new InvoiceState.Issued(), new Cause.SessionNotKnown(session, KsefFault.Of(refused)));
            ledger.Sessions.Settled(session, refused.Message);
            throw;
        }
    });

    /// <summary>What was just sent in a session that takes nothing more.</summary>
    /// <param name="session">The session.</param>
    /// <param name="sent">Those that KSeF took in, with their references.</param>
    /// <param name="stop">Gives up.</param>
    public async Task SessionAsync(string session, IEnumerable<IssuedInvoice> sent, CancellationToken stop)
    {
        foreach (var invoice in sent) await round.AloneAsync(() => FinishAsync(invoice, session, UnderWay(invoice).Reference!, stop));
        if (ledger.OldestFirst("unknown").Where(invoice => UnderWay(invoice).Session == session).ToList() is { Count: > 0 } lost)
            await round.AloneAsync(() => LookForThemAsync(lost, session, stop));
        await round.AloneAsync(() => CloseAsync(session, stop));
    }

    /// <summary>A package that KSeF has whole; its invoices are told once all of them have been judged (KSEF 6).</summary>
    public async Task PackageAsync(SentPackage package, CancellationToken stop)
    {
        if (await EndedAsync(ReferenceNumber.Parse(package.Session), stop))
            await round.AloneAsync(() => LookForThemAsync(package.Invoices, package.Session, stop));
    }

    /// <summary>Closes every session that is still open, also those of an earlier round that broke off.</summary>
    public async Task CloseAllAsync(CancellationToken stop)
    {
        foreach (var session in ledger.Sessions.Unsettled()) await OfSessionAsync(session, [], () => CloseAsync(session, stop));
    }

    /// <summary>Closes a session, whatever kind it is of.</summary>
    /// <returns>True when it has ended, so that nothing can come into it any more.</returns>
    public async Task<bool> CloseAsync(string session, CancellationToken stop)
    {
        var reference = ReferenceNumber.Parse(session);
        try
        {
            await ksef.OnlineSessions.CloseAsync(access, reference, stop);
        }
        catch (KsefRejected)
        {
            // Closed already, by us before a crash or by KSeF when its time was over; or it is the session of a package.
            if ((await ksef.Sessions.StatusAsync(access, reference, stop)).State == SessionState.Open)
                return await ClosePackageAsync(reference, stop);
        }
        return await EndedAsync(reference, stop);
    }

    // Its reference is known: KSeF says what became of it.
    private async Task FinishAsync(IssuedInvoice invoice, string session, string reference, CancellationToken stop)
    {
        var look = await ksef.Sessions.UntilJudgedAsync(access, ReferenceNumber.Parse(session), ReferenceNumber.Parse(reference), UntilJudged, stop);
        if (look is Look<SessionInvoice>.Done done)
        {
            if (done.Value.InvoiceHash == invoice.Hash) await ConcludeAsync(invoice, session, done.Value, stop);
            else AnswersForAnother(invoice, session, reference);
            return;
        }
        waitedInVain = true;
        round.Failed(new Finding("INK-SEND-002", Severity.Advice, new(
            $"KSeF wciąż przetwarza fakturę {invoice.Number}; to nie jest odrzucenie.",
            $"KSeF is still processing invoice {invoice.Number}; that is not a refusal."))
        { Hint = new("Sprawdź później", "Look again later"), Next = new SendNow(ledger.Company.Reference) });
    }

    // What became of this one is not known, then; its hash will tell.
    private void AnswersForAnother(IssuedInvoice invoice, string session, string reference)
    {
        round.Failed(NotAbout(invoice));
        round.Move(invoice, new InvoiceState.Unknown(session, null), new Cause.AnsweredWithAnother(reference));
    }

    private Finding NotAbout(IssuedInvoice invoice) => new("INK-SEND-009",
        $"To, co KSeF powiedział o fakturze {invoice.Number}, nie dotyczy jej: wymienia inny plik albo innego sprzedawcę. Nie przyjęto tego.",
        $"What KSeF said of invoice {invoice.Number} is not about it: it names another file or another seller. It was not taken.")
    {
        Hint = new("Jeśli to się powtarza, zgłoś to pomocy KSeF; program zapyta ponownie",
            "If it goes on, tell KSeF's helpdesk; the program asks again"),
        Next = new SendNow(ledger.Company.Reference),
    };

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
                round.Failed(new Finding("INK-SEND-005", Severity.Advice, new(
                    $"KSeF jeszcze nie zakończył sesji {session}; "
                    + $"{Counted.InPolish(lost.Count, "faktura czeka", "faktury czekają", "faktur czeka")} na jej koniec.",
                    $"KSeF has not ended session {session} yet; {Counted.InEnglish(lost.Count, "invoice waits", "invoices wait")} for its end."))
                { Hint = new("Sprawdź później", "Look again later"), Next = new SendNow(ledger.Company.Reference) });
                return;
            }
            held = await HeldInAsync(session, stop);
        }
        round.MoveAll(lost.Where(invoice => !held.ContainsKey(invoice.Hash)), _ => new InvoiceState.Issued(),
            new Cause.NotInSession(session, ledger.Sessions.OutcomeOf(session)));
        var found = lost.Where(invoice => held.ContainsKey(invoice.Hash)).ToList();
        round.MoveAll(found.Where(invoice => IsNumbered(held[invoice.Hash])), invoice => AcceptedAs(held[invoice.Hash], session),
            new Cause.NumberedInSession(session));
        var others = round.MoveAll(found.Where(invoice => !IsNumbered(held[invoice.Hash])),
            invoice => new InvoiceState.Sending(session, held[invoice.Hash].ReferenceNumber.ToString()), new Cause.FoundInSession(session));
        foreach (var invoice in others)
        {
            var seen = held[invoice.Hash];
            await round.AloneAsync(() => seen.Outcome is InvoiceOutcome.Processing
                ? FinishAsync(invoice, session, seen.ReferenceNumber.ToString(), stop)
                : ConcludeAsync(invoice, session, seen, stop));
        }
    }

    // A receipt tells of 10,000 accepted invoices at once, a list of 1,000. What it does not name is looked for.
    private async Task<IReadOnlyList<IssuedInvoice>> AcceptByReceiptAsync(
        IReadOnlyList<IssuedInvoice> sending, string session, CancellationToken stop)
    {
        if (sending.Count <= CollectReceipts.FewEnough) return sending;
        await foreach (var page in Receipts.PagesAsync(session, stop))
        {
            // What is not known to be sound settles nothing; KSeF's list of the session does. A sound one is believed as that list is, which came
            // from the same KSeF: whether it proves anything to others is asked elsewhere.
            if (!page.IsSound) continue;
            var named = sending.Where(invoice =>
                page.Lines.TryGetValue(invoice.Hash, out var line) && IsOurs(line.KsefNumber) && line.SellerNip == ledger.Company.Nip);
            var accepted = round.MoveAll(named, invoice => AcceptedAs(page.Lines[invoice.Hash], session), new Cause.NamedByReceipt(session));
            ledger.Upos.Keep(session, page.Reference, page.Content, accepted);
            foreach (var invoice in accepted) round.Moved(invoice with { HasUpo = true });
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
        final.KsefNumber.ToString()!, final.AcquiredAt ?? round.Clock.GetUtcNow(), session, final.ReferenceNumber.ToString(), final.TakenInAt);

    private async Task ConcludeAsync(IssuedInvoice invoice, string session, SessionInvoice final, CancellationToken stop)
    {
        switch (final.Outcome)
        {
            case InvoiceOutcome.Accepted when !IsNumbered(final):
                round.Failed(NotAbout(invoice));
                break;
            case InvoiceOutcome.Accepted accepted:
                round.Move(invoice, AcceptedAs(final, session), new Cause.Numbered(accepted.KsefNumber.ToString()));
                break;
            case InvoiceOutcome.Duplicate duplicate:
                await SettleDuplicateAsync(invoice, session, duplicate, final.Status, stop);
                break;
            case InvoiceOutcome.GivenUp gaveUp:
                round.Move(invoice, new InvoiceState.Issued(), new Cause.KsefGaveUp(gaveUp.Error.Code, gaveUp.Error.Description));
                round.Failed(new Finding("INK-SEND-004", Severity.Advice, new(
                    $"KSeF nie przetworzył faktury {invoice.Number} ({gaveUp.Error.Sentence}); zostanie wysłana ponownie.",
                    $"KSeF did not process invoice {invoice.Number} ({gaveUp.Error.Sentence}); it will be sent again.")));
                break;
            case InvoiceOutcome.Refused refused:
                round.Refused(invoice, session, refused.Error);
                break;
        }
    }

    private bool IsNumbered(SessionInvoice said) => said.Outcome is InvoiceOutcome.Accepted accepted && IsOurs(accepted.KsefNumber);

    // A KSeF number begins with the NIP of its seller (KSEF 6).
    private bool IsOurs(KsefNumber number) => number.SellerNip == ledger.Company.Nip;

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
                round.Move(invoice, new InvoiceState.Accepted(number.ToString(), of?.AcquiredAt ?? LatestMomentOf(number.Date),
                        duplicate.OriginalSession?.ToString() ?? session, of?.ReferenceNumber.ToString(), of?.TakenInAt),
                    new Cause.SameBytesHeld(number.ToString()));
                return;
            }
        }
        round.Refused(invoice, session, new KsefError(Duplicate, status.Description, status.Details ?? []));
    }

    private DateTimeOffset LatestMomentOf(DateOnly day) =>
        PolishTime.EndOf(day) is var end && end < round.Clock.GetUtcNow() ? end : round.Clock.GetUtcNow();

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

    // A package that was sent whole goes on now. One that lacks parts never will: they went with the process that had them.
    private async Task<bool> ClosePackageAsync(ReferenceNumber session, CancellationToken stop)
    {
        try
        {
            await ksef.BatchSessions.CloseAsync(access, session, stop);
        }
        catch (KsefRejected refused) when (refused.Has(PartMissing))
        {
            ledger.Sessions.Settled(session.ToString(), refused.Message);
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
        var look = await ksef.Sessions.UntilProcessedAsync(access, session, UntilJudged with { Growth = 1.5 }, stop);
        if (look is not Look<SessionStatus>.Done done)
        {
            waitedInVain = true;
            return false;
        }
        var isRefused = done.Value.State != SessionState.Processed && done.Value.Status.Code is not (NothingSent or NoneValid);
        // Noted first: a session that has not ended here is asked about again.
        if (done.Value.Status.Code != NothingSent) ledger.Packages.Judged(session.ToString(), isRefused ? done.Value.Status.ToString() : null);
        var isNews = ledger.Sessions.Settled(session.ToString(), done.Value.Status.ToString());
        // Its invoices are sent again, and somebody has to know when that never ends.
        if (isRefused && isNews)
        {
            round.Failed(new Finding("INK-SEND-008",
                $"KSeF odrzucił całą sesję {session}: {done.Value.Status}.", $"KSeF refused session {session} as a whole: {done.Value.Status}.")
            {
                Hint = new("Faktury zostaną wysłane ponownie; jeśli się to powtarza, zobacz",
                    "Its invoices are sent again; when it happens again, see"),
                Next = new SeeStanding(ledger.Company),
            });
        }
        return true;
    }

    private static (string Session, string? Reference) UnderWay(IssuedInvoice invoice) => invoice.State switch
    {
        InvoiceState.Sending sending => (sending.Session, sending.Reference),
        InvoiceState.Unknown unknown => (unknown.Session, unknown.Reference),
        _ => throw new InvalidOperationException($"Invoice {invoice.Id} is not under way."),
    };
}
