using System.Text.Json.Nodes;

namespace Inkaust.LocalKsef;

/// <summary>Where a right comes from; it decides in which lists it shows up and by whom it may be withdrawn.</summary>
internal enum GrantKind { Person, Entity, Indirect, Subunit, EuEntity, TestData }

/// <summary>One right that somebody has given to somebody in a context.</summary>
internal sealed record Grant
{
    public required string Id { get; init; }
    public required GrantKind Kind { get; init; }
    public required Permission Permission { get; init; }
    public required ContextIdentifier Context { get; init; }
    public required SubjectIdentifier Authorized { get; init; }
    public required SubjectIdentifier Author { get; init; }
    public required string Description { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public bool CanDelegate { get; init; }

    /// <summary>Only for an administrator of a subunit: the context above, in which the right was given.</summary>
    public ContextIdentifier? GivenIn { get; init; }

    public string? SubunitName { get; init; }

    /// <summary>Only for a right given by a middleman: the client for whom it is, or null for all clients.</summary>
    public ContextIdentifier? Target { get; init; }

    /// <summary>Only for the rights of a company of the European Union.</summary>
    public string? EuEntityName { get; init; }

    public JsonObject? EuEntity { get; init; }

    /// <summary>What was said about the person, as the API shows it again.</summary>
    public JsonObject? Person { get; init; }

    /// <summary>What was said about the company, as the API shows it again.</summary>
    public JsonObject? Entity { get; init; }
}

internal enum EntityAuthorization { SelfInvoicing, RRInvoicing, TaxRepresentative, PefInvoicing }

/// <summary>A seller's permission for another company to issue in the seller's name.</summary>
internal sealed record Authorization
{
    public required string Id { get; init; }
    public required EntityAuthorization Scope { get; init; }

    /// <summary>NIP of the seller, who authorizes.</summary>
    public required string Authorizing { get; init; }

    /// <summary>NIP or Peppol identifier of the one who may issue.</summary>
    public required string Authorized { get; init; }

    public required SubjectIdentifier Author { get; init; }
    public required string Description { get; init; }
    public required string FullName { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
}

/// <summary>A permission of a person who owns a company, made by test data.</summary>
internal sealed record TestPerson(string Nip, string Pesel, bool IsBailiff, bool IsDeceased);

/// <summary>A grant or a withdrawal that was asked for.</summary>
internal sealed record PermissionOperation(ContextIdentifier Context, StatusInfo Status, DateTimeOffset StartedAt)
{
    public static readonly StatusInfo Running = new(100, "Operacja przyjęta do realizacji");
    public static readonly StatusInfo Done = new(200, "Operacja zakończona sukcesem");
}
