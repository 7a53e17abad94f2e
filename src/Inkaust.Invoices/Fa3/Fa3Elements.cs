using System.Globalization;
using System.Xml;

namespace Inkaust.Invoices;

/// <summary>Writes elements of FA(3) one after another; what is null is not written.</summary>
internal sealed class Fa3Elements(XmlWriter xml)
{
    public void Root(string name, Action<Fa3Elements> children)
    {
        xml.WriteStartDocument();
        xml.WriteStartElement(name, Fa3Invoice.Namespace.NamespaceName);
        children(this);
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    public void FormCode()
    {
        xml.WriteStartElement("KodFormularza", Fa3Invoice.Namespace.NamespaceName);
        xml.WriteAttributeString("kodSystemowy", "FA (3)");
        xml.WriteAttributeString("wersjaSchemy", "1-0E");
        xml.WriteString("FA");
        xml.WriteEndElement();
    }

    public void In(string name, Action<Fa3Elements> children)
    {
        xml.WriteStartElement(name, Fa3Invoice.Namespace.NamespaceName);
        children(this);
        xml.WriteEndElement();
    }

    public void In(string name, (string Name, string Value) attribute, Action<Fa3Elements> children)
    {
        xml.WriteStartElement(name, Fa3Invoice.Namespace.NamespaceName);
        xml.WriteAttributeString(attribute.Name, attribute.Value);
        children(this);
        xml.WriteEndElement();
    }

    public void Text(string name, string? text)
    {
        if (text is not null) xml.WriteElementString(name, Fa3Invoice.Namespace.NamespaceName, text);
    }

    /// <summary>A code of a list of numbers.</summary>
    public void Code<T>(string name, T? code) where T : struct, Enum =>
        Number(name, code is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null);

    /// <summary>A moment, with the offset that it was given in.</summary>
    public void Instant(string name, DateTimeOffset? instant) => Text(name, instant is { Offset.Ticks: 0 } utc
        ? utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : instant?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));

    public void Texts(string name, IEnumerable<string> texts)
    {
        foreach (var text in texts) Text(name, text);
    }

    public void Date(string name, DateOnly? date) => Text(name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>An amount to a grosz.</summary>
    public void Amount(string name, decimal? amount) => Text(name, amount?.ToString("0.00", CultureInfo.InvariantCulture));

    /// <summary>A price of one unit, up to 8 decimal places.</summary>
    public void Price(string name, decimal? price) => Text(name, price?.ToString("0.00######", CultureInfo.InvariantCulture));

    /// <summary>A quantity, a rate of exchange or a share, up to 6 decimal places.</summary>
    public void Quantity(string name, decimal? quantity) => Text(name, quantity?.ToString("0.######", CultureInfo.InvariantCulture));

    public void Number(string name, long? number) => Text(name, number?.ToString(CultureInfo.InvariantCulture));

    /// <summary>An element that says yes by standing there.</summary>
    public void Mark(string name, bool yes)
    {
        if (yes) Text(name, "1");
    }

    /// <summary>An element that says 1 for yes and 2 for no.</summary>
    public void YesOrNo(string name, bool yes) => Text(name, yes ? "1" : "2");
}
