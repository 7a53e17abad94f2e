using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Who asks for a mode hears when another one, on an announced event, would give more time to send: no mode is changed afterwards.</summary>
internal static class MoreTime
{
    /// <summary>The hint; nothing where the other mode gives no more time.</summary>
    public static IEnumerable<Finding> Hint(ModeChoice chosen, Deadline deadline, ModeChoice other, Deadline later)
    {
        if (other.Mode == chosen.Mode || deadline is not { Duty: not SendingDuty.None, Date: { } day }) yield break;
        if (later is { Duty: not SendingDuty.None, Date: { } noLater } && noLater <= day) yield break;
        var (mode, longer, article, on) = (chosen.Mode.Word(), other.Mode.Word(), other.Mode.Article(), other.Evidence.EventId);
        var until = later switch
        {
            { Duty: SendingDuty.None } => new Wording("nie trzeba jej przesyłać", "it need not be sent"),
            { Date: { } date } => new($"termin to {date:yyyy-MM-dd}", $"the deadline is {date:yyyy-MM-dd}"),
            _ => new("termin biegnie dopiero od końca zdarzenia", "the time runs from the end of the event only"),
        };
        yield return new Finding("INK-MODE-008", Severity.Advice, new(
            $"Tryb „{mode}” ma termin {day:yyyy-MM-dd}, a ogłoszone zdarzenie {on} daje więcej czasu: "
            + $"w trybie „{longer}” (art. {article}) {until.Pl}.",
            $"The mode '{mode}' has the deadline {day:yyyy-MM-dd}, and event {on} gives more time: "
            + $"in the mode '{longer}' (art. {article}) {until.En}."))
        {
            Hint = new(
                "Następne wystaw w tamtym trybie albo pozwól wybrać go programowi",
                "Issue the next ones in that mode, or let the program choose it"),
            Next = new IssueInMode(other.Mode),
        };
    }
}
