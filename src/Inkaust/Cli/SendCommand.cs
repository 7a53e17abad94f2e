using System.CommandLine;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class SendCommand
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ForATurn = TimeSpan.FromMinutes(1);

    public static Command Create(CommandKit kit)
    {
        var company = Arguments.Company();
        var watch = new Option<bool>("--watch") { Description = "Keep sending until Ctrl-C, a round every 30 seconds, also for companies that are added meanwhile; with --json a line for every round in which something moved or failed" };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for the XML, the PDF with its present codes and the UPO of every invoice that moved", HelpName = "DIR" };
        var packagesNow = new Option<bool>("--packages-now") { Description = "Send packages again at once, also when KSeF has refused them so often that they have to wait" };
        var command = new Command("send", "Settle what is unknown, send what waits, fetch the official receipts") { company, watch, folder, packagesNow };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            workplace.Pacing.LongestWait = parsed.GetValue(watch) ? null : ForATurn;
            IReadOnlyList<Company> Companies() => workplace.CompaniesFor(parsed.GetValue(company));
            if (parsed.GetValue(packagesNow)) foreach (var one in Companies()) workplace.SendWaiting.PackagesNow(one);
            if (parsed.GetValue(watch))
            {
                await workplace.SendWaiting.ForAllByItselfAsync(Companies, BetweenRounds, (one, report) =>
                {
                    var written = Write(workplace, report.Moved, parsed.GetValue(folder));
                    terminal.ValueOnOneLine(AsJson(workplace, terminal, [(one, report)], written));
                    Tell(terminal, workplace, report.Moved);
                    TellProblems(terminal, one, report.Problems, amongMany: true);
                }, stop);
                return 0;
            }
            var companies = Companies();
            var reports = new List<(Company? Company, SendingReport Report)>();
            foreach (var one in companies)
            {
                var report = await workplace.SendWaiting.TriedAsync(one, stop);
                // Among many, one that another process serves is simply not ours now.
                if (companies.Count == 1 || !report.IsAnothersTurn) reports.Add((one, report));
            }
            List<IssuedInvoice> moved = [.. reports.SelectMany(one => one.Report.Moved)];
            List<Finding> problems = [.. reports.SelectMany(one => one.Report.Problems)];
            terminal.Value(AsJson(workplace, terminal, reports, Write(workplace, moved, parsed.GetValue(folder))));
            Tell(terminal, workplace, moved);
            foreach (var (one, report) in reports) TellProblems(terminal, one, report.Problems, amongMany: companies.Count > 1);
            if (moved.Count + problems.Count == 0) terminal.Say("Nic nie czeka na wysłanie.", "Nothing waits to be sent.");
            return problems.Any(problem => problem.Severity == Severity.Rejected) ? CommandLine.ExitCode(problems) : 0;
        });
        return command;
    }

    private static object AsJson(
        Workplace workplace, Terminal terminal, IReadOnlyList<(Company? Company, SendingReport Report)> reports, IReadOnlyList<IReadOnlyList<string>> files) => new
        {
            Invoices = reports.SelectMany(one => one.Report.Moved).Select((one, i) => InvoiceWords.AsJson(one, workplace.Clock.GetUtcNow(), files[i])),
            Problems = reports.SelectMany(one => one.Report.Problems.Select(problem => terminal.AsJson(problem, one.Company?.Nip))),
        };

    // A refused file is no invoice, so nothing of it is drawn.
    private static IReadOnlyList<IReadOnlyList<string>> Write(Workplace workplace, IReadOnlyList<IssuedInvoice> moved, DirectoryInfo? folder) =>
        [.. moved.Select(one => folder is null || one.State is InvoiceState.Rejected or InvoiceState.TechnicallyCorrected ? [] : InvoiceFiles.Write(workplace, one, folder.FullName))];

    private static void Tell(Terminal terminal, Workplace workplace, IReadOnlyList<IssuedInvoice> moved)
    {
        var now = workplace.Clock.GetUtcNow();
        if (moved.Count > 0) terminal.Table(InvoiceWords.Heads, moved.Select(invoice => InvoiceWords.Row(invoice, now, terminal.Language)));
    }

    // With JSON they stand in the answer.
    private static void TellProblems(Terminal terminal, Company? company, IReadOnlyList<Finding> problems, bool amongMany)
    {
        if (terminal.IsJson || problems.Count == 0) return;
        terminal.Refuse([.. problems.Select(problem => amongMany && company is not null
            ? problem with { Text = new($"{company.Name} (NIP {company.Nip}): {problem.Text.Pl}", $"{company.Name} (NIP {company.Nip}): {problem.Text.En}") }
            : problem)]);
    }
}
