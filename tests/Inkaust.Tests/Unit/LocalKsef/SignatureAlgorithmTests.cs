using System.Net;
using System.Security.Cryptography;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Every algorithm that KSeF's documentation lists for XAdES signs in, and no other does.</summary>
public sealed class SignatureAlgorithmTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>
{
    private const string More2001 = "http://www.w3.org/2001/04/xmldsig-more#", More2007 = "http://www.w3.org/2007/05/xmldsig-more#",
        More2021 = "http://www.w3.org/2021/04/xmldsig-more#", Dsig = "http://www.w3.org/2000/09/xmldsig#", Enc = "http://www.w3.org/2001/04/xmlenc#";

    [Theory]
    [InlineData(Dsig + "rsa-sha1", "SHA1", Dsig + "sha1")]
    [InlineData(More2001 + "rsa-sha256", "SHA256", Enc + "sha256")]
    [InlineData(More2001 + "rsa-sha384", "SHA384", More2001 + "sha384")]
    [InlineData(More2001 + "rsa-sha512", "SHA512", Enc + "sha512")]
    [InlineData(More2007 + "sha1-rsa-MGF1", "SHA1", Dsig + "sha1")]
    [InlineData(More2007 + "sha256-rsa-MGF1", "SHA256", Enc + "sha256")]
    [InlineData(More2007 + "sha384-rsa-MGF1", "SHA384", More2001 + "sha384")]
    [InlineData(More2007 + "sha512-rsa-MGF1", "SHA512", Enc + "sha512")]
    [InlineData(More2007 + "sha3-256-rsa-MGF1", "SHA3-256", More2007 + "sha3-256")]
    [InlineData(More2007 + "sha3-384-rsa-MGF1", "SHA3-384", More2007 + "sha3-384")]
    [InlineData(More2007 + "sha3-512-rsa-MGF1", "SHA3-512", More2007 + "sha3-512")]
    [InlineData(More2001 + "ecdsa-sha1", "SHA1", Dsig + "sha1")]
    [InlineData(More2001 + "ecdsa-sha256", "SHA256", Enc + "sha256")]
    [InlineData(More2001 + "ecdsa-sha384", "SHA384", More2001 + "sha384")]
    [InlineData(More2001 + "ecdsa-sha512", "SHA512", Enc + "sha512")]
    [InlineData(More2021 + "ecdsa-sha3-256", "SHA3-256", More2007 + "sha3-256")]
    [InlineData(More2021 + "ecdsa-sha3-384", "SHA3-384", More2007 + "sha3-384")]
    [InlineData(More2021 + "ecdsa-sha3-512", "SHA3-512", More2007 + "sha3-512")]
    public async Task Every_listed_algorithm_signs_in_and_a_changed_document_does_not(string signature, string hash, string digest)
    {
        Assert.SkipUnless(!hash.StartsWith("SHA3", StringComparison.Ordinal) || SHA3_256.IsSupported, "This machine has no SHA-3.");
        var (way, client) = (Way(signature, hash, digest), new LocalKsefClient(fixture.Server));
        using var _ = client;
        var (nip, now) = (LocalKsefClient.NewNip(), await client.Now());
        using var certificate = signature.Contains("ecdsa", StringComparison.Ordinal)
            ? LocalKsefSigner.Person("TINPL-" + nip, now) : LocalKsefSigner.Seal(nip, now);

        Assert.Equal(200, (await client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), certificate, now, way))).StatusCode);

        var request = LocalKsefSigner.Request(await client.Challenge(), nip);
        var changed = LocalKsefSigner.Sign(request, certificate, now, way).Replace(nip, LocalKsefClient.NewNip());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Authenticate(changed)).Status);
    }

    [Theory]
    [InlineData(Dsig + "hmac-sha1")]
    [InlineData(More2001 + "rsa-md5")]
    [InlineData(More2001 + "rsa-ripemd160")]
    [InlineData("")]
    public async Task An_algorithm_that_is_not_listed_does_not(string signature)
    {
        using var client = new LocalKsefClient(fixture.Server);
        var (nip, now) = (LocalKsefClient.NewNip(), await client.Now());
        using var seal = LocalKsefSigner.Seal(nip, now);
        var signed = LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), seal, now, Way(signature, "SHA256", Enc + "sha256"));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Authenticate(signed)).Status);
    }

    private static SigningWay Way(string signature, string hash, string digest) => new(
        signature, new HashAlgorithmName(hash), signature.EndsWith("MGF1", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1,
        digest, new HashAlgorithmName(hash));
}
