using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Signing in (tag "Uzyskiwanie dostępu"). Every step may be done anew without harm, so a lost answer is never an unknown
/// outcome here: it only means that one signs in again.
/// </summary>
public sealed class Authentication
{
    private static readonly Wording SigningIn = new("uwierzytelnienie", "signing in");
    private const int PageSize = 100;
    private static readonly Wording Listing = new("lista uwierzytelnień", "listing sign-ins");
    private static readonly Wording SigningOut = new("zakończenie uwierzytelnienia", "signing out");

    private readonly Exchange exchange;
    private readonly KsefEnvironment environment;
    private readonly PublicKeys publicKeys;
    private readonly TimeProvider clock;

    internal Authentication(Exchange exchange, KsefEnvironment environment, PublicKeys publicKeys, TimeProvider clock)
    {
        this.exchange = exchange;
        this.environment = environment;
        this.publicKeys = publicKeys;
        this.clock = clock;
    }

    /// <summary>How long to wait for KSeF's verdict; with a qualified certificate its issuer is asked first.</summary>
    public Pace Pace { get; init; } = Pace.Usual;

    /// <summary>Signs in with a certificate, on behalf of a company.</summary>
    public Task<KsefAccess> SignInAsync(Nip context, X509Certificate2 certificateWithKey, CancellationToken cancellation = default) =>
        SignInAsync(ContextIdentifier.Of(context), certificateWithKey, cancellation);

    /// <summary>Signs in with a certificate: challenge, XAdES signature over it, verdict, tokens.</summary>
    /// <param name="context">On whose behalf.</param>
    /// <param name="certificateWithKey">
    /// A KSeF certificate of type Authentication or a qualified one; where the environment takes it, a self-made seal.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">The certificate cannot be used (INK-KSEF-021 to 024); nothing was sent.</exception>
    /// <exception cref="KsefException">KSeF refused or could not be reached.</exception>
    public async Task<KsefAccess> SignInAsync(
        ContextIdentifier context, X509Certificate2 certificateWithKey, CancellationToken cancellation = default)
    {
        var key = SigningKey.Of(certificateWithKey, environment, clock.GetUtcNow());
        var challenge = await ChallengeAsync(cancellation).ConfigureAwait(false);
        var request = AuthTokenRequest.Write(challenge.Challenge, context);
        var signed = XadesSignature.Sign(request, certificateWithKey, key, clock.GetUtcNow());
        var call = new Call(SigningIn, HttpMethod.Post, "/auth/xades-signature").WithXml(signed);
        var started = await exchange.AskAsync(call, AuthenticationJson.Default.SignInStarted, cancellation).ConfigureAwait(false);
        return await FinishAsync(context, started, cancellation).ConfigureAwait(false);
    }

    /// <summary>Signs in with a KSeF token. A session opened so cannot apply for certificates (LAW 74).</summary>
    /// <param name="context">A NIP or an internal identifier.</param>
    /// <param name="ksefToken">The token as KSeF gave it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<KsefAccess> SignInWithTokenAsync(ContextIdentifier context, string ksefToken, CancellationToken cancellation = default)
    {
        var key = await publicKeys.ForKsefTokensAsync(cancellation).ConfigureAwait(false);
        var challenge = await ChallengeAsync(cancellation).ConfigureAwait(false);
        var call = new Call(SigningIn, HttpMethod.Post, "/auth/ksef-token").WithJson(
            new TokenSignIn
            {
                Challenge = challenge.Challenge,
                ContextIdentifier = new ContextOnTheWire { Type = context.Type, Value = context.Value },
                EncryptedToken = key.Wrap(Encoding.UTF8.GetBytes($"{ksefToken}|{challenge.TimestampMs}")),
                PublicKeyId = key.Id,
            },
            AuthenticationJson.Default.TokenSignIn);
        var started = await exchange.AskAsync(call, AuthenticationJson.Default.SignInStarted, cancellation).ConfigureAwait(false);
        return await FinishAsync(context, started, cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends the sign-in; its access token goes on until it expires (KSEF 3).</summary>
    public Task SignOutAsync(KsefAccess access, CancellationToken cancellation = default) =>
        exchange.DoAsync(new Call(SigningOut, HttpMethod.Delete, "/auth/sessions/current") { Access = access }, cancellation);

    /// <summary>Ends another sign-in of the same subject in the same context.</summary>
    public Task SignOutAsync(KsefAccess access, ReferenceNumber other, CancellationToken cancellation = default) =>
        exchange.DoAsync(new Call(SigningOut, HttpMethod.Delete, $"/auth/sessions/{other}") { Access = access }, cancellation);

    /// <summary>The sign-ins of this subject in this context that have not ended.</summary>
    public IAsyncEnumerable<OpenSignIn> ListAsync(KsefAccess access, CancellationToken cancellation = default) =>
        Pages.ByTokenAsync(
            exchange, new Call(Listing, HttpMethod.Get, $"/auth/sessions?pageSize={PageSize}") { Access = access },
            AuthenticationJson.Default.SignInPage, page => page.Items, cancellation);

    private Task<ChallengeAnswer> ChallengeAsync(CancellationToken cancellation) => exchange.AskAsync(
        new Call(SigningIn, HttpMethod.Post, "/auth/challenge"), AuthenticationJson.Default.ChallengeAnswer, cancellation);

    private async Task<KsefAccess> FinishAsync(ContextIdentifier context, SignInStarted started, CancellationToken cancellation)
    {
        var token = started.AuthenticationToken.Secret;
        var look = await Poll.UntilDoneAsync(
            giveUp => exchange.AskAsync(
                new Call(SigningIn, HttpMethod.Get, $"/auth/{started.ReferenceNumber}") { Bearer = token },
                AuthenticationJson.Default.SignInStatus, giveUp),
            now => now.Status.IsRunning, Pace, clock, cancellation).ConfigureAwait(false);
        var verdict = look.Final(SigningIn);
        var status = verdict.Status;
        if (status.Code is 500 or 550) throw new KsefUnavailable(SigningIn, Disturbance.ServerError, $"KSeF gave up: {status}");
        if (status.Code != 200) throw new KsefRejected(SigningIn, [status.AsError()], null);
        var tokens = await exchange.AskAsync(
            new Call(SigningIn, HttpMethod.Post, "/auth/token/redeem") { Bearer = token },
            AuthenticationJson.Default.TokenPair, cancellation).ConfigureAwait(false);
        return new KsefAccess(exchange, clock, context, started.ReferenceNumber, tokens) { Method = verdict.Method };
    }
}
