using System.CommandLine;
using System.Text.Json;
using Inkaust.Cli;

namespace Inkaust.Tests.Unit.Cli;

/// <summary>A command line that is not written right: a sentence in the reader's language, exit code 2, and never a trace.</summary>
public sealed class UsageErrorsTests
{
    public static TheoryData<string> Absurd => ["", "x", "-1", "99999999999999999999", "2026-02-30", "@nothing", "zażółć\u001b", "{}"];

    [Theory]
    [MemberData(nameof(Absurd))]
    public async Task No_value_however_absurd_breaks_the_reading_of_a_command_line(string value)
    {
        foreach (var (path, command) in All(CommandLine.Commands(new(TextWriter.Null, TextWriter.Null, TimeProvider.System, Surroundings.OfThisProcess())), []))
        {
            foreach (var option in command.Options) Read([.. path, option.Name, value]);
            foreach (var option in command.Options) Read([.. path, option.Name]);
            Read([.. path, value]);
            Read([.. path, .. command.Options.SelectMany(option => new[] { option.Name, value })]);
        }
        using var error = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(["correct", "1", "--wrong-buyer", "--buyer-nip", "52", "--number", "a", "--new-number", "b"], TextWriter.Null, error, TimeProvider.System));
        Assert.StartsWith("INK-CLI-001", error.ToString());
    }

    [Theory]
    [InlineData("Nie ma tu polecenia, opcji ani argumentu „bogus”.", "There is no command, option or argument 'bogus' here.", "bogus")]
    [InlineData("Poleceniu „issue” brakuje argumentu.", "The command 'issue' lacks an argument.", "issue")]
    [InlineData("Opcji --company brakuje wartości.", "The option --company lacks a value.", "send", "--company")]
    [InlineData("Brakuje opcji --reference.", "The option --reference is missing.", "total-failure", "confirm")]
    [InlineData("Opcja --mode jest podana 2 razy.", "The option --mode is given 2 times.", "issue", "a", "--mode", "online", "--mode", "offline")]
    [InlineData("„x” nie jest jednym z: ec, rsa.", "'x' is none of: ec, rsa.", "cert", "enrol", "--key", "x")]
    [InlineData("--count: „x” nie jest liczbą całkowitą.", "--count: 'x' is not a whole number.", "local-ksef", "control", "fault", "slow", "--count", "x")]
    [InlineData("--port to liczba od 0 do 65535.", "--port is a number from 0 to 65535.", "local-ksef", "--port", "x")]
    [InlineData("YEAR to liczba od 1990 do 2100.", "YEAR is a number from 1990 to 2100.", "calendar", "x")]
    [InlineData("„2026-02-30” nie jest datą w postaci rrrr-MM-dd.", "'2026-02-30' is not a date as yyyy-MM-dd.", "cert", "renew", "--valid-from", "2026-02-30")]
    [InlineData("Rok daty 9999-12-31 nie leży między 1990 a 2100.", "The year of 9999-12-31 is not between 1990 and 2100.", "deadline", "--mode", "offline24", "--issue-date", "9999-12-31")]
    [InlineData("„52” nie jest numerem NIP: zła liczba cyfr albo cyfra kontrolna.", "'52' is not a NIP: ten digits with a right check digit.", "send", "--company", "52")]
    [InlineData("Podaj --name albo --address.", "Name --name or --address.", "company", "change")]
    [InlineData("Opcja --version nie łączy się z innymi.", "The option --version goes with no other.", "--version")]
    public async Task What_is_wrong_is_said_once_and_in_both_languages(string pl, string en, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["--json", .. arguments], output, error, TimeProvider.System);
        Assert.Equal((2, ""), (code, output.ToString()));
        var finding = Assert.Single(JsonDocument.Parse(error.ToString()).RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("INK-CLI-001", finding.GetProperty("code").GetString());
        Assert.Equal($"Polecenie jest źle zapisane: {pl}", finding.GetProperty("pl").GetString());
        Assert.Equal($"The command is not written right: {en}", finding.GetProperty("en").GetString());
    }

    [Fact]
    public async Task The_hint_names_the_help_of_the_command_that_was_meant()
    {
        using var error = new StringWriter();
        await CommandLine.RunAsync(["cert", "renew", "--type", "x", "--lang", "en"], TextWriter.Null, error, TimeProvider.System);
        Assert.Contains("→ See: inkaust cert renew --help", error.ToString());
    }

    [Theory]
    [InlineData("inkaust [command]")]
    [InlineData("inkaust cert [command]", "cert")]
    [InlineData("inkaust local-ksef control [command]", "local-ksef", "control")]
    public async Task Whoever_names_no_command_is_shown_which_there_are(string usage, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(arguments, output, error, TimeProvider.System));
        Assert.Contains(usage, output.ToString().Replace("Inkaust.Tests", "inkaust"));
        Assert.Empty(error.ToString());
    }

    [Fact]
    public async Task A_folder_in_which_nothing_can_be_checked_is_not_fine()
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-empty-");
        using var error = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(["invoice", "validate", folder.FullName], TextWriter.Null, error, TimeProvider.System));
        Assert.StartsWith("INK-CLI-012", error.ToString());
        folder.Delete();
    }

    [Theory]
    [InlineData("folder", "it is a folder")]
    [InlineData("nothing.json", "it is not there")]
    public async Task A_file_that_cannot_be_read_is_said_in_plain_words(string name, string why)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-files-");
        folder.CreateSubdirectory("folder");
        using var error = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(["invoice", "show", Path.Combine(folder.FullName, name), "--lang", "en"], TextWriter.Null, error, TimeProvider.System));
        Assert.StartsWith("INK-CLI-003", error.ToString());
        Assert.Contains(why, error.ToString());
        folder.Delete(recursive: true);
    }

    private static void Read(string[] arguments) => UsageErrors.Of(CommandLine.Commands(new(TextWriter.Null, TextWriter.Null, TimeProvider.System, Surroundings.OfThisProcess())).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }));

    private static IEnumerable<(string[] Path, Command Command)> All(Command command, string[] path) =>
        [(path, command), .. command.Subcommands.SelectMany(one => All(one, [.. path, one.Name]))];
}
