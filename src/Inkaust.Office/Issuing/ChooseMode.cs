using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>The mode, and why.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Reason">The decision.</param>
/// <param name="Evidence">The facts it rests on, kept with the invoice.</param>
public sealed record ModeChoice(IssuingMode Mode, ModeReason Reason, ModeEvidence Evidence)
{
    /// <summary>Where somebody asked for an offline mode: the announced event on which the invoice might rest as well; null where none is.</summary>
    public ModeChoice? OnAnEvent { get; init; }
}

/// <summary>
/// Chooses the mode. One failed question is nothing; an outage that nobody announced allows offline24 only; an announced
/// event gives its own basis; a total failure is never entered without a person (LAW 3, 4, 106, 107). What a person claims of KSeF for his company is
/// believed over what is seen, and announces nothing.
/// </summary>
public sealed class ChooseMode(SignIn signIn, AskForPresence presence, KsefClaims claims, AnnouncementArchive announcements, TimeProvider clock)
{
    // A till that issues one invoice after another need not ask for each (LAW 107).
    private static readonly TimeSpan LatarniaIsGoodFor = TimeSpan.FromSeconds(20);

    /// <summary>The mode for an invoice that is issued now.</summary>
    /// <exception cref="RefusedException">INK-MODE-002: no announcement covers this moment; INK-MODE-003: the total failure is not confirmed;
    /// INK-MODE-005: P_1 lies before the event.</exception>
    public async Task<ModeChoice> ForAsync(
        Company company, Fa3Invoice invoice, ModeWish wish, string? bipReference = null, TimeSpan answerIsGoodFor = default,
        CancellationToken stop = default)
    {
        var asked = clock.GetUtcNow();
        var evidence = new ModeEvidence
        {
            BipReference = bipReference,
            Latarnia = announcements.Heard(company.Environment),
            Presence = presence.Last(company.Environment),
            Claim = claims.Of(company),
        };
        switch (wish)
        {
            case ModeWish.Online:
                return new ModeChoice(IssuingMode.Online, new ModeReason.AskedFor(IssuingMode.Online, IsDatedEarlier(invoice, asked)), evidence);
            case ModeWish.Auto when evidence.Claim is { } claim:
                return await AsClaimedAsync(company, invoice, evidence, claim, stop);
            case ModeWish.Auto:
                return await AsKsefStandsAsync(company, invoice, evidence, answerIsGoodFor, stop);
            case ModeWish.Offline:
                evidence = Knowing(company, evidence, await announcements.AskAsync(signIn.KsefOf(company), LatarniaIsGoodFor, stop));
                return new ModeChoice(IssuingMode.Offline24, new ModeReason.AskedFor(IssuingMode.Offline24, false), evidence)
                {
                    OnAnEvent = OnAnEvent(company, invoice, asked, evidence, out _),
                };
            default:
                evidence = Knowing(company, evidence, await announcements.AskAsync(signIn.KsefOf(company), stop));
                return AsAskedFor(company, invoice, wish, asked, evidence) with { OnAnEvent = OnAnEvent(company, invoice, asked, evidence, out _) };
        }
    }

    // KSeF is not asked, and nobody waits for it. An announced event is a basis all the same where KSeF is taken as not reachable.
    private async Task<ModeChoice> AsClaimedAsync(
        Company company, Fa3Invoice invoice, ModeEvidence evidence, KsefClaim claim, CancellationToken stop)
    {
        if (claim.IsReachable) return new ModeChoice(IssuingMode.Online,
            new ModeReason.Claimed(claim, null, IsDatedEarlier(invoice, clock.GetUtcNow())), evidence);
        evidence = Knowing(company, evidence, await announcements.AskAsync(signIn.KsefOf(company), LatarniaIsGoodFor, stop));
        return OnAnEvent(company, invoice, clock.GetUtcNow(), evidence, out var begunTooLate)
            ?? new ModeChoice(IssuingMode.Offline24, new ModeReason.Claimed(claim, begunTooLate, false), evidence);
    }

    // KSeF comes first: while it is asked, time passes, and what an invoice without KSeF rests on has to be true at its end.
    private async Task<ModeChoice> AsKsefStandsAsync(
        Company company, Fa3Invoice invoice, ModeEvidence evidence, TimeSpan answerIsGoodFor, CancellationToken stop)
    {
        var seen = await presence.OfAsync(company.Environment, answerIsGoodFor, stop);
        var heard = seen.Answers ? await announcements.AskAsync(signIn.KsefOf(company), LatarniaIsGoodFor, stop)
            : await announcements.AskAfreshAsync(signIn.KsefOf(company), LatarniaIsGoodFor, stop);
        // The ministry says that it is over: a silence from before that proves nothing.
        if (!seen.Answers && HasEndedSince(company, seen.AskedAt)) seen = await presence.AfreshAsync(company.Environment, stop);
        evidence = Knowing(company, evidence, heard) with { Presence = seen, Silence = seen.Silence };
        if (seen.Answers) return new ModeChoice(IssuingMode.Online, new ModeReason.KsefAnswers(IsDatedEarlier(invoice, clock.GetUtcNow())), evidence);
        return OnAnEvent(company, invoice, clock.GetUtcNow(), evidence, out var begunTooLate)
            ?? new ModeChoice(IssuingMode.Offline24, new ModeReason.KsefIsSilent(seen.Since, begunTooLate, seen.Silence), evidence);
    }

    private ModeEvidence Knowing(Company company, ModeEvidence evidence, LatarniaHeard? heard) =>
        evidence with { Latarnia = heard ?? announcements.Heard(company.Environment) };

    private bool HasEndedSince(Company company, DateTimeOffset moment) =>
        announcements.Of(company.Environment).Any(one => one.EndAt >= moment && one.EndAt <= clock.GetUtcNow());

    // The gravest announced event that covers this moment and the date of the invoice; null where none does.
    private ModeChoice? OnAnEvent(Company company, Fa3Invoice invoice, DateTimeOffset now, ModeEvidence evidence, out long? begunTooLate)
    {
        begunTooLate = null;
        foreach (var (mode, category) in new[]
        {
            (IssuingMode.TotalFailure, AnnouncementCategory.TotalFailure),
            (IssuingMode.Failure, AnnouncementCategory.Failure),
            (IssuingMode.Unavailability, AnnouncementCategory.Maintenance),
        })
        {
            if (Going(company, category, now) is not { } going) continue;
            if (mode == IssuingMode.TotalFailure && !announcements.IsConfirmed(company.Environment, going.EventId)) continue;
            if (!IsDatedBefore(invoice, going)) return Resting(company, mode, going, evidence);
            begunTooLate = going.EventId;
        }
        return null;
    }

    private ModeChoice AsAskedFor(Company company, Fa3Invoice invoice, ModeWish wish, DateTimeOffset now, ModeEvidence evidence)
    {
        var (mode, category) = wish switch
        {
            ModeWish.Unavailability => (IssuingMode.Unavailability, AnnouncementCategory.Maintenance),
            ModeWish.Failure => (IssuingMode.Failure, AnnouncementCategory.Failure),
            _ => (IssuingMode.TotalFailure, AnnouncementCategory.TotalFailure),
        };
        var going = Going(company, category, now) ?? throw new RefusedException(new Finding("INK-MODE-002",
            $"Żaden komunikat nie obejmuje tej chwili, więc tryb „{mode.Word()}” nie ma podstawy (art. {mode.Article()}).",
            $"No announcement covers this moment, so the mode '{mode.Word()}' has no basis (art. {mode.Article()}).")
        {
            Hint = new("Wystaw w trybie offline24, który nie wymaga powodu", "Issue it as offline24, which needs no reason"),
            Next = new IssueOffline24(),
        });
        if (mode == IssuingMode.TotalFailure && !announcements.IsConfirmed(company.Environment, going.EventId))
        {
            throw new RefusedException(new Finding("INK-MODE-003",
                "Awarii całkowitej nie potwierdził jeszcze człowiek.", "No person has confirmed the total failure yet.")
            {
                Hint = new("Sprawdź BIP albo media i potwierdź ją", "Look at BIP or the media and confirm it"),
                Next = new ConfirmTotalFailure(going.EventId),
            });
        }
        if (IsDatedBefore(invoice, going))
        {
            throw new RefusedException(new Finding("INK-MODE-005",
                $"Data wystawienia {invoice.IssueDate:yyyy-MM-dd} jest wcześniejsza niż początek zdarzenia ({PolishTime.Shown(going.StartAt)}), "
                + $"więc tryb „{mode.Word()}” nie ma podstawy (art. {mode.Article()}).",
                $"The date of issue {invoice.IssueDate:yyyy-MM-dd} lies before the beginning of the event ({PolishTime.Shown(going.StartAt)}), "
                + $"so the mode '{mode.Word()}' has no basis (art. {mode.Article()}).")
            {
                Path = "Fa/P_1",
                Hint = new("Wystaw z dzisiejszą datą albo w trybie offline24", "Issue it with today's date, or as offline24"),
                Next = new IssueOffline24(),
            });
        }
        return Resting(company, mode, going, evidence);
    }

    // Outside KSeF an invoice is issued on the day P_1 (art. 106nf ust. 9, 106nda ust. 10; LAW 23, 27, 28), which then has to lie in the event.
    private static bool IsDatedBefore(Fa3Invoice invoice, Announcement going) => invoice.IssueDate < PolishTime.DateOf(going.StartAt);

    private Announcement? Going(Company company, AnnouncementCategory category, DateTimeOffset now) =>
        announcements.Of(company.Environment).LastOrDefault(one => one.Category == category && one.PublishedAt <= now && one.Covers(now));

    private ModeChoice Resting(Company company, IssuingMode mode, Announcement on, ModeEvidence evidence)
    {
        var messages = announcements.Evidence(company.Environment, on.EventId);
        return new ModeChoice(mode, new ModeReason.Announced(mode, on.EventId, on.StartAt), evidence with
        {
            EventId = on.EventId,
            Messages = messages,
            MessageHashes = [.. messages.Select(AnnouncementArchive.HashOf)],
        });
    }

    private static bool IsDatedEarlier(Fa3Invoice invoice, DateTimeOffset now) => invoice.IssueDate < PolishTime.DateOf(now);
}
