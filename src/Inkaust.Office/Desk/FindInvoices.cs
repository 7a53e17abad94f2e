using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Which invoices of a company somebody wants to see.</summary>
public sealed record InvoiceFilter
{
    /// <summary>How many stand on a page.</summary>
    public const int PageSize = 50;

    public InvoiceGroup Group { get; init; }

    /// <summary>Any day of the month of their date; null: of all.</summary>
    public DateOnly? Month { get; init; }

    public IssuingMode? Mode { get; init; }

    /// <summary>Part of the number, the buyer's name or NIP, or the KSeF number; empty: all.</summary>
    public string Text { get; init; } = "";

    public InvoiceOrder Order { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>Invoices by what somebody has to do with them.</summary>
public enum InvoiceGroup
{
    All,

    /// <summary>Not in KSeF yet.</summary>
    Waiting,

    /// <summary>Refused by KSeF, closed ones included.</summary>
    Refused,

    /// <summary>Waiting past their deadline.</summary>
    Late,

    Accepted,
}

/// <summary>In which order they stand.</summary>
public enum InvoiceOrder
{
    Newest,
    Oldest,
    Buyer,
    GrossDown,
    Deadline,
}

/// <summary>A page of invoices.</summary>
/// <param name="Filter">Which were asked for.</param>
/// <param name="Invoices">Those of this page.</param>
/// <param name="HasMore">Another page follows.</param>
/// <param name="Waiting">How many wait in the whole company.</param>
/// <param name="Refused">How many are refused, likewise.</param>
/// <param name="Late">How many are late, likewise.</param>
/// <param name="ThisYear">How many bear a date of this year, refused ones included.</param>
public sealed record InvoicePage(
    InvoiceFilter Filter, IReadOnlyList<IssuedInvoice> Invoices, bool HasMore, int Waiting, int Refused, int Late, long ThisYear);

/// <summary>Finds invoices of a company, a page at a time: as fast with a hundred thousand as with ten.</summary>
public sealed class FindInvoices(Database database, Ledger ledger, TimeProvider clock)
{
    private const int NipLength = 10;

    private readonly Remembered<long> thisYear = new(database);

    /// <summary>A page of invoices.</summary>
    public InvoicePage Of(Company company, InvoiceFilter filter)
    {
        var rows = Found(company, filter, InvoiceFilter.PageSize + 1, (Math.Clamp(filter.Page, 1, 100_000) - 1) * InvoiceFilter.PageSize);
        var (waiting, refused, late) = Counts(company);
        return new(filter, [.. rows.Take(InvoiceFilter.PageSize)], rows.Count > InvoiceFilter.PageSize, waiting, refused, late, ThisYear(company));
    }

    /// <summary>All that a filter lets through, whatever the page; for bulk actions and tables.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="atMost">How many at most.</param>
    public IReadOnlyList<IssuedInvoice> All(Company company, InvoiceFilter filter, int atMost) => Found(company, filter, atMost, 0);

    /// <summary>The newest that a filter lets through, before a place in the ledger: for whoever reads on where he stopped.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="filter">Which; its order and its page do not count.</param>
    /// <param name="before">Only those that stand before this one in the ledger; null: from the newest.</param>
    /// <param name="atMost">How many at most.</param>
    public IReadOnlyList<IssuedInvoice> Before(Company company, InvoiceFilter filter, long? before, int atMost) =>
        Found(company, filter with { Order = InvoiceOrder.Newest }, atMost, 0, before);

    // Which they are is told by indices; only those of the page are read, with the file beside each.
    private IReadOnlyList<IssuedInvoice> Found(Company company, InvoiceFilter filter, int atMost, int after, long? before = null)
    {
        var parameters = new DynamicParameters(new { Today = Database.Date(PolishTime.DateOf(clock.GetUtcNow())), Own = company.Id.Text });
        var order = OrderOf(filter.Order);
        if (before is { } place) parameters.Add("Place", place);
        return ledger.Of(company).Where($"""
            id IN (SELECT id FROM invoice WHERE company = @Own AND environment = @Environment AND {Condition(filter, parameters)}{(before is null ? "" : " AND id < @Place")}
                ORDER BY {order} LIMIT {atMost} OFFSET {after})
            """, parameters, order);
    }

    private static string Condition(InvoiceFilter filter, DynamicParameters parameters)
    {
        List<string> all =
        [
            filter.Group switch
            {
                InvoiceGroup.Waiting => CompanyLedger.Waits,
                InvoiceGroup.Late => $"{CompanyLedger.Waits} AND deadline < @Today",
                InvoiceGroup.Refused => $"{CompanyLedger.NotInKsef} AND state = 'rejected'",
                InvoiceGroup.Accepted => "state = 'accepted'",
                _ => "1 = 1",
            },
        ];
        if (filter.Month is { } month)
        {
            all.Add("issue_date >= @From AND issue_date < @To");
            parameters.Add("From", Database.Date(new DateOnly(month.Year, month.Month, 1)));
            parameters.Add("To", Database.Date(new DateOnly(month.Year, month.Month, 1).AddMonths(1)));
        }
        if (filter.Mode is { } mode)
        {
            all.Add("mode = @Mode");
            parameters.Add("Mode", mode.Word());
        }
        if (LedgerRow.SoughtAs(filter.Text) is { Length: > 0 } text)
        {
            // A KSeF number is given whole; a part of anything else is looked for, the newest first. A NIP may have its dashes.
            var isKsefNumber = KsefNumber.TryParse(filter.Text.Trim().ToUpperInvariant(), out var number);
            all.Add(isKsefNumber ? "ksef_number = @Number" : @"sought LIKE @Text ESCAPE '\'");
            parameters.Add("Text", $"%{Database.ForLike(text.All(c => char.IsAsciiDigit(c) || c is '-' or ' ') && text.Count(char.IsAsciiDigit) == NipLength
                ? string.Concat(text.Where(char.IsAsciiDigit)) : text)}%");
            parameters.Add("Number", isKsefNumber ? number.ToString() : "");
        }
        return string.Join(" AND ", all);
    }

    private (int Waiting, int Refused, int Late) Counts(Company company)
    {
        using var connection = database.Connect();
        var (waiting, refused, late) = connection.QuerySingle<(long, long, long)>($"""
            SELECT COALESCE(SUM(CASE WHEN state <> 'rejected' THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN state = 'rejected' THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN state <> 'rejected' AND deadline < @Today THEN 1 ELSE 0 END), 0)
            FROM invoice WHERE company = @Company AND environment = @Environment AND {CompanyLedger.NotInKsef}
            """, new
        {
            Company = company.Id.Text,
            Environment = company.Environment.Word,
            Today = Database.Date(PolishTime.DateOf(clock.GetUtcNow())),
        });
        return ((int)waiting, (int)refused, (int)late);
    }

    private long ThisYear(Company company)
    {
        var first = Database.Date(new DateOnly(PolishTime.DateOf(clock.GetUtcNow()).Year, 1, 1));
        return thisYear.Of(company, first, connection => connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM invoice WHERE company = @Company AND environment = @Environment AND issue_date >= @first",
            new { Company = company.Id.Text, Environment = company.Environment.Word, first }));
    }

    private static string OrderOf(InvoiceOrder order) => order switch
    {
        InvoiceOrder.Oldest => "id",
        InvoiceOrder.Buyer => "buyer_name, id DESC",
        InvoiceOrder.GrossDown => "CAST(gross AS DECIMAL(18, 2)) DESC, id DESC",
        InvoiceOrder.Deadline => "deadline IS NULL, deadline, id",
        _ => "id DESC",
    };
}
