using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>KSeF tokens: secrets with which a program signs in (tag "Tokeny KSeF"). Only of a NIP or an internal identifier (KSEF 4).</summary>
public sealed class Tokens
{
    private const int PageSize = 100;

    private static readonly Wording Generating = new("utworzenie tokena KSeF", "making a KSeF token");
    private static readonly Wording Listing = new("lista tokenów KSeF", "listing KSeF tokens");
    private static readonly Wording Looking = new("stan tokena KSeF", "looking at a KSeF token");
    private static readonly Wording Revoking = new("unieważnienie tokena KSeF", "revoking a KSeF token");

    private readonly Exchange exchange;

    internal Tokens(Exchange exchange) => this.exchange = exchange;

    /// <summary>Makes a token; it may be used once its state is active. After an unknown outcome revoke what may be there.</summary>
    /// <param name="access">Who makes it.</param>
    /// <param name="permissions">What it may do: no more than its maker.</param>
    /// <param name="description">5 to 256 characters; shown in lists.</param>
    /// <param name="cancellation">Gives up; after that the outcome is unknown.</param>
    /// <exception cref="KsefRejected">26001: more than one may oneself; 26002: not in this context.</exception>
    public Task<GeneratedToken> GenerateAsync(
        KsefAccess access, IReadOnlyList<KsefRight> permissions, string description, CancellationToken cancellation = default) =>
        exchange.AskAsync(
            Call.Changing(Generating, access, "/tokens").WithJson(
                new GenerateToken { Permissions = permissions, Description = description }, KsefTokensJson.Default.GenerateToken),
            KsefTokensJson.Default.GeneratedToken, cancellation);

    /// <summary>The tokens that one may see.</summary>
    public IAsyncEnumerable<KsefToken> ListAsync(KsefAccess access, CancellationToken cancellation = default) =>
        Pages.ByTokenAsync(
            exchange, new Call(Listing, HttpMethod.Get, $"/tokens?pageSize={PageSize}") { Access = access },
            KsefTokensJson.Default.TokenPage, page => page.Tokens, cancellation);

    /// <summary>One token now.</summary>
    public Task<KsefToken> StatusAsync(KsefAccess access, ReferenceNumber token, CancellationToken cancellation = default) => exchange.AskAsync(
        new Call(Looking, HttpMethod.Get, $"/tokens/{token}") { Access = access }, KsefTokensJson.Default.KsefToken, cancellation);

    /// <summary>Revokes a token for good. Doing it twice changes nothing.</summary>
    public Task RevokeAsync(KsefAccess access, ReferenceNumber token, CancellationToken cancellation = default) =>
        exchange.DoAsync(new Call(Revoking, HttpMethod.Delete, $"/tokens/{token}") { Access = access }, cancellation);
}
