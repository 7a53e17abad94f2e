using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>The law of deadlines on its own: facts in, a date with its reasons out. Nothing is written anywhere.</summary>
internal static class DeadlineCommands
{
    public static Command CreateDeadline(CommandKit kit)
    {
        var mode = new Option<string>("--mode") { Description = "offline24, unavailability, failure or total-failure", Required = true };
        mode.AcceptOnlyFromAmong("offline24", "unavailability", "failure", "total-failure");
        var issueDate = new Option<DateOnly>("--issue-date")
        {
            Description = "P_1, a date in Poland",
            Required = true,
            HelpName = "yyyy-MM-dd",
            CustomParser = Arguments.ReadDate,
        };
        var issuedAt = new Option<DateTimeOffset?>("--issued-at")
        {
            Description = "The moment of issue, where it is known; without an offset a Polish clock",
            HelpName = "TIME",
            CustomParser = Arguments.ReadTime,
        };
        var announcements = new Option<FileInfo?>("--announcements")
        {
            Description = "Messages of the Latarnia, as /messages gives them",
            HelpName = "FILE.json",
        };
        var asOf = new Option<DateTimeOffset?>("--as-of")
        {
            Description = "What was published later is not known yet (default: now)",
            HelpName = "TIME",
            CustomParser = Arguments.ReadTime,
        };
        var daysOff = CalendarCommand.DaysOff();
        var command = new Command("deadline",
            "Until when an invoice must reach KSeF, and why") { mode, issueDate, issuedAt, announcements, asOf, daysOff };
        kit.Does(command, async (parsed, terminal, _) =>
        {
            var now = parsed.GetValue(asOf) ?? kit.Clock.GetUtcNow();
            var messages = parsed.GetValue(announcements) is { } file ? LatarniaMessage.ReadJson(UserFiles.Read(file)) : [];
            var facts = new IssueFacts(IssuingModes.Parse(parsed.GetValue(mode)!), parsed.GetValue(issueDate), parsed.GetValue(issuedAt));
            var (deadline, isLate) = CountDeadline.Of(facts, messages, now, await CalendarCommand.DaysAsync(kit, parsed, daysOff));
            terminal.Value(DeadlineAnswer.Of(deadline, isLate));
            foreach (var step in deadline.Steps) terminal.Say(step.Pl, step.En);
            if (isLate) terminal.Say("Termin już minął.", "The deadline has passed.");
            return 0;
        });
        return command;
    }
}
