using Inkaust.Print.Description;
using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>Lays out one table: finds the widths of its columns and makes a strip of each row.</summary>
internal sealed class TableLayout
{
    private const double Side = 3.5, Above = 2.5, Below = 2.5;

    // A row taller than this goes on in the next strip, so that any text fits on pages.
    private const int LinesPerStrip = 40;

    // What a head repeats on each page leaves room for the rows.
    private const int HeadLinesRepeated = 12;

    private readonly TextSetter setter;
    private readonly Table table;
    private readonly double x, width;
    private readonly double[] widths;
    private readonly double size;

    public TableLayout(TextSetter setter, Table table, double x, double width, double scale)
    {
        (this.setter, this.table, this.x, this.width) = (setter, table, x, width);
        // Tables of many columns are set smaller until the longest words fit.
        for (size = 8 * scale; size > 5; size -= 0.5)
            if (table.Columns.Select((_, i) => Least(i)).Sum() <= width) break;
        widths = FindWidths();
    }

    private TextStyle Body(Emphasis emphasis) => new(size, emphasis == Emphasis.Strong, emphasis == Emphasis.Quiet ? Colour.Grey(95) : Colour.Black);

    private TextStyle Detail => new(Math.Max(size - 1.5, 4.5), false, Colour.Grey(80));

    private TextStyle Head => new(Math.Max(size - 1, 4.5), true, Colour.Grey(40));

    public List<Strip> LayOut(StructureNode node)
    {
        var heads = table.Columns.Select((column, i) => setter.Wrap(column.Title, Head, widths[i] - (2 * Side))).ToList();
        var first = node.Add("THead").Add("TR");
        var nodes = heads.ConvertAll(_ => first.Add(new StructureNode("TH") { Scope = "Column" }));
        var again = LayOutHead(heads, 0, HeadLinesRepeated, null);
        var run = new TableRun(again, table.Carried is { } carried
            ? sum => (LayOutSum(carried.Forward, sum), LayOutSum(carried.Brought, sum)) : null);
        var body = node.Add("TBody");
        var strips = new List<Strip>();
        for (var line = 0; line < heads.Max(lines => lines.Count); line += LinesPerStrip)
            strips.Add(LayOutHead(heads, line, LinesPerStrip, nodes) with { KeepWithNext = true });
        var before = 0m;
        var firstRow = strips.Count;
        foreach (var row in table.Rows)
        {
            strips.AddRange(LayOutRow(row, body.Add("TR"), run, before));
            before += row.Amount;
        }
        // No single row stands alone under the head or on the next page.
        foreach (var i in new[] { firstRow, strips.Count - 2 })
            if (i >= firstRow && i + 1 < strips.Count) strips[i] = strips[i] with { KeepWithNext = true };
        strips.Add(Strip.Space(3));
        return strips;
    }

    private Strip LayOutHead(List<List<string>> heads, int from, int most, List<StructureNode>? nodes)
    {
        var cells = heads.ConvertAll(lines => lines.Skip(from).Take(most).ToList());
        var height = (cells.Max(lines => lines.Count) * Head.Leading) + Above + Below + 1;
        return new Strip(height, (page, top) =>
        {
            page.BeginArtifact();
            page.Fill(x, top, width, height, Colour.Grey(236));
            page.End();
            for (var i = 0; i < cells.Count; i++)
            {
                if (nodes is null) page.BeginArtifact();
                else page.Begin(nodes[i], "TH");
                var first = top + height - Below - (cells[i].Count * Head.Leading);
                for (var line = 0; line < cells[i].Count; line++) DrawLine(page, i, cells[i][line], Head, first + (line * Head.Leading));
                page.End();
            }
        });
    }

    private IEnumerable<Strip> LayOutRow(Row row, StructureNode node, TableRun run, decimal before)
    {
        var style = Body(row.Emphasis);
        var cells = row.Cells.Select((cell, i) => LinesOf(cell.Text, style, widths[i] - (2 * Side))).ToList();
        AddDetails(row, cells);
        var nodes = cells.ConvertAll(_ => node.Add("TD"));
        var count = Math.Max(cells.Max(lines => lines.Count), 1);
        for (var first = 0; first < count; first += LinesPerStrip)
        {
            var part = cells.ConvertAll(lines => lines.Skip(first).Take(LinesPerStrip).ToList());
            var last = first + LinesPerStrip >= count;
            var height = Math.Max(part.Max(lines => lines.Sum(line => line.Style.Leading)), style.Leading) + Above + (last ? Below : 0);
            yield return new Strip(height, (page, top) => DrawRow(page, part, nodes, top, height, last)) { Run = run, Before = before };
        }
    }

    private void DrawRow(PdfPage page, List<List<(string Text, TextStyle Style)>> cells, List<StructureNode> nodes, double top, double height,
        bool last)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Count == 0) continue;
            page.Begin(nodes[i], "TD");
            var y = top + Above;
            foreach (var (text, style) in cells[i])
            {
                DrawLine(page, i, text, style, y);
                y += style.Leading;
            }
            page.End();
        }
        if (!last) return;
        page.BeginArtifact();
        page.Line(x, top + height, x + width, top + height, 0.4, Colour.Grey(190));
        page.End();
    }

    private Strip LayOutSum(string words, decimal sum)
    {
        var carried = table.Carried!;
        var style = Body(Emphasis.Strong) with { Size = Math.Max(size - 0.5, 5) };
        var right = x + widths.Take(carried.Column + 1).Sum() - Side;
        return new Strip(style.Leading + Above + Below, (page, top) =>
        {
            var amount = carried.Write(sum);
            page.BeginArtifact();
            setter.DrawRight(page, amount, style, right, top + Above);
            setter.DrawRight(page, words, style with { Bold = false }, right - setter.Measure(amount, style) - 8, top + Above);
            page.End();
        });
    }

    private void DrawLine(PdfPage page, int column, string text, TextStyle style, double top)
    {
        var left = x + widths.Take(column).Sum();
        if (table.Columns[column].Numeric) setter.DrawRight(page, text, style, left + widths[column] - Side, top);
        else setter.Draw(page, text, style, left + Side, top);
    }

    // A single detail stands under all cells and has the room up to the right edge; several keep to their columns.
    private void AddDetails(Row row, List<List<(string Text, TextStyle Style)>> cells)
    {
        var detailed = Enumerable.Range(0, row.Cells.Count).Where(i => !string.IsNullOrEmpty(row.Cells[i].Detail)).ToList();
        foreach (var i in detailed)
        {
            var alone = detailed.Count == 1 && !table.Columns[i].Numeric;
            var room = alone ? width - widths.Take(i).Sum() : widths[i];
            var tallest = cells.Max(lines => lines.Count);
            while (alone && cells[i].Count < tallest) cells[i].Add(("", Body(row.Emphasis)));
            cells[i].AddRange(LinesOf(row.Cells[i].Detail!, Detail, room - (2 * Side)));
        }
    }

    private List<(string Text, TextStyle Style)> LinesOf(string text, TextStyle style, double room) =>
        text.Length == 0 ? [] : setter.Wrap(text, style, room).ConvertAll(line => (line, style));

    // A numeric column is as wide as its longest number. What is left goes to the others by need, never under their longest word;
    // what is left then is shared: a little to the numbers, so that they do not touch, the rest to the texts.
    private double[] FindWidths()
    {
        var least = table.Columns.Select((_, i) => Least(i)).ToArray();
        var wanted = table.Columns.Select((_, i) => Math.Max(Wanted(i), least[i])).ToArray();
        var result = least.ToArray();
        if (result.Sum() > width) return [.. result.Select(column => column * width / result.Sum())];
        Share(result, [.. wanted.Select((column, i) => table.Columns[i].Numeric ? column - result[i] : 0)], atMost: 1);
        Share(result, [.. wanted.Select((column, i) => column - result[i])], atMost: 1);
        Share(result, [.. table.Columns.Select(column => column.Numeric && column != table.Columns[0] ? 14.0 : 0)], atMost: 1);
        Share(result, [.. table.Columns.Select((column, i) => column.Numeric ? 0 : wanted[i])], atMost: double.MaxValue);
        Share(result, wanted, atMost: double.MaxValue);
        return result;
    }

    private void Share(double[] result, double[] needs, double atMost)
    {
        var (free, needed) = (width - result.Sum(), needs.Sum());
        if (free <= 0 || needed <= 0) return;
        for (var i = 0; i < result.Length; i++) result[i] += needs[i] * Math.Min(atMost, free / needed);
    }

    private double Least(int column)
    {
        var words = Longest(column).SelectMany(text => text.Split(' ', '\n'));
        var head = table.Columns[column].Title.Split(' ', '\n').Max(word => setter.Measure(word, Head));
        var longest = words.Select(word => setter.Measure(word, Body(Emphasis.Plain))).DefaultIfEmpty(0).Max();
        return Math.Max(head, table.Columns[column].Numeric ? longest : Math.Min(longest, Math.Max(90, width / 3.2))) + (2 * Side);
    }

    private double Wanted(int column)
    {
        var texts = Longest(column).Select(text => setter.Measure(text, Body(Emphasis.Plain)));
        var head = table.Columns[column].Title.Split(' ', '\n').Max(word => setter.Measure(word, Head));
        return Math.Max(head, texts.DefaultIfEmpty(0).Max()) + (2 * Side);
    }

    // The texts that decide a column's width; measuring each of ten thousand rows would cost more than drawing them.
    private IEnumerable<string> Longest(int column)
    {
        if (longest.TryGetValue(column, out var texts)) return texts;
        return longest[column] = [.. table.Rows.Where(row => column < row.Cells.Count).Select(row => row.Cells[column].Text)
            .OrderByDescending(text => text.Length).Take(12)];
    }

    private readonly Dictionary<int, IReadOnlyList<string>> longest = [];
}
