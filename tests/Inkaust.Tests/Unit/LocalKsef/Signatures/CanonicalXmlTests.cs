using System.Text;
using System.Xml;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Unit.LocalKsef.Signatures;

/// <summary>Canonical XML 1.0 and 1.1 and the exclusive one, each rule of the recommendations by a document written by hand.</summary>
public sealed class CanonicalXmlTests
{
    private const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private const string Inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    private const string Inclusive11 = "http://www.w3.org/2006/12/xml-c14n11";

    [Theory]
    [InlineData("empty elements get an end", Exclusive, "<a><b/></a>", "<a><b></b></a>")]
    [InlineData("attributes by namespace, then by name", Exclusive, "<a z='1' b='2' xmlns:p='urn:b' xmlns:q='urn:a' p:a='3' q:z='4'/>",
        "<a xmlns:p=\"urn:b\" xmlns:q=\"urn:a\" b=\"2\" z=\"1\" q:z=\"4\" p:a=\"3\"></a>")]
    [InlineData("namespaces by prefix, the default one first", Inclusive, "<a xmlns:q='urn:q' xmlns:b='urn:b' xmlns='urn:d'/>", "<a xmlns=\"urn:d\" xmlns:b=\"urn:b\" xmlns:q=\"urn:q\"></a>")]
    [InlineData("what is in scope is not said again", Inclusive, "<p:a xmlns:p='urn:p'><p:b xmlns:p='urn:p'/></p:a>", "<p:a xmlns:p=\"urn:p\"><p:b></p:b></p:a>")]
    [InlineData("another address for the same prefix is said", Inclusive, "<p:a xmlns:p='urn:p'><p:b xmlns:p='urn:q'/></p:a>", "<p:a xmlns:p=\"urn:p\"><p:b xmlns:p=\"urn:q\"></p:b></p:a>")]
    [InlineData("the exclusive one leaves out what is not used", Exclusive, "<a xmlns:p='urn:p'><p:b/></a>", "<a><p:b xmlns:p=\"urn:p\"></p:b></a>")]
    [InlineData("the inclusive one does not", Inclusive, "<a xmlns:p='urn:p'><p:b/></a>", "<a xmlns:p=\"urn:p\"><p:b></p:b></a>")]
    [InlineData("a prefix that only an attribute uses", Exclusive, "<a xmlns:p='urn:p' p:x='1'/>", "<a xmlns:p=\"urn:p\" p:x=\"1\"></a>")]
    [InlineData("siblings each say their namespace", Exclusive, "<a xmlns:p='urn:p'><p:b/><p:c/></a>", "<a><p:b xmlns:p=\"urn:p\"></p:b><p:c xmlns:p=\"urn:p\"></p:c></a>")]
    [InlineData("no default namespace below one", Exclusive, "<a xmlns='urn:d'><b xmlns=''/></a>", "<a xmlns=\"urn:d\"><b xmlns=\"\"></b></a>")]
    [InlineData("no default namespace where there was none", Inclusive, "<a><b xmlns=''/></a>", "<a><b></b></a>")]
    [InlineData("what a sibling has in scope is not said", Inclusive, "<a><b xmlns:p='urn:p'/><c/></a>", "<a><b xmlns:p=\"urn:p\"></b><c></c></a>")]
    [InlineData("xml: is known everywhere", Exclusive, "<a xml:lang='pl'/>", "<a xml:lang=\"pl\"></a>")]
    [InlineData("text", Exclusive, "<a>&amp;&lt;&gt;\"&#13;\t\n</a>", "<a>&amp;&lt;&gt;\"&#xD;\t\n</a>")]
    [InlineData("CDATA is text", Exclusive, "<a><![CDATA[<&>]]></a>", "<a>&lt;&amp;&gt;</a>")]
    [InlineData("attributes", Exclusive, "<a b='&amp;&lt;>&quot;&#9;&#10;&#13;'/>", "<a b=\"&amp;&lt;>&quot;&#x9;&#xA;&#xD;\"></a>")]
    [InlineData("white space between elements stays", Exclusive, "<a> <b/>\n</a>", "<a> <b></b>\n</a>")]
    [InlineData("comments go", Exclusive, "<!--x--><a><!--y--></a><!--z-->", "<a></a>")]
    [InlineData("comments go, inclusive", Inclusive, "<a><!--y--></a>", "<a></a>")]
    [InlineData("comments go, 1.1", Inclusive11, "<a><!--y--></a>", "<a></a>")]
    [InlineData("comments stay", Exclusive + "WithComments", "<!--x--><a><!--y--></a><!--z-->", "<!--x-->\n<a><!--y--></a>\n<!--z-->")]
    [InlineData("comments stay, inclusive", Inclusive + "#WithComments", "<a><!--y--></a>", "<a><!--y--></a>")]
    [InlineData("comments stay, 1.1", Inclusive11 + "#WithComments", "<a><!--y--></a>", "<a><!--y--></a>")]
    [InlineData("instructions stay", Exclusive, "<?x  y z?><a><?i?></a><?e f?>", "<?x y z?>\n<a><?i?></a>\n<?e f?>")]
    public void A_document_becomes_canonical(string rule, string method, string document, string canonical)
    {
        Assert.NotEmpty(rule);
        Assert.Equal(canonical, Canonical(Parsed(document), Method(method)));
    }

    [Theory]
    [InlineData("the namespaces above are in scope, inclusive", Inclusive, "", "<a xmlns='urn:d' xmlns:p='urn:p'><b Id='x'/></a>", "<b xmlns=\"urn:d\" xmlns:p=\"urn:p\" Id=\"x\"></b>")]
    [InlineData("the nearest one counts", Inclusive, "", "<a xmlns:p='urn:o'><c xmlns:p='urn:i'><b Id='x'/></c></a>", "<b xmlns:p=\"urn:i\" Id=\"x\"></b>")]
    [InlineData("the namespaces above that are used, exclusive", Exclusive, "", "<a xmlns='urn:d' xmlns:p='urn:p'><b Id='x'/></a>", "<b xmlns=\"urn:d\" Id=\"x\"></b>")]
    [InlineData("those that are listed as well", Exclusive, "p q", "<a xmlns='urn:d' xmlns:p='urn:p'><b Id='x'/></a>", "<b xmlns=\"urn:d\" xmlns:p=\"urn:p\" Id=\"x\"></b>")]
    [InlineData("the default one among them", Exclusive, "#default", "<a xmlns='urn:d' xmlns:p='urn:p'><p:b Id='x'/></a>", "<p:b xmlns=\"urn:d\" xmlns:p=\"urn:p\" Id=\"x\"></p:b>")]
    [InlineData("xml: attributes of those above, inclusive", Inclusive, "", "<a xml:lang='pl' xml:space='default'><b Id='x' xml:lang='en'/></a>", "<b Id=\"x\" xml:lang=\"en\" xml:space=\"default\"></b>")]
    [InlineData("none of them, exclusive", Exclusive, "", "<a xml:lang='pl'><b Id='x'/></a>", "<b Id=\"x\"></b>")]
    [InlineData("not for what is below", Inclusive, "", "<a xml:lang='pl'><b Id='x'><c/></b></a>", "<b Id=\"x\" xml:lang=\"pl\"><c></c></b>")]
    [InlineData("xml:id too in 1.0", Inclusive, "", "<a xml:id='i'><b Id='x'/></a>", "<b Id=\"x\" xml:id=\"i\"></b>")]
    [InlineData("but not in 1.1", Inclusive11, "", "<a xml:id='i'><b Id='x'/></a>", "<b Id=\"x\"></b>")]
    [InlineData("only the apex inherits", Inclusive, "", "<a xml:lang='pl'><b Id='x' xml:lang='en'><c xml:id='i'/></b></a>", "<b Id=\"x\" xml:lang=\"en\"><c xml:id=\"i\"></c></b>")]
    [InlineData("xml:base is replaced in 1.0", Inclusive, "", "<a xml:base='http://e.pl/d/'><b Id='x' xml:base='f'/></a>", "<b Id=\"x\" xml:base=\"f\"></b>")]
    [InlineData("xml:base is joined in 1.1", Inclusive11, "", "<a xml:base='http://e.pl/d/'><b Id='x' xml:base='f'/></a>", "<b Id=\"x\" xml:base=\"http://e.pl/d/f\"></b>")]
    [InlineData("an absolute xml:base stays", Inclusive11, "", "<a xml:base='http://e.pl/d/'><b Id='x' xml:base='http://f.pl/'/></a>", "<b Id=\"x\" xml:base=\"http://f.pl/\"></b>")]
    [InlineData("relative ones are joined", Inclusive11, "", "<a xml:base='d/e/'><b Id='x' xml:base='f'/></a>", "<b Id=\"x\" xml:base=\"d/e/f\"></b>")]
    [InlineData("one from the root", Inclusive11, "", "<a xml:base='d/'><b Id='x' xml:base='/f'/></a>", "<b Id=\"x\" xml:base=\"/f\"></b>")]
    [InlineData("one from the root below an absolute one", Inclusive11, "", "<a xml:base='http://e.pl/d/'><b Id='x' xml:base='/f'/></a>", "<b Id=\"x\" xml:base=\"http://e.pl/f\"></b>")]
    [InlineData("below one from the root", Inclusive11, "", "<a xml:base='/d/'><b Id='x' xml:base='f'/></a>", "<b Id=\"x\" xml:base=\"/d/f\"></b>")]
    public void An_element_becomes_canonical_by_what_is_around_it(string rule, string method, string prefixes, string document, string canonical)
    {
        Assert.NotEmpty(rule);
        var element = Parsed(document).SelectSingleNode("//*[@Id='x']")!;
        Assert.Equal(canonical, Canonical(element, Method(method, prefixes)));
    }

    [Fact]
    public void A_part_may_be_left_out()
    {
        var document = Parsed("<a><b/><c><b/></c></a>");
        Assert.Equal("<a><c><b></b></c></a>",
            Encoding.UTF8.GetString(Canonicalizer.Canonicalize(document, Canonicalization.ExclusivePlain,
                (XmlElement)document.DocumentElement!.FirstChild!)));
    }

    /// <summary>Exclusive or not, with comments or not, of version 1.1 or not.</summary>
    [Theory]
    [InlineData(Exclusive, true, false, false)]
    [InlineData(Exclusive + "WithComments", true, true, false)]
    [InlineData(Inclusive, false, false, false)]
    [InlineData(Inclusive + "#WithComments", false, true, false)]
    [InlineData(Inclusive11, false, false, true)]
    [InlineData(Inclusive11 + "#WithComments", false, true, true)]
    public void A_method_is_known_by_its_identifier(string method, bool isExclusive, bool hasComments, bool isVersion11)
    {
        var read = Method(method, "p #default");
        Assert.Equal((isExclusive, hasComments, isVersion11), (read.Exclusive, read.WithComments, read.IsVersion11));
        Assert.Equal(isExclusive ? ["p", ""] : [], read.Prefixes);
    }

    [Fact]
    public void What_names_no_method_is_inclusive_and_without_comments() =>
        Assert.Equal("<a xmlns:p=\"urn:p\"></a>", Canonical(Parsed("<a xmlns:p='urn:p'><!--x--></a>"), Canonicalization.Default));

    [Theory]
    [InlineData("")]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n")]
    [InlineData(Exclusive + "#WithComments")]
    public void A_method_that_is_not_listed_is_none(string method) => Assert.Null(Canonicalization.Of(Named(method, "")));

    [Fact]
    public void It_goes_as_far_as_the_steps_reach_and_no_further()
    {
        // Name of the element, then three characters of text; two in the value of an attribute, and the attribute itself.
        var document = Parsed("<a>123</a>");
        Assert.Equal(9105, Assert.Single(Assert.Throws<ApiRefusal>(() => Canonicalizer.Canonicalize(Parsed("<a b='12'/>"), Canonicalization.ExclusivePlain, mostSteps: 3)).Errors).Code);
        Assert.NotEmpty(Canonicalizer.Canonicalize(Parsed("<a b='12'/>"), Canonicalization.ExclusivePlain, mostSteps: 4));
        Assert.Equal("<a>123</a>"u8.ToArray(), Canonicalizer.Canonicalize(document, Canonicalization.ExclusivePlain, mostSteps: 4));
        Assert.Equal(9105, Assert.Single(Assert.Throws<ApiRefusal>(() => Canonicalizer.Canonicalize(document, Canonicalization.ExclusivePlain, mostSteps: 3)).Errors).Code);
    }

    private static string Canonical(XmlNode apex, Canonicalization method) => Encoding.UTF8.GetString(Canonicalizer.Canonicalize(apex, method));

    private static XmlDocument Parsed(string document) => BoundedXml.Read(Encoding.UTF8.GetBytes(document));

    private static Canonicalization Method(string algorithm, string prefixes = "") => Canonicalization.Of(Named(algorithm, prefixes))!;

    private static XmlElement Named(string algorithm, string prefixes) => Parsed($"""
        <m Algorithm="{algorithm}"><x xmlns="{Exclusive}" PrefixList="p"/><InclusiveNamespaces xmlns="urn:x" PrefixList="p"/><InclusiveNamespaces xmlns="{Exclusive}" PrefixList="{prefixes}"/></m>
        """).DocumentElement!;
}
