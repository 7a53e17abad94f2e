using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Demo;

/// <summary>One finished step of the demo.</summary>
/// <param name="Text">What was done.</param>
/// <param name="Took">How long it took.</param>
public sealed record DemoStep(Wording Text, TimeSpan Took);

/// <summary>An invoice of the demo with the files that were written for it.</summary>
public sealed record DemoInvoice(IssuedInvoice Invoice, string Xml, string? PdfBeforeSending, string Pdf, string Upo);

/// <summary>What the demo did.</summary>
public sealed record DemoResult(KsefEnvironment Environment, Company Company, DemoInvoice Online, DemoInvoice Offline, string Certificate);

/// <summary>
/// The main job, as a user would live it, against a local KSeF of its own: an invoice online, then the line is cut and one is
/// issued offline24, scanned, sent by itself when the line is back, and drawn again with its number.
/// </summary>
public sealed class MainJob(string folder, TimeProvider clock, Action<DemoStep> tell)
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Stopwatch watch = new();

    /// <summary>Does it all; the files are in the folder when this returns.</summary>
    /// <exception cref="RefusedException">INK-DEMO-001: a step did not end as it must.</exception>
    public async Task<DemoResult> RunAsync(CancellationToken stop = default)
    {
        OwnerOnly.Folder(folder);
        var data = Directory.CreateTempSubdirectory("inkaust-demo-");
        try
        {
            watch.Start();
            await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions { Clock = clock }, stop);
            Done("Lokalny KSeF działa: {0}", "The local KSeF is up: {0}", server.BaseAddress);
            await using var workplace = Workplace.Open(data.FullName, clock, MasterKey.ForThisProcess());
            using var person = KsefClient.NewHttpClient();
            person.BaseAddress = server.ManagementAddress;

            var company = await AddCompanyAsync(workplace, KsefEnvironment.Local(server.BaseAddress), stop);
            workplace.JudgeUpo.Trust(company.Environment, await person.GetByteArrayAsync("certificates/authority", stop));
            var certificate = await EnrolAsync(workplace, company, stop);
            var online = await IssueOnlineAsync(workplace, stop);
            await CutTheLineAsync(person, stop);
            var (waiting, pdfBefore) = await IssueOfflineAsync(workplace, stop);
            await ScanAsync(person, waiting, beforeSending: true, stop);
            var sent = await SendByItselfAsync(workplace, company, person, waiting, stop);
            await ScanAsync(person, waiting, beforeSending: false, stop);
            var offline = Files(workplace, sent, "b-offline24", pdfBefore);
            Done("PDF narysowany ponownie: numer KSeF pod KODEM I, bez KODU II", "The PDF is drawn again: the KSeF number under KOD I, no KOD II");
            return new DemoResult(company.Environment, company, online, offline, certificate);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            data.Delete(recursive: true);
        }
    }

    private async Task<Company> AddCompanyAsync(Workplace workplace, KsefEnvironment environment, CancellationToken stop)
    {
        var company = new Company(Nip.Parse("5260001246"), "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa", environment);
        workplace.Companies.Add(company);
        await workplace.SignIn.AsCompanyAsync(company, stop);
        Done("Firma {0} zalogowana pieczęcią podpisaną przez siebie (XAdES)", "The company {0} is signed in with a self-signed seal (XAdES)",
            company.Nip);
        return company;
    }

    private async Task<string> EnrolAsync(Workplace workplace, Company company, CancellationToken stop)
    {
        var type1 = await workplace.EnrolCertificate.ForAsync(company, CertificateKind.Authentication, stop);
        Done("Certyfikat KSeF typu 1: {0}", "KSeF certificate of type 1: {0}", type1.Serial!);
        var type2 = await workplace.EnrolCertificate.ForAsync(company, CertificateKind.Offline, stop);
        Done("Certyfikat KSeF typu 2: {0}", "KSeF certificate of type 2: {0}", type2.Serial!);
        await workplace.SignIn.AnewAsync(company, stop);
        Done("Zalogowana ponownie certyfikatem typu 1", "Signed in again with the type 1 certificate");

        using X509Certificate2 certificate = workplace.Keys.Certificate(type2);
        const string name = "type2-certificate.pem";
        OwnerOnly.Replace(Path.Combine(folder, name), Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"));
        return name;
    }

    private async Task<DemoInvoice> IssueOnlineAsync(Workplace workplace, CancellationToken stop)
    {
        var accepted = (await workplace.IssueAndSend.DraftAsync(null, Example("a-online.json"), new(ModeWish.Auto), stop)).Invoice;
        Require(accepted.Mode == IssuingMode.Online, "the first invoice must be online");
        Require(accepted is { State: InvoiceState.Accepted, HasUpo: true },
            $"invoice {accepted.Number} must be accepted, and it is {accepted.State.Word}");
        var files = Files(workplace, accepted, "a-online", null);
        Done("Faktura {0} wystawiona online: {1}, UPO zapisane", "Invoice {0} issued online: {1}, UPO stored", accepted.Number, NumberOf(accepted));
        return files;
    }

    private async Task CutTheLineAsync(HttpClient person, CancellationToken stop)
    {
        using var answer = await person.PostAsJsonAsync("faults", new JsonObject { ["kind"] = "line-cut", ["match"] = "* /v2/*" }, stop);
        answer.EnsureSuccessStatusCode();
        Done("Łącze do KSeF przecięte", "The line to KSeF is cut");
    }

    private async Task<(IssuedInvoice Waiting, string Pdf)> IssueOfflineAsync(Workplace workplace, CancellationToken stop)
    {
        var issued = (await workplace.IssueAndSend.DraftAsync(null, Example("b-offline24.json"), new(ModeWish.Auto), stop)).Invoice;
        Require(issued is { Mode: IssuingMode.Offline24, KodII: not null }, "the second invoice must be offline24 with KOD II");
        const string pdf = "b-offline24-before-sending.pdf";
        OwnerOnly.Replace(Path.Combine(folder, pdf), workplace.LookIntoLedger.DocumentsOf(issued).Pdf);
        Done("Faktura {0} wystawiona offline24; wydruk z kodami OFFLINE i CERTYFIKAT",
            "Invoice {0} issued offline24; the print has the codes OFFLINE and CERTYFIKAT", issued.Number);
        foreach (var step in issued.Deadline.Steps) tell(new DemoStep(step, TimeSpan.Zero));
        return (issued, pdf);
    }

    private async Task ScanAsync(HttpClient person, IssuedInvoice invoice, bool beforeSending, CancellationToken stop)
    {
        var kodI = await ScannedAsync(person, invoice.KodI, stop);
        var found = kodI.GetProperty("found").GetBoolean();
        if (!beforeSending)
        {
            Require(found, "KOD I of the old print must find the invoice now");
            Done("Nabywca skanuje KOD I starego wydruku: faktura jest w KSeF", "The buyer scans KOD I of the old print: the invoice is in KSeF");
            return;
        }
        Require(!found, "KOD I must not find the invoice before it is sent");
        Done("Nabywca skanuje KOD I: faktury nie ma (jeszcze) w KSeF", "The buyer scans KOD I: the invoice is not in KSeF (yet)");

        var kodII = await ScannedAsync(person, invoice.KodII!, stop);
        var checks = kodII.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("passed").GetBoolean()).ToList();
        Require(checks.Count == 4 && checks.All(passed => passed), $"all four checks of KOD II must pass: {kodII}");
        Done("Nabywca skanuje KOD II: cztery sprawdzenia w porządku", "The buyer scans KOD II: all four checks are fine");
    }

    private async Task<IssuedInvoice> SendByItselfAsync(
        Workplace workplace, Company company, HttpClient person, IssuedInvoice waiting, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        var problems = new List<Finding>();
        using var sender = workplace.SendByItself(new SendByItselfSettings
        {
            Companies = () => [company],
            BetweenLooks = BetweenRounds,
            Tell = (_, report) =>
            {
                problems.AddRange(report.Problems);
                if (workplace.LookIntoLedger.LifeOf($"id:{waiting.Id}").Upo is not null) enough.Cancel();
            },
        });
        await sender.StartAsync(enough.Token);

        using var answer = await person.DeleteAsync("faults", stop);
        answer.EnsureSuccessStatusCode();
        Done("Łącze wróciło", "The line is back");
        await sender.ExecuteTask!;
        var sent = workplace.LookIntoLedger.LifeOf($"id:{waiting.Id}").Invoice;
        Require(sent is { State: InvoiceState.Accepted, HasUpo: true },
            $"invoice {sent.Number} must be accepted, and it is {sent.State.Word}: {problems.LastOrDefault()?.Text.En}");
        Done("Faktura {0} wysłana sama: {1}, UPO zapisane", "Invoice {0} was sent by itself: {1}, UPO stored", sent.Number, NumberOf(sent));
        return sent;
    }

    private DemoInvoice Files(Workplace workplace, IssuedInvoice invoice, string name, string? pdfBefore)
    {
        var documents = workplace.LookIntoLedger.DocumentsOf(invoice);
        var written = new DemoInvoice(invoice, $"{name}.xml", pdfBefore, $"{name}.pdf", $"{name}.upo.xml");
        OwnerOnly.Replace(Path.Combine(folder, written.Xml), documents.Xml.Span);
        OwnerOnly.Replace(Path.Combine(folder, written.Pdf), documents.Pdf);
        var (_, upo) = workplace.LookIntoLedger.ReceiptOf($"id:{invoice.Id}", null);
        Require(upo.IsProof, $"the receipt of invoice {invoice.Number} must be signed by the local KSeF");
        OwnerOnly.Replace(Path.Combine(folder, written.Upo), documents.Upo!);
        return written;
    }

    private static async Task<JsonElement> ScannedAsync(HttpClient person, Uri link, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await person.SendAsync(request, stop);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
    }

    private static InvoiceDraft Example(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"examples/{name}")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return InvoiceDraft.ReadJson(bytes.ToArray());
    }

    private static string NumberOf(IssuedInvoice invoice) => ((InvoiceState.Accepted)invoice.State).KsefNumber;

    private static void Require(bool asItMustBe, string what)
    {
        if (!asItMustBe) throw new RefusedException(new Finding("INK-DEMO-001", $"Krok się nie powiódł: {what}.", $"A step failed: {what}."));
    }

    private void Done(string pl, string en, params object[] values)
    {
        tell(new DemoStep(new Wording(string.Format(pl, values), string.Format(en, values)), watch.Elapsed));
        watch.Restart();
    }
}
