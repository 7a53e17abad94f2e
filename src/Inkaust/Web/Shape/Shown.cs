using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Web.Shape;

/// <summary>Amounts, dates and words as people read them; nothing in them is broken across lines.</summary>
internal static class Shown
{
    private const string NoBreak = "\u00A0";

    private static readonly NumberFormatInfo Polish = new() { NumberGroupSeparator = NoBreak, NumberDecimalSeparator = "," };

    private static readonly string[] Months =
        ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"];

    private static readonly string[] MonthNames =
        ["styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"];

    private static readonly string[] Days = ["niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"];

    private static readonly string[] DaysUntil = ["niedzieli", "poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty"];

    /// <summary>4 705,05 zł; in English 4,705.05 PLN.</summary>
    public static string Money(decimal amount, string currency, Language language) => language == Language.Polish
        ? $"{amount.ToString("N2", Polish)}{NoBreak}{(currency == "PLN" ? "zł" : currency)}"
        : $"{amount.ToString("N2", CultureInfo.InvariantCulture)}{NoBreak}{currency}";

    /// <summary>1 284; in English 1,284.</summary>
    public static string Count(long count, Language language) =>
        count.ToString("N0", language == Language.Polish ? Polish : CultureInfo.InvariantCulture);

    /// <summary>26.11.2026; in English 26 Nov 2026.</summary>
    public static string Date(DateOnly date, Language language) =>
        date.ToString(language == Language.Polish ? "dd.MM.yyyy" : $"d'{NoBreak}'MMM'{NoBreak}'yyyy", CultureInfo.InvariantCulture);

    /// <summary>czwartek, 26 listopada.</summary>
    public static string Day(DateOnly date, Language language) => language == Language.Polish
        ? $"{Days[(int)date.DayOfWeek]}, {date.Day} {Months[date.Month - 1]}"
        : date.ToString("dddd, d MMMM", CultureInfo.InvariantCulture);

    /// <summary>piątku 27 listopada: the day to which something lasts.</summary>
    public static string Until(DateOnly date, Language language) => language == Language.Polish
        ? $"{DaysUntil[(int)date.DayOfWeek]} {date.Day}{NoBreak}{Months[date.Month - 1]}"
        : date.ToString($"dddd d'{NoBreak}'MMMM", CultureInfo.InvariantCulture);

    /// <summary>listopad 2026.</summary>
    public static string Month(DateOnly date, Language language) => language == Language.Polish
        ? $"{MonthNames[date.Month - 1]} {date.Year}" : date.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>26.11.2026 14:03, by the clock of Poland.</summary>
    public static string Moment(DateTimeOffset at, Language language) =>
        $"{Date(PolishTime.DateOf(at), language)}{NoBreak}{PolishTime.At(at).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>40 s temu.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now, Language language)
    {
        var length = Length(now - at);
        return language == Language.Polish ? $"{length}{NoBreak}temu" : $"{length}{NoBreak}ago";
    }

    /// <summary>1 d 9 h, 3 h 12 min, 5 min, 40 s: the two greatest units.</summary>
    public static string Length(TimeSpan time) => time.Duration() switch
    {
        { Days: > 0 } length => $"{length.Days}{NoBreak}d {length.Hours}{NoBreak}h".Replace(' ', NoBreak[0]),
        { Hours: > 0 } length => $"{length.Hours}{NoBreak}h {length.Minutes}{NoBreak}min".Replace(' ', NoBreak[0]),
        { Minutes: > 0 } length => $"{length.Minutes}{NoBreak}min",
        var length => $"{length.Seconds}{NoBreak}s",
    };

    /// <summary>526-000-12-46.</summary>
    public static string Nip(Nip nip) =>
        nip.ToString() is { Length: 10 } text ? $"{text[..3]}-{text[3..6]}-{text[6..8]}-{text[8..]}" : nip.ToString();

    /// <summary>The environment by name.</summary>
    public static string Environment(KsefEnvironment environment, Language language) => environment.Name switch
    {
        "local" => language == Language.Polish ? "KSeF lokalny" : "local KSeF",
        "test" => "KSeF TEST",
        "demo" => "KSeF DEMO",
        _ => "KSeF",
    };

    /// <summary>The mode as a word for people.</summary>
    public static Wording Mode(IssuingMode mode) => mode switch
    {
        IssuingMode.Online => new("online", "online"),
        IssuingMode.Offline24 => new("offline24", "offline24"),
        IssuingMode.Unavailability => new("niedostępność", "unavailability"),
        IssuingMode.Failure => new("awaria", "failure"),
        _ => new("awaria całkowita", "total failure"),
    };

    /// <summary>One form of three: 1 faktura, 2 faktury, 5 faktur.</summary>
    public static string Plural(long count, string one, string few, string many) => count switch
    {
        1 => one,
        _ when count % 10 is >= 2 and <= 4 && count % 100 is < 12 or > 14 => few,
        _ => many,
    };
}
