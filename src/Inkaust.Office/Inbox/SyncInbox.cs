using System.Collections.Concurrent;
using System.Data.Common;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>How a sync is to go.</summary>
public sealed record SyncWish
{
    /// <summary>In which roles; all of them when none is named.</summary>
    public IReadOnlyList<InvoiceRole> Roles { get; init; } = Enum.GetValues<InvoiceRole>();

    /// <summary>From which day on, in Poland, where nothing was fetched before; KSeF became a duty on 1 February 2026.</summary>
    public DateOnly Since { get; init; } = new(2026, 2, 1);

    /// <summary>How long KSeF's limits may hold it up.</summary>
    public Patience Patience { get; init; } = Patience.ForARound;

    /// <summary>How long a package is waited for; the next sync goes on with one that takes longer.</summary>
    public Pace Pace { get; init; } = Pace.Usual with { Growth = 1.5 };
}

/// <summary>What came of a sync in one role.</summary>
/// <param name="Role">As what.</param>
/// <param name="Fresh">How many invoices came that were not here.</param>
/// <param name="Packages">How many packages were read.</param>
/// <param name="Refused">How many files were refused.</param>
/// <param name="CompleteUntil">Up to when everything is here; null: nothing was fetched yet.</param>
/// <param name="NextAt">When KSeF may be asked again; null: at once, something goes on or was never asked for.</param>
/// <param name="Problems">What stood in the way, and what is only said.</param>
public sealed record RoleReport(
    InvoiceRole Role, int Fresh, int Packages, int Refused, DateTimeOffset? CompleteUntil, DateTimeOffset? NextAt, IReadOnlyList<Finding> Problems)
{
    /// <summary>It did not come to its end.</summary>
    public bool HasFailed => Problems.Any(one => one.Severity != Severity.Advice);
}

/// <summary>What came of a sync.</summary>
public sealed record InboxReport(IReadOnlyList<RoleReport> Roles)
{
    /// <summary>How many invoices came that were not here.</summary>
    public int Fresh => Roles.Sum(one => one.Fresh);

    public IReadOnlyList<Finding> Problems => [.. Roles.SelectMany(one => one.Problems)];

    public bool HasFailed => Roles.Any(one => one.HasFailed);
}

/// <summary>
/// Fetches what KSeF holds of a company: in each role a package of what was stored since the mark, up to the moment below which KSeF adds nothing
/// any more. Asked -> ready -> downloaded -> stored together with the mark; each phase is in the database before the next begins, so that it may
/// break anywhere and goes on without a gap or a double.
/// </summary>
public sealed class SyncInbox
{
    // KSEF 13: asking more often for a role gets one blocked for longer and longer.
    internal static readonly TimeSpan BetweenRuns = TimeSpan.FromMinutes(15);

    // After so many packages that came to nothing in a run it is left alone until the next.
    private const int MostFailures = 2;

    private const int AfterEverything = 420, Unknown = 21175;

    private readonly Database database;
    private readonly SignIn signIn;
    private readonly MasterKey masterKey;
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<(CompanyId, InvoiceRole), SemaphoreSlim> turns = new();

    /// <param name="database">Where they go.</param>
    /// <param name="signIn">By whom they are fetched.</param>
    /// <param name="masterKey">Seals the keys of packages.</param>
    /// <param name="folder">Takes packages as they come, encrypted.</param>
    /// <param name="clock">The time.</param>
    public SyncInbox(Database database, SignIn signIn, MasterKey masterKey, string folder, TimeProvider clock) =>
        (this.database, this.signIn, this.masterKey, this.folder, this.clock) = (database, signIn, masterKey, folder, clock);

    /// <summary>Hears of each phase that is about to begin; tests stop it there.</summary>
    internal Action<InboxPackage, PackagePhase> Begins { get; set; } = (_, _) => { };

    /// <summary>One run, role after role. What breaks is part of the answer.</summary>
    /// <param name="company">For whom.</param>
    /// <param name="wish">How.</param>
    /// <param name="stop">Gives up; the next run goes on.</param>
    public async Task<InboxReport> OnceAsync(Company company, SyncWish? wish = null, CancellationToken stop = default)
    {
        var how = wish ?? new SyncWish();
        var reports = new List<RoleReport>();
        foreach (var role in how.Roles.Distinct())
        {
            var turn = turns.GetOrAdd((company.Id, role), _ => new SemaphoreSlim(1));
            await turn.WaitAsync(stop);
            try
            {
                reports.Add(await RoleAsync(company, role, how, stop));
            }
            finally
            {
                turn.Release();
            }
        }
        return new InboxReport(reports);
    }

    /// <summary>When each role was last asked for and may be again, and up to when everything is here.</summary>
    public IReadOnlyList<RoleReport> Standing(Company company)
    {
        var packages = PackagesOf(company);
        return [.. Enum.GetValues<InvoiceRole>().Select(role => new RoleReport(role, 0, 0, 0, packages.CompleteUntil(role), NextAt(packages, role), []))];
    }

    /// <summary>The packages of which something was refused and nobody has decided, each with what.</summary>
    public IReadOnlyList<(InboxPackage Package, IReadOnlyList<RefusedFile> Files)> Refused(Company company)
    {
        var packages = PackagesOf(company);
        return [.. packages.WithRefused().Select(one => (one, packages.RefusedOf(one.Id)))];
    }

    /// <summary>The latest packages, newest first.</summary>
    public IReadOnlyList<InboxPackage> History(Company company, int atMost = 50) => PackagesOf(company).List(atMost);

    /// <summary>Reads once more what was refused of a package: this version may read what an older one did not.</summary>
    /// <exception cref="RefusedException">INK-INBOX-024: nothing of it is kept; INK-INBOX-004: it still cannot be read.</exception>
    public async Task<IReadOnlyList<RefusedFile>> ReadAgainAsync(Company company, long id, CancellationToken stop = default)
    {
        var packages = PackagesOf(company);
        var package = packages.At(id);
        if (package is not { Refused: > 0, File: { } file, Described: not null } || !File.Exists(PathOf(file)))
            throw new RefusedException(InboxFindings.NothingKept);
        try
        {
            using var archive = await DecryptedAsync(packages, package, stop);
            var refused = new StorePackage(database, company, packages, clock).Again(package, archive);
            if (refused.Count == 0) Drop(packages, package);
            return refused;
        }
        catch (KsefUnavailable unreadable)
        {
            throw new RefusedException([InboxFindings.NoPackage(unreadable.Finding)], unreadable);
        }
    }

    /// <summary>A person has decided that what was refused of a package is not wanted: what is kept of it goes.</summary>
    public void Settle(Company company, long id)
    {
        var packages = PackagesOf(company);
        var package = packages.At(id);
        packages.Settle(package);
        Drop(packages, package);
    }

    private async Task<RoleReport> RoleAsync(Company company, InvoiceRole role, SyncWish wish, CancellationToken stop)
    {
        var packages = PackagesOf(company);
        var problems = new List<Finding>();
        var (fresh, read, refused) = (0, 0, 0);
        try
        {
            foreach (var done in packages.WithNeedlessFile()) Drop(packages, done);
            while (Next(packages, role, wish, problems) is { } next)
            {
                var ended = await FinishAsync(packages, company, next, wish, problems, stop);
                if (ended is null) break;
                (fresh, read, refused) = (fresh + ended.Fresh, read + 1, refused + ended.Refused);
                if (!ended.GoesOn && ended.Phase == PackagePhase.Stored) break;
            }
        }
        catch (KsefAccessLost lost)
        {
            signIn.Forget(company);
            problems.Add(lost.Finding);
        }
        catch (KsefException ksef)
        {
            problems.Add(ksef.Finding);
        }
        catch (RefusedException why)
        {
            problems.AddRange(why.Findings);
        }
        catch (DbException fault)
        {
            problems.Add(Database.Failed(fault));
        }
        return new RoleReport(role, fresh, read, refused, packages.CompleteUntil(role), NextAt(packages, role), problems);
    }

    // The package that is under way, or the next one of the run; null: there is nothing to do now.
    private InboxPackage? Next(InboxPackages packages, InvoiceRole role, SyncWish wish, List<Finding> problems)
    {
        if (packages.UnderWay(role) is { } underWay) return underWay;
        var now = clock.GetUtcNow();
        var latest = packages.Latest(role);
        var goesOn = GoesOn(packages, latest);
        if (!goesOn && AfterTheRun(packages, role) is { } nextAt && nextAt > now)
        {
            // That it has just been asked is what whoever asked it knows.
            if (latest!.Phase == PackagePhase.Stored && problems.Count == 0) problems.Add(InboxFindings.TooSoon(role, nextAt));
            return null;
        }
        var mark = packages.CompleteUntil(role);
        var from = mark ?? PolishTime.StartOf(wish.Since);
        DateTimeOffset? to = now - from > InvoiceDateRange.Longest ? from + InvoiceDateRange.Longest : null;
        var isFirst = mark is null || (goesOn && latest!.IsFirst);
        return packages.Begin(role, from, to, beginsRun: !goesOn, isFirst);
    }

    // The run has not ended with it: more follows, or it came to nothing and is tried again.
    private static bool GoesOn(InboxPackages packages, InboxPackage? latest) => latest is { Phase: PackagePhase.Stored, GoesOn: true }
        || (latest is { Phase: PackagePhase.Failed, Refused: 0 } && packages.BeginOfRun(latest.Role) is { } began && latest.Id - began.Id < MostFailures);

    private DateTimeOffset? NextAt(InboxPackages packages, InvoiceRole role) =>
        packages.Latest(role) is { EndedAt: not null } latest && !GoesOn(packages, latest) ? AfterTheRun(packages, role) : null;

    private DateTimeOffset? AfterTheRun(InboxPackages packages, InvoiceRole role) =>
        packages.BeginOfRun(role) is { } began ? Earliest(began.AskedAt) : null;

    // What lies further ahead than it can was noted before the clock was set back.
    private DateTimeOffset? Earliest(DateTimeOffset askedAt) => askedAt > clock.GetUtcNow() ? null : askedAt + BetweenRuns;

    // Null: it goes on another time.
    private async Task<InboxPackage?> FinishAsync(
        InboxPackages packages, Company company, InboxPackage package, SyncWish wish, List<Finding> problems, CancellationToken stop)
    {
        var (ksef, access) = await signIn.AsCompanyAsync(company, wish.Patience, stop);
        InvoicePackage? addresses = null;
        while (package.EndedAt is null)
        {
            Begins(package, package.Phase);
            switch (package)
            {
                case { Phase: PackagePhase.Asked, Reference: null }:
                    await OrderAsync(packages, package, ksef, access, stop);
                    break;
                case { Phase: PackagePhase.Asked or PackagePhase.Ready }:
                    addresses = await ReadyAsync(packages, package, ksef, access, wish, problems, stop);
                    if (addresses is null && packages.At(package.Id).EndedAt is null) return null;
                    if (addresses is not null) await DownloadAsync(packages, packages.At(package.Id), ksef, addresses, stop);
                    break;
                default:
                    await StoreAsync(packages, company, package, problems, stop);
                    break;
            }
            package = packages.At(package.Id);
        }
        return package;
    }

    private static async Task OrderAsync(InboxPackages packages, InboxPackage package, KsefClient ksef, KsefAccess access, CancellationToken stop)
    {
        // What whoever broke off may have ordered is read by nobody.
        using var encryption = await ksef.PublicKeys.NewEncryptionAsync(stop);
        if (!packages.OrderedWith(package, encryption.Secret())) return;
        var reference = await ksef.Exports.OrderAsync(access, encryption, new InvoiceQuery
        {
            Role = package.Role,
            DateRange = new InvoiceDateRange
            {
                DateType = InvoiceDateType.PermanentStorage,
                From = package.From,
                To = package.To,
                RestrictToPermanentStorageHwmDate = true,
            },
        }, cancellation: stop);
        packages.Ordered(package, reference);
    }

    // Where its parts are; null: there are none, or not yet.
    private static async Task<InvoicePackage?> ReadyAsync(
        InboxPackages packages, InboxPackage package, KsefClient ksef, KsefAccess access, SyncWish wish, List<Finding> problems, CancellationToken stop)
    {
        ExportStatus status;
        try
        {
            if (await ksef.Exports.UntilReadyAsync(access, ReferenceNumber.Parse(package.Reference!), wish.Pace, stop) is not Look<ExportStatus>.Done done)
            {
                problems.Add(InboxFindings.StillMade(package.Role));
                return null;
            }
            status = done.Value;
        }
        catch (KsefRejected refused) when (refused.Has(Unknown) || refused.HttpStatus is 404 or 410)
        {
            packages.Fail(package, refused.Errors[0].Sentence);
            return null;
        }
        if (status is { Status.Code: 200, Package: { } ready })
        {
            packages.IsReady(package, DescribedPackage.Of(ready));
            return ready;
        }
        if (status.Status.Code == AfterEverything)
        {
            // Nothing can be there yet; the mark stays where it is.
            packages.IsReady(package, new DescribedPackage(0, IsTruncated: false, null, package.From, null, []));
            return new InvoicePackage { InvoiceCount = 0, Size = 0, Parts = [], IsTruncated = false };
        }
        packages.Fail(package, $"{status.Status.Code} {status.Status.Description}");
        problems.Add(InboxFindings.NotMade(package.Role, $"{status.Status.Code} {status.Status.Description.TrimEnd('.')}"));
        return null;
    }

    private async Task DownloadAsync(InboxPackages packages, InboxPackage package, KsefClient ksef, InvoicePackage addresses, CancellationToken stop)
    {
        if (package.Phase != PackagePhase.Ready) return;
        Begins(package, package.Phase);
        var name = $"{Guid.NewGuid():N}.ksef";
        OwnerOnly.Folder(folder);
        try
        {
            await using var file = OwnerOnly.New(PathOf(name));
            await ksef.Exports.DownloadAsync(addresses, file, stop);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(PathOf(name));
            throw;
        }
        if (!packages.IsDownloaded(package, name)) File.Delete(PathOf(name));
    }

    private async Task StoreAsync(InboxPackages packages, Company company, InboxPackage package, List<Finding> problems, CancellationToken stop)
    {
        // Another machine fetched it, or its folder was emptied.
        if (package.File is not { } name || !File.Exists(PathOf(name)))
        {
            packages.IsGone(package);
            return;
        }
        try
        {
            using var archive = package.Described!.Parts.Count == 0 ? null : await DecryptedAsync(packages, package, stop);
            Begins(package, PackagePhase.Stored);
            if (!new StorePackage(database, company, packages, clock).All(package, archive)) return;
        }
        catch (StoredMeanwhile)
        {
            return;
        }
        catch (KsefUnavailable unreadable)
        {
            var why = InboxFindings.NoPackage(unreadable.Finding);
            packages.Fail(package, why.Text.En, new RefusedFile(null, why));
            problems.Add(why);
            return;
        }
        var stored = packages.At(package.Id);
        if (stored.Refused == 0) Drop(packages, stored);
    }

    // In plain it is on the disk under no name, and gone when it is closed.
    private async Task<FileStream> DecryptedAsync(InboxPackages packages, InboxPackage package, CancellationToken stop)
    {
        var scratch = PathOf($"{Guid.NewGuid():N}.plain");
        var archive = OwnerOnly.New(scratch, FileOptions.DeleteOnClose);
        try
        {
            if (!OperatingSystem.IsWindows()) File.Delete(scratch);
            using var encryption = packages.KeyOf(package);
            await using var file = File.OpenRead(PathOf(package.File!));
            await Exports.DecryptAsync(package.Described!.ForReading(), encryption, file, archive, stop);
            archive.Position = 0;
            return archive;
        }
        catch
        {
            await archive.DisposeAsync();
            throw;
        }
    }

    private void Drop(InboxPackages packages, InboxPackage package)
    {
        if (package.File is not { } name) return;
        if (File.Exists(PathOf(name))) File.Delete(PathOf(name));
        packages.ForgetFile(package);
    }

    private string PathOf(string name) => Path.Combine(folder, Path.GetFileName(name));

    private InboxPackages PackagesOf(Company company) => new(database, masterKey, company, clock);
}
