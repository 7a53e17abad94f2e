using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// An invoice as queries and exports describe it. Identifiers of companies are texts: outside of production KSeF holds invoices with NIPs
/// whose check digit is wrong (KSEF 13).
/// </summary>
[OpenApiSchema("InvoiceMetadata")]
public sealed record InvoiceMetadata
{
    public required KsefNumber KsefNumber { get; init; }

    /// <summary>P_2.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>P_1.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>When KSeF took it in.</summary>
    [JsonPropertyName("invoicingDate")]
    public required DateTimeOffset TakenInAt { get; init; }

    /// <summary>When the number was given.</summary>
    [JsonPropertyName("acquisitionDate")]
    public required DateTimeOffset AcquiredAt { get; init; }

    /// <summary>When it was stored for good.</summary>
    [JsonPropertyName("permanentStorageDate")]
    public required DateTimeOffset StoredAt { get; init; }

    public required DescribedSeller Seller { get; init; }

    public required DescribedBuyer Buyer { get; init; }

    public required decimal NetAmount { get; init; }

    public required decimal GrossAmount { get; init; }

    public required decimal VatAmount { get; init; }

    public required string Currency { get; init; }

    public required InvoicingMode InvoicingMode { get; init; }

    public required InvoiceType InvoiceType { get; init; }

    public required FormCode FormCode { get; init; }

    public required bool IsSelfInvoicing { get; init; }

    public required bool HasAttachment { get; init; }

    public required InvoiceHash InvoiceHash { get; init; }

    /// <summary>Of a technical correction.</summary>
    public InvoiceHash? HashOfCorrectedInvoice { get; init; }

    public IReadOnlyList<DescribedThirdParty>? ThirdSubjects { get; init; }

    public DescribedAuthorizedParty? AuthorizedSubject { get; init; }

    /// <summary>The date by which it was sought.</summary>
    public DateTimeOffset DateOf(InvoiceDateType type) => type switch
    {
        InvoiceDateType.Invoicing => TakenInAt,
        InvoiceDateType.PermanentStorage => StoredAt,
        _ => PolishTime.StartOf(IssueDate),
    };

    /// <summary>The kind alone; numbers, names and amounts stay out of logs.</summary>
    public override string ToString() => $"metadata of an invoice ({InvoiceType})";
}

/// <summary>The seller in <see cref="InvoiceMetadata"/>.</summary>
[OpenApiSchema("InvoiceMetadataSeller")]
public sealed record DescribedSeller
{
    public required string Nip { get; init; }

    public string? Name { get; init; }
}

/// <summary>The buyer in <see cref="InvoiceMetadata"/>.</summary>
[OpenApiSchema("InvoiceMetadataBuyer")]
public sealed record DescribedBuyer
{
    public required DescribedIdentifier Identifier { get; init; }

    public string? Name { get; init; }
}

/// <summary>An identifier of a buyer or a third party; of the latter also <c>InternalId</c>.</summary>
[OpenApiSchema("InvoiceMetadataBuyerIdentifier")]
public sealed record DescribedIdentifier
{
    public required string Type { get; init; }

    public string? Value { get; init; }
}

/// <summary>A third party in <see cref="InvoiceMetadata"/>.</summary>
[OpenApiSchema("InvoiceMetadataThirdSubject")]
public sealed record DescribedThirdParty
{
    public required DescribedIdentifier Identifier { get; init; }

    public string? Name { get; init; }

    /// <summary>As in the invoice (Rola).</summary>
    public required int Role { get; init; }
}

/// <summary>The authorised party in <see cref="InvoiceMetadata"/>.</summary>
[OpenApiSchema("InvoiceMetadataAuthorizedSubject")]
public sealed record DescribedAuthorizedParty
{
    public required string Nip { get; init; }

    public string? Name { get; init; }

    /// <summary>As in the invoice (RolaPU).</summary>
    public required int Role { get; init; }
}

[OpenApiSchema("QueryInvoicesMetadataResponse")]
internal sealed record MetadataAnswer
{
    public required bool HasMore { get; init; }

    public required bool IsTruncated { get; init; }

    public DateTimeOffset? PermanentStorageHwmDate { get; init; }

    public required IReadOnlyList<InvoiceMetadata> Invoices { get; init; }
}

internal sealed class NipAsText : AsText<Nip>;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true,
    Converters = [typeof(ReferenceNumberAsText), typeof(InvoiceHashAsBase64), typeof(KsefNumberAsText), typeof(NipAsText)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InvoiceQuery))]
[JsonSerializable(typeof(MetadataAnswer))]
[JsonSerializable(typeof(InvoiceMetadata))]
[JsonSerializable(typeof(OrderExport))]
[JsonSerializable(typeof(ExportTakenIn))]
[JsonSerializable(typeof(ExportStatus))]
internal sealed partial class RetrievalJson : JsonSerializerContext;
