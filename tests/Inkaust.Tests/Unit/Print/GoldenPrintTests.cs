using System.Runtime.CompilerServices;
using System.Text;
using AngleSharp.Dom;
using Inkaust.Print;

namespace Inkaust.Tests.Unit.Print;

/// <summary>The words of the visualisation as people read them, in the order in which they are read aloud.</summary>
public sealed class GoldenPrintTests
{
    /// <summary>With INKAUST_GOLDEN=update in the environment the golden files are written anew; read the difference before committing it.</summary>
    [Theory, InlineData("pl"), InlineData("en"), InlineData("pl+en")]
    public void The_words_of_an_everyday_invoice_are_the_approved_ones(string language)
    {
        var invoice = Specimens.ThreeLines();
        var words = WordsOf(InvoiceHtml.Draw(invoice, Specimens.Offline(invoice), new PrintOptions { Languages = PrintLanguages.Named(language) }));
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "Golden", "rendering", $"everyday.{language}.txt");
        if (Environment.GetEnvironmentVariable("INKAUST_GOLDEN") == "update")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, words);
        }
        Assert.Equal(File.ReadAllText(file), words);
    }

    private static string WordsOf(string html)
    {
        var text = new StringBuilder();
        foreach (var element in InvoiceHtmlTests.Parse(html).QuerySelectorAll("h1, h2, h3, p, dl > div, tr, figcaption"))
        {
            var parts = element.LocalName is "tr" or "div" or "p" && element.Children.Length > 0 ? element.Children.Select(part => part.TextContent) : [element.TextContent];
            text.Append(element.LocalName).Append(": ").AppendJoin(" | ", parts.Select(part => part.Replace('\n', ' ').Trim())).Append('\n');
        }
        return text.ToString();
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
