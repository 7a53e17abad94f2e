using System.CommandLine;
using System.Text;
using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Cli;

/// <summary>Commands about one file: its picture and its codes. A file of the ledger gets the codes of its present state.</summary>
internal static class PrintCommands
{
    private static readonly string[] Modes = ["online", "offline24", "unavailability", "failure", "total-failure"];

    public static Command CreatePdf(CommandKit kit) => Create(kit, "pdf", "OUT.pdf",
        "Draw an invoice (or a UPO) as PDF, with the codes of the state it is in",
        InvoicePdf.Draw, upo: (file, options) => UpoPrint.Pdf(file, options), embeds: true);

    public static Command CreateHtml(CommandKit kit) => Create(kit, "html", "OUT.html",
        "Draw an invoice (or a UPO) as one page of HTML that needs nothing else",
        (invoice, codes, options) => Encoding.UTF8.GetBytes(InvoiceHtml.Draw(invoice, codes, options)),
        upo: (file, options) => Encoding.UTF8.GetBytes(UpoPrint.Html(file, options)));

    public static Command CreateConfirmation(CommandKit kit) => Create(kit, "confirmation", "OUT.pdf",
        "Draw a transaction confirmation, which a domestic buyer may have before the invoice has its number; not an invoice",
        ConfirmationPrint.Pdf);

    public static Command CreateCodes(CommandKit kit)
    {
        var which = new WhichCodes();
        var link = new Option<bool>("--link") { Description = "The links alone, one a line" };
        var png = new Option<DirectoryInfo?>("--png") { Description = "Write each code with its label as a PNG into this folder", HelpName = "DIR" };
        var svg = new Option<DirectoryInfo?>("--svg") { Description = "Write each code with its label as an SVG into this folder", HelpName = "DIR" };
        var command = new Command("codes", "Show KOD I and KOD II of an invoice: links, labels and the hash they carry, or pictures of them")
        { which.File, link, png, svg, which.Mode, which.Number, which.Ksef };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var invoice = Fa3Invoice.Read(UserFiles.Read(parsed.GetValue(which.File)!));
            var codes = which.Of(parsed, workplace, invoice);
            if (codes.Count == 0) throw NoEnvironment(invoice);
            var pictures = Pictures(invoice, codes, parsed.GetValue(png), parsed.GetValue(svg));
            terminal.Value(new { InvoiceHash = invoice.Hash.Base64Url, Codes = codes.Select(AsJson), Pictures = pictures });
            if (!parsed.GetValue(link)) terminal.Say($"Skrót SHA-256  {invoice.Hash.Base64Url}", $"SHA-256 hash   {invoice.Hash.Base64Url}");
            foreach (var code in codes)
            {
                var line = parsed.GetValue(link) ? code.Link.AbsoluteUri : $"{code.Label,-14} {code.Link.AbsoluteUri}";
                terminal.Say(line, line);
            }
            foreach (var picture in pictures) terminal.Say($"Zapisano {picture}", $"Wrote {picture}");
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Create(
        CommandKit kit, string name, string outputName, string description, Func<Fa3Invoice, IReadOnlyList<PrintedCode>, PrintOptions?, byte[]> draw,
        Func<byte[], PrintOptions, byte[]>? upo = null, bool embeds = false)
    {
        var which = new WhichCodes();
        var output = new Option<FileInfo>("--output", "-o") { Description = "The file to write; - for the standard output", Required = true, HelpName = outputName };
        var logo = new Option<FileInfo?>("--logo") { Description = "A PNG or JPEG for the upper left corner", HelpName = "FILE" };
        var accent = new Option<string?>("--accent") { Description = "Colour of the headings, #rrggbb", HelpName = "COLOUR" };
        var font = new Option<FileInfo?>("--font") { Description = "A TrueType font with Polish letters", HelpName = "FILE.ttf" };
        var embed = new Option<bool>("--embed-xml") { Description = "Attach the invoice file to the PDF, byte for byte" };
        var command = new Command(name, description + ". Its language is --lang pl, en or pl+en (default: pl)")
        { which.File, output, which.Mode, which.Number, which.Ksef, logo, accent, font };
        if (embeds) command.Options.Add(embed);
        var confirms = name == "confirmation";
        var buyer = new Option<string?>("--buyer") { Description = "What no file shows of the buyer, for a file that is not in the ledger (art. 106gb ust. 4)" }
            .AcceptOnlyFromAmong([.. HandOver.Words.Keys]);
        if (confirms) command.Options.Add(buyer);
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var bytes = UserFiles.Read(parsed.GetValue(which.File)!);
            var options = new PrintOptions
            {
                Language = parsed.GetValue(CommandLine.Lang) ?? "pl",
                Accent = parsed.GetValue(accent) ?? new PrintOptions().Accent,
                Logo = parsed.GetValue(logo) is { } picture ? UserFiles.Read(picture) : (ReadOnlyMemory<byte>?)null,
                Fonts = parsed.GetValue(font) is { } file ? SystemFonts.Named(file.FullName, bold: null) : SystemFonts.Best,
                EmbedXml = embeds && parsed.GetValue(embed),
                PageBegun = page => terminal.Progress($"{page} ..."),
            };
            IReadOnlyList<PrintedCode> codes = [];
            byte[] drawn;
            if (upo is not null && IsUpo(bytes)) drawn = upo(bytes, options);
            else
            {
                var invoice = Fa3Invoice.Read(bytes);
                BuyerBranch? told = confirms && parsed.GetValue(buyer) is { } word ? HandOver.Words[word] : null;
                if (confirms) RefuseConfirmation(workplace, invoice, parsed.GetValue(which.Mode), parsed.GetValue(which.Number) is not null, told);
                codes = which.Of(parsed, workplace, invoice);
                if (confirms) codes = InvoicePrint.ForConfirmation(codes, workplace.Keys, which.Seller(parsed, workplace, invoice), invoice);
                drawn = draw(invoice, codes, options);
            }
            if (UserFiles.Write(parsed.GetValue(output)!, drawn) is not { } written) return Task.FromResult(0);
            terminal.Value(new { Output = written, Codes = codes.Select(AsJson) });
            var labels = string.Join(", ", codes.Select(code => code.Label));
            terminal.Say($"Zapisano {written} (kody: {(labels.Length > 0 ? labels : "brak")})", $"Wrote {written} (codes: {(labels.Length > 0 ? labels : "none")})");
            return Task.FromResult(0);
        });
        return command;
    }

    // A confirmation is for whoever may not have the invoice yet; anybody else is given the invoice (LAW 1.10).
    private static void RefuseConfirmation(Workplace workplace, Fa3Invoice invoice, string? mode, bool numbered, BuyerBranch? told)
    {
        var issued = workplace.SeenLedgers.IssuedAs(invoice);
        var handOver = issued is not null ? issued.HandOver(invoice)
            : numbered ? HandOver.AfterTheNumber(invoice, IssuingModes.Parse(mode ?? "online"), told)
            : HandOver.BeforeTheNumber(invoice, IssuingModes.Parse(mode ?? "online"), told);
        if (handOver.Confirmation) return;
        var why = handOver.InWords;
        throw new RefusedException(new Finding("INK-PRINT-007",
            $"Potwierdzenie transakcji nie ma tu miejsca. {why.Pl}", $"A transaction confirmation has no place here. {why.En}")
        { Hint = new("Przekaż fakturę: inkaust pdf", "Hand over the invoice: inkaust pdf") });
    }

    /// <summary>The arguments that say which codes a file gets.</summary>
    private sealed class WhichCodes
    {
        public Argument<FileInfo> File { get; } = new("FILE.xml") { Description = "The file; - for the standard input" };

        public Option<string?> Number { get; } = new("--ksef-number") { Description = "Its KSeF number, for a file that is not in the ledger", HelpName = "NUMBER" };

        public Option<string?> Ksef { get; } = new("--ksef")
        {
            Description = "Its KSeF, for a file whose seller is not a company here: test, demo, production or an address",
            HelpName = "ENVIRONMENT",
        };

        public Option<string?> Mode { get; } = new Option<string?>("--mode")
        {
            Description = "Its mode, for a file that is not in the ledger; an offline one gets KOD II from the company's certificate",
        }.AcceptOnlyFromAmong(Modes);

        public IReadOnlyList<PrintedCode> Of(ParseResult parsed, Workplace workplace, Fa3Invoice invoice)
        {
            var named = Named(parsed);
            if (workplace.SeenLedgers.IssuedAs(invoice, named) is { } issued) return InvoicePrint.CodesOf(issued);
            var mode = IssuingModes.Parse(parsed.GetValue(Mode) ?? "online");
            var company = Seller(parsed, workplace, invoice);
            var environment = named ?? company?.Environment;
            if (environment is null || mode == IssuingMode.TotalFailure) return [];

            var kodI = VerificationLinks.KodI(environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash);
            if (parsed.GetValue(Number) is { } number) return [new PrintedCode(Checked(number).ToString(), kodI)];
            var offline = new PrintedCode(InvoicePrint.Offline, kodI);
            return mode.IsOffline()
                ? [offline, new PrintedCode(InvoicePrint.Certificate, KodII.Sign(workplace.Keys, company ?? throw NoEnvironment(invoice), environment, invoice).Link)]
                : [offline];
        }

        /// <summary>The seller, in the KSeF that the file belongs to; null when he is no company here.</summary>
        /// <exception cref="RefusedException">INK-CLI-007: he is in several, and none was named.</exception>
        public Company? Seller(ParseResult parsed, Workplace workplace, Fa3Invoice invoice)
        {
            var named = Named(parsed);
            if (workplace.SeenLedgers.IssuedAs(invoice, named) is { } issued) return workplace.Companies.At(issued.Company);
            var sellers = workplace.Companies.All().Where(one => one.Nip == invoice.SellerNip).ToList();
            if (named is null) return sellers.Count > 1 ? throw SeveralEnvironments(sellers) : sellers.FirstOrDefault();
            // The keys of one environment sign nothing for another where that has its own.
            return sellers.Find(one => one.Environment == named) ?? (sellers is [var first, ..] ? first with { Environment = named } : null);
        }

        private KsefEnvironment? Named(ParseResult parsed) => parsed.GetValue(Ksef) is { } word ? KsefEnvironment.Parse(word) : null;

        private static KsefNumber Checked(string number) => KsefNumber.TryParse(number, out var read) ? read
            : throw new RefusedException(new Finding("INK-CLI-008", $"„{number}” nie jest numerem KSeF.", $"'{number}' is not a KSeF number.")
            { Hint = new("Ma 35 znaków i sumę kontrolną na końcu.", "It has 35 characters and a check sum at its end.") });
    }

    private static RefusedException NoEnvironment(Fa3Invoice invoice) => new(new Finding("INK-CLI-007",
        $"Nie wiadomo, do którego KSeF należy faktura: sprzedawcy {invoice.SellerNip} tu nie ma.", $"It is not clear to which KSeF the invoice belongs: its seller {invoice.SellerNip} is not here.")
    { Hint = new("Podaj --ksef albo dodaj firmę.", "Name it with --ksef, or add the company.") });

    private static RefusedException SeveralEnvironments(IReadOnlyList<Company> sellers) => new(new Finding("INK-CLI-007",
        $"Nie wiadomo, do którego KSeF należy faktura: sprzedawca {sellers[0].Nip} jest tu w kilku.",
        $"It is not clear to which KSeF the invoice belongs: its seller {sellers[0].Nip} is here in several.")
    {
        Hint = new($"Dopisz jedno z: {string.Join(", ", sellers.Select(one => $"--ksef {one.Environment.Word}"))}",
            $"Add one of: {string.Join(", ", sellers.Select(one => $"--ksef {one.Environment.Word}"))}"),
    });

    private static List<string> Pictures(Fa3Invoice invoice, IReadOnlyList<PrintedCode> codes, DirectoryInfo? png, DirectoryInfo? svg)
    {
        var written = new List<string>();
        foreach (var (code, kind) in codes.Select((code, place) => (code, place == 0 ? "kod-i" : "kod-ii")))
        {
            if (png is not null) Write(Path.Combine(png.FullName, $"{invoice.Hash.Base64Url}-{kind}.png"), CodeImage.Png(code));
            if (svg is not null) Write(Path.Combine(svg.FullName, $"{invoice.Hash.Base64Url}-{kind}.svg"), Encoding.UTF8.GetBytes(CodeImage.Svg(code)));
        }
        return written;

        void Write(string file, byte[] picture)
        {
            UserFiles.Write(file, picture);
            written.Add(file);
        }
    }

    private static bool IsUpo(byte[] bytes)
    {
        // Only the name of the root is looked at here; whoever draws it judges the file.
        try
        {
            using var reader = System.Xml.XmlReader.Create(new MemoryStream(bytes, writable: false),
                new System.Xml.XmlReaderSettings { DtdProcessing = System.Xml.DtdProcessing.Prohibit, XmlResolver = null });
            return reader.MoveToContent() == System.Xml.XmlNodeType.Element && reader.LocalName == "Potwierdzenie";
        }
        catch (System.Xml.XmlException)
        {
            return false;
        }
    }

    private static object AsJson(PrintedCode code) => new { code.Label, Link = code.Link.AbsoluteUri };
}
