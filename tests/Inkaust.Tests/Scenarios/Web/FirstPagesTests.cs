using System.Net;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>The pages that everybody sees first.</summary>
public sealed class FirstPagesTests
{
    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_comes_back_to_where_he_was_going()
    {
        await using var house = await WebHouse.OpenAsync();
        using var nobody = house.Visitor();
        Assert.StartsWith("/sign-up?return=", (await nobody.GetAsync("/")).Location!.ToString()); // Nobody has an account yet.
        house.Account();
        var page = await nobody.GetAsync($"/c/{house.Company.Id}/invoices?group=late");
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal($"/sign-in?return={Uri.EscapeDataString($"/c/{house.Company.Id}/invoices?group=late")}", page.Location!.ToString());
    }

    [Fact]
    public async Task The_start_of_a_company_says_that_nothing_waits_and_its_list_that_nothing_is_there()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var home = await anna.FollowAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.Status);
        Assert.Equal("Dzień dobry, Anna", home.Words("h1"));
        Assert.Contains("Nic nie czeka.", home.Words("main"));
        Assert.Contains("Nie ma tu jeszcze żadnej faktury.", (await anna.GetAsync($"/c/{house.Company.Id}/invoices")).Words("main"));
    }

    [Fact]
    public async Task A_stranger_learns_nothing_of_a_company()
    {
        await using var house = await WebHouse.OpenAsync();
        using var stranger = house.Visitor(house.Account("Jan Obcy", role: null));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/c/{house.Company.Id}/invoices")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/c/9999999999/invoices")).Status);
    }

    [Fact]
    public async Task A_form_without_our_token_does_nothing()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account(role: Role.Issuer));
        var answer = await anna.PostAsync($"/c/{house.Company.Id}/send");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("INK-WEB-005", answer.Text);
    }
}
