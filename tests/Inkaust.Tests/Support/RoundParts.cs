using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests;

/// <summary>The parts of a round of sending, each to be played by itself.</summary>
internal sealed class RoundParts
{
    public RoundParts(CompanyLedger ledger, JudgeUpo judge, KsefClient ksef, KsefAccess access, TimeProvider clock, Pace untilJudged)
    {
        Round = new Round(ledger, clock, new RoundWish { UntilJudged = untilJudged, Progress = Heard });
        var signedIn = new SignedIn(ksef, access);
        Settle = new SettleSent(Round, signedIn, judge);
        Send = new SendIssued(Round, signedIn, Settle);
    }

    public Round Round { get; }

    public SettleSent Settle { get; }

    public SendIssued Send { get; }

    public ProgressHeard Heard { get; } = new();

    public IReadOnlyList<Inkaust.Invoices.Finding> Problems => Round.Problems;

    public Task SettleAsync(CancellationToken stop) => Settle.AllAsync(stop);

    public Task SendAsync(CancellationToken stop) => Send.AllAsync(stop);

    public Task CloseSessionsAsync(CancellationToken stop) => Settle.CloseAllAsync(stop);

    public Task CollectUposAsync(CancellationToken stop) => Settle.Receipts.AllAsync(stop);

    public SendingReport Report() => Round.Report();

    /// <summary>What was told of how far it has come, as it was told.</summary>
    public sealed class ProgressHeard : IProgress<Progress>
    {
        public List<Progress> All { get; } = [];

        public void Report(Progress value) => All.Add(value);
    }
}
