using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Received invoices as files: one, many in an archive, or a month for the accountant.</summary>
internal static class InboxFiles
{
    private static readonly Dictionary<string, ReceivedForms> Forms = new()
    {
        ["xml"] = ReceivedForms.Xml,
        ["pdf"] = ReceivedForms.Pdf,
        ["csv"] = ReceivedForms.Csv,
        ["jpk"] = ReceivedForms.Jpk,
    };

    public static Command Export(CommandKit kit)
    {
        var company = Arguments.Company();
        var (role, state, month) = (InboxCommands.Role(), InboxCommands.State(), Arguments.Month("Only invoices of this month, by their date"));
        var text = new Argument<string[]>("TEXT")
        {
            Description = "Words: of the number, a party, a NIP, an amount, a date, a line; each may be the begin of one",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var what = new Option<string[]>("--what") { Description = "What of them; may be given several times (default: all)" }
            .AcceptOnlyFromAmong([.. Forms.Keys]);
        var file = new Option<FileInfo>("--out") { Description = "The ZIP to write", HelpName = "FILE.zip", Required = true };
        var command = new Command("export", "Write received invoices into a ZIP: XML, PDF, a table, rows for JPK_V7")
        {
            text, company, role, state, month, what, file,
        };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var forms = (parsed.GetValue(what) ?? []).Aggregate((ReceivedForms)0, (all, word) => all | Forms[word]);
            var count = 0;
            var to = parsed.GetValue(file)!.FullName;
            InFile(to, target => count = workplace.ExportReceived.Zip(workplace.Companies.Find(parsed.GetValue(company)),
                InboxCommands.FilterOf(parsed, text, role, state, month), forms == 0 ? ReceivedForms.All : forms, terminal.Language, target, stop));
            terminal.Value(new ExportedAnswer(to, count));
            terminal.Say($"Zapisano {to}, faktury: {count}", $"Wrote {to}, invoices: {count}");
            return await Task.FromResult(0);
        });
        return command;
    }

    public static Command Month(CommandKit kit)
    {
        var company = Arguments.Company();
        var month = Arguments.Month("Which month, by the dates of the invoices");
        month.Required = true;
        var file = new Option<FileInfo>("--out") { Description = "The ZIP to write", HelpName = "FILE.zip", Required = true };
        var command = new Command("month", "Write a month for the accountant: sales, purchases, UPOs, tables, and what is missing") { company, month, file };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var to = parsed.GetValue(file)!.FullName;
            PackedMonth? packed = null;
            InFile(to, target => packed = workplace.AccountantsPackage.Write(
                workplace.Companies.Find(parsed.GetValue(company)), parsed.GetValue(month)!.Value, terminal.Language, target, stop));
            terminal.Value(new PackedMonthAnswer(to, packed!.Sales, packed.Purchases, packed.Upos, packed.Missing));
            terminal.Say($"Zapisano {to}: sprzedaż {packed.Sales}, zakupy {packed.Purchases}, UPO {packed.Upos}",
                $"Wrote {to}: sales {packed.Sales}, purchases {packed.Purchases}, UPOs {packed.Upos}");
            foreach (var one in packed.Missing) terminal.Say(one.Pl, one.En);
            return await Task.FromResult(0);
        });
        return command;
    }

    /// <summary>Writes one; its name is its KSeF number, which no stranger chooses.</summary>
    public static IReadOnlyList<string> Write(Workplace workplace, Company company, ReceivedInvoice invoice, string folder)
    {
        var name = Path.Combine(folder, invoice.KsefNumber);
        UserFiles.Write(name + ".xml", workplace.LookAtReceived.XmlOf(company, invoice));
        try
        {
            UserFiles.Write(name + ".pdf", workplace.LookAtReceived.Draw(company, invoice, PrintForm.Pdf));
            return [name + ".xml", name + ".pdf"];
        }
        catch (RefusedException refused) when (refused.Findings[0].Code == "INK-INBOX-025")
        {
            return [name + ".xml"];
        }
    }

    // Whole or not at all.
    private static void InFile(string file, Action<Stream> write) => UserFiles.Writing(file, () =>
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) OwnerOnly.Folder(folder);
        OwnerOnly.Replace(file, write);
    });
}
