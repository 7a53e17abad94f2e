namespace Inkaust.LocalKsef;

/// <summary>A request that came to the API, Latarnia or the QR pages.</summary>
/// <param name="At">By the server's clock.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path without the query, which may hold a ticket.</param>
/// <param name="Status">What was answered; null when the connection was cut.</param>
/// <param name="Fault">The fault that hit it.</param>
internal sealed record ReceivedRequest(DateTimeOffset At, string Method, string Path, int? Status, FaultKind? Fault);

internal sealed class ReceivedRequests(int most)
{
    private readonly Lock gate = new();
    private readonly Queue<ReceivedRequest> requests = [];

    public void Add(ReceivedRequest request)
    {
        lock (gate)
        {
            requests.Enqueue(request);
            if (requests.Count > most) requests.Dequeue();
        }
    }

    public IReadOnlyList<ReceivedRequest> All()
    {
        lock (gate) return [.. requests];
    }

    public void Clear()
    {
        lock (gate) requests.Clear();
    }
}
