using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>An event as other programs are told of it.</summary>
/// <param name="Key">By which they know it, wherever they hear of it.</param>
/// <param name="Number">Its place among all events.</param>
/// <param name="At">When.</param>
/// <param name="What">What.</param>
public sealed record FedEvent(string Key, long Number, DateTimeOffset At, Happening What);

/// <summary>Events in the order in which they were written.</summary>
/// <param name="Events">Those of the page.</param>
/// <param name="Cursor">From where to read on; null: nothing has happened yet.</param>
/// <param name="HasMore">More are there already.</param>
public sealed record FedEvents(IReadOnlyList<FedEvent> Events, string? Cursor, bool HasMore);

/// <summary>The events of a company for programs that ask: whoever reads on from the last one that he saw misses none and sees none twice.</summary>
public sealed class EventFeed(Database database)
{
    /// <summary>The longest page.</summary>
    public const int Most = 100;

    private const string Columns = "id, at, facts";

    // What is for one person, or said between people, is for no program.
    private static readonly string OfPrograms = $"account = '' AND kind IN ({string.Join(", ", WebhookEvents.All.Select(one => $"'{one}'"))})";

    /// <summary>What happened after an event.</summary>
    /// <param name="company">Where.</param>
    /// <param name="cursor">The key of the event; null: from the beginning.</param>
    /// <param name="limit">How many at most.</param>
    /// <exception cref="RefusedException">INK-HOOK-006: there is no such event of this company.</exception>
    public FedEvents After(Company company, string? cursor, int limit = Most)
    {
        limit = Math.Clamp(limit, 1, Most);
        using var connection = database.Connect();
        var mark = EventOrder.MarkOf(connection, company);
        var after = cursor is null ? 0 : EventOrder.NumberIn(cursor, mark) ?? throw new RefusedException(WebhookFindings.NoSuchCursor);
        var rows = connection.Query<(long Id, string At, string Facts)>($"""
            SELECT {Columns} FROM event WHERE company = @Company AND id > @after AND {OfPrograms} ORDER BY id LIMIT @Most
            """, new { Company = company.Id.Text, after, Most = limit + 1 }).AsList();
        var events = rows.Take(limit).Select(row => Read(row, mark)).ToList();
        return new(events, events.Count > 0 ? events[^1].Key : cursor, rows.Count > limit);
    }

    /// <summary>From where to read on for what happens from now on.</summary>
    public string Newest(Company company)
    {
        using var connection = database.Connect();
        var mark = EventOrder.MarkOf(connection, company);
        return EventOrder.KeyOf(mark, connection.ExecuteScalar<long>(
            "SELECT COALESCE(MAX(id), 0) FROM event WHERE company = @Company", new { Company = company.Id.Text }));
    }

    /// <summary>The event with this number.</summary>
    public FedEvent At(Company company, long number)
    {
        using var connection = database.Connect();
        return Read(connection.QuerySingle<(long Id, string At, string Facts)>(
            $"SELECT {Columns} FROM event WHERE company = @Company AND id = @number", new { Company = company.Id.Text, number }),
            EventOrder.MarkOf(connection, company));
    }

    private static FedEvent Read((long Id, string At, string Facts) row, string mark) =>
        new(EventOrder.KeyOf(mark, row.Id), row.Id, Database.Instant(row.At), StoredJson.Read<Happening>(row.Facts));
}
