using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What the page behind a code adds to what is known of it.</summary>
internal sealed class ClaimsOfPage(AnnouncementArchive announcements, Calendar calendar, TimeProvider clock)
{
    /// <summary>Nobody asked, or there is nobody to ask.</summary>
    /// <param name="judgement">What is known without it.</param>
    /// <param name="evidence">What that rests on.</param>
    /// <param name="kept">The invoice here.</param>
    public CodeJudgement NotAsked(CodeJudgement judgement, CodeEvidence evidence, KeptInvoice kept)
    {
        if (judgement.Link.Kind == CodeKind.KodII) return judgement;
        return With(judgement, kept.KsefNumber is null && UntilWhen(judgement, evidence, kept) is { } day
            ? Claim.NotChecked(ClaimSubject.Ksef, $"Nie pytano KSeF. Wystawiona offline ma tam być najpóźniej {day:yyyy-MM-dd}.",
                $"KSeF was not asked. Issued offline, it is to be there by {day:yyyy-MM-dd} at the latest.")
            : Claim.NotChecked(ClaimSubject.Ksef, "Nie pytano KSeF.", "KSeF was not asked."));
    }

    /// <summary>What the page said.</summary>
    /// <param name="judgement">What is known without it.</param>
    /// <param name="evidence">What that rests on.</param>
    /// <param name="kept">The invoice here.</param>
    /// <param name="said">Its answer; null: nobody answered.</param>
    public CodeJudgement Said(CodeJudgement judgement, CodeEvidence evidence, KeptInvoice kept, PageAnswer? said)
    {
        if (judgement.Link.Kind == CodeKind.KodI) return With(judgement, OfKodI(judgement, evidence, kept, said));
        var asked = (said?.Checks ?? []).Aggregate(judgement, (all, check) => SubjectOf(check) is { } about ? WithAnswer(all, about, check) : all);
        return said is { Checks.Count: > 0 } ? asked : With(judgement, Claim.NotChecked(ClaimSubject.Ksef,
            "Strona KSeF nie odpowiedziała na pytanie o ten kod; otwórz ją w przeglądarce.",
            "KSeF's page did not answer what was asked about this code; open it in a browser."));
    }

    private Claim OfKodI(CodeJudgement judgement, CodeEvidence evidence, KeptInvoice kept, PageAnswer? said)
    {
        switch (said)
        {
            case { IsFound: true }:
                var number = said.KsefNumber is { } known ? $" {known}" : "";
                return Claim.Proven(ClaimSubject.Ksef, $"Faktura jest w KSeF pod numerem{number}.", $"The invoice is in KSeF under the number{number}.");
            case { IsCorrected: true }:
                return Claim.Proven(ClaimSubject.Ksef,
                    $"Ten plik KSeF odrzucił i przyjął za niego korektę techniczną {said.KsefNumber}.",
                    $"KSeF refused this file and took its technical correction {said.KsefNumber} in its place.");
            case { IsFound: false }:
                return NotFound(judgement, evidence, kept);
            default:
                return Claim.NotChecked(ClaimSubject.Ksef, "Strona KSeF nie odpowiedziała na pytanie o ten kod; otwórz ją w przeglądarce.",
                    "KSeF's page did not answer what was asked about this code; open it in a browser.");
        }
    }

    // Before its deadline an invoice that was issued offline need not be there (LAW 109).
    private Claim NotFound(CodeJudgement judgement, CodeEvidence evidence, KeptInvoice kept)
    {
        if (kept.KsefNumber is { } number)
        {
            return Claim.NotChecked(ClaimSubject.Ksef, $"Strona KSeF jej nie pokazuje, choć KSeF nadał jej numer {number}: otwórz stronę w przeglądarce.",
                $"KSeF's page does not show it, though KSeF gave it the number {number}: open the page in a browser.");
        }
        if (UntilWhen(judgement, evidence, kept) is not { } until)
            return Claim.NotChecked(ClaimSubject.Ksef, "W KSeF nie ma (jeszcze) takiej faktury.", "There is no such invoice in KSeF (yet).");
        return PolishTime.DateOf(clock.GetUtcNow()) <= until
            ? Claim.NotChecked(ClaimSubject.Ksef,
                $"W KSeF jeszcze jej nie ma. Wystawionej offline wolno tam trafić do {until:yyyy-MM-dd}: sprawdź ponownie dzień później.",
                $"It is not in KSeF yet. Issued offline, it may come there until {until:yyyy-MM-dd}: look again a day later.")
            : Claim.Wrong(ClaimSubject.Ksef, "INK-VERIFY-201",
                $"W KSeF nie ma takiej faktury, a powinna tam być najpóźniej {until:yyyy-MM-dd}. Zapytaj sprzedawcę, zanim zapłacisz.",
                $"There is no such invoice in KSeF, and it should have been there by {until:yyyy-MM-dd}. Ask the seller before you pay.");
    }

    // Of our own it is known how it was issued, and whether it still waits.
    private DateOnly? UntilWhen(CodeJudgement judgement, CodeEvidence evidence, KeptInvoice kept) => kept.Issued is { } own
        ? own.State.IsFinal ? null : own.Deadline.Date
        : judgement.Environment is { } environment && (evidence.File?.IssueDate ?? judgement.Link.IssueDate) is { } date ? DeadlineOf(environment, date) : null;

    /// <summary>The day by which an invoice that came outside KSeF is to be there: that of offline24, moved by announced failures (LAW 20).</summary>
    public DateOnly? DeadlineOf(KsefEnvironment environment, DateOnly issued) => Deadlines.Of(
        new IssueFacts(IssuingMode.Offline24, issued), announcements.Confirmed(environment), clock.GetUtcNow(), calendar.Days()).Date;

    private static ClaimSubject? SubjectOf(PageCheck check) => check.Name switch
    {
        "certificate" => ClaimSubject.Certificate,
        "signature" => ClaimSubject.Signature,
        "issuer" or "seller" => ClaimSubject.Rights,
        _ => null,
    };

    // KSeF's word stands beside what was found wrong here, and in place of what was not known.
    private static CodeJudgement WithAnswer(CodeJudgement judgement, ClaimSubject about, PageCheck check)
    {
        var claim = check.Passed
            ? Claim.Proven(about, $"KSeF: {check.Words.Pl}", $"KSeF: {check.Words.En}")
            : Claim.Wrong(about, "INK-VERIFY-206", $"KSeF mówi: {check.Words.Pl}", $"KSeF says: {check.Words.En}");
        var kept = judgement.Claims.Where(one => one.About != about || one.Verdict == Verdict.Wrong
            || (one.Verdict == Verdict.Proven && one.Text.Pl.StartsWith("KSeF: ", StringComparison.Ordinal)));
        return judgement with { Claims = [.. kept, claim] };
    }

    private static CodeJudgement With(CodeJudgement judgement, Claim claim) => judgement with { Claims = [.. judgement.Claims, claim] };
}
