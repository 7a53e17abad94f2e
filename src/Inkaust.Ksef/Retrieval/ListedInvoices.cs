using System.Text.Json;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// What KSeF says of the invoices of a package, as its list (<c>_metadata.json</c>) has it. Kept as it was written, and read one by one when it is
/// asked for: ten thousand at once take some twenty megabytes more.
/// </summary>
public sealed class ListedInvoices
{
    // Ten times what a package holds (KSEF 8): of a list without an end no more is kept than that.
    private const int Most = 100_000;

    private static readonly Wording Reading = new("odczyt spisu paczki faktur", "reading the list of an export of invoices");

    private readonly byte[] content;
    private readonly Dictionary<KsefNumber, Range> places = [];

    /// <param name="content">The file.</param>
    /// <exception cref="JsonException">It is no such list.</exception>
    /// <exception cref="InvalidDataException">It does not say of all that it lists which they are.</exception>
    /// <exception cref="FormatException">A number in it is none.</exception>
    internal ListedInvoices(byte[] content)
    {
        this.content = content;
        var json = new Utf8JsonReader(content);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new InvalidDataException("The list of a package is no object.");
        var isThere = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isOfInvoices = json.ValueTextEquals("invoices"u8);
            json.Read();
            isThere |= isOfInvoices;
            if (isOfInvoices) Find(ref json);
            else json.Skip();
        }
        if (!isThere) throw new InvalidDataException("The list of a package lists nothing.");
        // Whatever else stands behind it.
        json.Read();
    }

    /// <summary>Which it lists, in its order.</summary>
    public IReadOnlyCollection<KsefNumber> Numbers => places.Keys;

    /// <summary>What it says of one; null: it does not list it. The first, where it lists one twice.</summary>
    /// <exception cref="KsefUnavailable">It says something that cannot be read.</exception>
    public InvoiceMetadata? Of(KsefNumber number)
    {
        if (!places.TryGetValue(number, out var place)) return null;
        try
        {
            return JsonSerializer.Deserialize(content.AsSpan(place), RetrievalJson.Default.InvoiceMetadata)!;
        }
        catch (Exception cause) when (cause is JsonException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw new KsefUnavailable(Reading, Disturbance.Unreadable, "what is said of an invoice cannot be read", cause);
        }
    }

    private void Find(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray) throw new InvalidDataException("What a package lists is no list.");
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            var begin = (int)json.TokenStartIndex;
            var number = NumberIn(ref json) ?? throw new InvalidDataException("What a package lists has no number.");
            places.TryAdd(number, begin..(int)json.BytesConsumed);
            if (places.Count > Most) throw new InvalidDataException("A package lists more than one can hold.");
        }
        if (json.TokenType != JsonTokenType.EndArray) throw new InvalidDataException("What a package lists is no invoice.");
    }

    // Leaves the reader at the end of the object.
    private static KsefNumber? NumberIn(ref Utf8JsonReader json)
    {
        KsefNumber? number = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isNumber = json.ValueTextEquals("ksefNumber"u8);
            json.Read();
            if (isNumber) number = KsefNumber.Parse(json.GetString()!);
            else json.Skip();
        }
        return number;
    }
}
