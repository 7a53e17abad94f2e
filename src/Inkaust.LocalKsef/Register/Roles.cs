namespace Inkaust.LocalKsef;

internal enum SubjectKind { EnforcementAuthority, VatGroup, JST }

internal sealed record Subunit(string SubjectNip, string Description);

/// <summary>A taxpayer of a special kind with its subordinate ones, made by test data.</summary>
internal sealed record TestSubject(string Nip, SubjectKind Kind, IReadOnlyList<Subunit> Subunits, string Description, DateTimeOffset CreatedAt);

/// <summary>A role of a taxpayer; the names are those of the API.</summary>
internal sealed record Role(string Name, string? ParentNip, string Description, DateTimeOffset StartedAt);

/// <summary>What taxpayers are, beyond being taxpayers: groups, local government, bailiffs (KSEF 9).</summary>
internal sealed class Roles
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, TestSubject> subjects = [];
    private readonly Dictionary<string, Role> bailiffs = [];

    /// <summary>Adds a test subject; false when there is one with the NIP already.</summary>
    public bool Add(TestSubject subject)
    {
        lock (gate) return subjects.TryAdd(subject.Nip, subject);
    }

    /// <summary>Removes a test subject and with it the roles of its subunits.</summary>
    public void Remove(string nip)
    {
        lock (gate) subjects.Remove(nip);
    }

    public void SetBailiff(string nip, Role? role)
    {
        lock (gate)
            if (role is null) bailiffs.Remove(nip);
            else bailiffs[nip] = role;
    }

    public IReadOnlyList<Role> Of(string nip)
    {
        lock (gate)
        {
            var roles = new List<Role>();
            if (bailiffs.TryGetValue(nip, out var bailiff)) roles.Add(bailiff);
            if (subjects.TryGetValue(nip, out var own)) roles.Add(new Role(NameOf(own.Kind), null, own.Description, own.CreatedAt));
            roles.AddRange(subjects.Values.SelectMany(parent => parent.Subunits.Where(unit => unit.SubjectNip == nip)
                .Select(unit => new Role(NameOfSubunit(parent.Kind), parent.Nip, unit.Description, parent.CreatedAt))));
            return [.. roles.OrderByDescending(role => role.StartedAt)];
        }
    }

    /// <summary>The subordinate taxpayers of a group or of a local government, with their roles.</summary>
    public IReadOnlyList<(string Nip, Role Role)> Below(string nip)
    {
        lock (gate)
            return subjects.TryGetValue(nip, out var parent)
                ? [.. parent.Subunits.Select(unit => (unit.SubjectNip, new Role(NameOfSubunit(parent.Kind), nip, unit.Description, parent.CreatedAt)))] : [];
    }

    /// <summary>Rights of enforcement exist only where enforcement is done.</summary>
    public bool Enforces(string? nip) => nip is not null && Of(nip).Any(role => role.Name is "CourtBailiff" or "EnforcementAuthority");

    public void Clear()
    {
        lock (gate)
        {
            subjects.Clear();
            bailiffs.Clear();
        }
    }

    private static string NameOf(SubjectKind kind) => kind switch
    {
        SubjectKind.EnforcementAuthority => "EnforcementAuthority",
        SubjectKind.VatGroup => "VatGroupUnit",
        _ => "LocalGovernmentUnit",
    };

    private static string NameOfSubunit(SubjectKind kind) => kind == SubjectKind.VatGroup ? "VatGroupSubUnit" : "LocalGovernmentSubUnit";
}
