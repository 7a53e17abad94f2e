using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Microsoft.Data.Sqlite;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>
/// The parts of the program in one process, with a database and a clock of their own and without a KSeF: on a Wednesday noon in Poland, over a
/// wire that says what the test wants.
/// </summary>
internal sealed class House : IDisposable
{
    private static readonly Lazy<byte[]> NewDatabase = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-house-");
        using (var connection = (SqliteConnection)Database.Open(folder.FullName).Connect()) SqliteConnection.ClearPool(connection);
        var file = File.ReadAllBytes(Path.Combine(folder.FullName, "inkaust.db"));
        folder.Delete(recursive: true);
        return file;
    });

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-house-");
    private readonly Pacing pacing;
    private int numbers;

    public House(string noon = Stage.WednesdayNoon, OfficeLog? log = null, string? server = null)
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "inkaust.db"), NewDatabase.Value);
        Clock = new StillClock(DateTimeOffset.Parse(noon).ToUniversalTime());
        Database = Database.Open(server ?? folder.FullName);
        Wire.Now = Clock.GetUtcNow;
        Http = new HttpClient(Wire) { Timeout = Timeout.InfiniteTimeSpan };
        pacing = new Pacing(folder.FullName, Clock);
        var masterKey = MasterKey.ForThisProcess();
        Companies = new CompanyRegister(Database, Who.Program, Clock);
        Companies.Add(Company);
        Keys = new KeyRing(Database, masterKey, Clock);
        Tokens = new KsefTokens(Database, masterKey, Clock);
        Rights = new Rights(Database, Clock);
        Ledgers = new Ledger(Database, Clock, Bell);
        Presence = new AskForPresence(Database, Http, Clock);
        SignIn = new SignIn(Http, Keys, Tokens, Rights, pacing, Clock, presence: Presence);
        Announcements = new AnnouncementArchive(Database, Clock);
        ChooseMode = new ChooseMode(SignIn, Presence, Claims = new KsefClaims(Database, Announcements, Clock), Announcements, Clock);
        Calendar = new Calendar(Database, Clock);
        var sales = new ReceivedSales(Database, Ledgers);
        IssueInvoice = new IssueInvoice(Ledgers, sales, Keys, Rights, ChooseMode, Announcements, Calendar, Clock);
        KeepDeadlines = new KeepDeadlines(Ledgers, Announcements, Calendar, Clock);
        Corrections = new HeldCorrections(Database, Clock);
        CorrectInvoice = new CorrectInvoice(Ledgers, sales, Corrections, IssueInvoice, SignIn);
        RepairInvoice = new RepairInvoice(Ledgers, Announcements, Calendar, Clock);
        WarnAhead = new WarnAhead(Ledgers, Announcements, Calendar, Clock);
        JudgeUpo = new JudgeUpo(Database, masterKey, Clock);
        var renew = new RenewCertificates(Keys, new EnrolCertificate(Keys, SignIn, Clock), Clock);
        (Devices, DeviceInvoices) = (new Inkaust.Office.Devices(Database, Clock), new DeviceInvoices(Database, Clock));
        var lose = new LoseDevice(Devices, new HeldByDevices(DeviceInvoices, Ledgers), new EnrolDevice(Devices, new NumberSeries(Database, Ledgers), SignIn, Clock),
            new Inkaust.Office.RevokeCertificate(Keys, SignIn, Ledgers));
        SendWaiting = new SendWaiting(Database, Ledgers, JudgeUpo, SignIn, new CertificateStates(Keys, SignIn, Clock), renew, CorrectInvoice,
            new TendDevices(Devices, lose, SignIn, Clock), Announcements, KeepDeadlines, WarnAhead, Clock, log);
        Watched = new WatchedInvoices(Database, Announcements, Calendar, Clock);
        DeviceTasks = new DeviceTasks(Devices, DeviceInvoices, new HeldByDevices(DeviceInvoices, Ledgers), Calendar, Clock);
        TakeStock = new TakeStock(Database, Ledgers, Keys, Tokens, renew, Announcements, Corrections, CorrectInvoice, KeepDeadlines, WarnAhead, Clock);
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public StillClock Clock { get; }

    public SmallKsef Wire { get; } = new();

    public HttpClient Http { get; }

    public Database Database { get; }

    public Company Company { get; } = new(Nip.Parse("5260001246"), "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa",
        KsefEnvironment.Local(new Uri("http://127.0.0.1:5080")));

    public CompanyRegister Companies { get; }

    public KeyRing Keys { get; }

    public KsefTokens Tokens { get; }

    public Rights Rights { get; }

    public IssuedBell Bell { get; } = new();

    public Ledger Ledgers { get; }

    /// <summary>The ledger of the company.</summary>
    public CompanyLedger Ledger => Ledgers.Of(Company);

    public SeenLedgers SeenLedgers => Ledgers.Among(Companies.All());

    public CompanyLedger LedgerOf(Company company) => Ledgers.Of(company);

    public SignIn SignIn { get; }

    public AnnouncementArchive Announcements { get; }

    public WatchedInvoices Watched { get; }

    public AskForPresence Presence { get; }

    public Inkaust.Office.Devices Devices { get; }

    public DeviceInvoices DeviceInvoices { get; }

    public DeviceTasks DeviceTasks { get; }

    /// <summary>A device of the company; the same one each time.</summary>
    public Device Phone()
    {
        if (Devices.TryFind(Company, "phone") is { } known) return known;
        Devices.Add(Company, new Device
        {
            Id = "phone",
            Company = Company.Id,
            Name = "Telefon",
            Account = new AccountId("anna"),
            PublicKey = [1],
            ToSign = [2],
            Series = "phone",
            AddedAt = Clock.GetUtcNow(),
        });
        return Devices.Find(Company, "phone");
    }

    /// <summary>The device has handed over an invoice that contradicts something.</summary>
    public void Handed(Device device, string number) => DeviceInvoices.Keep(Company, device, new HandedOver(InvoiceHash.Of("x"u8), [1],
        new ToldByDevice(1, Clock.GetUtcNow(), System.Text.Json.JsonSerializer.SerializeToElement(new { number }))), TimeSpan.Zero, null,
        [DeviceFindings.NotItsSeries(number)]);

    /// <summary>A contact in which a device says to hold an invoice; none without a number.</summary>
    public static DeviceContact Holding(string? number = null, DateOnly? deadline = null) => new()
    {
        Format = 1,
        App = "1",
        DeviceTime = default,
        After = 0,
        Holding = number is null ? [] : [new HeldOnDevice(InvoiceHash.Of("x"u8).Base64Url, number, new DateOnly(2026, 12, 9), deadline, "123.00", "PLN")],
        Invoices = [],
        Findings = [],
    };

    public KsefClaims Claims { get; }

    public ChooseMode ChooseMode { get; }

    public Calendar Calendar { get; }

    public IssueInvoice IssueInvoice { get; }

    public KeepDeadlines KeepDeadlines { get; }

    public HeldCorrections Corrections { get; }

    public CorrectInvoice CorrectInvoice { get; }

    public RepairInvoice RepairInvoice { get; }

    public WarnAhead WarnAhead { get; }

    public JudgeUpo JudgeUpo { get; }

    public SendWaiting SendWaiting { get; }

    public TakeStock TakeStock { get; }

    public static DateTimeOffset At(string polishOrWithOffset) => Modes.WorkedDeadlines.Clock(polishOrWithOffset);

    /// <summary>Another company of the same house.</summary>
    public Company Other(string nip = "1234563218", KsefEnvironment? environment = null)
    {
        var other = Company with { Nip = Nip.Parse(nip), Name = "Bibuła Maria Lis", Environment = environment ?? Company.Environment };
        if (Companies.All().All(one => one.Nip != other.Nip)) Companies.Add(other);
        return other;
    }

    public InvoiceDraft Draft(string? number = null) => new()
    {
        Number = number ?? $"FV/{++numbers}/2026",
        Buyer = new Party { Name = "Zofia Żółć" },
        Lines = [new Line { Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
    };

    /// <summary>The bytes of an invoice of the company.</summary>
    public byte[] FileOf(InvoiceDraft? draft = null, Company? of = null, Func<string, string>? change = null)
    {
        draft ??= Draft();
        var xml = Fa3Writer.Write(draft with
        {
            IssueDate = draft.IssueDate ?? new DateOnly(2026, 12, 9),
            Seller = draft.Seller ?? (of ?? Company).AsSeller(),
        }, DateTimeOffset.Parse(Stage.WednesdayNoon), "Test").ToArray();
        return change is null ? xml : Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(xml)));
    }

    /// <summary>Puts an invoice into the ledger past everything that judges it.</summary>
    public IssuedInvoice Add(IssuingMode mode = IssuingMode.Offline24, InvoiceState? state = null, InvoiceDraft? draft = null, DateOnly? due = null,
        Func<IssuedInvoice, IssuedInvoice>? change = null, Company? of = null, byte[]? xml = null)
    {
        var company = of ?? Company;
        xml ??= FileOf(draft, company);
        var file = Fa3Invoice.Read(xml);
        var invoice = new IssuedInvoice
        {
            Id = 0,
            Company = company.Id,
            Seller = company.Nip,
            Environment = company.Environment.Word,
            Kind = file.Kind,
            Number = file.Number,
            IssueDate = file.IssueDate,
            IssuedAt = Clock.GetUtcNow(),
            BuyerName = file.BuyerName,
            BuyerNip = file.BuyerNip,
            Currency = file.Currency,
            Gross = file.Gross,
            Mode = mode,
            ModeReason = new ModeReason.Sentence("test"),
            ModeEvidence = new ModeEvidence(),
            Hash = file.Hash,
            Size = xml.Length,
            HasAttachment = file.HasAttachment,
            KodI = new Uri("http://127.0.0.1:5080/qr/invoice"),
            KodII = mode is IssuingMode.Offline24 or IssuingMode.Unavailability or IssuingMode.Failure
                ? new Uri("http://127.0.0.1:5080/qr/certificate") : null,
            CertificateSerial = mode is IssuingMode.Offline24 or IssuingMode.Unavailability or IssuingMode.Failure ? "01F20A5D352AE590" : null,
            Deadline = new Deadline(SendingDuty.Send, due ?? new DateOnly(2026, 12, 10), "106nda", []),
            State = state ?? new InvoiceState.Issued(),
            HasUpo = false,
        };
        return LedgerOf(company).Add(change is null ? invoice : change(invoice), xml);
    }

    public IssuedInvoice Now(IssuedInvoice invoice) => SeenLedgers.Of(invoice).At(invoice.Id);

    public InvoiceState StateOf(IssuedInvoice invoice) => Now(invoice).State;

    public string LastCause(IssuedInvoice invoice) => SeenLedgers.Of(invoice).History(invoice)[^1].Cause.InWords.En;

    /// <summary>A certificate with its key, as if it had come from KSeF.</summary>
    public CompanyCertificate Certificate(CertificateKind kind = CertificateKind.Offline, string subject = "2.5.4.97=VATPL-5260001246, CN=Atrament",
        string from = "2026-01-01T00:00:00Z", string to = "2028-01-01T00:00:00Z", string? status = "Active", Company? of = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(At(from), At(to));
        var kept = Keys.Keep((of ?? Company), kind, "test", certificate);
        return status is null ? kept : Keys.Said(kept, status);
    }

    /// <summary>KSeF accepts whatever it is sent, with numbers one after another, and has a receipt of each.</summary>
    public void AcceptWithReceipts()
    {
        var accepted = 0;
        Wire.Judge = sent =>
        {
            var number = SmallKsef.NumberOf(++accepted);
            var invoice = SeenLedgers.List().First(one => one.Hash == sent.Hash);
            Wire.ReceiptsOfOne[number] = Receipts.Signer.Sign(content: Receipts.Of((invoice, "5260001246", number)));
            return sent with { Number = number };
        };
    }

    /// <summary>Latarnia announces something.</summary>
    public void Announce(string category, string type, long eventId, string start, string? end = null, string? published = null, int version = 1) =>
        Wire.Messages.Add($$"""
            {"id":"K/{{eventId}}/{{type}}/{{Wire.Messages.Count}}","eventId":{{eventId}},"category":"{{category}}","type":"{{type}}","start":"{{At(start):O}}","end":{{(end is null ? "null" : $"\"{At(end):O}\"")}},
            "version":{{version}},"published":"{{At(published ?? start):O}}","title":"t","text":"t"}
            """);

    public Task<LatarniaHeard?> HearAsync() => Announcements.AskAsync(SignIn.KsefOf(Company), Stop);

    public Task<IssuedInvoice> IssueAsync(ModeWish wish, InvoiceDraft? draft = null) => IssueInvoice.FromDraftAsync(Company, draft ?? Draft(), wish,
        stop: Stop);

    public async Task<IReadOnlyList<Finding>> RefusedAsync(Func<Task> what) => (await Assert.ThrowsAsync<RefusedException>(what)).Findings;

    public KsefClient Client() => new(Http, Company.Environment, Clock);

    /// <summary>A sign-in that needs no signing in.</summary>
    public KsefAccess Access()
    {
        var until = Clock.GetUtcNow().AddYears(1);
        return new KsefAccess(new Exchange(new Wire(Http, Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance), Company.Environment.Api, Clock, TimeSpan.FromSeconds(100)), Clock, ContextIdentifier.Of(Company.Nip),
            ReferenceNumber.Parse(SmallKsef.Reference(1, "AU")), new Inkaust.Ksef.TokenPair
            {
                AccessToken = new Token { Secret = "access", ValidUntil = until },
                RefreshToken = new Token { Secret = "refresh", ValidUntil = until },
            });
    }

    public void Dispose()
    {
        pacing.Dispose();
        Http.Dispose();
        using (var connection = Database.Connect())
        {
            if (connection is SqliteConnection file) SqliteConnection.ClearPool(file);
        }
        folder.Delete(recursive: true);
    }
}
