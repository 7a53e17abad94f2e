using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>A key of another program; never the key itself.</summary>
/// <param name="Id">By which it is known.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Scopes">What it lets a program do: read, issue, certificates, admin.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is good no more; null: no end.</param>
/// <param name="UsedAt">When it was used last, to the minute; null: never.</param>
/// <param name="RevokedAt">When it was revoked; null: it was not.</param>
public sealed record ApiKeyAnswer(string Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset MadeAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt)
{
    public static ApiKeyAnswer Of(ApiKey key) => new(key.Id, key.Name, key.Rights.Words(), key.MadeAt, key.EndsAt, key.UsedAt, key.RevokedAt);
}

/// <summary>A key that was just made.</summary>
/// <param name="Key">The key itself; nobody sees it again.</param>
/// <param name="Id">By which it is known.</param>
/// <param name="Scopes">What it lets a program do.</param>
/// <param name="ExpiresAt">From when on it is good no more; null: no end.</param>
public sealed record NewApiKeyAnswer(string Key, string Id, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt)
{
    public static NewApiKeyAnswer Of(NewApiKey made) => new(made.Text, made.Key.Id, made.Key.Rights.Words(), made.Key.EndsAt);
}
