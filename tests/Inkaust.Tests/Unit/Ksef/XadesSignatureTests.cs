using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using System.Xml.Schema;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class XadesSignatureTests
{
    private const string Challenge = "20261122-CR-0123456789-ABCDEF0123-01";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<KeyKind> Keys => new(KeyKind.EcP256, KeyKind.Rsa2048);

    [Theory, MemberData(nameof(Keys))]
    public void An_independent_program_verifies_the_signature(KeyKind kind)
    {
        using var certificate = Certificate(kind);
        using var scratch = new Scratch();
        var signed = scratch.Write("signed.xml", Sign(certificate));
        var trusted = scratch.Write("certificate.pem", Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        var (exitCode, output) = Verify(signed, trusted);
        Assert.True(exitCode == 0, output);
        Assert.Contains("SignedInfo References (ok/all): 2/2", output);
    }

    [Theory]
    [InlineData("0123456789-ABC", "0123456780-ABC")]
    [InlineData("5265877635</Nip>", "1111111111</Nip>")]
    [InlineData("<xades:SigningTime>2026", "<xades:SigningTime>2025")]
    public void A_changed_document_no_longer_verifies(string old, string changed)
    {
        using var certificate = Certificate(KeyKind.EcP256);
        using var scratch = new Scratch();
        var text = Encoding.UTF8.GetString(Sign(certificate));
        Assert.Contains(old, text);
        var signed = scratch.Write("signed.xml", Encoding.UTF8.GetBytes(text.Replace(old, changed)));
        var trusted = scratch.Write("certificate.pem", Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        Assert.NotEqual(0, Verify(signed, trusted).ExitCode);
    }

    [Fact]
    public void The_framework_verifies_an_RSA_signature()
    {
        using var certificate = Certificate(KeyKind.Rsa2048);
        var document = Load(Sign(certificate));
        var signature = new SignedXml(document);
        signature.LoadXml((XmlElement)document.GetElementsByTagName("Signature", SignedXml.XmlDsigNamespaceUrl)[0]!);
        Assert.True(signature.CheckSignature(certificate, verifySignatureOnly: true));
    }

    [Fact]
    public void A_challenge_of_any_signs_is_what_was_signed()
    {
        const string Odd = "a<b>&amp;\r\n\"'ż]]>";
        using var certificate = Certificate(KeyKind.EcP256);
        using var scratch = new Scratch();
        var signed = XadesSignature.Sign(AuthTokenRequest.Write(Odd, ContextIdentifier.Of(Desk.Nip)), certificate, certificate.GetECDsaPrivateKey()!, Now);
        var trusted = scratch.Write("certificate.pem", Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        var (exitCode, output) = Verify(scratch.Write("signed.xml", signed), trusted);
        Assert.True(exitCode == 0, output);
        Assert.Equal(Odd, Load(signed).GetElementsByTagName("Challenge")[0]!.InnerText);
    }

    [Fact]
    public void The_ECDSA_value_is_R_and_S_of_32_bytes_each()
    {
        using var certificate = Certificate(KeyKind.EcP256);
        var value = Convert.FromBase64String(Load(Sign(certificate)).GetElementsByTagName("SignatureValue", SignedXml.XmlDsigNamespaceUrl)[0]!.InnerText);
        Assert.Equal(64, value.Length);
    }

    [Fact]
    public void The_certificate_is_named_by_digest_issuer_and_decimal_serial_number()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bare = Desk.Issued(key, Now, serial: "00F20A5D352AE590");
        using var certificate = bare.CopyWithPrivateKey(key);
        var document = Load(Sign(certificate));
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(certificate.RawData)), Text(document, "CertDigest/ds:DigestValue"));
        Assert.Equal("68128339804218768", Text(document, "X509SerialNumber"));
        Assert.Equal(certificate.Issuer, Text(document, "X509IssuerName"));
    }

    [Fact]
    public void The_signing_time_is_a_minute_back_but_not_before_the_certificate_begins()
    {
        using var old = Certificate(KeyKind.EcP256);
        Assert.Equal("2026-11-22T09:59:00Z", Text(Load(Sign(old)), "SigningTime"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var fresh = new CertificateRequest("CN=Próba", key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddSeconds(-10), Now.AddDays(1));
        Assert.Equal("2026-11-22T09:59:50Z", Text(Load(Sign(fresh)), "SigningTime"));
    }

    [Theory]
    [InlineData(ContextType.Nip, "5265877635")]
    [InlineData(ContextType.InternalId, "5265877635-12345")]
    [InlineData(ContextType.NipVatUe, "5265877635-DE123456789")]
    [InlineData(ContextType.PeppolId, "PPL123456")]
    public void The_request_follows_the_official_schema(ContextType type, string value)
    {
        var schema = Checkout.Reference("schemas", "auth", "schemat_auth_v2-1.xsd");
        var document = Load(Encoding.UTF8.GetBytes(AuthTokenRequest.Write(Challenge, new ContextIdentifier(type, value))));
        document.Schemas = new XmlSchemaSet();
        document.Schemas.Add(AuthTokenRequest.Namespace, schema);
        var errors = new List<string>();
        document.Validate((_, error) => errors.Add(error.Message));
        Assert.Empty(errors);
    }

    private static (int ExitCode, string Output) Verify(string signed, string trusted) => Tool.Run(
        "xmlsec1", "--verify", "--id-attr:Id", "SignedProperties", "--trusted-pem", trusted, "--verification-gmt-time", "2026-11-22 10:00:00",
        "--enabled-key-data", "x509", signed);

    private static byte[] Sign(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()!;
        return XadesSignature.Sign(AuthTokenRequest.Write(Challenge, ContextIdentifier.Of(Desk.Nip)), certificate, key, Now);
    }

    private static X509Certificate2 Certificate(KeyKind kind)
    {
        if (kind == KeyKind.EcP256) return SelfSignedSeal.Create(KsefEnvironment.Test, Desk.Nip, "Próba <&> \"sp.\" z o.o.", Now);
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=Próba, serialNumber=TINPL-5265877635, C=PL", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(Now.AddHours(-1), Now.AddYears(1));
    }

    private static XmlDocument Load(byte[] xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(Encoding.UTF8.GetString(xml));
        return document;
    }

    private static string Text(XmlDocument document, string path)
    {
        var names = new XmlNamespaceManager(document.NameTable);
        names.AddNamespace("ds", SignedXml.XmlDsigNamespaceUrl);
        names.AddNamespace("xades", "http://uri.etsi.org/01903/v1.3.2#");
        return document.SelectSingleNode($"//xades:{path}", names)?.InnerText ?? document.SelectSingleNode($"//ds:{path}", names)!.InnerText;
    }
}
