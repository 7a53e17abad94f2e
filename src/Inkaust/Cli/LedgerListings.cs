using System.CommandLine;
using System.Text;
using Inkaust.Answers;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>What the ledger holds beyond the invoices themselves: corrections that wait, and the markers for JPK_V7.</summary>
internal static class LedgerListings
{
    public static Command Held(CommandKit kit)
    {
        var company = Arguments.Company();
        var withdraw = new Option<long?>("--withdraw")
        {
            Description = "Take back the one under this number; nothing of it was issued",
            HelpName = "No",
        };
        var command = new Command("held", "Show the corrections that wait for the KSeF number of their original") { company, withdraw };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            if (parsed.GetValue(withdraw) is { } id)
            {
                var gone = workplace.CorrectAndSend.Withdraw(id, parsed.GetValue(company));
                terminal.Say($"Wycofano korektę {gone.Number}.", $"Withdrew the correction {gone.Number}.");
            }
            var held = workplace.CorrectAndSend.Waiting(workplace.CompanyOrAll(parsed.GetValue(company)));
            terminal.Value(held.Select(one => HeldCorrectionAnswer.Of(one, one.WhyInWords)));
            if (held.Count == 0) terminal.Say("Żadna korekta nie czeka.", "No correction waits.");
            else
            {
                var column = workplace.ColumnFor(parsed.GetValue(company));
                terminal.Table(
                    column.Heads(
                        [new("Nr", "No"), new("Korekta", "Correction"), new("Faktura korygowana", "Original"),
                            new("Dlaczego czeka", "Why it waits")]),
                    held.Select(one => column.Row(one.Correction.Company,
                        [$"{one.Correction.Id}", one.Correction.Number, $"{one.Correction.Original}", one.WhyInWords.In(terminal.Language)])));
            }
        });
        return command;
    }

    public static Command Jpk(CommandKit kit)
    {
        var company = Arguments.Company();
        var month = Arguments.Month("Only invoices issued in this month");
        var file = new Option<FileInfo?>("--out") { Description = "Write the CSV into this file", HelpName = "FILE.csv" };
        var command = new Command("jpk", "KSeF numbers for JPK_V7 as CSV, with DI, OFF or BFK where there is none") { company, month, file };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var lines = workplace.LookIntoLedger.JpkLines(workplace.CompanyOrAll(parsed.GetValue(company)), parsed.GetValue(month));
            terminal.Value(lines.Select(JpkLineAnswer.Of));
            var csv = JpkMarkers.Csv(lines);
            if (parsed.GetValue(file) is { } to)
            {
                UserFiles.Write(to.FullName, Encoding.UTF8.GetBytes(csv));
                terminal.Say($"Zapisano {to.FullName}", $"Wrote {to.FullName}");
            }
            else
                foreach (var line in csv.TrimEnd('\n').Split('\n')) terminal.Say(line, line);
        });
        return command;
    }
}
