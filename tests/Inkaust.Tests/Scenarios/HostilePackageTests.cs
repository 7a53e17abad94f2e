using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Scenarios;

/// <summary>A package from KSeF is a stranger's file: what is wrong in it is refused and said, what is right is kept, and nothing is lost.</summary>
public sealed class HostilePackageTests : IDisposable
{
    private const string Seller = "5265877635";

    private static readonly Company Buyer = new(Nip.Parse("5260001246"), "Atrament i Pióro", "ul. Piękna 7/3, 00-539 Warszawa", KsefEnvironment.Local(new Uri("http://127.0.0.1:1")));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-test-");
    private readonly MasterKey key = MasterKey.ForThisProcess();
    private readonly ShiftedClock clock = new(Stage.WednesdayNoon);
    private readonly Workplace workplace;
    private readonly InboxPackages packages;
    private int numbers;

    public HostilePackageTests()
    {
        workplace = Workplace.Open(folder.FullName, clock, key);
        workplace.Companies.Add(Buyer);
        packages = new InboxPackages(Database.Open(folder.FullName), key, Buyer, clock);
    }

    public void Dispose()
    {
        workplace.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Names_that_are_no_invoice_of_their_number_are_refused_and_nothing_is_written_anywhere()
    {
        var good = Good();
        string[] names = ["../../evil.xml", "/etc/passwd", @"..\..\evil.xml", "C:\\evil.xml", $"sub/{good.Number}.xml", "x.exe", $"{good.Number}.XML", $"{Seller}-20261209-000000000000-00.xml"];
        var refused = Stored([good], [.. names.Select(name => (name, "evil"u8.ToArray()))]);
        Assert.Equal(names.Length, refused.Count);
        Assert.All(refused, one => Assert.Equal("INK-INBOX-010", one.Why.Code));
        Assert.Empty(Directory.GetFiles(folder.FullName, "*evil*", SearchOption.AllDirectories));
        AssertKept(good);
    }

    [Fact]
    public void A_bomb_is_refused_before_it_bursts_and_the_invoices_beside_it_are_kept()
    {
        var (good, bomb) = (Good(), Good());
        var refused = Stored([good, bomb with { Xml = new byte[30_000_000], Hash = bomb.Hash }]);
        Assert.Equal([$"{bomb.Number}.xml"], refused.Select(one => one.Name));
        AssertKept(good);
    }

    [Fact]
    public void A_file_that_is_not_in_the_list_or_other_than_the_list_says_is_refused()
    {
        var (good, unlisted, other) = (Good(), Good(), Good());
        var refused = Stored([good, other with { Xml = Replaced(other.Xml, "Papier", "Atłas!") }], [($"{unlisted.Number}.xml", unlisted.Xml)]);
        Assert.Equal(
            new[] { ($"{other.Number}.xml", "INK-INBOX-012"), ($"{unlisted.Number}.xml", "INK-INBOX-011") }.Order(), refused.Select(one => (one.Name!, one.Why.Code)).Order());
        AssertKept(good);
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("number")]
    [InlineData("seller")]
    [InlineData("date")]
    public void A_list_that_lies_about_an_invoice_is_not_believed(string what)
    {
        var (good, lied) = (Good(), Good());
        var refused = Stored([good, what switch
        {
            "amount" => lied with { Gross = 1m },
            "number" => lied with { P2 = "FV/LIE" },
            "seller" => lied with { SellerNip = "5260001246" },
            _ => lied with { Issued = LocalKsefDay.Today.AddDays(-1) },
        }]);
        Assert.Equal("INK-INBOX-012", Assert.Single(refused).Why.Code);
        AssertKept(good);
    }

    [Fact]
    public void An_invoice_of_another_company_is_refused()
    {
        var (good, strange) = (Good(), Good(buyer: "1111111111"));
        Assert.Equal("INK-INBOX-013", Assert.Single(Stored([good, strange])).Why.Code);
        AssertKept(good);
    }

    [Theory]
    [InlineData("<Faktura")]
    [InlineData("")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")]
    [InlineData("<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"/>")]
    public void An_invoice_that_cannot_be_read_is_refused(string xml)
    {
        var (good, broken) = (Good(), Good());
        var bytes = Encoding.UTF8.GetBytes(xml);
        Assert.Equal("INK-INBOX-014", Assert.Single(Stored([good, broken with { Xml = bytes, Hash = InvoiceHash.Of(bytes) }])).Why.Code);
        AssertKept(good);
    }

    [Fact]
    public void The_same_invoice_twice_one_that_lacks_and_one_with_other_bytes_than_before_are_told()
    {
        var (good, lacking) = (Good(), Good());
        var refused = Stored([good], [($"{good.Number}.xml", good.Xml)], listed: [good, lacking]);
        Assert.Equal(new[] { "INK-INBOX-015", "INK-INBOX-016" }, refused.Select(one => one.Why.Code).Order());
        var forged = Replaced(good.Xml, "Papier", "Atłas!");
        Assert.Equal("INK-INBOX-017", Assert.Single(Stored([good with { Xml = forged, Hash = InvoiceHash.Of(forged) }])).Why.Code);
        AssertKept(good);
    }

    [Theory]
    [InlineData("\"grossAmount\":123", "\"grossAmount\":\"abc\"")]
    [InlineData("\"grossAmount\":123", "\"grossAmount\":1e400")]
    [InlineData("\"invoiceType\":\"Vat\"", "\"invoiceType\":null")]
    [InlineData("\"invoiceHash\":\"", "\"invoiceHash\":\"ą")]
    [InlineData("\"currency\":\"PLN\",", "")]
    public void What_the_list_says_of_one_and_cannot_be_read_refuses_that_one_alone(string said, string instead)
    {
        var (good, bad) = (Good(), Good());
        // The last that is listed.
        var list = Encoding.UTF8.GetString(ExportedPackages.Metadata(Listed([good, bad])));
        var at = list.LastIndexOf(said, StringComparison.Ordinal);
        var archive = ExportedPackages.Zip([.. Files([good, bad]), ("_metadata.json", Encoding.UTF8.GetBytes(list[..at] + instead + list[(at + said.Length)..]))]);
        var refused = Assert.Single(Stored(2, archive));
        Assert.Equal(($"{bad.Number}.xml", "INK-INBOX-018"), (refused.Name, refused.Why.Code));
        AssertKept(good);
    }

    [Fact]
    public void Ten_thousand_names_too_many_end_in_one_refusal()
    {
        var good = Good();
        var refused = Stored([good], [.. Enumerable.Range(0, 12_000).Select(i => ($"{i}.xml", Array.Empty<byte>()))]);
        Assert.Contains(refused, one => one.Name is null);
        Assert.True(refused.Count <= 10_002, $"{refused.Count}");
        AssertKept(good);
    }

    [Theory]
    [InlineData("no archive at all")]
    [InlineData("{ \"invoices\": null }")]
    [InlineData("{ \"invoices\": [")]
    [InlineData("{ \"invoices\": [ null ] }")]
    [InlineData("{ \"invoices\": [ { } ] }")]
    [InlineData("{ \"invoices\": [ { \"ksefNumber\": 7 } ] }")]
    [InlineData("{ \"invoices\": [ { \"ksefNumber\": \"../../evil\" } ] }")]
    [InlineData("{ \"invoices\": { \"ksefNumber\": null } }")]
    [InlineData("{ \"invoices\": [] } { }")]
    [InlineData("{ \"something\": [] }")]
    [InlineData("{ }")]
    public void What_is_no_package_stores_nothing_and_leaves_the_mark_where_it_was(string content)
    {
        var bytes = content.StartsWith('{') ? ExportedPackages.Zip([("_metadata.json", Encoding.UTF8.GetBytes(content))]) : Encoding.UTF8.GetBytes(content);
        var package = Downloaded(1);
        Assert.Throws<KsefUnavailable>(() => new StorePackage(Database.Open(folder.FullName), Buyer, packages, clock).All(package, new MemoryStream(bytes)));
        Assert.Null(packages.CompleteUntil(InvoiceRole.Subject2));
        Assert.Equal(PackagePhase.Downloaded, packages.At(package.Id).Phase);
        Assert.Empty(workplace.FindReceived.Of(Buyer, new()).Invoices);
    }

    [Fact]
    public void Random_damage_to_a_package_breaks_nothing_and_lets_nothing_wrong_in()
    {
        var many = Enumerable.Range(0, 20).Select(_ => Good()).ToList();
        var whole = ExportedPackages.Zip(Files(many), Listed(many));
        var random = new Random(7);
        for (var run = 0; run < 150; run++)
        {
            var damaged = whole.ToArray();
            for (var i = 0; i < 1 + run % 5; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (run % 10 == 0) damaged = damaged[..random.Next(damaged.Length)];
            var package = Downloaded(many.Count);
            try
            {
                new StorePackage(Database.Open(folder.FullName), Buyer, packages, clock).All(package, new MemoryStream(damaged));
            }
            catch (KsefUnavailable)
            {
                packages.Fail(package, "damaged");
            }
        }
        var expected = many.ToDictionary(one => $"{one.Number}", one => one.Hash);
        Assert.All(workplace.FindReceived.All(Buyer, new(), 1000), one => Assert.Equal(expected[one.KsefNumber], one.Hash));
    }

    private sealed record Sent(KsefNumber Number, byte[] Xml, InvoiceHash Hash, string P2, DateOnly Issued)
    {
        public decimal Gross { get; init; } = 123m;
        public string SellerNip { get; init; } = Seller;
        public string BuyerNip { get; init; } = "5260001246";
    }

    private Sent Good(string? buyer = null)
    {
        var number = KsefNumber.Create(Nip.AsWritten(Seller), LocalKsefDay.Today, ++numbers);
        var xml = ReceivedFiles.Of(Seller, $"FV/{numbers}", buyer ?? $"{Buyer.Nip}");
        return new Sent(number, xml, InvoiceHash.Of(xml), $"FV/{numbers}", LocalKsefDay.Today) { BuyerNip = buyer ?? $"{Buyer.Nip}" };
    }

    private IReadOnlyList<RefusedFile> Stored(IReadOnlyList<Sent> sent, IReadOnlyList<(string Name, byte[] Content)>? others = null, IReadOnlyList<Sent>? listed = null) =>
        Stored(sent.Count, ExportedPackages.Zip([.. Files(sent), .. others ?? []], Listed(listed ?? sent)));

    private IReadOnlyList<RefusedFile> Stored(int invoices, byte[] archive)
    {
        var package = Downloaded(invoices);
        Assert.True(new StorePackage(Database.Open(folder.FullName), Buyer, packages, clock).All(package, new MemoryStream(archive)));
        // It stays until somebody decides.
        Assert.Contains(packages.WithRefused(), one => one.Id == package.Id);
        Assert.NotNull(packages.CompleteUntil(InvoiceRole.Subject2));
        return packages.RefusedOf(package.Id);
    }

    private InboxPackage Downloaded(int invoices)
    {
        var package = packages.Begin(InvoiceRole.Subject2, clock.GetUtcNow().AddDays(-1), null, beginsRun: true, isFirst: false)!;
        packages.OrderedWith(package, new byte[48]);
        packages.IsReady(package, new DescribedPackage(invoices, IsTruncated: false, null, clock.GetUtcNow(), CompressionType.Zip, []));
        package = packages.At(package.Id);
        packages.IsDownloaded(package, "nowhere.ksef");
        return packages.At(package.Id);
    }

    private void AssertKept(Sent good)
    {
        var kept = Assert.Single(workplace.FindReceived.Of(Buyer, new()).Invoices);
        Assert.Equal((good.P2, good.Hash), (kept.Number, InvoiceHash.Of(workplace.LookAtReceived.XmlOf(Buyer, kept))));
    }

    private static byte[] Replaced(byte[] xml, string old, string with) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(xml).Replace(old, with));

    private static IEnumerable<ListedInvoice> Listed(IEnumerable<Sent> sent) => sent.Select(one =>
        new ListedInvoice(one.Number, one.P2, one.Issued, one.Hash)
        {
            StoredAt = LocalKsefDay.Noon,
            SellerNip = one.SellerNip,
            SellerName = "Drukarnia",
            BuyerNip = one.BuyerNip,
            BuyerName = "Atrament",
            Gross = one.Gross,
        });

    private static IEnumerable<(string Name, byte[] Content)> Files(IEnumerable<Sent> sent) => sent.Select(one => ($"{one.Number}.xml", one.Xml));
}
