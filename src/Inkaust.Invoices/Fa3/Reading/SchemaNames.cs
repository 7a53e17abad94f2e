using System.Xml;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Reading;

/// <summary>
/// Names for the XML reader: those of FA(3) are found in a table made once, so that a name in a file is the very string of its
/// declaration; the others live as long as one reading.
/// </summary>
internal sealed class SchemaNames : XmlNameTable
{
    private static readonly string[][] Known = Table();

    private NameTable? others;

    public override string Add(char[] array, int offset, int length) =>
        Find(array.AsSpan(offset, length)) ?? (others ??= new NameTable()).Add(array, offset, length);

    public override string Add(string array) => Find(array) ?? (others ??= new NameTable()).Add(array);

    public override string? Get(char[] array, int offset, int length) => Find(array.AsSpan(offset, length)) ?? others?.Get(array, offset, length);

    public override string? Get(string array) => Find(array) ?? others?.Get(array);

    private static string? Find(ReadOnlySpan<char> name)
    {
        foreach (var candidate in Known[Slot(name)])
            if (name.SequenceEqual(candidate)) return candidate;
        return null;
    }

    private static int Slot(ReadOnlySpan<char> name) =>
        name.Length == 0 ? 0 : (name.Length * 7 + name[^1] * 31 + name[name.Length / 2] * 131 + name[0]) & 1023;

    private static string[][] Table()
    {
        var names = new HashSet<string>(StringComparer.Ordinal)
        {
            "", "xml", "xmlns", "xsi", "etd", "tns", "version", "encoding", "kodSystemowy", "wersjaSchemy", "Typ",
            Faktura.Namespace, "http://www.w3.org/2000/xmlns/", "http://www.w3.org/XML/1998/namespace", FileReading.InstanceNamespace,
        };
        Collect(Faktura.Root, names);
        return [.. Enumerable.Range(0, 1024).Select(slot => names.Where(name => Slot(name) == slot).Select(string.Intern).ToArray())];
    }

    private static void Collect(Element element, HashSet<string> names)
    {
        names.Add(element.Name);
        if (element.Type is not Children children) return;
        foreach (var child in children.Elements) Collect(child, names);
    }
}
