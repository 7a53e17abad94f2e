using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class CompanyCommands
{
    public static Command Create(CommandKit kit) => new("company", "The companies that issue invoices here")
        { Add(kit), Import(kit), Change(kit), Remove(kit), List(kit) };

    private static Command Add(CommandKit kit)
    {
        var nip = new Option<Nip>("--nip") { Description = "Tax number of the company", Required = true, HelpName = "NIP" }.ReadsANip();
        var name = new Option<string>("--name") { Description = "Name as it stands on invoices", Required = true, HelpName = "NAME" };
        var address = new Option<string>("--address")
        {
            Description = "Address in one line: \"ul. Długa 5, 31-147 Kraków\"",
            Required = true,
            HelpName = "ADDRESS",
        };
        var ksef = new Option<string>("--ksef")
        {
            Description = "Its KSeF: test, demo, production, or the address of a local one, e.g. http://127.0.0.1:5080",
            Required = true,
            HelpName = "ENVIRONMENT",
        };
        var command = new Command("add", "Add a company") { nip, name, address, ksef };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var company = workplace.Companies.Add(
                new Company(parsed.GetValue(nip), parsed.GetValue(name)!, parsed.GetValue(address)!,
                    workplace.Companies.EnvironmentOf(parsed.GetValue(ksef)!)));
            terminal.Value(CompanyAnswer.Of(company));
            terminal.Say($"Dodano firmę {company.Name} (NIP {company.Nip}), KSeF: {company.Environment.Word}.",
                $"Added the company {company.Name} (NIP {company.Nip}), KSeF: {company.Environment.Word}.");
        });
        return command;
    }

    private static Command Change(CommandKit kit)
    {
        var which = Arguments.Company();
        var name = new Option<string?>("--name") { Description = "Its new name, as it stands on invoices", HelpName = "NAME" };
        var address = new Option<string?>("--address") { Description = "Its new address in one line", HelpName = "ADDRESS" };
        var command = new Command("change",
            "Give a company another name or address, for the invoices that are issued from now on") { which, name, address };
        command.Validators.Add(result =>
        {
            if (result.GetResult(name) is null && result.GetResult(address) is null) result.Refuse("Podaj --name albo --address.",
                "Name --name or --address.");
        });
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var company = workplace.Companies.Change(parsed.GetValue(which), parsed.GetValue(name), parsed.GetValue(address));
            terminal.Value(CompanyAnswer.Of(company));
            terminal.Say($"Firma o NIP {company.Nip}: {company.Name}, {company.Address}.",
                $"The company with NIP {company.Nip}: {company.Name}, {company.Address}.");
        });
        return command;
    }

    private static Command Import(CommandKit kit)
    {
        var file = new Argument<FileInfo>("FILE.csv")
        {
            Description = "A table in UTF-8 with the columns nip, name (nazwa), address (adres), ksef; - for the standard input",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Judge every row and add nothing" };
        var command = new Command("import", "Add the companies of a table: all of them, or none when a row is wrong") { file, dryRun };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var added = !parsed.GetValue(dryRun);
            var companies = workplace.ImportCompanies.FromCsv(UserFiles.Read(parsed.GetValue(file)!), !added);
            terminal.Value(new ImportedCompaniesAnswer(added, [.. companies.Select(CompanyAnswer.Of)]));
            if (companies.Count > 0) Show(terminal, companies);
            if (added) terminal.Say($"Dodane firmy: {companies.Count}.", $"Companies added: {companies.Count}.");
            else
                terminal.Say(
                    $"Nic nie dodano. Firmy, które można dodać: {companies.Count}.",
                    $"Nothing was added. Companies that can be: {companies.Count}.");
        });
        return command;
    }

    private static Command Remove(CommandKit kit)
    {
        var which = Arguments.Company();
        which.Required = true;
        var yes = new Option<bool>("--yes") { Description = "It is meant. Without it only what would be gone is told; nobody is asked" };
        var command = new Command("remove", "Remove a company that has issued nothing, with its certificates and keys") { which, yes };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var company = workplace.RemoveCompany.ForGood(parsed.GetValue(which)!.Value, parsed.GetValue(yes));
            terminal.Value(new RemovedAnswer(company.Reference.ToString()));
            terminal.Say($"Usunięto firmę {company.Name} (NIP {company.Nip}, {company.Environment.Word}).",
                $"Removed the company {company.Name} (NIP {company.Nip}, {company.Environment.Word}).");
        });
        return command;
    }

    private static Command List(CommandKit kit)
    {
        var command = new Command("list", "Show the companies");
        kit.Does(command, (_, workplace, terminal) =>
        {
            var all = workplace.Companies.All();
            terminal.Value(all.Select(CompanyAnswer.Of));
            if (all.Count == 0) terminal.Say("Nie ma jeszcze żadnej firmy. Dodaj: inkaust company add",
                "There is no company yet. Add one: inkaust company add");
            else Show(terminal, all);
        });
        return command;
    }

    private static void Show(Terminal terminal, IReadOnlyList<Company> companies) => terminal.Table(
        [new("NIP", "NIP"), new("Nazwa", "Name"), new("Adres", "Address"), new("KSeF", "KSeF")],
        companies.Select(one => (IReadOnlyList<string>)[one.Nip.ToString(), one.Name, one.Address, one.Environment.Word]));
}
