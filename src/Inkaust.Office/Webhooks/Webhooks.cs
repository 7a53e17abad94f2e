using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Where the events of companies are sent. A secret is told once, when it is drawn, and is kept sealed.</summary>
public sealed class Webhooks(Database database, MasterKey masterKey, TimeProvider clock)
{
    internal const int LongestUrl = 500, MostOfACompany = 20;

    /// <summary>For how long the secret that was replaced signs beside its successor.</summary>
    public static readonly TimeSpan UsualOverlap = TimeSpan.FromDays(1);

    /// <summary>The longest such while.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    internal const string Columns = "id, url, events, made_at, former_until, failing_since, disabled_at, disabled_why";

    internal sealed record Row
    {
        public required string Id { get; init; }
        public required string Url { get; init; }
        public required string Events { get; init; }
        public required string MadeAt { get; init; }
        public string? FormerUntil { get; init; }
        public string? FailingSince { get; init; }
        public string? DisabledAt { get; init; }
        public string? DisabledWhy { get; init; }
    }

    /// <summary>Sends events of a company to an address from now on.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="url">The address.</param>
    /// <param name="events">Names of events.</param>
    /// <param name="reachable">Which addresses this installation reaches.</param>
    /// <exception cref="RefusedException">INK-HOOK-001: the address is none; 002: it leads where nothing is sent; 003: no events, or unknown ones;
    /// 004: there are too many.</exception>
    public NewWebhook Add(Company company, string? url, IReadOnlyList<string>? events, OutboundAddresses reachable)
    {
        var webhook = new Webhook($"wh_{Secret.Draw()[..16]}", AddressIn(url, reachable), NamesIn(events), clock.GetUtcNow());
        var secret = WebhookSecret.Draw();
        database.InTransaction((connection, transaction) =>
        {
            database.Alone(connection, transaction); // Or several that come at once are each the last that may.
            if (connection.ExecuteScalar<int>("SELECT COUNT(*) FROM webhook WHERE company = @Company", new { Company = company.Id.Text }, transaction)
                >= MostOfACompany) throw new RefusedException(WebhookFindings.TooMany);
            return connection.Execute("""
                INSERT INTO webhook (id, company, url, events, sealed, made_by, made_at) VALUES (@Id, @Company, @Url, @Events, @Sealed, @By, @MadeAt)
                """, new
            {
                webhook.Id,
                Company = company.Id.Text,
                Url = webhook.Url.AbsoluteUri,
                Events = string.Join(',', webhook.Events),
                Sealed = secret.Sealed(masterKey, company.Id.Text, webhook.Id, webhook.Url),
                By = company.By.Text,
                MadeAt = Database.Instant(webhook.MadeAt),
            }, transaction);
        });
        return new(webhook, secret.Text);
    }

    /// <summary>The webhooks of a company, the oldest first.</summary>
    public IReadOnlyList<Webhook> Of(Company company)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>($"SELECT {Columns} FROM webhook WHERE company = @Company ORDER BY made_at, id",
            new { Company = company.Id.Text }).Select(Read)];
    }

    /// <summary>One of them; null: there is none.</summary>
    public Webhook? At(Company company, string id)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM webhook WHERE company = @Company AND id = @id",
            new { Company = company.Id.Text, id }) is { } row ? Read(row) : null;
    }

    /// <summary>Changes a webhook; what waits for one that is enabled again goes on.</summary>
    /// <returns>As it is now; null: there is none.</returns>
    /// <exception cref="RefusedException">INK-HOOK-001, 002, 003.</exception>
    public Webhook? Change(Company company, string id, WebhookChange change, OutboundAddresses reachable)
    {
        if (At(company, id) is not { } before) return null;
        var after = before with
        {
            Url = change.Url is { } url ? AddressIn(url, reachable) : before.Url,
            Events = change.Events is { } events ? NamesIn(events) : before.Events,
        };
        // Another address, or another try, begins without a past.
        var anew = after.Url != before.Url || (change.IsEnabled == true && !before.IsEnabled);
        after = change.IsEnabled switch
        {
            true => after with { DisabledAt = null, Why = null },
            false when before.IsEnabled => after with { DisabledAt = clock.GetUtcNow(), Why = WhyDisabled.ByPerson },
            _ => after,
        };
        using var connection = database.Connect();
        connection.Execute("""
            UPDATE webhook SET url = @Url, events = @Events, disabled_at = @DisabledAt, disabled_why = @Why,
                failing_since = CASE WHEN @Anew = 1 THEN NULL ELSE failing_since END
            WHERE company = @Company AND id = @id
            """, new
        {
            id,
            Company = company.Id.Text,
            Url = after.Url.AbsoluteUri,
            Events = string.Join(',', after.Events),
            DisabledAt = after.DisabledAt is { } at ? Database.Instant(at) : null,
            Why = after.Why?.Word(),
            Anew = anew ? 1 : 0,
        });
        return anew ? after with { FailingSince = null } : after;
    }

    /// <summary>Draws another secret; the one before signs too for a while.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="id">Which webhook.</param>
    /// <param name="overlap">For how long, at most a week.</param>
    /// <returns>Null: there is none.</returns>
    public NewWebhook? Rotate(Company company, string id, TimeSpan overlap)
    {
        if (At(company, id) is not { } there) return null;
        var secret = WebhookSecret.Draw();
        var until = clock.GetUtcNow() + (overlap < LongestOverlap ? overlap : LongestOverlap);
        using var connection = database.Connect();
        var changed = connection.Execute(
            "UPDATE webhook SET former = sealed, former_until = @Until, sealed = @Sealed WHERE company = @Company AND id = @id", new
            {
                id,
                Company = company.Id.Text,
                Until = Database.Instant(until),
                Sealed = secret.Sealed(masterKey, company.Id.Text, id, there.Url),
            });
        return changed == 1 && At(company, id) is { } webhook ? new(webhook, secret.Text) : null;
    }

    /// <summary>Sends nothing there any more, and forgets what was sent.</summary>
    /// <returns>False: there is none.</returns>
    public bool Remove(Company company, string id) => database.InTransaction((connection, transaction) =>
    {
        var it = new { Company = company.Id.Text, id };
        // Whoever has just claimed one of its deliveries finds it gone.
        connection.Execute("UPDATE webhook SET disabled_at = COALESCE(disabled_at, made_at) WHERE company = @Company AND id = @id", it, transaction);
        connection.Execute("""
            DELETE FROM webhook_attempt WHERE company = @Company AND delivery IN (
                SELECT id FROM webhook_delivery WHERE company = @Company AND webhook = @id)
            """, it, transaction);
        connection.Execute("DELETE FROM webhook_delivery WHERE company = @Company AND webhook = @id", it, transaction);
        return connection.Execute("DELETE FROM webhook WHERE company = @Company AND id = @id", it, transaction) == 1;
    });

    /// <summary>What signs now: the secret, and the one before it while that is good. Empty: there is no such webhook.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="id">Which webhook.</param>
    /// <param name="url">Where it is sent now: the secret opens for the address for which it was drawn, and for no other.</param>
    /// <exception cref="RefusedException">INK-KEY-003: somebody changed the address in the database.</exception>
    internal IReadOnlyList<WebhookSecret> SecretsOf(Company company, string id, Uri url)
    {
        using var connection = database.Connect();
        var (now, former, until) = connection.QuerySingleOrDefault<(byte[]? Sealed, byte[]? Former, string? Until)>(
            "SELECT sealed, former, former_until FROM webhook WHERE company = @Company AND id = @id", new { Company = company.Id.Text, id });
        if (now is null) return [];
        WebhookSecret Opened(byte[] bytes) => WebhookSecret.Opened(masterKey, bytes, company.Id.Text, id, url);
        return former is not null && until is not null && Database.Instant(until) > clock.GetUtcNow() ? [Opened(now), Opened(former)] : [Opened(now)];
    }

    // What can be said of an address by itself; where a name leads is seen whenever something is sent there.
    private static Uri AddressIn(string? text, OutboundAddresses reachable)
    {
        if (text is not { Length: > 0 and <= LongestUrl } || text.Any(c => c <= ' ' || char.IsControl(c)) || text.Contains('\\', StringComparison.Ordinal)
            || text.Contains('#', StringComparison.Ordinal) || text.Split('/', 4).ElementAtOrDefault(2)?.Contains('@', StringComparison.Ordinal) != false
            || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Host.Length == 0
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && reachable.AllowsLocal)))
            throw new RefusedException(WebhookFindings.UnfitAddress);
        var isEncrypted = url.Scheme == Uri.UriSchemeHttps;
        if (System.Net.IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) ? !reachable.MayReach(address, isEncrypted)
            : IsThisMachine(url.IdnHost) && !reachable.AllowsLocal) throw new RefusedException(WebhookFindings.AddressIsNotPublic);
        return url;
    }

    private static bool IsThisMachine(string host) => host.TrimEnd('.') is var name
        && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));

    private static List<string> NamesIn(IReadOnlyList<string>? events)
    {
        if (events is not { Count: > 0 } || events.Any(one => !WebhookEvents.All.Contains(one))) throw new RefusedException(WebhookFindings.NoEvents);
        return [.. WebhookEvents.All.Where(events.Contains)];
    }

    internal static Webhook Read(Row row) => new(row.Id, new Uri(row.Url), row.Events.Split(','), Database.Instant(row.MadeAt))
    {
        FormerSecretUntil = At(row.FormerUntil),
        FailingSince = At(row.FailingSince),
        DisabledAt = At(row.DisabledAt),
        Why = row.DisabledWhy is { } why ? WhyDisabledWords.Parse(why) : null,
    };

    private static DateTimeOffset? At(string? text) => text is null ? null : Database.Instant(text);
}
