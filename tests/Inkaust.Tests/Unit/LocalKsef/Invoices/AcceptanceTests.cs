using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Unit.LocalKsef.Invoices.Sent;

namespace Inkaust.Tests.Unit.LocalKsef.Invoices;

/// <summary>What becomes of a file that has passed: number, mode, place among all others.</summary>
public sealed class AcceptanceTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World world = fixture.World;
    private readonly string nip = LocalKsefClient.NewNip();

    [Fact]
    public void An_accepted_invoice_has_its_number_and_is_found_by_all_that_name_it()
    {
        var session = Opened(Session(nip));
        var xml = LocalKsefInvoices.Fa3(nip, "FV/1", LocalKsefDay.Today);
        var invoice = Checked(session, xml);
        Assert.Equal((200, InvoicingMode.Online, false), (invoice.Status.Code, invoice.Mode, invoice.AwaitsStorage));
        Assert.Equal((nip, LocalKsefDay.Today), (invoice.Number!.Value.SellerNip.ToString(), invoice.Number.Value.Date));
        Assert.Equal(xml, invoice.Xml.ToArray());
        Assert.Equal(invoice.Reference, world.Registry.InvoiceByNumber(invoice.Number.ToString()!)!.Reference);
        Assert.Equal(invoice.Reference, Assert.Single(world.Registry.InvoicesByHash(invoice.Hash)).Reference);
        foreach (var (role, identifier) in new[] { (PartyRole.Subject1, nip), (PartyRole.Subject2, "5265877635") })
            Assert.Contains(Found(role, identifier), found => found.Reference == invoice.Reference);
        Assert.Equal((1, 1, 0), Counts(session));
    }

    [Fact]
    public void A_refused_invoice_has_none_and_is_found_by_its_hash_only()
    {
        var session = Opened(Session(nip));
        var invoice = Checked(session, LocalKsefInvoices.Fa3(nip, "FV/1", LocalKsefDay.Today.AddDays(2)));
        Assert.Equal((450, null, null), (invoice.Status.Code, invoice.Number, invoice.Mode));
        Assert.Single(world.Registry.InvoicesByHash(invoice.Hash));
        Assert.Empty(Found(PartyRole.Subject1, nip));
        Assert.Equal((1, 0, 1), Counts(session));
    }

    /// <summary>P_1 before the day of invoicing makes it offline (LAW 10); in a batch that is the day on which it was opened (LAW 11).</summary>
    [Theory]
    [InlineData("online, of today", "Online", 0, 0, false, "Online")]
    [InlineData("online, of yesterday", "Online", -1, 0, false, "Offline")]
    [InlineData("online, of today, declared offline", "Online", 0, 0, true, "Offline")]
    [InlineData("online, received after midnight", "Online", 0, 12, false, "Offline")]
    [InlineData("online, received just before midnight", "Online", 0, 11.99, false, "Online")]
    [InlineData("in a batch that was opened on that day, taken apart on the next", "Batch", 0, 12, false, "Online")]
    [InlineData("in a batch, of the day before", "Batch", -1, 0, false, "Offline")]
    [InlineData("in a batch, declared offline", "Batch", 0, 0, true, "Offline")]
    public void An_invoice_is_online_or_offline(string what, string kind, int days, double receivedHoursLater, bool isDeclared, string mode)
    {
        var session = Opened(Session(nip, kind: Enum.Parse<SessionKind>(kind)));
        var invoice = Checked(session, LocalKsefInvoices.Fa3(nip, what, LocalKsefDay.Today.AddDays(days)), one => one with
        {
            DeclaredOffline = isDeclared,
            ReceivedAt = LocalKsefDay.Noon.AddHours(receivedHoursLater),
        });
        Assert.Equal((200, mode), (invoice.Status.Code, invoice.Mode.ToString()));
    }

    [Theory]
    [InlineData("VAT", "FV/1", 440)]
    [InlineData("ZAL", "FV/1", 200)]
    [InlineData("VAT", "fv/1", 200)]
    [InlineData("VAT", "FV/2", 200)]
    public void Seller_kind_and_number_make_it_the_same(string kind, string number, int code)
    {
        var session = Opened(Session(nip));
        var first = Checked(session, LocalKsefInvoices.Fa3(nip, "FV/1", LocalKsefDay.Today));
        var second = Checked(Opened(Session(nip)), LocalKsefInvoices.Fa3(nip, number, LocalKsefDay.Today.AddDays(-1), kind: kind));
        Assert.Equal(code, second.Status.Code);
        if (code == 440)
            Assert.Equal((session.Reference, first.Number.ToString()),
                (second.Status.Extensions!["originalSessionReferenceNumber"], second.Status.Extensions["originalKsefNumber"]));
        var seller = LocalKsefClient.NewNip();
        Assert.Equal(200, Checked(Opened(Session(seller)), LocalKsefInvoices.Fa3(seller, "FV/1", LocalKsefDay.Today)).Status.Code);
    }

    [Fact]
    public void A_file_is_corrected_once_and_a_refused_correction_leaves_it_free()
    {
        var session = Opened(Session(nip));
        var bad = Checked(session, LocalKsefInvoices.Fa3(nip, "FV/1", LocalKsefDay.Today.AddDays(2)));
        SentInvoice Correction(string number, int days) => Checked(session, LocalKsefInvoices.Fa3(nip, number, LocalKsefDay.Today.AddDays(days)),
            one => one with { HashOfCorrected = bad.Hash });
        Assert.Equal(450, Correction("FV/1", 1).Status.Code);
        Assert.Null(world.Registry.CorrectionOf(bad.Hash));
        var right = Correction("FV/1", 0);
        Assert.Equal(200, right.Status.Code);
        Assert.Equal(right.Reference, world.Registry.CorrectionOf(bad.Hash)!.Reference);
        var again = Correction("FV/2", 0);
        Assert.Equal((450, "Faktura posiada już przetworzoną prawidłowo korektę techniczną."),
            (again.Status.Code, Assert.Single(again.Status.Details!)));
        // What it would have taken is free.
        Assert.Equal(200, Checked(session, LocalKsefInvoices.Fa3(nip, "FV/2", LocalKsefDay.Today)).Status.Code);
    }

    [Fact]
    public void An_invoice_that_has_its_status_keeps_it_and_takes_no_place()
    {
        var session = Opened(Session(nip));
        var xml = LocalKsefInvoices.Fa3(nip, "FV/1", LocalKsefDay.Today);
        var cancelled = world.Registry.Receive(session.Reference, ordinal => Invoice(session, xml, ordinal));
        world.Registry.Finish(cancelled with { Status = StatusInfo.CancelledBySystem }, LocalKsefDay.Noon);
        world.Processing.Check(cancelled, session, xml);
        Assert.Equal(550, world.Registry.Invoices.Find(cancelled.Reference)!.Status.Code);
        Assert.Equal((1, 0, 1), Counts(session));
        Assert.Equal(200, Checked(session, xml).Status.Code);
        world.Registry.Finish(cancelled with { Status = InvoiceStatus.Accepted }, LocalKsefDay.Noon);
        Assert.Equal((2, 1, 1), Counts(session));
    }

    [Fact]
    public void A_session_counts_from_one_and_remembers_its_latest_moment()
    {
        var session = Opened(Session(nip));
        foreach (var (hours, ordinal) in new[] { (2, 1), (1, 2) })
            Assert.Equal(ordinal, world.Registry.Receive(session.Reference,
                at => Invoice(session, new byte[] { 1 }, at) with { ReceivedAt = LocalKsefDay.Noon.AddHours(hours) }).Ordinal);
        var now = world.Registry.Sessions.Find(session.Reference)!;
        Assert.Equal((2, LocalKsefDay.Noon.AddHours(2)), (now.Received, now.UpdatedAt));
        Assert.Equal([1, 2], world.Registry.InvoicesOf(session.Reference).Select(invoice => invoice.Ordinal));
        Assert.Equal([2], world.Registry.InvoicesOf(session.Reference, skip: 1, take: 1).Select(invoice => invoice.Ordinal));
        Assert.Equal([1], world.Registry.InvoicesOf(session.Reference, skip: 0, take: 1).Select(invoice => invoice.Ordinal));
        Assert.Empty(world.Registry.InvoicesOf("none"));
        Assert.Throws<OperationCanceledException>(() => world.Registry.Receive("none", at => Invoice(session, default, at)));
    }

    [Fact]
    public void What_is_kept_out_of_the_archive_is_found_once_it_is_let_in()
    {
        var session = Opened(Session(nip));
        var xml = LocalKsefInvoices.Fa3(nip, "FV/1", LocalKsefDay.Today);
        var facts = Checked(Opened(Session(nip)), LocalKsefInvoices.Fa3(nip, "FV/0", LocalKsefDay.Today)).Facts!;
        var waiting = world.Registry.Receive(session.Reference, ordinal => Invoice(session, xml, ordinal));
        world.Registry.Finish(waiting with
        {
            Status = InvoiceStatus.Accepted,
            Facts = facts,
            Number = world.Registry.NewNumber(Nip.Parse(nip),
                LocalKsefDay.Today),
            NumberedAt = LocalKsefDay.Noon,
            AwaitsStorage = true,
        }, LocalKsefDay.Noon);
        Assert.Single(Found(PartyRole.Subject1, nip));
        Assert.Null(world.Registry.Invoices.Find(waiting.Reference)!.StoredAt);
        world.Registry.StoreUnless(_ => true, LocalKsefDay.Noon.AddHours(1));
        Assert.Single(Found(PartyRole.Subject1, nip));
        world.Registry.StoreUnless(_ => false, LocalKsefDay.Noon.AddHours(2));
        Assert.Equal(2, Found(PartyRole.Subject1, nip).Count);
        Assert.Equal(LocalKsefDay.Noon.AddHours(2), world.Registry.Invoices.Find(waiting.Reference)!.StoredAt);
        world.Registry.StoreUnless(_ => false, LocalKsefDay.Noon.AddHours(3));
        Assert.Equal(2, Found(PartyRole.Subject1, nip).Count);
    }

    private SendingSession Opened(SendingSession session)
    {
        world.Registry.Sessions.Add(session.Reference, session);
        return session;
    }

    private SentInvoice Checked(SendingSession session, byte[] xml, Func<SentInvoice, SentInvoice>? change = null)
    {
        var invoice = world.Registry.Receive(session.Reference,
            ordinal => change?.Invoke(Invoice(session, xml, ordinal)) ?? Invoice(session, xml, ordinal));
        world.Processing.Check(invoice, session, xml);
        return world.Registry.Invoices.Find(invoice.Reference)!;
    }

    private (int Received, int Accepted, int Refused) Counts(SendingSession session) =>
        world.Registry.Sessions.Find(session.Reference) is { } now ? (now.Received, now.Accepted, now.Refused) : default;

    private List<SentInvoice> Found(PartyRole role, string identifier) =>
        [.. world.Registry.InvoicesOf(role, identifier, SearchDate.Issue, LocalKsefDay.Noon.AddYears(-1), LocalKsefDay.Noon.AddYears(1),
            descending: false)];
}
