using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Inkaust.Cli;
using Inkaust.Contract;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Tests;
using Inkaust.Web;
using Microsoft.AspNetCore.Builder;

namespace Inkaust.Bench.Fuzzing;

/// <summary>A way in for bytes of strangers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Weight">How often it is tried, beside the others.</param>
/// <param name="Seeds">Files as they should be.</param>
/// <param name="Feed">Takes a file; a refusal is an answer, and every other exception a crash.</param>
internal sealed record Target(string Name, int Weight, IReadOnlyList<byte[]> Seeds, Action<byte[]> Feed)
{
    /// <summary>Seconds of processor time that it may take.</summary>
    public double Bound { get; init; } = 1;
}

/// <summary>All ways in, over a company with keys, a web app and a local KSeF in this process.</summary>
internal sealed class Targets : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 26);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-fuzz-"), inboxData = Directory.CreateTempSubdirectory("inkaust-fuzz-inbox-");
    private readonly Workplace inbox;
    private readonly Workplace office;
    private readonly LocalKsefServer ksef;
    private readonly WebApplication app;
    private readonly HttpClient web;
    private readonly HttpClient api;
    private readonly HttpClient management;
    private readonly Company company;
    private readonly byte[] snapshot;

    private Targets(Workplace office, LocalKsefServer ksef, WebApplication app, HttpClient web, Company company, byte[] snapshot)
    {
        (this.office, this.ksef, this.app, this.web, this.company, this.snapshot) = (office, ksef, app, web, company, snapshot);
        api = new HttpClient { BaseAddress = ksef.BaseAddress };
        management = new HttpClient { BaseAddress = ksef.ManagementAddress };
        inbox = Workplace.Open(inboxData.FullName, TimeProvider.System, MasterKey.ForThisProcess());
        inbox.Companies.Add(company);
        All = [.. Made()];
    }

    public IReadOnlyList<Target> All { get; }

    public static async Task<Targets> OpenAsync()
    {
        var data = Directory.CreateTempSubdirectory("inkaust-fuzz-data-");
        var ksef = await LocalKsefServer.StartAsync(new LocalKsefOptions());
        var office = Workplace.Open(data.FullName, TimeProvider.System, MasterKey.ForThisProcess());
        var account = office.Accounts.Add("anna@example.com", "Anna Nowak", Language.Polish);
        var company = office.Companies.For(Who.Account(account.Id.Text)).Add(new Company(
            Nip.Parse("5260001246"), "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa", KsefEnvironment.Local(ksef.BaseAddress)));
        office.Members.Let(account.Id, company, Role.Owner);
        var app = WebApp.Build(office, new WebSettings { Urls = ["http://127.0.0.1:0"], LocalKsef = ksef.BaseAddress }, new LastFault());
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        var cookies = new CookieContainer();
        cookies.Add(address, SignInCookie.Of(app.Services, account));
        var web = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        var page = await web.GetStringAsync($"/c/{company.Id}/buyers/new");
        web.DefaultRequestHeaders.Add("X-Inkaust-Token", Regex.Match(page, "<input[^>]*name=\"token\"[^>]*value=\"([^\"]+)\"").Groups[1].Value);
        web.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using var manager = new HttpClient { BaseAddress = ksef.ManagementAddress };
        var fresh = await manager.GetByteArrayAsync("/snapshot");
        return new Targets(office, ksef, app, web, company, fresh);
    }

    private IEnumerable<Target> Made()
    {
        List<byte[]> invoices = [.. OfficialFa3.Samples.Select(File.ReadAllBytes)];
        var mutants = new Fa3Mutants([.. invoices]);
        invoices.AddRange(Enumerable.Range(0, 40).Select(mutants.Make));
        byte[][] drafts = [.. new[] { Draft, RichDraft }.Select(Encoding.UTF8.GetBytes)];
        using var signed = new SignedReceipt();
        byte[][] receipts = [Encoding.UTF8.GetBytes(SignedReceipt.Content), signed.Sign(), signed.Sign([SignedReceipt.To("#all")])];
        byte[][] table = [.. new[] { "nip,name,address,ksef\n5260001246,Zorza,\"ul. Piękna 7/3, 00-539 Warszawa\",test\n1111111111,\"Bar \"\"Łoś\"\"\",\"ul. Długa 5\",production\n",
            "NIP;Nazwa;Adres;KSeF\r\n5260001246;Zorza;ul. Piękna 7;demo\r\n" }.Select(Encoding.UTF8.GetBytes)];
        yield return new("validate", 30, invoices, file => Fa3Validator.Validate(file, Today));
        yield return new("show", 10, invoices, file =>
        {
            _ = Fa3Invoice.Read(file);
            _ = Fa3DraftReader.Read(file).WriteJson();
        });
        yield return new("html", 8, invoices, file => InvoiceHtml.Draw(Fa3Invoice.Read(file), []));
        yield return new("pdf", 3, invoices, file => InvoicePdf.Draw(Fa3Invoice.Read(file), []));
        yield return new("print in the office", 1, invoices, file => office.PrintFile.Draw(file, PrintForm.Html, new KnownOfFile(), new PrintOptions()));
        yield return new("codes", 3, invoices, file => office.CodesOfFile.Wanted(Fa3Invoice.Read(file), new KnownOfFile { Ksef = KsefEnvironment.Test }));
        yield return new("receipt, read", 4, receipts, file => Receipt.Read(file));
        yield return new("receipt, judged", 5, receipts, file => ReceiptSignature.Check(file, [], Now));
        yield return new("receipt, html", 3, receipts, file => UpoPrint.Html(file));
        yield return new("receipt, pdf", 1, receipts, file => UpoPrint.Pdf(file));
        yield return new("draft", 14, drafts, file =>
        {
            var draft = InvoiceDraft.ReadJson(file);
            _ = JudgedDraft.Of(draft with { IssueDate = draft.IssueDate ?? Today, Seller = draft.Seller ?? company.AsSeller() }, Now);
        });
        yield return new("draft, being written", 4, drafts, file => office.JudgeDraft.Of(company, DraftContent.Read(file)));
        yield return new("companies, CSV", 6, table, file => office.ImportCompanies.FromCsv(file, dryRun: true));
        yield return new("drafts, a line each", 2, [.. drafts.Select(OnOneLine)], file => _ = BroughtFrom(file));
        yield return new("archive, zip", 3, [Zip(invoices.Take(3))], file => Unpack(file, CompressionType.Zip));
        yield return new("archive, tar.gz", 3, [TarGz(invoices.Take(3))], file => Unpack(file, CompressionType.TarGz));
        var (database, packages) = (Database.Open(inboxData.FullName), new InboxPackages(Database.Open(inboxData.FullName), MasterKey.ForThisProcess(), company, TimeProvider.System));
        var package = Ordered(packages);
        yield return new("archive, inbox", 3, [Zip(invoices.Take(3)), Zip(invoices.Skip(3).Take(2))], file =>
            new StorePackage(database, company, packages, TimeProvider.System).Again(package, new MemoryStream(file)));
        yield return new("certificate file", 5, [.. CertificateFiles(signed)], file =>
            office.ImportCertificate.FromFiles(company, file, () => file, CertificateKind.Seal, () => "haslo"));
        yield return new("logo", 4, [Png(3, 2), Png(64, 48), Jpeg], file => PrintOptions.CanDraw(file));
        yield return new("days off", 2, ["""[{"date":"2026-12-24","free":true,"reason":"a statute"}]"""u8.ToArray()], file => Inkaust.Ksef.Modes.CalendarChange.ReadJson(file));
        yield return new("Latarnia", 2, ["""[{"id":"1","eventId":1,"category":"FAILURE","type":"FAILURE_START","title":"a","text":"b","start":"2026-11-26T10:00:00Z","version":1,"published":"2026-11-26T10:00:00Z"}]"""u8.ToArray()],
            file => LatarniaMessage.ReadJson(file));
        yield return new("names on their way out", 4, [.. invoices, .. drafts], file => Leave(Encoding.UTF8.GetString(file.AsSpan(0, Math.Min(file.Length, 3000)))));
        yield return new("API, draft checked", 1, [.. drafts.Select(Body)], file => Ask(web, HttpMethod.Post, $"/api/v1/companies/{company.Id}/drafts/check", file, "application/json"));
        yield return new("API, draft drawn", 1, [.. drafts.Select(Body)], file => Ask(web, HttpMethod.Post, $"/api/v1/companies/{company.Id}/drafts/preview", file, "application/json"));
        yield return new("API, draft saved", 1, [.. drafts.Select(Body)], file => Ask(web, HttpMethod.Post, $"/api/v1/companies/{company.Id}/drafts", file, "application/json"));
        foreach (var (name, path, seeds, type) in Bodies(drafts, invoices))
            yield return new($"API, {name}", 1, seeds, file => Ask(web, HttpMethod.Post, path.Replace("{company}", $"{company.Id}"), file, type));
        Uri[] links = [VerificationLinks.KodI(company.Environment, company.Nip, Today, InvoiceHash.Of(invoices[0]))];
        yield return new("verify, link", 3, [.. links.Select(one => Encoding.UTF8.GetBytes(one.AbsoluteUri)), KodII], file =>
            Verify(new CodeQuestion { Links = [Encoding.UTF8.GetString(file)], Environment = company.Environment }));
        // What is looked for in a picture is bounded by twenty seconds (docs/threat-model.md).
        var code = new PrintedCode("OFFLINE", links[0]);
        byte[][] documents = [CodeImage.Png(code, 3), InvoicePdf.Draw(Fa3Invoice.Read(invoices[0]), [code]), Jpeg];
        yield return new("verify, document", 1, [.. documents, .. invoices.Take(3)], file =>
            Verify(new CodeQuestion { Files = [new BroughtDocument("x", file)], Environment = company.Environment }))
        { Bound = 20 };
        yield return new("web, addresses", 1, ["/invoices?month=2026-11&page=2&group=waiting&q=a&order=newest"u8.ToArray(), "/audit?page=3"u8.ToArray(), "/events?before=7"u8.ToArray(), "/invoices/1/pdf"u8.ToArray(), "/tasks"u8.ToArray()],
            file => Ask(web, HttpMethod.Get, $"/c/{company.Id}{Address(file)}", null, null));
        yield return new("local KSeF, signing in", 1, receipts, file => Ask(api, HttpMethod.Post, "/v2/auth/xades-signature", file, "application/xml"));
        yield return new("local KSeF, snapshot", 1, [snapshot], file => Ask(management, HttpMethod.Post, "/restore", file, "application/json"));
    }

    // A package of an export that was downloaded.
    private static InboxPackage Ordered(InboxPackages packages)
    {
        var package = packages.Begin(InvoiceRole.Subject2, Now, null, beginsRun: true, isFirst: false)!;
        packages.OrderedWith(package, new byte[48]);
        packages.IsReady(package, new DescribedPackage(3, IsTruncated: false, null, Now, CompressionType.Zip, []));
        packages.IsDownloaded(packages.At(package.Id), "nowhere.ksef");
        return packages.At(package.Id);
    }

    private const string Draft = """{"number":"FV/1","buyer":{"name":"Łąka","nip":"7792468135"},"lines":[{"name":"Dąb","price":1.5,"rate":23}]}""";

    private const string RichDraft = """
        {"number":"FV/2","issueDate":"2026-11-26","saleDate":"2026-11-20","currency":"EUR","exchangeRate":4.2512,"buyer":{"name":"Zofia Żółć","nip":"7792468135","address":"ul. Młyńska 7, 61-730 Poznań"},
        "lines":[{"name":"Kałamarz","quantity":2,"unit":"szt.","price":100.0,"rate":23},{"name":"Stalówka","quantity":10,"grossPrice":1.23,"discount":0.5,"rate":"zw"}],
        "payment":{"method":"transfer","dueInDays":14,"account":"PL61109010140000071219812874"},"footer":"a"}
        """;

    private static ReadOnlySpan<byte> Jpeg0 => [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 17, 8, 0, 48, 0, 64, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xD9];

    private static byte[] Jpeg => Jpeg0.ToArray();

    private static byte[] KodII => "https://qr-test.ksef.mf.gov.pl/certificate/Nip/5260001246/5260001246/01F20A5D352AE590/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE/AAAA"u8.ToArray();

    private void Verify(CodeQuestion question) => office.VerifyCodes.AskAsync([company], question, CancellationToken.None).GetAwaiter().GetResult();

    // The bodies that other programs send.
    private static IEnumerable<(string Name, string Path, IReadOnlyList<byte[]> Seeds, string Type)> Bodies(byte[][] drafts, IReadOnlyList<byte[]> invoices)
    {
        const string All = "/api/v1/companies/{company}/";
        byte[][] Of(string form) => [.. drafts.Select(draft => Encoding.UTF8.GetBytes(form.Replace("DRAFT", Encoding.UTF8.GetString(draft))))];
        yield return ("invoice", All + "invoices", Of("{\"draft\":DRAFT,\"mode\":\"offline24\",\"externalId\":\"a\",\"accept\":[\"INK-RULE-001\"],\"buyer\":\"agreed\",\"bip\":\"1\"}"), "application/json");
        yield return ("invoice previewed", All + "invoices/preview", Of("{\"draft\":DRAFT,\"mode\":\"offline24\"}"), "application/json");
        yield return ("file previewed", All + "invoices/preview?mode=offline24", [.. invoices.Take(10)], "application/xml");
        yield return ("many", All + "invoices/many", Of("{\"drafts\":[DRAFT,DRAFT],\"mode\":\"offline24\"}"), "application/json");
        yield return ("codes", All + "verify", ["{\"links\":[\"https://qr-test.ksef.mf.gov.pl/invoice/5260001246/26-11-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE\"],\"online\":false}"u8.ToArray()], "application/json");
        yield return ("deadline", "/api/v1/deadlines",
            ["{\"mode\":\"failure\",\"issueDate\":\"2026-11-26\",\"issuedAt\":\"2026-11-26T10:00:00Z\",\"asOf\":\"2026-11-27T10:00:00Z\",\"announcements\":[]}"u8.ToArray()], "application/json");
        yield return ("webhook", All + "webhooks", ["{\"url\":\"https://shop.example/hook\",\"events\":[\"invoice.accepted\"]}"u8.ToArray()], "application/json");
        yield return ("draft issued", All + "drafts/draft-0001/issue", ["{\"version\":1,\"mode\":\"offline24\",\"accept\":[]}"u8.ToArray()], "application/json");
    }

    private static byte[] OnOneLine(byte[] json)
    {
        var line = Encoding.UTF8.GetString(json).ReplaceLineEndings(" ");
        return Encoding.UTF8.GetBytes($"{line}\n{line}\n");
    }

    private static byte[] Body(byte[] draft) => Encoding.UTF8.GetBytes($"{{\"draft\":{Encoding.UTF8.GetString(draft)},\"series\":null}}");

    private static string Address(byte[] file) => "/" + string.Concat(Encoding.Latin1.GetString(file).TrimStart('/').Where(c => c is > ' ' and <= '~' and not '\\' and not '#').Take(1500));

    private int BroughtFrom(byte[] file)
    {
        var path = Path.Combine(folder.FullName, "brought.jsonl");
        File.WriteAllBytes(path, file);
        return BroughtInvoices.At([path], lines: false).All.Count;
    }

    // The first ten thousand files of it are looked at, as whoever downloads it does.
    private static void Unpack(byte[] file, CompressionType form)
    {
        try
        {
            foreach (var one in ExportedArchive.Read(new MemoryStream(file), new InvoicePackage { InvoiceCount = 3, Size = file.Length, Parts = [], IsTruncated = false, CompressionType = form })) _ = one.ToString();
        }
        catch (KsefUnavailable)
        {
            // The answer that a damaged archive deserves.
        }
    }

    // What leaves must be harmless, whatever came in.
    private static void Leave(string text)
    {
        Harmless(!Untrusted.ForScreen(text).Any(c => char.IsControl(c) || Untrusted.TurnsDirection(c)));
        Harmless(!Untrusted.ForHeader(text).Any(char.IsControl));
        Harmless(Untrusted.ForCsv(text) is var cell && !cell.Any(char.IsControl) && !cell.StartsWith('=') && !cell.StartsWith('@') && !cell.StartsWith("\"="));
        Harmless(Untrusted.ForFileName(text, "x") is { Length: > 0 and <= 101 } name && Path.GetFileName(name) == name && name[0] != '.' && Encoding.UTF8.GetByteCount(name) <= 200);
        Harmless(Untrusted.ForDownload(text, 100, "x") is { Length: > 0 and <= 101 } offered && offered.IndexOfAny(['/', '\\', '\0', '\r', '\n']) < 0);
        Harmless(Untrusted.ForHtml(text).AsSpan().IndexOfAny("<>\"'") < 0);
    }

    private static void Harmless(bool isSo)
    {
        if (!isSo) throw new InvalidOperationException("something harmful left");
    }

    private void Ask(HttpClient client, HttpMethod method, string path, byte[]? body, string? type)
    {
        Uri address;
        try
        {
            address = new Uri(path, UriKind.Relative);
        }
        catch (UriFormatException)
        {
            return;
        }
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type!);
        }
        HttpResponseMessage answer;
        try
        {
            answer = client.Send(request);
        }
        catch (Exception fault) when (fault is HttpRequestException or UriFormatException)
        {
            return; // It was not let in at all: what is answered is looked at.
        }
        using (answer)
        {
            using var content = answer.Content.ReadAsStream();
            using var said = new MemoryStream();
            content.CopyTo(said);
            if (answer.StatusCode == HttpStatusCode.InternalServerError) throw new InvalidOperationException($"500 from {path[..Math.Min(path.Length, 200)]}: {(client == web ? LastFault.Said : Encoding.UTF8.GetString(said.ToArray()))}");
        }
    }

    private static byte[] Zip(IEnumerable<byte[]> invoices)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (invoice, place) in invoices.Select((one, place) => (one, place)))
            {
                using var entry = zip.CreateEntry($"5265877635-20250916-0200A0D6723E-C{place}.xml").Open();
                entry.Write(invoice);
            }
            using var metadata = zip.CreateEntry("_metadata.json").Open();
            metadata.Write("""{"invoices":[]}"""u8);
        }
        return file.ToArray();
    }

    private static byte[] TarGz(IEnumerable<byte[]> invoices)
    {
        using var file = new MemoryStream();
        using (var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(packed))
            foreach (var (invoice, place) in invoices.Select((one, place) => (one, place)))
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{place}.xml") { DataStream = new MemoryStream(invoice) });
        return file.ToArray();
    }

    private static IEnumerable<byte[]> CertificateFiles(SignedReceipt signed)
    {
        var both = signed.Certificate;
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        using var key = both.GetRSAPrivateKey()!;
        yield return both.RawData;
        yield return both.ExportPkcs12(Pkcs12ExportPbeParameters.Default, "haslo");
        yield return key.ExportEncryptedPkcs8PrivateKey("haslo", encryption);
        yield return key.ExportPkcs8PrivateKey();
        yield return Encoding.ASCII.GetBytes(both.ExportCertificatePem() + "\n" + key.ExportEncryptedPkcs8PrivateKeyPem("haslo", encryption));
    }

    private static byte[] Png(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(new byte[((width * 4) + 1) * height]);
        byte[] Chunk(string name, byte[] content) => [.. Four(content.Length), .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];
        static byte[] Four(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", [.. Four(width), .. Four(height), 8, 6, 0, 0, 0]), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    public async ValueTask DisposeAsync()
    {
        web.Dispose();
        api.Dispose();
        management.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await office.DisposeAsync();
        await inbox.DisposeAsync();
        await ksef.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
