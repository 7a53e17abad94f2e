namespace Inkaust.Print.Description;

/// <summary>What follows the invoice proper: additional details, the attachment, registers and footers.</summary>
internal static class Appendix
{
    public static IEnumerable<Block> Details(Part fa, Composer composer)
    {
        var details = fa.Children("DodatkowyOpis").ToList();
        if (details.Count == 0) return [];
        var numbered = details.Exists(detail => detail.Child("NrWiersza").Exists);
        List<Column> columns = numbered ? [composer.Column("NrWiersza", numeric: true)] : [];
        columns.AddRange([composer.Column("Klucz"), composer.Column("Wartosc")]);
        return Composer.SectionOf(composer.Label("DodatkowyOpis"), new Table(columns, details.ConvertAll(detail =>
        {
            List<Cell> cells = numbered ? [new(detail["NrWiersza"] ?? "")] : [];
            return new Row([.. cells, new Cell(detail["Klucz"] ?? ""), new Cell(detail["Wartosc"] ?? "")]);
        })));
    }

    /// <summary>Zalacznik: blocks of data with texts and tables.</summary>
    public static IEnumerable<Block> Attachment(Part invoice, Composer composer)
    {
        foreach (var block in invoice.Child("Zalacznik").Children("BlokDanych"))
        {
            var title = block["ZNaglowek"] is { Length: > 0 } heading ? $"{composer.Label("Zalacznik")}: {heading}" : composer.Label("Zalacznik");
            var facts = block.Children("MetaDane").Select(pair => new Field(pair["ZKlucz"] ?? "", pair["ZWartosc"] ?? "")).ToList();
            var texts = block.Child("Tekst").Children("Akapit").Select(text => new Paragraph(text.Text ?? ""));
            var tables = block.Children("Tabela").SelectMany(table => TableOf(table, composer));
            yield return new Section(title, [Composer.Grid(facts), .. texts, .. tables, .. composer.Rest(block)]);
        }
    }

    public static IEnumerable<Block> Footer(Part invoice, Composer composer)
    {
        var footer = invoice.Child("Stopka");
        var registers = footer.Children("Rejestry").Select(register => new Paragraph(string.Join(" · ",
            composer.Fields(register, "PelnaNazwa").Select(name => name.Value)
                .Concat(composer.Fields(register, "KRS", "REGON", "BDO").Select(field => $"{field.Label}: {field.Value}")))));
        var texts = footer.Children("Informacje").Select(information => information["StopkaFaktury"]).OfType<string>()
            .Select(text => new Paragraph(text));
        return Composer.SectionOf(composer.Say("Rejestry i informacje", "Registers and notes"), [.. registers, .. texts, .. composer.Rest(footer)]);
    }

    private static List<Block> TableOf(Part table, Composer composer)
    {
        var facts = table.Children("TMetaDane").Select(pair => new Field(pair["TKlucz"] ?? "", pair["TWartosc"] ?? "")).ToList();
        var text = table["Opis"];
        var heads = table.Child("TNaglowek").Children("Kol").ToList();
        // Columns say of what type they are; numbers stand to the right.
        var types = heads.ConvertAll(head => head.Element!.Attribute("Typ")?.Value);
        var columns = heads.Select((head, i) => new Column(head["NKom"] ?? "", types[i] is "dec" or "int")).ToList();
        var rows = table.Children("Wiersz").Select(row => RowOf(row, "WKom", types, composer, Emphasis.Plain))
            .Concat(table.Children("Suma").Select(sum => RowOf(sum, "SKom", types, composer, Emphasis.Strong))).ToList();
        List<Block> blocks = [Composer.Grid(facts), .. columns.Count > 0 ? [new Table(columns, rows)] : Array.Empty<Block>()];
        return text is { Length: > 0 } ? [new Section(text, blocks) { Level = 3 }] : blocks;
    }

    private static Row RowOf(Part row, string name, List<string?> types, Composer composer, Emphasis emphasis)
    {
        var cells = row.Children(name).Take(types.Count).Select((cell, i) => new Cell(types[i] switch
        {
            "dec" or "int" => composer.Tongue.Quantity(cell.Text),
            "datetime" => Moment.Shown(cell.Text ?? ""),
            _ => cell.Text ?? "",
        })).ToList();
        while (cells.Count < types.Count) cells.Add(new Cell(""));
        return new Row(cells) { Emphasis = emphasis };
    }
}
