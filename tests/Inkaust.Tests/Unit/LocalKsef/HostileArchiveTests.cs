using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Packages that want out of their folder, or to be more than they are.</summary>
public sealed class HostileArchiveTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-tests-");
    public void Dispose()
    {
        client.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Zip")]
    [InlineData("TarGz")]
    public async Task Names_that_climb_out_are_names_and_nothing_more(string compression)
    {
        var nip = await client.SignInAsNewCompany();
        var outside = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.xml");
        string[] names = ["../../../../../.." + outside, outside, "..\\..\\x.xml", "C:\\x.xml", "a/../../b.xml", "\u202Elmx.exe"];
        var files = names.Select((name, at) => (name, LocalKsefInvoices.Fa3(nip, $"W/{at}", Today))).ToList();
        var session = await client.SendBatch(compression == "Zip" ? Zip(files) : TarGz(files), 1, compression);
        Assert.Equal(names.Length, (await client.BatchOutcome(session))["successfulInvoiceCount"]!.GetValue<int>());
        Assert.False(File.Exists(outside));
        var shown = (await client.Get($"/v2/sessions/{session}/invoices?pageSize=100")).Json["invoices"]!.AsArray().Select(invoice => invoice!["invoiceFileName"]!.GetValue<string>());
        Assert.DoesNotContain(shown, name => name.Contains('/'));
    }

    [Fact]
    public async Task A_zip_with_a_million_entries_is_counted_no_further_than_a_package_goes()
    {
        await client.SignInAsNewCompany();
        var archive = new byte[1_000_000 * 47 + 22];
        for (var at = 0; at < 1_000_000; at++)
        {
            var entry = archive.AsSpan(at * 47, 47);
            "PK\u0001\u0002"u8.CopyTo(entry);
            entry[28] = 1;
            entry[46] = (byte)'x';
        }
        var end = archive.AsSpan(1_000_000 * 47);
        "PK\u0005\u0006"u8.CopyTo(end);
        // It says that there is one.
        end[8] = end[10] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], 47_000_000);
        var written = new PackageArchive(Written(archive), Compression.Zip);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(10_001, written.Check(10_000, 3_000_000));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(420, (await client.BatchOutcome(await client.SendBatch(archive, 1, "Zip")))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_tar_that_unpacks_to_more_than_a_package_may_hold_is_refused()
    {
        await client.SignInAsNewCompany();
        await client.Post("/v2/testdata/limits/context/session", new
        {
            onlineSession = new { maxInvoiceSizeInMB = 1, maxInvoiceWithAttachmentSizeInMB = 3, maxInvoices = 10 },
            batchSession = new { maxInvoiceSizeInMB = 1, maxInvoiceWithAttachmentSizeInMB = 3, maxInvoices = 10 },
        });
        using var time = new AwakeTime();
        var bomb = PackedTar(tar => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "a.xml") { DataStream = new MemoryStream(new byte[200_000_000]) }));
        Assert.InRange(bomb.Length, 0, 3_000_000);
        Assert.Equal(430, (await client.BatchOutcome(await client.SendBatch(bomb, 1, "TarGz")))["status"]!["code"]!.GetValue<int>());
        Assert.InRange(time.Passed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Attributes_and_long_names_of_newer_tars_are_not_read_however_long_they_are()
    {
        var nip = await client.SignInAsNewCompany();
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            // A library would take all of it into memory, to find a name in it.
            foreach (var type in "xgL")
            {
                packed.Write(Header("attributes", 300 * 1_048_576, type));
                for (var i = 0; i < 300; i++) packed.Write(new byte[1_048_576]);
            }
            var xml = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
            packed.Write(Header("a.xml", xml.Length, '0'));
            packed.Write(xml);
            packed.Write(new byte[1024 + 512 - xml.Length % 512]);
        }
        var path = Written(stream.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("a.xml", Assert.Single(new PackageArchive(path, Compression.TarGz).Files(3_000_001)).Name);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Fact]
    public async Task Links_devices_and_folders_in_a_tar_are_passed_over()
    {
        var nip = await client.SignInAsNewCompany();
        var archive = PackedTar(tar =>
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "folder/"));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "link.xml") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.HardLink, "hard.xml") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.CharacterDevice, "device.xml"));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "a.xml") { DataStream = new MemoryStream(LocalKsefInvoices.Fa3(nip, "FV/1", Today)) });
        });
        var outcome = await client.BatchOutcome(await client.SendBatch(archive, 1, "TarGz"));
        Assert.Equal((1, 1), (outcome["invoiceCount"]!.GetValue<int>(), outcome["successfulInvoiceCount"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("damaged check sum")]
    [InlineData("damaged size")]
    [InlineData("nothing in it")]
    [InlineData("gzip only")]
    public async Task A_damaged_tar_ends_in_430(string damage)
    {
        await client.SignInAsNewCompany();
        var header = Header("a.xml", 2000, '0');
        if (damage == "damaged check sum") header[0] ^= 1;
        if (damage == "damaged size") header[130] = (byte)'z';
        byte[] tar = damage switch { "nothing in it" => new byte[1024], "gzip only" => Encoding.ASCII.GetBytes("just a text"), _ => [.. header, .. new byte[100]] };
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) packed.Write(tar);
        Assert.Equal(430, (await client.BatchOutcome(await client.SendBatch(stream.ToArray(), 1, "TarGz")))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public void A_zip_with_the_larger_directory_of_newer_ones_is_counted_as_well()
    {
        var archive = Zip(Enumerable.Range(0, 5).Select(at => ($"folder/{at}.xml", new byte[] { 1 })).Append(("folder/", [])));
        var end = archive.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var (start, larger) = (BinaryPrimitives.ReadUInt32LittleEndian(archive.AsSpan(end + 16)), new byte[56 + 20]);
        "PK\u0006\u0006"u8.CopyTo(larger);
        foreach (var (at, value) in new (int, long)[] { (4, 44), (24, 6), (32, 6), (40, end - start), (48, start) }) BinaryPrimitives.WriteInt64LittleEndian(larger.AsSpan(at), value);
        "PK\u0006\u0007"u8.CopyTo(larger.AsSpan(56));
        BinaryPrimitives.WriteInt64LittleEndian(larger.AsSpan(56 + 8), end);
        larger[56 + 16] = 1;
        var old = archive[end..];
        old.AsSpan(16, 4).Fill(0xFF);
        Assert.Equal(5, new PackageArchive(Written([.. archive[..end], .. larger, .. old]), Compression.Zip).Check(10, 100));
        Assert.Equal(5, new PackageArchive(Written(archive), Compression.Zip).Check(10, 100));
    }

    private string Written(byte[] archive)
    {
        var path = Path.Combine(folder.FullName, "archive");
        File.WriteAllBytes(path, archive);
        return path;
    }

    private static byte[] Header(string name, long size, char type)
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes(name).CopyTo(header, 0);
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
        Encoding.ASCII.GetBytes("        ").CopyTo(header, 148);
        header[156] = (byte)type;
        Encoding.ASCII.GetBytes("ustar\000").CopyTo(header, 257);
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(octet => octet), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return stream.ToArray();
    }

    private static byte[] TarGz(IEnumerable<(string Name, byte[] Content)> files) => PackedTar(tar =>
    {
        foreach (var (name, content) in files) tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
    });

    private static byte[] PackedTar(Action<TarWriter> write)
    {
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionLevel.Fastest))
        using (var tar = new TarWriter(packed, TarEntryFormat.Ustar))
            write(tar);
        return stream.ToArray();
    }
}
