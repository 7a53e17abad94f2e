using Inkaust.Cli;
using Inkaust.Invoices;

namespace Inkaust.Tests.Unit.Cli;

/// <summary>What people see on a screen, however narrow, and in a file.</summary>
public sealed class TerminalTests
{
    private const string Number = "5260001246-20261125-73234CE12750-46";

    [Fact]
    public void A_table_that_is_too_wide_becomes_a_block_for_each_row_and_breaks_no_number()
    {
        Assert.Equal($"""
            Invoice:     FV/1/11/2026
            KSeF number: {Number}

            Invoice:     FV/2/11/2026
            KSeF number: -


            """, Drawn(40, ["Invoice", "KSeF number"], ["FV/1/11/2026", Number], ["FV/2/11/2026", "-"]));
    }

    [Fact]
    public void A_table_that_fits_is_a_table() =>
        Assert.Contains($"│ FV/1/11/2026 │ {Number} │", Drawn(60, ["Invoice", "KSeF number"], ["FV/1/11/2026", Number]));

    [Fact]
    public void Only_a_sentence_at_the_end_wraps()
    {
        var drawn = Drawn(60, ["State", "Why"], ["accepted", string.Join(' ', Enumerable.Repeat("because", 20))]);
        Assert.Contains("│ accepted │ because", drawn);
        Assert.All(drawn.TrimEnd().Split('\n'), line => Assert.True(line.Length <= 60, line));
    }

    [Fact]
    public void Nothing_is_cut_in_a_file()
    {
        var long300 = new string('x', 300);
        Assert.Equal($"Why\tWhen\n{long300}\tnow\n", Drawn(null, ["Why", "When"], [long300, "now"]));
    }

    [Fact]
    public void A_row_is_one_line_in_a_pipe_whatever_its_cells_hold() =>
        Assert.Equal("Name\tWhy\na b\tc d\n", Drawn(null, ["Name", "Why"], ["a\tb", "c\nd"]));

    [Theory]
    [InlineData("Sarna; Łoś", "\"Sarna; Łoś\"")]
    [InlineData("\"Sarna\"", "\"\"\"Sarna\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-12,00 PLN", "-12,00 PLN")]
    [InlineData("-", "-")]
    public void In_CSV_a_cell_is_quoted_where_it_must_be_and_is_never_a_formula(string cell, string written) =>
        Assert.Equal($"Name;No\n{written};1\n", Drawn(null, TableForm.Csv, ["Name", "No"], [cell, "1"]));

    [Fact]
    public void A_table_is_drawn_where_that_is_asked_for() =>
        Assert.Contains("│ FV/1    │", Drawn(null, TableForm.Table, ["Invoice"], ["FV/1"]));

    [Fact]
    public void Characters_that_steer_a_terminal_are_not_passed_on()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, json: false, Language.English);
        terminal.Say("", "a\u001b[31mb\u0007");
        terminal.Table([new("", "Name")], [["c\u001b]0;title\u0007d"]]);
        terminal.Refuse([new Finding("INK-X-001", "", "e\u001b[2Jf")]);
        Assert.DoesNotContain('\u001b', output.ToString() + error);
        Assert.DoesNotContain('\u0007', output.ToString() + error);
        Assert.Contains("e\uFFFD[2Jf", error.ToString());
        Assert.Contains("a\uFFFD[31mb\uFFFD", output.ToString());
    }

    private static string Drawn(int? width, string[] heads, params string[][] rows) => Drawn(width, null, heads, rows);

    private static string Drawn(int? width, TableForm? form, string[] heads, params string[][] rows)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new Terminal(output, TextWriter.Null, json: false, Language.English, width, form).Table([.. heads.Select(head => new Wording(head, head))], rows);
        return output.ToString();
    }
}
