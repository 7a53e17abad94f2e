using System.Globalization;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Print.Description;
using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>Draws a description as a page of HTML that needs nothing else: no script, no font, no request.</summary>
internal sealed class HtmlDrawing
{
    // Whole pixels keep the squares even on a screen; on paper three are 0.8 mm (LAW 45).
    private const int PixelsPerModule = 3;

    private readonly StringBuilder html = new();

    /// <summary>A whole page.</summary>
    public static string Page(Visualisation description, Colour accent, string? logo)
    {
        var drawing = new HtmlDrawing();
        drawing.html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{description.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escaped(description.Title)}</title>
            <style>
            {HtmlStyle.Sheet(accent)}
            </style>
            </head>
            <body>

            """);
        drawing.Article(description, logo, "main");
        drawing.html.Append("</body>\n</html>\n");
        return drawing.html.ToString();
    }

    /// <summary>The document alone, for a page of somebody else with <see cref="HtmlStyle"/> in it.</summary>
    public static string Part(Visualisation description)
    {
        var drawing = new HtmlDrawing();
        drawing.Article(description, null, "article");
        return drawing.html.ToString();
    }

    private void Article(Visualisation description, string? logo, string element)
    {
        html.Append(CultureInfo.InvariantCulture, $"<{element} class=\"document\" lang=\"{description.Language}\">\n");
        if (description.Stamp is { } stamp) html.Append(CultureInfo.InvariantCulture, $"<p class=\"stamp\"><span>{Escaped(stamp)}</span></p>\n");
        html.Append("<header>\n<div>\n");
        if (logo is not null) html.Append(CultureInfo.InvariantCulture, $"<img class=\"logo\" alt=\"\" src=\"{logo}\">\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<h1>{Escaped(description.Masthead.Kind)} <span>{Escaped(description.Masthead.Number)}</span></h1>\n");
        Draw(description.Masthead.Blocks);
        html.Append("</div>\n");
        if (description.Masthead.Codes.Count > 0)
        {
            html.Append("<div class=\"codes\">\n");
            foreach (var code in description.Masthead.Codes) Draw(code);
            html.Append("</div>\n");
        }
        html.Append("</header>\n");
        Draw(description.Blocks);
        html.Append(CultureInfo.InvariantCulture, $"</{element}>\n");
    }

    private void Draw(IReadOnlyList<Block> blocks)
    {
        foreach (var block in blocks) Draw(block);
    }

    private void Draw(Block block)
    {
        switch (block)
        {
            case Section section: Draw(section); break;
            case SideBySide columns: Draw(columns); break;
            case Fields fields: Draw(fields); break;
            case Paragraph paragraph: Draw(paragraph); break;
            case GrandTotal total: Draw(total); break;
            case Table table: Draw(table); break;
            case Space: break;
            default: throw new InvalidOperationException($"There is no drawing of {block.GetType().Name}.");
        }
    }

    private void Draw(Section section)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h{section.Level}>{Escaped(section.Title)}</h{section.Level}>\n");
        Draw(section.Blocks);
        html.Append("</section>\n");
    }

    private void Draw(SideBySide columns)
    {
        html.Append("<div class=\"columns\">\n");
        foreach (var column in columns.Columns)
        {
            html.Append("<div>\n");
            Draw(column);
            html.Append("</div>\n");
        }
        html.Append("</div>\n");
    }

    private void Draw(Fields fields)
    {
        if (fields.Items.Count == 0) return;
        html.Append(fields.Columns > 1 ? "<dl class=\"wide\">\n" : "<dl>\n");
        foreach (var field in fields.Items)
            html.Append(CultureInfo.InvariantCulture,
                $"<div><dt>{Escaped(field.Label)}</dt><dd{(field.Strong ? " class=\"strong\"" : "")}>{Lines(field.Value)}</dd></div>\n");
        html.Append("</dl>\n");
    }

    private void Draw(Paragraph paragraph) =>
        html.Append(CultureInfo.InvariantCulture, $"<p{ClassOf(paragraph.Emphasis)}>{Lines(paragraph.Text)}</p>\n");

    private void Draw(GrandTotal total) => html.Append(CultureInfo.InvariantCulture,
        $"<p class=\"total\"><span>{Escaped(total.Label)}</span> <strong>{Escaped(total.Amount)}</strong></p>\n");

    // A wide table scrolls in a box of its own, which the keyboard can reach; on a phone each row becomes a card.
    private void Draw(Table table)
    {
        var cards = IsWide(table);
        html.Append(CultureInfo.InvariantCulture,
            $"<div class=\"table{(cards ? " cards" : "")}\" tabindex=\"0\" role=\"region\" " +
            $"aria-label=\"{Escaped(NameOf(table))}\">\n<table>\n<thead><tr>");
        foreach (var column in table.Columns)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{(column.Numeric ? " class=\"number\"" : "")}>{Lines(column.Title)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr{ClassOf(row.Emphasis)}>");
            for (var i = 0; i < row.Cells.Count; i++)
            {
                var detail = row.Cells[i].Detail is { Length: > 0 } text ? $" <small>{Lines(text)}</small>" : "";
                var kind = KindOf(table.Columns[i]) + (cards ? $" data-label=\"{Escaped(OneLine(table.Columns[i]))}\"" : "");
                html.Append(CultureInfo.InvariantCulture, $"<td{kind}>{Lines(row.Cells[i].Text)}{detail}</td>");
            }
            html.Append("</tr>\n");
        }
        html.Append("</tbody>\n</table>\n</div>\n");
    }

    private void Draw(Code code) => html.Append(CultureInfo.InvariantCulture, $"""
        <figure>
        <p>{Escaped(code.Caption)}</p>
        <a href="{Escaped(code.Link.AbsoluteUri)}">{SvgOf(CodeSquare.Of(code.Link), code.Caption)}</a>
        <figcaption>{Escaped(code.Label)}</figcaption>
        <a class="link" href="{Escaped(code.Link.AbsoluteUri)}">{Escaped(code.Link.AbsoluteUri)}</a>
        </figure>

        """);

    /// <summary>The squares of a code as one SVG element.</summary>
    public static string SvgOf(CodeSquare square, string title)
    {
        var path = new StringBuilder();
        foreach (var (row, column, length) in square.Runs())
            path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h{length}v1h-{length}z");
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {square.Size} {square.Size}\" " +
            $"width=\"{square.Size * PixelsPerModule}\" role=\"img\" " +
            $"aria-label=\"{Escaped(title)}\" shape-rendering=\"crispEdges\"><rect width=\"{square.Size}\" height=\"{square.Size}\" fill=\"#fff\"/>" +
            $"<path d=\"{path}\" fill=\"#000\"/></svg>";
    }

    public static string Escaped(string text) => Untrusted.ForHtml(TextSetter.Printable(text));

    private static string Lines(string text) => Escaped(text).Replace("\n", "<br>");

    private static string NameOf(Table table) => string.Join(", ", table.Columns.Select(OneLine));

    private static string OneLine(Column column) => column.Title.Replace("\n", " / ");

    private static string KindOf(Column column) => (column.Numeric, column.Names) switch
    {
        (_, true) => " class=\"name\"",
        (true, _) => " class=\"number\"",
        _ => "",
    };

    // Wider than a phone: of many columns, or with a word that needs half of it.
    private static bool IsWide(Table table)
    {
        const int MostColumns = 4, LongWord = 24;
        return table.Columns.Count > MostColumns
            || (table.Columns.Count > 2 && table.Rows.Any(row => row.Cells.Any(cell => cell.Text.Length > LongWord && !cell.Text.Contains(' '))));
    }

    private static string ClassOf(Emphasis emphasis) => emphasis switch
    {
        Emphasis.Strong => " class=\"strong\"",
        Emphasis.Quiet => " class=\"quiet\"",
        _ => "",
    };
}
