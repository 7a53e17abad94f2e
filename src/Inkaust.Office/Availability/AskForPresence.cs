using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json.Serialization;
using Dapper;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>Whether KSeF answers, as it was last seen.</summary>
/// <param name="Answers">It does.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="AskedAt">When it was last asked.</param>
/// <param name="Silence">How it failed to answer; null when it answers.</param>
public sealed record Presence(
    bool Answers, DateTimeOffset Since, DateTimeOffset AskedAt, [property: JsonPropertyName("words")] Silence? Silence);

/// <summary>KSeF fell silent, or answered again.</summary>
/// <param name="At">When that was seen.</param>
/// <param name="Answers">It answers since then.</param>
/// <param name="Silence">How it failed to answer; null when it answers.</param>
public sealed record PresenceChange(DateTimeOffset At, bool Answers, Silence? Silence);

/// <summary>
/// Asks whether KSeF is there, once for all companies of an environment. One failed question is nothing, and neither is one answer in
/// the middle of an outage: what was so stays so until three questions in a row say otherwise. While KSeF is known to be silent nobody
/// waits for it again for a while, so that a till goes on. But once it has done something for somebody who is signed in, it answers.
/// </summary>
public sealed class AskForPresence(Database database, HttpClient http, TimeProvider clock, OfficeLog? log = null)
{
    private const int InARow = 3;
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan SilenceIsBelievedFor = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SilenceIsRememberedFor = TimeSpan.FromMinutes(30);

    // Thousands of exchanges in a row need not each look into the database whether another process has noted a silence meanwhile.
    private static readonly TimeSpan AnswersAreNotedEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> answeredAt = new(), notedAt = new();

    private sealed record Row
    {
        public required long Answers { get; init; }
        public required string Since { get; init; }
        public required string AskedAt { get; init; }
        public required string? Words { get; init; }
    }

    /// <summary>How long one question may take: a person is waiting, and a KSeF that hangs is as silent as one that is gone.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether KSeF answers; asks it, unless it is known to have been silent a moment ago.</summary>
    public Task<Presence> OfAsync(KsefEnvironment environment, CancellationToken stop = default) => OfAsync(environment, TimeSpan.Zero, stop);

    /// <summary>The same for whoever asks often.</summary>
    /// <param name="environment">Which KSeF.</param>
    /// <param name="answerIsGoodFor">For how long an answer need not be asked for again.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Presence> OfAsync(KsefEnvironment environment, TimeSpan answerIsGoodFor, CancellationToken stop) =>
        OfAsync(environment, SilenceIsBelievedFor, answerIsGoodFor, stop);

    /// <summary>The same, and no silence is believed: something speaks against it.</summary>
    public Task<Presence> AfreshAsync(KsefEnvironment environment, CancellationToken stop = default) =>
        OfAsync(environment, TimeSpan.Zero, TimeSpan.Zero, stop);

    private async Task<Presence> OfAsync(KsefEnvironment environment, TimeSpan believed, TimeSpan answerIsGoodFor, CancellationToken stop)
    {
        var before = Last(environment);
        var began = clock.GetUtcNow();
        if (before is not null && before.AskedAt.IsYoungerThan(before.Answers ? answerIsGoodFor : believed, began)) return before;

        var wasSilent = before is { Answers: false } && began - before.AskedAt < SilenceIsRememberedFor;
        Silence? silence = null;
        for (var question = 1; question <= InARow; question++)
        {
            if (question > 1) await Task.Delay(BetweenQuestions, clock, stop);
            silence = await SilenceAsync(environment, stop);
            if (silence is null != wasSilent) return Keep(environment, before, answers: !wasSilent || HasAnsweredSince(environment, began), silence);
        }
        return Keep(environment, before, answers: wasSilent || HasAnsweredSince(environment, began), silence);
    }

    /// <summary>
    /// KSeF has just done what somebody asked for in his own name, which is more than any question can show: what is known of it is never older
    /// than that. A note that cannot be made must not cost the exchange.
    /// </summary>
    public void Answered(KsefEnvironment environment)
    {
        var now = clock.GetUtcNow();
        answeredAt[environment.Word] = now;
        if (notedAt.TryGetValue(environment.Word, out var noted) && noted.IsYoungerThan(AnswersAreNotedEvery, now)) return;
        try
        {
            if (Last(environment) is { Answers: false } silent) Keep(environment, silent, answers: true, null);
            notedAt[environment.Word] = now;
        }
        catch (DbException)
        {
            // The next exchange tries again.
        }
    }

    private bool HasAnsweredSince(KsefEnvironment environment, DateTimeOffset began) =>
        answeredAt.TryGetValue(environment.Word, out var at) && at >= began;

    /// <summary>What was last seen; null when nobody has asked yet.</summary>
    public Presence? Last(KsefEnvironment environment)
    {
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<Row>(
            "SELECT answers, since, asked_at, words FROM presence WHERE environment = @Word", new { environment.Word });
        return row is null ? null : new Presence(row.Answers == 1, Database.Instant(row.Since), Database.Instant(row.AskedAt),
            row.Words is { } words ? Silence.Parse(words) : null);
    }

    /// <summary>When KSeF fell silent and when it answered again, newest first.</summary>
    /// <param name="environment">Which.</param>
    /// <param name="atMost">How many.</param>
    public IReadOnlyList<PresenceChange> Changes(KsefEnvironment environment, int atMost)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string At, long Answers, string? Words)>("""
            SELECT at, answers, words FROM presence_change WHERE environment = @Word ORDER BY id DESC LIMIT @atMost
            """, new { environment.Word, atMost })
            .Select(row => new PresenceChange(Database.Instant(row.At), row.Answers == 1, row.Words is { } words ? Silence.Parse(words) : null))];
    }

    // The keys are public, small and needed by everybody.
    private async Task<Silence?> SilenceAsync(KsefEnvironment environment, CancellationToken stop)
    {
        try
        {
            await new KsefClient(http, environment, clock, Patience, log: log?.Wire).PublicKeys.ForSymmetricKeysAsync(stop);
            return null;
        }
        catch (KsefRejected)
        {
            return null; // It answered.
        }
        catch (KsefUnavailable busy) when (busy.Disturbance == Disturbance.TooManyRequests)
        {
            return null; // So did this.
        }
        catch (KsefException fault)
        {
            return Silence.Of(fault);
        }
    }

    private Presence Keep(KsefEnvironment environment, Presence? before, bool answers, Silence? silence)
    {
        var now = clock.GetUtcNow();
        if (before?.Answers != answers) log?.KsefIsSeen(environment, answers);
        if (!answers) notedAt.TryRemove(environment.Word, out _);
        var seen = new Presence(
            answers, before is not null && before.Answers == answers ? before.Since : now, now, answers ? null : silence ?? before?.Silence);
        using var connection = database.Connect();
        if (before?.Answers != answers)
        {
            // Somebody else may have asked at the same time.
            connection.Execute("""
                INSERT INTO presence_change (environment, at, answers, words) SELECT @Word, @At, @Answers, @Words
                WHERE COALESCE((SELECT answers FROM presence_change WHERE environment = @Word ORDER BY id DESC LIMIT 1), -1) <> @Answers
                """, new { environment.Word, At = Database.Instant(now), Answers = answers ? 1L : 0L, Words = seen.Silence?.ToString() });
        }
        connection.Execute("""
            INSERT INTO presence (environment, answers, since, asked_at, words) VALUES (@Word, @Answers, @Since, @AskedAt, @Words)
            ON CONFLICT (environment) DO UPDATE SET answers = @Answers, since = @Since, asked_at = @AskedAt, words = @Words
            """, new
        {
            environment.Word,
            Answers = seen.Answers ? 1 : 0,
            Since = Database.Instant(seen.Since),
            AskedAt = Database.Instant(now),
            Words = seen.Silence?.ToString(),
        });
        return seen;
    }
}
