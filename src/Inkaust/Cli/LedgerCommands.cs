using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class LedgerCommands
{
    public static Command Create(CommandKit kit) => new("ledger",
        "Every invoice that was issued here, and what became of it") { List(kit), Show(kit), LedgerListings.Held(kit), LedgerListings.Jpk(kit) };

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var state = new Option<string?>("--state") { Description = "Only those in this state" };
        state.AcceptOnlyFromAmong("issued", "sending", "unknown", "accepted", "rejected", "waived", "technicallycorrected");
        var command = new Command("list", "Show the invoices, newest first") { company, state };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var now = workplace.Clock.GetUtcNow();
            var found = workplace.LookIntoLedger.List(workplace.CompanyOrAll(parsed.GetValue(company)), parsed.GetValue(state));
            terminal.Value(found.Select(invoice => InvoiceAnswer.Of(invoice, now)));
            if (found.Count == 0) terminal.Say("Nie ma takich faktur. Wystaw: inkaust issue FILE",
                "There are no such invoices. Issue one: inkaust issue FILE");
            else
            {
                var column = workplace.ColumnFor(parsed.GetValue(company));
                terminal.Table(column.Heads(InvoiceWords.Heads),
                    found.Select(invoice => column.Row(invoice.Company, InvoiceWords.Row(invoice, now, terminal.Language))));
            }
        });
        return command;
    }

    private static Command Show(CommandKit kit)
    {
        var reference = new Argument<string>("INVOICE") { Description = "Its place in the ledger, its number, its KSeF number or its hash" };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for its XML, PDF and UPO", HelpName = "DIR" };
        var company = Arguments.Company();
        var command = new Command("show", "Show one invoice and every step of its life") { reference, company, folder };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var now = workplace.Clock.GetUtcNow();
            var life = workplace.LookIntoLedger.LifeOf(parsed.GetValue(reference)!, parsed.GetValue(company));
            var files = parsed.GetValue(folder) is { } to ? InvoiceFiles.Write(workplace, life.Invoice, to.FullName) : [];
            terminal.Value(InvoiceLifeAnswer.Of(life, now, files, terminal.AsJson));
            Tell(terminal, life, now, workplace.ColumnFor(null));
            foreach (var written in files) terminal.Say($"Zapisano {written}", $"Wrote {written}");
        });
        return command;
    }

    private static void Tell(Terminal terminal, InvoiceLife life, DateTimeOffset now, CompanyColumn column)
    {
        var invoice = life.Invoice;
        terminal.Table(column.Heads(InvoiceWords.Heads), [column.Row(invoice.Company, InvoiceWords.Row(invoice, now, terminal.Language))]);
        terminal.Say($"KOD I    {invoice.KodI.AbsoluteUri}", $"KOD I    {invoice.KodI.AbsoluteUri}");
        if (invoice.KodII is { } kodII) terminal.Say($"KOD II   {kodII.AbsoluteUri}", $"KOD II   {kodII.AbsoluteUri}");
        if (life.Upo is { } upo) UpoCommands.Tell(terminal, upo);
        foreach (var step in invoice.Deadline.Steps) terminal.Say(step.Pl, step.En);
        terminal.Table([new("Kiedy (Polska)", "When (Poland)"), new("Stan", "State"), new("Dlaczego", "Why")],
            life.History.Select(step => (IReadOnlyList<string>)
                [$"{PolishTime.At(step.At):yyyy-MM-dd HH:mm:ss}", InvoiceWords.Named(step.State).In(terminal.Language),
                    step.Cause.InWords.In(terminal.Language)]));
    }
}
