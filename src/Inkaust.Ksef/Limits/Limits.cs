using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>How much and how often KSeF takes (tag "Limity i ograniczenia"). Reads only.</summary>
public sealed class Limits
{
    private static readonly Wording Reading = new("odczyt limitów", "reading the limits");

    private readonly Exchange exchange;
    private readonly RequestPacing? pacing;

    internal Limits(Exchange exchange, RequestPacing? pacing)
    {
        this.exchange = exchange;
        this.pacing = pacing;
    }

    /// <summary>The limits of requests that hold for this context now. The pacing of this client, if it has one, goes by them from now on.</summary>
    public async Task<RateLimits> RateLimitsAsync(KsefAccess access, CancellationToken cancellation = default)
    {
        var limits = await exchange.AskAsync(Call(access, "/rate-limits"), LimitsJson.Default.RateLimits, cancellation).ConfigureAwait(false);
        pacing?.Adopt(access.Context, limits);
        return limits;
    }

    /// <summary>How many invoices of what size a session of this context takes.</summary>
    public Task<ContextLimits> ContextAsync(KsefAccess access, CancellationToken cancellation = default) =>
        exchange.AskAsync(Call(access, "/limits/context"), LimitsJson.Default.ContextLimits, cancellation);

    /// <summary>How many certificates whoever is signed in may have.</summary>
    public Task<SubjectLimits> SubjectAsync(KsefAccess access, CancellationToken cancellation = default) =>
        exchange.AskAsync(Call(access, "/limits/subject"), LimitsJson.Default.SubjectLimits, cancellation);

    private static Call Call(KsefAccess access, string path) => new(Reading, HttpMethod.Get, path) { Access = access };
}
