using System.CommandLine;
using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Issuing;
using Inkaust.Ksef.Modes;

namespace Inkaust.Cli;

internal static class IssueCommand
{
    public static Command Create(CommandKit kit)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A draft (.json) or a finished FA(3) file (.xml)" };
        var mode = Mode();
        var bip = new Option<string?>("--bip") { Description = "Number or address of the ministry's message in BIP, kept as evidence", HelpName = "REFERENCE" };
        var company = Arguments.Company();
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for the XML, the PDF and the UPO", HelpName = "DIR" };
        var command = new Command("issue", "Issue an invoice, and when it is issued online send it at once") { file, mode, company, folder, bip };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            WarnAroundMidnight(terminal, workplace.Clock.GetUtcNow());
            var issued = await IssueAsync(workplace, parsed.GetValue(file)!, parsed.GetValue(company), Wish(parsed.GetValue(mode)!), parsed.GetValue(bip), stop);
            // It is issued by now: that KSeF cannot be reached must not look like a failure to issue.
            var sending = issued.Mode == IssuingMode.Online ? await workplace.SendWaiting.TriedAsync(workplace.Companies.Find(issued.Company), stop) : new SendingReport([], []);
            issued = workplace.Ledger.Find(issued.Id.ToString());
            var files = parsed.GetValue(folder) is { } to ? InvoiceFiles.Write(workplace, issued, to.FullName) : [];

            terminal.Value(InvoiceWords.AsJson(issued, workplace.Clock.GetUtcNow(), files));
            Tell(terminal, workplace, issued, files);
            if (sending.Problems.Count > 0) terminal.Refuse(sending.Problems);
            return issued.State is InvoiceState.Rejected ? 1 : 0;
        });
        return command;
    }

    private static Task<IssuedInvoice> IssueAsync(Workplace workplace, FileInfo file, Nip? named, ModeWish wish, string? bip, CancellationToken stop)
    {
        var bytes = CommandKit.Read(file);
        if (file.Extension.Equals(".xml", StringComparison.OrdinalIgnoreCase))
        {
            var company = CompanyFor(workplace, named, Fa3Invoice.Read(bytes).SellerNip);
            return workplace.IssueInvoice.FromFileAsync(company, bytes, wish, bip, stop);
        }
        if (file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            var draft = InvoiceDraft.ReadJson(bytes);
            return workplace.IssueInvoice.FromDraftAsync(CompanyFor(workplace, named, draft.Seller?.Nip), draft, wish, bip, stop);
        }
        throw new RefusedException(new Finding("INK-CLI-006",
            $"Nie wiadomo, czym jest plik {file.Name}.", $"It is not clear what the file {file.Name} is.")
        { Hint = new("Szkic ma nazwę na .json, gotowa faktura na .xml.", "A draft is named .json, a finished invoice .xml.") });
    }

    // The file itself says who the seller is; --company is for drafts that do not.
    private static Company CompanyFor(Workplace workplace, Nip? named, Nip? seller) => workplace.Companies.Find(named ?? seller);

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

    // P_1 decides the deadline, and an online invoice that leaves after midnight is marked offline (LAW 9, 10).
    private static void WarnAroundMidnight(Terminal terminal, DateTimeOffset now)
    {
        var polish = PolishTime.At(now);
        if (polish.TimeOfDay < TimeSpan.FromMinutes(23 * 60 + 45)) return;
        var tomorrow = PolishTime.DateOf(now).AddDays(1);
        terminal.Say($"W Polsce jest {polish:HH:mm}: faktura z datą {polish:yyyy-MM-dd} wysłana po północy ({tomorrow:yyyy-MM-dd}) będzie w KSeF offline, z tą samą datą wystawienia.",
            $"In Poland it is {polish:HH:mm}: an invoice dated {polish:yyyy-MM-dd} that is sent after midnight ({tomorrow:yyyy-MM-dd}) will be offline in KSeF, with the same issue date.");
    }

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
                break;
            case InvoiceState.Rejected:
                terminal.Say($"Faktura {issued.Number} nie jest wystawiona: KSeF ją odrzucił.", $"Invoice {issued.Number} is not issued: KSeF refused it.");
                break;
            default:
                terminal.Say($"Faktura {issued.Number} jest wystawiona w trybie {issued.Mode.Word()} i czeka na wysłanie.",
                    $"Invoice {issued.Number} is issued, mode {issued.Mode.Word()}, and waits to be sent.");
                foreach (var step in issued.Deadline.Steps) terminal.Say($"  {step.Pl}", $"  {step.En}");
                var handOver = HandOver.BeforeTheNumber(workplace.Ledger.File(issued), issued.Mode).Why;
                terminal.Say($"  {handOver.Pl}", $"  {handOver.En}");
                terminal.Say($"KOD I   {issued.KodI.AbsoluteUri}", $"KOD I   {issued.KodI.AbsoluteUri}");
                if (issued.KodII is { } kodII) terminal.Say($"KOD II  {kodII.AbsoluteUri}", $"KOD II  {kodII.AbsoluteUri}");
                break;
        }
        foreach (var written in files) terminal.Say($"Zapisano {written}", $"Wrote {written}");
    }
}
