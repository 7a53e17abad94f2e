using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>Whole batches over real HTTP to a KSeF that shares no code with the client.</summary>
public sealed class BatchOnLocalKsefTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly HttpClient http = KsefClient.NewHttpClient();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-batch-");

    private KsefEnvironment Environment => KsefEnvironment.Local(fixture.Server.BaseAddress);

    public void Dispose()
    {
        http.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(CompressionType.Zip, 40_000)]
    [InlineData(CompressionType.TarGz, 3_000)]
    public async Task Every_invoice_of_a_batch_in_many_parts_is_accepted_and_found_again(CompressionType compression, int partSize)
    {
        var (client, access, seller) = await SignedInAsync();
        using var encryption = await client.PublicKeys.NewEncryptionAsync();
        var package = await BatchPackage.PackAsync(
            Invoices(seller, 150), encryption, CreatePart, new Packing { Compression = compression, PartSize = partSize });
        Assert.True(package.Parts.Count > 1);
        var session = await client.BatchSessions.OpenAsync(access, encryption, package, offlineMode: false);
        await client.BatchSessions.UploadAsync(new BatchUpload(session, package), OpenPart);
        await client.BatchSessions.CloseAsync(access, session.ReferenceNumber);

        var look = await client.Sessions.UntilProcessedAsync(access, session.ReferenceNumber, Pace.Usual);
        var status = Assert.IsType<Look<SessionStatus>.Done>(look).Value;
        Assert.Equal((SessionState.Processed, 150), (status.State, status.SuccessfulInvoiceCount));
        var found = await client.Sessions.InvoicesAsync(access, session.ReferenceNumber).ToListAsync();
        Assert.All(found, invoice => Assert.IsType<InvoiceOutcome.Accepted>(invoice.Outcome));
        Assert.Equal(
            package.Invoices.Select(invoice => (invoice.FileName, invoice.Hash)).Order(Comparer),
            found.Select(invoice => (invoice.InvoiceFileName!, invoice.InvoiceHash)).Order(Comparer));
    }

    [Fact]
    public async Task A_session_with_a_missing_part_closes_once_the_upload_was_resumed()
    {
        var (client, access, seller) = await SignedInAsync();
        using var encryption = await client.PublicKeys.NewEncryptionAsync();
        var package = await BatchPackage.PackAsync(Invoices(seller, 20), encryption, CreatePart, new Packing { PartSize = 8_000 });
        var session = await client.BatchSessions.OpenAsync(access, encryption, package, offlineMode: false);
        var upload = new BatchUpload(session, package);
        await client.BatchSessions.UploadPartAsync(upload, package.Parts[0], OpenPart);
        var early = await Assert.ThrowsAsync<KsefRejected>(() => client.BatchSessions.CloseAsync(access, session.ReferenceNumber));
        Assert.True(early.Has(21205));
        await client.BatchSessions.UploadAsync(new BatchUpload(session, package, upload.Done), OpenPart);
        await client.BatchSessions.CloseAsync(access, session.ReferenceNumber);
        var look = await client.Sessions.UntilProcessedAsync(access, session.ReferenceNumber, Pace.Usual);
        Assert.Equal(20, Assert.IsType<Look<SessionStatus>.Done>(look).Value.SuccessfulInvoiceCount);
    }

    [Fact]
    public async Task A_part_that_changed_on_disk_never_arrives()
    {
        var (client, access, seller) = await SignedInAsync();
        using var encryption = await client.PublicKeys.NewEncryptionAsync();
        var package = await BatchPackage.PackAsync(Invoices(seller, 20), encryption, CreatePart);
        var session = await client.BatchSessions.OpenAsync(access, encryption, package, offlineMode: false);
        var path = Path.Combine(folder.FullName, "1.aes");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var upload = new BatchUpload(session, package);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => client.BatchSessions.UploadAsync(upload, OpenPart));
        Assert.Equal("INK-BATCH-008", refused.Findings.Single().Code);
        var missing = await Assert.ThrowsAsync<KsefRejected>(() => client.BatchSessions.CloseAsync(access, session.ReferenceNumber));
        Assert.True(missing.Has(21205));
    }

    [Fact]
    public async Task The_limits_of_a_company_are_read()
    {
        var (client, access, _) = await SignedInAsync();
        Assert.Equal(BatchLimits.Usual, BatchLimits.Of(await client.Limits.ContextAsync(access)));
        Assert.Equal(300, (await client.Limits.SubjectAsync(access)).Enrollment?.MaxEnrollments);
    }

    private static Comparer<(string Name, InvoiceHash Hash)> Comparer { get; } =
        Comparer<(string Name, InvoiceHash Hash)>.Create((a, b) => string.CompareOrdinal(a.Name + a.Hash.Base64, b.Name + b.Hash.Base64));

    // Each test is a company of its own, so that no invoice of one is a duplicate of another's.
    private async Task<(KsefClient Client, KsefAccess Access, Nip Seller)> SignedInAsync()
    {
        var seller = Nip.Parse(LocalKsefClient.NewNip());
        var client = new KsefClient(http, Environment, fixture.Clock);
        using var seal = SelfSignedSeal.Create(Environment, seller, "Drukarnia Kałamarz", fixture.Clock.GetUtcNow());
        return (client, await client.Authentication.SignInAsync(seller, seal), seller);
    }

    private static IAsyncEnumerable<InvoiceFile> Invoices(Nip seller, int count) => Enumerable.Range(1, count)
        .Select(number => new InvoiceFile($"FV-{number}.xml", LocalKsefInvoices.Fa3($"{seller}", $"FV/{number}", LocalKsefDay.Today)))
        .ToAsyncEnumerable();

    private FileStream CreatePart(int ordinal) => File.Create(Path.Combine(folder.FullName, $"{ordinal}.aes"));

    private FileStream OpenPart(BatchPart part) => File.OpenRead(Path.Combine(folder.FullName, $"{part.Ordinal}.aes"));
}
