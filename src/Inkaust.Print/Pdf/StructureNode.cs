namespace Inkaust.Print.Pdf;

/// <summary>
/// A node of the structure tree, which tells programs that read aloud what the drawing is: heading, paragraph, table cell
/// (ISO 32000-1, 14.7 and 14.8).
/// </summary>
internal sealed class StructureNode(string role)
{
    private readonly List<object> children = [];

    /// <summary>What to say instead of the drawing; for figures.</summary>
    public string? AlternativeText { get; init; }

    /// <summary>For TH: <c>Column</c> or <c>Row</c>.</summary>
    public string? Scope { get; init; }

    internal int Number { get; private set; }

    // Left, lower, right and upper edge of a figure, which its readers want to know (14.8.5.4.3).
    internal (double Left, double Lower, double Right, double Upper)? Box { get; set; }

    public StructureNode Add(StructureNode child)
    {
        children.Add(child);
        return child;
    }

    public StructureNode Add(string childRole) => Add(new StructureNode(childRole));

    internal void AddMarked(PdfPage page, int marked) => children.Add(new MarkedContent(page, marked));

    internal void AddAnnotation(PdfPage page, int annotation) => children.Add(new Annotation(page, annotation));

    internal void Reserve(ObjectFile file)
    {
        Number = file.Reserve();
        foreach (var child in children.OfType<StructureNode>()) child.Reserve(file);
    }

    /// <summary>Writes the node and all below it.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="parent">The number of the node above.</param>
    /// <param name="body">For the words of one node at a time.</param>
    internal void Write(ObjectFile file, int parent, ByteText body)
    {
        body.Clear();
        body.Write($"<</S/{role}/P {parent} 0 R");
        if (AlternativeText is not null) body.Write($"/Alt{ObjectFile.Text(AlternativeText)}");
        if (Scope is not null) body.Write($"/A<</O/Table/Scope/{Scope}>>");
        if (Box is { } box) body.Write($"/A<</O/Layout/BBox[{box.Left} {box.Lower} {box.Right} {box.Upper}]>>");
        var first = children.OfType<MarkedContent>().FirstOrDefault()?.Page;
        if (first is not null) body.Write($"/Pg {first.Number} 0 R");
        if (children.Count > 0)
        {
            body.Put("/K["u8);
            for (var i = 0; i < children.Count; i++)
            {
                if (i > 0) body.Put((byte)' ');
                WriteKid(children[i], first, body);
            }
            body.Put((byte)']');
        }
        body.Put(">>"u8);
        file.Put(Number, body.Written);
        foreach (var child in children.OfType<StructureNode>()) child.Write(file, Number, body);
    }

    // Content of the page that the node names needs no page of its own.
    private static void WriteKid(object child, PdfPage? first, ByteText body)
    {
        switch (child)
        {
            case StructureNode node: body.Write($"{node.Number} 0 R"); break;
            case MarkedContent marked when marked.Page == first: body.PutNumber((long)marked.Number); break;
            case MarkedContent marked: body.Write($"<</Type/MCR/Pg {marked.Page.Number} 0 R/MCID {marked.Number}>>"); break;
            case Annotation annotation: body.Write($"<</Type/OBJR/Pg {annotation.Page.Number} 0 R/Obj {annotation.Number} 0 R>>"); break;
            default: throw new InvalidOperationException("A structure node holds nodes, marked content and annotations.");
        }
    }

    private sealed record MarkedContent(PdfPage Page, int Number);

    private sealed record Annotation(PdfPage Page, int Number);
}
