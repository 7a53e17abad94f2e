using Dapper;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Tests.Unit.Issuing;

namespace Inkaust.Tests.Unit.Events;

/// <summary>What must not be missed is noted once and told as each person wants it. It is Wednesday 9 December 2026, noon in Poland.</summary>
public sealed class EventWatchTests : IDisposable
{
    private readonly House house = new();
    private readonly AccountRegister accounts;
    private readonly Members members;
    private readonly NoticeChoices choices;
    private readonly CompanyEvents events;
    private readonly Outbox outbox;
    private readonly EventWatch watch, another;
    private readonly Account anna;

    public EventWatchTests()
    {
        accounts = new AccountRegister(house.Database, house.Clock);
        members = new Members(house.Database, house.Companies, house.Clock);
        choices = new NoticeChoices(house.Database);
        events = new CompanyEvents(house.Database, members, choices);
        outbox = new Outbox(house.Database, MasterKey.ForThisProcess(), house.Clock);
        (watch, another) = (Watch(), Watch());
        anna = accounts.Add("anna@example.com", "Anna Nowak", Language.Polish);
        members.Let(anna.Id, house.Company, Role.Owner);
        house.Certificate(CertificateKind.Authentication);
        house.Certificate();
        watch.Look();
    }

    [Fact]
    public void What_several_see_is_noted_and_told_once()
    {
        Reject(house.Add(due: new DateOnly(2026, 12, 18)));
        foreach (var one in new[] { watch, another, watch }) one.Look();
        Assert.Equal("KSeF odrzucił fakturę FV/1/2026: nie.", Assert.Single(Events()).What.InWords.Pl);
        var letter = Assert.Single(Letters());
        Assert.Equal(("anna@example.com", "KSeF odrzucił fakturę FV/1/2026: nie."), (letter.To, letter.Subject));
        Assert.Contains("https://inkaust.example.com/c/5260001246/invoices/1", letter.Text);
    }

    [Fact]
    public void A_glance_sees_each_step_also_one_whose_number_was_given_before_those_that_were_seen()
    {
        Reject(house.Add(due: new DateOnly(2026, 12, 18)));
        watch.Glance();
        Assert.Equal("FV/1/2026", Assert.IsType<Happening.InvoiceRejected>(Assert.Single(Events()).What).Number);
        var late = house.Add(due: new DateOnly(2026, 12, 18));
        Step(10, late.Id);
        watch.Glance();
        another.Look();
        Step(9, late.Id);
        foreach (var one in new[] { another, watch, another }) one.Glance();
        Assert.Equal(["9", "10", "3"], Steps());
        watch.Look();
        Assert.Equal(3, Events().Count);

        void Step(long id, long invoice)
        {
            using var connection = house.Database.Connect();
            connection.Execute("INSERT INTO transition (id, invoice, at, state, facts, cause) SELECT @id, @invoice, at, state, facts, cause FROM transition WHERE id = 3",
                new { id, invoice });
        }

        IEnumerable<string> Steps()
        {
            using var connection = house.Database.Connect();
            return connection.Query<string>("SELECT subject FROM event ORDER BY id DESC").Select(one => one.Split(':')[^1]).ToList();
        }
    }

    [Fact]
    public void What_comes_together_is_told_in_one_letter()
    {
        for (var i = 0; i < 3; i++) Reject(house.Add(due: new DateOnly(2026, 12, 18)));
        watch.Look();
        Assert.Equal(3, Events().Count);
        Assert.Contains("(3)", Assert.Single(Letters()).Subject);
    }

    [Fact]
    public void What_was_before_anybody_watched_is_told_neither_at_once_nor_later()
    {
        using (var connection = house.Database.Connect()) connection.Execute("DELETE FROM event_cursor");
        Reject(house.Add(due: new DateOnly(2026, 12, 18)));
        watch.Look();
        Accept(house.Add(due: new DateOnly(2026, 12, 18)));
        watch.Look();
        Assert.IsType<Happening.InvoiceAccepted>(Assert.Single(Events()).What);
    }

    [Fact]
    public void Nobody_hears_of_what_he_does_not_want_to_and_sees_it_in_the_app_all_the_same()
    {
        Accept(house.Add(due: new DateOnly(2026, 12, 18)));
        choices.Choose(house.Company, anna.Id, new Dictionary<EventKind, NoticePace> { [EventKind.Rejected] = NoticePace.Never });
        Reject(house.Add(due: new DateOnly(2026, 12, 18)));
        watch.Look();
        Assert.Equal([EventKind.Rejected, EventKind.Accepted], Events().Select(one => one.What.Kind));
        Assert.Empty(Letters());
    }

    [Fact]
    public void The_daily_letter_tells_at_seven_what_happened_before()
    {
        choices.Choose(house.Company, anna.Id, new Dictionary<EventKind, NoticePace> { [EventKind.Accepted] = NoticePace.Daily, [EventKind.Rejected] = NoticePace.Daily });
        Accept(house.Add(due: new DateOnly(2026, 12, 31)));
        watch.Look();
        house.Clock.Set(House.At("2026-12-10T06:59"));
        Reject(house.Add(due: new DateOnly(2026, 12, 31)));
        watch.Look();
        Assert.Empty(Letters());
        house.Clock.Set(House.At("2026-12-10T07:00"));
        Accept(house.Add(due: new DateOnly(2026, 12, 31)));
        foreach (var one in new[] { watch, another }) one.Look();
        var letter = Assert.Single(Letters());
        Assert.Contains("2", letter.Subject);
        Assert.Contains("FV/1/2026", letter.Text);
        Assert.Contains("FV/2/2026", letter.Text);
        Assert.DoesNotContain("FV/3/2026", letter.Text);
        house.Clock.Set(House.At("2026-12-11T07:00"));
        watch.Look();
        Assert.Contains("FV/3/2026", Letters()[0].Text);
    }

    [Fact]
    public void Whoever_has_left_a_company_hears_nothing_of_it()
    {
        choices.Choose(house.Company, anna.Id, new Dictionary<EventKind, NoticePace> { [EventKind.Accepted] = NoticePace.Daily });
        Accept(house.Add(due: new DateOnly(2026, 12, 31)));
        watch.Look();
        members.Let(new AccountId("another"), house.Company, Role.Owner); // A company needs an owner.
        members.End(anna.Id, house.Company);
        house.Clock.Set(House.At("2026-12-10T07:00"));
        watch.Look();
        Assert.Empty(Letters());
    }

    [Fact]
    public void A_deadline_is_told_on_its_last_day_or_two_working_days_before_and_once_more_when_it_has_passed()
    {
        house.Add(due: new DateOnly(2026, 12, 10)); // issued today, due tomorrow: as usual
        house.Add(due: new DateOnly(2026, 12, 14), change: one => one with { IssueDate = new DateOnly(2026, 12, 4) });
        watch.Look();
        Assert.Empty(Events());
        house.Clock.Set(House.At("2026-12-10T00:00"));
        watch.Look();
        Assert.Equal(["2026-12-10", "2026-12-14"], Events().Select(one => one.What).OfType<Happening.DeadlineNear>().Select(one => $"{one.Date:yyyy-MM-dd}").Order());
        house.Clock.Set(House.At("2026-12-11T00:00"));
        watch.Look();
        Assert.Equal(new DateOnly(2026, 12, 10), Assert.Single(Events().Select(one => one.What).OfType<Happening.DeadlinePassed>()).Date);
        Assert.Equal((3, 2), (Events().Count, Letters().Count)); // those of one look are in one letter
    }

    [Fact]
    public void A_silence_is_told_after_two_minutes_and_its_end_only_when_it_was()
    {
        Seen(answers: true);
        watch.Look();
        Seen(answers: false);
        house.Clock.Jump(TimeSpan.FromSeconds(119));
        watch.Look();
        Assert.Empty(Events());
        house.Clock.Jump(TimeSpan.FromSeconds(1));
        foreach (var one in new[] { watch, another }) one.Look();
        Assert.IsType<Happening.KsefFellSilent>(Assert.Single(Events()).What);
        house.Clock.Jump(TimeSpan.FromMinutes(30));
        Seen(answers: true);
        foreach (var one in new[] { watch, another }) one.Look();
        Assert.IsType<Happening.KsefAnswersAgain>(Events()[0].What);
        Assert.Equal(2, Events().Count);
    }

    [Fact]
    public async Task What_Latarnia_announces_and_ends_is_told_and_a_total_failure_asks_for_a_person()
    {
        house.Announce("FAILURE", "FAILURE_START", 4, "2026-12-09T10:00");
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T10:30");
        house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 2, "2026-11-20T10:00", "2026-11-20T12:00", published: "2026-11-18T10:00"); // long ago
        await house.HearAsync();
        watch.Look();
        Assert.Equal(["Announced", "Announced", "TotalFailureToConfirm"], Events().Select(one => one.What.GetType().Name).Order());
        house.Announce("FAILURE", "FAILURE_END", 4, "2026-12-09T10:00", "2026-12-09T11:50", published: "2026-12-09T11:55");
        await house.HearAsync();
        watch.Look();
        Assert.Contains(Events(), one => one.What is Happening.Ended { EventId: 4 });
    }

    [Fact]
    public void A_certificate_that_ends_is_told_and_a_company_that_is_just_being_set_up_is_left_in_peace()
    {
        house.Other();
        foreach (var one in house.Keys.Of(house.Company.Id).Where(one => one.Kind == CertificateKind.Offline)) house.Keys.Said(one, "Revoked");
        house.Certificate(to: "2026-12-20T00:00:00Z");
        watch.Look();
        Assert.IsType<Happening.CertificateEnds>(Assert.Single(Events()).What);
        Assert.Empty(events.Of(house.Other(), anna.Id).Events);
    }

    [Fact]
    public void What_somebody_has_seen_is_new_to_the_others_still()
    {
        var jan = accounts.Add("jan@example.com", "Jan Lis", Language.Polish);
        members.Let(jan.Id, house.Company, Role.Issuer);
        Reject(house.Add(due: new DateOnly(2026, 12, 18)));
        watch.Look();
        events.Seen(house.Company, anna.Id, Events()[0].Id);
        Assert.Equal((0, 1), (events.Of(house.Company, anna.Id).New, events.Of(house.Company, jan.Id).New));
        events.Seen(house.Company, anna.Id, 0); // an older page that was left open
        Assert.Equal(0, events.Of(house.Company, anna.Id).New);
    }

    public void Dispose()
    {
        watch.Dispose();
        another.Dispose();
        house.Dispose();
    }

    private EventWatch Watch()
    {
        var tasks = new SeeTasks(house.Database, house.Ledgers, house.Keys, house.Tokens, house.Announcements, house.Corrections, house.CorrectInvoice,
            house.TakeStock, house.Watched, house.DeviceTasks, house.Clock);
        Uri AddressOf(Inkaust.Office.Company company, Happening? what) => new(new Uri("https://inkaust.example.com"), Inkaust.Web.Events.EventAddresses.Of(company, what));
        return new EventWatch(house.Companies, new SeeEvents(house.Database, events, tasks, house.Presence, house.Announcements, house.Calendar, house.Clock),
            new EventLetters(house.Database, outbox, accounts, members, house.Clock, AddressOf), house.Clock, new EventWatchSettings { AddressOf = AddressOf });
    }

    private IReadOnlyList<CompanyEvent> Events() => events.Of(house.Company, anna.Id).Events;

    private List<Letter> Letters() => [.. outbox.Newest(50).Select(one => outbox.Open(one.Id)!)];

    private void Accept(IssuedInvoice invoice) => house.Ledger.Move(house.Ledger.Move(invoice, new InvoiceState.Sending("s", null), "t"),
        new InvoiceState.Accepted("n" + invoice.Id, house.Clock.GetUtcNow(), "s", null), "t");

    private void Reject(IssuedInvoice invoice) => house.Ledger.Move(house.Ledger.Move(invoice, new InvoiceState.Sending("s", null), "t"),
        new InvoiceState.Rejected(450, "nie", [], "s"), "t");

    // As a question to KSeF would have noted it.
    private void Seen(bool answers)
    {
        using var connection = house.Database.Connect();
        connection.Execute("""
            INSERT INTO presence (environment, answers, since, asked_at, words) VALUES (@Word, @Answers, @At, @At, NULL)
            ON CONFLICT (environment) DO UPDATE SET answers = @Answers, since = @At, asked_at = @At
            """, new { house.Company.Environment.Word, Answers = answers ? 1 : 0, At = Database.Instant(house.Clock.GetUtcNow()) });
    }
}
