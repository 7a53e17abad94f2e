using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>A foreign buyer never silently lives in Poland.</summary>
public class CountryOfAddressTests
{
    private static readonly Party Consumer = new() { Name = "Jan" },
        Polish = Consumer with { Nip = Nip.Parse("6712345098") },
        German = Consumer with { EuVat = EuVatNumber.Parse("DE811907980") },
        Greek = Consumer with { EuVat = EuVatNumber.Parse("EL123456789") },
        Swiss = Consumer with { ForeignId = new ForeignId { Country = "CH", Number = "CHE-1" } };

    [Theory]
    [InlineData("Hauptstr. 5, 10115 Berlin, Deutschland", "DE", "Hauptstr. 5", "10115 Berlin")]
    [InlineData("Hauptstr. 5, 10115 Berlin, Niemcy", "DE", "Hauptstr. 5", "10115 Berlin")]
    [InlineData("Hauptstr. 5, 10115 Berlin, GERMANY", "DE", "Hauptstr. 5", "10115 Berlin")]
    [InlineData("Hauptstr. 5, 10115 Berlin, DE", "DE", "Hauptstr. 5", "10115 Berlin")]
    [InlineData("Hauptstr. 5, 10115 Berlin Deutschland", "DE", "Hauptstr. 5", "10115 Berlin")]
    [InlineData("Mariahilfer Str. 1, 1060 Wien, Osterreich", "AT", "Mariahilfer Str. 1", "1060 Wien")]
    [InlineData("Mariahilfer Str. 1, 1060 Wien, Österreich", "AT", "Mariahilfer Str. 1", "1060 Wien")]
    [InlineData("1 Main St, Springfield 62701, United States of America", "US", "1 Main St", "Springfield 62701")]
    [InlineData("12 rue Neuve, L-1234 Luxembourg", "LU", "12 rue Neuve", "L-1234 Luxembourg")]
    [InlineData("1 Raffles Place, Singapore", "SG", "1 Raffles Place", "Singapore")]
    [InlineData("ul. Długa 5, 31-147 Kraków, Polska", "PL", "ul. Długa 5", "31-147 Kraków")]
    [InlineData("1 Main St, Springfield IL", null, "1 Main St", "Springfield IL")]
    [InlineData("Warszawa, ul. Polska", null, "Warszawa", "ul. Polska")]
    [InlineData("Polska", null, "Polska", null)]
    [InlineData("ul. Długa 5, 31-147 Kraków", null, "ul. Długa 5", "31-147 Kraków")]
    public void A_country_at_the_end_of_an_address_is_its_country(string written, string? country, string line1, string? line2)
    {
        var address = Address.Parse(written);
        Assert.Equal((country, line1, line2), (address.Country, address.Line1, address.Line2));
    }

    public static TheoryData<string, Party, string, string?> Known => new()
    {
        { "the number of another country", German, "Hauptstr. 5, 10115 Berlin", "DE" },
        { "Greece has another code than prefix", Greek, "Odos 1, Athina", "GR" },
        { "another identifier has its country", Swiss, "Seestrasse 1, 8001 Zürich", "CH" },
        { "what is written goes before the number", German, "ul. Długa 5, 31-147 Kraków, Polska", "PL" },
        { "a NIP is Polish", Polish, "Rynek 1, Kraków", "PL" },
        { "a Polish post code", Consumer, "ul. Długa 5, 31-147 Kraków", "PL" },
        { "a Portuguese post code is none", Consumer, "Rua 1, 1234-567 Lisboa", null },
        { "nobody knows", Consumer, "Hauptstr. 5, 10115 Berlin", null },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Where_an_address_does_not_say_it_the_number_beside_it_does(string what, Party party, string written, string? country)
    {
        var draft = Example(party with { Address = Address.Parse(written) });
        if (country is null)
        {
            var finding = Assert.Single(Assert.Throws<RefusedException>(() => Fa3Writer.Write(draft, DateTimeOffset.UnixEpoch, "Inkaust")).Findings);
            Assert.Equal((what, "INK-DRAFT-040", "buyer.address"), (what, finding.Code, finding.Path));
            return;
        }
        var xml = Fa3Writer.Write(draft, new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), "Inkaust");
        Assert.Equal((what, country), (what, Fa3Invoice.Read(xml).Text("Podmiot2", "Adres", "KodKraju")));
        Assert.Equal(xml, Fa3Writer.Write(Fa3DraftReader.Read(xml), new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), "Inkaust"));
        var again = InvoiceDraft.ReadJson(Fa3DraftReader.Read(xml).WriteJson());
        Assert.Equal(xml, Fa3Writer.Write(again, new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), "Inkaust"));
    }

    [Fact]
    public void It_is_asked_for_wherever_an_address_stands()
    {
        var place = new Address { Line1 = "Hauptstr. 5" };
        var draft = Example(Consumer) with
        {
            Buyer = Consumer with { MailingAddress = place },
            ThirdParties = [new ThirdParty { Name = "x", Role = ThirdPartyRole.Payer, Address = place }],
            Terms = new TransactionTerms { Transport = [new Transport { Carrier = Consumer with { Address = place }, From = place, Through = [place], To = place }] },
        };
        Assert.Equal(["buyer.mailingAddress", "thirdParties[0].address", "terms.transport[0].carrier.address", "terms.transport[0].from",
            "terms.transport[0].through[0]", "terms.transport[0].to"],
            Assert.Throws<RefusedException>(() => Fa3Writer.Write(draft, DateTimeOffset.UnixEpoch, "Inkaust")).Findings
                .Where(finding => finding.Code == "INK-DRAFT-040").Select(finding => finding.Path));
    }

    [Theory]
    [InlineData("GR123456789", "EL")]
    [InlineData("GB123456789", "XI")]
    [InlineData("UK123456789", "GB")]
    [InlineData("CHE123456789", "NrID")]
    public void The_prefix_that_people_write_wrongly_is_explained(string number, string word)
    {
        var draft = Example(Consumer with { EuVat = EuVatNumber.Parse(number), Address = new Address { Country = "DE", Line1 = "x" } });
        var finding = Assert.Single(Assert.Throws<RefusedException>(() => Fa3Writer.Write(draft, new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), "Inkaust")).Findings);
        Assert.Equal(("INK-FA3-021", "Podmiot2/DaneIdentyfikacyjne/KodUE"), (finding.Code, finding.Path));
        Assert.Contains(word, finding.Hint!.Pl);
        Assert.Contains(word, finding.Hint!.En);
    }

    [Theory]
    [InlineData("EL", "GR")]
    [InlineData("UK", "GB")]
    public void So_is_the_code_of_a_country(string code, string right)
    {
        var draft = Example(Consumer with { Address = new Address { Country = code, Line1 = "x" } });
        var finding = Assert.Single(Assert.Throws<RefusedException>(() => Fa3Writer.Write(draft, new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), "Inkaust")).Findings);
        Assert.Equal("Podmiot2/Adres/KodKraju", finding.Path);
        Assert.Contains(right, finding.Hint!.En);
    }

    [Fact]
    public void Reverse_charge_is_written_where_the_law_leaves_no_choice_and_a_draft_may_say_otherwise()
    {
        var services = Example(German with { Address = Address.Parse("Hauptstr. 5, 10115 Berlin") }) with
        {
            Lines = [new Line { Name = "usługa", Quantity = 1, Price = 100, Rate = VatRate.Parse("np II") }],
        };
        Assert.Equal("1", Written(services));
        Assert.Equal("1", Written(services with { Lines = [services.Lines[0] with { Rate = VatRate.Parse("oo") }] }));
        Assert.Equal("2", Written(services with { Lines = [services.Lines[0] with { Rate = VatRate.Parse("np I") }] }));
        Assert.Equal("2", Written(services with { Annotations = new Annotations { ReverseCharge = false } }));
        Assert.Contains("\"reverseCharge\": false", Encoding.UTF8.GetString((services with { Annotations = new Annotations { ReverseCharge = false } }).WriteJson()));
        static string? Written(InvoiceDraft draft) =>
            Fa3Invoice.Read(Fa3Writer.Write(draft, new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), "Inkaust")).Text("Fa", "Adnotacje", "P_18");
    }

    private static InvoiceDraft Example(Party buyer) => new()
    {
        Number = "FV/1",
        IssueDate = new DateOnly(2026, 11, 22),
        Seller = new Party { Nip = Nip.Parse("5260001246"), Name = "Pracownia", Address = Address.Parse("ul. Długa 5, 31-147 Kraków") },
        Buyer = buyer,
        Lines = [new Line { Name = "chleb", Quantity = 1, Price = 100, Rate = VatRate.Parse("23") }],
    };
}
