using System.CommandLine;
using Inkaust.Invoices;
using Inkaust.Issuing;
using Inkaust.Ksef.Modes;

namespace Inkaust.Cli;

/// <summary>A total failure is entered by a person only (LAW 3, 30).</summary>
internal static class TotalFailureCommands
{
    public static Command Create(CommandKit kit) => new("total-failure", "What only a person may say about a total failure of KSeF") { Confirm(kit) };

    private static Command Confirm(CommandKit kit)
    {
        var company = Arguments.Company();
        var reference = new Option<string>("--reference") { Description = "Where you read it: BIP, a newspaper, the radio", Required = true, HelpName = "SOURCE" };
        var command = new Command("confirm", "Confirm the announced total failure: waiting invoices that are not overdue need not be sent any more") { company, reference };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            await workplace.Announcements.AskAsync(workplace.SignIn.KsefOf(owner), stop);
            var total = workplace.Announcements.Of(owner.Environment).LastOrDefault(one => one.Category == AnnouncementCategory.TotalFailure)
                ?? throw new RefusedException(new Finding("INK-MODE-004",
                    "Latarnia nie ogłosiła awarii całkowitej.", "Latarnia has announced no total failure.")
                { Hint = new("Sprawdź: inkaust status", "Look: inkaust status") });
            workplace.Announcements.ConfirmTotalFailure(owner.Environment, total.EventId, parsed.GetValue(reference)!);
            var changed = workplace.KeepDeadlines.For(owner);
            var waived = changed.Count(invoice => invoice.State is InvoiceState.Waived);
            terminal.Value(new { total.EventId, Waived = changed.Where(invoice => invoice.State is InvoiceState.Waived).Select(invoice => InvoiceWords.AsJson(invoice, workplace.Clock.GetUtcNow())) });
            terminal.Say($"Potwierdzono awarię całkowitą {total.EventId}; bez obowiązku wysłania: {waived}.", $"Confirmed the total failure {total.EventId}; no duty to send any more: {waived}.");
            return 0;
        });
        return command;
    }
}
