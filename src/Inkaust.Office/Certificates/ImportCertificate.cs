using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Takes in a certificate with its key: as the ministry's app gives them (a certificate and an encrypted key), or in one file (PKCS#12, PEM), as
/// qualified seals come. What would fail later is said here: password, encryption, key, type, time.
/// </summary>
public sealed class ImportCertificate(KeyRing keys, TimeProvider clock)
{
    private const int WrongPkcs12Password = unchecked((int)0x80070056);

    // ETSI EN 319 412-5: a qualified certificate says in this extension that it is one.
    private const string QualifiedStatements = "1.3.6.1.5.5.7.1.3";

    private static readonly Pkcs12LoaderLimits Bounds = new()
    {
        IndividualKdfIterationLimit = KeyEncryption.MostIterations,
        MacIterationLimit = KeyEncryption.MostIterations,
        TotalKdfIterationLimit = 2 * KeyEncryption.MostIterations,
    };

    /// <summary>Takes it in, from whatever stands in the files.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="file">The certificate, or certificate and key in one: PEM, DER, Base64, PKCS#7, PKCS#12.</param>
    /// <param name="readKey">The file of its key, read when it is needed; null when there is none.</param>
    /// <param name="kind">What it is for; null = as its key usage says.</param>
    /// <param name="askPassword">Asked once, and only when something is encrypted in a way that can be opened.</param>
    /// <exception cref="RefusedException">INK-CLI-011: its key file is missing; INK-CERT-020 to 030.</exception>
    public CompanyCertificate FromFiles(
        Company company, ReadOnlyMemory<byte> file, Func<byte[]>? readKey, CertificateKind? kind, Func<string> askPassword)
    {
        try
        {
            return FromWhatStands(company, file, readKey, kind, askPassword);
        }
        // A certificate is read bit by bit as its parts are asked for, and any of them may be damaged.
        catch (CryptographicException fault)
        {
            throw new RefusedException(CertificateFindings.Unreadable(new("plik jest uszkodzony", fault.Message)), fault);
        }
    }

    private CompanyCertificate FromWhatStands(
        Company company, ReadOnlyMemory<byte> file, Func<byte[]>? readKey, CertificateKind? kind, Func<string> askPassword)
    {
        var read = CertificateFile.Of(file);
        if (read.Pkcs12 is { } pkcs12) return FromPkcs12(company, pkcs12, kind, askPassword);
        if (read.Certificates.Count == 0)
            throw new RefusedException(CertificateFindings.Unreadable(new("nie ma w nim certyfikatu", "there is no certificate in it")));
        if (readKey is not null || (read.Keys.Count == 0 && !read.HasKeyOfOldOpenssl))
            return WithKey(company, read.Certificates, CertificateFile.Of((readKey ?? throw new RefusedException(NoKeyFile))()), kind, askPassword);
        return WithKey(company, read.Certificates, read, kind, askPassword);
    }

    private CompanyCertificate WithKey(
        Company company, IReadOnlyList<ReadOnlyMemory<byte>> certificates, CertificateFile keyFile, CertificateKind? kind, Func<string> askPassword)
    {
        // Of a chain the first one that is no authority.
        var chain = certificates.Select(Load).ToList();
        try
        {
            var bare = chain.FirstOrDefault(one => !IsAuthority(one)) ?? chain[0];
            var known = Checked(bare, kind);
            if (keyFile is { HasKeyOfOldOpenssl: true, Keys.Count: 0 })
                throw new RefusedException(CertificateFindings.UnknownEncryption("PEM, DEK-Info", isPkcs12: false));
            if (keyFile.Keys.Count == 0) throw new RefusedException(CertificateFindings.NoKey);
            using var opened = keyFile.Keys[0].Open(askPassword);
            if (!opened.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(bare.PublicKey.ExportSubjectPublicKeyInfo()))
                throw new RefusedException(CertificateFindings.ForeignKey);
            using var both = PrivateKeys.Join(bare, opened);
            return Keep(company, both, known);
        }
        finally
        {
            foreach (var one in chain) one.Dispose();
        }
    }

    private CompanyCertificate FromPkcs12(Company company, ReadOnlyMemory<byte> file, CertificateKind? kind, Func<string> askPassword)
    {
        var storage = X509KeyStorageFlags.Exportable
            | (OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
        X509Certificate2Collection held;
        try
        {
            if (KeyEncryption.ObstacleOfPkcs12(file) is { } obstacle) throw new RefusedException(obstacle);
            held = X509CertificateLoader.LoadPkcs12Collection(file.Span, askPassword(), storage, Bounds);
        }
        catch (CryptographicException fault) when (fault.HResult == WrongPkcs12Password)
        {
            throw new RefusedException(CertificateFindings.WrongPassword, fault);
        }
        catch (Exception fault) when (fault is CryptographicException or AsnContentException)
        {
            throw new RefusedException(CertificateFindings.Unreadable(new("plik jest uszkodzony", fault.Message)), fault);
        }
        try
        {
            var withKeys = held.Where(one => one.HasPrivateKey).ToList();
            if (withKeys.Count == 0) throw new RefusedException(CertificateFindings.NoKey);
            if (withKeys.Count > 1) withKeys = [.. withKeys.Where(one => KindOf(one) == kind)];
            if (withKeys.Count != 1) throw new RefusedException(CertificateFindings.SeveralWithKeys);
            return Keep(company, withKeys[0], Checked(withKeys[0], kind));
        }
        finally
        {
            foreach (var one in held) one.Dispose();
        }
    }

    private CompanyCertificate Keep(Company company, X509Certificate2 both, CertificateKind kind)
    {
        using var key = PrivateKeys.Of(both) ?? throw new RefusedException(CertificateFindings.NoKey);
        if (!PrivateKeys.IsFit(key, kind)) throw new RefusedException(CertificateFindings.WeakKey);
        var serial = KeyRing.SerialOf(both);
        if (keys.Of(company.Id).FirstOrDefault(one => one.Serial == serial) is not { } already) return keys.Keep(company, kind, "imported", both);
        // One of type 2 that was once taken for a seal becomes what it is.
        return already.Kind == CertificateKind.Seal && kind != CertificateKind.Seal && KindOf(both) == kind
            ? keys.Reclassified(company, already, kind)
            : throw new RefusedException(CertificateFindings.HereAlready(serial));
    }

    private CertificateKind Checked(X509Certificate2 certificate, CertificateKind? wanted)
    {
        var kind = wanted ?? KindOf(certificate);
        RefuseWrongType(kind, certificate);
        DateTimeOffset end = certificate.NotAfter.ToUniversalTime();
        return end > clock.GetUtcNow() ? kind : throw new RefusedException(CertificateFindings.Expired(end));
    }

    // Type 1 has digitalSignature, type 2 nonRepudiation, neither has both (LAW 70). Qualified certificates have either, and say that they are
    // qualified; what somebody signed himself did not come from KSeF.
    private static CertificateKind KindOf(X509Certificate2 certificate)
    {
        var isForeign = certificate.Extensions[QualifiedStatements] is not null
            || certificate.IssuerName.RawData.AsSpan().SequenceEqual(certificate.SubjectName.RawData);
        return (isForeign, UsageOf(certificate) & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) switch
        {
            (false, X509KeyUsageFlags.DigitalSignature) => CertificateKind.Authentication,
            (false, X509KeyUsageFlags.NonRepudiation) => CertificateKind.Offline,
            _ => CertificateKind.Seal,
        };
    }

    private static void RefuseWrongType(CertificateKind kind, X509Certificate2 certificate)
    {
        var usage = UsageOf(certificate);
        if (kind == CertificateKind.Authentication && !usage.HasFlag(X509KeyUsageFlags.DigitalSignature))
            throw new RefusedException(CertificateFindings.WrongType(kind,
                new("nie ma użycia digitalSignature", "it lacks the key usage digitalSignature")));
        if (kind == CertificateKind.Offline && usage != X509KeyUsageFlags.NonRepudiation)
            throw new RefusedException(CertificateFindings.WrongType(kind,
                new("jego jedynym użyciem nie jest nonRepudiation", "its only key usage is not nonRepudiation")));
        if (kind == CertificateKind.Seal && KindOf(certificate) == CertificateKind.Offline)
            throw new RefusedException(CertificateFindings.WrongType(kind, new(
                "użycie nonRepudiation mówi, że to certyfikat KSeF typu 2 (offline), który nie loguje",
                "its key usage nonRepudiation says that it is a KSeF certificate of type 2 (offline), which signs nobody in")));
    }

    private static X509KeyUsageFlags UsageOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(one => one.CertificateAuthority);

    private static X509Certificate2 Load(ReadOnlyMemory<byte> der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der.Span);
        }
        catch (CryptographicException fault)
        {
            throw new RefusedException(CertificateFindings.Unreadable(new("plik jest uszkodzony", fault.Message)), fault);
        }
    }

    private static Finding NoKeyFile => new("INK-CLI-011",
        "W tym pliku nie ma klucza: potrzebny jest jego własny plik.", "This file holds no key: the file of the key is needed.")
    { Hint = new("Dopisz", "Add"), Next = new NameKeyFile() };
}
