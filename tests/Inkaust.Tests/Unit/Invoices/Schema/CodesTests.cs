using Inkaust.Invoices.Schema;

namespace Inkaust.Tests.Invoices;

/// <summary>The codes of the official schema FA(3) 1-0E, and how the kinds of value are explained.</summary>
public class CodesTests
{
    public static TheoryData<string, string, string> Lists => new()
    {
        { nameof(Vocabulary.Kind), "VAT|KOR|ZAL|ROZ|UPR|KOR_ZAL|KOR_ROZ", "KOR ZAL|vat|FP" },
        { nameof(Vocabulary.Rate), "23|22|8|7|5|4|3|0 KR|0 WDT|0 EX|zw|oo|np I|np II", "0|6|ZW|np|23%" },
        { nameof(Vocabulary.Procedure), "WSTO_EE|IED|TT_D|I_42|I_63|B_SPV|B_SPV_DOSTAWA|B_MPV_PROWIZJA", "TT_WNT|WSTO" },
        { nameof(Vocabulary.OrderProcedure), "WSTO_EE|IED|TT_D|B_SPV|B_SPV_DOSTAWA|B_MPV_PROWIZJA", "I_42|I_63" },
        { nameof(Vocabulary.Gtu), "GTU_01|GTU_02|GTU_03|GTU_04|GTU_05|GTU_06|GTU_07|GTU_08|GTU_09|GTU_10|GTU_11|GTU_12|GTU_13",
            "GTU_00|GTU_14|GTU_1|01" },
        { nameof(Vocabulary.EuCountry), "AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI", "GR|GB|UK|CH" },
        { nameof(Vocabulary.FormCode), "FA", "FA(3)|fa|FA_RR" },
    };

    public static TheoryData<string, string, string> Numbers => new()
    {
        { nameof(Vocabulary.Yes), "1", "0|2" },
        { nameof(Vocabulary.YesOrNo), "1|2", "0|3" },
        { nameof(Vocabulary.FormVariant), "3", "2|4" },
        { nameof(Vocabulary.PartPayments), "1|2", "0|3" },
        { nameof(Vocabulary.PaymentMethod), "1|2|3|4|5|6|7", "0|8" },
        { nameof(Vocabulary.Load), "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20", "0|21" },
        { nameof(Vocabulary.Transport), "1|2|3|4|5|7|8", "0|6|9" },
        { nameof(Vocabulary.BankOwnAccount), "1|2|3", "0|4" },
        { nameof(Vocabulary.TaxpayerStatus), "1|2|3|4", "0|5" },
        { nameof(Vocabulary.AuthorisedRole), "1|2|3", "0|4" },
        { nameof(Vocabulary.ThirdPartyRole), "1|2|3|4|5|6|7|8|9|10|11", "0|12" },
        { nameof(Vocabulary.CorrectionEffect), "1|2|3", "0|4" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Words_of_a_list(string kind, string listed, string others)
    {
        var value = Assert.IsType<CodeValue>(Of(kind));
        Assert.Equal(listed.Split('|'), value.Codes);
        Judged(value, listed, others);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_of_a_list(string kind, string listed, string others)
    {
        var value = Assert.IsType<NumberCodeValue>(Of(kind));
        Assert.Equal(listed.Split('|'), value.Codes.Select(code => code.Code));
        Judged(value, listed, others);
        Assert.All(value.Codes, code => Assert.True(code.Meaning.Pl.Length > 1 && code.Meaning.En.Length > 1));
        Assert.Equal(value.Codes.Count, value.Codes.Select(code => code.Meaning).Distinct().Count());
        // The schema compares numbers, so that a sign or a zero in front change nothing.
        Assert.Null(value.Check("0" + listed.Split('|')[0]));
        Assert.Null(value.Check("+" + listed.Split('|')[^1]));
        Assert.Equal("INK-FA3-021", value.Check("1.0")?.Code);
        Assert.Equal("INK-FA3-021", value.Check("x")?.Code);
        Assert.Equal("INK-FA3-012", value.Check("")?.Code);
    }

    [Fact]
    public void Countries_and_currencies_are_those_of_the_schema()
    {
        Assert.Equal((254, 254), (Vocabulary.Country.Codes.Count, Vocabulary.Country.Codes.Distinct().Count()));
        Assert.Equal((182, 182), (Vocabulary.Currency.Codes.Count, Vocabulary.Currency.Codes.Distinct().Count()));
        Judged(Vocabulary.Country, "AD|CC|CD|GE|GF|MZ|NA|SH|SI|VG|VI|PL|XI|XK|GR|GB|ZW", "EL|UK|pl|PLN");
        Judged(Vocabulary.Currency, "AED|CHF|CHW|GYD|HKD|LSL|LYD|PYG|QAR|UAH|UGX|ZAR|ZMW|ZWL|PLN|EUR|XXX", "EURO|pln|XBT");
    }

    [Theory]
    [InlineData(nameof(Vocabulary.Text20), "text of 1 to 20 characters")]
    [InlineData(nameof(Vocabulary.Cell), "text of 0 to 256 characters")]
    [InlineData(nameof(Vocabulary.Email), "an e-mail address such as office@firm.com")]
    [InlineData(nameof(Vocabulary.Regon), "9 or 14 digits")]
    [InlineData(nameof(Vocabulary.Nip), "ten digits without dashes")]
    [InlineData(nameof(Vocabulary.Amount), "a number with a point, up to 16 digits before and 2 after it, without needless zeros in front")]
    [InlineData(nameof(Vocabulary.UnitPrice), "a number with a point, up to 14 digits before and 8 after it, without needless zeros in front")]
    [InlineData(nameof(Vocabulary.Percent), "a number from 0 to 100, up to 6 decimal places")]
    [InlineData(nameof(Vocabulary.LineNumber), "a whole number from 1 to 99999999999999")]
    [InlineData(nameof(Vocabulary.AnyWholeNumber), "a whole number")]
    [InlineData(nameof(Vocabulary.Date2016), "a date yyyy-mm-dd from 2016-07-01 to 2050-01-01")]
    [InlineData(nameof(Vocabulary.Created), "a date with time yyyy-mm-ddThh:mm:ssZ from 2025-09-01 to 2050-01-01")]
    [InlineData(nameof(Vocabulary.Kind), "one of: VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL, KOR_ROZ")]
    [InlineData(nameof(Vocabulary.Country), "a code from the schema's list")]
    [InlineData(nameof(Vocabulary.YesOrNo), "one of: 1 (yes), 2 (no)")]
    [InlineData(nameof(Vocabulary.AuthorisedRole), "one of: 1 (enforcement authority), 2 (court bailiff), 3 (tax representative)")]
    public void A_kind_of_value_is_explained(string kind, string expected) => Assert.Equal(expected, Of(kind).Expected.En);

    [Fact]
    public void Every_kind_of_value_is_explained_in_both_languages() => Assert.All(
        typeof(Vocabulary).GetFields().Select(field => (Value)field.GetValue(null)!),
        value => Assert.True(value.Expected.Pl.Length > 5 && value.Expected.En.Length > 5 && value.Expected.Pl != value.Expected.En, value.Name));

    [Fact]
    public void A_text_of_one_length_is_explained_by_it() => Assert.Equal("text of 5 characters", new TextValue("five", 5, 5).Expected.En);

    [Theory]
    [InlineData(20, "one of: ")]
    [InlineData(21, "a code from the schema's list")]
    public void A_list_of_more_than_twenty_is_not_told(int count, string begins) =>
        Assert.StartsWith(begins, ListOf(count).Expected.En, StringComparison.Ordinal);

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void A_long_value_is_told_by_its_beginning(int length, bool isCut)
    {
        var finding = Vocabulary.EuVatNumber.Check(new string('a', length))!;
        Assert.Equal($"\"{new string('a', 60)}{(isCut ? "…" : "")}\" does not have the required form.", finding.Text.En);
    }

    /// <summary>What happens to blanks before a value is judged, by the base type in the schema.</summary>
    [Theory]
    [InlineData(nameof(Vocabulary.Text256), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.LongText), nameof(Blanks.Kept))]
    [InlineData(nameof(Vocabulary.AccountNumber), nameof(Blanks.Kept))]
    [InlineData(nameof(Vocabulary.OtherTaxId), nameof(Blanks.MadeSpaces))]
    [InlineData(nameof(Vocabulary.Email), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.Nip), nameof(Blanks.Kept))]
    [InlineData(nameof(Vocabulary.InternalId), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.EuVatNumber), nameof(Blanks.Kept))]
    [InlineData(nameof(Vocabulary.KsefNumber), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.Swift), nameof(Blanks.Kept))]
    [InlineData(nameof(Vocabulary.Krs), nameof(Blanks.Kept))]
    [InlineData(nameof(Vocabulary.Regon), nameof(Blanks.Kept))]
    [InlineData(nameof(Vocabulary.Amount), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.Date2006), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.Country), nameof(Blanks.MadeSpaces))]
    [InlineData(nameof(Vocabulary.EuCountry), nameof(Blanks.MadeSpaces))]
    [InlineData(nameof(Vocabulary.Currency), nameof(Blanks.MadeSpaces))]
    [InlineData(nameof(Vocabulary.FormCode), nameof(Blanks.Kept))]
    [InlineData(nameof(Vocabulary.Kind), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.Rate), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.Procedure), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.OrderProcedure), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.Gtu), nameof(Blanks.Collapsed))]
    [InlineData(nameof(Vocabulary.YesOrNo), nameof(Blanks.Collapsed))]
    public void Blanks_are_dealt_with(string kind, string blanks) => Assert.Equal(blanks, Of(kind).Blanks.ToString());

    private static CodeValue ListOf(int count) => new("list", [.. Enumerable.Range(1, count).Select(number => $"C{number}")]);

    private static Value Of(string kind) => (Value)typeof(Vocabulary).GetField(kind)!.GetValue(null)!;

    private static void Judged(Value value, string listed, string others)
    {
        Assert.All(listed.Split('|'), code => Assert.Null(value.Check(code)));
        Assert.All(others.Split('|'), code => Assert.Equal("INK-FA3-021", value.Check(code)?.Code));
        Assert.Equal("INK-FA3-012", value.Check("")?.Code);
    }
}
