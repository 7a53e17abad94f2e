namespace Inkaust.Ksef.Modes;

/// <summary>What an announcement of the ministry is about.</summary>
public enum AnnouncementCategory
{
    /// <summary>Unavailability: a maintenance window (art. 106ne ust. 4).</summary>
    Maintenance,

    /// <summary>A failure (art. 106ne ust. 1).</summary>
    Failure,

    /// <summary>A total failure (art. 106ne ust. 3).</summary>
    TotalFailure,
}

/// <summary>
/// One event as the ministry announced it: its messages of start and end put together.
/// Latarnia repeats a message with a higher version; the highest wins (LAW 103, 104).
/// </summary>
/// <param name="EventId">Latarnia's number of the event.</param>
/// <param name="Category">What it is.</param>
/// <param name="PublishedAt">When its first message was published: what "announced within the term" means (LAW 33).</param>
/// <param name="StartAt">When it began, or will begin.</param>
/// <param name="EndAt">When it ended, or for maintenance will end; null while a failure goes on.</param>
public sealed record Announcement(
    long EventId, AnnouncementCategory Category, DateTimeOffset PublishedAt, DateTimeOffset StartAt, DateTimeOffset? EndAt)
{
    /// <summary>It was going on at <paramref name="instant"/>.</summary>
    public bool Covers(DateTimeOffset instant) => StartAt <= instant && (EndAt is null || instant < EndAt);
}
