using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Six-digit codes by e-mail: good for 15 minutes, once, with five mistakes. Whoever asks is given a secret, which his browser keeps; the row is
/// found by its hash, and the code is hashed together with it, so that who reads the database cannot try the million codes out.
/// </summary>
internal sealed class EmailCodes(Database database, MasterKey masterKey, TimeProvider clock)
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1), Kept = TimeSpan.FromHours(2);

    private const int MostWrong = 5;

    private sealed record Row(string Id, string Hash, byte[] Facts, long Wrong, string SentAt, string EndsAt);

    /// <summary>Draws the first code.</summary>
    /// <param name="purpose">What it is for; it is good for nothing else.</param>
    /// <param name="facts">What was asked for, to be given back with the right code.</param>
    public (string Asked, string Code) Draw<T>(string purpose, T facts)
    {
        var (asked, code, now) = (Secret.Draw(), NewCode(), clock.GetUtcNow());
        using var connection = database.Connect();
        connection.Execute("DELETE FROM email_code WHERE sent_at < @Old", new { Old = Database.Instant(now - Kept) });
        connection.Execute("""
            INSERT INTO email_code (id, purpose, hash, facts, wrong, sent_at, ends_at) VALUES (@Id, @purpose, @Hash, @Facts, 0, @SentAt, @EndsAt)
            """, new
        {
            Id = Secret.HashOf(asked),
            purpose,
            Hash = Secret.HashOf(asked + code),
            Facts = masterKey.Seal(Encoding.UTF8.GetBytes(StoredJson.Write(facts)), Purpose(Secret.HashOf(asked), purpose)),
            SentAt = Database.Instant(now),
            EndsAt = Database.Instant(now + Length),
        });
        return (asked, code);
    }

    /// <summary>Draws another code; the one before ends.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-007: nothing was asked for; 008: too soon.</exception>
    public (T Facts, string Code) DrawAgain<T>(string purpose, string asked)
    {
        var row = RowOf(purpose, asked) ?? throw new RefusedException(AccountFindings.CodeIsOver);
        var now = clock.GetUtcNow();
        if (Database.Instant(row.SentAt) + Pause - now is var wait && wait > TimeSpan.Zero)
            throw new RefusedException(AccountFindings.AskedTooSoon(wait));
        var code = NewCode();
        using var connection = database.Connect();
        var drawn = connection.Execute("""
            UPDATE email_code SET hash = @Hash, wrong = 0, sent_at = @SentAt, ends_at = @EndsAt
            WHERE id = @Id AND purpose = @purpose AND sent_at = @Before
            """, new
        {
            Hash = Secret.HashOf(asked + code),
            SentAt = Database.Instant(now),
            EndsAt = Database.Instant(now + Length),
            Id = Secret.HashOf(asked),
            purpose,
            Before = row.SentAt,
        });
        return drawn == 1 ? (Facts<T>(row, purpose), code) : throw new RefusedException(AccountFindings.AskedTooSoon(Pause));
    }

    /// <summary>What was asked for; null: nothing, or it is long over.</summary>
    public T? Look<T>(string purpose, string asked) where T : class => RowOf(purpose, asked) is { } row ? Facts<T>(row, purpose) : null;

    /// <summary>Takes a code: a right one is gone, a wrong one counts.</summary>
    /// <returns>What was asked for.</returns>
    /// <exception cref="RefusedException">INK-ACCOUNT-006: wrong; 007: it has run out, was used, or bore too many mistakes.</exception>
    public T Take<T>(string purpose, string asked, string? code)
    {
        var row = RowOf(purpose, asked) ?? throw new RefusedException(AccountFindings.CodeIsOver);
        var id = new { Id = Secret.HashOf(asked), Now = Database.Instant(clock.GetUtcNow()), MostWrong };
        using var connection = database.Connect();
        // The mistake is counted before it is looked at, so that many at once have five tries together.
        if (connection.Execute("UPDATE email_code SET wrong = wrong + 1 WHERE id = @Id AND ends_at > @Now AND wrong < @MostWrong", id) != 1)
            throw new RefusedException(AccountFindings.CodeIsOver);
        var digits = string.Concat((code ?? "").Where(char.IsAsciiDigit));
        if (!Secret.Fits(asked + digits, row.Hash)) throw new RefusedException(AccountFindings.WrongCode);
        if (connection.Execute("DELETE FROM email_code WHERE id = @Id AND hash = @Hash", new { id.Id, row.Hash }) != 1)
            throw new RefusedException(AccountFindings.CodeIsOver);
        return Facts<T>(row, purpose);
    }

    private Row? RowOf(string purpose, string asked)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>(
            "SELECT id, hash, facts, wrong, sent_at, ends_at FROM email_code WHERE id = @Id AND purpose = @purpose",
            new { Id = Secret.HashOf(asked), purpose });
    }

    private T Facts<T>(Row row, string purpose) =>
        StoredJson.Read<T>(Encoding.UTF8.GetString(masterKey.Open(row.Facts, Purpose(row.Id, purpose))));

    /// <summary>What was asked for belongs to who asked, and to what for: nobody's code gives out what another one asked.</summary>
    internal static SealPurpose Purpose(string row, string purpose) => SealPurpose.Of("email-code", row, purpose);

    private static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
}
