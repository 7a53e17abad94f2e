using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.LocalKsef.Invoices;
using static Inkaust.Tests.Unit.LocalKsef.Register.RightsOnPaper;

namespace Inkaust.Tests.Unit.LocalKsef.Api;

/// <summary>Which rights a list shows to whom, filter by filter.</summary>
public sealed class GrantQueryTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private const string Persons = "/v2/permissions/query/persons/grants", Personal = "/v2/permissions/query/personal/grants", Entities = "/v2/permissions/query/entities/grants",
        Subunits = "/v2/permissions/query/subunits/grants", EuEntities = "/v2/permissions/query/eu-entities/grants", Authorizations = "/v2/permissions/query/authorizations/grants";

    private readonly World world = fixture.World;
    private readonly string nip = LocalKsefClient.NewNip(), client = LocalKsefClient.NewNip(), person = LocalKsefClient.NewNip(), other = LocalKsefClient.NewNip();

    private ContextIdentifier Own => Context($"Nip/{nip}");

    private SubjectIdentifier Person => Subject($"Nip/{person}");

    private SubjectIdentifier Other => Subject($"Nip/{other}");

    private Caller Owner => new(world, $"Nip/{nip}", $"Nip/{nip}", Permission.Owner);

    [Fact]
    public async Task Rights_of_persons_are_filtered_by_each_of_their_parts()
    {
        Give("read", GrantKind.Person, Permission.InvoiceRead, Own, Person);
        Give("write", GrantKind.Person, Permission.InvoiceWrite, Own, Other);
        Give("by another", GrantKind.Person, Permission.InvoiceRead, Own, Other, grant => grant with { Author = Other });
        Give("waits", GrantKind.Indirect, Permission.InvoiceRead, Own, Person, grant => grant with { Target = Context($"Nip/{client}") });
        Give("for all", GrantKind.Indirect, Permission.InvoiceRead, Own, Other, grant => grant with { Target = null });
        Give("elsewhere", GrantKind.Person, Permission.InvoiceRead, Context($"Nip/{client}"), Person);
        Give("unit", GrantKind.Subunit, Permission.CredentialsManage, Context($"InternalId/{nip}-00012"), Person,
            grant => grant with { GivenIn = Own, Author = Subject($"Nip/{nip}") });

        async Task<string> Listed(object filter) =>
            string.Join(" ", (await Owner.Post(Persons, filter)).Ids().Select(id => id[nip.Length..]).Order(StringComparer.Ordinal));
        const string here = "PermissionsInCurrentContext", given = "PermissionsGrantedInCurrentContext";
        Assert.Equal("by another for all read waits write", await Listed(new { queryType = here }));
        Assert.Equal("for all read unit waits write", await Listed(new { queryType = given }));
        Assert.Equal("by another", await Listed(new { queryType = here, authorIdentifier = new { type = "Nip", value = other } }));
        Assert.Equal("by another for all read waits write", await Listed(new { queryType = here, authorIdentifier = new { type = "Nip" } }));
        Assert.Equal("", await Listed(new { queryType = here, authorIdentifier = new { type = "Pesel", value = other } }));
        Assert.Equal("read waits", await Listed(new { queryType = here, authorizedIdentifier = new { type = "Nip", value = person } }));
        Assert.Equal("unit", await Listed(new { queryType = given, contextIdentifier = new { type = "InternalId", value = $"{nip}-00012" } }));
        Assert.Equal("write", await Listed(new { queryType = here, permissionTypes = new[] { "InvoiceWrite" } }));
        Assert.Equal("by another for all read waits write", await Listed(new { queryType = here, permissionTypes = Array.Empty<string>() }));
        Assert.Equal("waits", await Listed(new { queryType = here, permissionState = "Inactive" }));
        Assert.Equal("by another for all read write", await Listed(new { queryType = here, permissionState = "Active" }));
        // The own company is what was given directly in it (KSEF 9).
        Assert.Equal("by another read write", await Listed(new { queryType = here, targetIdentifier = new { type = "Nip", value = nip } }));
        Assert.Equal("waits", await Listed(new { queryType = here, targetIdentifier = new { type = "Nip", value = client } }));
        Assert.Equal("", await Listed(new { queryType = here, targetIdentifier = new { type = "Nip", value = other } }));
        Assert.Equal("for all", await Listed(new { queryType = here, targetIdentifier = new { type = "AllPartners" } }));
    }

    [Fact]
    public async Task A_row_says_for_whom_a_right_through_a_middleman_is()
    {
        Give("waits", GrantKind.Indirect, Permission.InvoiceRead, Own, Person, grant => grant with { Target = Context($"Nip/{client}") });
        Give("for all", GrantKind.Indirect, Permission.InvoiceWrite, Own, Person);
        Give("direct", GrantKind.Person, Permission.Introspection, Own, Person);
        var rows = (await Owner.Post(Persons,
            new { queryType = "PermissionsInCurrentContext" })).Json["permissions"]!.AsArray().ToDictionary(row => row!["permissionScope"]!.GetValue<string>(), row => row!["targetIdentifier"]?.ToJsonString());
        Assert.Equal(($$"""{"type":"Nip","value":"{{client}}"}""", """{"type":"AllPartners"}""", null), (rows["InvoiceRead"], rows["InvoiceWrite"], rows["Introspection"]));
    }

    [Fact]
    public async Task Somebody_sees_the_own_rights_and_an_owner_those_of_the_company_too()
    {
        Give("mine", GrantKind.Person, Permission.InvoiceRead, Own, Person);
        Give("of another", GrantKind.Person, Permission.InvoiceRead, Own, Other);
        Give("mine elsewhere", GrantKind.Person, Permission.InvoiceRead, Context($"Nip/{client}"), Person);
        Give("through a middleman", GrantKind.Indirect, Permission.InvoiceRead, Context($"Nip/{client}"), Person,
            grant => grant with { Target = Own });
        Give("for another client", GrantKind.Indirect, Permission.InvoiceRead, Context($"Nip/{client}"), Person,
            grant => grant with { Target = Context($"Nip/{other}") });
        Give("of the company", GrantKind.Entity, Permission.InvoiceWrite, Context($"Nip/{client}"), Subject($"Nip/{nip}"));
        Give("no company", GrantKind.Person, Permission.InvoiceWrite, Context($"Nip/{client}"), Subject($"Nip/{nip}"));

        async Task<string> Listed(Caller caller, object? filter = null) =>
            string.Join(", ", (await caller.Post(Personal, filter)).Ids().Select(id => id[nip.Length..]).Order(StringComparer.Ordinal));
        var somebody = new Caller(world, $"{Person}", $"{Own}", Permission.InvoiceRead);
        Assert.Equal("mine, through a middleman", await Listed(somebody));
        Assert.Equal("of the company", await Listed(Owner));
        Assert.Equal("mine, of the company, through a middleman", await Listed(new Caller(world, $"{Person}", $"{Own}", Permission.Owner)));
        Assert.Equal("through a middleman", await Listed(somebody, new { contextIdentifier = new { type = "Nip", value = client } }));
        Assert.Equal("through a middleman", await Listed(somebody, new { permissionState = "Inactive" }));
        Assert.Equal("mine", await Listed(somebody, new { permissionState = "Active" }));
        Assert.Equal("", await Listed(somebody, new { permissionTypes = new[] { "InvoiceWrite" } }));
        Assert.Equal("mine", await Listed(somebody, new { targetIdentifier = new { type = "Nip", value = nip }, permissionState = "Active" }));
        // Only when it is somebody other than the one who asks.
        var row = (await new Caller(world, $"{Person}", $"{Own}", Permission.Owner).Post(Personal,
            new { permissionTypes = new[] { "InvoiceWrite" } })).Json["permissions"]![0]!;
        Assert.Equal((nip, client), (row["authorizedIdentifier"]!["value"]!.GetValue<string>(),
            row["contextIdentifier"]!["value"]!.GetValue<string>()));
        Assert.Null((await somebody.Post(Personal)).Json["permissions"]![0]!["authorizedIdentifier"]);
    }

    [Fact]
    public async Task A_company_sees_what_other_companies_have_given_to_it()
    {
        Give("given", GrantKind.Entity, Permission.InvoiceRead, Context($"Nip/{client}"), Subject($"Nip/{nip}"));
        Give("to another", GrantKind.Entity, Permission.InvoiceRead, Context($"Nip/{client}"), Other);
        Give("as a person", GrantKind.Person, Permission.InvoiceRead, Context($"Nip/{client}"), Subject($"Nip/{nip}"));
        Assert.Equal([nip + "given"], (await Owner.Post(Entities)).Ids());
        Assert.Equal([nip + "given"], (await Owner.Post(Entities, new { contextIdentifier = new { type = "Nip", value = client } })).Ids());
        Assert.Empty((await Owner.Post(Entities, new { contextIdentifier = new { type = "Nip", value = other } })).Ids());
    }

    [Fact]
    public async Task Authorizations_are_seen_from_both_sides()
    {
        foreach (var (id, scope, authorizing, authorized) in new[]
        {
            ("given", EntityAuthorization.SelfInvoicing, nip, other), ("to a provider", EntityAuthorization.PefInvoicing, nip,
                "PPL123456"), ("received", EntityAuthorization.TaxRepresentative, client, nip),
        })
            world.Rights.Add(SelfInvoicing(nip + id) with { Scope = scope, Authorizing = authorizing, Authorized = authorized });
        async Task<string> Listed(object filter) =>
            string.Join(", ", (await Owner.Post(Authorizations, filter)).Ids("authorizationGrants").Select(id => id[nip.Length..]));
        Assert.Equal("given, to a provider", await Listed(new { queryType = "Granted" }));
        Assert.Equal("received", await Listed(new { queryType = "Received" }));
        Assert.Equal("given", await Listed(new { queryType = "Granted", authorizedIdentifier = new { type = "Nip", value = other } }));
        Assert.Equal("received", await Listed(new { queryType = "Received", authorizedIdentifier = new { type = "Nip", value = nip } }));
        Assert.Equal("", await Listed(new { queryType = "Received", authorizingIdentifier = new { type = "Nip", value = other } }));
        Assert.Equal("received", await Listed(new { queryType = "Received", authorizingIdentifier = new { type = "Nip", value = client } }));
        Assert.Equal("to a provider", await Listed(new { queryType = "Granted", permissionTypes = new[] { "PefInvoicing" } }));
        Assert.Equal("given, to a provider", await Listed(new { queryType = "Granted", permissionTypes = Array.Empty<string>() }));
        var rows = (await Owner.Post(Authorizations, new { queryType = "Granted" })).Json["authorizationGrants"]!.AsArray();
        Assert.Equal(["Nip", "PeppolId"], rows.Select(row => row!["authorizedEntityIdentifier"]!["type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Administrators_of_subunits_are_seen_where_they_were_made()
    {
        var (unit, another) = (Context($"InternalId/{nip}-00012"), Context($"InternalId/{nip}-00023"));
        Give("unit", GrantKind.Subunit, Permission.CredentialsManage, unit, Person, grant => grant with { GivenIn = Own });
        Give("another", GrantKind.Subunit, Permission.CredentialsManage, another, Person, grant => grant with { GivenIn = Own });
        Give("elsewhere", GrantKind.Subunit, Permission.CredentialsManage, unit, Other, grant => grant with { GivenIn = Context($"Nip/{client}") });
        Give("no unit", GrantKind.EuEntity, Permission.InvoiceRead, unit, Person, grant => grant with { GivenIn = Own });
        Assert.Equal([nip + "another", nip + "unit"], (await Owner.Post(Subunits)).Ids());
        Assert.Equal([nip + "unit"], (await Owner.Post(Subunits, new { subunitIdentifier = new { type = "InternalId", value = unit.Value } })).Ids());
    }

    [Fact]
    public async Task Rights_in_companies_of_the_European_Union_are_seen_there_and_from_the_NIP()
    {
        var (german, irish) = (Context($"NipVatUe/{nip}-DE123456789"), Context($"NipVatUe/{nip}-IE1234567A"));
        var (one, two) = (Subject("Fingerprint/" + new string('A', 64)), Subject("Fingerprint/" + new string('B', 64)));
        Give("a", GrantKind.EuEntity, Permission.VatUeManage, german, one, grant => grant with { GivenIn = Own });
        Give("b", GrantKind.EuEntity, Permission.InvoiceRead, german, two);
        Give("c", GrantKind.EuEntity, Permission.InvoiceRead, irish, one);
        Give("d", GrantKind.EuEntity, Permission.InvoiceRead, Context($"NipVatUe/{client}-DE123456789"), one);
        Give("e", GrantKind.Person, Permission.InvoiceRead, german, one);
        async Task<string> Listed(Caller caller, object? filter = null) =>
            string.Concat((await caller.Post(EuEntities, filter)).Ids().Select(id => id[nip.Length..]));
        var manager = new Caller(world, $"{one}", $"{german}", Permission.VatUeManage);
        Assert.Equal("abc", await Listed(Owner));
        Assert.Equal("ab", await Listed(manager));
        // Whoever has given a right there sees it from where it was given.
        var unit = Context($"InternalId/{nip}-00012");
        Give("f", GrantKind.EuEntity, Permission.InvoiceRead, irish, two, grant => grant with { GivenIn = unit });
        Assert.Equal("f", await Listed(new Caller(world, $"{Person}", $"{unit}", Permission.CredentialsRead)));
        Assert.Equal("cf", await Listed(Owner, new { vatUeIdentifier = "IE1234567A" }));
        Assert.Equal("bf", await Listed(Owner, new { authorizedFingerprintIdentifier = two.Value }));
        Assert.Equal("a", await Listed(Owner, new { permissionTypes = new[] { "VatUeManage" } }));
        Assert.Equal("DE123456789", (await manager.Post(EuEntities)).Json["permissions"]![0]!["vatUeIdentifier"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_page_says_whether_there_is_more()
    {
        for (var at = 0; at < 21; at++)
            Give($"{at:00}", GrantKind.Person, Permission.InvoiceRead, Own, Subject($"Nip/{LocalKsefClient.NewNip()}"),
                grant => grant with { StartedAt = LocalKsefDay.Noon.AddMinutes(at < 20 ? 0 : 1) });
        async Task<string> Page(string query)
        {
            var reply = await Owner.Post($"{Persons}?{query}", new { queryType = "PermissionsInCurrentContext" });
            return reply.Code is { } code ? $"{code}" : $"{reply.Ids()[0][nip.Length..]} {reply.Ids().Length} {reply.Json["hasMore"]}";
        }
        // The latest first, then by identifier.
        Assert.Equal("20 10 true", await Page(""));
        Assert.Equal("09 10 true", await Page("pageOffset=1"));
        Assert.Equal("19 1 false", await Page("pageOffset=2&pageSize=10"));
        Assert.Equal("20 20 true", await Page("pageSize=20"));
        Assert.Equal("20 21 false", await Page("pageSize=21"));
        Assert.Equal("21405", await Page("pageSize=9"));
        Assert.Equal("21405", await Page("pageSize=101"));
        Assert.Equal("21405", await Page("pageOffset=-1"));
        Assert.Equal("21405", await Page("pageSize=x"));
    }

    [Fact]
    public async Task Roles_of_the_company_and_of_those_below_it_are_listed()
    {
        world.Roles.Add(new TestSubject(nip, SubjectKind.VatGroup, [new Subunit(client, "Pierwszy"), new Subunit(other, "Drugi")], "Grupa",
            LocalKsefDay.Noon));
        Assert.Equal("VatGroupUnit", Assert.Single((await Owner.Send("GET", "/v2/permissions/query/entities/roles")).Json["roles"]!.AsArray())!["role"]!.GetValue<string>());
        var member = Assert.Single((await new Caller(world, $"Nip/{client}", $"Nip/{client}", Permission.Owner).Send("GET",
            "/v2/permissions/query/entities/roles")).Json["roles"]!.AsArray())!;
        Assert.Equal(("VatGroupSubUnit", nip), (member["role"]!.GetValue<string>(), member["parentEntityIdentifier"]!["value"]!.GetValue<string>()));
        const string below = "/v2/permissions/query/subordinate-entities/roles";
        Assert.Equal(2, (await Owner.Post(below)).Json["roles"]!.AsArray().Count);
        Assert.Equal(other, Assert.Single((await Owner.Post(below, new { subordinateEntityIdentifier = new { type = "Nip", value = other } })).Json["roles"]!.AsArray())!["subordinateEntityIdentifier"]!["value"]!.GetValue<string>());
    }

    private void Give(string id, GrantKind kind, Permission permission, ContextIdentifier context, SubjectIdentifier authorized, Func<Grant,
        Grant>? change = null)
    {
        var grant = Grant(kind, permission, context, authorized) with { Id = nip + id, Author = Subject($"Nip/{nip}") };
        world.Rights.Add(change?.Invoke(grant) ?? grant);
    }
}
