using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Model;

/// <summary>Sends many invoices to a KSeF, in packages.</summary>
internal sealed class SellerAtKsef(KsefEnvironment environment, TimeProvider clock, Pace pace) : IDisposable
{
    public const string Name = "Drukarnia Kałamarz";

    public static readonly Nip Nip = Nip.Parse("1111111111");

    private const int LargestPackage = 10_000;

    private readonly HttpClient http = KsefClient.NewHttpClient();

    /// <summary>Sends files, and waits until KSeF has judged them.</summary>
    public async Task SendAsync(IEnumerable<byte[]> files, bool offlineMode = false)
    {
        var ksef = new KsefClient(http, environment, clock);
        using var seal = SelfSignedSeal.Create(environment, Nip, Name, clock.GetUtcNow());
        var access = await ksef.Authentication.SignInAsync(Nip, seal);
        using var encryption = await ksef.PublicKeys.NewEncryptionAsync();
        foreach (var some in files.Chunk(LargestPackage))
        {
            var parts = new List<MemoryStream>();
            var package = await BatchPackage.PackAsync(NamedAsync(some), encryption, _ => Kept(parts), new Ksef.Packing());
            var session = await ksef.BatchSessions.OpenAsync(access, encryption, package, offlineMode);
            await ksef.BatchSessions.UploadAsync(new BatchUpload(session, package), part => new MemoryStream(parts[part.Ordinal - 1].ToArray()));
            await ksef.BatchSessions.CloseAsync(access, session.ReferenceNumber);
            await ksef.Sessions.UntilProcessedAsync(access, session.ReferenceNumber, pace);
        }
    }

    public void Dispose() => http.Dispose();

    private static MemoryStream Kept(List<MemoryStream> parts)
    {
        parts.Add(new MemoryStream());
        return parts[^1];
    }

    private static async IAsyncEnumerable<InvoiceFile> NamedAsync(byte[][] files)
    {
        await Task.CompletedTask;
        for (var i = 0; i < files.Length; i++) yield return new InvoiceFile($"{i + 1}.xml", files[i]);
    }
}
