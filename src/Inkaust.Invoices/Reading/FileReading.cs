using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Reading;

/// <summary>Reads a file once from front to back, compares it with the schema, and keeps what the rules need.</summary>
internal sealed class FileReading : IDisposable
{
    public const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly FileText file;
    private readonly XmlTokens tokens;
    private readonly FindingList findings;
    private readonly Frame[] open = new Frame[Faktura.Depth];
    private int depth;
    private int skipped;

    /// <param name="xml">Bytes that <see cref="FileBytes"/> has let through.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public FileReading(ReadOnlySpan<byte> xml, FindingList findings)
    {
        this.findings = findings;
        file = new FileText(xml);
        Tree = new FileTree(file);
        tokens = new XmlTokens(file)
        {
            OnProcessingInstruction = (position, target) => findings.Add(ByteFindings.ProcessingInstruction(target), file.PlaceOf(position)),
        };
    }

    public FileTree Tree { get; }

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
    /// <returns>It was read to its end.</returns>
    public bool Read()
    {
        try
        {
            while (!findings.IsFull)
            {
                // Between elements blanks mean nothing.
                if (skipped == 0 && depth > 0 && open[depth - 1].Place is not null) tokens.SkipBlanks();
                var token = tokens.Read();
                if (token == Token.EndOfFile) return true;
                if (token == Token.Element) Open();
                else if (token == Token.Text) TakeText();
                else if (skipped > 0) skipped--;
                else Close();
            }
        }
        catch (MalformedXmlException fault)
        {
            findings.Add(ByteFindings.NotWellFormed(fault.Text), file.PlaceOf(fault.Position));
        }
        return false;
    }

    private void Open()
    {
        if (skipped > 0 || Declaration() is not { } declaration)
        {
            skipped++;
            return;
        }
        var node = Tree.Add(declaration, depth == 0 ? -1 : open[depth - 1].Node, tokens.Position);
        if (declaration.Value is not null && !tokens.HasAttributes && declaration.Attributes.Length == 0
            && tokens.TryReadValue(out var start, out var length))
        {
            Tree.SetValue(node, start, length);
            CheckValue(declaration, node);
            return;
        }
        open[depth++] = new Frame { Declaration = declaration, Node = node, Place = declaration.Children?.Start };
        if (tokens.HasAttributes || declaration.Attributes.Length > 0) TakeAttributes(declaration, node);
    }

    /// <summary>The declaration of the element that begins here, or null when it is to be passed over.</summary>
    private Element? Declaration()
    {
        var name = tokens.Name;
        if (depth == 0)
        {
            if (name == Faktura.Root.Name && tokens.Namespace == Faktura.Namespace) return Faktura.Root;
            Report(SchemaFindings.WrongRoot(name, tokens.Namespace), null);
            return null;
        }
        ref var parent = ref open[depth - 1];
        if (parent.Place is null)
        {
            Report(SchemaFindings.ElementInValue(name, parent.Declaration.Name), parent.Node);
            return null;
        }
        if (tokens.Namespace != Faktura.Namespace)
        {
            Report(SchemaFindings.WrongNamespace(name, tokens.Namespace), parent.Node);
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
        var children = parent.Declaration.Children!;
        if (children.PlaceOf(name) is not { } place)
        {
            Report(SchemaFindings.UnknownElement(name, parent.Declaration.Name, Nearest.Of(name, children.Elements.Select(element => element.Name))),
                parent.Node, name);
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
        var value = declaration.Value!;
        if (declaration.Fixed is { } only)
        {
            if (Tree[node].TextLength > 0 && !Tree.Text(node).SequenceEqual(only))
                ReportAt(SchemaFindings.NotFixed(Tree.Text(node).ToString(), only), node);
            return;
        }
        Tree.Settle(node, value.Blanks);
        if (value.Check(Tree.Text(node)) is { } finding) ReportAt(finding, node);
        else if (value.WrittenOtherwise(Tree.Text(node)) is { } usual) Tree.Rewrite(node, usual);
    }

    private void TakeText()
    {
        if (skipped > 0)
        {
            CheckReferences();
            return;
        }
        ref var frame = ref open[depth - 1];
        if (frame.Place is not null)
        {
            if (!tokens.RawText.ContainsAnyExcept(" \t\r\n")) return;
            if (!frame.HasStrayText && CheckReferences().ContainsAnyExcept(" \t\r\n"))
            {
                frame.HasStrayText = true;
                Report(SchemaFindings.TextAmongElements(frame.Declaration.Name), frame.Node);
            }
            return;
        }
        var added = Tree.Append(frame.Node, tokens.RawText, tokens.Position, tokens.TextKind);
        // A reference such as &#x80; brings in what the bytes themselves do not show.
        if (tokens.RawText.Contains('&') && Discouraged.Find(added) is { } sign) ReportAt(ByteFindings.DiscouragedCharacter(sign), frame.Node);
    }

    /// <summary>The text that is not kept: its references must be right all the same.</summary>
    private ReadOnlySpan<char> CheckReferences()
    {
        if (tokens.RawText.IndexOf('&') < 0 && skipped > 0) return [];
        var chars = new char[tokens.RawText.Length];
        return chars.AsSpan(0, XmlText.Decode(tokens.RawText, tokens.Position, chars, tokens.TextKind));
    }

    private void TakeAttributes(Element declaration, int node)
    {
        foreach (var written in tokens.Attributes)
        {
            if (written.Namespace == InstanceNamespace) InstanceAttribute(written.Name, node);
            else if (written.Namespace.Length > 0 || Declared(declaration, written.Name) is not { } attribute)
                ReportAt(SchemaFindings.UnknownAttribute(written.QualifiedName, declaration.Name), node);
            else if (!attribute.Values.Contains(written.Value)) ReportAt(SchemaFindings.WrongAttribute(attribute, written.Value), node);
        }
        foreach (var attribute in declaration.Attributes)
            if (!IsWritten(attribute)) ReportAt(SchemaFindings.MissingAttribute(attribute, declaration.Name), node);
    }

    private static Schema.Attribute? Declared(Element declaration, string name)
    {
        foreach (var attribute in declaration.Attributes)
            if (attribute.Name == name) return attribute;
        return null;
    }

    private bool IsWritten(Schema.Attribute attribute)
    {
        foreach (var written in tokens.Attributes)
            if (written.Namespace.Length == 0 && written.Name == attribute.Name) return true;
        return false;
    }

    // Hints where to find a schema change nothing; nil and type would.
    private void InstanceAttribute(string name, int node)
    {
        if (name is not ("schemaLocation" or "noNamespaceSchemaLocation")) ReportAt(SchemaFindings.InstanceAttribute(name), node);
    }

    private void ReportAt(Finding finding, int node) => findings.Add(finding, Tree.PlaceOf(node), Tree.PathOf(node));

    /// <summary>Reports at the token that was read last.</summary>
    private void Report(Finding finding, int? parent, string? child = null)
    {
        var path = parent is { } node ? Tree.PathOf(node) : null;
        if (child is not null) path = parent is null or 0 ? child : $"{path}/{child}";
        findings.Add(finding, file.PlaceOf(tokens.Position), path);
    }

    public void Dispose()
    {
        Tree.Dispose();
        file.Dispose();
    }
}
