using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Inkaust.Tests;

/// <summary>What came of it.</summary>
/// <param name="Kills">How often the app was killed.</param>
/// <param name="Repeats">How often a client asked again, because it got no answer or did not believe it.</param>
/// <param name="Issued">Invoices in the ledger.</param>
/// <param name="Lost">Orders without an invoice, promised invoices that are not there, and such as KSeF has not accepted.</param>
/// <param name="Doubled">Orders with two invoices, numbers used twice, and files sent again after KSeF had accepted them.</param>
/// <param name="EventsLost">Accepted invoices of which the webhook was never told.</param>
/// <param name="EventsDoubled">Invoices of which it was told under two keys.</param>
/// <param name="ToldAgain">Events that came more than once under their one key, as the guide says they may.</param>
internal sealed record KillsOutcome(int Kills, int Repeats, int Issued, int Lost, int Doubled, int EventsLost, int EventsDoubled, int ToldAgain)
{
    public bool IsRight => Lost + Doubled + EventsLost + EventsDoubled == 0;
}

/// <summary>
/// Clients issue by REST, each order under its own key, and ask again when they get no answer, while the app is killed (SIGKILL) at random moments and
/// started anew. A webhook hears what was accepted.
/// </summary>
internal sealed class RestThroughKills : IAsyncDisposable
{
    private const int Clients = 8, Seed = 20261127, MostLooks = 1_500;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-rest-kill-");
    private readonly MasterKey masterKey;
    private readonly LocalKsefServer ksef;
    private readonly WebApplication receiver;
    private readonly Workplace office;
    private readonly Company company;
    private readonly string key;
    private readonly int port = Support.KeptPort.New();
    private readonly ConcurrentDictionary<(long Invoice, string Key), int> told = new();
    private readonly ConcurrentDictionary<int, long> promised = new();
    private int repeats;

    private RestThroughKills(LocalKsefServer ksef, WebApplication receiver)
    {
        (this.ksef, this.receiver) = (ksef, receiver);
        // The app that is started has the same.
        if (Environment.GetEnvironmentVariable("INKAUST_MASTER_KEY") is null)
            Environment.SetEnvironmentVariable("INKAUST_MASTER_KEY", Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        masterKey = Surroundings.OfThisProcess().OpenMasterKey();
        office = Workplace.Open(folder.FullName, TimeProvider.System, masterKey);
        company = office.Companies.Add(
            new Company(Nip.Parse("5260001246"), "Atrament", "ul. Piękna 7, 00-539 Warszawa", KsefEnvironment.Local(ksef.BaseAddress)));
        key = office.ApiKeys.Make(company, "shop", ApiRights.Read | ApiRights.Issue).Text;
    }

    /// <summary>Issues so many invoices through so many kills.</summary>
    public static async Task<KillsOutcome> RunAsync(int invoices, int kills, CancellationToken stop = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var ksef = await LocalKsefServer.StartAsync(new LocalKsefOptions { RateLimits = RateLimitProfile.None }, stop);
        await using var run = new RestThroughKills(ksef, builder.Build());
        return await run.PlayAsync(invoices, kills, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        await receiver.DisposeAsync();
        await ksef.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private async Task<KillsOutcome> PlayAsync(int invoices, int kills, CancellationToken stop)
    {
        receiver.MapPost("/", HearAsync);
        await receiver.StartAsync(stop);
        await office.EnrolCertificate.ForAsync(company, CertificateKind.Authentication, stop);
        await office.EnrolCertificate.ForAsync(company, CertificateKind.Offline, stop);
        office.Webhooks.Add(company, receiver.Urls.Single(), ["invoice.accepted"], new OutboundAddresses(allowLocal: true));
        var app = await StartAsync(stop);
        try
        {
            var orders = new ConcurrentQueue<int>(Enumerable.Range(1, invoices));
            var issuing = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => IssueAsync(orders, new Random(Seed + client), stop)));
            // Each kill comes at a random moment of its own share of the work.
            var random = new Random(Seed);
            for (var kill = 0; kill < kills; kill++)
            {
                var after = (invoices * kill / kills) + random.Next(Math.Max(1, invoices / kills));
                while (promised.Count < after && !issuing.IsCompleted) await Task.Delay(5, stop);
                await Task.Delay(random.Next(60), stop);
                app.Kill(entireProcessTree: true); // SIGKILL
                await app.WaitForExitAsync(stop);
                app.Dispose();
                // What was claimed by an app that fell silent is another's after a minute by the clock of the store; the minute passes here.
                using (var connection = Database.Open(folder.FullName).Connect())
                    connection.Execute("UPDATE webhook_delivery SET claimed_until = 0 WHERE company = @Id", new { Id = company.Id.Text });
                app = await StartAsync(stop);
            }
            await issuing;
            for (var look = 0; look < MostLooks && await CountAsync(invoices, kills, stop) is { IsRight: false }; look++) await Task.Delay(200, stop);
            return await CountAsync(invoices, kills, stop);
        }
        finally
        {
            if (!app.HasExited) app.Kill(entireProcessTree: true);
            await app.WaitForExitAsync(CancellationToken.None);
            app.Dispose();
        }
    }

    private async Task<IResult> HearAsync(HttpRequest request)
    {
        var hook = await request.ReadFromJsonAsync<JsonElement>();
        told.AddOrUpdate((hook.GetProperty("data").GetProperty("id").GetInt64(), request.Headers["webhook-id"].ToString()), 1, (_, times) => times + 1);
        return Results.NoContent();
    }

    private async Task IssueAsync(ConcurrentQueue<int> orders, Random random, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v1/companies/{company.Nip}/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        while (orders.TryDequeue(out var order))
        {
            // Some have a number of their own, others get one of the series; some are issued online.
            var number = random.Next(2) == 0 ? $"\"number\":\"ZAM/{order}\"," : "";
            var mode = random.Next(4) == 0 ? "auto" : "offline24";
            var lines = $$"""[{"name":"Kałamarz","quantity":1,"unit":"szt.","price":{{order}},"rate":"23"}]""";
            var body = $$"""{"draft":{{{number}}"buyer":{"name":"Zofia Żółć"},"lines":{{lines}}},"mode":"{{mode}}","externalId":"{{order}}"}""";
            var sure = false;
            while (!sure)
            {
                if (await AskAsync(http, order, body, stop) is { } id) sure = promised.GetOrAdd(order, id) == id && random.Next(10) > 0;
                if (sure) break;
                Interlocked.Increment(ref repeats);
                await Task.Delay(BetweenTries, stop);
            }
        }
    }

    // Null: no answer, or none that can be trusted.
    private static async Task<long?> AskAsync(HttpClient http, int order, string body, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "invoices");
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", $"order-{order}");
            using var answer = await http.SendAsync(request, stop);
            var said = await answer.Content.ReadFromJsonAsync<JsonNode>(stop);
            if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Accepted) return said!["id"]!.GetValue<long>();
            // The store may be busy while an app dies; whatever else is refused would be refused for ever.
            return (int)answer.StatusCode >= 500 ? null : throw new InvalidOperationException($"Order {order}: {(int)answer.StatusCode} {said}");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException)
        {
            return null;
        }
    }

    private async Task<KillsOutcome> CountAsync(int orders, int kills, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = ksef.ManagementAddress };
        using var received = JsonDocument.Parse(await http.GetStringAsync("received", stop));
        var there = received.RootElement.GetProperty("invoices").EnumerateArray()
            .Select(one => (Hash: one.GetProperty("hash").GetString()!,
                Accepted: one.TryGetProperty("ksefNumber", out var number) && number.ValueKind == JsonValueKind.String))
            .ToLookup(one => one.Hash, one => one.Accepted);
        var ledger = office.Ledger.Of(company).List();
        var byOrder = ledger.ToLookup(one => one.ExternalId);
        var lost = Enumerable.Range(1, orders).Count(order => !byOrder[$"{order}"].Any())
            + promised.Count(one => byOrder[$"{one.Key}"].All(invoice => invoice.Id != one.Value))
            + ledger.Count(invoice => invoice.State is not InvoiceState.Accepted || !there[invoice.Hash.Base64].Contains(true));
        var doubled = byOrder.Count(one => one.Count() > 1) + (ledger.Count - ledger.Select(one => one.Number).Distinct().Count())
            + there.Count(sendings => sendings.SkipWhile(accepted => !accepted).Count() > 1);
        var keys = told.ToLookup(one => one.Key.Invoice);
        return new KillsOutcome(kills, repeats, ledger.Count, lost, doubled,
            ledger.Count(invoice => !keys[invoice.Id].Any()), keys.Count(one => one.Count() > 1), told.Count(one => one.Value > 1));
    }

    private async Task<Process> StartAsync(CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), "web", "--urls", $"http://127.0.0.1:{port}", "--no-local-ksef",
                "--allow-local-webhooks", "--data", folder.FullName, "--json",
            ])
        { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var text = "";
        while (await process.StandardOutput.ReadLineAsync(stop) is { } line && (text += line).Count(c => c == '{') != text.Count(c => c == '}')) { }
        return text.Length > 0 ? process : throw new InvalidOperationException($"The app ended with {process.ExitCode} before it answered.");
    }
}
