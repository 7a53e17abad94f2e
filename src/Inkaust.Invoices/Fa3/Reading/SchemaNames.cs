using System.Text;
using System.Xml;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Reading;

/// <summary>
/// The names of FA(3) by their bytes: a name in a file becomes the very string of its declaration, without allocation and so that
/// comparing references is enough.
/// </summary>
internal static class SchemaNames
{
    private static readonly (byte[] Bytes, string Name)[][] Known = Table();

    /// <summary>The name, or null when the schema does not know it.</summary>
    public static string? Find(ReadOnlySpan<byte> name)
    {
        foreach (var (bytes, known) in Known[Slot(name)])
            if (name.SequenceEqual(bytes)) return known;
        return null;
    }

    /// <summary>Whether a name without colon is allowed in XML.</summary>
    public static bool IsAllowed(string name) =>
        name.Length > 0 && XmlConvert.IsStartNCNameChar(name[0]) && name.All(XmlConvert.IsNCNameChar);

    private static int Slot(ReadOnlySpan<byte> name) =>
        name.Length == 0 ? 0 : (name.Length * 7 + name[^1] * 31 + name[name.Length / 2] * 131 + name[0]) & 1023;

    private static (byte[], string)[][] Table()
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "kodSystemowy", "wersjaSchemy", "Typ" };
        Collect(Faktura.Root, names);
        return [.. Enumerable.Range(0, 1024).Select(slot => names
            .Select(name => (Bytes: Encoding.UTF8.GetBytes(name), Name: string.Intern(name)))
            .Where(name => Slot(name.Bytes) == slot).ToArray())];
    }

    private static void Collect(Element element, HashSet<string> names)
    {
        names.Add(element.Name);
        if (element.Type is not Children children) return;
        foreach (var child in children.Elements) Collect(child, names);
    }
}
