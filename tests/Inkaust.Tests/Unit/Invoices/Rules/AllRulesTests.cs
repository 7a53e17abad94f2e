using System.Text;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Invoices.Rules;

namespace Inkaust.Tests.Invoices;

/// <summary>What holds for all rules together.</summary>
public class AllRulesTests
{
    private static readonly IEnumerable<TheoryData<string, string, string, string>> Tables =
    [
        PartyRulesTests.Identifiers, PartyRulesTests.Parties, DateRulesTests.Cases,
        LineRulesTests.Contents, LineRulesTests.Products, LineRulesTests.References,
        SumRulesTests.NetSums, SumRulesTests.Taxes, SumRulesTests.Totals, SumRulesTests.SumsAndLines, SumRulesTests.Lines, SumRulesTests.Zloty, AnnotationRulesTests.Cases,
        CorrectionRulesTests.Originals, CorrectionRulesTests.Parties, CorrectionRulesTests.Differences,
        AdvanceRulesTests.Kinds, AdvanceRulesTests.Orders, AdvanceRulesTests.Limits,
        PaymentRulesTests.Payments, PaymentRulesTests.Settlements, PaymentRulesTests.Tables,
    ];

    public static TheoryData<string> SmallInvoices => [.. SmallInvoice.Names];

    [Theory]
    [MemberData(nameof(SmallInvoices))]
    public void Of_a_small_invoice_there_is_nothing_to_say(string name) => Verdict.IsSaid(name, "", "", name);

    [Fact]
    public void Every_rule_has_a_row_that_breaks_it()
    {
        var found = string.Join(" ", Tables.SelectMany(table => table).Select(row => row.Data.Item4));
        var broken = Regex.Matches(found, "INK-RULE-[0-9]{3}").Select(match => match.Value).ToHashSet();
        Assert.Empty(AllRules.List.Select(rule => rule.Code).Except(broken));
    }

    [Fact]
    public void Every_rule_says_in_both_languages_what_is_wrong_and_what_to_do() => Assert.All(AllRules.List, rule =>
    {
        foreach (var wording in (IEnumerable<Wording>)[rule.Text, rule.Hint])
        {
            Assert.All([wording.Pl, wording.En], sentence => Assert.Matches(@"^\p{Lu}.{5,}\.$", sentence));
            Assert.NotEqual(wording.Pl, wording.En);
            Assert.Equal(Places(wording.Pl), Places(wording.En));
        }
        Assert.Matches("^[A-Z][A-Za-z0-9_]+$", rule.Name);
        Assert.Matches("^INK-RULE-[0-9]{3}$", rule.Code);
        Assert.True(rule.Check is null != rule.CheckLine is null);
    });

    [Fact]
    public void Rules_stand_in_the_order_of_their_codes() =>
        Assert.Equal(AllRules.List.OrderBy(rule => rule.Code, StringComparer.Ordinal), AllRules.List);

    [Theory]
    [InlineData("vat", "P_1 = 2026-11-23")]
    [InlineData("paid", "DataZaplaty = 2026-11-23")]
    public void Where_today_is_not_known_nothing_is_in_the_future(string invoice, string change) =>
        Assert.Empty(Fa3Validator.Validate(Encoding.UTF8.GetBytes(SmallInvoice.With(invoice, change))));

    [Theory]
    [InlineData("drop Fa", "INK-FA3-004 Fa")]
    [InlineData("drop Adnotacje", "INK-FA3-004 Fa/Adnotacje")]
    [InlineData("drop RodzajFaktury", "INK-FA3-004 Fa/RodzajFaktury")]
    public void What_the_schema_misses_the_rules_do_not_ask_for(string change, string found) => Verdict.IsSaid("vat", change, found, change);

    private static List<string> Places(string sentence) => [.. Regex.Matches(sentence, @"\{\d\}").Select(match => match.Value).Distinct().Order()];
}
