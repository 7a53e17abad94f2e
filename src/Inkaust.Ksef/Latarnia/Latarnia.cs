using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>An answer of the Latarnia with what proves it: the law asks later why a mode was chosen (LAW 107).</summary>
/// <param name="State">KSeF now; null in an answer that holds messages alone.</param>
/// <param name="Messages">In the order of the answer; empty when there is none.</param>
/// <param name="RawJson">The bytes as they came.</param>
/// <param name="ReadAt">When they were read.</param>
public sealed record LatarniaReading(
    LatarniaState? State, IReadOnlyList<LatarniaMessage> Messages, ReadOnlyMemory<byte> RawJson, DateTimeOffset ReadAt);

/// <summary>
/// The Latarnia: announcements of maintenance and failures, for everybody and without signing in. Its own outage is no failure
/// of KSeF (LAW 106): it ends in <see cref="KsefUnavailable"/> and decides nothing.
/// </summary>
public sealed class Latarnia
{
    private static readonly Wording AskingStatus = new("odczyt stanu z Latarni", "asking the Latarnia for the status");
    private static readonly Wording AskingMessages = new("odczyt komunikatów z Latarni", "asking the Latarnia for its messages");

    private readonly Exchange exchange;
    private readonly TimeProvider clock;

    internal Latarnia(Exchange exchange, TimeProvider clock)
    {
        this.exchange = exchange;
        this.clock = clock;
    }

    /// <summary>KSeF now, with the messages behind it.</summary>
    public async Task<LatarniaReading> StatusAsync(CancellationToken cancellation = default)
    {
        var call = new Call(AskingStatus, HttpMethod.Get, "/status");
        var (answer, body) = await exchange.AskWithEvidenceAsync(call, LatarniaJson.Default.LatarniaStatusAnswer, cancellation).ConfigureAwait(false);
        return new LatarniaReading(answer.Status, answer.Messages ?? [], body, clock.GetUtcNow());
    }

    /// <summary>All messages of the last 30 days.</summary>
    public async Task<LatarniaReading> MessagesAsync(CancellationToken cancellation = default)
    {
        var call = new Call(AskingMessages, HttpMethod.Get, "/messages");
        var (messages, body) = await exchange
            .AskWithEvidenceAsync(call, LatarniaJson.Default.ListLatarniaMessage, cancellation).ConfigureAwait(false);
        return new LatarniaReading(null, messages, body, clock.GetUtcNow());
    }
}
