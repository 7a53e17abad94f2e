using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inkaust.LocalKsef;

/// <summary>What a bearer token entitles to; one kind never passes for another.</summary>
internal enum TicketKind { Access, Refresh, Operation, Download }

/// <summary>A verified token: whose login it belongs to and, for an access token, the rights at the time when it was made.</summary>
internal sealed record Ticket(TicketKind Kind, string LoginReference, DateTimeOffset ValidUntil, IReadOnlySet<Permission> Permissions);

/// <summary>Makes and checks the tokens of this server: JWT with HMAC-SHA256 under a key of its own.</summary>
internal sealed class Tickets
{
    /// <summary>The key as it is written down.</summary>
    internal sealed record Written(byte[] Key);

    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(7);
    public static readonly TimeSpan OperationLifetime = TimeSpan.FromHours(1);

    private const string Issuer = "local-ksef";
    private const int MaxLength = 8192;
    private static readonly string Header = Base64Url.Write(Encoding.ASCII.GetBytes("""{"alg":"HS256","typ":"JWT"}"""));
    private readonly ServerClock clock;
    private byte[] key = RandomNumberGenerator.GetBytes(32);

    public Tickets(ServerClock clock, Journal journal)
    {
        this.clock = clock;
        _ = new Page<Written>(journal, "ticketKey", () => new Written(key), written => key = written.Key, () => { });
    }

    public (string Token, DateTimeOffset ValidUntil) Access(Login login)
    {
        // per, pec, rol and pep are strings that hold a JSON array: that is how the clients read them (KSEF 3).
        var permissions = JsonSerializer.Serialize(login.Permissions.Select(permission => permission.ToString()));
        return Make(TicketKind.Access, login.Reference, clock.Now + AccessLifetime, new JsonObject
        {
            ["cit"] = login.Context.Type.ToString(),
            ["civ"] = login.Context.Value,
            ["aum"] = login.Method.Name,
            ["arn"] = login.Reference,
            ["sud"] = SubjectDetails(login),
            // Not in the documents; a client of the field reads here who signed in, as a string that holds JSON.
            ["asi"] = SubjectIdentifier(login).ToJsonString(),
            ["per"] = permissions,
            ["pec"] = "[]",
            ["rol"] = "[]",
            ["pep"] = "[]",
        });
    }

    public (string Token, DateTimeOffset ValidUntil) Refresh(Login login) =>
        Make(TicketKind.Refresh, login.Reference, clock.Now + RefreshLifetime, []);

    public (string Token, DateTimeOffset ValidUntil) Operation(string login) => Make(TicketKind.Operation, login, clock.Now + OperationLifetime, []);

    /// <summary>A ticket in an address, good for one thing until it expires.</summary>
    public string Download(string what, DateTimeOffset validUntil) => Make(TicketKind.Download, what, validUntil, []).Token;

    /// <exception cref="ApiRefusal">401: not made here, altered, expired or of another kind.</exception>
    public Ticket Check(string token, params ReadOnlySpan<TicketKind> allowed)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature] || header != Header)
            throw ApiRefusal.Unauthorized();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(header, payload)), Encoding.ASCII.GetBytes(signature)))
            throw ApiRefusal.Unauthorized();
        // The signature holds, so the content is ours and well-formed.
        using var claims = JsonDocument.Parse(Base64Url.Read(payload));
        var kind = KindOf(claims.RootElement.GetProperty("typ").GetString()!);
        var until = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());
        if (!allowed.Contains(kind)) throw ApiRefusal.Unauthorized("Ten rodzaj tokenu nie jest przeznaczony do tej operacji.");
        if (clock.Now >= until) throw ApiRefusal.Unauthorized("Token wygasł.");
        return new Ticket(kind, claims.RootElement.GetProperty("sub").GetString()!, until, PermissionsIn(claims.RootElement));
    }

    private (string Token, DateTimeOffset ValidUntil) Make(TicketKind kind, string subject, DateTimeOffset until, JsonObject claims)
    {
        claims["iss"] = Issuer;
        claims["aud"] = Issuer;
        claims["sub"] = subject;
        claims["typ"] = TypeOf(kind);
        claims["iat"] = clock.Now.ToUnixTimeSeconds();
        claims["exp"] = until.ToUnixTimeSeconds();
        // Two tokens of the same second differ (KSEF 3).
        claims["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        var payload = Base64Url.Write(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return ($"{Header}.{payload}.{Sign(Header, payload)}", DateTimeOffset.FromUnixTimeSeconds(until.ToUnixTimeSeconds()));
    }

    private static string SubjectDetails(Login login) => new JsonObject
    {
        ["subjectIdentifier"] = SubjectIdentifier(login),
        ["givenNames"] = login.Name?[DistinguishedName.GivenName] is { } given ? new JsonArray(given) : [],
        ["surname"] = login.Name?[DistinguishedName.Surname],
        ["serialNumber"] = login.Name?[DistinguishedName.SerialNumber],
        ["commonName"] = login.Name?[DistinguishedName.CommonName],
        ["countryName"] = login.Name?[DistinguishedName.Country],
    }.ToJsonString();

    private static JsonObject SubjectIdentifier(Login login) => new() { ["type"] = login.Subject.Type.ToString(), ["value"] = login.Subject.Value };

    private static HashSet<Permission> PermissionsIn(JsonElement claims) =>
        claims.TryGetProperty("per", out var per) ? [.. JsonSerializer.Deserialize<string[]>(per.GetString()!)!.Select(Enum.Parse<Permission>)] : [];

    private static string TypeOf(TicketKind kind) => kind switch
    {
        TicketKind.Access => "ContextToken",
        TicketKind.Refresh => "RefreshToken",
        TicketKind.Operation => "OperationToken",
        _ => "DownloadToken",
    };

    private static TicketKind KindOf(string type) => Enum.GetValues<TicketKind>().First(kind => TypeOf(kind) == type);

    private string Sign(string header, string payload) => Base64Url.Write(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{header}.{payload}")));
}
