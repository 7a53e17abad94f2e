namespace Inkaust.Office;

/// <summary>What a key lets a program do; none holds another.</summary>
[Flags]
public enum ApiRights
{
    None = 0,

    /// <summary>See everything of the company.</summary>
    Read = 1,

    /// <summary>Issue, send, correct, and write drafts.</summary>
    Issue = 2,

    /// <summary>Enrol, import and renew certificates of KSeF.</summary>
    Certificates = 4,

    /// <summary>Set where the company's events are sent.</summary>
    Admin = 8,
}

/// <summary>Rights as they are stored and named.</summary>
public static class ApiRightsWords
{
    /// <summary>All there are.</summary>
    public const ApiRights All = ApiRights.Read | ApiRights.Issue | ApiRights.Certificates | ApiRights.Admin;

    private static readonly (ApiRights Right, string Word)[] Known =
        [(ApiRights.Read, "read"), (ApiRights.Issue, "issue"), (ApiRights.Certificates, "certificates"), (ApiRights.Admin, "admin")];

    /// <summary>The words of rights, each once, in a fixed order: <c>read</c>, <c>issue</c>, <c>certificates</c>, <c>admin</c>.</summary>
    public static IReadOnlyList<string> Words(this ApiRights rights) => [.. Known.Where(one => rights.HasFlag(one.Right)).Select(one => one.Word)];

    /// <summary>The rights of these words; null where one is none, or there is none at all.</summary>
    public static ApiRights? Parse(IEnumerable<string> words)
    {
        var rights = ApiRights.None;
        foreach (var word in words.Select(one => one.Trim()))
        {
            var found = Known.FirstOrDefault(one => string.Equals(one.Word, word, StringComparison.OrdinalIgnoreCase));
            if (found.Right == ApiRights.None) return null;
            rights |= found.Right;
        }
        return rights == ApiRights.None ? null : rights;
    }

    /// <summary>What somebody with this role may do by a program.</summary>
    public static ApiRights Of(Role role) => role switch
    {
        Role.Reader => ApiRights.Read,
        Role.Issuer or Role.Accountant => ApiRights.Read | ApiRights.Issue,
        Role.Owner => All,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}

/// <summary>A key by which another program comes in. The key itself is shown once and kept nowhere.</summary>
/// <param name="Id">By which it is known.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Rights">What it lets a program do.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record ApiKey(string Id, string Name, ApiRights Rights, DateTimeOffset MadeAt)
{
    /// <summary>The company that it is of; null: it is of an account.</summary>
    public CompanyId? Company { get; init; }

    /// <summary>The account that it is of: it is good for the companies of that account, and never for more than the account itself may.</summary>
    public AccountId? Account { get; init; }

    /// <summary>From when on it is good no more; null: no end was set.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When it was used last, to the minute; null: never.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>When somebody revoked it; null: nobody has.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>It lets somebody in now.</summary>
    public bool IsGood(DateTimeOffset now) => RevokedAt is null && (EndsAt is not { } end || now < end);
}

/// <summary>A key that was just made.</summary>
/// <param name="Key">What is kept of it.</param>
/// <param name="Text">The key itself; nobody sees it again.</param>
public sealed record NewApiKey(ApiKey Key, string Text);
