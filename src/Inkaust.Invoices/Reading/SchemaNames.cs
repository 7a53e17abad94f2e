using System.Xml;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Reading;

/// <summary>
/// The names of FA(3): a name in a file becomes the very string of its declaration, without allocation and so that comparing
/// references is enough.
/// </summary>
internal static class SchemaNames
{
    private const int Slots = 2048;

    private static readonly string?[] Known = Table();

    /// <summary>The name, or null when the schema does not know it.</summary>
    public static string? Find(ReadOnlySpan<char> name)
    {
        for (var slot = Slot(name); Known[slot] is { } known; slot = (slot + 1) & (Slots - 1))
            if (name.SequenceEqual(known)) return known;
        return null;
    }

    /// <summary>Whether a name without colon is allowed in XML.</summary>
    public static bool IsAllowed(string name) =>
        name.Length > 0 && XmlConvert.IsStartNCNameChar(name[0]) && name.All(XmlConvert.IsNCNameChar);

    /// <summary>Every value that an attribute of this element, or of one below it, may have.</summary>
    public static IEnumerable<string> AttributeValues(Element element)
    {
        var below = element.Type is Children children ? children.Elements.SelectMany(AttributeValues) : [];
        return element.Attributes.SelectMany(attribute => attribute.Values).Concat(below).Distinct();
    }

    private static int Slot(ReadOnlySpan<char> name) =>
        name.Length == 0 ? 0 : (name.Length * 7 + name[^1] * 31 + name[name.Length / 2] * 131 + name[0]) & (Slots - 1);

    private static string?[] Table()
    {
        // Beside the schema's own names those that stand in the first tag of nearly every file.
        var names = new HashSet<string>(StringComparer.Ordinal)
        {
            "kodSystemowy", "wersjaSchemy", "Typ", "xmlns", "xsi", "xsd", "etd", "schemaLocation",
        };
        Collect(Faktura.Root, names);
        var table = new string?[Slots];
        foreach (var name in names)
        {
            var slot = Slot(name);
            while (table[slot] is not null) slot = (slot + 1) & (Slots - 1);
            table[slot] = string.Intern(name);
        }
        return table;
    }

    private static void Collect(Element element, HashSet<string> names)
    {
        names.Add(element.Name);
        if (element.Type is not Children children) return;
        foreach (var child in children.Elements) Collect(child, names);
    }
}
