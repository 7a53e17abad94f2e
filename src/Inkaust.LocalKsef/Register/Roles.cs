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
    /// <summary>All of it as it is written down.</summary>
    internal sealed record Written(IReadOnlyList<TestSubject> Subjects, IReadOnlyDictionary<string, Role> Bailiffs);

    private readonly Lock gate;
    private readonly Page<Written> page;
    private readonly Dictionary<string, TestSubject> subjects = [];
    private readonly Dictionary<string, Role> bailiffs = [];

    public Roles(Journal journal)
    {
        gate = journal.Gate;
        page = new Page<Written>(journal, "roles", () => new Written([.. subjects.Values], bailiffs.ToDictionary()), PutBack, ClearAll);
    }

    /// <summary>Adds a test subject; false when there is one with the NIP already.</summary>
    public bool Add(TestSubject subject)
    {
        lock (gate)
        {
            if (!subjects.TryAdd(subject.Nip, subject)) return false;
            page.Changed();
            return true;
        }
    }

    /// <summary>Removes a test subject and with it the roles of its subunits.</summary>
    public void Remove(string nip)
    {
        lock (gate)
            if (subjects.Remove(nip)) page.Changed();
    }

    public void SetBailiff(string nip, Role? role)
    {
        lock (gate)
        {
            if (role is null) bailiffs.Remove(nip);
            else bailiffs[nip] = role;
            page.Changed();
        }
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
                ? [.. parent.Subunits.Select(unit =>
                    (unit.SubjectNip, new Role(NameOfSubunit(parent.Kind), nip, unit.Description, parent.CreatedAt)))] : [];
    }

    /// <summary>Rights of enforcement exist only where enforcement is done.</summary>
    public bool Enforces(string? nip) => nip is not null && Of(nip).Any(role => role.Name is "CourtBailiff" or "EnforcementAuthority");

    private void ClearAll()
    {
        subjects.Clear();
        bailiffs.Clear();
    }

    private void PutBack(Written written)
    {
        ClearAll();
        foreach (var subject in written.Subjects) subjects[subject.Nip] = subject;
        foreach (var (nip, role) in written.Bailiffs) bailiffs[nip] = role;
    }

    private static string NameOf(SubjectKind kind) => kind switch
    {
        SubjectKind.EnforcementAuthority => "EnforcementAuthority",
        SubjectKind.VatGroup => "VatGroupUnit",
        _ => "LocalGovernmentUnit",
    };

    private static string NameOfSubunit(SubjectKind kind) => kind == SubjectKind.VatGroup ? "VatGroupSubUnit" : "LocalGovernmentSubUnit";
}
