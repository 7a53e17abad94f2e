using System.Runtime.InteropServices;
using System.Text.Json;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>Records of one kind that a snapshot and a data file keep.</summary>
internal interface IChapter
{
    string Name { get; }

    /// <summary>The keys of all records in it.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>The record under a key; null when there is none (any more).</summary>
    object? Record(string key);

    /// <summary>The same for a snapshot, which has nothing beside it and so holds everything.</summary>
    object? RecordForSnapshot(string key) => Record(key);

    /// <summary>Reads a record that was written down, without keeping it.</summary>
    /// <exception cref="JsonException">It is not such a record.</exception>
    object Read(ReadOnlySpan<byte> written);

    /// <summary>One small record that may be there from the start, rather than many that come.</summary>
    bool IsPage { get; }

    void Put(string key, object record);

    void Clear();
}

/// <summary>How many files a snapshot does not hold, and how long they are together.</summary>
internal sealed record LeftOut(int Files, long Octets);

/// <summary>A record that has changed; null when it is gone.</summary>
internal sealed record JournalEntry(string Chapter, string Key, object? Record);

/// <summary>
/// Knows all chapters of a server and which of their records have changed. Its lock is the lock of everything that is kept,
/// so that what is taken down at one moment fits together.
/// </summary>
internal sealed class Journal
{
    private const string Format = "inkaust-local-ksef/1";

    private readonly Dictionary<string, IChapter> chapters = [];
    private HashSet<(IChapter Chapter, string Key)> changed = [];
    private Action? noted;
    private Func<Task>? saved;

    public Lock Gate { get; } = new();

    /// <summary>Counts changes, as long as somebody follows.</summary>
    public long Version { get; private set; }

    public void Open(IChapter chapter) => chapters.Add(chapter.Name, chapter);

    /// <summary>From now on changes are noted.</summary>
    /// <param name="noted">Is told of each.</param>
    /// <param name="saved">Waits until everything that has been noted so far is safe, or throws an <see cref="IOException"/>.</param>
    public void Follow(Action noted, Func<Task> saved) => (this.noted, this.saved) = (noted, saved);

    /// <summary>Waits until everything that has happened so far is safe; at once when nobody follows.</summary>
    /// <exception cref="IOException">It cannot be written any more.</exception>
    public Task Saved() => saved?.Invoke() ?? Task.CompletedTask;

    public void Note(IChapter chapter, string key)
    {
        if (noted is null) return;
        lock (Gate)
        {
            changed.Add((chapter, key));
            Version++;
        }
        noted();
    }

    /// <summary>Notes keys, clock and whatever else is there from the start, for a file that may not have them yet.</summary>
    public void NotePages()
    {
        lock (Gate)
            foreach (var chapter in chapters.Values.Where(chapter => chapter.IsPage))
                foreach (var key in chapter.Keys) Note(chapter, key);
    }

    /// <summary>What has changed since the last time, and the version that this makes complete.</summary>
    public (IReadOnlyList<JournalEntry> Entries, long Version) Take()
    {
        lock (Gate)
        {
            var taken = changed;
            changed = [];
            return ([.. taken.Select(one => new JournalEntry(one.Chapter.Name, one.Key, one.Chapter.Record(one.Key)))], Version);
        }
    }

    /// <summary>Everything, as one JSON document.</summary>
    /// <param name="leftOut">What is too large for it; said in it.</param>
    public byte[] Snapshot(Func<LeftOut> leftOut)
    {
        List<JournalEntry> all;
        LeftOut missing;
        lock (Gate)
        {
            missing = leftOut();
            all = [.. chapters.Values.SelectMany(chapter =>
                chapter.Keys.Select(key => new JournalEntry(chapter.Name, key, chapter.RecordForSnapshot(key))))];
        }
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WritePropertyName("leftOut");
            JsonSerializer.Serialize(writer, missing, Json.Options);
            writer.WriteStartObject("chapters");
            foreach (var chapter in all.GroupBy(entry => entry.Chapter))
            {
                writer.WriteStartObject(chapter.Key);
                foreach (var entry in chapter.Where(entry => entry.Record is not null))
                {
                    writer.WritePropertyName(entry.Key);
                    JsonSerializer.Serialize(writer, entry.Record, entry.Record!.GetType(), KeptJson.Options);
                }
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>As after the start: every chapter forgets what has come since, and those that never do (keys) stay as they are.</summary>
    /// <param name="indexed">Makes what is derived from the chapters anew.</param>
    public void Clear(Action indexed)
    {
        lock (Gate)
        {
            foreach (var chapter in chapters.Values) chapter.Clear();
            indexed();
        }
    }

    /// <summary>Puts a snapshot in place of everything; when it can't be read, nothing has changed, and when its records contradict each other,
    /// everything is as after the start.</summary>
    /// <exception cref="ApiRefusal">21405: not a snapshot of this server.</exception>
    public void Restore(ReadOnlyMemory<byte> snapshot, Action indexed)
    {
        var records = RecordsIn(snapshot);
        lock (Gate)
        {
            try
            {
                foreach (var chapter in chapters.Values) chapter.Clear();
                foreach (var (chapter, key, record) in records) chapter.Put(key, record);
                indexed();
            }
            catch (Exception fault) when (fault is not (OutOfMemoryException or IOException or ApiRefusal))
            {
                foreach (var chapter in chapters.Values) chapter.Clear();
                indexed();
                throw NoSnapshot($"jego zapisy przeczą sobie nawzajem ({fault.Message})", $"its records contradict each other ({fault.Message})");
            }
        }
    }

    private List<(IChapter Chapter, string Key, object Record)> RecordsIn(ReadOnlyMemory<byte> snapshot)
    {
        try
        {
            using var document = JsonDocument.Parse(snapshot);
            return [.. ChaptersIn(document.RootElement).SelectMany(chapter => FieldsOf(chapter.Value, $"chapters.{chapter.Name}").Select(record =>
                (chapters[chapter.Name], record.Name, ReadRecord(chapter.Name, record))))];
        }
        // A name may hold half of a character, and be read by nobody.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw NoSnapshot("plik nie jest dokumentem JSON", "the file is not JSON");
        }
    }

    private List<JsonProperty> ChaptersIn(JsonElement document)
    {
        var fields = FieldsOf(document, "$").ToDictionary(field => field.Name, field => field.Value);
        if (!fields.TryGetValue("format", out var format)) throw NoSnapshot("brak w nim pola format", "it has no field format");
        if (format.ValueKind != JsonValueKind.String || format.GetString() != Format)
            throw NoSnapshot($"jego format to {format.GetRawText()}, a ten serwer czyta \"{Format}\"",
                $"its format is {format.GetRawText()}, and this server reads \"{Format}\"");
        if (fields.Keys.FirstOrDefault(name => name is not ("format" or "leftOut" or "chapters")) is { } unknown)
            throw NoSnapshot($"nieznane pole {unknown}; znane: format, leftOut, chapters",
                $"an unknown field {unknown}; known: format, leftOut, chapters");
        if (!fields.TryGetValue("chapters", out var all)) throw NoSnapshot("brak w nim pola chapters", "it has no field chapters");
        var found = FieldsOf(all, "chapters").ToList();
        if (found.Select(chapter => chapter.Name).FirstOrDefault(name => !chapters.ContainsKey(name)) is { } stranger)
            throw NoSnapshot($"nieznany rozdział {stranger}; znane: {string.Join(", ", chapters.Keys)}",
                $"an unknown chapter {stranger}; known: {string.Join(", ", chapters.Keys)}");
        return found;
    }

    private static JsonElement.ObjectEnumerator FieldsOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw NoSnapshot($"{name} to nie obiekt", $"{name} is not an object");

    private object ReadRecord(string chapter, JsonProperty record)
    {
        try
        {
            return chapters[chapter].Read(JsonMarshal.GetRawUtf8Value(record.Value));
        }
        // A record is made of whatever a stranger wrote: keys, certificates, moments of any year.
        catch (Exception fault) when (fault is not (OutOfMemoryException or ApiRefusal))
        {
            throw NoSnapshot($"nie da się odczytać zapisu {record.Name} w rozdziale {chapter}: {fault.Message}",
                $"the record {record.Name} in the chapter {chapter} cannot be read: {fault.Message}");
        }
    }

    private static ApiRefusal NoSnapshot(string pl, string en) => ApiRefusal.Invalid(new Wording(
        $"To nie jest stan zapisany przez GET /snapshot: {pl}.", $"This is not what GET /snapshot has written: {en}."));

    /// <summary>Puts back the records that a data file has kept; a chapter that isn't known any more is passed over.</summary>
    /// <exception cref="JsonException">A record can't be read.</exception>
    public void Load(IEnumerable<(string Chapter, string Key, byte[] Written)> rows)
    {
        var known = rows.Where(row => chapters.ContainsKey(row.Chapter)).ToList();
        var records = new object[known.Count];
        try
        {
            Parallel.For(0, known.Count, at => records[at] = chapters[known[at].Chapter].Read(known[at].Written));
        }
        catch (AggregateException several)
        {
            throw new JsonException(several.InnerExceptions[0].Message, several);
        }
        lock (Gate)
            for (var at = 0; at < known.Count; at++) chapters[known[at].Chapter].Put(known[at].Key, records[at]);
    }
}

/// <summary>A chapter of a single record: a whole that is small and changes seldom.</summary>
internal sealed class Page<T> : IChapter where T : class
{
    private const string Only = "all";
    private readonly Journal journal;
    private readonly Func<T?> write;
    private readonly Action<T> read;
    private readonly Action clear;

    public Page(Journal journal, string name, Func<T?> write, Action<T> read, Action clear)
    {
        (this.journal, Name, this.write, this.read, this.clear) = (journal, name, write, read, clear);
        journal.Open(this);
    }

    public string Name { get; }

    public IReadOnlyList<string> Keys => [Only];

    public object? Record(string key) => write();

    public bool IsPage => true;

    public object Read(ReadOnlySpan<byte> written) => JsonSerializer.Deserialize<T>(written, KeptJson.Options)
        ?? throw new JsonException($"{Name} is null");

    public void Put(string key, object record)
    {
        read((T)record);
        Changed();
    }

    public void Clear()
    {
        clear();
        Changed();
    }

    public void Changed() => journal.Note(this, Only);
}
