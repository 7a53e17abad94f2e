using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>The form of a package.</summary>
[OpenApiSchema("CompressionType")]
[JsonConverter(typeof(ByName<CompressionType>))]
public enum CompressionType
{
    /// <summary>Each file compressed by itself.</summary>
    Zip,

    /// <summary>All files compressed together (ustar in gzip); since API 2.6.</summary>
    TarGz,
}

/// <summary>An open batch session: where its parts go. Can be stored, so that an upload goes on after a restart.</summary>
[OpenApiSchema("OpenBatchSessionResponse")]
public sealed record BatchSession : IHasBegun
{
    public required ReferenceNumber ReferenceNumber { get; init; }

    /// <summary>One for each part.</summary>
    public required IReadOnlyList<PartUploadRequest> PartUploadRequests { get; init; }

    /// <summary>The reference number alone: the addresses hold keys.</summary>
    public override string ToString() => $"batch session {ReferenceNumber}";
}

/// <summary>How one part is to be uploaded. The address holds a key: whoever has it can write the part.</summary>
[OpenApiSchema("PartUploadRequest")]
public sealed record PartUploadRequest
{
    public required int OrdinalNumber { get; init; }

    /// <summary>PUT.</summary>
    public required string Method { get; init; }

    public required string Url { get; init; }

    /// <summary>To be sent exactly so.</summary>
    public required IReadOnlyDictionary<string, string?> Headers { get; init; }

    /// <summary>The number alone.</summary>
    public override string ToString() => $"upload of part {OrdinalNumber}";
}

[OpenApiSchema("OpenBatchSessionRequest")]
internal sealed record OpenBatch
{
    public required FormCode FormCode { get; init; }

    public required DeclaredPackage BatchFile { get; init; }

    public required WrappedEncryption Encryption { get; init; }

    public bool OfflineMode { get; init; }
}

[OpenApiSchema("BatchFileInfo")]
internal sealed record DeclaredPackage
{
    public required long FileSize { get; init; }

    public required InvoiceHash FileHash { get; init; }

    /// <summary>Left out for Zip, the default, which servers before API 2.6 take as well.</summary>
    public CompressionType? CompressionType { get; init; }

    public required IReadOnlyList<DeclaredPart> FileParts { get; init; }
}

[OpenApiSchema("BatchFilePartInfo")]
internal sealed record DeclaredPart
{
    public required int OrdinalNumber { get; init; }

    public required long FileSize { get; init; }

    public required InvoiceHash FileHash { get; init; }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, RespectNullableAnnotations = true,
    Converters = [typeof(ReferenceNumberAsText), typeof(InvoiceHashAsBase64)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenBatch))]
[JsonSerializable(typeof(BatchSession))]
internal sealed partial class BatchSessionsJson : JsonSerializerContext;
