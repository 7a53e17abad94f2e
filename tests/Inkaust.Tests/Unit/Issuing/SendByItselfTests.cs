using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Sending by itself: whom it serves and when, and what is told of it. Its pauses pass while nobody has a turn.</summary>
public sealed class SendByItselfTests : IDisposable
{
    private const string Asking = "GET /messages";

    private readonly House house = new();
    private readonly CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(House.Stop);
    private readonly PausesByHand pauses;

    public SendByItselfTests()
    {
        pauses = new PausesByHand(house.Clock);
        house.Certificate(CertificateKind.Authentication);
        house.Certificate();
        house.AcceptWithReceipts();
    }

    [Fact]
    public async Task It_tells_what_moved_or_failed_and_nothing_else()
    {
        await house.IssueAsync(ModeWish.Online);
        var told = new List<SendingReport>();
        using var service = Service((_, report) => told.Add(report));
        await RunsUntilAsync(service, () => house.Wire.CountOf(Asking) >= 4);
        Assert.Single(Assert.Single(told).Moved); // the rounds after it had nothing to tell
    }

    [Fact]
    public async Task While_another_one_has_the_turn_it_is_silent()
    {
        house.Add();
        var told = 0;
        using var service = Service((_, _) => told++);
        await using (new Leases(house.Database).Take(house.Company.Id))
            await RunsUntilAsync(service, () => house.Clock.GetUtcNow() > House.At("2026-12-09T13:00"), isAnothersTurn: true);
        Assert.Equal(0, told);
    }

    [Fact]
    public async Task No_more_companies_than_allowed_have_their_rounds_at_once_and_all_have_theirs()
    {
        Company[] others = [house.Other("1234563218"), house.Other("6712345098")];
        foreach (var other in others)
        {
            house.Certificate(CertificateKind.Authentication, of: other);
            house.Add(of: other, state: new InvoiceState.Waived(9));
            house.LedgerOf(other).Sessions.Opened(SmallKsef.Reference(300 + Array.IndexOf(others, other)));
        }
        await house.IssueAsync(ModeWish.Online);
        var most = 0L;
        house.Wire.First = _ =>
        {
            using var connection = house.Database.Connect();
            most = Math.Max(most, connection.ExecuteScalar<long>("SELECT COUNT(*) FROM lease WHERE until > 0"));
            return null;
        };
        using var service = Service(atOnce: 1);
        await RunsUntilAsync(service, () => house.SeenLedgers.WithWork().Count == 0);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task What_cannot_be_answered_for_ends_it_loudly()
    {
        using var service = new SendByItself(house.SendWaiting, house.Ledgers, house.Bell, pauses, new SendByItselfSettings
        {
            Companies = () => throw new InvalidOperationException("a fault of the program"),
        });
        await service.StartAsync(enough.Token);
        Assert.Equal("a fault of the program", (await Assert.ThrowsAsync<InvalidOperationException>(() => service.ExecuteTask!)).Message);
    }

    [Fact]
    public void The_bell_rings_for_what_waits_now_and_not_within_a_round()
    {
        var invoice = house.Add();
        Assert.Equal([house.Company.Id], Rung());
        house.Add(of: house.Other());
        Assert.Equal([house.Other().Id], Rung());
        var sending = house.Ledger.Move(invoice, new InvoiceState.Sending("s", null), "t");
        Assert.Empty(Rung());
        var back = house.Ledger.Move(sending, new InvoiceState.Issued(), "t");
        Assert.Equal([house.Company.Id], Rung());
        var turn = new Leases(house.Database).Take(house.Company.Id)!;
        house.Ledger.Under(turn).Move(house.Ledger.Under(turn).Move(back, new InvoiceState.Sending("s", null), "t"), new InvoiceState.Issued(), "t");
        Assert.Empty(Rung());

        List<CompanyId> Rung()
        {
            var rung = new List<CompanyId>();
            while (house.Bell.Rung.TryRead(out var company)) rung.Add(company);
            return rung;
        }
    }

    public void Dispose()
    {
        enough.Dispose();
        house.Dispose();
    }

    private SendByItself Service(Action<Company?, SendingReport>? tell = null, int atOnce = 16) =>
        new(house.SendWaiting, house.Ledgers, house.Bell, pauses, new SendByItselfSettings
        {
            Companies = house.Companies.All,
            Tell = tell ?? ((_, _) => { }),
            AtOnce = atOnce,
        });

    private async Task RunsUntilAsync(SendByItself service, Func<bool> isEnough, bool isAnothersTurn = false)
    {
        await service.StartAsync(enough.Token);
        while (!isEnough() && !service.ExecuteTask!.IsCompleted)
        {
            if (!isAnothersTurn && IsAnyTurnTaken()) await Task.Yield();
            else pauses.Pass();
        }
        await enough.CancelAsync();
        await service.ExecuteTask!;
    }

    private bool IsAnyTurnTaken()
    {
        using var connection = house.Database.Connect();
        return connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM lease WHERE until > 0)");
    }

    /// <summary>A clock whose pauses end when somebody says so, and that shows then that they have passed.</summary>
    private sealed class PausesByHand(StillClock clock) : TimeProvider
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<Pause> waiting = [];

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var pause = new Pause(() => callback(state), dueTime);
            waiting.Enqueue(pause);
            return pause;
        }

        public void Pass()
        {
            if (!waiting.TryDequeue(out var pause) || pause.IsOver) return;
            clock.Jump(pause.Length);
            pause.Ends();
        }

        private sealed class Pause(Action ends, TimeSpan length) : ITimer
        {
            public TimeSpan Length => length;

            public bool IsOver { get; private set; }

            public void Ends() => ends();

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => IsOver = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
