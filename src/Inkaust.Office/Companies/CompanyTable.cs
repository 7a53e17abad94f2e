using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A row of a table of companies.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Nip">As it is written, and so the others.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address in one line.</param>
/// <param name="Ksef">The word or the address of its KSeF.</param>
internal sealed record CompanyRow(int Line, string Nip, string Name, string Address, string Ksef);

/// <summary>A table of companies as CSV (RFC 4180), as spreadsheets save it:
/// with commas, semicolons or tabs, its head in Polish or English.</summary>
internal static class CompanyTable
{
    private const int Largest = 4_000_000;

    /// <summary>Beyond so many nobody reads on.</summary>
    public const int MostFindings = 1000;

    private static readonly Dictionary<string, int> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nip"] = 0,
        ["name"] = 1,
        ["nazwa"] = 1,
        ["address"] = 2,
        ["adres"] = 2,
        ["ksef"] = 3,
        ["environment"] = 3,
        ["środowisko"] = 3,
    };

    private static readonly string[] Names = ["nip", "name (nazwa)", "address (adres)", "ksef"];

    /// <summary>The rows, without those that are empty.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-007, 008: its head; 011: it is no such table.</exception>
    public static IReadOnlyList<CompanyRow> Read(ReadOnlySpan<byte> file)
    {
        var text = TextOf(file);
        var head = text[..(text.IndexOfAny(['\r', '\n']) is var end and >= 0 ? end : text.Length)];
        var rows = Cells(text, new[] { ';', '\t' }.FirstOrDefault(head.Contains, ','))
            .Where(row => row.Cells.Any(cell => cell.Trim().Length > 0)).ToList();
        if (rows.Count == 0) throw new RefusedException(CompanyFindings.NotReadable(new("jest pusty", "it is empty")));
        var places = PlacesOf(rows[0].Cells);
        return [.. rows.Skip(1).Select(row => Row(row.Line, row.Cells, rows[0].Cells.Count, places))];
    }

    private static CompanyRow Row(int line, IReadOnlyList<string> cells, int width, int[] places)
    {
        if (cells.Count > width && cells.Skip(width).Any(cell => cell.Trim().Length > 0))
            throw new RefusedException(CompanyFindings.NotReadable(
                new("ten wiersz ma więcej pól niż nagłówek", "this line has more cells than the head")) with
            { Line = line });
        string At(int column) => places[column] < cells.Count ? cells[places[column]].Trim() : "";
        return new CompanyRow(line, At(0), At(1), At(2), At(3));
    }

    private static int[] PlacesOf(IReadOnlyList<string> head)
    {
        var (places, wrong) = (new[] { -1, -1, -1, -1 }, new List<Finding>());
        for (var i = 0; i < head.Count; i++)
        {
            var name = head[i].Trim();
            if (Columns.TryGetValue(name, out var column) && places[column] < 0) places[column] = i;
            else if (name.Length > 0 && wrong.Count < MostFindings) wrong.Add(CompanyFindings.UnknownColumn(name));
        }
        var missing = Names.Where((_, column) => places[column] < 0).ToList();
        if (missing.Count > 0) wrong.Insert(0, CompanyFindings.NoColumn(missing));
        return wrong.Count == 0 ? places : throw new RefusedException(wrong);
    }

    private static string TextOf(ReadOnlySpan<byte> file)
    {
        if (file.Length > Largest) throw new RefusedException(CompanyFindings.NotReadable(new("ma ponad 4 MB", "it has more than 4 MB")));
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException fault)
        {
            throw new RefusedException(CompanyFindings.NotReadable(new("nie jest w UTF-8", "it is not in UTF-8")), fault);
        }
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Cells(string text, char separator)
    {
        var (line, begins, cell, cells) = (1, 1, new StringBuilder(), new List<string>());
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : '\n';
            if (c == '"' && cell.Length == 0)
            {
                (at, line) = Quoted(text, at + 1, line, cell);
            }
            else if (c == separator || c == '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == separator) continue;
                yield return (begins, cells);
                (cells, begins) = ([], ++line);
            }
            else if (c != '\r') cell.Append(c);
        }
    }

    // A quoted cell may hold separators, breaks, and quotes written twice.
    private static (int At, int Line) Quoted(string text, int at, int line, StringBuilder cell)
    {
        for (var began = line; ; at++)
        {
            if (at >= text.Length)
                throw new RefusedException(
                    CompanyFindings.NotReadable(new("cudzysłów nie ma końca", "a quotation mark has no end")) with { Line = began });
            if (text[at] == '\n') line++;
            if (text[at] != '"') cell.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
            else return (at, line);
        }
    }
}
