using System.Diagnostics;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Several instances of the program send for many companies out of one database.</summary>
public class SharedWorkTests
{
    private const int CompanyCount = 60;

    [Fact]
    public async Task Two_instances_share_sixty_companies_and_no_invoice_is_sent_twice()
    {
        await using var stage = await Stage.BareAsync();
        var companies = await SharedWork.IssueForAsync(stage, CompanyCount, each: 2);
        await using var other = stage.AnotherInstance();

        // From both ends, and neither goes on before the other has begun, so that each has something to do.
        var (one, another) = (new TaskCompletionSource(), new TaskCompletionSource());
        var reports = await Task.WhenAll(
            RoundAsync(stage.Workplace, companies, one, another.Task), RoundAsync(other, companies.Reverse(), another, one.Task));
        Assert.All(reports, report => Assert.DoesNotContain(report, one => one is not AnothersTurn && one.Problems.Count > 0));
        Assert.All(reports, report => Assert.Contains(report, one => one.Moved.Count > 0));
        await RoundAsync(other, companies, new(), Task.CompletedTask); // What one had passed over because the other had it.
        Assert.Each(stage.Workplace.SeenLedgers.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        await SharedWork.AssertEachNumberedOnceAsync(stage, 2 * CompanyCount);

        static Task<List<SendingReport>> RoundAsync(Workplace instance, IEnumerable<Company> companies, TaskCompletionSource begun, Task beside) => Task.Run(async () =>
        {
            var rounds = new List<SendingReport>();
            foreach (var company in companies)
            {
                rounds.Add(await instance.SendWaiting.OnceAsync(company, Stage.Stop));
                begun.TrySetResult();
                await beside.WaitAsync(Stage.Stop);
            }
            return rounds;
        });
    }

    [Fact]
    public async Task Whoever_sends_by_itself_serves_companies_that_are_added_later()
    {
        await using var stage = await Stage.BareAsync();
        await using var sender = stage.AnotherInstance();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stage.Stop);
        using var sending = sender.SendByItself(new SendByItselfSettings
        {
            Companies = sender.Companies.All,
            BetweenLooks = TimeSpan.FromMilliseconds(50),
        });
        await sending.StartAsync(enough.Token);
        await SharedWork.IssueForAsync(stage, 3, each: 1);
        enough.CancelAfter(TimeSpan.FromMinutes(5));
        while (stage.Workplace.SeenLedgers.List("accepted").Count < 3 && !enough.IsCancellationRequested) await Task.Delay(20, Stage.Stop);
        await enough.CancelAsync();
        await sending.ExecuteTask!;
        await SharedWork.AssertEachNumberedOnceAsync(stage, 3);
    }

    [Fact]
    public async Task What_is_issued_here_goes_at_once_and_waits_for_no_look()
    {
        await using var stage = await Stage.ReadyAsync(TimeProvider.System);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stage.Stop);
        using var sending = stage.Workplace.SendByItself(new SendByItselfSettings
        {
            Companies = stage.Workplace.Companies.All,
            BetweenLooks = TimeSpan.FromHours(1),
            BetweenIdleRounds = TimeSpan.FromHours(1),
        });
        await sending.StartAsync(enough.Token);
        var first = await stage.IssueAsync(ModeWish.Online);
        await AcceptedAsync(first);
        var second = await stage.IssueAsync(ModeWish.Online); // it has looked, and looks again in an hour only
        await AcceptedAsync(second);
        await enough.CancelAsync();
        await sending.ExecuteTask!;

        async Task AcceptedAsync(IssuedInvoice invoice)
        {
            enough.CancelAfter(TimeSpan.FromMinutes(5));
            while (stage.Now(invoice).State is not InvoiceState.Accepted && !enough.IsCancellationRequested) await Task.Delay(20, Stage.Stop);
            Assert.IsType<InvoiceState.Accepted>(stage.Now(invoice).State);
        }
    }

    [Fact]
    public async Task One_of_two_processes_is_killed_in_the_middle_and_the_other_sends_everything_once()
    {
        await using var stage = await Stage.BareAsync(TimeProvider.System);
        await SharedWork.IssueForAsync(stage, CompanyCount, each: 2);
        await stage.FaultAsync("slow", "POST /v2/sessions/online/*/invoices", delayMilliseconds: 200);
        using var first = SharedWork.StartSend(stage);
        using var second = SharedWork.StartSend(stage);
        while (stage.Workplace.SeenLedgers.List("accepted").Count < 20 && !(first.HasExited && second.HasExited)) await Task.Delay(20, Stage.Stop);
        // One that finds every turn taken ends at once; the one that works is killed.
        var (doomed, other) = first.HasExited ? (second, first) : (first, second);
        Assert.False(doomed.HasExited, "it ended before it could be killed");
        doomed.Kill(); // SIGKILL
        await other.WaitForExitAsync(Stage.Stop);
        await stage.NoFaultsAsync();

        // Nobody waits for the lease of the dead.
        using var last = SharedWork.StartSend(stage);
        await last.WaitForExitAsync(Stage.Stop);

        Assert.Each(stage.Workplace.SeenLedgers.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        await SharedWork.AssertEachNumberedOnceAsync(stage, 2 * CompanyCount);
    }
}

[OnPostgres]
public sealed class SharedWorkOnPostgresTests : SharedWorkTests;

internal static class SharedWork
{
    /// <summary>Many companies, each with invoices that wait.</summary>
    public static async Task<IReadOnlyList<Company>> IssueForAsync(Stage stage, int count, int each)
    {
        foreach (var nip in Nips().Where(nip => nip != stage.Company.Nip).Take(count - 1)) stage.Workplace.Companies.Add(stage.Company with { Nip = nip });
        var companies = stage.Workplace.Companies.All();
        foreach (var company in companies)
        {
            for (var i = 0; i < each; i++) await stage.Workplace.IssueInvoice.FromDraftAsync(company, stage.Draft(), ModeWish.Online, stop: Stage.Stop);
        }
        return companies;
    }

    /// <summary>The program as a user starts it, on the database of the stage.</summary>
    public static Process StartSend(Stage stage, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), "send"]);
        start.Environment["INKAUST_DATABASE"] = stage.Store;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>KSeF gave that many numbers, each to another invoice.</summary>
    public static async Task AssertEachNumberedOnceAsync(Stage stage, int count)
    {
        using var answer = JsonDocument.Parse(await stage.Management.GetStringAsync("received", Stage.Stop));
        var numbered = answer.RootElement.GetProperty("invoices").EnumerateArray()
            .Where(one => one.TryGetProperty("ksefNumber", out var ksefNumber) && ksefNumber.ValueKind == JsonValueKind.String).Select(one => one.GetProperty("number").GetString()).ToList();
        Assert.Equal(count, numbered.Count);
        Assert.Equal(count, numbered.Distinct().Count());
    }

    /// <summary>Invented NIPs with a right check digit.</summary>
    public static IEnumerable<Nip> Nips()
    {
        for (var number = 526000100; ; number++)
        {
            for (var check = 0; check < 10; check++)
            {
                if (Nip.TryParse($"{number}{check}", null, out var nip)) yield return nip;
            }
        }
    }
}
