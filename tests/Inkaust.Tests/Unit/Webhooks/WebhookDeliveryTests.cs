using System.Text;
using System.Text.Json;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Web.Events;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Tests.Unit.Webhooks;

/// <summary>Events on their way to other programs: signed, in order, repeated until they are taken, by any number of processes.</summary>
public class WebhookDeliveryTests : IAsyncDisposable
{
    private static readonly OutboundAddresses Everywhere = new(allowLocal: true);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-webhooks-");
    private readonly MasterKey masterKey = MasterKey.ForThisProcess();
    private readonly ShiftedClock clock = new(Stage.WednesdayNoon);
    private readonly string place;
    private readonly Workplace office;
    private readonly Database database;
    private readonly Company company;
    private HookReceiver? receiver;
    private int happened;

    public WebhookDeliveryTests()
    {
        clock.StandStill();
        place = Postgres.IsWanted ? Postgres.NewSchema() : folder.FullName;
        office = Workplace.Open(place, clock, masterKey, folder.FullName);
        database = Database.Open(place);
        company = Added(office, "5260001246");
    }

    [Fact]
    public async Task A_delivery_bears_signatures_that_another_implementation_accepts_also_while_the_secret_is_replaced()
    {
        // By the time of the world: who checks a signature asks whether it is fresh.
        await using var world = Workplace.Open(place, TimeProvider.System, masterKey, folder.FullName);
        var hook = Added(world, await ReceiverAsync());
        Happen(world, 7, "FV/7/2026");
        await DeliverAsync(world);
        var first = Assert.Single(receiver!.Received);
        Assert.True(first.IsSignedBy(hook.Secret));
        Assert.False(first.IsSignedBy(hook.Secret, first.Body + " "));
        Assert.Equal("application/json; charset=utf-8", first.Headers.ContentType);
        var sent = JsonDocument.Parse(first.Body).RootElement;
        Assert.Equal(["type", "timestamp", "data"], sent.EnumerateObject().Select(one => one.Name));
        Assert.Equal("invoice.accepted", sent.GetProperty("type").GetString());
        var data = sent.GetProperty("data");
        Assert.Equal(("5260001246", 7, "FV/7/2026", "ksef-7", "accepted"), (data.GetProperty("company").GetString(), data.GetProperty("id").GetInt64(),
            data.GetProperty("number").GetString(), data.GetProperty("ksefNumber").GetString(), data.GetProperty("state").GetString()));

        var rotated = world.Webhooks.Rotate(company, hook.Webhook.Id, TimeSpan.FromHours(1))!;
        Happen(world, 8);
        await DeliverAsync(world);
        var second = receiver.Received[1];
        Assert.Equal(2, second.Signatures.Length);
        Assert.True(second.IsSignedBy(hook.Secret));
        Assert.True(second.IsSignedBy(rotated.Secret));

        world.Webhooks.Rotate(company, hook.Webhook.Id, TimeSpan.Zero);
        Happen(world, 9);
        await DeliverAsync(world);
        Assert.False(receiver.Received[2].IsSignedBy(rotated.Secret));
    }

    [Fact]
    public async Task A_delivery_that_is_not_taken_is_tried_ten_times_ever_more_rarely_with_the_same_key_and_then_given_up()
    {
        var hook = Added(office, await ReceiverAsync());
        receiver!.Answer = _ => Results.StatusCode(503);
        Happen(office, 1);
        List<double> waits = [];
        for (var last = clock.GetUtcNow(); ; last = clock.GetUtcNow())
        {
            await DeliverAsync();
            var now = Delivery(hook);
            if (now.NextAt is not { } next) break;
            waits.Add(Math.Round((next - last).TotalSeconds)); // The database keeps milliseconds.
            clock.Jump(next - clock.GetUtcNow() - TimeSpan.FromSeconds(1));
            await DeliverAsync();
            Assert.Equal(now.Tries, Delivery(hook).Tries); // Not a second too early.
            clock.Jump(TimeSpan.FromSeconds(1));
        }
        Assert.Equal([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400], waits);
        Assert.Equal((DeliveryState.Failed, 10), (Delivery(hook).State, Delivery(hook).Attempts.Count));
        Assert.Equal(10, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(one => (one.Id, one.Body)).Distinct());
        Assert.All(Delivery(hook).Attempts, one => Assert.Equal((AttemptOutcome.Refused, 503), (one.Outcome, one.Status)));

        receiver.Answer = _ => Results.Ok();
        office.WebhookDeliveries.Replay(company, hook.Webhook.Id, Delivery(hook).Id);
        await DeliverAsync();
        Assert.Equal(DeliveryState.Delivered, Delivery(hook).State);
        Assert.Equal(receiver.Received[0].Id, receiver.Received[^1].Id);
        Assert.Null(office.Webhooks.At(company, hook.Webhook.Id)!.FailingSince);
    }

    [Fact]
    public async Task Of_one_invoice_the_older_event_goes_first_and_holds_up_no_other_invoice()
    {
        Added(office, await ReceiverAsync(), "invoice.accepted", "invoice.rejected");
        receiver!.Answer = one => one.Body.Contains("FV/1/", StringComparison.Ordinal) && receiver.Received.Count == 1 ? Results.StatusCode(500) : Results.Ok();
        Happen(office, new Happening.InvoiceRejected(1, "FV/1/2026", "nie"));
        await DeliverAsync();
        Happen(office, 1);
        Happen(office, 2);
        await DeliverAsync();
        Assert.Equal(["rejected FV/1/2026", "accepted FV/2/2026"], Said());
        clock.Jump(TimeSpan.FromSeconds(5));
        await DeliverAsync();
        Assert.Equal(["rejected FV/1/2026", "accepted FV/2/2026", "rejected FV/1/2026", "accepted FV/1/2026"], Said());

        IEnumerable<string> Said() => receiver.Received.Select(one => JsonDocument.Parse(one.Body).RootElement.GetProperty("data"))
            .Select(data => $"{data.GetProperty("state")} {data.GetProperty("number")}");
    }

    [Fact]
    public async Task Several_processes_share_the_work_and_none_claims_what_another_has()
    {
        await using var second = Workplace.Open(place, clock, masterKey, folder.FullName);
        Added(office, await ReceiverAsync());
        for (var i = 1; i <= 60; i++) Happen(office, i);
        using var one = Deliverer(office);
        using var other = Deliverer(second);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => (i == 0 ? one : other).DeliverAsync(Stage.Stop), Stage.Stop)));
        await DeliverAsync(); // What the one had claimed when the other ended.
        Assert.Equal(60, receiver!.Received.Count);
        Assert.Equal(60, receiver.Received.Select(hook => hook.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_a_process_had_claimed_when_it_died_is_sent_by_another_a_minute_later_and_the_dead_change_nothing()
    {
        var hook = Added(office, await ReceiverAsync());
        Happen(office, 1);
        var claimed = Assert.Single(office.WebhookDeliveries.Claim([company], 9, new HashSet<string>()));
        await DeliverAsync();
        Assert.Empty(receiver!.Received);
        Run("UPDATE webhook_delivery SET claimed_until = 1");
        await DeliverAsync();
        Assert.Single(receiver.Received);
        office.WebhookDeliveries.Tell(claimed, new DeliveryAttempt(clock.GetUtcNow(), TimeSpan.Zero, AttemptOutcome.Refused, 500, "late"));
        Assert.Equal((DeliveryState.Delivered, 1), (Delivery(hook).State, Delivery(hook).Tries));
        Assert.Equal([500, 200], Delivery(hook).Attempts.Select(attempt => attempt.Status)); // That he tried is true.
    }

    [Theory]
    [InlineData(200)]
    [InlineData(410)]
    [InlineData(500)]
    public async Task What_is_replayed_while_it_is_on_its_way_is_sent_once_more_however_that_way_ends(int status)
    {
        var hook = Added(office, await ReceiverAsync());
        var (mayGoOn, isThere) = (new TaskCompletionSource(), new TaskCompletionSource());
        receiver!.Before = _ =>
        {
            isThere.TrySetResult();
            return receiver.Received.Count == 1 ? mayGoOn.Task : Task.CompletedTask;
        };
        receiver.Answer = _ => receiver.Received.Count == 1 ? Results.StatusCode(status) : Results.Ok();
        Happen(office, 1);
        var first = DeliverAsync();
        await isThere.Task.WaitAsync(Stage.Stop);
        Assert.NotNull(office.WebhookDeliveries.Replay(company, hook.Webhook.Id, Delivery(hook).Id));
        mayGoOn.SetResult();
        await first;
        await DeliverAsync();
        Assert.Equal(2, receiver.Received.Count);
        Assert.Equal(DeliveryState.Delivered, Delivery(hook).State);
        Assert.Equal([200, status], Delivery(hook).Attempts.Select(attempt => attempt.Status));
        Assert.True(office.Webhooks.At(company, hook.Webhook.Id)!.IsEnabled);
    }

    [Fact]
    public async Task An_event_and_what_is_to_be_sent_of_it_are_written_together_or_not_at_all()
    {
        Added(office, await ReceiverAsync());
        Run("ALTER TABLE webhook_delivery RENAME TO taken_away");
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Happen(office, 1));
        Assert.Empty(office.EventFeed.After(company, null).Events);
        Run("ALTER TABLE taken_away RENAME TO webhook_delivery");
        // Whoever watches sees the same once more, and here it is told.
        happened = 0;
        Happen(office, 1);
        Happen(office, 1, again: true);
        Assert.Single(office.EventFeed.After(company, null).Events);
        await DeliverAsync();
        Assert.Equal(office.EventFeed.After(company, null).Events[0].Key, Assert.Single(receiver!.Received).Id);
    }

    [Fact]
    public async Task One_that_says_it_is_gone_is_disabled_at_once_and_leaves_a_task_until_somebody_looks()
    {
        var hook = Added(office, await ReceiverAsync());
        receiver!.Answer = _ => Results.StatusCode(410);
        Happen(office, 1);
        await DeliverAsync();
        Assert.Equal(WhyDisabled.Gone, office.Webhooks.At(company, hook.Webhook.Id)!.Why);
        Assert.Equal(DeliveryState.Failed, Delivery(hook).State);
        Assert.IsType<SeeWebhooks>(Assert.Single(TasksOfWebhooks()).Next);
        Happen(office, 2);
        await DeliverAsync();
        Assert.Single(receiver.Received);
        Assert.Equal("INK-HOOK-005", Refusal(() => office.WebhookDeliveries.Test(company, hook.Webhook.Id)));
        office.Webhooks.Change(company, hook.Webhook.Id, new WebhookChange(IsEnabled: true), Everywhere);
        Assert.Empty(TasksOfWebhooks());
    }

    [Fact]
    public async Task After_a_week_without_one_that_was_taken_it_is_disabled_with_a_task_and_what_waits_goes_on_when_it_is_enabled()
    {
        var hook = Added(office, await ReceiverAsync());
        receiver!.Answer = _ => Results.StatusCode(500);
        for (var day = 1; day <= 8; day++)
        {
            Happen(office, day);
            await DeliverAsync();
            Assert.Equal(day <= 7, office.Webhooks.At(company, hook.Webhook.Id)!.IsEnabled);
            clock.Jump(TimeSpan.FromDays(1));
        }
        Assert.Equal(WhyDisabled.Failing, office.Webhooks.At(company, hook.Webhook.Id)!.Why);
        Assert.Contains("tydzień", Assert.Single(TasksOfWebhooks()).Text.Pl);
        var before = receiver.Received.Count;
        await DeliverAsync();
        Assert.Equal(before, receiver.Received.Count);
        receiver.Answer = _ => Results.Ok();
        office.Webhooks.Change(company, hook.Webhook.Id, new WebhookChange(IsEnabled: true), Everywhere);
        await DeliverAsync();
        Assert.True(receiver.Received.Count > before);
        Assert.Empty(TasksOfWebhooks());
        Assert.Null(office.Webhooks.At(company, hook.Webhook.Id)!.FailingSince);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public async Task Nobody_follows_a_redirect(int status)
    {
        var hook = Added(office, await ReceiverAsync());
        receiver!.Answer = _ => Results.Redirect("/elsewhere", permanent: status == 301, preserveMethod: status == 307);
        Happen(office, 1);
        await DeliverAsync();
        Assert.Single(receiver.Received);
        Assert.Equal(AttemptOutcome.Redirected, Assert.Single(Delivery(hook).Attempts).Outcome);
        Assert.Equal(DeliveryState.Waiting, Delivery(hook).State);
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_has_not_taken_it()
    {
        var hook = Added(office, await ReceiverAsync());
        receiver!.Before = stop => Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        Happen(office, 1);
        using var deliverer = Deliverer(office, patience: TimeSpan.FromMilliseconds(20));
        await deliverer.DeliverAsync(Stage.Stop);
        Assert.Equal((AttemptOutcome.TimedOut, (int?)null), (Delivery(hook).Attempts[0].Outcome, Delivery(hook).Attempts[0].Status));
    }

    [Fact]
    public async Task Who_is_not_there_and_who_is_not_to_be_reached_have_not_taken_it()
    {
        var gone = await HookReceiver.StartAsync();
        var address = gone.Address;
        await gone.DisposeAsync();
        var hook = office.Webhooks.Add(company, address.AbsoluteUri, ["invoice.accepted"], Everywhere);
        Happen(office, 1);
        await DeliverAsync();
        Assert.Equal(AttemptOutcome.NotReached, Delivery(hook).Attempts[0].Outcome);
        // Allowed when it was added, and no more: every connection is judged.
        clock.Jump(TimeSpan.FromSeconds(5));
        using var closed = Deliverer(office, new OutboundAddresses());
        await closed.DeliverAsync(Stage.Stop);
        Assert.Equal(AttemptOutcome.NotPublic, Delivery(hook).Attempts[0].Outcome);
    }

    [Fact]
    public async Task What_is_sent_and_what_is_kept_of_an_answer_is_short_whatever_others_write()
    {
        var hook = Added(office, await ReceiverAsync(), "invoice.rejected");
        receiver!.Answer = _ => Results.Text(new string('x', 100_000) + "\0", statusCode: 500);
        Happen(office, new Happening.InvoiceRejected(1, new string('ż', 256), new string('ą', 100_000)));
        await DeliverAsync();
        Assert.InRange(Encoding.UTF8.GetByteCount(receiver.Received[0].Body), 1, DeliverWebhooks.LongestBody);
        Assert.Equal(new string('x', 2_000), Delivery(hook).Attempts[0].Answer);
        Assert.Equal(receiver.Received[0].Body, office.WebhookDeliveries.At(company, hook.Webhook.Id, Delivery(hook).Id)!.Body);
    }

    [Fact]
    public async Task A_webhook_gets_what_it_wants_of_its_company_alone_and_nothing_when_a_person_has_disabled_it()
    {
        var other = Added(office, "1111111111");
        var address = await ReceiverAsync();
        var hook = Added(office, address, "certificate.expiring");
        office.Webhooks.Add(other, address.AbsoluteUri, ["invoice.accepted"], Everywhere);
        Happen(office, 1);
        Happen(office, new Happening.CertificateEnds(new("Koniec.", "The end.")));
        await DeliverAsync();
        Assert.Contains("certificate.expiring", Assert.Single(receiver!.Received).Body);
        Assert.Empty(office.WebhookDeliveries.Of(other, hook.Webhook.Id).Deliveries);
        Assert.Null(office.Webhooks.At(other, hook.Webhook.Id));
        Assert.Null(office.Webhooks.Rotate(other, hook.Webhook.Id, TimeSpan.Zero));
        Assert.False(office.Webhooks.Remove(other, hook.Webhook.Id));
        office.Webhooks.Change(company, hook.Webhook.Id, new WebhookChange(IsEnabled: false), Everywhere);
        Happen(office, new Happening.CertificateEnds(new("Znowu.", "Again.")));
        Assert.Single(office.WebhookDeliveries.Of(company, hook.Webhook.Id).Deliveries);
        Assert.Empty(TasksOfWebhooks());
    }

    [Fact]
    public async Task A_test_event_is_no_event_of_the_company_and_arrives_like_one()
    {
        var hook = Added(office, await ReceiverAsync());
        office.WebhookDeliveries.Test(company, hook.Webhook.Id);
        await DeliverAsync();
        Assert.Contains("\"type\":\"test\"", Assert.Single(receiver!.Received).Body);
        Assert.StartsWith("test_", receiver.Received[0].Id);
        Assert.Empty(office.EventFeed.After(company, null).Events);
    }

    [Fact]
    public async Task A_secret_is_kept_sealed_and_a_webhook_that_is_removed_leaves_nothing()
    {
        var hook = Added(office, await ReceiverAsync());
        Happen(office, 1);
        await DeliverAsync();
        using (var connection = database.Connect())
        {
            var kept = connection.ExecuteScalar<byte[]>("SELECT sealed FROM webhook")!;
            Assert.DoesNotContain(Convert.ToHexString(Convert.FromBase64String(hook.Secret["whsec_".Length..])), Convert.ToHexString(kept));
        }
        Assert.Equal(32, Convert.FromBase64String(hook.Secret["whsec_".Length..]).Length);
        Assert.True(office.Webhooks.Remove(company, hook.Webhook.Id));
        using (var connection = database.Connect())
        {
            foreach (var table in new[] { "webhook", "webhook_delivery", "webhook_attempt" })
                Assert.Equal(0, connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}"));
        }
    }

    [Fact]
    public async Task What_ended_a_month_ago_is_forgotten()
    {
        var hook = Added(office, await ReceiverAsync());
        Happen(office, 1);
        await DeliverAsync();
        clock.Jump(TimeSpan.FromDays(29));
        await DeliverAsync();
        Assert.Single(office.WebhookDeliveries.Of(company, hook.Webhook.Id).Deliveries);
        clock.Jump(TimeSpan.FromDays(2));
        await DeliverAsync();
        Assert.Empty(office.WebhookDeliveries.Of(company, hook.Webhook.Id).Deliveries);
    }

    [Fact]
    public void A_company_has_no_more_webhooks_than_it_may_and_none_for_nothing()
    {
        foreach (var events in new[] { [], new[] { "invoice.accepted", "invoice.eaten" }, null })
            Assert.Equal("INK-HOOK-003", Refusal(() => office.Webhooks.Add(company, "https://shop.example/", events, Everywhere)));
        var refused = Enumerable.Range(0, 24).AsParallel().Select(one => Record.Exception(() =>
            office.Webhooks.Add(company, $"https://shop.example/{one}", ["invoice.late"], Everywhere))).OfType<RefusedException>().ToList();
        Assert.Equal((20, 4), (office.Webhooks.Of(company).Count, refused.Count(one => one.Findings[0].Code == "INK-HOOK-004")));
        Assert.Equal("INK-HOOK-004", Refusal(() => office.Webhooks.Add(company, "https://shop.example/", ["invoice.late"], Everywhere)));
    }

    [Fact]
    public void Who_reads_on_from_the_last_event_misses_none_and_sees_none_twice()
    {
        for (var i = 1; i <= 5; i++) Happen(office, i);
        var (seen, cursor) = (new List<long?>(), (string?)null);
        for (var page = office.EventFeed.After(company, cursor, 2); page.Events.Count > 0; page = office.EventFeed.After(company, cursor, 2))
        {
            seen.AddRange(page.Events.Select(one => one.What.InvoiceId));
            Assert.Equal(seen.Count < 5, page.HasMore);
            cursor = page.Cursor;
        }
        Assert.Equal([1, 2, 3, 4, 5], seen);
        Assert.Equal(cursor, office.EventFeed.Newest(company));
        Assert.Equal("INK-HOOK-006", Refusal(() => office.EventFeed.After(company, "evt_00000000_1")));
        Assert.Equal("INK-HOOK-006", Refusal(() => office.EventFeed.After(company, "1")));
        var other = Added(office, "1111111111");
        Assert.Equal("INK-HOOK-006", Refusal(() => office.EventFeed.After(other, cursor)));
        Assert.Empty(office.EventFeed.After(other, null).Events);
    }

    [Fact]
    public void What_one_person_alone_is_told_is_for_no_program()
    {
        office.Events.Add(company, [new Told("a", clock.GetUtcNow(), new Happening.MessageCame(1, "temat", "Anna"))]);
        office.Events.Add(company, [new Told("b", clock.GetUtcNow(), new Happening.InvoiceAccepted(1, "FV", "k")) { For = new AccountId("anna") }]);
        Assert.Empty(office.EventFeed.After(company, null).Events);
    }

    public async ValueTask DisposeAsync()
    {
        if (receiver is not null) await receiver.DisposeAsync();
        await office.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<Uri> ReceiverAsync() => (receiver = await HookReceiver.StartAsync()).Address;

    private static Company Added(Workplace office, string nip)
    {
        var company = new Company(Nip.Parse(nip), "Atrament i Pióro sp. z o.o.", "ul. Piękna 7/3, 00-539 Warszawa",
            KsefEnvironment.Local(new Uri("http://127.0.0.1:5080")));
        office.Companies.Add(company);
        return company;
    }

    private NewWebhook Added(Workplace at, Uri address, params string[] events) =>
        at.Webhooks.Add(company, new Uri(address, "hook").AbsoluteUri, events.Length == 0 ? ["invoice.accepted"] : events, Everywhere);

    private void Happen(Workplace at, long invoice, string? number = null, bool again = false)
    {
        if (again) happened--;
        Happen(at, new Happening.InvoiceAccepted(invoice, number ?? $"FV/{invoice}/2026", $"ksef-{invoice}"));
    }

    private void Happen(Workplace at, Happening what) => at.Events.Add(company, [new Told($"step:{++happened}", at.Clock.GetUtcNow(), what)]);

    private static DeliverWebhooks Deliverer(Workplace at, OutboundAddresses? reachable = null, TimeSpan? patience = null) => at.DeliverWebhooks(new()
    {
        BodyOf = delivery => EventApi.BodyOf(at, delivery),
        Reachable = reachable ?? Everywhere,
        Patience = patience ?? TimeSpan.FromSeconds(15),
    });

    private async Task DeliverAsync(Workplace? at = null)
    {
        using var deliverer = Deliverer(at ?? office);
        await deliverer.DeliverAsync(Stage.Stop);
    }

    private WebhookDelivery Delivery(NewWebhook hook) => office.WebhookDeliveries.Of(company, hook.Webhook.Id).Deliveries[^1];

    private IEnumerable<OpenTask> TasksOfWebhooks() => office.Tasks.Of(company).Open.Where(one => one.Kind == TaskKind.WebhookDisabled);

    private void Run(string sql)
    {
        using var connection = database.Connect();
        connection.Execute(sql);
    }

    private static string Refusal(Action deed) => Assert.Throws<RefusedException>(deed).Findings[0].Code;
}
