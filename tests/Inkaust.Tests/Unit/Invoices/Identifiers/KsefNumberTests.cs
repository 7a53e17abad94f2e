using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>The check sums were worked out bit by bit beside the program (polynomial 0x07, start 0); the first number is the ministry's own example.</summary>
public sealed class KsefNumberTests
{
    [Theory]
    [InlineData("5265877635-20250826-0100001AF629-AF", 0x0100001AF629L)]
    [InlineData("5265877635-20250826-000000000000-4B", 0L)]
    [InlineData("5265877635-20250826-00000000000F-0E", 0xFL)] // a nought at the beginning of the check sum
    [InlineData("5265877635-20250826-000000000082-ED", 0x82L)]
    [InlineData("5265877635-20250826-FFFFFFFFFFFF-56", 0xFFFFFFFFFFFFL)]
    public void A_number_is_made_of_its_parts_and_read_back(string text, long technicalPart)
    {
        Assert.Equal(text, KsefNumber.Create(Nip.Parse("5265877635"), new DateOnly(2025, 8, 26), technicalPart).ToString());
        var number = KsefNumber.Parse(text);
        Assert.Equal(("5265877635", new DateOnly(2025, 8, 26), text), (number.SellerNip.ToString(), number.Date, number.ToString()));
    }

    [Fact]
    public void Only_48_bits_of_the_technical_part_count() =>
        Assert.Equal("5265877635-20250826-FFFFFFFFFFFF-56", KsefNumber.Create(Nip.Parse("5265877635"), new DateOnly(2025, 8, 26), -1).ToString());

    [Fact]
    public void The_last_day_of_a_leap_February_is_a_day() =>
        Assert.Equal(new DateOnly(2024, 2, 29), KsefNumber.Parse("5265877635-20240229-0100001AF629-19").Date);

    // Each has the check sum that belongs to it, so that nothing but the named fault can stop it.
    [Theory]
    [InlineData("no dash after the NIP", "5265877635_20250826-0100001AF629-AA")]
    [InlineData("no dash after the date", "5265877635-20250826_0100001AF629-FA")]
    [InlineData("no dash before the check sum", "5265877635-20250826-0100001AF629_AF")]
    [InlineData("the NIP has a letter", "526587763A-20250826-0100001AF629-63")]
    [InlineData("29 February of a common year", "5265877635-20250229-0100001AF629-33")]
    [InlineData("a thirteenth month", "5265877635-20251301-0100001AF629-6F")]
    [InlineData("a date in another form", "5265877635-2025-8-6-0100001AF629-D9")]
    [InlineData("small letters in the technical part", "5265877635-20250826-0100001af629-05")]
    [InlineData("a letter that is no digit", "5265877635-20250826-0100001AG629-B9")]
    [InlineData("a small check sum", "5265877635-20250826-0100001AF629-af")]
    [InlineData("half a small check sum", "5265877635-20250826-0100001AF629-Af")]
    [InlineData("another check sum, first half", "5265877635-20250826-0100001AF629-BF")]
    [InlineData("another check sum, second half", "5265877635-20250826-0100001AF629-AE")]
    [InlineData("no check sum of digits", "5265877635-20250826-0100001AF629-XY")]
    [InlineData("34 signs", "5265877635-20250826-0100001AF629-A")]
    [InlineData("36 signs", "5265877635-20250826-0100001AF629-AF0")]
    [InlineData("a blank before it", " 5265877635-20250826-0100001AF629-AF")]
    [InlineData("empty", "")]
    [InlineData("nothing", null)]
    public void What_is_no_KSeF_number_is_refused(string what, string? text)
    {
        Assert.False(KsefNumber.TryParse(text, out var number), what);
        Assert.Equal("", number.ToString());
    }

    [Fact]
    public void A_refusal_names_what_was_written() =>
        Assert.Equal("'5265877635' is not a KSeF number.", Assert.Throws<FormatException>(() => KsefNumber.Parse("5265877635")).Message);
}
