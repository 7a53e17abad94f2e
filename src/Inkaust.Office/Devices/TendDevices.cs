using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// What a round does for the devices of a company: the certificates of lost ones are revoked, again and again until KSeF has done it -> KSeF is asked
/// how the others stand, so that a device hears at its next contact that its own was revoked by somebody else.
/// </summary>
public sealed class TendDevices(Devices devices, LoseDevice lose, SignIn signIn, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    /// <summary>Does it.</summary>
    /// <param name="company">Whose devices.</param>
    /// <param name="patience">How long it may wait for its turn in KSeF.</param>
    /// <param name="stop">Gives up; the next round goes on.</param>
    /// <returns>What did not go, and why.</returns>
    /// <exception cref="KsefException">KSeF could not be asked how they stand.</exception>
    public async Task<IReadOnlyList<Finding>> ForAsync(Company company, Patience patience, CancellationToken stop = default)
    {
        List<Finding> problems = [];
        foreach (var lost in devices.Of(company).Where(one => one.IsToBeRevoked))
        {
            try
            {
                if (await lose.RevokedAsync(company, lost.Id, stop) is { NotRevoked: { } why }) problems.Add(why);
            }
            catch (RefusedException refused)
            {
                problems.AddRange(refused.Findings); // KSeF gave it no certificate, or one for another key.
            }
        }
        await AskAsync(company, patience, stop);
        return problems;
    }

    // What was revoked stays so; of the others the last answer holds for an hour.
    private async Task AskAsync(Company company, Patience patience, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var asked = devices.Of(company).Where(one => one is { Serial: not null, RevokedAt: null }).ToDictionary(one => one.Serial!);
        if (asked.Values.All(one => one.CertificateStatusAt.IsYoungerThan(GoodFor, now))) return;
        var (ksef, access) = await signIn.AsCompanyAsync(company, patience, stop);
        await foreach (var known in ksef.Certificates.QueryAsync(access, new CertificateQuery { Type = CertificateType.Offline }, stop))
        {
            if (asked.Remove(known.CertificateSerialNumber, out var device)) devices.Said(device, known.Status);
        }
        foreach (var notListed in asked.Values) devices.Said(notListed, CertificateState.Unknown);
    }
}
