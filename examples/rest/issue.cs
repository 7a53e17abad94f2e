// Issues an invoice by REST, waits for its KSeF number, fetches PDF and UPO, and checks the webhook that tells of it.
// dotnet run issue.cs (.NET 10).  INKAUST_KEY has the scopes read, issue and admin.
#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

using var http = new HttpClient { BaseAddress = new Uri($"{Variable("INKAUST", "http://127.0.0.1:5080")}/api/v1/companies/{Variable("NIP")}/") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Variable("INKAUST_KEY"));

var heard = new TaskCompletionSource<(IHeaderDictionary Headers, string Body)>();
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
await using var ear = builder.Build();
ear.Urls.Add("http://127.0.0.1:0");
ear.MapPost("/", async (HttpRequest request) =>
{
    heard.TrySetResult((new HeaderDictionary(request.Headers.ToDictionary()), await new StreamReader(request.Body).ReadToEndAsync()));
    return Results.NoContent();
});
await ear.StartAsync();

var webhook = await SendAsync(HttpMethod.Post, "webhooks", new JsonObject { ["url"] = ear.Urls.Single(), ["events"] = new JsonArray("invoice.accepted") });
try
{
    // The order's own number is the key: a call whose answer is lost may be repeated, and issues nothing twice.
    var invoice = await SendAsync(HttpMethod.Post, "invoices", JsonNode.Parse("""
        {
          "draft": {
            "buyer": { "name": "Zofia Żółć", "address": "ul. Młyńska 7, 61-730 Poznań" },
            "lines": [ { "name": "Kałamarz", "quantity": 1, "unit": "szt.", "price": 100, "rate": "23" } ]
          },
          "mode": "auto"
        }
        """), ("Idempotency-Key", $"order-{Guid.NewGuid()}"), ("Prefer", "wait=30"));
    while ((string)invoice["state"]! is var state and not "accepted")
    {
        if (state == "rejected") throw new InvalidOperationException($"Refused: {invoice["refusal"]}");
        await Task.Delay(TimeSpan.FromSeconds(2));
        invoice = await SendAsync(HttpMethod.Get, $"invoices/{invoice["id"]}", null);
    }
    Console.WriteLine($"Accepted: {invoice["number"]} {invoice["ksefNumber"]}");

    var name = ((string)invoice["number"]!).Replace('/', '-');
    http.DefaultRequestHeaders.Add("Prefer", "wait=30"); // The UPO comes a moment after the number.
    foreach (var (document, file) in new[] { ("pdf", $"{name}.pdf"), ("upo", $"{name}.upo.xml") })
        await File.WriteAllBytesAsync(file, await http.GetByteArrayAsync($"invoices/{invoice["id"]}/{document}"));
    Console.WriteLine($"Wrote: {name}.pdf {name}.upo.xml");

    var (headers, body) = await heard.Task.WaitAsync(TimeSpan.FromMinutes(1));
    if (!IsOurs(headers, body, (string)webhook["secret"]!)) throw new InvalidOperationException("The webhook is too old, or not signed by our secret.");
    var told = JsonNode.Parse(body)!;
    Console.WriteLine($"Told: {told["type"]} {told["data"]!["ksefNumber"]}");
}
finally
{
    using var removed = await http.DeleteAsync($"webhooks/{webhook["id"]}");
}

async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body, params (string Name, string Value)[] headers)
{
    using var request = new HttpRequestMessage(method, path);
    if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
    foreach (var (header, value) in headers) request.Headers.Add(header, value);
    using var answer = await http.SendAsync(request);
    if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{method} {path}: {await answer.Content.ReadAsStringAsync()}");
    return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
}

static bool IsOurs(IHeaderDictionary headers, string body, string secret)
{
    var sentAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"]!));
    if ((DateTimeOffset.UtcNow - sentAt).Duration() > TimeSpan.FromMinutes(5)) return false;
    var ours = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]),
        Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}"));
    return headers["webhook-signature"].ToString().Split(' ')
        .Any(one => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(one["v1,".Length..]), ours));
}

static string Variable(string name, string? usual = null) =>
    Environment.GetEnvironmentVariable(name) ?? usual ?? throw new InvalidOperationException($"{name} is not set.");
