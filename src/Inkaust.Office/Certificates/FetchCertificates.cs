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
        EachAsync(company, kinds, progress, kind => enrol.ForAsync(company, new CertificateWish(kind) { Key = key, ValidFrom = BeginningOf(firstDay) }, stop), stop);

    /// <summary>Gets successors with new keys now, however long the present ones are valid.</summary>
    /// <inheritdoc cref="FirstAsync"/>
    public Task<FetchedCertificates> SuccessorsAsync(
        Company company, IReadOnlyList<CertificateKind> kinds, DateOnly? firstDay, IProgress<CertificateProgress> progress, CancellationToken stop = default) =>
        EachAsync(company, kinds, progress, kind => renew.NowAsync(company, kind, BeginningOf(firstDay), stop), stop);

    private async Task<FetchedCertificates> EachAsync(
        Company company, IReadOnlyList<CertificateKind> kinds, IProgress<CertificateProgress> progress, Func<CertificateKind, Task<CompanyCertificate>> fetch,
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

    private static DateTimeOffset? BeginningOf(DateOnly? day) => day is { } first ? PolishTime.EndOf(first.AddDays(-1)).AddSeconds(1) : null;
}
