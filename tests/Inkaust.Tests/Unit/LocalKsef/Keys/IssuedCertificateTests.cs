using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef.Keys;

/// <summary>Applications for certificates, the authority that issues them, and the keys under which clients encrypt.</summary>
public sealed class IssuedCertificateTests
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly Authority Authority = new(new Journal());

    [Theory]
    [InlineData("SHA256", 0)]
    [InlineData("SHA384", 0)]
    [InlineData("SHA512", 0)]
    public void An_application_with_a_P_256_key_is_read(string hash, int code) => Assert.Equal(code, Code(Csr(Key, hash)));

    [Fact]
    public void An_application_with_a_key_of_another_kind_or_length_is_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var short1 = RSA.Create(1024);
        using var right = RSA.Create(2048);
        using var long1 = RSA.Create(2056);
        Assert.Equal(25010, Code(Csr(p384)));
        Assert.Equal(25010, Code(Csr(short1)));
        Assert.Equal(25010, Code(Csr(long1)));
        foreach (var padding in new[] { RSASignaturePadding.Pkcs1, RSASignaturePadding.Pss })
        {
            Assert.Equal(0, Code(new CertificateRequest("CN=Jan", right, HashAlgorithmName.SHA256, padding).CreateSigningRequest()));
            Assert.Equal(0, Code(new CertificateRequest("CN=Jan", right, HashAlgorithmName.SHA512, padding).CreateSigningRequest()));
        }
    }

    [Fact]
    public void What_is_no_application_or_was_changed_is_refused()
    {
        var right = Csr(Key);
        Assert.Equal(25004, Code([]));
        Assert.Equal(25004, Code([1, 2, 3]));
        Assert.Equal(25004, Code(right[..^1]));
        right[^1] ^= 1;
        Assert.Equal(25004, Code(right));
    }

    [Fact]
    public void An_application_is_known_by_its_name_and_the_hash_of_its_key()
    {
        var read = SigningRequest.Read(Csr(Key));
        Assert.Equal("Jan", read.Name[DistinguishedName.CommonName]);
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(Key.ExportSubjectPublicKeyInfo())), read.PublicKeyHash);
    }

    [Theory]
    [InlineData("Authentication", X509KeyUsageFlags.DigitalSignature)]
    [InlineData("Offline", X509KeyUsageFlags.NonRepudiation)]
    public void A_certificate_has_one_use_two_years_and_a_serial_number_of_16_digits(string purpose, X509KeyUsageFlags usage)
    {
        using var certificate = Issued(purpose);
        Assert.Equal(usage, Assert.Single(certificate.Extensions.OfType<X509KeyUsageExtension>()).KeyUsages);
        Assert.False(Assert.Single(certificate.Extensions.OfType<X509BasicConstraintsExtension>()).CertificateAuthority);
        Assert.Equal((LocalKsefDay.Noon, LocalKsefDay.Noon.AddYears(2)),
            (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter)));
        Assert.Matches("^01[0-9A-F]{14}$", certificate.SerialNumber);
        Assert.True(Authority.IsNamedAsIssuerOf(certificate));
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, VerificationTime = LocalKsefDay.Noon.AddDays(1).LocalDateTime } };
        chain.ChainPolicy.CustomTrustStore.Add(Authority.Certificate);
        Assert.True(chain.Build(certificate));
    }

    [Fact]
    public void Only_what_is_in_the_register_byte_for_byte_was_issued()
    {
        using var certificate = Issued("Offline");
        using var other = Issued("Offline");
        Assert.True(Authority.HasIssued(certificate, InRegister(certificate)));
        Assert.False(Authority.HasIssued(certificate, InRegister(other)));
        Assert.False(Authority.HasIssued(certificate, null));
        using var stranger = new CertificateRequest("CN=Jan", Key, HashAlgorithmName.SHA256).CreateSelfSigned(LocalKsefDay.Noon, LocalKsefDay.Noon.AddDays(1));
        Assert.False(Authority.IsNamedAsIssuerOf(stranger));
    }

    /// <summary>The authority is valid from 1999 to 2200.</summary>
    [Theory]
    [InlineData("1998-12-31T23:59:59Z", false)]
    [InlineData("1999-01-01T00:00:00Z", true)]
    [InlineData("2198-01-01T00:00:00Z", true)]
    [InlineData("2198-01-01T00:00:01Z", false)]
    public void A_certificate_does_not_outlive_its_authority(string from, bool isIssued) =>
        Assert.Equal(isIssued, Authority.MayIssueFrom(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Confirmations_are_signed_by_a_key_of_their_own()
    {
        var signature = Authority.SignUpo("UPO"u8.ToArray());
        using var key = Authority.UpoCertificate.GetECDsaPublicKey()!;
        Assert.True(key.VerifyData("UPO"u8, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.Equal(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
            Assert.Single(Authority.UpoCertificate.Extensions.OfType<X509KeyUsageExtension>()).KeyUsages);
    }

    [Fact]
    public async Task Encryption_keys_are_one_of_each_use_open_their_own_and_are_followed_by_newer_ones()
    {
        var clock = new ServerClock(LocalKsefDay.Options.Clock, null, new Journal());
        clock.Set(LocalKsefDay.Noon, frozen: true);
        using var keys = new EncryptionKeys(clock, new Journal());
        var first = await keys.All();
        Assert.Equal(["KsefTokenEncryption", "SymmetricKeyEncryption"], first.Select(key => key.Usage.ToString()).Order(StringComparer.Ordinal));
        var (forTokens, forKeys) = (first.Single(key => key.Usage == KeyUsage.KsefTokenEncryption),
            first.Single(key => key.Usage == KeyUsage.SymmetricKeyEncryption));
        var wrapped = forKeys.Rsa.Encrypt([1, 2, 3], RSAEncryptionPadding.OaepSHA256);
        Assert.Equal([1, 2, 3], await keys.Open(KeyUsage.SymmetricKeyEncryption, wrapped, null));
        Assert.Equal([1, 2, 3], await keys.Open(KeyUsage.SymmetricKeyEncryption, wrapped, forKeys.PublicKeyId));
        Assert.Null(await keys.Open(KeyUsage.KsefTokenEncryption, wrapped, null));
        Assert.Null(await keys.Open(KeyUsage.SymmetricKeyEncryption, forKeys.Rsa.Encrypt([1], RSAEncryptionPadding.OaepSHA1), null));
        Assert.Equal(21470, Assert.Single((await Assert.ThrowsAsync<ApiRefusal>(() => keys.Open(KeyUsage.SymmetricKeyEncryption, wrapped, forTokens.PublicKeyId))).Errors).Code);
        // base64 of SHA-256 over SPKI (KSEF 1).
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(forKeys.Certificate.PublicKey.ExportSubjectPublicKeyInfo())), forKeys.PublicKeyId);
        Assert.Equal((LocalKsefDay.Noon, LocalKsefDay.Noon.AddYears(2)), (forKeys.ValidFrom, forKeys.ValidTo));

        Assert.Equal(2, (await keys.InForce()).Count);
        clock.Set(LocalKsefDay.Noon.AddYears(2).AddSeconds(-1), frozen: true);
        Assert.Equal(2, (await keys.InForce()).Count);
        clock.Set(LocalKsefDay.Noon.AddYears(2), frozen: true);
        var all = await keys.InForce();
        Assert.Equal([4, 2], [all.Count, all.TakeWhile(key => !first.Contains(key)).Count()]);
        Assert.Equal([1, 2, 3], await keys.Open(KeyUsage.SymmetricKeyEncryption, wrapped, null));
    }

    private static byte[] Csr(AsymmetricAlgorithm key, string hash = "SHA256") => (key is ECDsa ecdsa
        ? new CertificateRequest("CN=Jan", ecdsa, new HashAlgorithmName(hash))
        : new CertificateRequest("CN=Jan", (RSA)key, new HashAlgorithmName(hash), RSASignaturePadding.Pkcs1)).CreateSigningRequest();

    /// <summary>0 for what is read.</summary>
    private static int Code(byte[] csr) => ((ApiRefusal?)Record.Exception(() => SigningRequest.Read(csr)))?.Errors.Single().Code ?? 0;

    private static X509Certificate2 Issued(string purpose) =>
        Authority.Issue(SigningRequest.Read(Csr(Key)).Request, Enum.Parse<CertificatePurpose>(purpose), LocalKsefDay.Noon);

    private static IssuedCertificate InRegister(X509Certificate2 certificate) => new()
    {
        Serial = certificate.SerialNumber,
        Name = "Próbny",
        Purpose = CertificatePurpose.Offline,
        Owner = new SubjectIdentifier(SubjectType.Nip,
            "5260001246"),
        CommonName = "Jan",
        RequestedAt = LocalKsefDay.Noon,
        ValidFrom = LocalKsefDay.Noon,
        ValidTo = LocalKsefDay.Noon,
        Der = certificate.RawData,
        PublicKeyHash = "",
    };
}
