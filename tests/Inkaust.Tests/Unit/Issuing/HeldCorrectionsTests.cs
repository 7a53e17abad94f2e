using System.Text;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>The corrections that wait for the numbers of their originals.</summary>
public sealed class HeldCorrectionsTests : IDisposable
{
    private readonly House house = new();

    [Fact]
    public void What_is_held_comes_back_as_it_was()
    {
        var original = house.Add();
        var held = house.Corrections.Hold(house.Company, original, "KOR", house.Draft("KOR/1"), ModeWish.Failure);
        var kept = Assert.Single(house.Corrections.Among(house.Companies.All()));
        Assert.Equal((held.Id, house.Company.Id, house.Company.Environment.Word, original.Id), (kept.Id, kept.Company, kept.Environment,
            kept.Original));
        Assert.Equal(("KOR", "KOR/1", ModeWish.Failure, House.At("2026-12-09T12:00")), (kept.Kind, kept.Number, kept.Terms.Wish, kept.HeldAt));
        Assert.Equal("Kałamarz", Assert.Single(kept.Draft.Lines).Name);
        Assert.Equivalent(held with { Draft = kept.Draft }, kept, strict: true);
    }

    [Fact]
    public void A_number_is_held_once_in_its_kind_company_and_environment()
    {
        var original = house.Add();
        house.Corrections.Hold(house.Company, original, "KOR", house.Draft("KOR/1"), ModeWish.Auto);
        var refused = Assert.Throws<RefusedException>(() => house.Corrections.Hold(house.Company, original, "KOR", house.Draft("KOR/1"),
            ModeWish.Auto)).Findings[0];
        Assert.Equal(("INK-CORRECT-004", "number"), (refused.Code, refused.Path));
        house.Corrections.Hold(house.Company, original, "KOR_ZAL", house.Draft("KOR/1"), ModeWish.Auto);
        house.Corrections.Hold(house.Company with { Environment = KsefEnvironment.Test }, original, "KOR", house.Draft("KOR/1"), ModeWish.Auto);
        var theirs = house.Corrections.Hold(house.Other(), original, "KOR", house.Draft("KOR/1"), ModeWish.Auto);
        Assert.Equal(4, house.Corrections.Among(house.Companies.All()).Count);
        Assert.Equal(theirs.Id, Assert.Single(house.Corrections.Of(house.Other())).Id);
        Assert.Equal([1, 2], house.Corrections.Of(house.Company).Select(one => one.Id));
        Assert.Equal([3], house.Corrections.Of(house.Company with { Environment = KsefEnvironment.Test }).Select(one => one.Id));
    }

    [Theory]
    [InlineData(ModeWish.Auto, "auto", "Auto")]
    [InlineData(ModeWish.TotalFailure, "total-failure", "TotalFailure")]
    public void What_is_held_is_kept_in_words_with_a_version_and_the_form_before_is_read(ModeWish wish, string word, string before)
    {
        var held = house.Corrections.Hold(house.Company, house.Add(), "KOR", house.Draft("KOR/1"), wish);
        using var connection = house.Database.Connect();
        var (kept, draft) = connection.QuerySingle<(string Wish, byte[] Draft)>("SELECT wish, draft FROM held_correction");
        Assert.Equal(word, kept);
        Assert.EndsWith(",\"v\":1}", Encoding.UTF8.GetString(draft));
        connection.Execute("UPDATE held_correction SET wish = @before, draft = @Draft", new { before, Draft = held.Draft.WriteJson() });
        var read = Assert.Single(house.Corrections.Of(house.Company));
        Assert.Equal((wish, "KOR/1"), (read.Terms.Wish, read.Draft.Number));
    }

    [Fact]
    public void What_was_released_or_withdrawn_waits_no_longer_and_frees_its_number()
    {
        var original = house.Add();
        var (one, two) = (Hold("KOR/1"), Hold("KOR/2"));
        house.Corrections.Released(house.Company, one, original);
        Assert.Equal(two.Id, Assert.Single(house.Corrections.Among(house.Companies.All())).Id);
        Assert.Equal("KOR/2", house.Corrections.Withdraw([house.Company], two.Id).Number);
        Assert.Empty(house.Corrections.Among(house.Companies.All()));
        foreach (var gone in new[] { one.Id, two.Id, 99 }) Assert.Equal("INK-CORRECT-005", Assert.Throws<RefusedException>(() =>
            house.Corrections.Withdraw([house.Company], gone)).Findings[0].Code);
        Hold("KOR/1");
        Hold("KOR/2");

        HeldCorrection Hold(string number) => house.Corrections.Hold(house.Company, original, "KOR", house.Draft(number), ModeWish.Auto);
    }

    public void Dispose() => house.Dispose();
}
