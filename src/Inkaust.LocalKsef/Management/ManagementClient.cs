using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>Speaks to the management port of a local KSeF that runs somewhere on this machine.</summary>
/// <param name="address">As the server printed it, for instance <c>http://127.0.0.1:5081</c>.</param>
public sealed class ManagementClient(Uri address) : IDisposable
{
    private readonly HttpClient http = new(OnThisMachine()) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>Calls an operation; <c>GET /openapi.json</c> lists them.</summary>
    /// <param name="method">GET, POST, PUT or DELETE.</param>
    /// <param name="path">Begins with a slash.</param>
    /// <param name="body">JSON, or null for none.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The answer as JSON; null when there is none.</returns>
    /// <exception cref="RefusedException">INK-ENV-004: nobody answers there; INK-LOCAL-001: the server has refused, with its reason.</exception>
    public async Task<JsonNode?> CallAsync(string method, string path, JsonNode? body = null, CancellationToken ct = default)
    {
        var content = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString());
        var answer = await SendAsync(method, path, content, ct);
        try
        {
            return answer.Length == 0 ? null : JsonNode.Parse(answer);
        }
        catch (JsonException fault)
        {
            throw NobodyThere(fault);
        }
    }

    /// <summary>Everything that outlives a restart, as JSON in UTF-8.</summary>
    /// <exception cref="RefusedException">As for <see cref="CallAsync"/>.</exception>
    public Task<byte[]> SnapshotAsync(CancellationToken ct = default) => SendAsync("GET", "/snapshot", null, ct);

    /// <summary>The certificates of its authority, as PEM: who vouches for its receipts.</summary>
    /// <exception cref="RefusedException">As for <see cref="CallAsync"/>.</exception>
    public Task<byte[]> AuthorityAsync(CancellationToken ct = default) => SendAsync("GET", "/certificates/authority", null, ct);

    /// <summary>Puts a snapshot in place of everything.</summary>
    /// <exception cref="RefusedException">As for <see cref="CallAsync"/>; INK-LOCAL-001 also when it is no snapshot.</exception>
    public Task RestoreAsync(byte[] snapshot, CancellationToken ct = default) => SendAsync("POST", "/restore", snapshot, ct);

    public void Dispose() => http.Dispose();

    // Directly, and to nobody but this machine: whatever the address says, no order and no snapshot goes elsewhere.
    private static SocketsHttpHandler OnThisMachine() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = async (context, stop) =>
        {
            var here = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop)).Where(IPAddress.IsLoopback).ToArray();
            if (here.Length == 0) throw new HttpRequestException(HttpRequestError.ConnectionError, "Not an address of this machine.");
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(here, context.DnsEndPoint.Port, stop);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    private async Task<byte[]> SendAsync(string method, string path, byte[]? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (content is not null)
            request.Content = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var response = await http.SendAsync(request, ct);
            var answer = await response.Content.ReadAsByteArrayAsync(ct);
            return response.IsSuccessStatusCode ? answer : throw Refused((int)response.StatusCode, answer);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            throw NobodyThere(fault);
        }
    }

    private RefusedException NobodyThere(Exception fault) => new(new Finding("INK-ENV-004",
        $"Pod adresem {address} nie odpowiada port zarządzania lokalnego KSeF.", $"No management port of a local KSeF answers at {address}.")
    {
        Hint = new("Podaj --management z adresem, który wypisało polecenie inkaust local-ksef.",
        "Give --management the address that inkaust local-ksef has printed.")
    }, fault);

    private static RefusedException Refused(int status, byte[] answer)
    {
        var (pl, en) = ($"HTTP {status}", $"HTTP {status}");
        try
        {
            var problem = JsonNode.Parse(answer);
            pl = problem?["errors"]?[0]?["details"]?[0]?.GetValue<string>() ?? problem?["detail"]?.GetValue<string>() ?? pl;
            en = problem?["en"]?.GetValue<string>() ?? pl;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The number of the status has to do.
        }
        return new RefusedException(new Finding("INK-LOCAL-001", $"Lokalny KSeF odmówił: {pl}", $"The local KSeF has refused: {en}"));
    }
}
