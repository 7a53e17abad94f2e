using System.CommandLine;
using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Issuing;
using Inkaust.Ksef;
using Inkaust.Rendering;

namespace Inkaust.Cli;

/// <summary>Commands about one file: its picture and its codes. A file of the ledger gets the codes of its present state.</summary>
internal static class PrintCommands
{
    public static Command CreatePdf(CommandKit kit)
    {
        var file = new Argument<FileInfo>("FILE.xml") { Description = "An FA(3) file" };
        var output = new Option<FileInfo>("--output", "-o") { Description = "The PDF to write", Required = true, HelpName = "OUT.pdf" };
        var number = new Option<string?>("--ksef-number") { Description = "Its KSeF number, for a file that is not in the ledger" };
        var ksef = new Option<string?>("--ksef") { Description = "Its KSeF, for a file that is not in the ledger: test, demo, production or an address", HelpName = "ENVIRONMENT" };
        var command = new Command("pdf", "Draw an invoice as PDF, with the codes of the state it is in") { file, output, number, ksef };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var invoice = Fa3Invoice.Read(CommandKit.Read(parsed.GetValue(file)!));
            var codes = CodesOf(workplace, invoice, parsed.GetValue(ksef), parsed.GetValue(number));
            var pdf = parsed.GetValue(output)!.FullName;
            CommandKit.Write(pdf, InvoicePdf.Draw(invoice, codes));
            terminal.Value(new { Pdf = pdf, Codes = codes.Select(AsJson) });
            terminal.Say($"Zapisano {pdf} (kody: {Labels(codes, "brak")})", $"Wrote {pdf} (codes: {Labels(codes, "none")})");
            return Task.FromResult(0);
        });
        return command;
    }

    public static Command CreateCodes(CommandKit kit)
    {
        var file = new Argument<FileInfo>("FILE.xml") { Description = "An FA(3) file" };
        var ksef = new Option<string?>("--ksef") { Description = "Its KSeF, for a file whose seller is not a company here", HelpName = "ENVIRONMENT" };
        var command = new Command("codes", "Show the links behind KOD I and KOD II, and the hash they carry") { file, ksef };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var invoice = Fa3Invoice.Read(CommandKit.Read(parsed.GetValue(file)!));
            var codes = CodesOf(workplace, invoice, parsed.GetValue(ksef), null);
            if (codes.Count == 0)
            {
                throw new RefusedException(new Finding("INK-CLI-007",
                    $"Nie wiadomo, do którego KSeF należy faktura: sprzedawcy {invoice.SellerNip} tu nie ma.", $"It is not clear to which KSeF the invoice belongs: its seller {invoice.SellerNip} is not here.")
                { Hint = new("Podaj --ksef.", "Name it with --ksef.") });
            }
            terminal.Value(new { InvoiceHash = invoice.Hash.Base64Url, Codes = codes.Select(AsJson) });
            terminal.Say($"Skrót SHA-256  {invoice.Hash.Base64Url}", $"SHA-256 hash   {invoice.Hash.Base64Url}");
            foreach (var code in codes) terminal.Say($"{code.Label,-14} {code.Link.AbsoluteUri}", $"{code.Label,-14} {code.Link.AbsoluteUri}");
            return Task.FromResult(0);
        });
        return command;
    }

    private static IReadOnlyList<PrintedCode> CodesOf(Workplace workplace, Fa3Invoice invoice, string? ksef, string? number)
    {
        if (workplace.Ledger.List(invoice.SellerNip).FirstOrDefault(one => one.Hash == invoice.Hash) is { } issued) return InvoicePrint.CodesOf(issued);
        if (number is not null && !KsefNumber.TryParse(number, out _))
        {
            throw new RefusedException(new Finding("INK-CLI-008",
                $"„{number}” nie jest numerem KSeF.", $"'{number}' is not a KSeF number.")
            { Hint = new("Ma 35 znaków i sumę kontrolną na końcu.", "It has 35 characters and a check sum at its end.") });
        }
        var company = workplace.Companies.All().FirstOrDefault(one => one.Nip == invoice.SellerNip);
        if ((ksef is null ? company?.Environment : KsefEnvironment.Parse(ksef)) is not { } environment) return [];
        var kodI = VerificationLinks.KodI(environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash);
        return [new PrintedCode(number ?? InvoicePrint.Offline, kodI)];
    }

    private static object AsJson(PrintedCode code) => new { code.Label, Link = code.Link.AbsoluteUri };

    private static string Labels(IReadOnlyList<PrintedCode> codes, string none) => codes.Count == 0 ? none : string.Join(", ", codes.Select(code => code.Label));
}
