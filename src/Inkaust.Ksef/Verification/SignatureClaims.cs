using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What the signature of a KOD II and its certificate prove (LAW 70, 79, 80, 113).</summary>
internal static partial class SignatureClaims
{
    private const string OrganizationIdentifier = "2.5.4.97", SerialNumber = "2.5.4.5", CommonName = "2.5.4.3";

    public static IEnumerable<Claim> Of(CodeLink link, KsefEnvironment? environment, CodeEvidence evidence)
    {
        var named = evidence.Certificates.FirstOrDefault(one => one.Serial == link.Serial);
        yield return Certificate(link, named, evidence);
        if (named is not null)
        {
            yield return Type(named);
            yield return ValidThen(named, evidence);
            yield return ValidNow(named, evidence.Now);
        }
        yield return Signature(link, environment, named, evidence);
        yield return Rights(link, named);
    }

    private static Claim Certificate(CodeLink link, KnownCertificate? named, CodeEvidence evidence)
    {
        if (link.Serial is null)
            return Claim.NotChecked(ClaimSubject.Certificate, "Nie wiadomo, który certyfikat podpisał kod.", "It is not known which certificate signed.");
        if (named is null)
        {
            if (evidence.Certificates.FirstOrDefault(one => one.Source == CertificateSource.Given) is not { } other)
            {
                return Claim.NotChecked(ClaimSubject.Certificate, $"Certyfikatu {link.Serial} tu nie ma: daj jego plik albo zapytaj KSeF.",
                    $"The certificate {link.Serial} is not here: give its file, or ask KSeF.");
            }
            return Claim.Wrong(ClaimSubject.Certificate, "INK-VERIFY-151",
                $"Kod nazywa certyfikat {link.Serial}, a podano certyfikat {other.Serial}.",
                $"The code names the certificate {link.Serial}, and the one that was given is {other.Serial}.");
        }
        var holder = HolderOf(named.Certificate);
        return named.Source == CertificateSource.Kept
            ? Claim.Proven(ClaimSubject.Certificate, $"Certyfikat {link.Serial} wydał KSeF; posiadacz: {holder}.",
                $"KSeF gave the certificate {link.Serial}; its holder: {holder}.")
            : Claim.NotChecked(ClaimSubject.Certificate,
                $"Podany certyfikat {link.Serial} nazywa posiadacza: {holder}. Czy wydał go KSeF, tu nie wiadomo.",
                $"The given certificate {link.Serial} names its holder: {holder}. Whether KSeF gave it is not known here.");
    }

    // A certificate of type 2 may sign nothing but KOD II; one of type 1 only signs in (LAW 70).
    private static Claim Type(KnownCertificate named) => IsOfType2(named.Certificate) switch
    {
        true => Claim.Proven(ClaimSubject.CertificateType, "Certyfikat jest typu 2, do KOD II.", "The certificate is of type 2, for KOD II."),
        false => Claim.Wrong(ClaimSubject.CertificateType, "INK-VERIFY-152",
            "To certyfikat typu 1, do uwierzytelniania: KOD II podpisuje się certyfikatem typu 2.",
            "This is a certificate of type 1, for signing in: KOD II is signed with one of type 2."),
        null => Claim.NotChecked(ClaimSubject.CertificateType, "Certyfikat nie mówi, do czego służy.", "The certificate does not say what it is for."),
    };

    private static bool? IsOfType2(X509Certificate2 certificate)
    {
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;
        return usage.HasFlag(X509KeyUsageFlags.NonRepudiation) ? true : usage.HasFlag(X509KeyUsageFlags.DigitalSignature) ? false : null;
    }

    private static Claim ValidThen(KnownCertificate named, CodeEvidence evidence)
    {
        if ((evidence.File?.IssueDate ?? evidence.Other?.IssueDate) is not { } date)
        {
            return Claim.NotChecked(ClaimSubject.ValidThen,
                "Bez daty wystawienia nie wiadomo, czy certyfikat był wtedy ważny.",
                "Without the issue date it is not known whether the certificate was valid then.");
        }
        var (from, to) = Validity(named.Certificate);
        if (PolishTime.EndOf(date) < from)
        {
            return Claim.Wrong(ClaimSubject.ValidThen, "INK-VERIFY-153",
                $"Certyfikat jest ważny od {Day(from)}, a fakturę wystawiono {date:yyyy-MM-dd}: kod powstał później, niż mówi faktura.",
                $"The certificate is valid from {Day(from)}, and the invoice was issued on {date:yyyy-MM-dd}: the code was made later than the invoice says.");
        }
        return PolishTime.StartOf(date) >= to
            ? Claim.Wrong(ClaimSubject.ValidThen, "INK-VERIFY-154",
                $"W dniu wystawienia {date:yyyy-MM-dd} certyfikat był już nieważny: wygasł {Day(to)}.",
                $"On the issue date {date:yyyy-MM-dd} the certificate was no longer valid: it expired on {Day(to)}.")
            : Claim.Proven(ClaimSubject.ValidThen, $"W dniu wystawienia {date:yyyy-MM-dd} certyfikat był ważny.",
                $"On the issue date {date:yyyy-MM-dd} the certificate was valid.");
    }

    // KSeF's page judges at the moment of scanning, not of signing (LAW 79).
    private static Claim ValidNow(KnownCertificate named, DateTimeOffset now)
    {
        var (from, to) = Validity(named.Certificate);
        if (now < from)
        {
            return Claim.Wrong(ClaimSubject.ValidNow, "INK-VERIFY-155",
                $"Certyfikat będzie ważny dopiero od {Day(from)}.", $"The certificate is valid only from {Day(from)}.");
        }
        if (now >= to)
        {
            return Claim.Wrong(ClaimSubject.ValidNow, "INK-VERIFY-156",
                $"Certyfikat wygasł {Day(to)}, więc strona KSeF nie potwierdzi dziś tego kodu, nawet jeśli kiedyś był dobry.",
                $"The certificate expired on {Day(to)}, so that KSeF's page does not confirm this code today, even if it was good once.");
        }
        if (named.Status is "Revoked" or "Blocked")
        {
            return Claim.Wrong(ClaimSubject.ValidNow, "INK-VERIFY-157",
                $"Certyfikat jest unieważniony albo zablokowany; KSeF powiedział to {PolishTime.Shown(named.StatusAt)}.",
                $"The certificate is revoked or blocked; KSeF said so on {PolishTime.Shown(named.StatusAt)}.");
        }
        return named.Status == "Active"
            ? Claim.Proven(ClaimSubject.ValidNow, $"Certyfikat jest ważny do {Day(to)}; KSeF potwierdził to {PolishTime.Shown(named.StatusAt)}.",
                $"The certificate is valid until {Day(to)}; KSeF said so on {PolishTime.Shown(named.StatusAt)}.")
            : Claim.NotChecked(ClaimSubject.ValidNow, $"Według dat certyfikat jest ważny do {Day(to)}; czy go nie unieważniono, wie tylko KSeF.",
                $"By its dates the certificate is valid until {Day(to)}; whether it was revoked only KSeF knows.");
    }

    private static Claim Signature(CodeLink link, KsefEnvironment? environment, KnownCertificate? named, CodeEvidence evidence)
    {
        if (link.Signature is not { } signature || link.Hash is null || link.Serial is null)
        {
            return Claim.NotChecked(ClaimSubject.Signature, "Podpisu nie da się sprawdzić: odnośnik jest uszkodzony.",
                "The signature cannot be checked: the link is damaged.");
        }
        // An ECDSA signature on P-256 has 64 bytes, or up to 72 in DER; one of RSA as many as its key, from 2048 bits.
        if (signature.Length is < 64 or (> 72 and < 256))
        {
            return Claim.Wrong(ClaimSubject.Signature, "INK-VERIFY-158",
                $"Podpis ma bajtów: {signature.Length}, a tyle nie ma żaden podpis KOD II.",
                $"The signature has {signature.Length} bytes, which no signature of a KOD II has.");
        }
        // Whose key it was may show even where the code names another certificate.
        IReadOnlyList<KnownCertificate> candidates = named is not null ? [named, .. evidence.Certificates.Where(one => one != named)] : evidence.Certificates;
        if (candidates.Count == 0)
        {
            return Claim.NotChecked(ClaimSubject.Signature, "Bez certyfikatu nie da się sprawdzić podpisu.",
                "Without the certificate the signature cannot be checked.");
        }
        if (named is not null && SignatureMistakes.IsRight(link, environment, named.Certificate) is { } form)
        {
            return Claim.Proven(ClaimSubject.Signature,
                $"Podpis jest dobry: złożył go ten, kto ma klucz certyfikatu {link.Serial} ({form.Pl}).",
                $"The signature is good: made by whoever holds the key of the certificate {link.Serial} ({form.En}).");
        }
        return SignatureMistakes.Why(link, environment, named, candidates, evidence)
            ?? (named is null
                ? Claim.NotChecked(ClaimSubject.Signature, "Bez certyfikatu, który nazywa kod, nie da się sprawdzić podpisu.",
                    "Without the certificate that the code names the signature cannot be checked.")
                : Claim.Wrong(ClaimSubject.Signature, "INK-VERIFY-159",
                    "Podpis nie pasuje do odnośnika i certyfikatu: podpisał go kto inny, albo w odnośniku coś zmieniono.",
                    "The signature fits neither the link nor the certificate: somebody else signed it, or something in the link was changed."));
    }

    // Rights are looked up by KSeF when the code is scanned (LAW 80); here only what the certificate says can be seen.
    private static Claim Rights(CodeLink link, KnownCertificate? named)
    {
        if (link.Context is not { } context || link.Seller is not { } seller)
        {
            return Claim.NotChecked(ClaimSubject.Rights, "Nie wiadomo, w czyim imieniu wystawiono.", "It is not known on whose behalf it was issued.");
        }
        var forHimself = context == ContextIdentifier.Of(seller);
        if (named is { Source: CertificateSource.Kept } && forHimself && NipOf(named.Certificate) == seller.ToString())
        {
            return Claim.Proven(ClaimSubject.Rights, $"Certyfikat jest sprzedawcy {seller}, a za siebie nie potrzebuje on niczyjej zgody.",
                $"The certificate is that of the seller {seller}, who needs nobody's permission for himself.");
        }
        return forHimself
            ? Claim.NotChecked(ClaimSubject.Rights,
                $"Kod wystawiono w imieniu samego sprzedawcy {seller}; czy posiadacz certyfikatu może to robić, wie KSeF.",
                $"The code was made on behalf of the seller {seller} himself; whether the holder of the certificate may do that KSeF knows.")
            : Claim.NotChecked(ClaimSubject.Rights,
                $"Kod wystawiono w kontekście {context.Type} {context.Value} za sprzedawcę {seller}; czy wolno, wie tylko KSeF.",
                $"The code was made in the context {context.Type} {context.Value} for the seller {seller}; whether that is allowed only KSeF knows.");
    }

    private static (DateTimeOffset From, DateTimeOffset To) Validity(X509Certificate2 certificate) =>
        (new DateTimeOffset(certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero), new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero));

    private static string Day(DateTimeOffset at) => PolishTime.DateOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string HolderOf(X509Certificate2 certificate) =>
        Attribute(certificate, CommonName) is { } name ? NipOf(certificate) is { } nip ? $"{name}, NIP {nip}" : name : certificate.Subject;

    // VATPL-1234567890 of a company; a person is TINPL- with the NIP, or PNOPL- with the PESEL, which is nobody's business.
    private static string? NipOf(X509Certificate2 certificate) =>
        (Attribute(certificate, OrganizationIdentifier) ?? Attribute(certificate, SerialNumber)) is { } text && Named().Match(text) is { Success: true } nip
            ? nip.Groups[1].Value : null;

    private static string? Attribute(X509Certificate2 certificate, string oid)
    {
        try
        {
            return certificate.SubjectName.EnumerateRelativeDistinguishedNames()
                .Where(one => !one.HasMultipleElements && one.GetSingleElementType().Value == oid).Select(one => one.GetSingleElementValue()).FirstOrDefault();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A(?:VATPL|TINPL)-([0-9]{10})\z")]
    private static partial Regex Named();
}
