using System.Data.Common;
using System.Text;
using System.Threading.Channels;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Events on their way to webhooks. Each is put here by the transaction that writes the event. Several processes share the work: whoever claims one
/// sends it, and one that falls silent is waited for a minute. Of one invoice the older event goes first.
/// </summary>
public sealed class WebhookDeliveries(Database database, Webhooks webhooks, TimeProvider clock)
{
    private const int PageSize = 50, LongestAnswer = 2_000;

    // After each try that failed: until the next one (WEB R4). After the last it is given up.
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan FailsAtMost = TimeSpan.FromDays(7), Kept = TimeSpan.FromDays(30), Claimed = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private sealed record Row
    {
        public required long Id { get; init; }
        public required string Message { get; init; }
        public required string Name { get; init; }
        public required string HappenedAt { get; init; }
        public required string State { get; init; }
        public required long Tries { get; init; }
        public string? NextAt { get; init; }
        public byte[]? Body { get; init; }
    }

    private sealed record DueRow(
        long Id, string Company, string Webhook, string Message, long? Event, string HappenedAt, long Claim, byte[]? Body);

    private sealed record AttemptRow(long Delivery, string At, long Took, string Outcome, long? Status, string Answer);

    /// <summary>Puts an event on its way to every webhook of the company that wants it, as a part of writing the event.</summary>
    /// <param name="connection">Of the transaction.</param>
    /// <param name="transaction">That writes the event.</param>
    /// <param name="company">Whose event.</param>
    /// <param name="number">Its number.</param>
    /// <param name="message">The key by which others know it.</param>
    /// <param name="name">Which kind.</param>
    /// <param name="invoice">The invoice that it is about; null: none.</param>
    /// <param name="at">When it happened.</param>
    internal static void PutWithin(
        DbConnection connection, DbTransaction transaction, Company company, long number, string message, string name, long? invoice, DateTimeOffset at)
    {
        if (!WebhookEvents.All.Contains(name)) return;
        var listening = connection.Query<(string Id, string Events)>(
            "SELECT id, events FROM webhook WHERE company = @Company AND disabled_at IS NULL", new { Company = company.Id.Text }, transaction);
        foreach (var (webhook, _) in listening.Where(one => one.Events.Split(',').Contains(name)))
            Insert(connection, transaction, company, webhook, number, message, name, invoice, at);
    }

    /// <summary>Sends a test event.</summary>
    /// <returns>The delivery; null: there is no such webhook.</returns>
    /// <exception cref="RefusedException">INK-HOOK-005: it is disabled.</exception>
    public WebhookDelivery? Test(Company company, string webhook)
    {
        if (Enabled(company, webhook) is null) return null;
        var id = database.InTransaction((connection, transaction) => Insert(connection, transaction, company, webhook, null,
            $"test_{Secret.Draw()[..24]}", WebhookEvents.Test, null, clock.GetUtcNow()));
        Ring();
        return At(company, webhook, id);
    }

    /// <summary>Puts a delivery on its way once more, under the same key, though it be on its way just now.</summary>
    /// <returns>As it is now; null: there is none.</returns>
    /// <exception cref="RefusedException">INK-HOOK-005: the webhook is disabled.</exception>
    public WebhookDelivery? Replay(Company company, string webhook, long id)
    {
        if (Enabled(company, webhook) is null) return null;
        using (var connection = database.Connect())
        {
            // Whoever has claimed it loses the claim: how his try ends does not end this one.
            connection.Execute("""
                UPDATE webhook_delivery SET state = 'waiting', tries = 0, next_at = NULL, ended_at = NULL, claim = claim + 1, claimed_until = 0
                WHERE company = @Company AND webhook = @webhook AND id = @id
                """, new { Company = company.Id.Text, webhook, id });
        }
        Ring();
        return At(company, webhook, id);
    }

    /// <summary>A page of the deliveries to a webhook.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="webhook">Which.</param>
    /// <param name="before">Where the page begins; null: with the newest.</param>
    /// <param name="most">How many at most.</param>
    public DeliveryPage Of(Company company, string webhook, long? before = null, int most = PageSize)
    {
        most = Math.Clamp(most, 1, PageSize);
        using var connection = database.Connect();
        var rows = connection.Query<Row>("""
            SELECT id, message, name, happened_at, state, tries, next_at FROM webhook_delivery
            WHERE company = @Company AND webhook = @webhook AND id < @Before ORDER BY id DESC LIMIT @Most
            """, new { Company = company.Id.Text, webhook, Before = before ?? long.MaxValue, Most = most + 1 }).AsList();
        var page = rows.Take(most).ToList();
        if (page.Count == 0) return new([], null);
        var attempts = connection.Query<AttemptRow>("""
            SELECT delivery, at, took, outcome, status, answer FROM webhook_attempt
            WHERE company = @Company AND delivery BETWEEN @First AND @Last ORDER BY id DESC
            """, new { Company = company.Id.Text, First = page[^1].Id, Last = page[0].Id }).ToLookup(one => one.Delivery);
        return new([.. page.Select(row => Read(row, attempts[row.Id]))], rows.Count > most ? page[^1].Id : null);
    }

    /// <summary>One delivery with what was sent; null: there is none.</summary>
    public WebhookDelivery? At(Company company, string webhook, long id)
    {
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<Row>("""
            SELECT id, message, name, happened_at, state, tries, next_at, body FROM webhook_delivery
            WHERE company = @Company AND webhook = @webhook AND id = @id
            """, new { Company = company.Id.Text, webhook, id });
        return row is null ? null : Read(row, connection.Query<AttemptRow>("""
            SELECT delivery, at, took, outcome, status, answer FROM webhook_attempt WHERE company = @Company AND delivery = @id ORDER BY id DESC
            """, new { Company = company.Id.Text, id }));
    }

    /// <summary>Claims what is due: for a minute nobody else does.</summary>
    /// <param name="companies">Of these companies.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="busy">Webhooks that have enough to do.</param>
    internal IReadOnlyList<ClaimedDelivery> Claim(IReadOnlyList<Company> companies, int most, IReadOnlySet<string> busy)
    {
        if (companies.Count == 0 || most <= 0) return [];
        var byId = companies.ToDictionary(one => one.Id.Text);
        List<ClaimedDelivery> claimed = [];
        foreach (var row in Due(companies, most, busy))
        {
            var company = byId[row.Company];
            if (Claim(row) && webhooks.At(company, row.Webhook) is { IsEnabled: true } webhook)
                claimed.Add(new(row.Id, company, webhook, row.Message, row.Event, Database.Instant(row.HappenedAt), row.Claim + 1, row.Body));
        }
        return claimed;
    }

    /// <summary>Keeps what is sent, before it is sent for the first time: each try says the same.</summary>
    internal void KeepBody(ClaimedDelivery delivery, byte[] body)
    {
        using var connection = database.Connect();
        connection.Execute("UPDATE webhook_delivery SET body = @body WHERE company = @Company AND id = @Id AND body IS NULL",
            new { Company = delivery.Company.Id.Text, delivery.Id, body });
    }

    /// <summary>Tells how a try ended. Whoever lost his claim meanwhile has tried all the same, which is noted, and changes nothing else.</summary>
    internal void Tell(ClaimedDelivery delivery, DeliveryAttempt attempt) => database.InTransaction((connection, transaction) =>
    {
        var it = new { Company = delivery.Company.Id.Text, delivery.Id, Webhook = delivery.Webhook.Id, delivery.Claim };
        // The row of the webhook is held first, as whoever removes it does.
        connection.Execute("UPDATE webhook SET failing_since = failing_since WHERE company = @Company AND id = @Webhook", it, transaction);
        var tries = connection.ExecuteScalar<long?>("""
            UPDATE webhook_delivery SET tries = tries + 1, claimed_until = 0
            WHERE company = @Company AND id = @Id AND claim = @Claim AND state = 'waiting' RETURNING tries
            """, it, transaction);
        Note(connection, transaction, delivery, attempt);
        if (tries is not { } count) return 0;
        var (state, next) = attempt.Outcome switch
        {
            AttemptOutcome.Taken => ("delivered", (DateTimeOffset?)null),
            AttemptOutcome.Gone => ("failed", null),
            _ when count > Waits.Length => ("failed", null),
            _ => ("waiting", clock.GetUtcNow() + Waits[count - 1]),
        };
        connection.Execute("UPDATE webhook_delivery SET state = @state, next_at = @Next, ended_at = @Ended WHERE company = @Company AND id = @Id", new
        {
            it.Company,
            it.Id,
            state,
            Next = next is { } at ? Database.Instant(at) : null,
            Ended = state == "waiting" ? null : Database.Instant(clock.GetUtcNow()),
        }, transaction);
        Judge(connection, transaction, delivery, attempt.Outcome);
        return 1;
    });

    /// <summary>Gives a claim back: it was not tried.</summary>
    internal void GiveBack(ClaimedDelivery delivery)
    {
        using var connection = database.Connect();
        connection.Execute("UPDATE webhook_delivery SET claimed_until = 0 WHERE company = @Company AND id = @Id AND claim = @Claim",
            new { Company = delivery.Company.Id.Text, delivery.Id, delivery.Claim });
    }

    /// <summary>Forgets what ended a month ago.</summary>
    internal void ForgetOld(IReadOnlyList<Company> companies)
    {
        var scope = new CompanyScope(companies);
        var old = new { Old = Database.Instant(clock.GetUtcNow() - Kept) };
        database.InTransaction((connection, transaction) =>
        {
            connection.Execute($"""
                DELETE FROM webhook_attempt WHERE {scope.Condition} AND delivery IN (
                    SELECT id FROM webhook_delivery WHERE {scope.Condition} AND ended_at < @Old)
                """, scope.With(old), transaction);
            return connection.Execute($"DELETE FROM webhook_delivery WHERE {scope.Condition} AND ended_at < @Old", scope.With(old), transaction);
        });
    }

    /// <summary>Whoever delivers looks at once.</summary>
    internal void Ring() => rung.Writer.TryWrite(true);

    /// <summary>Waits until something was put here by this process, or for a while: what other processes put is found then.</summary>
    internal async Task WaitAsync(TimeSpan atMost, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            await rung.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nothing came in that while.
        }
    }

    private Webhook? Enabled(Company company, string webhook) => webhooks.At(company, webhook) is not { } found ? null
        : found.IsEnabled ? found : throw new RefusedException(WebhookFindings.IsDisabled);

    private List<DueRow> Due(IReadOnlyList<Company> companies, int most, IReadOnlySet<string> busy)
    {
        var scope = new CompanyScope(companies);
        var parameters = scope.With(new { Now = Database.Instant(clock.GetUtcNow()), Length = (long)Claimed.TotalMilliseconds, most });
        var names = busy.Select((_, i) => $"@Busy{i}").ToList();
        foreach (var (one, i) in busy.Select((one, i) => (one, i))) parameters.Add($"Busy{i}", one);
        var notBusy = names.Count == 0 ? "" : $"AND webhook NOT IN ({string.Join(", ", names)})";
        using var connection = database.Connect();
        return connection.Query<DueRow>($"""
            SELECT id, company, webhook, message, event, happened_at, claim, body FROM webhook_delivery
            WHERE state = 'waiting' AND (next_at IS NULL OR next_at <= @Now)
                AND claimed_until NOT BETWEEN {database.Now} AND {database.Now} + @Length {notBusy}
                AND webhook IN (SELECT id FROM webhook WHERE disabled_at IS NULL)
                AND NOT EXISTS (
                    SELECT 1 FROM webhook_delivery older
                    WHERE older.webhook = webhook_delivery.webhook AND older.invoice = webhook_delivery.invoice
                        AND older.state = 'waiting' AND older.id < webhook_delivery.id)
                AND {scope.Condition}
            ORDER BY id LIMIT @most
            """, parameters).AsList();
    }

    private bool Claim(DueRow row)
    {
        using var connection = database.Connect();
        return connection.Execute($"""
            UPDATE webhook_delivery SET claim = claim + 1, claimed_until = {database.Now} + @Length
            WHERE company = @Company AND id = @Id AND claim = @Claim AND state = 'waiting'
                AND claimed_until NOT BETWEEN {database.Now} AND {database.Now} + @Length
            """, new { row.Company, row.Id, row.Claim, Length = (long)Claimed.TotalMilliseconds }) == 1;
    }

    private static long Insert(DbConnection connection, DbTransaction transaction, Company company, string webhook, long? number, string message,
        string name, long? invoice, DateTimeOffset at) => connection.ExecuteScalar<long>("""
            INSERT INTO webhook_delivery (company, webhook, message, event, name, invoice, happened_at, state, tries, claim, claimed_until)
            VALUES (@Company, @webhook, @message, @number, @name, @invoice, @At, 'waiting', 0, 0, 0) RETURNING id
            """, new { Company = company.Id.Text, webhook, message, number, name, invoice, At = Database.Instant(at) }, transaction);

    // Of a delivery that is there: its webhook may have been removed meanwhile.
    private static void Note(DbConnection connection, DbTransaction transaction, ClaimedDelivery delivery, DeliveryAttempt attempt) =>
        connection.Execute("""
            INSERT INTO webhook_attempt (company, delivery, at, took, outcome, status, answer)
            SELECT company, id, @At, @Took, @Outcome, @Status, @Answer FROM webhook_delivery WHERE company = @Company AND id = @Id
            """, new
        {
            Company = delivery.Company.Id.Text,
            delivery.Id,
            At = Database.Instant(attempt.At),
            Took = (long)attempt.Took.TotalMilliseconds,
            Outcome = attempt.Outcome.Word(),
            attempt.Status,
            Answer = Database.WithoutNul(attempt.Answer.Length > LongestAnswer ? attempt.Answer[..LongestAnswer] : attempt.Answer),
        }, transaction);

    // One that says it is gone is believed; one where nothing arrives for a week is left in peace until a person looks.
    private void Judge(DbConnection connection, DbTransaction transaction, ClaimedDelivery delivery, AttemptOutcome outcome)
    {
        var now = clock.GetUtcNow();
        var it = new
        {
            Company = delivery.Company.Id.Text,
            Webhook = delivery.Webhook.Id,
            Now = Database.Instant(now),
            WeekAgo = Database.Instant(now - FailsAtMost),
        };
        if (outcome == AttemptOutcome.Taken)
        {
            connection.Execute("UPDATE webhook SET failing_since = NULL WHERE company = @Company AND id = @Webhook", it, transaction);
            return;
        }
        connection.Execute("UPDATE webhook SET failing_since = COALESCE(failing_since, @Now) WHERE company = @Company AND id = @Webhook", it, transaction);
        connection.Execute(outcome == AttemptOutcome.Gone ? """
            UPDATE webhook SET disabled_at = @Now, disabled_why = 'gone' WHERE company = @Company AND id = @Webhook AND disabled_at IS NULL
            """ : """
            UPDATE webhook SET disabled_at = @Now, disabled_why = 'failing'
            WHERE company = @Company AND id = @Webhook AND disabled_at IS NULL AND failing_since <= @WeekAgo
            """, it, transaction);
    }

    private static WebhookDelivery Read(Row row, IEnumerable<AttemptRow> attempts) => new(row.Id, row.Message, row.Name,
        Database.Instant(row.HappenedAt),
        row.State switch { "delivered" => DeliveryState.Delivered, "failed" => DeliveryState.Failed, _ => DeliveryState.Waiting }, (int)row.Tries)
    {
        NextAt = row.NextAt is { } at ? Database.Instant(at) : null,
        Body = row.Body is { } body ? Encoding.UTF8.GetString(body) : null,
        Attempts = [.. attempts.Select(one => new DeliveryAttempt(Database.Instant(one.At), TimeSpan.FromMilliseconds(one.Took),
            AttemptOutcomes.Parse(one.Outcome), (int?)one.Status, one.Answer))],
    };
}
