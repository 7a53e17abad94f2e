using Inkaust.Invoices.Schema;
using static Inkaust.Invoices.Schema.Grammar;

namespace Inkaust.Tests.Invoices;

/// <summary>The order of elements. An element is a letter: <c>a?</c> may be missing, <c>(b|c)</c> is one of two.</summary>
public class ChildrenTests
{
    private static readonly Dictionary<string, Children> Orders = new()
    {
        ["a b"] = new(Together(A("a"), A("b"))),
        ["a? b"] = new(Together(Opt("a"), A("b"))),
        ["a b?"] = new(Together(A("a"), Opt("b"))),
        ["a? b? c"] = new(Together(Opt("a"), Opt("b"), A("c"))),
        ["a? b?"] = new(Together(Opt("a"), Opt("b"))),
        ["a (b|c) d"] = new(Together(A("a"), Either(A("b"), A("c")), A("d"))),
        ["a (b|c)? d"] = new(Together(A("a"), Optional(Either(A("b"), A("c"))), A("d"))),
        ["(a?|b) c"] = new(Together(Either(Opt("a"), A("b")), A("c"))),
        ["a (b c)? d"] = new(Together(A("a"), Optional(Together(A("b"), A("c"))), A("d"))),
        ["(a b|c) d?"] = new(Together(Either(Together(A("a"), A("b")), A("c")), Opt("d"))),
        ["(a? b?) c"] = new(Together(Together(Opt("a"), Opt("b")), A("c"))),
    };

    [Theory]
    [InlineData("a b", "ab", "|a|b|ba|abb")]
    [InlineData("a? b", "ab|b", "|a|bb|ba")]
    [InlineData("a b?", "a|ab", "|b|ba")]
    [InlineData("a? b? c", "c|ac|bc|abc", "|a|ab|b|bac|cb")]
    [InlineData("a? b?", "|a|b|ab", "ba|aa")]
    [InlineData("a (b|c) d", "abd|acd", "ad|abcd|bd|ab|a|abc")]
    [InlineData("a (b|c)? d", "abd|acd|ad", "abcd|a|d")]
    [InlineData("(a?|b) c", "ac|bc|c", "abc|a|")]
    [InlineData("a (b c)? d", "ad|abcd", "abd|acd|abc|a")]
    [InlineData("(a b|c) d?", "ab|abd|c|cd", "a|ad|b|abc|cc|")]
    [InlineData("(a? b?) c", "c|ac|bc|abc", "|a|b|ab|bac")]
    public void Only_the_right_order_is_taken(string order, string right, string wrong)
    {
        Assert.All(right.Split('|'), row => Assert.True(Takes(Orders[order], row), row));
        Assert.All(wrong.Split('|'), row => Assert.False(Takes(Orders[order], row), row));
    }

    /// <summary>What is missing after some elements, before another or the end; by the shortest way, and null where no way leads.</summary>
    [Theory]
    [InlineData("a b", "", "b", "a")]
    [InlineData("a b", "", "", "ab")]
    [InlineData("a b", "a", "", "b")]
    [InlineData("a b", "ab", "", "none")]
    [InlineData("a b", "ab", "a", null)]
    [InlineData("a? b? c", "", "c", "none")]
    [InlineData("a? b? c", "", "", "c")]
    [InlineData("a (b|c) d", "a", "d", "b")]
    [InlineData("a (b|c) d", "", "d", "ab")]
    [InlineData("a (b c)? d", "a", "c", "b")]
    [InlineData("a (b c)? d", "ab", "d", "c")]
    [InlineData("a (b c)? d", "ab", "", "cd")]
    [InlineData("(a b|c) d?", "", "d", "c")]
    public void What_is_missing_is_found(string order, string after, string before, string? missing)
    {
        var children = Orders[order];
        var between = Children.Between(Read(children, after)!, before.Length == 0 ? null : children.PlaceOf(before)!);
        Assert.Equal(missing, between is null ? null : between.Count == 0 ? "none" : string.Concat(between.Select(element => element.Name)));
    }

    [Fact]
    public void All_children_are_listed_in_order()
    {
        Assert.Equal(["a", "b", "c", "d"], Orders["a (b|c)? d"].Elements.Select(element => element.Name));
        Assert.Equal("d", Orders["a (b|c)? d"].PlaceOf("d")?.Element?.Name);
        Assert.Null(Orders["a (b|c)? d"].PlaceOf("e"));
        Assert.Null(Orders["a b"].Start.Element);
    }

    [Fact]
    public void Words_of_the_grammar_say_how_many()
    {
        Assert.Equal((false, 1, false), Count(One("e", Vocabulary.Yes, "", "")));
        Assert.Equal((true, 1, false), Count(Maybe("e", Vocabulary.Yes, "", "")));
        Assert.Equal((true, 5, true), Count(Many(5, "e", Vocabulary.Yes, "", "")));
        Assert.Equal((false, 5, true), Count(Some(5, "e", Vocabulary.Yes, "", "")));
        Assert.Equal((false, 1, false), Count(One("e", "", "", A("a"))));
        Assert.Equal((true, 1, false), Count(Maybe("e", "", "", A("a"))));
        Assert.Equal((true, 5, true), Count(Many(5, "e", "", "", A("a"))));
        Assert.Equal((false, 5, true), Count(Some(5, "e", "", "", A("a"))));
    }

    [Fact]
    public void An_element_holds_a_value_or_elements()
    {
        var value = One("NIP", Vocabulary.Nip, "numer", "number");
        var group = One("KRS", "grupa", "group", value);
        Assert.Equal((Vocabulary.Nip, null, true), (value.Value, value.Children, value.IsIdentifier));
        Assert.Equal((null, false), (group.Value, group.IsIdentifier));
        Assert.Equal([value], group.Children!.Elements);
        Assert.Equal(("numer", "number"), (value.Label.Pl, value.Label.En));
        Assert.NotEqual(value, One("NIP", Vocabulary.Nip, "numer", "number"));
        Assert.Same(value.Name, string.Intern("NIP"));
    }

    [Theory]
    [InlineData("NIP", true)]
    [InlineData("IDWew", true)]
    [InlineData("KodUE", true)]
    [InlineData("NrVatUE", true)]
    [InlineData("NrID", true)]
    [InlineData("NrRB", true)]
    [InlineData("SWIFT", true)]
    [InlineData("KRS", true)]
    [InlineData("REGON", true)]
    [InlineData("NrKSeFFaKorygowanej", true)]
    [InlineData("NrKSeFFaZaliczkowej", true)]
    [InlineData("NrEORI", false)]
    [InlineData("NrKSeF", false)]
    public void Rules_look_for_identifiers(string name, bool isIdentifier) =>
        Assert.Equal(isIdentifier, One(name, Vocabulary.Text256, "", "").IsIdentifier);

    /// <summary>The deepest are those below Faktura/Fa/WarunkiTransakcji/Transport/Przewoznik/DaneIdentyfikacyjne.</summary>
    [Fact]
    public void Elements_stand_seven_deep_at_most() => Assert.Equal(7, Faktura.Depth);

    private static Element A(string name) => One(name, Vocabulary.Text256, name, name);

    private static Element Opt(string name) => Maybe(name, Vocabulary.Text256, name, name);

    private static (bool IsOptional, int Most, bool IsRepeated) Count(Element element) => (element.IsOptional, element.Most, element.IsRepeated);

    private static bool Takes(Children children, string row) => Read(children, row) is { IsEnd: true };

    private static Place? Read(Children children, string row)
    {
        var place = children.Start;
        foreach (var letter in row)
        {
            place = place?.Next.SingleOrDefault(next => next.Element!.Name == letter.ToString());
            if (place is null) return null;
        }
        return place;
    }
}
