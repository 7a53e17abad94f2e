using System.Xml.Linq;
using Inkaust.Print;
using Inkaust.Print.Description;

namespace Inkaust.Tests.Unit.Print;

/// <summary>Moments and countries as people in Poland read them.</summary>
public sealed class MomentAndCountryTests
{
    [Theory]
    [InlineData("2026-11-26T23:30:00Z", "2026-11-27 00:30", "2026-11-27 00:30:00")]
    [InlineData("2026-07-01T22:00:59.999Z", "2026-07-02 00:00", "2026-07-02 00:00:59")]
    [InlineData("2026-11-26T11:26:07+09:00", "2026-11-26 03:26", "2026-11-26 03:26:07")]
    [InlineData("2026-11-26T11:26:07", "2026-11-26 11:26", "2026-11-26 11:26:07")] // no offset: by the Polish clock
    [InlineData("2026-11-26T24:00:00", "2026-11-27 00:00", "2026-11-27 00:00:00")]
    [InlineData(" 2026-11-26T11:26:07Z ", " 2026-11-26T11:26:07Z ", " 2026-11-26T11:26:07Z ")]
    [InlineData("2026-11-26", "2026-11-26", "2026-11-26")]
    [InlineData("2026-11-26T11:99:07Z", "2026-11-26T11:99:07Z", "2026-11-26T11:99:07Z")]
    [InlineData("Tomasz T. i Zofia Z.", "Tomasz T. i Zofia Z.", "Tomasz T. i Zofia Z.")]
    [InlineData("", "", "")]
    public void A_moment_is_told_by_the_Polish_clock(string written, string shown, string exact) =>
        Assert.Equal((shown, exact), (Moment.Shown(written), Moment.Exact(written)));

    [Fact]
    public void A_moment_in_an_attachment_and_in_a_field_that_nobody_knows_is_told_so_too()
    {
        Assert.EndsWith("| 2026-11-27 00:30 |", Told.By(Appendix.Attachment, "<Zalacznik><BlokDanych><Tabela><TNaglowek><Kol Typ=\"datetime\">"
            + "<NKom>Odczyt</NKom></Kol></TNaglowek><Wiersz><WKom>2026-11-26T23:30:00Z</WKom></Wiersz></Tabela></BlokDanych></Zalacznik>"));
        Assert.Equal("Kiedys: 2026-11-27 00:30:00", Told.Of(new Composer(Tongue.Of(PrintLanguages.Polish), "PLN")
            .Rest(new Reading().Of(XElement.Parse("<X><Kiedys>2026-11-26T23:30:00Z</Kiedys></X>")))));
    }

    [Theory]
    [InlineData("at home", true, "PL", "31-002 Kraków", "31-002 Kraków")]
    [InlineData("at home, the buyer abroad", false, "PL", "31-002 Kraków", "31-002 Kraków, Polska")]
    [InlineData("abroad", false, "DE", "10115 Berlin", "10115 Berlin, Niemcy")]
    [InlineData("told by its sender already", false, "DE", "10115 Berlin, NIEMCY", "10115 Berlin, NIEMCY")]
    [InlineData("told in English", false, "DE", "10115 Berlin, Germany", "10115 Berlin, Germany")]
    [InlineData("nobody knows it", false, "QQ", "x", "x, QQ")]
    public void An_address_tells_the_country_where_somebody_is_abroad(string what, bool domestic, string code, string line, string told)
    {
        var composer = new Composer(Tongue.Of(PrintLanguages.Polish), "PLN") { Domestic = domestic };
        var address = new Reading().Of(XElement.Parse($"<Adres><KodKraju>{code}</KodKraju><AdresL1>{line}</AdresL1></Adres>"));
        Assert.Equal((what, told), (what, composer.Address(address, "")!.Value));
    }

    [Fact]
    public void Every_country_of_FA3_has_a_name_in_both_languages() => Assert.Each(
        Inkaust.Invoices.Schema.CodeLists.Countries.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        code => Assert.True(CountryNames.Of(code) is { Pl.Length: > 2, En.Length: > 2 }, code));
}
