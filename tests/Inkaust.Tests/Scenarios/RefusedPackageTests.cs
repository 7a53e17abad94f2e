using System.Net.Http.Json;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Scenarios;

/// <summary>KSeF refuses whole packages, again and again, without judging an invoice in them.</summary>
public class RefusedPackageTests
{
    private const string Opening = "POST /v2/sessions/batch", Part = "PUT /storage/batch/";

    [Fact]
    public async Task When_KSeF_refuses_every_package_invoices_go_one_by_one_the_nearest_deadline_first()
    {
        await using var stage = await Stage.ReadyAsync(new ShiftedClock(Stage.WednesdayNoon));
        var like = await stage.IssueAsync(ModeWish.Offline);
        for (var i = 0; i < 38; i++) await stage.IssueAsync(ModeWish.Offline);
        var urgent = await stage.IssueAsync(ModeWish.Offline, stage.Draft() with { IssueDate = like.IssueDate.AddDays(-1) }); // the last one, due today
        var packages = 0;
        using var line = BadForPackages(() => packages++);

        for (var round = 1; round <= 2; round++) Assert.Equal(["INK-SEND-008"], (await line.SendAsync(stage)).Problems.Select(one => one.Code));
        Assert.Equal(2, packages);
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Issued>(invoice.State));
        Assert.Contains(stage.Ledger.History(like), step => step.Cause.InWords.En.Contains("405"));

        Assert.Contains((await line.SendAsync(stage)).Problems, one => one.Code == "INK-SEND-014");
        Assert.Equal(30, stage.Ledger.Count("accepted"));
        Assert.IsType<InvoiceState.Accepted>(stage.Now(urgent).State);
        Assert.Empty((await line.SendAsync(stage)).Problems); // ten are left, and need no package
        Assert.Equal(2, packages);
        Assert.Empty(stage.Ledger.Sessions.Unsettled());
        await SharedWork.AssertEachNumberedOnceAsync(stage, 40);
    }

    [Fact]
    public async Task What_can_go_in_a_package_only_is_tried_ever_more_rarely_also_after_a_restart()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var issued = await WithAttachmentAsync(stage);
        clock.StandStill(); // What the rounds themselves take would add up.
        var begin = clock.GetUtcNow();
        var tries = new List<int>();
        using var line = BadForPackages(() => tries.Add((int)(clock.GetUtcNow() - begin).TotalMinutes));
        for (var minutes = 0; minutes < 200; minutes += 5)
        {
            await using var process = stage.AnotherInstance(); // every round in another one
            await line.SendAsync(stage, process);
            clock.Jump(TimeSpan.FromMinutes(5));
        }
        Assert.Equal([0, 5, 10, 20, 40, 80, 140], tries);
        Assert.IsType<InvoiceState.Issued>(stage.Now(issued).State);

        var standing = Standing(stage);
        Assert.Equal(Need.AskAboutPackages, standing.Need);
        Assert.True(standing.NeedsAPerson);
        Assert.IsType<SendPackagesNow>(standing.Next);
        var alarm = Assert.Single(standing.Alarms, one => one.Code == "INK-SEND-014").Text.En;
        Assert.Contains("7 times in a row", alarm);
        Assert.Contains("405", alarm);
        Assert.Contains("Invoices waiting for a package: 1", alarm);

        // KSeF works again, and a person has heard it.
        stage.Workplace.SendWaiting.PackagesNow(stage.Company);
        Assert.Empty((await stage.SendAsync()).Problems);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.Equal(Need.Nothing, Standing(stage).Need);
        await SharedWork.AssertEachNumberedOnceAsync(stage, 1);
    }

    [Fact]
    public async Task A_package_that_KSeF_takes_ends_the_pause()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await WithAttachmentAsync(stage);
        using (var line = BadForPackages(() => { }))
            for (var i = 0; i < 2; i++) await line.SendAsync(stage);
        await stage.SendAsync();
        Assert.Equal(0, stage.Ledger.Count("accepted"));

        clock.Jump(TimeSpan.FromMinutes(6));
        await stage.SendAsync();
        Assert.Equal(1, stage.Ledger.Count("accepted"));
        Assert.Null(stage.Ledger.Packages.RefusedInARow());
    }

    [Fact]
    public async Task Refusals_from_before_the_clock_was_set_back_do_not_outlast_a_package_that_KSeF_took()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var packages = stage.Ledger.Packages;
        for (var i = 0; i < 3; i++) packages.NotLetIn("KSeF refused: 21405");
        clock.Jump(-TimeSpan.FromHours(2));
        packages.Begun("taken");
        packages.Judged("taken", null);
        Assert.Null(packages.RefusedInARow());
    }

    [Fact]
    public async Task A_package_that_KSeF_does_not_let_in_keeps_nothing_else_from_going()
    {
        await using var stage = await Stage.ReadyAsync(new ShiftedClock(Stage.WednesdayNoon));
        var attached = await WithAttachmentAsync(stage);
        var plain = await stage.IssueAsync(ModeWish.Offline);
        var packages = 0;
        using var line = new LyingLine((operation, _) =>
        {
            if (operation != Opening) return null;
            packages++;
            return ScriptedKsef.Problem(21405, "Błąd walidacji danych wejściowych.");
        });

        Assert.Contains((await line.SendAsync(stage)).Problems, one => one.Text.En.Contains("21405"));
        Assert.IsType<InvoiceState.Accepted>(stage.Now(plain).State);
        await line.SendAsync(stage);
        Assert.Contains((await line.SendAsync(stage)).Problems, one => one.Code == "INK-SEND-014");
        Assert.Equal(3, packages); // In the first round in both forms.
        Assert.IsType<InvoiceState.Issued>(stage.Now(attached).State);
    }

    [Fact]
    public async Task A_package_goes_as_TarGz_and_as_Zip_to_a_KSeF_that_does_not_understand_that()
    {
        await using var stage = await Stage.ReadyAsync(new ShiftedClock(Stage.WednesdayNoon));
        var forms = new List<string>();
        using var line = new LyingLine((_, _) => null);
        line.AnswersItself = (operation, sent) =>
        {
            if (operation != Opening) return null;
            forms.Add(sent.Contains("TarGz", StringComparison.Ordinal) ? "TarGz" : "Zip");
            return null;
        };
        var first = await WithAttachmentAsync(stage);
        Assert.Empty((await line.SendAsync(stage)).Problems);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(first).State);

        var understandsAll = line.AnswersItself;
        line.AnswersItself = (operation, sent) =>
        {
            understandsAll(operation, sent);
            return operation == Opening && forms[^1] == "TarGz" ? ScriptedKsef.Problem(21405, "Błąd walidacji danych wejściowych.") : null;
        };
        var second = await WithAttachmentAsync(stage);
        Assert.Empty((await line.SendAsync(stage)).Problems);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(second).State);
        Assert.Equal(["TarGz", "TarGz", "Zip"], forms);
        Assert.Null(stage.Ledger.Packages.RefusedInARow());
    }

    [Fact]
    public async Task After_a_refused_package_the_next_one_goes_as_Zip()
    {
        await using var stage = await Stage.ReadyAsync(new ShiftedClock(Stage.WednesdayNoon));
        var issued = await WithAttachmentAsync(stage);
        using (var line = BadForPackages(() => { })) await line.SendAsync(stage);
        var forms = new List<bool>();
        using var good = new LyingLine((_, _) => null);
        good.AnswersItself = (operation, sent) =>
        {
            if (operation == Opening) forms.Add(sent.Contains("TarGz", StringComparison.Ordinal));
            return null;
        };
        await good.SendAsync(stage);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.Equal([false], forms);
    }

    private static LyingLine BadForPackages(Action tried) => new((_, _) => null)
    {
        Damages = operation =>
        {
            if (operation == Opening) tried();
            return operation.StartsWith(Part, StringComparison.Ordinal);
        },
    };

    internal static async Task<IssuedInvoice> WithAttachmentAsync(Stage stage)
    {
        using var api = new HttpClient { BaseAddress = stage.Server.BaseAddress };
        using var consent = await api.PostAsJsonAsync("v2/testdata/attachment", new { nip = stage.Company.Nip.ToString() }, Stage.Stop);
        consent.EnsureSuccessStatusCode();
        return await stage.IssueAsync(ModeWish.Offline, stage.Draft() with
        {
            Attachment = new Attachment { Blocks = [new AttachmentBlock { Facts = [new AttachmentFact { Name = "Punkt poboru", Text = "PL0037000012345678" }] }] },
        });
    }

    private static Standing Standing(Stage stage) => Assert.Single(stage.Workplace.TakeStock.Of([stage.Company]));
}
