using System.Globalization;
using System.Security;
using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>What a document says of itself.</summary>
internal sealed record PdfProperties
{
    public required string Title { get; init; }

    public required string Author { get; init; }

    public required string Subject { get; init; }

    /// <summary>As BCP 47 has it: <c>pl</c>.</summary>
    public required string Language { get; init; }

    /// <summary>When the content was made; null leaves the date out.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public required string Producer { get; init; }

    /// <summary>Further names and values for the information dictionary.</summary>
    public IReadOnlyList<(string Name, string Value)> Further { get; init; } = [];
}

/// <summary>A file that travels inside the document (ISO 32000-1, 7.11.4; associated files of ISO 32000-2, 14.13).</summary>
internal sealed record PdfAttachment(string FileName, string MediaType, string Description, ReadOnlyMemory<byte> Content);

/// <summary>
/// A PDF with text, lines, links, a structure tree, metadata and attachments. It knows nothing of what it shows.
/// The same calls give the same bytes.
/// </summary>
internal sealed class PdfDocument(PdfProperties properties)
{
    private readonly ObjectFile file = new();
    private readonly List<PdfPage> pages = [];
    private readonly Dictionary<PdfFont, string> fonts = [];
    private readonly Dictionary<PdfImage, string> images = [];
    private readonly List<PdfAttachment> attachments = [];
    private bool veiled;

    private const string VeilState = "/ExtGState<</Veil<</Type/ExtGState/ca 0.3>>>>";

    /// <summary>The root of the structure tree.</summary>
    public StructureNode Structure { get; set; } = new("Document");

    public IReadOnlyList<PdfPage> Pages => pages;

    /// <param name="width">Points.</param>
    /// <param name="height">Points.</param>
    public PdfPage AddPage(double width, double height)
    {
        var page = new PdfPage(this, width, height, file.Reserve());
        pages.Add(page);
        return page;
    }

    public void Attach(PdfAttachment attachment) => attachments.Add(attachment);

    /// <summary>The file. A document is written once.</summary>
    public byte[] Write()
    {
        var tree = file.Reserve();
        var pageTree = file.Reserve();
        var annotations = pages.ConvertAll(page => page.ReserveLinks(file));
        Structure.Reserve(file);
        var resources = file.Add($"<</Font<<{Named(fonts, font => font.Write(file))}>>" +
            $"/XObject<<{Named(images, image => image.Write(file))}>>{(veiled ? VeilState : "")}>>");
        var firstKey = pages.Count;
        for (var i = 0; i < pages.Count; i++)
        {
            pages[i].Write(file, pageTree, resources, i, annotations[i], firstKey);
            firstKey += annotations[i].Count;
        }
        var words = new ByteText();
        Structure.Write(file, tree, words);
        words.GiveBack();
        file.Put(tree, $"<</Type/StructTreeRoot/K {Structure.Number} 0 R/ParentTree {ParentTree(annotations)} 0 R/ParentTreeNextKey {firstKey}>>");
        file.Put(pageTree, $"<</Type/Pages/Count {pages.Count}/Kids{ObjectFile.References(pages.Select(page => page.Number))}>>");
        var metadata = file.AddRawStream("/Type/Metadata/Subtype/XML", Encoding.UTF8.GetBytes(Xmp()));
        var catalog = file.Add($"<</Type/Catalog/Pages {pageTree} 0 R/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>/Metadata {metadata} 0 R" +
            $"/Lang({properties.Language})/ViewerPreferences<</DisplayDocTitle true>>{WriteAttachments()}>>");
        return file.Write(catalog, file.Add(Information()));
    }

    // The graphics state of what lets through what is under it (11.6.4.4).
    internal string Veil()
    {
        veiled = true;
        return "Veil";
    }

    internal string NameOf(PdfFont font) => NameIn(fonts, font, "F");

    internal string NameOf(PdfImage image) => NameIn(images, image, "I");

    private static string NameIn<T>(Dictionary<T, string> names, T thing, string letter) where T : notnull
    {
        if (!names.TryGetValue(thing, out var name)) names[thing] = name = $"{letter}{names.Count + 1}";
        return name;
    }

    private static string Named<T>(Dictionary<T, string> names, Func<T, int> write) where T : notnull =>
        string.Concat(names.Select(pair => $"/{pair.Value} {write(pair.Key)} 0 R"));

    // From marked content and annotations back to their nodes: a list for each page, one node for each annotation.
    private int ParentTree(List<List<(int Number, StructureNode Node)>> annotations)
    {
        var entries = new StringBuilder();
        for (var i = 0; i < pages.Count; i++)
            entries.Append(CultureInfo.InvariantCulture, $"{i} {ObjectFile.References(pages[i].Marked.Select(node => node.Number))} ");
        var key = pages.Count;
        foreach (var (_, node) in annotations.SelectMany(page => page)) entries.Append(CultureInfo.InvariantCulture, $"{key++} {node.Number} 0 R ");
        return file.Add($"<</Nums[{entries}]>>");
    }

    private string WriteAttachments()
    {
        if (attachments.Count == 0) return "";
        var written = attachments.ConvertAll(attachment =>
        {
            var type = attachment.MediaType.Replace("/", "#2F");
            var dates = properties.CreatedAt is { } at ? $"/ModDate({DateText(at)})" : "";
            var stream = file.AddStream($"/Type/EmbeddedFile/Subtype/{type}/Params<</Size {attachment.Content.Length}{dates}>>",
                attachment.Content.Span);
            return file.Add($"<</Type/Filespec/F{ObjectFile.Text(attachment.FileName)}/UF{ObjectFile.Text(attachment.FileName)}" +
                $"/Desc{ObjectFile.Text(attachment.Description)}/AFRelationship/Source/EF<</F {stream} 0 R/UF {stream} 0 R>>>>");
        });
        var names = string.Concat(attachments.Zip(written, (attachment, number) => $"{ObjectFile.Text(attachment.FileName)} {number} 0 R "));
        return $"/AF{ObjectFile.References(written)}/Names<</EmbeddedFiles<</Names[{names}]>>>>";
    }

    private string Information()
    {
        var created = properties.CreatedAt is { } at ? $"/CreationDate({DateText(at)})/ModDate({DateText(at)})" : "";
        var further = string.Concat(properties.Further.Select(pair => $"/{pair.Name}{ObjectFile.Text(pair.Value)}"));
        return $"<</Title{ObjectFile.Text(properties.Title)}/Author{ObjectFile.Text(properties.Author)}" +
            $"/Subject{ObjectFile.Text(properties.Subject)}" +
            $"/Producer{ObjectFile.Text(properties.Producer)}{created}{further}>>";
    }

    private string Xmp()
    {
        var dates = properties.CreatedAt is { } at
            ? $"<xmp:CreateDate>{at:yyyy-MM-ddTHH:mm:sszzz}</xmp:CreateDate><xmp:ModifyDate>{at:yyyy-MM-ddTHH:mm:sszzz}</xmp:ModifyDate>" : "";
        var further = string.Concat(properties.Further.Select(pair => $"<pdfx:{pair.Name}>{Escaped(pair.Value)}</pdfx:{pair.Name}>"));
        return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">" +
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" " +
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" " +
            "xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\"><dc:format>application/pdf</dc:format>" +
            $"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escaped(properties.Title)}</rdf:li></rdf:Alt></dc:title>" +
            $"<dc:creator><rdf:Seq><rdf:li>{Escaped(properties.Author)}</rdf:li></rdf:Seq></dc:creator>" +
            $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escaped(properties.Subject)}</rdf:li></rdf:Alt></dc:description>" +
            $"<dc:language><rdf:Bag><rdf:li>{properties.Language}</rdf:li></rdf:Bag></dc:language>" +
            $"<pdf:Producer>{Escaped(properties.Producer)}</pdf:Producer>{dates}{further}</rdf:Description>" +
            "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
    }

    private static string DateText(DateTimeOffset at) =>
        $"D:{at:yyyyMMddHHmmss}{(at.Offset < TimeSpan.Zero ? '-' : '+')}{at.Offset:hh\\'mm}'";

    private static string Escaped(string text) => SecurityElement.Escape(text);
}
