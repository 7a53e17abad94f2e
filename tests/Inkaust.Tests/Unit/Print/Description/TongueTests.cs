using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Print;
using Inkaust.Print.Description;

namespace Inkaust.Tests.Unit.Print;

/// <summary>How words, numbers and coded values are written in each language.</summary>
public sealed class TongueTests
{
    [Theory]
    [InlineData("pl", "pl", "kot")]
    [InlineData("en", "en", "cat")]
    [InlineData("pl+en", "pl", "kot / cat")]
    public void Words_are_said_in_the_language_that_was_asked_for(string language, string code, string word)
    {
        var tongue = Tongue.Of(PrintLanguages.Named(language));
        Assert.Equal((code, word, "VAT"), (tongue.Code, tongue.Say("kot", "cat"), tongue.Say("VAT", "VAT")));
        Assert.Equal(word, tongue.Say(new Wording("kot", "cat")));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("PL")]
    [InlineData("")]
    public void There_is_no_other_language(string language) => Assert.Equal("INK-PRINT-002",
        Assert.Throws<RefusedException>(() => Tongue.Of(PrintLanguages.Named(language))).Findings[0].Code);

    [Theory]
    [InlineData(PrintLanguages.None)]
    [InlineData((PrintLanguages)4)]
    [InlineData((PrintLanguages)7)]
    public void A_print_has_at_least_one_language_and_no_unknown_one(PrintLanguages languages) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tongue.Of(languages));

    [Theory]
    [InlineData("0", "0,00", "0.00", "0")]
    [InlineData("1", "1,00", "1.00", "1")]
    [InlineData("1.5", "1,50", "1.50", "1,5")]
    [InlineData("1.50", "1,50", "1.50", "1,50")]
    [InlineData("1.505", "1,505", "1.505", "1,505")]
    [InlineData("1.", "1,00", "1.00", "1")]
    [InlineData("+1", "1,00", "1.00", "1")]
    [InlineData("999", "999,00", "999.00", "999")]
    [InlineData("1000", "1\u00a0000,00", "1,000.00", "1\u00a0000")]
    [InlineData("-1000", "-1\u00a0000,00", "-1,000.00", "-1\u00a0000")]
    [InlineData("-100", "-100,00", "-100.00", "-100")]
    [InlineData("1234567.8", "1\u00a0234\u00a0567,80", "1,234,567.80", "1\u00a0234\u00a0567,8")]
    [InlineData("dużo", "dużo", "dużo", "dużo")]
    [InlineData("1,5", "1,5", "1,5", "1,5")]
    [InlineData("1 000", "1 000", "1 000", "1 000")]
    [InlineData(null, "", "", "")]
    public void A_number_in_text_is_grouped_and_keeps_its_decimals(string? text, string polish, string english, string quantity)
    {
        Assert.Equal((polish, english, quantity), (Tongue.Of(PrintLanguages.Polish).Amount(text), Tongue.Of(PrintLanguages.English).Amount(text), Tongue.Of(PrintLanguages.Polish).Quantity(text)));
        Assert.Equal(polish, Tongue.Of(PrintLanguages.Both).Amount(text));
    }

    [Theory]
    [InlineData(1234.5, "1\u00a0234,50")]
    [InlineData(-0.125, "-0,125")]
    [InlineData(0, "0,00")]
    public void An_amount_of_money_has_two_decimals_at_least(double amount, string written) => Assert.Equal(written,
        Tongue.Of(PrintLanguages.Polish).Amount((decimal)amount));

    [Theory]
    [InlineData("FP", "1", "tak")]
    [InlineData("FP", "2", "nie")]
    [InlineData("FP", "3", "3")]
    [InlineData("BrakID", "1", "tak")]
    [InlineData("P_2", "1", "1")]
    [InlineData("FormaPlatnosci", "6", "przelew")]
    [InlineData("FormaPlatnosci", " 6 ", "przelew")]
    [InlineData("FormaPlatnosci", "8", "8")]
    [InlineData("P_15", "1000.5", "1\u00a0000,50")]
    [InlineData("P_13_6_1", "1000.5", "1\u00a0000,50")]
    [InlineData("P_14_1W", "1000.5", "1\u00a0000,50")]
    [InlineData("Kwota", "5", "5,00")]
    [InlineData("P_8B", "1000.5", "1\u00a0000,5")]
    [InlineData("KursWaluty", "4.1234", "4,1234")]
    [InlineData("P_12", "23", "23%")]
    [InlineData("P_12", "zw", "zw")]
    [InlineData("P_12", "0 KR", "0% kraj")]
    [InlineData("P_12", "23.5", "23.5")]
    [InlineData("P_12Z", "8", "8%")]
    [InlineData("P_12Z", "0 WDT", "0% WDT")]
    [InlineData("P_12_XII", "19.5", "19,5%")]
    [InlineData("P_12Z_XII", "19", "19%")]
    [InlineData("Udzial", "12.5", "12,5%")]
    [InlineData("NrRB", "60102010260000042270201111", "60 1020 1026 0000 0422 7020 1111")]
    [InlineData("P_7", " Dąb ", "Dąb")]
    public void A_value_is_written_as_people_read_it(string name, string value, string written) =>
        Assert.Equal(written, Values.Of(new XElement(name, value), Tongue.Of(PrintLanguages.Polish)));

    [Theory]
    [InlineData("", "")]
    [InlineData("1", "1")]
    [InlineData("12", "12")]
    [InlineData("123", "12 3")]
    [InlineData("PL60102010260000042270201111", "PL60 1020 1026 0000 0422 7020 1111")]
    [InlineData("PL60", "PL60")]
    [InlineData("P12345678", "P123 4567 8")]
    [InlineData("ABC123456", "ABC123456")]
    [InlineData("12-34567890", "12-34567890")]
    [InlineData("12 34567890", "12 34567890")]
    public void An_account_is_written_in_fours(string number, string written) => Assert.Equal(written, BankAccount.InFours(number));

    [Theory]
    [InlineData("pl", "metoda kasowa")]
    [InlineData("en", "metoda kasowa / cash accounting")]
    [InlineData("pl+en", "metoda kasowa / cash accounting")]
    public void Words_of_the_Act_stay_Polish_in_each_language(string language, string said) =>
        Assert.Equal(said, new Composer(Tongue.Of(PrintLanguages.Named(language)), "PLN").Prescribed("metoda kasowa", "cash accounting"));

    [Theory]
    [InlineData("pl", "Stawka")]
    [InlineData("en", "Rate")]
    [InlineData("pl+en", "Stawka\nRate")]
    public void A_second_language_starts_a_new_line_of_a_head(string language, string title) =>
        Assert.Equal(new Column(title, true), new Composer(Tongue.Of(PrintLanguages.Named(language)), "PLN").Head("Stawka", "Rate", numeric: true));

    [Fact]
    public void A_rate_that_is_not_there_is_nothing() => Assert.Equal("", Values.Rate(null, Tongue.Of(PrintLanguages.Polish)));
}
