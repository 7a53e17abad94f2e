using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Model;
using Inkaust.Office;
using Microsoft.Data.Sqlite;

namespace Inkaust.Bench;

/// <summary>
/// What receiving costs: invoices per second from a downloaded package to rows that can be searched, beside nothing but decrypt + unzip + insert of
/// bytes and hashes in the same run; the peak of memory of a process that does nothing else; and how long a search takes in a million
/// (<see cref="InboxSearch"/>). <c>--invoices N</c> for another count; <c>--search 0</c> leaves the search out, <c>--invoices 0</c> all else.
/// <c>--story N</c> plays <see cref="InboxStory"/> with so many instead, and <c>--process N</c> fetches so many by <c>inkaust inbox sync</c>, a whole process.
/// </summary>
internal static class InboxBench
{
    private const int Megabyte = 1_000_000, MostMemory = 150, Runs = 11;
    private const double LeastRatio = 0.5;
    private const string OnceArgument = "--once";

    private sealed record Sample(DescribedPackage Described, byte[] Secret, string File);

    private readonly record struct Cost(TimeSpan Wall, TimeSpan Cpu);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is [OnceArgument, var sample]) return Once(sample);
        if (Choices.Number(arguments, "--story", 0) is var story and > 0) return await StoryAsync(story);
        if (Choices.Number(arguments, "--process", 0) is var process and > 0) return await ProcessAsync(process);
        var (invoices, search) = (Choices.Number(arguments, "--invoices", 10_000), Choices.Number(arguments, "--search", 1_000_000));
        return Math.Max(invoices > 0 ? Store(invoices) : 0, search > 0 ? InboxSearch.Run(search, Choices.Text(arguments, "--database")) : 0);
    }

    private static async Task<int> StoryAsync(int count)
    {
        var told = await InboxStory.PlayAsync(count);
        Console.WriteLine($"story   {told.Here,10} of {told.Sent} here   in {told.Packages} packages, the power failed {told.Cuts} times; {told.Syncing.TotalSeconds:0.0} s of syncs");
        foreach (var one in told.Broken) Console.WriteLine($"        BROKEN: {one}");
        return told.Broken.Count == 0 && told.Here == count ? 0 : 1;
    }

    private static async Task<int> ProcessAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-inbox-");
        try
        {
            await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions { RateLimits = RateLimitProfile.None });
            var buyer = InboxSamples.Buyer with { Environment = KsefEnvironment.Local(server.BaseAddress) };
            using var seller = new SellerAtKsef(buyer.Environment, TimeProvider.System, Pace.Usual);
            await seller.SendAsync(Enumerable.Range(0, count).Select(number => InboxSamples.Xml(number, SellerAtKsef.Nip)));
            var stores = Enumerable.Range(0, 2).Select(run => Path.Combine(folder.FullName, $"{run}")).ToList();
            foreach (var store in stores) new CompanyRegister(Database.Open(store), Who.Program, TimeProvider.System).Add(buyer);
            var program = WholeProcess.Publish("src/Inkaust", "inkaust.dll") ?? Path.Combine(AppContext.BaseDirectory, "inkaust.dll");
            var costs = stores.Select(store => WholeProcess.Once("dotnet", program, "inbox", "sync", "--role", "buyer", "--data", store)).ToList();
            foreach (var cost in costs) Console.WriteLine($"process {cost}   inkaust inbox sync of {count} into an empty store");
            var here = new FindReceived(Database.Open(stores[^1])).All(buyer, new ReceivedFilter(), count + 1).Count;
            return here == count ? 0 : throw new InvalidOperationException($"{here} of {count} are here");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static int Store(int count)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-inbox-");
        try
        {
            var (secret, encrypted) = (RandomNumberGenerator.GetBytes(48), Path.Combine(folder.FullName, "package.ksef"));
            var sample = new Sample(InboxSamples.Package(count, secret, encrypted), secret, encrypted);
            var described = Path.Combine(folder.FullName, "sample.json");
            File.WriteAllText(described, StoredJson.Write(sample));
            // By turns, so that whatever else the machine does meets both.
            var (ours, plain) = (new List<Cost>(), new List<Cost>());
            for (var run = 0; run <= Runs; run++)
            {
                ours.Add(Ours(sample, Path.Combine(folder.FullName, $"store{run}")));
                plain.Add(Plain(sample, Path.Combine(folder.FullName, $"plain{run}.db")));
            }
            var (a, b) = (Middle(ours), Middle(plain));
            var process = WholeProcess.Once("dotnet", typeof(InboxBench).Assembly.Location, "inbox", OnceArgument, described);
            Console.WriteLine($"store   {count / a.Wall.TotalSeconds,10:0} invoices/s   {Words(a)} for {count}: decrypted, judged, stored, searchable");
            Console.WriteLine($"plain   {count / b.Wall.TotalSeconds,10:0} invoices/s   {Words(b)}: decrypt + unzip + insert of bytes and hash, nothing else");
            // Turn by turn: a slow moment of the machine meets both.
            var ratios = ours.Zip(plain, (our, other) => other.Wall / our.Wall).Skip(1).Order().ToList();
            var ratio = ratios[Runs / 2];
            Console.WriteLine($"ratio   {ratio,10:0.00}              (at least {LeastRatio:0.0}), {ratios[0]:0.00} to {ratios[^1]:0.00} in {Runs} turns; by CPU {b.Cpu / a.Cpu:0.00}");
            Console.WriteLine($"memory  {process.PeakBytes / Megabyte,10} MB           a process that stores it, at its peak (at most {MostMemory} MB)");
            return ratio >= LeastRatio && process.PeakBytes < MostMemory * (long)Megabyte ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static string Words(Cost cost) => $"{cost.Wall.TotalSeconds:0.00} s, {cost.Cpu.TotalSeconds:0.00} s of CPU";

    private static Cost Middle(List<Cost> costs) => costs.Skip(1).OrderBy(one => one.Wall).ElementAt(Runs / 2);

    private static Cost Measured(Action work)
    {
        GC.Collect();
        var (began, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        work();
        return new Cost(Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - before);
    }

    // Started by the bench itself: what the package took to make is not in this process.
    private static int Once(string described)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-inbox-");
        try
        {
            Ours(StoredJson.Read<Sample>(File.ReadAllText(described)), folder.FullName);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static Cost Ours(Sample sample, string place)
    {
        var database = Database.Open(place);
        var packages = new InboxPackages(database, MasterKey.ForThisProcess(), InboxSamples.Buyer, TimeProvider.System);
        new CompanyRegister(database, Who.Program, TimeProvider.System).Add(InboxSamples.Buyer);
        var package = packages.Begin(InvoiceRole.Subject2, TimeProvider.System.GetUtcNow().AddDays(-1), null, beginsRun: true, isFirst: true)!;
        packages.OrderedWith(package, sample.Secret);
        packages.IsReady(package, sample.Described);
        packages.IsDownloaded(packages.At(package.Id), sample.File);
        package = packages.At(package.Id);
        var cost = Measured(() =>
        {
            using var archive = Scratch(Path.Combine(place, "plain"));
            using var encryption = packages.KeyOf(package);
            Decrypt(sample, encryption, archive);
            if (!new StorePackage(database, InboxSamples.Buyer, packages, TimeProvider.System).All(package, archive)) throw new InvalidOperationException("not stored");
        });
        if (packages.At(package.Id) is not { Refused: 0, Fresh: var fresh } || fresh != sample.Described.InvoiceCount)
            throw new InvalidOperationException("not all were stored");
        return cost;
    }

    private static void Decrypt(Sample sample, InvoiceEncryption encryption, FileStream archive)
    {
        using var file = File.OpenRead(sample.File);
        Exports.DecryptAsync(sample.Described.ForReading(), encryption, file, archive).GetAwaiter().GetResult();
        archive.Position = 0;
    }

    private static FileStream Scratch(string file) =>
        new(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    // As durable as ours: on the disk when it ends.
    private static Cost Plain(Sample sample, string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        connection.Execute("""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE invoice (number TEXT PRIMARY KEY, hash TEXT NOT NULL, xml BLOB NOT NULL)
            """);
        return Measured(() =>
        {
            using var archive = Scratch(file + ".plain");
            using (var encryption = InvoiceEncryption.OfSecret(sample.Secret)) Decrypt(sample, encryption, archive);
            using var transaction = connection.BeginTransaction();
            using var insert = new SqliteCommand("INSERT INTO invoice VALUES (@Number, @Hash, @Xml)", connection, transaction);
            var (number, hash, xml) = (insert.Parameters.Add("@Number", SqliteType.Text), insert.Parameters.Add("@Hash", SqliteType.Text), insert.Parameters.Add("@Xml", SqliteType.Blob));
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
            foreach (var entry in zip.Entries)
            {
                using var content = entry.Open();
                var bytes = new byte[entry.Length];
                content.ReadExactly(bytes);
                (number.Value, hash.Value, xml.Value) = (entry.FullName, InvoiceHash.Of(bytes).Base64Url, bytes);
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        });
    }
}
