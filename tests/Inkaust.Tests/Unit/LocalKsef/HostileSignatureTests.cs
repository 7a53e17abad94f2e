using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Documents whose signature nobody could make, but which are costly to look at: the digest is taken before the signature is known to be wrong.</summary>
public sealed class HostileSignatureTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private const string Ds = LocalKsefSigner.Ds;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("sixty namespaces in scope of a hundred thousand elements")]
    [InlineData("a long namespace that each of thousands of elements writes out again")]
    [InlineData("a list of a hundred thousand prefixes that each element looks for")]
    [InlineData("a hundred thousand attributes")]
    public async Task Canonicalization_ends_soon_whatever_the_document(string variant)
    {
        using var awake = new AwakeTime();
        var document = variant switch
        {
            "sixty namespaces in scope of a hundred thousand elements" =>
                Document(string.Concat(Enumerable.Range(0, 60).Select(i => $" xmlns:n{i}=\"u\"")), Repeat("<a/>", 100_000), "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
            "a long namespace that each of thousands of elements writes out again" =>
                Document($" xmlns:p=\"{new string('u', 150_000)}\"", Repeat("<p:a/>", 100_000), "http://www.w3.org/2001/10/xml-exc-c14n#"),
            "a list of a hundred thousand prefixes that each element looks for" =>
                Document("", Repeat("<a/>", 100_000), "http://www.w3.org/2001/10/xml-exc-c14n#", $"<InclusiveNamespaces xmlns=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"{Repeat("p ", 100_000)}\"/>"),
            _ => Document(string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}=\"\"")), "", "http://www.w3.org/2001/10/xml-exc-c14n#"),
        };
        // So many attributes are no document at all.
        Assert.Equal(variant.EndsWith("attributes", StringComparison.Ordinal) ? 21001 : 9105, (await client.Authenticate(document)).ErrorCode);
        Assert.True(awake.Passed < Soon, $"It took {awake.Passed}.");
    }

    [Theory]
    [InlineData("#xpointer(id('))")]
    [InlineData("#xpointer(id(''))")]
    [InlineData("#")]
    [InlineData("#xpointer(/)/")]
    [InlineData("file:///etc/passwd")]
    public async Task A_reference_that_is_none_is_refused(string uri) =>
        Assert.Equal(9105, (await client.Authenticate(Document("", "", "http://www.w3.org/2001/10/xml-exc-c14n#").Replace("URI=\"\"", $"URI=\"{uri}\""))).ErrorCode);

    [Theory]
    [InlineData("http://[", "x")]
    [InlineData("http://a/", "//[")]
    [InlineData("//[", "//[")]
    [InlineData("..", "http:///")]
    public async Task An_xml_base_that_is_no_address_is_refused(string outer, string inner)
    {
        var document = Document($" xml:base=\"{outer}\"", $"<b Id=\"b\" xml:base=\"{inner}\"/>", "http://www.w3.org/2006/12/xml-c14n11").Replace("URI=\"\"", "URI=\"#b\"");
        Assert.Equal(9105, (await client.Authenticate(document)).ErrorCode);
    }

    [Fact]
    public async Task A_certificate_with_a_name_without_end_is_refused_soon()
    {
        var name = new X500DistinguishedNameBuilder();
        name.Add("2.5.4.5", Repeat("PESEL", 5_000));
        using var certificate = Certificate(name.Build(), await client.Now());
        using var awake = new AwakeTime();
        var nip = LocalKsefClient.NewNip();
        Assert.Equal(21115, (await client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), certificate, await client.Now()))).ErrorCode);
        Assert.True(awake.Passed < Soon, $"It took {awake.Passed}.");
    }

    [Fact]
    public async Task A_certificate_or_a_request_for_one_that_is_damaged_anywhere_is_refused_and_nothing_else()
    {
        using var whole = LocalKsefSigner.Person("TINPL-" + LocalKsefClient.NewNip(), LocalKsefDay.Noon);
        var outcomes = Damaged(whole.RawData, 2000).Select(Outcome).ToList();
        // Some damage is where nobody looks, some makes the name or the key unreadable, most leaves nothing that is a certificate.
        Assert.All(outcomes, outcome => Assert.Contains(outcome, new[] { "not loaded", "21115", "signs nothing" }));
        foreach (var (outcome, least) in new[] { ("not loaded", 100), ("signs nothing", 100) }) Assert.InRange(outcomes.Count(one => one == outcome), least, 2000 - least);
        await client.SignInAsNewCompany();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var damaged in Damaged(new CertificateRequest(await client.EnrollmentName(), key, HashAlgorithmName.SHA256).CreateSigningRequest(), 2000)) Assert.IsType<ApiRefusal>(Record.Exception(() => SigningRequest.Read(damaged)));
    }

    private static string Outcome(byte[] der)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            return "not loaded";
        }
        using (certificate)
        {
            var refused = Record.Exception(() => CertificateSubject.Of(certificate, byFingerprint: false));
            if (refused is not null) return refused is ApiRefusal refusal ? $"{refusal.Errors[0].Code}" : refused.ToString();
            return SignatureAlgorithms.Verify("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", certificate, [1, 2, 3], new byte[64])
                || SignatureAlgorithms.Verify("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", certificate, [1, 2, 3], new byte[256]) ? "signs anything" : "signs nothing";
        }
    }

    private static X509Certificate2 Certificate(X500DistinguishedName name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
    }

    private static IEnumerable<byte[]> Damaged(byte[] whole, int count)
    {
        var random = new Random(20260201);
        for (var i = 0; i < count; i++)
        {
            byte[] damaged = [.. whole];
            for (var changes = random.Next(1, 4); changes > 0; changes--) damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            yield return random.Next(10) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
        }
    }

    // Everything that is looked at before the first digest is compared.
    private static string Document(string attributes, string content, string method, string inTransform = "") => new StringBuilder()
        .Append($"<AuthTokenRequest xmlns=\"http://ksef.mf.gov.pl/auth/token/2.0\"{attributes}>{content}<ds:Signature xmlns:ds=\"{Ds}\" Id=\"s\"><ds:SignedInfo><ds:Reference URI=\"\"><ds:Transforms>")
        .Append($"<ds:Transform Algorithm=\"{method}\">{inTransform}</ds:Transform></ds:Transforms><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>AA==</ds:DigestValue>")
        .Append("</ds:Reference></ds:SignedInfo><ds:Object><x:QualifyingProperties xmlns:x=\"http://uri.etsi.org/01903/v1.3.2#\" Target=\"#s\"><x:SignedProperties/></x:QualifyingProperties></ds:Object></ds:Signature></AuthTokenRequest>")
        .ToString();

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
