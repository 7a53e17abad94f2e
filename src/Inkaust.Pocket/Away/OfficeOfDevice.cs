using System.Text.Json.Nodes;
using Inkaust.Pocket.Desk;

namespace Inkaust.Pocket.Away;

/// <summary>What an office does for a device (docs/pocket.md). Each call may end with <see cref="OfficeIsAway"/> or <see cref="RefusedByOffice"/>.</summary>
internal interface IOfficeOfDevice
{
    /// <summary>Takes a device on.</summary>
    Task<JsonNode> AddAsync(string company, string name, byte[] publicKey);

    /// <summary>Applies for its certificate, or looks whether it is there; a signature is needed once.</summary>
    Task<JsonNode> CertificateAsync(string company, string device, byte[]? signature);

    Task<JsonNode> ContactAsync(string company, string device, JsonObject contact);
}

/// <summary>The same over the line.</summary>
internal sealed class OfficeOfDevice(OfficeLine line) : IOfficeOfDevice
{
    public Task<JsonNode> AddAsync(string company, string name, byte[] publicKey) => line.AskAsync(HttpMethod.Post, Devices(company),
        new JsonObject { ["name"] = name, ["publicKey"] = Convert.ToBase64String(publicKey) });

    public Task<JsonNode> CertificateAsync(string company, string device, byte[]? signature) => line.AskAsync(HttpMethod.Post,
        $"{Devices(company)}/{Uri.EscapeDataString(device)}/certificate",
        signature is null ? [] : new JsonObject { ["signature"] = Convert.ToBase64String(signature) });

    public Task<JsonNode> ContactAsync(string company, string device, JsonObject contact) =>
        line.AskAsync(HttpMethod.Post, $"{Devices(company)}/{Uri.EscapeDataString(device)}/contact", contact);

    private static string Devices(string company) => $"/api/v1/companies/{Uri.EscapeDataString(company)}/devices";
}
