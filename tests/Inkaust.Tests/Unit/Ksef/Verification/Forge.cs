using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Tests.Unit.Print;

namespace Inkaust.Tests.Unit.Ksef.Verification;

/// <summary>
/// Makes codes as other programs make them, right and wrong, by the ministry's description (kody-qr.md) and not by our own code. It is 22 November 2026.
/// </summary>
internal sealed class Forge : IDisposable
{
    public const string Serial = "01F20A5D352AE590";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<RSA> SharedRsa = new(() => RSA.Create(2048));

    private Forge(AsymmetricAlgorithm key, bool type2 = true, string serial = Serial, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        Key = key;
        var name = new X500DistinguishedName("CN=Papiernia Łąka offline, 2.5.4.97=VATPL-5265877635, C=PL");
        var generator = key is ECDsa ec ? X509SignatureGenerator.CreateForECDsa(ec) : X509SignatureGenerator.CreateForRSA((RSA)key, RSASignaturePadding.Pkcs1);
        var request = new CertificateRequest(name, generator.PublicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(type2 ? X509KeyUsageFlags.NonRepudiation : X509KeyUsageFlags.DigitalSignature, critical: true));
        Certificate = request.Create(new X500DistinguishedName("CN=Próba CA, C=PL"), generator, from ?? Now.AddDays(-30), to ?? Now.AddYears(1),
            Convert.FromHexString(serial));
    }

    public static Forge Ec(bool type2 = true, string serial = Serial, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        new(ECDsa.Create(ECCurve.NamedCurves.nistP256), type2, serial, from, to);

    public static Forge Rsa() => new(SharedRsa.Value);

    public static Forge Of(AsymmetricAlgorithm key) => new(key);

    public static Fa3Invoice Invoice { get; } = Specimens.ThreeLines();

    public AsymmetricAlgorithm Key { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>The link of KOD I, with what is said otherwise.</summary>
    public static string KodI(string root = "https://qr.ksef.mf.gov.pl", string? date = null, string? hash = null, string? nip = null) =>
        $"{root}/invoice/{nip ?? Specimens.Seller}/{date ?? "20-11-2026"}/{hash ?? Hash}";

    /// <summary>What KOD II has to sign.</summary>
    public static string Text(string root = "qr.ksef.mf.gov.pl", string serial = Serial, string? hash = null, string context = "Nip/5265877635") =>
        $"{root}/certificate/{context}/{Specimens.Seller}/{serial}/{hash ?? Hash}";

    /// <summary>The link of KOD II over what it should sign, signed over something else.</summary>
    /// <param name="signed">What is signed; null: what should be.</param>
    /// <param name="text">What the link says; null: what it should.</param>
    /// <param name="sign">How; null: as it should be.</param>
    public string KodII(string? signed = null, string? text = null, Func<byte[], byte[]>? sign = null) =>
        KodII(Encoding.UTF8.GetBytes(signed ?? text ?? Text()), text, sign);

    public string KodII(byte[] signed, string? text = null, Func<byte[], byte[]>? sign = null) =>
        $"https://{text ?? Text()}/{Url((sign ?? Signed)(signed))}";

    public byte[] Signed(byte[] text) => Key switch
    {
        ECDsa ec => ec.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        RSA rsa => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => throw new NotSupportedException(),
    };

    /// <summary>SHA-256 of the file, by the description.</summary>
    public static string Hash => Url(SHA256.HashData(Invoice.Bytes.Span));

    public static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>What is said of a link with this certificate and the file at hand.</summary>
    public CodeJudgement Judged(string link, bool withFile = true, CertificateSource source = CertificateSource.Kept, KsefEnvironment? expected = null,
        params X509Certificate2[] others) => JudgeCode.Of(CodeLink.Read(link)!, new CodeEvidence
        {
            File = withFile ? Invoice : null,
            Expected = expected,
            Certificates = [new(Certificate, source), .. others.Select(one => new KnownCertificate(one, source))],
            Now = Now,
        });

    public void Dispose()
    {
        Certificate.Dispose();
        if (Key is not RSA { KeySize: 2048 }) Key.Dispose();
    }
}
