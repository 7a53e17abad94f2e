using System.Net;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>The list of tasks: who sees it, who acts, and what a page without script can do.</summary>
public class TaskPagesTests
{
    [Fact]
    public async Task A_new_company_is_asked_for_certificates_and_then_for_nothing()
    {
        await using var bare = await WebHouse.OpenAsync();
        using var anna = bare.Visitor(bare.Account());
        var page = await anna.GetAsync($"/c/{bare.Company.Id}/tasks");
        Assert.Contains("Firma nie ma certyfikatów KSeF", page.Words("main"));
        Assert.Equal($"/c/{bare.Company.Id}/certificates", page.Find(".task .next a")!.GetAttribute("href"));
        Assert.Contains("1", page.Words(".entry[href$='tasks'] .count"));
        await using var ready = await WebHouse.OpenAsync(ready: true);
        using var jan = ready.Visitor(ready.Account());
        Assert.Contains("Nie ma nic do zrobienia.", (await jan.GetAsync($"/c/{ready.Company.Id}/tasks")).Words("main"));
    }

    [Fact]
    public async Task A_task_is_assigned_put_off_and_brought_back()
    {
        await using var house = await WebHouse.OpenAsync();
        var (owner, issuer) = (house.Account(), house.Account("Jan Lis", Role.Issuer));
        using var anna = house.Visitor(owner);
        using var jan = house.Visitor(issuer);
        var tasks = $"/c/{house.Company.Id}/tasks";
        var assigned = await anna.SubmitAsync(await anna.GetAsync(tasks), "form[action$='tasks/assign']", ("to", issuer.Id.Text));
        Assert.Contains("Zadanie przypisano.", (await anna.FollowAsync(assigned.Location!.ToString())).Words("main"));
        Assert.Contains("Pozostałe zadania mają inni.", (await anna.GetAsync(tasks)).Words("main"));
        Assert.Contains("Jan Lis", (await anna.GetAsync(tasks + "?show=all")).Words(".task-head"));
        Assert.Null((await anna.GetAsync(tasks)).Find(".entry[href$='tasks'] .count"));
        Assert.Contains("moje", (await jan.GetAsync(tasks)).Words(".task-head"));

        await jan.SubmitAsync(await jan.GetAsync(tasks), "form[action$='tasks/put-off']", ("until", "week"));
        Assert.Contains("odłożone do 16.12.2026", (await jan.GetAsync(tasks + "?show=put-off")).Words(".task-head"));
        await jan.SubmitAsync(await jan.GetAsync(tasks + "?show=put-off"), ".task-tend > form[action$='tasks/put-off']");
        Assert.Contains("Firma nie ma certyfikatów", (await jan.GetAsync(tasks)).Words("main"));
    }

    [Fact]
    public async Task Whoever_only_looks_sees_tasks_and_changes_none()
    {
        await using var house = await WebHouse.OpenAsync();
        using var reader = house.Visitor(house.Account("Zofia Cicha", Role.Reader));
        var page = await reader.GetAsync($"/c/{house.Company.Id}/tasks");
        Assert.Contains("Firma nie ma certyfikatów", page.Words("main"));
        Assert.Null(page.Find(".task form"));
        var token = page.Find("input[name=token]")!.GetAttribute("value")!;
        var answer = await reader.PostAsync($"/c/{house.Company.Id}/tasks/put-off", ("token", token), ("key", "certificate:both:missing"), ("until", "week"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task What_JPK_needs_is_done_by_word_and_undone()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        // Issued on the last day of the year, and numbered in the new one.
        var clock = (ShiftedClock)house.Stage.Clock;
        clock.Jump(DateTimeOffset.Parse("2026-12-31T20:00:00+01:00") - clock.GetUtcNow());
        await house.Stage.FaultAsync("html-502", "* /v2/*"); // so that it waits
        await house.Stage.IssueAsync(ModeWish.Offline);
        clock.Jump(TimeSpan.FromDays(1));
        await house.Stage.NoFaultsAsync();
        // The app sends by itself, too: whoever has the turn, it ends with a number.
        for (var rounds = 0; house.Stage.Ledger.Count("accepted") == 0 && rounds < 1_000; rounds++) await house.SendAsync();
        using var anna = house.Visitor(house.Account());
        var tasks = $"/c/{house.Company.Id}/tasks";
        var page = await anna.GetAsync(tasks);
        Assert.Contains("JPK_V7 za 2026-12: 1 faktura dostała numer KSeF po końcu miesiąca.", page.Words("main"));
        Assert.NotNull(page.Find("a[href$='invoices?month=2026-12']"));
        var done = await anna.SubmitAsync(page, "form[action$='tasks/done']");
        page = await anna.FollowAsync(done.Location!.ToString());
        Assert.Contains("Anna Nowak", page.Words("#done + .rows"));
        await anna.SubmitAsync(page, ".notice form");
        Assert.NotNull((await anna.GetAsync(tasks)).Find("form[action$='tasks/done']"));
    }

    [Fact]
    public async Task A_correction_of_what_KSeF_refused_is_seen_and_withdrawn_with_its_consequences()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        var original = await house.Stage.IssueAsync(ModeWish.Online);
        var ledger = house.Stage.Ledger;
        ledger.Move(ledger.Move(original, new InvoiceState.Sending("s", null), "t"), new InvoiceState.Rejected(450, "nie", [], "s"), "t");
        var held = house.Office.Corrections.Hold(house.Company, original, "KOR", house.Stage.Draft("KOR/1"), ModeWish.Auto);
        using var anna = house.Visitor(house.Account());
        var page = await anna.GetAsync($"/c/{house.Company.Id}/tasks");
        var link = page.Find($"a[href$='tasks/corrections/{held.Id}']")!.GetAttribute("href")!;
        page = await anna.GetAsync(link);
        Assert.Contains("Szkic korekty przepadnie", page.Words("main"));
        await anna.SubmitAsync(page, "form[action$='/withdraw']");
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(link)).Status);
        Assert.Empty(house.Office.Corrections.Of(house.Company));
    }
}
