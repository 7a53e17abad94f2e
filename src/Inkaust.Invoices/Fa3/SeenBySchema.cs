using System.Xml.Linq;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices;

/// <summary>
/// Gives every value of a file the form in which the schema sees it (XSD, whiteSpace: <c>" 2026-11-26\n"</c> is <c>2026-11-26</c>,
/// <c>01</c> is <c>1</c>), so that whoever reads the tree reads what the validator judged. What the schema does not know stays as it was written.
/// </summary>
internal static class SeenBySchema
{
    public static void Settle(XElement root) => Settle(root, Faktura.Root);

    private static void Settle(XElement element, Element declaration)
    {
        if (declaration.Children is { } children)
        {
            foreach (var child in element.Elements())
                if (child.Name.Namespace == Fa3Invoice.Namespace && children.Named(child.Name.LocalName) is { } known) Settle(child, known);
        }
        else if (declaration.Value is { } value && !element.HasElements
            && element.Value is var written && value.Seen(written) is var seen && seen != written)
        {
            element.Value = seen;
        }
    }
}
