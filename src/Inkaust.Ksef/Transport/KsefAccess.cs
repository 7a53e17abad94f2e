using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// A sign-in that lasts: on whose behalf, and the tokens behind it. It renews its access token by itself shortly before the
/// clock says that it ends (about every 15 minutes) until the sign-in ends (up to 7 days). The tokens are never shown.
/// </summary>
// The semaphore's wait handle is never asked for, so there is nothing to dispose of.
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable")]
public sealed class KsefAccess
{
    private static readonly Wording Refreshing = new("odświeżenie dostępu", "refreshing access");
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly Exchange exchange;
    private readonly TimeProvider clock;
    private readonly Token refreshToken;
    private readonly SemaphoreSlim renewing = new(1, 1);
    private volatile Token accessToken;

    internal KsefAccess(Exchange exchange, TimeProvider clock, ContextIdentifier context, ReferenceNumber reference, TokenPair tokens)
    {
        this.exchange = exchange;
        this.clock = clock;
        Context = context;
        Reference = reference;
        accessToken = tokens.AccessToken;
        refreshToken = tokens.RefreshToken;
    }

    /// <summary>On whose behalf.</summary>
    public ContextIdentifier Context { get; }

    /// <summary>The reference number of the sign-in.</summary>
    public ReferenceNumber Reference { get; }

    /// <summary>In what way, as KSeF saw it; null when it did not say.</summary>
    public SignInMethod? Method { get; internal init; }

    /// <summary>When the sign-in ends for good unless it is revoked before.</summary>
    public DateTimeOffset EndsAt => refreshToken.ValidUntil;

    /// <summary>False when a new sign-in is needed for sure.</summary>
    public bool IsUsable => clock.GetUtcNow() < EndsAt || clock.GetUtcNow() < accessToken.ValidUntil;

    /// <summary>
    /// What the access token allows, in KSeF's words (<c>Owner</c>, <c>InvoiceWrite</c>, ...): its claim <c>per</c>, a string that holds
    /// a JSON array (KSEF 3). Null when the token cannot be read; nothing but KSeF's own answer decides what it may do.
    /// </summary>
    public IReadOnlyList<string>? Permissions()
    {
        if (accessToken.Secret.Split('.') is not [_, var payload, _]) return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.TryGetProperty("per", out var per) && per.ValueKind == JsonValueKind.String
                ? JsonSerializer.Deserialize(per.GetString()!, TokensJson.Default.ListString)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>When it ends, and nothing secret.</summary>
    public override string ToString() => $"access to KSeF until {EndsAt:u}";

    /// <summary>An access token that is good for a minute at least.</summary>
    /// <exception cref="KsefAccessLost">The sign-in is over.</exception>
    internal async Task<string> TokenAsync(CancellationToken cancellation)
    {
        var current = accessToken;
        return clock.GetUtcNow() + Margin < current.ValidUntil
            ? current.Secret
            : await RenewAsync(current.Secret, cancellation).ConfigureAwait(false);
    }

    /// <summary>A token other than <paramref name="spent"/>; whoever comes second gets what the first one fetched.</summary>
    internal async Task<string> RenewAsync(string spent, CancellationToken cancellation)
    {
        await renewing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (accessToken.Secret == spent) accessToken = await RefreshAsync(cancellation).ConfigureAwait(false);
            return accessToken.Secret;
        }
        finally
        {
            renewing.Release();
        }
    }

    private async Task<Token> RefreshAsync(CancellationToken cancellation)
    {
        if (clock.GetUtcNow() >= EndsAt) throw new KsefAccessLost(Refreshing, "the sign-in has ended");
        try
        {
            var call = new Call(Refreshing, HttpMethod.Post, "/auth/token/refresh") { Bearer = refreshToken.Secret };
            return (await exchange.AskAsync(call, TokensJson.Default.RefreshedToken, cancellation).ConfigureAwait(false)).AccessToken;
        }
        // 21301: revoked, or its state does not allow it; 21304: not known (any more).
        catch (KsefRejected refused) when (refused.Has(21301) || refused.Has(21304))
        {
            throw new KsefAccessLost(Refreshing, "KSeF does not refresh it", refused);
        }
    }
}
