using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class RepairCommand
{
    public static Command Create(CommandKit kit)
    {
        var reference = new Argument<string>("INVOICE") { Description = "The refused invoice: its place in the ledger, its number or its hash" };
        var file = new Argument<FileInfo?>("FILE")
        {
            Description = "The repaired file (.xml); without it the reason of the refusal is shown",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var nobodyHasIt = new Option<bool>("--nobody-has-it") { Description = "Nobody was given the print: send the repaired file plainly" };
        var again = new Option<bool>("--again") { Description = "Send the same bytes again, when only a right or a consent was missing" };
        var company = Arguments.Company();
        var command = new Command("repair",
            "Technical correction of an invoice issued offline that KSeF refused") { reference, file, nobodyHasIt, again, company };
        command.Validators.Add(result =>
        {
            if (result.GetResult(again) is not null && (result.GetResult(file) is { Tokens.Count: > 0 } || result.GetResult(nobodyHasIt) is not null))
                result.Refuse("--again wysyła te same bajty: bez pliku.", "--again sends the same bytes: no file with it.");
        });
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            if (parsed.GetValue(again)) return Tell(terminal, workplace, await workplace.RepairAndSend.AgainAsync(parsed.GetValue(reference)!, parsed.GetValue(company), stop));

            var refused = workplace.RepairAndSend.Why(parsed.GetValue(reference)!, parsed.GetValue(company));
            var (_, invoice, reason) = refused;
            terminal.Say($"KSeF odrzucił fakturę {invoice.Number}: {reason.Code} {reason.Reason}",
                $"KSeF refused invoice {invoice.Number}: {reason.Code} {reason.Reason}");
            foreach (var detail in reason.Details) terminal.Say($"  {detail}", $"  {detail}");
            if (parsed.GetValue(file) is not { } repaired)
            {
                terminal.Value(new ToRepairAnswer(InvoiceAnswer.Of(invoice, workplace.Clock.GetUtcNow()), RefusalAnswer.Of(reason)!));
                TellNext(terminal, invoice, reason);
                return 0;
            }
            var sent = await workplace.RepairAndSend.WithFileAsync(refused, UserFiles.Read(repaired), parsed.GetValue(nobodyHasIt), stop);
            terminal.Say("Treść jest ta sama; zmieniła się tylko strona techniczna.",
                "The content is the same; only the technical side has changed.");
            return Tell(terminal, workplace, sent);
        });
        return command;
    }

    private static int Tell(Terminal terminal, Workplace workplace, RepairedNow sent)
    {
        var now = workplace.Clock.GetUtcNow();
        terminal.Value(InvoiceAnswer.Of(sent.Invoice, now));
        terminal.Table(InvoiceWords.Heads, [InvoiceWords.Row(sent.Invoice, now, terminal.Language)]);
        if (sent.Problems.Count > 0) terminal.Refuse(sent.Problems);
        return sent.Invoice.State is InvoiceState.Rejected ? 1 : 0;
    }

    private static void TellNext(Terminal terminal, IssuedInvoice refused, InvoiceState.Rejected reason)
    {
        if (reason.FaultLiesOutside)
        {
            terminal.Say($"Brakuje uprawnienia albo zgody, a nie czegoś w pliku. Nadaj je i wykonaj: inkaust repair {refused.Id} --again",
                $"A right or a consent is missing, not something in the file. Grant it and run: inkaust repair {refused.Id} --again");
            return;
        }
        terminal.Say(
            $"Zapisz plik: inkaust ledger show {refused.Id} --out FOLDER; "
            + $"napraw tylko stronę techniczną; wykonaj: inkaust repair {refused.Id} PLIK.xml",
            $"Save the file: inkaust ledger show {refused.Id} --out DIR; repair the technical side only; run: inkaust repair {refused.Id} FILE.xml");
        terminal.Say($"Termin {(refused.Deadline.Date is { } date ? $"{date:yyyy-MM-dd}" : "-")} nie przesuwa się.",
            $"The deadline {(refused.Deadline.Date is { } due ? $"{due:yyyy-MM-dd}" : "-")} does not move.");
    }
}
