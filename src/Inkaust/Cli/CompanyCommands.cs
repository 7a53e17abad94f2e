using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class CompanyCommands
{
    public static Command Create(CommandKit kit) => new("company", "The companies that issue invoices here") { Add(kit), Change(kit), List(kit) };

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
                new Company(parsed.GetValue(nip), parsed.GetValue(name)!, parsed.GetValue(address)!, KsefEnvironment.Parse(parsed.GetValue(ksef)!)));
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

    private static Command List(CommandKit kit)
    {
        var command = new Command("list", "Show the companies");
        kit.Does(command, (_, workplace, terminal) =>
        {
            var all = workplace.Companies.All();
            terminal.Value(all.Select(CompanyAnswer.Of));
            if (all.Count == 0) terminal.Say("Nie ma jeszcze żadnej firmy. Dodaj: inkaust company add",
                "There is no company yet. Add one: inkaust company add");
            else
            {
                terminal.Table([new("NIP", "NIP"), new("Nazwa", "Name"), new("Adres", "Address"), new("KSeF", "KSeF")],
                    all.Select(one => (IReadOnlyList<string>)[one.Nip.ToString(), one.Name, one.Address, one.Environment.Word]));
            }
        });
        return command;
    }
}
