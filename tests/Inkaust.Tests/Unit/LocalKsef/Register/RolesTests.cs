using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef.Register;

/// <summary>What taxpayers are beyond being taxpayers (KSEF 9).</summary>
public sealed class RolesTests
{
    private const string Parent = "5260001246", Unit = "5265877635", Other = "1111111111";
    private readonly Journal journal = new();
    private readonly Roles roles;

    public RolesTests() => roles = new Roles(journal);

    [Theory]
    [InlineData("VatGroup", "VatGroupUnit", "VatGroupSubUnit")]
    [InlineData("JST", "LocalGovernmentUnit", "LocalGovernmentSubUnit")]
    [InlineData("EnforcementAuthority", "EnforcementAuthority", "LocalGovernmentSubUnit")]
    public void A_subject_and_its_units_have_their_roles(string kind, string role, string unitRole)
    {
        Assert.True(roles.Add(Subject(Parent, kind)));
        Assert.Equal(new Role(role, null, "Nadrzędny", LocalKsefDay.Noon), Assert.Single(roles.Of(Parent)));
        Assert.Equal(new Role(unitRole, Parent, "Podrzędny", LocalKsefDay.Noon), Assert.Single(roles.Of(Unit)));
        Assert.Equal((Unit, new Role(unitRole, Parent, "Podrzędny", LocalKsefDay.Noon)), Assert.Single(roles.Below(Parent)));
        Assert.Empty(roles.Of(Other));
        Assert.Empty(roles.Below(Unit));
    }

    [Fact]
    public void A_subject_is_made_once_and_takes_its_units_with_it()
    {
        Assert.True(roles.Add(Subject(Parent, "JST")));
        Assert.False(roles.Add(Subject(Parent, "VatGroup")));
        Assert.Equal("LocalGovernmentUnit", Assert.Single(roles.Of(Parent)).Name);
        roles.Remove(Other);
        Assert.Single(roles.Of(Unit));
        roles.Remove(Parent);
        Assert.Empty(roles.Of(Parent));
        Assert.Empty(roles.Of(Unit));
    }

    [Fact]
    public void The_latest_role_comes_first()
    {
        roles.SetBailiff(Parent, Bailiff with { StartedAt = LocalKsefDay.Noon.AddHours(1) });
        roles.Add(Subject(Parent, "JST"));
        Assert.Equal(["CourtBailiff", "LocalGovernmentUnit"], roles.Of(Parent).Select(role => role.Name));
        roles.SetBailiff(Parent, Bailiff with { StartedAt = LocalKsefDay.Noon.AddHours(-1) });
        Assert.Equal(["LocalGovernmentUnit", "CourtBailiff"], roles.Of(Parent).Select(role => role.Name));
    }

    [Fact]
    public void Bailiffs_and_authorities_enforce_and_nobody_else()
    {
        roles.Add(Subject(Parent, "EnforcementAuthority"));
        Assert.True(roles.Enforces(Parent));
        Assert.False(roles.Enforces(Unit));
        Assert.False(roles.Enforces(null));
        Assert.False(roles.Enforces(Other));
        roles.SetBailiff(Other, Bailiff);
        Assert.True(roles.Enforces(Other));
        roles.SetBailiff(Other, null);
        Assert.False(roles.Enforces(Other));
        journal.Clear(() => { });
        Assert.False(roles.Enforces(Parent));
    }

    [Fact]
    public void A_reset_forgets_bailiffs_and_a_snapshot_brings_all_back()
    {
        roles.Add(Subject(Parent, "VatGroup"));
        roles.SetBailiff(Other, Bailiff);
        var snapshot = journal.Snapshot(() => new LeftOut(0, 0));
        journal.Clear(() => { });
        Assert.Empty(roles.Of(Other));
        Assert.Empty(roles.Of(Unit));
        roles.SetBailiff(Unit, Bailiff);
        journal.Restore(snapshot, () => { });
        Assert.Equal("CourtBailiff", Assert.Single(roles.Of(Other)).Name);
        Assert.Equal("VatGroupSubUnit", Assert.Single(roles.Of(Unit)).Name);
    }

    private static Role Bailiff => new("CourtBailiff", null, "Komornik", LocalKsefDay.Noon);

    private static TestSubject Subject(string nip, string kind) =>
        new(nip, Enum.Parse<SubjectKind>(kind), [new Subunit(Unit, "Podrzędny")], "Nadrzędny", LocalKsefDay.Noon);
}
