using System.CommandLine;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>A total failure is entered by a person only (LAW 3, 30).</summary>
internal static class TotalFailureCommands
{
    public static Command Create(CommandKit kit) => new("total-failure", "What only a person may say about a total failure of KSeF") { Confirm(kit) };

    private static Command Confirm(CommandKit kit)
    {
        var company = Arguments.Company();
        var reference = new Option<string>("--reference") { Description = "Where you read it: BIP, a newspaper, the radio", Required = true, HelpName = "SOURCE" };
        var named = new Option<long?>("--event") { Description = "Which one, by Latarnia's number of the event (default: the one that is going on); one that has ended is confirmed only when it is named", HelpName = "NUMBER" };
        var command = new Command("confirm", "Confirm an announced total failure: waiting invoices that are not overdue need not be sent any more") { company, reference, named };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            await workplace.Announcements.AskAsync(workplace.SignIn.KsefOf(owner), stop);
            var total = workplace.Announcements.TotalFailureMeant(owner.Environment, parsed.GetValue(named));
            workplace.Announcements.ConfirmTotalFailure(owner.Environment, total.EventId, parsed.GetValue(reference)!);
            var changed = workplace.KeepDeadlines.For(owner);
            var now = workplace.Clock.GetUtcNow();
            List<IssuedInvoice> waived = [.. changed.Where(invoice => invoice.State is InvoiceState.Waived)];
            var endedAt = total.EndAt is { } end && end <= now ? total.EndAt : null;
            terminal.Value(new { total.EventId, EndedAt = endedAt, Waived = waived.Select(invoice => InvoiceWords.AsJson(invoice, now)) });
            if (endedAt is { } ended)
                terminal.Say($"Ta awaria całkowita skończyła się {PolishTime.Shown(ended)}.", $"That total failure ended on {PolishTime.Shown(ended)}.");
            terminal.Say($"Potwierdzono awarię całkowitą {total.EventId}; bez obowiązku wysłania: {waived.Count}.", $"Confirmed the total failure {total.EventId}; no duty to send any more: {waived.Count}.");
            return 0;
        });
        return command;
    }
}
