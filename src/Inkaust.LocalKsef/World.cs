namespace Inkaust.LocalKsef;

/// <summary>Everything that one server is made of. Nothing of it is shared with another server in the same process.</summary>
internal sealed class World : IAsyncDisposable
{
    public World(LocalKsefOptions options)
    {
        Clock = new ServerClock(options.Clock);
        Keys = new EncryptionKeys(Clock);
        Authority = new Authority(Clock.Now);
        Tickets = new Tickets(Clock);
        Announcements = new Announcements(Clock);
        Received = new ReceivedRequests(options.RequestsRemembered);
        RateLimits = new RateLimits(Clock, options.RateLimits);
        Upos = new UpoArchive(this);
        Downloads = new Downloads(this);
        Exports = new Exports(this);
        Batches = new BatchProcessing(this);
        Processing = new InvoiceProcessing(this, options.ProcessingDelay);
        Faults.Removed = Processing.Resume;
    }

    public ServerClock Clock { get; }
    public EncryptionKeys Keys { get; }
    public Authority Authority { get; }
    public Tickets Tickets { get; }
    public Registry Registry { get; } = new();
    public Rights Rights { get; } = new();
    public Roles Roles { get; } = new();
    public Limits Limits { get; } = new();
    public RateLimits RateLimits { get; }
    public Announcements Announcements { get; }
    public Faults Faults { get; } = new();
    public ReceivedRequests Received { get; }
    public UpoArchive Upos { get; }
    public Downloads Downloads { get; }
    public Scratch Scratch { get; } = new();
    public Exports Exports { get; }
    public InvoiceProcessing Processing { get; }
    public BatchProcessing Batches { get; }

    /// <summary>As after the start, with the same keys and ports.</summary>
    public void Reset()
    {
        Registry.Clear();
        Rights.Clear();
        Roles.Clear();
        Limits.Clear();
        RateLimits.Clear();
        Upos.Clear();
        Batches.Clear();
        Exports.Clear();
        Announcements.Clear();
        Received.Clear();
        Faults.Clear();
        Clock.Reset();
    }

    public async ValueTask DisposeAsync()
    {
        await Batches.DisposeAsync();
        await Processing.DisposeAsync();
        await Exports.DisposeAsync();
        Scratch.Dispose();
        Keys.Dispose();
        Authority.Dispose();
    }
}
