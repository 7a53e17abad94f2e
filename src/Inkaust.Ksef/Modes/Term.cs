using Inkaust.Invoices;

namespace Inkaust.Ksef.Modes;

/// <summary>The term of one invoice while its deadline is being found: where it stands, and from what it is counted.</summary>
internal sealed class Term(IssueFacts facts, WorkingDays calendar, DateTimeOffset asOf)
{
    private const int DaysAfterAFailure = 7;

    private readonly List<Wording> steps = [];
    private List<Announcement> causes = [];
    private SendingDuty duty = SendingDuty.Send;
    private string basis = "106nda";
    private DateOnly? date;
    private DateOnly? newsCountsUntil;
    private Announcement? countedFrom;
    private long? liftedBy;

    /// <summary>The answer as it stands.</summary>
    public Deadline Deadline => new(duty, date, basis, [.. steps]) { Target = Target, LiftedBy = liftedBy };

    // LAW 32; where the working day before is not after the issue, the day of issue itself: as soon as it can be (LAW 86).
    private DateOnly? Target => date is not { } due ? null : calendar.Before(due) is var earlier && earlier > facts.IssueDate ? earlier
        : facts.IssueDate < due ? facts.IssueDate : due;

    /// <summary>The term that the mode itself gives.</summary>
    public void Begin(IReadOnlyList<Announcement> known)
    {
        switch (facts.Mode)
        {
            case IssuingMode.TotalFailure:
                (duty, basis, liftedBy) = (SendingDuty.None, "106ng", facts.EventId);
                Say("Faktury z okresu awarii całkowitej nie przesyła się do KSeF (art. 106ng).",
                    "An invoice of a total failure is not sent to KSeF (art. 106ng).");
                break;
            case IssuingMode.Failure:
                OfTheEvent(known, AnnouncementCategory.Failure, DaysAfterAFailure);
                break;
            case IssuingMode.Unavailability:
                OfTheEvent(known, AnnouncementCategory.Maintenance, 1);
                break;
            default:
                OfTheIssueDate();
                break;
        }
    }

    /// <summary>A failure or a total failure was announced: does it change anything?</summary>
    public void Hear(Announcement news)
    {
        if (duty == SendingDuty.None || causes.Contains(news)) return;
        var total = news.Category == AnnouncementCategory.TotalFailure;
        var published = PolishTime.DateOf(news.PublishedAt);
        if (!CameAfterTheIssue(news) && !(total && IsDuringTheIssue(news)))
        {
            if (facts.IssuedAt is null && !total && published == facts.IssueDate)
            {
                Say($"{DayPl(published)} ogłoszono awarię; bez godziny wystawienia nie wiadomo, czy już po nim, więc zostaje termin wcześniejszy.",
                    $"A failure was announced on {DayEn(published)}; without the time of issue it is not known "
                        + "whether after it, so the earlier term stays.");
            }
            return;
        }
        // What is announced, or begins, after the term changes nothing (LAW 33).
        if (newsCountsUntil is { } last && (published > last || PolishTime.DateOf(news.StartAt) > last))
        {
            Say(published > last
                    ? $"Komunikat z {DayPl(published)} ogłoszono po terminie, więc niczego nie zmienia."
                    : $"Komunikat z {DayPl(published)} dotyczy czasu po terminie, więc niczego nie zmienia.",
                published > last
                    ? $"The announcement of {DayEn(published)} came after the deadline, so it changes nothing."
                    : $"The announcement of {DayEn(published)} is about a time after the deadline, so it changes nothing.");
            return;
        }
        if (total) Lift(news, published);
        else CountAnew(news, published);
    }

    // art. 106nda ust. 2 and 16; LAW 12, 13, 16
    private void OfTheIssueDate()
    {
        Say($"Data wystawienia (P_1): {DayPl(facts.IssueDate)}.", $"Date of issue (P_1): {DayEn(facts.IssueDate)}.");
        if (facts.Mode == IssuingMode.Online)
        {
            Say("Wysłana później niż tego dnia jest fakturą offline24 (art. 106nda ust. 16); bezpiecznie liczy się jej ten sam termin.",
                "Sent later than on that day it is an offline24 invoice (art. 106nda ust. 16); to be safe the same term is counted.");
        }
        Say("offline24: przesłać najpóźniej w następnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).",
            "offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2).");
        Count(facts.IssueDate, 1);
    }

    // art. 106nf ust. 4 (failure), 106nh ust. 2 (unavailability); LAW 22, 26
    private void OfTheEvent(IReadOnlyList<Announcement> known, AnnouncementCategory category, int workingDays)
    {
        basis = facts.Mode.Article();
        causes = [.. known.Where(one => one.Category == category && (facts.EventId is { } bound ? one.EventId == bound : IsDuringTheIssue(one)))];
        if (causes.Count == 0)
        {
            duty = SendingDuty.Unknown;
            // At best it is an offline24 invoice: what is announced later is measured by that term.
            newsCountsUntil = calendar.After(facts.IssueDate, 1);
            Say($"Żaden komunikat nie obejmuje chwili wystawienia {DayPl(facts.IssueDate)}; bez niego nie ma podstawy art. {basis}.",
                $"No announcement covers the moment of issue {DayEn(facts.IssueDate)}; without one there is no basis in art. {basis}.");
            Say($"Bezpiecznie jest przesłać ją jak offline24: do {DayPl(newsCountsUntil.Value)}.",
                $"It is safe to send it as an offline24 one: by {DayEn(newsCountsUntil.Value)}.");
            return;
        }
        var cause = causes.MaxBy(EndOf)!;
        if (category == AnnouncementCategory.Failure) countedFrom = cause;
        CountFrom(cause, workingDays);
    }

    // art. 106ng, 106nha, 106nf ust. 7; LAW 30
    private void Lift(Announcement total, DateOnly published)
    {
        (duty, basis, date, liftedBy) = (SendingDuty.None, "106ng", null, total.EventId);
        Say($"{DayPl(published)} ogłoszono awarię całkowitą, zanim minął termin: faktury nie przesyła się (art. 106ng, 106nha).",
            $"A total failure was announced on {DayEn(published)} within the term: the invoice is not sent (art. 106ng, 106nha).");
    }

    // art. 106nha; 106nf ust. 5; LAW 20, 24, 26
    private void CountAnew(Announcement failure, DateOnly published)
    {
        (duty, basis) = (SendingDuty.Send, "106nf");
        Say($"{DayPl(published)} ogłoszono awarię, zanim minął termin: liczy się na nowo od jej końca (art. 106nha, 106nf ust. 5).",
            $"A failure was announced on {DayEn(published)} within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5).");
        // A failure that ended before another one did brings the term no nearer: the latest end counts.
        if (countedFrom is null || EndOf(failure) > EndOf(countedFrom)) countedFrom = failure;
        CountFrom(countedFrom, DaysAfterAFailure);
    }

    private void CountFrom(Announcement cause, int workingDays)
    {
        if (cause.EndAt is not { } end || end > asOf)
        {
            date = newsCountsUntil = null;
            Say("Zdarzenie jeszcze trwa, więc terminu nie można podać.", "The event still goes on, so the date cannot be told yet.");
            return;
        }
        var ended = PolishTime.DateOf(end);
        Say($"Zdarzenie skończyło się {DayPl(ended)}; tego dnia się nie liczy.", $"The event ended on {DayEn(ended)}; that day is not counted.");
        if (workingDays == 1) Say("Termin to następny dzień roboczy.", "The deadline is the next working day.");
        else Say($"Termin to {workingDays}. dzień roboczy po nim.", $"The deadline is the {workingDays}th working day after it.");
        Count(ended, workingDays);
    }

    private void Count(DateOnly from, int workingDays)
    {
        var due = calendar.After(from, workingDays);
        date = newsCountsUntil = due;
        for (var day = PolishTime.DaysAfter(from, 1); day <= due && day > from; (from, day) = (day, PolishTime.DaysAfter(day, 1)))
        {
            if (calendar.WhyFree(day) is { } free) Say($"Dzień wolny: {DayPl(day)} ({free.Pl}).", $"Day off: {DayEn(day)} ({free.En}).");
            else if (calendar.WhyWorked(day) is { } worked) Say($"Dzień roboczy: {DayPl(day)} ({worked}).", $"Working day: {DayEn(day)} ({worked}).");
        }
        Say($"Termin: {DayPl(due)}, do końca dnia w Polsce.", $"Deadline: {DayEn(due)}, until the end of the day in Poland.");
    }

    private static DateTimeOffset EndOf(Announcement one) => one.EndAt ?? DateTimeOffset.MaxValue;

    private bool IsDuringTheIssue(Announcement one) => facts.IssuedAt is { } at
        ? one.Covers(at)
        : PolishTime.DateOf(one.StartAt) <= facts.IssueDate && (one.EndAt is not { } end || facts.IssueDate <= PolishTime.DateOf(end));

    // Without a time of issue only a later day is surely after it: a term must not be made longer by a guess.
    private bool CameAfterTheIssue(Announcement one) =>
        facts.IssuedAt is { } at ? one.PublishedAt > at : PolishTime.DateOf(one.PublishedAt) > facts.IssueDate;

    private void Say(string pl, string en) => steps.Add(new Wording(pl, en));

    private static string DayPl(DateOnly day) => $"{DayNames[(int)day.DayOfWeek].Pl} {day:dd.MM.yyyy}";

    private static string DayEn(DateOnly day) => $"{DayNames[(int)day.DayOfWeek].En} {day:yyyy-MM-dd}";

    private static readonly Wording[] DayNames =
    [
        new("niedziela", "Sunday"), new("poniedziałek", "Monday"), new("wtorek", "Tuesday"), new("środa", "Wednesday"),
        new("czwartek", "Thursday"), new("piątek", "Friday"), new("sobota", "Saturday"),
    ];
}
