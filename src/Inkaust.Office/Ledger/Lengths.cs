namespace Inkaust.Office;

/// <summary>Lengths of time as people are told them: in whole minutes, hours or days.</summary>
internal static class Lengths
{
    public static string Pl(TimeSpan time) => Of(time, "min", "godz.", "dni");

    public static string En(TimeSpan time) => Of(time, "min", "h", "days");

    private static string Of(TimeSpan time, string minutes, string hours, string days) =>
        time < TimeSpan.FromHours(1) ? $"{(int)time.TotalMinutes} {minutes}"
        : time < TimeSpan.FromDays(3) ? $"{(int)time.TotalHours} {hours}"
        : $"{(int)time.TotalDays} {days}";
}
