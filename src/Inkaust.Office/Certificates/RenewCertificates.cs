using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

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

    /// <summary>Renews what ends soon, trying at most once a day.</summary>
    /// <returns>What was renewed, and what could not be and why: never a reason to stop anything else.</returns>
    public async Task<IReadOnlyList<Finding>> WhenDueAsync(Company company, CancellationToken stop = default)
    {
        var ending = Ending(company.Id);
        if (ending.Count == 0 || !keys.BeginsRenewal(company.Id, BetweenTries)) return [];
        var findings = new List<Finding>();
        foreach (var old in ending)
        {
            try
            {
                findings.Add(CertificateFindings.Renewed(old, await SuccessorAsync(company, old, null, stop)));
            }
            catch (KsefException fault)
            {
                findings.Add(CertificateFindings.NotRenewed(old, fault.Finding));
            }
            catch (RefusedException refused)
            {
                findings.Add(CertificateFindings.NotRenewed(old, refused.Findings[0]));
            }
        }
        return findings;
    }

    /// <summary>Renews the certificate of this kind now, however long it is still valid.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="kind">Type 1 or type 2.</param>
    /// <param name="validFrom">When the successor begins; null = at once, so that both overlap.</param>
    /// <param name="stop">Gives up waiting; what was begun is taken up by the next call.</param>
    /// <exception cref="RefusedException">INK-CERT-015: there is none; INK-CERT-004, 006, 007: KSeF gives none.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public Task<CompanyCertificate> NowAsync(Company company, CertificateKind kind, DateTimeOffset? validFrom = null, CancellationToken stop = default) =>
        Last(company.Id).FirstOrDefault(one => one.Kind == kind) is { } old
            ? SuccessorAsync(company, old, validFrom, stop)
            : throw new RefusedException(CertificateFindings.NothingToRenew);

    private Task<CompanyCertificate> SuccessorAsync(Company company, CompanyCertificate old, DateTimeOffset? validFrom, CancellationToken stop) =>
        enrol.ForAsync(company, new CertificateWish(old.Kind) { Key = PrivateKeys.KindOf(old.PublicKey), ValidFrom = validFrom }, stop);

    // The one of each type that stays valid longest; what was revoked is not taken over.
    private IEnumerable<CompanyCertificate> Last(CompanyId company) => keys.Of(company)
        .Where(one => one is { Serial: not null, Kind: not CertificateKind.Seal, Status: not ("Revoked" or "Blocked") })
        .GroupBy(one => one.Kind).Select(kind => kind.MaxBy(one => one.ValidTo)!);
}
