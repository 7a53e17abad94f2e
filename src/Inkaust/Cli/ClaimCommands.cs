using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;

namespace Inkaust.Cli;

/// <summary>A person knows more of KSeF than the program sees from here.</summary>
internal static class ClaimCommands
{
    private const int UsualHours = 4;

    public static Command Create(CommandKit kit) => new("claim", "Say for a company whether KSeF is to be taken as reachable")
    {
        Say(kit, "unreachable", isReachable: false, "Issue outside KSeF at once (offline24), without asking whether it answers"),
        Say(kit, "reachable", isReachable: true, "Issue online, although no answer of KSeF is seen from here"),
        End(kit),
    };

    private static Command Say(CommandKit kit, string name, bool isReachable, string description)
    {
        var company = Arguments.Company();
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it is kept with every invoice that is issued meanwhile",
            Required = true,
            HelpName = "TEXT",
        };
        var hours = new Option<int>("--hours")
        {
            Description = "For how many hours it holds, at most 72",
            DefaultValueFactory = _ => UsualHours,
            HelpName = "NUMBER",
        };
        var command = new Command(name, description) { company, reason, hours };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var until = workplace.Clock.GetUtcNow().AddHours(Math.Clamp(parsed.GetValue(hours), 0, 10_000));
            var claim = workplace.KsefClaims.Say(owner, isReachable, parsed.GetValue(reason), until);
            terminal.Value(new ClaimAnswer(owner.Nip.ToString(), claim));
            terminal.Say($"{claim.InWords.Pl}.", $"{claim.InWords.En}.");
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command End(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("end", "Go by what is seen of KSeF again") { company };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var was = workplace.KsefClaims.End(owner);
            terminal.Value(new ClaimAnswer(owner.Nip.ToString(), null));
            if (was) terminal.Say("O trybie decyduje znowu to, co widać.", "What is seen decides the mode again.");
            else terminal.Say("O trybie i tak decydowało to, co widać.", "What is seen decided the mode anyway.");
            return Task.FromResult(0);
        });
        return command;
    }
}
