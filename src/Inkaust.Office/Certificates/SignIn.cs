using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>A company that is signed in: the KSeF it speaks to and the right to speak.</summary>
public sealed record SignedIn(KsefClient Ksef, KsefAccess Access);

/// <summary>
/// Signs a company in to its KSeF, with its type 1 certificate, or before it has one with its seal or its token. One access is kept for
/// each company while the program runs.
/// </summary>
/// <param name="http">The line.</param>
/// <param name="keys">What companies sign in with.</param>
/// <param name="tokens">What they sign in with where there is no certificate.</param>
/// <param name="rights">Where the rights that KSeF grants are noted.</param>
/// <param name="pacing">How often KSeF may be asked.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Hears of it.</param>
/// <param name="presence">Hears of every exchange in which KSeF did what was asked; null: nobody does.</param>
public sealed class SignIn(
    HttpClient http, KeyRing keys, KsefTokens tokens, Rights rights, Pacing pacing, TimeProvider clock, OfficeLog? log = null,
    AskForPresence? presence = null)
{
    private readonly ConcurrentDictionary<CompanyId, SignedIn> open = new();

    /// <summary>The KSeF of a company, for calls that need no access.</summary>
    /// <param name="company">Which.</param>
    /// <param name="patience">Null: a person's.</param>
    public KsefClient KsefOf(Company company, Patience? patience = null) => new(
        http, company.Environment, clock, pacing: pacing.Of(company.Environment), longestWait: (patience ?? Patience.OfAPerson).Longest,
        log: log?.Wire, answered: presence is null ? null : () => presence.Answered(company.Environment));

    /// <summary>The access that is open, or a new one.</summary>
    /// <param name="company">Who signs in.</param>
    /// <param name="patience">How long calls may wait for their turns.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">INK-CERT-002: nothing to sign in with.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public async Task<SignedIn> AsCompanyAsync(Company company, Patience patience, CancellationToken stop)
    {
        var (ksef, access) = await AsCompanyAsync(company, stop);
        return new SignedIn(ksef.Waiting(patience.Longest), access);
    }

    /// <summary>The access that is open, or a new one, with a person's patience.</summary>
    /// <exception cref="RefusedException">INK-CERT-002: nothing to sign in with.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public async Task<SignedIn> AsCompanyAsync(Company company, CancellationToken stop = default)
    {
        if (!open.TryGetValue(company.Id, out var signedIn)) return await AnewAsync(company, stop);
        await pacing.KeepLimitsAsync(signedIn.Ksef, signedIn.Access, stop);
        return signedIn;
    }

    /// <summary>The access of a company is of no use any more; the next call signs in anew.</summary>
    public void Forget(Company company) => open.TryRemove(company.Id, out _);

    /// <summary>Signs in again, with the best certificate there is now.</summary>
    /// <inheritdoc cref="AsCompanyAsync"/>
    public async Task<SignedIn> AnewAsync(Company company, CancellationToken stop = default)
    {
        Forget(company);
        var ksef = KsefOf(company);
        var signedIn = new SignedIn(ksef, await WithTheBestAsync(ksef, company, stop));
        open[company.Id] = signedIn;
        if (signedIn.Access.Permissions() is { } permissions) rights.Note(company, permissions);
        await pacing.KeepLimitsAsync(signedIn.Ksef, signedIn.Access, stop);
        return signedIn;
    }

    private async Task<KsefAccess> WithTheBestAsync(KsefClient ksef, Company company, CancellationToken stop)
    {
        KsefRejected? refusal = null;
        var seals = keys.AllValid(company.Id, CertificateKind.Seal);
        foreach (var kept in keys.AllValid(company.Id, CertificateKind.Authentication).Concat(seals))
        {
            try
            {
                return await WithAsync(ksef, company, kept, stop);
            }
            catch (KsefRejected refused) when (CertificateFindings.IsAboutTheCertificate(refused))
            {
                // KSeF knows what its dates do not say, for instance that it was revoked. The next best may do; how this one stands is asked for
                // once we are in.
                keys.Doubt(kept);
                refusal ??= refused;
            }
        }
        if (tokens.Good(company) is { } token)
        {
            return await WithTokenAsync(ksef, company, token, stop);
        }
        if (refusal is not null && (seals.Count > 0 || !company.Environment.AcceptsSelfSigned)) throw refusal;
        return await WithAsync(ksef, company, SelfSigned(company), stop);
    }

    private async Task<KsefAccess> WithAsync(KsefClient ksef, Company company, CompanyCertificate kept, CancellationToken stop)
    {
        using var certificate = keys.WithKey(company, kept);
        try
        {
            var access = await ksef.Authentication.SignInAsync(company.Nip, certificate, stop);
            log?.SignedIn(company, kept.Kind == CertificateKind.Seal ? "a seal" : "its certificate of type 1");
            return access;
        }
        catch (KsefRejected refused)
        {
            throw refused.SaidAs(CertificateFindings.RefusedAtSignIn(kept, refused));
        }
    }

    private async Task<KsefAccess> WithTokenAsync(KsefClient ksef, Company company, string token, CancellationToken stop)
    {
        try
        {
            var access = await ksef.Authentication.SignInWithTokenAsync(ContextIdentifier.Of(company.Nip), token, stop);
            log?.SignedIn(company, "a token");
            return access;
        }
        catch (KsefRejected refused)
        {
            throw refused.SaidAs(CertificateFindings.TokenRefused(company, refused));
        }
    }

    private CompanyCertificate SelfSigned(Company company)
    {
        if (!company.Environment.AcceptsSelfSigned)
        {
            throw new RefusedException(new Finding("INK-CERT-002",
                $"Firma {company.Nip} nie ma czym się zalogować: {company.Environment.Name} nie przyjmuje pieczęci podpisanej przez nią samą.",
                $"The company {company.Nip} has nothing to sign in with: {company.Environment.Name} does not take a self-signed seal.")
            {
                Hint = new(
                    "Potrzebny jest certyfikat KSeF typu 1 albo kwalifikowana pieczęć.",
                    "It needs a KSeF certificate of type 1 or a qualified seal."),
            });
        }
        using X509Certificate2 seal = SelfSignedSeal.Create(company.Environment, company.Nip, company.Name, clock.GetUtcNow());
        return keys.Keep(company, CertificateKind.Seal, "self-signed seal", seal);
    }
}
