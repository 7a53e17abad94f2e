using System.Globalization;
using System.Xml.Linq;

namespace Inkaust.Invoices;

/// <summary>An element of a valid FA(3) file, to be read; what is absent is null.</summary>
internal readonly struct Fa3Source(XElement element)
{
    /// <summary>The first child of that name.</summary>
    public Fa3Source? In(string name) => element.Element(Fa3Invoice.Namespace + name) is { } child ? new Fa3Source(child) : null;

    /// <summary>The children of that name, each made into something.</summary>
    public IReadOnlyList<T> All<T>(string name, Func<Fa3Source, T> make) =>
        [.. element.Elements(Fa3Invoice.Namespace + name).Select(child => make(new Fa3Source(child)))];

    public bool Has(string name) => element.Element(Fa3Invoice.Namespace + name) is not null;

    /// <summary>The text of the child, without blanks around it.</summary>
    public string? Text(string name) => element.Element(Fa3Invoice.Namespace + name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The element's own text.</summary>
    public string Own => element.Value.Trim();

    public string? Attribute(string name) => (string?)element.Attribute(name);

    public IReadOnlyList<string> Texts(string name) => All(name, child => child.Own);

    public bool Is(string name, string value) => Text(name) == value;

    public decimal? Decimal(string name) => Text(name) is { } text ? decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture) : null;

    public long? Number(string name) => Text(name) is { } text && long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateOnly? Date(string name) => Text(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public DateTimeOffset? Instant(string name) =>
        Text(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    public T? Code<T>(string name) where T : struct, Enum => Number(name) is { } number ? (T)Enum.ToObject(typeof(T), number) : null;
}
