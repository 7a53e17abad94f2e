using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>One database and everything that can be done with it. The command line and the web app begin here.</summary>
public sealed class Workplace : IAsyncDisposable
{
    private readonly HttpClient http;

    private Workplace(Database database, string ofThisMachine, MasterKey masterKey, Who who, TimeProvider clock)
    {
        Place = database.Place;
        Clock = clock;
        http = KsefClient.NewHttpClient();
        Companies = new CompanyRegister(database, who, clock);
        Keys = new KeyRing(database, masterKey, clock);
        Bell = new IssuedBell();
        Ledger = new Ledger(database, clock, Bell);
        KsefTokens = new KsefTokens(database, masterKey, clock);
        Pacing = new Pacing(ofThisMachine, clock);
        Rights = new Rights(database, clock);
        SignIn = new SignIn(http, Keys, KsefTokens, Rights, Pacing, clock);
        EnrolCertificate = new EnrolCertificate(Keys, SignIn, clock);
        Announcements = new AnnouncementArchive(database, clock);
        CertificateStates = new CertificateStates(Keys, SignIn, clock);
        Presence = new AskForPresence(database, http, clock);
        ChooseMode = new ChooseMode(SignIn, Presence, Announcements, clock);
        Calendar = new Calendar(database, clock);
        IssueInvoice = new IssueInvoice(Ledger, Keys, Rights, ChooseMode, Announcements, Calendar, clock);
        KeepDeadlines = new KeepDeadlines(Ledger, Announcements, Calendar, clock);
        RenewCertificates = new RenewCertificates(Keys, EnrolCertificate, clock);
        RevokeCertificate = new RevokeCertificate(Keys, SignIn, Ledger);
        ImportCertificate = new ImportCertificate(Keys, clock);
        ExportCertificate = new ExportCertificate(Keys);
        TestCertificates = new TestCertificates(Keys, SignIn, CertificateStates);
        Corrections = new HeldCorrections(database, clock);
        CorrectInvoice = new CorrectInvoice(Ledger, Corrections, IssueInvoice, SignIn);
        RepairInvoice = new RepairInvoice(Ledger, Announcements, Calendar, clock);
        WarnAhead = new WarnAhead(Ledger, Announcements, Calendar, clock);
        TakeStock = new TakeStock(
            database, Ledger, Keys, KsefTokens, RenewCertificates, Announcements, Corrections, CorrectInvoice, KeepDeadlines, WarnAhead, clock);
        JudgeUpo = new JudgeUpo(database, clock);
        SendWaiting = new SendWaiting(
            database, Ledger, JudgeUpo, SignIn, CertificateStates, RenewCertificates, CorrectInvoice, Announcements, KeepDeadlines, WarnAhead, clock);
    }

    /// <summary>The folder of the database, or its address; never with a password.</summary>
    public string Place { get; }

    public TimeProvider Clock { get; }

    public CompanyRegister Companies { get; }

    public KeyRing Keys { get; }

    public KsefTokens KsefTokens { get; }

    /// <summary>Rings when something was issued here.</summary>
    public IssuedBell Bell { get; }

    /// <summary>The ledger of each company.</summary>
    public Ledger Ledger { get; }

    /// <summary>The ledgers of all companies that whoever works here may see, as they are now.</summary>
    public SeenLedgers SeenLedgers => Ledger.Among(Companies.All());

    /// <summary>How KSeF's limits of requests are kept.</summary>
    public Pacing Pacing { get; }

    public SignIn SignIn { get; }

    public EnrolCertificate EnrolCertificate { get; }

    public CertificateStates CertificateStates { get; }

    public RenewCertificates RenewCertificates { get; }

    public RevokeCertificate RevokeCertificate { get; }

    public ImportCertificate ImportCertificate { get; }

    public ExportCertificate ExportCertificate { get; }

    public TestCertificates TestCertificates { get; }

    public AnnouncementArchive Announcements { get; }

    public Rights Rights { get; }

    public AskForPresence Presence { get; }

    public ChooseMode ChooseMode { get; }

    public Calendar Calendar { get; }

    public KeepDeadlines KeepDeadlines { get; }

    public IssueInvoice IssueInvoice { get; }

    public HeldCorrections Corrections { get; }

    public CorrectInvoice CorrectInvoice { get; }

    public RepairInvoice RepairInvoice { get; }

    public WarnAhead WarnAhead { get; }

    /// <summary>What official receipts prove, and who is trusted to sign them.</summary>
    public JudgeUpo JudgeUpo { get; }

    public TakeStock TakeStock { get; }

    public SendWaiting SendWaiting { get; }

    /// <summary>Sending by itself, to be started by whoever hosts it: one for all companies in a process.</summary>
    public SendByItself SendByItself(SendByItselfSettings settings) => new(SendWaiting, Ledger, Bell, Clock, settings);

    /// <summary>Opens a database.</summary>
    /// <param name="place">
    /// A data folder, or how to reach a PostgreSQL database. Null: <c>INKAUST_DATABASE</c>, which may be either, else the folder
    /// <c>INKAUST_DATA</c>, else the per-user folder of the system.
    /// </param>
    /// <param name="clock">The time by which everything is decided.</param>
    /// <param name="masterKey">Null: the key of this user.</param>
    /// <param name="ofThisMachine">Folder of what is not shared between machines; null: the folder of the database, else that of this user.</param>
    /// <param name="who">Who works here, unless a company comes with somebody else; null: the program itself.</param>
    /// <exception cref="Invoices.RefusedException">INK-STORE-nnn, INK-KEY-nnn.</exception>
    public static Workplace Open(string? place, TimeProvider clock, MasterKey? masterKey = null, string? ofThisMachine = null, Who? who = null)
    {
        place ??= Usual();
        ofThisMachine ??= PostgresServer.IsMeantBy(place) ? UsersFolder() : place;
        // The key lives apart from the data, so that a copy of the data folder gives no key away.
        var keyFile = Path.Combine(PerUser(Environment.SpecialFolder.ApplicationData, ".config"), "inkaust", "master.key");
        return new Workplace(Database.Open(place), ofThisMachine, masterKey ?? MasterKey.OfThisUser(keyFile), who ?? Who.Program, clock);
    }

    /// <summary>There is a database already, or a server that is meant to have one; nothing is made by asking.</summary>
    public static bool IsThere(string? place) => Database.IsAt(place ?? Usual());

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        Pacing.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Usual() => Named("INKAUST_DATABASE") ?? UsersFolder();

    private static string UsersFolder() =>
        Named("INKAUST_DATA") ?? Path.Combine(PerUser(Environment.SpecialFolder.LocalApplicationData, ".local/share"), "inkaust");

    private static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private static string PerUser(Environment.SpecialFolder folder, string belowHome)
    {
        var path = Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
        return path.Length > 0 ? path : Path.Combine(Directory.GetCurrentDirectory(), belowHome);
    }
}
