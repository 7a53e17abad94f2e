using System.Globalization;
using System.Xml.Linq;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices;

/// <summary>
/// An element of a valid FA(3) file, to be read; what is absent is null. What is there and cannot be understood is refused (INK-XML-004),
/// never taken for absent.
/// </summary>
internal readonly struct Fa3Source(XElement element)
{
    private delegate bool Reading<T>(string text, out T value);

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

    public decimal? Decimal(string name) =>
        Read<decimal>(name, (string text, out decimal value) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out value));

    public long? Number(string name) =>
        Read<long>(name, (string text, out long value) => long.TryParse(text, CultureInfo.InvariantCulture, out value));

    public DateOnly? Date(string name) => Read<DateOnly>(name, (string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value));

    public DateTimeOffset? Instant(string name) => Read<DateTimeOffset>(name, (string text, out DateTimeOffset value) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value) || IsRare(text, out value));

    /// <summary>A tax number; its last digit may be wrong.</summary>
    public Nip? Nip(string name) => Read<Nip>(name, Invoices.Nip.TryAsWritten);

    public T? Code<T>(string name) where T : struct, Enum => Number(name) is { } number ? (T)Enum.ToObject(typeof(T), number) : null;

    private T? Read<T>(string name, Reading<T> read) where T : struct
    {
        if (Text(name) is not { } text) return null;
        return read(text, out var value) ? value : throw Fa3Invoice.Unreadable($"{Path}/{name}", text);
    }

    // Forms of xsd:dateTime that the platform reads in another place: 24:00:00, more than seven decimals.
    private static bool IsRare(string text, out DateTimeOffset value)
    {
        var isOne = InstantValue.TryRead(text, out var instant);
        value = isOne ? new DateTimeOffset(instant, TimeSpan.Zero) : default;
        return isOne;
    }

    private string Path => string.Join('/', element.AncestorsAndSelf().Select(one => one.Name.LocalName).Reverse().Skip(1));
}
