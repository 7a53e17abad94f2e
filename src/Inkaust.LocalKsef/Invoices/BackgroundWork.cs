namespace Inkaust.LocalKsef;

/// <summary>What goes on beside the requests, each piece under a key: begun once, and waited for before the server or its state goes.</summary>
internal sealed class BackgroundWork
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> running = [];

    /// <summary>Begins a piece, unless it goes on already.</summary>
    public void Begin(string key, Func<Task> work)
    {
        lock (gate)
        {
            foreach (var done in running.Where(one => one.Value.IsCompleted).Select(one => one.Key).ToList()) running.Remove(done);
            if (!running.ContainsKey(key)) running[key] = Task.Run(work);
        }
    }

    /// <summary>Waits until nothing goes on that goes on now.</summary>
    public Task Ended()
    {
        lock (gate) return Task.WhenAll(running.Values);
    }
}
