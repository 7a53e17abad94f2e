using System.Net;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>People of a company, what they did there, and whoever runs the installation.</summary>
public class PeopleTests
{
    [Fact]
    public async Task An_invitation_lets_one_address_in_once()
    {
        await using var house = await WebHouse.OpenAsync();
        using var owner = house.Visitor(house.Account());
        await owner.SubmitAsync(await owner.GetAsync(At(house)), $"form[action$='/invite']", ("email", "jan.obcy@example.com"), ("role", "accountant"));
        var link = LinkIn(house);
        using var wrong = house.Visitor(house.Account("Ewa Inna", role: null));
        Assert.Contains("INK-ACCOUNT-012", (await wrong.SubmitAsync(await wrong.GetAsync(link), "form.deed")).Text);
        var account = house.Account("Jan Obcy", role: null);
        using var jan = house.Visitor(account);
        Assert.Equal($"/c/{house.Company.Id}", (await jan.SubmitAsync(await jan.GetAsync(link), "form.deed")).Location?.ToString());
        Assert.Equal(Role.Accountant, house.Office.Members.Of(account.Id, house.Company.Id)!.Role);
        Assert.Contains("INK-ACCOUNT-011", (await jan.GetAsync(link)).Text);
    }

    [Fact]
    public async Task An_invitation_ends_after_seven_days_or_when_it_is_taken_back()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var house = await WebHouse.OpenAsync(clock: clock);
        var account = house.Account();
        using var owner = house.Visitor(account);
        await owner.SubmitAsync(await owner.GetAsync(At(house)), "form[action$='/invite']", ("email", "jan@example.com"));
        await owner.SubmitAsync(await owner.GetAsync(At(house)), "form[action$='/withdraw']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.GetAsync(LinkIn(house))).Status);
        await owner.SubmitAsync(await owner.GetAsync(At(house)), "form[action$='/invite']", ("email", "jan@example.com"));
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(LinkIn(house))).Status);
        clock.Jump(TimeSpan.FromDays(7));
        using var later = house.Visitor();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await later.GetAsync(LinkIn(house))).Status);
    }

    [Fact]
    public async Task The_last_owner_stays_one()
    {
        await using var house = await WebHouse.OpenAsync();
        var anna = house.Account();
        var jan = house.Account("Jan Drugi", Role.Issuer);
        using var owner = house.Visitor(anna);
        Assert.Contains("INK-ACCOUNT-010", (await owner.SubmitAsync(await owner.GetAsync(At(house)), "form[action$='/leave']")).Text);
        Assert.Contains("INK-ACCOUNT-010", (await owner.SubmitAsync(await owner.GetAsync(At(house)), $"form[action$='/{anna.Id}/role']", ("role", "reader"))).Text);
        Assert.Equal(Role.Owner, house.Office.Members.Of(anna.Id, house.Company.Id)!.Role);
        await owner.SubmitAsync(await owner.GetAsync(At(house)), $"form[action$='/{jan.Id}/role']", ("role", "owner"));
        Assert.Equal("/", (await owner.SubmitAsync(await owner.GetAsync(At(house)), "form[action$='/leave']")).Location?.ToString());
        Assert.Null(house.Office.Members.Of(anna.Id, house.Company.Id));
    }

    [Fact]
    public async Task Somebody_removed_is_let_in_again_as_he_was_for_a_week_and_the_list_shows_both()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var house = await WebHouse.OpenAsync(clock: clock);
        var jan = house.Account("Jan Drugi", Role.Accountant);
        using var owner = house.Visitor(house.Account());
        var since = house.Office.Members.Among(house.Company).Single(one => one.Account == jan.Id).Since;
        clock.Jump(TimeSpan.FromHours(1));
        var removed = await owner.SubmitAsync(await owner.GetAsync(At(house)), $"form[action$='/{jan.Id}/remove']");
        var page = await owner.FollowAsync(removed.Location!.ToString());
        Assert.Null(house.Office.Members.Of(jan.Id, house.Company.Id));
        Assert.NotNull(page.Find($".notice form[action$='/{jan.Id}/restore']"));
        Assert.Contains("Jan Drugi", page.Words("section[aria-labelledby=former]"));
        await owner.SubmitAsync(page, $".notice form[action$='/{jan.Id}/restore']");
        Assert.Equal((Role.Accountant, since),
            house.Office.Members.Among(house.Company).Where(one => one.Account == jan.Id).Select(one => (one.Role, one.Since)).Single());
        Assert.Equal([($"POST people/{{account}}/restore", $"account={jan.Id}"), ("POST people/{account}/remove", $"account={jan.Id}")],
            house.Office.Audit.Of(house.Company).Select(one => (one.Deed, one.About)));

        // A second time nothing is taken back, nor after a week, nor when he came back by another way.
        Assert.False(house.Office.Members.Restore(jan.Id, house.Company));
        house.Office.Members.End(jan.Id, house.Company);
        house.Office.Members.Let(jan.Id, house.Company, Role.Reader);
        Assert.Empty(house.Office.Members.Former(house.Company));
        Assert.False(house.Office.Members.Restore(jan.Id, house.Company));
        Assert.Equal(Role.Reader, house.Office.Members.Of(jan.Id, house.Company.Id)!.Role);
        house.Office.Members.End(jan.Id, house.Company);
        page = await owner.GetAsync(At(house));
        clock.Jump(Members.WayBack);
        Assert.Empty(house.Office.Members.Former(house.Company));
        Assert.Contains("INK-ACCOUNT-015", (await owner.SubmitAsync(page, $"form[action$='/{jan.Id}/restore']")).Text);
    }

    [Fact]
    public async Task Whoever_left_by_a_slip_comes_back_by_himself_and_nobody_brings_him_back()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var house = await WebHouse.OpenAsync(clock: clock);
        house.Account();
        var account = house.Account("Jan Drugi", Role.Issuer);
        using var jan = house.Visitor(account);
        await jan.SubmitAsync(await jan.GetAsync(At(house)), "form[action$='/leave']");
        var page = await jan.FollowAsync("/");
        Assert.False(house.Office.Members.Restore(account.Id, house.Company));
        Assert.Empty(house.Office.Members.Former(house.Company));
        Assert.Equal($"/c/{house.Company.Id}", (await jan.SubmitAsync(page, ".notice form[action$='/return']")).Location?.ToString());
        Assert.Equal(Role.Issuer, house.Office.Members.Of(account.Id, house.Company.Id)!.Role);
        Assert.Equal(["POST companies/return", "POST people/leave"], house.Office.Audit.Of(house.Company).Select(one => one.Deed));
        await jan.SubmitAsync(await jan.GetAsync(At(house)), "form[action$='/leave']");
        clock.Jump(TimeSpan.FromMinutes(10));
        Assert.Contains("INK-ACCOUNT-015", (await jan.SubmitAsync(page, ".notice form[action$='/return']")).Text);
        Assert.Null(house.Office.Members.Of(account.Id, house.Company.Id));
    }

    [Fact]
    public async Task Only_an_owner_changes_people()
    {
        await using var house = await WebHouse.OpenAsync();
        var anna = house.Account();
        var accountant = house.Account("Jan Drugi", Role.Accountant);
        using var jan = house.Visitor(accountant);
        var page = await jan.GetAsync(At(house));
        Assert.Null(page.Find("form[action$='/invite']"));
        var token = page.Find("[name=token]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await jan.PostAsync($"{At(house)}/invite", ("token", token), ("email", "x@example.com"), ("role", "owner"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await jan.PostAsync($"{At(house)}/{accountant.Id}/role", ("token", token), ("role", "owner"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await jan.PostAsync($"{At(house)}/{anna.Id}/remove", ("token", token))).Status);
    }

    [Fact]
    public async Task What_somebody_did_stands_in_the_list_with_who_when_from_where_and_how_it_ended()
    {
        await using var house = await WebHouse.OpenAsync();
        var account = house.Account("=Anna Nowak");
        using var owner = house.Visitor(account);
        await owner.SubmitAsync(await owner.GetAsync(At(house)), "form[action$='/invite']", ("email", "jan@example.com"));
        await owner.SubmitAsync(await owner.GetAsync(At(house)), "form[action$='/leave']");
        Assert.Equal([("POST people/leave", "refused"), ("POST people/invite", "done")],
            house.Office.Audit.Of(house.Company).Select(one => (one.Deed, one.Outcome)));
        var page = await owner.GetAsync($"/c/{house.Company.Id}/audit");
        Assert.Contains("Zaproszono osobę", page.Words("tbody"));
        Assert.Contains("127.0.0.1", page.Words("tbody"));
        Assert.DoesNotContain("jan@example.com", page.Text);
        var table = await owner.GetAsync($"/c/{house.Company.Id}/audit.csv");
        Assert.Contains("'=Anna Nowak", table.Text);
    }

    [Fact]
    public async Task Whoever_runs_the_installation_takes_a_company_of_the_shell_on_and_nobody_else_may()
    {
        await using var house = await WebHouse.OpenAsync();
        using var first = house.Visitor(house.Account(role: null));
        using var second = house.Visitor(house.Account("Jan Drugi", role: null));
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync("/operator")).Status);
        Assert.Equal("/companies", (await first.SubmitAsync(await first.GetAsync("/operator"), "form[action='/operator/take-on']")).Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync(At(house))).Status);
        Assert.Empty(house.Office.Members.OfNobody());
    }

    [Fact]
    public async Task The_mail_server_is_set_on_a_page_tried_and_its_password_shown_to_nobody()
    {
        await using var letters = new LetterBox();
        await using var house = await WebHouse.OpenAsync();
        using var first = house.Visitor(house.Account(role: null));
        await first.SubmitAsync(await first.GetAsync("/operator"), "form[action='/operator/mail']",
            ("host", "127.0.0.1"), ("port", $"{letters.Port}"), ("security", "none"), ("from", "inkaust@example.com"), ("password", "hush-hush"));
        var page = await first.GetAsync("/operator");
        Assert.DoesNotContain("hush-hush", page.Text);
        Assert.Equal("hush-hush", house.Office.MailServer.Now()!.Password);
        Assert.Contains("Serwer przyjął list", (await first.FollowAsync((await first.SubmitAsync(page, "form[action='/operator/mail/test']")).Location!.ToString())).Words(".notice"));
        Assert.Contains("Poczta działa.", await letters.NextAsync());
    }

    private static string At(WebHouse house) => $"/c/{house.Company.Id}/people";

    private static string LinkIn(WebHouse house) =>
        new Uri(Regex.Match(house.Office.Outbox.Open(house.Office.Outbox.Newest(1).Single().Id)!.Text, @"http\S+").Value).AbsolutePath;
}

[OnPostgres]
public sealed class PeopleOnPostgresTests : PeopleTests;
