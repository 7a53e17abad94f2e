using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class CorrectCommand
{
    public static Command Create(CommandKit kit)
    {
        var reference = new Argument<string>("INVOICE")
        {
            Description = "The original: its place in the ledger, its number, its KSeF number or its hash",
        };
        var draft = new Option<FileInfo?>("--draft")
        {
            Description = "The correction as a draft; what it corrects is filled in",
            HelpName = "FILE.json",
        };
        var wrongBuyer = new Option<bool>("--wrong-buyer") { Description = "Correct to zero and issue a new invoice to the right buyer" };
        var buyerNip = new Option<Nip?>("--buyer-nip") { Description = "NIP of the right buyer", HelpName = "NIP" }.ReadsANip();
        var buyerName = new Option<string?>("--buyer-name") { Description = "Name of the right buyer, when it differs" };
        var buyerAddress = new Option<string?>("--buyer-address") { Description = "Address of the right buyer in one line, when it differs" };
        var number = new Option<string?>("--number") { Description = "Number of the zero correction" };
        var newNumber = new Option<string?>("--new-number") { Description = "Number of the new invoice" };
        var mode = IssueCommand.Mode();
        var company = Arguments.Company();
        var accept = IssueCommand.Accept();
        var command = new Command("correct", "Correct an invoice; the correction waits until its original has a KSeF number")
        {
            reference, draft, wrongBuyer, buyerNip, buyerName, buyerAddress, number, newNumber, mode, accept, company,
        };
        command.Validators.Add(result =>
        {
            // Only whether they are there: a value that cannot be read is an error of its own.
            var wrong = result.GetResult(wrongBuyer) is not null;
            if (wrong == result.GetResult(draft) is not null) result.Refuse("Albo --draft PLIK.json, albo --wrong-buyer.",
                "Either --draft FILE.json or --wrong-buyer.");
            else if (wrong && new Option[] { buyerNip, number, newNumber }.Any(one => result.GetResult(one) is null))
                result.Refuse("--wrong-buyer wymaga --buyer-nip, --number i --new-number.",
                    "--wrong-buyer needs --buyer-nip, --number and --new-number.");
        });
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var terms = new IssuingTerms(IssueCommand.Wish(parsed.GetValue(mode)!)) { Accept = parsed.GetValue(accept) ?? [] };
            if (!parsed.GetValue(wrongBuyer))
            {
                var read = InvoiceDraft.ReadJson(UserFiles.Read(parsed.GetValue(draft)!));
                return Tell(terminal, workplace,
                    await workplace.CorrectAndSend.FromDraftAsync(parsed.GetValue(reference)!, parsed.GetValue(company), read, terms, stop));
            }
            var wrong = new WrongBuyer(parsed.GetValue(buyerNip)!.Value, parsed.GetValue(number)!, parsed.GetValue(newNumber)!)
            {
                RightName = parsed.GetValue(buyerName),
                RightAddress = parsed.GetValue(buyerAddress) is { } address ? Address.Parse(address, CultureInfo.InvariantCulture) : null,
            };
            return Tell(terminal, workplace,
                await workplace.CorrectAndSend.WrongBuyerAsync(parsed.GetValue(reference)!, parsed.GetValue(company), wrong, terms, stop));
        });
        return command;
    }

    private static int Tell(Terminal terminal, Workplace workplace, CorrectedNow corrected)
    {
        var now = workplace.Clock.GetUtcNow();
        terminal.Value(new CorrectedAnswer(
            corrected.Held is { } waits ? HeldCorrectionAnswer.Of(waits, waits.WhyInWords) : null,
            [.. corrected.Issued.Select(one => InvoiceAnswer.Of(one, now))]));
        if (corrected.Held is { } held)
        {
            var why = held.WhyInWords;
            terminal.Say($"Korekta {held.Correction.Number} czeka: {why.Pl}", $"The correction {held.Correction.Number} waits: {why.En}");
            // Its date is that of the sending that issues it, which may be a later day than that of the number (art. 106j).
            if (held.GoesByItself)
                terminal.Say("  Wystawi ją pierwsze wysyłanie po nadejściu numeru; będzie miała datę tego dnia.",
                    "  The first sending after the number has come issues it; it will have the date of that day.");
        }
        if (corrected.Issued.Count > 0) terminal.Table(InvoiceWords.Heads,
            corrected.Issued.Select(one => InvoiceWords.Row(one, now, terminal.Language)));
        if (corrected.Problems.Count > 0) terminal.Refuse(corrected.Problems);
        return corrected.Issued.Any(one => one.State is InvoiceState.Rejected) ? 1 : 0;
    }
}
