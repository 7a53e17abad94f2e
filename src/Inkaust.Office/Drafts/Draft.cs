using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>An invoice that somebody writes, as far as it has come.</summary>
/// <param name="Id">Its key, which whoever began it has chosen.</param>
/// <param name="Version">Counts how often it was saved, from 1.</param>
/// <param name="Content">What was written.</param>
/// <param name="Series">The series from which it gets its number; null: the first of the company.</param>
/// <param name="SavedAt">When it was saved last.</param>
/// <param name="SavedBy">And by whom.</param>
public sealed record Draft(string Id, long Version, DraftContent Content, string? Series, DateTimeOffset SavedAt, Who SavedBy)
{
    /// <summary>The invoice that it became, by its place in the ledger; null while it is a draft.</summary>
    public long? Invoice { get; init; }

    /// <summary>The correction that waits for the number of its original, by its place among the held ones; null: none does.</summary>
    public long? Held { get; init; }

    /// <summary>It was thrown away.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>It may be written and issued.</summary>
    public bool IsOnTheShelf => this is { Invoice: null, Held: null, IsRemoved: false };
}

/// <summary>What a list of drafts says of one.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">The number that somebody gave it; null: it gets one from a series.</param>
/// <param name="BuyerName">Null while there is none.</param>
/// <param name="Gross">P_15 as it would be; null while it cannot be counted.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="SavedAt">When it was saved last.</param>
public sealed record DraftHead(string Id, string? Number, string? BuyerName, decimal? Gross, string Currency, DateTimeOffset SavedAt);

/// <summary>
/// The JSON of a draft (<see cref="InvoiceDraft.ReadJson"/>), half written or wrong: what cannot be read as a draft yet is kept as it was typed.
/// </summary>
public sealed class DraftContent
{
    /// <summary>Bytes at most.</summary>
    public const int Most = 900_000;

    private const string Unnumbered = "-";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private DraftContent(JsonObject tree, byte[] utf8) => (Tree, Utf8) = (tree, utf8);

    private JsonObject Tree { get; }

    /// <summary>The JSON, always an object with something in it.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    public string Text => Encoding.UTF8.GetString(Utf8.Span);

    /// <summary>P_2, where somebody wrote one.</summary>
    public string? Number => TextAt("number");

    /// <summary>P_1, where somebody wrote one that is a date.</summary>
    public DateOnly? IssueDate =>
        DateOnly.TryParseExact(TextAt("issueDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>Who is to buy, where that is written already.</summary>
    public string? BuyerName =>
        Tree["buyer"] is JsonObject buyer && buyer["name"] is JsonValue name && name.TryGetValue(out string? text) ? text : null;

    /// <summary>Reads it without judging.</summary>
    /// <exception cref="RefusedException">INK-SHELF-001: it is no object with something in it, or too much.</exception>
    public static DraftContent Read(ReadOnlySpan<byte> json)
    {
        try
        {
            if (json.Length <= Most
                && JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false }) is JsonObject { Count: > 0 } tree)
            {
                RefuseHalfLetters(json);
                var utf8 = JsonSerializer.SerializeToUtf8Bytes(tree, Plain);
                return new DraftContent(tree, utf8);
            }
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new RefusedException(ShelfFindings.NoContent, fault);
        }
        throw new RefusedException(ShelfFindings.NoContent);
    }

    // A text of bytes that are no letters, or of one half of a letter, is let through by the parser, and by nobody who wants to read it.
    private static void RefuseHalfLetters(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 32 });
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) _ = reader.GetString();
    }

    /// <summary>The same of a draft.</summary>
    public static DraftContent Of(InvoiceDraft draft) => Read(draft.WriteJson());

    /// <summary>The same without a number of its own.</summary>
    public DraftContent WithoutNumber()
    {
        var tree = (JsonObject)Tree.DeepClone();
        tree.Remove("number");
        return Read(JsonSerializer.SerializeToUtf8Bytes(tree, Plain));
    }

    /// <summary>The draft that it says, under its own number or else under this one.</summary>
    /// <exception cref="RefusedException">INK-DRAFT-nnn: it cannot be read as one yet.</exception>
    public InvoiceDraft As(string? number)
    {
        var tree = (JsonObject)Tree.DeepClone();
        if (Number is null) tree["number"] = number ?? Unnumbered;
        return InvoiceDraft.ReadJson(JsonSerializer.SerializeToUtf8Bytes(tree, Plain));
    }

    /// <summary>The sums, where they can be counted already.</summary>
    public (Totals Totals, string Currency)? Sums()
    {
        try
        {
            var draft = As(Unnumbered);
            return (Totals.Of(draft), draft.Currency);
        }
        catch (RefusedException)
        {
            return null; // It is half written.
        }
    }

    private string? TextAt(string name) =>
        Tree[name] is JsonValue value && value.TryGetValue(out string? text) && text.Trim().Length > 0 ? text.Trim() : null;
}
