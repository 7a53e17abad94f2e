using Inkaust.LocalKsef;
using static Inkaust.Tests.Unit.LocalKsef.Register.RightsOnPaper;

namespace Inkaust.Tests.Unit.LocalKsef.Register;

/// <summary>Who may do what in which context: each condition broken once.</summary>
public sealed class GivenRightsTests
{
    private readonly Rights rights = NewRights();

    [Theory]
    [InlineData("a NIP in its own context", "Nip/5260001246", "Nip/5260001246", "Owner")]
    [InlineData("a NIP in another context", "Nip/5265877635", "Nip/5260001246", "")]
    [InlineData("a fingerprint that looks like the NIP", "Fingerprint/5260001246", "Nip/5260001246", "")]
    [InlineData("a NIP in its subunit", "Nip/5260001246", "InternalId/5260001246-00012", "")]
    [InlineData("the value of the context of another type", "Nip/5260001246", "InternalId/5260001246", "")]
    [InlineData("a NIP in its company of the European Union", "Nip/5260001246", "NipVatUe/5260001246-DE123456789", "")]
    [InlineData("the person of the company by test data", "Pesel/44051401359", "Nip/5260001246", "Owner")]
    [InlineData("that person in another company", "Pesel/44051401359", "Nip/5265877635", "")]
    [InlineData("another person in the company", "Pesel/90010112345", "Nip/5260001246", "")]
    [InlineData("a fingerprint that looks like the person", "Fingerprint/44051401359", "Nip/5260001246", "")]
    [InlineData("a provider of Peppol services", "PeppolId/PPL123456", "PeppolId/PPL123456", "PefInvoiceWrite")]
    [InlineData("another provider", "PeppolId/PPL123457", "PeppolId/PPL123456", "")]
    [InlineData("a provider in a context of another type", "PeppolId/PPL123456", "Nip/PPL123456", "")]
    [InlineData("somebody who looks like the provider", "Fingerprint/PPL123456", "PeppolId/PPL123456", "")]
    public void Who_owns_a_context_without_being_given_it(string who, string subject, string context, string expected)
    {
        Assert.NotEmpty(who);
        Assert.True(rights.Add(new TestPerson("5260001246", "44051401359", IsBailiff: false, IsDeceased: false)));
        Assert.Equal(expected, string.Join(" ", rights.Of(Subject(subject), Context(context))));
    }

    [Fact]
    public void A_right_holds_for_whom_and_where_it_was_given()
    {
        rights.Add(Grant(GrantKind.Person, Permission.InvoiceRead, Company, Accountant));
        rights.Add(Grant(GrantKind.Person, Permission.InvoiceWrite, Company, Accountant));
        Assert.Equal([Permission.InvoiceRead, Permission.InvoiceWrite], rights.Of(Accountant, Company).Order());
        Assert.Empty(rights.Of(Accountant, Client));
        Assert.Empty(rights.Of(Stranger, Company));
        Assert.Empty(rights.Of(Accountant with { Type = SubjectType.Pesel }, Company));
    }

    public static TheoryData<string> Broken => [.. Chains.Keys];

    /// <summary>The client gives the office a right to pass on, and the office passes it on to its accountant: what is different, and whether it reaches.</summary>
    private static readonly Dictionary<string, (Func<Grant, Grant> Given, Func<Grant, Grant> PassedOn, bool Reaches)> Chains = new()
    {
        ["nothing"] = (given => given, passed => passed, true),
        ["for all clients"] = (given => given, passed => passed with { Target = null }, true),
        ["for another client"] = (given => given, passed => passed with { Target = AnotherClient }, false),
        ["not to be passed on"] = (given => given with { CanDelegate = false }, passed => passed, false),
        ["given to the office as to a person"] = (given => given with { Kind = GrantKind.Person }, passed => passed, false),
        ["given by another client"] = (given => given with { Context = AnotherClient }, passed => passed, false),
        ["another right is given"] = (given => given with { Permission = Permission.InvoiceRead }, passed => passed, false),
        ["another right is passed on"] = (given => given, passed => passed with { Permission = Permission.InvoiceRead }, false),
        ["given to another office"] = (given => given with { Authorized = Stranger }, passed => passed, false),
        ["passed on by another office"] = (given => given, passed => passed with { Context = AnotherClient }, false),
        ["passed on to somebody else"] = (given => given, passed => passed with { Authorized = Stranger }, false),
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_right_through_a_middleman_needs_every_link(string different)
    {
        var (given, passedOn, reaches) = Chains[different];
        rights.Add(given(Grant(GrantKind.Entity, Permission.InvoiceWrite, Client, BureauAsSubject) with { CanDelegate = true }));
        rights.Add(passedOn(Grant(GrantKind.Indirect, Permission.InvoiceWrite, Bureau, Accountant) with { Target = Client }));
        Assert.Equal(reaches ? [Permission.InvoiceWrite] : [], rights.Of(Accountant, Client));
    }

    [Fact]
    public void A_right_through_a_middleman_does_not_reach_another_client_and_is_none_in_the_office()
    {
        foreach (var client in new[] { Client, AnotherClient }) rights.Add(Grant(GrantKind.Entity, Permission.InvoiceWrite, client,
            BureauAsSubject) with
        { CanDelegate = true });
        rights.Add(Grant(GrantKind.Indirect, Permission.InvoiceWrite, Bureau, Accountant) with { Target = Client });
        Assert.Equal([Permission.InvoiceWrite], rights.Of(Accountant, Client));
        Assert.Empty(rights.Of(Accountant, AnotherClient));
        Assert.Empty(rights.Of(Accountant, Bureau));
        // To be passed on is not to be passed on already.
        Assert.Empty(rights.Of(Stranger, Client));
    }

    [Fact]
    public void A_right_through_a_middleman_is_effective_once_the_client_has_given_one()
    {
        var forClient = Grant(GrantKind.Indirect, Permission.InvoiceWrite, Bureau, Accountant) with { Target = Client };
        Assert.False(rights.IsEffective(forClient));
        Assert.True(rights.IsEffective(forClient with { Target = null }));
        Assert.True(rights.IsEffective(forClient with { Kind = GrantKind.Person }));
        rights.Add(Grant(GrantKind.Entity, Permission.InvoiceWrite, Client, BureauAsSubject) with { CanDelegate = true });
        Assert.True(rights.IsEffective(forClient));
        Assert.False(rights.IsEffective(forClient with { Target = AnotherClient }));
    }

    public static TheoryData<string> Differences => [.. Others.Keys];

    private static readonly Dictionary<string, Func<Grant, Grant>> Others = new()
    {
        ["kind"] = grant => grant with { Kind = GrantKind.TestData },
        ["permission"] = grant => grant with { Permission = Permission.InvoiceWrite },
        ["context"] = grant => grant with { Context = Client },
        ["authorized"] = grant => grant with { Authorized = Stranger },
        ["target"] = grant => grant with { Target = Client },
        ["delegation"] = grant => grant with { CanDelegate = true },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void A_right_that_differs_is_another_one(string what)
    {
        var grant = Grant(GrantKind.Person, Permission.InvoiceRead, Company, Accountant);
        rights.Add(grant);
        rights.Add(Others[what](grant) with { Id = "other" });
        Assert.Equal([grant.Id, "other"], rights.Grants(_ => true).Select(one => one.Id));
    }

    [Fact]
    public void The_same_right_given_again_stays_the_first_one()
    {
        rights.Add(Grant(GrantKind.Person, Permission.InvoiceRead, Company, Accountant) with { Id = "first" });
        rights.Add(Grant(GrantKind.Person, Permission.InvoiceRead, Company, Accountant) with { Id = "second", Description = "Co innego" });
        Assert.Equal("first", Assert.Single(rights.Grants(_ => true)).Id);
        rights.Add(SelfInvoicing("first"));
        rights.Add(SelfInvoicing("second"));
        Assert.Equal("first", Assert.Single(rights.Authorizations(_ => true)).Id);
        rights.Add(SelfInvoicing("scope") with { Scope = EntityAuthorization.TaxRepresentative });
        rights.Add(SelfInvoicing("seller") with { Authorizing = AnotherClient.Value });
        rights.Add(SelfInvoicing("issuer") with { Authorized = AnotherClient.Value });
        Assert.Equal(["first", "scope", "seller", "issuer"], rights.Authorizations(_ => true).Select(one => one.Id));
    }

    [Fact]
    public void A_right_is_withdrawn_by_whoever_may_and_that_one_only()
    {
        rights.Add(Grant(GrantKind.Person, Permission.InvoiceRead, Company, Accountant) with { Id = "one" });
        rights.Add(Grant(GrantKind.Person, Permission.InvoiceWrite, Company, Accountant) with { Id = "other" });
        Assert.False(rights.Withdraw("none", _ => true));
        Assert.False(rights.Withdraw("one", _ => false));
        Assert.Equal(2, rights.Grants(_ => true).Count);
        Assert.True(rights.Withdraw("one", grant => grant.Permission == Permission.InvoiceRead));
        Assert.Equal([Permission.InvoiceWrite], rights.Of(Accountant, Company));
    }

    [Fact]
    public void An_authorization_is_withdrawn_by_the_seller_and_not_by_a_stranger()
    {
        rights.Add(SelfInvoicing("one"));
        rights.Add(SelfInvoicing("other") with { Scope = EntityAuthorization.TaxRepresentative });
        Assert.False(rights.WithdrawAuthorization("one", Stranger.Value));
        Assert.False(rights.WithdrawAuthorization("none", Client.Value));
        Assert.True(rights.WithdrawAuthorization("one", Client.Value));
        Assert.Equal("other", Assert.Single(rights.Authorizations(_ => true)).Id);
    }

    [Fact]
    public void Grants_and_authorizations_are_those_that_are_wanted()
    {
        rights.Add(Grant(GrantKind.Person, Permission.InvoiceRead, Company, Accountant));
        rights.Add(SelfInvoicing("one"));
        Assert.Empty(rights.Grants(grant => grant.Permission == Permission.InvoiceWrite));
        Assert.Single(rights.Grants(grant => grant.Permission == Permission.InvoiceRead));
        Assert.Empty(rights.Authorizations(authorization => authorization.Id == "other"));
    }
}
