using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Tests.Support;

/// <summary>Something that the server has answered, and by which it has to stand.</summary>
/// <param name="What">What was answered.</param>
/// <param name="AccessToken">Whose it is; an answer too.</param>
/// <param name="IsKept">Asks whether it still holds.</param>
internal sealed record Promise(string What, string AccessToken, Func<LocalKsefClient, Task<bool>> IsKept);

/// <summary>A company that does one thing after another and notes each answer as a promise, until nobody answers any more.</summary>
internal sealed class PromisingClient : IDisposable
{
    private static readonly object Person = new { subjectDetailsType = "PersonByIdentifier", personById = new { firstName = "Anna", lastName = "Próbna" } };
    private readonly LocalKsefClient client;
    private readonly ConcurrentBag<Promise> promises;
    private readonly string nip;
    private readonly DateOnly today;
    private int number;

    private PromisingClient(LocalKsefClient client, ConcurrentBag<Promise> promises, string nip, DateOnly today) =>
        (this.client, this.promises, this.nip, this.today) = (client, promises, nip, today);

    /// <summary>All that it does.</summary>
    public static IEnumerable<string> Deeds => new[] { "announcement", "block after wrong tries", "certificate", "clock", "closed session", "export", "invoice", "number", "package", "right", "token", "UPO" }.Order(StringComparer.Ordinal);

    public static async Task<PromisingClient> SignIn(Uri api, Uri management, ConcurrentBag<Promise> promises)
    {
        var client = new LocalKsefClient(api, management);
        return new PromisingClient(client, promises, await client.SignInAsNewCompany(), PolishTime.DateOf(await client.Now()));
    }

    public async Task WorkUntilTheServerIsGone()
    {
        try
        {
            while (true)
            {
                await Send();
                await GiveRights();
                await SendPackage();
                await SteerTheServer();
                await GuessWrong();
            }
        }
        // The connection breaks off, or nobody takes it.
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
        }
    }

    private async Task Send()
    {
        var session = await client.OpenSession();
        var xml = NewInvoice();
        var reference = await client.SendInvoice(session, xml);
        Note("invoice", async later => (await later.Outcome(session, reference))["status"]!["code"]!.GetValue<int>() == 200);
        var ksefNumber = (await client.Outcome(session, reference))["ksefNumber"]!.GetValue<string>();
        Note("number", async later => (await later.Outcome(session, reference))["ksefNumber"]!.GetValue<string>() == ksefNumber
            && (await later.Get($"/v2/invoices/ksef/{ksefNumber}")).Body.AsSpan().SequenceEqual(xml));
        var upo = (await client.Get($"/v2/sessions/{session}/invoices/{reference}/upo")).Body;
        Note("UPO", async later => (await later.Get($"/v2/sessions/{session}/invoices/{reference}/upo")).Body.AsSpan().SequenceEqual(upo));
        if ((await client.Post($"/v2/sessions/online/{session}/close")).Status == HttpStatusCode.NoContent)
            Note("closed session", async later => (await later.Get($"/v2/sessions/{session}")).StatusCode is 170 or 200);
    }

    private async Task GiveRights()
    {
        var accountant = LocalKsefClient.NewNip();
        var granted = await client.Post("/v2/permissions/persons/grants", new { subjectIdentifier = new { type = "Nip", value = accountant }, permissions = new[] { "InvoiceRead" }, description = "Księgowość", subjectDetails = Person });
        if (granted.Status == HttpStatusCode.Accepted)
            Note("right", async later => (await later.Post("/v2/permissions/query/persons/grants?pageSize=100",
                new { queryType = "PermissionsInCurrentContext", authorizedIdentifier = new { type = "Nip", value = accountant } })).Json["permissions"]!.AsArray().Count == 1);
        var token = await client.Post("/v2/tokens", new { permissions = new[] { "InvoiceWrite" }, description = "Program sprzedaży" });
        if (token.Status == HttpStatusCode.Accepted)
            Note("token", async later => (await later.Get($"/v2/tokens/{token.Json["referenceNumber"]!.GetValue<string>()}")).Json["status"]!.GetValue<string>() == "Active");
        using var certificate = await client.Enroll("Offline");
        var der = certificate.RawData;
        var serial = certificate.SerialNumber;
        Note("certificate", async later => Convert.FromBase64String((await later.Post("/v2/certificates/retrieve", new { certificateSerialNumbers = new[] { serial } }))
            .Json["certificates"]![0]!["certificate"]!.GetValue<string>()).AsSpan().SequenceEqual(der));
    }

    private async Task SendPackage()
    {
        var session = await client.SendBatch(LocalKsefPackages.Zip(NewInvoice(), NewInvoice(), NewInvoice()), 1, "Zip");
        Note("package", async later => (await later.BatchOutcome(session))["successfulInvoiceCount"]!.GetValue<int>() == 3);
        var export = (await client.Post("/v2/invoices/exports", new
        {
            encryption = await client.Encryption(),
            filters = new { subjectType = "Subject1", dateRange = new { dateType = "Issue", from = today.AddDays(-2) } },
        })).Json["referenceNumber"]!.GetValue<string>();
        Note("export", later => IsFinished(later, export));
    }

    private async Task SteerTheServer()
    {
        var now = (await client.Manage(HttpMethod.Post, "/clock/advance", new { by = "0:00:01" }))!["now"]!.GetValue<DateTimeOffset>();
        Note("clock", async later => await later.Now() >= now);
        var id = (await client.Manage(HttpMethod.Post, "/announcements", new { category = "MAINTENANCE", type = "MAINTENANCE_ANNOUNCEMENT" }))!["id"]!.GetValue<string>();
        Note("announcement", async later => (await later.Get("/messages", "")).Json.AsArray().Any(message => message!["id"]!.GetValue<string>() == id));
    }

    // Not the right data of the invoice, which the last one of several tries shows no more.
    private async Task GuessWrong()
    {
        var xml = NewInvoice();
        await client.SendAndWait(xml);
        var link = string.Create(CultureInfo.InvariantCulture, $"/qr/invoice/{nip}/{today:dd-MM-yyyy}/{InvoiceHash.Of(xml)}/download");
        object guess = new { number = "?", buyerType = "None", gross = "1" };
        for (var tries = 0; tries < Inkaust.LocalKsef.DownloadTries.Most; tries++) await client.Post(link, guess, "");
        Note("block after wrong tries", async later => (await later.Post(link, guess, "")).Status == HttpStatusCode.TooManyRequests);
    }

    private static async Task<bool> IsFinished(LocalKsefClient later, string export)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var status = await later.Get($"/v2/invoices/exports/{export}");
            if (status.StatusCode is { } code and not 100) return code == 200;
            await Task.Delay(20);
        }
        return false;
    }

    private void Note(string what, Func<LocalKsefClient, Task<bool>> isKept) => promises.Add(new Promise(what, client.AccessToken!, isKept));

    private byte[] NewInvoice() => LocalKsefInvoices.Fa3(nip, $"FV/{Interlocked.Increment(ref number)}", today);

    public void Dispose() => client.Dispose();
}
