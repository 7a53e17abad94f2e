using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>The law of deadlines on its own: facts in, a date with its reasons out. Nothing is written anywhere, and nothing is asked.</summary>
public static class CountDeadline
{
    /// <summary>Until when an invoice must reach KSeF, as it was known at a moment.</summary>
    /// <param name="facts">How and when it was issued.</param>
    /// <param name="messages">Messages of Latarnia; what was published later than <paramref name="asOf"/> is not known yet.</param>
    /// <param name="asOf">The moment.</param>
    /// <param name="days">The working days.</param>
    public static (Deadline Deadline, bool IsLate) Of(IssueFacts facts, IReadOnlyList<LatarniaMessage> messages, DateTimeOffset asOf,
        WorkingDays days)
    {
        var deadline = Deadlines.Of(facts, Announcement.Of(messages, asOf), asOf, days);
        return (deadline, deadline.IsLate(asOf));
    }
}
