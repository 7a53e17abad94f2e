using System.CommandLine;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>The KSeF token of a company, for those who have no certificate yet. It is a secret and never an argument.</summary>
internal static class CertificateTokenCommand
{
    private const string Variable = "INKAUST_KSEF_TOKEN";

    public static Command Create(CommandKit kit)
    {
        var company = Arguments.Company();
        var end = new Option<DateOnly?>("--ends")
        {
            Description = $"Last day on which tokens are good; the law may move it (default: {KsefTokens.EndInForce:yyyy-MM-dd})",
            HelpName = "yyyy-MM-dd",
            CustomParser = result => Arguments.ReadDate(result),
        };
        var remove = new Option<bool>("--remove") { Description = "Forget the token" };
        var command = new Command("token", $"Keep a KSeF token to sign in with, asked for or read from {Variable}; a certificate goes before it") { company, end, remove };
        kit.Does(command, (parsed, workplace, terminal, _) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            if (parsed.GetValue(remove)) workplace.KsefTokens.Remove(owner.Id);
            else workplace.KsefTokens.Keep(owner.Id, Secret.Ask(Variable, "Token KSeF / KSeF token: ").Trim(), parsed.GetValue(end) ?? KsefTokens.EndInForce);
            workplace.SignIn.Forget(owner);
            var until = workplace.KsefTokens.EndDate(owner.Id);
            terminal.Value(new { Company = owner.Nip.ToString(), Ends = until is { } date ? $"{date:yyyy-MM-dd}" : null });
            if (until is { } last) terminal.Say($"Token jest zachowany; ważny do {last:yyyy-MM-dd}.", $"The token is kept; good until {last:yyyy-MM-dd}.");
            else terminal.Say("Token usunięty.", "The token is gone.");
            if (workplace.KsefTokens.Warning(owner.Id) is { } warning && !terminal.IsJson) terminal.Refuse([warning]);
            return Task.FromResult(0);
        });
        return command;
    }
}
