using Inkaust.Ksef;
using Microsoft.Extensions.Logging;

namespace Inkaust.Office;

/// <summary>How this program gets out, as whoever runs it has set that.</summary>
public sealed record WayOut
{
    /// <summary>Where a KSeF may be.</summary>
    public KsefAddresses Addresses { get; init; } = KsefAddresses.Usual;

    /// <summary>The proxy; null: none, whatever the machine's own settings say.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Hosts of PostgreSQL with which the program may speak without TLS, beside this machine.</summary>
    public IReadOnlyCollection<string> DatabasesInTheClear { get; init; } = [];
}

/// <summary>One database and everything that can be done with it. The command line and the web app begin here.</summary>
public sealed class Workplace : IAsyncDisposable
{
    private readonly HttpClient http;

    private Workplace(
        Database database, string ofThisMachine, MasterKey masterKey, Who who, TimeProvider clock, OfficeLog log, WayOut wayOut)
    {
        Place = database.Place;
        Clock = clock;
        http = KsefClient.NewHttpClient(wayOut.Addresses, wayOut.Proxy);
        Companies = new CompanyRegister(database, who, clock, wayOut.Addresses);
        Accounts = new AccountRegister(database, clock);
        Members = new Members(database, Companies, clock);
        ApiKeys = new ApiKeys(database, Companies, Members, clock);
        Outbox = new Outbox(database, masterKey, clock);
        MailServer = new MailServer(database, masterKey);
        WebKeys = new WebKeys(database, masterKey, clock);
        Throttle = new Throttle(database, clock);
        SignInSecrets = new SignInSecrets(database, masterKey, clock);
        SignIns = new SignIns(database, Outbox, clock);
        var (codes, letters) = (new EmailCodes(database, masterKey, clock), new LettersOfCodes(Outbox, Throttle, clock));
        FirstAccount = new FirstAccount(Accounts, masterKey);
        SignUp = new SignUp(Accounts, codes, letters);
        ResetPassword = new ResetPassword(Accounts, SignInSecrets, codes, letters);
        ChangeEmail = new ChangeEmail(Accounts, SignInSecrets, codes, letters);
        Invitations = new Invitations(database, Companies, Outbox, Throttle, clock);
        // SQLite has one writer at a time; those of a server are held up by nothing but this machine.
        var door = new Door(IsOfSeveralMachines(database.Place) ? Environment.ProcessorCount : 1);
        Audit = new AuditList(database, clock, door);
        Keys = new KeyRing(database, masterKey, clock);
        Bell = new IssuedBell();
        Ledger = new Ledger(database, clock, Bell);
        KsefTokens = new KsefTokens(database, masterKey, clock);
        Pacing = new Pacing(ofThisMachine, clock);
        Rights = new Rights(database, clock);
        Presence = new AskForPresence(database, http, clock, log);
        SignIn = new SignIn(http, Keys, KsefTokens, Rights, Pacing, clock, log, Presence);
        EnrolCertificate = new EnrolCertificate(Keys, SignIn, clock);
        Announcements = new AnnouncementArchive(database, clock);
        CertificateStates = new CertificateStates(Keys, SignIn, clock);
        KsefClaims = new KsefClaims(database, Announcements, clock);
        ChooseMode = new ChooseMode(SignIn, Presence, KsefClaims, Announcements, clock);
        Calendar = new Calendar(database, clock);
        Series = new NumberSeries(database, Ledger);
        Devices = new Devices(database, clock);
        var sales = new ReceivedSales(database, Ledger);
        IssueInvoice = new IssueInvoice(Ledger, sales, Keys, Rights, ChooseMode, Announcements, Calendar, clock, log)
        {
            Door = door,
            Series = Series,
        };
        KeepDeadlines = new KeepDeadlines(Ledger, Announcements, Calendar, clock);
        RenewCertificates = new RenewCertificates(Keys, EnrolCertificate, clock);
        RevokeCertificate = new RevokeCertificate(Keys, SignIn, Ledger);
        ImportCertificate = new ImportCertificate(Keys, clock);
        ExportCertificate = new ExportCertificate(Keys);
        TestCertificates = new TestCertificates(Keys, SignIn, CertificateStates);
        Corrections = new HeldCorrections(database, clock);
        CorrectInvoice = new CorrectInvoice(Ledger, sales, Corrections, IssueInvoice, SignIn);
        RepairInvoice = new RepairInvoice(Ledger, Announcements, Calendar, clock);
        WarnAhead = new WarnAhead(Ledger, Announcements, Calendar, clock);
        TakeStock = new TakeStock(
            database, Ledger, Keys, KsefTokens, RenewCertificates, Announcements, Corrections, CorrectInvoice, KeepDeadlines, WarnAhead, clock);
        JudgeUpo = new JudgeUpo(database, masterKey, clock);
        FetchCertificates = new FetchCertificates(EnrolCertificate, RenewCertificates);
        LookAtCertificates = new LookAtCertificates(Keys, Ledger);
        TakeInCertificate = new TakeInCertificate(ImportCertificate, SignIn);
        ImportCompanies = new ImportCompanies(Companies);
        RemoveCompany = new RemoveCompany(Companies, Keys, SignIn);
        KeepToken = new KeepToken(KsefTokens, SignIn);
        DeviceInvoices = new DeviceInvoices(database, clock);
        HeldByDevices = new HeldByDevices(DeviceInvoices, Ledger);
        EnrolDevice = new EnrolDevice(Devices, Series, SignIn, clock);
        LoseDevice = new LoseDevice(Devices, HeldByDevices, EnrolDevice, RevokeCertificate);
        SendWaiting = new SendWaiting(
            database, Ledger, JudgeUpo, SignIn, CertificateStates, RenewCertificates, CorrectInvoice,
            new TendDevices(Devices, LoseDevice, SignIn, clock), Announcements, KeepDeadlines, WarnAhead, clock, log);
        SyncInbox = new SyncInbox(database, SignIn, masterKey, Path.Combine(ofThisMachine, "inbox"), clock);
        FindReceived = new FindReceived(database);
        SortReceived = new SortReceived(database, clock);
        CollectPayments = new CollectPayments(database, SignIn, clock);
        CompareWithKsef = new CompareWithKsef(database, Ledger, SyncInbox);
        var atOnce = new SendAtOnce(Ledger, SendWaiting, clock);
        AskForSending = new AskForSending(atOnce);
        IssueAndSend = new IssueAndSend(Companies, Ledger, IssueInvoice, atOnce, Calendar, clock);
        IssueMany = new IssueMany(Companies, Ledger, IssueInvoice, SendWaiting);
        CorrectAndSend = new CorrectAndSend(Companies, Ledger, CorrectInvoice, Corrections, atOnce);
        ProposeCorrection = new ProposeCorrection(Ledger, sales);
        RepairAndSend = new RepairAndSend(Companies, Ledger, RepairInvoice, atOnce);
        CompanyLooks = new CompanyLooks(database);
        SetUpCompany = new SetUpCompany(Companies, Members, Keys, KsefTokens, Ledger, CompanyLooks, IssueAndSend, clock);
        LookAtAvailability = new LookAtAvailability(Presence, KsefClaims, Announcements, Calendar);
        LookIntoLedger = new LookIntoLedger(Companies, Ledger, JudgeUpo, CompanyLooks);
        CodesOfFile = new CodesOfFile(Companies, Ledger);
        PrintFile = new PrintFile(CodesOfFile);
        WatchedInvoices = new WatchedInvoices(database, Announcements, Calendar, clock);
        VerifyCodes = new VerifyCodes(database, Ledger, Keys, Devices, Rights, Announcements, Calendar, WatchedInvoices, http, clock, log);
        LookAtReceived = new LookAtReceived(database, Ledger, CompanyLooks);
        ExportReceived = new ExportReceived(FindReceived, LookAtReceived);
        AccountantsPackage = new AccountantsPackage(Ledger, LookIntoLedger, LookAtReceived, FindReceived, SyncInbox, CompareWithKsef);
        PrintIssued = new PrintIssued(Ledger, CompanyLooks);
        BuyerLetters = new BuyerLetters(database, clock);
        MailInvoice = new MailInvoice(database, Ledger, PrintIssued, BuyerLetters, Outbox, clock);
        var askHealth = new AskHealth(SignIn, Presence, Announcements, clock);
        LookOver = new LookOver(TakeStock, askHealth, Pacing, database);
        WatchHealth = new WatchHealth(askHealth, Companies, clock);
        SeeCompanies = new SeeCompanies(Members, TakeStock);
        LookAtHome = new LookAtHome(database, Ledger, TakeStock, clock);
        FindInvoices = new FindInvoices(database, Ledger, clock);
        Buyers = new BuyerMemory(database, clock);
        TakeFromDevice = new TakeFromDevice(Devices, DeviceInvoices, IssueInvoice, Ledger, Series, Buyers, Announcements, Calendar,
            new PackDevice(Series, Buyers, new SoldLines(Ledger), Calendar, Announcements, CompanyLooks, Accounts), clock, log);
        var ofDevices = new DeviceTasks(Devices, DeviceInvoices, HeldByDevices, Calendar, clock);
        Tasks = new SeeTasks(database, Ledger, Keys, KsefTokens, Announcements, Corrections, CorrectInvoice, TakeStock, WatchedInvoices, ofDevices, clock);
        TendTask = new TendTask(database, Tasks, Members, clock);
        NoticeChoices = new NoticeChoices(database);
        // Whoever receives them goes by the time of the world, also while days to come are rehearsed here.
        var own = (clock as RehearsalClock)?.Own ?? clock;
        Webhooks = new Webhooks(database, masterKey, own);
        WebhookDeliveries = new WebhookDeliveries(database, Webhooks, own);
        DeliverWebhooks = settings => new DeliverWebhooks(Companies, Webhooks, WebhookDeliveries, own, log, settings);
        Events = new CompanyEvents(database, Members, NoticeChoices) { Added = WebhookDeliveries.Ring };
        EventFeed = new EventFeed(database);
        EventWatch = settings => new EventWatch(Companies, new SeeEvents(database, Events, Tasks, Presence, Announcements, Calendar, clock),
            new EventLetters(database, Outbox, Accounts, Members, clock, settings.AddressOf), clock, settings);
        CalendarFeeds = new CalendarFeeds(database, Accounts, Members, Ledger, Keys, Devices, HeldByDevices, clock);
        Consult = new Consult(database, Ledger, Members, Accounts, Events, Outbox, clock);
        SpecialistDesk = new SpecialistDesk(database, Companies, Consult);
        OfficeHours = new OfficeHours(database, Calendar, clock);
        Offers = new Offers(database);
        Inquiries = new Inquiries(database, Offers, Accounts, Outbox, clock);
        CountWhatWaits = new CountWhatWaits(database, Tasks, Consult);
        Drafts = new DraftShelf(database, Ledger, Series, clock);
        IssueDraft = new IssueDraft(Drafts, Series, Buyers, Ledger, Corrections, CorrectInvoice, IssueAndSend, CorrectAndSend, clock);
        IssueForProgram = new IssueForProgram(Drafts, IssueDraft, IssueAndSend, IssueInvoice, Ledger);
        IssueDrafts = new IssueDrafts(Drafts, Series, IssueDraft, atOnce);
        JudgeDraft = new JudgeDraft(Series, clock);
        EnterTotalFailure = new EnterTotalFailure(SignIn, Announcements, KeepDeadlines, clock);
        ChangeCalendar = new ChangeCalendar(Companies, Calendar, KeepDeadlines);
    }

    /// <summary>The folder of the database, or its address; never with a password.</summary>
    public string Place { get; }

    public TimeProvider Clock { get; }

    public CompanyRegister Companies { get; }

    /// <summary>The people who sign in to the web app.</summary>
    public AccountRegister Accounts { get; }

    /// <summary>Who belongs to which company.</summary>
    public Members Members { get; }

    /// <summary>The keys by which other programs come in.</summary>
    public ApiKeys ApiKeys { get; }

    /// <summary>Letters by e-mail on their way.</summary>
    public Outbox Outbox { get; }

    /// <summary>The server that takes them.</summary>
    public MailServer MailServer { get; }

    /// <summary>The keys by which the web app seals cookies and forms.</summary>
    public WebKeys WebKeys { get; }

    /// <summary>Slows down who tries again and again.</summary>
    public Throttle Throttle { get; }

    /// <summary>By what accounts are opened.</summary>
    public SignInSecrets SignInSecrets { get; }

    /// <summary>Who signed in when, from where and with what.</summary>
    public SignIns SignIns { get; }

    public FirstAccount FirstAccount { get; }

    public SignUp SignUp { get; }

    public ResetPassword ResetPassword { get; }

    public ChangeEmail ChangeEmail { get; }

    /// <summary>Who was asked to join a company.</summary>
    public Invitations Invitations { get; }

    /// <summary>What people did in each company.</summary>
    public AuditList Audit { get; }

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

    /// <summary>What people say of KSeF for their companies.</summary>
    public KsefClaims KsefClaims { get; }

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

    // What somebody asks for, whole: the faces call these.

    /// <summary>Fetches what KSeF holds of a company.</summary>
    public SyncInbox SyncInbox { get; }

    public FindReceived FindReceived { get; }

    public SortReceived SortReceived { get; }

    public LookAtReceived LookAtReceived { get; }

    public ExportReceived ExportReceived { get; }

    public AccountantsPackage AccountantsPackage { get; }

    public CompareWithKsef CompareWithKsef { get; }

    public CollectPayments CollectPayments { get; }

    /// <summary>Receiving by itself, to be started by whoever hosts it: one for all companies in a process.</summary>
    public SyncByItself SyncByItself(SyncByItselfSettings settings) => new(SyncInbox, Keys, KsefTokens, Clock, settings);

    public AskForSending AskForSending { get; }

    public IssueAndSend IssueAndSend { get; }

    public IssueMany IssueMany { get; }

    public CorrectAndSend CorrectAndSend { get; }

    public ProposeCorrection ProposeCorrection { get; }

    public RepairAndSend RepairAndSend { get; }

    public LookIntoLedger LookIntoLedger { get; }

    /// <summary>How the prints of companies look, and what their new drafts begin with.</summary>
    public CompanyLooks CompanyLooks { get; }

    public SetUpCompany SetUpCompany { get; }

    public LookAtAvailability LookAtAvailability { get; }

    public CodesOfFile CodesOfFile { get; }

    public PrintFile PrintFile { get; }

    /// <summary>The invoices of strangers on which companies keep an eye.</summary>
    public WatchedInvoices WatchedInvoices { get; }

    /// <summary>What the codes of invoices prove, whoever issued them.</summary>
    public VerifyCodes VerifyCodes { get; }

    public PrintIssued PrintIssued { get; }

    /// <summary>How companies word their letters to buyers.</summary>
    public BuyerLetters BuyerLetters { get; }

    public MailInvoice MailInvoice { get; }

    public LookOver LookOver { get; }

    /// <summary>Looks at KSeF again and again, once whoever hosts it has started it: one in a process.</summary>
    public WatchHealth WatchHealth { get; }

    public CountWhatWaits CountWhatWaits { get; }

    /// <summary>What needs a person.</summary>
    public SeeTasks Tasks { get; }

    public TendTask TendTask { get; }

    /// <summary>What happened in each company.</summary>
    public CompanyEvents Events { get; }

    public NoticeChoices NoticeChoices { get; }

    /// <summary>Watches over what must not be missed, to be started by whoever hosts it: one in a process.</summary>
    public Func<EventWatchSettings, EventWatch> EventWatch { get; }

    /// <summary>The same for programs that ask.</summary>
    public EventFeed EventFeed { get; }

    /// <summary>Where events are sent.</summary>
    public Webhooks Webhooks { get; }

    /// <summary>Events on their way there.</summary>
    public WebhookDeliveries WebhookDeliveries { get; }

    /// <summary>Sends them, to be started by whoever hosts it: one in a process.</summary>
    public Func<DeliverWebhooksSettings, DeliverWebhooks> DeliverWebhooks { get; }

    public CalendarFeeds CalendarFeeds { get; }

    public Consult Consult { get; }

    public SpecialistDesk SpecialistDesk { get; }

    public OfficeHours OfficeHours { get; }

    /// <summary>The packages that may be asked for.</summary>
    public Offers Offers { get; }

    /// <summary>Requests of people without an account.</summary>
    public Inquiries Inquiries { get; }

    public SeeCompanies SeeCompanies { get; }

    public LookAtHome LookAtHome { get; }

    public FindInvoices FindInvoices { get; }

    /// <summary>What people write and have not issued yet.</summary>
    public DraftShelf Drafts { get; }

    /// <summary>How companies number their invoices.</summary>
    public NumberSeries Series { get; }

    /// <summary>The buyers that companies know.</summary>
    public BuyerMemory Buyers { get; }

    public IssueDraft IssueDraft { get; }

    /// <summary>Issues what another program asks for.</summary>
    public IssueForProgram IssueForProgram { get; }

    public IssueDrafts IssueDrafts { get; }

    public JudgeDraft JudgeDraft { get; }

    /// <summary>The devices that issue with no network.</summary>
    public Devices Devices { get; }

    /// <summary>What they handed over.</summary>
    public DeviceInvoices DeviceInvoices { get; }

    /// <summary>What they hold and the office has not got.</summary>
    public HeldByDevices HeldByDevices { get; }

    public EnrolDevice EnrolDevice { get; }

    public TakeFromDevice TakeFromDevice { get; }

    public LoseDevice LoseDevice { get; }

    public EnterTotalFailure EnterTotalFailure { get; }

    public ChangeCalendar ChangeCalendar { get; }

    public FetchCertificates FetchCertificates { get; }

    public LookAtCertificates LookAtCertificates { get; }

    public TakeInCertificate TakeInCertificate { get; }

    public KeepToken KeepToken { get; }

    public ImportCompanies ImportCompanies { get; }

    public RemoveCompany RemoveCompany { get; }

    /// <summary>Opens a database.</summary>
    /// <param name="place">A data folder, or how to reach a PostgreSQL database.</param>
    /// <param name="clock">The time by which everything is decided.</param>
    /// <param name="masterKey">The key that seals private keys.</param>
    /// <param name="ofThisMachine">Folder of what is not shared between machines;
    /// null: the data folder, beside PostgreSQL one for what is gone tomorrow.</param>
    /// <param name="who">Who works here, unless a company comes with somebody else; null: the program itself.</param>
    /// <param name="logs">Hears what happens, in codes, counts, times and keys; see <see cref="OfficeLog"/>. Null: nobody.</param>
    /// <param name="wayOut">Where a KSeF may be and how it is reached; null: at the usual addresses, directly.</param>
    /// <exception cref="Invoices.RefusedException">INK-STORE-nnn; INK-KEY-005.</exception>
    public static Workplace Open(
        string place, TimeProvider clock, MasterKey masterKey, string? ofThisMachine = null, Who? who = null, ILoggerFactory? logs = null,
        WayOut? wayOut = null)
    {
        ofThisMachine ??= IsOfSeveralMachines(place) ? Path.Combine(Path.GetTempPath(), "inkaust") : place;
        var log = logs is null ? OfficeLog.Silent : new OfficeLog(logs);
        var database = Database.Open(place, wayOut?.DatabasesInTheClear);
        new ResealSecrets(database, masterKey).Once();
        return new Workplace(database, ofThisMachine, masterKey, who ?? Who.Program, clock, log, wayOut ?? new WayOut());
    }

    /// <summary>The place names a database that other machines may use too, and no folder.</summary>
    public static bool IsOfSeveralMachines(string place) => PostgresServer.IsMeantBy(place);

    /// <summary>There is a database already, or a server that is meant to have one; nothing is made by asking.</summary>
    public static bool IsThere(string place) => Database.IsAt(place);

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        Pacing.Dispose();
        return ValueTask.CompletedTask;
    }
}
