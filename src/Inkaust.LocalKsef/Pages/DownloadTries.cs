namespace Inkaust.LocalKsef;

/// <summary>Counts wrong answers to the three questions behind KOD I, for each file (LAW 110); it forgets them after a while.</summary>
internal sealed class DownloadTries
{
    /// <summary>So many wrong answers block a file. The law says "several"; the number is ours.</summary>
    public const int Most = 5;

    /// <summary>For how long. The law says "temporarily"; the time is ours.</summary>
    public static readonly TimeSpan Blocked = TimeSpan.FromMinutes(15);

    private const int MostFiles = 10_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Wrong, DateTimeOffset LastAt)> tries = [];

    /// <summary>How long the file is still blocked; null when it isn't.</summary>
    public TimeSpan? BlockedFor(string hash, DateTimeOffset now)
    {
        lock (gate) return tries.TryGetValue(hash, out var one) && one.Wrong >= Most && now - one.LastAt < Blocked ? Blocked - (now - one.LastAt) : null;
    }

    public void Wrong(string hash, DateTimeOffset now)
    {
        lock (gate)
        {
            if (tries.Count >= MostFiles) tries.Clear();
            var before = tries.TryGetValue(hash, out var one) && now - one.LastAt < Blocked ? one.Wrong : 0;
            tries[hash] = (before + 1, now);
        }
    }

    public void Right(string hash)
    {
        lock (gate) tries.Remove(hash);
    }

    public void Clear()
    {
        lock (gate) tries.Clear();
    }
}
