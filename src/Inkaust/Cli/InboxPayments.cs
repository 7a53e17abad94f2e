using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;

namespace Inkaust.Cli;

/// <summary>Collective identifiers: one number under which several invoices are paid.</summary>
internal static class InboxPayments
{
    public static Command Create(CommandKit kit) => new("collect",
        "Collective identifiers of KSeF: one number under which several invoices are paid at once") { Make(kit), List(kit), Show(kit) };

    private static Command Make(CommandKit kit)
    {
        var references = new Argument<string[]>("INVOICE")
        {
            Description = "KSeF numbers, numbers, or id:No of the list; at least two, of one seller",
            Arity = ArgumentArity.OneOrMore,
        };
        var company = Arguments.Company();
        var command = new Command("make", "Make one in KSeF for received invoices, each to be paid whole") { references, company };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var number = await workplace.CollectPayments.MakeAsync(workplace.Companies.Find(parsed.GetValue(company)), parsed.GetValue(references)!, stop);
            terminal.Value(new CollectiveAnswer(number, null, parsed.GetValue(references)!.Length));
            terminal.Say($"Identyfikator zbiorczy: {number}", $"Collective identifier: {number}");
            return 0;
        });
        return command;
    }

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("list", "Show those of the last 90 days") { company };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var found = await workplace.CollectPayments.ListAsync(workplace.Companies.Find(parsed.GetValue(company)), stop: stop);
            terminal.Value(found.Select(CollectiveAnswer.Of));
            if (found.Count == 0) terminal.Say("Nie ma żadnego.", "There is none.");
            else terminal.Table([new("Numer", "Number"), new("Utworzono (Polska)", "Made (Poland)"), new("Faktury", "Invoices")],
                found.Select(one => (IReadOnlyList<string>)[one.Number, PolishTime.Shown(one.CreatedAt), $"{one.InvoiceCount}"]));
            return 0;
        });
        return command;
    }

    private static Command Show(CommandKit kit)
    {
        var number = new Argument<string>("NUMBER") { Description = "The collective identifier" };
        var company = Arguments.Company();
        var command = new Command("show", "Show the invoices of one") { number, company };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var found = await workplace.CollectPayments.InvoicesOfAsync(workplace.Companies.Find(parsed.GetValue(company)), parsed.GetValue(number)!, stop);
            terminal.Value(found.Select(CollectedAnswer.Of));
            terminal.Table([new("Numer KSeF", "KSeF number"), new("Kwota", "Amount"), new("Opis", "Description")],
                found.Select(one => (IReadOnlyList<string>)
                    [$"{one.KsefNumber}", one.Payment is { } pay ? $"{pay.Amount} {pay.Currency}" : "", one.Description ?? ""]));
            return 0;
        });
        return command;
    }
}
