using System.Text;
using Inkaust.Invoices.Reading;

namespace Inkaust.Tests.Invoices;

/// <summary>XML 1.0 with namespaces, token by token: what is well-formed, what it says, and where and why the rest is not.</summary>
public class XmlTokensTests
{
    private const string Fa = "http://crd.gov.pl/wzor/2025/06/25/13775/";

    [Theory]
    [InlineData("an empty root", "<a/>", "<a> </>")]
    [InlineData("a blank before the end", "<a />", "<a> </>")]
    [InlineData("two tags", "<a></a>", "<a> </>")]
    [InlineData("blanks in tags", "<a \n></a\t>", "<a> </>")]
    [InlineData("text", "<a> x </a>", "<a> ' x ' </>")]
    [InlineData("nested", "<a>x<b/>y<b><c/></b></a>", "<a> 'x' <b> </> 'y' <b> <c> </> </> </>")]
    [InlineData("references", "<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;</a>", "<a> '<>&\"'AB😀' </>")]
    [InlineData("a reference in the middle", "<a>x&amp;y&amp;</a>", "<a> 'x&y&' </>")]
    [InlineData("the control characters that are allowed", "<a>&#9;&#10;&#13;</a>", "<a> '\t\n\r' </>")]
    [InlineData("line ends of Windows", "<a>x\r\ny\rz\n</a>", "<a> 'x\ny\nz\n' </>")]
    [InlineData("CDATA", "<a>x<![CDATA[<b> & ]] ]>y]]>z</a>", "<a> 'x' '<b> & ]] ]>y' 'z' </>")]
    [InlineData("empty CDATA", "<a><![CDATA[]]></a>", "<a> '' </>")]
    [InlineData("line ends in CDATA", "<a><![CDATA[\r\n\r&]]></a>", "<a> '\n\n&' </>")]
    [InlineData("comments", "<!-- - --><a>x<!-- < & -->y</a><!---->\n", "<a> 'x' 'y' </>")]
    [InlineData("instructions", "<?p q?><a><?r?></a><?s  ?>", "?p@0 <a> ?r@10 </> ?s@19")]
    [InlineData("the usual declaration", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>", "<a> </>")]
    [InlineData("the declaration with other marks", "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<a/>", "<a> </>")]
    [InlineData("the declaration that stands alone", "<?xml version=\"1.0\" standalone=\"no\" ?><a/>", "<a> </>")]
    [InlineData("the shortest declaration", "<?xml\tversion = '1.0'?><a/>", "<a> </>")]
    [InlineData("a byte order mark", "\uFEFF<a/>", "<a> </>")]
    [InlineData("attributes", "<a b='1' c=\"2\" d = '' />", "<a b=1 c=2 d=> </>")]
    [InlineData("marks in attributes", "<a b='\"' c=\"'\"/>", "<a b=\" c='> </>")]
    [InlineData("blanks in attributes", "<a b=' x\ty\r\nz\n'/>", "<a b= x y z > </>")]
    [InlineData("references in attributes", "<a b='&lt;&#10;&#x9;'/>", "<a b=<\n\t> </>")]
    [InlineData("a sign that ends no tag in an attribute", "<a b='>'>x</a>", "<a b=>> 'x' </>")]
    [InlineData("names of letters and signs", "<ż-ó.ł_1·><b2/></ż-ó.ł_1·>", "<ż-ó.ł_1·> <b2> </> </>")]
    [InlineData("a default namespace", "<a xmlns='urn:x'><b/></a>", "<{urn:x}a> <{urn:x}b> </> </>")]
    [InlineData("a default namespace that ends", "<a><b xmlns='urn:x'><c/></b><d/></a>", "<a> <{urn:x}b> <{urn:x}c> </> </> <d> </> </>")]
    [InlineData("a default namespace that is taken back", "<a xmlns='urn:x'><b xmlns=''/><c/></a>", "<{urn:x}a> <b> </> <{urn:x}c> </> </>")]
    [InlineData("prefixes", "<p:a xmlns:p='urn:x' xmlns='urn:y'><b/><p:c d='1' p:d='2'/></p:a>",
        "<{urn:x}a> <{urn:y}b> </> <{urn:x}c d=1 {urn:x}p:d=2> </> </>")]
    [InlineData("a prefix with another meaning below", "<p:a xmlns:p='urn:x'><p:b xmlns:p='urn:y'/><p:c/></p:a>",
        "<{urn:x}a> <{urn:y}b> </> <{urn:x}c> </> </>")]
    [InlineData("a prefix declared after its use", "<p:a b='1' p:c='2' xmlns:p='urn:x'/>", "<{urn:x}a b=1 {urn:x}p:c=2> </>")]
    [InlineData("the prefix xml", "<a xml:lang='pl'/>", "<a {http://www.w3.org/XML/1998/namespace}xml:lang=pl> </>")]
    [InlineData("the prefix xml declared", "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>", "<a> </>")]
    [InlineData("one name of two namespaces", "<a xmlns:p='urn:x' xmlns:q='urn:y' p:b='1' q:b='2' b='3'/>", "<a {urn:x}p:b=1 {urn:y}q:b=2 b=3> </>")]
    [InlineData("names of the schema", "<Faktura xmlns='" + Fa + "'><Fa><P_2>1</P_2></Fa></Faktura>",
        "<{" + Fa + "}Faktura> <{" + Fa + "}Fa> <{" + Fa + "}P_2> '1' </> </> </>")]
    [InlineData("ends with blanks", "<a><b>x</b\n></a >", "<a> <b> 'x' </> </>")]
    public void A_wellformed_file_is_read_as_it_says(string what, string xml, string said) => Assert.Equal((what, said), (what, Said(xml)));

    [Theory]
    [InlineData("nothing", "", 0, "the file ends too early")]
    [InlineData("a comment alone", "<!---->", 7, "the file ends too early")]
    [InlineData("an open element", "<a>x", 4, "the file ends too early")]
    [InlineData("a tag cut off", "<a", 2, "the file ends inside a tag")]
    [InlineData("a tag cut off after a blank", "<a ", 3, "a tag is not closed")]
    [InlineData("a slash and the end", "<a/", 3, "a tag is not closed")]
    [InlineData("a slash and a letter", "<a/b>", 3, "a tag is not closed")]
    [InlineData("the end inside a name", "<a b", 4, "the file ends inside a tag")]
    [InlineData("a second root", "<a/><b/>", 4, "a second root element")]
    [InlineData("text before the root", "x<a/>", 1, "text outside the root element")]
    [InlineData("text after the root", "<a/>x", 5, "text outside the root element")]
    [InlineData("an end without beginning", "</a>", 2, "an end tag without a start tag")]
    [InlineData("an end after the end", "<a/></a>", 6, "an end tag without a start tag")]
    [InlineData("an end of another name", "<a></b>", 5, "the end tag </a> should be here")]
    [InlineData("an end of a longer name", "<a></ab>", 6, "the end tag </a> should be here")]
    [InlineData("an end of a shorter name", "<ab></a>", 6, "the end tag </ab> should be here")]
    [InlineData("an end that is cut off", "<a></a", 6, "the end tag </a> should be here")]
    [InlineData("an end with an attribute", "<a></a b=''>", 7, "the end tag </a> should be here")]
    [InlineData("a value's end of another name", "<a><b>x</c></a>", 9, "the end tag </b> should be here")]
    [InlineData("crossed ends", "<a><b></a></b>", 8, "the end tag </b> should be here")]
    [InlineData("CDATA before the root", "<![CDATA[x]]><a/>", 12, "a name that is not allowed")]
    [InlineData("CDATA that is not closed", "<a><![CDATA[x]]</a>", 3, "a CDATA section is not closed")]
    [InlineData("a document type", "<a/><!DOCTYPE a>", 4, "a second root element")]
    [InlineData("the end of CDATA in text", "<a>x]]>y</a>", 8, "the signs \"]]>\" in text")]
    [InlineData("a comment with two dashes", "<a><!-- a -- b --></a>", 3, "a comment is wrong")]
    [InlineData("a comment with three dashes at its end", "<a><!-- a ---></a>", 3, "a comment is wrong")]
    [InlineData("a comment that is not closed", "<a><!-- a ", 3, "a comment is wrong")]
    [InlineData("a comment cut off in its end", "<a><!-- a --", 3, "a comment is wrong")]
    [InlineData("a comment of three dashes", "<a><!---></a>", 3, "a comment is wrong")]
    [InlineData("an instruction that is not closed", "<a><?p q></a>", 6, "a processing instruction is wrong")]
    [InlineData("an instruction without name", "<a><??></a>", 5, "a processing instruction is wrong")]
    [InlineData("an instruction with a blank for a name", "<a><? p?></a>", 5, "a processing instruction is wrong")]
    [InlineData("an instruction named xml", "<a><?xMl p?></a>", 8, "a processing instruction is wrong")]
    [InlineData("a declaration after the beginning", " <?xml version='1.0'?><a/>", 6, "a processing instruction is wrong")]
    [InlineData("an instruction with a colon", "<a><?p:q r?></a>", 8, "a processing instruction is wrong")]
    [InlineData("an instruction whose name ends in a mark", "<a><?p\"?></a>", 6, "a processing instruction is wrong")]
    [InlineData("XML 1.1", "<?xml version='1.1'?><a/>", 19, "the XML declaration is wrong")]
    [InlineData("a declaration without version", "<?xml encoding='utf-8'?><a/>", 14, "the XML declaration is wrong")]
    [InlineData("an empty declaration", "<?xml ?><a/>", 6, "the XML declaration is wrong")]
    [InlineData("a declaration in another order", "<?xml version='1.0' standalone='yes' encoding='utf-8'?><a/>", 45, "the XML declaration is wrong")]
    [InlineData("a declaration with the version twice", "<?xml version='1.0' version='1.0'?><a/>", 27, "the XML declaration is wrong")]
    [InlineData("a declaration without blanks", "<?xml version='1.0'encoding='utf-8'?><a/>", 27, "the XML declaration is wrong")]
    [InlineData("a declaration with an unknown word", "<?xml version='1.0' a='b'?><a/>", 21, "the XML declaration is wrong")]
    [InlineData("a declaration that stands alone perhaps", "<?xml version='1.0' standalone='maybe'?><a/>", 38, "the XML declaration is wrong")]
    [InlineData("a declaration without value", "<?xml version?><a/>", 13, "an attribute without value")]
    [InlineData("an attribute without value", "<a b/>", 4, "an attribute without value")]
    [InlineData("an attribute without marks", "<a b=c/>", 5, "an attribute's value without quotation marks")]
    [InlineData("an attribute cut off", "<a b=", 5, "an attribute's value without quotation marks")]
    [InlineData("an attribute that is not closed", "<a b='c/>", 5, "an attribute's value is not closed")]
    [InlineData("a tag in an attribute", "<a b='<'/>", 5, "the sign \"<\" in an attribute's value")]
    [InlineData("attributes without blank", "<a b='1'c='2'/>", 8, "a fault in the tag \"a\"")]
    [InlineData("a name that ends in a mark", "<a\"b'/>", 2, "a fault in the tag \"a\"")]
    [InlineData("an attribute twice", "<a b='1' b='1'/>", 14, "the attribute \"b\" a second time")]
    [InlineData("an attribute twice by two prefixes", "<a xmlns:p='urn:x' xmlns:q='urn:x' p:b='1' q:b='2'/>", 50,
        "the attribute \"b\" a second time")]
    [InlineData("a namespace declared twice", "<a xmlns='urn:x' xmlns='urn:x'/>", 30, "the attribute \"xmlns\" a second time")]
    [InlineData("a prefix that nobody declared", "<p:a/>", 4, "the prefix \"p\" is not declared")]
    [InlineData("an attribute's prefix that nobody declared", "<a p:b='1'/>", 10, "the prefix \"p\" is not declared")]
    [InlineData("a prefix after its element", "<a><p:b xmlns:p='urn:x'/><p:c/></a>", 29, "the prefix \"p\" is not declared")]
    [InlineData("a prefix without namespace", "<a xmlns:p=''/>", 13, "a namespace that may not be declared")]
    [InlineData("the prefix xmlns declared", "<a xmlns:xmlns='urn:x'/>", 22, "a namespace that may not be declared")]
    [InlineData("the namespace of xmlns", "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>", 42, "a namespace that may not be declared")]
    [InlineData("the prefix xml for another namespace", "<a xmlns:xml='urn:x'/>", 20, "a namespace that may not be declared")]
    [InlineData("another prefix for that of xml", "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", 49, "a namespace that may not be declared")]
    [InlineData("a name that begins with a digit", "<1a/>", 3, "a name that is not allowed")]
    [InlineData("a name with a sign", "<a!b/>", 4, "a name that is not allowed")]
    [InlineData("an empty name", "<>", 1, "a name that is not allowed")]
    [InlineData("a colon and no prefix", "<:a/>", 3, "a name that is not allowed")]
    [InlineData("a prefix and no name", "<p: xmlns:p='urn:x'/>", 3, "a name that is not allowed")]
    [InlineData("two colons", "<p:q:r xmlns:p='urn:x'/>", 6, "a name that is not allowed")]
    [InlineData("an unknown reference", "<a>xy&nbsp;</a>", 5, "the sign \"&\" does not begin an allowed reference; the sign itself is written &amp;")]
    [InlineData("a sign by itself", "<a>A & B</a>", 5, "does not begin")]
    [InlineData("a reference of nothing", "<a>&;</a>", 3, "does not begin")]
    [InlineData("a number of nothing", "<a>&#;</a>", 3, "does not begin")]
    [InlineData("a hexadecimal number of nothing", "<a>&#x;</a>", 3, "does not begin")]
    [InlineData("a large X", "<a>&#X41;</a>", 3, "does not begin")]
    [InlineData("letters for a number", "<a>&#4A;</a>", 3, "does not begin")]
    [InlineData("blanks in a number", "<a>&# 65;</a>", 3, "does not begin")]
    [InlineData("a sign in a number", "<a>&#+65;</a>", 3, "does not begin")]
    [InlineData("a reference that is not closed", "<a>&amp</a>", 3, "does not begin")]
    [InlineData("NUL", "<a>&#0;</a>", 3, "does not begin")]
    [InlineData("a control character", "<a>&#8;</a>", 3, "does not begin")]
    [InlineData("the last one", "<a>&#x1F;</a>", 3, "does not begin")]
    [InlineData("half a letter", "<a>&#xD800;</a>", 3, "does not begin")]
    [InlineData("FFFE", "<a>&#xFFFE;</a>", 3, "does not begin")]
    [InlineData("FFFF", "<a>&#xFFFF;</a>", 3, "does not begin")]
    [InlineData("beyond all letters", "<a>&#x110000;</a>", 3, "does not begin")]
    [InlineData("an unknown reference in an attribute", "<a bc='x&y;'/>", 8, "does not begin")]
    public void What_is_not_wellformed_is_told_with_its_place(string what, string xml, int position, string why)
    {
        var fault = Assert.Throws<MalformedXmlException>(() => Said(xml));
        Assert.Contains(why, fault.Text.En);
        Assert.NotEqual(fault.Text.Pl, fault.Text.En);
        Assert.Equal((what, position), (what, fault.Position));
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Elements_may_stand_32_deep(int levels, bool read)
    {
        var xml = string.Concat(Enumerable.Repeat("<b>", levels)) + string.Concat(Enumerable.Repeat("</b>", levels));
        if (read) Said(xml);
        else Assert.Equal((96, "more than 32 levels of elements"),
            (Assert.Throws<MalformedXmlException>(() => Said(xml)) is var fault ? fault.Position : 0, fault.Text.En));
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void An_element_may_have_256_attributes(int count, bool read)
    {
        var xml = $"<a {string.Join(' ', Enumerable.Range(0, count).Select(i => $"a{i}=''"))}/>";
        if (read) Said(xml);
        else Assert.Equal("too many attributes", Assert.Throws<MalformedXmlException>(() => Said(xml)).Text.En);
    }

    [Theory]
    [InlineData("a value", "<a><b>xy</b></a>", "xy", "</>")]
    [InlineData("an empty value", "<a><b></b></a>", "", "</>")]
    [InlineData("an empty tag", "<a><b/></a>", "", "</>")]
    [InlineData("a reference", "<a><b>x&amp;y</b></a>", null, "'x&y' </> </>")]
    [InlineData("a child", "<a><b>x<c/></b></a>", null, "'x' <c> </> </> </>")]
    [InlineData("a line end of Windows", "<a><b>x\r\n</b></a>", null, "'x\n' </> </>")]
    [InlineData("a bracket", "<a><b>x]</b></a>", null, "'x]' </> </>")]
    [InlineData("a blank in the end", "<a><b>x</b ></a>", null, "'x' </> </>")]
    [InlineData("a comment", "<a><b>x<!----></b></a>", null, "'x' </> </>")]
    public void A_plain_value_is_read_in_one_step_and_any_other_token_by_token(string what, string xml, string? value, string rest)
    {
        using var file = new FileText(Encoding.UTF8.GetBytes(xml));
        var tokens = Tokens(file, new StringBuilder());
        Assert.Equal((Token.Element, Token.Element), (tokens.Read(), tokens.Read()));
        Assert.Equal((what, value is not null), (what, tokens.TryReadValue(out var start, out var length)));
        if (value is not null) Assert.Equal((value, 1), (file.Chars.AsSpan(start, length).ToString(), tokens.Depth));
        Assert.Equal(rest, Rest(tokens, new StringBuilder()));
    }

    [Theory]
    [InlineData("another end", "<a><b>x</c></a>")]
    [InlineData("no end", "<a><b>x")]
    [InlineData("an end that is cut off", "<a><b>x</b")]
    [InlineData("a longer end", "<a><b>x</bc></a>")]
    [InlineData("no slash", "<a><b>x<bb></a>")]
    [InlineData("an end that begins with another sign", "<a><b>x&/b></a>")]
    [InlineData("an end that begins with a bracket", "<a><b>x]/b></a>")]
    public void A_value_without_its_end_is_not_read_in_one_step(string what, string xml)
    {
        using var file = new FileText(Encoding.UTF8.GetBytes(xml));
        var tokens = Tokens(file, new StringBuilder());
        Assert.Equal((Token.Element, Token.Element), (tokens.Read(), tokens.Read()));
        Assert.False(tokens.TryReadValue(out _, out _), what);
        Assert.Equal(2, tokens.Depth);
    }

    private static string Said(string xml)
    {
        using var file = new FileText(Encoding.UTF8.GetBytes(xml));
        var said = new StringBuilder();
        return Rest(Tokens(file, said), said);
    }

    private static XmlTokens Tokens(FileText file, StringBuilder said) => new(file)
    {
        OnProcessingInstruction = (position,
        target) => said.Append($"?{target}@{position} ")
    };

    private static string Rest(XmlTokens tokens, StringBuilder said)
    {
        for (var token = tokens.Read(); token != Token.EndOfFile; token = tokens.Read())
            said.Append(token switch { Token.Element => Tag(tokens), Token.Text => $"'{Decoded(tokens)}'", _ => "</>" }).Append(' ');
        return said.ToString().TrimEnd(' ');
    }

    private static string Tag(XmlTokens tokens)
    {
        Assert.Equal(tokens.HasAttributes, tokens.Attributes.Count > 0);
        return $"<{Space(tokens.Namespace)}{tokens.Name}{string.Concat(tokens.Attributes.Select(one => $" {Space(one.Namespace)}{one.QualifiedName}={one.Value}"))}>";
    }

    private static string Space(string uri) => uri.Length == 0 ? "" : $"{{{uri}}}";

    private static string Decoded(XmlTokens tokens)
    {
        var chars = new char[tokens.RawText.Length];
        return new string(chars, 0, XmlText.Decode(tokens.RawText, tokens.Position, chars, tokens.TextKind));
    }
}
