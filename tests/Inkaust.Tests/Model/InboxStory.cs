using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Tests;

namespace Inkaust.Model;

/// <summary>What a story of receiving came to.</summary>
/// <param name="Sent">How many invoices KSeF took that the company has a part in.</param>
/// <param name="Here">How many of them are in its store at the end.</param>
/// <param name="Packages">How many packages were read.</param>
/// <param name="Cuts">How often the power failed.</param>
/// <param name="Broken">What is other here than in KSeF; nothing else may come of a story.</param>
/// <param name="Syncing">How long the syncs took, all together.</param>
internal sealed record InboxTold(int Sent, int Here, int Packages, int Cuts, IReadOnlyList<string> Broken, TimeSpan Syncing);

/// <summary>
/// A company receives in three roles, in truncated packages, while more invoices arrive, one of a month ago slips in late, KSeF refuses, breaks off,
/// loses exports and changes its key, and the power fails in each phase. At the end it holds what KSeF holds, each invoice once.
/// </summary>
internal sealed class InboxStory : IAsyncDisposable
{
    private const int PackagesOfTheWhole = 12, OctetsOfAnInvoice = 1_800;

    private static readonly MasterKey Key = MasterKey.ForThisProcess();
    private static readonly TimeSpan BetweenRuns = TimeSpan.FromMinutes(16);
    private static readonly Pace Pace = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(5));

    // Each hits one request, in a run of its own.
    private static readonly (string Kind, string Match)[] Faults =
    [
        ("too-many-requests", "POST /v2/invoices/exports"), ("answer-lost", "POST /v2/invoices/exports"),
        ("cancelled-550", "POST /v2/invoices/exports"), ("too-many-requests", "GET /v2/invoices/exports/*"),
        ("html-502", "GET /storage/*"), ("cut-mid-body", "GET /storage/*"), ("line-cut", "GET /v2/invoices/exports/*"),
    ];

    private static readonly PackagePhase[] Cuts =
        [PackagePhase.Asked, PackagePhase.Ready, PackagePhase.Downloaded, PackagePhase.Stored, PackagePhase.Asked, PackagePhase.Stored];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-inbox-");
    private readonly ShiftedClock clock;
    private readonly LocalKsefServer server;
    private readonly Steering steering;
    private readonly Company company;
    private readonly SellerAtKsef seller;
    private readonly string store;
    private Workplace desk;
    private int sent, packages, cuts;
    private TimeSpan syncing;

    private InboxStory(LocalKsefServer server, ShiftedClock clock, string? database)
    {
        (this.server, this.clock) = (server, clock);
        steering = new Steering(server.ManagementAddress);
        company = new Company(Nip.Parse("5260001246"), "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa", KsefEnvironment.Local(server.BaseAddress));
        seller = new SellerAtKsef(company.Environment, clock, Pace);
        store = database ?? folder.FullName;
        desk = Open();
        desk.Companies.Add(company);
    }

    /// <param name="count">How many invoices KSeF holds of the company at the end.</param>
    /// <param name="database">An empty database; null: a file.</param>
    public static async Task<InboxTold> PlayAsync(int count, string? database = null)
    {
        var clock = new ShiftedClock("2026-12-09T12:00:00+01:00");
        var server = await LocalKsefServer.StartAsync(new LocalKsefOptions
        {
            Clock = clock,
            RateLimits = RateLimitProfile.None,
            LargestExport = (long)count * OctetsOfAnInvoice / PackagesOfTheWhole,
        });
        await using var story = new InboxStory(server, clock, database);
        return await story.PlayedAsync(count);
    }

    private async Task<InboxTold> PlayedAsync(int count)
    {
        var small = count / 50;
        await SendAsync(count - (small * (Faults.Length + 2)) - 2);
        for (var run = 0; run < Faults.Length; run++)
        {
            var (kind, match) = Faults[run];
            await steering.PostAsync("faults", new { kind, match, count = 1, retryAfter = 1 });
            if (run == 2) await steering.PostAsync("keys/rotate", null);
            await SyncAsync(run < Cuts.Length ? Cuts[run] : null);
            await SendAsync(small);
        }
        // Its number is given now, and it is stored after others that came later.
        await steering.PostAsync("faults", new { kind = "late-storage", match = "POST /v2/sessions/batch/*" });
        await SendAsync(1, issued: -30);
        await steering.DeleteAsync("faults");
        await SendAsync(small);
        await SyncAsync(null);
        await SendAsync(1, issued: -30);
        // More arrives between two packages of one run.
        desk.SyncInbox.Begins = (_, phase) =>
        {
            if (phase != PackagePhase.Downloaded || sent == count) return;
            SendAsync(count - sent).GetAwaiter().GetResult();
        };
        await SyncAsync(null);
        await SyncAsync(null);
        return new InboxTold(sent, Here(null).Count, packages, cuts, await DifferencesAsync(), syncing);
    }

    private async Task SyncAsync(PackagePhase? cut)
    {
        clock.Jump(BetweenRuns);
        if (cut is { } phase)
        {
            desk.SyncInbox.Begins = (_, begins) =>
            {
                if (begins != phase) return;
                cuts++;
                throw new PowerCutException();
            };
        }
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            packages += (await desk.SyncInbox.OnceAsync(company, new SyncWish { Pace = Pace })).Roles.Sum(one => one.Packages);
        }
        catch (PowerCutException)
        {
            await desk.DisposeAsync();
            desk = Open();
            packages += (await desk.SyncInbox.OnceAsync(company, new SyncWish { Pace = Pace })).Roles.Sum(one => one.Packages);
        }
        syncing += TimeProvider.System.GetElapsedTime(began);
    }

    private async Task SendAsync(int many, int issued = 0)
    {
        await seller.SendAsync(Enumerable.Range(sent, many).Select(number => FileOf(number, issued)), offlineMode: issued < 0);
        sent += many;
    }

    // As the buyer mostly, else as somebody else on it, now and then as two.
    private byte[] FileOf(int number, int issued)
    {
        var us = company.AsSeller();
        var stranger = us with { Nip = Nip.Parse("5265877635"), Name = "Księgarnia Pod Gęsią" };
        return Fa3Writer.Write(new InvoiceDraft
        {
            Number = $"FV/{number}/2026",
            IssueDate = PolishTime.DateOf(clock.GetUtcNow()).AddDays(issued),
            Seller = us with { Nip = SellerAtKsef.Nip, Name = SellerAtKsef.Name },
            Buyer = number % 5 is 3 or 4 ? stranger : us,
            ThirdParties = number % 5 is 2 or 3 ? [new ThirdParty { Nip = company.Nip, Name = company.Name, Role = ThirdPartyRole.Recipient }] : [],
            Authorised = number % 5 != 4 ? null
                : new AuthorisedParty { Nip = company.Nip, Name = company.Name, Address = us.Address, Role = AuthorisedRole.Bailiff },
            Lines = [new Line { Name = $"Papier {number}", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
        }, clock.GetUtcNow(), "Inkaust");
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync()
    {
        var broken = new List<string>();
        var (ksef, access) = await desk.SignIn.AsCompanyAsync(company);
        foreach (var role in Enum.GetValues<InvoiceRole>())
        {
            var there = new HashSet<string>();
            var range = new InvoiceDateRange { DateType = InvoiceDateType.PermanentStorage, From = clock.GetUtcNow().AddDays(-99) };
            await foreach (var page in ksef.Invoices.SearchAsync(access, new InvoiceQuery { Role = role, DateRange = range }))
                there.UnionWith(page.Invoices.Select(one => $"{one.KsefNumber} {one.InvoiceHash}"));
            var here = Here(role).Select(one => $"{one.KsefNumber} {one.Hash}").ToList();
            if (here.Count != here.Distinct().Count()) broken.Add($"{role}: {here.Count - here.Distinct().Count()} twice");
            if (there.Except(here).Any()) broken.Add($"{role}: {there.Except(here).Count()} of {there.Count} are not here");
            if (here.Except(there).Any()) broken.Add($"{role}: {here.Except(there).Count()} are not in KSeF");
        }
        var others = Here(null).Count(one => InvoiceHash.Of(desk.LookAtReceived.XmlOf(company, one)) != one.Hash);
        if (others > 0) broken.Add($"{others} files are not what they were");
        return broken;
    }

    private IReadOnlyList<ReceivedInvoice> Here(InvoiceRole? role) => desk.FindReceived.All(company, new() { Role = role }, int.MaxValue);

    private Workplace Open() => Workplace.Open(store, clock, Key, folder.FullName);

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        steering.Dispose();
        seller.Dispose();
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
