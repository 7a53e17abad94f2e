using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.LocalKsef.Invoices;
using static Inkaust.Tests.Unit.LocalKsef.Register.RightsOnPaper;

namespace Inkaust.Tests.Unit.LocalKsef.Api;

/// <summary>Each operation that gives rights: what it takes, what it refuses, and what is there afterwards.</summary>
public sealed class GrantRequestTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private const string Persons = "/v2/permissions/persons/grants", Entities = "/v2/permissions/entities/grants", Indirect = "/v2/permissions/indirect/grants",
        Administration = "/v2/permissions/eu-entities/administration/grants", Representation = "/v2/permissions/eu-entities/grants", Subunits = "/v2/permissions/subunits/grants",
        Authorizations = "/v2/permissions/authorizations/grants";

    private static readonly string Fingerprint = new('A', 64);
    private readonly World world = fixture.World;
    private readonly string nip = LocalKsefClient.NewNip();

    private ContextIdentifier Own => Context($"Nip/{nip}");

    private Caller Owner => new(world, $"Nip/{nip}", $"Nip/{nip}", Permission.Owner);

    private Caller Manager => new(world, "Fingerprint/" + new string('B', 64), $"NipVatUe/{nip}-DE123456789", Permission.VatUeManage);

    private Caller For(string path) => path == Representation ? Manager : Owner;

    public static TheoryData<string> All => [Persons, Entities, Indirect, Administration, Representation, Subunits, Authorizations];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_description_has_5_to_256_characters(string path)
    {
        foreach (var (length, code) in new[] { (4, 21405), (5, 0), (256, 0), (257, 21405) })
            Assert.Equal(code == 0 ? null : code, (await For(path).Post(path, Right(path, "description", new string('x', length)))).Code);
    }

    [Theory]
    [InlineData(Persons, "Nip Pesel Fingerprint")]
    [InlineData(Entities, "Nip")]
    [InlineData(Indirect, "Nip Pesel Fingerprint")]
    [InlineData(Administration, "Fingerprint")]
    [InlineData(Representation, "Fingerprint")]
    [InlineData(Subunits, "Nip Pesel Fingerprint")]
    [InlineData(Authorizations, "Nip PeppolId")]
    public async Task A_subject_is_of_a_kind_that_may_get_such_a_right(string path, string kinds)
    {
        foreach (var (type, value) in new[] { ("Nip", "5265877635"), ("Pesel", "44051401359"), ("Fingerprint", Fingerprint),
            ("PeppolId", "PPL123456") })
        {
            Assert.Equal(kinds.Split(' ').Contains(type) ? null : 21405,
                (await For(path).Post(path, Right(path, "subjectIdentifier", new JsonObject { ["type"] = type, ["value"] = value }))).Code);
            Assert.Equal(21405, (await For(path).Post(path,
                Right(path, "subjectIdentifier", new JsonObject { ["type"] = type, ["value"] = value[..^1] }))).Code);
        }
    }

    [Theory]
    [InlineData(Persons, "CredentialsManage CredentialsRead InvoiceWrite InvoiceRead Introspection SubunitManage CollectiveIdentifierManage")]
    [InlineData(Entities, "InvoiceRead InvoiceWrite CollectiveIdentifierManage")]
    [InlineData(Indirect, "InvoiceRead InvoiceWrite CollectiveIdentifierManage")]
    [InlineData(Representation, "InvoiceRead InvoiceWrite")]
    public async Task Only_rights_that_the_operation_knows_are_given(string path, string known)
    {
        foreach (var permission in Enum.GetValues<Permission>().Where(permission => permission != Permission.EnforcementOperations))
        {
            var who = LocalKsefClient.NewNip();
            var request = Right(path, "permissions",
                new JsonArray(path == Entities ? new JsonObject { ["type"] = $"{permission}" } : JsonValue.Create($"{permission}")));
            if (path != Representation) request["subjectIdentifier"]!["value"] = who;
            var isKnown = known.Split(' ').Contains($"{permission}");
            var caller = For(path);
            Assert.Equal(isKnown ? null : 21405, (await caller.Post(path, request)).Code);
            if (isKnown) Assert.Contains(world.Rights.Grants(grant => grant.Context == caller.Context), grant => grant.Permission == permission);
        }
        Assert.Equal(21405, (await For(path).Post(path, Right(path, "permissions", new JsonArray()))).Code);
    }

    [Fact]
    public async Task A_right_remembers_who_gave_it_to_whom_where_and_when()
    {
        Assert.Equal(200, await Owner.Outcome("POST", Persons,
            Right(Persons, "permissions", new JsonArray("InvoiceRead", "InvoiceWrite", "InvoiceRead"))));
        var given = world.Rights.Grants(grant => grant.Context == Own);
        Assert.Equal([Permission.InvoiceRead, Permission.InvoiceWrite], given.Select(grant => grant.Permission));
        Assert.All(given, grant => Assert.Equal((GrantKind.Person, Subject("Nip/5265877635"), Subject($"Nip/{nip}"), "Na próbę", false, "Anna"),
            (grant.Kind, grant.Authorized, grant.Author, grant.Description, grant.CanDelegate, grant.Person!["firstName"]!.GetValue<string>())));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_company_may_pass_on_what_it_is_given_when_that_is_said(bool canDelegate)
    {
        await Owner.Post(Entities, Right(Entities, "permissions",
            new JsonArray(new JsonObject { ["type"] = "InvoiceRead", ["canDelegate"] = canDelegate })));
        var grant = Assert.Single(world.Rights.Grants(grant => grant.Context == Own));
        Assert.Equal((GrantKind.Entity, canDelegate, "Biuro Próbne", "EntityByIdentifier"),
            (grant.Kind, grant.CanDelegate, grant.Entity!["fullName"]!.GetValue<string>(), grant.Entity["subjectDetailsType"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""null""", null, 0)]
    [InlineData("""{"type":"AllPartners"}""", null, 0)]
    [InlineData("""{"type":"Nip","value":"1111111111"}""", "Nip/1111111111", 0)]
    [InlineData("""{"type":"InternalId","value":"1111111111-00011"}""", "InternalId/1111111111-00011", 0)]
    [InlineData("""{"type":"Nip","value":"111"}""", null, 21405)]
    [InlineData("""{"type":"Nip"}""", null, 21405)]
    [InlineData("""{"type":"Pesel","value":"44051401359"}""", null, 21405)]
    public async Task A_right_to_pass_on_is_for_one_client_or_for_all(string target, string? expected, int code)
    {
        var request = Right(Indirect, "targetIdentifier", JsonNode.Parse(target));
        Assert.Equal(code == 0 ? null : code, (await Owner.Post(Indirect, request)).Code);
        if (code == 0) Assert.Equal((GrantKind.Indirect, expected),
            (Assert.Single(world.Rights.Grants(grant => grant.Context == Own)).Kind,
                world.Rights.Grants(grant => grant.Context == Own)[0].Target?.ToString()));
        else Assert.Empty(world.Rights.Grants(grant => grant.Context == Own));
    }

    [Theory]
    [InlineData("a bailiff", "CourtBailiff", 200)]
    [InlineData("an enforcement authority", "EnforcementAuthority", 200)]
    [InlineData("anybody else", "", 430)]
    public async Task Enforcement_is_given_where_enforcement_is_done(string what, string role, int code)
    {
        Assert.NotEmpty(what);
        if (role == "CourtBailiff") world.Roles.SetBailiff(nip, new Role(role, null, "Komornik", LocalKsefDay.Noon));
        if (role == "EnforcementAuthority") world.Roles.Add(new TestSubject(nip, SubjectKind.EnforcementAuthority, [], "Organ", LocalKsefDay.Noon));
        Assert.Equal(code, await Owner.Outcome("POST", Persons,
            Right(Persons, "permissions", new JsonArray("InvoiceRead", "EnforcementOperations"))));
        Assert.Equal(code == 200 ? 2 : 0, world.Rights.Grants(grant => grant.Context == Own).Count);
    }

    [Fact]
    public async Task The_administrator_of_a_company_of_the_European_Union_gets_four_rights_there()
    {
        Assert.Equal(200, await Owner.Outcome("POST", Administration, Right(Administration)));
        var given = world.Rights.Grants(grant => grant.GivenIn == Own);
        Assert.Equal([Permission.VatUeManage, Permission.InvoiceWrite, Permission.InvoiceRead, Permission.Introspection],
            given.Select(grant => grant.Permission));
        Assert.All(given, grant => Assert.Equal((GrantKind.EuEntity, Context($"NipVatUe/{nip}-DE123456789"), "Beispiel GmbH", "Berlin"),
            (grant.Kind, grant.Context, grant.EuEntityName, grant.EuEntity!["address"]!.GetValue<string>())));
        Assert.Equal(200, await Manager.Outcome("POST", Representation,
            Right(Representation, "subjectIdentifier", new JsonObject { ["type"] = "Fingerprint", ["value"] = new string('C', 64) })));
        var representative = Assert.Single(world.Rights.Grants(grant => grant.Authorized.Value == new string('C',
            64) && grant.Context == Manager.Context));
        Assert.Equal(("Beispiel GmbH", "Berlin", null),
            (representative.EuEntityName, representative.EuEntity!["address"]!.GetValue<string>(), representative.GivenIn));
    }

    [Theory]
    [InlineData("of another NIP", "NipVatUe", "1111111111-DE123456789")]
    [InlineData("that is none", "NipVatUe", "DE123456789X")]
    public async Task A_company_of_the_European_Union_belongs_to_the_context(string what, string type, string value)
    {
        Assert.NotEmpty(what);
        Assert.Equal(410, await Owner.Outcome("POST", Administration,
            Right(Administration, "contextIdentifier", new JsonObject { ["type"] = type, ["value"] = value })));
        Assert.Empty(world.Rights.Grants(grant => grant.GivenIn == Own));
    }

    [Fact]
    public async Task A_subunit_is_one_of_the_context_with_a_right_check_digit()
    {
        var member = LocalKsefClient.NewNip();
        Assert.Equal(440, await InSubunit("Nip", member));
        world.Roles.Add(new TestSubject(nip, SubjectKind.VatGroup, [new Subunit(member, "Członek")], "Grupa", LocalKsefDay.Noon));
        Assert.Equal(200, await InSubunit("Nip", member));
        Assert.Equal(440, await InSubunit("Nip", LocalKsefClient.NewNip()));
        Assert.Equal(200, await InSubunit("InternalId", Unit(nip)));
        Assert.Equal(440, await InSubunit("InternalId", Unit(LocalKsefClient.NewNip())));
        var wrong = Unit(nip)[..^1] + (Unit(nip)[^1] == '0' ? '1' : '0');
        Assert.Equal(21405, (await Owner.Post(Subunits,
            Right(Subunits, "contextIdentifier", new JsonObject { ["type"] = "InternalId", ["value"] = wrong }))).Code);
        Assert.Equal(21405, (await Owner.Post(Subunits,
            Right(Subunits, "contextIdentifier", new JsonObject { ["type"] = "InternalId", ["value"] = "12" }))).Code);
        Assert.Equal(["InternalId " + Unit(nip), "Nip " + member],
            world.Rights.Grants(grant => grant.GivenIn == Own && grant is
            {
                Kind: GrantKind.Subunit, Permission: Permission.CredentialsManage,
                SubunitName: "Oddział"
            })
            .Select(grant => $"{grant.Context.Type} {grant.Context.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_authorization_is_given_in_the_context_of_a_company()
    {
        Assert.Equal(450, await new Caller(world, "Nip/1", $"InternalId/{nip}-00012", Permission.Owner).Outcome("POST", Authorizations,
            Right(Authorizations)));
        Assert.Empty(world.Rights.Authorizations(one => one.Authorized == "5265877635" && one.Authorizing.StartsWith(nip, StringComparison.Ordinal)));
        Assert.Equal(200, await Owner.Outcome("POST", Authorizations, Right(Authorizations)));
        var given = Assert.Single(world.Rights.Authorizations(one => one.Authorizing == nip));
        Assert.Equal((EntityAuthorization.SelfInvoicing, "5265877635", Subject($"Nip/{nip}"), "Na próbę", "Biuro Próbne"),
            (given.Scope, given.Authorized, given.Author, given.Description, given.FullName));
    }

    private Task<int> InSubunit(string type, string value) =>
        Owner.Outcome("POST", Subunits, Right(Subunits, "contextIdentifier", new JsonObject { ["type"] = type, ["value"] = value }));

    // Digits at even places count once, those between them three times (KSEF 9).
    private static string Unit(string nip)
    {
        var digits = nip + "0001";
        var sum = 0;
        for (var at = 0; at < digits.Length; at++) sum += (digits[at] - '0') * (at % 2 == 0 ? 1 : 3);
        return $"{nip}-0001{sum % 10}";
    }

    private JsonObject Right(string path, string? property = null, JsonNode? value = null)
    {
        var request = new JsonObject { ["description"] = "Na próbę" };
        request["subjectIdentifier"] = path is Administration or Representation
            ? new JsonObject { ["type"] = "Fingerprint", ["value"] = Fingerprint } : new JsonObject { ["type"] = "Nip", ["value"] = "5265877635" };
        request["subjectDetails"] = path switch
        {
            Entities or Authorizations => new JsonObject { ["fullName"] = "Biuro Próbne" },
            Administration or Representation => new JsonObject
            {
                ["subjectDetailsType"] = "EntityByFingerprint",
                ["entityByFp"] = new JsonObject { ["fullName"] = "Beispiel GmbH", ["address"] = "Berlin" }
            },
            _ => new JsonObject
            {
                ["subjectDetailsType"] = "PersonByIdentifier",
                ["personById"] = new JsonObject { ["firstName"] = "Anna", ["lastName"] = "Próbna" }
            },
        };
        if (path is Persons or Indirect or Representation) request["permissions"] = new JsonArray("InvoiceRead");
        if (path == Entities) request["permissions"] = new JsonArray(new JsonObject { ["type"] = "InvoiceRead" });
        if (path == Authorizations) request["permission"] = "SelfInvoicing";
        if (path == Subunits) (request["contextIdentifier"],
            request["subunitName"]) = (new JsonObject { ["type"] = "InternalId", ["value"] = Unit(nip) }, "Oddział");
        if (path == Administration)
        {
            request["contextIdentifier"] = new JsonObject { ["type"] = "NipVatUe", ["value"] = $"{nip}-DE123456789" };
            request["euEntityName"] = "Beispiel GmbH";
            request["euEntityDetails"] = new JsonObject { ["fullName"] = "Beispiel GmbH", ["address"] = "Berlin" };
        }
        if (property is not null) request[property] = value;
        return request;
    }
}
