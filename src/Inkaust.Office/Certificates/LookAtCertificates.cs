using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>One certificate, whole.</summary>
/// <param name="Certificate">What is known of it.</param>
/// <param name="Subject">Its distinguished name; empty until it has come.</param>
/// <param name="NeededBy">Invoices without a KSeF number whose KOD II it signed: a buyer may scan it any day (LAW 79).</param>
public sealed record CertificateWhole(CompanyCertificate Certificate, string Subject, IReadOnlyList<IssuedInvoice> NeededBy);

/// <summary>Answers what certificates companies have; no key is opened for it.</summary>
public sealed class LookAtCertificates(KeyRing keys, Ledger ledger)
{
    /// <summary>The certificates of these companies, those still to come among them.</summary>
    public IReadOnlyList<CompanyCertificate> Of(IEnumerable<Company> companies) => [.. companies.SelectMany(one => keys.Of(one.Id))];

    /// <summary>One of them.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="reference">Its serial number, or its place.</param>
    /// <exception cref="RefusedException">INK-CERT-011: there is none.</exception>
    public CertificateWhole Whole(Company company, string reference)
    {
        var one = keys.Find(company.Id, reference);
        if (one.Serial is not { } serial) return new CertificateWhole(one, "", []);
        using var certificate = keys.Certificate(one);
        return new CertificateWhole(one, certificate.Subject, ledger.Of(company).NeedingCertificate(serial));
    }
}
