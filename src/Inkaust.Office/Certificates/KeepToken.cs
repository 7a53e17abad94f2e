using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>How a company's token stands.</summary>
/// <param name="EndDate">Its last day; null when there is none.</param>
/// <param name="Warning">That it ends soon, or has ended; null while that is far away.</param>
public sealed record TokenNow(DateOnly? EndDate, Finding? Warning);

/// <summary>Keeps or forgets the KSeF token of a company; the next sign-in does without what was open.</summary>
public sealed class KeepToken(KsefTokens tokens, SignIn signIn)
{
    /// <summary>The last day on which tokens are good by the law in force (LAW 83).</summary>
    public static DateOnly EndInForce => KsefTokens.EndInForce;

    /// <summary>How the token of a company stands.</summary>
    public TokenNow Of(Company company) => new(tokens.EndDate(company.Id), tokens.Warning(company.Id));

    /// <summary>Keeps a token, in place of the one before.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="token">As KSeF gave it.</param>
    /// <param name="endDate">Its last day in Poland; null: that of the law in force.</param>
    /// <exception cref="RefusedException">INK-CERT-017: this is no KSeF token.</exception>
    public TokenNow Keep(Company company, string token, DateOnly? endDate)
    {
        tokens.Keep(company, token.Trim(), endDate ?? KsefTokens.EndInForce);
        return Now(company);
    }

    /// <summary>Forgets it; in KSeF it goes on until it is revoked there.</summary>
    public TokenNow Forget(Company company)
    {
        tokens.Remove(company.Id);
        return Now(company);
    }

    private TokenNow Now(Company company)
    {
        signIn.Forget(company);
        return Of(company);
    }
}
