using System.Globalization;
using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>
/// A page to draw on. Lengths are points (1/72 inch); x grows to the right and y downwards from the upper left corner.
/// All that is drawn stands between <see cref="Begin"/> and <see cref="End"/>, or is an artifact (rules, page numbers).
/// </summary>
internal sealed class PdfPage
{
    private readonly PdfDocument document;
    private readonly ByteText content = new();
    private readonly List<StructureNode> marked = [];
    private readonly List<(double X, double Y, double Width, double Height, Uri Target, StructureNode Node)> links = [];

    internal PdfPage(PdfDocument document, double width, double height, int number) =>
        (this.document, Width, Height, Number) = (document, width, height, number);

    public double Width { get; }

    public double Height { get; }

    internal int Number { get; }

    /// <summary>What follows, up to <see cref="End"/>, is the content of <paramref name="node"/>.</summary>
    public void Begin(StructureNode node, string role)
    {
        content.Write($"/{role}<</MCID {marked.Count}>>BDC\n");
        node.AddMarked(this, marked.Count);
        marked.Add(node);
    }

    /// <summary>What follows, up to <see cref="End"/>, is a figure of this size.</summary>
    public void BeginFigure(StructureNode node, double x, double y, double width, double height)
    {
        node.Box = (x, Height - y - height, x + width, Height - y);
        Begin(node, "Figure");
    }

    /// <summary>What follows, up to <see cref="End"/>, is decoration that no program need read.</summary>
    public void BeginArtifact() => content.Put("/Artifact BMC\n"u8);

    public void End() => content.Put("EMC\n"u8);

    /// <summary>One line of text; <paramref name="y"/> is its base line. Each character comes from the first font that has it.</summary>
    public void Text(IReadOnlyList<PdfFont> fonts, double size, double x, double y, string text, Colour colour)
    {
        if (text.Length == 0) return;
        content.Write($"BT {colour} rg 1 0 0 1 {x} {Height - y} Tm");
        Show(fonts, size, text);
    }

    /// <summary>One line of text around the middle of the page, turned to the left; what is under it shows through.</summary>
    /// <param name="fonts">As for <see cref="Text"/>.</param>
    /// <param name="size">Points.</param>
    /// <param name="degrees">How far it is turned.</param>
    /// <param name="below">How far below the middle its middle is, before it is turned.</param>
    /// <param name="text">The line.</param>
    /// <param name="colour">Of the letters.</param>
    public void TextAcross(IReadOnlyList<PdfFont> fonts, double size, double degrees, double below, string text, Colour colour)
    {
        const double HalfOfACapital = 0.35;
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (left, down) = (-Measure(fonts, size, text) / 2, -below - (size * HalfOfACapital));
        content.Write($"q /{document.Veil()} gs BT {colour} rg {cos} {sin} {-sin} {cos} ");
        content.Write($"{(Width / 2) + (left * cos) - (down * sin)} {(Height / 2) + (left * sin) + (down * cos)} Tm");
        Show(fonts, size, text);
        content.Put("Q\n"u8);
    }

    private void Show(IReadOnlyList<PdfFont> fonts, double size, string text)
    {
        PdfFont? current = null;
        foreach (var character in text.EnumerateRunes())
        {
            var font = FontFor(fonts, character);
            if (font != current)
            {
                if (current is not null) content.Put(">Tj"u8);
                content.Write($" /{document.NameOf(font)} {size} Tf <");
                current = font;
            }
            content.PutText(font.CodeOf(character));
        }
        content.Put(">Tj ET\n"u8);
    }

    /// <summary>The width of a line of text in points.</summary>
    public static double Measure(IReadOnlyList<PdfFont> fonts, double size, string text)
    {
        var width = 0.0;
        foreach (var character in text.EnumerateRunes()) width += FontFor(fonts, character).WidthOf(character);
        return width * size / 1000;
    }

    public void Line(double x1, double y1, double x2, double y2, double thickness, Colour colour) =>
        content.Write($"{colour} RG {thickness} w {x1} {Height - y1} m {x2} {Height - y2} l S\n");

    public void Fill(double x, double y, double width, double height, Colour colour) =>
        content.Write($"{colour} rg {x} {Height - y - height} {width} {height} re f\n");

    /// <summary>Runs of squares on a grid, filled as one shape, so that no hair lines show between neighbours.</summary>
    /// <param name="x">The left edge of column 0.</param>
    /// <param name="y">The upper edge of row 0.</param>
    /// <param name="unit">The side of a square.</param>
    /// <param name="runs">Where each run starts, and how many squares it has.</param>
    /// <param name="colour">Of the squares.</param>
    public void FillSquares(double x, double y, double unit, IEnumerable<(int Row, int Column, int Length)> runs, Colour colour)
    {
        // Finer than other numbers: it is multiplied by the number of squares.
        var side = unit.ToString("0.######", CultureInfo.InvariantCulture);
        content.Write($"q {colour} rg {side} 0 0 -{side} {x} {Height - y} cm\n");
        foreach (var (row, column, length) in runs) content.Write($"{column} {row} {length} 1 re\n");
        content.Put("f Q\n"u8);
    }

    /// <summary>A place to click.</summary>
    public void Link(double x, double y, double width, double height, Uri target, StructureNode node) =>
        links.Add((x, y, width, height, target, node));

    public void Image(PdfImage image, double x, double y, double width, double height) =>
        content.Write($"q {width} 0 0 {height} {x} {Height - y - height} cm /{document.NameOf(image)} Do Q\n");

    internal IReadOnlyList<StructureNode> Marked => marked;

    /// <summary>Annotations become objects before the structure tree is written, because it points at them.</summary>
    internal List<(int Number, StructureNode Node)> ReserveLinks(ObjectFile file)
    {
        var reserved = new List<(int Number, StructureNode Node)>();
        foreach (var link in links)
        {
            reserved.Add((file.Reserve(), link.Node));
            link.Node.AddAnnotation(this, reserved[^1].Number);
        }
        return reserved;
    }

    internal void Write(ObjectFile file, int pages, int resources, int index, IReadOnlyList<(int Number, StructureNode Node)> annotations,
        int firstKey)
    {
        for (var i = 0; i < links.Count; i++)
        {
            var (x, y, width, height, target, _) = links[i];
            file.Put(annotations[i].Number, $"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/StructParent {firstKey + i}" +
                $"/Rect[{N(x)} {N(Height - y - height)} {N(x + width)} {N(Height - y)}]" +
                $"/Contents{ObjectFile.Text(target.AbsoluteUri)}/A<</S/URI/URI({Escaped(target.AbsoluteUri)})>>>>");
        }
        var stream = file.AddStream("", content.Written);
        content.GiveBack();
        var annots = links.Count == 0 ? "" : $"/Annots{ObjectFile.References(annotations.Select(annotation => annotation.Number))}";
        file.Put(Number, $"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {N(Width)} {N(Height)}]/Resources {resources} 0 R" +
            $"/Contents {stream} 0 R/StructParents {index}/Tabs/S{annots}>>");
    }

    private static PdfFont FontFor(IReadOnlyList<PdfFont> fonts, Rune character)
    {
        foreach (var font in fonts)
            if (font.Has(character)) return font;
        return fonts[0];
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("(", "\\(").Replace(")", "\\)");

    private static string N(double value) => ByteText.Number(value);
}
