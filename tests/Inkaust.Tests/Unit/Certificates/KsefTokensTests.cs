using Inkaust.Office;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>KSeF tokens: which text is one, how long it is good, and for whom (KSEF 4, LAW 83).</summary>
public sealed class KsefTokensTests : IDisposable
{
    private const string Secret = "0123456789abcdefABCDEF00112233445566778899aabbccddeeff0011223344";
    private const string Token = "20261122-EC-0123456789-0123456789-01|nip-5260001246|" + Secret;

    private readonly Cabinet cabinet = new();

    public void Dispose() => cabinet.Dispose();

    [Theory]
    [InlineData(Token, true)]
    [InlineData("", false)]
    [InlineData(Secret, false)]
    [InlineData("a|" + Secret, false)]
    [InlineData("|nip|" + Secret, false)]
    [InlineData("a||" + Secret, false)]
    [InlineData("a|b|" + Secret + "0", false)]
    [InlineData("a|b|0" + Secret + "|c", false)]
    [InlineData("a|b|g123456789abcdefABCDEF00112233445566778899aabbccddeeff0011223344", false)]
    [InlineData("a|b|" + Secret, true)]
    public void A_token_is_a_reference_a_context_and_64_hexadecimal_digits(string text, bool isOne)
    {
        if (isOne) cabinet.Tokens.Keep(Cabinet.Ours, text, KsefTokens.EndInForce);
        else Assert.Equal("INK-CERT-017", Cabinet.Refusal(() => cabinet.Tokens.Keep(Cabinet.Ours, text, KsefTokens.EndInForce)));
        Assert.Equal(isOne ? text : null, cabinet.Tokens.Good(Cabinet.Ours));
    }

    [Fact]
    public void The_end_in_force_is_the_last_day_of_2026() => Assert.Equal(new DateOnly(2026, 12, 31), KsefTokens.EndInForce);

    [Fact]
    public void A_token_is_good_through_its_last_day_in_Poland()
    {
        cabinet.Tokens.Keep(Cabinet.Ours, Token, new DateOnly(2026, 12, 31));
        At("2026-12-31T22:59:59Z"); // a second before midnight in Poland
        Assert.Equal(Token, cabinet.Tokens.Good(Cabinet.Ours));
        At("2026-12-31T23:00:00Z");
        Assert.Null(cabinet.Tokens.Good(Cabinet.Ours));
        Assert.Equal(new DateOnly(2026, 12, 31), cabinet.Tokens.EndDate(Cabinet.Ours.Id));
    }

    [Fact]
    public void Its_end_is_announced_from_thirty_days_before_on()
    {
        Assert.Null(cabinet.Tokens.Warning(Cabinet.Ours.Id));
        cabinet.Tokens.Keep(Cabinet.Ours, Token, new DateOnly(2026, 12, 31));
        At("2026-11-30T22:59:59Z");
        Assert.Null(cabinet.Tokens.Warning(Cabinet.Ours.Id));
        At("2026-11-30T23:00:00Z"); // the first of December in Poland
        var warning = cabinet.Tokens.Warning(Cabinet.Ours.Id)!;
        Assert.Equal("INK-CERT-016", warning.Code);
        Assert.Contains("2026-12-31", warning.Text.En);
        At("2027-03-01T12:00:00Z");
        Assert.NotNull(cabinet.Tokens.Warning(Cabinet.Ours.Id));
        Assert.Null(cabinet.Tokens.Warning(Cabinet.Theirs.Id));
    }

    [Fact]
    public void A_new_token_takes_the_place_of_the_one_before_and_one_can_be_forgotten()
    {
        cabinet.Tokens.Keep(Cabinet.Ours, Token, new DateOnly(2026, 12, 1));
        cabinet.Tokens.Keep(Cabinet.Theirs, Token, new DateOnly(2026, 12, 2));
        cabinet.Tokens.Keep(Cabinet.Ours, "new|nip|" + Secret, new DateOnly(2026, 12, 3));
        Assert.Equal(("new|nip|" + Secret, new DateOnly(2026, 12, 3)), (cabinet.Tokens.Good(Cabinet.Ours),
            cabinet.Tokens.EndDate(Cabinet.Ours.Id)));
        cabinet.Tokens.Remove(Cabinet.Ours.Id);
        Assert.Equal((null, null), (cabinet.Tokens.Good(Cabinet.Ours), cabinet.Tokens.EndDate(Cabinet.Ours.Id)));
        Assert.Equal((Token, new DateOnly(2026, 12, 2)), (cabinet.Tokens.Good(Cabinet.Theirs), cabinet.Tokens.EndDate(Cabinet.Theirs.Id)));
    }

    [Fact]
    public void A_sealed_token_does_not_open_in_the_row_of_another_company()
    {
        cabinet.Tokens.Keep(Cabinet.Ours, Token, KsefTokens.EndInForce);
        cabinet.Run("UPDATE ksef_token SET company = @Company", new { Company = Cabinet.Theirs.Nip.ToString() });
        Assert.Equal("INK-KEY-003", Cabinet.Refusal(() => cabinet.Tokens.Good(Cabinet.Theirs)));
    }

    private void At(string moment) => cabinet.Clock.Advance(DateTimeOffset.Parse(moment) - cabinet.Now);
}
