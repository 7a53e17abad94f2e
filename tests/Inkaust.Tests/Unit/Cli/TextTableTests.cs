using Inkaust.Cli;

namespace Inkaust.Tests.Unit.Cli;

/// <summary>Tables on screens of every width: nothing is cut, and no number is broken in two.</summary>
public sealed class TextTableTests
{
    private const string KsefNumber = "5260001246-20261125-516B54815B02-22";

    private static readonly IReadOnlyList<string> Heads = ["Nr", "Numer KSeF", "Dalej"];

    private static readonly IReadOnlyList<IReadOnlyList<string>> Rows = [["1", KsefNumber, "wyślij, co czeka, zanim minie północ w Polsce"]];

    [Fact]
    public void Where_there_is_no_screen_a_row_is_one_line() =>
        Assert.Single(Lines(null), line => line.Contains(KsefNumber) && line.Contains("północ w Polsce"));

    [Fact]
    public void A_sentence_at_the_end_is_wrapped_to_the_screen()
    {
        var lines = Lines(85);
        Assert.All(lines, line => Assert.True(line.Length <= 85, line));
        Assert.Single(lines, line => line.Contains(KsefNumber));
        Assert.DoesNotContain(lines, line => line.Contains(KsefNumber) && line.Contains("Polsce"));
    }

    [Fact]
    public void On_a_narrow_screen_each_column_has_a_line_of_its_own() =>
        Assert.Equal(["Nr:         1", $"Numer KSeF: {KsefNumber}", "Dalej:      wyślij, co czeka, zanim minie północ w Polsce"], Lines(40));

    private static string[] Lines(int? width)
    {
        using var output = new StringWriter();
        TextTable.Write(output, Heads, Rows, width);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
