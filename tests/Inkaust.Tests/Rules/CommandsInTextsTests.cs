using System.CommandLine;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Inkaust.Cli;

namespace Inkaust.Tests.Rules;

/// <summary>Only the shell knows commands: no text below it types one, because a page and an API show the same texts.</summary>
public sealed class CommandsInTextsTests
{
    private static readonly RootCommand Root = CommandLine.Commands(new(TextWriter.Null, TextWriter.Null, TimeProvider.System, Surroundings.OfThisProcess()));

    private static readonly Regex Command = new($@"\binkaust ({string.Join('|', Root.Subcommands.Select(one => Regex.Escape(one.Name)))})\b");

    // A style sheet has properties of its own that begin so: they are set with a colon and read by var().
    private static readonly Regex Option = new(@"(^|[\s""'„]|(?<!var)\()--[a-z][a-z-]*(?![a-z:-])");

    [Theory]
    [InlineData("Inkaust.Invoices")]
    [InlineData("Inkaust.Print")]
    [InlineData("Inkaust.Ksef")]
    [InlineData("Inkaust.Office")]
    public void No_text_below_the_shell_types_a_command_or_an_option(string project)
    {
        var texts = TextsIn(Path.Combine(AppContext.BaseDirectory, project + ".dll")).ToList();
        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => Command.IsMatch(text) || Option.IsMatch(text));
    }

    [Fact]
    public void The_shell_itself_types_them() =>
        Assert.Contains(TextsIn(Path.Combine(AppContext.BaseDirectory, "inkaust.dll")), text => Command.IsMatch(text) && Option.IsMatch(text));

    // Constants that only name something are kept elsewhere in an assembly; what a method can say is here.
    private static IEnumerable<string> TextsIn(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        for (var at = MetadataTokens.UserStringHandle(1); !at.IsNil; at = metadata.GetNextHandle(at)) yield return metadata.GetUserString(at);
    }
}
