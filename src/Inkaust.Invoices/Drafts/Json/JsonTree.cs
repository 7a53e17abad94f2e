using System.Text;
using System.Text.Json;

namespace Inkaust.Invoices.Drafts.Json;

/// <summary>A JSON value that knows where it stands, so that every finding can say line and column.</summary>
internal abstract record JsonTree(int Position)
{
    internal sealed record Object(int Position, IReadOnlyList<Member> Members) : JsonTree(Position);

    internal sealed record Array(int Position, IReadOnlyList<JsonTree> Items) : JsonTree(Position);

    internal sealed record Text(int Position, string Value) : JsonTree(Position);

    /// <summary>A number as it was written: 0.10 stays 0.10.</summary>
    internal sealed record Number(int Position, string Written) : JsonTree(Position);

    internal sealed record Bool(int Position, bool Value) : JsonTree(Position);

    internal sealed record Null(int Position) : JsonTree(Position);

    internal readonly record struct Member(int Position, string Name, JsonTree Value);

    /// <summary>Reads the text; comments and commas at the end of a list are what people write, so they are allowed.</summary>
    /// <exception cref="JsonException">Half-written or otherwise not JSON.</exception>
    public static JsonTree Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = 32,
        });
        reader.Read();
        var tree = ReadValue(ref reader);
        while (reader.Read()) { }
        return tree;
    }

    private static JsonTree ReadValue(ref Utf8JsonReader reader)
    {
        var at = (int)reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMembers(ref reader, at),
            JsonTokenType.StartArray => ReadItems(ref reader, at),
            JsonTokenType.String => new Text(at, reader.GetString()!),
            JsonTokenType.Number => new Number(at, Encoding.ASCII.GetString(reader.ValueSpan)),
            JsonTokenType.True or JsonTokenType.False => new Bool(at, reader.GetBoolean()),
            _ => new Null(at),
        };
    }

    private static Object ReadMembers(ref Utf8JsonReader reader, int at)
    {
        var members = new List<Member>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var nameAt = (int)reader.TokenStartIndex;
            var name = reader.GetString()!;
            reader.Read();
            members.Add(new Member(nameAt, name, ReadValue(ref reader)));
        }
        return new Object(at, members);
    }

    private static Array ReadItems(ref Utf8JsonReader reader, int at)
    {
        var items = new List<JsonTree>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue(ref reader));
        return new Array(at, items);
    }
}
