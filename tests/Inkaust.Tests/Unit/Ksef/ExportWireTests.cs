using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>Reading a package of invoices that is other than it should be. Whole exports: <see cref="RetrievalOnLocalKsefTests"/>.</summary>
public sealed class ExportWireTests : IDisposable
{
    private const string Address = "http://127.0.0.1:5080/export/1?key=a%2Fb";

    private static readonly byte[] Empty = Zip(("_metadata.json", "{}"u8.ToArray()));

    private readonly Desk desk = new();
    private readonly InvoiceEncryption encryption = Desk.Encryption();

    public void Dispose() => encryption.Dispose();

    internal static InvoicePackage PackageAt(string address, byte[]? plain = null, byte[]? encrypted = null) => new()
    {
        InvoiceCount = 1,
        Size = plain?.Length ?? 15,
        IsTruncated = false,
        Parts =
        [
            new InvoicePackagePart
            {
                OrdinalNumber = 1, PartName = "1.aes", Method = "GET", Url = address, ExpiresAt = DateTimeOffset.UnixEpoch,
                PartSize = plain?.Length ?? 15, PartHash = InvoiceHash.Of(plain ?? []),
                EncryptedPartSize = encrypted?.Length ?? 16, EncryptedPartHash = InvoiceHash.Of(encrypted ?? []),
            },
        ],
    };

    [Fact]
    public async Task A_part_is_asked_for_without_a_token_at_exactly_the_address_that_KSeF_named()
    {
        var plain = Zip(($"{Number}.xml", "<Faktura/>"u8.ToArray()), ("../../etc/passwd", [1]));
        var encrypted = Encrypted(plain);
        var read = await ReadAsync(PackageAt(Address, plain, encrypted), encrypted);
        Assert.Equal("<Faktura/>"u8.ToArray(), Assert.Single(read.OfType<ExportedFile.Invoice>()).Xml.ToArray());
        Assert.Equal("../../etc/passwd", Assert.Single(read.OfType<ExportedFile.Refused>()).Name);
        Assert.Equal(2, read.Count);
        var asked = Assert.Single(desk.Wire.Requests);
        Assert.Equal((null, Address), (asked.Bearer, asked.Address.AbsoluteUri));
    }

    [Fact]
    public async Task A_part_that_was_changed_on_the_way_is_not_read()
    {
        var encrypted = Encrypted(Empty);
        var package = PackageAt(Address, Empty, [.. encrypted]);
        encrypted[^1] ^= 1;
        await AssertUnreadableAsync(package, encrypted);
    }

    [Fact]
    public async Task A_part_that_ends_early_is_a_broken_connection_and_leaves_nothing_behind()
    {
        var encrypted = Encrypted(Empty);
        using var scratch = new MemoryStream();
        var broken = await Assert.ThrowsAsync<KsefUnavailable>(() => ReadAsync(PackageAt(Address, Empty, encrypted), encrypted[..^16], scratch));
        Assert.Equal((Disturbance.ConnectionBroken, 0), (broken.Disturbance, scratch.Length));
    }

    [Fact]
    public async Task A_full_disk_is_called_so_and_is_no_broken_connection()
    {
        var encrypted = Encrypted(Empty);
        using var scratch = new FullDisk();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ReadAsync(PackageAt(Address, Empty, encrypted), encrypted, scratch));
        Assert.Equal("INK-KSEF-034", Assert.Single(refused.Findings).Code);
        Assert.Equal(0, scratch.Length);
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device");
    }

    [Fact]
    public async Task A_package_of_another_key_is_not_read()
    {
        using var other = Desk.Encryption();
        using var encryptor = other.NewEncryptor();
        var encrypted = encryptor.TransformFinalBlock(Empty, 0, Empty.Length);
        await AssertUnreadableAsync(PackageAt(Address, Empty, encrypted), encrypted);
    }

    [Theory]
    [InlineData(CompressionType.Zip)]
    [InlineData(CompressionType.TarGz)]
    public async Task An_archive_that_is_none_is_not_read(CompressionType form)
    {
        var plain = "To nie jest archiwum."u8.ToArray();
        var encrypted = Encrypted(plain);
        await AssertUnreadableAsync(PackageAt(Address, plain, encrypted) with { CompressionType = form }, encrypted);
    }

    [Theory]
    [InlineData(CompressionType.Zip)]
    [InlineData(CompressionType.TarGz)]
    public async Task A_file_that_unpacks_to_more_than_an_invoice_can_be_is_not_read(CompressionType form)
    {
        var file = ($"{Number}.xml", new byte[20_000_001]);
        var plain = form == CompressionType.Zip ? Zip(file) : TarGz(file);
        var encrypted = Encrypted(plain);
        var read = await ReadAsync(PackageAt(Address, plain, encrypted), encrypted);
        Assert.Equal($"{Number}.xml", Assert.IsType<ExportedFile.Refused>(Assert.Single(read)).Name);
    }

    [Fact]
    public async Task A_bad_file_does_not_keep_the_good_ones_behind_it_from_being_read()
    {
        var plain = Zip(($"{Number}.xml", new byte[20_000_001]), ($"{Another}.xml", "<Faktura/>"u8.ToArray()), ("_metadata.json", """{"invoices":[]}"""u8.ToArray()));
        var encrypted = Encrypted(plain);
        var read = await ReadAsync(PackageAt(Address, plain, encrypted), encrypted);
        Assert.IsType<ExportedFile.Metadata>(read[0]); // first, wherever it stands
        Assert.IsType<ExportedFile.Refused>(read[1]);
        Assert.Equal(Another, Assert.IsType<ExportedFile.Invoice>(read[2]).Number);
    }

    [Fact]
    public async Task What_unpacks_to_far_more_than_invoices_do_ends_before_it_fills_the_machine()
    {
        var zeros = new byte[20_000_000];
        var plain = Zip([.. Enumerable.Range(1, 40).Select(i => ($"{KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), i)}.xml", zeros))]);
        var encrypted = Encrypted(plain);
        var read = await ReadAsync(PackageAt(Address, plain, encrypted), encrypted);
        Assert.Null(Assert.IsType<ExportedFile.Refused>(read[^1]).Name);
        Assert.True(read.Count < 40, $"{read.Count} files of 20 MB were unpacked from {plain.Length} bytes");
    }

    [Fact]
    public async Task A_package_that_was_fetched_as_it_is_can_be_read_later_by_whoever_kept_the_key()
    {
        var plain = Zip(($"{Number}.xml", "<Faktura/>"u8.ToArray()));
        var encrypted = Encrypted(plain);
        var package = PackageAt(Address, plain, encrypted);
        desk.Wire.Then(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(encrypted) });
        using var downloaded = new MemoryStream();
        await desk.Client.Exports.DownloadAsync(package, downloaded);
        Assert.Equal(encrypted, downloaded.ToArray());

        using var kept = InvoiceEncryption.OfSecret(encryption.Secret());
        using var archive = new MemoryStream();
        downloaded.Position = 0;
        await Exports.DecryptAsync(package, kept, downloaded, archive);
        Assert.Equal(Number, Assert.IsType<ExportedFile.Invoice>(Assert.Single(Exports.Files(archive, package))).Number);

        using var another = Desk.Encryption();
        downloaded.Position = 0;
        await Assert.ThrowsAsync<KsefUnavailable>(() => Exports.DecryptAsync(package, another, downloaded, new MemoryStream()));
    }

    [Fact]
    public async Task An_address_that_is_not_secure_is_not_asked()
    {
        var client = new KsefClient(new HttpClient(desk.Wire), KsefEnvironment.Production, desk.Clock);
        var insecure = await Assert.ThrowsAsync<KsefUnavailable>(async () =>
            await client.Exports.ReadAsync(PackageAt(Address), encryption, new MemoryStream()).ToListAsync());
        Assert.Equal(Disturbance.NotKsef, insecure.Disturbance);
        Assert.Empty(desk.Wire.Requests);
    }

    [Fact]
    public async Task An_address_that_has_expired_is_said_so()
    {
        desk.Wire.Then(new HttpResponseMessage(HttpStatusCode.Forbidden));
        var expired = await Assert.ThrowsAsync<KsefRejected>(async () =>
            await desk.Client.Exports.ReadAsync(PackageAt(Address), encryption, new MemoryStream()).ToListAsync());
        Assert.Equal(403, expired.HttpStatus);
    }

    [Fact]
    public async Task A_package_of_more_than_a_hundred_days_is_not_ordered()
    {
        var access = await desk.SignInAsync();
        var query = new InvoiceQuery
        {
            Role = InvoiceRole.Subject2,
            DateRange = new InvoiceDateRange { DateType = InvoiceDateType.Invoicing, From = desk.Clock.GetUtcNow().AddDays(-100).AddTicks(-1) },
        };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.Client.Exports.OrderAsync(access, encryption, query));
        Assert.Equal("INK-KSEF-031", refused.Findings.Single().Code);
        Assert.Empty(desk.Wire.Requests);
    }

    private static KsefNumber Another { get; } = KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), 2);

    private static KsefNumber Number { get; } = KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), 1);

    private async Task<List<ExportedFile>> ReadAsync(InvoicePackage package, byte[] octets, Stream? scratch = null)
    {
        desk.Wire.Then(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(octets) });
        return await desk.Client.Exports.ReadAsync(package, encryption, scratch ?? new MemoryStream()).ToListAsync();
    }

    private async Task AssertUnreadableAsync(InvoicePackage package, byte[] octets)
    {
        var unreadable = await Assert.ThrowsAsync<KsefUnavailable>(() => ReadAsync(package, octets));
        Assert.Equal(Disturbance.Unreadable, unreadable.Disturbance);
    }

    private byte[] Encrypted(byte[] plain)
    {
        using var encryptor = encryption.NewEncryptor();
        return encryptor.TransformFinalBlock(plain, 0, plain.Length);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var octets = new MemoryStream();
        using (var zip = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return octets.ToArray();
    }

    private static byte[] TarGz((string Name, byte[] Content) file)
    {
        using var octets = new MemoryStream();
        using (var packed = new GZipStream(octets, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(packed))
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file.Name) { DataStream = new MemoryStream(file.Content) });
        return octets.ToArray();
    }
}
