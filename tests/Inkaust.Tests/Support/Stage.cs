using System.Net.Http.Json;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Microsoft.Extensions.Logging;

namespace Inkaust.Tests;

/// <summary>
/// A local KSeF, a data folder and a company with both certificates: where a scenario begins. Program and server run by the
/// same clock, which begins on a Wednesday noon in Poland.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string WednesdayNoon = "2026-12-09T12:00:00+01:00";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-test-");
    private readonly MasterKey masterKey = Surroundings.OfThisProcess().OpenMasterKey(); // TestProcess names one, which the programs that a test starts have too.
    private int invoices;

    private Stage(LocalKsefServer server, TimeProvider clock)
    {
        Server = server;
        Clock = clock;
        Management = new HttpClient { BaseAddress = server.ManagementAddress };
        Store = NewStore("data");
        Workplace = Open(Store, clock);
        Company = new Company(Nip.Parse("5260001246"), "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa", KsefEnvironment.Local(server.BaseAddress));
    }

    public LocalKsefServer Server { get; }

    public TimeProvider Clock { get; }

    public HttpClient Management { get; }

    public Workplace Workplace { get; }

    /// <summary>Where the workplace keeps everything: a folder, or a schema of the test run's PostgreSQL.</summary>
    public string Store { get; }

    public Company Company { get; }

    /// <summary>A folder of this test's own, removed at its end.</summary>
    public string Folder => folder.FullName;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A stage whose company has both certificates.</summary>
    public static async Task<Stage> ReadyAsync(TimeProvider? clock = null, RateLimitProfile limits = RateLimitProfile.None)
    {
        var stage = await BareAsync(clock, limits);
        await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Authentication, Stop);
        await stage.Workplace.EnrolCertificate.ForAsync(stage.Company, CertificateKind.Offline, Stop);
        await stage.Workplace.SignIn.AnewAsync(stage.Company, Stop);
        return stage;
    }

    /// <summary>A stage whose company has no certificate yet.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="limits">Which limits of requests the KSeF keeps.</param>
    /// <param name="largestExport">How many octets a package of an export has at most; null: as in KSeF.</param>
    public static async Task<Stage> BareAsync(TimeProvider? clock = null, RateLimitProfile limits = RateLimitProfile.None, long? largestExport = null)
    {
        clock ??= new ShiftedClock(WednesdayNoon);
        var options = new LocalKsefOptions { Clock = clock, RateLimits = limits };
        if (largestExport is { } octets) options = options with { LargestExport = octets };
        var stage = new Stage(await LocalKsefServer.StartAsync(options, Stop), clock);
        stage.Workplace.Companies.Add(stage.Company);
        stage.Workplace.JudgeUpo.Trust(stage.Company.Environment, await stage.Management.GetByteArrayAsync("certificates/authority", Stop));
        return stage;
    }

    /// <summary>Another process on the same data folder.</summary>
    public Workplace SameDesk() => Open(Workplace.Place, Clock);

    /// <summary>The same company at another desk: another data folder, the same KSeF.</summary>
    public Workplace AnotherDesk(TimeProvider? clock = null, ILoggerFactory? logs = null)
    {
        var desk = Open(NewStore(Guid.NewGuid().ToString("N")), clock ?? Clock, logs);
        desk.Companies.Add(Company);
        return desk;
    }

    /// <summary>Another instance of the program on the same database, as on another machine.</summary>
    public Workplace AnotherInstance() => Open(Store, Clock);

    // What a machine keeps for itself hangs on its clock: on a server each test is a machine of its own.
    private Workplace Open(string store, TimeProvider clock, ILoggerFactory? logs = null) =>
        Workplace.Open(store, clock, masterKey, Path.IsPathRooted(store) ? store : Path.Combine(Folder, "machine"), logs: logs);

    /// <summary>A small invoice with a number of its own.</summary>
    public InvoiceDraft Draft(string? number = null) => new()
    {
        Number = number ?? $"FV/{++invoices}/2026",
        Buyer = new Inkaust.Invoices.Party { Name = "Zofia Żółć" },
        Lines = [new Line { Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
    };

    public Task<IssuedInvoice> IssueAsync(ModeWish wish, InvoiceDraft? draft = null) =>
        Workplace.IssueInvoice.FromDraftAsync(Company, draft ?? Draft(), wish, stop: Stop);

    public Task<SendingReport> SendAsync() => Workplace.SendWaiting.OnceAsync(Company, Stop);

    /// <summary>The ledger of the company.</summary>
    public CompanyLedger Ledger => Workplace.Ledger.Of(Company);

    public IssuedInvoice Now(IssuedInvoice invoice) => Workplace.SeenLedgers.Of(invoice).At(invoice.Id);

    /// <summary>Orders a fault on the management port.</summary>
    public async Task FaultAsync(string kind, string match, int? count = null, int delayMilliseconds = 1000, int retryAfter = 1, object? body = null)
    {
        using var answer = await Management.PostAsJsonAsync("faults", new { kind, match, count, delayMilliseconds, retryAfter, body }, Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{kind}: {await answer.Content.ReadAsStringAsync(Stop)}");
    }

    /// <summary>How many requests the faults have hit that are still on; one may still be under their hands.</summary>
    public async Task<int> FaultHitsAsync() =>
        (await Management.GetFromJsonAsync<JsonElement>("faults", Stop)).EnumerateArray().Sum(fault => fault.GetProperty("hits").GetInt32());
    public async Task NoFaultsAsync() => (await Management.DeleteAsync("faults", Stop)).EnsureSuccessStatusCode();

    public Task<HttpResponseMessage> ManageAsync(string path) => Management.PostAsync(path, null, Stop);

    /// <summary>What a QR page answers to a program.</summary>
    public async Task<JsonElement> ScanAsync(Uri link)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await Management.SendAsync(request, Stop);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    private string NewStore(string name) => Postgres.IsWanted ? Postgres.NewSchema() : Path.Combine(folder.FullName, name);

    public async ValueTask DisposeAsync()
    {
        Management.Dispose();
        await Workplace.DisposeAsync();
        await Server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
