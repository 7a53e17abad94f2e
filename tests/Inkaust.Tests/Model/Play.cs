using System.Collections.Concurrent;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Model;

/// <summary>What a desk said it did for a person: the invoice must be in the ledger for ever.</summary>
internal sealed record Promise(long Id, string Number, InvoiceHash Hash);

/// <summary>Where a story is played.</summary>
internal sealed record Setting
{
    /// <summary>Makes an empty database and says how to reach it; null: data folders.</summary>
    public Func<string>? NewDatabase { get; init; }

    /// <summary>How many requests KSeF takes.</summary>
    public RateLimitProfile Limits { get; init; } = RateLimitProfile.None;
}

/// <summary>
/// The stage of a story: a local KSeF, two desks on one database, another branch with a database of its own, two companies; and
/// beside them, in plain lists, what the people were promised and what they did.
/// </summary>
internal sealed class Play : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-model-");
    private readonly LocalKsefServer server;

    private Play(LocalKsefServer server, QuickClock clock, Func<string>? newDatabase)
    {
        (this.server, Clock) = (server, clock);
        Ksef = new Steering(server.ManagementAddress);
        Api = new Steering(server.BaseAddress);
        var environment = KsefEnvironment.Local(server.BaseAddress);
        Companies =
        [
            new Company(Nip.Parse("5260001246"), "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa", environment),
            new Company(Nip.Parse("1234563218"), "Bibuła Maria Lis", "ul. Długa 5, 31-147 Kraków", environment),
        ];
        string house = Path.Combine(folder.FullName, "house"), branch = Path.Combine(folder.FullName, "branch");
        var ofTheHouse = newDatabase?.Invoke() ?? house;
        Desks = [new Desk(ofTheHouse, house, clock), new Desk(ofTheHouse, house, clock)];
        Branch = new Desk(newDatabase?.Invoke() ?? branch, branch, clock);
    }

    public QuickClock Clock { get; }

    public Steering Ksef { get; }

    public Steering Api { get; }

    public IReadOnlyList<Company> Companies { get; }

    public IReadOnlyList<Desk> Desks { get; }

    public Desk Branch { get; }

    /// <summary>A program whose power never fails, for looking at the ledger.</summary>
    public Workplace Office { get; private set; } = null!;

    public ConcurrentQueue<Promise> Promised { get; } = [];

    public ConcurrentQueue<HeldCorrection> Held { get; } = [];

    public ConcurrentQueue<long> Withdrawn { get; } = [];

    /// <summary>Total failures that a person has confirmed.</summary>
    public ConcurrentBag<long> Confirmed { get; } = [];

    /// <summary>Hashes of files that another branch sends too, Base64.</summary>
    public ConcurrentBag<string> SentElsewhere { get; } = [];

    /// <summary>A certificate behind printed codes was taken out of use by somebody.</summary>
    public bool CodesLost { get; set; }

    /// <summary>What the program says a person has to look at, in its last rounds.</summary>
    public List<Finding> Shown { get; } = [];

    /// <summary>What went wrong with the program, and not with the world.</summary>
    public ConcurrentQueue<string> Broken { get; } = [];

    /// <summary>What happened, for people.</summary>
    public ConcurrentQueue<string> Told { get; } = [];

    public static async Task<Play> BeginAsync(DateTimeOffset at, Setting setting)
    {
        var clock = new QuickClock(at);
        var play = new Play(await LocalKsefServer.StartAsync(new LocalKsefOptions { Clock = clock, RateLimits = setting.Limits }), clock, setting.NewDatabase);
        foreach (var desk in play.Desks.Append(play.Branch)) await desk.OpenAnewAsync();
        play.Office = play.Desks[0].OpenBy(clock);
        foreach (var company in play.Companies)
        {
            play.Office.Companies.Add(company);
            play.Branch.Workplace.Companies.Add(company);
            await play.Office.EnrolCertificate.ForAsync(company, CertificateKind.Authentication);
            await play.Office.EnrolCertificate.ForAsync(company, CertificateKind.Offline);
        }
        return play;
    }

    /// <summary>Does something at a desk. What the program refuses is part of the story; how it must not break is not.</summary>
    public async Task TriedAsync(Desk desk, Step step, Func<Task> deed)
    {
        var outcome = "done";
        try
        {
            await deed();
        }
        catch (RefusedException refused)
        {
            outcome = $"refused: {refused.Findings[0].Code} {refused.Findings[0].Text.En}";
        }
        catch (KsefException fault)
        {
            outcome = $"KSeF: {fault.Message}";
        }
        catch (PowerCutException)
        {
            outcome = "the power failed";
        }
#pragma warning disable CA1031 // Whatever else comes out of the program is a finding of the story, not of the test.
        catch (Exception fault) when (!desk.Life.IsDead)
#pragma warning restore CA1031
        {
            outcome = $"BROKE: {fault}";
            Broken.Enqueue($"the program broke: {fault.GetType().Name}: {fault.Message} at [{step}]");
        }
        catch (Exception) when (desk.Life.IsDead)
        {
            outcome = "the power failed";
        }
        Told.Enqueue($"{PolishTime.At(Clock.GetUtcNow()):yyyy-MM-dd HH:mm:ss} {step} -> {outcome}");
        if (desk.Life.IsDead) await desk.OpenAnewAsync();
        else desk.Life.Stays();
    }

    /// <summary>One round; afterwards the deadlines of what waits must be right.</summary>
    public async Task RoundAsync(Desk desk, Company company)
    {
        var report = await desk.Workplace.SendWaiting.OnceAsync(company);
        foreach (var problem in report.Problems) Told.Enqueue($"    problem {problem.Code}: {problem.Text.En}");
    }

    public void WasPromised(Desk desk, IssuedInvoice invoice)
    {
        if (desk.Life.IsDead) return;
        Promised.Enqueue(new Promise(invoice.Id, invoice.Number, invoice.Hash));
        Told.Enqueue($"    #{invoice.Id} {invoice.Number} is issued: {invoice.ModeReason.InWords.En}; deadline {invoice.Deadline.Date:yyyy-MM-dd}");
    }

    public void WasHeld(Desk desk, HeldCorrection held)
    {
        if (!desk.Life.IsDead) Held.Enqueue(held);
    }

    public void WasWithdrawn(Desk desk, HeldCorrection held)
    {
        if (!desk.Life.IsDead) Withdrawn.Enqueue(held.Id);
    }

    public Company CompanyOf(IssuedInvoice invoice) => Companies.First(company => company.Id == invoice.Company);

    /// <summary>An invoice of the ledger, counted round and round; null while there is none.</summary>
    public IssuedInvoice? InTheLedger(Desk desk, int which)
    {
        var all = desk.Workplace.SeenLedgers.List();
        return all.Count == 0 ? null : all[which % all.Count];
    }

    public async ValueTask DisposeAsync()
    {
        Ksef.Dispose();
        Api.Dispose();
        foreach (var desk in Desks.Append(Branch)) await desk.DisposeAsync();
        if (Office is not null) await Office.DisposeAsync();
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
