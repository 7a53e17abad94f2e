using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Whose turn it is to send for a company, among all processes and machines that share a database. A lease is about real time: it
/// goes by the database's own clock and never by the injected one, by which the law goes.
/// </summary>
/// <param name="database">Where they stand.</param>
/// <param name="length">How long a machine that fell silent is waited for; a minute unless told.</param>
internal sealed class Leases(Database database, TimeSpan? length = null)
{
    private readonly TimeSpan length = length ?? TimeSpan.FromMinutes(1);

    private sealed record Row(long Number, string Machine, long Process, string Began);

    /// <summary>Takes the turn, and keeps it until the lease is disposed of.</summary>
    /// <returns>Null when another one has it.</returns>
    public Lease? Take(CompanyId company)
    {
        using var connection = database.Connect();
        var last = connection.QuerySingleOrDefault<Row>(
            "SELECT number, machine, process, began FROM lease WHERE company = @Company", new { Company = company.ToString() });
        var ended = last is not null && new Holder(last.Machine, last.Process, last.Began).HasEnded ? last.Number : (long?)null;
        // A lease that ends later than any can was written before the clock was set back.
        var number = connection.ExecuteScalar<long?>($"""
            INSERT INTO lease (company, number, machine, process, began, until)
            VALUES (@Company, 1, @Machine, @Process, @Began, {database.Now} + @Length)
            ON CONFLICT (company) DO UPDATE SET
                number = lease.number + 1, machine = @Machine, process = @Process, began = @Began, until = {database.Now} + @Length
            WHERE lease.number = @ended OR lease.until NOT BETWEEN {database.Now} AND {database.Now} + @Length
            RETURNING number
            """, new
        {
            Company = company.ToString(),
            Holder.ThisProcess.Machine,
            Holder.ThisProcess.Process,
            Holder.ThisProcess.Began,
            Length = (long)length.TotalMilliseconds,
            ended,
        });
        return number is null ? null : new Lease(database, company, number.Value, length);
    }
}
