using System.Text;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Print;
using Inkaust.Web.Safety;

namespace Inkaust.Tests.Unit.Strangers;

/// <summary>Text that others wrote, on its way out: whatever it holds, it does nothing there.</summary>
public sealed class UntrustedTests
{
    private static readonly string[] Hostile =
    [
        "\u001b[2J\u001b]0;title\u0007", "a\r\nSet-Cookie: b", "a\u2028b\u2029c\u0085d\v\f", "invoice\u202Efdp.exe", "\u2066a\u2069\u200Bb\uFEFF", "\uD800lone", "lone\uDC00", "\0", "\u009b31m",
        "=cmd|' /C calc'!A0", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", "\r=1", " =1+1", "\uFF1D1+1", "a;=1+1", "a,=1+1", "\"=1+1", "a\n=1+1",
        "../../etc/passwd", "..", "...", ".bashrc", "C:\\a", "con", "NUL.txt", "COM1", "lpt9.xml", "a/b\\c", "a:b*c?d", " a ", "a. .", "-rf", new string('ł', 300), "😀😀", "\U000E0041",
        "<script>alert(1)</script>", "' onmouseover='a", "\" onmouseover=\"a", "&lt;", "javascript:alert(1)",
    ];

    public static TheoryData<string> Texts => [.. Hostile.Select(text => string.Concat(text.Select(c => $"{(int)c:X4}")))];

    // Through their codes, because a runner of tests could not write them down.
    private static string Text(string codes) => string.Concat(codes.Chunk(4).Select(code => (char)Convert.ToInt32(new string(code), 16)));

    [Theory, MemberData(nameof(Texts))]
    public void Nothing_does_anything_where_it_goes(string codes)
    {
        var text = Text(codes);
        foreach (var line in new[] { Untrusted.ForScreen(text), Untrusted.ForHeader(text), Untrusted.ForCsv(text) })
            Assert.DoesNotContain(line, c => char.IsControl(c) || Untrusted.TurnsDirection(c) || c is '\u2028' or '\u2029');
        var cell = Parsed(Untrusted.ForCsv(text)).TrimStart(' ');
        Assert.DoesNotContain(cell.Take(1), c => c is '=' or '@' or '\uFF1D');
        Assert.True(!(cell.StartsWith('+') || cell.StartsWith('-')) || cell.Length == 1 || decimal.TryParse(cell, out _) || cell == "-rf", cell);
        if (text.IndexOfAny([';', ',', '"']) >= 0) Assert.StartsWith("\"", Untrusted.ForCsv(text));
        foreach (var name in new[] { Untrusted.ForFileName(text, "invoice"), Untrusted.ForDownload(text, 100, "plik") })
        {
            Assert.Equal(Path.GetFileName(name), name);
            Assert.NotInRange(name.Length, 102, int.MaxValue);
            Assert.DoesNotContain(name, c => char.IsControl(c) || char.IsSurrogate(c) || "<>:\"|?*\\/".Contains(c) || Untrusted.TurnsDirection(c));
            Assert.False(name is "" or "." or ".." || name[0] == '.' || name[^1] is '.' or ' ', name);
            Assert.DoesNotMatch("(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|$)", name);
        }
        Assert.InRange(Encoding.UTF8.GetByteCount(Untrusted.ForFileName(text, "invoice")), 1, 200);
        Assert.False(Untrusted.ForFileName(text, "invoice").StartsWith('-'));
        var html = Untrusted.ForHtml(text);
        Assert.DoesNotContain(html, c => c is '<' or '>' or '"' or '\'' || Untrusted.TurnsDirection(c) || (char.IsControl(c) && c is not ('\r' or '\n' or '\t')));
        var page = new PageEncoder().Encode(text);
        Assert.DoesNotContain(page, c => c is '<' or '>' or '"' || Untrusted.TurnsDirection(c));
        Assert.DoesNotContain("202E", page);
    }

    // As a spreadsheet reads it.
    private static string Parsed(string cell) => cell.StartsWith('"') ? cell[1..^1].Replace("\"\"", "\"") : cell;

    [Theory]
    [InlineData("FV/11/2026/0042", "FV-11-2026-0042")]
    [InlineData("Zażółć 1", "Zażółć-1")]
    [InlineData("///", "invoice")]
    [InlineData("con", "_con")]
    [InlineData("Nul.pdf", "_Nul.pdf")]
    [InlineData("..FV..", "FV")]
    public void A_name_of_a_file_keeps_what_it_can(string number, string name) => Assert.Equal(name, Untrusted.ForFileName(number, "invoice"));

    [Theory]
    [InlineData("-12,00 PLN", "-12,00 PLN")]
    [InlineData("-1 234.50", "-1 234.50")]
    [InlineData("-", "-")]
    [InlineData("+48 12 345 67 89", "+48 12 345 67 89")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("Łoś; Sarna", "\"Łoś; Sarna\"")]
    [InlineData("FV/1", "FV/1")]
    public void A_cell_keeps_what_it_can(string text, string cell) => Assert.Equal(cell, Untrusted.ForCsv(text));

    [Theory]
    [InlineData("https://pay.example.pl/?IPKSeF=123abcDEF4567")]
    [InlineData("javascript:alert(1)//IPKSeF=123abcDEF4567")]
    [InlineData("data:text/html,a")]
    public void A_link_that_a_stranger_wrote_is_shown_and_leads_nowhere(string link)
    {
        var invoice = Print.Specimens.With($"<Platnosc><LinkDoPlatnosci>{link}</LinkDoPlatnosci></Platnosc><DodatkowyOpis><Klucz>{link}</Klucz><Wartosc>{link}</Wartosc></DodatkowyOpis>");
        var html = InvoiceHtml.Draw(invoice, []);
        Assert.Contains(link, html);
        Assert.DoesNotContain("href", html);
        Assert.Equal(-1, InvoicePdf.Draw(invoice, []).AsSpan().IndexOf("/URI"u8));
    }

    [Fact]
    public void Letters_of_any_script_are_left_alone()
    {
        const string text = "Zażółć gęślą jaźń; Ελληνικά עברית العربية 中文 😀 e\u0301 می\u200Cخواهم";
        Assert.Equal(text, Untrusted.ForScreen(text));
        Assert.Equal(text, Untrusted.ForHtml(text));
    }

    /// <summary>What every command says goes through these; there is no other way to the streams.</summary>
    [Fact]
    public void The_terminal_says_nothing_that_steers_it()
    {
        foreach (var text in Hostile)
            foreach (var (json, form) in new (bool, TableForm?)[] { (false, TableForm.Table), (false, TableForm.Tsv), (false, TableForm.Csv), (true, null) })
            {
                using var output = new StringWriter { NewLine = "\n" };
                using var error = new StringWriter { NewLine = "\n" };
                var terminal = new Terminal(output, error, json, Language.English, 80, form);
                terminal.Say(text, text);
                terminal.SayBeside(new(text, text));
                terminal.Table([new("a", "a"), new("b", "b")], [[text, text]]);
                terminal.Refuse([new Finding("INK-X-001", text, text) { Path = text, Hint = new(text, text) }]);
                terminal.Value(new[] { text });
                var said = output.ToString() + error;
                Assert.DoesNotContain(said, c => (char.IsControl(c) && c is not ('\n' or '\t')) || Untrusted.TurnsDirection(c) || c is '\u2028' or '\u2029');
                if (form is TableForm.Tsv or TableForm.Csv) Assert.Equal(2 + 1 + 0, output.ToString().Count(c => c == '\n'));
            }
    }
}
