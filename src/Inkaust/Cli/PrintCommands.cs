using System.CommandLine;
using System.Text;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Cli;

/// <summary>Commands about one file: its picture and its codes. A file of the ledger gets the codes of its present state.</summary>
internal static class PrintCommands
{
    public static Command CreatePdf(CommandKit kit) =>
        Create(kit, "pdf", "OUT.pdf", "Draw an invoice (or a UPO) as PDF, with the codes of the state it is in", PrintForm.Pdf);

    public static Command CreateHtml(CommandKit kit) =>
        Create(kit, "html", "OUT.html", "Draw an invoice (or a UPO) as one page of HTML that needs nothing else", PrintForm.Html);

    public static Command CreateConfirmation(CommandKit kit) => Create(kit, "confirmation", "OUT.pdf",
        "Draw a transaction confirmation, which a domestic buyer may have before the invoice has its number; not an invoice", PrintForm.Confirmation);

    public static Command CreateCodes(CommandKit kit)
    {
        var which = new WhichFile();
        var link = new Option<bool>("--link") { Description = "The links alone, one a line" };
        var png = new Option<DirectoryInfo?>("--png") { Description = "Write each code with its label as a PNG into this folder", HelpName = "DIR" };
        var svg = new Option<DirectoryInfo?>("--svg") { Description = "Write each code with its label as an SVG into this folder", HelpName = "DIR" };
        var command = new Command("codes", "Show KOD I and KOD II of an invoice: links, labels and the hash they carry, or pictures of them")
        { which.File, link, png, svg, which.Company, which.Mode, which.Number, which.Ksef };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var invoice = Fa3Invoice.Read(UserFiles.Read(parsed.GetValue(which.File)!));
            var codes = workplace.CodesOfFile.Wanted(invoice, which.Known(parsed));
            var pictures = Pictures(invoice, codes, parsed.GetValue(png), parsed.GetValue(svg));
            terminal.Value(new CodesAnswer(invoice.Hash.Base64Url, [.. codes.Select(CodeAnswer.Of)], pictures));
            if (!parsed.GetValue(link)) terminal.Say($"Skrót SHA-256  {invoice.Hash.Base64Url}", $"SHA-256 hash   {invoice.Hash.Base64Url}");
            if (codes.Count == 0) terminal.Say("Bez kodów: awaria całkowita (art. 106ng).", "No codes: a total failure (art. 106ng).");
            foreach (var code in codes)
            {
                var line = parsed.GetValue(link) ? code.Link.AbsoluteUri : $"{code.Label,-14} {code.Link.AbsoluteUri}";
                terminal.Say(line, line);
            }
            foreach (var picture in pictures) terminal.Say($"Zapisano {picture}", $"Wrote {picture}");
        });
        return command;
    }

    private static Command Create(CommandKit kit, string name, string outputName, string description, PrintForm form)
    {
        var which = new WhichFile();
        var output = new Option<FileInfo>("--output", "-o")
        {
            Description = "The file to write; - for the standard output",
            Required = true,
            HelpName = outputName,
        };
        var looks = new Looks();
        var command = new Command(name, description + ". Its language is --lang pl, en or pl+en (default: pl)")
        { which.File, output, which.Company, which.Mode, which.Number, which.Ksef, looks.Logo, looks.Accent, looks.Font };
        if (form == PrintForm.Pdf) command.Options.Add(looks.Embed);
        if (form == PrintForm.Confirmation) command.Options.Add(which.Buyer);
        kit.Does(command, (parsed, workplace, terminal, stop) =>
        {
            var bytes = UserFiles.Read(parsed.GetValue(which.File)!);
            var options = looks.Read(parsed, terminal) with { EmbedXml = form == PrintForm.Pdf && parsed.GetValue(looks.Embed) };
            var printed = workplace.PrintFile.Draw(bytes, form, which.Known(parsed), options, stop);
            if (UserFiles.Write(parsed.GetValue(output)!, printed.File) is not { } written) return Task.FromResult(0);
            terminal.Value(new PrintAnswer(written, [.. printed.Codes.Select(CodeAnswer.Of)]));
            var labels = string.Join(", ", printed.Codes.Select(code => code.Label));
            terminal.Say($"Zapisano {written} (kody: {(labels.Length > 0 ? labels : "brak")})",
                $"Wrote {written} (codes: {(labels.Length > 0 ? labels : "none")})");
            return Task.FromResult(0);
        });
        return command;
    }

    private static List<string> Pictures(Fa3Invoice invoice, IReadOnlyList<PrintedCode> codes, DirectoryInfo? png, DirectoryInfo? svg)
    {
        var written = new List<string>();
        foreach (var (code, kind) in codes.Select((code, place) => (code, place == 0 ? "kod-i" : "kod-ii")))
        {
            if (png is not null) Write(Path.Combine(png.FullName, $"{invoice.Hash.Base64Url}-{kind}.png"), CodeImage.Png(code));
            if (svg is not null) Write(Path.Combine(svg.FullName, $"{invoice.Hash.Base64Url}-{kind}.svg"),
                Encoding.UTF8.GetBytes(CodeImage.Svg(code)));
        }
        return written;

        void Write(string file, byte[] picture)
        {
            UserFiles.Write(file, picture);
            written.Add(file);
        }
    }

    /// <summary>The arguments that say which file, and what is known of one that is not in the ledger.</summary>
    private sealed class WhichFile
    {
        private static readonly string[] Modes = ["online", "offline24", "unavailability", "failure", "total-failure"];

        public Argument<FileInfo> File { get; } = new("FILE.xml") { Description = "The file; - for the standard input" };

        public Option<CompanyReference?> Company { get; } = Arguments.Company();

        public Option<string?> Number { get; } = new("--ksef-number")
        {
            Description = "Its KSeF number, for a file that is not in the ledger",
            HelpName = "NUMBER",
        };

        public Option<string?> Ksef { get; } = new("--ksef")
        {
            Description = "Its KSeF, for a file whose seller is not a company here: test, demo, production or an address",
            HelpName = "ENVIRONMENT",
        };

        public Option<string?> Mode { get; } = new Option<string?>("--mode")
        {
            Description = "Its mode, for a file that is not in the ledger; of an offline one nothing is drawn, because only issuing makes KOD II",
        }.AcceptOnlyFromAmong(Modes);

        public Option<string?> Buyer { get; } =
            Arguments.Buyer("What no file shows of the buyer, for a file that is not in the ledger (art. 106gb ust. 4)");

        public KnownOfFile Known(ParseResult parsed) => new()
        {
            Company = parsed.GetValue(Company),
            Ksef = parsed.GetValue(Ksef) is { } word ? KsefEnvironment.Parse(word) : null,
            Mode = IssuingModes.Parse(parsed.GetValue(Mode) ?? "online"),
            Number = parsed.GetValue(Number) is { } number ? Checked(number) : null,
            BuyerTold = Arguments.BuyerTold(parsed, Buyer),
        };

        private static KsefNumber Checked(string number) => KsefNumber.TryParse(number, out var read) ? read
            : throw new RefusedException(new Finding("INK-CLI-008", $"„{number}” nie jest numerem KSeF.", $"'{number}' is not a KSeF number.")
            { Hint = new("Ma 35 znaków i sumę kontrolną na końcu.", "It has 35 characters and a check sum at its end.") });
    }

    /// <summary>The arguments that say how a print looks.</summary>
    private sealed class Looks
    {
        public Option<FileInfo?> Logo { get; } = new("--logo") { Description = "A PNG or JPEG for the upper left corner", HelpName = "FILE" };

        public Option<string?> Accent { get; } = new("--accent") { Description = "Colour of the headings, #rrggbb", HelpName = "COLOUR" };

        public Option<FileInfo?> Font { get; } = new("--font") { Description = "A TrueType font with Polish letters", HelpName = "FILE.ttf" };

        public Option<bool> Embed { get; } = new("--embed-xml") { Description = "Attach the invoice file to the PDF, byte for byte" };

        public PrintOptions Read(ParseResult parsed, Terminal terminal) => new()
        {
            Languages = PrintLanguages.Named(parsed.GetValue(CommandLine.Lang) ?? "pl"),
            Accent = parsed.GetValue(Accent) ?? new PrintOptions().Accent,
            Logo = parsed.GetValue(Logo) is { } picture ? UserFiles.Read(picture) : (ReadOnlyMemory<byte>?)null,
            Fonts = parsed.GetValue(Font) is { } file ? SystemFonts.Named(file.FullName, bold: null) : SystemFonts.Best,
            Progress = new Told<PrintProgress>(pages => terminal.Progress($"{pages.Page}/{pages.Of} ")),
        };
    }
}
