using System.Net;
using System.Net.Http.Json;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>What is known of KSeF, with its evidence; and what only a person says.</summary>
public sealed class AvailabilityPagesTests
{
    [Fact]
    public async Task An_announcement_stands_there_with_its_raw_message_and_hash()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await AnnounceAsync(house, "FAILURE");
        await house.Office.WatchHealth.LookAsync(Stage.Stop);
        using var jan = house.Visitor(house.Account("Jan Widz", Role.Reader));
        var page = await jan.GetAsync(At(house));
        Assert.Contains("Awaria trwa", page.Words("section[aria-labelledby=events]"));
        var known = Assert.Single(house.Office.LookAtAvailability.Of(house.Company).Events);
        Assert.Contains("\"eventId\"", page.Words("section[aria-labelledby=events] .raw"));
        Assert.Contains(known.Evidence[0].Hash, page.Words("section[aria-labelledby=events] .hash"));
    }

    [Fact]
    public async Task When_KSeF_fell_silent_and_when_it_answered_again_is_kept()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Office.Presence.AfreshAsync(house.Company.Environment, Stage.Stop);
        await house.Stage.FaultAsync("line-cut", "* /v2/*");
        await house.Office.Presence.AfreshAsync(house.Company.Environment, Stage.Stop);
        await house.Stage.NoFaultsAsync();
        await house.Office.Presence.AfreshAsync(house.Company.Environment, Stage.Stop);
        await house.Office.Presence.AfreshAsync(house.Company.Environment, Stage.Stop);
        Assert.Equal([true, false, true], house.Office.LookAtAvailability.Of(house.Company).Changes.Select(one => one.Answers));
        using var anna = house.Visitor(house.Account());
        Assert.Contains("zamilkł", (await anna.GetAsync(At(house))).Words("section[aria-labelledby=seen]"));
    }

    [Fact]
    public async Task A_total_failure_is_confirmed_by_an_accountant_who_says_where_he_read_of_it()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Stage.FaultAsync("line-cut", "* /v2/*");
        var waiting = await house.Stage.IssueAsync(ModeWish.Offline);
        await AnnounceAsync(house, "TOTAL_FAILURE");
        await house.Office.WatchHealth.LookAsync(Stage.Stop);
        using var issuer = house.Visitor(house.Account("Ida Wystawia", Role.Issuer));
        var seen = await issuer.GetAsync(At(house));
        Assert.Contains("Potwierdzić może księgowy", seen.Words("section[aria-labelledby=confirm]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await issuer.PostAsync(At(house) + "/total-failure", ("token", TokenOf(seen)), ("reference", "BIP"))).Status);

        using var accountant = house.Visitor(house.Account("Ewa Księga", Role.Accountant));
        var page = await accountant.SubmitAsync(await accountant.GetAsync(At(house)), "input[name=reference]", ("reference", " "));
        Assert.Contains("INK-SETUP-004", page.Text);
        page = await accountant.SubmitAsync(page, "input[name=reference]", ("reference", "BIP 7/2026"));
        page = await accountant.FollowAsync(page.Location!.ToString());
        Assert.Contains("Bez obowiązku wysłania: 1", page.Words("main"));
        Assert.Contains("BIP 7/2026", page.Words("section[aria-labelledby=events]"));
        Assert.IsType<InvoiceState.Waived>(house.Stage.Now(waiting).State);
    }

    [Fact]
    public async Task What_a_person_says_of_KSeF_holds_for_his_company_stands_everywhere_and_ends_by_a_button()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Office.WatchHealth.LookAsync(Stage.Stop);
        using var reader = house.Visitor(house.Account("Rita Czyta", Role.Reader));
        using var issuer = house.Visitor(house.Account("Ida Wystawia", Role.Issuer));
        Assert.Null((await reader.GetAsync(At(house))).Find("input[name=reason]"));
        var page = await issuer.SubmitAsync(await issuer.GetAsync(At(house)), "input[name=reason]", ("reason", " "), ("hours", "5"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("INK-CLAIM-001", page.Text);
        Assert.Contains("INK-CLAIM-002", page.Text);

        page = await issuer.SubmitAsync(page, "input[name=reason]", ("reason", "Naprawa <łącza>"), ("hours", "4"));
        page = await issuer.FollowAsync(page.Location!.ToString());
        Assert.Contains("Naprawa <łącza>", page.Words("section[aria-labelledby=claimed]"));
        Assert.Contains("Ida Wystawia", page.Words("section[aria-labelledby=choose]"));
        Assert.StartsWith("KSeF uznany za niedostępny do", (await reader.GetAsync($"/c/{house.Company.Id}")).Words(".ksef"));
        var issued = (await house.Office.IssueAndSend.ForAsync(house.Company, house.Stage.Draft(), ModeWish.Auto, Stage.Stop)).Invoice;
        Assert.Equal((IssuingMode.Offline24, "Naprawa <łącza>"), (issued.Mode, house.Stage.Now(issued).ModeEvidence.Claim!.Reason));
        Assert.Contains("decyzją człowieka: Naprawa <łącza>", (await reader.GetAsync($"/c/{house.Company.Id}/invoices/{issued.Id}")).Words("main"));

        await issuer.SubmitAsync(page, "form[action$='/claim/end']");
        Assert.StartsWith("KSeF działa", (await reader.GetAsync($"/c/{house.Company.Id}")).Words(".ksef"));
        Assert.Equal([("POST availability/claim/end", "done"), ("POST availability/claim", "done"), ("POST availability/claim", "refused")],
            house.Office.Audit.Of(house.Company).Select(one => (one.Deed, one.Outcome)));
        Assert.Contains("Powiedziano, czy KSeF jest dostępny", (await reader.GetAsync($"/c/{house.Company.Id}/audit")).Words("tbody"));
    }

    private static string TokenOf(SeenPage page) => page.Find("input[name=token]")!.GetAttribute("value")!;

    private static async Task AnnounceAsync(WebHouse house, string category) =>
        (await house.Stage.Management.PostAsJsonAsync("announcements", new { category, type = "FAILURE_START" }, Stage.Stop)).EnsureSuccessStatusCode();

    private static string At(WebHouse house) => $"/c/{house.Company.Id}/availability";
}
