using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class ReceiptSignatureTests
{
    private static readonly DateTimeOffset InTime = new(2026, 12, 9, 12, 0, 0, TimeSpan.Zero);

    // Its RSA key is slow to make, and no test changes it.
    private static readonly SignedReceipt receipt = new();

    public static TheoryData<string> Forms => ["exclusive", "inclusive", "inclusive as the default", "sha512", "by the Id of the root", "an object of its own", "enveloped spelled as XPath", "enveloped spelled as a filter", "with the prefixes of its surroundings"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_signature_over_the_whole_receipt_is_sound(string form)
    {
        var upo = form switch
        {
            "inclusive" => receipt.Sign([SignedReceipt.Whole(new XmlDsigC14NTransform())], signed => signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigC14NTransformUrl),
            "inclusive as the default" => receipt.Sign([SignedReceipt.Whole()]),
            "sha512" => receipt.Sign([Sha512(SignedReceipt.Whole())], signed => signed.SignedInfo!.SignatureMethod = SignedXml.XmlDsigRSASHA512Url),
            "by the Id of the root" => receipt.Sign([SignedReceipt.To("#all", new XmlDsigEnvelopedSignatureTransform(), new XmlDsigExcC14NTransform())]),
            "an object of its own" => receipt.Sign([SignedReceipt.Whole(), SignedReceipt.To("#properties", new XmlDsigExcC14NTransform())], WithObject),
            "enveloped spelled as XPath" => receipt.Sign([SignedReceipt.To("", XPath("not(ancestor-or-self::ds:Signature)"), new XmlDsigExcC14NTransform())]),
            "enveloped spelled as a filter" => receipt.SignAnew(Encoding.UTF8.GetString(receipt.Sign()).Replace(EnvelopedTransform, FilterTransform("/descendant::ds:Signature"))),
            "with the prefixes of its surroundings" => receipt.Sign([SignedReceipt.Whole(new XmlDsigC14NTransform())], signed => signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigC14NTransformUrl,
                SignedReceipt.Content.Replace("<Potwierdzenie ", "<Potwierdzenie xmlns:a=\"urn:a\" ")),
            _ => receipt.Sign(),
        };
        var verdict = Check(upo);
        Assert.Null(verdict.Fault?.En);
        Assert.Equal("CN=UPO, O=Test", verdict.Signer);
        Assert.Equal(ReceiptStanding.NotChecked, verdict.Standing);
    }

    [Theory]
    [InlineData("changed", "the content was changed")]
    [InlineData("unsigned", "there is no signature")]
    [InlineData("two signatures", "more than one signature")]
    [InlineData("deeper", "in the wrong place")]
    [InlineData("a part", "does not cover the whole document")]
    [InlineData("the whole twice", "does not cover the whole document exactly once")]
    [InlineData("a part beside the whole", "something outside of it")]
    [InlineData("an Id that is there twice", "is there twice")]
    [InlineData("elsewhere", "points out of the document")]
    [InlineData("weak key", "fits no certificate")]
    [InlineData("another certificate", "fits no certificate")]
    [InlineData("no certificate", "fits no certificate")]
    [InlineData("value changed", "fits no certificate")]
    [InlineData("doctype", "cannot be read")]
    [InlineData("nested", "more than 64 levels")]
    [InlineData("not xml", "cannot be read")]
    [InlineData("empty", "cannot be read")]
    public void A_signature_that_could_mislead_proves_nothing(string attack, string why)
    {
        var verdict = Check(Attacked(attack));
        Assert.Contains(why, verdict.Fault?.En);
        Assert.Null(verdict.Signer);
    }

    // What hides in such a form is not looked at, so it is nobody's proof.
    [Theory]
    [InlineData("xpath", "Transforms")]
    [InlineData("a filter that leaves out more", "Transforms")]
    [InlineData("xslt", "Transforms")]
    [InlineData("base64", "base64")]
    [InlineData("sha1 digest", "sha1")]
    [InlineData("sha1 method", "sha1")]
    [InlineData("hmac", "hmac-sha256")]
    [InlineData("xml:lang", "xml:*")]
    [InlineData("a name without end", "…")]
    public void A_signature_of_a_form_that_is_not_known_is_neither_sound_nor_faulty(string form, string what)
    {
        var verdict = Check(Attacked(form));
        Assert.StartsWith("the signature uses what the program does not know: ", verdict.NotKnown?.En);
        Assert.EndsWith(what, verdict.NotKnown!.En);
        Assert.Null(verdict.Fault);
        Assert.False(verdict.IsSound);
        Assert.InRange(verdict.NotKnown.En.Length, 1, 200);
    }

    private static byte[] Attacked(string attack)
    {
        var sound = Encoding.UTF8.GetString(receipt.Sign());
        var signature = sound[sound.IndexOf("<Signature", StringComparison.Ordinal)..sound.IndexOf("</Potwierdzenie>", StringComparison.Ordinal)];
        using var weak = new SignedReceipt(1024);
        return attack switch
        {
            "changed" => Bytes(sound.Replace("5265877635-2025", "5265877635-2024")),
            "unsigned" => Bytes(SignedReceipt.Content.TrimStart()),
            "two signatures" => Bytes(sound.Replace(signature, signature + signature)),
            "deeper" => Bytes(sound.Replace(signature, "").Replace("</Dokument>", signature + "</Dokument>")),
            "a part" => receipt.Sign([SignedReceipt.To("#one", new XmlDsigExcC14NTransform())]),
            "the whole twice" => receipt.Sign([SignedReceipt.Whole(), SignedReceipt.Whole(new XmlDsigExcC14NTransform())]),
            "a part beside the whole" => receipt.Sign([SignedReceipt.Whole(), SignedReceipt.To("#one", new XmlDsigExcC14NTransform())]),
            "an Id that is there twice" => Bytes(Encoding.UTF8.GetString(receipt.Sign([SignedReceipt.To("#all", new XmlDsigEnvelopedSignatureTransform())])).Replace("Id=\"one\"", "ID=\"all\"")),
            "elsewhere" => receipt.SignAnew(sound.Replace("URI=\"\"", "URI=\"https://example.com/upo.xml\"")),
            "xpath" => receipt.Sign([SignedReceipt.To("", XPath("not(ancestor-or-self::ds:Signature) and not(ancestor-or-self::*[local-name()='Dokument'])"))]),
            "a filter that leaves out more" => receipt.SignAnew(sound.Replace(EnvelopedTransform, FilterTransform("/descendant::ds:Signature | /descendant::Dokument"))),
            "a name without end" => Bytes(sound.Replace(SignedXml.XmlDsigRSASHA256Url, "urn:" + new string('x', 10_000))),
            "xslt" => receipt.SignAnew(sound.Replace("<Transforms>", "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\" />")),
            "base64" => receipt.SignAnew(sound.Replace("Transform Algorithm=\"" + SignedXml.XmlDsigExcC14NTransformUrl, "Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#base64")),
            "sha1 digest" => receipt.Sign([Sha1(SignedReceipt.Whole())]),
            "sha1 method" => receipt.Sign(change: signed => signed.SignedInfo!.SignatureMethod = SignedXml.XmlDsigRSASHA1Url),
            "weak key" => weak.Sign(),
            "another certificate" => Bytes(sound.Replace(Convert.ToBase64String(receipt.Certificate.RawData), Convert.ToBase64String(weak.Certificate.RawData))),
            "no certificate" => receipt.Sign(change: signed => signed.KeyInfo = new KeyInfo()),
            "hmac" => Bytes(sound.Replace(SignedXml.XmlDsigRSASHA256Url, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")),
            "value changed" => Bytes(sound.Replace(SignedXml.XmlDsigRSASHA256Url, SignedXml.XmlDsigRSASHA512Url)),
            "doctype" => Bytes("<!DOCTYPE Potwierdzenie [<!ENTITY a 'b'>]>" + sound),
            "nested" => Bytes(sound.Replace("</Dokument>", string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)) + "</Dokument>")),
            "xml:lang" => Bytes(sound.Replace("<Potwierdzenie ", "<Potwierdzenie xml:lang=\"pl\" ")),
            "not xml" => Bytes("UPO"),
            _ => [],
        };
    }

    [Fact]
    public void What_stands_within_the_signature_or_deeper_than_the_schema_has_it_names_no_invoice()
    {
        const string forged = "<Dokument xmlns=\"http://upo.schematy.mf.gov.pl/KSeF/v4-3\"><NipSprzedawcy>5265877635</NipSprzedawcy><NumerKSeFDokumentu>5265877635-20250916-020000583241-84</NumerKSeFDokumentu>"
            + "<SkrotDokumentu>kyqH+QUgP8ATWd/95IY632mP4uqibwG66Oqclq9+qno=</SkrotDokumentu></Dokument>";
        var sound = Encoding.UTF8.GetString(receipt.Sign());
        foreach (var where in new[] { "</Signature>", "</KeyInfo>" })
        {
            var upo = Bytes(sound.Replace(where, $"{(where == "</Signature>" ? $"<Object>{forged}</Object>" : forged)}{where}"));
            Assert.True(Check(upo).IsSound); // The enveloped transform takes the signature out with all that is in it.
            Assert.Equal(["5265877635-20250916-0200A0D6723E-C2"], Receipt.Read(upo).Values.Select(one => one.KsefNumber.ToString()));
        }
    }

    [Fact]
    public void A_comment_in_the_middle_of_a_value_is_not_signed_and_does_not_cut_it()
    {
        var upo = Bytes(Encoding.UTF8.GetString(receipt.Sign()).Replace("<NipSprzedawcy>52658", "<NipSprzedawcy>52658<!-- 1 -->"));
        Assert.True(Check(upo).IsSound);
        Assert.Equal("5265877635", Assert.Single(Receipt.Read(upo)).Value.SellerNip.ToString());
    }

    [Fact]
    public void Our_own_XAdES_signature_is_sound_with_both_kinds_of_keys()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=EC", ec, HashAlgorithmName.SHA256).CreateSelfSigned(InTime.AddDays(-1), InTime.AddDays(1));
        foreach (var (by, key) in new (X509Certificate2, AsymmetricAlgorithm)[] { (certificate, ec), (receipt.Certificate, receipt.Key) })
        {
            var upo = XadesSignature.Sign(Canonical(SignedReceipt.Content[SignedReceipt.Content.IndexOf('<')..]), by, key, InTime);
            Assert.Null(Check(upo).Fault?.En);
            Assert.Contains("changed", Check(Bytes(Encoding.UTF8.GetString(upo).Replace("SigningTime>2026", "SigningTime>2025"))).Fault!.En);
        }
    }

    private static string Canonical(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(xml);
        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(document);
        using var reader = new StreamReader((Stream)transform.GetOutput(typeof(Stream)));
        return reader.ReadToEnd();
    }

    // The authority that issues the seal of receipts gives a certificate to every taxpayer too, and anybody can make one with any name.
    [Fact]
    public void A_name_proves_only_with_its_authority_and_in_a_certificate_for_signatures()
    {
        const string name = "CN=Podpisujący";
        using var authority = new Issuer("CN=Urząd", null);
        using var middle = new Issuer("CN=Pośredni", authority);
        using var impostor = new Issuer("CN=Urząd", null); // the same name, another key
        var pinned = PinnedSigner.Named(name, authority.Certificate);

        Assert.Equal(ReceiptStanding.Proven, Of(authority.Issue(name, receipt.Key)));
        Assert.Equal(ReceiptStanding.Forged, Of(authority.Issue("CN=Podatnik", receipt.Key)));
        Assert.Equal(ReceiptStanding.Forged, Of(authority.Issue("CN=Podpisujący 2", receipt.Key)));
        Assert.Equal(ReceiptStanding.Forged, Of(authority.Issue(name, receipt.Key, X509KeyUsageFlags.KeyEncipherment)));
        Assert.Equal(ReceiptStanding.Forged, Of(authority.Issue(name, receipt.Key, X509KeyUsageFlags.None)));
        Assert.Equal(ReceiptStanding.Forged, Of(authority.Issue(name, receipt.Key, isAuthority: true)));
        Assert.Equal(ReceiptStanding.Forged, Of(middle.Issue(name, receipt.Key), middle.Certificate));
        Assert.Equal(ReceiptStanding.Forged, Of(impostor.Issue(name, receipt.Key), impostor.Certificate));
        Assert.Equal(ReceiptStanding.Forged, Of(SelfMade(name)));
        Assert.Equal(ReceiptStanding.Forged, Of(authority.Issue(name, receipt.Key), at: InTime.AddYears(5)));
        Assert.Equal(ReceiptStanding.Forged, Of(authority.Issue(name, receipt.Key), at: InTime.AddYears(-5)));
        Assert.Throws<ArgumentException>(() => PinnedSigner.With(authority.Certificate));

        // One that another authority issued may be pinned itself.
        using var signer = middle.Issue(name, receipt.Key);
        Assert.Equal(ReceiptStanding.Proven, ReceiptSignature.Check(SignedWith(signer), [PinnedSigner.Named(name, middle.Certificate)], InTime).Standing);

        ReceiptStanding Of(X509Certificate2 with, X509Certificate2? beside = null, DateTimeOffset? at = null)
        {
            using var made = with;
            var verdict = ReceiptSignature.Check(SignedWith(with, beside), [pinned], at ?? InTime);
            Assert.True(verdict.IsSound);
            // While nobody is pinned the very same is not checked, whoever it may be.
            Assert.Equal(ReceiptStanding.NotChecked, ReceiptSignature.Check(SignedWith(with, beside), [], at ?? InTime).Standing);
            return verdict.Standing;
        }
    }

    private byte[] SignedWith(X509Certificate2 certificate, X509Certificate2? beside = null) => receipt.Sign(change: signed =>
    {
        signed.KeyInfo = new KeyInfo();
        var data = new KeyInfoX509Data(certificate);
        if (beside is not null) data.AddCertificate(beside);
        signed.KeyInfo.AddClause(data);
    });

    private X509Certificate2 SelfMade(string name)
    {
        var request = new CertificateRequest(name, receipt.Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        return request.CreateSelfSigned(InTime.AddMonths(-6), InTime.AddYears(2));
    }

    private sealed class Issuer : IDisposable
    {
        private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private byte issued;

        public Issuer(string name, Issuer? by)
        {
            var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            Certificate = by is null ? request.CreateSelfSigned(InTime.AddYears(-1), InTime.AddYears(3)) : by.Issue(request);
        }

        public X509Certificate2 Certificate { get; }

        public X509Certificate2 Issue(string name, RSA subject, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature, bool isAuthority = false)
        {
            var request = new CertificateRequest(name, subject, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
            if (usage != X509KeyUsageFlags.None) request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
            return Issue(request);
        }

        private X509Certificate2 Issue(CertificateRequest request) => request.Create(
            Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), InTime.AddMonths(-6), InTime.AddYears(2), [++issued]);

        public void Dispose()
        {
            key.Dispose();
            Certificate.Dispose();
        }
    }

    private static ReceiptVerdict Check(byte[] upo) => ReceiptSignature.Check(upo, [], InTime);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Reference Sha1(Reference reference)
    {
        reference.DigestMethod = SignedXml.XmlDsigSHA1Url;
        return reference;
    }

    private static Reference Sha512(Reference reference)
    {
        reference.DigestMethod = SignedXml.XmlDsigSHA512Url;
        return reference;
    }

    private static void WithObject(SignedXml signed)
    {
        var document = new XmlDocument();
        document.LoadXml("<properties xmlns=\"urn:x\"/>");
        signed.AddObject(new DataObject { Id = "properties", Data = document.ChildNodes });
    }

    private const string EnvelopedTransform = "<Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\" />";

    private static string FilterTransform(string expression) =>
        $"""<Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" xmlns:ds="{SignedXml.XmlDsigNamespaceUrl}" Filter="subtract">{expression}</f:XPath></Transform>""";

    private static XmlDsigXPathTransform XPath(string expression)
    {
        var document = new XmlDocument();
        document.LoadXml($"<XPath xmlns=\"{SignedXml.XmlDsigNamespaceUrl}\" xmlns:ds=\"{SignedXml.XmlDsigNamespaceUrl}\">{expression}</XPath>");
        var transform = new XmlDsigXPathTransform();
        transform.LoadInnerXml(document.ChildNodes);
        return transform;
    }
}
