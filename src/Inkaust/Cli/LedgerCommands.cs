using System.CommandLine;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class LedgerCommands
{
    public static Command Create(CommandKit kit) => new("ledger", "Every invoice that was issued here, and what became of it") { List(kit), Show(kit), LedgerListings.Held(kit), LedgerListings.Jpk(kit) };

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var state = new Option<string?>("--state") { Description = "Only those in this state" };
        state.AcceptOnlyFromAmong("issued", "sending", "unknown", "accepted", "rejected", "waived", "technicallycorrected");
        var command = new Command("list", "Show the invoices, newest first") { company, state };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var now = workplace.Clock.GetUtcNow();
            var found = workplace.Ledger.Among(workplace.CompaniesFor(parsed.GetValue(company))).List(parsed.GetValue(state) is { } one ? [one] : []);
            terminal.Value(found.Select(invoice => InvoiceWords.AsJson(invoice, now)));
            if (found.Count == 0) terminal.Say("Nie ma takich faktur. Wystaw: inkaust issue FILE", "There are no such invoices. Issue one: inkaust issue FILE");
            else terminal.Table(InvoiceWords.Heads, found.Select(invoice => InvoiceWords.Row(invoice, now, terminal.Language)));
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Show(CommandKit kit)
    {
        var reference = new Argument<string>("INVOICE") { Description = "Its place in the ledger, its number, its KSeF number or its hash" };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for its XML, PDF and UPO", HelpName = "DIR" };
        var command = new Command("show", "Show one invoice and every step of its life") { reference, folder };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var now = workplace.Clock.GetUtcNow();
            var seen = workplace.SeenLedgers;
            var invoice = seen.Find(parsed.GetValue(reference)!);
            var (company, ledger) = (seen.CompanyOf(invoice), seen.Of(invoice));
            var history = ledger.History(invoice);
            var upo = ledger.Upos.Of(invoice) is { } stored ? workplace.JudgeUpo.OfInvoice(company, invoice, stored) : null;
            var files = parsed.GetValue(folder) is { } to ? InvoiceFiles.Write(workplace, invoice, to.FullName) : [];
            terminal.Value(new
            {
                Invoice = InvoiceWords.AsJson(invoice, now, files),
                FormerDeadlines = ledger.FormerDeadlines(invoice)
                    .Select(one => new { one.ReplacedAt, one.Deadline.Date, one.Deadline.Basis, one.Deadline.Steps }),
                Upo = upo is null ? null : UpoCommands.AsJson(terminal, upo),
                History = history.Select(step => new
                {
                    step.At,
                    State = step.State.Word,
                    Cause = step.Cause.InWords.En,
                    CausePl = step.Cause.InWords.Pl,
                    CauseCode = step.Cause.Word,
                }),
            });
            Tell(terminal, invoice, upo, history, now);
            foreach (var written in files) terminal.Say($"Zapisano {written}", $"Wrote {written}");
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Tell(Terminal terminal, IssuedInvoice invoice, UpoJudgement? upo, IReadOnlyList<Transition> history, DateTimeOffset now)
    {
        terminal.Table(InvoiceWords.Heads, [InvoiceWords.Row(invoice, now, terminal.Language)]);
        terminal.Say($"KOD I    {invoice.KodI.AbsoluteUri}", $"KOD I    {invoice.KodI.AbsoluteUri}");
        if (invoice.KodII is { } kodII) terminal.Say($"KOD II   {kodII.AbsoluteUri}", $"KOD II   {kodII.AbsoluteUri}");
        if (upo is not null) UpoCommands.Tell(terminal, upo);
        foreach (var step in invoice.Deadline.Steps) terminal.Say(step.Pl, step.En);
        terminal.Table([new("Kiedy (Polska)", "When (Poland)"), new("Stan", "State"), new("Dlaczego", "Why")],
            history.Select(step => (IReadOnlyList<string>)
                [$"{PolishTime.At(step.At):yyyy-MM-dd HH:mm:ss}", InvoiceWords.Named(step.State).In(terminal.Language), step.Cause.InWords.In(terminal.Language)]));
    }
}
