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
    /// <summary>The day at which the program aims: a working day earlier, but not before the issue (LAW 32).</summary>
    public DateOnly? Target { get; init; }

    /// <summary>The total failure that lifts the duty.</summary>
    public long? LiftedBy { get; init; }

    /// <summary>The day has passed in Poland at <paramref name="now"/>.</summary>
    public bool IsLate(DateTimeOffset now) => Date is { } date && PolishTime.DateOf(now) > date;
}

/// <summary>The facts about one invoice on which its deadline rests.</summary>
/// <param name="Mode">How it was issued.</param>
/// <param name="IssueDate">P_1.</param>
/// <param name="IssuedAt">The moment of issue, where it is known; P_1 has no time (LAW 35).</param>
/// <param name="EventId">The announced event that the mode was chosen by. Its end may be announced later than it came, so the
/// bond is the event and not the moment (LAW 107).</param>
public sealed record IssueFacts(IssuingMode Mode, DateOnly IssueDate, DateTimeOffset? IssuedAt = null, long? EventId = null);

/// <summary>
/// The deadlines of sending, as a pure function of facts (LAW 1.9): the term that the mode gives, and then every announcement that
/// came within it, in the order of publication.
/// </summary>
public static class Deadlines
{
    /// <summary>The state of the law by which they are counted: the day since which it is in force (yyyy-MM-dd).</summary>
    public const string Law = "2026-02-01";

    /// <summary>The deadline as it stands at <paramref name="asOf"/>; what was published later is not known yet.</summary>
    /// <param name="facts">The invoice.</param>
    /// <param name="announcements">Of its environment.</param>
    /// <param name="asOf">The moment.</param>
    /// <param name="calendar">The working days; null: those that the program knows by itself.</param>
    public static Deadline Of(IssueFacts facts, IReadOnlyList<Announcement> announcements, DateTimeOffset asOf, WorkingDays? calendar = null)
    {
        var known = announcements.Where(one => one.PublishedAt <= asOf).OrderBy(one => one.PublishedAt).ToList();
        var term = new Term(facts, calendar ?? WorkingDays.InPoland, asOf);
        term.Begin(known);
        foreach (var news in known.Where(one => one.Category != AnnouncementCategory.Maintenance)) term.Hear(news);
        return term.Deadline;
    }
}
