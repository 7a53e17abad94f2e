using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public sealed class EuVatNumberTests
{
    [Theory]
    [InlineData("DE811907980", "DE", "811907980")]
    [InlineData("de 811-907-980", "DE", "811907980")]
    [InlineData("IE1+23456A", "IE", "1+23456A")]
    [InlineData("IE1*23456A", "IE", "1*23456A")]
    [InlineData("NL123456789B01", "NL", "123456789B01")] // twelve signs, the most there may be
    [InlineData("XI5", "XI", "5")] // one sign, the fewest
    [InlineData("ZZ0", "ZZ", "0")]
    [InlineData("AA9", "AA", "9")]
    public void A_number_is_read_with_its_prefix(string written, string prefix, string number)
    {
        var read = EuVatNumber.Parse(written);
        Assert.Equal((prefix, number, prefix + number), (read.Prefix, read.Number, read.ToString()));
        Assert.Equal(read, EuVatNumber.Of(prefix, number));
    }

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("empty", "")]
    [InlineData("a prefix alone", "DE")]
    [InlineData("13 signs behind the prefix", "NL1234567890123")]
    [InlineData("no prefix", "811907980")]
    [InlineData("a digit first", "1E811907980")]
    [InlineData("half a prefix", "D1811907980")]
    [InlineData("a letter of another alphabet in the prefix", "DĘ811907980")]
    [InlineData("a letter of another alphabet behind it", "DE81190798Ą")]
    [InlineData("a dot", "DE811.907.980")]
    [InlineData("a slash", "DE811/907")]
    [InlineData("another sign", "DE811#907")]
    public void What_is_no_EU_number_is_refused(string what, string? written)
    {
        Assert.False(EuVatNumber.TryParse(written, null, out var number), what);
        Assert.Equal(("", "", ""), (number.Prefix, number.Number, number.ToString()));
    }

    [Fact]
    public void A_refusal_names_what_was_written() =>
        Assert.Equal("'811907980' is not an EU VAT number.", Assert.Throws<FormatException>(() => EuVatNumber.Parse("811907980")).Message);

    /// <summary>Countries whose numbers are digits alone, with the lengths that they may have (VIES).</summary>
    public static TheoryData<string, int[]> Lengths => new()
    {
        { "BE", [10] }, { "BG", [9, 10] }, { "CZ", [8, 9, 10] }, { "DE", [9] }, { "DK", [8] }, { "EE", [9] }, { "EL", [9] }, { "FI", [8] },
        { "HR", [11] }, { "HU", [8] }, { "IT", [11] }, { "LT", [9, 12] }, { "LU", [8] }, { "LV", [11] }, { "MT", [8] }, { "PL", [10] },
        { "PT", [9] }, { "RO", [2, 3, 4, 5, 6, 7, 8, 9, 10] }, { "SE", [12] }, { "SI", [8] }, { "SK", [10] }, { "XI", [9, 12] },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Digits_fit_where_the_country_has_so_many(string country, int[] lengths)
    {
        const string Digits = "01234567890123";
        for (var length = 0; length <= Digits.Length; length++)
        {
            Assert.True(EuVatForms.Fits(country, Digits.AsSpan(0, length)) == lengths.Contains(length), $"{country} with {length} digits");
            // Wherever a letter stands, it does not fit.
            for (var place = 0; place < length; place++)
                Assert.False(EuVatForms.Fits(country, Digits[..place] + "A" + Digits[(place + 1)..length]), $"{country} with {length} signs, a letter at {place}");
        }
    }

    [Theory]
    [InlineData("AT", "U12345678", true)]
    [InlineData("AT", "A12345678", false)]
    [InlineData("AT", "U1234567", false)]
    [InlineData("AT", "U123456789", false)]
    [InlineData("AT", "U1234567A", false)]
    [InlineData("AT", "012345678", false)]
    [InlineData("BE", "0123456789", true)]
    [InlineData("BE", "1123456789", true)]
    [InlineData("BE", "2123456789", false)]
    [InlineData("CY", "12345678X", true)]
    [InlineData("CY", "123456789", false)]
    [InlineData("CY", "1234567X", false)]
    [InlineData("CY", "123456789X", false)]
    [InlineData("CY", "12345678x", false)]
    [InlineData("ES", "X1234567L", true)]
    [InlineData("ES", "12345678L", true)]
    [InlineData("ES", "A12345678", true)]
    [InlineData("ES", "XX234567L", false)]
    [InlineData("ES", "X123456L", false)]
    [InlineData("ES", "X12345678L", false)]
    [InlineData("FR", "12345678901", true)]
    [InlineData("FR", "K7345678901", true)]
    [InlineData("FR", "AB345678901", true)]
    [InlineData("FR", "ABC45678901", false)]
    [InlineData("FR", "AB34567890", false)]
    [InlineData("FR", "AB3456789012", false)]
    [InlineData("FR", "ab345678901", false)]
    [InlineData("IE", "1A23456B", true)]
    [InlineData("IE", "1+23456B", true)]
    [InlineData("IE", "1*23456B", true)]
    [InlineData("IE", "12345678", false)]
    [InlineData("IE", "1234567B", true)]
    [InlineData("IE", "1234567WI", true)]
    [InlineData("IE", "1A34567WI", false)]
    [InlineData("IE", "1234567W1", false)]
    [InlineData("IE", "1-23456B", false)]
    [InlineData("IE", "123456B", false)]
    [InlineData("NL", "123456789B01", true)]
    [InlineData("NL", "AB+*56789B01", true)]
    [InlineData("NL", "123456789B0", false)]
    [InlineData("NL", "123456789B012", false)]
    [InlineData("NL", "123456789b01", false)]
    [InlineData("XI", "GD123", true)]
    [InlineData("XI", "HA567", true)]
    [InlineData("XI", "GA123", false)]
    [InlineData("XI", "GD12", false)]
    [InlineData("XI", "HA5678", false)]
    [InlineData("DE", "81190798/", false)]
    [InlineData("DE", "81190798:", false)]
    [InlineData("CY", "12345678@", false)]
    [InlineData("CY", "12345678[", false)]
    [InlineData("US", "12", true)] // not judged
    [InlineData("US", "", true)]
    public void Letters_fit_where_the_country_has_them(string country, string number, bool fits) => Assert.Equal(fits, EuVatForms.Fits(country, number));
}
