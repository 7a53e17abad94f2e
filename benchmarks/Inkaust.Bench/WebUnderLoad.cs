using System.Diagnostics;
using System.Globalization;
using System.Net;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Tests;
using Inkaust.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Bench;

/// <summary>
/// The web app with many invoices and many people: each of them looks at a page, reads for a while, and looks at the next. Beside them as many look at an
/// endpoint that answers a word. How long each waits, as a ratio to that; what pages weigh; memory.
/// </summary>
internal static class WebUnderLoad
{
    private const int HeaviestPage = 100_000;
    private const int WarmingUp = 200;
    private const double WorstRatio = 3, WorstMilliseconds = 100;

    private static readonly TimeSpan Reading = TimeSpan.FromMilliseconds(1000);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var invoices = Choices.Number(arguments, "--invoices", 100_000);
        var people = Choices.Number(arguments, "--people", 50);
        var seconds = Choices.Number(arguments, "--seconds", 20);
        var folder = Directory.CreateTempSubdirectory("inkaust-web-");
        try
        {
            await using var ksef = await LocalKsefServer.StartAsync(new LocalKsefOptions());
            await using var office = Workplace.Open(folder.FullName, TimeProvider.System, MasterKey.ForThisProcess());
            var (company, account, newest) = await FillAsync(office, ksef.BaseAddress, folder.FullName, invoices);
            var started = Stopwatch.GetTimestamp();
            await using var app = WebApp.Build(office, new WebSettings { Urls = ["http://127.0.0.1:0"], LocalKsef = ksef.BaseAddress });
            app.MapGet("/bare", (HttpContext _) => "bare");
            await app.StartAsync();
            using var http = VisitorOf(app, account);
            await http.GetStringAsync("/bare");
            Console.WriteLine($"{invoices} invoices, {people} people, a page a second each, for {seconds} s a page; 2 cores are shared with those who ask");
            Console.WriteLine($"start in this process until the first answer {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
            return await LookAsync(http, people, seconds, PagesOf(company, newest));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static (string Name, string Path)[] PagesOf(Company company, long newest)
    {
        var own = $"/c/{company.Id}";
        return
        [
            ("start", own),
            ("companies", "/companies"),
            ("invoices", $"{own}/invoices"),
            ("invoices, waiting", $"{own}/invoices?group=waiting"),
            ("invoices, a month", $"{own}/invoices?month=2026-10"),
            ("invoices, page 500", $"{own}/invoices?page=500"),
            ("invoices, searched", $"{own}/invoices?q=BUYER%2099"),
            ("one invoice", $"{own}/invoices/{newest}"),
        ];
    }

    private static async Task<int> LookAsync(HttpClient http, int people, int seconds, (string Name, string Path)[] pages)
    {
        var missed = false;
        // A server that has run for a minute, not one that has just been started: code that is hot is compiled for it by then.
        foreach (var path in pages.Select(page => page.Path).Append("/bare"))
            for (var time = 0; time < WarmingUp; time++) await http.GetStringAsync(path);
        await Task.Delay(Reading);
        Console.WriteLine($"{"page",-20} {"median",9} {"99%",9}   ratio of the median to the bare endpoint beside it (at most {WorstRatio})");
        foreach (var (name, path) in pages)
        {
            var bare = await LoadAsync(http, "/bare", people, Math.Max(2, seconds / 4));
            var times = await LoadAsync(http, path, people, seconds);
            var weight = (await http.GetByteArrayAsync(path)).Length;
            var (ratio, worst) = (Median(times) / Median(bare), At(times, 0.99));
            var bad = ratio > WorstRatio || worst > WorstMilliseconds || weight > HeaviestPage;
            missed |= bad;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-20} {Median(times),6:0.0} ms {worst,6:0.0} ms   x{ratio:0.0} of {Median(bare):0.0} ms   {weight / 1000.0:0.0} kB{(bad ? "   MISSED" : "")}"));
        }
        Console.WriteLine($"memory of the process with the local KSeF and those who ask: {Process.GetCurrentProcess().WorkingSet64 / 1_000_000} MB");
        return missed ? 1 : 0;
    }

    private static async Task<List<double>> LoadAsync(HttpClient http, string path, int people, int seconds)
    {
        var until = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, people).Select(async place =>
        {
            var times = new List<double>();
            await Task.Delay(Reading * place / people); // Nobody keeps step with the others.
            while (Stopwatch.GetTimestamp() < until)
            {
                var began = Stopwatch.GetTimestamp();
                using (var answer = await http.GetAsync(path))
                {
                    if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path}: {answer.StatusCode}");
                    await answer.Content.ReadAsByteArrayAsync();
                }
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                await Task.Delay(Reading);
            }
            return times;
        }));
        return [.. all.SelectMany(one => one).Order()];
    }

    private static double Median(List<double> ordered) => At(ordered, 0.5);

    private static double At(List<double> ordered, double part) => ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * part))];

    // One invoice is issued, and the store copies it: what matters here is how many there are.
    private static async Task<(Company, Account, long Newest)> FillAsync(Workplace office, Uri ksef, string folder, int invoices)
    {
        var account = office.Accounts.Add("anna@example.com", "Anna Nowak", Language.Polish);
        var company = office.Companies.For(Who.Account(account.Id.Text)).Add(new Company(
            Nip.Parse("5260001246"), "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa", KsefEnvironment.Local(ksef)));
        office.Members.Let(account.Id, company, Role.Owner);
        await office.EnrolCertificate.ForAsync(company, CertificateKind.Authentication);
        await office.EnrolCertificate.ForAsync(company, CertificateKind.Offline);
        var issued = await office.IssueInvoice.FromDraftAsync(company, new InvoiceDraft
        {
            Number = "FV/0",
            Buyer = new Party { Name = "Zofia Żółć", Address = new Address { Line1 = "ul. Młyńska 7", Line2 = "61-730 Poznań", Country = "PL" } },
            Lines = [new Line { Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
        }, ModeWish.Online);
        await office.SendWaiting.OnceAsync(company);
        using var connection = Database.Open(folder).Connect();
        using var transaction = connection.BeginTransaction();
        var columns = string.Join(", ", connection.Query<string>("SELECT name FROM pragma_table_info('invoice') WHERE name NOT IN ('id', 'number', 'buyer_name', 'issue_date', 'ksef_number', 'sought')"));
        connection.Execute($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @invoices)
            INSERT INTO invoice (number, buyer_name, issue_date, ksef_number, sought, {columns})
            SELECT 'FV/' || i || '/2026', 'Buyer ' || (i % 5000), date('2026-01-01', '+' || (i % 330) || ' days'), ksef_number || i, 'fv/' || i || '/2026 buyer ' || (i % 5000), {columns} FROM invoice, n WHERE number = 'FV/0'
            """, new { invoices }, transaction);
        connection.Execute("""
            INSERT INTO transition (invoice, at, state, facts, cause, cause_facts, done_by)
            SELECT invoice.id, t.at, t.state, t.facts, t.cause, t.cause_facts, t.done_by FROM invoice, transition t WHERE t.invoice = @Id AND invoice.id <> @Id
            """, new { issued.Id }, transaction);
        transaction.Commit();
        connection.Execute("ANALYZE;");
        return (company, account, connection.ExecuteScalar<long>("SELECT MAX(id) FROM invoice"));
    }

    private static HttpClient VisitorOf(WebApplication app, Account account)
    {
        var address = new Uri(app.Urls.Single());
        var cookies = new CookieContainer();
        cookies.Add(address, SignInCookie.Of(app.Services, account));
        return new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }
}
