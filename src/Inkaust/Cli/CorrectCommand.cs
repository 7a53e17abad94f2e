using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class CorrectCommand
{
    public static Command Create(CommandKit kit)
    {
        var reference = new Argument<string>("INVOICE") { Description = "The original: its place in the ledger, its number, its KSeF number or its hash" };
        var draft = new Option<FileInfo?>("--draft") { Description = "The correction as a draft; what it corrects is filled in", HelpName = "FILE.json" };
        var wrongBuyer = new Option<bool>("--wrong-buyer") { Description = "Correct to zero and issue a new invoice to the right buyer" };
        var buyerNip = new Option<Nip?>("--buyer-nip") { Description = "NIP of the right buyer", HelpName = "NIP" }.ReadsANip();
        var buyerName = new Option<string?>("--buyer-name") { Description = "Name of the right buyer, when it differs" };
        var buyerAddress = new Option<string?>("--buyer-address") { Description = "Address of the right buyer in one line, when it differs" };
        var number = new Option<string?>("--number") { Description = "Number of the zero correction" };
        var newNumber = new Option<string?>("--new-number") { Description = "Number of the new invoice" };
        var mode = IssueCommand.Mode();
        var company = Arguments.Company();
        var command = new Command("correct", "Correct an invoice; the correction waits until its original has a KSeF number")
        {
            reference, draft, wrongBuyer, buyerNip, buyerName, buyerAddress, number, newNumber, mode, company,
        };
        command.Validators.Add(result =>
        {
            // Only whether they are there: a value that cannot be read is an error of its own.
            var wrong = result.GetResult(wrongBuyer) is not null;
            if (wrong == result.GetResult(draft) is not null) result.Refuse("Albo --draft PLIK.json, albo --wrong-buyer.", "Either --draft FILE.json or --wrong-buyer.");
            else if (wrong && new Option[] { buyerNip, number, newNumber }.Any(one => result.GetResult(one) is null))
                result.Refuse("--wrong-buyer wymaga --buyer-nip, --number i --new-number.", "--wrong-buyer needs --buyer-nip, --number and --new-number.");
        });
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var wish = IssueCommand.Wish(parsed.GetValue(mode)!);
            if (parsed.GetValue(wrongBuyer))
            {
                var wrong = new WrongBuyer(parsed.GetValue(buyerNip)!.Value, parsed.GetValue(number)!, parsed.GetValue(newNumber)!)
                {
                    RightName = parsed.GetValue(buyerName),
                    RightAddress = parsed.GetValue(buyerAddress) is { } address ? Address.Parse(address, CultureInfo.InvariantCulture) : null,
                };
                var seen = workplace.SeenLedgers;
                var original = seen.Find(parsed.GetValue(reference)!);
                var owner = seen.CompanyOf(original);
                var (zero, right) = await workplace.CorrectInvoice.WrongBuyerAsync(owner, original, wrong, wish, stop);
                return await TellAsync(workplace, terminal, owner, zero, right, stop);
            }
            var read = InvoiceDraft.ReadJson(UserFiles.Read(parsed.GetValue(draft)!));
            var (issuer, outcome) = await CorrectAsync(workplace, parsed.GetValue(reference)!, parsed.GetValue(company), read, wish, stop);
            return await TellAsync(workplace, terminal, issuer, outcome, null, stop);
        });
        return command;
    }

    // What is not in the ledger may be in KSeF: an invoice of another program is corrected by its KSeF number.
    private static async Task<(Company, CorrectionOutcome)> CorrectAsync(
        Workplace workplace, string reference, CompanyReference? named, InvoiceDraft draft, ModeWish wish, CancellationToken stop)
    {
        var seen = workplace.SeenLedgers;
        if (KsefNumber.TryParse(reference, out var number) && seen.TryFind(reference) is null)
        {
            var issuer = workplace.Companies.Find(named ?? CompanyReference.Of(draft.Seller?.Nip));
            return (issuer, new CorrectionOutcome.Issued(await workplace.CorrectInvoice.OfKsefAsync(issuer, number, draft, wish, stop)));
        }
        var original = seen.Find(reference);
        var owner = seen.CompanyOf(original);
        return (owner, await workplace.CorrectInvoice.FromDraftAsync(owner, original, draft, wish, stop));
    }

    private static async Task<int> TellAsync(
        Workplace workplace, Terminal terminal, Company company, CorrectionOutcome outcome, IssuedInvoice? right, CancellationToken stop)
    {
        var issued = new[] { (outcome as CorrectionOutcome.Issued)?.Invoice, right }.OfType<IssuedInvoice>().ToList();
        var sending = issued.Any(one => one.Mode == IssuingMode.Online)
            ? await workplace.SendWaiting.TheseAsync(company, issued, stop)
            : new SendingReport([], []);
        issued = [.. issued.Select(one => workplace.Ledger.Of(company).At(one.Id))];
        var now = workplace.Clock.GetUtcNow();
        terminal.Value(new
        {
            Held = outcome is CorrectionOutcome.Held waits ? AsJson(waits) : null,
            Issued = issued.Select(one => InvoiceWords.AsJson(one, now)),
        });
        if (outcome is CorrectionOutcome.Held held)
        {
            var why = held.WhyInWords;
            terminal.Say($"Korekta {held.Correction.Number} czeka: {why.Pl} Zostanie wystawiona z datą tego dnia, gdy numer nadejdzie.",
                $"The correction {held.Correction.Number} waits: {why.En} It will be issued with the date of the day on which the number comes.");
        }
        if (issued.Count > 0) terminal.Table(InvoiceWords.Heads, issued.Select(one => InvoiceWords.Row(one, now, terminal.Language)));
        if (sending.Problems.Count > 0) terminal.Refuse(sending.Problems);
        return issued.Any(one => one.State is InvoiceState.Rejected) ? 1 : 0;
    }

    internal static object AsJson(CorrectionOutcome.Held waits) => new
    {
        waits.Correction.Id,
        Company = waits.Correction.Seller.ToString(),
        State = "held",
        waits.Correction.Kind,
        waits.Correction.Number,
        waits.Correction.Original,
        waits.Correction.HeldAt,
        Why = waits.WhyInWords,
    };
}
