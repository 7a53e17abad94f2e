using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.LocalKsef;

namespace Inkaust.Bench;

/// <summary>
/// How many invoices a second the local KSeF takes, each of them checked against the whole schema, and whether that depends on how
/// many it has: one line for each promise, with its limit beside it. Options: --grow N (how many invoices in all; 100000),
/// --data FILE (keep them in a file).
/// </summary>
internal static class LocalKsefBench
{
    private const int PackageSize = 10_000;
    private const string SellerNip = "1111111111";
    private static readonly DateOnly Today = PolishTime.DateOf(TimeProvider.System.GetUtcNow());

    public static async Task<int> RunAsync(string[] arguments)
    {
        var most = Choices.Number(arguments, "--grow", 100_000);
        var dataFile = Choices.Text(arguments, "--data");
        var promises = new Promises();
        var started = Stopwatch.GetTimestamp();
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions { DataFile = dataFile });
        using var sender = new Sender(server);
        await sender.FirstAnswer();
        promises.AtMost("start of the server to its first answer", Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1000, "ms");
        await sender.SignIn();
        var check = SchemaCheckAlone();
        Promises.Said($"the schema check alone, on one core ({Invoice("RAW").Length} octets)", check, "invoices/s");
        Promises.Said("online, 1 at a time, to the last number", await Online(sender, connections: 1, invoices: 200), "invoices/s");
        Promises.Said("online, 8 at a time, to the last number", await Online(sender, connections: 8, invoices: 2000), "invoices/s");
        await Grow(sender, most, promises);
        Console.WriteLine();
        return promises.AreKept ? 0 : 1;
    }

    // The part of the work that nobody can leave out: check the file and hash it.
    private static double SchemaCheckAlone()
    {
        var xml = Invoice("RAW");
        return 200 / Measure.Median(5, () =>
        {
            for (var i = 0; i < 200; i++)
            {
                Fa3Validator.Validate(xml);
                SHA256.HashData(xml);
            }
        }).TotalSeconds;
    }

    private static async Task<double> Online(Sender sender, int connections, int invoices)
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => sender.Open()));
        var started = Stopwatch.GetTimestamp();
        var next = 0;
        await Task.WhenAll(sessions.Select(async session =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= invoices) await sender.Send(session, Invoice($"ON/{connections}/{number}"));
            await sender.Close(session);
        }));
        foreach (var session in sessions) await sender.Finished(session);
        return invoices / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Sends one package after another until there are so many, and compares the last one with the first.</summary>
    private static async Task Grow(Sender sender, int most, Promises promises)
    {
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        // The machine is slow with what it does for the first time, and that is not what grows.
        await Send(sender, 0);
        promises.AtLeast($"a package of {PackageSize}, the first one", await Send(sender, 1), 500, "invoices/s");
        var (first, firstSearch) = (await Send(sender, 2), await Search(sender));
        var package = 3;
        for (; (package + 1) * PackageSize < most; package++)
        {
            var rate = await Send(sender, package);
            if ((package + 1) % 10 == 0) Promises.Said($"a package, with {(package + 1) * PackageSize} in all", rate, "invoices/s");
        }
        var (last, lastSearch) = (await Send(sender, package), await Search(sender));
        var count = (package + 1) * PackageSize;
        Promises.Said($"a package, with {count} in all", last, "invoices/s");
        Promises.Said($"a search for the newest 100, with {3 * PackageSize} in all", firstSearch, "ms");
        Promises.Said($"a search for the newest 100, with {count} in all", lastSearch, "ms");
        promises.AtMost($"cost of an invoice with {count} in all, of that with {3 * PackageSize}", first / last, 2, "times");
        promises.AtMost($"cost of a search with {count} in all, of that with {3 * PackageSize}", lastSearch / firstSearch, 2, "times");
        promises.AtMost("memory that an invoice holds", (GC.GetTotalMemory(forceFullCollection: true) - empty) / 1024.0 / count, 5, "KB");
        Promises.Said("memory of the process, server and sender", Environment.WorkingSet / 1e6, "MB");
    }

    private static async Task<double> Send(Sender sender, int package)
    {
        var archive = Package(package);
        var started = Stopwatch.GetTimestamp();
        await sender.Finished(await sender.SendPackage(archive));
        return PackageSize / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> Search(Sender sender) => (await Measure.MedianAsync(21, sender.Newest)).TotalMilliseconds;

    /// <summary>Figures, one a line; those that were promised with their limit beside them.</summary>
    private sealed class Promises
    {
        public bool AreKept { get; private set; } = true;

        public static void Said(string what, double figure, string unit) => Console.WriteLine($"{what,-70} {figure,10:0.##} {unit}");

        public void AtMost(string what, double figure, double limit, string unit) => Promised(what, figure, figure <= limit, $"at most {limit:0.##}", unit);

        public void AtLeast(string what, double figure, double limit, string unit) => Promised(what, figure, figure >= limit, $"at least {limit:0.##}", unit);

        private void Promised(string what, double figure, bool isKept, string limit, string unit)
        {
            AreKept &= isKept;
            Console.WriteLine($"{what,-70} {figure,10:0.##} {unit,-11} promised: {limit}{(isKept ? "" : "   NOT KEPT")}");
        }
    }

    private static byte[] Package(int number)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            for (var i = 0; i < PackageSize; i++)
            {
                using var entry = zip.CreateEntry($"{i}.xml", CompressionLevel.Fastest).Open();
                entry.Write(Invoice($"B/{number}/{i}"));
            }
        return stream.ToArray();
    }

    private static byte[] Invoice(string number) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
        <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>2026-02-01T08:00:00Z</DataWytworzeniaFa></Naglowek>
        <Podmiot1><DaneIdentyfikacyjne><NIP>{SellerNip}</NIP><Nazwa>Firma Próbna</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Testowa 1, 00-001 Warszawa</AdresL1></Adres></Podmiot1>
        <Podmiot2><DaneIdentyfikacyjne><NIP>5265877635</NIP><Nazwa>Nabywca</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Testowa 2, 00-002 Warszawa</AdresL1></Adres><JST>2</JST><GV>2</GV></Podmiot2>
        <Fa><KodWaluty>PLN</KodWaluty><P_1>{Today:yyyy-MM-dd}</P_1><P_2>{number}</P_2><P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>123.00</P_15>
        <Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
        <RodzajFaktury>VAT</RodzajFaktury><FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Towar</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B><P_9A>100.00</P_9A><P_11>100.00</P_11><P_12>23</P_12></FaWiersz></Fa>
        </Faktura>
        """);

    /// <summary>The least of a client that is needed here: it shares nothing with the product's client, whose pacing is not what is measured.</summary>
    private sealed class Sender(LocalKsefServer server) : IDisposable
    {
        private readonly HttpClient http = new() { BaseAddress = server.BaseAddress, Timeout = TimeSpan.FromMinutes(10) };
        private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
        private readonly byte[] vector = RandomNumberGenerator.GetBytes(16);

        public async Task FirstAnswer() => await Call(HttpMethod.Post, "/v2/auth/challenge");

        public async Task SignIn()
        {
            using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = new CertificateRequest($"2.5.4.42=Jan, 2.5.4.4=Próbny, 2.5.4.5=TINPL-{SellerNip}, CN=Jan Próbny, C=PL", signer, HashAlgorithmName.SHA256)
                .CreateSelfSigned(now.AddHours(-1), now.AddYears(1));
            var challenge = (await Call(HttpMethod.Post, "/v2/auth/challenge"))!["challenge"]!.GetValue<string>();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/auth/xades-signature") { Content = new StringContent(Signed(challenge, certificate, signer), Encoding.UTF8, "application/xml") };
            using var response = await http.SendAsync(request);
            var started = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", started["authenticationToken"]!["token"]!.GetValue<string>());
            var tokens = (await Call(HttpMethod.Post, "/v2/auth/token/redeem"))!;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens["accessToken"]!["token"]!.GetValue<string>());
        }

        public async Task<string> Open() => (await Call(HttpMethod.Post, "/v2/sessions/online", new { formCode = FormCode, encryption = await Encryption() }))!["referenceNumber"]!.GetValue<string>();

        public async Task Send(string session, byte[] xml)
        {
            using var aes = Aes.Create();
            aes.Key = key;
            var encrypted = aes.EncryptCbc(xml, vector);
            await Call(HttpMethod.Post, $"/v2/sessions/online/{session}/invoices", new
            {
                invoiceHash = Digest(xml),
                invoiceSize = xml.Length,
                encryptedInvoiceHash = Digest(encrypted),
                encryptedInvoiceSize = encrypted.Length,
                encryptedInvoiceContent = Convert.ToBase64String(encrypted),
            });
        }

        public async Task Close(string session) => await Call(HttpMethod.Post, $"/v2/sessions/online/{session}/close");

        public async Task<string> SendPackage(byte[] archive)
        {
            await SignIn();
            using var aes = Aes.Create();
            aes.Key = key;
            var encrypted = aes.EncryptCbc(archive, vector);
            var opened = (await Call(HttpMethod.Post, "/v2/sessions/batch", new
            {
                formCode = FormCode,
                encryption = await Encryption(),
                batchFile = new { fileSize = archive.Length, fileHash = Digest(archive), fileParts = new[] { new { ordinalNumber = 1, fileSize = encrypted.Length, fileHash = Digest(encrypted) } } },
            }))!;
            using (var put = await http.PutAsync(opened["partUploadRequests"]![0]!["url"]!.GetValue<string>(), new ByteArrayContent(encrypted))) put.EnsureSuccessStatusCode();
            var session = opened["referenceNumber"]!.GetValue<string>();
            await Call(HttpMethod.Post, $"/v2/sessions/batch/{session}/close");
            return session;
        }

        /// <summary>Waits for status 200; anything else, or one refused invoice, ends the benchmark.</summary>
        public async Task Finished(string session)
        {
            while (true)
            {
                var status = (await Call(HttpMethod.Get, $"/v2/sessions/{session}"))!;
                var code = status["status"]!["code"]!.GetValue<int>();
                if (code == 200 && (status["failedInvoiceCount"]?.GetValue<int>() ?? 0) == 0) return;
                if (code >= 200) throw new InvalidOperationException($"The session ended with {status.ToJsonString()}");
                await Task.Delay(20);
            }
        }

        public async Task Newest() => await Call(HttpMethod.Post, "/v2/invoices/query/metadata?pageSize=100&sortOrder=Desc", new
        {
            subjectType = "Subject1",
            dateRange = new { dateType = "PermanentStorage", from = TimeProvider.System.GetUtcNow().AddDays(-1) },
        });

        public void Dispose() => http.Dispose();

        private static object FormCode => new { systemCode = "FA (3)", schemaVersion = "1-0E", value = "FA" };

        private async Task<object> Encryption()
        {
            var keys = (await Call(HttpMethod.Get, "/v2/security/public-key-certificates"))!.AsArray();
            var wanted = keys.First(one => one!["usage"]!.AsArray().Any(usage => usage!.GetValue<string>() == "SymmetricKeyEncryption"))!;
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(wanted["certificate"]!.GetValue<string>()));
            using var rsa = certificate.GetRSAPublicKey()!;
            return new { encryptedSymmetricKey = Convert.ToBase64String(rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA256)), initializationVector = Convert.ToBase64String(vector) };
        }

        private async Task<JsonNode?> Call(HttpMethod method, string path, object? body = null)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }

        // Everything is written in its canonical form at once, so that nothing has to be canonicalized.
        private static string Signed(string challenge, X509Certificate2 certificate, ECDsa signer)
        {
            const string ds = "http://www.w3.org/2000/09/xmldsig#", exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#", sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
            string Reference(string attributes, string transforms, string octets) =>
                $"<ds:Reference {attributes}><ds:Transforms>{transforms}<ds:Transform Algorithm=\"{exclusive}\"></ds:Transform></ds:Transforms>"
                + $"<ds:DigestMethod Algorithm=\"{sha256}\"></ds:DigestMethod><ds:DigestValue>{Digest(Encoding.UTF8.GetBytes(octets))}</ds:DigestValue></ds:Reference>";
            var document = $"<AuthTokenRequest xmlns=\"http://ksef.mf.gov.pl/auth/token/2.1\"><Challenge>{challenge}</Challenge><ContextIdentifier><Nip>{SellerNip}</Nip></ContextIdentifier>"
                + "<SubjectIdentifierType>certificateSubject</SubjectIdentifierType></AuthTokenRequest>";
            var properties = "<x:SignedProperties xmlns:x=\"http://uri.etsi.org/01903/v1.3.2#\" Id=\"P\"><x:SignedSignatureProperties><x:SigningCertificate><x:Cert><x:CertDigest>"
                + $"<ds:DigestMethod xmlns:ds=\"{ds}\" Algorithm=\"{sha256}\"></ds:DigestMethod><ds:DigestValue xmlns:ds=\"{ds}\">{Digest(certificate.RawData)}</ds:DigestValue>"
                + "</x:CertDigest></x:Cert></x:SigningCertificate></x:SignedSignatureProperties></x:SignedProperties>";
            var signedInfo = $"<ds:SignedInfo xmlns:ds=\"{ds}\"><ds:CanonicalizationMethod Algorithm=\"{exclusive}\"></ds:CanonicalizationMethod>"
                + "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"></ds:SignatureMethod>"
                + Reference("URI=\"\"", $"<ds:Transform Algorithm=\"{ds}enveloped-signature\"></ds:Transform>", document)
                + Reference("Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#P\"", "", properties) + "</ds:SignedInfo>";
            var value = Convert.ToBase64String(signer.SignData(Encoding.UTF8.GetBytes(signedInfo), HashAlgorithmName.SHA256));
            var signature = $"<ds:Signature xmlns:ds=\"{ds}\" Id=\"S\">{signedInfo}<ds:SignatureValue>{value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>"
                + $"<ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object>"
                + $"<x:QualifyingProperties xmlns:x=\"http://uri.etsi.org/01903/v1.3.2#\" Target=\"#S\">{properties}</x:QualifyingProperties></ds:Object></ds:Signature>";
            return document.Insert(document.LastIndexOf("</", StringComparison.Ordinal), signature);
        }

        private static string Digest(byte[] octets) => Convert.ToBase64String(SHA256.HashData(octets));
    }
}
