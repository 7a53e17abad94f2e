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

    // What is asked for: so many of those that a filter lets through, behind so many others, or behind a place.
    private readonly record struct Wanted(Company Company, ReceivedFilter Filter, int AtMost, int After, long? Before);

    /// <summary>A page of them.</summary>
    public ReceivedPage Of(Company company, ReceivedFilter filter)
    {
        var rows = Found(new(company, filter, ReceivedFilter.PageSize + 1, (Math.Clamp(filter.Page, 1, 100_000) - 1) * ReceivedFilter.PageSize, null));
        var (fresh, odd) = Counts(company);
        return new(filter, [.. rows.Take(ReceivedFilter.PageSize)], rows.Count > ReceivedFilter.PageSize, fresh, odd);
    }

    /// <summary>All that a filter lets through, whatever the page.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="atMost">How many at most.</param>
    public IReadOnlyList<ReceivedInvoice> All(Company company, ReceivedFilter filter, int atMost) =>
        Found(new(company, filter, atMost, 0, null));

    /// <summary>Those that a filter lets through and that came before another one: for whoever reads on where he stopped.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="filter">Which; its page does not count.</param>
    /// <param name="before">Its place; null: from the one that came last.</param>
    /// <param name="atMost">How many at most.</param>
    public IReadOnlyList<ReceivedInvoice> Before(Company company, ReceivedFilter filter, long? before, int atMost) =>
        Found(new(company, filter, atMost, 0, before));

    private IReadOnlyList<ReceivedInvoice> Found(Wanted wanted)
    {
        var text = wanted.Filter.Text.Trim();
        if (KsefNumber.TryParse(text, out var number))
            return [.. new[] { new ReceivedTable(database, wanted.Company).WithKsefNumber($"{number}") }.OfType<ReceivedInvoice>()];
        List<SoughtWord> words = [.. ReceivedWords.SoughtIn(text)];
        if (words.Count == 0 && text.Length > 0) return [];
        if (wanted.Filter.Month is { } month) words.Add(ReceivedWords.Month(month));
        if (words.Count > 0) return WithWords(wanted, words);
        return wanted.Filter.Role is null ? Rows(wanted, "received", "received.id", [])
            : Rows(wanted, "received_role JOIN received ON received.id = received_role.received", "received_role.received",
                ["received_role.company = @Company", "received_role.role = @Role"]);
    }

    private IReadOnlyList<ReceivedInvoice> WithWords(Wanted wanted, IReadOnlyList<SoughtWord> words)
    {
        List<string> few = [], conditions = [];
        if (wanted.Filter.State is not null && HowMany(wanted, OfState) is var ofState and < MostCounted)
        {
            if (ofState == 0) return [];
            few.Add(OfState);
        }
        if (wanted.Filter.Role is not null)
        {
            var ofRole = HowMany(wanted, OfRole);
            if (ofRole == 0) return [];
            if (ofRole < MostCounted) few.Add(OfRole);
            else conditions.Add("""
                EXISTS (
                    SELECT 1 FROM received_role
                    WHERE received_role.company = @Company AND received_role.role = @Role AND received_role.received = received.id)
                """);
        }
        // The few are the company's already; else its word leads to its own.
        if (few.Count > 0) return RowsWithWords(wanted, database.WordsAmongFew, words, [.. conditions, .. few.Select(Among)]);
        words = [ReceivedWords.Company(wanted.Company.Id), .. words];
        if (database.WordsAmongNewest is not { } quick) return RowsWithWords(wanted, database.WordsAmongAll, words, conditions);
        if (Newest(wanted) is not { } newest) return [];
        // Words of many fill the page with the newest.
        var rows = RowsWithWords(wanted, quick, words, conditions, newest);
        return rows.Count == wanted.AtMost ? rows : RowsWithWords(wanted, database.WordsAmongAll, words, conditions);
    }

    // What the words find comes in the order in which it is shown.
    private IReadOnlyList<ReceivedInvoice> RowsWithWords(
        Wanted wanted, WordSearch search, IReadOnlyList<SoughtWord> words, IEnumerable<string> conditions, long? newest = null) =>
        Rows(wanted, $"{search.Table} JOIN received ON received.id = received_text.rowid", "received_text.rowid", [search.Condition, .. conditions],
            database.Sought(words), newest);

    private IReadOnlyList<ReceivedInvoice> Rows(
        Wanted wanted, string tables, string order, IEnumerable<string> conditions, string? sought = null, long? newest = null)
    {
        var filter = wanted.Filter;
        List<string> all = [.. conditions, filter.State is null ? "received.state <> 'hidden'" : "received.state = @State"];
        if (filter.OtherAccount) all.Add("received.usual IS NOT NULL");
        if (wanted.Before is not null) all.Add($"{order} < @Before");
        return new ReceivedTable(database, wanted.Company).Where(tables,
            $"{string.Join(" AND ", all)} ORDER BY {order} DESC LIMIT {wanted.AtMost} OFFSET {wanted.After}", new
            {
                Sought = sought,
                Newest = newest,
                State = filter.State?.Word(),
                Role = filter.Role?.Word(),
                wanted.Before,
            });
    }

    // Where a page begins at the earliest. The sum keeps the database from looking for a month from the newest on (see received_month).
    private long? Newest(Wanted wanted)
    {
        using var connection = database.Connect();
        var month = wanted.Filter.Month;
        return connection.ExecuteScalar<long?>($"""
            SELECT {(month is null ? "MAX(id)" : "MAX(id + 0)")} FROM received
            WHERE company = @Company{(month is null ? "" : " AND substr(issue_date, 1, 7) = @Month")}{(wanted.Before is null ? "" : " AND id < @Before")}
            """, new { Company = wanted.Company.Id.Text, Month = $"{month:yyyy-MM}", wanted.Before });
    }

    // Of many the first that have the words fill the page; of few it may be none, and all that have the words are looked at, once: the plus keeps SQLite
    // from asking for the begins of words anew for each of the few.
    private static string Among(string ids) => $"+received_text.rowid IN ({ids})";

    private int HowMany(Wanted wanted, string ids)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM ({ids} LIMIT {MostCounted}) counted", new
        {
            Company = wanted.Company.Id.Text,
            State = wanted.Filter.State?.Word(),
            Role = wanted.Filter.Role?.Word(),
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
