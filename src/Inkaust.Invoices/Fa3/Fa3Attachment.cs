namespace Inkaust.Invoices;

/// <summary>Zalacznik, written and read.</summary>
internal static class Fa3Attachment
{
    public static void Write(Fa3Elements to, Attachment? attachment)
    {
        if (attachment is null) return;
        to.In("Zalacznik", it =>
        {
            foreach (var block in attachment.Blocks) it.In("BlokDanych", blockTo => Block(blockTo, block));
        });
    }

    public static Attachment? Read(Fa3Source root) =>
        root.In("Zalacznik") is not { } it ? null : new Attachment { Blocks = it.All("BlokDanych", ReadBlock) };

    private static void Block(Fa3Elements to, AttachmentBlock block)
    {
        to.Text("ZNaglowek", block.Heading);
        Facts(to, "MetaDane", "ZKlucz", "ZWartosc", block.Facts);
        if (block.Paragraphs.Count > 0) to.In("Tekst", it => it.Texts("Akapit", block.Paragraphs));
        foreach (var table in block.Tables) to.In("Tabela", it => Table(it, table));
    }

    private static void Facts(Fa3Elements to, string element, string name, string text, IReadOnlyList<AttachmentFact> facts)
    {
        foreach (var fact in facts)
            to.In(element, it =>
            {
                it.Text(name, fact.Name);
                it.Text(text, fact.Text);
            });
    }

    private static void Table(Fa3Elements to, AttachmentTable table)
    {
        Facts(to, "TMetaDane", "TKlucz", "TWartosc", table.Facts);
        to.Text("Opis", table.Caption);
        to.In("TNaglowek", header =>
        {
            foreach (var column in table.Columns) header.In("Kol", ("Typ", Name(column.Type)), it => it.Text("NKom", column.Name));
        });
        foreach (var row in table.Rows) to.In("Wiersz", it => it.Texts("WKom", row));
        if (table.Summary.Count > 0) to.In("Suma", it => it.Texts("SKom", table.Summary));
    }

    private static string Name(ColumnType type) => type.ToString().ToLowerInvariant();

    private static AttachmentBlock ReadBlock(Fa3Source it) => new()
    {
        Heading = it.Text("ZNaglowek"),
        Facts = it.All("MetaDane", fact => new AttachmentFact { Name = fact.Text("ZKlucz")!, Text = fact.Text("ZWartosc")! }),
        Paragraphs = it.In("Tekst")?.Texts("Akapit") ?? [],
        Tables = it.All("Tabela", ReadTable),
    };

    private static AttachmentTable ReadTable(Fa3Source it) => new()
    {
        Facts = it.All("TMetaDane", fact => new AttachmentFact { Name = fact.Text("TKlucz")!, Text = fact.Text("TWartosc")! }),
        Caption = it.Text("Opis"),
        Columns = it.In("TNaglowek")!.Value.All("Kol", column => new AttachmentColumn
        {
            Name = column.Text("NKom") ?? "",
            Type = Enum.Parse<ColumnType>(column.Attribute("Typ")!, ignoreCase: true),
        }),
        Rows = it.All("Wiersz", row => row.Texts("WKom")),
        Summary = it.In("Suma")?.Texts("SKom") ?? [],
    };
}
