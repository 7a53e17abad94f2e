using System.CommandLine;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inkaust.Cli;

namespace Inkaust.Tests.Docs;

/// <summary>The documents say what is: links lead somewhere, command lines are understood, lists are complete.</summary>
public sealed partial class DocsTests
{
    public static TheoryData<string> Documents => [.. Directory.GetFiles(Checkout.Root, "*.md")
        .Concat(Directory.GetFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Checkout.Root, file))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_leads_to_one(string document)
    {
        var file = Path.Combine(Checkout.Root, document);
        foreach (Match link in Link().Matches(File.ReadAllText(file)))
        {
            var target = link.Groups[1].Value.Split('#')[0];
            if (target.Length == 0 || target.Contains("://")) continue;
            Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)), $"{document} links to {target}, which is not there");
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_line_in_a_document_is_understood(string document)
    {
        foreach (Match line in CommandLineInText().Matches(File.ReadAllText(Path.Combine(Checkout.Root, document))))
        {
            var said = line.Groups[1].Value.Split(" #")[0].Trim();
            Assert.True(Commands.Parse(said).Errors.Count == 0, $"{document}: inkaust {said}: {string.Join("; ", Commands.Parse(said).Errors)}");
        }
    }

    /// <summary>The Polish guides are no word for word translation; what a reader types, and what a program answers, is the same.</summary>
    [Theory]
    [MemberData(nameof(Guides))]
    public void A_guide_in_Polish_shows_the_same_commands_and_programs(string guide)
    {
        Assert.Equal(BlocksOf(Path.Combine("docs", "guide", guide)), BlocksOf(Path.Combine("docs", "guide", "pl", guide)));

        static IEnumerable<string> BlocksOf(string page) => Block().Matches(File.ReadAllText(Path.Combine(Checkout.Root, page)))
            .Select(block => block.Groups[1].Value == "sh" ? CommentInShell().Replace(block.Value, "") : block.Value);
    }

    public static TheoryData<string> Guides => [.. Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "guide"), "*.md").Select(file => Path.GetFileName(file)!)];

    [Fact]
    public void Every_error_code_is_listed_once_with_its_sentences()
    {
        var sources = Directory.GetFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllText);
        var list = ErrorList.Write(sources);
        GoldenFile.AssertEqual("docs/errors.md", list);
        Assert.DoesNotContain("` |  |", list);
    }

    [Theory]
    [InlineData("en", "help.txt")]
    [InlineData("pl", "help.pl.txt")]
    public async Task The_help_of_every_command_reads_as_it_was_approved(string language, string golden)
    {
        using var help = new StringWriter();
        foreach (var command in BelowAndItself(Commands, []))
        {
            help.WriteLine($"$ inkaust {string.Join(' ', (string[])[.. command, "--help"])}");
            await CommandLine.RunAsync([.. command, "--help", "--lang", language], help, help, TimeProvider.System);
            help.WriteLine();
        }
        Assert.All(help.ToString().Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        GoldenFile.AssertEqual($"tests/Inkaust.Tests/Golden/{golden}", TrailingBlanks().Replace(help.ToString(), "\n").TrimEnd() + "\n");
    }

    [Fact]
    public void Every_text_of_the_help_is_there_in_Polish()
    {
        var all = Below(Commands).Prepend(Commands).ToList();
        var texts = all.SelectMany(one => (IEnumerable<Symbol>)[one, .. one.Arguments, .. one.Options]).Select(one => one.Description).OfType<string>().Distinct();
        var missing = texts.Where(text => !HelpInPolish.Has(text)).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));

        static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(one => Below(one).Prepend(one));
    }

    [Fact]
    public async Task Whoever_names_no_command_is_helped_in_his_language()
    {
        using var help = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(["ledger", "--lang", "pl"], help, help, TimeProvider.System));
        Assert.StartsWith("Co robi:", help.ToString());
    }

    [Fact]
    public void Every_step_of_the_demo_in_the_README_is_one_that_the_demo_says()
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));
        var story = File.ReadAllText(Path.Combine(Checkout.Root, "src", "Inkaust", "Demo", "MainJob.cs"));
        var steps = Step().Matches(readme);
        Assert.NotEmpty(steps);
        foreach (Match step in steps)
        {
            var opening = string.Join(' ', step.Groups[1].Value.Split(' ').Where(word => !word.Contains('/') && !word.Contains('-')).Take(3).Skip(1));
            Assert.True(opening.Length > 3, $"nothing to look for in: {step.Groups[1].Value}");
            Assert.Contains(opening, story);
        }
    }

    /// <summary>The two tests above look for something: a pattern that finds nothing would find nothing wrong.</summary>
    [Fact]
    public void The_documents_have_links_and_command_lines()
    {
        var texts = Documents.Select(row => File.ReadAllText(Path.Combine(Checkout.Root, row.Data))).ToList();
        Assert.True(texts.Sum(text => Link().Count(text)) > 50, "hardly any link was found");
        Assert.True(texts.Sum(text => CommandLineInText().Count(text)) > 50, "hardly any command line was found");
    }

    [Fact]
    public void The_notices_list_every_package_that_is_shipped()
    {
        var shipped = XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props")).Descendants("ItemGroup")
            .Single(group => (string?)group.Attribute("Label") == "Shipped").Elements("PackageVersion").Select(one => (string)one.Attribute("Include")!);
        var listed = Regex.Matches(File.ReadAllText(Path.Combine(Checkout.Root, "THIRD-PARTY-NOTICES.md")), @"^\| ([\w.]+) \| [A-Z]", RegexOptions.Multiline)
            .Select(line => line.Groups[1].Value);
        Assert.Equal(shipped.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static RootCommand Commands { get; } = CommandLine.Commands(new(TextWriter.Null, TextWriter.Null, TimeProvider.System, Surroundings.OfThisProcess()));

    private static IEnumerable<string[]> BelowAndItself(Command command, string[] path) =>
        [path, .. command.Subcommands.SelectMany(one => BelowAndItself(one, [.. path, one.Name]))];

    [GeneratedRegex(@"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\./inkaust (.+)$", RegexOptions.Multiline)]
    private static partial Regex CommandLineInText();

    [GeneratedRegex(@"^  ✓ +[0-9.]+ s  (.+)$", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"^```([a-z]+)\n.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" +# .*$", RegexOptions.Multiline)]
    private static partial Regex CommentInShell();

    [GeneratedRegex("[ \t]+\n")]
    private static partial Regex TrailingBlanks();
}
