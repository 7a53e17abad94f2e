using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// Revokes a KSeF certificate for good. KOD II is checked when it is scanned: as long as an invoice that it signed has no
/// number, only a leaked key is a reason (LAW 78, 79).
/// </summary>
public sealed class RevokeCertificate(KeyRing keys, SignIn signIn, Ledger ledger)
{
    // KSeF says so when it was revoked before: what was wanted is the case.
    private const int RevokedAlready = 25009;

    /// <summary>Revokes the certificate with this serial number.</summary>
    /// <returns>The certificate as it stands now.</returns>
    /// <exception cref="RefusedException">INK-CERT-011: there is none; or as below.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public async Task<CompanyCertificate> ForGoodAsync(Company company, string serial, RevocationReason reason, CancellationToken stop = default)
    {
        var one = keys.Find(company.Id, serial);
        await ForGoodAsync(company, one, reason, stop);
        return keys.Find(company.Id, one.Serial!);
    }

    /// <summary>Revokes it in KSeF, then here.</summary>
    /// <exception cref="RefusedException">INK-CERT-010: its codes are still needed; INK-CERT-011: it is a seal, which KSeF does not know.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public async Task ForGoodAsync(Company company, CompanyCertificate certificate, RevocationReason reason, CancellationToken stop = default)
    {
        if (certificate is { Serial: null } or { Kind: CertificateKind.Seal })
            throw new RefusedException(CertificateFindings.NotHere(certificate.Serial ?? certificate.Name));
        var needing = ledger.Of(company).NeedingCertificate(certificate.Serial).Count;
        if (needing > 0 && reason != RevocationReason.KeyCompromise)
            throw new RefusedException(CertificateFindings.StillNeeded(company, certificate, needing));

        await InKsefAsync(company, certificate.Serial, reason, stop);
        keys.Said(certificate, nameof(CertificateState.Revoked));
        signIn.Forget(company);
    }

    /// <summary>Revokes it in KSeF, whether its key is here or on a device.</summary>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    internal async Task InKsefAsync(Company company, string serial, RevocationReason reason, CancellationToken stop)
    {
        var (ksef, access) = await signIn.AsCompanyAsync(company, stop);
        try
        {
            await ksef.Certificates.RevokeAsync(access, serial, reason, stop);
        }
        catch (KsefRejected refused) when (refused.Has(RevokedAlready))
        {
            // Nothing is left to do.
        }
    }
}
