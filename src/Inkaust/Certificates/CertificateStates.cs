using Inkaust.Companies;
using Inkaust.Ksef;

namespace Inkaust.Certificates;

/// <summary>Asks KSeF how the certificates of a company stand, so that the answer is at hand when KSeF is not.</summary>
public sealed class CertificateStates(KeyRing keys, SignIn signIn, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    /// <summary>Asks, unless the last answer is younger than an hour.</summary>
    /// <exception cref="KsefException">KSeF could not be asked.</exception>
    public async Task RefreshAsync(Company company, CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        if (Ours(company).All(one => now - one.StatusAt < GoodFor)) return;
        await AskAsync(company, stop);
    }

    /// <summary>Asks, however young the last answer is.</summary>
    /// <exception cref="KsefException">KSeF could not be asked.</exception>
    public async Task AskAsync(Company company, CancellationToken stop = default)
    {
        var ours = Ours(company);
        if (ours.Count == 0) return;
        var (ksef, access) = await signIn.AsCompanyAsync(company, stop);
        await foreach (var known in ksef.Certificates.QueryAsync(access, new CertificateQuery(), stop))
        {
            if (ours.FirstOrDefault(one => one.Serial == known.CertificateSerialNumber) is { } certificate) keys.Said(certificate, known.Status.ToString());
        }
    }

    private List<CompanyCertificate> Ours(Company company) => [.. keys.Of(company.Nip).Where(one => one is { Serial: not null, Kind: not CertificateKind.Seal })];
}
