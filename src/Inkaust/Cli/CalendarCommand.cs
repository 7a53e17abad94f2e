using System.CommandLine;
using Inkaust.Answers;
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
        var year = new Argument<int?>("YEAR")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Hidden = true,
            CustomParser = result => Arguments.ReadNumber(result, "YEAR", FirstYear, LastYear),
        };
        var daysOff = DaysOff();
        var command = new Command("calendar",
            "calendar YEAR: the working days of a year in Poland, 1990 to 2100 (default: this one), and why the others are free") { year, daysOff };
        command.Subcommands.Add(Add(kit));
        command.Subcommands.Add(Remove(kit));
        command.Subcommands.Add(ListChanges(kit));
        kit.Does(command, async (parsed, terminal, _) =>
        {
            Tell(terminal, parsed.GetValue(year) ?? PolishTime.DateOf(kit.Clock.GetUtcNow()).Year, await DaysAsync(kit, parsed, daysOff));
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
        if (!kit.HasDatabase(parsed)) return WorkingDays.InPoland;
        await using var workplace = kit.Open(parsed);
        return workplace.Calendar.Days();
    }

    private static void Tell(Terminal terminal, int year, WorkingDays calendar)
    {
        var answer = YearAnswer.Of(year, calendar);
        terminal.Value(answer);
        terminal.Say($"{year}: {Counted.InPolish(answer.WorkingDays.Count, "dzień roboczy", "dni robocze", "dni roboczych")}",
            $"{year}: {answer.WorkingDays.Count} working days");
        terminal.Table([new("Miesiąc", "Month"), new("Dni robocze", "Working days"), new("Razem", "Total")],
            answer.WorkingDays.GroupBy(day => day[..7]).Select(month => (IReadOnlyList<string>)
                [month.Key, string.Join(' ', month.Select(day => day[8..].TrimStart('0'))), $"{month.Count()}"]));
        terminal.Table([new("Dzień wolny", "Day off"), new("Powód", "Why")],
            answer.DaysOff.Select(day => (IReadOnlyList<string>)[day.Date, new Wording(day.Pl, day.En).In(terminal.Language)]));
        foreach (var day in answer.Worked) terminal.Say($"{day.Date} jest roboczy: {day.Reason}", $"{day.Date} is a working day: {day.Reason}");
    }

    private static Command Add(CommandKit kit)
    {
        var date = DateArgument();
        var reason = new Option<string>("--reason") { Description = "The statute", Required = true, HelpName = "TEXT" };
        var worked = new Option<bool>("--working") { Description = "The day is worked although it would be free" };
        var command = new Command("add", "Write down that a statute made a day free; waiting deadlines are counted anew") { date, reason, worked };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var change = new CalendarChange(parsed.GetValue(date), !parsed.GetValue(worked), parsed.GetValue(reason)!);
            Tell(terminal, workplace.ChangeCalendar.Add(change));
        });
        return command;
    }

    private static Command Remove(CommandKit kit)
    {
        var date = DateArgument();
        var command = new Command("remove", "Take such a day back; waiting deadlines are counted anew") { date };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            Tell(terminal, workplace.ChangeCalendar.Remove(parsed.GetValue(date)));
        });
        return command;
    }

    private static Command ListChanges(CommandKit kit)
    {
        var command = new Command("list", "The days that were written down; --json gives what --days-off reads");
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var changes = workplace.Calendar.Changes();
            terminal.Value(changes.Select(CalendarChangeAnswer.Of));
            if (changes.Count == 0) terminal.Say("Żaden dzień nie jest zmieniony.", "No day is changed.");
            foreach (var change in changes)
            {
                var day = Day.Of(change.Date);
                terminal.Say($"{day} {(change.Free ? "wolny" : "roboczy")}: {change.Reason}",
                    $"{day} {(change.Free ? "free" : "worked")}: {change.Reason}");
            }
        });
        return command;
    }

    private static void Tell(Terminal terminal, CalendarChanged changed)
    {
        terminal.Value(CalendarChangedAnswer.Of(changed));
        terminal.Say($"Zapisano. Zmienione terminy: {changed.Moved.Count}", $"Written down. Deadlines that changed: {changed.Moved.Count}");
        foreach (var one in changed.Moved)
        {
            var line = $"  {one.Number}: {Day.Of(one.Deadline.Date) ?? "-"}";
            terminal.Say(line, line);
        }
    }

    private static Argument<DateOnly> DateArgument() => new("DATE") { Description = "yyyy-MM-dd", CustomParser = Arguments.ReadDate };
}
