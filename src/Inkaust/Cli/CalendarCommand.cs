using System.CommandLine;
using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Working days: those of a year, and the days that statutes made free or working beyond the yearly ones.</summary>
internal static class CalendarCommand
{
    public const int FirstYear = 1990, LastYear = 2100;

    public static Command Create(CommandKit kit)
    {
        // Hidden, because the usage of "calendar add" would name it too.
        var year = new Argument<int?>("YEAR") { Arity = ArgumentArity.ZeroOrOne, Hidden = true, CustomParser = result => Arguments.ReadNumber(result, "YEAR", FirstYear, LastYear) };
        var daysOff = DaysOff();
        var command = new Command("calendar", "calendar YEAR: the working days of a year in Poland, 1990 to 2100 (default: this one), and why the others are free") { year, daysOff };
        command.Subcommands.Add(Add(kit));
        command.Subcommands.Add(Remove(kit));
        command.Subcommands.Add(ListChanges(kit));
        kit.Does(command, async (parsed, terminal, _) =>
        {
            Tell(terminal, new DateOnly(parsed.GetValue(year) ?? PolishTime.DateOf(kit.Clock.GetUtcNow()).Year, 1, 1), await DaysAsync(kit, parsed, daysOff));
            return 0;
        });
        return command;
    }

    public static Option<FileInfo?> DaysOff() => new("--days-off")
    {
        Description = "Days that statutes made free or working: [{\"date\",\"free\",\"reason\"}]; without it those of the data folder",
        HelpName = "FILE.json",
    };

    /// <summary>The working days that a command counts by: the file that was named, else what the data folder knows, when there is one.</summary>
    public static async Task<WorkingDays> DaysAsync(CommandKit kit, ParseResult parsed, Option<FileInfo?> daysOff)
    {
        if (parsed.GetValue(daysOff) is { } file) return WorkingDays.With(CalendarChange.ReadJson(UserFiles.Read(file)));
        var folder = parsed.GetValue(CommandLine.Data)?.FullName;
        if (!Workplace.IsThere(folder)) return WorkingDays.InPoland;
        await using var workplace = Workplace.Open(folder, kit.Clock, who: CommandLine.Here);
        return workplace.Calendar.Days();
    }

    public static string? Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Tell(Terminal terminal, DateOnly first, WorkingDays calendar)
    {
        var days = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(first.AddDays).ToList();
        var working = days.Where(day => calendar.WhyFree(day) is null).ToList();
        var off = days.Where(calendar.IsDayOff).ToList();
        var worked = days.Where(day => calendar.WhyWorked(day) is not null).ToList();
        terminal.Value(new
        {
            first.Year,
            WorkingDays = working.Select(day => Day(day)),
            DaysOff = off.Select(day => new { Date = Day(day), calendar.WhyFree(day)!.Pl, calendar.WhyFree(day)!.En }),
            Worked = worked.Select(day => new { Date = Day(day), Reason = calendar.WhyWorked(day) }),
        });
        terminal.Say($"{first.Year}: {working.Count} dni roboczych", $"{first.Year}: {working.Count} working days");
        terminal.Table([new("Miesiąc", "Month"), new("Dni robocze", "Working days"), new("Razem", "Total")],
            working.GroupBy(day => day.Month).Select(month => (IReadOnlyList<string>)
                [$"{first.Year}-{month.Key:00}", string.Join(' ', month.Select(day => day.Day)), $"{month.Count()}"]));
        terminal.Table([new("Dzień wolny", "Day off"), new("Powód", "Why")],
            off.Select(day => (IReadOnlyList<string>)[Day(day)!, calendar.WhyFree(day)!.In(terminal.Language)]));
        foreach (var day in worked) terminal.Say($"{Day(day)} jest roboczy: {calendar.WhyWorked(day)}", $"{Day(day)} is a working day: {calendar.WhyWorked(day)}");
    }

    private static Command Add(CommandKit kit)
    {
        var date = DateArgument();
        var reason = new Option<string>("--reason") { Description = "The statute", Required = true, HelpName = "TEXT" };
        var worked = new Option<bool>("--working") { Description = "The day is worked although it would be free" };
        var command = new Command("add", "Write down that a statute made a day free; waiting deadlines are counted anew") { date, reason, worked };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            workplace.Calendar.Add(new CalendarChange(parsed.GetValue(date), !parsed.GetValue(worked), parsed.GetValue(reason)!));
            CountAnew(workplace, terminal);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Remove(CommandKit kit)
    {
        var date = DateArgument();
        var command = new Command("remove", "Take such a day back; waiting deadlines are counted anew") { date };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            workplace.Calendar.Remove(parsed.GetValue(date));
            CountAnew(workplace, terminal);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command ListChanges(CommandKit kit)
    {
        var command = new Command("list", "The days that were written down; --json gives what --days-off reads");
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var changes = workplace.Calendar.Changes();
            terminal.Value(changes.Select(change => new { Date = Day(change.Date), change.Free, change.Reason }));
            if (changes.Count == 0) terminal.Say("Żaden dzień nie jest zmieniony.", "No day is changed.");
            foreach (var change in changes)
                terminal.Say($"{Day(change.Date)} {(change.Free ? "wolny" : "roboczy")}: {change.Reason}", $"{Day(change.Date)} {(change.Free ? "free" : "worked")}: {change.Reason}");
            return Task.FromResult(0);
        });
        return command;
    }

    private static void CountAnew(Workplace workplace, Terminal terminal)
    {
        var changed = workplace.Companies.All().SelectMany(workplace.KeepDeadlines.For).ToList();
        terminal.Value(new { Changes = workplace.Calendar.Changes().Select(change => new { Date = Day(change.Date), change.Free, change.Reason }), Deadlines = changed.Select(one => new { one.Id, one.Number, Deadline = Day(one.Deadline.Date) }) });
        terminal.Say($"Zapisano. Zmienione terminy: {changed.Count}", $"Written down. Deadlines that changed: {changed.Count}");
        foreach (var one in changed) terminal.Say($"  {one.Number}: {Day(one.Deadline.Date) ?? "-"}", $"  {one.Number}: {Day(one.Deadline.Date) ?? "-"}");
    }

    private static Argument<DateOnly> DateArgument() => new("DATE") { Description = "yyyy-MM-dd", CustomParser = Arguments.ReadDate };
}
