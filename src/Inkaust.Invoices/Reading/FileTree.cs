using System.Buffers;
using System.Text;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Reading;

/// <summary>An element of a file that has been read.</summary>
internal struct Node
{
    public Element Declaration;
    public int Parent;

    /// <summary>The node after the last one below this one.</summary>
    public int End;

    /// <summary>The place of its value in the file; the complement of a place, when the value had to be written anew.</summary>
    public int TextStart;
    public int TextLength;

    /// <summary>The character at which its tag begins.</summary>
    public int Position;
}

/// <summary>
/// A file as its elements in order, in a rented array; a node is named by its place. Only what the schema knows is kept. A value is a
/// slice of the file; the few with references or needless blanks are written anew.
/// </summary>
internal sealed class FileTree(FileText file) : IDisposable
{
    private Node[] nodes = ArrayPool<Node>.Shared.Rent(256);
    private char[] anew = [];
    private int anewLength;
    private readonly List<int> identifiers = [];

    /// <summary>Tax, register, account and KSeF numbers anywhere in the file, in order.</summary>
    public List<int> Identifiers => identifiers;

    /// <summary>How many elements there are; the root is 0.</summary>
    public int Count { get; private set; }

    public ref Node this[int node] => ref nodes[node];

    /// <summary>The value of an element, its blanks dealt with as the schema says.</summary>
    public ReadOnlySpan<char> Text(int node)
    {
        ref readonly var one = ref nodes[node];
        return one.TextStart >= 0 ? file.Chars.AsSpan(one.TextStart, one.TextLength) : anew.AsSpan(~one.TextStart, one.TextLength);
    }

    /// <summary>Line and column of an element.</summary>
    public (int Line, int Column) PlaceOf(int node) => file.PlaceOf(nodes[node].Position);

    public int Add(Element declaration, int parent, int position)
    {
        if (Count == nodes.Length) nodes = Grown(nodes, Count);
        nodes[Count] = new Node { Declaration = declaration, Parent = parent, End = Count + 1, Position = position };
        if (declaration.IsIdentifier) identifiers.Add(Count);
        return Count++;
    }

    /// <summary>Gives an element its value: a slice of the file.</summary>
    public void SetValue(int node, int start, int length) => (nodes[node].TextStart, nodes[node].TextLength) = (start, length);

    /// <summary>Appends to the value of the element that was added last; the text as in the file, from <paramref name="position"/>.</summary>
    /// <exception cref="MalformedXmlException">A wrong reference.</exception>
    public ReadOnlySpan<char> Append(int node, ReadOnlySpan<char> raw, int position, XmlText.Kind kind)
    {
        while (anew.Length - anewLength < raw.Length) anew = Grown(anew, anewLength);
        if (nodes[node].TextStart >= 0) nodes[node].TextStart = ~anewLength;
        var length = XmlText.Decode(raw, position, anew.AsSpan(anewLength), kind);
        nodes[node].TextLength += length;
        anewLength += length;
        return anew.AsSpan(anewLength - length, length);
    }

    /// <summary>Deals with the blanks of the value of the element that was read last.</summary>
    public void Settle(int node, Blanks blanks)
    {
        if (!blanks.Change(Text(node))) return;
        var written = Text(node);
        if (nodes[node].TextStart >= 0)
        {
            nodes[node].TextLength = 0;
            Append(node, written, 0, XmlText.Kind.Plain);
        }
        // Nothing but blanks stays one blank: Value.Check decides whether that is empty.
        nodes[node].TextLength = Math.Max(1, blanks.Settle(anew.AsSpan(~nodes[node].TextStart, nodes[node].TextLength)));
    }

    /// <summary>Puts another way of writing in the place of the value of the element that was read last.</summary>
    public void Rewrite(int node, string value)
    {
        (nodes[node].TextStart, nodes[node].TextLength) = (0, 0);
        Append(node, value, 0, XmlText.Kind.Plain);
    }

    /// <summary>The first child of that name, or -1. The name is interned, as every literal is: references are compared.</summary>
    public int Child(int node, string name) => node < 0 ? -1 : Next(node + 1, nodes[node].End, name);

    /// <summary>The first node of that name from this sibling on, or -1.</summary>
    public int Next(int sibling, int end, string name)
    {
        var all = nodes;
        while (sibling < end)
        {
            ref var node = ref all[sibling];
            if (ReferenceEquals(node.Declaration.Name, name)) return sibling;
            sibling = node.End;
        }
        return -1;
    }

    /// <summary>The children of that name, one after another.</summary>
    public NamedChildren Children(int node, string name) => new(this, node, name);

    /// <summary>Where a node stands: <c>Fa/FaWiersz[2]/P_12</c>; the root is not named.</summary>
    public string PathOf(int node)
    {
        var path = new StringBuilder();
        for (; node > 0; node = nodes[node].Parent)
        {
            if (path.Length > 0) path.Insert(0, '/');
            if (nodes[node].Declaration.IsRepeated) path.Insert(0, $"[{PlaceAmongEqual(node)}]");
            path.Insert(0, nodes[node].Declaration.Name);
        }
        return path.Length == 0 ? nodes[0].Declaration.Name : path.ToString();
    }

    private int PlaceAmongEqual(int node)
    {
        var place = 1;
        for (var sibling = nodes[node].Parent + 1; sibling < node; sibling = nodes[sibling].End)
            if (nodes[sibling].Declaration == nodes[node].Declaration) place++;
        return place;
    }

    public void Dispose()
    {
        nodes.AsSpan(0, Count).Clear();
        ArrayPool<Node>.Shared.Return(nodes);
        if (anew.Length > 0) ArrayPool<char>.Shared.Return(anew);
        nodes = [];
        anew = [];
    }

    private static T[] Grown<T>(T[] full, int used)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(1024, full.Length * 2));
        full.AsSpan(0, used).CopyTo(larger);
        full.AsSpan(0, used).Clear();
        if (full.Length > 0) ArrayPool<T>.Shared.Return(full);
        return larger;
    }

    /// <summary>The children of one name, one after another.</summary>
    internal readonly struct NamedChildren(FileTree tree, int node, string name)
    {
        public Enumerator GetEnumerator() => new(tree, node, name);

        public int Count()
        {
            var count = 0;
            foreach (var _ in this) count++;
            return count;
        }

        internal struct Enumerator(FileTree tree, int node, string name)
        {
            private int next = node + 1;

            public int Current { get; private set; } = -1;

            public bool MoveNext()
            {
                if (node < 0 || next < 0) return false;
                Current = tree.Next(next, tree[node].End, name);
                next = Current < 0 ? -1 : tree[Current].End;
                return Current >= 0;
            }
        }
    }
}
