using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>The limits of what the check of a receipt takes: each form that is known, and the nearest to it that is not.</summary>
public sealed class ReceiptFormsTests
{
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#", Enc = "http://www.w3.org/2001/04/xmlenc#",
        More2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    private const string ExclusiveTransform = $"<Transform Algorithm=\"{SignedXml.XmlDsigExcC14NTransformUrl}\" />";
    private const string EnvelopedTransform = $"<Transform Algorithm=\"{SignedXml.XmlDsigEnvelopedSignatureTransformUrl}\" />";

    private static readonly DateTimeOffset InTime = new(2026, 12, 9, 12, 0, 0, TimeSpan.Zero);

    // Its RSA key is slow to make, and no test changes it.
    private static readonly SignedReceipt receipt = new();

    private static readonly SignedReceipt stranger = new();

    private static string Sound => Encoding.UTF8.GetString(receipt.Sign());

    [Theory]
    [InlineData(More + "rsa-sha256", "SHA256", "PKCS#1")]
    [InlineData(More + "rsa-sha384", "SHA384", "PKCS#1")]
    [InlineData(More + "rsa-sha512", "SHA512", "PKCS#1")]
    [InlineData(More2007 + "sha256-rsa-MGF1", "SHA256", "PSS")]
    [InlineData(More2007 + "sha384-rsa-MGF1", "SHA384", "PSS")]
    [InlineData(More2007 + "sha512-rsa-MGF1", "SHA512", "PSS")]
    [InlineData(More + "ecdsa-sha256", "SHA256", "EC")]
    [InlineData(More + "ecdsa-sha384", "SHA384", "EC")]
    [InlineData(More + "ecdsa-sha512", "SHA512", "EC")]
    public void Each_method_of_the_list_signs_by_its_own_hash_and_no_other(string method, string hash, string way)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ofEc = new CertificateRequest("CN=EC", ec, HashAlgorithmName.SHA256).CreateSelfSigned(InTime.AddDays(-1), InTime.AddDays(1));
        var certificate = way == "EC" ? ofEc : receipt.Certificate;
        var signed = "signed"u8.ToArray();
        foreach (var used in new[] { HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512 })
        {
            var value = way switch
            {
                "EC" => ec.SignData(signed, used),
                "PSS" => receipt.Key.SignData(signed, used, RSASignaturePadding.Pss),
                _ => receipt.Key.SignData(signed, used, RSASignaturePadding.Pkcs1),
            };
            Assert.Equal(used.Name == hash, SignatureAlgorithms.Fits(method, certificate, signed, value));
            Assert.False(SignatureAlgorithms.Fits(method, certificate, "changed"u8.ToArray(), value));
            Assert.False(SignatureAlgorithms.Fits(method, way == "EC" ? receipt.Certificate : ofEc, signed, value)); // of the other family
        }
    }

    [Fact]
    public void Both_ways_of_RSA_are_told_apart_and_a_short_key_signs_nothing()
    {
        var signed = "signed"u8.ToArray();
        var value = receipt.Key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        Assert.False(SignatureAlgorithms.Fits(More + "rsa-sha256", receipt.Certificate, signed, value));
        using var shorter = new SignedReceipt(2040);
        Assert.False(SignatureAlgorithms.Fits(More + "rsa-sha256", shorter.Certificate, signed, shorter.Key.SignData(signed,
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    [Theory]
    [InlineData(Enc + "sha256", 32)]
    [InlineData(More + "sha384", 48)]
    [InlineData(Enc + "sha512", 64)]
    [InlineData("http://www.w3.org/2000/09/xmldsig#sha1", 0)]
    [InlineData("", 0)]
    public void A_digest_is_one_of_three(string algorithm, int length)
    {
        if (length > 0) Assert.Equal(length, SignatureAlgorithms.Digest(algorithm, [1]).Length);
        else Assert.Throws<NotKnown>(() => SignatureAlgorithms.Digest(algorithm, [1]));
    }

    [Theory]
    [InlineData("filter: as it is written", "f:XPath", "subtract", "/descendant::ds:Signature", true)]
    [InlineData("filter: blanks around it", "f:XPath", "subtract", " /descendant::ds:Signature\n", true)]
    [InlineData("filter: what stays instead of what goes", "f:XPath", "intersect", "/descendant::ds:Signature", false)]
    [InlineData("filter: union", "f:XPath", "union", "/descendant::ds:Signature", false)]
    [InlineData("filter: of another namespace", "ds:XPath", "subtract", "/descendant::ds:Signature", false)]
    [InlineData("filter: everything below", "f:XPath", "subtract", "/descendant::ds:Signature/..", false)]
    public void A_filter_takes_out_the_signature_and_nothing_else(string what, string element, string filter, string expression, bool isKnown)
    {
        var path = $"<{element} xmlns:f=\"http://www.w3.org/2002/06/xmldsig-filter2\" xmlns:ds=\"{SignedXml.XmlDsigNamespaceUrl}\" Filter=\"{filter}\">{expression}</{element}>";
        Assert.True(isKnown == SignatureAlgorithms.TakesTheSignatureOut(Transform("http://www.w3.org/2002/06/xmldsig-filter2", path)), what);
        Assert.False(SignatureAlgorithms.TakesTheSignatureOut(Transform("http://www.w3.org/2002/06/xmldsig-filter2", path + path)));
        Assert.False(SignatureAlgorithms.TakesTheSignatureOut(Transform("http://www.w3.org/2002/06/xmldsig-filter2", "")));
        Assert.False(SignatureAlgorithms.TakesTheSignatureOut(Transform("http://www.w3.org/2002/06/xmldsig-filter2",
            path.Replace(SignedXml.XmlDsigNamespaceUrl, "urn:else"))));
    }

    [Theory]
    [InlineData("not(ancestor-or-self::ds:Signature)", SignedXml.XmlDsigNamespaceUrl, true)]
    [InlineData("not(ancestor-or-self::ds:Signature)", "urn:else", false)]
    [InlineData("not(ancestor-or-self::ds:Object)", SignedXml.XmlDsigNamespaceUrl, false)]
    [InlineData("true()", SignedXml.XmlDsigNamespaceUrl, false)]
    public void An_XPath_takes_out_the_signature_and_nothing_else(string expression, string ds, bool isKnown) => Assert.Equal(
        isKnown, SignatureAlgorithms.TakesTheSignatureOut(Transform("http://www.w3.org/TR/1999/REC-xpath-19991116",
            $"<XPath xmlns:ds=\"{ds}\">{expression}</XPath>")));

    [Theory]
    [InlineData(0, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void A_receipt_refers_to_eight_things_at_most(int objects, bool isSound)
    {
        var upo = receipt.Sign(
            [SignedReceipt.Whole(), .. Enumerable.Range(0, objects).Select(number => SignedReceipt.To($"#object{number}",
                new XmlDsigExcC14NTransform()))],
            signed =>
            {
                for (var number = 0; number < objects; number++) signed.AddObject(new DataObject { Id = $"object{number}", Data = Some() });
            });
        Assert.Equal((isSound, isSound ? null : "Reference"), (Check(upo).IsSound, Check(upo).NotKnown?.En.Split(' ')[^1]));
    }

    [Theory]
    [InlineData(64, "the content was changed")] // It is looked at. The root is at depth 0, and the text of the innermost one below it.
    [InlineData(65, "more than 64 levels")]
    public void A_receipt_is_nested_up_to_sixty_four_deep(int depth, string why)
    {
        var nested = string.Concat(Enumerable.Repeat("<a>", depth - 1)) + "x" + string.Concat(Enumerable.Repeat("</a>", depth - 1));
        Assert.Contains(why, Check(Bytes(Sound.Replace("</Dokument>", $"</Dokument>{nested}"))).Fault!.En);
    }

    [Theory]
    [InlineData("no transform at all", "")]
    [InlineData("no taking out", ExclusiveTransform)]
    [InlineData("the other way round", ExclusiveTransform + EnvelopedTransform)]
    [InlineData("three of them", EnvelopedTransform + ExclusiveTransform + ExclusiveTransform)]
    public void The_whole_is_signed_with_the_signature_out_and_in_one_form(string what, string transforms)
    {
        var verdict = Check(receipt.SignAnew(Sound.Replace(EnvelopedTransform + ExclusiveTransform, transforms)));
        Assert.True(verdict.NotKnown?.En.EndsWith(": Transforms", StringComparison.Ordinal) == true, $"{what}: {verdict.Fault?.En}");
    }

    [Fact]
    public void What_stands_beside_the_whole_is_signed_in_one_form_too()
    {
        var upo = receipt.Sign([SignedReceipt.Whole(), SignedReceipt.To("#object", new XmlDsigExcC14NTransform(), new XmlDsigExcC14NTransform())],
            signed => signed.AddObject(new DataObject { Id = "object", Data = Some() }));
        Assert.EndsWith(": Transforms", Check(upo).NotKnown!.En);
        var without = receipt.Sign([SignedReceipt.Whole(), SignedReceipt.To("#object")], signed => signed.AddObject(new DataObject
        {
            Id = "object",
            Data = Some()
        }));
        Assert.Null(Check(without).Fault?.En);
        Assert.True(Check(without).IsSound);
    }

    [Theory]
    [InlineData("URI=\"\"", "", "does not cover the whole document")]
    [InlineData("URI=\"\"", "URI=\"#\"", "points out of the document")]
    [InlineData("URI=\"\"", "URI=\"all\"", "points out of the document")]
    [InlineData("URI=\"\"", "URI=\"#nobody\"", "something that is not there")]
    public void A_reference_to_something_else_is_no_proof(string whole, string other, string why) =>
        Assert.Contains(why, Check(receipt.SignAnew(Sound.Replace($"Reference {whole}", $"Reference {other}"))).Fault!.En);

    [Fact]
    public void What_was_signed_beside_the_whole_may_not_be_changed_either()
    {
        var upo = receipt.Sign([SignedReceipt.Whole(), SignedReceipt.To("#object", new XmlDsigExcC14NTransform())], signed =>
            signed.AddObject(new DataObject { Id = "object", Data = Some() }));
        Assert.True(Check(upo).IsSound);
        Assert.Contains("changed", Check(Bytes(Encoding.UTF8.GetString(upo).Replace("urn:x", "urn:y"))).Fault!.En);
    }

    [Theory]
    [InlineData("SignatureValue")]
    [InlineData("SignedInfo")]
    [InlineData("DigestValue")]
    [InlineData("DigestMethod")]
    [InlineData("SignatureMethod")]
    [InlineData("CanonicalizationMethod")]
    public void What_must_be_there_once_is_there_once(string element)
    {
        var whole = System.Text.RegularExpressions.Regex.Match(Sound, $"<{element}(?: [^>]*)?/>|<{element}(?: [^>]*)?>.*?</{element}>",
            System.Text.RegularExpressions.RegexOptions.Singleline).Value;
        Assert.NotEmpty(whole);
        foreach (var changed in new[] { Sound.Replace(whole, ""), Sound.Replace(whole, whole + whole) })
        {
            // Within SignedInfo a change is signed anew, so that nothing but the number of elements is wrong.
            var upo = element is "SignatureValue" or "SignedInfo" ? Bytes(changed) : receipt.SignAnew(changed);
            Assert.Contains($"lacks the element {element} or has too many of it", Check(upo).Fault?.En);
        }
    }

    [Fact]
    public void The_certificate_that_fits_is_found_among_others_and_only_in_the_first_KeyInfo()
    {
        var other = stranger;
        var (ours, theirs) = ($"<X509Certificate>{Convert.ToBase64String(receipt.Certificate.RawData)}</X509Certificate>",
            $"<X509Certificate>{Convert.ToBase64String(other.Certificate.RawData)}</X509Certificate>");
        Assert.Equal("CN=UPO, O=Test", Check(Bytes(Sound.Replace(ours, theirs + ours))).Signer);
        Assert.Equal("CN=UPO, O=Test", Check(Bytes(Sound.Replace(ours, theirs + "</X509Data><X509Data>" + ours))).Signer);
        Assert.Contains("fits no certificate", Check(Bytes(Sound.Replace("<KeyInfo>",
            $"<KeyInfo><X509Data>{theirs}</X509Data></KeyInfo><KeyInfo>"))).Fault!.En);
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", true)]
    [InlineData("2025-12-31T23:59:59Z", false)]
    [InlineData("2027-01-01T00:00:00Z", true)]
    [InlineData("2027-01-01T00:00:01Z", false)]
    public void A_pinned_signer_proves_from_the_first_to_the_last_moment_of_his_certificate(string at, bool isTrusted) =>
        Assert.Equal(isTrusted ? ReceiptStanding.Proven : ReceiptStanding.Forged,
            ReceiptSignature.Check(receipt.Sign(), [PinnedSigner.With(receipt.Certificate)], DateTimeOffset.Parse(at)).Standing);

    [Fact]
    public void While_nobody_is_pinned_nothing_is_proven_and_a_stranger_vouches_for_nobody()
    {
        var (signer, other) = (PinnedSigner.With(receipt.Certificate), PinnedSigner.With(stranger.Certificate));
        Assert.Equal(ReceiptStanding.NotChecked, ReceiptSignature.Check(receipt.Sign(), [], InTime).Standing);
        Assert.Equal(ReceiptStanding.Forged, ReceiptSignature.Check(receipt.Sign(), [other], InTime).Standing);
        var proven = ReceiptSignature.Check(receipt.Sign(), [other, signer], InTime);
        Assert.Equal((ReceiptStanding.Proven, signer), (proven.Standing, proven.RestsOn));
    }

    [Theory]
    [InlineData("xml:space=\"preserve\"", true)]
    [InlineData("xmlns:xml2=\"urn:x\"", false)]
    [InlineData("lang=\"pl\"", false)]
    public void An_attribute_that_is_inherited_is_not_judged(string attribute, bool isNotKnown)
    {
        // SignedXml signs none of the former; they are not judged whether signed or not.
        var upo = isNotKnown ? Bytes(Sound.Replace("<Potwierdzenie ", $"<Potwierdzenie {attribute} "))
            : receipt.Sign(content: SignedReceipt.Content.Replace("<Potwierdzenie ", $"<Potwierdzenie {attribute} "));
        Assert.Equal((!isNotKnown, isNotKnown), (Check(upo).IsSound, Check(upo).NotKnown is not null));
    }

    [Fact]
    public void The_exclusive_form_carries_the_prefixes_that_it_names()
    {
        var content = SignedReceipt.Content.Replace("<Potwierdzenie ", "<Potwierdzenie xmlns:a=\"urn:a\" ");
        var upo = receipt.Sign([SignedReceipt.Whole(new XmlDsigExcC14NTransform { InclusiveNamespacesPrefixList = "a" })], content: content);
        Assert.True(Check(upo).IsSound);
        Assert.Contains("changed", Check(Bytes(Encoding.UTF8.GetString(upo).Replace("urn:a", "urn:b"))).Fault!.En);
    }

    [Fact]
    public void Canonical_XML_1_1_is_the_same_here() => Assert.True(Check(receipt.SignAnew(Encoding.UTF8.GetString(
        receipt.Sign([SignedReceipt.Whole(new XmlDsigC14NTransform())])).Replace(SignedXml.XmlDsigC14NTransformUrl,
            "http://www.w3.org/2006/12/xml-c14n11"))).IsSound);

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void What_is_not_known_is_named_up_to_a_hundred_characters(int length, bool isCut)
    {
        var what = new NotKnown(new string('x', length)).What.En;
        Assert.EndsWith(new string('x', 100) + (isCut ? "…" : ""), what);
        Assert.DoesNotContain(new string('x', 101), what);
    }

    private static ReceiptVerdict Check(byte[] upo) => ReceiptSignature.Check(upo, [], InTime);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static XmlNodeList Some()
    {
        var document = new XmlDocument();
        document.LoadXml("<properties xmlns=\"urn:x\"/>");
        return document.ChildNodes;
    }

    private static XmlElement Transform(string algorithm, string content)
    {
        var document = new XmlDocument();
        document.LoadXml($"<ds:Transform xmlns:ds=\"{SignedXml.XmlDsigNamespaceUrl}\" Algorithm=\"{algorithm}\">{content}</ds:Transform>");
        return document.DocumentElement!;
    }
}
