using System.Text;
using System.Text.Json;
using Inkaust.Invoices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.LocalKsef;

/// <summary>One request as an operation sees it: its parts checked, its caller known.</summary>
/// <param name="http">The request.</param>
/// <param name="visitor">Who was let in; null when the route is open to everybody.</param>
/// <param name="room">Where its body finds room.</param>
internal sealed class Call(HttpContext http, Visitor? visitor, BodyRoom room)
{
    private const int LargestJson = 16 * 1024 * 1024;
    private const int LongestList = 1_000_000_000;

    public HttpContext Http => http;

    /// <summary>Scheme and host by which the caller reached the server; addresses that are handed out carry them (KSEF 1).</summary>
    public string Origin => $"{http.Request.Scheme}://{(http.Request.Host.HasValue ? http.Request.Host : $"127.0.0.1:{http.Connection.LocalPort}")}";

    /// <summary>Who calls.</summary>
    public Login Caller => visitor?.Login ?? throw new InvalidOperationException("The route asks for no credential.");

    public Ticket Ticket => visitor?.Ticket ?? throw new InvalidOperationException("The route asks for no credential.");

    /// <summary>True when the caller has this right; see <see cref="Visitor.Has"/>.</summary>
    public bool Has(Permission permission) => visitor?.Has(permission) == true;

    public string ClientIp => AddressOf(http);

    /// <summary>The IPv4 address from which somebody calls.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "127.0.0.1";

    public string Segment(string name) => (string)http.GetRouteValue(name)!;

    /// <summary>A reference number in the path.</summary>
    public string Reference(string name = "referenceNumber")
    {
        var text = Segment(name);
        return text.Length == ReferenceNumber.Length ? text
            : throw ApiRefusal.Invalid($"Numer referencyjny '{name}' musi mieć {ReferenceNumber.Length} znaków.");
    }

    public string? Query(string name) => http.Request.Query[name] is { Count: > 0 } values && values[0] is { Length: > 0 } text ? text : null;

    public int QueryNumber(string name, int least, int most, int otherwise)
    {
        if (Query(name) is not { } text) return otherwise;
        return int.TryParse(text, out var number) && number >= least && number <= most ? number
            : throw ApiRefusal.Invalid($"Parametr '{name}' musi być liczbą od {least} do {most}.");
    }

    public DateTimeOffset? QueryTime(string name) =>
        Query(name) is not { } text ? null
        : WireTime.TryRead(text, out var time) ? time
        : throw ApiRefusal.Invalid($"Parametr '{name}' nie jest datą z czasem.");

    public TEnum? QueryEnum<TEnum>(string name) where TEnum : struct, Enum => Query(name) is { } text ? Known<TEnum>(name, text) : null;

    /// <summary>A parameter that may be repeated.</summary>
    public IReadOnlySet<TEnum> QueryEnums<TEnum>(string name) where TEnum : struct, Enum =>
        http.Request.Query[name].SelectMany(text => text!.Split(',')).Select(text => Known<TEnum>(name, text)).ToHashSet();

    private static TEnum Known<TEnum>(string name, string text) where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw ApiRefusal.Invalid($"Parametr '{name}' ma nieznaną wartość '{text}'.");

    /// <exception cref="ApiRefusal">21405: not JSON, a required property is missing, a value doesn't fit.</exception>
    public async Task<T> Body<T>() => Read<T>(await Bytes(LargestJson), Json.Options);

    /// <summary>The same for the management port, where unknown fields are refused too.</summary>
    /// <exception cref="ApiRefusal">21405.</exception>
    public async Task<T> Order<T>() => Read<T>(await Bytes(LargestJson), Json.Orders);

    /// <summary>A body that may be left out; how long it is need not be said beforehand.</summary>
    public async Task<T> BodyOr<T>(T otherwise) => await Bytes(LargestJson) is { Length: > 0 } body ? Read<T>(body, Json.Options) : otherwise;

    private static T Read<T>(ReadOnlyMemory<byte> body, JsonSerializerOptions options)
    {
        try
        {
            RefuseNothingInLists(body.Span);
            return JsonSerializer.Deserialize<T>(body.Span, options)
                ?? throw ApiRefusal.Invalid(new Wording("Brak treści żądania.", "The request has no body."));
        }
        catch (JsonException fault)
        {
            throw ApiRefusal.Invalid(BodyFault.Of(body, typeof(T), options) is { } named ? named
                : fault.Path is { Length: > 0 } path ? new Wording($"Nieprawidłowa wartość: {path}.", $"Not a valid value: {path}.")
                : new Wording("Treść żądania nie jest poprawnym JSON.", "The body of the request is not JSON."));
        }
    }

    // No list of the API holds nothing, but the types of lists cannot say so.
    private static void RefuseNothingInLists(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Json.Options.MaxDepth });
        var isNamed = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null && !isNamed && reader.CurrentDepth > 0) throw new JsonException();
            isNamed = reader.TokenType == JsonTokenType.PropertyName;
        }
    }

    /// <exception cref="ApiRefusal">413; 429 when all bodies that are coming in take too much together.</exception>
    public async Task<ReadOnlyMemory<byte>> Bytes(long most)
    {
        if (http.Request.ContentLength > most) throw ApiRefusal.TooLarge();
        // Memory follows what has come, not what was announced: a slow client holds no more than it has sent.
        using var buffer = new MemoryStream();
        var chunk = new byte[Math.Min(81920, Math.Max(1024, http.Request.ContentLength ?? 4096))];
        try
        {
            int read;
            while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
            {
                if (buffer.Length + read > most) throw ApiRefusal.TooLarge();
                if (!room.TryTake(read))
                    throw ApiRefusal.TooManyRequests("Serwer przyjmuje teraz zbyt wiele dużych żądań. Spróbuj ponownie po 1 sekundzie.", 1);
                buffer.Write(chunk, 0, read);
            }
            return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        }
        finally
        {
            room.GiveBack(buffer.Length);
        }
    }

    /// <summary>Where a list goes on: an opaque token that holds for this path only.</summary>
    public string ContinueAt(int position) => Base64Url.Write(Encoding.UTF8.GetBytes($"{position}|{http.Request.Path}"));

    /// <exception cref="ApiRefusal">21418.</exception>
    public int ContinuationPosition()
    {
        var token = http.Request.Headers["x-continuation-token"].ToString();
        if (token.Length == 0) return 0;
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.Read(token)).Split('|');
            if (parts is [var position, var path] && path == http.Request.Path && int.TryParse(position, out var number)
                && number is >= 0 and <= LongestList) return number;
        }
        catch (FormatException)
        {
            // The same answer as for any other wrong token.
        }
        throw ApiRefusal.BadContinuationToken();
    }
}
