using System.Collections.Concurrent;
using System.Diagnostics;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

[assembly: AssemblyFixture(typeof(AnswerWatch))]

namespace Inkaust.Tests.Support;

/// <summary>
/// Holds every answer of every local KSeF in this process against the official OpenAPI file, whoever asked: the program in a
/// scenario, a script, or a client of ours. What does not fit is told at the end of the run, which then has failed.
/// </summary>
public sealed class AnswerWatch : IAsyncDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly ConcurrentDictionary<string, int> faults = new();
    private readonly ConcurrentDictionary<string, int> seen = new();
    private readonly ConcurrentBag<IDisposable> subscriptions = []; // Servers start in many threads.

    public AnswerWatch()
    {
        if (LocalKsefOpenApi.Official is not null) subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>How many answers to an operation (<c>POST /v2/auth/challenge</c>) fit.</summary>
    public int Fitting(string operation) => seen.GetValueOrDefault(operation);

    public void OnNext(DiagnosticListener listener)
    {
        // By name: it tells of itself while it is being made.
        if (listener.Name == Door.Listener) subscriptions.Add(listener.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> told)
    {
        var exchange = (Exchange)told.Value!;
        if (FaultsOf(exchange) is { Count: > 0 } found)
            foreach (var fault in found) faults.AddOrUpdate($"{exchange.Method} {exchange.Path} {exchange.Answer.Status}: {fault}", 1, (_, count) => count + 1);
        else seen.AddOrUpdate($"{exchange.Method} {exchange.Path}", 1, (_, count) => count + 1);
    }

    internal static IReadOnlyList<string> FaultsOf(Exchange exchange) => exchange.Answer.Status >= 500 && exchange.Path.StartsWith("/v2/", StringComparison.Ordinal)
        ? ["the server has failed: " + System.Text.Encoding.UTF8.GetString(exchange.Answer.Body.Span)]
        : LocalKsefOpenApi.Official!.Faults(exchange.Method, exchange.Path, exchange.Answer.Status, exchange.Answer.ContentType?.Split(';')[0], exchange.Answer.Body.ToArray());

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions) subscription.Dispose();
        return faults.IsEmpty ? ValueTask.CompletedTask : throw new InvalidOperationException(
            "The local KSeF has answered otherwise than the official OpenAPI file says:\n" + string.Join("\n", faults.Take(50).Select(fault => $"  {fault.Value} x {fault.Key}")));
    }
}
