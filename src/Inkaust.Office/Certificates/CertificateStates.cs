using System.Collections.Concurrent;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>Asks KSeF how the certificates of a company stand, so that the answer is at hand when KSeF is not.</summary>
public sealed class CertificateStates(KeyRing keys, SignIn signIn, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    // KSeF says nothing of certificates that belong to somebody else (LAW 71): they are no reason to ask again and again.
    private readonly ConcurrentDictionary<long, DateTimeOffset> notListedAt = new();

    /// <summary>Asks, unless the last answer is younger than an hour.</summary>
    /// <exception cref="KsefException">KSeF could not be asked.</exception>
    public Task RefreshAsync(Company company, CancellationToken stop = default) => RefreshAsync(company, Patience.OfAPerson, stop);

    /// <inheritdoc cref="RefreshAsync(Company, CancellationToken)"/>
    public async Task RefreshAsync(Company company, Patience patience, CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        bool IsFresh(CompanyCertificate one) => one.StatusAt.IsYoungerThan(GoodFor, now)
            || (notListedAt.TryGetValue(one.Id, out var at) && at.IsYoungerThan(GoodFor, now));
        if (Ours(company).All(IsFresh)) return;
        await AskAsync(company, patience, stop);
    }

    /// <summary>Asks, however young the last answer is.</summary>
    /// <exception cref="KsefException">KSeF could not be asked.</exception>
    public Task AskAsync(Company company, CancellationToken stop = default) => AskAsync(company, Patience.OfAPerson, stop);

    private async Task AskAsync(Company company, Patience patience, CancellationToken stop)
    {
        var ours = Ours(company);
        if (ours.Count == 0) return;
        var (ksef, access) = await signIn.AsCompanyAsync(company, patience, stop);
        var notListed = ours.ToDictionary(one => one.Serial!);
        await foreach (var known in ksef.Certificates.QueryAsync(access, new CertificateQuery(), stop))
        {
            if (notListed.Remove(known.CertificateSerialNumber, out var certificate)) keys.Said(certificate, known.Status.ToString());
        }
        foreach (var certificate in notListed.Values) notListedAt[certificate.Id] = clock.GetUtcNow();
    }

    private List<CompanyCertificate> Ours(Company company) =>
        [.. keys.Of(company.Id).Where(one => one is { Serial: not null, Kind: not CertificateKind.Seal })];
}
