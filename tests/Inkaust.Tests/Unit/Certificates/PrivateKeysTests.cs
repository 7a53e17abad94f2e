using System.Security.Cryptography;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>Which keys are fit for what (LAW 43, 73), and that a key comes back as it went in.</summary>
public sealed class PrivateKeysTests
{
    // P-224, for which the framework has no name.
    private static readonly ECCurve P224 = ECCurve.CreateFromValue("1.3.132.0.33");

    [Theory]
    [InlineData("P-224", false, false)]
    [InlineData("P-256", true, true)]
    [InlineData("P-384", true, false)]
    [InlineData("P-521", true, false)]
    [InlineData("RSA 1024", false, false)]
    [InlineData("RSA 2040", false, false)]
    [InlineData("RSA 2048", true, true)]
    [InlineData("DSA", false, false)]
    public void A_curve_signs_in_from_256_bits_on_but_signs_codes_with_256_only(string what, bool signsIn, bool signsCodes)
    {
        using AsymmetricAlgorithm made = what switch
        {
            "P-224" => ECDsa.Create(P224),
            "P-256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "P-521" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            // The weakness is what is tested.
#pragma warning disable CA5384, CA5385
            "RSA 1024" => RSA.Create(1024),
            "RSA 2040" => RSA.Create(2040),
            "DSA" => DSA.Create(),
#pragma warning restore CA5384, CA5385
            _ => RSA.Create(),
        };
        var key = what == "RSA 2048" ? Cabinet.Rsa : made;
        Assert.Equal((signsIn, signsIn, signsCodes),
            (PrivateKeys.IsFit(key, CertificateKind.Authentication), PrivateKeys.IsFit(key, CertificateKind.Seal), PrivateKeys.IsFit(key,
                CertificateKind.Offline)));
        Assert.Equal(signsIn, SigningKey.IsFit(key));
    }

    [Fact]
    public void The_family_of_a_public_key_is_told_and_its_private_key_comes_back()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var (key, kind) in new (AsymmetricAlgorithm, KeyKind)[] { (ec, KeyKind.EcP256), (Cabinet.Rsa, KeyKind.Rsa2048) })
        {
            var publicKey = key.ExportSubjectPublicKeyInfo();
            Assert.Equal(kind, PrivateKeys.KindOf(publicKey));
            using var back = PrivateKeys.FromPkcs8(key.ExportPkcs8PrivateKey(), publicKey);
            Assert.Equal(key.ExportPkcs8PrivateKey(), back.ExportPkcs8PrivateKey());
        }
    }

    [Fact]
    public void A_certificate_without_a_key_has_none()
    {
        using var cabinet = new Cabinet();
        using var both = cabinet.Issued(Cabinet.SignsIn);
        using var bare = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(both.RawData);
        Assert.Null(PrivateKeys.Of(bare));
        using var key = Assert.IsAssignableFrom<ECDsa>(PrivateKeys.Of(both));
    }
}
