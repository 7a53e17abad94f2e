namespace Inkaust.LocalKsef;

/// <summary>Everything that one server is made of. Nothing of it is shared with another server in the same process.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <exception cref="IOException">The data file cannot be opened.</exception>
    public World(LocalKsefOptions options)
    {
        Clock = new ServerClock(options.Clock, options.ClockStartsAt, Journal);
        Keys = new EncryptionKeys(Clock, Journal);
        Authority = new Authority(Journal);
        Tickets = new Tickets(Clock, Journal);
        Registry = new Registry(Journal);
        Files = new KeptFiles(Journal, options.DataFile, options.LargestFilesInSnapshot) { Saved = Saved };
        DownloadTries = new DownloadTries(Journal);
        Rights = new Rights(Journal);
        Roles = new Roles(Journal);
        Limits = new Limits(Journal);
        Announcements = new Announcements(Clock, Journal);
        Received = new ReceivedRequests(options.RequestsRemembered);
        RateLimits = new RateLimits(Clock, options.RateLimits, Journal);
        Hostility = new Hostility(options.Hostility, options.HostilitySeed);
        Drawing = options.Drawing;
        MostLeftByStrangers = options.MostLeftByStrangers;
        Upos = new UpoArchive(this);
        Downloads = new Downloads(this);
        Exports = new Exports(this, options.LargestExport);
        Batches = new BatchProcessing(this);
        Processing = new InvoiceProcessing(this, options.ProcessingDelay);
        Faults.Removed = Processing.Resume;
        if (options.DataFile is not null) GoOn(options.DataFile);
        // Making RSA keys takes long, so it starts now and nobody waits for it yet.
        _ = Keys.All();
    }

    public Journal Journal { get; } = new();
    public ServerClock Clock { get; }
    public EncryptionKeys Keys { get; }
    public Authority Authority { get; }
    public Tickets Tickets { get; }
    public Registry Registry { get; }
    public Rights Rights { get; }
    public Roles Roles { get; }
    public Limits Limits { get; }
    public RateLimits RateLimits { get; }
    public Announcements Announcements { get; }
    public Faults Faults { get; } = new();
    public Hostility Hostility { get; }
    public ReceivedRequests Received { get; }
    public UpoArchive Upos { get; }
    public Downloads Downloads { get; }
    public DownloadTries DownloadTries { get; }
    public InvoiceDrawing? Drawing { get; }
    public KeptFiles Files { get; }
    public int MostLeftByStrangers { get; }
    public BodyRoom BodyRoom { get; } = new(512_000_000);
    public Exports Exports { get; }
    public InvoiceProcessing Processing { get; }
    public BatchProcessing Batches { get; }

    /// <summary>Null when everything is in memory only.</summary>
    public DataFile? File { get; private set; }

    /// <summary>Waits until everything that has happened so far is in the data file, if there is one.</summary>
    /// <exception cref="IOException">It cannot be written any more.</exception>
    public Task Saved() => File?.Saved() ?? Task.CompletedTask;

    /// <summary>As after the start, with the same keys and ports.</summary>
    public async Task Reset()
    {
        await StopWork();
        Registry.Clear();
        Rights.Clear();
        Roles.Clear();
        Limits.Clear();
        RateLimits.Clear();
        Files.Clear();
        Announcements.Clear();
        Received.Clear();
        DownloadTries.Clear();
        Faults.Clear();
        Clock.Reset();
    }

    /// <summary>Everything that outlives a restart: keys, clock, announcements and what is registered.</summary>
    public async Task<byte[]> Snapshot()
    {
        await Keys.All();
        return Journal.Snapshot(() => Files.LeftOut);
    }

    /// <exception cref="ApiRefusal">21405: not a snapshot.</exception>
    public async Task Restore(ReadOnlyMemory<byte> snapshot)
    {
        await StopWork();
        try
        {
            Journal.Restore(snapshot, Registry.Index);
        }
        finally
        {
            ResumeWork();
        }
    }

    private void GoOn(string path)
    {
        File = DataFile.Open(path, Journal);
        Registry.Index();
        Files.DeleteLeftovers();
        ResumeWork();
        Journal.NotePages();
    }

    // Packages and exports belong to what is registered; what is put in its place must not find them at work.
    private async Task StopWork()
    {
        await Batches.Stop();
        await Exports.Stop();
    }

    // What was waiting or half done when it was written down.
    private void ResumeWork()
    {
        foreach (var file in Registry.Waiting.Where(_ => true)) Processing.Take(file);
        Processing.Resume();
        Batches.Resume();
        Exports.Resume();
    }

    public async ValueTask DisposeAsync()
    {
        await Batches.DisposeAsync();
        await Processing.DisposeAsync();
        await Exports.DisposeAsync();
        if (File is not null) await File.DisposeAsync();
        Files.Dispose();
        Keys.Dispose();
        Authority.Dispose();
    }
}
