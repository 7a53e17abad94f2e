using System.Collections.Concurrent;

namespace Inkaust.Ksef;

/// <summary>
/// Keeps everything in this process that speaks to one environment below KSeF's limits of requests: a call waits for its turn,
/// first come, first served. A refusal for too many requests holds back everybody in the same group for as long as KSeF asks.
/// KSeF counts by context and address, so processes behind the same address share their past, or reckon with each other by lower limits.
/// </summary>
/// <param name="clock">The time.</param>
/// <param name="limits">What holds until the limits of a context are read; <see cref="RateLimits.Usual"/> when null.</param>
/// <param name="pastOf">
/// The past of a lane by its name, where it is shared with other processes; null: each process knows its own requests only. A name
/// holds the identifier of the context.
/// </param>
public sealed class RequestPacing(TimeProvider clock, RateLimits? limits = null, Func<string, ILanePast>? pastOf = null)
{
    private readonly RateLimits usual = limits ?? RateLimits.Usual;
    private readonly ConcurrentDictionary<ContextIdentifier, RateLimits> adopted = new();
    private readonly ConcurrentDictionary<Lane, RequestLane> lanes = new();

    /// <summary>From now on these limits hold for the context, also for calls that wait already.</summary>
    public void Adopt(ContextIdentifier context, RateLimits limits)
    {
        adopted[context] = limits;
        foreach (var (lane, requests) in lanes)
        {
            if (lane.Context == context || (lane.Context is null && limits.Anonymous is not null)) requests.Adopt(limits.Of(lane.Group));
        }
    }

    /// <summary>The limits that hold for the context.</summary>
    public RateLimits LimitsOf(ContextIdentifier context) => adopted.GetValueOrDefault(context, usual);

    /// <summary>
    /// How long a call that is made now will wait, as far as can be told: calls on their way are taken to end now. In the group
    /// <see cref="RequestGroup.Other"/> that of the slowest.
    /// </summary>
    public TimeSpan WaitFor(ContextIdentifier context, RequestGroup group) => lanes
        .Where(pair => pair.Key.Group == group && (pair.Key.Context is null || pair.Key.Context == context))
        .Select(pair => pair.Value.ExpectedWait())
        .DefaultIfEmpty(TimeSpan.Zero)
        .Max();

    /// <summary>Waits for the turn of a call; it lasts until it is disposed of.</summary>
    /// <param name="call">The call.</param>
    /// <param name="longestWait">How long it may wait; null: however long.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="KsefUnavailable">The wait would be longer than that.</exception>
    internal async Task<RequestTurn> TakeTurnAsync(Call call, TimeSpan? longestWait, CancellationToken cancellation)
    {
        var requests = LaneOf(call);
        if (longestWait is { } longest && requests.ExpectedWait() is var wait && wait > longest)
        {
            throw new KsefUnavailable(call.Operation, Disturbance.TooManyRequests, "the limit of requests is used up for now") { RetryAfter = wait };
        }
        return new RequestTurn(requests, await requests.EnterAsync(cancellation).ConfigureAwait(false));
    }

    private RequestLane LaneOf(Call call)
    {
        var group = RequestGroups.Of(call.Path);
        var context = group == RequestGroup.Public ? null : call.Access?.Context;
        // docs limity-api.md: each of the other calls has a counter of its own.
        var lane = new Lane(context, group, group == RequestGroup.Other ? RequestGroups.Endpoint(call.Path) : null);
        return lanes.GetOrAdd(lane, static (lane, pacing) => pacing.New(lane), this);
    }

    private RequestLane New(Lane lane) => new(LimitOf(lane), clock, pastOf?.Invoke(lane.Name));

    private RateLimit LimitOf(Lane lane) => (lane.Context is null ? usual : LimitsOf(lane.Context)).Of(lane.Group);

    private sealed record Lane(ContextIdentifier? Context, RequestGroup Group, string? Endpoint)
    {
        public string Name => $"{Context?.Type}/{Context?.Value}/{Group}/{Endpoint}";
    }
}

/// <summary>The right to make one request.</summary>
internal sealed class RequestTurn(RequestLane lane, long request) : IDisposable
{
    /// <summary>KSeF refused: too many requests.</summary>
    public void Refused(TimeSpan wait) => lane.Block(wait);

    public void Dispose() => lane.Leave(request);
}
