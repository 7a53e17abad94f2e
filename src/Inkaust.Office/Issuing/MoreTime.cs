using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Who asks for a mode hears when another one, on an announced event, would give more time to send: no mode is changed afterwards.</summary>
internal static class MoreTime
{
    /// <summary>The hint; null where the other mode gives no more time.</summary>
    public static Finding? Between(ModeChoice chosen, Deadline deadline, ModeChoice other, Deadline later)
    {
        if (other.Mode == chosen.Mode || deadline.Duty == SendingDuty.None || deadline.Date is not { } day || !(later.Duty == SendingDuty.None || later.Date is null || later.Date > day)) return null;
        var (until, by) = later switch
        {
            { Duty: SendingDuty.None } => ("nie trzeba jej przesyłać", "it need not be sent"),
            { Date: { } date } => ($"termin to {date:yyyy-MM-dd}", $"the deadline is {date:yyyy-MM-dd}"),
            _ => ("termin biegnie dopiero od końca zdarzenia", "the time runs from the end of the event only"),
        };
        return new Finding("INK-MODE-008", Severity.Advice, new(
            $"Tryb „{chosen.Mode.Word()}” ma termin {day:yyyy-MM-dd}, a tę chwilę obejmuje ogłoszone zdarzenie {other.Evidence.EventId}: w trybie „{other.Mode.Word()}” (art. {other.Mode.Article()}) {until}.",
            $"The mode '{chosen.Mode.Word()}' has the deadline {day:yyyy-MM-dd}, and the announced event {other.Evidence.EventId} covers this moment: in the mode '{other.Mode.Word()}' (art. {other.Mode.Article()}) {by}."))
        { Hint = new("Następne wystaw w tamtym trybie albo pozwól wybrać go programowi", "Issue the next ones in that mode, or let the program choose it"), Next = new IssueInMode(other.Mode) };
    }
}
