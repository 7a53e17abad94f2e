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

    [Theory]
    [InlineData("test", "https://qr-test.ksef.mf.gov.pl")]
    [InlineData("demo", "https://qr-demo.ksef.mf.gov.pl")]
    [InlineData("production", "https://qr.ksef.mf.gov.pl")]
    [InlineData("http://127.0.0.1:5080/", "http://127.0.0.1:5080/qr")]
    public void Each_environment_has_its_own_codes(string environment, string root)
    {
        using var key = CertificateRequests.NewKey();
        var (where, seller) = (KsefEnvironment.Parse(environment), Nip.Parse("5260001246"));
        Assert.Equal($"{root}/invoice/5260001246/31-12-2026/{Hash}", VerificationLinks.KodI(where, seller, new DateOnly(2026, 12, 31), Hash).AbsoluteUri);
        var kodII = VerificationLinks.KodII(where, ContextIdentifier.Of(Desk.Nip), seller, Serial, Hash, key).AbsoluteUri;
        Assert.StartsWith($"{root}/certificate/Nip/5265877635/5260001246/{Serial}/{Hash}/", kodII);
    }

    // The context is whose behalf the issuer acts on; the seller may be another one (LAW 80).
    [Theory]
    [InlineData(ContextType.Nip, "6712345098", "Nip/6712345098")]
    [InlineData(ContextType.InternalId, "6712345098-00012", "InternalId/6712345098-00012")]
    [InlineData(ContextType.NipVatUe, "6712345098-DE811907980", "NipVatUe/6712345098-DE811907980")]
    [InlineData(ContextType.PeppolId, "PPL012345", "PeppolId/PPL012345")]
    public void KOD_II_names_context_and_seller_apart(ContextType type, string value, string named)
    {
        using var key = CertificateRequests.NewKey();
        using var certificate = Desk.Issued(key, Now);
        var link = VerificationLinks.KodII(KsefEnvironment.Test, new ContextIdentifier(type, value), Desk.Nip, Serial, Hash, key);
        Assert.StartsWith($"https://qr-test.ksef.mf.gov.pl/certificate/{named}/5265877635/{Serial}/{Hash}/", link.AbsoluteUri);
        Assert.True(VerificationLinks.VerifyKodII(link, certificate));
    }

    [Theory]
    [InlineData("its first bit is set, so that DER puts a nought before it", "F1F20A5D352AE590", "F1F20A5D352AE590")]
    [InlineData("it begins with noughts", "00000A5D352AE590", "00000A5D352AE590")]
    public void A_serial_number_is_named_in_sixteen_digits(string what, string ofTheCertificate, string named)
    {
        using var key = CertificateRequests.NewKey();
        using var certificate = Desk.Issued(key, Now, ofTheCertificate);
        var link = VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, named, Hash, key);
        Assert.True(VerificationLinks.VerifyKodII(link, certificate), what);
    }

    [Theory]
    [InlineData("the link as it is", "certificate", "", true)]
    [InlineData("a slash at the end", "certificate", "/", true)]
    [InlineData("signed as another page", "invoice", "", false)]
    [InlineData("signed as a page with another name", "Certificate", "", false)]
    public void Whatever_is_verified_is_a_KOD_II(string what, string page, string end, bool valid)
    {
        using var key = (ECDsa)CertificateRequests.NewKey();
        using var certificate = Desk.Issued(key, Now);
        foreach (var (scheme, root) in new[] { ("https://", "qr-test.ksef.mf.gov.pl"), ("http://", "127.0.0.1:5080/qr") })
        {
            var text = $"{root}/{page}/Nip/{Desk.Nip}/{Desk.Nip}/{Serial}/{Hash}";
            var signature = key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            Assert.True(VerificationLinks.VerifyKodII(new Uri($"{scheme}{text}/{Base64Url.EncodeToString(signature)}{end}"), certificate) == valid, what);
        }
    }

    [Fact]
    public void A_signature_in_another_form_or_over_another_hash_does_not_verify()
    {
        using var rsa = (RSA)CertificateRequests.NewKey(KeyKind.Rsa2048);
        using var certificate = Desk.Issued(rsa, Now);
        var text = $"qr-test.ksef.mf.gov.pl/certificate/Nip/{Desk.Nip}/{Desk.Nip}/{Serial}/{Hash}";
        var bytes = Encoding.UTF8.GetBytes(text);
        bool Verifies(byte[] signature) => VerificationLinks.VerifyKodII(new Uri($"https://{text}/{Base64Url.EncodeToString(signature)}"), certificate);
        Assert.True(Verifies(rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
        Assert.False(Verifies(rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        Assert.False(Verifies(rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pss)));
        Assert.False(Verifies(rsa.SignData(Encoding.UTF8.GetBytes("https://" + text), HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
        Assert.False(Verifies([]));
    }

    [Fact]
    public void A_certificate_with_a_key_of_another_kind_verifies_nothing()
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Ed25519 (RFC 8410), which is neither RSA nor on a curve of ECDSA.
        var publicKey = new PublicKey(new Oid("1.3.101.112"), null, new AsnEncodedData(new byte[32]));
        using var certificate = new CertificateRequest(new X500DistinguishedName("CN=Inny klucz"), publicKey, HashAlgorithmName.SHA256)
            .Create(new X500DistinguishedName("CN=CA"), X509SignatureGenerator.CreateForECDsa(signer),
                Now.AddDays(-1), Now.AddYears(1), Convert.FromHexString(Serial));
        var link = VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, Serial, Hash, signer);
        Assert.False(VerificationLinks.VerifyKodII(link, certificate));
    }

    public static TheoryData<string> UnfitKeys => new("P-384", "P-521", "RSA-1024", "RSA-2040", "DSA");

    [Theory, MemberData(nameof(UnfitKeys))]
    public void A_key_that_KSeF_does_not_take_is_refused(string kind)
    {
        using AsymmetricAlgorithm key = kind switch
        {
            "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "P-521" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            "RSA-1024" => RSA.Create(1024),
            "RSA-2040" => RSA.Create(2040),
            _ => DSA.Create(),
        };
        var refused = Assert.Throws<RefusedException>(
            () => VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, Serial, Hash, key));
        Assert.Equal("INK-KSEF-022", refused.Findings.Single().Code);
    }

    [Fact]
    public void A_longer_RSA_key_than_is_asked_for_signs()
    {
        using var key = RSA.Create(2056);
        using var certificate = Desk.Issued(key, Now);
        var link = VerificationLinks.KodII(KsefEnvironment.Test, ContextIdentifier.Of(Desk.Nip), Desk.Nip, Serial, Hash, key);
        Assert.True(VerificationLinks.VerifyKodII(link, certificate));
    }
}
