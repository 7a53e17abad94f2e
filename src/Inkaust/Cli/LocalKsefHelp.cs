using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Inkaust.Cli;

/// <summary>The usual help; below local-ksef less the line about the program's database, which is not used there.</summary>
internal sealed class LocalKsefHelp : SynchronousCommandLineAction
{
    private readonly HelpAction usual = new();

    public override bool ClearsParseErrors => usual.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        if (!IsOfTheServer(parseResult.CommandResult.Command)) return usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        var code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        foreach (var line in text.ToString().TrimEnd('\n').Split('\n'))
            if (!line.Contains(CommandLine.Data.Description!, StringComparison.Ordinal)) output.WriteLine(line.TrimEnd('\r'));
        return code;
    }

    private static bool IsOfTheServer(Command command) => command.Name == "local-ksef" || command.Parents.OfType<Command>().Any(IsOfTheServer);
}
