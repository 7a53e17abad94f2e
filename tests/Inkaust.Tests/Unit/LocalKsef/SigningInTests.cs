using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class SigningInTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_seal_with_the_NIP_of_the_context_is_its_owner()
    {
        var nip = LocalKsefClient.NewNip();
        using var seal = LocalKsefSigner.Seal(nip, await client.Now());
        await client.SignIn(seal, nip);
        var claims = JsonNode.Parse(Convert.FromBase64String(client.AccessToken!.Split('.')[1].Replace('-', '+').Replace('_', '/').PadRight(
            (client.AccessToken.Split('.')[1].Length + 3) / 4 * 4, '=')))!;
        Assert.Equal("ContextToken", claims["typ"]!.GetValue<string>());
        Assert.Equal(nip, claims["civ"]!.GetValue<string>());
        Assert.Equal("[\"Owner\"]", claims["per"]!.GetValue<string>());
        Assert.Equal($$"""{"type":"Nip","value":"{{nip}}"}""", claims["asi"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("2.1")]
    public async Task A_person_signs_in_with_an_EC_key_and_either_version_of_the_document(string version)
    {
        var nip = LocalKsefClient.NewNip();
        using var person = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var status = await client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip, version), person, await client.Now()));
        Assert.Equal(200, status.StatusCode);
        Assert.Equal("QualifiedSignature", status.Json["authenticationMethod"]!.GetValue<string>());
        Assert.False(status.Json["isTokenRedeemed"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("enveloped, Canonical XML 1.1")]
    [InlineData("enveloping")]
    [InlineData("enveloping, Base64")]
    public async Task Other_forms_of_a_signature_are_taken_as_well_and_cover_what_is_read(string form)
    {
        var nip = LocalKsefClient.NewNip();
        using var person = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var (request, now) = (LocalKsefSigner.Request(await client.Challenge(), nip), await client.Now());
        var signed = form switch
        {
            "enveloping" => LocalKsefSigner.Envelop(request, person, now, inBase64: false),
            "enveloping, Base64" => LocalKsefSigner.Envelop(request, person, now, inBase64: true),
            _ => LocalKsefSigner.SignWithCanonicalXml11(request, person, now),
        };
        var other = LocalKsefSigner.Request(await client.Challenge(), LocalKsefClient.NewNip());
        var changed = signed.Replace(request, other).Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes(request)), Convert.ToBase64String(Encoding.UTF8.GetBytes(other)));
        Assert.Equal(9105, (await client.Authenticate(changed == signed ? signed.Replace(nip, LocalKsefClient.NewNip()) : changed)).ErrorCode);
        Assert.Equal(200, (await client.Authenticate(signed)).StatusCode);
    }

    [Theory]
    [InlineData("http://www.w3.org/2006/12/xml-c14n11", "<c xml:base=\"http://e.pl/d/f/\" xml:lang=\"pl\"></c>")]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "<c xml:base=\"f/\" xml:id=\"x\" xml:lang=\"pl\"></c>")]
    [InlineData("http://www.w3.org/2001/10/xml-exc-c14n#", "<c></c>")]
    public void What_an_element_inherits_depends_on_the_canonicalization(string method, string canonical)
    {
        var document = BoundedXml.Read(Encoding.UTF8.GetBytes("<a xml:id=\"x\" xml:lang=\"pl\" xml:base=\"http://e.pl/d/\"><b xml:base=\"f/\"><c/></b></a>"));
        var named = document.CreateElement("CanonicalizationMethod");
        named.SetAttribute("Algorithm", method);
        var element = document.GetElementsByTagName("c")[0]!;
        Assert.Equal(canonical, Encoding.UTF8.GetString(Canonicalizer.Canonicalize(element, Canonicalization.Of(named)!)));
    }

    [Fact]
    public async Task Somebody_without_rights_gets_415_from_the_status_and_no_tokens()
    {
        using var person = LocalKsefSigner.Person("TINPL-" + LocalKsefClient.NewNip(), await client.Now());
        var status = await client.Authenticate(await Signed(LocalKsefClient.NewNip(), person));
        Assert.Equal(415, status.StatusCode);
        Assert.Equal(21301, (await client.Post("/v2/auth/token/redeem", token: client.OperationToken)).ErrorCode);
    }

    [Fact]
    public async Task A_challenge_is_good_for_one_signature()
    {
        var nip = LocalKsefClient.NewNip();
        using var person = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var signed = await Signed(nip, person);
        Assert.Equal(200, (await client.Authenticate(signed)).StatusCode);
        Assert.Equal(21111, (await client.Authenticate(signed)).ErrorCode);
    }

    [Fact]
    public async Task A_document_changed_after_signing_is_refused()
    {
        var nip = LocalKsefClient.NewNip();
        using var person = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var changed = (await Signed(nip, person)).Replace($"<Nip>{nip}</Nip>", $"<Nip>{LocalKsefClient.NewNip()}</Nip>");
        Assert.Equal(9105, (await client.Authenticate(changed)).ErrorCode);
    }

    [Fact]
    public async Task A_signature_value_of_another_key_is_refused()
    {
        var nip = LocalKsefClient.NewNip();
        using var mine = LocalKsefSigner.Person("TINPL-" + LocalKsefClient.NewNip(), await client.Now());
        using var theirs = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var signed = (await Signed(nip, mine)).Replace(Convert.ToBase64String(mine.RawData), Convert.ToBase64String(theirs.RawData));
        Assert.Equal(9105, (await client.Authenticate(signed)).ErrorCode);
        var withTheirDigest = LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), mine, await client.Now(), LocalKsefSigner.Digest(theirs.RawData))
            .Replace(Convert.ToBase64String(mine.RawData), Convert.ToBase64String(theirs.RawData));
        Assert.Equal(9105, (await client.Authenticate(withTheirDigest)).ErrorCode);
    }

    [Fact]
    public async Task A_signed_document_wrapped_in_another_is_refused()
    {
        var nip = LocalKsefClient.NewNip();
        using var person = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var genuine = await Signed(nip, person);
        var forged = LocalKsefSigner.Request(await client.Challenge(), LocalKsefClient.NewNip());
        // The genuine document with its signature hides inside the forged one.
        var nested = forged.Insert(forged.LastIndexOf("</", StringComparison.Ordinal), genuine);
        Assert.Equal(9105, (await client.Authenticate(nested)).ErrorCode);
        // The signature is moved up, the document that it covers is kept below it.
        var signature = genuine[genuine.IndexOf("<ds:Signature ", StringComparison.Ordinal)..(genuine.IndexOf("</ds:Signature>", StringComparison.Ordinal) + 15)];
        var moved = forged.Insert(forged.LastIndexOf("</", StringComparison.Ordinal), signature.Replace("</ds:Signature>", $"<ds:Object>{genuine.Replace(signature, "")}</ds:Object></ds:Signature>"));
        Assert.Equal(9105, (await client.Authenticate(moved)).ErrorCode);
    }

    [Fact]
    public async Task A_reference_to_a_part_that_nobody_reads_covers_nothing()
    {
        var nip = LocalKsefClient.NewNip();
        using var person = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var challenge = await client.Challenge();
        var whole = LocalKsefSigner.Request(challenge, nip).Replace("<Challenge>", "<Challenge Id=\"part\">");
        var signed = LocalKsefSigner.Sign(whole, person, await client.Now()).Replace("URI=\"\"", "URI=\"#part\"");
        Assert.Equal(9105, (await client.Authenticate(signed)).ErrorCode);
    }

    [Fact]
    public async Task Repeated_identifiers_are_refused()
    {
        var nip = LocalKsefClient.NewNip();
        using var person = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var request = LocalKsefSigner.Request(await client.Challenge(), nip).Replace("<Challenge>", "<Challenge Id=\"SignedProperties\">");
        Assert.Equal(9105, (await client.Authenticate(LocalKsefSigner.Sign(request, person, await client.Now()))).ErrorCode);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><x/>", 21001)]
    [InlineData("not xml", 21001)]
    [InlineData("<x/>", 9102)]
    public async Task What_is_no_signed_document_gets_its_code(string body, int code) => Assert.Equal(code, (await client.Authenticate(body)).ErrorCode);

    [Fact]
    public async Task A_document_nested_too_deeply_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 20_000)) + string.Concat(Enumerable.Repeat("</x>", 20_000));
        Assert.Equal(21001, (await client.Authenticate(deep)).ErrorCode);
    }

    [Fact]
    public async Task A_certificate_outside_of_its_time_gives_460()
    {
        var nip = LocalKsefClient.NewNip();
        using var early = LocalKsefSigner.Person("TINPL-" + nip, (await client.Now()).AddDays(2));
        Assert.Equal(460, (await client.Authenticate(await Signed(nip, early))).StatusCode);
        using var late = LocalKsefSigner.Person("TINPL-" + nip, (await client.Now()).AddYears(-3));
        Assert.Equal(460, (await client.Authenticate(await Signed(nip, late))).StatusCode);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused_when_the_chain_has_to_be_trusted()
    {
        var nip = LocalKsefClient.NewNip();
        using var person = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var started = await client.Post("/v2/auth/xades-signature?verifyCertificateChain=true", await Signed(nip, person), token: "");
        var reference = started.Json["referenceNumber"]!.GetValue<string>();
        Assert.Equal(460, (await client.Get($"/v2/auth/{reference}", started.Json["authenticationToken"]!["token"]!.GetValue<string>())).StatusCode);
    }

    [Fact]
    public async Task A_certificate_that_only_claims_to_come_from_the_authority_is_refused()
    {
        var nip = LocalKsefClient.NewNip();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = (await client.Manage(HttpMethod.Get, "/certificates/authority"))!.GetValue<string>();
        using var authority = X509Certificate2.CreateFromPem(pem);
        var request = new CertificateRequest($"2.5.4.5=TINPL-{nip}, CN=X, C=PL", key, HashAlgorithmName.SHA256);
        using var bare = request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(key),
            (await client.Now()).AddDays(-1), (await client.Now()).AddDays(1), [1, 2, 3, 4, 5, 6, 7, 8]);
        using var forged = bare.CopyWithPrivateKey(key);
        Assert.Equal(460, (await client.Authenticate(await Signed(nip, forged))).StatusCode);
    }

    [Fact]
    public async Task Tokens_are_redeemed_once_and_one_kind_never_passes_for_another()
    {
        await client.SignInAsNewCompany();
        Assert.Equal(21301, (await client.Post("/v2/auth/token/redeem", token: client.OperationToken)).ErrorCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Get("/v2/auth/sessions", client.RefreshToken)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Get("/v2/auth/sessions", client.OperationToken)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Post("/v2/auth/token/refresh", token: client.AccessToken)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Get("/v2/auth/sessions", client.AccessToken + "x")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Get("/v2/auth/sessions", "")).Status);
        var unsigned = string.Join('.', client.AccessToken!.Split('.')[..2]) + ".";
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Get("/v2/auth/sessions", unsigned)).Status);
    }

    [Fact]
    public async Task Refreshing_gives_another_token_until_the_session_is_revoked()
    {
        await client.SignInAsNewCompany();
        var refreshed = await client.Post("/v2/auth/token/refresh", token: client.RefreshToken);
        Assert.NotEqual(client.AccessToken, refreshed.Json["accessToken"]!["token"]!.GetValue<string>());
        var sessions = await client.Get("/v2/auth/sessions");
        Assert.True(Assert.Single(sessions.Json["items"]!.AsArray())!["isCurrent"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NoContent, (await client.Send(HttpMethod.Delete, "/v2/auth/sessions/current")).Status);
        var refused = await client.Post("/v2/auth/token/refresh", token: client.RefreshToken);
        Assert.Equal(21301, refused.ErrorCode);
        Assert.Contains("425", refused.Json["errors"]![0]!["details"]![0]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/v2/auth/sessions")).Status);
    }

    [Fact]
    public async Task Tokens_bound_to_another_address_are_refused()
    {
        var nip = LocalKsefClient.NewNip();
        using var person = LocalKsefSigner.Person("TINPL-" + nip, await client.Now());
        var request = LocalKsefSigner.Request(await client.Challenge(), nip).Replace("</SubjectIdentifierType>",
            "</SubjectIdentifierType><AuthorizationPolicy><AllowedIps><Ip4Mask>10.0.0.0/8</Ip4Mask></AllowedIps></AuthorizationPolicy>");
        var status = await client.Authenticate(LocalKsefSigner.Sign(request, person, await client.Now()));
        Assert.Equal(HttpStatusCode.Forbidden, status.Status);
        Assert.Equal("ip-not-allowed", status.Json["reasonCode"]!.GetValue<string>());
    }

    private async Task<string> Signed(string nip, X509Certificate2 certificate) =>
        LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), certificate, await client.Now());
}
