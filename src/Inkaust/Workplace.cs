using Inkaust.Certificates;
using Inkaust.Companies;
using Inkaust.Issuing;
using Inkaust.Ksef;
using Inkaust.Store;

namespace Inkaust;

/// <summary>One data folder and everything that can be done with it. The command line and the web app begin here.</summary>
public sealed class Workplace : IAsyncDisposable
{
    private readonly HttpClient http;

    private Workplace(string folder, Database database, MasterKey masterKey, TimeProvider clock)
    {
        Folder = folder;
        Clock = clock;
        http = KsefClient.NewHttpClient();
        Companies = new CompanyRegister(database, clock);
        Keys = new KeyRing(database, masterKey, clock);
        Ledger = new Ledger(database, clock);
        KsefTokens = new KsefTokens(database, masterKey, clock);
        SignIn = new SignIn(http, Keys, KsefTokens, clock);
        EnrolCertificate = new EnrolCertificate(Keys, SignIn);
        Announcements = new AnnouncementArchive(database, clock);
        CertificateStates = new CertificateStates(Keys, SignIn, clock);
        ChooseMode = new ChooseMode(SignIn, Announcements, clock);
        Calendar = new Calendar(database, clock);
        IssueInvoice = new IssueInvoice(Ledger, Keys, ChooseMode, Announcements, Calendar, clock);
        KeepDeadlines = new KeepDeadlines(Ledger, Announcements, Calendar, clock);
        RenewCertificates = new RenewCertificates(Keys, EnrolCertificate, clock);
        RevokeCertificate = new RevokeCertificate(Keys, SignIn, Ledger);
        ImportCertificate = new ImportCertificate(Keys, clock);
        ExportCertificate = new ExportCertificate(Keys);
        TestCertificates = new TestCertificates(Keys, SignIn);
        Corrections = new HeldCorrections(database, clock);
        CorrectInvoice = new CorrectInvoice(Ledger, Corrections, IssueInvoice, SignIn);
        RepairInvoice = new RepairInvoice(Ledger, Announcements, Calendar, clock);
        SendWaiting = new SendWaiting(folder, Ledger, SignIn, CertificateStates, RenewCertificates, CorrectInvoice, Announcements, KeepDeadlines, clock);
    }

    /// <summary>The folder of the database.</summary>
    public string Folder { get; }

    public TimeProvider Clock { get; }

    public CompanyRegister Companies { get; }

    public KeyRing Keys { get; }

    public KsefTokens KsefTokens { get; }

    public Ledger Ledger { get; }

    public SignIn SignIn { get; }

    public EnrolCertificate EnrolCertificate { get; }

    public CertificateStates CertificateStates { get; }

    public RenewCertificates RenewCertificates { get; }

    public RevokeCertificate RevokeCertificate { get; }

    public ImportCertificate ImportCertificate { get; }

    public ExportCertificate ExportCertificate { get; }

    public TestCertificates TestCertificates { get; }

    public AnnouncementArchive Announcements { get; }

    public ChooseMode ChooseMode { get; }

    public Calendar Calendar { get; }

    public KeepDeadlines KeepDeadlines { get; }

    public IssueInvoice IssueInvoice { get; }

    public HeldCorrections Corrections { get; }

    public CorrectInvoice CorrectInvoice { get; }

    public RepairInvoice RepairInvoice { get; }

    public SendWaiting SendWaiting { get; }

    /// <summary>Opens a data folder.</summary>
    /// <param name="folder">Null: <c>INKAUST_DATA</c>, else the per-user folder of the system.</param>
    /// <param name="clock">The time by which everything is decided.</param>
    /// <param name="masterKey">Null: the key of this user.</param>
    /// <exception cref="Invoices.RefusedException">INK-STORE-nnn, INK-KEY-nnn.</exception>
    public static Workplace Open(string? folder, TimeProvider clock, MasterKey? masterKey = null)
    {
        folder = Named(folder);
        var database = Database.Open(folder);
        // The key lives apart from the data, so that a copy of the data folder gives no key away.
        var keyFile = Path.Combine(PerUser(Environment.SpecialFolder.ApplicationData, ".config"), "inkaust", "master.key");
        return new Workplace(folder, database, masterKey ?? MasterKey.OfThisUser(keyFile), clock);
    }

    /// <summary>There is a data folder already; nothing is made by asking.</summary>
    public static bool IsThere(string? folder) => Database.IsIn(Named(folder));

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Named(string? folder) => folder
        ?? (Environment.GetEnvironmentVariable("INKAUST_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine(PerUser(Environment.SpecialFolder.LocalApplicationData, ".local/share"), "inkaust"));

    private static string PerUser(Environment.SpecialFolder folder, string belowHome)
    {
        var path = Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
        return path.Length > 0 ? path : Path.Combine(Directory.GetCurrentDirectory(), belowHome);
    }
}
