using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class VerificationLinksTests
{
    private const string Serial = "01F20A5D352AE590";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly InvoiceHash Hash = InvoiceHash.Parse("UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE");
    private static readonly KsefEnvironment Local = KsefEnvironment.Local(new Uri("http://127.0.0.1:5080/"));

    public static TheoryData<KeyKind> Keys => new(KeyKind.EcP256, KeyKind.Rsa2048);

    [Fact]
    public void KOD_I_carries_seller_issue_date_and_hash() => Assert.Equal(
        "https://qr-test.ksef.mf.gov.pl/invoice/5265877635/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
        VerificationLinks.KodI(KsefEnvironment.Test, Desk.Nip, new DateOnly(2026, 2, 1), Hash).AbsoluteUri);

    [Fact]
    public void KOD_I_of_a_local_KSeF_lies_below_its_base_address() => Assert.Equal(
        "http://127.0.0.1:5080/qr/invoice/5265877635/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
        VerificationLinks.KodI(Local, Desk.Nip, new DateOnly(2026, 2, 1), Hash).AbsoluteUri);

    [Theory, MemberData(nameof(Keys))]
    public void The_signed_text_has_no_scheme_and_no_slash_at_its_end(KeyKind kind)
    {
        using var key = CertificateRequests.NewKey(kind);
        foreach (var (environment, scheme, root) in new[] { (KsefEnvironment.Production, "https://", "qr.ksef.mf.gov.pl"), (Local, "http://", "127.0.0.1:5080/qr") })
        {
            var link = VerificationLinks.KodII(environment, ContextIdentifier.Of(Desk.Nip), Desk.Nip, Serial, Hash, key).AbsoluteUri;
            var text = $"{root}/certificate/Nip/5265877635/5265877635/{Serial}/{Hash}";
            Assert.StartsWith($"{scheme}{text}/", link);
            var signature = link[(scheme.Length + text.Length + 1)..];
            Assert.DoesNotMatch("[^A-Za-z0-9_-]", signature);
            Assert.True(key switch
            {
                ECDsa ec => signature.Length == 86
                    && ec.VerifyData(Encoding.UTF8.GetBytes(text), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                RSA rsa => rsa.VerifyData(Encoding.UTF8.GetBytes(text), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
                _ => false,
            });
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public void Openssl_verifies_the_signature_of_KOD_II(KeyKind kind)
    {
        using var key = CertificateRequests.NewKey(kind);
        OpensslVerifies(VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, Serial, Hash, key).AbsoluteUri, key);
    }

    // One signature in 256 has such an r, one in 256 such an s; the fixed form keeps the zero octet, DER may not.
    [Theory, InlineData(0), InlineData(32)]
    public void Openssl_verifies_a_KOD_II_whose_r_or_s_begins_with_a_zero_octet(int place)
    {
        using var key = CertificateRequests.NewKey(KeyKind.EcP256);
        var links = Enumerable.Range(0, 10_000).Select(_ => VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, Serial, Hash, key).AbsoluteUri);
        OpensslVerifies(links.First(link => Signature(link) is { Length: 64 } signature && signature[place] == 0 && signature[place + 1] < 0x80), key);
    }

    private static byte[] Signature(string link) => Base64Url.DecodeFromChars(link.AsSpan(link.LastIndexOf('/') + 1));

    private static void OpensslVerifies(string link, AsymmetricAlgorithm key)
    {
        using var scratch = new Scratch();
        var text = scratch.Write("text", Encoding.UTF8.GetBytes(link["https://".Length..link.LastIndexOf('/')]));
        var signature = scratch.Write("signature", key is RSA ? Signature(link) : DerSignature.Of(Signature(link)));
        var publicKey = scratch.Write("key.pem", Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()));
        string[] padding = key is RSA ? ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32", "-sigopt", "rsa_mgf1_md:sha256"] : [];
        var (exitCode, output) = Tool.Run("openssl", ["dgst", "-sha256", "-verify", publicKey, "-signature", signature, .. padding, text]);
        Assert.True(exitCode == 0, output);
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_KOD_II_verifies_with_its_certificate_and_with_no_other(KeyKind kind)
    {
        using var key = CertificateRequests.NewKey(kind);
        using var certificate = Desk.Issued(key, Now);
        var link = VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, Serial, Hash, key);
        Assert.True(VerificationLinks.VerifyKodII(link, certificate));

        using var otherKey = CertificateRequests.NewKey(kind);
        using var other = Desk.Issued(otherKey, Now);
        Assert.False(VerificationLinks.VerifyKodII(link, other));
        using var otherSerial = Desk.Issued(key, Now, "01F20A5D352AE591");
        Assert.False(VerificationLinks.VerifyKodII(link, otherSerial));
    }

    [Fact]
    public void A_changed_KOD_II_does_not_verify()
    {
        using var key = (ECDsa)CertificateRequests.NewKey();
        using var certificate = Desk.Issued(key, Now);
        var link = VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, Serial, Hash, key).AbsoluteUri;
        foreach (var changed in new[]
        {
            link.Replace("qr-test.", "qr."), link.Replace("UtQp", "UtQq"), link.Replace("/Nip/5265877635/", "/Nip/5265877636/"), link[..^10] + "AAAAAAAAAA",
            link[..link.LastIndexOf('/')], link + "=", "https://qr-test.ksef.mf.gov.pl/", "https://qr-test.ksef.mf.gov.pl/certificate/a/b/c/d/e/",
        })
            Assert.False(VerificationLinks.VerifyKodII(new Uri(changed), certificate), changed);
    }

    [Fact]
    public void A_KOD_II_signed_in_the_DER_form_verifies_too()
    {
        using var key = (ECDsa)CertificateRequests.NewKey();
        using var certificate = Desk.Issued(key, Now);
        var text = $"qr-test.ksef.mf.gov.pl/certificate/Nip/{Desk.Nip}/{Desk.Nip}/{Serial}/{Hash}";
        var signature = key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        Assert.True(VerificationLinks.VerifyKodII(new Uri($"https://{text}/{Base64Url.EncodeToString(signature)}"), certificate));
    }

    [Theory]
    [InlineData("01f20a5d352ae590")]
    [InlineData("1F20A5D352AE590")]
    [InlineData("0x01F20A5D352AE5")]
    [InlineData("")]
    public void A_serial_number_in_another_form_is_refused(string serial)
    {
        using var key = CertificateRequests.NewKey();
        var refused = Assert.Throws<RefusedException>(
            () => VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, serial, Hash, key));
        Assert.Equal("INK-KSEF-027", refused.Findings.Single().Code);
    }

    [Fact]
    public void A_key_that_KSeF_does_not_take_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var refused = Assert.Throws<RefusedException>(
            () => VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, Serial, Hash, key));
        Assert.Equal("INK-KSEF-022", refused.Findings.Single().Code);
    }
}
