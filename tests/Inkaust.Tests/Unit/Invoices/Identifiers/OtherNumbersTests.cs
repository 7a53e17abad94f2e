using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>PESEL and account numbers.</summary>
public sealed class OtherNumbersTests
{
    [Theory]
    [InlineData("44051401359")]
    [InlineData("44051401458")]
    [InlineData("91121987655")]
    [InlineData("98765432121")]
    [InlineData("12345678910")] // the weighted sum ends in nought: so does the number
    [InlineData("79638527410")]
    [InlineData("85010111160")]
    public void A_PESEL_has_one_right_last_digit(string pesel)
    {
        foreach (var last in "0123456789") Assert.True(Pesel.HasRightCheckDigit(pesel[..10] + last) == (last == pesel[10]), $"{pesel[..10]}{last}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("4405140135")]
    [InlineData("440514013590")]
    [InlineData("4405140135A")]
    [InlineData("4405/401359")]
    [InlineData("440514:1359")]
    [InlineData("４４０５１４０１３５９")]
    public void What_is_not_eleven_digits_is_no_PESEL(string text) => Assert.False(Pesel.HasRightCheckDigit(text));

    [Theory]
    [InlineData("a Polish one without its country", "60102010260000042270201111", true)]
    [InlineData("its last digit is another one", "60102010260000042270201112", false)]
    [InlineData("its check digits are others", "61102010260000042270201111", false)]
    [InlineData("two digits have changed places", "60102010260000042270210111", false)]
    [InlineData("a Polish one with its country", "PL60102010260000042270201111", true)]
    [InlineData("the same under another country", "DE60102010260000042270201111", false)]
    [InlineData("a German one", "DE89370400440532013000", true)]
    [InlineData("a German one, one digit wrong", "DE89370400440532013001", false)]
    [InlineData("letters among the digits", "GB82WEST12345698765432", true)]
    [InlineData("one letter is another one", "GB82WESU12345698765432", false)]
    [InlineData("31 signs", "MT84MALT011000012345MTLCAST001S", true)]
    [InlineData("the shortest there is, of 15 signs", "NO9386011117947", true)]
    [InlineData("the shortest there is, one digit wrong", "NO9386011117948", false)]
    [InlineData("the longest there may be, of 34 signs", "XX62AAAAAAAAAAAAAAAZZZZZZZZZZZZZZZ", true)]
    [InlineData("34 signs from first to last", "XX47Z123456789012345678901234567AZ", true)]
    [InlineData("small letters among the digits", "GB82west12345698765432", false)]
    [InlineData("a dash among the digits", "GB82WEST1234-698765432", false)]
    [InlineData("a sign before A", "GB82WES@12345698765432", false)]
    [InlineData("a sign after Z", "GB82WES[12345698765432", false)]
    public void Check_digits_are_right_or_wrong(string what, string account, bool right) => Assert.True(Iban.HasRightCheckDigits(account) == right, what);

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("25 digits", "6010201026000004227020111")]
    [InlineData("27 digits", "601020102600000422702011110")]
    [InlineData("26 signs that are not all digits", "6010201026000004227020111A")]
    [InlineData("14 signs", "XX361234567890")]
    [InlineData("35 signs", "XX881234567890123456789012345678901")]
    [InlineData("a digit where the country begins", "1B82WEST12345698765432")]
    [InlineData("a digit where the country ends", "G182WEST12345698765432")]
    [InlineData("a small country", "gb82WEST12345698765432")]
    [InlineData("half a small country", "Gb82WEST12345698765432")]
    [InlineData("a letter for the first check digit", "GBA2WEST12345698765432")]
    [InlineData("a letter for the second check digit", "GB8AWEST12345698765432")]
    public void A_number_without_check_digits_is_not_judged(string what, string account) => Assert.True(Iban.HasRightCheckDigits(account) is null, what);
}
