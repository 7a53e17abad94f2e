using System.Text.Json.Nodes;

namespace Inkaust.Pocket.Away;

/// <summary>Who this device is to the office.</summary>
/// <param name="Id">Its key in the office.</param>
/// <param name="Name">How people call it.</param>
/// <param name="Company">The key of the company for which it issues.</param>
/// <param name="Account">The address of the person whose it is.</param>
/// <param name="PublicKey">The public half of its key (SPKI).</param>
/// <param name="ToSign">The unsigned part of its certificate request.</param>
/// <param name="Certificate">Its certificate (DER); null while it is waited for.</param>
internal sealed record Identity(string Id, string Name, string Company, string Account, byte[] PublicKey, byte[] ToSign, byte[]? Certificate)
{
    /// <summary>It has its certificate, so that it may issue.</summary>
    public bool IsEnrolled => Certificate is not null;

    /// <summary>A certificate is for the key of this device, and for no other.</summary>
    public bool Fits(byte[] certificate) => certificate.AsSpan().IndexOf(PublicKey) > 0; // A certificate holds the public key as it stands, whole.

    public JsonObject Json() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["company"] = Company,
        ["account"] = Account,
        ["publicKey"] = Convert.ToBase64String(PublicKey),
        ["toSign"] = Convert.ToBase64String(ToSign),
        ["certificate"] = Certificate is { } bytes ? Convert.ToBase64String(bytes) : null,
    };

    public static Identity? Read(JsonNode? json) => json is null ? null : new(
        (string)json["id"]!, (string?)json["name"] ?? "", (string?)json["company"] ?? "", (string?)json["account"] ?? "",
        Convert.FromBase64String((string?)json["publicKey"] ?? ""), Convert.FromBase64String((string?)json["toSign"] ?? ""),
        (string?)json["certificate"] is { } text ? Convert.FromBase64String(text) : null);
}
