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
    /// <summary>
    /// Puts the messages of each event together. The highest version wins, also of a message that came earlier in the list;
    /// a failure that grew into a total one stays beside it (LAW 103, 104). Unknown categories and types say nothing.
    /// </summary>
    public static IReadOnlyList<Announcement> Of(IEnumerable<LatarniaMessage> messages) =>
        [.. messages.Where(message => CategoryOf(message) is not null)
            .GroupBy(message => (message.EventId, Category: CategoryOf(message)!.Value))
            .Select(one => Of(one.Key.EventId, one.Key.Category, [.. one])).OfType<Announcement>().OrderBy(one => one.PublishedAt)];

    /// <summary>The same as it was known at <paramref name="asOf"/>: what was published later, the end of an event too, is not known yet.</summary>
    public static IReadOnlyList<Announcement> Of(IEnumerable<LatarniaMessage> messages, DateTimeOffset asOf) =>
        Of(messages.Where(message => message.PublishedAt <= asOf));

    private static Announcement? Of(long eventId, AnnouncementCategory category, IReadOnlyList<LatarniaMessage> messages)
    {
        var beginning = Latest(messages, category == AnnouncementCategory.Maintenance ? LatarniaMessageType.MaintenanceAnnouncement
            : LatarniaMessageType.FailureStart);
        var ending = category == AnnouncementCategory.Maintenance ? null : Latest(messages, LatarniaMessageType.FailureEnd);
        if ((beginning ?? ending) is not { } any) return null;
        // The announcement of maintenance carries both ends; a failure ends with a message of its own.
        var endAt = category == AnnouncementCategory.Maintenance
            ? any.EndsAt
            : ending is null ? null : ending.EndsAt
                ?? (beginning is null || ending.StartsAt > beginning.StartsAt ? ending.StartsAt : ending.PublishedAt);
        return new Announcement(eventId, category, messages.Where(one => one.Type == any.Type).Min(one => one.PublishedAt), any.StartsAt, endAt);
    }

    private static LatarniaMessage? Latest(IEnumerable<LatarniaMessage> messages, LatarniaMessageType type) =>
        messages.Where(message => message.Type == type).OrderBy(message => message.Version).ThenBy(message => message.PublishedAt).LastOrDefault();

    private static AnnouncementCategory? CategoryOf(LatarniaMessage message) => message.Category switch
    {
        LatarniaCategory.Maintenance => AnnouncementCategory.Maintenance,
        LatarniaCategory.Failure => AnnouncementCategory.Failure,
        LatarniaCategory.TotalFailure => AnnouncementCategory.TotalFailure,
        _ => null,
    };

    /// <summary>It was going on at <paramref name="instant"/>.</summary>
    public bool Covers(DateTimeOffset instant) => StartAt <= instant && (EndAt is null || instant < EndAt);
}
