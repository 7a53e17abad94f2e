using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Reading;

/// <summary>Which prefix means which namespace, element by element (Namespaces in XML 1.0).</summary>
internal sealed class Namespaces
{
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";

    private readonly List<(string Prefix, string Uri, int Depth)> bindings = [];

    /// <summary>What an element without prefix belongs to.</summary>
    public string Default { get; private set; } = "";

    /// <summary>The namespace of a prefix, or null when it was not declared.</summary>
    public string? Of(string prefix)
    {
        for (var i = bindings.Count - 1; i >= 0; i--)
            if (bindings[i].Prefix == prefix) return bindings[i].Uri;
        return prefix switch { "" => "", "xml" => Xml, "xmlns" => Xmlns, _ => null };
    }

    /// <summary>Declares a prefix from this depth down; false when the declaration is not allowed.</summary>
    public bool Declare(string prefix, string uri, int depth)
    {
        if (prefix == "xmlns" || uri == Xmlns || (prefix.Length > 0 && uri.Length == 0) || (prefix == "xml") != (uri == Xml)) return false;
        bindings.Add((prefix, uri == Faktura.Namespace ? Faktura.Namespace : uri, depth));
        if (prefix.Length == 0) Default = bindings[^1].Uri;
        return true;
    }

    /// <summary>Forgets what was declared at this depth or below.</summary>
    public void LeaveTo(int depth)
    {
        if (bindings.Count == 0 || bindings[^1].Depth <= depth) return;
        while (bindings.Count > 0 && bindings[^1].Depth > depth) bindings.RemoveAt(bindings.Count - 1);
        Default = Of("")!;
    }
}
