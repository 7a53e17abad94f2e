using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Corrections that are written in the editor are held, refused and issued as those of the page that corrects.</summary>
public sealed class DraftCorrectionsTests
{
    private const string Id = "draft-0001";

    [Fact]
    public async Task A_draft_that_corrects_an_invoice_without_a_number_is_held_once_says_so_before_and_goes_by_itself()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await stage.IssueAsync(ModeWish.Offline);
        stage.Workplace.Drafts.Save(stage.Company, Id, null, Correcting(original));

        var preview = await stage.Workplace.IssueDraft.PreviewAsync(stage.Company, Id, 1, ModeWish.Auto, Stage.Stop);
        Assert.Contains("106j", preview.WaitsBecause!.En);
        Assert.Empty(preview.Preview.Stops);
        Assert.Null(preview.Preview.Choice); // It has no mode yet.

        var held = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => stage.Workplace.IssueDraft.NowAsync(stage.Company, Id, 1, ModeWish.Auto, Stage.Stop)));
        var correction = Assert.Single(held.Select(one => Assert.IsType<DraftOutcome.Held>(one).Correction.Correction.Id).Distinct());
        Assert.Equal("FV/1/12/2026", Assert.Single(stage.Workplace.Corrections.Of(stage.Company)).Number);
        Assert.Single(stage.Ledger.List()); // Nothing is issued.
        Assert.Empty(stage.Workplace.Drafts.Of(stage.Company));
        Assert.Equal(correction, stage.Workplace.Drafts.Find(stage.Company, Id)!.Held);
        Assert.False(stage.Workplace.Drafts.Remove(stage.Company, Id));
        Assert.Equal("INK-SHELF-009", Assert.Throws<RefusedException>(
            () => stage.Workplace.Drafts.Save(stage.Company, Id, 1, Correcting(original, 70))).Findings[0].Code);

        Assert.Empty((await stage.SendAsync()).Problems);
        var issued = stage.Ledger.Find("FV/1/12/2026");
        Assert.Equal(("KOR", ((InvoiceState.Accepted)stage.Now(original).State).KsefNumber),
            (issued.Kind, stage.Ledger.File(issued).Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej")));
        Assert.Equal(issued.Id, stage.Workplace.Drafts.Find(stage.Company, Id)!.Invoice);
        var again = await stage.Workplace.IssueDraft.NowAsync(stage.Company, Id, 1, ModeWish.Auto, Stage.Stop);
        Assert.Equal(issued.Id, Assert.IsType<DraftOutcome.Issued>(again).Now.Invoice.Id);
    }

    [Fact]
    public async Task A_withdrawn_correction_is_a_draft_again_with_its_number()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await stage.IssueAsync(ModeWish.Offline);
        stage.Workplace.Drafts.Save(stage.Company, Id, null, Correcting(original));
        var held = Assert.IsType<DraftOutcome.Held>(await stage.Workplace.IssueDraft.NowAsync(stage.Company, Id, 1, ModeWish.Auto, Stage.Stop)).Correction.Correction;
        stage.Workplace.CorrectAndSend.Withdraw(stage.Company, held.Id);
        Assert.Equal(Id, Assert.Single(stage.Workplace.Drafts.Of(stage.Company)).Id);

        stage.Workplace.Drafts.Save(stage.Company, Id, 1, Correcting(original, 70));
        Assert.Empty((await stage.SendAsync()).Problems);
        var now = Assert.IsType<DraftOutcome.Issued>(await stage.Workplace.IssueDraft.NowAsync(stage.Company, Id, 2, ModeWish.Auto, Stage.Stop)).Now;
        Assert.Equal((held.Number, -36.90m), (now.Invoice.Number, now.Invoice.Gross));
        Assert.Equal(((InvoiceState.Accepted)stage.Now(original).State).KsefNumber,
            stage.Ledger.File(now.Invoice).Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej"));
    }

    [Fact]
    public async Task A_draft_that_corrects_a_refused_invoice_is_refused_before_and_when_it_is_issued()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await RepairTests.RefusedAsync(stage);
        stage.Workplace.Drafts.Save(stage.Company, Id, null, Correcting(original));
        foreach (var asked in new Func<Task>[]
        {
            () => stage.Workplace.IssueDraft.PreviewAsync(stage.Company, Id, 1, ModeWish.Auto, Stage.Stop),
            () => stage.Workplace.IssueDraft.NowAsync(stage.Company, Id, 1, ModeWish.Auto, Stage.Stop),
        })
            Assert.Equal("INK-CORRECT-001", (await Assert.ThrowsAsync<RefusedException>(asked)).Findings[0].Code);
        Assert.Equal(Id, Assert.Single(stage.Workplace.Drafts.Of(stage.Company)).Id);
        Assert.Equal("FV/1/12/2026", stage.Workplace.Series.Next(stage.Company, Series.Usual, new DateOnly(2026, 12, 9)));
    }

    [Fact]
    public async Task Nobody_issues_a_correction_that_calls_an_invoice_of_the_ledger_one_from_outside_KSeF()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await stage.IssueAsync(ModeWish.Offline);
        var lie = Correcting(original).As("KOR/1");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Auto, lie));
        Assert.Equal(("INK-CORRECT-015", new Correct(original.Id)), (refused.Findings[0].Code, refused.Findings[0].Next));
        await stage.SendAsync();
        Assert.Equal("INK-CORRECT-015", (await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Auto, lie))).Findings[0].Code);
        // One that the ledger has not got may well be from outside.
        var elsewhere = lie with { Correction = lie.Correction! with { Invoices = [lie.Correction.Invoices[0] with { Number = "1/2025" }] } };
        Assert.Equal("KOR", (await stage.IssueAsync(ModeWish.Auto, elsewhere)).Kind);
    }

    [Fact]
    public async Task The_api_says_that_a_correction_waits_and_the_draft_leads_to_it()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        await house.Stage.FaultAsync("html-502", "POST /v2/sessions/online"); // The round of the web app gets no number meanwhile.
        var original = await house.Stage.IssueAsync(ModeWish.Offline);
        house.Office.Drafts.Save(house.Company, Id, null, Correcting(original));
        using var anna = house.Visitor(house.Account(role: Role.Issuer));
        var token = (await anna.GetAsync($"/c/{house.Company.Id}/buyers/new")).Find("input[name=token]")!.GetAttribute("value")!;
        async Task<JsonNode> Ask(string what)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/companies/{house.Company.Id}/drafts/{Id}/{what}")
            { Content = JsonContent.Create(new JsonObject { ["version"] = 1 }) };
            request.Headers.Add("X-Inkaust-Token", token);
            var answer = await anna.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            return JsonNode.Parse(answer.Text)!;
        }
        var preview = await Ask("preview-issue");
        Assert.Contains("106j", (string?)preview["waitsBecause"]!["pl"]);
        var done = await Ask("issue");
        Assert.Null(done["invoice"]);
        Assert.Equal(original.Id, (long)done["held"]!["original"]!);
        var page = await anna.GetAsync($"/c/{house.Company.Id}/drafts/{Id}");
        Assert.EndsWith($"/tasks/corrections/{done["held"]!["id"]}", page.Location!.ToString());
    }

    // "Kałamarz" for 100 becomes one for less.
    private static DraftContent Correcting(IssuedInvoice original, decimal price = 60)
    {
        var line = new Line { Number = 1, Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") };
        return DraftContent.Of(new InvoiceDraft
        {
            Number = "x",
            Kind = InvoiceKind.Kor,
            Buyer = new Party { Name = "Zofia Żółć" },
            Correction = new Correction
            {
                Reason = "błędna cena",
                Effect = CorrectionEffect.OnTheDateOfTheOriginal,
                Invoices = [new CorrectedInvoice { Number = original.Number, IssueDate = original.IssueDate }],
            },
            Lines = [line with { Before = true }, line with { Price = price }],
        }).WithoutNumber();
    }
}
