using System.Security.Cryptography;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>One trial of a certificate.</summary>
/// <param name="Kind">What was tried.</param>
/// <param name="Serial">With which certificate; null when there is none.</param>
/// <param name="Problem">Why it failed; null when it worked.</param>
public sealed record CertificateTrial(CertificateKind Kind, string? Serial, Finding? Problem);

/// <summary>
/// Tries what the certificates are for before somebody stands at the counter: a sign-in, what KSeF says of them, and a KOD II signed and verified.
/// </summary>
public sealed class TestCertificates(KeyRing keys, SignIn signIn, CertificateStates states)
{
    /// <summary>Tries both types. Nothing is issued and nothing is sent.</summary>
    public async Task<IReadOnlyList<CertificateTrial>> BothAsync(Company company, CancellationToken stop = default) =>
        [await SignInAsync(company, stop), Code(company)];

    private async Task<CertificateTrial> SignInAsync(Company company, CancellationToken stop)
    {
        var used = keys.Valid(company.Id, CertificateKind.Authentication) ?? keys.Valid(company.Id, CertificateKind.Seal);
        var kind = used?.Kind ?? CertificateKind.Authentication;
        try
        {
            await signIn.AnewAsync(company, stop);
            await states.AskAsync(company, stop);
            return new CertificateTrial(kind, used?.Serial, null);
        }
        catch (KsefException fault)
        {
            return new CertificateTrial(kind, used?.Serial, fault.Finding);
        }
        catch (RefusedException refused)
        {
            return new CertificateTrial(kind, used?.Serial, refused.Findings[0]);
        }
    }

    private CertificateTrial Code(Company company)
    {
        try
        {
            var code = KodII.Sign(keys, company, company.Nip, InvoiceHash.Of(RandomNumberGenerator.GetBytes(32)));
            return new CertificateTrial(CertificateKind.Offline, code.Serial, null);
        }
        catch (RefusedException refused)
        {
            return new CertificateTrial(CertificateKind.Offline, null, refused.Findings[0]);
        }
    }
}
