using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Contract;

/// <summary>Every call of the client against the paths and parameters of the official OpenAPI document.</summary>
public sealed class KsefClientCallsTests
{
    private static readonly KsefNumber Number = KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), 1);

    private static readonly Func<KsefClient, KsefAccess, Task>[] Calls =
    [
        (client, access) => client.Authentication.SignOutAsync(access),
        (client, _) => client.PublicKeys.ForSymmetricKeysAsync(),
        (client, access) => client.OnlineSessions.OpenAsync(access, Desk.Encryption()),
        (client, access) => client.OnlineSessions.SendAsync(access, Desk.SessionReference, Desk.Encrypted(), offlineMode: false),
        (client, access) => client.OnlineSessions.CloseAsync(access, Desk.SessionReference),
        (client, access) => client.BatchSessions.OpenAsync(access, Desk.Encryption(), Desk.Package(), offlineMode: false),
        (client, access) => client.BatchSessions.CloseAsync(access, Desk.SessionReference),
        (client, access) => client.Limits.RateLimitsAsync(access),
        (client, access) => client.Limits.ContextAsync(access),
        (client, access) => client.Limits.SubjectAsync(access),
        (client, access) => client.Sessions.StatusAsync(access, Desk.SessionReference),
        (client, access) => client.Sessions.InvoiceAsync(access, Desk.SessionReference, Desk.InvoiceReference),
        (client, access) => client.Sessions.InvoicesAsync(access, Desk.SessionReference).ToListAsync().AsTask(),
        (client, access) => client.Sessions.RefusedInvoicesAsync(access, Desk.SessionReference).ToListAsync().AsTask(),
        (client, access) => client.Sessions.ListAsync(access, new SessionQuery { CreatedFrom = DateTimeOffset.UnixEpoch, CreatedTo = DateTimeOffset.UnixEpoch }).ToListAsync().AsTask(),
        (client, access) => client.Sessions.UpoAsync(access, Desk.SessionReference, Desk.InvoiceReference),
        (client, access) => client.Sessions.UpoByKsefNumberAsync(access, Desk.SessionReference, Number),
        (client, access) => client.Sessions.SessionUpoAsync(access, Desk.SessionReference, Desk.InvoiceReference),
        (client, access) => client.Invoices.DownloadAsync(access, Number),
        (client, access) => client.Certificates.LimitsAsync(access),
        (client, access) => client.Certificates.EnrollmentDataAsync(access),
        (client, access) => client.Certificates.EnrollAsync(access, "Certyfikat", CertificateType.Offline, new byte[1]),
        (client, access) => client.Certificates.EnrollmentStatusAsync(access, Desk.SessionReference),
        (client, access) => client.Certificates.RetrieveAsync(access, ["01F20A5D352AE590"]),
        (client, access) => client.Certificates.QueryAsync(access, new CertificateQuery()).ToListAsync().AsTask(),
        (client, access) => client.Certificates.RevokeAsync(access, "01F20A5D352AE590", RevocationReason.Unspecified),
    ];

    [Fact]
    public async Task Every_call_is_in_the_official_document()
    {
        var paths = JsonDocument.Parse(await File.ReadAllBytesAsync(Checkout.Reference("open-api-2.7.0.json"))).RootElement.GetProperty("paths");
        var desk = new Desk();
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = _ => ScriptedKsef.Html(HttpStatusCode.BadGateway);
        foreach (var call in Calls) Assert.IsAssignableFrom<KsefException>(await Record.ExceptionAsync(() => call(desk.Client, access)));
        Assert.Equal(Calls.Length, desk.Wire.Requests.Count);
        foreach (var request in desk.Wire.Requests) AssertOfficial(request, paths);
    }

    private static void AssertOfficial(Received request, JsonElement paths)
    {
        var path = request.Path["/v2".Length..];
        // The literal path before a template that fits too: /certificates/enrollments/data.
        var official = paths.EnumerateObject()
            .Where(candidate => Regex.IsMatch(path, $"^{Regex.Replace(candidate.Name, @"\{[^}]+\}", "[^/]+")}$"))
            .OrderBy(candidate => candidate.Name.Count(c => c == '{'))
            .FirstOrDefault();
        Assert.True(official.Value.ValueKind == JsonValueKind.Object, $"No such path: {path}");
        Assert.True(official.Value.TryGetProperty(request.Method.Method.ToLowerInvariant(), out var operation), $"No {request.Method} {official.Name}");
        var parameters = operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().ToList() : [];
        var query = parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query").ToDictionary(parameter => parameter.GetProperty("name").GetString()!);
        var sent = request.Address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Subset(query.Keys.ToHashSet(), sent.Keys.ToHashSet());
        Assert.All(query.Where(pair => pair.Value.TryGetProperty("required", out var required) && required.GetBoolean()), pair => Assert.Contains(pair.Key, sent.Keys));
        if (sent.TryGetValue("pageSize", out var size))
            Assert.InRange(int.Parse(size), query["pageSize"].GetProperty("schema").GetProperty("minimum").GetInt32(), query["pageSize"].GetProperty("schema").GetProperty("maximum").GetInt32());
        Assert.Equal(operation.TryGetProperty("security", out _), request.Bearer is not null);
    }
}
