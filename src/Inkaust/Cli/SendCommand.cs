using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class SendCommand
{
    public static Command Create(CommandKit kit)
    {
        var company = Arguments.Company();
        var watch = new Option<bool>("--watch")
        {
            Description = "Keep sending until Ctrl-C, a round every 30 seconds, also for companies that are added meanwhile; with --json a line "
                + "for every round in which something moved or failed, and one for every look",
        };
        var folder = new Option<DirectoryInfo?>("--out")
        {
            Description = "Folder for the XML, the PDF with its present codes and the UPO of every invoice that moved",
            HelpName = "DIR",
        };
        var packagesNow = new Option<bool>("--packages-now")
        {
            Description = "Send packages again at once, also when KSeF has refused them so often that they have to wait",
        };
        var command = new Command("send", "Settle what is unknown, send what waits, fetch the official receipts")
        {
            company, watch, folder, packagesNow,
        };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            IReadOnlyList<Company> Companies() => workplace.Companies.Meant(parsed.GetValue(company));
            if (parsed.GetValue(packagesNow)) foreach (var one in Companies()) workplace.SendWaiting.PackagesNow(one);
            var progress = new Told<Progress>(come => terminal.Progress(OutcomesInWords.Of(come).In(terminal.Language)));
            if (parsed.GetValue(watch))
            {
                var tables = 0;
                using var sender = workplace.SendByItself(new SendByItselfSettings
                {
                    Companies = Companies,
                    Progress = progress,
                    Beats = beat => terminal.ValueOnOneLine(new HeartbeatAnswer(beat)),
                    Tell = (one, report) =>
                    {
                        var written = Write(workplace, report.Moved, parsed.GetValue(folder));
                        terminal.ValueOnOneLine(Answer(workplace, terminal, [(one, report)], written));
                        Tell(terminal, workplace, report.Moved, goesOn: report.Moved.Count > 0 && tables++ > 0);
                        TellFindings(terminal, one, report, amongMany: true);
                    },
                });
                await sender.StartAsync(stop);
                await sender.ExecuteTask!;
                return 0;
            }
            var companies = workplace.Companies.AtLeastOne(parsed.GetValue(company));
            var reports = new List<(Company? Company, SendingReport Report)>();
            var wish = new RoundWish { Patience = Patience.ForARound, Progress = progress };
            foreach (var one in companies)
            {
                var report = await workplace.SendWaiting.OnceAsync(one, wish, stop);
                // Among many, one that another process serves is simply not ours now.
                if (companies.Count == 1 || report is not AnothersTurn) reports.Add((one, report));
            }
            List<IssuedInvoice> moved = [.. reports.SelectMany(one => one.Report.Moved)];
            List<Finding> problems = [.. reports.SelectMany(one => one.Report.Problems)];
            terminal.Value(Answer(workplace, terminal, reports, Write(workplace, moved, parsed.GetValue(folder))));
            Tell(terminal, workplace, moved);
            foreach (var (one, report) in reports) TellFindings(terminal, one, report, amongMany: companies.Count > 1);
            if (reports.All(one => one.Report.IsEmpty)) terminal.Say("Nic nie czeka na wysłanie.", "Nothing waits to be sent.");
            return problems.Any(problem => problem.Severity == Severity.Rejected) ? CommandLine.ExitCode(problems) : 0;
        });
        return command;
    }

    private static SentAnswer Answer(
        Workplace workplace, Terminal terminal, IReadOnlyList<(Company? Company, SendingReport Report)> reports,
        IReadOnlyList<IReadOnlyList<string>> files)
    {
        var now = workplace.Clock.GetUtcNow();
        return new SentAnswer(
            [.. reports.SelectMany(one => one.Report.Moved).Select((one, i) => InvoiceAnswer.Of(one, now, files[i]))],
            [.. reports.SelectMany(one => one.Report.Problems.Select(problem => terminal.AsJson(problem, one.Company?.Nip)))],
            [.. reports.SelectMany(one => one.Report.News.Select(news => terminal.AsJson(news, one.Company?.Nip)))],
            Outcomes.Of([.. reports.SelectMany(one => one.Report.Moved)], now));
    }

    // A refused file is no invoice, so nothing of it is drawn.
    private static IReadOnlyList<IReadOnlyList<string>> Write(Workplace workplace, IReadOnlyList<IssuedInvoice> moved, DirectoryInfo? folder) =>
        [.. moved.Select(one => folder is null || one.State is InvoiceState.Rejected or InvoiceState.TechnicallyCorrected
            ? []
            : InvoiceFiles.Write(workplace, one, folder.FullName))];

    private static void Tell(Terminal terminal, Workplace workplace, IReadOnlyList<IssuedInvoice> moved, bool goesOn = false)
    {
        if (moved.Count == 0) return;
        var now = workplace.Clock.GetUtcNow();
        var column = workplace.ColumnFor(null);
        terminal.Table(column.Heads(InvoiceWords.Heads),
            moved.Select(invoice => column.Row(invoice.Company, InvoiceWords.Row(invoice, now, terminal.Language))), goesOn);
        terminal.SayBeside(OutcomesInWords.OfSent(Outcomes.Of(moved, now)));
    }

    // With JSON they stand in the answer.
    private static void TellFindings(Terminal terminal, Company? company, SendingReport report, bool amongMany)
    {
        if (terminal.IsJson) return;
        foreach (var news in report.News.Select(OfWhom)) terminal.Say(news.Text.Pl, news.Text.En);
        if (report.Problems.Count > 0) terminal.Refuse([.. report.Problems.Select(OfWhom)]);

        Finding OfWhom(Finding finding) => amongMany && company is not null
            ? finding with
            {
                Text = new($"{company.Name} (NIP {company.Nip}): {finding.Text.Pl}", $"{company.Name} (NIP {company.Nip}): {finding.Text.En}"),
            }
            : finding;
    }
}
