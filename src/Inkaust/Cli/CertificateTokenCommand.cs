using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>The KSeF token of a company, for those who have no certificate yet. It is a secret and never an argument.</summary>
internal static class CertificateTokenCommand
{
    private const string Variable = Surroundings.KsefTokenVariable;

    public static Command Create(CommandKit kit)
    {
        var company = Arguments.Company();
        var end = new Option<DateOnly?>("--ends")
        {
            Description = $"Last day on which tokens are good; the law may move it (default: {KeepToken.EndInForce:yyyy-MM-dd})",
            HelpName = "yyyy-MM-dd",
            CustomParser = result => Arguments.ReadDate(result),
        };
        var remove = new Option<bool>("--remove") { Description = "Forget the token" };
        var command = new Command("token",
            $"Keep a KSeF token to sign in with, asked for or read from {Variable}; a certificate goes before it") { company, end, remove };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var token = parsed.GetValue(remove)
                ? workplace.KeepToken.Forget(owner)
                : workplace.KeepToken.Keep(owner, Secret.Ask(kit.Surroundings.KsefToken, Variable, "Token KSeF / KSeF token: "),
                    parsed.GetValue(end));
            terminal.Value(new TokenAnswer(owner.Nip.ToString(), Day.Of(token.EndDate)));
            if (token.EndDate is { } last) terminal.Say($"Token jest zachowany; ważny do {last:yyyy-MM-dd}.",
                $"The token is kept; good until {last:yyyy-MM-dd}.");
            else terminal.Say("Token usunięty.", "The token is gone.");
            if (token.Warning is { } warning && !terminal.IsJson) terminal.Refuse([warning]);
        });
        return command;
    }
}
