using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Inkaust.Invoices;

namespace Inkaust.Cli;

/// <summary>
/// What is wrong with a command line, in both languages. Our own sentences bring both; the parser's are English and are put into words here.
/// </summary>
internal static partial class UsageErrors
{
    // Between the English and the Polish half of an error, because the parser keeps one text only.
    private const char Between = '\u001f';

    private static readonly Regex NoCommand = new("^Required command was not provided\\.$");

    private static readonly (Regex Said, string Pl, string En)[] OfTheParser =
    [
        (new("^Required argument missing for command: '(.+)'\\.$"), "Poleceniu „$1” brakuje argumentu.", "The command '$1' lacks an argument."),
        (new("^Required argument missing for option: '(.+)'\\.$"), "Opcji $1 brakuje wartości.", "The option $1 lacks a value."),
        (NoCommand, "Brakuje polecenia.", "A command is missing."),
        (new("^Option '(.+)' is required\\.$"), "Brakuje opcji $1.", "The option $1 is missing."),
        (new("^Option '(.+)' expects a single argument but (\\d+) were provided\\.$"), "Opcja $1 jest podana $2 razy.",
            "The option $1 is given $2 times."),
        (new("^Unrecognized command or argument '(.*)'\\.$"), "Nie ma tu polecenia, opcji ani argumentu „$1”.",
            "There is no command, option or argument '$1' here."),
        (new("^(.+) option cannot be combined with other arguments\\.$"), "Opcja $1 nie łączy się z innymi.", "The option $1 goes with no other."),
    ];

    /// <summary>Refuses what stands at one place of the command line.</summary>
    public static void Refuse(this SymbolResult place, string pl, string en) => place.AddError($"{en}{Between}{pl}");

    /// <summary>Nothing is wrong but that no command was named.</summary>
    public static bool NamesNoCommand(ParseResult parsed) => parsed.Errors is [var only] && NoCommand.IsMatch(only.Message);

    /// <summary>Everything that is wrong with a command line.</summary>
    public static IReadOnlyList<Finding> Of(ParseResult parsed)
    {
        var said = parsed.Errors.Select(error => InWords(error.Message)).Distinct().ToList();
        // Of a misspelt command the parser says both that it is unknown and that one is missing.
        if (said.Count > 1) said.RemoveAll(one => one.En == OfTheParser.Single(row => row.Said == NoCommand).En);
        var command = string.Join(' ', (string[])["inkaust", .. CommandOf(parsed)]);
        return [.. said.Select(one => new Finding("INK-CLI-001", $"Polecenie jest źle zapisane: {one.Pl}",
            $"The command is not written right: {one.En}")
        {
            Hint = new($"Zobacz: {command} --help", $"See: {command} --help"),
        })];
    }

    /// <summary>The words that lead to the command, without the program's own.</summary>
    public static IEnumerable<string> CommandOf(ParseResult parsed) => PathOf(parsed.CommandResult);

    private static IEnumerable<string> PathOf(SymbolResult? result) => result switch
    {
        CommandResult { Command: RootCommand } or null => [],
        CommandResult command => [.. PathOf(command.Parent), command.Command.Name],
        _ => PathOf(result.Parent),
    };

    private static Wording InWords(string message)
    {
        if (message.Split(Between) is [var english, var polish]) return new(polish, english);
        foreach (var (said, pl, en) in OfTheParser)
            if (said.IsMatch(message)) return new(said.Replace(message, pl), said.Replace(message, en));
        if (NotAmong().Match(message) is { Success: true } word)
        {
            var among = string.Join(", ", Among().Matches(word.Groups["among"].Value).Select(one => one.Groups[1].Value));
            return new($"„{word.Groups["word"].Value}” nie jest jednym z: {among}.", $"'{word.Groups["word"].Value}' is none of: {among}.");
        }
        if (OfAnotherType().Match(message) is { Success: true } value)
        {
            var (pl, en) = Named(value.Groups["type"].Value);
            return new($"{value.Groups["where"].Value}: „{value.Groups["value"].Value}” nie jest {pl}.",
                $"{value.Groups["where"].Value}: '{value.Groups["value"].Value}' is not {en}.");
        }
        return new(message, message);
    }

    private static (string Pl, string En) Named(string type) => type switch
    {
        _ when type.Contains("DateOnly", StringComparison.Ordinal) => ("datą w postaci rrrr-MM-dd", "a date as yyyy-MM-dd"),
        _ when type.Contains("DateTimeOffset", StringComparison.Ordinal) =>
            ("czasem, na przykład 2026-12-31T23:50:00+01:00", "a time, for example 2026-12-31T23:50:00+01:00"),
        _ when type.Contains("Boolean", StringComparison.Ordinal) => ("słowem true ani false", "true or false"),
        _ when type.Contains("Double", StringComparison.Ordinal) => ("liczbą", "a number"),
        _ when type.Contains("Int", StringComparison.Ordinal) => ("liczbą całkowitą", "a whole number"),
        _ => ("tym, co tu pasuje", "what belongs here"),
    };

    [GeneratedRegex(@"^Argument '(?<word>.*)' not recognized\. Must be one of:(?<among>.*)$", RegexOptions.Singleline)]
    private static partial Regex NotAmong();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Among();

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for (?:command|option) '(?<where>.+)' as expected type '(?<type>.+)'\.",
        RegexOptions.Singleline)]
    private static partial Regex OfAnotherType();
}
