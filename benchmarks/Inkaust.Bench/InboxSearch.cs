using System.Diagnostics;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Microsoft.Data.Sqlite;

namespace Inkaust.Bench;

/// <summary>
/// How long a search takes among many received invoices, kind by kind. <c>--search N</c> for another count; <c>--database</c> with how to reach an
/// empty PostgreSQL database, or one that this has filled before, for that one instead of a file.
/// </summary>
internal static class InboxSearch
{
    private const int MostMilliseconds = 50, Runs = 200, AtOnce = 50_000, Few = 30, Some = 700;

    public static int Run(int count, string? server)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-inbox-");
        try
        {
            var database = Database.Open(server ?? folder.FullName);
            if (IsFilled(database)) Console.WriteLine("built              before");
            else Console.WriteLine($"built   {count / Build(database, count).TotalSeconds,10:0} invoices/s   a store of {count}{SizeOf(folder)}");
            var find = new FindReceived(database);
            var worst = 0.0;
            foreach (var (kind, question) in Questions(count, new Random(1)))
            {
                var times = Enumerable.Range(0, Runs).Select(_ => TimeOf(() => find.Of(InboxSamples.Buyer, question()))).Order().ToList();
                var p99 = times[(int)(Runs * 0.99)];
                worst = Math.Max(worst, p99);
                Console.WriteLine($"  {times[Runs / 2],8:0.0} ms median {p99,8:0.0} ms p99   {kind}");
            }
            Console.WriteLine($"search  {worst,10:0.0} ms p99       of the slowest kind, in {count} (at most {MostMilliseconds} ms)");
            return worst < MostMilliseconds ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static bool IsFilled(Database database)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM received)");
    }

    private static TimeSpan Build(Database database, int count)
    {
        new CompanyRegister(database, Who.Program, TimeProvider.System).Add(InboxSamples.Buyer);
        var packages = new InboxPackages(database, MasterKey.ForThisProcess(), InboxSamples.Buyer, TimeProvider.System);
        var package = packages.Begin(InvoiceRole.Subject2, TimeProvider.System.GetUtcNow().AddDays(-1), null, beginsRun: true, isFirst: true)!;
        var began = Stopwatch.GetTimestamp();
        for (var from = 0; from < count; from += AtOnce)
        {
            database.InTransaction((connection, transaction) =>
            {
                using var rows = new ReceivedRows(database, InboxSamples.Buyer, package, connection, transaction, "2026-11-20T10:00:00.000Z");
                foreach (var some in Enumerable.Range(from, Math.Min(AtOnce, count - from)).Chunk(StorePackage.Together))
                    rows.Add([.. some.Select(i => FactsOf(i, count))]);
                rows.Finish();
                return 0;
            });
        }
        var took = Stopwatch.GetElapsedTime(began);
        using (var connection = database.Connect())
        {
            connection.Execute("UPDATE received SET state = 'questioned' WHERE id % @each = 1", new { each = count / Few });
            connection.Execute("UPDATE received SET state = 'seen' WHERE id % @each = 2", new { each = count / Some });
        }
        return took;
    }

    private static string SizeOf(DirectoryInfo folder) =>
        folder.GetFiles("inkaust.db") is [var file] ? $", {file.Length / 1_000_000} MB" : ", on a server";

    private static (string Kind, Func<ReceivedFilter> Question)[] Questions(int count, Random random)
    {
        string AnyOf(string[] texts) => texts[random.Next(texts.Length)];
        DateOnly AnyDay() => InboxSamples.Day(random.Next(290));
        return
        [
            ("number", () => new() { Text = $"FV/{random.Next(count)}/2026" }),
            ("begin of a number", () => new() { Text = $"FV/{random.Next(1000)}" }),
            ("NIP", () => new() { Text = $"{InboxSamples.SellerOf(random.Next(500))}" }),
            ("party", () => new() { Text = $"hurtownia {random.Next(500)}" }),
            ("text in lines", () => new() { Text = AnyOf(InboxSamples.Goods) }),
            ("begins of texts in lines", () => new() { Text = $"{AnyOf(InboxSamples.Goods)[..4]} {random.Next(9973)}" }),
            ("amount of very many", () => new() { Text = "123,00" }),
            ("amount", () => new() { Text = $"{100 + random.Next(10_000)},00" }),
            ("date", () => new() { Text = $"{AnyDay():yyyy-MM-dd}" }),
            ("two words in a role", () => new() { Text = "atrament 2026", Role = InvoiceRole.Subject2 }),
            ("month", () => new() { Month = AnyDay() }),
            ("word in a month", () => new() { Month = AnyDay(), Text = "papier" }),
            ("state", () => new() { State = ReceivedState.New }),
            ("state of none", () => new() { State = ReceivedState.Private }),
            ("word in a state of none", () => new() { State = ReceivedState.Private, Text = "papier" }),
            ("state of few", () => new() { State = ReceivedState.Questioned }),
            ("word in a state of few", () => new() { State = ReceivedState.Questioned, Text = "papier" }),
            ("word in a state of some", () => new() { State = ReceivedState.Seen, Text = "papier" }),
            ("another account", () => new() { OtherAccount = true }),
            ("a page of a role", () => new() { Role = InvoiceRole.Subject2, Page = 1 + random.Next(10) }),
            ("a page far behind", () => new() { Page = 1 + random.Next(200) }),
            ("role of none", () => new() { Role = InvoiceRole.Subject3, Text = "papier" }),
            ("nothing like that", () => new() { Text = "nothing like that" }),
            ("all", () => new()),
        ];
    }

    private static double TimeOf(Action search)
    {
        var began = Stopwatch.GetTimestamp();
        search();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    // In the order of their dates, as they come in life: a month lies far behind, and not among the newest.
    private static ReceivedFacts FactsOf(int i, int count)
    {
        var number = KsefNumber.Create(InboxSamples.SellerOf(i), new DateOnly(2026, 11, 20), i);
        var facts = new ReceivedFacts
        {
            KsefNumber = $"{number}",
            Number = $"FV/{i}/2026",
            Kind = "VAT",
            Form = "FA (3)",
            IssueDate = InboxSamples.Day((int)(i * 290L / count)),
            SellerNip = $"{InboxSamples.SellerOf(i)}",
            SellerName = $"Hurtownia {i % 500}",
            BuyerId = $"{InboxSamples.Buyer.Nip}",
            BuyerName = InboxSamples.Buyer.Name,
            Net = 100m,
            Vat = 23m,
            Gross = i % 3 == 0 ? 123m : 100m + (i % 10_000),
            Currency = "PLN",
            Deflated = Array.Empty<byte>(),
            Size = 0,
            Hash = InvoiceHash.Of(BitConverter.GetBytes(i)),
            Metadata = Shared,
        };
        string[] lines = [$"{InboxSamples.Goods[i % InboxSamples.Goods.Length]} nr {i * 7L % 9973}", $"{InboxSamples.Goods[(i + 3) % InboxSamples.Goods.Length]} luzem"];
        return facts with { Words = ReceivedWords.Of(InboxSamples.Buyer.Id, facts, lines) };
    }

    private static readonly InvoiceMetadata Shared = new()
    {
        KsefNumber = KsefNumber.Create(InboxSamples.Buyer.Nip, new DateOnly(2026, 11, 20), 1),
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
}
