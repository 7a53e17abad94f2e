using System.Text;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests;

namespace Inkaust.Model;

/// <summary>An invoice as it came to KSeF, by KSeF's own account.</summary>
internal sealed record AtKsef(string Hash, string Session, int Status, string? KsefNumber, bool DeclaredOffline);

/// <summary>What must be true at the end of every story, whatever happened in it.</summary>
internal static class Truths
{
    public static async Task<Tally> TellAsync(Play play)
    {
        var received = (await play.Ksef.GetAsync("received")).GetProperty("invoices").EnumerateArray().Select(one => new AtKsef(
            one.GetProperty("hash").GetString()!, one.GetProperty("sessionReferenceNumber").GetString()!, one.GetProperty("status").GetProperty("code").GetInt32(),
            one.TryGetProperty("ksefNumber", out var number) ? number.GetString() : null, one.GetProperty("declaredOffline").GetBoolean())).ToLookup(one => one.Hash);
        var ledger = play.Office.SeenLedgers.List();
        NothingPromisedIsLost(play, ledger);
        foreach (var invoice in ledger)
        {
            TheStateIsTrue(play, invoice, received[invoice.Hash.Base64].ToList());
            NothingIsSentTwice(play, invoice, received[invoice.Hash.Base64].ToList());
            EveryStepHasItsCause(play, invoice);
            TheModeHasItsEvidence(play, invoice);
            TheModeIsDeclared(play, invoice, received[invoice.Hash.Base64].ToList());
        }
        HeldCorrectionsAreIssuedOrWait(play, ledger);
        SessionsAreClosed(play);
        return new Tally
        {
            Steps = 0,
            Issued = ledger.Count,
            Accepted = ledger.Count(one => one.State is InvoiceState.Accepted),
            Waived = ledger.Count(one => one.State is InvoiceState.Waived),
            Refused = ledger.Count(one => one.State is InvoiceState.Rejected or InvoiceState.TechnicallyCorrected),
            WaitingForAPerson = ledger.Count(one => one.State is InvoiceState.Rejected or InvoiceState.TechnicallyCorrected) + play.Office.Corrections.Among(play.Office.Companies.All()).Count,
            Lost = play.Broken.Count(one => one.StartsWith("lost", StringComparison.Ordinal)),
            Doubled = play.Broken.Count(one => one.StartsWith("doubled", StringComparison.Ordinal)),
            WrongDeadlines = play.Broken.Count(one => one.StartsWith("deadline", StringComparison.Ordinal)),
        };
    }

    /// <summary>The deadlines of what waits, beside a slow calculation.</summary>
    /// <param name="play">The story.</param>
    /// <param name="workplace">Whose ledger.</param>
    /// <param name="company">Whose invoices.</param>
    /// <param name="from">The program has counted them after this moment. What ended between that and now it may know or not.</param>
    public static void DeadlinesAreRight(Play play, Workplace workplace, Company company, DateTimeOffset from)
    {
        var now = play.Clock.GetUtcNow();
        var messages = SlowDeadline.Read($"[{string.Join(',', workplace.Announcements.AsTheyCame(company.Environment))}]");
        var confirmed = messages.Select(one => one.EventId).Where(one => workplace.Announcements.IsConfirmed(company.Environment, one)).ToList();
        foreach (var invoice in workplace.Ledger.Of(company).List("issued", "sending", "unknown"))
        {
            string Slow(DateTimeOffset asOf) =>
                Shown(SlowDeadline.Of(invoice.Mode.Word(), invoice.IssueDate, invoice.IssuedAt, messages, asOf, invoice.ModeEvidence.EventId, confirmed: confirmed));
            var ours = invoice.Deadline.Duty == SendingDuty.None ? "none" : invoice.Deadline.Date is { } date ? $"{date:yyyy-MM-dd}" : "unknown";
            if (ours != Slow(from) && ours != Slow(now))
                play.Broken.Enqueue($"deadline of {Shown(invoice)}, issued {invoice.IssuedAt:u}: the program says {ours}, slowly it is {Slow(now)} at {now:u}");
        }
    }

    private static void NothingPromisedIsLost(Play play, IReadOnlyList<IssuedInvoice> ledger)
    {
        foreach (var promise in play.Promised)
        {
            if (ledger.FirstOrDefault(one => one.Id == promise.Id) is not { } kept || kept.Hash != promise.Hash)
                play.Broken.Enqueue($"lost: {promise.Number} was said to be issued and is not in the ledger");
        }
        foreach (var invoice in ledger)
        {
            if (InvoiceHash.Of(play.Office.SeenLedgers.Of(invoice).File(invoice).Bytes.Span) != invoice.Hash) play.Broken.Enqueue($"lost: the file of {Shown(invoice)} is another one");
        }
    }

    private static void TheStateIsTrue(Play play, IssuedInvoice invoice, List<AtKsef> there)
    {
        var numbers = there.Where(one => one.KsefNumber is not null).Select(one => one.KsefNumber!).Distinct().ToList();
        if (numbers.Count > 1) play.Broken.Enqueue($"doubled: {Shown(invoice)} has the numbers {string.Join(", ", numbers)}");
        switch (invoice.State)
        {
            case InvoiceState.Accepted accepted:
                if (!numbers.Contains(accepted.KsefNumber)) play.Broken.Enqueue($"lost: KSeF does not know {Shown(invoice)} by its number");
                if (accepted.KsefNumber[11..19] != $"{PolishTime.DateOf(accepted.AcceptedAt):yyyyMMdd}")
                    play.Broken.Enqueue($"evidence: {Shown(invoice)} was numbered on another day than {accepted.AcceptedAt:u}");
                if (play.Office.SeenLedgers.Of(invoice).Upos.Of(invoice) is not { } upo) play.Broken.Enqueue($"evidence: {Shown(invoice)} has no UPO");
                else if (!Encoding.UTF8.GetString(upo).Contains(accepted.KsefNumber)) play.Broken.Enqueue($"evidence: the UPO of {Shown(invoice)} is of another invoice");
                break;
            case InvoiceState.Waived waived:
                if (there.Count > 0 && !play.SentElsewhere.Contains(invoice.Hash.Base64)) TheWaivedWasNeverAccepted(play, invoice, numbers);
                if (!play.Confirmed.Contains(waived.EventId)) play.Broken.Enqueue($"evidence: nobody confirmed the total failure of {Shown(invoice)}");
                break;
            case InvoiceState.Rejected rejected:
                if (numbers.Count > 0 && !play.SentElsewhere.Contains(invoice.Hash.Base64)) play.Broken.Enqueue($"lost: {Shown(invoice)} is refused here and has the number {numbers[0]} in KSeF");
                if (!there.Any(one => one.Status == rejected.Code)) play.Broken.Enqueue($"evidence: KSeF never refused {Shown(invoice)}");
                break;
            case InvoiceState.TechnicallyCorrected corrected:
                var by = play.Office.SeenLedgers.Of(invoice).At(corrected.By);
                if (by.State is not InvoiceState.Accepted accepting || accepting.KsefNumber != corrected.KsefNumber || by.CorrectedHash is null)
                    play.Broken.Enqueue($"evidence: {Shown(invoice)} was not technically corrected by {Shown(by)}");
                break;
            default:
                play.Broken.Enqueue($"lost: {Shown(invoice)} waits though everything is calm: {invoice.State}");
                break;
        }
        if (invoice.Mode == IssuingMode.TotalFailure && there.Count > 0) play.Broken.Enqueue($"doubled: {Shown(invoice)} was issued in a total failure and sent all the same");
    }

    private static void TheWaivedWasNeverAccepted(Play play, IssuedInvoice invoice, List<string> numbers)
    {
        if (numbers.Count > 0) play.Broken.Enqueue($"lost: {Shown(invoice)} is waived here and has the number {numbers[0]} in KSeF");
    }

    // A file may go again after a refusal, never when KSeF had it.
    private static void NothingIsSentTwice(Play play, IssuedInvoice invoice, List<AtKsef> there)
    {
        if (play.SentElsewhere.Contains(invoice.Hash.Base64)) return;
        var first = there.FindIndex(one => one.KsefNumber is not null);
        if (first >= 0 && first < there.Count - 1) play.Broken.Enqueue($"doubled: {Shown(invoice)} was sent again after KSeF had it: {string.Join(", ", there)}");
    }

    private static void EveryStepHasItsCause(Play play, IssuedInvoice invoice)
    {
        var history = play.Office.SeenLedgers.Of(invoice).History(invoice);
        if (history is not [{ State: InvoiceState.Issued or InvoiceState.Waived }, ..] || history[^1].State != invoice.State) play.Broken.Enqueue($"evidence: the history of {Shown(invoice)} does not lead to its state");
        if (history.Any(step => string.IsNullOrWhiteSpace(step.Cause.InWords.En))) play.Broken.Enqueue($"evidence: a step of {Shown(invoice)} has no cause");
        for (var i = 1; i < history.Count; i++)
        {
            try
            {
                history[i - 1].State.To(history[i].State);
            }
            catch (InvalidOperationException)
            {
                play.Broken.Enqueue($"evidence: {Shown(invoice)} went from {history[i - 1].State} to {history[i].State}");
            }
        }
    }

    private static void TheModeHasItsEvidence(Play play, IssuedInvoice invoice)
    {
        var evidence = invoice.ModeEvidence;
        if (string.IsNullOrWhiteSpace(invoice.ModeReason.InWords.En)) play.Broken.Enqueue($"evidence: the mode of {Shown(invoice)} has no reason");
        if (IsOfflineByLaw(invoice.Mode) != (invoice.KodII is not null) && invoice.Repairs is null) play.Broken.Enqueue($"evidence: the codes of {Shown(invoice)} do not fit its mode");
        if (invoice.Mode is IssuingMode.Online or IssuingMode.Offline24) return;
        if (evidence is not { EventId: not null, Messages.Count: > 0 }) play.Broken.Enqueue($"evidence: no announcement is kept for {Shown(invoice)}");
        if (invoice.Mode == IssuingMode.TotalFailure && !play.Confirmed.Contains(evidence.EventId ?? 0)) play.Broken.Enqueue($"evidence: nobody confirmed the total failure of {Shown(invoice)}");
    }

    private static void TheModeIsDeclared(Play play, IssuedInvoice invoice, List<AtKsef> there)
    {
        if (play.SentElsewhere.Contains(invoice.Hash.Base64)) return;
        if (there.Any(one => one.DeclaredOffline != IsOfflineByLaw(invoice.Mode))) play.Broken.Enqueue($"evidence: {Shown(invoice)} was sent as issued {(IsOfflineByLaw(invoice.Mode) ? "online" : "offline")}");
    }

    // LAW 1.1, apart from what the program says of its modes.
    private static bool IsOfflineByLaw(IssuingMode mode) => mode switch
    {
        IssuingMode.Offline24 => true, // art. 106nda
        IssuingMode.Unavailability => true, // art. 106nh
        IssuingMode.Failure => true, // art. 106nf
        _ => false,
    };

    private static void HeldCorrectionsAreIssuedOrWait(Play play, IReadOnlyList<IssuedInvoice> ledger)
    {
        var waiting = play.Office.Corrections.Among(play.Office.Companies.All());
        foreach (var held in play.Held.Where(one => !play.Withdrawn.Contains(one.Id)))
        {
            var waits = waiting.Any(one => one.Id == held.Id);
            var issued = ledger.FirstOrDefault(one => one.Company == held.Company && one.Kind == held.Kind && one.Number == held.Number);
            if (!waits && issued is null) play.Broken.Enqueue($"lost: the held correction {held.Number} neither waits nor is issued");
            if (waits && Original(play, held) is { State: InvoiceState.Accepted or InvoiceState.Waived } ready && issued is null
                && !play.Shown.Any(problem => problem.Code == "INK-CORRECT-007" && problem.Text.En.Contains($" {held.Number} ")))
                play.Broken.Enqueue($"lost: the correction {held.Number} still waits, and its original {Shown(ready)} has what it needs");
        }
        foreach (var correction in ledger.Where(one => one.Kind.StartsWith("KOR", StringComparison.Ordinal)))
        {
            var named = play.Office.SeenLedgers.Of(correction).File(correction).Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej");
            var number = play.Office.SeenLedgers.Of(correction).File(correction).Text("Fa", "DaneFaKorygowanej", "NrFaKorygowanej");
            var originals = ledger.Where(one => one.Company == correction.Company && one.Number == number).ToList();
            if (named is null && !originals.Any(one => one.State is InvoiceState.Waived)) play.Broken.Enqueue($"evidence: {Shown(correction)} does not name the number of {number}");
            if (named is not null && !originals.Any(one => one.State is InvoiceState.Accepted accepted && accepted.KsefNumber == named))
                play.Broken.Enqueue($"evidence: {Shown(correction)} names {named}, which {number} has not");
        }
    }

    // What stands in KSeF for the original: itself, or the file that repaired it.
    private static IssuedInvoice Original(Play play, HeldCorrection held)
    {
        var ledger = play.Office.Ledger.Of(play.Companies.Single(one => one.Id == held.Company));
        var original = ledger.At(held.Original);
        var first = original.Repairs is { } id ? ledger.At(id) : original;
        return ledger.RepairsOf(first).FirstOrDefault(one => one.State is InvoiceState.Accepted) ?? original;
    }

    private static void SessionsAreClosed(Play play)
    {
        foreach (var company in play.Companies)
        {
            foreach (var session in play.Office.Ledger.Of(company).Sessions.Unsettled()) play.Broken.Enqueue($"evidence: nobody knows how session {session} ended");
        }
    }

    private static string Shown(SlowDeadline.Answer slow) => slow.Duty == "none" ? "none" : slow.Date is { } date ? $"{date:yyyy-MM-dd}" : "unknown";

    private static string Shown(IssuedInvoice invoice) => $"#{invoice.Id} {invoice.Kind} {invoice.Number} ({invoice.Mode}, {invoice.State})";
}
