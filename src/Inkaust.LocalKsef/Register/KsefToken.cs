namespace Inkaust.LocalKsef;

internal enum TokenState { Pending, Active, Revoking, Revoked, Failed }

/// <summary>A KSeF token: a secret with some of its author's rights. Only the hash of the secret is kept.</summary>
internal sealed record KsefToken
{
    public required string Reference { get; init; }
    public required string SecretHash { get; init; }
    public required ContextIdentifier Context { get; init; }
    public required SubjectIdentifier Author { get; init; }
    public required string Description { get; init; }
    public required IReadOnlyList<Permission> Permissions { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required TokenState State { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
}
