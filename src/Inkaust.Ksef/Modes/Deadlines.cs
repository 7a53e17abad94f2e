using Inkaust.Invoices;

namespace Inkaust.Ksef.Modes;

/// <summary>Whether the invoice has to be sent to KSeF.</summary>
public enum SendingDuty
{
    /// <summary>It has to be sent.</summary>
    Send,

    /// <summary>A total failure lifts the duty (LAW 28, 30).</summary>
    None,

    /// <summary>The facts do not say: no announcement covers the invoice.</summary>
    Unknown,
}

/// <summary>Until when an invoice must reach KSeF, and how that date was found.</summary>
/// <param name="Duty">Whether it has to be sent.</param>
/// <param name="Date">The last day, in Poland, until 23:59:59; null while it cannot be known yet, or without a duty.</param>
/// <param name="Basis">The article of the VAT Act.</param>
/// <param name="Steps">The reasoning, one sentence a step, so that a person can check it.</param>
public sealed record Deadline(SendingDuty Duty, DateOnly? Date, string Basis, IReadOnlyList<Wording> Steps)
{
    /// <summary>The day at which the program aims: a working day earlier, but not before <paramref name="issueDate"/> (LAW 32).</summary>
    public DateOnly? TargetFor(DateOnly issueDate) =>
        Date is not { } date ? null : WorkingDays.Before(date) is var earlier && earlier > issueDate ? earlier : date;

    /// <summary>The day has passed at <paramref name="now"/>.</summary>
    public bool IsLate(DateTimeOffset now) => Date is { } date && now > PolishTime.EndOf(date);
}

/// <summary>The facts about one invoice on which its deadline rests.</summary>
/// <param name="Mode">How it was issued.</param>
/// <param name="IssueDate">P_1.</param>
/// <param name="IssuedAt">The moment of issue, where it is known; P_1 has no time (LAW 35).</param>
/// <param name="EventId">The announced event that the mode was chosen by. Its end may be announced later than it came, so the
/// bond is the event and not the moment (LAW 107).</param>
public sealed record IssueFacts(IssuingMode Mode, DateOnly IssueDate, DateTimeOffset? IssuedAt = null, long? EventId = null);

/// <summary>The deadlines of sending, as a pure function of facts (LAW 1.9).</summary>
public static class Deadlines
{
    private const int DaysAfterAFailure = 7;

    /// <summary>The deadline as it stands at <paramref name="asOf"/>; what was published later is not known yet.</summary>
    public static Deadline Of(IssueFacts facts, IReadOnlyList<Announcement> announcements, DateTimeOffset asOf)
    {
        var known = announcements.Where(one => one.PublishedAt <= asOf).OrderBy(one => one.PublishedAt).ToList();
        var first = facts.Mode switch
        {
            IssuingMode.Failure => OfTheEvent(facts, known, AnnouncementCategory.Failure, DaysAfterAFailure, asOf),
            IssuingMode.Unavailability => OfTheEvent(facts, known, AnnouncementCategory.Maintenance, 1, asOf),
            IssuingMode.TotalFailure => new Deadline(SendingDuty.None, null, "106ng", [new(
                "Faktury z okresu awarii całkowitej nie przesyła się do KSeF (art. 106ng).",
                "An invoice of a total failure is not sent to KSeF (art. 106ng).")]),
            _ => OfTheIssueDate(facts),
        };
        return known.Where(one => one.Category != AnnouncementCategory.Maintenance && IsNews(one, facts))
            .Aggregate(first, (deadline, news) => After(news, deadline, asOf));
    }

    // art. 106nda ust. 2 and 16; LAW 12, 13, 16
    private static Deadline OfTheIssueDate(IssueFacts facts)
    {
        var due = WorkingDays.After(facts.IssueDate, 1);
        var steps = new List<Wording>
        {
            new($"Data wystawienia (P_1): {Pl(facts.IssueDate)}.", $"Date of issue (P_1): {En(facts.IssueDate)}."),
            new("offline24: przesłać najpóźniej w następnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).",
                "offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."),
        };
        Count(facts.IssueDate, due, steps);
        return new Deadline(SendingDuty.Send, due, "106nda", steps);
    }

    // art. 106nf ust. 4 (failure), 106nh ust. 2 (unavailability); LAW 22, 26
    private static Deadline OfTheEvent(
        IssueFacts facts, List<Announcement> known, AnnouncementCategory category, int workingDays, DateTimeOffset asOf)
    {
        var basis = facts.Mode.Article();
        var cause = known.LastOrDefault(one => one.Category == category && IsCause(one, facts));
        if (cause is null)
        {
            return new Deadline(SendingDuty.Unknown, null, basis, [new(
                $"Żaden komunikat nie obejmuje chwili wystawienia {Pl(facts.IssueDate)}; bez niego nie ma podstawy art. {basis}.",
                $"No announcement covers the moment of issue {En(facts.IssueDate)}; without one there is no basis in art. {basis}.")]);
        }
        return CountedFrom(cause, workingDays, basis, [], asOf);
    }

    private static Deadline After(Announcement news, Deadline deadline, DateTimeOffset asOf)
    {
        if (deadline.Duty == SendingDuty.None) return deadline;
        var published = PolishTime.DateOf(news.PublishedAt);
        // What is announced after the deadline cures nothing; LAW 33.
        if (deadline.Date is { } due && published > due)
        {
            return deadline with
            {
                Steps = [.. deadline.Steps, new(
                    $"Komunikat z {Pl(published)} ogłoszono po terminie, więc niczego nie zmienia.",
                    $"The announcement of {En(published)} came after the deadline, so it changes nothing.")],
            };
        }
        if (news.Category == AnnouncementCategory.TotalFailure)
        {
            return new Deadline(SendingDuty.None, null, "106ng", [.. deadline.Steps, new(
                $"{Pl(published)} ogłoszono awarię całkowitą, zanim minął termin: faktury nie przesyła się (art. 106ng, 106nha).",
                $"A total failure was announced on {En(published)} within the term: the invoice is not sent (art. 106ng, 106nha).")]);
        }
        // art. 106nha; 106nf ust. 5; LAW 20, 24, 26
        return CountedFrom(news, DaysAfterAFailure, "106nf", [.. deadline.Steps, new(
            $"{Pl(published)} ogłoszono awarię, zanim minął termin: liczy się na nowo od jej końca (art. 106nha, 106nf ust. 5).",
            $"A failure was announced on {En(published)} within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5).")], asOf);
    }

    private static Deadline CountedFrom(
        Announcement cause, int workingDays, string basis, IReadOnlyList<Wording> before, DateTimeOffset asOf)
    {
        var steps = new List<Wording>(before);
        if (cause.EndAt is not { } end || end > asOf)
        {
            steps.Add(new("Zdarzenie jeszcze trwa, więc terminu nie można podać.", "The event still goes on, so the date cannot be told yet."));
            return new Deadline(SendingDuty.Send, null, basis, steps);
        }
        var ended = PolishTime.DateOf(end);
        var due = WorkingDays.After(ended, workingDays);
        steps.Add(new($"Zdarzenie skończyło się {Pl(ended)}; tego dnia się nie liczy.", $"The event ended on {En(ended)}; that day is not counted."));
        steps.Add(workingDays == 1
            ? new("Termin to następny dzień roboczy.", "The deadline is the next working day.")
            : new($"Termin to {workingDays}. dzień roboczy po nim.", $"The deadline is the {workingDays}th working day after it."));
        Count(ended, due, steps);
        return new Deadline(SendingDuty.Send, due, basis, steps);
    }

    private static void Count(DateOnly from, DateOnly due, List<Wording> steps)
    {
        for (var day = from.AddDays(1); day < due; day = day.AddDays(1))
        {
            if (WorkingDays.WhyFree(day) is { } reason)
                steps.Add(new($"{Pl(day)} jest wolny: {reason.Pl}.", $"{En(day)} is free: {reason.En}."));
        }
        steps.Add(new($"Termin: {Pl(due)}, do końca dnia w Polsce.", $"Deadline: {En(due)}, until the end of the day in Poland."));
    }

    private static bool IsCause(Announcement one, IssueFacts facts) =>
        facts.EventId is { } bound ? one.EventId == bound : IsDuring(one, facts);

    private static bool IsDuring(Announcement one, IssueFacts facts) => facts.IssuedAt is { } at
        ? one.Covers(at)
        : PolishTime.DateOf(one.StartAt) <= facts.IssueDate && (one.EndAt is not { } end || facts.IssueDate <= PolishTime.DateOf(end));

    private static bool IsNews(Announcement one, IssueFacts facts) => facts.IssuedAt is { } at
        ? one.PublishedAt > at
        : PolishTime.DateOf(one.PublishedAt) >= facts.IssueDate && !IsDuring(one, facts);

    private static string Pl(DateOnly day) => $"{DayNames[(int)day.DayOfWeek].Pl} {day:dd.MM.yyyy}";

    private static string En(DateOnly day) => $"{DayNames[(int)day.DayOfWeek].En} {day:yyyy-MM-dd}";

    private static readonly Wording[] DayNames =
    [
        new("niedziela", "Sunday"), new("poniedziałek", "Monday"), new("wtorek", "Tuesday"), new("środa", "Wednesday"),
        new("czwartek", "Thursday"), new("piątek", "Friday"), new("sobota", "Saturday"),
    ];
}
