namespace Inkaust.LocalKsef;

/// <summary>Lets go of what came first when there is too much of it, so that what strangers may leave here does not grow without end.</summary>
/// <param name="most">So many stay.</param>
/// <param name="letGo">Takes away what is under the key, if it is still there.</param>
internal sealed class NewestOnly(int most, Action<string> letGo)
{
    private readonly Lock gate = new();
    private readonly Queue<string> keys = [];

    public void Add(string key)
    {
        string? first = null;
        lock (gate)
        {
            keys.Enqueue(key);
            if (keys.Count > most) first = keys.Dequeue();
        }
        if (first is not null) letGo(first);
    }
}
