using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>How far the fetching of certificates has come.</summary>
/// <param name="Before">What KSeF still allowed when it began.</param>
/// <param name="Came">The certificate that has just come; null at the beginning.</param>
public sealed record CertificateProgress(CertificateLimits Before, CompanyCertificate? Came);

/// <summary>Certificates that came from KSeF.</summary>
/// <param name="Before">What KSeF still allowed when it began (LAW 76).</param>
/// <param name="Certificates">In the order in which they were asked for.</param>
public sealed record FetchedCertificates(CertificateLimits Before, IReadOnlyList<CompanyCertificate> Certificates);

/// <summary>How far the renewal for many companies has come.</summary>
/// <param name="Done">Companies that are done.</param>
/// <param name="Of">All of them.</param>
/// <param name="Company">Whose certificate is told of.</param>
/// <param name="Came">The successor; null when there is none.</param>
/// <param name="Problem">Why there is none.</param>
public sealed record RenewalProgress(int Done, int Of, Company Company, CompanyCertificate? Came, Finding? Problem);

/// <summary>What became of the certificates of a company among many.</summary>
/// <param name="Company">Whose.</param>
/// <param name="Came">Successors.</param>
/// <param name="Problems">Why others did not come.</param>
public sealed record CompanyRenewal(Company Company, IReadOnlyList<CompanyCertificate> Came, IReadOnlyList<Finding> Problems)
{
    /// <summary>It has nothing that was to be renewed.</summary>
    public bool HadNothing => Came.Count == 0 && Problems.Count == 0;
}

/// <summary>Gets a company's certificates from KSeF, one type after another: the first ones, or the successors of those that it has.</summary>
public sealed class FetchCertificates(EnrolCertificate enrol, RenewCertificates renew)
{
    /// <summary>Gets certificates for new keys.</summary>
    /// <param name="company">For whom.</param>
    /// <param name="kinds">Which types.</param>
    /// <param name="key">The family of their keys.</param>
    /// <param name="firstDay">Their first day in Poland; null: at once.</param>
    /// <param name="progress">Hears at once what KSeF allows, then of each certificate as it comes.</param>
    /// <param name="stop">Gives up waiting; what was begun is taken up by the next call.</param>
    /// <exception cref="RefusedException">As <see cref="EnrolCertificate"/> says; what came before is kept.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public Task<FetchedCertificates> FirstAsync(
        Company company, IReadOnlyList<CertificateKind> kinds, KeyKind key, DateOnly? firstDay, IProgress<CertificateProgress> progress,
        CancellationToken stop = default) =>
        EachAsync(company, kinds, progress,
            kind => enrol.ForAsync(company, new CertificateWish(kind) { Key = key, ValidFrom = BeginningOf(firstDay) }, stop), stop);

    /// <summary>Gets successors with new keys now, however long the present ones are valid.</summary>
    /// <inheritdoc cref="FirstAsync"/>
    public Task<FetchedCertificates> SuccessorsAsync(
        Company company, IReadOnlyList<CertificateKind> kinds, DateOnly? firstDay, IProgress<CertificateProgress> progress,
        CancellationToken stop = default) =>
        EachAsync(company, kinds, progress, kind => renew.NowAsync(company, kind, BeginningOf(firstDay), stop), stop);

    /// <summary>
    /// Gets successors for many companies, one after another. What cannot be had for one stops no other; a company without a certificate of a
    /// type gets none.
    /// </summary>
    /// <param name="companies">For whom.</param>
    /// <param name="kinds">Which types.</param>
    /// <param name="onlyEnding">Only of those that end within 30 days or have ended.</param>
    /// <param name="progress">Hears of each certificate as it comes, and of each that could not be had.</param>
    /// <param name="stop">Gives up waiting; what was begun is taken up by the next call.</param>
    public async Task<IReadOnlyList<CompanyRenewal>> SuccessorsOfAllAsync(
        IReadOnlyList<Company> companies, IReadOnlyList<CertificateKind> kinds, bool onlyEnding, IProgress<RenewalProgress> progress,
        CancellationToken stop = default)
    {
        var all = new List<CompanyRenewal>();
        foreach (var company in companies)
        {
            var (came, problems) = (new List<CompanyCertificate>(), new List<Finding>());
            foreach (var kind in renew.Renewable(company.Id, onlyEnding).Where(kinds.Contains))
            {
                stop.ThrowIfCancellationRequested();
                if (await SuccessorAsync(company, kind, stop) is var (certificate, problem) && certificate is not null) came.Add(certificate);
                else problems.Add(problem!);
                progress.Report(new(all.Count, companies.Count, company, certificate, problem));
            }
            all.Add(new CompanyRenewal(company, came, problems));
        }
        return all;
    }

    private async Task<(CompanyCertificate? Came, Finding? Problem)> SuccessorAsync(Company company, CertificateKind kind, CancellationToken stop)
    {
        try
        {
            return (await renew.NowAsync(company, kind, null, stop), null);
        }
        catch (KsefException fault)
        {
            return (null, fault.Finding);
        }
        catch (RefusedException refused)
        {
            return (null, refused.Findings[0]);
        }
    }

    private async Task<FetchedCertificates> EachAsync(
        Company company, IReadOnlyList<CertificateKind> kinds, IProgress<CertificateProgress> progress,
        Func<CertificateKind, Task<CompanyCertificate>> fetch,
        CancellationToken stop)
    {
        var before = await enrol.LimitsAsync(company, stop);
        progress.Report(new(before, null));
        var came = new List<CompanyCertificate>();
        foreach (var kind in kinds)
        {
            came.Add(await fetch(kind));
            progress.Report(new(before, came[^1]));
        }
        return new FetchedCertificates(before, came);
    }

    private static DateTimeOffset? BeginningOf(DateOnly? day) => day is { } first ? PolishTime.StartOf(first) : null;
}
