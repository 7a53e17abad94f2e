using System.Globalization;

namespace Inkaust.Invoices;

/// <summary>
/// The one place where an instant becomes a Polish date. All dates of the VAT Act are dates in Poland,
/// while the API speaks in UTC or with an offset (LAW 88, 89).
/// </summary>
public static class PolishTime
{
    /// <summary>Europe/Warsaw; on a machine without time-zone data the rule of the European Union stands in.</summary>
    public static TimeZoneInfo Zone { get; } =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Warsaw", out var zone) ? zone : ByTheRuleOfTheUnion();

    /// <summary>The calendar date in Poland at <paramref name="instant"/>.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    /// <summary><paramref name="instant"/> as a Polish clock shows it, with the Polish offset.</summary>
    public static DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary><paramref name="instant"/> as people are told it, to the minute in Poland; a question mark when it is not known.</summary>
    public static string Shown(DateTimeOffset? instant) =>
        instant is { } at ? At(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "?";

    /// <summary>The last second of <paramref name="date"/> in Poland: the moment at which a deadline ends.</summary>
    public static DateTimeOffset EndOf(DateOnly date)
    {
        var local = date.ToDateTime(new TimeOnly(23, 59, 59));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <summary>The first second of <paramref name="date"/> in Poland.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => EndOf(DaysAfter(date, -1)).AddSeconds(1);

    /// <summary>The last day of a month; after that of December 9999 there is none.</summary>
    public static DateOnly LastOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    /// <summary>
    /// So many days after <paramref name="date"/>, before it where they are negative. Files say dates of any year: the calendar has a first and a last
    /// day, and nothing lies beyond them.
    /// </summary>
    public static DateOnly DaysAfter(DateOnly date, long days) => DateOnly.FromDayNumber((int)Math.Clamp(
        date.DayNumber + Math.Clamp(days, -DateOnly.MaxValue.DayNumber, DateOnly.MaxValue.DayNumber), 0, DateOnly.MaxValue.DayNumber));

    // Directive 2000/84/EC: from the last Sunday of March to the last Sunday of October, at 01:00 UTC.
    internal static TimeZoneInfo ByTheRuleOfTheUnion()
    {
        var start = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday);
        var end = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday);
        var summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), start, end);
        return TimeZoneInfo.CreateCustomTimeZone("Europe/Warsaw", TimeSpan.FromHours(1), "Warsaw", "CET", "CEST", [summer]);
    }
}
