using System.Text.Json.Nodes;

namespace Inkaust.Pocket.Writing;

/// <summary>The columns of an attachment's table; every row of it keeps a cell for each.</summary>
internal static class TableColumns
{
    /// <summary>A column after the last.</summary>
    public static void Add(Sheet sheet, string columns)
    {
        var count = (sheet.At(columns) as JsonArray)?.Count ?? 0;
        sheet.Set($"{columns}[{count}]", new JsonObject());
        foreach (var row in RowsOf(sheet, columns))
            while (row.Count <= count) row.Add(JsonValue.Create(""));
    }

    /// <summary>Takes a column away, with what stands in it.</summary>
    public static void Remove(Sheet sheet, string columns, int index)
    {
        foreach (var row in RowsOf(sheet, columns))
            if (index < row.Count) row.RemoveAt(index);
        sheet.Set($"{columns}[{index}]", null);
    }

    private static IEnumerable<JsonArray> RowsOf(Sheet sheet, string columns)
    {
        var table = columns[..columns.LastIndexOf('.')];
        var rows = (sheet.At($"{table}.rows") as JsonArray ?? []).OfType<JsonArray>();
        return sheet.At($"{table}.summary") is JsonArray summary ? [.. rows, summary] : [.. rows];
    }
}
