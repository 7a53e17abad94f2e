using System.Security.Cryptography;
using System.Text;

namespace Inkaust.LocalKsef;

/// <summary>Tag "Tokeny KSeF": make, list, revoke; and signing in with one.</summary>
internal sealed class Tokens(Registry registry, ServerClock clock, EncryptionKeys keys)
{
    /// <summary>What a token may hold, and test data give (OpenAPI).</summary>
    public static readonly Permission[] Grantable =
    [
        Permission.InvoiceRead, Permission.InvoiceWrite, Permission.CredentialsRead, Permission.CredentialsManage, Permission.SubunitManage,
        Permission.EnforcementOperations, Permission.Introspection, Permission.CollectiveIdentifierManage,
    ];

    public async Task<Answer> Generate(Call call)
    {
        var request = await call.Body<GenerateRequest>();
        var caller = call.Caller;
        if (caller.Context.Type is not (ContextType.Nip or ContextType.InternalId))
            throw ApiRefusal.Of(26002, "Nie można wygenerować tokena dla obecnego typu kontekstu.",
                $"Obecny typ kontekstu: {caller.Context.Type}. Dozwolone: Nip, InternalId.");
        if (!caller.Method.IsSignature)
            throw ApiRefusal.Forbidden("auth-method-not-allowed", "Ta operacja nie jest dostępna dla użytej metody uwierzytelnienia.",
                new Dictionary<string, object> { ["authenticationMethodCategory"] = caller.Method.Category });
        if (request.Description.Length is < 5 or > 256 || request.Permissions.Count == 0
            || request.Permissions.Any(permission => !Grantable.Contains(permission)))
            throw ApiRefusal.Invalid("Opis musi mieć od 5 do 256 znaków, a lista uprawnień nie może być pusta ani zawierać innych niż dozwolone.");
        if (request.Permissions.Where(permission => !call.Has(permission)).ToList() is { Count: > 0 } missing)
            throw ApiRefusal.Of(26001, "Nie można nadać tokenowi uprawnień których nie posiadasz.",
                $"Brakujące uprawnienia: {string.Join(", ", missing)}.");
        var now = clock.Now;
        var reference = ReferenceNumber.ForToken(now);
        var whose = $"{(caller.Context.Type == ContextType.Nip ? "nip" : "internalid")}-{caller.Context.Value}";
        var secret = $"{reference}|{whose}|{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";
        registry.Tokens.Add(reference, new KsefToken
        {
            Reference = reference,
            SecretHash = Sha256Text.Of(Encoding.UTF8.GetBytes(secret)),
            Context = caller.Context,
            Author = caller.Subject,
            Description = request.Description,
            Permissions = [.. request.Permissions.Distinct()],
            CreatedAt = now,
            State = TokenState.Active,
        });
        return Answer.Json(new { referenceNumber = reference, token = secret }, 202);
    }

    public Task<Answer> List(Call call)
    {
        var take = call.QueryNumber("pageSize", 10, 100, 10);
        var skip = call.ContinuationPosition();
        var states = call.QueryEnums<TokenState>("status");
        var description = LongEnough(call, "description");
        var author = LongEnough(call, "authorIdentifier");
        var authorType = call.QueryEnum<SubjectType>("authorIdentifierType");
        var all = registry.Tokens.Of(call.Caller.Context, token => IsListedFor(call, token)
                && (states.Count == 0 || states.Contains(token.State))
                && (description is null || token.Description.Contains(description, StringComparison.OrdinalIgnoreCase))
                && (author is null || token.Author.Value.Contains(author, StringComparison.OrdinalIgnoreCase))
                && (authorType is null || token.Author.Type == authorType))
            .OrderByDescending(token => token.CreatedAt).ToList();
        return Task.FromResult(Answer.Json(new
        {
            continuationToken = skip + take < all.Count ? call.ContinueAt(skip + take) : null,
            tokens = all.Skip(skip).Take(take).Select(Shown),
        }));
    }

    // By reference anybody in the context may look, also a session of another token (KSEF 4).
    public Task<Answer> Status(Call call) => Task.FromResult(Answer.Json(Shown(InContext(call))));

    public Task<Answer> Revoke(Call call)
    {
        var token = InContext(call);
        if (!call.Has(Permission.CredentialsManage) && !IsOwn(call, token)) throw ApiRefusal.NotYours();
        registry.Tokens.Change(token.Reference, old => old with { State = TokenState.Revoked });
        return Task.FromResult(Answer.NoContent);
    }

    /// <summary>Who signs in with an encrypted token, or the status that says why not.</summary>
    public async Task<(KsefToken? Token, StatusInfo? Fault)> Recognize(byte[] encrypted, string? publicKeyId, Challenge challenge,
        ContextIdentifier context)
    {
        if (await keys.Open(KeyUsage.KsefTokenEncryption, encrypted, publicKeyId) is not { } plain)
            return (null, SignInStatus.Token("Nieprawidłowe szyfrowanie tokena"));
        var text = Encoding.UTF8.GetString(plain);
        // The token holds the separator itself, so the time comes after the last one (KSEF 4).
        var split = text.LastIndexOf('|');
        if (split < 0 || !long.TryParse(text[(split + 1)..], out var milliseconds))
            return (null, SignInStatus.Token("Nieprawidłowe kodowanie tokena"));
        if (milliseconds != challenge.IssuedAt.ToUnixTimeMilliseconds()) return (null, SignInStatus.Token("Nieprawidłowy czas tokena"));
        var secret = text[..split];
        var token = secret.Split('|')[0] is var reference ? registry.Tokens.Find(reference) : null;
        if (token is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token.SecretHash),
            Encoding.ASCII.GetBytes(Sha256Text.Of(Encoding.UTF8.GetBytes(secret)))))
            return (null, SignInStatus.Token("Nieprawidłowy token"));
        if (token.Context != context) return (token, SignInStatus.Token($"Token nie może być użyty w kontekście {context.Value}"));
        return token.State switch
        {
            TokenState.Active => (token, null),
            TokenState.Revoked or TokenState.Revoking => (token, SignInStatus.Token("Token unieważniony")),
            _ => (token, SignInStatus.Token("Token nieaktywny")),
        };
    }

    private KsefToken InContext(Call call)
    {
        var token = registry.Tokens.Find(call.Reference());
        return token?.Context == call.Caller.Context ? token : throw ApiRefusal.Invalid("Token o podanym numerze referencyjnym nie istnieje.");
    }

    private static bool IsListedFor(Call call, KsefToken token) =>
        call.Has(Permission.CredentialsManage) || call.Has(Permission.CredentialsRead) || IsOwn(call, token);

    private static bool IsOwn(Call call, KsefToken token) =>
        call.Caller.TokenReference is { } used ? used == token.Reference : token.Author == call.Caller.Subject;

    private static string? LongEnough(Call call, string name) => call.Query(name) is not { } text ? null
        : text.Length >= 3 ? text : throw ApiRefusal.Invalid($"Parametr '{name}' musi mieć co najmniej 3 znaki.");

    private static object Shown(KsefToken token) => new
    {
        referenceNumber = token.Reference,
        authorIdentifier = token.Author,
        contextIdentifier = new { type = token.Context.Type, value = token.Context.Value },
        description = token.Description,
        requestedPermissions = token.Permissions,
        dateCreated = token.CreatedAt,
        lastUseDate = token.LastUsedAt,
        status = token.State,
    };

    private sealed record GenerateRequest
    {
        public required IReadOnlyList<Permission> Permissions { get; init; }
        public required string Description { get; init; }
    }
}
