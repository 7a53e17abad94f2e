using System.Globalization;
using System.Text;

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

    internal void Write(ObjectFile file, int parent)
    {
        var body = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<</S/{role}/P {parent} 0 R");
        if (AlternativeText is not null) body.Append("/Alt").Append(ObjectFile.Text(AlternativeText));
        if (Scope is not null) body.Append("/A<</O/Table/Scope/").Append(Scope).Append(">>");
        if (Box is { } box)
            body.Append("/A<</O/Layout/BBox[").AppendJoin(' ', new[] { box.Left, box.Lower, box.Right, box.Upper }.Select(ObjectFile.Number)).Append("]>>");
        if (children.OfType<MarkedContent>().FirstOrDefault() is { } first)
            body.Append(CultureInfo.InvariantCulture, $"/Pg {first.Page.Number} 0 R");
        if (children.Count > 0) body.Append("/K[").AppendJoin(' ', children.Select(Kid)).Append(']');
        file.Put(Number, body.Append(">>").ToString());
        foreach (var child in children.OfType<StructureNode>()) child.Write(file, Number);
    }

    private string Kid(object child) => child switch
    {
        StructureNode node => $"{node.Number} 0 R",
        MarkedContent marked when marked.Page == children.OfType<MarkedContent>().First().Page => $"{marked.Number}",
        MarkedContent marked => $"<</Type/MCR/Pg {marked.Page.Number} 0 R/MCID {marked.Number}>>",
        Annotation annotation => $"<</Type/OBJR/Pg {annotation.Page.Number} 0 R/Obj {annotation.Number} 0 R>>",
        _ => throw new InvalidOperationException("A structure node holds nodes, marked content and annotations."),
    };

    private sealed record MarkedContent(PdfPage Page, int Number);

    private sealed record Annotation(PdfPage Page, int Number);
}
