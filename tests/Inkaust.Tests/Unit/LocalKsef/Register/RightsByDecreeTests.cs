using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Unit.LocalKsef.Register.RightsOnPaper;

namespace Inkaust.Tests.Unit.LocalKsef.Register;

/// <summary>What test data give and take, at once and from tokens that are out too; who may issue in whose name; consents.</summary>
public sealed class RightsByDecreeTests
{
    private static readonly HashSet<Permission> ReadAndWrite = [Permission.InvoiceRead, Permission.InvoiceWrite];
    private readonly Rights rights = NewRights();

    [Fact]
    public void Test_data_take_what_test_data_have_given_to_that_subject_in_that_context()
    {
        rights.Add(Grant(GrantKind.TestData, Permission.InvoiceRead, Company, Accountant));
        rights.Add(Grant(GrantKind.TestData, Permission.InvoiceWrite, Company, Accountant));
        rights.Add(Grant(GrantKind.Person, Permission.Introspection, Company, Accountant));
        rights.Add(Grant(GrantKind.TestData, Permission.InvoiceRead, Client, Accountant));
        rights.Add(Grant(GrantKind.TestData, Permission.InvoiceRead, Company, Stranger));
        rights.WithdrawTestData(Accountant, Company);
        Assert.Equal([Permission.Introspection], rights.Of(Accountant, Company));
        Assert.Equal([Permission.InvoiceRead], rights.Of(Accountant, Client));
        Assert.Equal([Permission.InvoiceRead], rights.Of(Stranger, Company));
    }

    [Fact]
    public void What_is_withdrawn_by_decree_is_gone_from_tokens_that_are_out()
    {
        rights.Add(Grant(GrantKind.TestData, Permission.InvoiceRead, Company, Accountant));
        rights.Add(Grant(GrantKind.Person, Permission.InvoiceWrite, Company, Accountant));
        rights.WithdrawTestData(Accountant, Company);
        Assert.Equal([Permission.InvoiceWrite], rights.StillIn(ReadAndWrite, Accountant, Company));
        Assert.Equal(ReadAndWrite, rights.StillIn(ReadAndWrite, Accountant, Client));
        Assert.Equal(ReadAndWrite, rights.StillIn(ReadAndWrite, Stranger, Company));
    }

    [Fact]
    public void What_is_withdrawn_otherwise_stays_in_tokens_that_are_out()
    {
        var grant = Grant(GrantKind.Person, Permission.InvoiceRead, Company, Accountant);
        rights.Add(grant);
        rights.Withdraw(grant.Id, _ => true);
        Assert.Equal(ReadAndWrite, rights.StillIn(ReadAndWrite, Accountant, Company));
    }

    [Fact]
    public void A_right_that_is_given_again_lives()
    {
        rights.Add(Grant(GrantKind.TestData, Permission.InvoiceRead, Company, Accountant));
        rights.WithdrawTestData(Accountant, Company);
        Assert.Empty(rights.StillIn(ReadAndWrite, Accountant, Company));
        var again = Grant(GrantKind.Person, Permission.InvoiceRead, Company, Accountant);
        rights.Add(again);
        // From here on it is a right like any other: a token holds it until it expires, also when it is withdrawn meanwhile (KSEF 3).
        rights.Withdraw(again.Id, _ => true);
        Assert.Equal(ReadAndWrite, rights.StillIn(ReadAndWrite, Accountant, Company));
    }

    [Fact]
    public void An_owner_loses_nothing_by_decree()
    {
        var owner = Subject("Nip/5260001246");
        rights.WithdrawTestData(owner, Company);
        Assert.Equal([Permission.Owner], rights.StillIn(new HashSet<Permission> { Permission.Owner }, owner, Company));
        // Some of the owner's rights, as a KSeF token holds them.
        Assert.Equal(ReadAndWrite, rights.StillIn(ReadAndWrite, owner, Company));
    }

    [Fact]
    public void A_person_owns_the_company_until_it_is_removed_and_others_stay()
    {
        var (person, other) = (Subject("Pesel/44051401359"), Subject("Pesel/90010112345"));
        Assert.True(rights.Add(new TestPerson(Company.Value, person.Value, false, false)));
        Assert.False(rights.Add(new TestPerson(Company.Value, other.Value, false, false)));
        Assert.True(rights.Add(new TestPerson(Client.Value, other.Value, false, false)));
        rights.RemovePerson(Company.Value);
        Assert.Empty(rights.Of(person, Company));
        Assert.Empty(rights.StillIn(new HashSet<Permission> { Permission.Owner }, person, Company));
        Assert.Equal([Permission.Owner], rights.Of(other, Client));
        Assert.Equal([Permission.Owner], rights.StillIn(new HashSet<Permission> { Permission.Owner }, other, Client));
        Assert.True(rights.Add(new TestPerson(Company.Value, other.Value, false, false)));
    }

    [Theory]
    [InlineData("Pesel/44051401359", true, true)]
    [InlineData("Nip/5260001246", true, true)]
    [InlineData("Pesel/44051401359", false, false)]
    [InlineData("Nip/5260001246", false, false)]
    [InlineData("Pesel/5260001246", true, false)]
    [InlineData("Nip/44051401359", true, false)]
    [InlineData("Pesel/90010112345", true, false)]
    public void Whoever_has_died_is_known_by_either_number(string subject, bool isDeceased, bool expected)
    {
        rights.Add(new TestPerson("5260001246", "44051401359", IsBailiff: false, isDeceased));
        Assert.Equal(expected, rights.IsDeceased(Subject(subject)));
    }

    [Fact]
    public void A_context_is_blocked_until_it_is_unblocked()
    {
        rights.Block(Company, true);
        Assert.True(rights.IsBlocked(Company));
        Assert.False(rights.IsBlocked(Client));
        rights.Block(Company, false);
        Assert.False(rights.IsBlocked(Company));
    }

    [Fact]
    public void A_consent_to_attachments_holds_to_its_end_and_not_longer()
    {
        Assert.False(rights.MayAttach("5260001246", LocalKsefDay.Noon));
        Assert.Null(rights.AttachmentsUntil("5260001246"));
        rights.AllowAttachments("5260001246", until: null);
        Assert.True(rights.MayAttach("5260001246", LocalKsefDay.Noon.AddYears(50)));
        Assert.False(rights.MayAttach("5265877635", LocalKsefDay.Noon));
        rights.AllowAttachments("5260001246", LocalKsefDay.Noon);
        Assert.True(rights.MayAttach("5260001246", LocalKsefDay.Noon.AddTicks(-1)));
        Assert.False(rights.MayAttach("5260001246", LocalKsefDay.Noon));
        Assert.Equal(LocalKsefDay.Noon, rights.AttachmentsUntil("5260001246"));
    }

    /// <summary>What each form asks for (weryfikacja-faktury.md, Wymagania dotyczące uprawnień).</summary>
    [Theory]
    [InlineData("FA (2)", "SelfInvoicing TaxRepresentative")]
    [InlineData("FA (3)", "SelfInvoicing TaxRepresentative")]
    [InlineData("FA_RR (1)", "RRInvoicing")]
    [InlineData("PEF (3)", "PefInvoicing")]
    [InlineData("PEF_KOR (3)", "PefInvoicing")]
    public void Only_the_right_kind_of_authorization_lets_issue(string form, string enough)
    {
        var scopes = InvoiceForm.All.Single(one => one.Code.SystemCode == form).Scopes;
        foreach (var scope in Enum.GetValues<EntityAuthorization>())
        {
            var others = NewRights();
            others.Add(SelfInvoicing("one") with { Scope = scope });
            Assert.Equal(enough.Split(' ').Contains(scope.ToString()), others.MayIssueFor(Bureau, Client.Value, scopes));
        }
    }

    [Theory]
    [InlineData("the seller itself", "Nip/1111111111", "1111111111", true)]
    [InlineData("a subunit of the seller", "InternalId/1111111111-00011", "1111111111", true)]
    [InlineData("the seller's company of the European Union", "NipVatUe/1111111111-DE123456789", "1111111111", true)]
    [InlineData("whom the seller has authorized", "Nip/3333333333", "1111111111", true)]
    [InlineData("a subunit of the one who is authorized", "InternalId/3333333333-00011", "1111111111", true)]
    [InlineData("somebody else", "Nip/2222222222", "1111111111", false)]
    [InlineData("whom another seller has authorized", "Nip/3333333333", "2222222222", false)]
    [InlineData("the seller for the one who is authorized", "Nip/1111111111", "3333333333", false)]
    [InlineData("a provider whom nobody has authorized", "PeppolId/PPL123456", "1111111111", false)]
    [InlineData("a provider who is authorized", "PeppolId/PPL123456", "2222222222", true)]
    public void Who_may_issue_for_whom(string who, string context, string seller, bool expected)
    {
        Assert.NotEmpty(who);
        rights.Add(SelfInvoicing("office"));
        rights.Add(SelfInvoicing("provider") with { Authorizing = AnotherClient.Value, Authorized = "PPL123456" });
        Assert.Equal(expected, rights.MayIssueFor(Context(context), seller, [EntityAuthorization.SelfInvoicing]));
    }

    [Fact]
    public void Everything_is_forgotten_by_a_reset()
    {
        var journal = new Journal();
        var rights = new Rights(journal);
        Fill(rights);
        journal.Clear(() => { });
        Assert.Empty(rights.Grants(_ => true));
        Assert.Empty(rights.Authorizations(_ => true));
        Assert.Equal((false, false, false),
            (rights.IsBlocked(Company), rights.IsDeceased(Subject("Pesel/44051401359")), rights.MayAttach(Company.Value, LocalKsefDay.Noon)));
        Assert.Equal(ReadAndWrite, rights.StillIn(ReadAndWrite, Stranger, Company));
    }

    [Fact]
    public void Everything_comes_back_from_a_snapshot_and_nothing_else()
    {
        var journal = new Journal();
        var others = new Rights(journal);
        var empty = journal.Snapshot(() => new LeftOut(0, 0));
        Fill(others);
        var full = journal.Snapshot(() => new LeftOut(0, 0));
        journal.Restore(empty, () => { });
        Assert.Empty(others.Grants(_ => true));
        journal.Restore(full, () => { });
        Assert.Equal([Permission.InvoiceRead], others.Of(Accountant, Company));
        Assert.Equal("one", Assert.Single(others.Authorizations(_ => true)).Id);
        Assert.Equal((true, true, true), (others.IsBlocked(Company), others.IsDeceased(Subject("Pesel/44051401359")),
            others.MayAttach(Company.Value, LocalKsefDay.Noon)));
        Assert.Empty(others.StillIn(ReadAndWrite, Stranger, Company));
    }

    private static void Fill(Rights rights)
    {
        rights.Add(Grant(GrantKind.Person, Permission.InvoiceRead, Company, Accountant));
        rights.Add(SelfInvoicing("one"));
        rights.Add(new TestPerson(Company.Value, "44051401359", IsBailiff: false, IsDeceased: true));
        rights.Block(Company, true);
        rights.AllowAttachments(Company.Value, null);
        rights.WithdrawTestData(Stranger, Company);
    }
}
