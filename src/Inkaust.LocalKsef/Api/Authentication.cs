using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Inkaust.LocalKsef;

/// <summary>Tag "Uzyskiwanie dostępu": challenge, signature, status, tokens.</summary>
internal sealed class Authentication(
    Tokens tokens, Registry registry, Rights rights, Authority authority, Tickets tickets, Faults faults, ServerClock clock, int mostLeftByStrangers)
{
    private const int LargestDocument = 2 * 1024 * 1024;
    private static readonly TimeSpan StatusKept = TimeSpan.FromDays(7);

    // Anybody may ask for a challenge and begin to sign in.
    private readonly NewestOnly challenges = new(mostLeftByStrangers, text => registry.Challenges.Take(text));
    private readonly NewestOnly begun = new(mostLeftByStrangers, reference => registry.Together(() =>
        registry.Logins.Find(reference) is { RedeemedAt: null } ? registry.Logins.Take(reference) : null));

    private DateTimeOffset challengesCleanedAt;

    public Task<Answer> Challenge(Call call)
    {
        var now = clock.Now;
        RemoveOldChallenges(now);
        var challenge = new Challenge(ReferenceNumber.ForChallenge(now), now);
        registry.Challenges.Add(challenge.Text, challenge);
        challenges.Add(challenge.Text);
        return Task.FromResult(Answer.Json(new
        {
            challenge = challenge.Text,
            timestamp = now,
            timestampMs = now.ToUnixTimeMilliseconds(),
            clientIp = call.ClientIp,
        }));
    }

    // Once in a minute, since it looks at all of them.
    private void RemoveOldChallenges(DateTimeOffset now)
    {
        if (now - challengesCleanedAt < TimeSpan.FromMinutes(1) && now >= challengesCleanedAt) return;
        challengesCleanedAt = now;
        registry.Challenges.RemoveWhere(old => now - old.IssuedAt > LocalKsef.Challenge.Lifetime);
    }

    public async Task<Answer> XadesSignature(Call call)
    {
        var bytes = await call.Bytes(LargestDocument);
        var document = AuthTokenRequest.Parse(bytes);
        var signature = LocalKsef.XadesSignature.Verify(document);
        var request = AuthTokenRequest.Read(signature.Content);
        UseUp(request.Challenge);

        using var certificate = signature.Certificate;
        var (subject, fault) = WhoSigned(certificate, request.ByFingerprint, chainMustBeTrusted: call.Query("verifyCertificateChain") == "true");
        // Nobody can be found by it, so it is refused at once; by its fingerprint it could be (KSEF 14).
        var identifier = subject.Identifier ?? throw ApiRefusal.BadCertificate("Certyfikat nie zawiera numeru NIP ani PESEL podmiotu.");
        var permissions = rights.Of(identifier, request.Context);
        return Start(call, new Login
        {
            Reference = ReferenceNumber.ForLogin(clock.Now),
            StartedAt = clock.Now,
            Context = request.Context,
            Subject = identifier,
            Method = subject.Method,
            Name = subject.Name,
            DocumentHash = Convert.ToBase64String(SHA256.HashData(bytes.Span)),
            Allowed = request.Allowed,
            Permissions = permissions,
            Status = fault ?? Admission(identifier, request.Context, permissions),
        });
    }

    public async Task<Answer> KsefToken(Call call)
    {
        var request = await call.Body<TokenRequest>();
        if (!request.ContextIdentifier.IsWellFormed) throw ApiRefusal.Invalid("Wartość contextIdentifier nie pasuje do wzorca.");
        var allowed = request.AuthorizationPolicy?.AllowedIps is { } ips
            ? new IpPolicy(ips.Ip4Addresses ?? [], ips.Ip4Ranges ?? [], ips.Ip4Masks ?? []) : IpPolicy.Anywhere;
        if (!allowed.IsWellFormed) throw ApiRefusal.Invalid("allowedIps zawiera nieprawidłowy adres, zakres albo maskę.");
        var challenge = UseUp(request.Challenge);
        var (token, fault) = await tokens.Recognize(request.EncryptedToken, request.PublicKeyId, challenge, request.ContextIdentifier);
        if (token is not null && fault is null) registry.Tokens.Change(token.Reference, old => old with { LastUsedAt = clock.Now });
        var subject = token?.Author ?? new SubjectIdentifier(SubjectType.Nip, request.ContextIdentifier.Nip ?? request.ContextIdentifier.Value);
        var permissions = fault is null ? token!.Permissions.ToHashSet() : [];
        return Start(call, new Login
        {
            Reference = ReferenceNumber.ForLogin(clock.Now),
            StartedAt = clock.Now,
            Context = request.ContextIdentifier,
            Subject = subject,
            Method = SignInMethod.KsefToken,
            TokenReference = token?.Reference,
            Allowed = allowed,
            Permissions = permissions,
            Status = fault ?? Admission(subject, request.ContextIdentifier, permissions),
        });
    }

    private StatusInfo Admission(SubjectIdentifier subject, ContextIdentifier context, IReadOnlySet<Permission> permissions) =>
        rights.IsBlocked(context) ? SignInStatus.Blocked
        : rights.IsDeceased(subject) ? SignInStatus.Deceased
        : permissions.Count == 0 ? SignInStatus.NoPermissions : SignInStatus.Success;

    public Task<Answer> Status(Call call)
    {
        var login = OperationOf(call);
        return Task.FromResult(Answer.Json(new AuthenticationStatus(login with { Status = StatusOf(login) })));
    }

    private StatusInfo StatusOf(Login login) => faults.IsHeld(FaultKind.StuckOn100, login.Reference) ? SignInStatus.Running : login.Status;

    public Task<Answer> Redeem(Call call)
    {
        var now = clock.Now;
        var redeemed = registry.Together(() =>
        {
            var login = registry.Logins.Find(call.Ticket.LoginReference) ?? throw ApiRefusal.UnknownLogin(call.Ticket.LoginReference);
            if (login.RedeemedAt is not null)
                throw ApiRefusal.NotAuthorized($"Tokeny dla operacji uwierzytelniania {login.Reference} zostały już pobrane.");
            var status = StatusOf(login).Code;
            if (status == 470) throw ApiRefusal.Deceased();
            if (status != 200) throw ApiRefusal.NotAuthorized($"Status uwierzytelniania ({status}) nie pozwala na pobranie tokenów.");
            RefuseWithdrawnToken(login);
            return registry.Logins.Change(login.Reference, old => old with { RedeemedAt = now, RefreshValidUntil = now + Tickets.RefreshLifetime })!;
        });
        var (access, refresh) = (tickets.Access(redeemed), tickets.Refresh(redeemed));
        return Task.FromResult(Answer.Json(new { accessToken = new TokenInfo(access), refreshToken = new TokenInfo(refresh) }));
    }

    public Task<Answer> Refresh(Call call)
    {
        var login = call.Caller;
        if (login.Status.Code != 200) throw NotRefreshed(login.Status);
        if (rights.IsDeceased(login.Subject)) throw ApiRefusal.Deceased();
        RefuseWithdrawnToken(login);
        var permissions = login.TokenReference is null ? rights.Of(login.Subject, login.Context) : login.Permissions;
        // Whoever has lost every right stays outside (uwierzytelnianie.md, Wstęp).
        if (permissions.Count == 0) throw NotRefreshed(SignInStatus.NoPermissions);
        var refreshed = registry.Logins.Change(login.Reference, old => old with { RefreshedAt = clock.Now, Permissions = permissions })!;
        return Task.FromResult(Answer.Json(new { accessToken = new TokenInfo(tickets.Access(refreshed)) }));
    }

    // The spelling "uwierzytelnienia" is what the ministry's own tests look for (KSEF 2).
    private static ApiRefusal NotRefreshed(StatusInfo status) =>
        ApiRefusal.NotAuthorized($"Status uwierzytelnienia ({status.Code}) nie pozwala na odświeżenie tokenu dostępowego.");

    private void RefuseWithdrawnToken(Login login)
    {
        if (login.TokenReference is { } token && registry.Tokens.Find(token) is { State: not TokenState.Active })
            throw ApiRefusal.NotAuthorized("Token KSeF został unieważniony.");
    }

    private Answer Start(Call call, Login login)
    {
        if (faults.Hits(FaultKind.Cancelled550, call.Http.Request)) login = login with { Status = StatusInfo.CancelledBySystem };
        faults.Hold(call.Http.Request, login.Reference, FaultKind.StuckOn100);
        registry.Logins.Add(login.Reference, login);
        begun.Add(login.Reference);
        // A Peppol provider is registered by its first login (KSEF 6).
        if (login is { Subject.Type: SubjectType.PeppolId, Status.Code: 200 })
            registry.PeppolProviders.AddOnce(login.Subject.Value,
                new PeppolProvider(login.Subject.Value, login.Name?[DistinguishedName.Organization] ?? login.Subject.Value, login.StartedAt));
        return Answer.Json(new
        {
            referenceNumber = login.Reference,
            authenticationToken = new TokenInfo(tickets.Operation(login.Reference)),
        }, 202);
    }

    // The status is told for seven days (OpenAPI, GET /auth/{referenceNumber}); the token of one operation opens no other.
    private Login OperationOf(Call call)
    {
        var reference = call.Reference();
        if (reference != call.Ticket.LoginReference) throw ApiRefusal.UnknownLogin(reference);
        var login = call.Caller;
        if (clock.Now - login.StartedAt > StatusKept) throw ApiRefusal.Gone("Status operacji uwierzytelniania nie jest już dostępny.");
        return login;
    }

    private Challenge UseUp(string text)
    {
        var challenge = registry.Challenges.Take(text) ?? throw ApiRefusal.BadChallenge();
        if (clock.Now - challenge.IssuedAt > LocalKsef.Challenge.Lifetime) throw ApiRefusal.BadChallenge();
        return challenge;
    }

    /// <summary>
    /// The subject of a signing certificate and, when it may not sign in, the status that says why. Certificates of this
    /// KSeF are known by the register; others are taken as they are, self-signed ones included, as on TEST (KSEF 3).
    /// </summary>
    private (CertificateSubject Subject, StatusInfo? Fault) WhoSigned(X509Certificate2 certificate, bool byFingerprint, bool chainMustBeTrusted)
    {
        var subject = CertificateSubject.Of(certificate, byFingerprint);
        var now = clock.Now;
        if (authority.IsNamedAsIssuerOf(certificate))
        {
            var known = registry.Certificates.Find(certificate.SerialNumber);
            if (!Authority.HasIssued(certificate, known)) return (subject, SignInStatus.Certificate("Błąd weryfikacji łańcucha certyfikatów"));
            subject = subject with { Identifier = known!.Owner, Method = SignInMethod.KsefCertificate };
            var fault = known.Purpose != CertificatePurpose.Authentication ? "Niepoprawny certyfikat"
                : now < known.ValidFrom ? "Nieważny certyfikat"
                : known.StateAt(now) switch
                {
                    CertificateState.Revoked => "Certyfikat odwołany",
                    CertificateState.Blocked => "Certyfikat zawieszony",
                    CertificateState.Expired => "Nieważny certyfikat",
                    _ => null,
                };
            if (fault is not null) return (subject, SignInStatus.Certificate(fault));
            registry.Certificates.Change(known.Serial, old => old with { LastUsedAt = now });
            return (subject, null);
        }
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
            return (subject, SignInStatus.Certificate("Nieważny certyfikat"));
        return (subject, chainMustBeTrusted ? SignInStatus.Certificate("Niezaufany łańcuch certyfikatów") : null);
    }
}

/// <summary>What is sent to sign in with a KSeF token.</summary>
internal sealed record TokenRequest
{
    public required string Challenge { get; init; }
    public required ContextIdentifier ContextIdentifier { get; init; }
    public required byte[] EncryptedToken { get; init; }
    public string? PublicKeyId { get; init; }
    public Policy? AuthorizationPolicy { get; init; }

    internal sealed record Policy(Ips? AllowedIps = null);

    internal sealed record Ips(IReadOnlyList<string>? Ip4Addresses = null, IReadOnlyList<string>? Ip4Ranges = null,
        IReadOnlyList<string>? Ip4Masks = null);
}

/// <summary>The statuses of a signing-in (OpenAPI, AuthenticationOperationStatusResponse).</summary>
internal static class SignInStatus
{
    public static readonly StatusInfo Running = new(100, "Uwierzytelnianie w toku");
    public static readonly StatusInfo Success = new(200, "Uwierzytelnianie zakończone sukcesem");
    public static readonly StatusInfo NoPermissions = new(415, "Uwierzytelnianie zakończone niepowodzeniem", ["Brak przypisanych uprawnień"]);
    public static readonly StatusInfo Revoked = new(425, "Uwierzytelnienie unieważnione",
        ["Uwierzytelnienie i powiązane refresh tokeny zostały unieważnione przez użytkownika"]);

    public static readonly StatusInfo Deceased = new(470, "Uwierzytelnianie zakończone niepowodzeniem",
        ["Próba wykorzystania metod autoryzacyjnych osoby zmarłej"]);
    public static readonly StatusInfo Blocked = new(480, "Uwierzytelnienie zablokowane",
        ["Podejrzenie incydentu bezpieczeństwa. Skontaktuj się z Ministerstwem Finansów przez formularz zgłoszeniowy."]);

    public static StatusInfo Token(string detail) => new(450, "Uwierzytelnianie zakończone niepowodzeniem z powodu błędnego tokenu", [detail]);

    public static StatusInfo Certificate(string detail) =>
        new(460, "Uwierzytelnianie zakończone niepowodzeniem z powodu błędu certyfikatu", [detail]);
}

internal sealed record TokenInfo(string Token, DateTimeOffset ValidUntil)
{
    public TokenInfo((string Token, DateTimeOffset ValidUntil) made) : this(made.Token, made.ValidUntil) { }
}

internal sealed record AuthenticationMethodInfo(string Category, string Code, string DisplayName);

internal sealed record AuthenticationStatus(DateTimeOffset StartDate, string AuthenticationMethod, AuthenticationMethodInfo AuthenticationMethodInfo,
    StatusInfo Status, bool IsTokenRedeemed, DateTimeOffset? LastTokenRefreshDate, DateTimeOffset? RefreshTokenValidUntil)
{
    public AuthenticationStatus(Login login) : this(login.StartedAt, login.Method.Name,
        new AuthenticationMethodInfo(login.Method.Category, login.Method.Code, login.Method.DisplayName),
        login.Status, login.RedeemedAt is not null, login.RefreshedAt, login.RefreshValidUntil)
    { }

    /// <summary>Only in lists.</summary>
    public string? ReferenceNumber { get; init; }

    /// <summary>Only in lists: the login that asks.</summary>
    public bool? IsCurrent { get; init; }
}
