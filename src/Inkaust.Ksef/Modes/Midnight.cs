using Inkaust.Invoices;

namespace Inkaust.Ksef.Modes;

/// <summary>
/// The midnight guard: the date of an invoice is a date in Poland and decides its deadline, so that near midnight a person must know
/// which date it will be and what follows (LAW 6-13, 88).
/// </summary>
/// <param name="Date">The date of an invoice that is issued now.</param>
/// <param name="Clock">The time in Poland.</param>
/// <param name="Text">What follows from it.</param>
public sealed record Midnight(DateOnly Date, TimeOnly Clock, Wording Text)
{
    private static readonly TimeOnly Evening = new(23, 30), Morning = new(0, 30);

    /// <summary>What is to be said at <paramref name="now"/>; null while midnight in Poland is more than half an hour away.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="wish">The mode that is asked for.</param>
    /// <param name="calendar">The working days.</param>
    public static Midnight? Near(DateTimeOffset now, ModeWish wish, WorkingDays calendar)
    {
        var (today, time) = (PolishTime.DateOf(now), TimeOnly.FromDateTime(PolishTime.At(now).DateTime));
        if (time >= Morning && time < Evening) return null;
        return new Midnight(today, time, time >= Evening ? Before(today, time, wish, calendar) : After(today, time, wish, calendar));
    }

    private static Wording Before(DateOnly today, TimeOnly time, ModeWish wish, WorkingDays calendar)
    {
        var tomorrow = today.AddDays(1);
        var (due, dueTomorrow) = (calendar.After(today, 1), calendar.After(tomorrow, 1));
        var head = new Wording($"W Polsce jest {time:HH:mm}: faktura wystawiona teraz ma datę {today:yyyy-MM-dd}, po północy {tomorrow:yyyy-MM-dd}.",
            $"In Poland it is {time:HH:mm}: an invoice issued now is dated {today:yyyy-MM-dd}, after midnight {tomorrow:yyyy-MM-dd}.");
        var online = new Wording(
            $"Jeśli KSeF dostanie ją dopiero po północy, oznaczy ją jako offline: "
                + $"data wystawienia zostaje {today:yyyy-MM-dd}, termin mija {due:yyyy-MM-dd}, nabywca otrzymuje ją w dniu numeru.",
            $"If KSeF gets it only after midnight, it marks it offline: "
                + $"the issue date stays {today:yyyy-MM-dd}, the deadline is {due:yyyy-MM-dd}, and the buyer receives it on the day of the number.");
        var offline24 = new Wording(
            $"Termin przesłania: {due:yyyy-MM-dd}; wystawiona po północy: {dueTomorrow:yyyy-MM-dd}.",
            $"To be sent by {due:yyyy-MM-dd}; issued after midnight by {dueTomorrow:yyyy-MM-dd}.");
        return wish switch
        {
            ModeWish.Online => Join(head, online),
            ModeWish.Offline => Join(head, offline24),
            ModeWish.Auto => Join(head, online, new Wording($"Offline24: {offline24.Pl}", $"Offline24: {offline24.En}")),
            _ => Join(head, OfAnEvent),
        };
    }

    private static Wording After(DateOnly today, TimeOnly time, ModeWish wish, WorkingDays calendar)
    {
        var due = calendar.After(today, 1);
        var head = new Wording($"W Polsce jest {time:HH:mm} i nowy dzień: faktura wystawiona teraz ma datę {today:yyyy-MM-dd}.",
            $"In Poland it is {time:HH:mm} and a new day: an invoice issued now is dated {today:yyyy-MM-dd}.");
        var yesterday = new Wording(
            $"Plik z datą {today.AddDays(-1):yyyy-MM-dd} wysłany teraz KSeF oznaczy jako offline; "
                + $"jego termin liczy się od tamtej daty: {calendar.After(today.AddDays(-1), 1):yyyy-MM-dd}.",
            $"A file dated {today.AddDays(-1):yyyy-MM-dd} that is sent now is marked offline by KSeF; "
                + $"its deadline is counted from that date: {calendar.After(today.AddDays(-1), 1):yyyy-MM-dd}.");
        var offline24 = new Wording($"Offline24 trzeba przesłać do {due:yyyy-MM-dd}.", $"Offline24 is to be sent by {due:yyyy-MM-dd}.");
        return wish switch
        {
            ModeWish.Online => Join(head, yesterday),
            ModeWish.Offline => Join(head, offline24),
            ModeWish.Auto => Join(head, yesterday, offline24),
            _ => Join(head, OfAnEvent),
        };
    }

    // art. 106nf ust. 4, 106nh ust. 2: the term is counted from the end of the event.
    private static Wording OfAnEvent { get; } = new(
        "Termin liczy się od końca ogłoszonego zdarzenia, a nie od tej daty.",
        "The deadline is counted from the end of the announced event, not from this date.");

    private static Wording Join(params Wording[] parts) =>
        new(string.Join(' ', parts.Select(one => one.Pl)), string.Join(' ', parts.Select(one => one.En)));
}
