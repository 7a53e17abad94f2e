using System.Text;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Unit.LocalKsef.Signatures.SignatureParts;

namespace Inkaust.Tests.Unit.LocalKsef.Signatures;

/// <summary>
/// Each barrier of the check has a document here that only this barrier stops: all digests, the key and the value of the signature are right.
/// The part of the sentence says which barrier it was.
/// </summary>
public sealed class SignatureBarrierTests
{
    private const string Xslt = "http://www.w3.org/TR/1999/REC-xslt-19991116";
    private const string DigestOnly = "<xades:SignedProperties xmlns:xades=\"" + Xades + "\" Id=\"Properties\">";

    [Fact]
    public void A_document_whose_parts_are_all_right_is_taken()
    {
        var signature = Verified(Into(Request, Signature(ToDocument() + ToProperties())));
        Assert.Equal(("Request", Signer.Thumbprint), (signature.Content.LocalName, signature.Certificate.Thumbprint));
    }

    public static TheoryData<string> Attacks => [.. Documents.Keys];

    private static readonly Dictionary<string, (Func<string> Document, int Code, string Barrier)> Documents = new()
    {
        ["no signature"] = (() => Request, 9102, ""),
        ["a second, empty signature in what is signed"] = (() => First($"<ds:Signature xmlns:ds=\"{Ds}\"></ds:Signature>"), 9103, ""),
        ["a second signature in UnsignedProperties that are not those of XAdES"] = (() =>
            First($"<UnsignedProperties><ds:Signature xmlns:ds=\"{Ds}\"></ds:Signature></UnsignedProperties>"), 9103, ""),
        ["the signature deep in the document"] = (() =>
            Request.Replace("</Part>", Signature(ToDocument() + ToProperties()) + "</Part>"), 9105, "bezpośrednio w elemencie głównym"),
        ["an identifier that two signed elements have"] = (() =>
            Whole("<Request xmlns=\"urn:request\"><a Id=\"twice\"></a><b Id=\"twice\"></b></Request>"), 9105, "'twice' występuje więcej niż raz"),
        ["an identifier as ID and as id"] = (() =>
            Whole("<Request xmlns=\"urn:request\"><a ID=\"twice\"></a><b id=\"twice\"></b></Request>"), 9105, "'twice' występuje więcej niż raz"),
        ["a second SignedInfo"] = (() =>
            Right().Replace("<ds:SignatureValue>", $"<ds:SignedInfo></ds:SignedInfo><ds:SignatureValue>"), 9105, "dokładnie jeden SignedInfo"),
        ["a second SignatureValue"] = (() =>
            Right().Replace("</ds:SignatureValue>",
                "</ds:SignatureValue><ds:SignatureValue></ds:SignatureValue>"), 9105, "dokładnie jeden SignatureValue"),
        ["a second DigestValue in the reference"] = (() =>
            Into(Request, Signature(ToDocument().Replace("</ds:Reference>",
                "<ds:DigestValue></ds:DigestValue></ds:Reference>") + ToProperties())), 9105, "dokładnie jeden DigestValue"),
        ["a second DigestMethod in the reference"] = (() =>
            Into(Request, Signature(ToDocument().Replace("<ds:DigestValue>",
                "<ds:DigestMethod></ds:DigestMethod><ds:DigestValue>") + ToProperties())), 9105, "dokładnie jeden DigestMethod"),
        ["a second SignatureMethod"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties(),
                methods: Methods() + "<ds:SignatureMethod></ds:SignatureMethod>")), 9105, "dokładnie jeden SignatureMethod"),
        ["a second CanonicalizationMethod"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties(),
                methods: Methods() + "<ds:CanonicalizationMethod></ds:CanonicalizationMethod>")), 9105, "dokładnie jeden CanonicalizationMethod"),
        ["no reference"] = (() => Into(Request, Signature("")), 9105, "od 1 do 10 referencji"),
        ["eleven references"] = (() => Into(Request, Signature(Times(ToDocument(), 10) + ToProperties())), 9105, "od 1 do 10 referencji"),
        ["a reference to a part of the document only"] = (() =>
            Into(Request, Signature(Reference("URI=\"#part\"", Part, Exclusive) + ToProperties())), 9105, "nie obejmuje całego dokumentu"),
        ["no reference to the signed properties"] = (() => Into(Request, Signature(ToDocument())), 9105, "nie obejmuje SignedProperties"),
        ["a reference to the signed properties without its Type"] = (() =>
            Into(Request, Signature(ToDocument() + Reference("URI=\"#Properties\"", Properties(),
                Exclusive))), 9105, "nie obejmuje SignedProperties"),
        ["a reference of another Type to the signed properties"] = (() =>
            Into(Request, Signature(ToDocument() + Reference("Type=\"urn:x\" URI=\"#Properties\"", Properties(),
                Exclusive))), 9105, "nie obejmuje SignedProperties"),
        ["a reference of the right Type to something else"] = (() =>
            Into(Request, Signature(ToDocument() + Reference(OfProperties.Replace("#Properties", "#part"), Part,
                Exclusive))), 9105, "nie obejmuje SignedProperties"),
        ["a reference to what the signed properties hold in Base64"] = (() =>
        {
            var properties = $"{DigestOnly}<xades:CertDigest>{CertDigest()}</xades:CertDigest></xades:SignedProperties>";
            return Into(Request, Signature(ToDocument() + ReferenceToOctets(OfProperties,
                Convert.FromBase64String(LocalKsefSigner.Digest(Signer.RawData))), properties));
        }, 9105, "nie obejmuje SignedProperties"),
        ["the certificate digest is that of another one"] = (() =>
        {
            var properties = Properties(LocalKsefSigner.Digest(Another.RawData));
            return Into(Request, Signature(ToDocument() + ToProperties(properties), properties));
        }, 9105, "Skrót certyfikatu"),
        ["the certificate digest by an algorithm that is not listed"] = (() =>
        {
            var properties = Properties(algorithm: "http://www.w3.org/2001/04/xmldsig-more#md5");
            return Into(Request, Signature(ToDocument() + ToProperties(properties), properties));
        }, 9105, "algorytm skrótu certyfikatu"),
        ["no certificate digest"] = (() =>
        {
            var properties = DigestOnly + "</xades:SignedProperties>";
            return Into(Request, Signature(ToDocument() + ToProperties(properties), properties));
        }, 9105, "Brak SigningCertificate"),
        ["the right certificate is the eleventh"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties(),
                keyInfo: KeyInfo([.. Enumerable.Repeat(Another.RawData, 10), Signer.RawData]))), 9105, "Skrót certyfikatu"),
        ["no certificate"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties(), keyInfo: "<ds:KeyInfo></ds:KeyInfo>")), 21115, "Brak certyfikatu w KeyInfo"),
        ["a certificate that is none, as long as one may be"] = (() => WithCertificate(new byte[16_384]), 21115, "nieczytelny"),
        ["a certificate that is longer than one may be"] = (() => WithCertificate(new byte[16_385]), 21115, "więcej niż 16384"),
        ["the value is that of another key"] = (() => Into(Request, Signature(ToDocument() + ToProperties(), key: Another)), 9105, "Wartość podpisu"),
        ["the value is no Base64"] = (() =>
            Right().Replace("<ds:SignatureValue>", "<ds:SignatureValue>!"), 9105, "SignatureValue nie jest poprawnym Base64"),
        ["the method of the signature is not listed"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties(),
                methods: Methods(signature: "urn:none"))), 9105, "algorytm niedozwolony (urn:none)"),
        ["the canonicalization of SignedInfo is not listed"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties(), methods: Methods("urn:none"))), 9105, "Niedozwolona metoda kanonizacji"),
        ["the document is changed afterwards"] = (() => Right().Replace("5260001246<", "5265877635<"), 9105, "Skrót referencji '' nie zgadza się"),
        ["the signed properties are changed afterwards"] = (() =>
            Right().Replace("</xades:CertDigest>", "</xades:CertDigest> "), 9105, "Skrót referencji '#Properties' nie zgadza się"),
        ["another reference is wrong"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#part\"", "<x/>",
                Exclusive))), 9105, "Skrót referencji '#part' nie zgadza się"),
        ["a digest by an algorithm that is not listed"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#part\"", Part, "urn:none",
                [Exclusive]))), 9105, "Niedozwolony algorytm skrótu: urn:none"),
        ["the signature is taken out of a part that does not hold it"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#part\"", Part, EnvelopedSignature,
                Exclusive))), 9105, "którego wskazany element nie zawiera"),
        ["five transforms"] = (() =>
            Into(Request, Signature(Reference("URI=\"\"", Request, EnvelopedSignature, EnvelopedSignature, EnvelopedSignature, EnvelopedSignature,
                Exclusive) + ToProperties())), 9105, "Za dużo transformat"),
        ["a transform after the canonicalization"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#part\"", Part, Exclusive, Exclusive))), 9105, "Po kanonizacji"),
        ["a transform after Base64"] = (() =>
            Into(Part64, Signature(ToDocument(Part64) + ToProperties() + ReferenceToOctets("URI=\"#part\"", [1, 2, 3], Base64,
                Exclusive))), 9105, "Po kanonizacji"),
        ["Base64 of the whole document"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"\"", "", Base64))), 9105, "Transformata base64"),
        ["Base64 of what is left without the signature"] = (() =>
            Into(WithId, Signature(ToDocument(WithId) + ToProperties() + Reference("URI=\"#whole\"", "", EnvelopedSignature,
                Base64))), 9105, "Transformata base64"),
        ["a transform that is not listed"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#part\"", Part,
                Xslt))), 9105, $"Niedozwolona transformata: {Xslt}"),
        ["a reference outside of the document"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"part\"", Part, Exclusive))), 9105, "zasobem zewnętrznym"),
        ["an element of another name around a second signature in the unsigned properties"] = (() =>
            First($"<x:Other xmlns:x=\"{Xades}\"><ds:Signature xmlns:ds=\"{Ds}\"></ds:Signature></x:Other>"), 9103, ""),
        ["half an XPointer"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#xpointer(id('part\"", Part,
                Exclusive))), 9105, "'#xpointer(id('part'"),
        ["the end of an XPointer"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#part'))\"", Part, Exclusive))), 9105, "'#part'))'"),
        ["an XPointer to the empty identifier"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#xpointer(id(''))\"", Part,
                Exclusive))), 9105, "nieistniejący element"),
        ["a beginning and an end of an XPointer in one"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#xpointer(id('))\"", Part,
                Exclusive))), 9105, "nieistniejący element"),
        ["a reference to nothing"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#none\"", Part,
                Exclusive))), 9105, "nieistniejący element '#none'"),
        ["a reference to the signature itself"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties() + Reference("URI=\"#Signature\"", Part,
                Exclusive))), 9105, "nieistniejący element '#Signature'"),
        ["properties of another signature"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties(), target: "#Other")), 9105, "innego podpisu"),
        ["no qualifying properties"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties(), qualifying: "")), 9105, "brak QualifyingProperties"),
        ["qualifying properties of another namespace"] = (() =>
            Into(Request, Signature(ToDocument() + ToProperties(), qualifying: Qualifying(ns: "urn:x"))), 9105, "brak QualifyingProperties"),
        ["two qualifying properties"] = (() => Into(Request, Signature(ToDocument() + ToProperties(),
            inside: $"<ds:Object><x:QualifyingProperties xmlns:x=\"{Xades}\" Target=\"#Signature\"></x:QualifyingProperties></ds:Object>")), 9105, "brak QualifyingProperties"),
        ["two signed properties"] = (() => Into(Request, Signature(ToDocument() + ToProperties(),
            qualifying: Qualifying(unsigned: "<xades:SignedProperties></xades:SignedProperties>"))), 9105, "dokładnie jeden SignedProperties"),
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void What_only_one_barrier_stops_is_stopped(string attack)
    {
        var (document, code, barrier) = Documents[attack];
        var refused = Refused(document());
        Assert.Equal(code, refused.Code);
        Assert.Contains(barrier, refused.Details);
    }

    public static TheoryData<string> Unusual => [.. Taken.Keys];

    private static readonly Dictionary<string, Func<string>> Taken = new()
    {
        ["a counter-signature in the unsigned properties"] = () => Into(Request, Signature(ToDocument() + ToProperties(),
            qualifying: Qualifying(unsigned: "<xades:UnsignedProperties><ds:Signature></ds:Signature></xades:UnsignedProperties>"))),
        ["identifiers that differ in case"] = () => Whole("<Request xmlns=\"urn:request\"><a Id=\"one\"></a><b Id=\"One\"></b></Request>"),
        ["ten references"] = () => Into(Request, Signature(Times(ToDocument(), 9) + ToProperties())),
        ["a third reference to a part"] = () => Into(Request, Signature(Reference("URI=\"#part\"", Part, Exclusive) + ToProperties() + ToDocument())),
        ["another certificate before the right one"] = () =>
            Into(Request, Signature(ToDocument() + ToProperties(), keyInfo: KeyInfo(Another.RawData, Signer.RawData))),
        ["the right certificate is the tenth"] = () =>
            Into(Request, Signature(ToDocument() + ToProperties(), keyInfo: KeyInfo([.. Enumerable.Repeat(Another.RawData, 9), Signer.RawData]))),
        ["the right certificate in a second X509Data"] = () =>
            Into(Request, Signature(ToDocument() + ToProperties(),
                keyInfo: KeyInfo(Another.RawData).Replace("</ds:KeyInfo>", "") + KeyInfo(Signer.RawData).Replace("<ds:KeyInfo>", ""))),
        ["a signature without an identifier"] = () => Into(Request, Signature(ToDocument() + ToProperties(), id: "", target: "#whatever")),
        ["the root by its identifier"] = () =>
            Into(WithId, Signature(Reference("URI=\"#whole\"", WithId, EnvelopedSignature, Exclusive) + ToProperties())),
        ["the root by an XPointer"] = () =>
            Into(WithId, Signature(Reference("URI=\"#xpointer(id('whole'))\"", WithId, EnvelopedSignature, Exclusive) + ToProperties())),
        ["the document by an XPointer"] = () =>
            Into(Request, Signature(Reference("URI=\"#xpointer(/)\"", Request, EnvelopedSignature, Exclusive) + ToProperties())),
        ["a part whose identifier is written ID"] = () =>
            Whole("<Request xmlns=\"urn:request\"><Part ID=\"part\"></Part></Request>",
                Reference("URI=\"#part\"", "<Part xmlns=\"urn:request\" ID=\"part\"></Part>", Exclusive)),
        ["a part whose identifier is written id"] = () =>
            Whole("<Request xmlns=\"urn:request\"><Part id=\"part\"></Part></Request>",
                Reference("URI=\"#part\"", "<Part xmlns=\"urn:request\" id=\"part\"></Part>", Exclusive)),
        ["an element with three identifiers, of which Id counts, then ID"] = () =>
            Whole("<Request xmlns=\"urn:request\"><a ID=\"2\" Id=\"1\" id=\"3\"></a><b ID=\"4\" id=\"2\"></b><c Id=\"3\"></c><d Id=\"2\"></d></Request>"),
        ["four transforms"] = () =>
            Into(Request, Signature(Reference("URI=\"\"", Request, EnvelopedSignature, EnvelopedSignature, EnvelopedSignature,
                Exclusive) + ToProperties())),
        ["the signature taken out by XPath"] = () =>
            ByTransform("<ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath>", "http://www.w3.org/TR/1999/REC-xpath-19991116"),
        ["the signature taken out by XPath with blanks and another prefix"] = () =>
            ByTransform("<ds:XPath> not( ancestor-or-self::dsig:Signature ) </ds:XPath>", "http://www.w3.org/TR/1999/REC-xpath-19991116"),
        ["the signature taken out by a filter"] = () => ByTransform(Filter("/descendant::ds:Signature"), Filter2),
        ["the signature taken out by a shorter filter"] = () => ByTransform(Filter("//ds:Signature"), Filter2),
        ["the signature taken out by a filter that begins at itself"] = () => ByTransform(Filter("here()/ancestor::ds:Signature[1]"), Filter2),
    };

    [Theory]
    [MemberData(nameof(Unusual))]
    public void What_is_unusual_and_right_is_taken(string name)
    {
        var signature = Verified(Taken[name]());
        Assert.Equal(("Request", Signer.Thumbprint), (signature.Content.LocalName, signature.Certificate.Thumbprint));
    }

    [Theory]
    [InlineData("not(ancestor-or-self::ds:Part)", "http://www.w3.org/TR/1999/REC-xpath-19991116", "<ds:XPath>{0}</ds:XPath>")]
    [InlineData("//ds:Signature", Filter2, "<f:XPath xmlns:f=\"http://www.w3.org/2002/06/xmldsig-filter2\" Filter=\"intersect\">{0}</f:XPath>")]
    [InlineData("//Part", Filter2, "<f:XPath xmlns:f=\"http://www.w3.org/2002/06/xmldsig-filter2\" Filter=\"subtract\">{0}</f:XPath>")]
    [InlineData("//ds:Signature", Filter2, "<f:XPath xmlns:f=\"http://www.w3.org/2002/06/xmldsig-filter2\" Filter=\"subtract\">{0}</f:XPath><f:XPath xmlns:f=\"urn:x\"></f:XPath>")]
    public void A_filter_that_takes_anything_else_out_is_refused(string expression, string algorithm, string form)
    {
        var refused = Refused(ByTransform(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, expression), algorithm));
        Assert.Equal((9105, $"Niedozwolona transformata: {algorithm}."), refused);
    }

    private const string Filter2 = "http://www.w3.org/2002/06/xmldsig-filter2";
    private const string WithId = "<Request xmlns=\"urn:request\" Id=\"whole\"></Request>";
    private const string Part64 = "<Request xmlns=\"urn:request\"><Part Id=\"part\">AQID</Part></Request>";

    private static string Right() => Into(Request, Signature(ToDocument() + ToProperties()));

    private static string Whole(string document, string more = "") => Into(document, Signature(ToDocument(document) + ToProperties() + more));

    // The genuine signature before what is in the document: whoever looks at the first one only sees nothing wrong.
    private static string First(string content)
    {
        var document = Request.Replace("</Request>", content + "</Request>");
        return document.Replace("<Part ", Signature(ToDocument(document) + ToProperties()) + "<Part ");
    }

    private static string WithCertificate(byte[] octets)
    {
        var properties = Properties(LocalKsefSigner.Digest(octets));
        return Into(Request, Signature(ToDocument() + ToProperties(properties), properties, KeyInfo(octets)));
    }

    private static string Filter(string expression) => $"<f:XPath xmlns:f=\"{Filter2}\" Filter=\"subtract\">{expression}</f:XPath>";

    private static string ByTransform(string content, string algorithm) => Into(Request,
        Signature(Reference("URI=\"\"", Request, $"<ds:Transform Algorithm=\"{algorithm}\">{content}</ds:Transform>", Exclusive) + ToProperties()));

    private static string ReferenceToOctets(string attributes, byte[] octets, params string[] transforms) =>
        Reference(attributes, "", transforms.Length == 0 ? [Base64] : transforms).Replace(LocalKsefSigner.Digest([]), LocalKsefSigner.Digest(octets));

    private static string Times(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
