using Inkaust.Invoices;
using Inkaust.Scan.Search;

namespace Inkaust.Scan.Pdf;

/// <summary>Looks for codes, links and invoices in a PDF.</summary>
internal sealed class PdfScan
{
    private const int PagesWithinPages = 40;

    private readonly PdfObjects objects;
    private readonly CancellationToken stop;
    private readonly List<FoundText> texts = [];
    private readonly List<FoundFile> files = [];
    private readonly List<Wording> notRead = [];
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    private readonly PdfPictures pictures;

    private PdfScan(ReadOnlyMemory<byte> file, CancellationToken stop)
    {
        this.stop = stop;
        objects = new PdfObjects(file, stop);
        pictures = new PdfPictures(objects, stop);
    }

    public static ScannedFile Of(ReadOnlyMemory<byte> file, CancellationToken stop)
    {
        var scan = new PdfScan(file, stop);
        return scan.Read();
    }

    private ScannedFile Read()
    {
        if (objects.IsEncrypted)
        {
            throw new RefusedException(new Finding("INK-SCAN-004", "Plik PDF jest zaszyfrowany, więc nie widać, co jest w środku.",
                "The PDF is encrypted, so that nothing in it can be seen.")
            { Hint = new("Zapisz go bez hasła albo zrób z niego obraz.", "Save it without its password, or make a picture of it.") });
        }
        if (objects.Catalog is not { } catalog) throw ScanBounds.Damaged("w PDF nie ma dokumentu", "there is no document in the PDF");
        var pages = Pages(catalog);
        foreach (var (page, number) in pages.Take(ScanBounds.Pages).Select((page, at) => (page, at + 1))) ReadPage(page, number);
        if (pages.Count > ScanBounds.Pages)
        {
            notRead.Add(new($"Przejrzano pierwsze {ScanBounds.Pages} stron z {pages.Count}.",
                $"The first {ScanBounds.Pages} pages of {pages.Count} were looked at."));
        }
        EmbeddedIn(catalog);
        if (pictures.NotRead is { } reason) notRead.Add(reason);
        return new ScannedFile(texts, files, notRead);
    }

    private void ReadPage(PageToRead page, int number)
    {
        stop.ThrowIfCancellationRequested();
        foreach (var link in LinksOf(page.Dictionary)) Found(link, FoundIn.Link, number);
        var content = new PageContent(objects, stop);
        content.Draw(page.Content(objects), page.Resources);
        foreach (var text in DrawnCodes.In(content.Areas, stop)) Found(text, FoundIn.Drawing, number);
        foreach (var picture in content.Pictures)
            foreach (var text in pictures.CodesIn(picture)) Found(text, FoundIn.Picture, number);
        if (content.WasCut)
        {
            notRead.Add(new($"Na stronie {number} jest tak dużo rysunku, że nie przejrzano go całego.",
                $"Page {number} draws so much that not all of it was looked at."));
        }
    }

    private void Found(string text, FoundIn where, int page)
    {
        var found = new FoundText(text, where, page);
        if (!texts.Contains(found) && texts.Count < ScanBounds.Links) texts.Add(found);
    }

    private List<PageToRead> Pages(PdfDictionary catalog)
    {
        var pages = new List<PageToRead>();
        if (objects.Dictionary(catalog, "Pages") is { } root) Walk(root, null, pages, 0);
        return pages;
    }

    private void Walk(PdfDictionary node, PdfDictionary? resources, List<PageToRead> pages, int depth)
    {
        if (depth > PagesWithinPages || pages.Count > 10_000 || !seen.Add(node)) return;
        resources = objects.Dictionary(node, "Resources") ?? resources;
        if (node.ContainsKey("Kids"))
        {
            foreach (var kid in objects.List(node, "Kids"))
                if (objects.Resolve(kid) is PdfDictionary inner) Walk(inner, resources, pages, depth + 1);
        }
        else pages.Add(new PageToRead(node, resources ?? []));
    }

    private IEnumerable<string> LinksOf(PdfDictionary page)
    {
        foreach (var one in objects.List(page, "Annots").Take(ScanBounds.Links))
        {
            if (objects.Resolve(one) is not PdfDictionary annotation) continue;
            if (objects.Dictionary(annotation, "A") is { } action && objects.Value(action, "URI") is byte[] { Length: < 8000 } link)
                yield return PdfText.Of(link);
            if (objects.Dictionary(annotation, "FS") is { } attached) Embedded(attached);
        }
    }

    private void EmbeddedIn(PdfDictionary catalog)
    {
        foreach (var one in objects.List(catalog, "AF").Take(ScanBounds.EmbeddedFiles))
            if (objects.Resolve(one) is PdfDictionary specification) Embedded(specification);
        if (objects.Dictionary(catalog, "Names") is { } names && objects.Dictionary(names, "EmbeddedFiles") is { } tree) WalkNames(tree, 0);
    }

    private void WalkNames(PdfDictionary node, int depth)
    {
        if (depth > PagesWithinPages || !seen.Add(node) || files.Count >= ScanBounds.EmbeddedFiles) return;
        foreach (var one in objects.List(node, "Names").Take(4 * ScanBounds.EmbeddedFiles))
            if (objects.Resolve(one) is PdfDictionary specification) Embedded(specification);
        foreach (var kid in objects.List(node, "Kids").Take(1000))
            if (objects.Resolve(kid) is PdfDictionary inner) WalkNames(inner, depth + 1);
    }

    private void Embedded(PdfDictionary specification)
    {
        if (files.Count >= ScanBounds.EmbeddedFiles || objects.Dictionary(specification, "EF") is not { } places
            || (objects.Value(places, "UF") ?? objects.Value(places, "F")) is not PdfStream stream || !seen.Add(stream)) return;
        var name = (objects.Value(specification, "UF") ?? objects.Value(specification, "F")) is byte[] text ? PdfText.Of(text) : "";
        if (objects.Unpacked(stream, out _) is { } bytes && FileForms.Of(bytes.Span) == FileForm.Xml) files.Add(new FoundFile(name, bytes.ToArray()));
    }
}

/// <summary>A page with what it inherits.</summary>
internal sealed record PageToRead(PdfDictionary Dictionary, PdfDictionary Resources)
{
    /// <summary>Its content: the pieces with a blank between them.</summary>
    public ReadOnlyMemory<byte> Content(PdfObjects objects)
    {
        using var whole = new MemoryStream();
        foreach (var piece in objects.List(Dictionary, "Contents").Take(1000))
        {
            if (objects.Resolve(piece) is not PdfStream stream || objects.Unpacked(stream, out _) is not { } bytes) continue;
            whole.Write(bytes.Span);
            whole.WriteByte((byte)'\n');
            if (whole.Length > ScanBounds.Unpacked) break;
        }
        return whole.ToArray();
    }
}
