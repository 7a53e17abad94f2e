using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Many invoices that are to be issued, and how that is told: progress while it lasts, a line for each, a summary at the end.</summary>
internal sealed class ManyInvoices(Workplace workplace, Terminal terminal, CompanyReference? named, IssuingTerms terms, DirectoryInfo? folder)
{
    private static readonly IReadOnlyList<Wording> Heads = [new("Plik", "File"), .. InvoiceWords.Heads];

    public async Task<int> IssueAsync(IReadOnlyList<Brought> brought, CancellationToken stop)
    {
        var progress = new Told<Progress>(come => terminal.Progress(OutcomesInWords.Of(come).In(terminal.Language)));
        var done = await workplace.IssueMany.AllAsync(named, brought, terms, progress, stop);
        var (now, outcomes) = (workplace.Clock.GetUtcNow(), done.Outcomes(workplace.Clock.GetUtcNow()));
        foreach (var one in done.All)
        {
            var files = folder is not null && !one.IsRefused ? InvoiceFiles.Write(workplace, one.Invoice!, folder.FullName) : [];
            terminal.ValueOnOneLine(OneOfManyAnswer.Of(one, now, files, terminal.AsJson));
        }
        terminal.ValueOnOneLine(new ManySummaryAnswer(outcomes, [.. done.Problems.Select(one => terminal.AsJson(one.Finding, one.Company.Nip))]));
        if (!terminal.IsJson) Tell(done, outcomes, now);
        return done.All.Any(one => one.IsRefused) ? 1 : 0;
    }

    public async Task<int> PreviewAsync(IReadOnlyList<Brought> brought, CancellationToken stop)
    {
        var stopped = 0;
        foreach (var (place, one) in brought.Index())
        {
            var (refusals, would) = await PreviewAsync(one, stop);
            if (would is not { WouldBeIssued: true }) stopped++;
            // Two sources may have the same name, and a line of one has none.
            var files = would is null ? [] : InvoiceFiles.WritePreview(would, folder, $"preview-{place + 1}");
            terminal.ValueOnOneLine(new PreviewOfManyAnswer(one.Source,
                would is null ? null : IssuePreviewAnswer.Of(would, files, terminal.AsJson), [.. refusals.Select(terminal.AsJson)]));
            foreach (var written in files) terminal.Say($"{one.Source}: zapisano {written}", $"{one.Source}: wrote {written}");
            List<Finding> said = [.. refusals, .. would?.Stops ?? [], .. would?.Findings ?? []];
            if (!terminal.IsJson && said.Count > 0) terminal.Refuse([.. said.Select(finding => From(one, finding))]);
        }
        terminal.Say($"Nic nie wystawiono. Teraz dałoby się wystawić {brought.Count - stopped} z {brought.Count}.",
            $"Nothing was issued. Now {brought.Count - stopped} of {brought.Count} would be.");
        return stopped == 0 ? 0 : 1;
    }

    private async Task<(IReadOnlyList<Finding> Refusals, IssuePreview? Would)> PreviewAsync(Brought one, CancellationToken stop)
    {
        if (one.Unreadable.Count > 0) return (one.Unreadable, null);
        try
        {
            return ([], await IssueCommand.PreviewAsync(workplace.IssueAndSend, one, named, terms, stop));
        }
        catch (RefusedException refused)
        {
            return (refused.Findings, null);
        }
    }

    private void Tell(IssuedMany done, Outcomes outcomes, DateTimeOffset now)
    {
        if (done.All.Count > 0) terminal.Table(Heads, done.All.Select(one => Row(one, now)));
        foreach (var one in done.All.Where(one => one.Findings.Count > 0))
            terminal.Refuse([.. one.Findings.Select(finding => From(one.Brought, finding))]);
        if (done.Problems.Count > 0) terminal.Refuse([.. done.Problems.Select(one => one.Finding)]);
        terminal.SayBeside(OutcomesInWords.Of(outcomes));
    }

    private IReadOnlyList<string> Row(OneOfMany one, DateTimeOffset now) => one.Invoice is { } invoice
        ? [one.Brought.Source, .. InvoiceWords.Row(invoice, now, terminal.Language)]
        : [one.Brought.Source, "-", one.Brought.Draft?.Number ?? "-", "-", "-", "-", "-",
            new Wording("odrzucona", "refused").In(terminal.Language), "-", "-"];

    private static Finding From(Brought one, Finding finding) =>
        finding with { Text = new($"{one.Source}: {finding.Text.Pl}", $"{one.Source}: {finding.Text.En}") };
}
