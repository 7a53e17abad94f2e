using System.Xml.Linq;
using Inkaust.Print;
using Inkaust.Print.Description;

namespace Inkaust.Tests.Unit.Print;

/// <summary>A description as one reads it aloud: a heading after #, fields as "label: value", cells between bars; what is strong has a star.</summary>
internal static class Told
{
    /// <summary>What a section makes of an element with these children.</summary>
    public static string By(Func<Part, Composer, IEnumerable<Block>> compose, string children, string language = "pl") =>
        string.Join('\n', compose(new Reading().Of(XElement.Parse($"<Fa>{children}</Fa>")), new Composer(Tongue.Of(PrintLanguages.Named(language)), "PLN")).Select(Say)).Replace('\u00a0', ' ');

    public static string Of(IEnumerable<Block> blocks) => string.Join('\n', blocks.Select(Say)).Replace('\u00a0', ' ');

    private static string Say(Block block) => block switch
    {
        Section section => string.Join('\n', section.Blocks.Select(Say).Prepend($"{new string('#', section.Level)} {section.Title}")),
        Fields fields => string.Join(fields.Columns == 2 ? " ;; " : " ; ", fields.Items.Select(one => $"{one.Label}: {one.Value}{(one.Strong ? "*" : "")}{(one.OnOneLine ? "!" : "")}")),
        Paragraph paragraph => paragraph.Text + Mark(paragraph.Emphasis),
        Table table => string.Join('\n', table.Rows.Select(Say).Prepend(Head(table))),
        GrandTotal total => $"{total.Label} = {total.Amount}",
        SideBySide sides => "<< " + string.Join(" || ", sides.Columns.Select(column => string.Join('\n', column.Select(Say)))) + " >>",
        _ => "_",
    };

    private static string Head(Table table) => "| " + string.Join(" | ", table.Columns.Select(column => column.Title + (column.Numeric ? " 1" : ""))) + " |"
        + (table.Carried is { } carried ? $" {carried.Forward}, {carried.Brought} of column {carried.Column}: {carried.Write(1234.5m)}" : "");

    private static string Say(Row row) => "| " + string.Join(" | ", row.Cells.Select(cell => cell.Text + (string.IsNullOrEmpty(cell.Detail) ? "" : $" ({cell.Detail})"))) + " |"
        + Mark(row.Emphasis) + (row.Amount == 0 ? "" : $" +{row.Amount}");

    private static string Mark(Emphasis emphasis) => emphasis switch { Emphasis.Strong => "*", Emphasis.Quiet => "~", _ => "" };
}
