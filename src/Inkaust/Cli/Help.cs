using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.Cli;

/// <summary>The help of a command in the language of its reader, so wide that a terminal of 80 columns breaks no line.</summary>
/// <param name="kit">Knows the language.</param>
internal sealed class Help(CommandKit kit) : SynchronousCommandLineAction
{
    private const int Width = 80, WidestName = 26, Indent = 2;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(Of(parseResult.CommandResult.Command, kit.TerminalOf(parseResult).Language));
        return 0;
    }

    /// <summary>The help of a command.</summary>
    public static string Of(Command command, Language language)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Section(new("Co robi", "Description"), [("", Said(command, language))]);
        Section(new("Użycie", "Usage"), [("", Usage(command, language))]);
        Section(new("Argumenty", "Arguments"),
            command.Arguments.Select(one => (Placeholder(one.Name, language), Said(one, language) + Default(one, language))));
        Section(new("Opcje", "Options"),
            command.Options.Where(one => !one.Hidden && !IsOfAll(one))
                .Select(one => (Names(one, language), Said(one, language) + Default(one, language))));
        Section(new("Polecenia", "Commands"),
            command.Subcommands.Where(one => !one.Hidden).Select(one => (WithArguments(one, language), Said(one, language))));
        Section(new("Opcje każdego polecenia", "Options of every command"),
            OfAll(command).Select(one => (Names(one, language), Said(one, language))));
        return text.ToString();

        void Section(Wording head, IEnumerable<(string Name, string Text)> rows)
        {
            var lines = rows.ToList();
            if (lines.Count == 0) return;
            text.WriteLine(head.In(language) + ":");
            var column = Math.Min(WidestName, lines.Max(one => one.Name.Length)) + Indent;
            foreach (var (name, said) in lines) Row(text, name, said, name.Length == 0 ? Indent : Indent + column);
            text.WriteLine();
        }
    }

    private static void Row(StringWriter text, string name, string said, int column)
    {
        var first = new string(' ', Indent) + name;
        // A long name stands on a line of its own, broken between choices where there are many.
        if (first.Length + Indent > column && name.Length > 0)
        {
            foreach (var (i, line) in Wrapped(first.Trim(), '|', Width - Indent - 4).Index())
                text.WriteLine(new string(' ', i == 0 ? Indent : Indent + 4) + line);
            first = "";
        }
        foreach (var line in Wrapped(said, ' ', Width - column))
        {
            text.WriteLine((first.PadRight(column) + line).TrimEnd());
            first = "";
        }
    }

    private static IEnumerable<string> Wrapped(string text, char between, int width)
    {
        var line = "";
        foreach (var word in text.Split(between))
        {
            var longer = line.Length == 0 ? word : line + between + word;
            if (longer.Length > width && line.Length > 0)
            {
                yield return between == ' ' ? line : line + between;
                longer = word;
            }
            line = longer;
        }
        yield return line;
    }

    private static string Said(Symbol symbol, Language language) =>
        symbol.Description is { } english ? language == Language.Polish ? HelpInPolish.Of(english) : english : "";

    private static string Usage(Command command, Language language)
    {
        var path = string.Join(' ', PathOf(command).Reverse());
        var arguments = string.Concat(command.Arguments.Where(one => !one.Hidden).Select(one => " " + Argument(one, language)));
        var below = command.Subcommands.Any(one => !one.Hidden) ? new Wording(" [polecenie]", " [command]").In(language) : "";
        return $"{path}{below}{arguments}{new Wording(" [opcje]", " [options]").In(language)}";
    }

    private static IEnumerable<string> PathOf(Command command)
    {
        for (Command? one = command; one is not null; one = one.Parents.OfType<Command>().FirstOrDefault())
            yield return one is RootCommand ? "inkaust" : one.Name;
    }

    private static string WithArguments(Command command, Language language) =>
        command.Name + string.Concat(command.Arguments.Where(one => !one.Hidden).Select(one => " " + Argument(one, language)));

    private static string Argument(Argument one, Language language)
    {
        var name = Placeholder(one.Name, language) + (one.Arity.MaximumNumberOfValues > 1 ? "..." : "");
        return one.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string Placeholder(string name, Language language) => $"<{(language == Language.Polish ? HelpInPolish.Placeholder(name) : name)}>";

    private static string Names(Option option, Language language)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).Distinct().Where(one => one[0] == '-')
            .OrderBy(one => one.StartsWith("--", StringComparison.Ordinal)).ThenBy(one => one, StringComparer.Ordinal));
        return TakesNothing(option) ? names : $"{names} {Placeholder(option.HelpName ?? Choices(option) ?? option.Name.TrimStart('-'), language)}";
    }

    private static bool TakesNothing(Option option) => option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0;

    private static string? Choices(Option option) =>
        string.Join('|', option.GetCompletions(CompletionContext.Empty).Select(one => one.Label)) is { Length: > 0 } choices ? choices : null;

    private static string Default(Option option, Language language) =>
        option.HasDefaultValue && !TakesNothing(option) ? Default(option.GetDefaultValue(), language) : "";

    private static string Default(Argument argument, Language language) =>
        argument.HasDefaultValue ? Default(argument.GetDefaultValue(), language) : "";

    private static string Default(object? value, Language language) =>
        value is null or "" ? "" : string.Create(CultureInfo.InvariantCulture, $" [{new Wording("domyślnie", "default").In(language)}: {value}]");

    private static bool IsOfAll(Option option) => option.Recursive || option is HelpOption or VersionOption;

    // The program's own database is not used below local-ksef.
    private static IEnumerable<Option> OfAll(Command command)
    {
        var path = new List<Command>();
        for (Command? one = command; one is not null; one = one.Parents.OfType<Command>().FirstOrDefault()) path.Add(one);
        return path.SelectMany(one => one.Options).Where(one => !one.Hidden && IsOfAll(one) && (one is not VersionOption || command is RootCommand))
            .Where(one => one != CommandLine.Data || path.All(above => above.Name != "local-ksef"));
    }
}
