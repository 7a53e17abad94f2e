using System.CommandLine;
using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Cli;

/// <summary>The law of deadlines on its own: facts in, a date with its reasons out. No data folder is touched.</summary>
internal static class DeadlineCommands
{
    public static Command CreateDeadline(CommandKit kit)
    {
        var mode = new Option<string>("--mode") { Description = "offline24, unavailability, failure or total-failure", Required = true };
        mode.AcceptOnlyFromAmong("offline24", "unavailability", "failure", "total-failure");
        var issueDate = new Option<DateOnly>("--issue-date") { Description = "P_1, a date in Poland", Required = true, HelpName = "yyyy-MM-dd", CustomParser = ReadDate };
        var issuedAt = new Option<DateTimeOffset?>("--issued-at") { Description = "The moment of issue, where it is known; without an offset a Polish clock", HelpName = "TIME", CustomParser = ReadTime };
        var announcements = new Option<FileInfo?>("--announcements") { Description = "Messages of the Latarnia, as /messages gives them", HelpName = "FILE.json" };
        var asOf = new Option<DateTimeOffset?>("--as-of") { Description = "What was published later is not known yet (default: now)", HelpName = "TIME", CustomParser = ReadTime };
        var command = new Command("deadline", "Until when an invoice must reach KSeF, and why") { mode, issueDate, issuedAt, announcements, asOf };
        kit.Does(command, (parsed, terminal, _) =>
        {
            var now = parsed.GetValue(asOf) ?? kit.Clock.GetUtcNow();
            var messages = parsed.GetValue(announcements) is { } file ? LatarniaMessage.ReadJson(CommandKit.Read(file)) : [];
            var facts = new IssueFacts(IssuingModes.Parse(parsed.GetValue(mode)!), parsed.GetValue(issueDate), parsed.GetValue(issuedAt));
            var deadline = Deadlines.Of(facts, Announcement.Of(messages.Where(message => message.PublishedAt <= now)), now);
            terminal.Value(new
            {
                Duty = deadline.Duty.ToString().ToLowerInvariant(),
                Deadline = Day(deadline.Date),
                Target = Day(deadline.TargetFor(facts.IssueDate)),
                Late = deadline.IsLate(now),
                deadline.Basis,
                deadline.Steps,
            });
            foreach (var step in deadline.Steps) terminal.Say(step.Pl, step.En);
            if (deadline.IsLate(now)) terminal.Say("Termin już minął.", "The deadline has passed.");
            return Task.FromResult(0);
        });
        return command;
    }

    public static Command CreateCalendar(CommandKit kit)
    {
        var year = new Argument<int>("YEAR") { Description = "From 1990 to 2100" };
        year.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1990 or > 2100) result.AddError("YEAR is a number from 1990 to 2100.");
        });
        var command = new Command("calendar", "The working days of a year in Poland, and why the others are free") { year };
        kit.Does(command, (parsed, terminal, _) =>
        {
            var first = new DateOnly(parsed.GetValue(year), 1, 1);
            var days = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(first.AddDays).ToList();
            var working = days.Where(day => WorkingDays.WhyFree(day) is null).ToList();
            var off = days.Where(day => WorkingDays.IsDayOff(day)).ToList();
            terminal.Value(new
            {
                first.Year,
                WorkingDays = working.Select(day => Day(day)),
                DaysOff = off.Select(day => new { Date = Day(day), WorkingDays.WhyFree(day)!.Pl, WorkingDays.WhyFree(day)!.En }),
            });
            terminal.Say($"{first.Year}: {working.Count} dni roboczych", $"{first.Year}: {working.Count} working days");
            terminal.Table([new("Miesiąc", "Month"), new("Dni robocze", "Working days"), new("Razem", "Total")],
                working.GroupBy(day => day.Month).Select(month => (IReadOnlyList<string>)
                    [$"{first.Year}-{month.Key:00}", string.Join(' ', month.Select(day => day.Day)), $"{month.Count()}"]));
            terminal.Table([new("Dzień wolny", "Day off"), new("Powód", "Why")],
                off.Select(day => (IReadOnlyList<string>)[Day(day)!, WorkingDays.WhyFree(day)!.In(terminal.Language)]));
            return Task.FromResult(0);
        });
        return command;
    }

    private static string? Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly ReadDate(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        result.AddError($"'{result.Tokens[0].Value}' is not a date: yyyy-MM-dd.");
        return default;
    }

    private static DateTimeOffset? ReadTime(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            // A time without an offset is what a clock in Poland showed.
            return time.Kind == DateTimeKind.Unspecified
                ? new DateTimeOffset(time, PolishTime.Zone.GetUtcOffset(time))
                : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        }
        result.AddError($"'{text}' is not a time, for example 2026-12-08T14:00:00+01:00.");
        return null;
    }
}
