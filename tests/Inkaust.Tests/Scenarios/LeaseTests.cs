using System.Diagnostics;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Whose turn it is to send, when several instances of the program share a database.</summary>
public class LeaseTests
{
    private const string SendInvoice = "POST /v2/sessions/online/*/invoices";

    [Fact]
    public async Task A_turn_is_taken_by_one_and_given_back()
    {
        await using var stage = await Stage.BareAsync();
        var leases = new Leases(Database.Open(stage.Store));
        await using (var first = leases.Take(stage.Company.Id))
        {
            Assert.NotNull(first);
            Assert.Null(leases.Take(stage.Company.Id));
        }
        await using var second = leases.Take(stage.Company.Id);
        Assert.NotNull(second);
        Assert.Equal(2, Number(stage));
    }

    [Fact]
    public async Task Of_many_who_reach_for_the_turn_at_once_one_gets_it()
    {
        await using var stage = await Stage.BareAsync();
        for (var round = 0; round < 5; round++)
        {
            var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new Leases(Database.Open(stage.Store)).Take(stage.Company.Id))));
            await Assert.Single(leases.OfType<Lease>()).DisposeAsync();
        }
    }

    [Fact]
    public async Task A_turn_is_kept_for_as_long_as_its_holder_is_awake()
    {
        await using var stage = await Stage.BareAsync();
        // Prolonged every 8 s; a machine that stands still for another 10 s must not lose it.
        var leases = new Leases(Database.Open(stage.Store), TimeSpan.FromSeconds(24));
        await using var held = leases.Take(stage.Company.Id);
        var ends = new List<long>();
        while (ends.Count < 2)
        {
            if (Until(stage) is var end && !ends.Contains(end)) ends.Add(end);
            Assert.Null(leases.Take(stage.Company.Id));
            await Task.Delay(50, Stage.Stop);
        }
        Assert.Equal(ends.Order(), ends); // Prolonged: it ends later.
    }

    [Fact]
    public async Task A_holder_on_another_machine_is_waited_for_until_its_lease_ends()
    {
        await using var stage = await Stage.BareAsync();
        var database = Database.Open(stage.Store);
        var leases = new Leases(database);
        Write(stage, new Holder("another machine", 1, "1"), $"{database.Now} + 50000");
        Assert.Null(leases.Take(stage.Company.Id));
        Assert.Equal("INK-SEND-001", Assert.Single((await stage.Workplace.SendWaiting.OnceAsync(stage.Company, Stage.Stop)).Problems).Code);

        Write(stage, new Holder("another machine", 1, "1"), $"{database.Now} - 1");
        await using var taken = leases.Take(stage.Company.Id);
        Assert.NotNull(taken);
    }

    [Fact]
    public async Task A_lease_from_before_the_clock_was_set_back_ends_too()
    {
        await using var stage = await Stage.BareAsync();
        var database = Database.Open(stage.Store);
        Write(stage, new Holder("another machine", 1, "1"), $"{database.Now} + 3600000");
        await using var taken = new Leases(database).Take(stage.Company.Id);
        Assert.NotNull(taken);
    }

    [Fact]
    public async Task A_holder_that_was_killed_on_this_machine_is_not_waited_for()
    {
        await using var stage = await Stage.BareAsync();
        var database = Database.Open(stage.Store);
        using var other = Process.Start("sleep", "100");
        var began = File.ReadAllText($"/proc/{other.Id}/stat").Split(' ')[21];
        Write(stage, new Holder(Holder.ThisProcess.Machine, other.Id, began), $"{database.Now} + 50000");
        Assert.Null(new Leases(database).Take(stage.Company.Id));

        other.Kill();
        await other.WaitForExitAsync(Stage.Stop);
        await using var taken = new Leases(database).Take(stage.Company.Id);
        Assert.NotNull(taken);
    }

    [Fact]
    public async Task A_process_with_the_number_of_a_dead_one_is_not_taken_for_it()
    {
        await using var stage = await Stage.BareAsync();
        var database = Database.Open(stage.Store);
        Write(stage, Holder.ThisProcess with { Began = "1" }, $"{database.Now} + 50000");
        await using var taken = new Leases(database).Take(stage.Company.Id);
        Assert.NotNull(taken);
    }

    [Fact]
    public async Task Who_overslept_its_turn_writes_no_step_any_more()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        await using var turn = new Leases(Database.Open(stage.Store)).Take(stage.Company.Id);
        TakeOver(stage);

        var refused = Assert.Throws<RefusedException>(
            () => stage.Ledger.Under(turn!).Move(issued, new InvoiceState.Sending("session", null), "about to be sent"));

        Assert.Equal("INK-SEND-006", refused.Findings[0].Code);
        Assert.IsType<InvoiceState.Issued>(stage.Now(issued).State);
        Assert.Single(stage.Ledger.History(issued));
    }

    [Fact]
    public async Task A_round_that_loses_its_turn_ends_and_the_next_holder_sends_the_rest_once()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 4; i++) await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("slow", SendInvoice, count: 1, delayMilliseconds: 60_000);

        var overslept = stage.SendAsync();
        while (stage.Ledger.List("sending").Count == 0 && !overslept.IsCompleted) await Task.Delay(10, Stage.Stop);
        TakeOver(stage, until: "0"); // As if it had slept, and another had come and gone.
        await stage.NoFaultsAsync();
        await using var other = stage.AnotherInstance();
        var report = await other.SendWaiting.OnceAsync(stage.Company, Stage.Stop);

        Assert.Empty(report.Problems);
        Assert.Contains((await overslept).Problems, problem => problem.Code == "INK-SEND-006");
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        await SharedWork.AssertEachNumberedOnceAsync(stage, 4);
    }

    [Fact]
    public async Task The_clock_of_the_law_may_jump_and_the_turn_stays()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await using (var turn = new Leases(Database.Open(stage.Store)).Take(stage.Company.Id))
        {
            clock.Jump(TimeSpan.FromDays(400));
            Assert.IsType<AnothersTurn>(await stage.SendAsync());
        }
        clock.Jump(TimeSpan.FromDays(-800));
        await using var next = new Leases(Database.Open(stage.Store)).Take(stage.Company.Id);
        Assert.NotNull(next);
    }

    private static void Write(Stage stage, Holder holder, string until)
    {
        using var connection = Database.Open(stage.Store).Connect();
        connection.Execute($"""
            INSERT INTO lease (company, number, machine, process, began, until) VALUES (@Company, 1, @Machine, @Process, @Began, {until})
            ON CONFLICT (company) DO UPDATE SET number = lease.number + 1, machine = @Machine, process = @Process, began = @Began, until = {until}
            """, new { Company = stage.Company.Nip.ToString(), holder.Machine, holder.Process, holder.Began });
    }

    private static void TakeOver(Stage stage, string? until = null)
    {
        var database = Database.Open(stage.Store);
        Write(stage, new Holder("another machine", 1, "1"), until ?? $"{database.Now} + 50000");
    }

    private static long Number(Stage stage) => InTheLease(stage, "number");

    private static long Until(Stage stage) => InTheLease(stage, "until");

    private static long InTheLease(Stage stage, string column)
    {
        using var connection = Database.Open(stage.Store).Connect();
        return connection.ExecuteScalar<long>($"SELECT {column} FROM lease");
    }
}

[OnPostgres]
public sealed class LeaseOnPostgresTests : LeaseTests;
