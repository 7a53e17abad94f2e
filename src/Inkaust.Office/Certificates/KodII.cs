using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>KOD II of an invoice issued offline: who issued it, signed with the company's type 2 certificate (LAW 41, 43).</summary>
/// <param name="Link">The link behind the code.</param>
/// <param name="Serial">Serial number of the certificate that signed it.</param>
public sealed record KodII(Uri Link, string Serial)
{
    /// <summary>
    /// Signs the code for the company's own KSeF, and verifies the signature as a stranger would. Only issuing calls this, for the invoice that it
    /// issues, and the trial of a certificate, for a hash that nothing has; nothing that draws, checks or previews has the keys for it.
    /// </summary>
    /// <exception cref="RefusedException">INK-CERT-001: no valid type 2 certificate; INK-CERT-005, INK-KEY-006: its key does not fit it;
    /// INK-KEY-003: the key cannot be opened, or is none for this company, KSeF and use.</exception>
    internal static KodII Sign(KeyRing keys, Company company, Nip seller, InvoiceHash hash)
    {
        var certificate = keys.Valid(company.Id, CertificateKind.Offline) ?? throw new RefusedException(NoCertificate);
        using var bare = keys.Certificate(certificate);
        using var key = keys.KeyOf(company, certificate);
        var link = VerificationLinks.KodII(company.Environment, ContextIdentifier.Of(company.Nip), seller, certificate.Serial!, hash, key);
        if (VerificationLinks.VerifyKodII(link, bare)) return new KodII(link, certificate.Serial!);
        throw new RefusedException(new Finding("INK-CERT-005",
            "Podpis KOD II nie zgadza się z certyfikatem.", "The signature of KOD II does not agree with the certificate.")
        { Hint = new("Klucz jest uszkodzony: pobierz nowy certyfikat.", "The key is damaged: enrol for a new certificate.") });
    }

    internal static Finding NoCertificate => new("INK-CERT-001",
        "Wystawienie offline wymaga ważnego certyfikatu KSeF typu 2, a firma go nie ma.",
        "Issuing offline needs a valid KSeF certificate of type 2, and the company has none.")
    { Hint = new("Gdy KSeF działa", "While KSeF answers"), Next = new GetCertificate(CertificateKind.Offline) };
}
