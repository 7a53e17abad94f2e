using System.Globalization;
using System.Text;
using Inkaust.Print.Drawing;

namespace Inkaust.Print;

/// <summary>A code as a picture of its own, for documents on which it cannot be placed (LAW 46). Its label is part of the picture.</summary>
public static class CodeImage
{
    /// <summary>A PNG, black on white.</summary>
    /// <param name="code">The code.</param>
    /// <param name="pixelsPerModule">Pixels along the side of a module, from 3 to 40.</param>
    public static byte[] Png(PrintedCode code, int pixelsPerModule = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixelsPerModule, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixelsPerModule, 40);
        return CodePicture.Png(CodeSquare.Of(code.Link), code.Label, pixelsPerModule);
    }

    /// <summary>An SVG in which a module is 0.6 mm.</summary>
    public static string Svg(PrintedCode code) => Svg(CodeSquare.Of(code.Link), code.Label);

    /// <summary>The code with which a bank's app fills in a transfer, as an SVG.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="label">What stands under it.</param>
    public static string SvgOfPayment(string text, string label) => Svg(CodeSquare.OfPayment(text), label);

    private static string Svg(CodeSquare square, string label)
    {
        // Letters of 0.62 em on average, whatever the font that stands in; the drawing is widened where the label is longer than the code.
        const double Size = 3.4;
        var ofLabel = label.Length * Size * 0.62;
        var width = Math.Max(square.Size, ofLabel + 1);
        var left = (width - square.Size) / 2;
        var path = new StringBuilder();
        foreach (var (row, column, length) in square.Runs())
            path.Append(CultureInfo.InvariantCulture, $"M{column + left:0.##} {row}h{length}v1h-{length}z");
        var height = square.Size + Size;
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:0.##} {height:0.##}"
              width="{width * 0.6:0.##}mm" height="{height * 0.6:0.##}mm">
            <title>{HtmlDrawing.Escaped(label)}</title>
            <rect width="100%" height="100%" fill="#fff"/>
            <path d="{path}" fill="#000" shape-rendering="crispEdges"/>
            <text x="{width / 2:0.##}" y="{square.Size + 0.6:0.##}" text-anchor="middle"
              font-family="Arial, Helvetica, sans-serif" font-size="{Size}" font-weight="bold"
              textLength="{ofLabel:0.##}" lengthAdjust="spacingAndGlyphs">{HtmlDrawing.Escaped(label)}</text>
            </svg>

            """;
    }
}
