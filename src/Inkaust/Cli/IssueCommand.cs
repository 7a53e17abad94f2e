using System.CommandLine;
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
        var bip = new Option<string?>("--bip") { Description = "Number or address of the ministry's message in BIP, kept as evidence", HelpName = "REFERENCE" };
        var buyer = new Option<string?>("--buyer") { Description = "What no file shows: why the buyer is given the invoice outside KSeF (art. 106gb ust. 4)" }
            .AcceptOnlyFromAmong([.. HandOver.Words.Keys]);
        var company = Arguments.Company();
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for the XML, the PDF and the UPO", HelpName = "DIR" };
        var command = new Command("issue", "Issue an invoice, and when it is issued online send it at once") { file, mode, company, folder, bip, buyer };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var wish = Wish(parsed.GetValue(mode)!);
            var midnight = Midnight.Near(workplace.Clock.GetUtcNow(), wish, workplace.Calendar.Days());
            if (midnight is not null) terminal.Say(midnight.Text.Pl, midnight.Text.En);
            var told = parsed.GetValue(buyer) is { } word ? HandOver.Words[word] : (BuyerBranch?)null;
            var issued = await IssueAsync(workplace, parsed.GetValue(file)!, parsed.GetValue(company), wish, parsed.GetValue(bip), told, stop);
            var warnings = issued.Warnings;
            // It is issued by now: that KSeF cannot be reached must not look like a failure to issue.
            var sending = issued.Mode == IssuingMode.Online
                ? await workplace.SendWaiting.TheseAsync(workplace.Companies.At(issued.Company), [issued], stop)
                : new SendingReport([], []);
            issued = workplace.SeenLedgers.Of(issued).At(issued.Id);
            var files = parsed.GetValue(folder) is { } to ? InvoiceFiles.Write(workplace, issued, to.FullName) : [];

            terminal.Value(InvoiceWords.AsJson(issued, workplace.Clock.GetUtcNow(), files));
            Tell(terminal, workplace, issued, files);
            if (warnings.Count > 0) terminal.Refuse(warnings);
            if (sending.Problems.Count > 0) terminal.Refuse(sending.Problems);
            return issued.State is InvoiceState.Rejected ? 1 : 0;
        });
        return command;
    }

    private static Task<IssuedInvoice> IssueAsync(Workplace workplace, FileInfo file, CompanyReference? named, ModeWish wish, string? bip, BuyerBranch? told, CancellationToken stop)
    {
        var bytes = UserFiles.Read(file);
        var first = UserFiles.FirstCharacter(bytes);
        if (first == '<' || file.Extension.Equals(".xml", StringComparison.OrdinalIgnoreCase))
        {
            var company = CompanyFor(workplace, named, Fa3Invoice.Read(bytes).SellerNip);
            return workplace.IssueInvoice.FromFileAsync(company, bytes, wish, bip, told, stop);
        }
        if (first == '{' || file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            var draft = InvoiceDraft.ReadJson(bytes);
            return workplace.IssueInvoice.FromDraftAsync(CompanyFor(workplace, named, draft.Seller?.Nip), draft, wish, bip, told, stop);
        }
        throw new RefusedException(new Finding("INK-CLI-006",
            $"Nie wiadomo, czym jest plik {file.Name}.", $"It is not clear what the file {file.Name} is.")
        { Hint = new("Szkic to JSON i zaczyna się od {, gotowa faktura to XML i zaczyna się od <.", "A draft is JSON and begins with {, a finished invoice is XML and begins with <.") });
    }

    // The file itself says who the seller is; --company is for drafts that do not.
    private static Company CompanyFor(Workplace workplace, CompanyReference? named, Nip? seller) => workplace.Companies.Find(named ?? CompanyReference.Of(seller));

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

    private static void Tell(Terminal terminal, Workplace workplace, IssuedInvoice issued, IReadOnlyList<string> files)
    {
        switch (issued.State)
        {
            case InvoiceState.Accepted accepted:
                terminal.Say($"Faktura {issued.Number} jest w KSeF pod numerem {accepted.KsefNumber}.", $"Invoice {issued.Number} is in KSeF under {accepted.KsefNumber}.");
                break;
            case InvoiceState.Waived:
                terminal.Say($"Faktura {issued.Number} jest wystawiona w awarii całkowitej; nie przesyła się jej do KSeF.",
                    $"Invoice {issued.Number} is issued in a total failure; it is not sent to KSeF.");
                SayHandOver(terminal, workplace, issued);
                break;
            case InvoiceState.Rejected:
                terminal.Say($"Faktura {issued.Number} nie jest wystawiona: KSeF ją odrzucił.", $"Invoice {issued.Number} is not issued: KSeF refused it.");
                break;
            default:
                terminal.Say($"Faktura {issued.Number} jest wystawiona w trybie {issued.Mode.Word()} i czeka na wysłanie.",
                    $"Invoice {issued.Number} is issued, mode {issued.Mode.Word()}, and waits to be sent.");
                if (issued.ModeEvidence.Silence is { } silence) terminal.Say($"  Bo KSeF nie odpowiada: {silence}.", $"  Because KSeF does not answer: {silence}.");
                foreach (var step in issued.Deadline.Steps) terminal.Say($"  {step.Pl}", $"  {step.En}");
                SayHandOver(terminal, workplace, issued);
                terminal.Say($"KOD I   {issued.KodI.AbsoluteUri}", $"KOD I   {issued.KodI.AbsoluteUri}");
                if (issued.KodII is { } kodII) terminal.Say($"KOD II  {kodII.AbsoluteUri}", $"KOD II  {kodII.AbsoluteUri}");
                break;
        }
        foreach (var written in files) terminal.Say($"Zapisano {written}", $"Wrote {written}");
    }

    private static void SayHandOver(Terminal terminal, Workplace workplace, IssuedInvoice issued)
    {
        var why = issued.HandOver(workplace.SeenLedgers.Of(issued).File(issued)).InWords;
        terminal.Say($"  {why.Pl}", $"  {why.En}");
    }
}
