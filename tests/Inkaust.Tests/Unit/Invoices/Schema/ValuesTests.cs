using Inkaust.Invoices.Schema;

namespace Inkaust.Tests.Invoices;

/// <summary>What each kind of value takes and what it refuses, by the official schema FA(3) 1-0E; an empty code means that it fits.</summary>
public class ValuesTests
{
    private const string None = "INK-FA3-012", Long = "INK-FA3-013", Short = "INK-FA3-014", Form = "INK-FA3-015",
        NoNumber = "INK-FA3-016", NoDate = "INK-FA3-017",
        OutOfRange = "INK-FA3-018", NoInstant = "INK-FA3-019", InstantOutOfRange = "INK-FA3-020", NotListed = "INK-FA3-021";

    /// <summary>Kind of value, the fewest and the most characters, and the code for one too few.</summary>
    public static TheoryData<string, int, int, string> Lengths => new()
    {
        { nameof(Vocabulary.Text20), 1, 20, None },
        { nameof(Vocabulary.Text50), 1, 50, None },
        { nameof(Vocabulary.Text256), 1, 256, None },
        { nameof(Vocabulary.Text512), 1, 512, None },
        { nameof(Vocabulary.Cell), 0, 256, "" },
        { nameof(Vocabulary.LongText), 1, 3500, None },
        { nameof(Vocabulary.BuyerKey), 1, 32, None },
        { nameof(Vocabulary.Gln), 1, 13, None },
        { nameof(Vocabulary.Bdo), 1, 9, None },
        { nameof(Vocabulary.Phone), 1, 16, None },
        { nameof(Vocabulary.AccountNumber), 10, 34, Short },
        { nameof(Vocabulary.OtherTaxId), 1, 50, None },
    };

    public static TheoryData<string, string, string> Texts => new()
    {
        { nameof(Vocabulary.Text20), " ", None },
        { nameof(Vocabulary.Cell), " ", None },
        { nameof(Vocabulary.LongText), " ", "" },
        { nameof(Vocabulary.OtherTaxId), " ", "" },
        { nameof(Vocabulary.AccountNumber), "", None },
        { nameof(Vocabulary.Email), "a@b", "" },
        { nameof(Vocabulary.Email), "a@", Short },
        { nameof(Vocabulary.Email), "@ab", Form },
        { nameof(Vocabulary.Email), "ab@", Form },
        { nameof(Vocabulary.Email), "abc", Form },
        { nameof(Vocabulary.Email), "@@@", "" },
        { nameof(Vocabulary.Email), "", None },
        { nameof(Vocabulary.EuVatNumber), "1A+*", "" },
        { nameof(Vocabulary.EuVatNumber), "123456789012", "" },
        { nameof(Vocabulary.EuVatNumber), "1234567890123", Form },
        { nameof(Vocabulary.EuVatNumber), "a", Form },
        { nameof(Vocabulary.EuVatNumber), "1\n", "" },
        { nameof(Vocabulary.EuVatNumber), "", None },
        { nameof(Vocabulary.Swift), "BREXPLPW", "" },
        { nameof(Vocabulary.Swift), "BREXPLPWXXX", "" },
        { nameof(Vocabulary.Swift), "BREXPLPWX", Form },
        { nameof(Vocabulary.Swift), "BREXPLPWXXXX", Form },
        { nameof(Vocabulary.Swift), "BREXPLP", Form },
        { nameof(Vocabulary.Swift), "B", Form },
        { nameof(Vocabulary.Swift), "BREXP1PW", Form },
        { nameof(Vocabulary.Swift), "brexplpw", Form },
        { nameof(Vocabulary.Krs), "0000123456", "" },
        { nameof(Vocabulary.Krs), "000012345", Form },
        { nameof(Vocabulary.Krs), "00001234567", Form },
        { nameof(Vocabulary.Krs), "000012345x", Form },
        { nameof(Vocabulary.Krs), "000012345٦", "" },
        { nameof(Vocabulary.Krs), "0000123456\n", "" },
        { nameof(Vocabulary.Krs), "0000123456\n\n", Form },
        { nameof(Vocabulary.Krs), "000012345\n", Form },
        { nameof(Vocabulary.Krs), "", None },
        { nameof(Vocabulary.Regon), "123456789", "" },
        { nameof(Vocabulary.Regon), "12345678901234", "" },
        { nameof(Vocabulary.Regon), "1234567890", Form },
        { nameof(Vocabulary.Regon), "12345678", Form },
        { nameof(Vocabulary.Regon), "123456789012345", Form },
        { nameof(Vocabulary.InternalId), "6712345098-12349", "" },
        { nameof(Vocabulary.InternalId), "6712345098-1234", Form },
        { nameof(Vocabulary.InternalId), "6712345098-123456", Form },
        { nameof(Vocabulary.InternalId), "0712345098-12349", Form },
        { nameof(Vocabulary.PaymentLink), "https://pay.example.pl/x?IPKSeF=123abcDEF4567", "" },
        { nameof(Vocabulary.PaymentLink), "http://pay.example.pl:8080?a=1&IPKSeF=123abcDEF4567&b=2#c", "" },
        { nameof(Vocabulary.PaymentLink), "ftp://pay.example.pl/?IPKSeF=123abcDEF4567", Form },
        { nameof(Vocabulary.PaymentLink), "https://localhost/?IPKSeF=123abcDEF4567", Form },
        { nameof(Vocabulary.PaymentLink), "https://pay.example.pl/", Form },
        { nameof(Vocabulary.PaymentId), "123abcDEF4567", "" },
        { nameof(Vocabulary.PaymentId), "12xabcDEF4567", Form },
        { nameof(Vocabulary.PaymentId), "123abcDEF456", Form },
    };

    public static TheoryData<string, string, string> Numbers => new()
    {
        { nameof(Vocabulary.Nip), "5241037786", "" },
        { nameof(Vocabulary.Nip), "5241037780", "" },
        { nameof(Vocabulary.Nip), "1241037786", "" },
        { nameof(Vocabulary.Nip), "9241037786", "" },
        { nameof(Vocabulary.Nip), "5901037786", "" },
        { nameof(Vocabulary.Nip), "5091037786", "" },
        { nameof(Vocabulary.Nip), "5011037786", "" },
        { nameof(Vocabulary.Nip), "5101037786", "" },
        { nameof(Vocabulary.Nip), "5001037786", Form },
        { nameof(Vocabulary.Nip), "0241037786", Form },
        { nameof(Vocabulary.Nip), "524103778", Form },
        { nameof(Vocabulary.Nip), "52410377861", Form },
        { nameof(Vocabulary.Nip), "524103778x", Form },
        { nameof(Vocabulary.Nip), "5x41037786", Form },
        { nameof(Vocabulary.Nip), "524103778٦", "" },
        { nameof(Vocabulary.Nip), "5241037786\n", "" },
        { nameof(Vocabulary.Nip), "524103778\n", Form },
        { nameof(Vocabulary.Nip), "5241037786\n\n", Form },
        { nameof(Vocabulary.Nip), "", None },
        { nameof(Vocabulary.Amount), "9999999999999999.99", "" },
        { nameof(Vocabulary.Amount), "10000000000000000", NoNumber },
        { nameof(Vocabulary.Amount), "1.234", NoNumber },
        { nameof(Vocabulary.Amount), "1.2", "" },
        { nameof(Vocabulary.Amount), "1.", NoNumber },
        { nameof(Vocabulary.Amount), ".5", NoNumber },
        { nameof(Vocabulary.Amount), "0.5", "" },
        { nameof(Vocabulary.Amount), "0", "" },
        { nameof(Vocabulary.Amount), "00", NoNumber },
        { nameof(Vocabulary.Amount), "01.00", NoNumber },
        { nameof(Vocabulary.Amount), "10", "" },
        { nameof(Vocabulary.Amount), "-1", "" },
        { nameof(Vocabulary.Amount), "-0.01", "" },
        { nameof(Vocabulary.Amount), "-", NoNumber },
        { nameof(Vocabulary.Amount), "--1", NoNumber },
        { nameof(Vocabulary.Amount), "+1", NoNumber },
        { nameof(Vocabulary.Amount), "1,5", NoNumber },
        { nameof(Vocabulary.Amount), "1.x", NoNumber },
        { nameof(Vocabulary.Amount), "1.2.3", NoNumber },
        { nameof(Vocabulary.Amount), "", None },
        { nameof(Vocabulary.UnitPrice), "99999999999999.99999999", "" },
        { nameof(Vocabulary.UnitPrice), "100000000000000", NoNumber },
        { nameof(Vocabulary.UnitPrice), "0.123456789", NoNumber },
        { nameof(Vocabulary.Quantity), "9999999999999999.999999", "" },
        { nameof(Vocabulary.Quantity), "10000000000000000", NoNumber },
        { nameof(Vocabulary.Quantity), "0.1234567", NoNumber },
        { nameof(Vocabulary.Percent), "0", "" },
        { nameof(Vocabulary.Percent), "100", "" },
        { nameof(Vocabulary.Percent), "100.000001", NoNumber },
        { nameof(Vocabulary.Percent), "-0.000001", NoNumber },
        { nameof(Vocabulary.Percent), "0.000001", "" },
        { nameof(Vocabulary.Percent), "0.0000001", NoNumber },
        { nameof(Vocabulary.Percent), "1.0000000", "" },
        { nameof(Vocabulary.Percent), "+1", "" },
        { nameof(Vocabulary.Percent), "1,5", NoNumber },
        { nameof(Vocabulary.Percent), "x", NoNumber },
        { nameof(Vocabulary.Percent), "", None },
        { nameof(Vocabulary.LineNumber), "1", "" },
        { nameof(Vocabulary.LineNumber), "0", NoNumber },
        { nameof(Vocabulary.LineNumber), "01", "" },
        { nameof(Vocabulary.LineNumber), "00", NoNumber },
        { nameof(Vocabulary.LineNumber), "99999", "" },
        { nameof(Vocabulary.LineNumber), "100000", "" },
        { nameof(Vocabulary.LineNumber), "99999999999999", "" },
        { nameof(Vocabulary.LineNumber), "100000000000000", NoNumber },
        { nameof(Vocabulary.LineNumber), "-1", NoNumber },
        { nameof(Vocabulary.LineNumber), "1.0", NoNumber },
        { nameof(Vocabulary.LineNumber), "1x", NoNumber },
        { nameof(Vocabulary.LineNumber), "x", NoNumber },
        { nameof(Vocabulary.LineNumber), "", None },
        { nameof(Vocabulary.AnyWholeNumber), "-5", "" },
        { nameof(Vocabulary.AnyWholeNumber), "0", "" },
        { nameof(Vocabulary.AnyWholeNumber), "100000000000000", "" },
        { nameof(Vocabulary.AnyWholeNumber), "1.5", NoNumber },
    };

    public static TheoryData<string, string, string> KsefNumbers => new()
    {
        { "as KSeF writes it", "5241037786-20261015-0A1B2C3D4E5F-90", "" },
        { "as KSeF 1 wrote it", "5241037786-20261015-0A1B2C-3D4E5F-90", "" },
        { "of a person without NIP", "M123456789-20261015-0A1B2C3D4E5F-90", "" },
        { "of letters", "ABC1234567-20261015-0A1B2C3D4E5F-90", "" },
        { "a NIP with 0 in the second place", "5041037786-20261015-0A1B2C3D4E5F-90", "" },
        { "a NIP with 0 in the third", "5201037786-20261015-0A1B2C3D4E5F-90", "" },
        { "a NIP with 00", "5001037786-20261015-0A1B2C3D4E5F-90", Form },
        { "a NIP that begins with 0", "0241037786-20261015-0A1B2C3D4E5F-90", Form },
        { "a NIP with a letter", "52410377A6-20261015-0A1B2C3D4E5F-90", Form },
        { "2019", "5241037786-20191231-0A1B2C3D4E5F-90", Form },
        { "2020", "5241037786-20200101-0A1B2C3D4E5F-90", "" },
        { "2030", "5241037786-20301231-0A1B2C3D4E5F-90", "" },
        { "a year with a letter", "5241037786-202A1015-0A1B2C3D4E5F-90", Form },
        { "month 0", "5241037786-20260015-0A1B2C3D4E5F-90", Form },
        { "month 13", "5241037786-20261315-0A1B2C3D4E5F-90", Form },
        { "day 0", "5241037786-20261000-0A1B2C3D4E5F-90", Form },
        { "day 31", "5241037786-20260931-0A1B2C3D4E5F-90", "" },
        { "day 32", "5241037786-20261032-0A1B2C3D4E5F-90", Form },
        { "small letters", "5241037786-20261015-0a1b2c3d4e5f-90", Form },
        { "small letters in the check sum", "5241037786-20261015-0A1B2C3D4E5F-9f", Form },
        { "no dash before the date", "5241037786x20261015-0A1B2C3D4E5F-90", Form },
        { "no dash after the date", "5241037786-20261015x0A1B2C3D4E5F-90", Form },
        { "no dash before the check sum", "5241037786-20261015-0A1B2C3D4E5Fx90", Form },
        { "a digit less", "5241037786-20261015-0A1B2C3D4E5F-9", Form },
        { "a digit more", "5241037786-20261015-0A1B2C3D4E5F-900", Form },
        { "nothing", "", Form },
    };

    public static TheoryData<string, string, string> Dates => new()
    {
        { nameof(Vocabulary.Date2006), "2005-12-31", OutOfRange },
        { nameof(Vocabulary.Date2006), "2006-01-01", "" },
        { nameof(Vocabulary.Date2006), "2050-01-01", "" },
        { nameof(Vocabulary.Date2006), "2050-01-02", OutOfRange },
        { nameof(Vocabulary.Date2016), "2016-06-30", OutOfRange },
        { nameof(Vocabulary.Date2016), "2016-07-01", "" },
        { nameof(Vocabulary.Date2016), "2050-01-01", "" },
        { nameof(Vocabulary.Date2016), "2050-01-02", OutOfRange },
        { nameof(Vocabulary.Date1990), "1989-12-31", OutOfRange },
        { nameof(Vocabulary.Date1990), "1990-01-01", "" },
        { nameof(Vocabulary.Date1990), "2050-01-01", "" },
        { nameof(Vocabulary.Date1990), "2050-01-02", OutOfRange },
        { nameof(Vocabulary.Date2006), "2028-02-29", "" },
        { nameof(Vocabulary.Date2006), "2026-02-29", NoDate },
        { nameof(Vocabulary.Date2006), "2026-12-31", "" },
        { nameof(Vocabulary.Date2006), "2026-00-10", NoDate },
        { nameof(Vocabulary.Date2006), "2026-13-10", NoDate },
        { nameof(Vocabulary.Date2006), "2026-01-00", NoDate },
        { nameof(Vocabulary.Date2006), "2026-01-32", NoDate },
        { nameof(Vocabulary.Date2006), "0000-01-01", NoDate },
        { nameof(Vocabulary.Date2006), "0001-01-01", OutOfRange },
        { nameof(Vocabulary.Date2006), "2026/01-01", NoDate },
        { nameof(Vocabulary.Date2006), "2026-01/01", NoDate },
        { nameof(Vocabulary.Date2006), "2026-01-1", NoDate },
        { nameof(Vocabulary.Date2006), "2026-01-01Z", NoDate },
        { nameof(Vocabulary.Date2006), "202x-01-01", NoDate },
        { nameof(Vocabulary.Date2006), "2026-x1-01", NoDate },
        { nameof(Vocabulary.Date2006), "2026-01-0x", NoDate },
        { nameof(Vocabulary.Date2006), "٢٠٢٦-01-01", NoDate },
        { nameof(Vocabulary.Date2006), "", None },
        { nameof(Vocabulary.Created), "2025-08-31T23:59:59Z", InstantOutOfRange },
        { nameof(Vocabulary.Created), "2025-09-01T00:00:00Z", "" },
        { nameof(Vocabulary.Created), "2025-09-01T00:00:00", "" },
        { nameof(Vocabulary.Created), "2025-09-01T02:00:00+02:00", "" },
        { nameof(Vocabulary.Created), "2025-09-01T01:59:59+02:00", InstantOutOfRange },
        { nameof(Vocabulary.Created), "2050-01-01T23:59:59Z", "" },
        { nameof(Vocabulary.Created), "2050-01-02T00:00:00Z", InstantOutOfRange },
        { nameof(Vocabulary.Instant), "2021-09-30T23:59:59Z", InstantOutOfRange },
        { nameof(Vocabulary.Instant), "2021-10-01T00:00:00Z", "" },
        { nameof(Vocabulary.Instant), "2050-01-01T23:59:59Z", "" },
        { nameof(Vocabulary.Instant), "2050-01-02T00:00:00Z", InstantOutOfRange },
        { nameof(Vocabulary.Instant), "2026-02-01T12:34:56.789Z", "" },
        { nameof(Vocabulary.Instant), "2026-02-01T24:00:01Z", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-01T25:00:00Z", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-01T23:60:00Z", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-01T23:59:60Z", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-30T12:00:00Z", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-01 12:34:56Z", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-01T12-34:56Z", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-01T12:34-56Z", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-01T12:34:56X", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-01T1x:34:56Z", NoInstant },
        { nameof(Vocabulary.Instant), "2026-02-01", NoInstant },
        { nameof(Vocabulary.Instant), "", None },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_text_has_so_many_characters(string kind, int least, int most, string tooShort)
    {
        Assert.Equal((tooShort, ""), (Code(kind, new string('x', Math.Max(0, least - 1))), Code(kind, new string('x', least))));
        Assert.Equal(("", Long), (Code(kind, new string('x', most)), Code(kind, new string('x', most + 1))));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    [MemberData(nameof(Numbers))]
    [MemberData(nameof(Dates))]
    public void A_value_is_judged(string kind, string text, string code) => Assert.Equal(code, Code(kind, text));

    [Theory]
    [MemberData(nameof(KsefNumbers))]
    public void A_KSeF_number_is_judged(string what, string text, string code) =>
        Assert.True(code == Code(nameof(Vocabulary.KsefNumber), text), what);

    [Theory]
    [InlineData(255, "")]
    [InlineData(256, Long)]
    public void An_email_address_has_at_most_255_characters(int length, string code) =>
        Assert.Equal(code, Code(nameof(Vocabulary.Email), "a@".PadRight(length, 'b')));

    [Theory]
    [InlineData(512, "")]
    [InlineData(513, Long)]
    public void A_payment_link_has_at_most_512_characters(int length, string code) =>
        Assert.Equal(code, Code(nameof(Vocabulary.PaymentLink), "https://pay.example.pl/?IPKSeF=123abcDEF4567#".PadRight(length, 'x')));

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("@b")]
    public void Nothing_is_not_around_the_sign(string text) => Assert.False(new AroundAt("", "").Fits(text));

    [Theory]
    [InlineData("2026-02-01T12:34:56Z", 1, 12, 34, 56)]
    [InlineData("2026-02-01T12:34:56", 1, 12, 34, 56)]
    [InlineData("2026-02-01T12:34:56+01:00", 1, 11, 34, 56)]
    [InlineData("2026-02-01T23:59:59Z", 1, 23, 59, 59)]
    public void An_instant_is_read_in_UTC(string text, int day, int hour, int minute, int second)
    {
        Assert.True(InstantValue.TryRead(text, out var instant));
        Assert.Equal((new DateTime(2026, 2, day, hour, minute, second, DateTimeKind.Utc), DateTimeKind.Utc), (instant, instant.Kind));
    }

    /// <summary>The month and day in a KSeF number.</summary>
    [Theory]
    [InlineData("01-01", true)]
    [InlineData("09-09", true)]
    [InlineData("10-10", true)]
    [InlineData("12-19", true)]
    [InlineData("02-29", true)]
    [InlineData("02-30", true)]
    [InlineData("02-31", true)]
    [InlineData("00-01", false)]
    [InlineData("13-01", false)]
    [InlineData("20-01", false)]
    [InlineData("01-00", false)]
    [InlineData("01-32", false)]
    [InlineData("01-40", false)]
    [InlineData("1x-01", false)]
    [InlineData("0:-01", false)]
    [InlineData("01-0:", false)]
    [InlineData("01-1:", false)]
    public void A_day_is_one_of_31_whatever_the_month(string text, bool isDay) =>
        Assert.Equal(isDay, DateValue.IsDay(text.AsSpan(0, 2), text.AsSpan(3, 2)));

    private static string Code(string kind, string text) => ((Value)typeof(Vocabulary).GetField(kind)!.GetValue(null)!).Check(text)?.Code ?? "";
}
