using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Tests;
using Inkaust.Web;
using Inkaust.Web.Api;
using Microsoft.AspNetCore.Builder;

namespace Inkaust.Bench;

/// <summary>
/// Invoices issued through REST (offline24), by many clients at once, beside the use case called directly by as many, in turns in the same run: the rate of the
/// one over that of the other, and how long a client waits. <c>--clients N</c> (200), <c>--invoices N</c> of a turn (1,000), <c>--postgres HOW-TO-REACH-IT</c>.
/// <c>--kill N</c>: N invoices while the app is killed <c>--kills</c> times. <c>--fuzz N</c>: N requests to every operation, right ones and wrong ones.
/// </summary>
internal static class Rest
{
    private const double LeastShare = 0.7;
    private const int Turns = 3;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (Choices.Number(arguments, "--kill", 0) is > 0 and var killed) return await KillAsync(killed, Choices.Number(arguments, "--kills", 40));
        if (Choices.Number(arguments, "--fuzz", 0) is > 0 and var each) return await FuzzAsync(each, Choices.Number(arguments, "--seed", 1));
        var (clients, invoices) = (Choices.Number(arguments, "--clients", 200), Choices.Number(arguments, "--invoices", 1000));
        var worst = await IssueAsync("SQLite", null, clients, invoices);
        var postgres = Choices.Text(arguments, "--postgres") ?? Environment.GetEnvironmentVariable("INKAUST_TEST_POSTGRES");
        if (postgres is null) Console.WriteLine("PostgreSQL: not measured; --postgres says how to reach one");
        else worst = Math.Min(worst, await IssueAsync("PostgreSQL", postgres, clients, invoices));
        return worst >= LeastShare ? 0 : 1;
    }

    private static async Task<int> KillAsync(int invoices, int kills)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = await RestThroughKills.RunAsync(invoices, kills);
        Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s; kills {outcome.Kills}, asked again {outcome.Repeats}, "
            + $"issued {outcome.Issued}, lost {outcome.Lost}, doubled {outcome.Doubled}");
        Console.WriteLine($"events lost {outcome.EventsLost}, under two keys {outcome.EventsDoubled}; told again under the same key {outcome.ToldAgain}");
        return outcome.IsRight && outcome.Issued == invoices ? 0 : 1;
    }

    private static async Task<int> FuzzAsync(int each, int seed)
    {
        await using var house = await House.OpenAsync(null);
        using var http = house.Client();
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;
        await IssueDirectlyAsync(house, "FUZZ/1");
        var fuzz = new ApiFuzz(document, house.Address, house.Key, new Dictionary<string, string[]>
        {
            ["company"] = [house.Company.Nip.ToString()],
            ["id"] = ["1", house.Office.Webhooks.Add(house.Company, "https://shop.example/", ["invoice.late"], new OutboundAddresses()).Webhook.Id],
        });
        var operations = await fuzz.RunAsync(each, seed, CancellationToken.None);
        foreach (var one in operations)
        {
            Console.WriteLine($"{one.Name,-80} {one.Taken,6} taken {one.Refused,6} refused {one.Faults.Count,3} faults");
            foreach (var fault in one.Faults) Console.WriteLine($"    {fault}");
        }
        var faults = operations.Sum(one => one.Faults.Count);
        Console.WriteLine($"{operations.Count} operations, {operations.Count * each} requests, faults {faults}");
        return faults == 0 ? 0 : 1;
    }

    private static async Task<double> IssueAsync(string store, string? place, int clients, int invoices)
    {
        await using var house = await House.OpenAsync(place);
        using var http = house.Client();
        // What is issued stays here: sending it would be a third thing to measure.
        await house.CutAsync();
        await TurnAsync(clients, clients, number => IssueDirectlyAsync(house, $"W/{number}"));
        await TurnAsync(clients, clients, number => IssueByRestAsync(http, house, $"V/{number}"));
        var (direct, rest) = (new List<double>(), new List<double>());
        List<double> waits = [];
        for (var turn = 0; turn < Turns; turn++)
        {
            direct.Add((await TurnAsync(clients, invoices, number => IssueDirectlyAsync(house, $"D{turn}/{number}"))).Rate);
            var (rate, times) = await TurnAsync(clients, invoices, number => IssueByRestAsync(http, house, $"R{turn}/{number}"));
            rest.Add(rate);
            waits.AddRange(times);
        }
        waits.Sort();
        var share = Median(rest) / Median(direct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{store,-10} {clients} clients: through REST {Median(rest):0} invoices a second, directly {Median(direct):0}: {share:P0} "
            + $"(at least {LeastShare:P0}); a client waits {waits[waits.Count / 2]:0} ms, 99% {waits[(int)(waits.Count * 0.99)]:0} ms"));
        return share;
    }

    private static async Task<(double Rate, List<double> Times)> TurnAsync(int clients, int invoices, Func<int, Task> issue)
    {
        var times = new ConcurrentBag<double>();
        var next = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= invoices)
            {
                var since = Stopwatch.GetTimestamp();
                await issue(number);
                times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
        })));
        return (invoices / Stopwatch.GetElapsedTime(started).TotalSeconds, [.. times]);
    }

    private static string Draft(string number) =>
        $$"""{"number":"{{number}}","buyer":{"name":"Zofia Żółć"},"lines":[{"name":"Kałamarz","quantity":1,"unit":"szt.","price":100,"rate":"23"}]}""";

    private static Task<IssuedNow> IssueDirectlyAsync(House house, string number) => house.Office.IssueForProgram.DraftAsync(
        house.Company, Encoding.UTF8.GetBytes(Draft(number)), InvoiceApi.TermsOf("offline24", null) with { IdempotencyKey = number });

    private static async Task IssueByRestAsync(HttpClient http, House house, string number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/companies/{house.Company.Nip}/invoices");
        request.Headers.Add("Idempotency-Key", number);
        request.Content = new StringContent($$"""{"draft":{{Draft(number)}},"mode":"offline24"}""", Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadAsByteArrayAsync();
        if (answer.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"{answer.StatusCode}: {Encoding.UTF8.GetString(said)}");
    }

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);

    /// <summary>An app with a company that can issue, and its KSeF.</summary>
    private sealed class House : IAsyncDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-rest-");
        private LocalKsefServer ksef = null!;
        private WebApplication app = null!;

        public Workplace Office { get; private set; } = null!;

        public Company Company { get; private set; } = null!;

        public string Key { get; private set; } = "";

        public Uri Address => new(app.Urls.Single());

        public static async Task<House> OpenAsync(string? place)
        {
            var house = new House { ksef = await LocalKsefServer.StartAsync(new LocalKsefOptions { RateLimits = RateLimitProfile.None }) };
            house.Office = Workplace.Open(place ?? house.folder.FullName, TimeProvider.System, MasterKey.ForThisProcess(), house.folder.FullName);
            house.Company = house.Office.Companies.Add(
                new Company(Nip.Parse("5260001246"), "Atrament", "ul. Piękna 7, 00-539 Warszawa", KsefEnvironment.Local(house.ksef.BaseAddress)));
            await house.Office.EnrolCertificate.ForAsync(house.Company, CertificateKind.Authentication);
            await house.Office.EnrolCertificate.ForAsync(house.Company, CertificateKind.Offline);
            house.Key = house.Office.ApiKeys.Make(house.Company, "bench", ApiRightsWords.All).Text;
            house.app = WebApp.Build(house.Office, new WebSettings { Urls = ["http://127.0.0.1:0"], LocalKsef = house.ksef.BaseAddress });
            await house.app.StartAsync();
            return house;
        }

        public HttpClient Client()
        {
            var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(10) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
            return http;
        }

        public async Task CutAsync()
        {
            using var http = new HttpClient();
            (await http.PostAsJsonAsync(new Uri(ksef.ManagementAddress, "faults"), new { kind = "line-cut", match = "* /v2/*" })).EnsureSuccessStatusCode();
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
            await Office.DisposeAsync();
            await ksef.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
