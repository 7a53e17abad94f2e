using System.Globalization;
using System.Security.Cryptography;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Bench;

/// <summary>Our side of <see cref="Client"/>: one process that does one task with the client library, as a user of it would.</summary>
internal static class ClientRun
{
    private static readonly Pace Pace = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (task, environment, nip, what) = (arguments[0], KsefEnvironment.Local(new Uri(arguments[1])), Nip.Parse(arguments[2]), arguments[3]);
        var done = task == "codes" ? Codes(environment, nip, int.Parse(what, CultureInfo.InvariantCulture)) : await SendAsync(task, environment, nip, what);
        Console.WriteLine($"done {done}");
        return 0;
    }

    private static int Codes(KsefEnvironment environment, Nip nip, int count)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var context = ContextIdentifier.Of(nip);
        for (var number = 0; number < count; number++)
            VerificationLinks.KodII(environment, context, nip, "0123456789ABCDEF", InvoiceHash.Of(BitConverter.GetBytes(number)), key);
        return count;
    }

    private static async Task<int> SendAsync(string task, KsefEnvironment environment, Nip nip, string folder)
    {
        using var http = KsefClient.NewHttpClient();
        var ksef = new KsefClient(http, environment, TimeProvider.System);
        using var seal = SelfSignedSeal.Create(environment, nip, "Atrament", TimeProvider.System.GetUtcNow());
        var access = await ksef.Authentication.SignInAsync(nip, seal);
        using var encryption = await ksef.PublicKeys.NewEncryptionAsync();
        var files = Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal);
        return task == "online" ? await OneByOneAsync(ksef, access, encryption, files) : await InAPackageAsync(ksef, access, encryption, files);
    }

    private static async Task<int> OneByOneAsync(KsefClient ksef, KsefAccess access, InvoiceEncryption encryption, IEnumerable<string> files)
    {
        var session = (await ksef.OnlineSessions.OpenAsync(access, encryption)).ReferenceNumber;
        var sent = new List<ReferenceNumber>();
        foreach (var file in files)
            sent.Add(await ksef.OnlineSessions.SendAsync(access, session, encryption.Encrypt(await File.ReadAllBytesAsync(file)), offlineMode: false));
        var accepted = 0;
        foreach (var invoice in sent)
        {
            var look = await ksef.Sessions.UntilJudgedAsync(access, session, invoice, Pace);
            if (look is Look<SessionInvoice>.Done { Value.Outcome: InvoiceOutcome.Accepted }) accepted++;
        }
        await ksef.OnlineSessions.CloseAsync(access, session);
        return accepted;
    }

    private static async Task<int> InAPackageAsync(KsefClient ksef, KsefAccess access, InvoiceEncryption encryption, IEnumerable<string> files)
    {
        var parts = Directory.CreateTempSubdirectory("inkaust-parts-");
        try
        {
            string PathOf(int part) => Path.Combine(parts.FullName, $"{part}.aes");
            var package = await BatchPackage.PackAsync(ReadAsync(files), encryption, part => File.Create(PathOf(part)), new Ksef.Packing { Compression = CompressionType.TarGz });
            var session = await ksef.BatchSessions.OpenAsync(access, encryption, package, offlineMode: false);
            await ksef.BatchSessions.UploadAsync(new BatchUpload(session, package), part => File.OpenRead(PathOf(part.Ordinal)));
            await ksef.BatchSessions.CloseAsync(access, session.ReferenceNumber);
            await ksef.Sessions.UntilProcessedAsync(access, session.ReferenceNumber, Pace with { Growth = 1.5 });
            var accepted = 0;
            await foreach (var invoice in ksef.Sessions.InvoicesAsync(access, session.ReferenceNumber))
                if (invoice.Outcome is InvoiceOutcome.Accepted) accepted++;
            return accepted;
        }
        finally
        {
            parts.Delete(recursive: true);
        }
    }

    private static async IAsyncEnumerable<InvoiceFile> ReadAsync(IEnumerable<string> files)
    {
        await Task.CompletedTask;
        foreach (var file in files) yield return new InvoiceFile(Path.GetFileName(file), File.ReadAllBytes(file));
    }
}
