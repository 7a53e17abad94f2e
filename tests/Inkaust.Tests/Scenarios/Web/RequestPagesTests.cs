using System.Net;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>The request that anybody may send, and the desk where it is answered.</summary>
public class RequestPagesTests
{
    private static readonly (string, string)[] Good =
        [("name", "Ewa Sowa"), ("email", "ewa@example.com"), ("nip", "526-000-12-46"), ("offer", "JDG M"), ("message", "Ile to kosztuje?")];

    [Fact]
    public async Task All_that_is_missing_is_named_at_once_and_what_was_written_is_kept()
    {
        await using var house = await WebHouse.OpenAsync();
        using var nobody = house.Visitor();
        var refused = await nobody.SubmitAsync(await nobody.GetAsync("/request"), "form[action='/request']", ("name", "Ewa"), ("email", "ewa"), ("nip", "123"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Nie wszystkie pola są wypełnione poprawnie.", refused.Words(".notice"));
        foreach (var field in new[] { "email", "nip", "offer", "message" }) Assert.NotNull(refused.Find($".notice a[href='#f-{field}']"));
        Assert.Null(refused.Find(".notice a[href='#f-name']"));
        Assert.Equal("Ewa", refused.Find("#f-name")!.GetAttribute("value"));
        Assert.Empty(house.Office.Inquiries.All());
    }

    [Fact]
    public async Task A_request_comes_to_the_desk_and_is_answered_by_mail()
    {
        await using var house = await WebHouse.OpenAsync();
        using var olga = house.Visitor(house.Account("Olga Ruda", role: null));
        using var nobody = house.Visitor();
        var sent = await nobody.SubmitAsync(await nobody.GetAsync("/request"), "form[action='/request']", Good);
        Assert.Contains("Zgłoszenie wysłano.", (await nobody.FollowAsync(sent.Location!.ToString())).Words("h1"));
        var desk = await olga.GetAsync("/operator/requests");
        Assert.Contains("bez odpowiedzi", desk.Words("main"));
        var page = await olga.GetAsync(desk.Find("a[href^='/operator/requests/']")!.GetAttribute("href")!);
        Assert.Contains("526-000-12-46", page.Words("main"));
        var answered = await olga.SubmitAsync(page, "textarea", ("message", "Tyle co nic."));
        page = await olga.FollowAsync(answered.Location!.ToString());
        Assert.Contains("Tyle co nic.", page.Words(".talk"));
        var letter = house.Office.Outbox.Open(house.Office.Outbox.Newest(1)[0].Id)!;
        Assert.Equal("ewa@example.com", letter.To);
        Assert.Contains("Tyle co nic.", letter.Text);
        Assert.Contains("> Ile to kosztuje?", letter.Text);
        var closed = await olga.FollowAsync((await olga.SubmitAsync(page, "form[action$='/close']")).Location!.ToString());
        Assert.Contains("zamknięte", closed.Words("main"));
    }

    [Fact]
    public async Task What_fills_in_the_hidden_field_is_thanked_and_not_heard()
    {
        await using var house = await WebHouse.OpenAsync();
        using var robot = house.Visitor();
        var sent = await robot.SubmitAsync(await robot.GetAsync("/request"), "form[action='/request']", [.. Good, ("website", "http://example.com")]);
        Assert.Equal("/request/sent", sent.Location!.ToString());
        Assert.Empty(house.Office.Inquiries.All());
    }

    [Fact]
    public async Task One_address_sends_five_in_an_hour_and_no_more_also_when_they_come_at_once()
    {
        await using var house = await WebHouse.OpenAsync();
        using var nobody = house.Visitor();
        var form = await nobody.GetAsync("/request");
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => nobody.SubmitAsync(form, "form[action='/request']", Good)));
        Assert.Equal((5, 5), (together.Count(one => one.Status == HttpStatusCode.Redirect), house.Office.Inquiries.All().Count));
        Assert.All(together.Where(one => one.Status != HttpStatusCode.Redirect), one => Assert.Contains("Za dużo zgłoszeń", one.Words("main")));
        ((ShiftedClock)house.Stage.Clock).Jump(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.SubmitAsync(await nobody.GetAsync("/request"), "form[action='/request']", Good)).Status);
    }

    [Fact]
    public async Task The_operator_defines_packages_and_hours()
    {
        await using var house = await WebHouse.OpenAsync();
        using var olga = house.Visitor(house.Account("Olga Ruda", role: null));
        await olga.SubmitAsync(await olga.GetAsync("/operator/requests"), "form[action$='/offers']", ("name", "Spółka L"));
        await olga.SubmitAsync(await olga.GetAsync("/operator/requests"), "form[action$='/hours']", ("opens", "09:30"), ("closes", "12:00"));
        using var nobody = house.Visitor();
        var page = await nobody.GetAsync("/request");
        Assert.Equal(["", "JDG M", "Spółka L"], page.Document.QuerySelectorAll("#f-offer option").Select(one => one.GetAttribute("value")));
        Assert.Contains("od 9:30 do 12:00", page.Words("main"));
        await olga.SubmitAsync(await olga.GetAsync("/operator/requests"), "form[action$='/offers/1/remove']");
        Assert.DoesNotContain("JDG M", (await nobody.GetAsync("/request")).Words("main"));
        using var stranger = house.Visitor(house.Account());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/operator/requests")).Status);
    }
}
