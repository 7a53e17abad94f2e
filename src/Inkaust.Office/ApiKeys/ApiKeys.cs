using System.Collections.Concurrent;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The keys of other programs: made, shown once, kept as their hash, replaced with an overlap, revoked.</summary>
public sealed class ApiKeys(Database database, CompanyRegister companies, Members members, TimeProvider clock)
{
    /// <summary>The name of a key.</summary>
    public const int LongestName = 100;

    /// <summary>For how long a key that was replaced is good beside its successor.</summary>
    public static readonly TimeSpan UsualOverlap = TimeSpan.FromDays(1);

    private const string Columns = "id, company, account, name, rights, made_at, ends_at, used_at, revoked_at";

    // Each use is not worth a write.
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> notedAt = new();

    private sealed record Row
    {
        public required string Id { get; init; }
        public string? Company { get; init; }
        public string? Account { get; init; }
        public required string Name { get; init; }
        public required string Rights { get; init; }
        public required string MadeAt { get; init; }
        public string? EndsAt { get; init; }
        public string? UsedAt { get; init; }
        public string? RevokedAt { get; init; }
    }

    /// <summary>Makes a key of a company.</summary>
    /// <param name="company">Which; who made the key is who acts for it.</param>
    /// <param name="name">What a person calls it.</param>
    /// <param name="rights">What it lets a program do.</param>
    /// <param name="endsAt">From when on it is good no more; null: no end.</param>
    /// <exception cref="RefusedException">INK-API-002: no right; 003: no name, or one that is too long; 004: its end has passed.</exception>
    public NewApiKey Make(Company company, string name, ApiRights rights, DateTimeOffset? endsAt = null) =>
        Make(new ApiKey(DrawId(), name.Trim(), rights, clock.GetUtcNow()) { Company = company.Id, EndsAt = endsAt }, company.By, IsLive(company));

    /// <summary>Makes a key of an account: it is good for all companies of the account.</summary>
    /// <inheritdoc cref="Make(Company, string, ApiRights, DateTimeOffset?)"/>
    public NewApiKey Make(AccountId account, string name, ApiRights rights, DateTimeOffset? endsAt = null) =>
        Make(new ApiKey(DrawId(), name.Trim(), rights, clock.GetUtcNow()) { Account = account, EndsAt = endsAt }, Who.Account(account.Text),
            members.Of(account).Any(one => IsLive(one.Company)));

    /// <summary>The keys of a company, the newest first, those that are good no more included.</summary>
    public IReadOnlyList<ApiKey> Of(Company company)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>($"SELECT {Columns} FROM api_key WHERE company = @Company ORDER BY made_at DESC, id",
            new { Company = company.Id.Text }).Select(KeyOf)];
    }

    /// <summary>The keys of an account, likewise.</summary>
    public IReadOnlyList<ApiKey> Of(AccountId account)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>($"SELECT {Columns} FROM api_key WHERE account = @Account ORDER BY made_at DESC, id",
            new { Account = account.Text }).Select(KeyOf)];
    }

    /// <summary>Makes a successor with the same name and rights; the old key is good for a while yet.</summary>
    /// <param name="company">Whose key it is.</param>
    /// <param name="id">The old key.</param>
    /// <param name="overlap">For how long the old one stays good.</param>
    /// <exception cref="RefusedException">INK-API-005: there is no such key, or it is good no more.</exception>
    public NewApiKey Replace(Company company, string id, TimeSpan overlap)
    {
        var old = GoodIn(Of(company), id);
        var made = Make(company, old.Name, old.Rights, EndOfSuccessor(old));
        using var connection = database.Connect();
        connection.Execute("UPDATE api_key SET ends_at = @End WHERE id = @id AND company = @Company AND (ends_at IS NULL OR ends_at > @End)",
            new { id, Company = company.Id.Text, End = Database.Instant(clock.GetUtcNow() + overlap) });
        return made;
    }

    /// <summary>The same of a key of an account.</summary>
    /// <inheritdoc cref="Replace(Company, string, TimeSpan)"/>
    public NewApiKey Replace(AccountId account, string id, TimeSpan overlap)
    {
        var old = GoodIn(Of(account), id);
        var made = Make(account, old.Name, old.Rights, EndOfSuccessor(old));
        using var connection = database.Connect();
        connection.Execute("UPDATE api_key SET ends_at = @End WHERE id = @id AND account = @Account AND (ends_at IS NULL OR ends_at > @End)",
            new { id, Account = account.Text, End = Database.Instant(clock.GetUtcNow() + overlap) });
        return made;
    }

    /// <summary>Ends a key of a company at once.</summary>
    /// <exception cref="RefusedException">INK-API-005.</exception>
    public void Revoke(Company company, string id)
    {
        using var connection = database.Connect();
        var ended = connection.Execute("UPDATE api_key SET revoked_at = @At WHERE id = @id AND company = @Company AND revoked_at IS NULL",
            new { id, Company = company.Id.Text, At = Database.Instant(clock.GetUtcNow()) });
        if (ended == 0) throw new RefusedException(ApiFindings.NoSuchKey);
    }

    /// <summary>Ends a key of an account at once.</summary>
    /// <exception cref="RefusedException">INK-API-005.</exception>
    public void Revoke(AccountId account, string id)
    {
        using var connection = database.Connect();
        var ended = connection.Execute("UPDATE api_key SET revoked_at = @At WHERE id = @id AND account = @Account AND revoked_at IS NULL",
            new { id, Account = account.Text, At = Database.Instant(clock.GetUtcNow()) });
        if (ended == 0) throw new RefusedException(ApiFindings.NoSuchKey);
    }

    /// <summary>The key with this text, where it lets somebody in now; its use is noted.</summary>
    public ApiKey? Find(string text)
    {
        if (!text.StartsWith("ink_", StringComparison.Ordinal) || text.Length > 200) return null;
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM api_key WHERE secret_hash = @Hash", new { Hash = Secret.HashOf(text) });
        var now = clock.GetUtcNow();
        if (row is null || KeyOf(row) is not { } key || !key.IsGood(now)) return null;
        if (IsToBeNoted(key.Id, now))
        {
            connection.Execute("UPDATE api_key SET used_at = @Now WHERE id = @Id AND secret_hash = @Hash",
                new { key.Id, Now = Database.Instant(now), Hash = Secret.HashOf(text) });
        }
        return key;
    }

    /// <summary>The companies that a key reaches, each with what the key may do there; what is done is noted as done by the key.</summary>
    public IReadOnlyList<(Company Company, ApiRights Rights)> CompaniesOf(ApiKey key)
    {
        var own = companies.For(Who.Key(key.Id));
        if (key.Company is { } company) return [.. own.At([company]).Select(one => (one, key.Rights))];
        // Never more than the account itself may, as it is now.
        var roles = members.Of(key.Account!.Value).ToDictionary(one => one.Company.Id, one => one.Role);
        return [.. own.At([.. roles.Keys]).Select(one => (one, key.Rights & ApiRightsWords.Of(roles[one.Id])))];
    }

    private NewApiKey Make(ApiKey key, Who by, bool isLive)
    {
        if (key.Rights == ApiRights.None) throw new RefusedException(ApiFindings.NoRight);
        if (key.Name.Length is 0 or > LongestName) throw new RefusedException(ApiFindings.NoName);
        if (key.EndsAt <= key.MadeAt) throw new RefusedException(ApiFindings.EndHasPassed);
        var text = $"ink_{(isLive ? "live" : "test")}_{Secret.Draw()}";
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO api_key (id, company, account, name, secret_hash, rights, made_by, made_at, ends_at)
            VALUES (@Id, @Company, @Account, @Name, @Hash, @Rights, @By, @MadeAt, @EndsAt)
            """, new
        {
            key.Id,
            Company = key.Company?.Text,
            Account = key.Account?.Text,
            key.Name,
            Hash = Secret.HashOf(text),
            Rights = string.Join(',', key.Rights.Words()),
            By = by.Text,
            MadeAt = Database.Instant(key.MadeAt),
            EndsAt = key.EndsAt is { } end ? Database.Instant(end) : null,
        });
        return new(key, text);
    }

    private static ApiKey KeyOf(Row row) => new(row.Id, row.Name, ApiRightsWords.Parse(row.Rights.Split(',')) ?? ApiRights.None, Database.Instant(row.MadeAt))
    {
        Company = row.Company is { } company ? new(company) : null,
        Account = row.Account is { } account ? new(account) : null,
        EndsAt = row.EndsAt is { } end ? Database.Instant(end) : null,
        UsedAt = row.UsedAt is { } used ? Database.Instant(used) : null,
        RevokedAt = row.RevokedAt is { } revoked ? Database.Instant(revoked) : null,
    };

    private ApiKey GoodIn(IReadOnlyList<ApiKey> keys, string id) =>
        keys.SingleOrDefault(one => one.Id == id && one.IsGood(clock.GetUtcNow())) ?? throw new RefusedException(ApiFindings.NoSuchKey);

    // As long as the old one was meant to be good, from now on.
    private DateTimeOffset? EndOfSuccessor(ApiKey old) => old.EndsAt is { } end ? clock.GetUtcNow() + (end - old.MadeAt) : null;

    // Of many who come by one key at once, one notes it.
    private bool IsToBeNoted(string id, DateTimeOffset now) => notedAt.TryGetValue(id, out var last)
        ? (now - last).Duration() >= BetweenNotes && notedAt.TryUpdate(id, now, last) : notedAt.TryAdd(id, now);

    private static bool IsLive(Company company) => company.Environment.IsProduction;

    private static string DrawId() => Secret.Draw()[..16];
}
