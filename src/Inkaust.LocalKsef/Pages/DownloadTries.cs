namespace Inkaust.LocalKsef;

/// <summary>Counts wrong answers to the questions behind KOD I, for each file (LAW 110); it forgets them after a while.</summary>
internal sealed class DownloadTries
{
    /// <summary>So many wrong answers block a file. The law says "several"; the number is ours.</summary>
    public const int Most = 5;

    /// <summary>For how long. The law says "temporarily"; the time is ours.</summary>
    public static readonly TimeSpan Blocked = TimeSpan.FromMinutes(15);

    /// <summary>How often somebody was wrong, and when at last.</summary>
    internal sealed record Count(int Wrong, DateTimeOffset LastAt);

    /// <summary>All of it as it is written down.</summary>
    internal sealed record Written(IReadOnlyDictionary<string, Count> Tries);

    private const int MostFiles = 10_000;
    private readonly Lock gate;
    private readonly Page<Written> page;
    private readonly Dictionary<string, Count> tries = [];

    public DownloadTries(Journal journal)
    {
        gate = journal.Gate;
        page = new Page<Written>(journal, "downloadTries", () => new Written(tries.ToDictionary()), PutBack, tries.Clear);
    }

    /// <summary>How long the file is still blocked; null when it isn't.</summary>
    public TimeSpan? BlockedFor(string hash, DateTimeOffset now)
    {
        lock (gate)
            return tries.TryGetValue(hash, out var one) && one.Wrong >= Most && now - one.LastAt < Blocked ? Blocked - (now - one.LastAt) : null;
    }

    public void Wrong(string hash, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var old in tries.Where(one => now - one.Value.LastAt >= Blocked).Select(one => one.Key).ToList()) tries.Remove(old);
            // What is blocked goes last: whoever asks for many other files does not free one by that.
            if (tries.Count >= MostFiles) tries.Remove(tries.OrderBy(one => one.Value.Wrong >= Most).ThenBy(one => one.Value.LastAt).First().Key);
            tries[hash] = new Count((tries.GetValueOrDefault(hash)?.Wrong ?? 0) + 1, now);
            page.Changed();
        }
    }

    public void Right(string hash)
    {
        lock (gate)
            if (tries.Remove(hash)) page.Changed();
    }

    private void PutBack(Written written)
    {
        tries.Clear();
        foreach (var (hash, count) in written.Tries) tries[hash] = count;
    }
}
