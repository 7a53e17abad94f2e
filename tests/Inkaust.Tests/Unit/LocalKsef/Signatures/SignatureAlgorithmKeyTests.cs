using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef.Signatures;

/// <summary>An algorithm verifies with a key that fits it, in its own form, and with no other.</summary>
public sealed class SignatureAlgorithmKeyTests
{
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#", Pss = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1";
    private static readonly byte[] Octets = [1, 2, 3];

    // By sha1sum: the signatures of others may use it still.
    private static readonly byte[] Sha1OfOctets = Convert.FromHexString("7037807198C22A7D2B0807371D763779A84FDFCF");

    [Fact]
    public void An_ECDSA_signature_is_of_the_two_numbers_and_of_the_named_hash()
    {
        using var certificate = LocalKsefSigner.Person("TINPL-5260001246", LocalKsefDay.Noon);
        using var key = certificate.GetECDsaPrivateKey()!;
        var right = key.SignData(Octets, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        Assert.True(SignatureAlgorithms.Verify(More + "ecdsa-sha256", certificate, Octets, right));
        Assert.False(SignatureAlgorithms.Verify(More + "ecdsa-sha256", certificate, [1, 2], right));
        Assert.False(SignatureAlgorithms.Verify(More + "ecdsa-sha384", certificate, Octets, right));
        Assert.False(SignatureAlgorithms.Verify(More + "rsa-sha256", certificate, Octets, right));
        Assert.False(SignatureAlgorithms.Verify(More + "ecdsa-sha224", certificate, Octets, right));
        Assert.False(SignatureAlgorithms.Verify(More + "ecdsa-sha256", certificate, Octets,
            key.SignData(Octets, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        Assert.False(SignatureAlgorithms.Verify(More + "ecdsa-sha256", certificate, Octets, []));
    }

    [Fact]
    public void An_RSA_signature_has_the_padding_that_is_named()
    {
        using var key = RSA.Create(2048);
        using var certificate = LocalKsefSigner.SelfSigned("CN=Jan", key, LocalKsefDay.Noon);
        var (pkcs1, pss) = (key.SignData(Octets, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            key.SignData(Octets, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        Assert.Equal((true, false), (SignatureAlgorithms.Verify(More + "rsa-sha256", certificate, Octets, pkcs1),
            SignatureAlgorithms.Verify(More + "rsa-sha256", certificate, Octets, pss)));
        Assert.Equal((false, true), (SignatureAlgorithms.Verify(Pss, certificate, Octets, pkcs1),
            SignatureAlgorithms.Verify(Pss, certificate, Octets, pss)));
        Assert.False(SignatureAlgorithms.Verify(More + "ecdsa-sha256", certificate, Octets, pkcs1));
    }

    [Fact]
    public void A_curve_below_256_bits_verifies_nothing()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp224r1"));
        using var certificate = LocalKsefSigner.SelfSigned("CN=Jan", key, LocalKsefDay.Noon);
        Assert.False(SignatureAlgorithms.Verify(More + "ecdsa-sha256", certificate, Octets, key.SignData(Octets, HashAlgorithmName.SHA256)));
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var other = LocalKsefSigner.SelfSigned("CN=Jan", larger, LocalKsefDay.Noon);
        Assert.True(SignatureAlgorithms.Verify(More + "ecdsa-sha256", other, Octets, larger.SignData(Octets, HashAlgorithmName.SHA256)));
    }

    [Fact]
    public void A_digest_is_of_the_hash_that_it_names()
    {
        Assert.Equal(Sha1OfOctets, SignatureAlgorithms.Digest("http://www.w3.org/2000/09/xmldsig#sha1", Octets));
        Assert.Equal(SHA256.HashData(Octets), SignatureAlgorithms.Digest("http://www.w3.org/2001/04/xmlenc#sha256", Octets));
        Assert.Equal(SHA384.HashData(Octets), SignatureAlgorithms.Digest(More + "sha384", Octets));
        Assert.Equal(SHA512.HashData(Octets), SignatureAlgorithms.Digest("http://www.w3.org/2001/04/xmlenc#sha512", Octets));
        Assert.False(SignatureAlgorithms.IsDigest(More + "md5"));
    }
}
