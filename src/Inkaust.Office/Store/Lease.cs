using System.Data.Common;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// The turn to send for one company. It is prolonged in the background. Who was asleep longer than it lasts may have lost it to
/// another: the number, which grows with every holder, tells, and every write of the round asks for it.
/// </summary>
internal sealed class Lease : IAsyncDisposable
{
    private readonly Database database;
    private readonly CompanyId company;
    private readonly long number;
    private readonly TimeSpan length;
    private readonly PeriodicTimer timer;
    private readonly CancellationTokenSource lost = new();
    private readonly Task prolonging;

    internal Lease(Database database, CompanyId company, long number, TimeSpan length)
    {
        (this.database, this.company, this.number, this.length) = (database, company, number, length);
        timer = new PeriodicTimer(length / 3);
        prolonging = ProlongAsync();
    }

    /// <summary>Falls when it is seen that another one has the turn now.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>What to say when another one has taken the turn over.</summary>
    public static Finding IsLost => new("INK-SEND-006",
        "Inny proces przejął wysyłanie faktur tej firmy, bo ten zbyt długo milczał.",
        "Another process has taken over sending for this company, because this one was silent for too long.")
    { Hint = new("Nic nie przepadło: tamten wysyła dalej. Zobacz", "Nothing is lost: that one goes on sending. See"), Next = new SeeStanding() };

    /// <summary>
    /// Makes sure that the turn is still ours until <paramref name="transaction"/> ends: nobody takes it over before that, because
    /// the update locks its row.
    /// </summary>
    /// <exception cref="RefusedException">INK-SEND-006: another one has taken it over; nothing may be written.</exception>
    public void Hold(DbConnection connection, DbTransaction transaction)
    {
        if (Update("number = number", connection, transaction)) return;
        lost.Cancel();
        throw new RefusedException(IsLost);
    }

    /// <summary>Gives the turn back.</summary>
    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await prolonging;
        lost.Dispose();
        try
        {
            using var connection = database.Connect();
            Update("until = 0", connection);
        }
        catch (Exception fault) when (fault is DbException or RefusedException)
        {
            // The database is away; the lease ends by itself.
        }
    }

    private async Task ProlongAsync()
    {
        while (await timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            try
            {
                using var connection = database.Connect();
                if (Update($"until = {database.Now} + {length.TotalMilliseconds:0}", connection)) continue;
                await lost.CancelAsync();
                return;
            }
            catch (Exception fault) when (fault is DbException or RefusedException)
            {
                // The database is away for a moment; the lease lasts longer than that, or every write will tell.
            }
        }
    }

    private bool Update(string what, DbConnection connection, DbTransaction? transaction = null) =>
        connection.Execute(
            $"UPDATE lease SET {what} WHERE company = @Company AND number = @number", new { Company = company.ToString(), number }, transaction) == 1;
}
