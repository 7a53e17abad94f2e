using System.Text.Json;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Microsoft.Data.Sqlite;

namespace Inkaust.Office;

/// <summary>
/// The requests of the last hour of all programs that share this data folder, because KSeF counts them together: by context and
/// address (KSEF 10). A file of its own beside the database, written without waiting for the disk: it is a count and not a
/// promise, and what a power cut takes from it KSeF still knows, and says with 429. It never keeps anybody from working.
/// </summary>
internal sealed class RequestCount(string folder, TimeProvider clock) : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS request (id INTEGER PRIMARY KEY, lane TEXT NOT NULL, started_at INTEGER NOT NULL, answered_at INTEGER);
        CREATE INDEX IF NOT EXISTS request_answered ON request (lane, answered_at);
        CREATE TABLE IF NOT EXISTS block (lane TEXT PRIMARY KEY, until INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS limits (context TEXT PRIMARY KEY, read_at INTEGER NOT NULL, content TEXT NOT NULL);
        """;

    private readonly Lock gate = new();
    private SqliteConnection? connection;

    /// <summary>Why the file cannot be used; from then on this process counts its own requests only.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The past of a lane.</summary>
    public ILanePast PastOf(string lane) => new SharedPast(this, lane, new PastInMemory(clock));

    /// <summary>The limits that were read for a context less than <paramref name="age"/> ago; null when none were.</summary>
    public RateLimits? LimitsOf(string context, TimeSpan age) => Use(null, open =>
    {
        var content = open.ExecuteScalar<string?>("SELECT content FROM limits WHERE context = @context AND read_at BETWEEN @After AND @Now",
            new { context, After = Milliseconds(Now - age), Now = Milliseconds(Now) });
        try
        {
            return content is null ? null : StoredJson.Read<RateLimits>(content);
        }
        catch (RefusedException)
        {
            return null; // A newer program wrote them beside us; they are asked for again.
        }
    });

    public void Keep(string context, RateLimits limits) => Use(0, open => open.Execute("""
        INSERT INTO limits (context, read_at, content) VALUES (@context, @Now, @Content)
        ON CONFLICT (context) DO UPDATE SET read_at = excluded.read_at, content = excluded.content
        """, new { context, Now = Milliseconds(Now), Content = StoredJson.Write(limits) }));

    /// <summary>How many requests the fullest lane with this beginning has had; one row of zeros where there is none.</summary>
    public IReadOnlyList<(int InAMinute, int InAnHour)> UsedIn(string beginning) => Use<IReadOnlyList<(int, int)>>([(0, 0)], open =>
    {
        var now = Now;
        var used = open.Query<(long Minute, long Hour)>("""
            SELECT SUM(CASE WHEN COALESCE(answered_at, @Now) > @AMinuteAgo THEN 1 ELSE 0 END), COUNT(*) FROM request
            WHERE substr(lane, 1, @Length) = @beginning AND COALESCE(answered_at, @Now) > @AnHourAgo GROUP BY lane
            """, new
        {
            beginning,
            beginning.Length,
            Now = Milliseconds(now),
            AMinuteAgo = Milliseconds(now - TimeSpan.FromMinutes(1)),
            AnHourAgo = Milliseconds(now - RateLimit.LongestWindow),
        }).Select(row => ((int)row.Minute, (int)row.Hour)).ToList();
        return used.Count > 0 ? used : [(0, 0)];
    });

    private TimeSpan Now => clock.GetUtcNow() - DateTimeOffset.UnixEpoch;

    private static long Milliseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);

    private T Use<T>(T otherwise, Func<SqliteConnection, T> work)
    {
        lock (gate)
        {
            if (Trouble is not null) return otherwise;
            try
            {
                return work(connection ??= Open());
            }
            catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException or JsonException)
            {
                Trouble = fault.Message;
                connection?.Dispose();
                connection = null;
                return otherwise;
            }
        }
    }

    public void Dispose()
    {
        lock (gate) connection?.Dispose();
    }

    private SqliteConnection Open()
    {
        OwnerOnly.Folder(folder);
        var file = Path.Combine(folder, "requests.db");
        if (!File.Exists(file)) Make(file);
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 10 }.ToString());
        opened.Open();
        opened.Execute("PRAGMA synchronous = OFF;" + Schema);
        return opened;
    }

    private static void Make(string file)
    {
        try
        {
            OwnerOnly.Create(file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process made it a moment ago.
        }
    }

    /// <summary>A lane as the file knows it; as this process alone knows it once the file cannot be used.</summary>
    private sealed class SharedPast(RequestCount count, string lane, ILanePast alone) : ILanePast
    {
        // What was not answered by then never will be: its process is gone.
        private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(2);

        // Of a request that this process alone counts.
        private const long Alone = -1;

        // A clock that was set back leaves requests in its future. They say nothing.
        private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

        public TimeSpan TryBegin(RateLimit limit, out long request)
        {
            var (wait, id) = count.Use<(TimeSpan, long)?>(null, open =>
            {
                using var transaction = open.BeginTransaction(deferred: false);
                var (answered, underWay, notBefore, now) = Read(open, limit);
                var next = limit.NextStart(answered, underWay, notBefore);
                if (next > now) return (next - now, 0);
                if (limit.IsNone) return (TimeSpan.Zero, 0);
                var begun = open.ExecuteScalar<long>(
                    "INSERT INTO request (lane, started_at) VALUES (@lane, @Now) RETURNING id", new { lane, Now = Milliseconds(now) });
                transaction.Commit();
                return (TimeSpan.Zero, begun);
            }) ?? (alone.TryBegin(limit, out _), Alone);
            request = id;
            return wait;
        }

        public void End(long request)
        {
            if (request == Alone) alone.End(0);
            else count.Use(
                0, open => open.Execute("UPDATE request SET answered_at = @Now WHERE id = @request", new { Now = Milliseconds(count.Now), request }));
        }

        public void Block(TimeSpan wait)
        {
            alone.Block(wait);
            count.Use(0, open => open.Execute("""
                INSERT INTO block (lane, until) VALUES (@lane, @Until) ON CONFLICT (lane) DO UPDATE SET until = MAX(until, excluded.until)
                """, new { lane, Until = Milliseconds(count.Now + wait) }));
        }

        public TimeSpan ExpectedWait(RateLimit limit, int ahead) => count.Use<TimeSpan?>(null, open =>
        {
            using var transaction = open.BeginTransaction(deferred: true);
            var (answered, underWay, notBefore, now) = Read(open, limit);
            return limit.WaitBehind(answered, underWay, ahead, notBefore, now);
        }) ?? alone.ExpectedWait(limit, ahead);

        private (IReadOnlyList<TimeSpan> Answered, int UnderWay, TimeSpan NotBefore, TimeSpan Now) Read(SqliteConnection open, RateLimit limit)
        {
            var now = count.Now;
            var blocked = open.ExecuteScalar<long?>(
                "SELECT until FROM block WHERE lane = @lane AND until <= @Most", new { lane, Most = Milliseconds(now + TimeSpan.FromDays(1)) });
            var notBefore = blocked is { } until && TimeSpan.FromMilliseconds(until) > now ? TimeSpan.FromMilliseconds(until) : now;
            if (limit.IsNone) return ([], 0, notBefore, now);
            open.Execute("""
                DELETE FROM request WHERE lane = @lane
                    AND (COALESCE(answered_at, started_at) <= @Old OR COALESCE(answered_at, started_at) > @Impossible);
                UPDATE request SET answered_at = started_at + @Longest WHERE lane = @lane AND answered_at IS NULL AND started_at <= @Now - @Longest;
                """, new
            {
                lane,
                Now = Milliseconds(now),
                Old = Milliseconds(now - RateLimit.LongestWindow - LongestRequest),
                Impossible = Milliseconds(now + Tolerance),
                Longest = Milliseconds(LongestRequest),
            });
            var answered = open.Query<long>("SELECT answered_at FROM request WHERE lane = @lane AND answered_at > @Old ORDER BY answered_at",
                new { lane, Old = Milliseconds(now - RateLimit.LongestWindow) }).Select(at => TimeSpan.FromMilliseconds(at)).ToList();
            var underWay = open.ExecuteScalar<int>("SELECT COUNT(*) FROM request WHERE lane = @lane AND answered_at IS NULL", new { lane });
            return (answered, underWay, notBefore, now);
        }
    }
}
