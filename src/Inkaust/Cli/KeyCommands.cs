using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Keys of other programs, for the REST API.</summary>
internal static class KeyCommands
{
    private const int MostDays = 3_650;

    public static Command Create(CommandKit kit) => new("key", "Keys by which other programs use the REST API")
        { Make(kit), List(kit), Replace(kit), Revoke(kit) };

    private static Command Make(CommandKit kit)
    {
        var company = Arguments.Company();
        var scopes = new Option<string>("--scopes")
        {
            Description = "What it lets a program do: read, issue, certificates, admin; separated by commas",
            DefaultValueFactory = _ => "read",
            HelpName = "SCOPE,...",
        };
        var name = new Option<string>("--name") { Description = "What you call it", DefaultValueFactory = _ => "API", HelpName = "NAME" };
        var days = new Option<int?>("--days")
        {
            Description = "For how many days it is good (default: until it is revoked)",
            HelpName = "DAYS",
            CustomParser = result => Arguments.ReadNumber(result, "--days", 1, MostDays),
        };
        var command = new Command("create", "Make a key of a company; it is shown once") { company, scopes, name, days };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var made = workplace.ApiKeys.Make(workplace.Companies.Find(parsed.GetValue(company)), parsed.GetValue(name)!,
                ApiRightsWords.Parse(parsed.GetValue(scopes)!.Split(',')) ?? ApiRights.None,
                parsed.GetValue(days) is { } good ? workplace.Clock.GetUtcNow().AddDays(good) : null);
            Tell(terminal, made);
        });
        return command;
    }

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("list", "Show the keys of a company, never the keys themselves") { company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var keys = workplace.ApiKeys.Of(workplace.Companies.Find(parsed.GetValue(company)));
            terminal.Value(keys.Select(ApiKeyAnswer.Of));
            if (keys.Count == 0) terminal.Say("Nie ma kluczy.", "There are no keys.");
            else
                terminal.Table([new("Klucz", "Key"), new("Nazwa", "Name"), new("Prawa", "Scopes"), new("Działa", "Good"), new("Użyty", "Used")],
                    keys.Select(one => (IReadOnlyList<string>)[one.Id, one.Name, string.Join(' ', one.Rights.Words()),
                        one.IsGood(workplace.Clock.GetUtcNow()) ? "+" : "-", one.UsedAt is { } used ? $"{used:yyyy-MM-dd}" : ""]));
        });
        return command;
    }

    private static Command Replace(CommandKit kit)
    {
        var (company, id) = (Arguments.Company(), Id());
        var hours = new Option<int?>("--overlap-hours")
        {
            Description = "For how many hours the old key stays good (default: 24)",
            HelpName = "HOURS",
            CustomParser = result => Arguments.ReadNumber(result, "--overlap-hours", 0, 24 * 30),
        };
        var command = new Command("rotate", "Make a successor of a key; both are good for a while") { id, company, hours };
        kit.Does(command, (parsed, workplace, terminal) => Tell(terminal, workplace.ApiKeys.Replace(
            workplace.Companies.Find(parsed.GetValue(company)), parsed.GetValue(id)!,
            parsed.GetValue(hours) is { } some ? TimeSpan.FromHours(some) : ApiKeys.UsualOverlap)));
        return command;
    }

    private static Command Revoke(CommandKit kit)
    {
        var (company, id) = (Arguments.Company(), Id());
        var command = new Command("revoke", "End a key at once") { id, company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            workplace.ApiKeys.Revoke(workplace.Companies.Find(parsed.GetValue(company)), parsed.GetValue(id)!);
            terminal.Value(new RemovedAnswer(parsed.GetValue(id)!));
            terminal.Say("Ten klucz już nie działa.", "This key works no more.");
        });
        return command;
    }

    private static Argument<string> Id() => new("KEY") { Description = "By which the list knows it" };

    private static void Tell(Terminal terminal, NewApiKey made)
    {
        terminal.Value(NewApiKeyAnswer.Of(made));
        terminal.Say("Ten klucz widać tylko teraz:", "This key is shown only now:");
        terminal.Say($"  {made.Text}", $"  {made.Text}");
    }
}
