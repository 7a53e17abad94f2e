using Inkaust.Print.Description;
using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>A code with the words above it and its label directly under it (LAW 40).</summary>
internal sealed class CodeDrawing
{
    private readonly TextSetter setter;
    private readonly Code code;
    private readonly CodeSquare square;
    private readonly double module;
    private readonly TextStyle captionStyle, labelStyle;

    public CodeDrawing(TextSetter setter, Code code, CodeSquare square, double module, TextStyle captionStyle, TextStyle labelStyle)
    {
        (this.setter, this.code, this.square, this.module) = (setter, code, square, module);
        (this.captionStyle, this.labelStyle) = (captionStyle, labelStyle);
        Side = square.Size * module;
        Width = Math.Max(Side, Math.Max(setter.Measure(code.Label, labelStyle), setter.Measure(code.Caption, captionStyle)));
    }

    /// <summary>Points across, with the words.</summary>
    public double Width { get; }

    private double Side { get; }

    public Strip LayOut(double x, StructureNode parent)
    {
        var figure = parent.Add(new StructureNode("Figure") { AlternativeText = $"{code.Caption}: {code.Link.AbsoluteUri}" });
        var caption = parent.Add("P");
        var link = parent.Add("Link");
        return new Strip(captionStyle.Leading + Side + labelStyle.Leading + 4, (page, top) =>
        {
            Centre(page, caption, code.Caption, captionStyle, x, top);
            var (left, upper) = (x + ((Width - Side) / 2), top + captionStyle.Leading);
            page.BeginFigure(figure, left, upper, Side, Side);
            page.FillSquares(left, upper, module, square.Runs(), Colour.Black);
            page.End();
            page.Link(left, upper, Side, Side, code.Link, link);
            // The quiet zone already keeps the label away from the squares.
            Centre(page, link, code.Label, labelStyle, x, upper + Side - module);
        });
    }

    private void Centre(PdfPage page, StructureNode node, string text, TextStyle style, double x, double top)
    {
        page.Begin(node, "Span");
        setter.Draw(page, text, style, x + ((Width - setter.Measure(text, style)) / 2), top);
        page.End();
    }
}
