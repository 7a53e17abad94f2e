using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>The facts by which the program knows a file, and what people call its elements.</summary>
public class Fa3InvoiceTests
{
    private static readonly string File = Encoding.UTF8.GetString(Fa3Writer.Bytes(Written.Draft, Cookbook.CreatedAt, "Inkaust"));

    [Fact]
    public void A_file_is_known_by_its_facts()
    {
        var invoice = Read("", "");
        Assert.Equal(("5241037786", "Pracownia Inkaust Zofia Żółć"), (invoice.SellerNip.ToString(), invoice.SellerName));
        Assert.Equal(("7792468135", "Łąka"), (invoice.BuyerNip.ToString(), invoice.BuyerName));
        Assert.Equal(("FV/7", "VAT", "PLN", 123m, new DateOnly(2026, 11, 22), false),
            (invoice.Number, invoice.Kind, invoice.Currency, invoice.Gross, invoice.IssueDate, invoice.HasAttachment));
        Assert.Equal(File, Encoding.UTF8.GetString(invoice.Bytes.Span));
        Assert.Equal(InvoiceHash.Of(Encoding.UTF8.GetBytes(File)), invoice.Hash);
    }

    [Theory]
    [InlineData("no NIP of the seller", "<NIP>5241037786</NIP>", "", "Podmiot1/DaneIdentyfikacyjne/NIP", "INK-XML-003")]
    [InlineData("a NIP of the seller that is none", "<NIP>5241037786</NIP>", "<NIP>52410377</NIP>", "Podmiot1/DaneIdentyfikacyjne/NIP", "INK-XML-004")]
    [InlineData("a NIP of the buyer that is none", "<NIP>7792468135</NIP>", "<NIP>779246813X</NIP>", "Podmiot2/DaneIdentyfikacyjne/NIP", "INK-XML-004")]
    [InlineData("a NIP of the buyer in digits of another script", "<NIP>7792468135</NIP>", "<NIP>７792468135</NIP>", "Podmiot2/DaneIdentyfikacyjne/NIP", "INK-XML-004")]
    [InlineData("no number", "<P_2>FV/7</P_2>", "", "Fa/P_2", "INK-XML-003")]
    [InlineData("no date", "<P_1>2026-11-22</P_1>", "", "Fa/P_1", "INK-XML-003")]
    [InlineData("a date in another form", "<P_1>2026-11-22</P_1>", "<P_1>22.11.2026</P_1>", "Fa/P_1", "INK-XML-004")]
    [InlineData("no kind", "<RodzajFaktury>VAT</RodzajFaktury>", "", "Fa/RodzajFaktury", "INK-XML-003")]
    [InlineData("no currency", "<KodWaluty>PLN</KodWaluty>", "", "Fa/KodWaluty", "INK-XML-003")]
    [InlineData("no amount", "<P_15>123.00</P_15>", "", "Fa/P_15", "INK-XML-003")]
    [InlineData("an amount in words", "<P_15>123.00</P_15>", "<P_15>sto</P_15>", "Fa/P_15", "INK-XML-004")]
    public void Without_a_key_field_that_can_be_read_a_file_is_not_read(string what, string from, string to, string path, string code)
    {
        var finding = Assert.Single(Assert.Throws<RefusedException>(() => Read(from, to)).Findings);
        Assert.Equal((what, code, path), (what, finding.Code, finding.Path));
        Assert.Contains(path, finding.Text.Pl);
    }

    [Fact]
    public void A_buyer_need_not_have_a_NIP() => Assert.Null(Read("<NIP>7792468135</NIP>", "<BrakID>1</BrakID>").BuyerNip);

    [Fact]
    public void A_NIP_with_a_wrong_check_digit_is_kept_as_it_stands()
    {
        Assert.Equal(("7792468136", false), (Read("<NIP>7792468135</NIP>", "<NIP>7792468136</NIP>").BuyerNip.ToString(), Read("<NIP>7792468135</NIP>", "<NIP>7792468136</NIP>").BuyerNip!.Value.IsRight));
        Assert.Equal(("5241037787", false), (Read("<NIP>5241037786</NIP>", "<NIP>5241037787</NIP>").SellerNip.ToString(), Read("<NIP>5241037786</NIP>", "<NIP>5241037787</NIP>").SellerNip.IsRight));
    }

    [Theory]
    [InlineData("the date", "<P_1>2026-11-22</P_1>", "<P_1> 2026-11-22\n</P_1>")]
    [InlineData("the amount", "<P_15>123.00</P_15>", "<P_15>\t123.00 </P_15>")]
    [InlineData("the kind", "<RodzajFaktury>VAT</RodzajFaktury>", "<RodzajFaktury>VAT\n</RodzajFaktury>")]
    [InlineData("the number", "<P_2>FV/7</P_2>", "<P_2>\n FV/7 </P_2>")]
    [InlineData("the kind in two pieces", "<RodzajFaktury>VAT</RodzajFaktury>", "<RodzajFaktury> V<![CDATA[AT]]> </RodzajFaktury>")]
    public void A_value_is_read_as_the_schema_sees_it(string what, string from, string to)
    {
        var (plain, blanks) = (Read("<P_2>", "<P_2>"), Read(from, to));
        Assert.Equal((what, plain.IssueDate, plain.Gross, plain.Kind, plain.Number), (what, blanks.IssueDate, blanks.Gross, blanks.Kind, blanks.Number));
        Assert.Equal(plain.Document.ToString(), blanks.Document.ToString());
        Assert.NotEqual(plain.Hash, blanks.Hash);
    }

    [Fact]
    public void A_code_written_otherwise_is_read_as_the_schema_sees_it() => Assert.Equal("1", Read("<P_18>2</P_18>", "<P_18>+01</P_18>").Text("Fa", "Adnotacje", "P_18"));

    [Fact]
    public void Names_may_be_missing()
    {
        Assert.Equal("", Read("<Nazwa>Łąka</Nazwa>", "").BuyerName);
        Assert.Equal("", Read("<Nazwa>Pracownia Inkaust Zofia Żółć</Nazwa>", "").SellerName);
    }

    [Theory]
    [InlineData("another root", "Faktura>", "Rachunek>", "INK-XML-002")]
    [InlineData("another namespace", "2025/06/25/13775/", "2023/06/29/12648/", "INK-XML-002")]
    [InlineData("no XML", "</Faktura>", "", "INK-XML-001")]
    [InlineData("a document type", "<Faktura ", "<!DOCTYPE Faktura><Faktura ", "INK-XML-001")]
    public void What_is_no_FA3_is_not_read(string what, string from, string to, string code)
    {
        var xml = from == "Faktura>" ? File.Replace("<Faktura ", "<Rachunek ").Replace("</Faktura>", "</Rachunek>") : File.Replace(from, to);
        var finding = Assert.Single(Assert.Throws<RefusedException>(() => Fa3Invoice.Read(Encoding.UTF8.GetBytes(xml))).Findings);
        Assert.Equal((what, code), (what, finding.Code));
        if (what == "no XML") Assert.True(finding is { Line: > 0, Column: > 0 });
        if (what == "another root") Assert.Equal("Rachunek", finding.Path);
    }

    [Fact]
    public void An_attachment_is_seen_and_a_text_is_found_by_its_path()
    {
        var invoice = Read("</Faktura>", "<Zalacznik/></Faktura>");
        Assert.True(invoice.HasAttachment);
        Assert.Equal("FV/7", invoice.Text("Fa", "P_2"));
        Assert.Null(invoice.Text("Fa", "P_3"));
        Assert.Null(invoice.Text("Nic", "P_2"));
        Assert.Null(Read("<Fa>", "<Fa><P_2 xmlns=\"\">obcy</P_2>").Text("Fa", "P_3"));
        Assert.Equal("FV/7", Read("<Fa>", "<Fa><P_2 xmlns=\"\">obcy</P_2>").Number);
    }

    [Theory]
    [InlineData("Fa/P_2", "numer faktury", "invoice number")]
    [InlineData("Fa/FaWiersz[12]/P_12", "stawka VAT", "VAT rate")]
    [InlineData("/Fa//P_2/", "numer faktury", "invoice number")]
    [InlineData("", "faktura", "invoice")]
    [InlineData("Fa/P_2/P_3", null, null)]
    [InlineData("P_2", null, null)]
    public void A_label_is_found_by_a_path(string path, string? pl, string? en) => Assert.Equal((pl, en),
        (Fa3Field.Of(path)?.Label.Pl, Fa3Field.Of(path)?.Label.En));

    [Theory]
    [InlineData("P_12", "stawka VAT")]
    [InlineData("WKom", "komórka")]
    [InlineData("Faktura", "faktura")]
    [InlineData("KodKraju", "kraj")]
    [InlineData("P_3", null)]
    public void A_label_is_found_by_a_name(string name, string? pl) => Assert.Equal(pl, Fa3Field.Named(name)?.Label.Pl);

    [Theory]
    [InlineData("Fa/Platnosc/FormaPlatnosci", " 6 ", "bank transfer")]
    [InlineData("Fa/Platnosc/FormaPlatnosci", "1", "cash")]
    [InlineData("Fa/Platnosc/FormaPlatnosci", "9", null)]
    [InlineData("Fa/P_2", "6", null)]
    [InlineData("Fa/Nic", "6", null)]
    public void A_code_has_its_meaning_at_its_place(string path, string code, string? en) => Assert.Equal(en, Fa3Field.Of(path)?.Meaning(code)?.En);

    private static Fa3Invoice Read(string from, string to)
    {
        if (from.Length == 0) return Fa3Invoice.Read(Encoding.UTF8.GetBytes(File));
        Assert.Contains(from, File, StringComparison.Ordinal);
        return Fa3Invoice.Read(Encoding.UTF8.GetBytes(File.Replace(from, to, StringComparison.Ordinal)));
    }
}
