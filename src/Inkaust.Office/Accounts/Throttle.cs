using System.Data.Common;
using Dapper;

namespace Inkaust.Office;

/// <summary>
/// Slows down who tries again and again. A try is counted before it is made, so that many at once do not slip through together; what goes well is
/// taken off again. The waits grow, end by themselves, and a day without tries forgets them.
/// </summary>
public sealed class Throttle(Database database, TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromMinutes(15), Memory = TimeSpan.FromHours(24);

    private sealed record Row(long Failures, string LastAt, string Until);

    /// <summary>Counts a try of each of these.</summary>
    /// <param name="tried">What is tried, by a name that is no secret, and how often it may be without a wait.</param>
    /// <returns>How long is to be waited, and nothing was counted; null: try.</returns>
    public TimeSpan? Begin(params IReadOnlyList<(string Name, int Free)> tried) => database.InTransaction<TimeSpan?>((connection, transaction) =>
    {
        var now = clock.GetUtcNow();
        // Each is written before it is read, so that whoever tries the same at this moment waits; in one order, so that none waits for the other.
        foreach (var name in tried.Select(one => Key(one.Name)).Order(StringComparer.Ordinal))
        {
            connection.Execute("""
                INSERT INTO throttle (name, failures, last_at, until) VALUES (@name, 0, @Now, @Now)
                ON CONFLICT (name) DO UPDATE SET failures = throttle.failures
                """, new { name, Now = Database.Instant(now) }, transaction);
        }
        var waits = tried.Select(one =>
            RowOf(connection, transaction, Key(one.Name)) is { } row ? Database.Instant(row.Until) - now : TimeSpan.Zero).Max();
        if (waits > TimeSpan.Zero) return waits;
        foreach (var (name, free) in tried)
        {
            var row = RowOf(connection, transaction, Key(name));
            var failures = 1 + (row is not null && now - Database.Instant(row.LastAt) < Memory ? row.Failures : 0);
            var wait = failures < free ? TimeSpan.Zero : First * Math.Pow(2, Math.Min(failures - free, 10));
            connection.Execute("""
                INSERT INTO throttle (name, failures, last_at, until) VALUES (@Name, @failures, @LastAt, @Until)
                ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, until = excluded.until
                """, new
            {
                Name = Key(name),
                failures,
                LastAt = Database.Instant(now),
                Until = Database.Instant(now + (wait < Longest ? wait : Longest)),
            }, transaction);
        }
        connection.Execute("DELETE FROM throttle WHERE last_at < @Old", new { Old = Database.Instant(now - Memory) }, transaction);
        return null;
    });

    /// <summary>It went well: this is forgotten.</summary>
    public void Forget(string name)
    {
        using var connection = database.Connect();
        connection.Execute("DELETE FROM throttle WHERE name = @Name", new { Name = Key(name) });
    }

    /// <summary>It went well: the one try is taken off, and what others tried in vain stays.</summary>
    public void TakeBack(string name)
    {
        using var connection = database.Connect();
        connection.Execute("UPDATE throttle SET failures = failures - 1, until = last_at WHERE name = @Name AND failures > 0",
            new { Name = Key(name) });
    }

    // Names hold addresses, which need not stand here in clear.
    private static string Key(string name) => Secret.HashOf(name);

    private static Row? RowOf(DbConnection connection, DbTransaction transaction, string name) => connection.QuerySingleOrDefault<Row>(
        "SELECT failures, last_at, until FROM throttle WHERE name = @name", new { name }, transaction);
}
