using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>How whoever asks for a round of sending wants it.</summary>
public sealed record RoundWish
{
    /// <summary>How long a request may wait for its turn under KSeF's limits.</summary>
    public Patience Patience { get; init; } = Patience.OfAPerson;

    /// <summary>How often, and how long, KSeF is asked for a verdict before it is left to the next round.</summary>
    public Pace UntilJudged { get; init; } = new(TimeSpan.FromMilliseconds(25), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2));

    /// <summary>Hears how far the round has come; null: nobody listens.</summary>
    public IProgress<Progress>? Progress { get; init; }
}
