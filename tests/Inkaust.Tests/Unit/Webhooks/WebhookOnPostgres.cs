using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Webhooks;

[OnPostgres]
public sealed class WebhookDeliveryOnPostgresTests : WebhookDeliveryTests;

/// <summary>Rows that are written at the same time are seen in the order of their numbers.</summary>
[OnPostgres]
public sealed class EventOrderOnPostgresTests
{
    [Fact]
    public async Task An_event_appears_only_when_all_with_lower_numbers_are_there()
    {
        var place = Postgres.NewSchema();
        await using var office = Workplace.Open(place, new ShiftedClock(Stage.WednesdayNoon), MasterKey.ForThisProcess());
        var company = new Company(Nip.Parse("5260001246"), "Firma", "ul. Piękna 7/3, 00-539 Warszawa",
            KsefEnvironment.Local(new Uri("http://127.0.0.1:5080")));
        office.Companies.Add(company);
        var database = Database.Open(place);
        office.EventFeed.Newest(company); // Whoever reads before the first event was ever written waits for its mark.
        Task later;
        using (var connection = database.Connect())
        using (var transaction = connection.BeginTransaction())
        {
            var mark = EventOrder.Take(connection, transaction, company);
            var first = connection.ExecuteScalar<long>("""
                INSERT INTO event (company, subject, kind, at, facts) VALUES (@Company, 'first', 'invoice.accepted', @At, @Facts) RETURNING id
                """, new { Company = company.Id.Text, At = Database.Instant(office.Clock.GetUtcNow()), Facts = StoredJson.Write<Happening>(Of(1)) }, transaction);
            later = Task.Run(() => office.Events.Add(company, [new Told("later", office.Clock.GetUtcNow(), Of(2))]), Stage.Stop);
            using (var looking = database.Connect())
            {
                const string Waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%event_order%'";
                while (looking.ExecuteScalar<long>(Waiting) == 0) await Task.Yield();
            }
            Assert.Empty(office.EventFeed.After(company, null).Events);
            Assert.True(first > 0 && mark.Length == 8);
            transaction.Commit();
        }
        await later;
        Assert.Equal([1, 2], office.EventFeed.After(company, null).Events.Select(one => one.What.InvoiceId));
    }

    private static Happening.InvoiceAccepted Of(long invoice) => new(invoice, $"FV/{invoice}", $"k{invoice}");
}
