using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Inkaust.LocalKsef;

/// <summary>Whom a signing certificate names (null: nobody that KSeF knows), and how KSeF calls that kind of proof (KSEF 3).</summary>
internal sealed partial record CertificateSubject(SubjectIdentifier? Identifier, SignInMethod Method, DistinguishedName Name)
{
    /// <exception cref="ApiRefusal">21115: the subject can't be read.</exception>
    public static CertificateSubject Of(X509Certificate2 certificate, bool byFingerprint)
    {
        DistinguishedName name;
        try
        {
            name = DistinguishedName.Of(certificate.SubjectName);
        }
        catch (AsnContentException)
        {
            throw ApiRefusal.BadCertificate("Nazwa podmiotu w certyfikacie jest nieczytelna.");
        }
        var method = name[DistinguishedName.OrganizationIdentifier] is not null ? SignInMethod.Seal : SignInMethod.Signature;
        if (byFingerprint) return new(FingerprintOf(certificate), method, name);
        if (name[DistinguishedName.SerialNumber] is { } serial)
        {
            if (Pesel().Match(serial) is { Success: true } pesel)
                return new(new(SubjectType.Pesel, pesel.Groups[2].Value), SignInMethod.Signature, name);
            if (PersonalNip().Match(serial) is { Success: true } nip)
                return new(new(SubjectType.Nip, nip.Groups[2].Value), SignInMethod.Signature, name);
        }
        if (name[DistinguishedName.OrganizationIdentifier] is { } organization && SealNip().Match(organization) is { Success: true } sealNip)
            return new(new(SubjectType.Nip, sealNip.Groups[1].Value), SignInMethod.Seal, name);
        if (name[DistinguishedName.CommonName] is { } common && ContextIdentifier.PeppolPattern().IsMatch(common))
            return new(new(SubjectType.PeppolId, common), SignInMethod.Peppol, name);
        return new(null, method, name);
    }

    private static SubjectIdentifier FingerprintOf(X509Certificate2 certificate) =>
        new(SubjectType.Fingerprint, Convert.ToHexString(SHA256.HashData(certificate.RawData)));

    [GeneratedRegex(@"(PNOPL|PESEL).*?(\d{11})", RegexOptions.ECMAScript)]
    private static partial Regex Pesel();

    [GeneratedRegex(@"(TINPL|NIP).*?(\d{10})", RegexOptions.ECMAScript)]
    private static partial Regex PersonalNip();

    [GeneratedRegex(@"VATPL.*?(\d{10})", RegexOptions.ECMAScript)]
    private static partial Regex SealNip();
}
