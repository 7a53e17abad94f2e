using System.Net;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>What happened, how each person hears of it, and his calendar.</summary>
public class EventPagesTests
{
    [Fact]
    public async Task Events_are_new_until_they_were_seen()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var watch = house.Office.EventWatch(new EventWatchSettings { AddressOf = (_, _) => new Uri("https://inkaust.example.com/") });
        watch.Look();
        using var anna = house.Visitor(house.Account());
        var events = $"/c/{house.Company.Id}/events";
        Assert.Contains("Nic nowego.", (await anna.GetAsync(events)).Words("main"));
        var invoice = await house.Stage.IssueAsync(ModeWish.Offline);
        await house.SendAsync();
        watch.Look();
        var page = await anna.GetAsync(events);
        Assert.Contains($"KSeF przyjął fakturę {invoice.Number}", page.Words(".event-new"));
        Assert.Equal($"/c/{house.Company.Id}/invoices/{invoice.Id}", page.Find(".event-new a")!.GetAttribute("href"));
        await anna.SubmitAsync(page, "form[action$='events/seen']");
        page = await anna.GetAsync(events);
        Assert.Null(page.Find(".event-new"));
        Assert.Contains(invoice.Number, page.Words("main"));
    }

    [Fact]
    public async Task Instances_that_look_at_the_same_moment_tell_a_thing_once()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var anna = house.Account();
        await using var second = house.Stage.AnotherInstance();
        var settings = new EventWatchSettings { AddressOf = (_, _) => new Uri("https://inkaust.example.com/") };
        using var one = house.Office.EventWatch(settings);
        using var other = second.EventWatch(settings);
        one.Look();
        var ledger = house.Stage.Ledger;
        await house.Stage.FaultAsync("html-502", "* /v2/*"); // so that nobody else moves it
        var invoice = await house.Stage.IssueAsync(ModeWish.Offline);
        ledger.Move(ledger.Move(ledger.At(invoice.Id), new InvoiceState.Sending("s", null), "t"), new InvoiceState.Rejected(450, "nie", [], "s"), "t");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(i % 2 == 0 ? one.Look : other.Look, Stage.Stop)));
        Assert.Single(house.Office.Events.Of(house.Company, anna.Id).Events, happened => happened.What is Happening.InvoiceRejected);
        Assert.Single(house.Office.Outbox.Newest(50), letter => letter.To == anna.Email && letter.Subject.Contains("odrzucił", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_person_chooses_for_himself_also_whoever_only_looks()
    {
        await using var house = await WebHouse.OpenAsync();
        using var zofia = house.Visitor(house.Account("Zofia Cicha", Role.Reader));
        var notices = $"/c/{house.Company.Id}/notices";
        var page = await zofia.GetAsync(notices);
        Assert.True(IsChosen(page, "invoice.rejected", "never"));
        await zofia.SubmitAsync(page, "form[action$='notices']", ("invoice.rejected", "daily"), ("invoice.late", "nonsense"));
        page = await zofia.GetAsync(notices);
        Assert.True(IsChosen(page, "invoice.rejected", "daily"));
        Assert.True(IsChosen(page, "invoice.late", "never"));
        using var anna = house.Visitor(house.Account());
        Assert.True(IsChosen(await anna.GetAsync(notices), "invoice.rejected", "at-once"));
    }

    [Fact]
    public async Task A_calendar_has_a_secret_address_that_shows_deadlines_to_whoever_knows_it_and_is_revoked()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Stage.FaultAsync("html-502", "* /v2/*"); // so that it waits
        var invoice = await house.Stage.IssueAsync(ModeWish.Offline, house.Stage.Draft("FV,1;\\2026"));
        var account = house.Account();
        using var anna = house.Visitor(account);
        using var program = house.Visitor(); // without a cookie
        var first = await MadeAsync(house, anna);
        var calendar = await program.GetAsync(first);
        Assert.Equal(HttpStatusCode.OK, calendar.Status);
        var text = calendar.Text.Replace("\r\n ", "");
        Assert.Contains($"DTSTART;VALUE=DATE:{invoice.Deadline.Date:yyyyMMdd}", text);
        Assert.Contains(@"SUMMARY:Wyślij do KSeF: FV\,1\;\\2026", text);
        Assert.Contains("Wygasa certyfikat KSeF typu 1", text);
        Assert.Contains("Wygasa certyfikat KSeF typu 2", text);

        var second = await MadeAsync(house, anna);
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(first)).Status); // a new one takes its place
        house.Account("Wanda Właścicielka"); // A company needs an owner.
        house.Office.Members.End(account.Id, house.Company);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(second)).Status); // he may not see it any more
        house.Office.Members.Let(account.Id, house.Company, Role.Reader);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(second)).Status);
        await anna.SubmitAsync(await anna.GetAsync($"/c/{house.Company.Id}/notices"), "form[action$='calendar/revoke']");
        foreach (var gone in new[] { second, "/calendar/.ics", "/calendar/x.ics", $"/calendar/{new string('a', 43)}.ics" })
            Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(gone)).Status);
    }

    [Fact]
    public async Task The_secret_of_a_calendar_is_told_once_and_kept_as_a_hash()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var secret = Path.GetFileNameWithoutExtension(await MadeAsync(house, anna));
        Assert.DoesNotContain(secret, (await anna.GetAsync($"/c/{house.Company.Id}/notices")).Text);
        Assert.True(secret.Length >= 43);
    }

    private static bool IsChosen(SeenPage page, string kind, string pace) => page.Find($"input[name='{kind}'][value='{pace}']")!.HasAttribute("checked");

    private static async Task<string> MadeAsync(WebHouse house, Visitor visitor)
    {
        var made = await visitor.SubmitAsync(await visitor.GetAsync($"/c/{house.Company.Id}/notices"), "form[action$='notices/calendar']");
        var page = await visitor.FollowAsync(made.Location!.ToString());
        return Regex.Match(page.Words(".notice"), @"/calendar/[\w-]+\.ics").Value;
    }
}
