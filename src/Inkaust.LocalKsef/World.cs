namespace Inkaust.LocalKsef;

/// <summary>
/// Everything that one server is made of, each part after those that it needs. Nothing of it is shared with another server in the same
/// process, and nothing moves before <see cref="Start"/>.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private readonly string? dataFile;
    private DataFile? file;

    /// <exception cref="ArgumentOutOfRangeException">The hostility isn't a number from 0 to 100, or the clock doesn't start between 2000 and
    /// 2150.</exception>
    public World(LocalKsefOptions options)
    {
        dataFile = options.DataFile;
        Clock = new ServerClock(options.Clock, options.ClockStartsAt, Journal);
        Files = new KeptFiles(Journal, options.DataFile, options.LargestFilesInSnapshot);
        Keys = new EncryptionKeys(Clock, Journal);
        Authority = new Authority(Journal);

        Registry = new Registry(Journal);
        Rights = new Rights(Journal);
        Roles = new Roles(Journal);
        Limits = new Limits(Journal);
        RateLimits = new RateLimits(Clock, options.RateLimits, Journal);
        Announcements = new Announcements(Clock, Journal);

        Hostility = new Hostility(options.Hostility, options.HostilitySeed);
        Grounds = new Grounds(Registry, Rights, Limits, Clock);
        Processing = new InvoiceProcessing(Grounds, Faults, Hostility, options.ProcessingDelay);
        Batches = new BatchProcessing(Registry, Clock, Faults, Limits, Processing, Files);
        Exports = new Exports(Registry, Clock, Faults, Files, options.LargestExport);
        Upos = new UpoArchive(Registry, Clock, Authority);

        Tickets = new Tickets(Clock, Journal);
        Admission = new Admission(Tickets, Registry, Rights, RateLimits);
        Received = new ReceivedRequests(options.RequestsRemembered);
        Door = new Door(new Addressing(options.Hosts, options.AllowedOrigins), Admission, BodyRoom, Faults, Hostility, Received, Clock, Journal);

        Downloads = new Downloads(Registry, Tickets, Upos, Batches, Files);
        DownloadTries = new DownloadTries(Journal);
        Drawing = options.Drawing;
        ChecksIdentifiers = options.ChecksIdentifiers;
        MostLeftByStrangers = options.MostLeftByStrangers;
        Upkeep = new Upkeep(Journal, Keys, Registry, Files, Processing, Batches, Exports, Faults, Received);
    }

    public Journal Journal { get; } = new();
    public ServerClock Clock { get; }
    public KeptFiles Files { get; }
    public EncryptionKeys Keys { get; }
    public Authority Authority { get; }

    public Registry Registry { get; }
    public Rights Rights { get; }
    public Roles Roles { get; }
    public Limits Limits { get; }
    public RateLimits RateLimits { get; }
    public Announcements Announcements { get; }

    public Faults Faults { get; } = new();
    public Hostility Hostility { get; }
    public Grounds Grounds { get; }
    public InvoiceProcessing Processing { get; }
    public BatchProcessing Batches { get; }
    public Exports Exports { get; }
    public UpoArchive Upos { get; }

    public Tickets Tickets { get; }
    public Admission Admission { get; }
    public BodyRoom BodyRoom { get; } = new(512_000_000);
    public ReceivedRequests Received { get; }
    public Door Door { get; }

    public Downloads Downloads { get; }
    public DownloadTries DownloadTries { get; }
    public InvoiceDrawing? Drawing { get; }
    public bool ChecksIdentifiers { get; }
    public int MostLeftByStrangers { get; }
    public Upkeep Upkeep { get; }

    /// <summary>Goes on where the data file ends, if there is one, and sets everything in motion.</summary>
    /// <exception cref="IOException">The data file cannot be opened.</exception>
    public void Start()
    {
        if (dataFile is not null)
        {
            file = DataFile.Open(dataFile, Journal);
            file.Start();
            Registry.Index();
            Files.DeleteLeftovers();
        }
        Processing.Start();
        Upkeep.Resume();
        Journal.NotePages();
        // Making RSA keys takes long, so it starts now and nobody waits for it yet.
        _ = Keys.All();
    }

    public async ValueTask DisposeAsync()
    {
        await Batches.DisposeAsync();
        await Processing.DisposeAsync();
        await Exports.DisposeAsync();
        if (file is not null) await file.DisposeAsync();
        Files.Dispose();
        Keys.Dispose();
        Authority.Dispose();
    }
}
