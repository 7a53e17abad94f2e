using System.Diagnostics;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Tests.Unit.Certificates;

namespace Inkaust.Tests.Unit.Store;

/// <summary>Whose turn it is, by the rows that say so. The stories of it are in LeaseTests.</summary>
public sealed class TurnsTests : IDisposable
{
    private static readonly Holder Elsewhere = new("another machine", 1, "1");

    private readonly Cabinet cabinet = new();

    private Leases Leases => new(cabinet.Database);

    public void Dispose() => cabinet.Dispose();

    [Theory]
    [InlineData("it lasts", 30_000, false)]
    [InlineData("it lasts for nearly as long as any can", 59_000, false)]
    [InlineData("it has ended", -1, true)]
    [InlineData("it ends later than any can", 61_000, true)]
    [InlineData("it was given back", long.MinValue, true)]
    public async Task A_turn_of_another_machine_is_taken_over_only_when_it_has_ended(string what, long milliseconds, bool taken)
    {
        Write(Elsewhere, milliseconds == long.MinValue ? "0" : $"{cabinet.Database.Now} + {milliseconds}");
        await using var lease = Leases.Take(Cabinet.Ours.Id);
        Assert.True(taken == lease is not null, what);
        Assert.Equal(taken ? (8, Holder.ThisProcess) : (7, Elsewhere), Row());
    }

    [Fact]
    public async Task A_first_turn_has_the_first_number_lasts_a_minute_and_is_its_companys_alone()
    {
        await using var ours = Leases.Take(Cabinet.Ours.Id);
        Assert.Equal((1, Holder.ThisProcess), Row());
        using var connection = cabinet.Database.Connect();
        Assert.InRange(connection.ExecuteScalar<long>($"SELECT until - {cabinet.Database.Now} FROM lease"), 40_000, 60_000);
        await using var theirs = Leases.Take(Cabinet.Theirs.Id);
        Assert.NotNull(theirs);
        Assert.Null(Leases.Take(Cabinet.Ours.Id));
    }

    [Fact]
    public async Task A_turn_that_was_given_back_has_ended_at_once_and_that_of_others_goes_on()
    {
        await using var theirs = Leases.Take(Cabinet.Theirs.Id);
        await using (Leases.Take(Cabinet.Ours.Id)) { }
        using var connection = cabinet.Database.Connect();
        Assert.Equal(0, connection.ExecuteScalar<long>("SELECT until FROM lease WHERE company = @Nip", new { Nip = Cabinet.Ours.Nip.ToString() }));
        Assert.Null(Leases.Take(Cabinet.Theirs.Id));
    }

    [Fact]
    public async Task Who_has_lost_the_turn_is_told_at_the_next_write_and_takes_nothing_from_the_next_holder()
    {
        var lease = Leases.Take(Cabinet.Ours.Id)!;
        await using (lease)
        {
            cabinet.Database.InTransaction((connection, transaction) =>
            {
                lease.Hold(connection, transaction);
                return 0;
            });
            Assert.False(lease.Lost.IsCancellationRequested);
            Write(Elsewhere, $"{cabinet.Database.Now} + 30000");
            Assert.Equal("INK-SEND-006", Cabinet.Refusal(() => cabinet.Database.InTransaction((connection, transaction) =>
            {
                lease.Hold(connection, transaction);
                return 0;
            })));
            Assert.True(lease.Lost.IsCancellationRequested);
        }
        Assert.Null(Leases.Take(Cabinet.Ours.Id)); // Giving back a turn that is lost ends nobody else's.
    }

    [Fact]
    public void A_process_is_known_to_have_ended_only_on_this_machine()
    {
        var here = Holder.ThisProcess;
        Assert.Equal((Environment.ProcessId, true), (here.Process, here.Machine.Length > 0 && here.Began.Length > 0));
        Assert.False(here.HasEnded);
        Assert.True((here with { Began = "1" }).HasEnded);
        Assert.True((here with { Process = 2_000_000_000 }).HasEnded); // No process has such a number.
        Assert.False((here with { Machine = "another", Process = 2_000_000_000 }).HasEnded);
    }

    [Fact]
    public async Task A_process_that_was_killed_and_not_yet_cleared_away_has_ended()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems keep no such processes.");
        // The shell turns into a program that never clears its child away, and says which number the child has.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 100 & echo $!; exec sleep 100"]) { RedirectStandardOutput = true })!;
        try
        {
            var child = int.Parse((await parent.StandardOutput.ReadLineAsync(Stage.Stop))!);
            // The shell itself would clear it away.
            await UntilAsync(() => Fields(parent.Id)[1] == "(sleep)");
            using (var killed = Process.GetProcessById(child)) killed.Kill();
            await UntilAsync(() => Fields(child)[2] == "Z");
            Assert.True((Holder.ThisProcess with { Process = child, Began = Fields(child)[21] }).HasEnded);
            Assert.False((Holder.ThisProcess with { Process = parent.Id, Began = Fields(parent.Id)[21] }).HasEnded);
        }
        finally
        {
            parent.Kill();
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo()) await Task.Delay(5, Stage.Stop);
    }

    private static string[] Fields(int process) => File.ReadAllText($"/proc/{process}/stat").Split(' ');

    private void Write(Holder holder, string until) => cabinet.Run($"""
        INSERT INTO lease (company, number, machine, process, began, until) VALUES (@Company, 7, @Machine, @Process, @Began, {until})
        ON CONFLICT (company) DO UPDATE SET number = 7, machine = @Machine, process = @Process, began = @Began, until = {until}
        """, new { Company = Cabinet.Ours.Nip.ToString(), holder.Machine, holder.Process, holder.Began });

    private (long Number, Holder Holder) Row()
    {
        using var connection = cabinet.Database.Connect();
        var row = connection.QuerySingle<(long Number, string Machine, long Process,
            string Began)>("SELECT number, machine, process, began FROM lease");
        return (row.Number, new Holder(row.Machine, row.Process, row.Began));
    }
}
