namespace Inkaust.Office;

/// <summary>How old what was noted is.</summary>
internal static class Freshness
{
    /// <summary>It was noted less than this ago. What lies ahead of now was noted before the clock was set back, and may be of any age.</summary>
    public static bool IsYoungerThan(this DateTimeOffset? notedAt, TimeSpan age, DateTimeOffset now) => notedAt <= now && now - notedAt < age;

    /// <inheritdoc cref="IsYoungerThan(DateTimeOffset?, TimeSpan, DateTimeOffset)"/>
    public static bool IsYoungerThan(this DateTimeOffset notedAt, TimeSpan age, DateTimeOffset now) =>
        IsYoungerThan((DateTimeOffset?)notedAt, age, now);
}
