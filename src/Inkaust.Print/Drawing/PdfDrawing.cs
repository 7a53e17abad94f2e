using Inkaust.Print.Description;
using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>What a description is drawn with.</summary>
internal sealed record PdfLook(Typeface Typeface, Colour Accent, PdfImage? Logo);

/// <summary>Draws a description on A4 pages.</summary>
internal sealed class PdfDrawing
{
    private const double Left = 42.5, Right = PageFlow.PageWidth - 42.5, Top = 40, Bottom = PageFlow.PageHeight - 48;
    private const double Gap = 18;
    private const int LinesPerStrip = 40;

    // A module of 0.8 mm stays above the 0.4 mm that a phone needs when the page is printed at half its size (LAW 45).
    // Codes with long signatures share the width that leaves room for the title; even two of them stay above 0.6 mm.
    private const double Module = 0.8 * 72 / 25.4, CodesWidth = 290;

    // A page with no more than this on it is not worth its paper, when smaller letters save it.
    private const double FewLines = 170;
    private const int MostPagesSetSmaller = 12;

    private static readonly double[] Smaller = [0.97, 0.94, 0.91, 0.88];

    // Text above this is no longer said to lead to a table: it may be parted from it.
    private const double MostBeforeTable = 90;

    private const double StampDegrees = 42, StampLength = 640, LargestStamp = 54;

    private readonly TextSetter setter;
    private readonly PdfLook look;
    private readonly double scale;
    private readonly StructureNode root;
    private readonly TextStyle body, strong, quiet, label;
    private readonly StructureNode? stamp;

    private PdfDrawing(PdfLook look, double scale, bool stamped, string role)
    {
        root = new StructureNode(role);
        (this.look, this.scale, setter) = (look, scale, new TextSetter(look.Typeface));
        (body, strong) = (Style(8.5, false, Colour.Black), Style(8.5, true, Colour.Black));
        (quiet, label) = (Style(7, false, Colour.Grey(80)), Style(8, false, Colour.Grey(80)));
        // What is written across a document is read aloud before it.
        stamp = stamped ? root.Add("P") : null;
    }

    /// <summary>Draws the description on pages of its own at the end of the document.</summary>
    /// <param name="description">What is drawn.</param>
    /// <param name="document">Where.</param>
    /// <param name="look">With what.</param>
    /// <param name="watch">Who listens, and may give up.</param>
    /// <param name="role">What it is in the structure of the document: the whole, or a part.</param>
    /// <returns>Its structure.</returns>
    /// <exception cref="OperationCanceledException">As <paramref name="watch"/> says.</exception>
    public static StructureNode Draw(Visualisation description, PdfDocument document, PdfLook look, PageWatch watch, string role = "Document")
    {
        var (drawing, flow) = Fitted(description, look, role);
        var before = document.Pages.Count;
        flow.Draw(document, watch);
        List<PdfPage> pages = [.. document.Pages.Skip(before)];
        drawing.DrawFeet(description, pages);
        if (description.Stamp is { } words) drawing.DrawStamp(words, pages);
        return drawing.root;
    }

    // Smaller letters where they save a last page of a few lines.
    private static (PdfDrawing Drawing, PageFlow Flow) Fitted(Visualisation description, PdfLook look, string role)
    {
        var (drawing, flow) = At(1);
        if (flow.Pages is 1 or > MostPagesSetSmaller || flow.OnTheLast > FewLines) return (drawing, flow);
        foreach (var scale in Smaller)
            if (At(scale) is var tighter && tighter.Flow.Pages < flow.Pages) return tighter;
        return (drawing, flow);

        (PdfDrawing Drawing, PageFlow Flow) At(double scale)
        {
            var one = new PdfDrawing(look, scale, description.Stamp is not null, role);
            return (one, PageFlow.Of([.. one.DrawMasthead(description.Masthead), .. one.LayOut(description.Blocks, Left, Right - Left, one.root)],
                Top, Bottom));
        }
    }

    private TextStyle Style(double size, bool bold, Colour colour) => new(size * scale, bold, colour);

    private Strip White(double height) => Strip.Space(height * scale);

    private List<Strip> LayOut(IReadOnlyList<Block> blocks, double x, double width, StructureNode parent)
    {
        var strips = new List<Strip>();
        var shown = blocks.Where(block => block is not Fields { Items.Count: 0 }).ToList();
        for (var i = 0; i < shown.Count; i++)
        {
            var laid = LayOut(shown[i], x, width, parent);
            // A few words before a table say what it shows.
            var leads = shown[i] is Fields or Paragraph && i + 1 < shown.Count && shown[i + 1] is Table
                && laid.Sum(strip => strip.Height) <= MostBeforeTable;
            strips.AddRange(leads ? laid.Select(strip => strip with { KeepWithNext = true }) : laid);
        }
        return strips;
    }

    private List<Strip> LayOut(Block block, double x, double width, StructureNode parent) => block switch
    {
        Section section => LayOutSection(section, x, width, parent.Add("Sect")),
        SideBySide columns => LayOutColumns(columns, x, width, parent),
        Fields { Columns: > 1 } fields => LayOutColumns(Halves(fields), x, width, parent),
        Fields fields => LayOutFields(fields, x, width, parent),
        Paragraph paragraph => Lines(paragraph.Text, StyleOf(paragraph.Emphasis), x, width, parent.Add("P")),
        Space space => [White(space.Height)],
        GrandTotal total => LayOutTotal(total, x, width, parent.Add("P")),
        Table table => [White(3), .. new TableLayout(setter, table, x, width, scale).LayOut(parent.Add("Table"))],
        _ => throw new InvalidOperationException($"There is no drawing of {block.GetType().Name}."),
    };

    private List<Strip> LayOutSection(Section section, double x, double width, StructureNode parent)
    {
        var style = section.Level == 2 ? Style(9.5, true, look.Accent) : Style(8.5, true, look.Accent);
        var node = parent.Add(section.Level == 2 ? "H2" : "H3");
        var strips = new List<Strip> { White(section.Level == 2 ? 11 : 6) };
        strips.AddRange(Lines(section.Title, style, x, width, node).Select(strip => strip with { KeepWithNext = true }));
        strips.Add(section.Level == 2 ? Rule(x, width) : White(1));
        strips.AddRange(LayOut(section.Blocks, x, width, parent));
        return strips;
    }

    private Strip Rule(double x, double width) => new(5, (page, top) =>
    {
        page.BeginArtifact();
        page.Line(x, top + 1, x + width, top + 1, 0.6, look.Accent);
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
        // A heading goes with what it heads.
        while (next < strips.Count && taken.Count > 1 && (taken[^1].KeepWithNext || taken[^1].Blank))
        {
            taken.RemoveAt(taken.Count - 1);
            next--;
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
            strips.Add(White(1));
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
        var (name, amount) = (Style(10.5, true, Colour.Black), Style(13, true, Colour.Black));
        var amountWidth = setter.Measure(total.Amount, amount);
        var lines = setter.Wrap(total.Label, name, Math.Max(width - amountWidth - 32, 60));
        var height = Math.Max(lines.Count * name.Leading, amount.Leading) + 12;
        return [White(8), new Strip(height, (page, top) =>
        {
            page.BeginArtifact();
            page.Fill(x, top, width, height, Colour.Grey(238));
            page.Fill(x, top, 3, height, look.Accent);
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

    private List<Strip> DrawMasthead(Masthead masthead)
    {
        var squares = masthead.Codes.Select(code => CodeSquare.Of(code.Link)).ToList();
        var module = Math.Min(Module, CodesWidth / Math.Max(squares.Sum(square => square.Size), 1));
        var codes = masthead.Codes.Zip(squares, (code, square) =>
            new CodeDrawing(setter, code, square, module, Style(7, false, Colour.Grey(80)), Style(6.8, true, Colour.Black))).ToList();
        var codesWidth = codes.Sum(code => code.Width + 14);
        var width = Right - Left - codesWidth;
        var title = root.Add("H1");
        var left = new List<Strip>();
        if (look.Logo is { } logo) left.Add(DrawLogo(logo, width));
        left.AddRange(Lines(masthead.Kind, Style(17, true, look.Accent), Left, width, title));
        left.AddRange(Lines(masthead.Number, Style(11.5, true, Colour.Black), Left, width, title));
        left.Add(White(6));
        left.AddRange(LayOut(masthead.Blocks, Left, width, root));
        var right = Right - codesWidth + 14;
        var bands = new List<List<Strip>> { left };
        foreach (var code in codes)
        {
            bands.Add([code.LayOut(right, root)]);
            right += code.Width + 14;
        }
        left.AddRange(LinksInWords(masthead.Codes, width, bands.Skip(1).Select(band => band[0].Height).DefaultIfEmpty(0).Max()
            - left.Sum(strip => strip.Height)));
        return Bands(bands);
    }

    // For whoever has no camera: at the foot of the room beside the codes, where there is some.
    private List<Strip> LinksInWords(IReadOnlyList<Code> codes, double width, double room)
    {
        const double Between = 3, Least = 8;
        var style = Style(5.5, false, Colour.Grey(80));
        var strips = new List<Strip>();
        foreach (var code in codes)
        {
            var node = root.Add("Link");
            if (strips.Count > 0) strips.Add(White(Between));
            strips.AddRange(setter.Wrap($"{code.Caption}: {code.Link.AbsoluteUri}", style, width - 6).ConvertAll(line =>
                new Strip(style.Leading, (page, top) =>
                {
                    page.Begin(node, "Span");
                    setter.Draw(page, line, style, Left, top);
                    page.End();
                    page.Link(Left, top, setter.Measure(line, style), style.Leading, code.Link, node);
                })));
        }
        var left = room - strips.Sum(strip => strip.Height);
        return left < Least ? [] : [Strip.Space(left), .. strips];
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

    private void DrawFeet(Visualisation description, List<PdfPage> pages)
    {
        // More than a line holds: who is named may have a name as long as a book, and there is a foot on each page of it.
        const int Longest = 1_000;
        var foot = description.Footer[..Math.Min(description.Footer.Length, Longest)];
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            var number = string.Format(description.PageOf, i + 1, pages.Count);
            var room = Right - Left - setter.Measure(number, quiet) - 12;
            page.BeginArtifact();
            page.Line(Left, Bottom + 12, Right, Bottom + 12, 0.4, Colour.Grey(160));
            setter.Draw(page, setter.Wrap(foot, quiet, room)[0], quiet, Left, Bottom + 16);
            setter.DrawRight(page, number, quiet, Right, Bottom + 16);
            page.End();
        }
    }

    // On each page, over all that is there.
    private void DrawStamp(string words, List<PdfPage> pages)
    {
        var lines = words.Split(" / ");
        var size = lines.Min(line => Math.Min(LargestStamp, StampLength / setter.Measure(line, new TextStyle(1, true, Colour.Black))));
        foreach (var page in pages)
        {
            if (page == pages[0]) page.Begin(stamp!, "P");
            else page.BeginArtifact();
            setter.DrawAcross(page, lines, size, StampDegrees, Colour.StampRed);
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
