namespace Inkaust.Office;

/// <summary>Sends what waits of a company because somebody asked for it: he waits for whoever has the turn instead of being sent away.</summary>
public sealed class AskForSending(SendAtOnce atOnce)
{
    /// <summary>A round for a company.</summary>
    /// <param name="company">For whom.</param>
    /// <param name="stop">Gives up; the next round goes on from what is on disk.</param>
    /// <returns>What it did; <see cref="AnothersTurn"/> when another one sends for so long that nobody should wait for it.</returns>
    public Task<SendingReport> NowAsync(Company company, CancellationToken stop = default) =>
        atOnce.RoundAsync(company, new RoundWish { Patience = Patience.ForARound }, stop);
}
