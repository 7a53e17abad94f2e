using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Inkaust.LocalKsef;

/// <summary>Records of one kind by their key, in the order in which they came.</summary>
internal sealed class Book<T> : IChapter where T : class
{
    private readonly Journal journal;
    private readonly Lock gate;
    private readonly Func<T, object>? ownerOf;
    private readonly Dictionary<string, T> entries = [];
    private readonly Dictionary<object, List<string>> keysOfOwner = [];

    /// <param name="journal">Where changes are noted.</param>
    /// <param name="name">The name of the chapter.</param>
    /// <param name="ownerOf">To whom a record belongs, for as long as it exists; those of one owner are found without looking at all.</param>
    public Book(Journal journal, string name, Func<T, object>? ownerOf = null)
    {
        (this.journal, gate, Name, this.ownerOf) = (journal, journal.Gate, name, ownerOf);
        journal.Open(this);
    }

    public string Name { get; }

    public int Count
    {
        get { lock (gate) return entries.Count; }
    }

    IReadOnlyList<string> IChapter.Keys => [.. entries.Keys];

    object? IChapter.Record(string key) => Find(key);

    bool IChapter.IsPage => false;

    object IChapter.Read(ReadOnlySpan<byte> written) => JsonSerializer.Deserialize<T>(written, KeptJson.Options)
        ?? throw new JsonException($"A record of {Name} is null");

    void IChapter.Put(string key, object record)
    {
        if (!entries.ContainsKey(key)) Own(key, (T)record);
        entries[key] = (T)record;
        journal.Note(this, key);
    }

    public void Add(string key, T entry)
    {
        lock (gate)
        {
            entries.Add(key, entry);
            Own(key, entry);
            journal.Note(this, key);
        }
    }

    public void AddOnce(string key, T entry)
    {
        lock (gate)
            if (!entries.ContainsKey(key)) Add(key, entry);
    }

    public T? Find(string key)
    {
        lock (gate) return entries.GetValueOrDefault(key);
    }

    public bool TryFind(string key, [NotNullWhen(true)] out T? entry)
    {
        lock (gate) return entries.TryGetValue(key, out entry);
    }

    /// <summary>Takes an entry out; null when there is none (any more).</summary>
    public T? Take(string key)
    {
        lock (gate)
        {
            if (!entries.Remove(key, out var entry)) return null;
            if (ownerOf is not null) keysOfOwner[ownerOf(entry)].Remove(key);
            journal.Note(this, key);
            return entry;
        }
    }

    public T? Change(string key, Func<T, T> change)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var entry)) return null;
            var changed = change(entry);
            if (ReferenceEquals(changed, entry)) return entry;
            journal.Note(this, key);
            return entries[key] = changed;
        }
    }

    public IReadOnlyList<T> All
    {
        get { lock (gate) return [.. entries.Values]; }
    }

    public IReadOnlyList<T> Where(Func<T, bool> wanted)
    {
        lock (gate) return [.. entries.Values.Where(wanted)];
    }

    /// <summary>The records of one owner.</summary>
    public IReadOnlyList<T> Of(object owner)
    {
        lock (gate) return keysOfOwner.TryGetValue(owner, out var keys) ? [.. keys.Select(key => entries[key])] : [];
    }

    /// <summary>Some of the records of one owner.</summary>
    public IReadOnlyList<T> Of(object owner, Func<T, bool> wanted)
    {
        lock (gate) return keysOfOwner.TryGetValue(owner, out var keys) ? [.. keys.Select(key => entries[key]).Where(wanted)] : [];
    }

    private void Own(string key, T entry)
    {
        if (ownerOf is null) return;
        var owner = ownerOf(entry);
        if (!keysOfOwner.TryGetValue(owner, out var keys)) keysOfOwner[owner] = keys = [];
        keys.Add(key);
    }

    public void RemoveWhere(Func<T, bool> unwanted)
    {
        lock (gate)
            foreach (var key in entries.Where(entry => unwanted(entry.Value)).Select(entry => entry.Key).ToList()) Take(key);
    }

    public void Clear()
    {
        lock (gate)
        {
            foreach (var key in entries.Keys) journal.Note(this, key);
            entries.Clear();
            keysOfOwner.Clear();
        }
    }
}
