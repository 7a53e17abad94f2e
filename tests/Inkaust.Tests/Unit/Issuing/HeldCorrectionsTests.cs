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
        var kept = Assert.Single(house.Corrections.All());
        Assert.Equal((held.Id, house.Company.Id, house.Company.Environment.Word, original.Id), (kept.Id, kept.Company, kept.Environment,
            kept.Original));
        Assert.Equal(("KOR", "KOR/1", ModeWish.Failure, House.At("2026-12-09T12:00")), (kept.Kind, kept.Number, kept.Wish, kept.HeldAt));
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
        Assert.Equal(4, house.Corrections.All().Count);
        Assert.Equal(theirs.Id, Assert.Single(house.Corrections.All(house.Other().Id)).Id);
        Assert.Equal([1, 2, 3], house.Corrections.All(house.Company.Id).Select(one => one.Id));
    }

    [Fact]
    public void What_was_released_or_withdrawn_waits_no_longer_and_frees_its_number()
    {
        var original = house.Add();
        var (one, two) = (Hold("KOR/1"), Hold("KOR/2"));
        house.Corrections.Released(one, original);
        Assert.Equal(two.Id, Assert.Single(house.Corrections.All()).Id);
        Assert.Equal("KOR/2", house.Corrections.Withdraw(two.Id).Number);
        Assert.Empty(house.Corrections.All());
        foreach (var gone in new[] { one.Id, two.Id, 99 }) Assert.Equal("INK-CORRECT-005", Assert.Throws<RefusedException>(() =>
            house.Corrections.Withdraw(gone)).Findings[0].Code);
        Hold("KOR/1");
        Hold("KOR/2");

        HeldCorrection Hold(string number) => house.Corrections.Hold(house.Company, original, "KOR", house.Draft(number), ModeWish.Auto);
    }

    public void Dispose() => house.Dispose();
}
