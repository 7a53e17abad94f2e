using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>Packages, read back by other code than that which wrote them.</summary>
public sealed class PackingTests : IDisposable
{
    // RSA keys are slow to make, and no test minds sharing this one.
    private static readonly RSA Ksef = RSA.Create(2048);

    private readonly InvoiceEncryption encryption = new(new KsefPublicKey("id", Ksef.ExportSubjectPublicKeyInfo()));
    private readonly Dictionary<int, Target> parts = [];

    public void Dispose() => encryption.Dispose();

    [Theory]
    [InlineData(CompressionType.Zip)]
    [InlineData(CompressionType.TarGz)]
    public async Task KSeF_finds_in_a_package_what_was_put_into_it(CompressionType compression)
    {
        var files = Some(250);
        var package = await PackAsync(files, new Packing { Compression = compression, PartSize = 4_001 });
        var plain = Plain(package);
        Assert.Equal(package.Size, plain.Length);
        Assert.Equal(package.Hash, InvoiceHash.Of(plain));
        Assert.True(package.Parts.Count > 1);
        var read = Read(compression, plain);
        Assert.Equal(files.Select(file => file.Name), read.Select(file => file.Name));
        Assert.All(files.Zip(read), pair => Assert.True(pair.First.Xml.Span.SequenceEqual(pair.Second.Content)));
    }

    [Fact]
    public async Task The_hash_of_every_invoice_is_kept_with_its_name()
    {
        var files = Some(30);
        var package = await PackAsync(files);
        Assert.Equal(files.Select(file => new PackedInvoice(file.Name, InvoiceHash.Of(file.Xml.Span), file.Xml.Length)), package.Invoices);
    }

    [Fact]
    public async Task Every_part_is_encrypted_by_itself_and_measured_as_it_was_written()
    {
        var package = await PackAsync(Some(60), new Packing { PartSize = 1_000 });
        Assert.Equal(Enumerable.Range(1, package.Parts.Count), package.Parts.Select(part => part.Ordinal));
        Assert.True(package.Parts.Count > 3, $"only {package.Parts.Count} parts");
        foreach (var part in package.Parts)
        {
            var bytes = parts[part.Ordinal].Written;
            Assert.Equal(part.EncryptedSize, bytes.Length);
            Assert.Equal(part.EncryptedHash, InvoiceHash.Of(bytes));
            var isLast = part.Ordinal == package.Parts.Count;
            Assert.InRange(Decrypt(bytes).Length, isLast ? 1 : 1_000, 1_000);
        }
    }

    [Fact]
    public async Task A_package_that_fills_its_parts_exactly_has_no_empty_part()
    {
        var files = Some(20);
        var whole = await PackAsync(files);
        Assert.Single(whole.Parts);
        var again = await PackAsync(files, new Packing { PartSize = (int)whole.Size });
        Assert.Single(again.Parts);
        Assert.Equal(whole.Size, Plain(again).Length);
    }

    [Theory]
    [InlineData(CompressionType.Zip)]
    [InlineData(CompressionType.TarGz)]
    public async Task The_same_invoices_make_the_same_package(CompressionType compression)
    {
        var packing = new Packing { Compression = compression };
        var first = await PackAsync(Some(100), packing);
        var second = await PackAsync(Some(100), packing);
        Assert.Equal((first.Size, first.Hash), (second.Size, second.Hash));
    }

    [Fact]
    public async Task A_tar_keeps_once_what_invoices_have_in_common()
    {
        var zip = await PackAsync(Some(300));
        var tar = await PackAsync(Some(300), new Packing { Compression = CompressionType.TarGz });
        Assert.True(tar.Size * 2 < zip.Size, $"tar.gz {tar.Size}, zip {zip.Size}");
    }

    [Theory]
    [InlineData(CompressionType.Zip)]
    [InlineData(CompressionType.TarGz)]
    public async Task Other_programs_find_the_package_sound(CompressionType compression)
    {
        using var scratch = new Scratch();
        var files = Some(40);
        var path = scratch.Write("package", Plain(await PackAsync(files, new Packing { Compression = compression })));
        var python = compression == CompressionType.Zip
            ? "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()), sum(i.flag_bits for i in z.infolist()))"
            : "import sys, tarfile; t = tarfile.open(sys.argv[1], 'r:gz'); print(len([t.extractfile(m).read() for m in t.getmembers()]), 0)";
        var (code, output) = Tool.Run("python3", "-c", python, path);
        Assert.True(code == 0, output);
        Assert.Equal("40 0", output.Trim());
    }

    [Fact]
    public async Task A_Zip_beyond_four_gigabytes_can_still_be_read()
    {
        using var scratch = new Scratch();
        var path = scratch.Write("far.zip", []);
        const long Far = 4_900_000_000;
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            // A hole in the file stands for what would come before.
            file.Position = Far;
            var zip = new ZipPackage(file, Far);
            foreach (var invoice in Some(3)) await zip.AddAsync(zip.Prepare(invoice), CancellationToken.None);
            await zip.FinishAsync(CancellationToken.None);
        }
        await using var archive = await ZipFile.OpenReadAsync(path);
        Assert.Equal(3, archive.Entries.Count);
        using var reader = new StreamReader(await archive.Entries[2].OpenAsync());
        Assert.Equal(Text(2), await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("INK-BATCH-001")]
    [InlineData("INK-BATCH-003", "a.xml", "")]
    [InlineData("INK-BATCH-004", "", "<a/>")]
    [InlineData("INK-BATCH-004", ".xml", "<a/>")]
    [InlineData("INK-BATCH-004", "../a.xml", "<a/>")]
    [InlineData("INK-BATCH-004", "a\\b.xml", "<a/>")]
    [InlineData("INK-BATCH-004", "a.pdf", "<a/>")]
    [InlineData("INK-BATCH-004", "faktura-żółta.xml", "<a/>")]
    [InlineData("INK-BATCH-005", "a.xml", "<a/>", "A.XML", "<b/>")]
    [InlineData("INK-BATCH-006", "a.xml", "<a/>", "b.xml", "<a/>")]
    [InlineData("INK-BATCH-002", "a.xml", "<a/>", "b.xml", "<b/>", "c.xml", "<c/>", "d.xml", "<d/>")]
    public async Task What_KSeF_would_not_take_is_refused_with_its_code(string code, params string[] namesAndTexts)
    {
        var files = namesAndTexts.Chunk(2).Select(pair => new InvoiceFile(pair[0], Encoding.UTF8.GetBytes(pair[1])));
        var packing = new Packing { Limits = BatchLimits.Usual with { MostInvoices = 3 } };
        Assert.Equal(code, await RefusalAsync(files, packing));
    }

    [Fact]
    public async Task A_name_longer_than_a_tar_can_hold_is_refused() =>
        Assert.Equal("INK-BATCH-004", await RefusalAsync([new InvoiceFile(new string('a', 97) + ".xml", "<a/>"u8.ToArray())]));

    [Theory]
    [InlineData(1_000_000, false, null)]
    [InlineData(1_000_001, false, "INK-BATCH-003")]
    [InlineData(1_000_001, true, null)]
    [InlineData(3_000_000, true, null)]
    [InlineData(3_000_001, true, "INK-BATCH-003")]
    public async Task Only_an_invoice_with_an_attachment_may_be_larger_than_a_million_bytes(int size, bool hasAttachment, string? code)
    {
        var xml = new byte[size];
        if (hasAttachment) "<Zalacznik>"u8.CopyTo(xml.AsSpan(size / 2));
        var file = new InvoiceFile("a.xml", xml);
        if (code is null) Assert.Single((await PackAsync([file])).Invoices);
        else Assert.Equal(code, await RefusalAsync([file]));
    }

    [Theory]
    [InlineData(CompressionType.Zip)]
    [InlineData(CompressionType.TarGz)]
    public async Task A_package_larger_than_allowed_is_refused(CompressionType compression)
    {
        var small = BatchLimits.Usual with { LargestPackage = 2_000 };
        Assert.Equal("INK-BATCH-007", await RefusalAsync(Some(200, random: true), new Packing { Compression = compression, Limits = small }));
        var few = BatchLimits.Usual with { MostParts = 3 };
        Assert.Equal("INK-BATCH-007", await RefusalAsync(Some(200, random: true), new Packing { Compression = compression, Limits = few, PartSize = 500 }));
        Assert.Each(parts.Values, part => Assert.True(part.IsClosed));
    }

    [Theory]
    [InlineData(CompressionType.Zip)]
    [InlineData(CompressionType.TarGz)]
    public async Task A_full_disk_is_reported_as_itself_and_the_file_is_closed(CompressionType compression)
    {
        var target = new Target { Room = 5_000 };
        var packing = new Packing { Compression = compression };
        var full = await Assert.ThrowsAsync<IOException>(
            () => BatchPackage.PackAsync(Some(2_000, random: true).ToAsyncEnumerable(), encryption, _ => target, packing));
        Assert.Equal("disk full", full.Message);
        Assert.True(target.IsClosed);
    }

    [Fact]
    public async Task Invoices_are_asked_for_as_they_are_written_not_all_at_once()
    {
        const int Size = 60_000;
        var dice = new Random(7);
        var asked = 0;
        async IAsyncEnumerable<InvoiceFile> Source()
        {
            while (asked < 200)
            {
                await Task.Yield();
                var noise = new byte[Size];
                dice.NextBytes(noise);
                yield return new InvoiceFile($"{++asked}.xml", noise);
            }
        }
        var mostAhead = 0;
        var target = new Target();
        target.Wrote = () => mostAhead = Math.Max(mostAhead, asked - (int)(target.Length / Size));
        await BatchPackage.PackAsync(Source(), encryption, _ => target);
        Assert.Equal(200, asked);
        Assert.InRange(mostAhead, 1, 12);
    }

    [Fact]
    public async Task Packing_can_be_given_up()
    {
        using var giveUp = new CancellationTokenSource();
        async IAsyncEnumerable<InvoiceFile> Endless()
        {
            for (var number = 0; ; number++)
            {
                if (number == 5_000) await giveUp.CancelAsync();
                yield return new InvoiceFile($"{number}.xml", Encoding.UTF8.GetBytes(Text(number)));
            }
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => BatchPackage.PackAsync(Endless(), encryption, Open, cancellation: giveUp.Token));
        Assert.Each(parts.Values, part => Assert.True(part.IsClosed));
    }

    private Task<BatchPackage> PackAsync(IEnumerable<InvoiceFile> files, Packing? packing = null)
    {
        parts.Clear();
        return BatchPackage.PackAsync(files.ToAsyncEnumerable(), encryption, Open, packing);
    }

    private async Task<string> RefusalAsync(IEnumerable<InvoiceFile> files, Packing? packing = null) =>
        (await Assert.ThrowsAsync<RefusedException>(() => PackAsync(files, packing))).Findings.Single().Code;

    private Target Open(int ordinal) => parts[ordinal] = new Target();

    private byte[] Plain(BatchPackage package) => [.. package.Parts.SelectMany(part => Decrypt(parts[part.Ordinal].Written))];

    // As KSeF does it: unwrap the key, then each part by itself.
    private byte[] Decrypt(byte[] part)
    {
        using var aes = Aes.Create();
        aes.Key = Ksef.Decrypt(encryption.WrappedKey.Span, RSAEncryptionPadding.OaepSHA256);
        return aes.DecryptCbc(part, encryption.InitializationVector.Span, PaddingMode.PKCS7);
    }

    private static List<(string Name, byte[] Content)> Read(CompressionType compression, byte[] plain)
    {
        var files = new List<(string, byte[])>();
        if (compression == CompressionType.Zip)
        {
            using var zip = new ZipArchive(new MemoryStream(plain));
            foreach (var entry in zip.Entries) files.Add((entry.FullName, All(entry.Open())));
            return files;
        }
        using var tar = new TarReader(new GZipStream(new MemoryStream(plain), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry) files.Add((entry.Name, All(entry.DataStream!)));
        return files;
    }

    private static byte[] All(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static List<InvoiceFile> Some(int count, bool random = false)
    {
        var dice = new Random(7);
        return [.. Enumerable.Range(0, count).Select(number => new InvoiceFile($"FV-{number:0000}.xml", Encoding.UTF8.GetBytes(
            random ? Text(number) + Convert.ToHexString(Bytes(dice)) : Text(number))))];
    }

    private static byte[] Bytes(Random dice)
    {
        var bytes = new byte[200];
        dice.NextBytes(bytes);
        return bytes;
    }

    private static string Text(int number) => $"<Faktura><Podmiot1><Nazwa>Próba sp. z o.o.</Nazwa></Podmiot1><P_2>FV/{number}</P_2><P_15>{number * 17}.23</P_15></Faktura>";

    /// <summary>Where a part goes; may have little room.</summary>
    private sealed class Target : MemoryStream
    {
        public int Room { get; init; } = int.MaxValue;

        public Action? Wrote { get; set; }

        public bool IsClosed { get; private set; }

        public byte[] Written => ToArray();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Length + buffer.Length > Room) throw new IOException("disk full");
            Wrote?.Invoke();
            return base.WriteAsync(buffer, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
