using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Which kind of document a session takes.</summary>
/// <param name="SystemCode">For example <c>FA (3)</c>.</param>
/// <param name="SchemaVersion">For example <c>1-0E</c>.</param>
/// <param name="Value">For example <c>FA</c>.</param>
[OpenApiSchema("FormCode")]
public sealed record FormCode(string SystemCode, string SchemaVersion, string Value)
{
    /// <summary>The structured invoice FA(3).</summary>
    public static FormCode Fa3 { get; } = new("FA (3)", "1-0E", "FA");
}

/// <summary>An open interactive session.</summary>
[OpenApiSchema("OpenOnlineSessionResponse")]
public sealed record OnlineSession : IHasBegun
{
    public required ReferenceNumber ReferenceNumber { get; init; }

    /// <summary>When KSeF closes it by itself (12 hours after opening).</summary>
    public required DateTimeOffset ValidUntil { get; init; }
}

[OpenApiSchema("OpenOnlineSessionRequest")]
internal sealed record OpenSession
{
    public required FormCode FormCode { get; init; }

    public required WrappedEncryption Encryption { get; init; }
}

[OpenApiSchema("EncryptionInfo")]
internal sealed record WrappedEncryption
{
    public required byte[] EncryptedSymmetricKey { get; init; }

    public required byte[] InitializationVector { get; init; }

    public string? PublicKeyId { get; init; }

    public static WrappedEncryption Of(InvoiceEncryption encryption) => new()
    {
        EncryptedSymmetricKey = encryption.WrappedKey.ToArray(),
        InitializationVector = encryption.InitializationVector.ToArray(),
        PublicKeyId = encryption.PublicKeyId,
    };
}

[OpenApiSchema("SendInvoiceRequest")]
internal sealed record SendInvoice
{
    public required InvoiceHash InvoiceHash { get; init; }

    public required long InvoiceSize { get; init; }

    public required InvoiceHash EncryptedInvoiceHash { get; init; }

    public required long EncryptedInvoiceSize { get; init; }

    public required ReadOnlyMemory<byte> EncryptedInvoiceContent { get; init; }

    public bool OfflineMode { get; init; }

    public InvoiceHash? HashOfCorrectedInvoice { get; init; }
}

[OpenApiSchema("SendInvoiceResponse")]
internal sealed record InvoiceTakenIn : IHasBegun
{
    public required ReferenceNumber ReferenceNumber { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true,
    Converters = [typeof(ReferenceNumberAsText), typeof(InvoiceHashAsBase64)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenSession))]
[JsonSerializable(typeof(OnlineSession))]
[JsonSerializable(typeof(SendInvoice))]
[JsonSerializable(typeof(InvoiceTakenIn))]
internal sealed partial class OnlineSessionsJson : JsonSerializerContext;
