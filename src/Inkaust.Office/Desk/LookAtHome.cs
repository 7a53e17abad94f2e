using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>One day of a month.</summary>
/// <param name="Date">The day.</param>
/// <param name="Issued">Invoices of that date, refused ones not counted.</param>
/// <param name="Waiting">Of these, not in KSeF yet.</param>
public sealed record DayOfMonth(DateOnly Date, int Issued, int Waiting);

/// <summary>What was issued in a month.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Days">Its days up to today.</param>
/// <param name="Accepted">Accepted by KSeF.</param>
/// <param name="Gross">The sum for each currency, the largest count first.</param>
public sealed record MonthSoFar(DateOnly First, IReadOnlyList<DayOfMonth> Days, int Accepted, IReadOnlyList<(string Currency, decimal Gross)> Gross)
{
    public int Issued => Days.Sum(one => one.Issued);

    public int Waiting => Days.Sum(one => one.Waiting);
}

/// <summary>The start of a company: whether anything is wrong, and what to do next.</summary>
/// <param name="Standing">Its counts, and what it needs.</param>
/// <param name="Waiting">What waits, the nearest deadline first; the first few.</param>
/// <param name="Month">This month.</param>
/// <param name="Latest">The latest steps, newest first.</param>
public sealed record CompanyHome(
    Standing Standing, IReadOnlyList<IssuedInvoice> Waiting, MonthSoFar Month, IReadOnlyList<(IssuedInvoice Invoice, Transition Step)> Latest);

/// <summary>Gathers what the start of a company shows.</summary>
public sealed class LookAtHome(Database database, Ledger ledger, TakeStock takeStock, TimeProvider clock)
{
    private const int Shown = 5;

    private readonly Remembered<MonthSoFar> months = new(database);

    /// <summary>The start of a company, now.</summary>
    public CompanyHome Of(Company company)
    {
        var standing = takeStock.Of([company])[0];
        return new CompanyHome(
            standing, standing.Waiting > 0 ? takeStock.Waiting(company, Shown) : [], MonthOf(company), ledger.Of(company).Latest(Shown));
    }

    private MonthSoFar MonthOf(Company company)
    {
        var today = PolishTime.DateOf(clock.GetUtcNow());
        var first = new DateOnly(today.Year, today.Month, 1);
        return months.Of(company, Database.Date(today), connection =>
        {
            var rows = connection.Query<(string Date, string State, string Currency, long Count, decimal Gross)>("""
                SELECT issue_date, state, currency, COUNT(*), SUM(CAST(gross AS DECIMAL(18, 2))) FROM invoice
                WHERE company = @Company AND environment = @Environment AND issue_date >= @First AND issue_date <= @Today
                    AND state <> 'rejected' AND state <> 'technicallycorrected'
                GROUP BY issue_date, state, currency
                """, new
            {
                Company = company.Id.Text,
                Environment = company.Environment.Word,
                First = Database.Date(first),
                Today = Database.Date(today),
            }).ToList();
            var ofDay = rows.ToLookup(row => row.Date);
            return new MonthSoFar(first,
                [.. Enumerable.Range(0, today.Day).Select(first.AddDays).Select(day => new DayOfMonth(day,
                    (int)ofDay[Database.Date(day)].Sum(row => row.Count),
                    (int)ofDay[Database.Date(day)].Where(row => row.State is "issued" or "sending" or "unknown").Sum(row => row.Count)))],
                (int)rows.Where(row => row.State == "accepted").Sum(row => row.Count),
                // SQLite adds in binary fractions, which to the grosz says the same.
                [.. rows.GroupBy(row => row.Currency).OrderByDescending(group => group.Sum(row => row.Count))
                    .Select(group => (group.Key, Math.Round(group.Sum(row => row.Gross), 2)))]);
        });
    }
}
