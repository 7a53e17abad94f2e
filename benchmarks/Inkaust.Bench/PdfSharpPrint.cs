using Inkaust.Print.Description;
using Inkaust.Print.Drawing;
using Inkaust.Print.Pdf;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Inkaust.Bench;

/// <summary>
/// The same description as our print, drawn with PDFsharp: the same words and fonts, lines that break, the codes as squares with their links,
/// tags, metadata and the invoice inside. Simpler than ours in one respect, which favours it: columns have fixed widths.
/// </summary>
internal sealed class PdfSharpPrint
{
    private const double Left = 42.5, Right = 595 - 42.5, Bottom = 842 - 60;

    private static readonly XBrush Ink = XBrushes.Black, Grey = new XSolidBrush(XColor.FromArgb(80, 80, 80)), Accent = new XSolidBrush(XColor.FromArgb(0x1d, 0x35, 0x57));

    private readonly PdfSharp.Pdf.PdfDocument document;
    private readonly StructureBuilder tags;
    private readonly XFont body = new("Print", 8.5), strong = new("Print", 8.5, XFontStyleEx.Bold), quiet = new("Print", 7), heading = new("Print", 9.5, XFontStyleEx.Bold);
    private readonly XFont title = new("Print", 17, XFontStyleEx.Bold), total = new("Print", 13, XFontStyleEx.Bold);
    private XGraphics page;
    private double y = 40;

    private PdfSharpPrint(PdfSharp.Pdf.PdfDocument document)
    {
        this.document = document;
        var accessible = UAManager.ForDocument(document);
        accessible.SetDocumentLanguage("pl");
        tags = accessible.StructureBuilder;
        page = NewPage();
    }

    /// <summary>Must be called once, before anything is drawn.</summary>
    public static void UseFonts(string regular, string bold) => GlobalFontSettings.FontResolver = new TwoFonts(File.ReadAllBytes(regular), File.ReadAllBytes(bold));

    public static byte[] Draw(Visualisation description, PdfProperties properties, ReadOnlyMemory<byte> invoice)
    {
        using var document = new PdfSharp.Pdf.PdfDocument();
        (document.Options.CompressContentStreams, document.Options.NoCompression) = (true, false);
        (document.Info.Title, document.Info.Author, document.Info.Subject, document.Info.Creator) =
            (properties.Title, properties.Author, properties.Subject, properties.Producer);
        if (properties.CreatedAt is { } at) document.Info.CreationDate = document.Info.ModificationDate = at.UtcDateTime;
        var print = new PdfSharpPrint(document);
        print.Draw(description.Masthead);
        print.Draw(description.Blocks, Left, Right - Left);
        print.Foot(description.Footer);
        document.AddEmbeddedFile("invoice.xml", new MemoryStream(invoice.ToArray()));
        using var file = new MemoryStream();
        document.Save(file);
        return file.ToArray();
    }

    private XGraphics NewPage()
    {
        page?.Dispose();
        y = 40;
        var added = document.AddPage();
        added.Size = PdfSharp.PageSize.A4;
        return page = XGraphics.FromPdfPage(added);
    }

    private void Draw(Masthead masthead)
    {
        var x = Right;
        foreach (var code in masthead.Codes.Reverse())
        {
            var square = CodeSquare.Of(code.Link);
            var module = Math.Min(0.8 * 72 / 25.4, 145.0 / square.Size);
            x -= square.Size * module;
            Draw(code, square, module, x);
        }
        tags.BeginElement(PdfBlockLevelElementTag.Heading1);
        Write(masthead.Kind, title, Accent, Left, x - Left);
        Write(masthead.Number, heading, Ink, Left, x - Left);
        tags.End();
        Draw(masthead.Blocks, Left, x - Left);
        y = Math.Max(y, 200);
    }

    private void Draw(Code code, CodeSquare square, double module, double x)
    {
        var box = new XRect(x, 50, square.Size * module, square.Size * module);
        tags.BeginElement(PdfIllustrationElementTag.Figure, $"{code.Caption}: {code.Link.AbsoluteUri}", box);
        page.DrawRectangles(XBrushes.Black, [.. square.Runs().Select(run => new XRect(x + (run.Column * module), 50 + (run.Row * module), run.Length * module, module))]);
        tags.End();
        tags.BeginElement(PdfBlockLevelElementTag.Paragraph);
        page.DrawString(code.Caption, quiet, Grey, x, 46);
        page.DrawString(code.Label, strong, Ink, x, 50 + box.Height + 6);
        tags.End();
        document.Pages[^1].AddWebLink(new PdfRectangle(page.Transformer.WorldToDefaultPage(box)), code.Link.AbsoluteUri);
    }

    private void Draw(IReadOnlyList<Block> blocks, double x, double width)
    {
        foreach (var block in blocks) Draw(block, x, width);
    }

    private void Draw(Block block, double x, double width)
    {
        if (y > Bottom) NewPage();
        switch (block)
        {
            case Section section:
                tags.BeginElement(PdfGroupingElementTag.Section);
                y += 8;
                tags.BeginElement(PdfBlockLevelElementTag.Heading2);
                Write(section.Title, heading, Accent, x, width);
                tags.End();
                Draw(section.Blocks, x, width);
                tags.End();
                break;
            case SideBySide sides:
                var (top, lowest, each) = (y, y, width / sides.Columns.Count);
                for (var i = 0; i < sides.Columns.Count; i++)
                {
                    y = top;
                    Draw(sides.Columns[i], x + (i * each), each - 18);
                    lowest = Math.Max(lowest, y);
                }
                y = lowest;
                break;
            case Fields fields:
                foreach (var field in fields.Items) Draw(field, x, width);
                break;
            case Paragraph paragraph: InTag(PdfBlockLevelElementTag.Paragraph, () => Write(paragraph.Text, paragraph.Emphasis == Emphasis.Quiet ? quiet : body, Ink, x, width)); break;
            case GrandTotal sum: InTag(PdfBlockLevelElementTag.Paragraph, () => { Write(sum.Label, heading, Ink, x, width); Write(sum.Amount, total, Ink, x, width); }); break;
            case Space space: y += space.Height; break;
            case Table table: Draw(table, x, width); break;
        }
    }

    private void Draw(Field field, double x, double width) => InTag(PdfBlockLevelElementTag.Paragraph, () =>
    {
        page.DrawString(field.Label, quiet, Grey, x, y + 8.5);
        Write(field.Value, field.Strong ? strong : body, Ink, x + (width * 0.4), width * 0.6);
    });

    private void Draw(Table table, double x, double width)
    {
        const double Number = 52;
        var texts = Math.Max(table.Columns.Count(column => !column.Numeric), 1);
        var wide = (width - (Number * table.Columns.Count(column => column.Numeric))) / texts;
        tags.BeginElement(PdfBlockLevelElementTag.Table);
        Draw(table, [.. table.Columns.Select(column => column.Title)], strong, PdfBlockLevelElementTag.TableHeaderCell, x, Number, wide);
        foreach (var row in table.Rows)
        {
            if (y > Bottom) NewPage();
            Draw(table, [.. row.Cells.Select(cell => cell.Text)], row.Emphasis == Emphasis.Strong ? strong : body, PdfBlockLevelElementTag.TableDataCell, x, Number, wide);
        }
        tags.End();
    }

    private void Draw(Table table, IReadOnlyList<string> cells, XFont font, PdfBlockLevelElementTag tag, double x, double number, double wide)
    {
        tags.BeginElement(PdfBlockLevelElementTag.TableRow);
        var (top, lowest) = (y, y);
        for (var i = 0; i < cells.Count; i++)
        {
            var width = table.Columns[i].Numeric ? number : wide;
            y = top;
            tags.BeginElement(tag);
            if (table.Columns[i].Numeric) page.DrawString(cells[i], font, Ink, x + width - 3 - page.MeasureString(cells[i], font).Width, y + 8.5);
            else Write(cells[i], font, Ink, x + 3, width - 6);
            tags.End();
            lowest = Math.Max(lowest, Math.Max(y, top + (8.5 * 1.28)));
            x += width;
        }
        tags.End();
        y = lowest + 3;
    }

    // Words in lines, as ours.
    private void Write(string text, XFont font, XBrush brush, double x, double width)
    {
        var blank = page.MeasureString(" ", font).Width;
        var (line, used) = (new System.Text.StringBuilder(), 0.0);
        foreach (var word in text.Split(' '))
        {
            var length = page.MeasureString(word, font).Width;
            if (used > 0 && used + length > width) EndLine();
            line.Append(word).Append(' ');
            used += length + blank;
        }
        EndLine();

        void EndLine()
        {
            page.DrawString(line.ToString().TrimEnd(), font, brush, x, y + font.Size);
            y += font.Size * 1.28;
            line.Clear();
            used = 0;
        }
    }

    private void Foot(string footer)
    {
        tags.BeginArtifact();
        page.DrawString(footer, quiet, Grey, Left, 810);
        tags.End();
        page.Dispose();
    }

    private void InTag(PdfBlockLevelElementTag tag, Action draw)
    {
        tags.BeginElement(tag);
        draw();
        tags.End();
    }

    private sealed class TwoFonts(byte[] regular, byte[] bold) : IFontResolver
    {
        public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "bold" : "regular");

        public byte[] GetFont(string faceName) => faceName == "bold" ? bold : regular;
    }
}
