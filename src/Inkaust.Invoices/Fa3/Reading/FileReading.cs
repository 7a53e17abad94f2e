using System.Xml;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Reading;

/// <summary>Reads a file once from front to back, compares it with the schema, and keeps what the rules need.</summary>
internal sealed class FileReading : IDisposable
{
    public const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private const int DeepestLevel = 64;
    private const int MostFindings = 1000;

    private readonly XmlReader reader;
    private readonly IXmlLineInfo at;
    private readonly FindingList findings;
    private readonly bool hasCharacterReferences;
    private readonly Frame[] open = new Frame[DeepestLevel + 2];
    private int depth;
    private int skipped;

    public FileReading(ReadOnlyMemory<byte> xml, FindingList findings)
    {
        this.findings = findings;
        hasCharacterReferences = xml.Span.IndexOf("&#"u8) >= 0;
        // No DTD, hence no entities to expand and nothing to fetch.
        reader = XmlReader.Create(BytesAsStream.Of(xml), new XmlReaderSettings
        {
            NameTable = new SchemaNames(),
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
        });
        at = (IXmlLineInfo)reader;
    }

    public FileTree Tree { get; } = new();

    /// <summary>An element that is being read.</summary>
    private struct Frame
    {
        public Element Declaration;
        public int Node;
        public Place? Place;
        public int InARow;
        public bool HasStrayText;
    }

    /// <summary>Reads to the end, or to the point where nothing sensible can follow.</summary>
    public void Read()
    {
        try
        {
            while (reader.Read() && findings.Count < MostFindings)
            {
                if (reader.Depth > DeepestLevel)
                {
                    Report(SchemaFindings.TooDeep(DeepestLevel), null);
                    return;
                }
                Take();
            }
        }
        catch (XmlException fault)
        {
            findings.Add(ByteFindings.NotWellFormed(fault.Message) with { Line = Math.Max(1, fault.LineNumber), Column = Math.Max(1, fault.LinePosition) });
        }
    }

    private void Take()
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                Open();
                break;
            case XmlNodeType.EndElement:
                if (skipped > 0) skipped--;
                else Close();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                if (skipped == 0 && depth > 0) TakeText();
                break;
            case XmlNodeType.ProcessingInstruction:
                Report(ByteFindings.ProcessingInstruction(reader.Name), null);
                break;
        }
    }

    private void Open()
    {
        var isEmpty = reader.IsEmptyElement;
        if (skipped > 0 || Declaration() is not { } declaration)
        {
            if (!isEmpty) skipped++;
            return;
        }
        var node = Tree.Add(declaration, depth == 0 ? -1 : open[depth - 1].Node, at.LineNumber, at.LinePosition - 1);
        open[depth++] = new Frame { Declaration = declaration, Node = node, Place = (declaration.Type as Children)?.Start };
        if (reader.HasAttributes || declaration.Attributes.Count > 0) TakeAttributes(declaration, node);
        if (isEmpty) Close();
    }

    /// <summary>The declaration of the element that begins here, or null when it is to be passed over.</summary>
    private Element? Declaration()
    {
        var name = reader.LocalName;
        if (depth == 0)
        {
            if (name == Faktura.Root.Name && reader.NamespaceURI == Faktura.Namespace) return Faktura.Root;
            Report(SchemaFindings.WrongRoot(name, reader.NamespaceURI), null);
            return null;
        }
        ref var parent = ref open[depth - 1];
        if (parent.Place is null)
        {
            Report(SchemaFindings.ElementInValue(name, parent.Declaration.Name), parent.Node);
            return null;
        }
        if (!ReferenceEquals(reader.NamespaceURI, Faktura.Namespace) && reader.NamespaceURI != Faktura.Namespace)
        {
            Report(SchemaFindings.WrongNamespace(name, reader.NamespaceURI), parent.Node);
            return null;
        }
        return Next(ref parent, name);
    }

    private Element? Next(ref Frame parent, string name)
    {
        var current = parent.Place!;
        if (current.Element is { IsRepeated: true } again && ReferenceEquals(again.Name, name))
        {
            // Reported once, at the first that is too many.
            if (++parent.InARow == again.Most + 1) Report(SchemaFindings.TooMany(name, again.Most), parent.Node, name);
            return again;
        }
        foreach (var next in current.Next)
            if (ReferenceEquals(next.Element!.Name, name))
            {
                parent.Place = next;
                parent.InARow = 1;
                return next.Element;
            }
        return OutOfPlace(ref parent, name);
    }

    private Element? OutOfPlace(ref Frame parent, string name)
    {
        var children = (Children)parent.Declaration.Type;
        if (children.PlaceOf(name) is not { } place)
        {
            Report(SchemaFindings.UnknownElement(name, parent.Declaration.Name, Nearest.Of(name, children.Elements.Select(element => element.Name))), parent.Node, name);
            return null;
        }
        if (Children.Between(parent.Place!, place) is { Count: > 0 } missing && parent.Place != place)
        {
            foreach (var element in missing) Report(SchemaFindings.MissingElement(element.Name, element.Label, name), parent.Node, element.Name);
            parent.Place = place;
            parent.InARow = 1;
        }
        else
        {
            Report(SchemaFindings.OutOfOrder(name, parent.Declaration.Name, Allowed(parent.Place!)), parent.Node, name);
        }
        return place.Element;
    }

    private static string Allowed(Place place)
    {
        var names = place.Next.Select(next => next.Element!.Name).Take(6).ToList();
        return names.Count == 0 ? "–" : string.Join(", ", names);
    }

    private void Close()
    {
        ref var frame = ref open[--depth];
        Tree[frame.Node].End = Tree.Count;
        if (frame.Place is { } place)
        {
            if (place.IsEnd) return;
            foreach (var element in Children.Between(place, null) ?? [])
                Report(SchemaFindings.MissingElement(element.Name, element.Label, null), frame.Node, element.Name);
            return;
        }
        CheckValue(frame.Declaration, frame.Node);
    }

    private void CheckValue(Element declaration, int node)
    {
        var value = (Value)declaration.Type;
        if (declaration.Fixed is { } only)
        {
            if (Tree[node].TextLength > 0 && !Tree.Text(node).SequenceEqual(only)) ReportAt(SchemaFindings.NotFixed(Tree.Text(node).ToString(), only), node);
            return;
        }
        Tree.Settle(node, value.Blanks);
        if (value.Check(Tree.Text(node)) is { } finding) ReportAt(finding, node);
    }

    private void TakeText()
    {
        ref var frame = ref open[depth - 1];
        if (frame.Place is not null)
        {
            if (reader.NodeType == XmlNodeType.Whitespace || frame.HasStrayText || string.IsNullOrWhiteSpace(reader.Value)) return;
            frame.HasStrayText = true;
            Report(SchemaFindings.TextAmongElements(frame.Declaration.Name), frame.Node);
            return;
        }
        int read;
        do
        {
            var (buffer, start, length) = Tree.Room();
            read = reader.ReadValueChunk(buffer, start, length);
            // A reference such as &#x80; brings in what the bytes themselves do not show.
            if (hasCharacterReferences && Discouraged.Find(buffer.AsSpan(start, read)) is { } sign)
                ReportAt(ByteFindings.DiscouragedCharacter(sign), frame.Node);
            Tree.Written(frame.Node, read);
        } while (read > 0);
    }

    private void TakeAttributes(Element declaration, int node)
    {
        var found = 0;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            var space = reader.NamespaceURI;
            if (space == "http://www.w3.org/2000/xmlns/") continue;
            if (space == InstanceNamespace)
            {
                InstanceAttribute(node);
                continue;
            }
            var attribute = space.Length == 0 ? declaration.Attributes.FirstOrDefault(known => known.Name == reader.LocalName) : null;
            if (attribute is null) ReportAt(SchemaFindings.UnknownAttribute(reader.Name, declaration.Name), node);
            else
            {
                found++;
                if (!attribute.Values.Contains(reader.Value)) ReportAt(SchemaFindings.WrongAttribute(attribute, reader.Value), node);
            }
        }
        if (found < declaration.Attributes.Count) MissingAttributes(declaration, node);
        reader.MoveToElement();
    }

    private void MissingAttributes(Element declaration, int node)
    {
        foreach (var attribute in declaration.Attributes)
            if (reader.GetAttribute(attribute.Name) is null) ReportAt(SchemaFindings.MissingAttribute(attribute, declaration.Name), node);
    }

    // Hints where to find a schema change nothing; nil and type would.
    private void InstanceAttribute(int node)
    {
        if (reader.LocalName is not ("schemaLocation" or "noNamespaceSchemaLocation"))
            ReportAt(SchemaFindings.InstanceAttribute(reader.LocalName), node);
    }

    private void ReportAt(Finding finding, int node) =>
        findings.Add(finding with { Path = Tree.PathOf(node), Line = Tree[node].Line, Column = Tree[node].Column });

    /// <summary>Reports at the place of the reader.</summary>
    private void Report(Finding finding, int? parent, string? child = null)
    {
        var path = parent is { } node ? Tree.PathOf(node) : null;
        if (child is not null) path = parent is null or 0 ? child : $"{path}/{child}";
        findings.Add(finding with { Path = path, Line = at.LineNumber, Column = Math.Max(1, at.LinePosition - 1) });
    }

    public void Dispose()
    {
        reader.Dispose();
        Tree.Dispose();
    }
}
