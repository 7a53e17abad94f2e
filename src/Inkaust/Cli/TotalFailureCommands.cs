using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;

namespace Inkaust.Cli;

/// <summary>A total failure is entered by a person only (LAW 3, 30).</summary>
internal static class TotalFailureCommands
{
    public static Command Create(CommandKit kit) => new("total-failure", "What only a person may say about a total failure of KSeF") { Confirm(kit) };

    private static Command Confirm(CommandKit kit)
    {
        var company = Arguments.Company();
        var reference = new Option<string>("--reference")
        {
            Description = "Where you read it: BIP, a newspaper, the radio",
            Required = true,
            HelpName = "SOURCE",
        };
        var named = new Option<long?>("--event")
        {
            Description = "Which one, by Latarnia's number of the event (default: the one that is going on); "
                + "one that has ended is confirmed only when it is named",
            HelpName = "NUMBER",
        };
        var command = new Command("confirm",
            "Confirm an announced total failure: waiting invoices that are not overdue need not be sent any more") { company, reference, named };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var entered = await workplace.EnterTotalFailure.AsConfirmedAsync(owner, parsed.GetValue(named), parsed.GetValue(reference)!, stop);
            terminal.Value(TotalFailureAnswer.Of(entered, workplace.Clock.GetUtcNow()));
            if (entered.EndedAt is { } ended)
                terminal.Say($"Ta awaria całkowita skończyła się {PolishTime.Shown(ended)}.",
                    $"That total failure ended on {PolishTime.Shown(ended)}.");
            terminal.Say($"Potwierdzono awarię całkowitą {entered.Event}; bez obowiązku wysłania: {entered.Waived.Count}.",
                $"Confirmed the total failure {entered.Event}; no duty to send any more: {entered.Waived.Count}.");
            return 0;
        });
        return command;
    }
}
