using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What became of the certificates that were to be renewed.</summary>
/// <param name="News">Those that were.</param>
/// <param name="Problems">Those that could not be, and why.</param>
public sealed record Renewals(IReadOnlyList<Finding> News, IReadOnlyList<Finding> Problems);

/// <summary>
/// Nothing renews itself in KSeF: a renewal is a new enrolment with a new key, a month ahead. The old certificate is kept, so
/// that both overlap and the codes that it signed go on being verified (LAW 77, 79).
/// </summary>
public sealed class RenewCertificates(KeyRing keys, EnrolCertificate enrol, TimeProvider clock)
{
    /// <summary>How long before its end a certificate is renewed, and an alarm is raised.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromDays(1);

    /// <summary>The certificates of type 1 and 2 that end within 30 days, or have ended, and have no successor.</summary>
    public IReadOnlyList<CompanyCertificate> Ending(CompanyId company) =>
        [.. Last(company).Where(one => one.ValidTo - Ahead <= clock.GetUtcNow())];

    /// <summary>The types of which a company has a certificate that a successor can take over from.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="onlyEnding">Only of those that end within 30 days, or have ended.</param>
    public IReadOnlyList<CertificateKind> Renewable(CompanyId company, bool onlyEnding) =>
        [.. (onlyEnding ? Ending(company) : Last(company)).Select(one => one.Kind).Order()];

    /// <summary>Renews what ends soon, trying at most once a day.</summary>
    /// <returns>What was renewed, and what could not be and why: never a reason to stop anything else.</returns>
    public async Task<Renewals> WhenDueAsync(Company company, Patience patience, CancellationToken stop = default)
    {
        var ending = Ending(company.Id);
        var (news, problems) = (new List<Finding>(), new List<Finding>());
        if (ending.Count == 0 || !keys.BeginsRenewal(company.Id, BetweenTries)) return new Renewals(news, problems);
        foreach (var old in ending)
        {
            try
            {
                news.Add(CertificateFindings.Renewed(old, await SuccessorAsync(company, old, null, patience, stop)));
            }
            catch (KsefException fault)
            {
                problems.Add(CertificateFindings.NotRenewed(old, fault.Finding));
            }
            catch (RefusedException refused)
            {
                problems.Add(CertificateFindings.NotRenewed(old, refused.Findings[0]));
            }
        }
        return new Renewals(news, problems);
    }

    /// <summary>Renews the certificate of this kind now, however long it is still valid.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="kind">Type 1 or type 2.</param>
    /// <param name="validFrom">When the successor begins; null = at once, so that both overlap.</param>
    /// <param name="stop">Gives up waiting; what was begun is taken up by the next call.</param>
    /// <exception cref="RefusedException">INK-CERT-015: there is none; INK-CERT-004, 006, 007: KSeF gives none.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public Task<CompanyCertificate> NowAsync(
        Company company, CertificateKind kind, DateTimeOffset? validFrom = null, CancellationToken stop = default) =>
        Last(company.Id).FirstOrDefault(one => one.Kind == kind) is { } old
            ? SuccessorAsync(company, old, validFrom, Patience.OfAPerson, stop)
            : throw new RefusedException(CertificateFindings.NothingToRenew);

    private Task<CompanyCertificate> SuccessorAsync(
        Company company, CompanyCertificate old, DateTimeOffset? validFrom, Patience patience, CancellationToken stop) => enrol.ForAsync(
        company, new CertificateWish(old.Kind) { Key = PrivateKeys.KindOf(old.PublicKey), ValidFrom = validFrom, Patience = patience }, stop);

    // The one of each type that stays valid longest; what was revoked is not taken over.
    private IEnumerable<CompanyCertificate> Last(CompanyId company) => keys.Of(company)
        .Where(one => one is { Serial: not null, Kind: not CertificateKind.Seal, Status: not ("Revoked" or "Blocked") })
        .GroupBy(one => one.Kind).Select(kind => kind.MaxBy(one => one.ValidTo)!);
}
