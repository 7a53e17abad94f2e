using Inkaust.Invoices;

namespace Inkaust.Tests.Unit.Invoices;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 faktur")]
    [InlineData(1, "1 faktura")]
    [InlineData(2, "2 faktury")]
    [InlineData(4, "4 faktury")]
    [InlineData(5, "5 faktur")]
    [InlineData(11, "11 faktur")]
    [InlineData(12, "12 faktur")]
    [InlineData(14, "14 faktur")]
    [InlineData(21, "21 faktur")]
    [InlineData(22, "22 faktury")]
    [InlineData(112, "112 faktur")]
    [InlineData(123, "123 faktury")]
    [InlineData(1000, "1000 faktur")]
    public void A_number_has_the_form_that_goes_with_it_in_Polish(int number, string words) =>
        Assert.Equal(words, Counted.InPolish(number, "faktura", "faktury", "faktur"));

    [Theory]
    [InlineData(1, "1 invoice")]
    [InlineData(0, "0 invoices")]
    [InlineData(21, "21 invoices")]
    public void And_in_English(int number, string words) => Assert.Equal(words, Counted.InEnglish(number, "invoice"));
}
