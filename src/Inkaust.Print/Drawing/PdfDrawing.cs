using Inkaust.Print.Description;
using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>Draws a description on A4 pages.</summary>
internal sealed class PdfDrawing
{
    private const double Left = 42.5, Right = PageFlow.PageWidth - 42.5, Top = 40, Bottom = PageFlow.PageHeight - 48;
    private const double Gap = 18;
    private const int LinesPerStrip = 40;

    // A module of 0.8 mm stays above the 0.4 mm that a phone needs when the page is printed at half its size (LAW 45).
    // Codes with long signatures share the width that leaves room for the title; even two of them stay above 0.6 mm.
    private const double Module = 0.8 * 72 / 25.4, CodesWidth = 290;

    private readonly TextSetter setter;
    private readonly PdfDocument document;
    private readonly Colour accent;
    private readonly TextStyle body = new(8.5, false, Colour.Black);
    private readonly TextStyle strong = new(8.5, true, Colour.Black);
    private readonly TextStyle quiet = new(7, false, Colour.Grey(80));
    private readonly TextStyle label = new(8, false, Colour.Grey(80));

    private PdfDrawing(PdfDocument document, Typeface typeface, Colour accent) =>
        (this.document, setter, this.accent) = (document, new TextSetter(typeface), accent);

    /// <summary>Draws the description into the document.</summary>
    public static void Draw(Visualisation description, PdfDocument document, Typeface typeface, Colour accent, PdfImage? logo, Action<int>? pageBegun)
    {
        var drawing = new PdfDrawing(document, typeface, accent);
        var flow = new PageFlow(document, Top, Bottom, pageBegun);
        flow.Place(drawing.DrawMasthead(description.Masthead, logo));
        flow.Place(drawing.LayOut(description.Blocks, Left, Right - Left, document.Structure));
        drawing.DrawFeet(description);
    }

    private List<Strip> LayOut(IReadOnlyList<Block> blocks, double x, double width, StructureNode parent)
    {
        var strips = new List<Strip>();
        foreach (var block in blocks) strips.AddRange(LayOut(block, x, width, parent));
        return strips;
    }

    private List<Strip> LayOut(Block block, double x, double width, StructureNode parent) => block switch
    {
        Section section => LayOutSection(section, x, width, parent.Add("Sect")),
        SideBySide columns => LayOutColumns(columns, x, width, parent),
        Fields { Columns: > 1 } fields => LayOutColumns(Halves(fields), x, width, parent),
        Fields fields => LayOutFields(fields, x, width, parent),
        Paragraph paragraph => Lines(paragraph.Text, StyleOf(paragraph.Emphasis), x, width, parent.Add("P")),
        Space space => [Strip.Space(space.Height)],
        GrandTotal total => LayOutTotal(total, x, width, parent.Add("P")),
        Table table => [Strip.Space(3) with { KeepWithNext = true }, .. new TableLayout(setter, table, x, width).LayOut(parent.Add("Table"))],
        _ => throw new InvalidOperationException($"There is no drawing of {block.GetType().Name}."),
    };

    private List<Strip> LayOutSection(Section section, double x, double width, StructureNode parent)
    {
        var style = section.Level == 2 ? new TextStyle(9.5, true, accent) : new TextStyle(8.5, true, accent);
        var node = parent.Add(section.Level == 2 ? "H2" : "H3");
        var strips = new List<Strip> { Strip.Space(section.Level == 2 ? 11 : 6) with { KeepWithNext = true } };
        strips.AddRange(Lines(section.Title, style, x, width, node).Select(strip => strip with { KeepWithNext = true }));
        strips.Add(section.Level == 2 ? Rule(x, width) : Strip.Space(1) with { KeepWithNext = true });
        strips.AddRange(LayOut(section.Blocks, x, width, parent));
        return strips;
    }

    private Strip Rule(double x, double width) => new(5, (page, top) =>
    {
        page.BeginArtifact();
        page.Line(x, top + 1, x + width, top + 1, 0.6, accent);
        page.End();
    })
    { KeepWithNext = true };

    private List<Strip> LayOutColumns(SideBySide block, double x, double width, StructureNode parent)
    {
        var each = (width - (Gap * (block.Columns.Count - 1))) / block.Columns.Count;
        var columns = block.Columns.Select((blocks, i) => LayOut(blocks, x + (i * (each + Gap)), each, parent)).ToList();
        return Bands(columns);
    }

    // Columns are divided into bands that fit on a page; most need one.
    private static List<Strip> Bands(List<List<Strip>> columns)
    {
        const double Tallest = 600;
        var bands = new List<Strip>();
        var next = new int[columns.Count];
        while (columns.Where((column, i) => next[i] < column.Count).Any())
        {
            var parts = columns.Select((column, i) => TakeUpTo(Tallest, column, ref next[i])).ToList();
            bands.Add(new Strip(parts.Max(part => part.Sum(strip => strip.Height)), (page, top) =>
            {
                foreach (var part in parts)
                {
                    var y = top;
                    foreach (var strip in part)
                    {
                        strip.Draw(page, y);
                        y += strip.Height;
                    }
                }
            }));
        }
        return bands;
    }

    private static List<Strip> TakeUpTo(double height, List<Strip> strips, ref int next)
    {
        var taken = new List<Strip>();
        var used = 0.0;
        while (next < strips.Count && (taken.Count == 0 || used + strips[next].Height <= height))
        {
            taken.Add(strips[next]);
            used += strips[next++].Height;
        }
        return taken;
    }

    private static SideBySide Halves(Fields fields)
    {
        var each = (fields.Items.Count + fields.Columns - 1) / fields.Columns;
        var chunks = fields.Items.Chunk(each).Select(IReadOnlyList<Block> (part) => [new Fields(part)]).ToList();
        while (chunks.Count < fields.Columns) chunks.Add([]);
        return new SideBySide(chunks);
    }

    private List<Strip> LayOutFields(Fields fields, double x, double width, StructureNode parent)
    {
        if (fields.Items.Count == 0) return [];
        var widest = fields.Items.Max(field => setter.Measure(field.Label, label)) + 8;
        var indent = Math.Min(widest, width * 0.5);
        var strips = new List<Strip>();
        foreach (var field in fields.Items)
        {
            var node = parent.Add("P");
            var labels = setter.Wrap(field.Label, label, indent - 6);
            var style = field.Strong ? strong : body;
            if (field.OnOneLine) style = setter.Fitting(field.Value, style, width - indent);
            var values = setter.Wrap(field.Value, style, width - indent);
            // The label is read before its value, however many lines each has; a value longer than a page goes on in the next strip.
            for (var first = 0; first < Math.Max(labels.Count, values.Count); first += LinesPerStrip)
                strips.Add(FieldStrip([.. labels.Skip(first).Take(LinesPerStrip)], [.. values.Skip(first).Take(LinesPerStrip)],
                    style, x, indent, node));
            strips.Add(Strip.Space(1));
        }
        return strips;
    }

    private Strip FieldStrip(List<string> labels, List<string> values, TextStyle style, double x, double indent, StructureNode node) =>
        new(Math.Max(labels.Count, values.Count) * style.Leading, (page, top) =>
        {
            page.Begin(node, "P");
            for (var i = 0; i < labels.Count; i++) setter.Draw(page, labels[i], label, x, top + (i * style.Leading) + style.Size - label.Size);
            for (var i = 0; i < values.Count; i++) setter.Draw(page, values[i], style, x + indent, top + (i * style.Leading));
            page.End();
        });

    private List<Strip> LayOutTotal(GrandTotal total, double x, double width, StructureNode node)
    {
        var (name, amount) = (new TextStyle(10.5, true, Colour.Black), new TextStyle(13, true, Colour.Black));
        var amountWidth = setter.Measure(total.Amount, amount);
        var lines = setter.Wrap(total.Label, name, Math.Max(width - amountWidth - 32, 60));
        var height = Math.Max(lines.Count * name.Leading, amount.Leading) + 12;
        return [Strip.Space(8), new Strip(height, (page, top) =>
        {
            page.BeginArtifact();
            page.Fill(x, top, width, height, Colour.Grey(238));
            page.Fill(x, top, 3, height, accent);
            page.End();
            page.Begin(node, "P");
            for (var i = 0; i < lines.Count; i++) setter.Draw(page, lines[i], name, x + 10, top + 7 + (i * name.Leading));
            setter.DrawRight(page, total.Amount, amount, x + width - 8, top + ((height - amount.Leading) / 2) + 1);
            page.End();
        })];
    }

    private List<Strip> Lines(string text, TextStyle style, double x, double width, StructureNode node) =>
        setter.Wrap(text, style, width).ConvertAll(line => new Strip(style.Leading, (page, top) =>
        {
            page.Begin(node, "Span");
            setter.Draw(page, line, style, x, top);
            page.End();
        }));

    private List<Strip> DrawMasthead(Masthead masthead, PdfImage? logo)
    {
        var squares = masthead.Codes.Select(code => CodeSquare.Of(code.Link)).ToList();
        var module = Math.Min(Module, CodesWidth / Math.Max(squares.Sum(square => square.Size), 1));
        var codes = masthead.Codes.Zip(squares, (code, square) => new CodeDrawing(setter, code, square, module, quiet, strong with { Size = 6.8 }))
            .ToList();
        var codesWidth = codes.Sum(code => code.Width + 14);
        var width = Right - Left - codesWidth;
        var title = document.Structure.Add("H1");
        var left = new List<Strip>();
        if (logo is not null) left.Add(DrawLogo(logo, width));
        left.AddRange(Lines(masthead.Kind, new TextStyle(17, true, accent), Left, width, title));
        left.AddRange(Lines(masthead.Number, new TextStyle(11.5, true, Colour.Black), Left, width, title));
        left.Add(Strip.Space(6));
        left.AddRange(LayOut(masthead.Blocks, Left, width, document.Structure));
        var right = Right - codesWidth + 14;
        var bands = new List<List<Strip>> { left };
        foreach (var code in codes)
        {
            bands.Add([code.LayOut(right, document.Structure)]);
            right += code.Width + 14;
        }
        return Bands(bands);
    }

    private static Strip DrawLogo(PdfImage logo, double width)
    {
        var scale = Math.Min(42.0 / logo.Height, Math.Min(width, 180) / logo.Width);
        return new Strip((logo.Height * scale) + 8, (page, top) =>
        {
            page.BeginArtifact();
            page.Image(logo, Left, top, logo.Width * scale, logo.Height * scale);
            page.End();
        });
    }

    private void DrawFeet(Visualisation description)
    {
        for (var i = 0; i < document.Pages.Count; i++)
        {
            var page = document.Pages[i];
            var number = string.Format(description.PageOf, i + 1, document.Pages.Count);
            var room = Right - Left - setter.Measure(number, quiet) - 12;
            page.BeginArtifact();
            page.Line(Left, Bottom + 12, Right, Bottom + 12, 0.4, Colour.Grey(160));
            setter.Draw(page, setter.Wrap(description.Footer, quiet, room)[0], quiet, Left, Bottom + 16);
            setter.DrawRight(page, number, quiet, Right, Bottom + 16);
            page.End();
        }
    }

    private TextStyle StyleOf(Emphasis emphasis) => emphasis switch
    {
        Emphasis.Strong => strong,
        Emphasis.Quiet => quiet,
        _ => body,
    };
}
