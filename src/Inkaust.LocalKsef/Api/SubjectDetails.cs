using System.Text.Json.Nodes;

namespace Inkaust.LocalKsef;

/// <summary>What a grant says about a person, in one of three parts.</summary>
internal sealed record PersonDetails
{
    public required string SubjectDetailsType { get; init; }
    public NamedPerson? PersonById { get; init; }
    public NamedPerson? PersonByFpWithId { get; init; }
    public NamedPerson? PersonByFpNoId { get; init; }

    /// <summary>The same as answers show it: without the part around it.</summary>
    /// <exception cref="ApiRefusal">21405: nothing is said.</exception>
    public JsonObject Flattened()
    {
        var person = PersonById ?? PersonByFpWithId ?? PersonByFpNoId ?? throw ApiRefusal.Invalid("Brak danych osoby w subjectDetails.");
        var flat = new JsonObject { ["subjectDetailsType"] = SubjectDetailsType, ["firstName"] = person.FirstName, ["lastName"] = person.LastName };
        if (person.Identifier is { } identifier)
            flat["personIdentifier"] = new JsonObject { ["type"] = identifier.Type, ["value"] = identifier.Value };
        if (person.BirthDate is { } birth) flat["birthDate"] = birth;
        if (person.IdDocument is { } document)
            flat["idDocument"] = new JsonObject { ["type"] = document.Type, ["number"] = document.Number, ["country"] = document.Country };
        return flat;
    }

    internal sealed record NamedPerson
    {
        public string? FirstName { get; init; }
        public string? LastName { get; init; }
        public PersonIdentifier? Identifier { get; init; }
        public string? BirthDate { get; init; }
        public Document? IdDocument { get; init; }
    }

    internal sealed record PersonIdentifier(string? Type = null, string? Value = null);

    internal sealed record Document(string? Type = null, string? Number = null, string? Country = null);
}

/// <summary>What a grant for a company of the European Union says about who gets it: a person or a company, known by a certificate.</summary>
internal sealed record EuSubjectDetails
{
    public required string SubjectDetailsType { get; init; }
    public PersonDetails.NamedPerson? PersonByFpWithId { get; init; }
    public PersonDetails.NamedPerson? PersonByFpNoId { get; init; }
    public EuCompany? EntityByFp { get; init; }

    /// <exception cref="ApiRefusal">21405: nothing is said.</exception>
    public Grant PutInto(Grant grant) => EntityByFp is { } entity
        ? grant with { Entity = entity.Flattened() }
        : grant with { Person = AsPerson().Flattened() };

    private PersonDetails AsPerson() =>
        new() { SubjectDetailsType = SubjectDetailsType, PersonByFpWithId = PersonByFpWithId, PersonByFpNoId = PersonByFpNoId };
}

internal sealed record EuCompany(string FullName, string? Address = null)
{
    /// <summary>As answers show one that is known by a certificate.</summary>
    public JsonObject Flattened() => new() { ["subjectDetailsType"] = "EntityByFingerprint", ["fullName"] = FullName, ["address"] = Address };
}
