using System.Text;
using static Inkaust.Tests.Unit.LocalKsef.Signatures.SignatureParts;

namespace Inkaust.Tests.Unit.LocalKsef.Signatures;

/// <summary>Documents in an Object of the signature, which then is the root: what is read is what was signed, and nothing beside it.</summary>
public sealed class EnvelopingSignatureTests
{
    private const string Signed = "<Request xmlns=\"urn:request\" Id=\"request\"><Part Id=\"part\">5260001246</Part></Request>";
    private const string Forged = "<Request xmlns=\"urn:forged\"></Request>";

    [Theory]
    [InlineData("the Object", "#Content")]
    [InlineData("what is in the Object", "#request")]
    public void The_document_in_a_signed_Object_is_read(string what, string uri)
    {
        var octets = what == "the Object" ? Holder(Signed) : Signed;
        var content = Verified(Signature(Reference($"URI=\"{uri}\"", octets, Exclusive) + ToProperties(),
            inside: Holder(Signed, inSignature: true))).Content;
        Assert.Equal(("Request", "urn:request"), (content.LocalName, content.NamespaceURI));
    }

    [Fact]
    public void Of_Base64_the_octets_are_read_and_not_what_stands_beside_them()
    {
        var holder = $"<ds:Object Id=\"Content\">{Convert.ToBase64String(Encoding.UTF8.GetBytes(Signed))}</ds:Object>";
        var content = Verified(Signature(Reference("URI=\"#Content\"", Signed, Base64) + ToProperties(),
            inside: holder + $"<ds:Object>{Forged}</ds:Object>")).Content;
        Assert.Equal("urn:request", content.NamespaceURI);
    }

    [Fact]
    public void Base64_of_what_is_no_document_is_refused()
    {
        var holder = $"<ds:Object Id=\"Content\">{Convert.ToBase64String(Encoding.UTF8.GetBytes("<Request>"))}</ds:Object>";
        var refused = Refused(Signature(Reference("URI=\"#Content\"", "<Request>", Base64) + ToProperties(), inside: holder));
        Assert.Equal(9105, refused.Code);
        Assert.StartsWith("Zakodowana treść Object nie jest poprawnym XML", refused.Details);
    }

    [Theory]
    [InlineData("two documents in one Object", "dokładnie jeden element")]
    [InlineData("an empty Object", "dokładnie jeden element")]
    [InlineData("a part of the document in the Object", "całego dokumentu")]
    [InlineData("an Object of another namespace", "całego dokumentu")]
    [InlineData("another element of the signature than an Object", "całego dokumentu")]
    [InlineData("an Object that is not one of the signature itself", "całego dokumentu")]
    [InlineData("only the qualifying properties", "całego dokumentu")]
    public void Any_other_part_is_not_the_document(string what, string barrier)
    {
        var document = what switch
        {
            "two documents in one Object" => Signature(Reference("URI=\"#Content\"", Holder(Signed + Forged), Exclusive) + ToProperties(),
                inside: Holder(Signed + Forged, true)),
            "an empty Object" => Signature(Reference("URI=\"#Content\"", Holder(""), Exclusive) + ToProperties(), inside: Holder("", true)),
            "a part of the document in the Object" => Signature(Reference("URI=\"#part\"", Part, Exclusive) + ToProperties(),
                inside: Holder(Signed, true)),
            "an Object of another namespace" => Signature(Reference("URI=\"#Content\"", $"<Object xmlns=\"urn:x\" Id=\"Content\">{Signed}</Object>",
                Exclusive) + ToProperties(),
                inside: $"<Object xmlns=\"urn:x\" Id=\"Content\">{Signed}</Object>"),
            "another element of the signature than an Object" => Signature(Reference("URI=\"#Content\"",
                Holder(Signed).Replace("ds:Object", "ds:Other"), Exclusive) + ToProperties(),
                inside: Holder(Signed, true).Replace("ds:Object", "ds:Other")),
            "an Object that is not one of the signature itself" => Signature(Reference("URI=\"#Content\"", Holder(Signed),
                Exclusive) + ToProperties(),
                keyInfo: KeyInfo(Signer.RawData).Replace("<ds:KeyInfo>", "<ds:KeyInfo>" + Holder(Signed, true))),
            _ => Signature(ToProperties()),
        };
        var refused = Refused(document);
        Assert.Equal(9105, refused.Code);
        Assert.Contains(barrier, refused.Details);
    }

    // Around it the prefix is known already.
    private static string Holder(string content, bool inSignature = false) =>
        $"<ds:Object{(inSignature ? "" : $" xmlns:ds=\"{Ds}\"")} Id=\"Content\">{content}</ds:Object>";
}
