using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class CertificateTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_type_1_certificate_signs_its_owner_in()
    {
        var nip = await client.SignInAsNewCompany();
        using var certificate = await client.Enroll("Authentication");
        Assert.Matches("^[0-9A-F]{16}$", certificate.SerialNumber);
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        await client.SignIn(certificate, nip);
        Assert.Equal("InternalCertificate", (await client.Get($"/v2/auth/{client.LoginReference}", client.OperationToken)).Json["authenticationMethod"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_type_2_certificate_does_not_sign_anybody_in()
    {
        var nip = await client.SignInAsNewCompany();
        using var certificate = await client.Enroll("Offline");
        Assert.Equal(X509KeyUsageFlags.NonRepudiation, certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.Equal(460, await SignInStatus(certificate, nip));
    }

    [Theory]
    [InlineData("revoke", "Revoked")]
    [InlineData("block", "Blocked")]
    [InlineData("expire", "Expired")]
    public async Task A_certificate_that_is_not_active_does_not_sign_in(string change, string state)
    {
        var nip = await client.SignInAsNewCompany();
        using var certificate = await client.Enroll("Authentication");
        await client.Manage(HttpMethod.Post, $"/certificates/{certificate.SerialNumber}/{change}");
        Assert.Equal(460, await SignInStatus(certificate, nip));
        var found = await client.Post("/v2/certificates/query", new { certificateSerialNumber = certificate.SerialNumber });
        Assert.Equal(state, found.Json["certificates"]![0]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Revoking_frees_a_place_and_works_once()
    {
        await client.SignInAsNewCompany();
        using var certificate = await client.Enroll("Authentication");
        Assert.Equal(99, (await client.Get("/v2/certificates/limits")).Json["certificate"]!["remaining"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NoContent, (await client.Post($"/v2/certificates/{certificate.SerialNumber}/revoke", new { revocationReason = "Superseded" })).Status);
        Assert.Equal(100, (await client.Get("/v2/certificates/limits")).Json["certificate"]!["remaining"]!.GetValue<int>());
        Assert.Equal(25009, (await client.Post($"/v2/certificates/{certificate.SerialNumber}/revoke")).ErrorCode);
        Assert.Equal(25008, (await client.Post("/v2/certificates/01FFFFFFFFFFFFFF/revoke")).ErrorCode);
    }

    [Fact]
    public async Task A_request_with_another_name_is_refused()
    {
        await client.SignInAsNewCompany();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(25003, (await Enroll(new CertificateRequest("CN=Ktoś Inny, C=PL", key, HashAlgorithmName.SHA256).CreateSigningRequest())).ErrorCode);
    }

    [Fact]
    public async Task A_request_with_a_broken_signature_is_refused()
    {
        await client.SignInAsNewCompany();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var csr = new CertificateRequest(await client.EnrollmentName(), key, HashAlgorithmName.SHA256).CreateSigningRequest();
        csr[^1] ^= 1;
        Assert.Equal(25004, (await Enroll(csr)).ErrorCode);
        Assert.Equal(25004, (await Enroll([1, 2, 3])).ErrorCode);
    }

    [Fact]
    public async Task A_key_that_is_neither_RSA_2048_nor_P256_is_refused()
    {
        await client.SignInAsNewCompany();
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Equal(25010, (await Enroll(new CertificateRequest(await client.EnrollmentName(), curve, HashAlgorithmName.SHA256).CreateSigningRequest())).ErrorCode);
        using var rsa = RSA.Create(2048);
        var pss = new CertificateRequest(await client.EnrollmentName(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss).CreateSigningRequest();
        Assert.Equal(HttpStatusCode.Accepted, (await Enroll(pss)).Status);
    }

    [Fact]
    public async Task Certificates_belong_to_their_subject_alone()
    {
        await client.SignInAsNewCompany();
        using var certificate = await client.Enroll("Offline");
        await client.SignInAsNewCompany();
        Assert.Empty((await client.Post("/v2/certificates/retrieve", new { certificateSerialNumbers = new[] { certificate.SerialNumber } })).Json["certificates"]!.AsArray());
        Assert.Equal(25008, (await client.Post($"/v2/certificates/{certificate.SerialNumber}/revoke")).ErrorCode);
    }

    private Task<LocalKsefAnswer> Enroll(byte[] csr) =>
        client.Post("/v2/certificates/enrollments", new { certificateName = "Certyfikat próbny", certificateType = "Offline", csr = Convert.ToBase64String(csr) });

    private async Task<int?> SignInStatus(X509Certificate2 certificate, string nip) =>
        (await client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), certificate, await client.Now()))).StatusCode;
}
