using Dapper;

namespace Inkaust.Office;

/// <summary>What needs somebody, counted.</summary>
/// <param name="Invoices">Invoices that are not in KSeF yet.</param>
/// <param name="Tasks">Tasks that are open.</param>
/// <param name="Consultations">Consultations with something new.</param>
public sealed record Counters(int Invoices, int Tasks, int Consultations);

/// <summary>Counts what needs somebody, cheaply enough for every page.</summary>
public sealed class CountWhatWaits(Database database)
{
    /// <summary>What needs this person in this company.</summary>
    public Counters Of(Company company, AccountId account)
    {
        using var connection = database.Connect();
        var (waiting, refused) = connection.QuerySingle<(long Waiting, long Refused)>($"""
            SELECT COALESCE(SUM(CASE WHEN state <> 'rejected' THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 'rejected' THEN 1 ELSE 0 END), 0)
            FROM invoice WHERE company = @Company AND {CompanyLedger.NotInKsef}
            """, new { Company = company.Id.Text, Account = account.Text });
        return new Counters((int)waiting, (int)refused, 0);
    }
}
