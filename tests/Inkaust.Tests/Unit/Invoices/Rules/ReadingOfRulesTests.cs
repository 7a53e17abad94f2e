using System.Globalization;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Invoices.Reading;
using Inkaust.Invoices.Rules;

namespace Inkaust.Tests.Invoices;

/// <summary>How rules read a file and say what they found.</summary>
public class ReadingOfRulesTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("7", "7")]
    [InlineData("-7", "-7")]
    [InlineData("+7", "7")]
    [InlineData("12.30", "12.30")]
    [InlineData("-0.01", "-0.01")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("4294967296", "4294967296")]
    [InlineData("42949672.97", "42949672.97")]
    [InlineData("123456789012345678", "123456789012345678")]
    [InlineData("1234567890123456.78", "1234567890123456.78")]
    [InlineData("12345678901234567.8", "12345678901234567.8")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("-18446744073709551616", "-18446744073709551616")]
    [InlineData("99999999999999999999", "99999999999999999999")]
    public void A_number_is_read(string text, string expected)
    {
        Assert.True(Decimals.TryRead(text, out var number));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), number);
        Assert.Equal(expected, number.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("1e5")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("--1")]
    [InlineData("٣")]
    [InlineData("12345678901234567890x")]
    public void No_number_is_read(string text) => Assert.False(Decimals.TryRead(text, out _));

    [Theory]
    [InlineData("99999999999999999", true)]
    [InlineData("100000000000000000", false)]
    [InlineData("-99999999999999999", true)]
    [InlineData("-100000000000000000", false)]
    [InlineData("0.000000000000000000000001", true)]
    [InlineData("0.0000000000000000000000001", false)]
    public void An_amount_that_would_overflow_sums_is_none(string text, bool isOne) =>
        Read("vat", $"P_15 = {text}", facts => Assert.Equal(isOne, facts.Due is not null));

    [Fact]
    public void A_sum_stands_with_its_taxes() => Read("euro", "before P_15: <P_13_5>7.00</P_13_5><P_14_5>1.00</P_14_5><P_13_7>2.00</P_13_7>", facts =>
        Assert.Equal([(TaxBucket.Basic, 100.00m, 23.00m, 99.38m), (TaxBucket.OneStopShop, 7.00m, 1.00m, null), (TaxBucket.Exempt, 2.00m, null, null)],
            facts.Sums.Select(sum => (sum.Bucket, sum.Net, sum.Vat, sum.VatInPln))));

    [Fact]
    public void A_sum_that_is_no_number_is_passed_over() =>
        Read("two rates", "P_13_1 = x", facts => Assert.Equal([TaxBucket.FirstReduced], facts.Sums.Select(sum => sum.Bucket)));

    [Theory]
    [InlineData("VAT", false, true)]
    [InlineData("UPR", false, false)]
    [InlineData("ZAL", false, false)]
    [InlineData("ROZ", false, false)]
    [InlineData("KOR", true, false)]
    [InlineData("KOR_ZAL", true, false)]
    [InlineData("KOR_ROZ", true, false)]
    public void A_kind_is_a_correction_or_plain_or_neither(string kind, bool isCorrection, bool isPlain) =>
        Read("vat", $"RodzajFaktury = {kind}", facts => Assert.Equal((isCorrection, isPlain), (facts.IsCorrection, facts.IsPlain)));

    [Fact]
    public void Without_lines_nothing_is_complete()
    {
        var sums = new LineSums();
        Assert.Equal((0, false, true, false, false), (sums.Count, sums.AreComplete, sums.AreNet, sums.HaveBefore, sums.HaveAnnex15));
        Assert.Empty(sums.Rates);
        Assert.Null(sums.Of(TaxBucket.Basic));
    }

    /// <summary>Numbers around the places where their store grows and where it ends.</summary>
    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("31")]
    [InlineData("32")]
    [InlineData("127")]
    [InlineData("128")]
    [InlineData("5000")]
    [InlineData("131071")]
    [InlineData("131072")]
    [InlineData("200000")]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("99999999999999")]
    public void A_line_number_is_used_once_before_and_once_after(string text)
    {
        var number = decimal.Parse(text, CultureInfo.InvariantCulture);
        var numbers = new LineNumbers();
        Assert.False(numbers.Contains(number));
        Assert.True(numbers.Add(number, isBefore: true));
        Assert.True(numbers.Contains(number));
        Assert.False(numbers.Add(number, isBefore: true));
        Assert.True(numbers.Add(number, isBefore: false));
        Assert.False(numbers.Add(number, isBefore: false));
        Assert.False(numbers.Contains(number + 1) || numbers.Contains(number - 1));
        Assert.True(numbers.Add(number + 1, isBefore: false));
    }

    [Fact]
    public void Many_line_numbers_are_all_remembered()
    {
        var numbers = new LineNumbers();
        for (var number = 1; number <= 10_000; number++) Assert.True(numbers.Add(number, isBefore: number % 2 == 0));
        for (var number = 1; number <= 10_000; number++) Assert.False(numbers.Add(number, isBefore: number % 2 == 0));
        Assert.False(numbers.Contains(10_001));
    }

    [Fact]
    public void Values_are_put_into_the_sentences_as_people_write_them() => Read("vat", "", facts =>
    {
        var finding = Said(facts, broken => broken.At(facts.Child(facts.Fa, "P_15"), null, 1234567.5m));
        Assert.Equal(("Pl – i 1234567.50.", "En – and 1234567.50.", "Popraw –.", "Correct –."),
            (finding.Text.Pl, finding.Text.En, finding.Hint!.Pl, finding.Hint.En));
        Assert.Equal("En 0.1234567 and 2026-01-02.", Said(facts, broken => broken.At(0, 0.1234567m, new DateOnly(2026, 1, 2))).Text.En);
        Assert.Equal("En 7 and 0 WDT.", Said(facts, broken => broken.At(0, 7, "0 WDT")).Text.En);
        Assert.Equal("En a and b.", Said(facts, broken => broken.Missing(0, "X", "a", "b")).Text.En);
        Assert.Equal("En {0} and {1}.", Said(facts, broken => broken.At(0)).Text.En);
    });

    [Fact]
    public void A_place_that_is_not_there_is_that_of_the_body() => Read("vat", "", facts =>
    {
        Assert.Equal(("INK-RULE-999", Severity.Advice, "Fa"), Known(Said(facts, broken => broken.At(-1))));
        Assert.Equal(("INK-RULE-999", Severity.Advice, "Fa/X"), Known(Said(facts, broken => broken.Missing(-1, "X"))));
        Assert.Equal(("INK-RULE-999", Severity.Advice, "Faktura"), Known(Said(facts, broken => broken.At(0))));
        Assert.Equal(("INK-RULE-999", Severity.Advice, "X"), Known(Said(facts, broken => broken.Missing(0, "X"))));
    });

    [Fact]
    public void Without_a_body_it_is_that_of_the_file() => Read("vat", "drop Fa", facts =>
    {
        Assert.Equal("Faktura", Said(facts, broken => broken.At(-1)).Path);
        Assert.Equal("X", Said(facts, broken => broken.Missing(-1, "X")).Path);
    });

    [Fact]
    public void Beyond_a_thousand_findings_nobody_reads_on() => Read("vat", "", facts =>
    {
        var findings = new FindingList();
        var breaches = new Breaches(facts, findings, KsefKind.Production);
        breaches.Judge(Ours((_, broken) =>
        {
            for (var i = 0; i < 999; i++) broken.At(0);
        }));
        breaches.Judge(Ours((_, broken) => broken.Missing(0, "X")));
        Assert.Equal(1000, findings.Count);
        breaches.Judge(Ours((_, broken) => broken.Missing(0, "X")));
        breaches.Judge(Ours((_, broken) => broken.At(0)));
        Assert.Equal(1000, findings.Count);
    });

    private static (string, Severity, string?) Known(Finding finding) => (finding.Code, finding.Severity, finding.Path);

    private static Rule Ours(Action<Facts, Breaches> check) =>
        new("INK-RULE-999", Severity.Advice, "Ours", new Wording("Pl {0} i {1}.", "En {0} and {1}."),
            new Wording("Popraw {0}.", "Correct {0}."), check);

    private static Finding Said(Facts facts, Action<Breaches> check)
    {
        var findings = new FindingList();
        new Breaches(facts, findings, KsefKind.Production).Judge(Ours((_, broken) => check(broken)));
        return Assert.Single(findings.InOrder());
    }

    private static void Read(string invoice, string change, Action<Facts> look)
    {
        using var reading = new FileReading(Encoding.UTF8.GetBytes(SmallInvoice.With(invoice, change)), new FindingList());
        reading.Read();
        look(new Facts(reading.Tree, Verdict.Today));
    }
}
