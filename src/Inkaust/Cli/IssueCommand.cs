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
        var paths = new Argument<string[]>("FILE|DIR")
        {
            Description = "Drafts (JSON) or finished FA(3) files (XML), folders of such, "
                + "files with a draft on every line (JSON Lines); - for the standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var lines = new Option<bool>("--lines") { Description = "There is a draft on every line, even if there is only one line" };
        var mode = Mode();
        var bip = new Option<string?>("--bip")
        {
            Description = "Number or address of the ministry's message in BIP, kept as evidence",
            HelpName = "REFERENCE",
        };
        var buyer = Arguments.Buyer("What no file shows: why the buyer is given the invoice outside KSeF (art. 106gb ust. 4)");
        var company = Arguments.Company();
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for the XML, the PDF and the UPO", HelpName = "DIR" };
        var accept = Accept();
        var dryRun = new Option<bool>("--dry-run")
        { Description = "Say what would happen and issue nothing; with --out, draw the invoices without codes" };
        var key = new Option<string?>("--idempotency-key")
        {
            Description = "The same key with the same file issues nothing again; for programs that repeat a call whose answer was lost",
            HelpName = "KEY",
        };
        var command = new Command("issue",
            "Issue an invoice, or many, and send at once what is issued online. "
            + "Of many, one that is refused stops no other, and what is issued already is not issued again")
        { paths, mode, company, folder, lines, accept, dryRun, key, bip, buyer };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var terms = new IssuingTerms(Wish(parsed.GetValue(mode)!))
            {
                BipReference = parsed.GetValue(bip),
                BuyerTold = Arguments.BuyerTold(parsed, buyer),
                Accept = parsed.GetValue(accept) ?? [],
                IdempotencyKey = parsed.GetValue(key),
            };
            if (workplace.IssueAndSend.Midnight(terms.Wish) is { } midnight) terminal.Say(midnight.Text.Pl, midnight.Text.En);
            var brought = BroughtInvoices.At(parsed.GetValue(paths)!, parsed.GetValue(lines));
            if (brought.AreMany)
            {
                if (terms.IdempotencyKey is not null) throw new RefusedException(KeyIsOfOne());
                var many = new ManyInvoices(workplace, terminal, parsed.GetValue(company), terms, parsed.GetValue(folder));
                return parsed.GetValue(dryRun) ? await many.PreviewAsync(brought.All, stop) : await many.IssueAsync(brought.All, stop);
            }
            var asked = brought.Only;
            if (parsed.GetValue(dryRun))
                return Tell(terminal, await PreviewAsync(workplace.IssueAndSend, asked, parsed.GetValue(company), terms, stop),
                    parsed.GetValue(folder));
            var issued = await IssueAsync(workplace.IssueAndSend, asked, parsed.GetValue(company), terms, stop);
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

    private static Task<IssuedNow> IssueAsync(IssueAndSend use, Brought asked, CompanyReference? named, IssuingTerms terms, CancellationToken stop) =>
        asked.Draft is { } draft ? use.DraftAsync(named, draft, terms, stop) : use.FileAsync(named, asked.File, terms, stop);

    internal static Task<IssuePreview> PreviewAsync(IssueAndSend use, Brought asked, CompanyReference? named, IssuingTerms terms,
        CancellationToken stop) =>
        asked.Draft is { } draft ? use.PreviewDraftAsync(named, draft, terms, stop) : use.PreviewFileAsync(named, asked.File, terms, stop);

    private static Finding KeyIsOfOne() => new("INK-CLI-013",
        "Klucz należy do jednej faktury, a podano ich wiele.", "A key belongs to one invoice, and many were given.")
    {
        Hint = new("Pomiń --idempotency-key: spośród wielu faktur każdą poznaje się po treści i żadna nie będzie wystawiona dwa razy.",
            "Leave out --idempotency-key: among many each invoice is known by its content, and none is issued twice."),
    };

    /// <summary>What is wrong and taken knowingly.</summary>
    internal static Option<string[]?> Accept() => new("--accept")
    {
        Description = "Codes of what is wrong and is taken knowingly; the ledger keeps them",
        HelpName = "CODE",
        AllowMultipleArgumentsPerToken = true,
    };

    private static int Tell(Terminal terminal, IssuePreview preview, DirectoryInfo? folder)
    {
        var files = InvoiceFiles.WritePreview(preview, folder, "preview");
        terminal.Value(IssuePreviewAnswer.Of(preview, files, terminal.AsJson));
        if (preview.WouldBeIssued) terminal.Say("Nic nie wystawiono. Tak byłoby teraz:", "Nothing was issued. This is what would happen now:");
        else terminal.Say("Nic nie wystawiono, i teraz by się nie udało.", "Nothing was issued, and now it would not be.");
        if (preview.Choice is { } choice)
            terminal.Say($"  Tryb {choice.Mode.Word()}: {choice.Reason.InWords.Pl}", $"  Mode {choice.Mode.Word()}: {choice.Reason.InWords.En}");
        foreach (var step in preview.Deadline?.Steps ?? []) terminal.Say($"  {step.Pl}", $"  {step.En}");
        if (preview.HandOver?.InWords is { } handOver) terminal.Say($"  {handOver.Pl}", $"  {handOver.En}");
        foreach (var written in files) terminal.Say($"Zapisano {written}", $"Wrote {written}");
        if (preview.Stops.Count + preview.Findings.Count > 0 && !terminal.IsJson) terminal.Refuse([.. preview.Stops, .. preview.Findings]);
        return preview.WouldBeIssued ? 0 : 1;
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
        if (issued.WasThere)
            terminal.Say("To samo zlecenie wystawiło ją już wcześniej; nic się nie zmieniło.", "The same request issued it before; nothing changed.");
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
                if (invoice.ModeEvidence.Silence?.InWords is { } how)
                    terminal.Say($"  Bo KSeF nie odpowiada: {how.Pl}.", $"  Because KSeF does not answer: {how.En}.");
                foreach (var step in invoice.Deadline.Steps) terminal.Say($"  {step.Pl}", $"  {step.En}");
                terminal.Say($"  {handOver.Pl}", $"  {handOver.En}");
                terminal.Say($"KOD I   {invoice.KodI.AbsoluteUri}", $"KOD I   {invoice.KodI.AbsoluteUri}");
                if (invoice.KodII is { } kodII) terminal.Say($"KOD II  {kodII.AbsoluteUri}", $"KOD II  {kodII.AbsoluteUri}");
                break;
        }
    }
}
