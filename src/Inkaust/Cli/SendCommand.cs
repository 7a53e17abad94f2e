using System.CommandLine;
using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Issuing;
using Inkaust.Ksef;

namespace Inkaust.Cli;

internal static class SendCommand
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ForATurn = TimeSpan.FromMinutes(1);

    public static Command Create(CommandKit kit)
    {
        var company = Arguments.Company();
        var watch = new Option<bool>("--watch") { Description = "Keep sending until Ctrl-C, a round every 30 seconds, also for companies that are added meanwhile" };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for the XML, the PDF with its present codes and the UPO of every invoice that moved", HelpName = "DIR" };
        var command = new Command("send", "Settle what is unknown, send what waits, fetch the official receipts") { company, watch, folder };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            workplace.Pacing.LongestWait = parsed.GetValue(watch) ? null : ForATurn;
            IReadOnlyList<Company> Companies() => workplace.CompaniesFor(parsed.GetValue(company));
            if (parsed.GetValue(watch))
            {
                await workplace.SendWaiting.ForAllByItselfAsync(Companies, BetweenRounds, report =>
                {
                    Write(workplace, report.Moved, parsed.GetValue(folder));
                    Tell(terminal, workplace, report);
                }, stop);
                return 0;
            }
            var companies = Companies();
            var moved = new List<IssuedInvoice>();
            var problems = new List<Finding>();
            foreach (var one in companies)
            {
                var report = await workplace.SendWaiting.TriedAsync(one, stop);
                // Among many, one that another process serves is simply not ours now.
                if (companies.Count > 1 && report.IsAnothersTurn) continue;
                moved.AddRange(report.Moved);
                problems.AddRange(report.Problems);
            }
            var files = Write(workplace, moved, parsed.GetValue(folder));
            terminal.Value(new { Invoices = moved.Select((one, i) => InvoiceWords.AsJson(one, workplace.Clock.GetUtcNow(), files[i])), Problems = problems.Select(terminal.AsJson) });
            Tell(terminal, workplace, new SendingReport(moved, terminal.IsJson ? [] : problems));
            if (moved.Count + problems.Count == 0) terminal.Say("Nic nie czeka na wysłanie.", "Nothing waits to be sent.");
            return problems.Any(problem => problem.Severity == Severity.Rejected) ? CommandLine.ExitCode(problems) : 0;
        });
        return command;
    }

    // A refused file is no invoice, so nothing of it is drawn.
    private static IReadOnlyList<IReadOnlyList<string>> Write(Workplace workplace, IReadOnlyList<IssuedInvoice> moved, DirectoryInfo? folder) =>
        [.. moved.Select(one => folder is null || one.State is InvoiceState.Rejected or InvoiceState.TechnicallyCorrected ? [] : InvoiceFiles.Write(workplace, one, folder.FullName))];

    private static void Tell(Terminal terminal, Workplace workplace, SendingReport report)
    {
        var now = workplace.Clock.GetUtcNow();
        if (report.Moved.Count > 0)
            terminal.Table(InvoiceWords.Heads, report.Moved.Select(invoice => InvoiceWords.Row(invoice, now, terminal.Language)));
        if (report.Problems.Count > 0) terminal.Refuse(report.Problems);
    }
}
