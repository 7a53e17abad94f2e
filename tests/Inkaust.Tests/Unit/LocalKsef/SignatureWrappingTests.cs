using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>
/// A genuine signature of one company is bent so that it might seem to cover the request of another. Whatever the variant, either it
/// is refused, or what was signed is what is read.
/// </summary>
public sealed class SignatureWrappingTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private const string Ds = LocalKsefSigner.Ds;
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";

    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("the signature moved into a forged document, which the reference now covers by its identifier", 9105, "Skrót referencji '#x'")]
    [InlineData("the genuine document in an Object of the signature, the forged one around it", 9105, "którego wskazany element nie zawiera")]
    [InlineData("the genuine document in the unsigned properties, the forged one around it", 9105, "występuje więcej niż raz")]
    [InlineData("the forged document in an Object beside the signed one", 9105, "Skrót referencji '#Content'")]
    [InlineData("a forged element before the signed ones", 9105, "Skrót referencji ''")]
    [InlineData("a forged element after the signed ones", 9105, "Skrót referencji ''")]
    [InlineData("a second SignedInfo before the genuine one", 9105, "dokładnie jeden SignedInfo")]
    [InlineData("a second SignedInfo after the genuine one", 9105, "dokładnie jeden SignedInfo")]
    [InlineData("a second Reference whose digest is right for the forged document", 9105, "Skrót referencji ''")]
    [InlineData("the reference points nowhere", 9105, "nieistniejący element '#nowhere'")]
    [InlineData("the reference points outside", 9105, "zasobem zewnętrznym")]
    [InlineData("a transform that takes the forged part away", 9105, "Niedozwolona transformata")]
    [InlineData("two signatures, the genuine one second", 9103, "")]
    [InlineData("a forged SignedProperties under the same identifier", 9105, "'SignedProperties' występuje więcej niż raz")]
    [InlineData("another certificate first in KeyInfo, with its own digest in forged properties", 9105, "Skrót referencji '#SignedProperties'")]
    public async Task A_bent_signature_is_refused_for_what_is_wrong_with_it(string variant, int code, string barrier)
    {
        var (victim, thief) = (LocalKsefClient.NewNip(), LocalKsefClient.NewNip());
        using var certificate = LocalKsefSigner.Person("TINPL-" + thief, await client.Now());
        var challenge = await client.Challenge();
        var genuine = LocalKsefSigner.Sign(LocalKsefSigner.Request(challenge, thief), certificate, await client.Now());
        var signature = Signature(genuine);
        var plain = genuine.Replace(signature, "");
        var forged = LocalKsefSigner.Request(challenge, victim);
        string Into(string document, string what) => document.Insert(document.LastIndexOf("</", StringComparison.Ordinal), what);
        string InSignature(string what) => signature.Replace("</ds:Signature>", what + "</ds:Signature>");
        var signedInfo = Between(signature, "<ds:SignedInfo", "</ds:SignedInfo>");
        var properties = Between(signature, "<xades:SignedProperties", "</xades:SignedProperties>");
        var bent = variant switch
        {
            "the signature moved into a forged document, which the reference now covers by its identifier" =>
                Into(forged.Replace("<AuthTokenRequest ", "<AuthTokenRequest Id=\"x\" "), signature.Replace("URI=\"\"", "URI=\"#x\"")),
            "the genuine document in an Object of the signature, the forged one around it" => Into(forged, InSignature($"<ds:Object Id=\"o\">{plain}</ds:Object>").Replace("URI=\"\"", "URI=\"#o\"")),
            "the genuine document in the unsigned properties, the forged one around it" =>
                Into(forged, signature.Replace("</xades:QualifyingProperties>", $"<xades:UnsignedProperties xmlns:xades=\"{Xades}\">{genuine}</xades:UnsignedProperties></xades:QualifyingProperties>")),
            "the forged document in an Object beside the signed one" => Beside(forged, thief, challenge, certificate, await client.Now()),
            "a forged element before the signed ones" => genuine.Replace("<ContextIdentifier>", $"<ContextIdentifier><Nip>{victim}</Nip></ContextIdentifier><ContextIdentifier>"),
            "a forged element after the signed ones" => genuine.Replace("</ContextIdentifier>", $"</ContextIdentifier><ContextIdentifier><Nip>{victim}</Nip></ContextIdentifier>"),
            "a second SignedInfo before the genuine one" => Into(forged, signature.Replace(signedInfo, Digesting(signedInfo, plain, forged) + signedInfo)),
            "a second SignedInfo after the genuine one" => Into(forged, signature.Replace(signedInfo, signedInfo + Digesting(signedInfo, plain, forged))),
            "a second Reference whose digest is right for the forged document" => Into(forged, signature.Replace("<ds:Reference ", Between(Digesting(signedInfo, plain, forged), "<ds:Reference", "</ds:Reference>") + "<ds:Reference ")),
            "the reference points nowhere" => Into(forged, signature.Replace("URI=\"\"", "URI=\"#nowhere\"")),
            "the reference points outside" => Into(forged, signature.Replace("URI=\"\"", "URI=\"http://127.0.0.1:1/request.xml\"")),
            "a transform that takes the forged part away" => genuine.Replace("<ContextIdentifier>", $"<ContextIdentifier><Nip>{victim}</Nip>").Replace("<ds:Transforms>",
                "<ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><ds:XPath>not(self::text()[.='" + victim + "'])</ds:XPath></ds:Transform>"),
            "two signatures, the genuine one second" => Into(Into(forged, signature.Replace("Id=\"Signature\"", "Id=\"First\"").Replace("Id=\"SignedProperties\"", "Id=\"FirstProperties\"")), signature),
            "a forged SignedProperties under the same identifier" => genuine.Replace(properties, properties.Replace("SigningTime>2", "SigningTime>1") + properties),
            _ => await AnotherCertificateFirst(genuine, victim),
        };
        Assert.NotEqual(genuine, bent);
        var answer = await client.Authenticate(bent);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.ErrorCode);
        Assert.Contains(barrier, $"{answer.Json["errors"]![0]!["details"]?[0]}");
    }

    [Theory]
    [InlineData("<!-- -->")]
    [InlineData("<!--x-->")]
    public async Task A_comment_in_a_value_changes_neither_the_signature_nor_what_is_read(string comment)
    {
        // Readers that stop at the comment would read another NIP than the one that was signed.
        var nip = LocalKsefClient.NewNip();
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var signed = LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), certificate, await client.Now());
        var status = await client.Authenticate(signed.Replace($"<Nip>{nip}", $"<Nip>{nip[..5]}{comment}{nip[5..]}"));
        Assert.Equal(200, status.StatusCode);
        await client.Post("/v2/auth/token/redeem", token: client.OperationToken);
    }

    [Theory]
    [InlineData("<?x y?>")]
    [InlineData("<x xmlns=\"urn:x\"/>")]
    [InlineData("<![CDATA[1]]>")]
    public async Task Anything_else_in_a_value_breaks_the_signature(string addition)
    {
        var nip = LocalKsefClient.NewNip();
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var signed = LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), certificate, await client.Now());
        Assert.Equal(9105, (await client.Authenticate(signed.Replace($"<Nip>{nip}", $"<Nip>{nip[..5]}{addition}{nip[5..]}"))).ErrorCode);
    }

    [Fact]
    public async Task A_key_that_is_too_small_signs_nobody_in()
    {
        var nip = LocalKsefClient.NewNip();
        using var small = LocalKsefSigner.SelfSigned($"2.5.4.42=Jan, 2.5.4.4=Próbny, 2.5.4.5=TINPL-{nip}, CN=Jan Próbny, C=PL", RSA.Create(1024), await client.Now());
        Assert.Equal(9105, (await client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), small, await client.Now()))).ErrorCode);
    }

    private static string Beside(string forged, string thief, string challenge, X509Certificate2 certificate, DateTimeOffset now)
    {
        var enveloping = LocalKsefSigner.Envelop(LocalKsefSigner.Request(challenge, thief), certificate, now, inBase64: false);
        return enveloping.Replace("<ds:Object Id=\"Content\">", $"<ds:Object Id=\"Content\">{forged}");
    }

    private async Task<string> AnotherCertificateFirst(string genuine, string victim)
    {
        using var other = LocalKsefSigner.Person("TINPL-" + victim, await client.Now());
        var (key, mine) = (Between(genuine, "<ds:X509Data>", "</ds:X509Data>"), Convert.ToBase64String(other.RawData));
        return genuine.Replace(key, $"<ds:X509Data><ds:X509Certificate>{mine}</ds:X509Certificate></ds:X509Data>{key}")
            .Replace(">" + LocalKsefSigner.Digest(Convert.FromBase64String(Between(key, "<ds:X509Certificate>", "</ds:X509Certificate>")[20..^21])) + "<", ">" + LocalKsefSigner.Digest(other.RawData) + "<");
    }

    private static string Digesting(string signedInfo, string genuine, string forged) =>
        signedInfo.Replace(LocalKsefSigner.Digest(System.Text.Encoding.UTF8.GetBytes(genuine)), LocalKsefSigner.Digest(System.Text.Encoding.UTF8.GetBytes(forged)));

    private static string Signature(string document) => Between(document, "<ds:Signature ", "</ds:Signature>");

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        return text[start..(text.IndexOf(to, start, StringComparison.Ordinal) + to.Length)];
    }
}
