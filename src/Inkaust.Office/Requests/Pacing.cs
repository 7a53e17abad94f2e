using System.Collections.Concurrent;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>How much is used of a limit.</summary>
/// <param name="Group">Which calls.</param>
/// <param name="Limit">How many there may be.</param>
/// <param name="InAMinute">How many there were in the last minute.</param>
/// <param name="InAnHour">How many there were in the last hour.</param>
public sealed record LimitUse(RequestGroup Group, RateLimit Limit, int InAMinute, int InAnHour);

/// <summary>
/// Keeps everything that speaks to KSeF from this data folder below its limits of requests: one pacing for each environment, limits
/// as KSeF tells them, and a count that all processes share.
/// </summary>
public sealed class Pacing(string folder, TimeProvider clock) : IDisposable
{
    // They change when an official grants more, or the ministry turns them down.
    private static readonly TimeSpan LimitsGoodFor = TimeSpan.FromHours(1);

    private readonly RequestCount count = new(folder, clock);
    private readonly ConcurrentDictionary<string, RequestPacing> pacings = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> adoptedAt = new();

    /// <summary>Said once something is wrong with the shared count; null while all is well.</summary>
    public Finding? Trouble => count.Trouble is not { } trouble ? null : new Finding("INK-PACE-001", Severity.Advice, new(
        $"Wspólnego licznika żądań nie da się użyć ({trouble}); ten proces liczy tylko własne żądania.",
        $"The shared count of requests cannot be used ({trouble}); this process counts its own requests only."))
    {
        Hint = new(
            "Sprawdź plik requests.db w folderze danych; wolno go usunąć.", "Look at the file requests.db in the data folder; it may be deleted."),
    };

    /// <summary>The pacing of an environment.</summary>
    public RequestPacing Of(KsefEnvironment environment) =>
        pacings.GetOrAdd(environment.Word, word => new RequestPacing(clock, pastOf: lane => count.PastOf($"{word} {lane}")));

    /// <summary>Goes by the limits that KSeF gives this company, asking once an hour. While KSeF does not say them, the usual ones hold.</summary>
    public async Task KeepLimitsAsync(KsefClient ksef, KsefAccess access, CancellationToken stop = default)
    {
        var context = $"{ksef.Environment.Word} {access.Context.Type}/{access.Context.Value}";
        var now = clock.GetUtcNow();
        if (adoptedAt.TryGetValue(context, out var at) && at.IsYoungerThan(LimitsGoodFor, now)) return;
        adoptedAt[context] = now;
        if (count.LimitsOf(context, LimitsGoodFor) is { } known)
        {
            Of(ksef.Environment).Adopt(access.Context, known);
            return;
        }
        try
        {
            count.Keep(context, await ksef.Limits.RateLimitsAsync(access, stop));
        }
        catch (KsefException)
        {
            adoptedAt.TryRemove(context, out _);
        }
    }

    /// <summary>How much a company has used of each limit that KSeF sets it, in the last minute and the last hour. Limits that are switched off are
    /// left out.</summary>
    public IReadOnlyList<LimitUse> UseOf(Company company)
    {
        var context = ContextIdentifier.Of(company.Nip);
        var limits = Of(company.Environment).LimitsOf(context);
        if (count.LimitsOf($"{company.Environment.Word} {context.Type}/{context.Value}", LimitsGoodFor) is { } known) limits = known;
        return [.. Enum.GetValues<RequestGroup>().Where(group => group != RequestGroup.Public && !limits.Of(group).IsNone).Select(group =>
        {
            // Of the other calls each has a counter of its own: the fullest counts.
            var lanes = count.UsedIn($"{company.Environment.Word} {context.Type}/{context.Value}/{group}/");
            return new LimitUse(group, limits.Of(group), lanes.Max(one => one.InAMinute), lanes.Max(one => one.InAnHour));
        })];
    }

    public void Dispose() => count.Dispose();
}
