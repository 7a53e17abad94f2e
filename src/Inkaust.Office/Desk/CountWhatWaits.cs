using Dapper;

namespace Inkaust.Office;

/// <summary>What needs somebody, counted.</summary>
/// <param name="Invoices">Invoices that are not in KSeF yet.</param>
/// <param name="Tasks">Tasks that are open, and not somebody else's.</param>
/// <param name="Consultations">Consultations with something new.</param>
/// <param name="Received">Received invoices that nobody has looked at, a thousand at most.</param>
public sealed record Counters(int Invoices, int Tasks, int Consultations, int Received);

/// <summary>Counts what needs somebody, cheaply enough for every page.</summary>
public sealed class CountWhatWaits(Database database, SeeTasks tasks, Consult consult, FindReceived received)
{
    /// <summary>What needs this person in this company.</summary>
    public Counters Of(Company company, AccountId account) =>
        new(Waiting(company), tasks.CountFor(company, account), consult.CountUnread(company, account), received.CountNew(company));

    private int Waiting(Company company)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>(
            $"SELECT COUNT(*) FROM invoice WHERE company = @Company AND {CompanyLedger.Waits}",
            new { Company = company.Id.Text });
    }
}
