namespace Inkaust.Invoices.Reading;

/// <summary>The bytes are not well-formed XML at this position; nothing after it can be read.</summary>
internal sealed class MalformedXmlException(int position, string pl, string en) : Exception(en)
{
    public int Position { get; } = position;

    public Wording Text { get; } = new(pl, en);
}
