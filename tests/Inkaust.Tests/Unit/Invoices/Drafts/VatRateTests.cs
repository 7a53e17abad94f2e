using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class VatRateTests
{
    [Theory]
    [InlineData("23", "23", 23, TaxBucket.Basic, "1")]
    [InlineData("22", "22", 22, TaxBucket.Basic, "1")]
    [InlineData("8", "8", 8, TaxBucket.FirstReduced, "2")]
    [InlineData("7", "7", 7, TaxBucket.FirstReduced, "2")]
    [InlineData("5", "5", 5, TaxBucket.SecondReduced, "3")]
    [InlineData("4", "4", 4, TaxBucket.TaxiLumpSum, "4")]
    [InlineData("3", "3", 3, TaxBucket.TaxiLumpSum, "4")]
    [InlineData("oss 19", null, 19, TaxBucket.OneStopShop, "5")]
    [InlineData("0", "0 KR", 0, TaxBucket.ZeroDomestic, "6_1")]
    [InlineData("0 WDT", "0 WDT", 0, TaxBucket.ZeroIntraUnion, "6_2")]
    [InlineData("0 EX", "0 EX", 0, TaxBucket.ZeroExport, "6_3")]
    [InlineData("zw", "zw", null, TaxBucket.Exempt, "7")]
    [InlineData("np I", "np I", null, TaxBucket.OutsideTerritory, "8")]
    [InlineData("np II", "np II", null, TaxBucket.ServicesToTheUnion, "9")]
    [InlineData("oo", "oo", null, TaxBucket.ReverseCharge, "10")]
    [InlineData("margin", null, null, TaxBucket.Margin, "11")]
    public void A_rate_has_its_code_its_per_cent_and_its_sum(string name, string? code, int? percent, TaxBucket bucket, string field)
    {
        var rate = VatRate.Parse(name);
        Assert.Equal((code, (decimal?)percent, bucket, name), (rate.Code, rate.Percent, rate.Bucket, rate.ToString()));
        Assert.Equal(field, bucket.Field);
        if (code is null) return;
        Assert.True(VatRate.TryOfCode(code, out var again));
        Assert.Equal(rate, again);
    }

    [Fact]
    public void There_are_fifteen_names_beside_those_of_other_Member_States() => Assert.Equal(15, VatRate.Names.Count);

    [Theory]
    [InlineData("23%", "23")]
    [InlineData(" 23 % ", "23")]
    [InlineData("23 %%", "23")]
    [InlineData("NP ii", "np II")]
    [InlineData("0 KR", "0")]
    [InlineData("0%", "0")]
    [InlineData("OSS 19", "oss 19")]
    [InlineData("oss 5.5", "oss 5.5")]
    [InlineData("oss 5.50%", "oss 5.5")]
    [InlineData("oss 0", "oss 0")]
    [InlineData("oss 100", "oss 100")]
    [InlineData("oss 0.1234567", "oss 0.123457")]
    public void A_rate_is_read_as_people_write_it(string written, string name) => Assert.Equal(name, VatRate.Parse(written).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("24")]
    [InlineData("023")]
    [InlineData("0 kr")]
    [InlineData("oss")]
    [InlineData("oss ")]
    [InlineData("oss19")]
    [InlineData("oss -1")]
    [InlineData("oss 1e1")]
    [InlineData("oss 1,5")]
    [InlineData("oss 100.01")]
    [InlineData("oss 101")]
    public void Anything_else_is_no_rate(string? written)
    {
        Assert.False(VatRate.TryParse(written, null, out var rate));
        Assert.Equal(default, rate);
        Assert.Throws<FormatException>(() => VatRate.Parse(written!));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("ZW")]
    [InlineData("margin")]
    [InlineData("oss 19")]
    [InlineData("24")]
    [InlineData("")]
    public void What_P_12_never_says_is_no_code(string code) => Assert.False(VatRate.TryOfCode(code, out _));

    [Fact]
    public void Rates_are_equal_by_their_name()
    {
        Assert.Equal(VatRate.Parse("oss 19.00"), VatRate.Oss(19));
        Assert.Equal(VatRate.Parse("oss 19").GetHashCode(), VatRate.Oss(19).GetHashCode());
        Assert.NotEqual(VatRate.Parse("0 WDT"), VatRate.Parse("0 EX"));
        Assert.NotEqual(VatRate.Parse("23"), VatRate.Oss(23));
        Assert.Equal("", default(VatRate).ToString());
        Assert.Equal("".GetHashCode(StringComparison.Ordinal), default(VatRate).GetHashCode());
    }
}
