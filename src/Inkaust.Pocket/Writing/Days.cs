using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>Days as people say them.</summary>
internal static class Days
{
    private static readonly string[] Months =
        ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"];

    private static readonly string[] Names = ["niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"];

    /// <summary>czwartek 26 listopada 2026.</summary>
    public static string Long(DateOnly date, Language language) => language == Language.Polish
        ? $"{Names[(int)date.DayOfWeek]} {date.Day}\u00A0{Months[date.Month - 1]} {date.Year}"
        : date.ToString("dddd d\u00A0MMMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>The modes of KSeF as words for people.</summary>
internal static class Modes
{
    public static Wording Words(string mode) => mode switch
    {
        "unavailability" => new("niedostępność", "unavailability"),
        "failure" => new("awaria", "failure"),
        "total-failure" => new("awaria całkowita", "total failure"),
        _ => new(mode, mode),
    };
}
