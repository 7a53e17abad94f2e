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
        var close = new Option<string?>("--close")
        {
            Description = "Close a refused invoice about which nothing more is to be done, and say why",
            HelpName = "REASON",
        };
        var command = new Command("repair",
            "Why KSeF refused an invoice and what may be done; technical correction of one issued offline")
        { reference, file, nobodyHasIt, again, close, company };
        command.Validators.Add(result =>
        {
            if (result.GetResult(again) is not null && (result.GetResult(file) is { Tokens.Count: > 0 } || result.GetResult(nobodyHasIt) is not null))
                result.Refuse("--again wysyła te same bajty: bez pliku.", "--again sends the same bytes: no file with it.");
            if (result.GetResult(close) is not null && (result.GetResult(file) is { Tokens.Count: > 0 } || result.GetResult(nobodyHasIt) is not null
                || result.GetResult(again) is not null))
                result.Refuse("--close niczego nie wysyła: bez pliku i innych opcji.", "--close sends nothing: no file and no other option with it.");
        });
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            if (parsed.GetValue(again))
                return Tell(terminal, workplace,
                    await workplace.RepairAndSend.AgainAsync(parsed.GetValue(reference)!, parsed.GetValue(company), stop));

            if (parsed.GetValue(close) is { } because)
            {
                var closed = workplace.RepairAndSend.Close(parsed.GetValue(reference)!, because, parsed.GetValue(company));
                terminal.Value(InvoiceAnswer.Of(closed, workplace.Clock.GetUtcNow()));
                terminal.Say($"Faktura {closed.Number} jest zamknięta; wystawić ją na nowo albo naprawić nadal można.",
                    $"Invoice {closed.Number} is closed; it may still be issued anew or repaired.");
                return 0;
            }

            var refused = workplace.RepairAndSend.Why(parsed.GetValue(reference)!, parsed.GetValue(company));
            var (_, invoice, reason, ways) = refused;
            terminal.Say($"KSeF odrzucił fakturę {invoice.Number}: {reason.Code} {reason.Reason}",
                $"KSeF refused invoice {invoice.Number}: {reason.Code} {reason.Reason}");
            foreach (var detail in reason.Details) terminal.Say($"  {detail}", $"  {detail}");
            if (parsed.GetValue(file) is not { } repaired)
            {
                var answer = InvoiceAnswer.Of(invoice, workplace.Clock.GetUtcNow());
                terminal.Value(new ToRepairAnswer(answer, RefusalAnswer.Of(reason)!, [.. ways.Select(Answer)]));
                TellNext(terminal, invoice, ways);
                return 0;
            }
            var sent = await workplace.RepairAndSend.WithFileAsync(refused, UserFiles.Read(repaired), parsed.GetValue(nobodyHasIt), stop);
            if (sent.NumberBefore is { } before)
                terminal.Say(
                    $"Zmienił się numer: było {before}, jest {sent.Invoice.Number}, bo tamten KSeF zna z innej faktury; reszta jest ta sama.",
                    $"The number has changed: it was {before} and is {sent.Invoice.Number}, because KSeF knows that one from another invoice; "
                    + "the rest is the same.");
            else terminal.Say("Treść jest ta sama; zmieniła się tylko strona techniczna.",
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

    private static NextAnswer Answer(WayOn way)
    {
        var words = NextInWords.After(way.What, way.Next);
        return new NextAnswer(words.Pl, words.En, NextStepAnswer.Of(way.Next));
    }

    private static void TellNext(Terminal terminal, IssuedInvoice refused, IReadOnlyList<WayOn> ways)
    {
        if (refused.State is InvoiceState.Rejected { ClosedBecause: { } because }) terminal.Say($"Zamknięta: {because}", $"Closed: {because}");
        foreach (var way in ways)
        {
            var words = NextInWords.After(way.What, way.Next);
            terminal.Say($"- {words.Pl}", $"- {words.En}");
        }
        if (!ways.Any(way => way.Next is RepairWith)) return;
        terminal.Say($"Zapisz plik: inkaust ledger show {refused.Id} --out FOLDER", $"Save the file: inkaust ledger show {refused.Id} --out DIR");
        terminal.Say($"Termin {(refused.Deadline.Date is { } date ? $"{date:yyyy-MM-dd}" : "-")} nie przesuwa się.",
            $"The deadline {(refused.Deadline.Date is { } due ? $"{due:yyyy-MM-dd}" : "-")} does not move.");
    }
}
