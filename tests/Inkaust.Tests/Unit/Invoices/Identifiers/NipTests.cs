using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public sealed class NipTests
{
    [Theory]
    [InlineData("1234567854")]
    [InlineData("5260001246")]
    [InlineData("9817654327")]
    [InlineData("1111111111")]
    [InlineData("9876543210")] // the weighted sum is a multiple of 11
    [InlineData("1357924688")]
    [InlineData("2468135794")]
    [InlineData("3141592659")]
    public void A_NIP_with_its_check_digit_is_taken_and_with_any_other_one_it_is_not(string nip)
    {
        Assert.Equal(nip, Nip.Parse(nip).ToString());
        foreach (var last in "0123456789".Where(digit => digit != nip[9])) Assert.False(Nip.TryParse(nip[..9] + last, out _), $"{nip[..9]}{last}");
    }

    // 6*1 + 5*2 + 7*3 + 2*4 + 3*5 + 4*6 + 5*7 + 6*8 + 7*9 = 230 = 20*11 + 10: no digit is 10, so no such number is given out.
    [Theory]
    [InlineData("123456789")]
    [InlineData("100000016")]
    [InlineData("526000100")]
    public void A_remainder_of_ten_has_no_check_digit(string nine)
    {
        foreach (var last in "0123456789") Assert.False(Nip.TryParse(nine + last, out _), $"{nine}{last}");
    }

    [Theory]
    [InlineData("526-000-12-46")]
    [InlineData("526 000 12 46")]
    [InlineData("PL5260001246")]
    [InlineData("pl 526-000-12-46")]
    [InlineData("Pl-5260001246")]
    [InlineData("  5260001246\t")]
    public void Dashes_blanks_and_the_prefix_of_Poland_do_no_harm(string written)
    {
        Assert.Equal("5260001246", Nip.Parse(written).ToString());
        Assert.Equal(Nip.Parse("5260001246"), Nip.Parse(written));
    }

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("empty", "")]
    [InlineData("a prefix alone", "PL")]
    [InlineData("the prefix twice", "PLPL5260001246")]
    [InlineData("the prefix at the end", "5260001246PL")]
    [InlineData("another prefix", "DE5260001246")]
    [InlineData("nine digits", "526000124")]
    [InlineData("eleven digits", "52600012466")]
    [InlineData("a dot", "526.000.12.46")]
    [InlineData("a letter first", "A260001246")]
    [InlineData("a letter last", "526000124F")]
    [InlineData("the sign before nought", "526/001246")]
    [InlineData("the sign after nine", "5260:01246")]
    [InlineData("digits of another script", "５２６０００１２４６")]
    public void What_is_no_NIP_is_refused(string what, string? written)
    {
        Assert.False(Nip.TryParse(written, out var nip), what);
        Assert.Equal(("", default(Nip)), (nip.ToString(), nip));
    }

    [Fact]
    public void A_refusal_names_what_was_written() =>
        Assert.Equal("'5260001247' is not a NIP: ten digits with a right check digit.", Assert.Throws<FormatException>(() => Nip.Parse("5260001247")).Message);

    [Theory]
    [InlineData("5260001246", true)]
    [InlineData("526-000-12-46", false)] // only bare digits: files are judged by it
    [InlineData("PL5260001246", false)]
    [InlineData("52600012460", false)]
    [InlineData("526000124", false)]
    [InlineData("", false)]
    public void The_check_digit_is_that_of_ten_bare_digits(string digits, bool right) => Assert.Equal(right, Nip.HasRightCheckDigit(digits));
}
