using System.Text;
using System.Xml.Linq;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef.Invoices;

/// <summary>What KSeF reads out of a file of each form.</summary>
public sealed class InvoiceFactsTests
{
    private static readonly DateOnly Day = new(2026, 2, 4);
    private static readonly Party Buyer = new(PartyIdentifierType.Nip, "5265877635", "Księgarnia Pod Gęsią", null);

    [Theory]
    [InlineData("FA (2)", "VAT", 100, 23, 123)]
    [InlineData("FA (3)", "VAT", 100, 23, 123)]
    [InlineData("FA_RR (1)", "VAT_RR", 100, 7, 107)]
    [InlineData("PEF (3)", "VAT_PEF", 100, 23, 123)]
    [InlineData("PEF_KOR (3)", "KOR_PEF", 100, 23, 123)]
    public void The_key_fields_of_each_form_are_read(string form, string kind, int net, int vat, int gross)
    {
        var facts = Read(form, "")!;
        Assert.Equal(("5260001246", "Drukarnia Kałamarz", "FV/1", Day, kind, "PLN"),
            (facts.SellerNip, facts.SellerName, facts.Number, facts.IssueDate, facts.Kind, facts.Currency));
        Assert.Equal((net, vat, gross), (facts.Net, facts.Vat, facts.Gross));
        Assert.Equal((Buyer, false, false, null), (facts.Buyer, facts.IsSelfInvoicing, facts.HasAttachment, facts.Authorized));
        Assert.Empty(facts.ThirdParties);
        Assert.Equal(new Uniqueness("5260001246", kind, "FV/1"), facts.Uniqueness);
    }

    [Theory]
    [InlineData("FA (3)", "<NIP>5260001246</NIP>", "")]
    [InlineData("FA (3)", "<P_2>FV/1</P_2>", "")]
    [InlineData("FA (3)", "<P_2>FV/1</P_2>", "<P_2> </P_2>")]
    [InlineData("FA (3)", "<RodzajFaktury>VAT</RodzajFaktury>", "")]
    [InlineData("FA (3)", "<RodzajFaktury>VAT</RodzajFaktury>", "<RodzajFaktury>vat</RodzajFaktury>")]
    [InlineData("FA (3)", "<KodWaluty>PLN</KodWaluty>", "")]
    [InlineData("FA (3)", "<KodWaluty>PLN</KodWaluty>", "<KodWaluty>PL</KodWaluty>")]
    [InlineData("FA (3)", "<P_1>2026-02-04</P_1>", "")]
    [InlineData("FA (3)", "<P_1>2026-02-04</P_1>", "<P_1>04.02.2026</P_1>")]
    [InlineData("FA (3)", "<P_1>2026-02-04</P_1>", "<P_1>2026-02-30</P_1>")]
    [InlineData("FA (3)", "<P_15>123.00</P_15>", "")]
    [InlineData("FA (3)", "<P_15>123.00</P_15>", "<P_15>123,00</P_15>")]
    [InlineData("FA (3)", "<P_15>123.00</P_15>", "<P_15>1e3</P_15>")]
    [InlineData("FA (3)", "<P_15>123.00</P_15>", "<P_15>10000000000000000</P_15>")]
    [InlineData("FA (3)", "<P_15>123.00</P_15>", "<P_15>-10000000000000000</P_15>")]
    [InlineData("FA_RR (1)", "<NIP>5260001246</NIP>", "")]
    [InlineData("FA_RR (1)", "<P_4C>FV/1</P_4C>", "")]
    [InlineData("FA_RR (1)", "<RodzajFaktury>VAT_RR</RodzajFaktury>", "<RodzajFaktury>X</RodzajFaktury>")]
    [InlineData("FA_RR (1)", "<RodzajFaktury>VAT_RR</RodzajFaktury>", "")]
    [InlineData("FA_RR (1)", "<KodWaluty>PLN</KodWaluty>", "<KodWaluty>PLNN</KodWaluty>")]
    [InlineData("FA_RR (1)", "<P_4B>2026-02-04</P_4B>", "")]
    [InlineData("FA_RR (1)", "<P_12_1>107.00</P_12_1>", "")]
    [InlineData("FA_RR (1)", "FakturaRR>", "FakturaXX>")]
    [InlineData("PEF (3)", "PL5260001246", "DE5260001246")]
    [InlineData("PEF (3)", "PL5260001246", "PL526000124")]
    [InlineData("PEF (3)", "<b:ID>FV/1</b:ID>", "")]
    [InlineData("PEF (3)", "<b:IssueDate>2026-02-04</b:IssueDate>", "")]
    [InlineData("PEF (3)", "<b:DocumentCurrencyCode>PLN</b:DocumentCurrencyCode>", "")]
    [InlineData("PEF (3)", "<b:TaxInclusiveAmount currencyID=\"PLN\">123.00</b:TaxInclusiveAmount>", "")]
    [InlineData("PEF (3)", "<b:TaxExclusiveAmount currencyID=\"PLN\">100.00</b:TaxExclusiveAmount>", "")]
    public void Without_a_key_field_nothing_is_read(string form, string part, string other) => Assert.Null(Read(form, part, other));

    [Theory]
    [InlineData("FA (3)", "P_2", 256, true)]
    [InlineData("FA (3)", "P_2", 257, false)]
    [InlineData("FA_RR (1)", "P_4C", 256, true)]
    [InlineData("FA_RR (1)", "P_4C", 257, false)]
    [InlineData("PEF (3)", "b:ID", 256, true)]
    [InlineData("PEF (3)", "b:ID", 257, false)]
    public void A_number_has_256_characters_at_most(string form, string field, int length, bool isRead) =>
        Assert.Equal(isRead, Read(form, $"<{field}>FV/1<", $"<{field}>{new string('1', length)}<") is not null);

    [Theory]
    [InlineData("9999999999999999.99", "9999999999999999.99")]
    [InlineData("-9999999999999999.99", "-9999999999999999.99")]
    [InlineData(" 5 ", "5")]
    public void Amounts_go_so_far(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
            Read("FA (3)", "<P_15>123.00<", $"<P_15>{text}<")!.Gross);

    [Theory]
    [InlineData("two rates", "<P_14_1>23.00</P_14_1>", "<P_14_1>23.00</P_14_1><P_13_2>50.00</P_13_2><P_14_2>4.00</P_14_2><P_13_10>1.50</P_13_10>", 151.50, 27)]
    [InlineData("the tax in złoty beside it", "<P_14_1>23.00</P_14_1>", "<P_14_1>23.00</P_14_1><P_14_1W>98.44</P_14_1W>", 100, 98.44)]
    [InlineData("in złoty of two rates", "<P_14_1>23.00</P_14_1>", "<P_14_1>23.00</P_14_1><P_14_1W>98.44</P_14_1W><P_14_2>4.00</P_14_2><P_14_2W>17.00</P_14_2W>", 100, 115.44)]
    [InlineData("what is no amount", "<P_14_1>23.00</P_14_1>", "<P_14_1>x</P_14_1>", 100, 0)]
    [InlineData("no tax", "<P_14_1>23.00</P_14_1>", "", 100, 0)]
    public void Net_and_tax_are_summed_over_the_rates(string what, string part, string other, double net, double vat)
    {
        Assert.NotEmpty(what);
        var facts = Read("FA (2)", part, other)!;
        Assert.Equal(((decimal)net, (decimal)vat), (facts.Net, facts.Vat));
    }

    [Theory]
    [InlineData("<P_11_2>7.00</P_11_2>", "<P_11_2>7.00</P_11_2><P_11_2W>30.10</P_11_2W>", 100, 30.10)]
    [InlineData("<P_11_2>7.00</P_11_2>", "", 100, 0)]
    [InlineData("<P_11_1>100.00</P_11_1>", "", 0, 7)]
    public void The_amounts_of_FA_RR_may_be_missing(string part, string other, double net, double vat)
    {
        var facts = Read("FA_RR (1)", part, other)!;
        Assert.Equal(((decimal)net, (decimal)vat), (facts.Net, facts.Vat));
    }

    [Theory]
    [InlineData("VAT", "Vat")]
    [InlineData("ZAL", "Zal")]
    [InlineData("KOR", "Kor")]
    [InlineData("ROZ", "Roz")]
    [InlineData("UPR", "Upr")]
    [InlineData("KOR_ZAL", "KorZal")]
    [InlineData("KOR_ROZ", "KorRoz")]
    [InlineData("VAT_PEF", "VatPef")]
    [InlineData("VAT_PEF_SP", "VatPefSp")]
    [InlineData("KOR_PEF", "KorPef")]
    [InlineData("VAT_RR", "VatRr")]
    [InlineData("KOR_VAT_RR", "KorVatRr")]
    public void Every_kind_has_its_name_in_the_API(string kind, string type) =>
        Assert.Equal(type, (Read("FA (3)", "")! with { Kind = kind }).Type.ToString());

    [Theory]
    [InlineData("a NIP", "<NIP>1111111111</NIP>", "Nip", "1111111111")]
    [InlineData("a unit", "<IDWew>1111111111-00011</IDWew>", "InternalId", "1111111111-00011")]
    [InlineData("a company of the European Union", "<KodUE>DE</KodUE><NrVatUE>123456789</NrVatUE>", "VatUe", "DE123456789")]
    [InlineData("another number", "<KodKraju>US</KodKraju><NrID>42</NrID>", "Other", "42")]
    [InlineData("nothing", "<BrakID>1</BrakID>", "None", null)]
    public void A_party_is_known_by_its_identifier(string what, string identifier, string type, string? value)
    {
        Assert.NotEmpty(what);
        var expected = new Party(Enum.Parse<PartyIdentifierType>(type), value, "Księgarnia Pod Gęsią", null);
        Assert.Equal(expected, Read("FA (3)", "<NIP>5265877635</NIP>", identifier)!.Buyer);
        var third = $"<Podmiot3><DaneIdentyfikacyjne>{identifier}<Nazwa>Trzeci</Nazwa></DaneIdentyfikacyjne><Rola>2</Rola></Podmiot3>";
        var authorized = $"<PodmiotUpowazniony><DaneIdentyfikacyjne>{identifier}</DaneIdentyfikacyjne><RolaPU>1</RolaPU></PodmiotUpowazniony>";
        var facts = Read("FA (3)", "<Fa>", third + authorized + "<Fa>")!;
        Assert.Equal(expected with { Name = "Trzeci", Role = 2 }, Assert.Single(facts.ThirdParties));
        Assert.Equal(expected with { Name = null, Role = 1 }, facts.Authorized);
    }

    [Fact]
    public void Everybody_who_may_find_it_is_named_once_by_role()
    {
        var facts = Read("FA (3)", "")! with
        {
            ThirdParties = [new Party(PartyIdentifierType.Nip, "1", null, 2), new Party(PartyIdentifierType.Nip, "1", null, 3),
                new Party(PartyIdentifierType.None, null, "x", 2)],
            Authorized = new Party(PartyIdentifierType.Nip, "2", null, 1),
        };
        Assert.Equal([(PartyRole.Subject1, "5260001246"), (PartyRole.Subject2, "5265877635"), (PartyRole.SubjectAuthorized, "2"),
            (PartyRole.Subject3, "1")], facts.Parties);
        Assert.Equal([(PartyRole.Subject1, "5260001246")],
            (Read("FA (3)", "")! with { Buyer = new Party(PartyIdentifierType.None, null, null, null) }).Parties);
    }

    [Fact]
    public void Marks_are_read_where_they_stand()
    {
        Assert.True(Read("FA (3)", "<P_17>2<", "<P_17>1<")!.IsSelfInvoicing);
        Assert.True(Read("FA (3)", "</Faktura>", "<Zalacznik/></Faktura>")!.HasAttachment);
        Assert.Equal(PartyIdentifierType.None, Read("FA (3)", "Podmiot2>", "Podmiot9>")!.Buyer.Type);
        Assert.Equal(PartyIdentifierType.None, Read("FA_RR (1)", "Podmiot2>", "Podmiot9>")!.Buyer.Type);
        Assert.Single(Read("FA_RR (1)", "<FakturaRR>", "<Podmiot3/><FakturaRR>")!.ThirdParties);
        Assert.True(Read("PEF (3)", ">380<", ">389<")!.IsSelfInvoicing);
        const string reference = "<a:AdditionalDocumentReference>{0}</a:AdditionalDocumentReference><a:AccountingSupplierParty>";
        Assert.False(Read("PEF (3)", "<a:AccountingSupplierParty>", string.Format(null, reference, ""))!.HasAttachment);
        Assert.True(Read("PEF (3)", "<a:AccountingSupplierParty>", string.Format(null, reference, "<a:Attachment/>"))!.HasAttachment);
        Assert.Equal("VAT_PEF_SP", Read("PEF (3)", "billing:3.0</b:CustomizationID>",
            "billing:3.0#extended#urn:fdc:www.efaktura.gov.pl:ver2.0</b:CustomizationID>")!.Kind);
        Assert.Equal("KOR_PEF", Read("PEF_KOR (3)", "billing:3.0</b:CustomizationID>",
            "billing:3.0#extended#urn:fdc:www.efaktura.gov.pl:ver2.0</b:CustomizationID>")!.Kind);
    }

    [Theory]
    [InlineData("PL5265877635", "Nip", "5265877635")]
    [InlineData("DE123456789", "VatUe", "DE123456789")]
    [InlineData("DE1234567890", "VatUe", "DE1234567890")]
    [InlineData("PL526587763", "VatUe", "PL526587763")]
    public void The_buyer_of_a_PEF_file_is_Polish_or_not(string number, string type, string identifier) =>
        Assert.Equal(Buyer with { Type = Enum.Parse<PartyIdentifierType>(type), Identifier = identifier },
            Read("PEF (3)", "PL5265877635", number)!.Buyer);

    [Fact]
    public void The_buyer_of_a_PEF_file_may_have_no_number() =>
        Assert.Equal(Buyer with { Type = PartyIdentifierType.None, Identifier = null },
            Read("PEF (3)", "<b:CompanyID>PL5265877635</b:CompanyID>", "")!.Buyer);

    [Theory]
    [InlineData("EUR", "PLN", 98.44)]
    [InlineData("EUR", "EUR", 23)]
    [InlineData("PLN", "PLN", 23)]
    public void The_tax_of_a_PEF_file_is_told_in_zloty_where_it_says_so(string currency, string ofSecondTotal, double vat)
    {
        var xml = Encoding.UTF8.GetString(LocalKsefForms.File("PEF (3)", "5260001246", "FV/1", Day))
            .Replace("<b:DocumentCurrencyCode>PLN", $"<b:DocumentCurrencyCode>{currency}")
            .Replace("<a:TaxTotal><b:TaxAmount currencyID=\"PLN\">23.00</b:TaxAmount></a:TaxTotal>",
                $"<a:TaxTotal><b:TaxAmount currencyID=\"{currency}\">23.00</b:TaxAmount></a:TaxTotal><a:TaxTotal><b:TaxAmount currencyID=\"{ofSecondTotal}\">98.44</b:TaxAmount></a:TaxTotal>");
        Assert.Equal((decimal)vat, KeyFields.OfPef(XDocument.Parse(xml).Root!)!.Vat);
    }

    [Fact]
    public void The_tax_of_a_PEF_file_in_zloty_is_what_lies_between_its_totals() =>
        Assert.Equal(23m, Read("PEF (3)", "<b:TaxAmount currencyID=\"PLN\">23.00<", "<b:TaxAmount currencyID=\"PLN\">24.00<")!.Vat);

    private static InvoiceFacts? Read(string form, string part, string other = "")
    {
        var xml = LocalKsefForms.File(form, "5260001246", "FV/1", Day);
        if (part.Length > 0) xml = xml.With(part, other);
        return InvoiceForm.All.Single(one => one.Code.SystemCode == form).ReadFacts(XDocument.Parse(Encoding.UTF8.GetString(xml)).Root!);
    }
}
