using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What Latarnia last said, and when we heard it.</summary>
public sealed record LatarniaHeard(string State, DateTimeOffset ReadAt);

/// <summary>
/// Every message of Latarnia that this program ever saw, as it came and with its hash. Modes and deadlines rest on them for
/// years, Latarnia keeps them for 30 days.
/// </summary>
public sealed class AnnouncementArchive(Database database, TimeProvider clock)
{
    private sealed record HeardRow
    {
        public required string State { get; init; }
        public required string ReadAt { get; init; }
    }

    // A person may be waiting; and a Latarnia that hangs is as silent as one that is gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks Latarnia, and keeps what is new. Its silence changes nothing (LAW 106).</summary>
    /// <param name="ksef">Whose Latarnia.</param>
    /// <param name="goodFor">When it was asked less than this ago, by whatever company, that answer is taken (LAW 107).</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null when it could not be asked, or is not to be relied on (LAW 105).</returns>
    public async Task<LatarniaHeard?> AskAsync(KsefClient ksef, TimeSpan goodFor, CancellationToken stop = default)
    {
        if (ksef.Latarnia is null || !ksef.Environment.LatarniaIsLive) return null;
        if (LastAsked(ksef.Environment) is { } asked && asked.IsYoungerThan(goodFor, clock.GetUtcNow()))
            return Heard(ksef.Environment) is { } heard && heard.ReadAt >= asked ? heard : null;
        using var limit = new CancellationTokenSource(Patience, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        Asked(ksef.Environment);
        try
        {
            var messages = await ksef.Latarnia.MessagesAsync(patience.Token);
            var status = await ksef.Latarnia.StatusAsync(patience.Token);
            Keep(ksef.Environment, messages.RawJson, status.State?.ToString() ?? "Unknown");
            return Heard(ksef.Environment);
        }
        catch (KsefException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Asks it now, whenever it was asked before.</summary>
    /// <inheritdoc cref="AskAsync(KsefClient, TimeSpan, CancellationToken)"/>
    public Task<LatarniaHeard?> AskAsync(KsefClient ksef, CancellationToken stop = default) => AskAsync(ksef, TimeSpan.Zero, stop);

    /// <summary>Asks it now, because a mode is to rest on it; only where it has just been silent nobody waits for it again.</summary>
    /// <param name="ksef">Whose Latarnia.</param>
    /// <param name="silentFor">So long its silence is believed.</param>
    /// <param name="stop">Gives up.</param>
    /// <inheritdoc cref="AskAsync(KsefClient, TimeSpan, CancellationToken)"/>
    public Task<LatarniaHeard?> AskAfreshAsync(KsefClient ksef, TimeSpan silentFor, CancellationToken stop = default) =>
        AskAsync(ksef, LastAsked(ksef.Environment) is { } asked && !(Heard(ksef.Environment)?.ReadAt >= asked) ? silentFor : TimeSpan.Zero, stop);

    private DateTimeOffset? LastAsked(KsefEnvironment environment)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<string?>("SELECT asked_at FROM latarnia_asked WHERE environment = @Word", new { environment.Word }) is { } at
            ? Database.Instant(at) : null;
    }

    private void Asked(KsefEnvironment environment)
    {
        using var connection = database.Connect();
        connection.Execute(
            "INSERT INTO latarnia_asked (environment, asked_at) VALUES (@Word, @Now) ON CONFLICT (environment) DO UPDATE SET asked_at = @Now",
            new { environment.Word, Now = Database.Instant(clock.GetUtcNow()) });
    }

    /// <summary>What Latarnia last said about an environment; null when it was never heard.</summary>
    public LatarniaHeard? Heard(KsefEnvironment environment)
    {
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<HeardRow>(
            "SELECT state, read_at FROM latarnia WHERE environment = @Word", new { environment.Word });
        return row is null ? null : new LatarniaHeard(row.State, Database.Instant(row.ReadAt));
    }

    /// <summary>All events announced for an environment, by their first publication.</summary>
    public IReadOnlyList<Announcement> Of(KsefEnvironment environment) =>
        Announcement.Of(AsTheyCame(environment).SelectMany(Messages), clock.GetUtcNow());

    /// <summary>The same without the total failures that no person has confirmed: until then they lift no duty and no deadline (LAW 3, 30).</summary>
    public IReadOnlyList<Announcement> Confirmed(KsefEnvironment environment) =>
        [.. Of(environment).Where(one => one.Category != AnnouncementCategory.TotalFailure || IsConfirmed(environment, one.EventId))];

    /// <summary>The total failures that wait for a person to confirm them.</summary>
    public IReadOnlyList<Announcement> Unconfirmed(KsefEnvironment environment) => !SpeaksOfATotalFailure(environment) ? [] :
        [.. Of(environment)
            .Where(one => one is { Category: AnnouncementCategory.TotalFailure, EndAt: null } && !IsConfirmed(environment, one.EventId))];

    // Asked on every page, while total failures hardly ever come: years of messages are not read for it.
    private bool SpeaksOfATotalFailure(KsefEnvironment environment)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM announcement WHERE environment = @Word AND raw LIKE '%TOTAL_FAILURE%')", new { environment.Word });
    }

    /// <summary>The total failure that a person means to confirm. One that has ended is never meant by itself.</summary>
    /// <param name="environment">Where.</param>
    /// <param name="named">Latarnia's number of it; null: the one that is going on and that nobody has confirmed, or the only one that goes
    /// on.</param>
    /// <exception cref="RefusedException">INK-MODE-004: none was announced, or not that one; INK-MODE-006: none goes on; INK-MODE-007: several
    /// do.</exception>
    public Announcement TotalFailureMeant(KsefEnvironment environment, long? named)
    {
        var now = clock.GetUtcNow();
        List<Announcement> announced = [.. Of(environment).Where(one => one.Category == AnnouncementCategory.TotalFailure)];
        if (named is { } number)
            return announced.FirstOrDefault(one => one.EventId == number) ?? throw new RefusedException(NotAnnounced($" {number}", announced));
        if (announced.Count == 0) throw new RefusedException(NotAnnounced("", announced));
        List<Announcement> goingOn = [.. announced.Where(one => one.EndAt is null || now < one.EndAt)];
        if (goingOn.Where(one => !IsConfirmed(environment, one.EventId)).ToList() is { Count: > 0 } unconfirmed) goingOn = unconfirmed;
        return goingOn switch
        {
            [var only] => only,
            [] => throw new RefusedException(new Finding("INK-MODE-006",
                $"Żadna awaria całkowita nie trwa. Zakończone: {Listed(announced)}.", $"No total failure is going on. Ended: {Listed(announced)}.")
            { Hint = new("Jeśli chodzi o zakończoną, wskaż ją", "If an ended one is meant, name it"), Next = new NameTotalFailure() }),
            _ => throw new RefusedException(new Finding("INK-MODE-007",
                $"Trwa kilka awarii całkowitych: {Listed(goingOn)}.", $"Several total failures are going on: {Listed(goingOn)}.")
            { Hint = new("Wskaż jedną", "Name one"), Next = new NameTotalFailure() }),
        };
    }

    private static Finding NotAnnounced(string which, List<Announcement> announced) => new("INK-MODE-004",
        $"Latarnia nie ogłosiła awarii całkowitej{which}.", $"Latarnia has announced no total failure{which}.")
    {
        Hint = announced.Count == 0 ? new("Sprawdź", "Look") : new($"Ogłoszone: {Listed(announced)}", $"Announced: {Listed(announced)}"),
        Next = announced.Count == 0 ? new SeeStanding() : null,
    };

    private static string Listed(IEnumerable<Announcement> some) =>
        string.Join(", ",
            some.Select(one => $"{one.EventId} ({PolishTime.Shown(one.StartAt)} – {(one.EndAt is { } end ? PolishTime.Shown(end) : "")})"));

    /// <summary>The messages of one event as they came, for the record of a decision.</summary>
    public IReadOnlyList<string> Evidence(KsefEnvironment environment, long eventId) =>
        [.. AsTheyCame(environment).Where(raw => Messages(raw).Any(message => message.EventId == eventId))];

    /// <summary>Notes that a person has confirmed a total failure, from BIP or the mass media (art. 106ne ust. 3).</summary>
    public void ConfirmTotalFailure(KsefEnvironment environment, long eventId, string reference)
    {
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO total_failure (environment, event_id, reference, confirmed_at) VALUES (@Word, @eventId, @reference, @At)
            ON CONFLICT (environment, event_id) DO NOTHING
            """, new { environment.Word, eventId, reference, At = Database.Instant(clock.GetUtcNow()) });
    }

    /// <summary>Where it was read that this total failure is one, and when a person said so; null: nobody has.</summary>
    public (string Reference, DateTimeOffset At)? Confirmation(KsefEnvironment environment, long eventId)
    {
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<(string Reference, string At)?>(
            "SELECT reference, confirmed_at FROM total_failure WHERE environment = @Word AND event_id = @eventId", new { environment.Word, eventId });
        return row is { } kept ? (kept.Reference, Database.Instant(kept.At)) : null;
    }

    /// <summary>A person has confirmed this total failure.</summary>
    public bool IsConfirmed(KsefEnvironment environment, long eventId)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>("SELECT COUNT(*) FROM total_failure WHERE environment = @Word AND event_id = @eventId",
            new { environment.Word, eventId }) > 0;
    }

    /// <summary>Every message for an environment as it came, in the order in which it was heard.</summary>
    internal IReadOnlyList<string> AsTheyCame(KsefEnvironment environment)
    {
        using var connection = database.Connect();
        return connection.Query<string>("SELECT raw FROM announcement WHERE environment = @Word ORDER BY id", new { environment.Word }).AsList();
    }

    private void Keep(KsefEnvironment environment, ReadOnlyMemory<byte> answer, string state)
    {
        using var document = JsonDocument.Parse(answer);
        var messages = document.RootElement.EnumerateArray().Select(message => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(message))).ToList();
        var now = Database.Instant(clock.GetUtcNow());
        database.InTransaction((connection, transaction) =>
        {
            foreach (var raw in messages)
            {
                connection.Execute("""
                    INSERT INTO announcement (environment, raw, raw_hash, first_read_at) VALUES (@Word, @raw, @Hash, @now)
                    ON CONFLICT (environment, raw_hash) DO NOTHING
                    """, new { environment.Word, raw, Hash = HashOf(raw), now }, transaction);
            }
            return connection.Execute("""
                INSERT INTO latarnia (environment, state, read_at) VALUES (@Word, @state, @now)
                ON CONFLICT (environment) DO UPDATE SET state = @state, read_at = @now
                """, new { environment.Word, state, now }, transaction);
        });
    }

    private static IReadOnlyList<LatarniaMessage> Messages(string raw) => LatarniaMessage.ReadJson(Encoding.UTF8.GetBytes($"[{raw}]"));

    internal static string HashOf(string raw) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(raw)));
}
