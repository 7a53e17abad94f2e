using System.Globalization;
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

    /// <summary>Refused, and not closed.</summary>
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
    /// <summary>A page of invoices.</summary>
    public InvoicePage Of(Company company, InvoiceFilter filter)
    {
        var rows = ledger.Of(company).Where(Condition(company, filter, out var parameters), parameters,
            $"{OrderOf(filter.Order)} LIMIT {InvoiceFilter.PageSize + 1} OFFSET {(Math.Clamp(filter.Page, 1, 100_000) - 1) * InvoiceFilter.PageSize}");
        var (waiting, refused, late, thisYear) = Counts(company);
        return new(filter, [.. rows.Take(InvoiceFilter.PageSize)], rows.Count > InvoiceFilter.PageSize, waiting, refused, late, thisYear);
    }

    /// <summary>All that a filter lets through, whatever the page; for bulk actions and tables.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="atMost">How many at most.</param>
    public IReadOnlyList<IssuedInvoice> All(Company company, InvoiceFilter filter, int atMost) =>
        ledger.Of(company).Where(Condition(company, filter, out var parameters), parameters, $"{OrderOf(filter.Order)} LIMIT {atMost}");

    private string Condition(Company company, InvoiceFilter filter, out DynamicParameters parameters)
    {
        parameters = new DynamicParameters(new { Today = Database.Date(PolishTime.DateOf(clock.GetUtcNow())), Own = company.Id.Text });
        List<string> all =
        [
            filter.Group switch
            {
                InvoiceGroup.Waiting => $"{CompanyLedger.NotInKsef} AND state <> 'rejected'",
                InvoiceGroup.Late => $"{CompanyLedger.NotInKsef} AND state <> 'rejected' AND deadline < @Today",
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
        if (filter.Text.Trim() is { Length: > 0 } text)
        {
            // Names are looked for in an index that holds them, not in the rows with their files.
            all.Add("""
                id IN (SELECT id FROM invoice WHERE company = @Own AND (number LIKE @Text ESCAPE '\' OR lower(buyer_name) LIKE @Lower ESCAPE '\'
                    OR buyer_nip = @Digits OR ksef_number LIKE @Text ESCAPE '\'))
                """);
            parameters.Add("Text", $"%{Escaped(text)}%");
            parameters.Add("Lower", $"%{Escaped(text.ToLower(CultureInfo.InvariantCulture))}%");
            parameters.Add("Digits", string.Concat(text.Where(char.IsAsciiDigit)));
        }
        return string.Join(" AND ", all);
    }

    private (int Waiting, int Refused, int Late, long ThisYear) Counts(Company company)
    {
        var today = PolishTime.DateOf(clock.GetUtcNow());
        using var connection = database.Connect();
        var ofThem = new { Company = company.Id.Text, Today = Database.Date(today), From = Database.Date(new DateOnly(today.Year, 1, 1)) };
        var (waiting, refused, late) = connection.QuerySingle<(long, long, long)>($"""
            SELECT COALESCE(SUM(CASE WHEN state <> 'rejected' THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 'rejected' THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN state <> 'rejected' AND deadline < @Today THEN 1 ELSE 0 END), 0)
            FROM invoice WHERE company = @Company AND {CompanyLedger.NotInKsef}
            """, ofThem);
        var thisYear = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM invoice WHERE company = @Company AND issue_date >= @From", ofThem);
        return ((int)waiting, (int)refused, (int)late, thisYear);
    }

    private static string Escaped(string text) => text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_");

    private static string OrderOf(InvoiceOrder order) => order switch
    {
        InvoiceOrder.Oldest => "id",
        InvoiceOrder.Buyer => "buyer_name, id DESC",
        InvoiceOrder.GrossDown => "CAST(gross AS DECIMAL(18, 2)) DESC, id DESC",
        InvoiceOrder.Deadline => "deadline IS NULL, deadline, id",
        _ => "id DESC",
    };
}
