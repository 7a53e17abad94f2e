using System.Text;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>The invoices that a command line names: files, folders, and files or the standard input with a draft on every line.</summary>
/// <param name="All">Each, in the order in which it was named; a folder by the names of its files.</param>
/// <param name="AreMany">They are answered as many, even where there is only one.</param>
internal sealed record BroughtInvoices(IReadOnlyList<Brought> All, bool AreMany)
{
    private static readonly string[] OfInvoices = [".json", ".xml", ".jsonl", ".ndjson"], OfLines = [".jsonl", ".ndjson"];

    /// <param name="paths">As the shell gave them.</param>
    /// <param name="lines">Every file holds a draft on each line.</param>
    public static BroughtInvoices At(IReadOnlyList<string> paths, bool lines)
    {
        List<Brought> all = [];
        var many = lines || paths.Count > 1;
        foreach (var path in paths)
        {
            var isFolder = Directory.Exists(path);
            many |= isFolder;
            foreach (var file in isFolder ? FilesOf(path) : [path])
            {
                var (found, areLines) = In(new FileInfo(file), lines);
                many |= areLines;
                all.AddRange(found);
            }
        }
        return new(all, many);
    }

    /// <summary>The only one.</summary>
    /// <exception cref="RefusedException">It cannot be read.</exception>
    public Brought Only => All is [{ Unreadable.Count: 0 } only] ? only : throw new RefusedException(All[0].Unreadable);

    private static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => OfInvoices.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal);

    private static (IEnumerable<Brought> Found, bool AreLines) In(FileInfo file, bool lines)
    {
        var name = file.ToString();
        try
        {
            var bytes = UserFiles.Read(file);
            return lines || OfLines.Contains(file.Extension.ToLowerInvariant()) || IsDraftALine(bytes)
                ? ([.. Lines(bytes).Select(line => One($"{name}:{line.Number}", new FileInfo("draft.json"), line.Bytes))], true)
                : ([One(name, file, bytes)], false);
        }
        catch (RefusedException refused)
        {
            return ([new Brought(name) { Unreadable = refused.Findings }], false);
        }
    }

    private static Brought One(string source, FileInfo file, byte[] bytes)
    {
        try
        {
            return UserFiles.KindOf(file, bytes) switch
            {
                UserFiles.Kind.Invoice => new Brought(source) { File = bytes },
                UserFiles.Kind.Draft => new Brought(source) { Draft = InvoiceDraft.ReadJson(bytes) },
                _ => throw new RefusedException(new Finding("INK-CLI-006",
                    $"Nie wiadomo, czym jest plik {file.Name}.", $"It is not clear what the file {file.Name} is.")
                {
                    Hint = new("Szkic to JSON i zaczyna się od {, gotowa faktura to XML i zaczyna się od <. Pola szkicu pokaże",
                        "A draft is JSON and begins with {, a finished invoice is XML and begins with <. The fields of a draft are shown by"),
                    Next = new ListDraftFields(),
                }),
            };
        }
        catch (RefusedException refused)
        {
            return new Brought(source) { Unreadable = refused.Findings };
        }
    }

    // JSON Lines: two lines at least, each an object by itself. A draft that somebody wrote over several lines has no such lines.
    private static bool IsDraftALine(byte[] bytes) =>
        UserFiles.FirstCharacter(bytes) == '{' && Lines(bytes).Take(2).Count(line => line.Bytes[0] == '{' && line.Bytes[^1] == '}') == 2;

    private static IEnumerable<(int Number, byte[] Bytes)> Lines(byte[] bytes)
    {
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (line.Trim() is { Length: > 0 } text) yield return (number, Encoding.UTF8.GetBytes(text));
        }
    }
}
