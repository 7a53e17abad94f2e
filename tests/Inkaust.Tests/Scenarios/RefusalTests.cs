using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>A refused invoice at the command line: why, what may be done, and that nobody is reminded for ever.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_refused_online_invoice_shows_its_reason_and_the_ways_on_and_is_closed_with_a_reason()
    {
        await using var stage = await Stage.ReadyAsync();
        var refused = await DuplicateAsync(stage, "FV/7/2026", ModeWish.Online);
        Assert.Equal(new Repair(refused.Id), StandingOf(stage).Next);

        var why = await RunAsync(stage, "repair", $"{refused.Id}");
        Assert.Equal(0, why.Code);
        Assert.Contains("KSeF refused invoice FV/7/2026: 440", why.Said);
        Assert.Contains("- It was issued online, so it is not issued: issue it anew under another number: inkaust issue FILE", why.Said);
        Assert.Contains($"- If nothing more is to be done, close it and say why: inkaust repair {refused.Id} --close \"REASON\"", why.Said);
        Assert.DoesNotContain("FILE.xml", why.Said);

        Assert.Equal(0, (await RunAsync(stage, "repair", $"{refused.Id}", "--close", "wystawiona pod FV/8/2026")).Code);

        Assert.Equal((Need.Nothing, 0), (StandingOf(stage).Need, StandingOf(stage).Refused));
        Assert.Equal(new Cause.Closed("wystawiona pod FV/8/2026"), stage.Ledger.History(refused)[^1].Cause);
        Assert.Contains("\"closedBecause\": \"wystawiona pod FV/8/2026\"", (await RunAsync(stage, "repair", $"{refused.Id}", "--json")).Said);
        Assert.Contains("INK-REPAIR-010", (await RunAsync(stage, "repair", $"{refused.Id}", "--close", "raz jeszcze")).Said);
    }

    [Fact]
    public async Task Issuing_it_anew_under_the_same_number_ends_the_reminder_too()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Online, stage.Draft("FV/7/2026"));
        issued = stage.Ledger.Move(issued, new InvoiceState.Sending("s", null), "test");
        stage.Ledger.Move(issued, new InvoiceState.Rejected(450, "Błąd", [], "s"), "test");
        Assert.Equal(1, StandingOf(stage).Refused);
        await stage.IssueAsync(ModeWish.Online, stage.Draft("FV/7/2026"));
        Assert.Equal(0, StandingOf(stage).Refused);
    }

    [Fact]
    public async Task A_repair_under_another_number_says_that_the_number_has_changed()
    {
        await using var stage = await Stage.ReadyAsync();
        var refused = await DuplicateAsync(stage, "21/2026", ModeWish.Offline);
        var text = Encoding.UTF8.GetString(stage.Ledger.Bytes(refused).Span);
        var renumbered = Path.Combine(stage.Folder, "fixed.xml");
        await File.WriteAllTextAsync(renumbered, text.Replace("<P_2>21/2026<", "<P_2>23/2026<"), Stage.Stop);
        var other = Path.Combine(stage.Folder, "other.xml");
        await File.WriteAllTextAsync(other, text.Replace("<P_2>21/2026<", "<P_2>23/2026<").Replace("Kałamarz", "Pióro"), Stage.Stop);

        var wrong = await RunAsync(stage, "repair", $"{refused.Id}", other);
        Assert.Equal(1, wrong.Code);
        Assert.Contains("was 'Kałamarz' and is 'Pióro'", wrong.Said);
        var repaired = await RunAsync(stage, "repair", $"{refused.Id}", renumbered);

        Assert.Equal(0, repaired.Code);
        Assert.Contains("The number has changed: it was 21/2026 and is 23/2026", repaired.Said);
        Assert.DoesNotContain("The content is the same;", repaired.Said);
        Assert.IsType<InvoiceState.Accepted>(stage.Ledger.Find("23/2026").State);
    }

    /// <summary>An invoice whose number KSeF knows from another desk, with another content.</summary>
    private static async Task<IssuedInvoice> DuplicateAsync(Stage stage, string number, ModeWish wish)
    {
        await using var desk = stage.AnotherDesk();
        await desk.IssueInvoice.FromDraftAsync(stage.Company, stage.Draft(number) with { Buyer = new Party { Name = "Ktoś inny" } }, ModeWish.Online, Stage.Stop);
        await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
        var issued = await stage.IssueAsync(wish, stage.Draft(number));
        await stage.SendAsync();
        Assert.True(stage.Now(issued).State is InvoiceState.Rejected { Code: 440 }, stage.Now(issued).State.ToString());
        return stage.Now(issued);
    }

    private static Standing StandingOf(Stage stage) => Assert.Single(stage.Workplace.TakeStock.Of([stage.Company]));

    private static async Task<(int Code, string Said)> RunAsync(Stage stage, params string[] command)
    {
        using var said = new StringWriter();
        var code = await Inkaust.Cli.CommandLine.RunAsync([.. command, "--data", stage.Workplace.Place, "--lang", "en"], said, said, stage.Clock);
        return (code, said.ToString());
    }
}
