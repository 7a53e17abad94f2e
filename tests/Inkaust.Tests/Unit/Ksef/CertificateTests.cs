using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class CertificateTests
{
    private static readonly EnrollmentSubject Subject = new()
    {
        CommonName = "Zażółć, Gęślą \"Jaźń\" + Synowie",
        CountryName = "PL",
        OrganizationName = "Zażółć = sp. z o.o.",
        OrganizationIdentifier = "VATPL-5265877635",
        GivenName = "Jan",
        Surname = "Kowalski",
        SerialNumber = "TINPL-5265877635",
        UniqueIdentifier = "ca0a5c79-1a5f-4b4e",
    };

    private readonly Desk desk = new();

    public static TheoryData<KeyKind> Keys => new(KeyKind.EcP256, KeyKind.Rsa2048);

    [Theory, MemberData(nameof(Keys))]
    public void An_application_carries_exactly_the_name_that_KSeF_returned(KeyKind kind)
    {
        using var key = CertificateRequests.NewKey(kind);
        var request = CertificateRequest.LoadSigningRequest(CertificateRequests.Write(Subject, key), HashAlgorithmName.SHA256);
        var attributes = request.SubjectName.EnumerateRelativeDistinguishedNames()
            .ToDictionary(part => part.GetSingleElementType().Value!, part => part.GetSingleElementValue());
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["2.5.4.3"] = Subject.CommonName,
                ["2.5.4.6"] = "PL",
                ["2.5.4.10"] = Subject.OrganizationName,
                ["2.5.4.97"] = "VATPL-5265877635",
                ["2.5.4.42"] = "Jan",
                ["2.5.4.4"] = "Kowalski",
                ["2.5.4.5"] = "TINPL-5265877635",
                ["2.5.4.45"] = "ca0a5c79-1a5f-4b4e",
            }.OrderBy(pair => pair.Key),
            attributes.OrderBy(pair => pair.Key));
    }

    [Theory, MemberData(nameof(Keys))]
    public void Openssl_verifies_the_signature_of_an_application(KeyKind kind)
    {
        using var key = CertificateRequests.NewKey(kind);
        using var scratch = new Scratch();
        var file = scratch.Write("csr.der", CertificateRequests.Write(Subject, key));
        var (exitCode, output) = Tool.Run("openssl", "req", "-inform", "DER", "-in", file, "-verify", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus");
        Assert.True(exitCode == 0, output);
        Assert.Contains("verify OK", output);
        Assert.Contains(kind == KeyKind.EcP256 ? "prime256v1" : "2048 bit", output);
    }

    [Fact]
    public void An_application_with_another_kind_of_key_is_refused()
    {
        using var key = RSA.Create(3072);
        Assert.Equal("INK-KSEF-022", Assert.Throws<RefusedException>(() => CertificateRequests.Write(Subject, key)).Findings.Single().Code);
    }

    [Fact]
    public void A_self_signed_seal_names_the_company_and_can_sign()
    {
        using var seal = SelfSignedSeal.Create(KsefEnvironment.Test, Desk.Nip, "Próba sp. z o.o.", desk.Clock.GetUtcNow());
        Assert.Contains(seal.SubjectName.EnumerateRelativeDistinguishedNames(),
            part => part.GetSingleElementType().Value == "2.5.4.97" && part.GetSingleElementValue() == "VATPL-5265877635");
        Assert.True(seal.HasPrivateKey);
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, seal.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.Equal(desk.Clock.GetUtcNow().AddMinutes(-61), seal.NotBefore.ToUniversalTime());
    }

    [Fact]
    public async Task Enrolling_goes_from_limits_to_the_certificate()
    {
        var access = await desk.SignInAsync();
        using var key = CertificateRequests.NewKey();
        using var certificate = Desk.Issued(key, desk.Clock.GetUtcNow());
        desk.Wire
            .Then(ScriptedKsef.Json("""{"canRequest":true,"enrollment":{"remaining":300,"limit":300},"certificate":{"remaining":99,"limit":100}}"""))
            .Then(ScriptedKsef.Json("""{"commonName":"Próba","countryName":"PL","givenName":null,"organizationName":"Próba","organizationIdentifier":"VATPL-5265877635"}"""))
            .Then(ScriptedKsef.Json($$"""{"referenceNumber":"{{Desk.Session}}","timestamp":"2026-11-22T10:00:00Z"}""", HttpStatusCode.Accepted))
            .Then(ScriptedKsef.Json("""{"requestDate":"2026-11-22T10:00:00Z","status":{"code":100,"description":"przyjęty"},"certificateSerialNumber":null}"""))
            .Then(ScriptedKsef.Json("""{"requestDate":"2026-11-22T10:00:00Z","status":{"code":200,"description":"obsłużony"},"certificateSerialNumber":"01F20A5D352AE590"}"""))
            .Then(ScriptedKsef.Json(
                $$"""{"certificates":[{"certificate":"{{Convert.ToBase64String(certificate.RawData)}}","certificateName":"Moja firma","certificateSerialNumber":"01F20A5D352AE590","certificateType":"Offline"}]}"""));

        Assert.Equal(99, (await desk.Client.Certificates.LimitsAsync(access)).Certificate.Remaining);
        var subject = await desk.Client.Certificates.EnrollmentDataAsync(access);
        var csr = CertificateRequests.Write(subject, key);
        var application = await desk.Client.Certificates.EnrollAsync(access, "Moja firma", CertificateType.Offline, csr);
        var decided = Assert.IsType<Look<EnrollmentStatus>.Done>(await desk.Client.Certificates.UntilDecidedAsync(access, application, Pace.Usual));
        var issued = Assert.Single(await desk.Client.Certificates.RetrieveAsync(access, [decided.Value.CertificateSerialNumber!]));

        Assert.Equal(certificate.RawData, issued.Der.ToArray());
        Assert.Equal(CertificateType.Offline, issued.CertificateType);
        using var sent = JsonDocument.Parse(desk.Wire.Requests[2].Body);
        Assert.Equal("Offline", sent.RootElement.GetProperty("certificateType").GetString());
        Assert.Equal(csr, sent.RootElement.GetProperty("csr").GetBytesFromBase64());
        Assert.False(sent.RootElement.TryGetProperty("validFrom", out _));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("name; drop")]
    [InlineData("Ünïcode name")]
    [InlineData("ends with line\n")]
    public async Task A_name_that_KSeF_would_refuse_is_not_sent(string name)
    {
        var access = await desk.SignInAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(
            () => desk.Client.Certificates.EnrollAsync(access, name, CertificateType.Offline, new byte[1]));
        Assert.Equal("INK-KSEF-026", refused.Findings.Single().Code);
        Assert.Empty(desk.Wire.Requests);
    }

    [Fact]
    public async Task More_than_ten_certificates_are_retrieved_in_several_calls()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = _ => ScriptedKsef.Json("""{"certificates":[]}""");
        await desk.Client.Certificates.RetrieveAsync(access, Enumerable.Range(0, 23).Select(i => $"{i:X16}"));
        Assert.Equal([10, 10, 3], desk.Wire.Requests.Select(request => request.Text.Split("0000000000").Length - 1));
    }

    [Fact]
    public async Task A_list_of_certificates_is_read_to_its_end()
    {
        var access = await desk.SignInAsync();
        const string item =
            """{"certificateSerialNumber":"01F20A5D352AE590","name":"Próba","type":"Authentication","commonName":"x","status":"Frozen","subjectIdentifier":{"type":"Nip","value":"5265877635"},"validFrom":"2026-01-01T00:00:00Z","validTo":"2028-01-01T00:00:00Z","requestDate":"2026-01-01T00:00:00Z"}""";
        desk.Wire.Then(ScriptedKsef.Json($$"""{"certificates":[{{item}}],"hasMore":true}""")).Then(ScriptedKsef.Json($$"""{"certificates":[{{item}}],"hasMore":false}"""));
        var found = await desk.Client.Certificates.QueryAsync(access, new CertificateQuery { Status = CertificateState.Active }).ToListAsync();
        Assert.Equal(2, found.Count);
        Assert.Equal(CertificateState.Unknown, found[0].Status);
        Assert.Equal("?pageSize=50&pageOffset=1", desk.Wire.Requests[1].Address.Query);
        Assert.Equal("""{"status":"Active"}""", desk.Wire.Requests[1].Text);
    }

    [Fact]
    public async Task Revoking_names_the_reason()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Empty(HttpStatusCode.NoContent));
        await desk.Client.Certificates.RevokeAsync(access, "01F20A5D352AE590", RevocationReason.KeyCompromise);
        Assert.Equal("/v2/certificates/01F20A5D352AE590/revoke", desk.Wire.Requests.Single().Path);
        Assert.Equal("""{"revocationReason":"KeyCompromise"}""", desk.Wire.Requests.Single().Text);
        await Assert.ThrowsAsync<RefusedException>(() => desk.Client.Certificates.RevokeAsync(access, "../x", RevocationReason.Unspecified));
    }
}
