using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;
using Microsoft.AspNetCore.Http;

namespace Inkaust.LocalKsef;

/// <summary>What can be made to go wrong.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    /// <summary>The connection breaks off without an answer, and nothing was done.</summary>
    [JsonStringEnumMemberName("line-cut")] LineCut,

    /// <summary>The request is carried out, then the connection breaks off.</summary>
    [JsonStringEnumMemberName("answer-lost")] AnswerLost,

    /// <summary>The connection breaks off in the middle of the answer.</summary>
    [JsonStringEnumMemberName("cut-mid-body")] CutMidBody,

    [JsonStringEnumMemberName("html-502")] Html502,

    /// <summary>A gateway gives up waiting; the request is carried out all the same.</summary>
    [JsonStringEnumMemberName("html-504")] Html504,

    [JsonStringEnumMemberName("redirect-307")] Redirect307,

    [JsonStringEnumMemberName("too-many-requests")] TooManyRequests,

    /// <summary>
    /// Signing in, applications, exports and operations on rights that are begun say 100 as long as it is on, whatever has become of them.
    /// </summary>
    [JsonStringEnumMemberName("stuck-100")] StuckOn100,

    /// <summary>What a request begins is cancelled by the system: nothing of it is done, and its status is 550.</summary>
    [JsonStringEnumMemberName("cancelled-550")] Cancelled550,

    /// <summary>Invoices that are sent, and packages that are closed, stay in status 150 as long as it is on.</summary>
    [JsonStringEnumMemberName("stuck-150")] StuckOn150,

    /// <summary>
    /// Invoices that are sent, and packages that are closed, get their numbers but stay out of the archive as long as it is on (21165).
    /// </summary>
    [JsonStringEnumMemberName("late-storage")] LateStorage,

    /// <summary>21184 when an invoice is sent (LAW 97).</summary>
    [JsonStringEnumMemberName("session-unavailable")] SessionUnavailable,

    /// <summary>The request waits before anything is done; as long as it was told, but no longer than the fault is there.</summary>
    [JsonStringEnumMemberName("slow")] Slow,

    /// <summary>The request is carried out, and answered by JSON that is well-formed but not what was promised.</summary>
    [JsonStringEnumMemberName("wrong-json")] WrongJson,
}

internal sealed record FaultRequest
{
    public required FaultKind Kind { get; init; }

    /// <summary><c>METHOD path</c>; <c>*</c> stands for any method, and for any characters in the path.</summary>
    public string Match { get; init; } = "* /v2/*";

    /// <summary>How many requests it hits; null until it is removed.</summary>
    public int? Count { get; init; }

    /// <summary>0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Seconds, for too-many-requests.</summary>
    public int RetryAfter { get; init; } = 1;

    /// <summary>For slow.</summary>
    public int DelayMilliseconds { get; init; } = 1000;

    /// <summary>For wrong-json: what is answered; without it {"message":"ok"}.</summary>
    public JsonElement? Body { get; init; }
}

internal sealed record Fault(string Id, FaultKind Kind, string Match, int? Count, double Probability, int RetryAfter, int DelayMilliseconds, int Hits)
{
    public JsonElement? Body { get; init; }
}

/// <summary>The faults that are on.</summary>
internal sealed class Faults
{
    // What they hit stays where it is until they are removed.
    private static readonly FaultKind[] Holding = [FaultKind.StuckOn100, FaultKind.StuckOn150, FaultKind.LateStorage];

    // They hit what a request begins, not its answer.
    private static readonly FaultKind[] Inner = [.. Holding, FaultKind.SessionUnavailable, FaultKind.Cancelled550];

    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private readonly Dictionary<(FaultKind Kind, string Reference), string> held = [];
    private readonly Dictionary<string, CancellationTokenSource> waits = [];
    private readonly Random random = new(20260201);
    private int numbers;

    /// <summary>Called when faults were removed, outside of the lock.</summary>
    public event Action? Removed;

    public IReadOnlyList<Fault> All()
    {
        lock (gate) return [.. faults];
    }

    public Fault Add(FaultRequest request)
    {
        if (request.Match.Split(' ') is not [{ Length: > 0 }, ['/', ..] or "*"])
            throw ApiRefusal.Invalid(new Wording("match musi mieć postać 'METODA /ścieżka', na przykład '* /v2/*'.",
                "match has the form 'METHOD /path', for instance '* /v2/*'."));
        if (request.Probability is not (>= 0 and <= 1))
            throw ApiRefusal.Invalid(new Wording("probability musi być liczbą od 0 do 1.", "probability is a number from 0 to 1."));
        if (request.Count <= 0 || request.RetryAfter < 0 || request.DelayMilliseconds is < 0 or > 600_000)
            throw ApiRefusal.Invalid(new Wording("count musi być dodatnie, retryAfter nieujemne, delayMilliseconds od 0 do 600000.",
                "count is positive, retryAfter is not negative, delayMilliseconds goes from 0 to 600000."));
        if (request.Body is { } body && !CanBeWritten(body))
            throw ApiRefusal.Invalid(new Wording("body zawiera tekst, którego nie da się zapisać.", "body holds a text that cannot be written."));
        lock (gate)
        {
            var fault = new Fault($"fault-{++numbers}", request.Kind, request.Match, request.Count, request.Probability, request.RetryAfter,
                request.DelayMilliseconds, 0)
            {
                Body = request.Body?.Clone(),
            };
            faults.Add(fault);
            if (fault.Kind == FaultKind.Slow) waits[fault.Id] = new CancellationTokenSource();
            return fault;
        }
    }

    // Half of a character can be read in JSON, and written nowhere.
    private static bool CanBeWritten(JsonElement body)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(body, Json.Options).Length > 0;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    public bool Remove(string id)
    {
        bool found;
        CancellationTokenSource? wait;
        lock (gate)
        {
            found = faults.RemoveAll(fault => fault.Id == id) > 0;
            foreach (var free in held.Where(one => one.Value == id).Select(one => one.Key).ToList()) held.Remove(free);
            // One that has hit as often as it should is no longer listed, and the last request may still wait.
            found |= waits.Remove(id, out wait);
        }
        wait?.Cancel();
        Removed?.Invoke();
        return found;
    }

    public void Clear()
    {
        List<CancellationTokenSource> all;
        lock (gate)
        {
            faults.Clear();
            held.Clear();
            all = [.. waits.Values];
            waits.Clear();
        }
        foreach (var wait in all) wait.Cancel();
        Removed?.Invoke();
    }

    /// <summary>Waits as long as a slow one says, or until it is removed.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async Task Wait(Fault slow, CancellationToken gone)
    {
        CancellationToken removed;
        lock (gate) removed = waits.TryGetValue(slow.Id, out var wait) ? wait.Token : new CancellationToken(canceled: true);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, removed);
        await Task.Delay(slow.DelayMilliseconds, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        gone.ThrowIfCancellationRequested();
    }

    /// <summary>Holds what a request has begun where it is, when a fault of one of the kinds hits the request. It is counted.</summary>
    public void Hold(HttpRequest request, string reference, params ReadOnlySpan<FaultKind> kinds)
    {
        lock (gate)
            foreach (var kind in kinds)
                if (Take(request, fault => fault.Kind == kind && fault.Hits != fault.Count) is { } fault) held[(kind, reference)] = fault.Id;
    }

    /// <summary>True as long as the fault is on that holds it.</summary>
    public bool IsHeld(FaultKind kind, string reference)
    {
        lock (gate) return held.TryGetValue((kind, reference), out var by) && faults.Exists(fault => fault.Id == by);
    }

    /// <summary>The fault that hits this request on its way, if one does. It is counted.</summary>
    public Fault? Hitting(HttpRequest request) => Take(request, fault => !Inner.Contains(fault.Kind));

    /// <summary>True when a fault of the kind hits this request. It is counted.</summary>
    public bool Hits(FaultKind kind, HttpRequest request) => Take(request, fault => fault.Kind == kind) is not null;

    private Fault? Take(HttpRequest request, Func<Fault, bool> wanted)
    {
        lock (gate)
        {
            var index = faults.FindIndex(fault => wanted(fault) && Matches(fault.Match, request.Method, request.Path.Value ?? "/")
                && (fault.Probability >= 1 || random.NextDouble() < fault.Probability));
            if (index < 0) return null;
            var hit = faults[index] with { Hits = faults[index].Hits + 1 };
            // One that holds something goes on doing so.
            if (hit.Hits == hit.Count && !Holding.Contains(hit.Kind)) faults.RemoveAt(index);
            else faults[index] = hit;
            return hit;
        }
    }

    internal static bool Matches(string match, string method, string path)
    {
        var parts = match.Split(' ', 2);
        return (parts[0] == "*" || parts[0].Equals(method, StringComparison.OrdinalIgnoreCase)) && Glob(parts[1], path);
    }

    // Greedy with one step back, so that a hostile pattern costs no more than pattern times path.
    private static bool Glob(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, resume, p) = (p, t, p + 1);
            else if (p < pattern.Length && pattern[p] == text[t]) (p, t) = (p + 1, t + 1);
            else if (star >= 0) (p, t) = (star + 1, ++resume);
            else return false;
        }
        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
