using System.Text;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Unit.LocalKsef.Signatures;

/// <summary>What the document says by which somebody signs in, element by element (schemas auth 2.0 and 2.1).</summary>
public sealed class SignedRequestTests
{
    private const string Right = """
        <AuthTokenRequest xmlns="http://ksef.mf.gov.pl/auth/token/2.1"><Challenge>20260201-CR-0123456789-ABCDEF0123-0F</Challenge><ContextIdentifier><Nip>5260001246</Nip></ContextIdentifier><SubjectIdentifierType>certificateSubject</SubjectIdentifierType></AuthTokenRequest>
        """;

    [Fact]
    public void The_parts_of_a_right_document_are_read()
    {
        var request = Read(Right);
        Assert.Equal(("20260201-CR-0123456789-ABCDEF0123-0F", new ContextIdentifier(ContextType.Nip, "5260001246"), false),
            (request.Challenge, request.Context, request.ByFingerprint));
        Assert.True(request.Allowed.IsEmpty);
    }

    [Theory]
    [InlineData("the older namespace", "token/2.1", "token/2.0")]
    [InlineData("blanks around the challenge", "<Challenge>", "<Challenge> ")]
    [InlineData("a signature among the elements", "<ContextIdentifier>", "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/><ContextIdentifier>")]
    [InlineData("an empty policy", "</AuthTokenRequest>", "<AuthorizationPolicy/></AuthTokenRequest>")]
    public void What_the_schema_allows_is_taken(string what, string part, string other)
    {
        Assert.NotEmpty(what);
        Assert.Equal(new ContextIdentifier(ContextType.Nip, "5260001246"), Read(Right.Replace(part, other)).Context);
    }

    [Theory]
    [InlineData("another namespace", "token/2.1", "token/2.2")]
    [InlineData("another root", "AuthTokenRequest", "AuthTokenRequests")]
    [InlineData("an element of another namespace", "</AuthTokenRequest>", "<x xmlns='urn:x'/></AuthTokenRequest>")]
    [InlineData("an element of the right name in another namespace", "<Challenge>", "<Challenge xmlns='urn:x'>")]
    [InlineData("no challenge", "<Challenge>20260201-CR-0123456789-ABCDEF0123-0F</Challenge>", "")]
    [InlineData("two contexts", "<SubjectIdentifierType>", "<ContextIdentifier><Nip>5260001246</Nip></ContextIdentifier><SubjectIdentifierType>")]
    [InlineData("another fourth element", "</AuthTokenRequest>", "<Policy/></AuthTokenRequest>")]
    [InlineData("a fifth element", "</AuthTokenRequest>", "<AuthorizationPolicy/><AuthorizationPolicy/></AuthTokenRequest>")]
    [InlineData("a challenge of another kind", "-CR-", "-EX-")]
    [InlineData("a challenge in small letters", "ABCDEF", "abcdef")]
    [InlineData("a challenge that is too short", "-0F<", "-0<")]
    [InlineData("a challenge that is too long", "-0F<", "-0F0<")]
    [InlineData("something before the challenge", "<Challenge>", "<Challenge>1")]
    [InlineData("an empty context", "<Nip>5260001246</Nip>", "")]
    [InlineData("two identifiers in the context", "<Nip>", "<Nip>5260001246</Nip><Nip>")]
    [InlineData("an unknown identifier", "Nip>", "Pesel>")]
    [InlineData("a NIP that is none", "5260001246", "0260001246")]
    [InlineData("an unknown type of the subject", "certificateSubject", "certificate")]
    [InlineData("a policy with a wrong address", "</AuthTokenRequest>", "<AuthorizationPolicy><AllowedIps><Ip4Address>1.2.3</Ip4Address></AllowedIps></AuthorizationPolicy></AuthTokenRequest>")]
    public void What_it_does_not_is_refused(string what, string part, string other)
    {
        Assert.NotEmpty(what);
        Assert.NotEqual(Right, Right.Replace(part, other));
        Assert.Equal(21401, Assert.Single(Assert.Throws<ApiRefusal>(() => Read(Right.Replace(part, other))).Errors).Code);
    }

    [Theory]
    [InlineData("Nip", "5260001246")]
    [InlineData("InternalId", "5260001246-00012")]
    [InlineData("NipVatUe", "5260001246-DE123456789")]
    [InlineData("PeppolId", "PPL123456")]
    public void Each_kind_of_context_is_read(string element, string value) =>
        Assert.Equal($"{element}/{value}", $"{Read(Right.Replace("<Nip>5260001246</Nip>", $"<{element}>{value}</{element}>")).Context}");

    [Fact]
    public void A_fingerprint_may_be_asked_for() => Assert.True(Read(Right.Replace("certificateSubject", "certificateFingerprint")).ByFingerprint);

    [Fact]
    public void The_policy_is_read_by_kind()
    {
        var policy = Read(Right.Replace("</AuthTokenRequest>", """
            <AuthorizationPolicy><AllowedIps><Ip4Address>10.0.0.1</Ip4Address><Ip4Range>10.0.0.2-10.0.0.3</Ip4Range><Ip4Mask>10.1.0.0/16</Ip4Mask><Ip4Mask> 10.2.0.0/16 </Ip4Mask></AllowedIps></AuthorizationPolicy></AuthTokenRequest>
            """)).Allowed;
        Assert.Equal(["10.0.0.1"], policy.Addresses);
        Assert.Equal(["10.0.0.2-10.0.0.3"], policy.Ranges);
        Assert.Equal(["10.1.0.0/16", "10.2.0.0/16"], policy.Masks);
    }

    [Fact]
    public void What_is_not_UTF_8_and_what_is_no_XML_have_codes_of_their_own()
    {
        Assert.Equal(21217, Code([.. "<a>"u8, 0xC3, .. "</a>"u8]));
        Assert.Equal(21001, Code("<a>"u8.ToArray()));
        Assert.Equal("a", AuthTokenRequest.Parse("<a>ó</a>"u8.ToArray()).DocumentElement!.Name);

        static int Code(byte[] document) => Assert.Single(Assert.Throws<ApiRefusal>(() => AuthTokenRequest.Parse(document)).Errors).Code;
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_document_goes_so_deep_and_no_deeper(int levels, bool isRead)
    {
        // The root is at depth 0.
        var document = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<x>", levels + 1)) + string.Concat(Enumerable.Repeat("</x>",
            levels + 1)));
        if (isRead) Assert.NotNull(BoundedXml.ReadInvoice(document).Root);
        else Assert.ThrowsAny<System.Xml.XmlException>(() => BoundedXml.ReadInvoice(document));
        if (isRead) Assert.NotNull(BoundedXml.Read(document).DocumentElement);
        else Assert.ThrowsAny<System.Xml.XmlException>(() => BoundedXml.Read(document));
    }

    [Fact]
    public void A_document_type_is_never_read()
    {
        Assert.Throws<System.Xml.XmlException>(() => BoundedXml.Read("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"u8.ToArray()));
        Assert.Throws<System.Xml.XmlException>(() => BoundedXml.ReadInvoice("<!DOCTYPE a><a/>"u8.ToArray()));
    }

    [Theory]
    [InlineData(3_000_000, true)]
    [InlineData(10_000_001, false)]
    public void A_document_is_not_endless(int length, bool isRead)
    {
        var document = new byte[length];
        document.AsSpan().Fill((byte)' ');
        "<a/>"u8.CopyTo(document);
        Assert.Equal(isRead, Record.Exception(() => BoundedXml.ReadInvoice(document)) is null);
    }

    private static AuthTokenRequest Read(string document) =>
        AuthTokenRequest.Read(BoundedXml.Read(Encoding.UTF8.GetBytes(document)).DocumentElement!);
}
