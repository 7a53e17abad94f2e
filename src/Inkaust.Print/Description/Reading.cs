using System.Xml.Linq;

namespace Inkaust.Print.Description;

/// <summary>
/// Reads an invoice and remembers what was read, so that what no section asked for is shown all the same:
/// everything in the file is on the paper.
/// </summary>
internal sealed class Reading
{
    private readonly HashSet<XElement> read = [];

    /// <summary>A part of the file, or nothing; reading from nothing gives nothing.</summary>
    public Part Of(XElement? element) => new(this, element);

    internal void Mark(XElement element) => read.Add(element);

    internal bool IsRead(XElement element) => read.Contains(element);
}

/// <summary>An element, or the lack of one.</summary>
internal readonly record struct Part(Reading Reading, XElement? Element)
{
    public bool Exists => Element is not null;

    /// <summary>The text of a child, which now counts as read.</summary>
    public string? this[string name] => this.Child(name).Text;

    /// <summary>Its own text, which now counts as read.</summary>
    public string? Text
    {
        get
        {
            if (Element is null) return null;
            Reading.Mark(Element);
            return Element.Value;
        }
    }

    public Part Child(string name) => new(Reading, Element?.Elements().FirstOrDefault(child => child.Name.LocalName == name));

    public IEnumerable<Part> Children(string name)
    {
        if (Element is null) yield break;
        foreach (var child in Element.Elements().Where(child => child.Name.LocalName == name)) yield return new Part(Reading, child);
    }

    /// <summary>True when the child says 1, which in FA(3) is yes. The child counts as read whatever it says.</summary>
    public bool Says(string name) => this[name]?.Trim() is "1" or "true";

    /// <summary>Leaves below it that nobody has read.</summary>
    public IEnumerable<XElement> Unread()
    {
        var reading = Reading;
        return Element is null ? [] : Element.DescendantsAndSelf().Where(leaf => !leaf.HasElements && leaf.Value.Length > 0 && !reading.IsRead(leaf));
    }
}
