using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Microsoft.Data.Sqlite;

namespace Inkaust.Bench;

/// <summary>
/// What receiving costs: invoices per second from a downloaded package to rows that can be searched, beside nothing but decrypt + unzip + insert in the
/// same run; the peak of memory meanwhile; and how long a search takes in a million. <c>--invoices N</c> and <c>--search N</c> for other counts.
/// </summary>
internal static class InboxBench
{
    private const int Megabyte = 1_000_000, MostMemory = 150, MostMilliseconds = 50;
    private const double LeastRatio = 0.5;

    private static readonly Company Buyer = new(Nip.Parse("5260001246"), "Atrament i Pióro", "ul. Piękna 7/3, 00-539 Warszawa",
        KsefEnvironment.Local(new Uri("http://127.0.0.1:1")));

    private static readonly string[] Goods =
        ["Papier", "Atrament", "Kałamarz", "Stalówka", "Teczka", "Koperta", "Zeszyt", "Ołówek", "Linijka", "Gumka", "Pióro", "Bibuła", "Klej", "Nożyczki"];

    public static int Run(string[] arguments)
    {
        var (invoices, search) = (Number(arguments, "--invoices", 10_000), Number(arguments, "--search", 1_000_000));
        return Math.Max(Store(invoices), search > 0 ? Search(search) : 0);
    }

    private static int Number(string[] arguments, string name, int usual) =>
        Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : usual;

    private static int Store(int count)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-inbox-");
        try
        {
            var secret = RandomNumberGenerator.GetBytes(48);
            var encrypted = Path.Combine(folder.FullName, "package.ksef");
            var described = Package(count, secret, encrypted);
            Ours(described, secret, encrypted, Path.Combine(folder.FullName, "warm"));
            GC.Collect();
            using var memory = new PeakMemory();
            var ours = Ours(described, secret, encrypted, Path.Combine(folder.FullName, "store"));
            var peak = memory.Peak;
            Plain(described, secret, encrypted, Path.Combine(folder.FullName, "warm.db"));
            var plain = Plain(described, secret, encrypted, Path.Combine(folder.FullName, "plain.db"));
            Console.WriteLine(
                $"store   {count / ours.TotalSeconds,10:0} invoices/s   {count} in {ours.TotalSeconds:0.00} s: decrypted, judged, stored, searchable");
            Console.WriteLine($"plain   {count / plain.TotalSeconds,10:0} invoices/s   decrypt + unzip + insert of the bytes, nothing else");
            Console.WriteLine($"ratio   {plain / ours,10:0.00}              (at least {LeastRatio:0.0})");
            Console.WriteLine($"memory  {peak / Megabyte,10} MB           the whole process at its peak (at most {MostMemory} MB)");
            return plain / ours >= LeastRatio && peak < MostMemory * (long)Megabyte ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static TimeSpan Ours(DescribedPackage described, byte[] secret, string encrypted, string place)
    {
        var database = Database.Open(place);
        var key = MasterKey.ForThisProcess();
        new CompanyRegister(database, Who.Program, TimeProvider.System).Add(Buyer);
        var packages = new InboxPackages(database, key, Buyer, TimeProvider.System);
        var package = packages.Begin(InvoiceRole.Subject2, TimeProvider.System.GetUtcNow().AddDays(-1), null, beginsRun: true, isFirst: true)!;
        packages.OrderedWith(package, secret);
        packages.IsReady(package, described);
        packages.IsDownloaded(packages.At(package.Id), encrypted);
        package = packages.At(package.Id);
        var began = Stopwatch.GetTimestamp();
        using (var archive = Scratch(Path.Combine(place, "plain")))
        {
            using var encryption = packages.KeyOf(package);
            using var file = File.OpenRead(encrypted);
            Exports.DecryptAsync(described.ForReading(), encryption, file, archive).GetAwaiter().GetResult();
            if (!new StorePackage(database, Buyer, packages, TimeProvider.System).All(package, archive)) throw new InvalidOperationException("not stored");
        }
        var took = Stopwatch.GetElapsedTime(began);
        if (packages.At(package.Id) is not { Refused: 0, Fresh: var fresh } || fresh != described.InvoiceCount)
            throw new InvalidOperationException("not all were stored");
        return took;
    }

    private static FileStream Scratch(string file) =>
        new(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    private static TimeSpan Plain(DescribedPackage described, byte[] secret, string encrypted, string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE invoice (number TEXT PRIMARY KEY, xml BLOB NOT NULL)");
        var began = Stopwatch.GetTimestamp();
        using var archive = Scratch(file + ".plain");
        using (var source = File.OpenRead(encrypted))
        using (var encryption = InvoiceEncryption.OfSecret(secret))
            Exports.DecryptAsync(described.ForReading(), encryption, source, archive).GetAwaiter().GetResult();
        archive.Position = 0;
        using var transaction = connection.BeginTransaction();
        using var insert = new SqliteCommand("INSERT INTO invoice VALUES (@Number, @Xml)", connection, transaction);
        var (number, xml) = (insert.Parameters.Add("@Number", SqliteType.Text), insert.Parameters.Add("@Xml", SqliteType.Blob));
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            var bytes = new byte[entry.Length];
            content.ReadExactly(bytes);
            (number.Value, xml.Value) = (entry.FullName, bytes);
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
        return Stopwatch.GetElapsedTime(began);
    }

    private static DescribedPackage Package(int count, byte[] secret, string encrypted)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            var metadata = new List<object>();
            for (var i = 0; i < count; i++)
            {
                var (number, xml) = (KsefNumber.Create(SellerOf(i), new DateOnly(2026, 11, 20), i), Xml(i));
                Put(zip, $"{number}.xml", xml);
                metadata.Add(MetadataOf(i, number, xml));
            }
            Put(zip, "_metadata.json", JsonSerializer.SerializeToUtf8Bytes(new { invoices = metadata }));
        }
        var plain = archive.ToArray();
        using var aes = Aes.Create();
        aes.Key = secret[..32];
        var cipher = aes.EncryptCbc(plain, secret[32..], PaddingMode.PKCS7);
        File.WriteAllBytes(encrypted, cipher);
        return new DescribedPackage(count, IsTruncated: false, null, TimeProvider.System.GetUtcNow(), CompressionType.Zip,
            [new DescribedPart(1, plain.Length, InvoiceHash.Of(plain).Base64, cipher.Length, InvoiceHash.Of(cipher).Base64)]);
    }

    private static void Put(ZipArchive zip, string name, byte[] bytes)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(bytes);
    }

    private static Nip SellerOf(int i)
    {
        for (var body = 100_000_000 + (i % 500 * 37); ; body++)
            for (var check = 0; check < 10; check++)
                if (Nip.TryParse($"{body}{check}", out var nip)) return nip;
    }

    private static object MetadataOf(int i, KsefNumber number, byte[] xml) => new
    {
        ksefNumber = $"{number}",
        invoiceNumber = $"FV/{i}/2026",
        issueDate = $"{Day(i):yyyy-MM-dd}",
        invoicingDate = "2026-11-20T10:00:00+00:00",
        acquisitionDate = "2026-11-20T10:00:00+00:00",
        permanentStorageDate = "2026-11-20T10:00:00+00:00",
        seller = new { nip = $"{SellerOf(i)}", name = $"Hurtownia {i % 500}" },
        buyer = new { identifier = new { type = "Nip", value = $"{Buyer.Nip}" }, name = Buyer.Name },
        netAmount = 100m,
        grossAmount = 123m,
        vatAmount = 23m,
        currency = "PLN",
        invoicingMode = "Online",
        invoiceType = "Vat",
        formCode = new { systemCode = "FA (3)", schemaVersion = "1-0E", value = "FA" },
        isSelfInvoicing = false,
        hasAttachment = false,
        invoiceHash = InvoiceHash.Of(xml).Base64,
    };

    private static DateOnly Day(int i) => new DateOnly(2026, 2, 1).AddDays(i % 290);

    private static byte[] Xml(int i)
    {
        var lines = string.Concat(Enumerable.Range(1, 3 + (i % 5)).Select(line => $"""
            <FaWiersz><NrWierszaFa>{line}</NrWierszaFa><P_7>{Goods[(i + line) % Goods.Length]} nr {i * 7 % 9973}</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B><P_9A>100.00</P_9A><P_11>100.00</P_11><P_12>23</P_12></FaWiersz>
            """));
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
            <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>2026-02-01T08:00:00Z</DataWytworzeniaFa></Naglowek>
            <Podmiot1><DaneIdentyfikacyjne><NIP>{SellerOf(i)}</NIP><Nazwa>Hurtownia {i % 500}</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Piórkowa 1, 00-001 Warszawa</AdresL1></Adres></Podmiot1>
            <Podmiot2><DaneIdentyfikacyjne><NIP>{Buyer.Nip}</NIP><Nazwa>{Buyer.Name}</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Stalówki 2, 00-002 Warszawa</AdresL1></Adres><JST>2</JST><GV>2</GV></Podmiot2>
            <Fa><KodWaluty>PLN</KodWaluty><P_1>{Day(i):yyyy-MM-dd}</P_1><P_2>FV/{i}/2026</P_2><P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>123.00</P_15>
            <Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
            <RodzajFaktury>VAT</RodzajFaktury>{lines}<Platnosc><TerminPlatnosci><Termin>2026-12-23</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci><RachunekBankowy><NrRB>61109010140000071219812874</NrRB></RachunekBankowy></Platnosc></Fa>
            </Faktura>
            """);
    }

    private static int Search(int count)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-inbox-");
        try
        {
            var database = Database.Open(folder.FullName);
            new CompanyRegister(database, Who.Program, TimeProvider.System).Add(Buyer);
            var packages = new InboxPackages(database, MasterKey.ForThisProcess(), Buyer, TimeProvider.System);
            var package = packages.Begin(InvoiceRole.Subject2, TimeProvider.System.GetUtcNow().AddDays(-1), null, beginsRun: true, isFirst: true)!;
            var began = Stopwatch.GetTimestamp();
            for (var from = 0; from < count; from += 50_000)
            {
                database.InTransaction((connection, transaction) =>
                {
                    using var rows = new ReceivedRows(database, Buyer, package, connection, transaction, "2026-11-20T10:00:00.000Z");
                    for (var i = from; i < Math.Min(from + 50_000, count); i++) rows.Add(FactsOf(i));
                    return 0;
                });
            }
            var built = Stopwatch.GetElapsedTime(began);
            var size = new FileInfo(Path.Combine(folder.FullName, "inkaust.db")).Length;
            Console.WriteLine($"built   {count / built.TotalSeconds,10:0} invoices/s   a store of {count}, {size / Megabyte} MB");
            var find = new FindReceived(database);
            var random = new Random(1);
            Func<ReceivedFilter>[] questions =
            [
                () => new() { Text = $"FV/{random.Next(count)}/2026" },
                () => new() { Text = $"FV/{random.Next(1000)}" },
                () => new() { Text = $"{SellerOf(random.Next(500))}" },
                () => new() { Text = $"hurtownia {random.Next(500)}" },
                () => new() { Text = Goods[random.Next(Goods.Length)] },
                () => new() { Text = $"{Goods[random.Next(Goods.Length)][..4]} {random.Next(9973)}" },
                () => new() { Text = "123,00" },
                () => new() { Text = $"{Day(random.Next(290)):yyyy-MM-dd}" },
                () => new() { Text = "atrament 2026", Role = InvoiceRole.Subject2 },
                () => new() { Month = Day(random.Next(290)) },
                () => new() { Month = Day(random.Next(290)), Text = "papier" },
                () => new() { State = ReceivedState.New },
                () => new() { Role = InvoiceRole.Subject2, Page = 1 + random.Next(10) },
                () => new() { Text = "nothing like that" },
                () => new(),
            ];
            var worst = 0.0;
            var all = new List<double>();
            for (var kind = 0; kind < questions.Length; kind++)
            {
                var times = new List<double>();
                for (var run = 0; run < 60; run++)
                {
                    var asked = questions[kind]();
                    var started = Stopwatch.GetTimestamp();
                    find.Of(Buyer, asked);
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
                all.AddRange(times);
                times.Sort();
                worst = Math.Max(worst, times[^1]);
                Console.WriteLine($"  {times[times.Count / 2],8:0.0} ms median {times[^1],8:0.0} ms longest   {Described(questions[kind]())}");
            }
            all.Sort();
            var p99 = all[(int)(all.Count * 0.99)];
            Console.WriteLine(
                $"search  {p99,10:0.0} ms p99       in {count} (at most {MostMilliseconds} ms), median {all[all.Count / 2]:0.0} ms, longest {worst:0.0} ms");
            return p99 < MostMilliseconds ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static string Described(ReceivedFilter filter) =>
        string.Join(", ", new[] { filter.Text, $"{filter.State}", $"{filter.Role}", filter.Month is { } month ? $"{month:yyyy-MM}" : "" }
            .Where(one => one.Length > 0));

    private static ReceivedFacts FactsOf(int i)
    {
        var number = KsefNumber.Create(SellerOf(i), new DateOnly(2026, 11, 20), i);
        var facts = new ReceivedFacts
        {
            KsefNumber = $"{number}",
            Number = $"FV/{i}/2026",
            Kind = "VAT",
            Form = "FA (3)",
            IssueDate = Day(i),
            SellerNip = $"{SellerOf(i)}",
            SellerName = $"Hurtownia {i % 500}",
            BuyerId = $"{Buyer.Nip}",
            BuyerName = Buyer.Name,
            Net = 100m,
            Vat = 23m,
            Gross = i % 3 == 0 ? 123m : 100m + (i % 10_000),
            Currency = "PLN",
            Xml = Array.Empty<byte>(),
            Hash = InvoiceHash.Of(BitConverter.GetBytes(i)),
            Metadata = Shared,
        };
        string[] lines = [$"{Goods[i % Goods.Length]} nr {i * 7L % 9973}", $"{Goods[(i + 3) % Goods.Length]} luzem"];
        return facts with { Words = ReceivedWords.Of(Buyer.Id, facts, lines) };
    }

    private static readonly InvoiceMetadata Shared = new()
    {
        KsefNumber = KsefNumber.Create(Buyer.Nip, new DateOnly(2026, 11, 20), 1),
        InvoiceNumber = "",
        IssueDate = new DateOnly(2026, 11, 20),
        TakenInAt = DateTimeOffset.UnixEpoch,
        AcquiredAt = DateTimeOffset.UnixEpoch,
        StoredAt = DateTimeOffset.UnixEpoch,
        Seller = new DescribedSeller { Nip = "" },
        Buyer = new DescribedBuyer { Identifier = new DescribedIdentifier { Type = "Nip" } },
        NetAmount = 0,
        GrossAmount = 0,
        VatAmount = 0,
        Currency = "PLN",
        InvoicingMode = InvoicingMode.Online,
        InvoiceType = InvoiceType.Vat,
        FormCode = FormCode.Fa3,
        IsSelfInvoicing = false,
        HasAttachment = false,
        InvoiceHash = InvoiceHash.Of([]),
    };

    /// <summary>The working set at its peak, looked at a hundred times a second.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly Timer timer;
        private long peak;

        public PeakMemory() => timer = new Timer(_ => Look(), null, 0, 10);

        public long Peak
        {
            get
            {
                Look();
                return peak;
            }
        }

        public void Dispose() => timer.Dispose();

        private void Look() => peak = Math.Max(peak, Environment.WorkingSet);
    }
}
