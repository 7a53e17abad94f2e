using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.LocalKsef.Invoices;
using static Inkaust.Tests.Unit.LocalKsef.Register.RightsOnPaper;

namespace Inkaust.Tests.Unit.LocalKsef.Api;

/// <summary>Who may take which right away: a stranger none.</summary>
public sealed class WithdrawalTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private const string Nobody = "Nip/5555555555";
    private readonly World world = fixture.World;
    private readonly string nip = LocalKsefClient.NewNip();

    private ContextIdentifier Own => Context($"Nip/{nip}");

    private ContextIdentifier Unit => Context($"InternalId/{nip}-00012");

    private ContextIdentifier EuCompany => Context($"NipVatUe/{nip}-DE123456789");

    [Theory]
    [InlineData("the owner", "own", "Owner", "Person", 200)]
    [InlineData("who manages credentials", "own", "CredentialsManage", "Person", 200)]
    [InlineData("who reads credentials", "own", "CredentialsRead", "Person", 420)]
    [InlineData("who manages subunits", "own", "SubunitManage", "Person", 420)]
    [InlineData("who manages subunits", "own", "SubunitManage", "Subunit", 200)]
    [InlineData("who manages credentials", "own", "CredentialsManage", "Subunit", 200)]
    [InlineData("who reads invoices", "own", "InvoiceRead", "Subunit", 420)]
    [InlineData("who manages credentials in the subunit", "unit", "CredentialsManage", "Subunit", 420)]
    [InlineData("who manages the company of the European Union", "eu", "VatUeManage", "EuEntity", 200)]
    [InlineData("who manages it, but not a right of that kind", "eu", "VatUeManage", "Person", 420)]
    [InlineData("the owner of another company", "other", "Owner", "Person", 420)]
    [InlineData("the owner of another company", "other", "Owner", "Subunit", 420)]
    [InlineData("the owner of another company", "other", "Owner", "EuEntity", 420)]
    public async Task A_right_is_taken_away_by_whoever_may(string who, string where, string right, string kind, int code)
    {
        Assert.NotEmpty(who);
        var context = kind switch { "Subunit" => Unit, "EuEntity" => EuCompany, _ => where == "eu" ? EuCompany : Own };
        var grant = Given(Enum.Parse<GrantKind>(kind), context, kind == "Subunit" ? Own : null);
        var caller = new Caller(world, Nobody,
            $"{(where switch { "own" => Own, "unit" => Unit, "eu" => EuCompany, _ => Context($"Nip/{LocalKsefClient.NewNip()}") })}", Enum.Parse<Permission>(right));
        Assert.Equal(code, await caller.Outcome("DELETE", $"/v2/permissions/common/grants/{grant.Id}"));
        Assert.Equal(code == 200 ? 0 : 1, world.Rights.Grants(one => one.Id == grant.Id).Count);
    }

    [Fact]
    public async Task Somebody_may_give_up_the_own_right_and_not_that_of_another()
    {
        var (mine, theirs) = (Given(GrantKind.Person, Own, null) with { Authorized = Accountant }, Given(GrantKind.Person, Own, null));
        world.Rights.Withdraw(mine.Id, _ => true);
        world.Rights.Add(mine);
        var caller = new Caller(world, $"{Accountant}", $"{Own}", Permission.InvoiceRead);
        Assert.Equal(420, await caller.Outcome("DELETE", $"/v2/permissions/common/grants/{theirs.Id}"));
        Assert.Equal(200, await caller.Outcome("DELETE", $"/v2/permissions/common/grants/{mine.Id}"));
        Assert.Equal(420, await caller.Outcome("DELETE", $"/v2/permissions/common/grants/{mine.Id}"));
        Assert.Equal(21405, (await caller.Send("DELETE", "/v2/permissions/common/grants/short")).Code);
    }

    [Fact]
    public async Task An_authorization_is_taken_away_in_the_context_of_the_seller()
    {
        var authorization = SelfInvoicing(ReferenceNumber.ForPermission(LocalKsefDay.Noon)) with { Authorizing = nip, Authorized = Bureau.Value };
        world.Rights.Add(authorization);
        Assert.Equal(420, await new Caller(world, Nobody, $"{Bureau}", Permission.CredentialsManage).Outcome("DELETE",
            $"/v2/permissions/authorizations/grants/{authorization.Id}"));
        Assert.True(world.Rights.MayIssueFor(Bureau, nip, [EntityAuthorization.SelfInvoicing]));
        Assert.Equal(403, (await new Caller(world, Nobody, $"{Own}", Permission.CredentialsRead).Send("DELETE",
            $"/v2/permissions/authorizations/grants/{authorization.Id}")).Status);
        Assert.Equal(200, await new Caller(world, Nobody, $"{Own}", Permission.CredentialsManage).Outcome("DELETE",
            $"/v2/permissions/authorizations/grants/{authorization.Id}"));
        Assert.False(world.Rights.MayIssueFor(Bureau, nip, [EntityAuthorization.SelfInvoicing]));
    }

    [Fact]
    public async Task What_became_of_an_operation_is_told_in_its_context_only()
    {
        var caller = new Caller(world, Nobody, $"{Own}", Permission.CredentialsManage);
        var begun = (await caller.Send("DELETE", $"/v2/permissions/common/grants/{Given(GrantKind.Person, Own, null).Id}")).Json["referenceNumber"];
        Assert.Equal(200, (await caller.Send("GET", $"/v2/permissions/operations/{begun}")).Status);
        Assert.Equal(21405, (await new Caller(world, Nobody, $"{Company}", Permission.Owner).Send("GET",
            $"/v2/permissions/operations/{begun}")).Code);
    }

    /// <summary>Given in the context itself, or in the one above it.</summary>
    private Grant Given(GrantKind kind, ContextIdentifier context, ContextIdentifier? above)
    {
        var grant = Grant(kind, Permission.InvoiceWrite, context,
            Stranger with { Value = LocalKsefClient.NewNip() }) with
        { Id = ReferenceNumber.ForPermission(LocalKsefDay.Noon), GivenIn = above };
        world.Rights.Add(grant);
        return grant;
    }
}
