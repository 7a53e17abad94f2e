using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>Fetching, tokens and permissions over real HTTP against a KSeF that shares no code with the client.</summary>
public sealed class RetrievalOnLocalKsefTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private static readonly Pace Pace = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1));

    private readonly HttpClient http = KsefClient.NewHttpClient();

    private KsefEnvironment Environment => KsefEnvironment.Local(fixture.Server.BaseAddress);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Invoices_that_were_sent_are_found_over_more_than_a_hundred_days()
    {
        var (client, access, seller) = await SignedInAsync();
        var sent = await SendAsync(client, access, seller, 3);
        var pages = await client.Invoices.SearchAsync(access, Query(-250), Stop).ToListAsync(Stop);
        var found = pages.SelectMany(page => page.Invoices).ToList();
        Assert.Equal(NumbersOf(sent), found.Select(invoice => $"{invoice.KsefNumber}").Order());
        Assert.All(found, invoice => Assert.Equal(
            ($"{seller}", InvoiceType.Vat, InvoicingMode.Online, "PLN"), (invoice.Seller.Nip, invoice.InvoiceType, invoice.InvoicingMode, invoice.Currency)));
        Assert.NotNull(pages[^1].CompleteUntil);
    }

    [Theory]
    [InlineData(CompressionType.Zip)]
    [InlineData(CompressionType.TarGz)]
    public async Task A_package_holds_every_invoice_as_it_was_sent_and_what_KSeF_knows_of_it(CompressionType compression)
    {
        var (client, access, seller) = await SignedInAsync();
        var sent = await SendAsync(client, access, seller, 3);
        using var encryption = await client.PublicKeys.NewEncryptionAsync(Stop);
        var export = await client.Exports.OrderAsync(access, encryption, Query(-1), compression, cancellation: Stop);
        var status = Assert.IsType<Look<ExportStatus>.Done>(await client.Exports.UntilReadyAsync(access, export, Pace, Stop)).Value;
        Assert.Equal((200, compression), (status.Status.Code, status.Package?.CompressionType));
        var files = await client.Exports.ReadAsync(status.Package!, encryption, new MemoryStream(), Stop).ToListAsync(Stop);
        // A KSeF that does not say in which form it is.
        var unsaid = await client.Exports.ReadAsync(status.Package! with { CompressionType = null }, encryption, new MemoryStream(), Stop).ToListAsync(Stop);
        Assert.Equal(files.Count, unsaid.Count);
        Assert.Equal(
            sent.Select(invoice => ($"{invoice.KsefNumber}", invoice.InvoiceHash.Base64)).Order(),
            files.OfType<ExportedFile.Invoice>().Select(invoice => ($"{invoice.Number}", InvoiceHash.Of(invoice.Xml.Span).Base64)).Order());
        var list = Assert.Single(files.OfType<ExportedFile.Metadata>()).Invoices;
        Assert.Equal(sent.Select(invoice => invoice.KsefNumber!.Value).ToHashSet(), list.Numbers.ToHashSet());
        Assert.All(sent, invoice => Assert.Equal(invoice.InvoiceHash, list.Of(invoice.KsefNumber!.Value)?.InvoiceHash));
        Assert.Null(list.Of(KsefNumber.Create(seller, new DateOnly(2026, 2, 1), 1)));
    }

    [Fact]
    public async Task A_package_of_nothing_has_no_files()
    {
        var (client, access, _) = await SignedInAsync();
        using var encryption = await client.PublicKeys.NewEncryptionAsync(Stop);
        var export = await client.Exports.OrderAsync(access, encryption, Query(-1), onlyMetadata: true, cancellation: Stop);
        var status = Assert.IsType<Look<ExportStatus>.Done>(await client.Exports.UntilReadyAsync(access, export, Pace, Stop)).Value;
        Assert.Empty(await client.Exports.ReadAsync(status.Package!, encryption, new MemoryStream(), Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task Invoices_of_collective_identifiers_come_with_the_identifier_that_they_belong_to()
    {
        var (client, access, seller) = await SignedInAsync();
        var numbers = (await SendAsync(client, access, seller, 3)).Select(invoice => invoice.KsefNumber!.Value).ToList();
        var first = await client.CollectiveIdentifiers.GenerateAsync(access,
            [new() { KsefNumber = numbers[0], Payment = new() { Amount = 12.5m, Currency = "PLN" }, Description = "rata" }, new() { KsefNumber = numbers[1] }], Stop);
        var second = await client.CollectiveIdentifiers.GenerateAsync(access, [new() { KsefNumber = numbers[1] }, new() { KsefNumber = numbers[2] }], Stop);

        var rows = await client.CollectiveIdentifiers.InvoicesAsync(access, [first, second], Stop).ToListAsync(Stop);
        Assert.Equal(
            new[] { (first, $"{numbers[0]}"), (first, $"{numbers[1]}"), (second, $"{numbers[1]}"), (second, $"{numbers[2]}") }.Order(),
            rows.Select(row => (row.CollectiveIdentifierNumber, $"{row.KsefNumber}")).Order());
        Assert.Equal((12.5m, "rata"), rows.Where(row => row.KsefNumber == numbers[0]).Select(row => (row.Payment!.Amount, row.Description)).Single());
        var ofOne = await client.CollectiveIdentifiers.OfInvoiceAsync(access, numbers[1], Stop).ToListAsync(Stop);
        Assert.Equal(new[] { first, second }.Order(), ofOne.Select(one => one.Number).Order());
        var now = fixture.Clock.GetUtcNow();
        var listed = await client.CollectiveIdentifiers.ListAsync(access, new() { CreatedFrom = now.AddDays(-250), CreatedTo = now.AddMinutes(1) }, Stop).ToListAsync(Stop);
        Assert.Equal(new[] { (first, 2), (second, 2) }.Order(), listed.Select(one => (one.Number, one.InvoiceCount)).Order());
        Assert.True((await client.Limits.ContextAsync(access, Stop)).CollectiveIdentifier?.MaxInvoices >= 2);
    }

    [Fact]
    public async Task A_token_is_made_used_listed_and_revoked()
    {
        var (client, access, seller) = await SignedInAsync();
        var made = await client.Tokens.GenerateAsync(access, [KsefRight.InvoiceRead, KsefRight.InvoiceWrite], "Program sprzedaży", Stop);
        var active = await Poll.UntilDoneAsync<KsefToken>(async stop =>
            await client.Tokens.StatusAsync(access, made.ReferenceNumber, stop) is { State: not KsefTokenState.Pending } token
                ? new Look<KsefToken>.Done(token) : new Look<KsefToken>.Running(), Pace, TimeProvider.System, Stop);
        Assert.Equal(KsefTokenState.Active, Assert.IsType<Look<KsefToken>.Done>(active).Value.State);
        var byToken = await client.Authentication.SignInWithTokenAsync(ContextIdentifier.Of(seller), made.Secret, Stop);
        Assert.Equal("Token", byToken.Method?.Category);
        var listed = Assert.Single(await client.Tokens.ListAsync(access, Stop).ToListAsync(Stop));
        Assert.Equal((made.ReferenceNumber, "Program sprzedaży", IdentifierType.Nip), (listed.ReferenceNumber, listed.Description, listed.Context.Type));
        Assert.Equal([KsefRight.InvoiceWrite, KsefRight.InvoiceRead], listed.Permissions.Order());
        await client.Tokens.RevokeAsync(access, made.ReferenceNumber, Stop);
        Assert.True((await client.Tokens.StatusAsync(access, made.ReferenceNumber, Stop)).State is KsefTokenState.Revoking or KsefTokenState.Revoked);
    }

    [Fact]
    public async Task Sign_ins_are_listed_with_their_method_and_ended()
    {
        var (client, access, seller) = await SignedInAsync();
        using var seal = SelfSignedSeal.Create(Environment, seller, "Drukarnia Kałamarz", fixture.Clock.GetUtcNow());
        var other = await client.Authentication.SignInAsync(seller, seal, Stop);
        var listed = await client.Authentication.ListAsync(access, Stop).ToListAsync(Stop);
        Assert.Equal([access.Reference], listed.Where(one => one.IsThisOne).Select(one => one.ReferenceNumber));
        Assert.All(listed, one => Assert.Equal("XadesSignature", one.Method?.Category));
        await client.Authentication.SignOutAsync(access, other.Reference, Stop);
        var left = await client.Authentication.ListAsync(access, Stop).ToListAsync(Stop);
        Assert.DoesNotContain(left, one => one.ReferenceNumber == other.Reference && one.Status.Code == 200);
    }

    [Fact]
    public async Task What_was_granted_is_listed_and_taken_back()
    {
        var (client, access, _) = await SignedInAsync();
        var (clientOfAnother, accessOfAnother, another) = await SignedInAsync();
        var toAnother = new Identifier { Type = IdentifierType.Nip, Value = $"{another}" };
        await DoneAsync(client, access, await client.Permissions.GrantToPersonAsync(access, new PersonGrant
        {
            Subject = new() { Type = IdentifierType.Pesel, Value = "44051401458" },
            Permissions = [KsefRight.InvoiceRead],
            Description = "Księgowa",
            SubjectDetails = new() { Type = PersonDescriptionType.PersonByIdentifier, PersonById = new() { FirstName = "Zofia", LastName = "Żółć" } },
        }, Stop));
        await DoneAsync(client, access, await client.Permissions.GrantToEntityAsync(access, new EntityGrant
        {
            Subject = toAnother,
            Description = "Biuro rachunkowe",
            SubjectDetails = new() { FullName = "Biuro" },
            Permissions = [new() { Type = KsefRight.InvoiceRead, CanDelegate = true }, new() { Type = KsefRight.CollectiveIdentifierManage }],
        }, Stop));
        await DoneAsync(client, access, await client.Permissions.GrantAuthorizationAsync(access, new AuthorizationGrant
        {
            Subject = toAnother,
            Permission = AuthorizationKind.SelfInvoicing,
            Description = "Samofakturowanie",
            SubjectDetails = new() { FullName = "Nabywca" },
        }, Stop));

        var here = new PersonRightQuery { QueryType = PersonPermissionsAsked.PermissionsInCurrentContext };
        var granted = new AuthorizationQuery { QueryType = AuthorizationsAsked.Granted };
        var persons = await client.PermissionQueries.OfPersonsAsync(access, here, Stop).ToListAsync(Stop);
        var hers = Assert.Single(persons, one => one.Authorized.Type == IdentifierType.Pesel);
        Assert.Equal((KsefRight.InvoiceRead, PermissionState.Active, "Żółć"), (hers.Permission, hers.State, hers.SubjectPersonDetails?.LastName));
        Assert.Contains(persons, one => one.Permission == KsefRight.CollectiveIdentifierManage);
        var authorization = Assert.Single(await client.PermissionQueries.AuthorizationsAsync(access, granted, Stop).ToListAsync(Stop));
        Assert.Equal(AuthorizationKind.SelfInvoicing, authorization.Kind);
        var received = new AuthorizationQuery { QueryType = AuthorizationsAsked.Received };
        Assert.Single(await clientOfAnother.PermissionQueries.AuthorizationsAsync(accessOfAnother, received, Stop).ToListAsync(Stop));

        await DoneAsync(client, access, await client.Permissions.RevokeAsync(access, hers.Id, Stop));
        await DoneAsync(client, access, await client.Permissions.RevokeAuthorizationAsync(access, authorization.Id, Stop));
        Assert.DoesNotContain(await client.PermissionQueries.OfPersonsAsync(access, here, Stop).ToListAsync(Stop), one => one.Id == hers.Id);
        Assert.Empty(await client.PermissionQueries.AuthorizationsAsync(access, granted, Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task Every_list_of_permissions_can_be_read()
    {
        var (client, access, _) = await SignedInAsync();
        var queries = client.PermissionQueries;
        Assert.NotNull(await queries.OwnAsync(access, new(), Stop).ToListAsync(Stop));
        Assert.Empty(await queries.OfSubunitsAsync(access, new(), Stop).ToListAsync(Stop));
        Assert.Empty(await queries.OfEntityAsync(access, new(), Stop).ToListAsync(Stop));
        Assert.Empty(await queries.RolesAsync(access, Stop).ToListAsync(Stop));
        Assert.Empty(await queries.SubordinateRolesAsync(access, new(), Stop).ToListAsync(Stop));
        Assert.Empty(await queries.InEuEntitiesAsync(access, new(), Stop).ToListAsync(Stop));
        Assert.NotNull(await queries.PeppolProvidersAsync(Stop).ToListAsync(Stop));
        Assert.False((await client.Permissions.AttachmentConsentAsync(access, Stop)).IsAttachmentAllowed);
    }

    [Fact]
    public async Task Closing_and_what_is_counted_by_address_have_limits_of_their_own()
    {
        var (client, access, _) = await SignedInAsync();
        var limits = await client.Limits.RateLimitsAsync(access, Stop);
        Assert.True(limits is { OnlineSessionClose: not null, BatchSessionClose: not null, Anonymous: not null, Global.IsNone: true });
    }

    private static IEnumerable<string> NumbersOf(IEnumerable<SessionInvoice> invoices) => invoices.Select(invoice => $"{invoice.KsefNumber}").Order();

    private InvoiceQuery Query(int days) => new()
    {
        Role = InvoiceRole.Subject1,
        DateRange = new InvoiceDateRange { DateType = InvoiceDateType.PermanentStorage, From = fixture.Clock.GetUtcNow().AddDays(days) },
    };

    private static async Task DoneAsync(KsefClient client, KsefAccess access, ReferenceNumber operation) => Assert.Equal(200,
        Assert.IsType<Look<StatusCode>.Done>(await client.Permissions.UntilDoneAsync(access, operation, Pace, Stop)).Value.Code);

    private static async Task<IReadOnlyList<SessionInvoice>> SendAsync(KsefClient client, KsefAccess access, Nip seller, int count)
    {
        using var encryption = await client.PublicKeys.NewEncryptionAsync(Stop);
        var session = (await client.OnlineSessions.OpenAsync(access, encryption, cancellation: Stop)).ReferenceNumber;
        var judged = new List<SessionInvoice>();
        for (var number = 1; number <= count; number++)
        {
            var encrypted = encryption.Encrypt(LocalKsefInvoices.Fa3($"{seller}", $"FV/{number}", LocalKsefDay.Today));
            var invoice = await client.OnlineSessions.SendAsync(access, session, encrypted, offlineMode: false, cancellation: Stop);
            judged.Add(Assert.IsType<Look<SessionInvoice>.Done>(await client.Sessions.UntilJudgedAsync(access, session, invoice, Pace, Stop)).Value);
        }
        Assert.All(judged, invoice => Assert.IsType<InvoiceOutcome.Accepted>(invoice.Outcome));
        await client.OnlineSessions.CloseAsync(access, session, Stop);
        return judged;
    }

    // Each test is a company of its own.
    private async Task<(KsefClient Client, KsefAccess Access, Nip Seller)> SignedInAsync()
    {
        var seller = Nip.Parse(LocalKsefClient.NewNip());
        var client = new KsefClient(http, Environment, fixture.Clock);
        using var seal = SelfSignedSeal.Create(Environment, seller, "Drukarnia Kałamarz", fixture.Clock.GetUtcNow());
        return (client, await client.Authentication.SignInAsync(seller, seal, Stop), seller);
    }
}
