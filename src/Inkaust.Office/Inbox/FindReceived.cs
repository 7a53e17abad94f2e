using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>Which received invoices somebody wants to see.</summary>
public sealed record ReceivedFilter
{
    /// <summary>How many stand on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Numbers, parties, NIPs, amounts, dates, words of lines: all of them, each also as the begin of a word; empty: all.</summary>
    public string Text { get; init; } = "";

    /// <summary>Null: all but hidden ones.</summary>
    public ReceivedState? State { get; init; }

    /// <summary>What the company is on it; null: whatever.</summary>
    public InvoiceRole? Role { get; init; }

    /// <summary>Any day of the month of their date; null: of all.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>Only those with an account that is not the seller's usual one.</summary>
    public bool OtherAccount { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>A page of received invoices, those that came last first.</summary>
/// <param name="Filter">Which were asked for.</param>
/// <param name="Invoices">Those of this page.</param>
/// <param name="HasMore">Another page follows.</param>
/// <param name="New">How many nobody has looked at, <see cref="FindReceived.MostCounted"/> at most.</param>
/// <param name="WithOtherAccount">How many have an account that is not the seller's usual one and are new, likewise.</param>
public sealed record ReceivedPage(ReceivedFilter Filter, IReadOnlyList<ReceivedInvoice> Invoices, bool HasMore, int New, int WithOtherAccount);

/// <summary>Finds received invoices in our own store, a page at a time: as fast with a million as with ten.</summary>
public sealed class FindReceived(Database database)
{
    /// <summary>Beyond so many nothing is counted.</summary>
    public const int MostCounted = 1_000;

    private const string OfState = "SELECT id FROM received WHERE company = @Company AND state = @State";
    private const string OfRole = "SELECT received FROM received_role WHERE company = @Company AND role = @Role";
    private const string OrderOfText = "received_text.rowid";

    // Ten milliseconds. A word that fills no page with so many is one of few.
    private const int LookedThrough = 15_000;

    /// <summary>A page of them.</summary>
    public ReceivedPage Of(Company company, ReceivedFilter filter)
    {
        var rows = Found(company, filter, ReceivedFilter.PageSize + 1, (Math.Clamp(filter.Page, 1, 100_000) - 1) * ReceivedFilter.PageSize);
        var (fresh, odd) = Counts(company);
        return new(filter, [.. rows.Take(ReceivedFilter.PageSize)], rows.Count > ReceivedFilter.PageSize, fresh, odd);
    }

    /// <summary>All that a filter lets through, whatever the page.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="atMost">How many at most.</param>
    public IReadOnlyList<ReceivedInvoice> All(Company company, ReceivedFilter filter, int atMost) => Found(company, filter, atMost, 0);

    /// <summary>Those that a filter lets through and that came before another one: for whoever reads on where he stopped.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="filter">Which; its page does not count.</param>
    /// <param name="before">Its place; null: from the one that came last.</param>
    /// <param name="atMost">How many at most.</param>
    public IReadOnlyList<ReceivedInvoice> Before(Company company, ReceivedFilter filter, long? before, int atMost) => Found(company, filter, atMost, 0, before);

    // A word of the company leads to its own; one of a month to those of it. What the words find comes in the order in which it is shown.
    private IReadOnlyList<ReceivedInvoice> Found(Company company, ReceivedFilter filter, int atMost, int after, long? before = null)
    {
        var table = new ReceivedTable(database, company);
        if (KsefNumber.TryParse(filter.Text.Trim(), out var number)) return [.. new[] { table.WithKsefNumber($"{number}") }.OfType<ReceivedInvoice>()];
        var sought = ReceivedWords.SoughtIn(filter.Text);
        if (sought.Count == 0 && filter.Text.Trim().Length > 0) return [];
        List<SoughtWord> words = [.. sought];
        if (filter.Month is { } month) words.Add(ReceivedWords.Month(month));
        List<string> conditions = [filter.State is null ? "received.state <> 'hidden'" : "received.state = @State"];
        if (filter.OtherAccount) conditions.Add("received.usual IS NOT NULL");

        IReadOnlyList<ReceivedInvoice> Rows(string tables, string order, params IEnumerable<string> further)
        {
            List<string> all = [.. further, .. conditions];
            if (before is not null) all.Add($"{order} < @Before");
            return table.Where(tables, $"{string.Join(" AND ", all)} ORDER BY {order} DESC LIMIT {atMost} OFFSET {after}", new
            {
                Sought = database.Sought(words),
                State = filter.State?.Word(),
                Role = filter.Role?.Word(),
                Before = before,
            });
        }

        if (words.Count == 0)
        {
            return filter.Role is null ? Rows("received", "received.id") : Rows("received_role JOIN received ON received.id = received_role.received",
                "received_role.received", "received_role.company = @Company", "received_role.role = @Role");
        }
        List<string> few = [];
        if (filter.State is not null && HowMany(company, filter, OfState) is var ofState and < MostCounted)
        {
            if (ofState == 0) return [];
            few.Add(OfState);
        }
        if (filter.Role is not null)
        {
            var ofRole = HowMany(company, filter, OfRole);
            if (ofRole == 0) return [];
            if (ofRole < MostCounted) few.Add(OfRole);
            else conditions.Add("""
                EXISTS (
                    SELECT 1 FROM received_role
                    WHERE received_role.company = @Company AND received_role.role = @Role AND received_role.received = received.id)
                """);
        }
        conditions.AddRange(few.Select(Among));
        // The few are the company's already.
        if (few.Count == 0) words.Insert(0, ReceivedWords.Company(company.Id));
        if (few.Count > 0 || database.Gathered is not { } gathered) return Rows(WithText("received_text"), OrderOfText, database.Matches);
        // Words of many fill the page with the newest, one by one (so the index is not asked); those of few are gathered.
        if (Newest(company, filter.Month, before) is not { } newest) return [];
        var rows = Rows(WithText("received_text"), OrderOfText, $"({database.Matches}) IS TRUE", $"received_text.rowid BETWEEN {newest - LookedThrough} AND {newest}");
        return rows.Count == atMost ? rows : Rows(WithText(gathered), OrderOfText);
    }

    private static string WithText(string text) => $"{text} JOIN received ON received.id = received_text.rowid";

    // Where a page begins at the earliest. The sum keeps the database from looking for a month from the newest on (see received_month).
    private long? Newest(Company company, DateOnly? month, long? before)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<long?>($"""
            SELECT {(month is null ? "MAX(id)" : "MAX(id + 0)")} FROM received
            WHERE company = @Company{(month is null ? "" : " AND substr(issue_date, 1, 7) = @Month")}{(before is null ? "" : " AND id < @Before")}
            """, new { Company = company.Id.Text, Month = $"{month:yyyy-MM}", Before = before });
    }

    // Of many the first that have the words fill the page; of few it may be none, and all that have the words are looked at, once: the plus keeps SQLite
    // from asking for the begins of words anew for each of the few.
    private static string Among(string ids) => $"+received_text.rowid IN ({ids})";

    private int HowMany(Company company, ReceivedFilter filter, string ids)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM ({ids} LIMIT {MostCounted}) counted", new
        {
            Company = company.Id.Text,
            State = filter.State?.Word(),
            Role = filter.Role?.Word(),
        });
    }

    private (int New, int WithOtherAccount) Counts(Company company)
    {
        using var connection = database.Connect();
        var of = new { Company = company.Id.Text };
        return (connection.ExecuteScalar<int>(
                $"SELECT COUNT(*) FROM (SELECT 1 FROM received WHERE company = @Company AND state = 'new' LIMIT {MostCounted}) counted", of),
            connection.ExecuteScalar<int>($"""
                SELECT COUNT(*) FROM (
                    SELECT 1 FROM received WHERE company = @Company AND usual IS NOT NULL AND state = 'new' LIMIT {MostCounted}) counted
                """, of));
    }
}
