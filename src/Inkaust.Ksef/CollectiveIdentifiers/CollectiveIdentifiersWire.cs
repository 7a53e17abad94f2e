using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>An invoice that is to be paid under a collective identifier.</summary>
[OpenApiSchema("CollectiveIdentifierInvoice")]
public sealed record CollectedInvoice
{
    public required KsefNumber KsefNumber { get; init; }

    /// <summary>What is paid of it.</summary>
    public CollectedPayment? Payment { get; init; }

    /// <summary>At most 512 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The word alone: the number holds the seller's NIP and stays out of logs.</summary>
    public override string ToString() => "invoice of a collective identifier";
}

/// <summary>An amount.</summary>
[OpenApiSchema("CollectiveIdentifierInvoicePayment")]
public sealed record CollectedPayment
{
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }
}

/// <summary>Which collective identifiers are wanted.</summary>
[OpenApiSchema("CollectiveIdentifiersQueryRequest")]
public sealed record CollectiveIdentifierQuery
{
    [JsonPropertyName("collectiveIdentifierNumber")]
    public string? Number { get; init; }

    [JsonPropertyName("dateCreatedFrom")]
    public required DateTimeOffset CreatedFrom { get; init; }

    [JsonPropertyName("dateCreatedTo")]
    public required DateTimeOffset CreatedTo { get; init; }

    public int? InvoiceCountFrom { get; init; }

    public int? InvoiceCountTo { get; init; }

    public bool? CreatedInCurrentContext { get; init; }
}

/// <summary>A collective identifier.</summary>
[OpenApiSchema("CollectiveIdentifiersQueryResponseItem")]
public sealed record CollectiveIdentifier
{
    [JsonPropertyName("collectiveIdentifierNumber")]
    public required string Number { get; init; }

    [JsonPropertyName("dateCreated")]
    public required DateTimeOffset CreatedAt { get; init; }

    public required int InvoiceCount { get; init; }

    public required bool CreatedInCurrentContext { get; init; }

    /// <summary>How many; the number holds the seller's NIP and stays out of logs.</summary>
    public override string ToString() => $"collective identifier of {InvoiceCount} invoices";
}

/// <summary>An invoice of a collective identifier.</summary>
[OpenApiSchema("CollectiveIdentifierInvoicesQueryResponseItem")]
public sealed record InvoiceOfCollective
{
    /// <summary>To which it belongs; KSEF 13.</summary>
    public required string CollectiveIdentifierNumber { get; init; }

    public required KsefNumber KsefNumber { get; init; }

    public CollectedAmount? Payment { get; init; }

    public string? Description { get; init; }

    /// <summary>There are a payment or a description, and they are not for this context.</summary>
    public required bool DetailsHidden { get; init; }

    /// <summary>The word alone: the number holds the seller's NIP and stays out of logs.</summary>
    public override string ToString() => "invoice of a collective identifier";
}

/// <summary>What is paid of an invoice.</summary>
[OpenApiSchema("CollectiveIdentifierInvoicesQueryResponseItemPayment")]
public sealed record CollectedAmount
{
    public required decimal Amount { get; init; }

    public required string Currency { get; init; }
}

/// <summary>A collective identifier that an invoice belongs to.</summary>
[OpenApiSchema("CollectiveIdentifiersByKsefNumberQueryResponseItem")]
public sealed record CollectiveOfInvoice
{
    [JsonPropertyName("collectiveIdentifierNumber")]
    public required string Number { get; init; }

    [JsonPropertyName("dateCreated")]
    public required DateTimeOffset CreatedAt { get; init; }

    public required bool CreatedInCurrentContext { get; init; }

    /// <summary>The word alone: the number holds the seller's NIP and stays out of logs.</summary>
    public override string ToString() => "collective identifier";
}

[OpenApiSchema("GenerateCollectiveIdentifierRequest")]
internal sealed record GenerateCollective
{
    public required IReadOnlyList<CollectedInvoice> Invoices { get; init; }
}

[OpenApiSchema("GenerateCollectiveIdentifierResponse")]
internal sealed record GeneratedCollective
{
    public required string CollectiveIdentifierNumber { get; init; }
}

// Its schema has no name in what is known of API 2.7.1 (KSEF 13).
internal sealed record InvoicesOfCollectives
{
    public required IReadOnlyList<string> CollectiveIdentifierNumbers { get; init; }
}

[OpenApiSchema("CollectiveIdentifiersQueryResponse")]
internal sealed record CollectivePage : IPageWithToken
{
    public string? ContinuationToken { get; init; }

    public required IReadOnlyList<CollectiveIdentifier> CollectiveIdentifiers { get; init; }
}

[OpenApiSchema("CollectiveIdentifierInvoicesQueryResponse")]
internal sealed record InvoicesOfCollectivesPage : IPageWithToken
{
    public string? ContinuationToken { get; init; }

    public required IReadOnlyList<InvoiceOfCollective> Invoices { get; init; }
}

[OpenApiSchema("CollectiveIdentifiersByKsefNumberQueryResponse")]
internal sealed record CollectivesOfInvoicePage : IPageWithToken
{
    public string? ContinuationToken { get; init; }

    public required IReadOnlyList<CollectiveOfInvoice> CollectiveIdentifiers { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, Converters = [typeof(KsefNumberAsText)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GenerateCollective))]
[JsonSerializable(typeof(GeneratedCollective))]
[JsonSerializable(typeof(CollectiveIdentifierQuery))]
[JsonSerializable(typeof(CollectivePage))]
[JsonSerializable(typeof(InvoicesOfCollectives))]
[JsonSerializable(typeof(InvoicesOfCollectivesPage))]
[JsonSerializable(typeof(CollectivesOfInvoicePage))]
internal sealed partial class CollectiveJson : JsonSerializerContext;
