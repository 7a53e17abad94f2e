namespace Inkaust.Print.Description;

/// <summary>The lines of an invoice or of an order: one table, with only the columns that some line fills.</summary>
internal static class Lines
{
    private static readonly string[] InvoiceColumns = ["P_8B", "P_8A", "P_9A", "P_9B", "P_10", "P_11", "P_12", "P_12_XII", "P_11Vat", "P_11A"];
    private static readonly string[] OrderColumns = ["P_8BZ", "P_8AZ", "P_9AZ", "P_11NettoZ", "P_12Z", "P_12Z_XII", "P_11VatZ"];

    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal) { "P_8A", "P_8AZ" };

    public static IEnumerable<Block> OfInvoice(Part fa, Composer composer)
    {
        var lines = fa.Children("FaWiersz").ToList();
        return lines.Count == 0 ? [] : Composer.SectionOf(composer.Say("Pozycje faktury", "Invoice lines"),
            TableOf(lines, new Names("NrWierszaFa", "P_7", "StanPrzed", InvoiceColumns), composer));
    }

    public static IEnumerable<Block> OfOrder(Part fa, Composer composer)
    {
        var order = fa.Child("Zamowienie");
        if (!order.Exists) return [];
        var value = composer.Fields(order, "WartoscZamowienia")
            .ConvertAll(field => field with { Value = $"{field.Value} {composer.Currency}", Strong = true });
        var lines = order.Children("ZamowienieWiersz").ToList();
        return Composer.SectionOf(composer.Say("Zamówienie lub umowa", "Order or contract"),
            [.. lines.Count == 0 ? Array.Empty<Block>() : [TableOf(lines, new Names("NrWierszaZam", "P_7Z", "StanPrzedZ", OrderColumns), composer)],
             new Fields(value), .. composer.Rest(order)]);
    }

    private sealed record Names(string Number, string Name, string Before, string[] Columns);

    private static Table TableOf(List<Part> lines, Names names, Composer composer)
    {
        var present = lines.SelectMany(line => line.Element!.Elements()).Select(cell => cell.Name.LocalName).ToHashSet(StringComparer.Ordinal);
        var shown = names.Columns.Where(present.Contains).ToList();
        var corrects = present.Contains(names.Before);
        var columns = new List<Column> { composer.Column(names.Number, numeric: true) };
        if (corrects) columns.Add(composer.Head("Stan", "State"));
        columns.Add(composer.Column(names.Name) with { Names = true });
        columns.AddRange(shown.Select(name => composer.Column(name, numeric: !Plain.Contains(name))));
        // The sum of the net (or, failing that, gross) column goes over the end of a page; a correction has no such sum.
        var summed = corrects ? null : shown.Find(name => name is "P_11" or "P_11NettoZ") ?? shown.Find(name => name is "P_11A");
        var rows = lines.ConvertAll(line => RowOf(line, names, shown, corrects, summed, composer));
        return new Table(columns, rows)
        {
            Carried = summed is null ? null : new Carried(columns.Count - shown.Count + shown.IndexOf(summed),
                composer.Say("Do przeniesienia", "Carried forward"), composer.Say("Z przeniesienia", "Brought forward"), composer.Tongue.Amount),
        };
    }

    private static Row RowOf(Part line, Names names, List<string> shown, bool corrects, string? summed, Composer composer)
    {
        var before = line.Says(names.Before);
        var cells = new List<Cell> { new(line[names.Number] ?? "") };
        if (corrects) cells.Add(new Cell(before ? composer.Say("przed", "before") : composer.Say("po", "after")));
        var name = cells.Count;
        cells.Add(new Cell(line[names.Name] ?? ""));
        foreach (var column in shown) cells.Add(new Cell(ValueOf(line.Child(column), composer)));
        cells[name] = cells[name] with { Detail = composer.RestInLine(line) };
        return new Row(cells)
        {
            Emphasis = before ? Emphasis.Quiet : Emphasis.Plain,
            Amount = summed is null ? 0 : Values.NumberOf(line[summed]) ?? 0,
        };
    }

    private static string ValueOf(Part cell, Composer composer)
    {
        if (cell.Text is null) return "";
        return Values.Of(cell.Element!, composer.Tongue);
    }
}
