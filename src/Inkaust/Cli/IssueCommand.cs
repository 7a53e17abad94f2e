using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class IssueCommand
{
    public static Command Create(CommandKit kit)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A draft (JSON) or a finished FA(3) file (XML); - for the standard input" };
        var mode = Mode();
        var bip = new Option<string?>("--bip")
        {
            Description = "Number or address of the ministry's message in BIP, kept as evidence",
            HelpName = "REFERENCE",
        };
        var buyer = Arguments.Buyer("What no file shows: why the buyer is given the invoice outside KSeF (art. 106gb ust. 4)");
        var company = Arguments.Company();
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for the XML, the PDF and the UPO", HelpName = "DIR" };
        var command = new Command("issue",
            "Issue an invoice, and when it is issued online send it at once") { file, mode, company, folder, bip, buyer };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var terms = new IssuingTerms(Wish(parsed.GetValue(mode)!))
            {
                BipReference = parsed.GetValue(bip),
                BuyerTold = Arguments.BuyerTold(parsed, buyer),
            };
            if (workplace.IssueAndSend.Midnight(terms.Wish) is { } midnight) terminal.Say(midnight.Text.Pl, midnight.Text.En);
            var issued = await IssueAsync(workplace.IssueAndSend, parsed.GetValue(file)!, parsed.GetValue(company), terms, stop);
            var files = parsed.GetValue(folder) is { } to ? InvoiceFiles.Write(workplace, issued.Invoice, to.FullName) : [];

            terminal.Value(InvoiceAnswer.Of(issued.Invoice, workplace.Clock.GetUtcNow(), files));
            Tell(terminal, issued);
            foreach (var written in files) terminal.Say($"Zapisano {written}", $"Wrote {written}");
            if (issued.Warnings.Count > 0) terminal.Refuse(issued.Warnings);
            if (issued.Problems.Count > 0) terminal.Refuse(issued.Problems);
            return issued.Invoice.State is InvoiceState.Rejected ? 1 : 0;
        });
        return command;
    }

    private static Task<IssuedNow> IssueAsync(IssueAndSend use, FileInfo file, CompanyReference? named, IssuingTerms terms, CancellationToken stop)
    {
        var bytes = UserFiles.Read(file);
        return UserFiles.KindOf(file, bytes) switch
        {
            UserFiles.Kind.Invoice => use.FileAsync(named, bytes, terms, stop),
            UserFiles.Kind.Draft => use.DraftAsync(named, InvoiceDraft.ReadJson(bytes), terms, stop),
            _ => throw new RefusedException(new Finding("INK-CLI-006",
                $"Nie wiadomo, czym jest plik {file.Name}.", $"It is not clear what the file {file.Name} is.")
            {
                Hint = new("Szkic to JSON i zaczyna się od {, gotowa faktura to XML i zaczyna się od <. Pola szkicu pokaże",
                    "A draft is JSON and begins with {, a finished invoice is XML and begins with <. The fields of a draft are shown by"),
                Next = new ListDraftFields(),
            }),
        };
    }

    internal static Option<string> Mode()
    {
        var mode = new Option<string>("--mode")
        {
            Description = "auto: online when KSeF answers, else what the announcements allow, else offline24",
            DefaultValueFactory = _ => "auto",
        };
        mode.AcceptOnlyFromAmong("auto", "online", "offline", "offline24", "unavailability", "failure", "total-failure");
        return mode;
    }

    internal static ModeWish Wish(string word) => word switch
    {
        "offline24" => ModeWish.Offline,
        "total-failure" => ModeWish.TotalFailure,
        _ => Enum.Parse<ModeWish>(word, ignoreCase: true),
    };

    private static void Tell(Terminal terminal, IssuedNow issued)
    {
        var invoice = issued.Invoice;
        var handOver = issued.HandOver.InWords;
        switch (invoice.State)
        {
            case InvoiceState.Accepted accepted:
                terminal.Say($"Faktura {invoice.Number} jest w KSeF pod numerem {accepted.KsefNumber}.",
                    $"Invoice {invoice.Number} is in KSeF under {accepted.KsefNumber}.");
                break;
            case InvoiceState.Waived:
                terminal.Say($"Faktura {invoice.Number} jest wystawiona w awarii całkowitej; nie przesyła się jej do KSeF.",
                    $"Invoice {invoice.Number} is issued in a total failure; it is not sent to KSeF.");
                terminal.Say($"  {handOver.Pl}", $"  {handOver.En}");
                break;
            case InvoiceState.Rejected:
                terminal.Say($"Faktura {invoice.Number} nie jest wystawiona: KSeF ją odrzucił.",
                    $"Invoice {invoice.Number} is not issued: KSeF refused it.");
                break;
            default:
                terminal.Say($"Faktura {invoice.Number} jest wystawiona w trybie {invoice.Mode.Word()} i czeka na wysłanie.",
                    $"Invoice {invoice.Number} is issued, mode {invoice.Mode.Word()}, and waits to be sent.");
                if (invoice.ModeEvidence.Silence is { } silence) terminal.Say($"  Bo KSeF nie odpowiada: {silence}.",
                    $"  Because KSeF does not answer: {silence}.");
                foreach (var step in invoice.Deadline.Steps) terminal.Say($"  {step.Pl}", $"  {step.En}");
                terminal.Say($"  {handOver.Pl}", $"  {handOver.En}");
                terminal.Say($"KOD I   {invoice.KodI.AbsoluteUri}", $"KOD I   {invoice.KodI.AbsoluteUri}");
                if (invoice.KodII is { } kodII) terminal.Say($"KOD II  {kodII.AbsoluteUri}", $"KOD II  {kodII.AbsoluteUri}");
                break;
        }
    }
}
