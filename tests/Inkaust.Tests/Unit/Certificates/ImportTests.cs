using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>Certificates that come as files: what is taken in and as what, and what is refused with which code.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Password = "długie hasło 123";

    private const X509KeyUsageFlags None = X509KeyUsageFlags.None, Both = Cabinet.SignsIn | Cabinet.SignsCodes;

    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private readonly Cabinet cabinet = new();
    private int asked;

    private ImportCertificate Import => new(cabinet.Keys, cabinet.Clock);

    public void Dispose() => cabinet.Dispose();

    [Fact]
    public void A_certificate_that_is_damaged_anywhere_is_refused_and_nothing_else()
    {
        using var certificate = cabinet.Issued(Cabinet.SignsIn);
        var whole = certificate.RawData;
        for (var at = 0; at < whole.Length; at++)
            foreach (var bits in (byte[])[0x01, 0x80, 0xFF])
            {
                var damaged = whole.ToArray();
                damaged[at] ^= bits;
                Assert.IsType<Inkaust.Invoices.RefusedException>(Record.Exception(() => Import.FromFiles(Cabinet.Ours, damaged, () => [], null, () => "")));
            }
    }

    [Theory]
    [InlineData(Cabinet.SignsIn, null, CertificateKind.Authentication)]
    [InlineData(Cabinet.SignsCodes, null, CertificateKind.Offline)]
    [InlineData(None, null, CertificateKind.Seal)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, null, CertificateKind.Seal)]
    [InlineData(Both, null, CertificateKind.Seal)] // LAW 70: neither type has both
    [InlineData(Both, CertificateKind.Authentication, CertificateKind.Authentication)]
    [InlineData(Cabinet.SignsIn, CertificateKind.Authentication, CertificateKind.Authentication)]
    [InlineData(Cabinet.SignsCodes, CertificateKind.Offline, CertificateKind.Offline)]
    [InlineData(Cabinet.SignsIn, CertificateKind.Seal, CertificateKind.Seal)]
    [InlineData(Both, CertificateKind.Seal, CertificateKind.Seal)]
    public void A_certificate_is_taken_in_as_what_its_key_usage_says_or_as_what_it_is_meant(X509KeyUsageFlags usage, CertificateKind? wanted,
        CertificateKind kind)
    {
        using var certificate = cabinet.Issued(usage);
        var imported = Taken(certificate, wanted);
        Assert.Equal((kind, Cabinet.Serial, "imported"), (imported.Kind, imported.Serial, imported.Name));
        Assert.Equal(imported.Id, Assert.Single(cabinet.Keys.Of(Cabinet.Ours.Id)).Id);
    }

    // LAW 70: type 1 has digitalSignature, type 2 nonRepudiation and nothing else.
    [Theory]
    [InlineData(Both, CertificateKind.Offline)]
    [InlineData(Cabinet.SignsIn, CertificateKind.Offline)]
    [InlineData(Cabinet.SignsCodes | X509KeyUsageFlags.KeyEncipherment, CertificateKind.Offline)]
    [InlineData(None, CertificateKind.Offline)]
    [InlineData(Cabinet.SignsCodes, CertificateKind.Authentication)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, CertificateKind.Authentication)]
    [InlineData(None, CertificateKind.Authentication)]
    [InlineData(Cabinet.SignsCodes, CertificateKind.Seal)]
    public void A_certificate_of_the_other_type_is_refused(X509KeyUsageFlags usage, CertificateKind wanted)
    {
        using var certificate = cabinet.Issued(usage);
        AssertRefused("INK-CERT-023", () => Taken(certificate, wanted));
    }

    [Fact]
    public void A_curve_other_than_P256_signs_in_and_seals_but_signs_no_code()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var one = cabinet.Issued(Cabinet.SignsIn, key);
        using var two = cabinet.Issued(None, key, serial: "02");
        using var three = cabinet.Issued(Cabinet.SignsCodes, key, serial: "03");
        AssertRefused("INK-CERT-027", () => Taken(three));
        AssertRefused("INK-CERT-027", () => FromPkcs12(three.Export(X509ContentType.Pkcs12, Password), CertificateKind.Offline,
            Ask));
        Assert.Equal((CertificateKind.Authentication, CertificateKind.Seal), (Taken(one).Kind, Taken(two).Kind));
    }

    [Fact]
    public void A_certificate_at_its_very_end_is_refused_and_a_second_before_it_is_taken()
    {
        using var over = cabinet.Issued(Cabinet.SignsCodes, to: cabinet.Now);
        AssertRefused("INK-CERT-025", () => Taken(over));
        using var almost = cabinet.Issued(Cabinet.SignsCodes, to: cabinet.Now.AddSeconds(1));
        Assert.Equal(cabinet.Now.AddSeconds(1), Taken(almost).ValidTo);
    }

    [Fact]
    public void A_serial_number_is_taken_in_once_by_each_company()
    {
        using var certificate = cabinet.Issued(Cabinet.SignsCodes);
        Taken(certificate);
        Assert.Equal("INK-CERT-026", Cabinet.Refusal(() => Taken(certificate)));
        WithKeyFile(Cabinet.Theirs, certificate.RawData, PrivateKeys.Of(certificate)!.ExportPkcs8PrivateKey(), null, Ask);
        Assert.Equal((1, 1), (cabinet.Keys.Of(Cabinet.Ours.Id).Count, cabinet.Keys.Of(Cabinet.Theirs.Id).Count));
    }

    [Theory]
    [InlineData("PKCS#8 in PEM", 0)]
    [InlineData("PKCS#8 in PEM, encrypted", 1)]
    [InlineData("the older PEM", 0)]
    [InlineData("PKCS#8 in DER", 0)]
    [InlineData("PKCS#8 in DER, encrypted", 1)]
    public void A_key_file_of_either_family_is_read_and_its_password_asked_for_once(string form, int times)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var (key, serial) in new (AsymmetricAlgorithm, string)[] { (ec, "01"), (Cabinet.Rsa, "02") })
        {
            using var certificate = cabinet.Issued(Cabinet.SignsCodes, key, serial: serial);
            asked = 0;
            var imported = WithKeyFile(Cabinet.Ours, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()), KeyFile(key, form), null,
                Ask);
            Assert.Equal(times, asked);
            using var back = cabinet.Keys.KeyOf(Cabinet.Ours, imported);
            Assert.Equal(key.ExportPkcs8PrivateKey(), back.ExportPkcs8PrivateKey());
        }
    }

    [Theory]
    [InlineData("PKCS#8 in PEM, encrypted")]
    [InlineData("PKCS#8 in DER, encrypted")]
    public void A_wrong_password_is_said(string form)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var key in new AsymmetricAlgorithm[] { ec, Cabinet.Rsa })
        {
            using var certificate = cabinet.Issued(Cabinet.SignsCodes, key);
            AssertRefused("INK-CERT-021", () => WithKeyFile(Cabinet.Ours, certificate.RawData, KeyFile(key, form), null, () =>
                "not this one"));
        }
    }

    [Theory]
    [InlineData("nothing", new byte[0], "INK-CERT-024", 0)]
    [InlineData("a sequence too short to be one", new byte[] { 0x30, 1, 0 }, "INK-CERT-024", 0)]
    [InlineData("not a sequence", new byte[] { 0x31, 2, 0, 0 }, "INK-CERT-024", 0)]
    [InlineData("a sequence of nothing", new byte[] { 0x30, 2, 5, 0 }, "INK-CERT-024", 0)]
    public void What_cannot_be_a_key_is_refused_before_anybody_is_asked_for_a_password(string what, byte[] file, string code, int times)
    {
        using var certificate = cabinet.Issued(Cabinet.SignsCodes);
        AssertRefused(code, () => WithKeyFile(Cabinet.Ours, certificate.RawData, file, null, Ask));
        Assert.True(times == asked, what);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused_whatever_its_family()
    {
        using var certificate = cabinet.Issued(Cabinet.SignsCodes);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var key in new AsymmetricAlgorithm[] { other, Cabinet.Rsa })
            AssertRefused("INK-CERT-022", () => WithKeyFile(Cabinet.Ours, certificate.RawData, KeyFile(key, "PKCS#8 in PEM"), null, Ask));
        AssertRefused("INK-CERT-024", () => WithKeyFile(Cabinet.Ours, certificate.RawData,
            Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()), null, Ask));
        AssertRefused("INK-CERT-020", () => WithKeyFile(Cabinet.Ours, "not a certificate"u8.ToArray(), KeyFile(other, "PKCS#8 in PEM"), null,
            Ask));
    }

    [Theory]
    [InlineData(None, null, CertificateKind.Seal)]
    [InlineData(Both, null, CertificateKind.Seal)]
    [InlineData(Cabinet.SignsIn, null, CertificateKind.Authentication)]
    [InlineData(Cabinet.SignsIn, CertificateKind.Seal, CertificateKind.Seal)]
    [InlineData(Cabinet.SignsIn, CertificateKind.Authentication, CertificateKind.Authentication)]
    [InlineData(Cabinet.SignsCodes, null, CertificateKind.Offline)]
    [InlineData(Cabinet.SignsCodes, CertificateKind.Offline, CertificateKind.Offline)]
    public void A_p12_file_is_what_its_certificate_says(X509KeyUsageFlags usage, CertificateKind? wanted, CertificateKind kind)
    {
        using var certificate = cabinet.Issued(usage, Cabinet.Rsa);
        var imported = FromPkcs12(certificate.Export(X509ContentType.Pkcs12, Password), wanted, Ask);
        Assert.Equal((kind, 1), (imported.Kind, asked));
        using var back = cabinet.Keys.KeyOf(Cabinet.Ours, imported);
        Assert.Equal(Cabinet.Rsa.ExportPkcs8PrivateKey(), back.ExportPkcs8PrivateKey());
    }

    [Fact]
    public void What_is_wrong_with_a_p12_file_is_said()
    {
        using var certificate = cabinet.Issued(Cabinet.SignsIn);
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var both = cabinet.Issued(Both, serial: "05");
        var file = certificate.Export(X509ContentType.Pkcs12, Password);
        AssertRefused("INK-CERT-021", () => FromPkcs12(file, null, () => "not this one"));
        AssertRefused("INK-CERT-020", () => FromPkcs12("not a p12"u8.ToArray(), null, Ask));
        AssertRefused("INK-CERT-024", () => FromPkcs12(bare.Export(X509ContentType.Pkcs12, Password), null, Ask));
        AssertRefused("INK-CERT-023", () => FromPkcs12(file, CertificateKind.Offline, Ask));
        AssertRefused("INK-CERT-023", () => FromPkcs12(both.Export(X509ContentType.Pkcs12, Password), CertificateKind.Offline,
            Ask));
    }

    [Fact]
    public void An_exported_key_is_hard_to_guess()
    {
        var kept = cabinet.Kept(CertificateKind.Offline);
        var export = new ExportCertificate(cabinet.Keys);
        var (place, waiting) = cabinet.Keys.NewKey(Cabinet.Ours, CertificateKind.Offline, "próba");
        waiting.Dispose();
        Assert.Equal("INK-CERT-011", Cabinet.Refusal(() => export.WithPassword(Cabinet.Ours, place, Password)));
        Assert.Equal("INK-CERT-014", Cabinet.Refusal(() => export.WithPassword(Cabinet.Ours, kept, "1234567")));

        var files = export.WithPassword(Cabinet.Ours, kept, "12345678");
        using var certificate = X509Certificate2.CreateFromPem(files.Certificate);
        Assert.Equal(Cabinet.Serial, certificate.SerialNumber);
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", files.EncryptedKey);
        // 600,000 rounds of PBKDF2, as an INTEGER of DER: a file that is stolen is not guessed in an afternoon.
        var der = Convert.FromBase64String(files.EncryptedKey.Replace("-----BEGIN ENCRYPTED PRIVATE KEY-----",
            "").Replace("-----END ENCRYPTED PRIVATE KEY-----", ""));
        Assert.NotEqual(-1, der.AsSpan().IndexOf(new byte[] { 0x02, 0x03, 0x09, 0x27, 0xC0 }));
    }

    // KSeF's own certificates of type 2, as integrators pack them.
    [Theory]
    [InlineData("PKCS#12")]
    [InlineData("PKCS#12 in Base64")]
    [InlineData("PEM with its key")]
    [InlineData("PEM in UTF-16 with its key")]
    [InlineData("DER")]
    [InlineData("Base64")]
    [InlineData("PKCS#7")]
    [InlineData("PKCS#7 in PEM")]
    public void A_certificate_of_type_2_never_becomes_a_seal_in_whatever_form_it_comes(string form)
    {
        using var certificate = cabinet.Issued(Cabinet.SignsCodes);
        using var key = PrivateKeys.Of(certificate)!;
        var pem = $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
        var chain = new X509Certificate2Collection(X509CertificateLoader.LoadCertificate(certificate.RawData)).Export(X509ContentType.Pkcs7)!;
        var file = form switch
        {
            "PKCS#12" => certificate.Export(X509ContentType.Pkcs12, Password),
            "PKCS#12 in Base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12, Password)) + "\r\n"),
            "PEM with its key" => Encoding.ASCII.GetBytes(pem),
            "PEM in UTF-16 with its key" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(pem)],
            "DER" => certificate.RawData,
            "Base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(certificate.RawData, Base64FormattingOptions.InsertLineBreaks)),
            "PKCS#7" => chain,
            _ => Encoding.ASCII.GetBytes(PemEncoding.WriteString("PKCS7", chain)),
        };
        Func<byte[]>? keyFile = form.Contains("key") || form.Contains("12") ? null
            : () => Encoding.ASCII.GetBytes(Convert.ToBase64String(key.ExportPkcs8PrivateKey()));
        AssertRefused("INK-CERT-023", () => Import.FromFiles(Cabinet.Ours, file, keyFile, CertificateKind.Seal, Ask));
        AssertRefused("INK-CERT-023", () => Import.FromFiles(Cabinet.Ours, file, keyFile, CertificateKind.Authentication, Ask));
        Assert.Equal(CertificateKind.Offline, Import.FromFiles(Cabinet.Ours, file, keyFile, null, Ask).Kind);
    }

    [Fact]
    public void A_qualified_certificate_is_a_seal_whatever_its_key_usage_and_so_is_what_somebody_signed_himself()
    {
        foreach (var usage in new[] { Cabinet.SignsCodes, Cabinet.SignsIn })
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=Pieczęć", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
            using var own = request.CreateSelfSigned(cabinet.Now.AddDays(-1), cabinet.Now.AddYears(1));
            Assert.Equal(CertificateKind.Seal, FromPkcs12(own.Export(X509ContentType.Pkcs12, Password), null, Ask).Kind);
            request.CertificateExtensions.Add(new X509Extension("1.3.6.1.5.5.7.1.3", [0x30, 0x0A, 0x30, 0x08, 6, 6, 4, 0, 0x8E, 0x46, 1, 1], critical: false));
            using var bare = request.Create(new X500DistinguishedName("CN=Urząd"), X509SignatureGenerator.CreateForECDsa(authority),
                cabinet.Now.AddDays(-1), cabinet.Now.AddYears(1), [(byte)usage]);
            using var qualified = bare.CopyWithPrivateKey(key);
            Assert.Equal(CertificateKind.Seal, FromPkcs12(qualified.Export(X509ContentType.Pkcs12, Password), null, Ask).Kind);
        }
    }

    [Fact]
    public void One_of_type_2_that_was_once_kept_as_a_seal_becomes_what_it_is_when_it_is_brought_again()
    {
        using var certificate = cabinet.Issued(Cabinet.SignsCodes);
        var mistaken = cabinet.Keys.Keep(Cabinet.Ours, CertificateKind.Seal, "imported", certificate);
        var now = FromPkcs12(certificate.Export(X509ContentType.Pkcs12, Password), null, Ask);
        Assert.Equal((mistaken.Id, CertificateKind.Offline), (now.Id, Assert.Single(cabinet.Keys.Of(Cabinet.Ours.Id)).Kind));
        Assert.Equal("INK-CERT-026", Cabinet.Refusal(() => FromPkcs12(certificate.Export(X509ContentType.Pkcs12, Password), null, Ask)));
    }

    [Fact]
    public void Of_several_with_keys_in_one_file_the_one_of_the_wanted_type_is_taken()
    {
        using var signsIn = cabinet.Issued(Cabinet.SignsIn, serial: "01");
        using var signsCodes = cabinet.Issued(Cabinet.SignsCodes, serial: "02");
        var file = new X509Certificate2Collection(new[] { signsIn, signsCodes }).Export(X509ContentType.Pkcs12, Password)!;
        AssertRefused("INK-CERT-031", () => FromPkcs12(file, null, Ask));
        AssertRefused("INK-CERT-031", () => FromPkcs12(file, CertificateKind.Seal, Ask));
        Assert.Equal("0000000000000002", FromPkcs12(file, CertificateKind.Offline, Ask).Serial);
        Assert.Equal("0000000000000001", FromPkcs12(file, CertificateKind.Authentication, Ask).Serial);
    }

    [Fact]
    public void A_certificate_alone_wants_the_file_of_its_key_and_a_key_alone_is_no_certificate()
    {
        using var certificate = cabinet.Issued(Cabinet.SignsCodes);
        AssertRefused("INK-CLI-011", () => Import.FromFiles(Cabinet.Ours, certificate.RawData, null, null, Ask));
        AssertRefused("INK-CERT-020", () => Import.FromFiles(Cabinet.Ours, PrivateKeys.Of(certificate)!.ExportPkcs8PrivateKey(), null, null, Ask));
        AssertRefused("INK-CERT-020", () => Import.FromFiles(Cabinet.Ours, new byte[300_000], null, null, Ask));
    }

    private CompanyCertificate WithKeyFile(
        Company company, ReadOnlyMemory<byte> certificate, ReadOnlyMemory<byte> key, CertificateKind? kind, Func<string> ask) =>
        Import.FromFiles(company, certificate, () => key.ToArray(), kind, ask);

    private CompanyCertificate FromPkcs12(ReadOnlyMemory<byte> file, CertificateKind? kind, Func<string> ask) =>
        Import.FromFiles(Cabinet.Ours, file, null, kind, ask);

    private CompanyCertificate Taken(X509Certificate2 certificate, CertificateKind? wanted = null)
    {
        using var key = PrivateKeys.Of(certificate)!;
        return WithKeyFile(Cabinet.Ours, certificate.RawData, key.ExportPkcs8PrivateKey(), wanted, Ask);
    }

    private void AssertRefused(string code, Action act)
    {
        Assert.Equal(code, Cabinet.Refusal(act));
        Assert.Empty(cabinet.Keys.Of(Cabinet.Ours.Id));
    }

    private string Ask()
    {
        asked++;
        return Password;
    }

    private static byte[] KeyFile(AsymmetricAlgorithm key, string form) => form switch
    {
        "PKCS#8 in PEM" => Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()),
        "PKCS#8 in PEM, encrypted" => Encoding.ASCII.GetBytes(key.ExportEncryptedPkcs8PrivateKeyPem(Password, Encryption)),
        "the older PEM" => Encoding.ASCII.GetBytes(key is RSA rsa ? rsa.ExportRSAPrivateKeyPem() : ((ECDsa)key).ExportECPrivateKeyPem()),
        "PKCS#8 in DER" => key.ExportPkcs8PrivateKey(),
        _ => key.ExportEncryptedPkcs8PrivateKey(Password, Encryption),
    };
}
