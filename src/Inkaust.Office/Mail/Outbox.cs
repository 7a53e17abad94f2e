using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Dapper;

namespace Inkaust.Office;

/// <summary>
/// Letters on their way. Whoever writes one puts it here and waits for nobody; the host of the web app sends what waits and tells what became of it.
/// What stands in a letter is sealed, because it may be a code by which somebody signs in, and is forgotten once it is not needed.
/// </summary>
public sealed class Outbox(Database database, MasterKey masterKey, TimeProvider clock)
{
    private const string Selection = "SELECT id, recipient, subject, state, tries, error, put_at, sent_at FROM letter";

    // After each try that failed: until the next one. After the last it is given up.
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private sealed record Row(long Id, string Recipient, string Subject, string State, long Tries, string Error, string PutAt, string? SentAt);

    private sealed record SealedFile(string Name, string Type, byte[] Sealed);

    /// <summary>Puts a letter into the outbox.</summary>
    /// <returns>Its key, by which <see cref="At"/> tells what became of it.</returns>
    /// <exception cref="Invoices.RefusedException">INK-MAIL-001 to 003: nothing was put there.</exception>
    public long Put(Letter letter)
    {
        var id = database.InTransaction((connection, transaction) => PutWithin(connection, transaction, letter));
        Ring();
        return id;
    }

    /// <summary>The same as a part of something else: the letter is there when that is, and else not. <see cref="Ring"/> afterwards.</summary>
    /// <inheritdoc cref="Put"/>
    internal long PutWithin(DbConnection connection, DbTransaction transaction, Letter letter)
    {
        letter.RefuseUnfit();
        var now = Database.Instant(clock.GetUtcNow());
        var id = connection.ExecuteScalar<long>("""
            INSERT INTO letter (recipient, subject, sealed, state, tries, error, put_at, next_at, not_after)
            VALUES (@To, @Subject, @Sealed, 'waiting', 0, '', @now, @now, @NotAfter) RETURNING id
            """, new
        {
            To = letter.To.Trim(),
            letter.Subject,
            Sealed = masterKey.Seal(Encoding.UTF8.GetBytes(letter.Text), Purpose(letter.To.Trim(), letter.Subject)),
            now,
            NotAfter = letter.NotAfter is { } end ? Database.Instant(end) : null,
        }, transaction);
        foreach (var (file, place) in letter.Files.Select((file, place) => (file, place)))
        {
            connection.Execute("INSERT INTO letter_file (letter, place, name, type, sealed) VALUES (@id, @place, @Name, @Type, @Sealed)",
                new { id, place, file.Name, file.Type, Sealed = masterKey.Seal(file.Bytes, Purpose(id, letter.To.Trim(), file)) }, transaction);
        }
        return id;
    }

    /// <summary>A letter and what became of it; null: there is none, or it is long gone.</summary>
    public SeenLetter? At(long id)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>($"{Selection} WHERE id = @id", new { id }) is { } row ? Read(row) : null;
    }

    /// <summary>The newest letters.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<SeenLetter> Newest(int most)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>($"{Selection} ORDER BY id DESC LIMIT @most", new { most }).Select(Read)];
    }

    /// <summary>A letter as it was written; null: it is forgotten.</summary>
    public Letter? Open(long id)
    {
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<(string To, string Subject, byte[]? Sealed, string? NotAfter)>(
            "SELECT recipient, subject, sealed, not_after FROM letter WHERE id = @id", new { id });
        if (row.Sealed is null) return null;
        var files = connection.Query<SealedFile>("SELECT name, type, sealed FROM letter_file WHERE letter = @id ORDER BY place", new { id });
        return new Letter(row.To, row.Subject, Encoding.UTF8.GetString(masterKey.Open(row.Sealed, Purpose(row.To, row.Subject))))
        {
            Files = [.. files.Select(file => new LetterFile(file.Name, file.Type,
                masterKey.Open(file.Sealed, Purpose(id, row.To, new LetterFile(file.Name, file.Type, [])))))],
            NotAfter = row.NotAfter is { } end ? Database.Instant(end) : null,
        };
    }

    /// <summary>
    /// Takes the next letter that is due, so that no other process does: until <see cref="Tell"/> says what became of it,
    /// it waits as if this try had failed.
    /// </summary>
    /// <returns>Null when none is due.</returns>
    public (long Id, Letter Letter)? Take()
    {
        var now = clock.GetUtcNow();
        var taken = database.InTransaction((connection, transaction) =>
        {
            var at = new { now = Database.Instant(now), old = Database.Instant(now - Kept) };
            connection.Execute("UPDATE letter SET state = 'failed', error = 'too late', sealed = NULL "
                + "WHERE state = 'waiting' AND not_after <= @now", at, transaction);
            connection.Execute(
                "DELETE FROM letter_file WHERE letter IN (SELECT id FROM letter WHERE state <> 'waiting' AND put_at < @old)", at, transaction);
            connection.Execute("DELETE FROM letter WHERE state <> 'waiting' AND put_at < @old", at, transaction);
            var due = connection.QueryFirstOrDefault<(long Id, long Tries)?>(
                "SELECT id, tries FROM letter WHERE state = 'waiting' AND next_at <= @now ORDER BY next_at, id LIMIT 1", at, transaction);
            if (due is not { } one) return (long?)null;
            var next = Database.Instant(now + Waits[(int)Math.Min(one.Tries, Waits.Length - 1)]);
            return connection.Execute("UPDATE letter SET tries = tries + 1, next_at = @next WHERE id = @Id AND tries = @Tries AND state = 'waiting'",
                new { next, one.Id, one.Tries }, transaction) == 1 ? one.Id : null;
        });
        return taken is { } id && Open(id) is { } letter ? (id, letter) : null;
    }

    /// <summary>Tells what became of a letter that was taken.</summary>
    /// <param name="id">Which.</param>
    /// <param name="error">What the mail server said; null: it took it.</param>
    /// <param name="isFinal">It will never take it.</param>
    public void Tell(long id, string? error = null, bool isFinal = false) => database.InTransaction((connection, transaction) =>
    {
        if (error is null)
        {
            connection.Execute("DELETE FROM letter_file WHERE letter = @id", new { id }, transaction);
            return connection.Execute("UPDATE letter SET state = 'sent', error = '', sealed = NULL, sent_at = @now WHERE id = @id",
                new { id, now = Database.Instant(clock.GetUtcNow()) }, transaction);
        }
        // Of one that somebody wants tried again meanwhile (it has no tries) this try says nothing.
        return connection.Execute("""
            UPDATE letter SET error = @error, state = CASE WHEN @isFinal = 1 OR tries > @most THEN 'failed' ELSE 'waiting' END
            WHERE id = @id AND state = 'waiting' AND tries > 0
            """,
            new
            {
                id,
                error = Database.WithoutNul(error.Length > 500 ? error[..500] : error),
                isFinal = isFinal ? 1 : 0,
                most = Waits.Length,
            }, transaction);
    });

    /// <summary>Tries a letter again that was given up, or that waits for its next try.</summary>
    public void TryAgain(long id)
    {
        using (var connection = database.Connect())
        {
            connection.Execute(
                "UPDATE letter SET state = 'waiting', tries = 0, next_at = @now WHERE id = @id AND state <> 'sent' AND sealed IS NOT NULL",
                new { id, now = Database.Instant(clock.GetUtcNow()) });
        }
        Ring();
    }

    /// <summary>Waits until something was put here by this process, or for a while: what other processes put is found then.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(atMost);
        try
        {
            await rung.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nothing came in that while.
        }
    }

    /// <summary>A letter goes to nobody but whom it was written to: in it may be a code that opens an account.</summary>
    internal static SealPurpose Purpose(string recipient, string subject) => SealPurpose.Of("letter", recipient, subject);

    /// <summary>The same for a file in it.</summary>
    internal static SealPurpose Purpose(long letter, string recipient, LetterFile file) => SealPurpose.Of(
        "letter-file", letter.ToString(CultureInfo.InvariantCulture), recipient, file.Name, file.Type);

    /// <summary>Whoever sends looks at once.</summary>
    internal void Ring() => rung.Writer.TryWrite(true);

    private static SeenLetter Read(Row row) => new(row.Id, row.Recipient, row.Subject,
        row.State switch { "sent" => LetterState.Sent, "failed" => LetterState.Failed, _ => LetterState.Waiting },
        (int)row.Tries, row.Error, Database.Instant(row.PutAt), row.SentAt is { } at ? Database.Instant(at) : null);
}
