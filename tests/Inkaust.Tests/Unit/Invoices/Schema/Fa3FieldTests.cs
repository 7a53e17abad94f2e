using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Print.Description;

namespace Inkaust.Tests.Invoices;

/// <summary>The one table of FA(3) that print, comparison and explanation ask.</summary>
public sealed class Fa3FieldTests
{
    [Theory]
    [InlineData("", Fa3Kind.Group)]
    [InlineData("Fa/FaWiersz", Fa3Kind.Group)]
    [InlineData("Fa/P_2", Fa3Kind.Text)]
    [InlineData("Fa/P_15", Fa3Kind.Amount)]
    [InlineData("Fa/FaWiersz/P_9A", Fa3Kind.Amount)]
    [InlineData("Fa/FaWiersz/P_8B", Fa3Kind.Quantity)]
    [InlineData("Fa/FaWiersz/P_12", Fa3Kind.VatRate)]
    [InlineData("Fa/FaWiersz/P_12_XII", Fa3Kind.Percent)]
    [InlineData("Fa/FaWiersz/NrWierszaFa", Fa3Kind.WholeNumber)]
    [InlineData("Fa/P_1", Fa3Kind.Date)]
    [InlineData("Naglowek/DataWytworzeniaFa", Fa3Kind.Instant)]
    [InlineData("Fa/KodWaluty", Fa3Kind.Code)]
    [InlineData("Fa/Platnosc/FormaPlatnosci", Fa3Kind.Code)]
    [InlineData("Fa/Platnosc/ZnacznikZaplatyCzesciowej", Fa3Kind.Code)]
    [InlineData("Fa/Adnotacje/P_16", Fa3Kind.Mark)]
    [InlineData("Fa/FP", Fa3Kind.Mark)]
    [InlineData("Fa/Platnosc/RachunekBankowy/NrRB", Fa3Kind.Account)]
    [InlineData("Podmiot1/DaneIdentyfikacyjne/NIP", Fa3Kind.Nip)]
    public void A_field_knows_what_it_holds(string path, Fa3Kind kind) => Assert.Equal(kind, Fa3Field.Of(path)!.Kind);

    [Fact]
    public void Fields_of_one_name_have_one_kind_and_the_same_meanings() => Assert.All(Fa3Field.All.GroupBy(field => field.Name), one =>
        Assert.Single(one.Select(field => (field.Kind, string.Join('|', Enumerable.Range(1, 20).Select(code => field.Meaning($"{code}"))))).Distinct()));

    [Fact]
    public void A_field_is_found_at_the_place_of_an_element_and_elsewhere_by_its_name()
    {
        var invoice = XElement.Parse("<Faktura><Podmiot2><DaneIdentyfikacyjne><KodKraju>US</KodKraju></DaneIdentyfikacyjne><Obcy><KodKraju/></Obcy></Podmiot2></Faktura>");
        Assert.Equal(["kraj numeru", "kraj"], invoice.Descendants("KodKraju").Select(element => Fa3Field.Of(element)!.Label.Pl));
        Assert.Null(Fa3Field.Of(invoice.Descendants("Obcy").Single()));
    }

    [Theory]
    [InlineData("Fa/RodzajFaktury", "KOR", "faktura korygująca")]
    [InlineData("Fa/FaWiersz/P_12", "zw", "zwolniona od podatku")]
    [InlineData("Fa/FaWiersz/P_12", "23", null)]
    [InlineData("Fa/KodWaluty", "PLN", null)]
    [InlineData("Fa/FP", "1", "tak")]
    [InlineData("Fa/P_2", "1", null)]
    [InlineData("Fa", "1", null)]
    public void A_code_has_its_meaning(string path, string code, string? meaning) => Assert.Equal(meaning, Fa3Field.Of(path)!.Meaning(code)?.Pl);

    [Fact]
    public void Every_mark_and_every_kind_of_invoice_has_a_meaning()
    {
        foreach (var field in Fa3Field.All.Where(field => field.Kind is Fa3Kind.Mark)) Assert.NotNull(field.Meaning("1"));
        foreach (var kind in new[] { "VAT", "KOR", "ZAL", "ROZ", "UPR", "KOR_ZAL", "KOR_ROZ" }) Assert.NotNull(Fa3Field.Named("RodzajFaktury")!.Meaning(kind));
    }

    [Fact]
    public void Paper_has_other_words_only_for_elements_that_there_are_and_where_they_are_others() => Assert.All(Labels.Exceptions, exception =>
    {
        var label = Fa3Field.Named(exception.Key)?.Label;
        Assert.NotNull(label);
        Assert.NotEqual(Labels.Capital(label), exception.Value);
    });
}
