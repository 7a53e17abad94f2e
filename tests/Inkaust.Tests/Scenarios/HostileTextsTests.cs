using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Tests.Unit.Issuing;

namespace Inkaust.Tests.Scenarios;

/// <summary>Texts made to hurt whoever reads them, in the ledger and in the names of companies: no command passes them on.</summary>
public sealed class HostileTextsTests
{
    private const string Hostile = "=1+1\u001b[2J\u001b]0;x\u0007\r\n\u202Efdp\u2028;\"<b>\u009b31m\u0000";

    [Fact]
    public async Task No_command_passes_on_what_steers_a_terminal_or_a_spreadsheet()
    {
        using var house = new House();
        house.Add(change: one => one with { Number = Hostile, BuyerName = Hostile });
        house.Add(state: new InvoiceState.Rejected(450, Hostile, [Hostile], "20261209-SO-1"), change: one => one with { Number = "2" + Hostile, BuyerName = Hostile });
        house.Companies.Add(new Company(Nip.Parse("1111111111"), Hostile, Hostile, house.Company.Environment));
        var folder = house.Database.Place;
        var csv = Path.Combine(folder, "jpk.csv");
        var shell = new Shell(folder, house.Clock);
        var said = 0;
        foreach (string[] command in new string[][]
        {
            ["ledger", "list"], ["ledger", "show", "id:1"], ["ledger", "show", "id:2"], ["ledger", "held"], ["ledger", "jpk"], ["ledger", "jpk", "--out", csv], ["company", "list"],
            ["cert", "list"], ["repair", "id:2"], ["ledger", "show", Hostile], ["company", "add", "--nip", "2222222222", "--name", Hostile, "--address", Hostile, "--ksef", "test"],
            ["html", Path.Combine(folder, "\u001b[2J\u202E.xml")],
        })
            foreach (string[] form in new string[][] { ["--format", "table"], ["--format", "csv"], ["--format", "tsv"], ["--json"], ["--lang", "pl"] })
            {
                var (_, output, error) = await shell.RunAsync([.. command, .. form.Contains("--lang") ? [] : form]);
                Assert.DoesNotContain("INK-CLI-010", error);
                Assert.DoesNotContain(output + error, c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || Untrusted.TurnsDirection(c) || c is '\u2028');
                if (form.Contains("csv")) Assert.DoesNotContain(output.Split('\n').SelectMany(line => line.Split(';')), cell => cell.TrimStart('"').StartsWith('='));
                said += output.Contains("fdp", StringComparison.Ordinal) || error.Contains("fdp", StringComparison.Ordinal) ? 1 : 0;
            }
        Assert.True(said > 25, $"The texts were shown {said} times only.");
        Assert.DoesNotContain(File.ReadAllText(csv), c => (char.IsControl(c) && c != '\n') || Untrusted.TurnsDirection(c));
        Assert.Contains("\"'=1+1", File.ReadAllText(csv));
    }
}
