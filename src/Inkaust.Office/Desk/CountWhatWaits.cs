using Dapper;

namespace Inkaust.Office;

/// <summary>What needs somebody, counted.</summary>
/// <param name="Invoices">Invoices that are not in KSeF yet.</param>
/// <param name="Tasks">Tasks that are open, and not somebody else's.</param>
/// <param name="Consultations">Consultations with something new.</param>
/// <param name="Received">Received invoices that nobody has looked at, a thousand at most.</param>
public sealed record Counters(int Invoices, int Tasks, int Consultations, int Received);

/// <summary>Counts what needs somebody, cheaply enough for every page.</summary>
public sealed class CountWhatWaits(Database database, SeeTasks tasks, Consult consult)
{
    private const int MostCounted = 1_000;

    /// <summary>What needs this person in this company.</summary>
    public Counters Of(Company company, AccountId account) =>
        new(Waiting(company), tasks.CountFor(company, account), consult.CountUnread(company, account), Fresh(company));

    private int Fresh(Company company)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>(
            $"SELECT COUNT(*) FROM (SELECT 1 FROM received WHERE company = @Company AND state = 'new' LIMIT {MostCounted}) counted",
            new { Company = company.Id.Text });
    }

    private int Waiting(Company company)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>(
            $"SELECT COUNT(*) FROM invoice WHERE company = @Company AND {CompanyLedger.Waits}",
            new { Company = company.Id.Text });
    }
}
