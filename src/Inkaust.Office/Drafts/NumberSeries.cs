using System.Data.Common;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A number that was taken for a draft.</summary>
/// <param name="Text">P_2.</param>
/// <param name="Series">From which series.</param>
/// <param name="Period">Of which of its periods.</param>
/// <param name="Count">The counter in it.</param>
internal sealed record TakenNumber(string Text, string Series, string Period, long Count);

/// <summary>
/// The series by which companies number their invoices. A number is taken in one transaction together with the draft that it is for, so that two
/// people never get the same one, and a draft that is issued again after a fault keeps its own.
/// </summary>
public sealed class NumberSeries(Database database, Ledger ledger)
{
    private const int MostSkipped = 1_000;
    private const long Highest = 999_999_999;

    private sealed record Row(string Id, string Name, string Pattern, string BeginsAnew);

    private sealed record Taken(string? Text, string? Series, string? Period, long? Count);

    /// <summary>The series of a company, by name, at least one: nobody need set up anything.</summary>
    public IReadOnlyList<Series> Of(Company company)
    {
        using var connection = database.Of(company.Id).Connect();
        return connection.Query<Row>(
            "SELECT id, name, pattern, begins_anew FROM number_series WHERE company = @Company AND device IS NULL ORDER BY name, id",
            new { Company = company.Id.Text }).Select(SeriesOf).ToList()
            is { Count: > 0 } all ? all : [Series.Usual];
    }

    /// <summary>The series with this key; null asks for the first.</summary>
    /// <exception cref="RefusedException">INK-SERIES-004: there is none; 008: it is a device's, which alone takes numbers from it.</exception>
    public Series Find(Company company, string? id) =>
        Of(company) is var all && id is null ? all[0]
            : all.FirstOrDefault(one => one.Id == id)
                ?? throw new RefusedException(OfDevice(company, id) is { } other ? ShelfFindings.OfADevice(other) : ShelfFindings.NoSuchSeries);

    /// <summary>The series with this key from which a device takes numbers; null: there is none.</summary>
    public Series? OfDevice(Company company, string id) => OfDevices(company).FirstOrDefault(one => one.Id == id);

    /// <summary>The series of devices that would give an invoice of this day this number; null: none would.</summary>
    internal Series? OfDeviceGiving(Company company, string number, DateOnly date) => OfDevices(company).FirstOrDefault(one => one.Gives(number, date));

    /// <summary>A series of its own for a device: the first of the company with a mark, by which its numbers are told from all others.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="device">The key of the device.</param>
    /// <param name="name">How people call it.</param>
    internal Series AddForDevice(Company company, string device, string name) => database.Of(company.Id).InTransaction((connection, transaction) =>
    {
        // Of two devices that are set up at once each sees the mark of the other.
        database.Alone(connection, transaction);
        var (first, others) = (Find(company, null), OfDevices(company).Concat(Of(company)).Select(one => one.Pattern).ToHashSet());
        var pattern = Enumerable.Range(1, others.Count + 1).Select(n => first.Marked($"T{n}")).First(one => !others.Contains(one));
        var series = new Series(device, name, pattern, first.BeginsAnew);
        connection.Execute("""
            INSERT INTO number_series (company, id, name, pattern, begins_anew, device) VALUES (@Company, @Id, @Name, @Pattern, @BeginsAnew, @device)
            """, new { Company = company.Id.Text, series.Id, series.Name, series.Pattern, BeginsAnew = series.BeginsAnew.Word(), device }, transaction);
        return series;
    });

    /// <summary>A device has used numbers up to this one: its counter goes on behind it, and never back.</summary>
    internal void Raise(Company company, Series series, string period, long count)
    {
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            INSERT INTO number_counter (company, series, period, last) VALUES (@Company, @Id, @period, @Last)
            ON CONFLICT (company, series, period) DO UPDATE SET last = excluded.last WHERE number_counter.last < excluded.last
            """, new { Company = company.Id.Text, series.Id, period, Last = Math.Min(count, Highest) });
    }

    /// <summary>The last counter of each period of a series.</summary>
    internal IReadOnlyDictionary<string, long> Counters(Company company, Series series)
    {
        using var connection = database.Of(company.Id).Connect();
        return connection.Query<(string Period, long Last)>("SELECT period, last FROM number_counter WHERE company = @Company AND series = @Id",
            new { Company = company.Id.Text, series.Id }).ToDictionary(row => row.Period, row => row.Last);
    }

    private List<Series> OfDevices(Company company)
    {
        using var connection = database.Of(company.Id).Connect();
        return [.. connection.Query<Row>(
            "SELECT id, name, pattern, begins_anew FROM number_series WHERE company = @Company AND device IS NOT NULL ORDER BY id",
            new { Company = company.Id.Text }).Select(SeriesOf)];
    }

    private static Series SeriesOf(Row row) => new(row.Id, row.Name, row.Pattern, BeginningsAnew.Parse(row.BeginsAnew));

    /// <summary>The number that an invoice of this day would get now; others may take it meanwhile.</summary>
    public string Next(Company company, Series series, DateOnly date) => NextAfter(company, series, date, 0).Text;

    /// <summary>The same where those up to a counter are meant for others already.</summary>
    internal (string Text, long Count) NextAfter(Company company, Series series, DateOnly date, long after)
    {
        var next = Math.Max(Last(company, series, date), after) + 1;
        for (var skipped = 0; skipped < MostSkipped && IsUsed(company, series.Number(next, date)); skipped++) next++;
        return (series.Number(next, date), next);
    }

    /// <summary>The counter of the number that comes next on this day.</summary>
    public long NextCount(Company company, Series series, DateOnly date) => Last(company, series, date) + 1;

    /// <summary>Adds a series, or changes it.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="series">How it is to be.</param>
    /// <param name="next">The counter of its next number on that day; null: it goes on as it stands.</param>
    /// <param name="date">In whose period that is.</param>
    /// <exception cref="RefusedException">INK-SERIES-001, 002, 003, 005, 006, 008. Nothing changed.</exception>
    public void Save(Company company, Series series, long? next, DateOnly date)
    {
        List<Finding> wrong = [.. series.Check()];
        if (next is < 1 or > Highest) wrong.Add(ShelfFindings.NoNext);
        if (wrong.Count > 0) throw new RefusedException(wrong);
        database.Of(company.Id).InTransaction((connection, transaction) =>
        {
            var saved = connection.Execute("""
                INSERT INTO number_series (company, id, name, pattern, begins_anew) VALUES (@Company, @Id, @Name, @Pattern, @BeginsAnew)
                ON CONFLICT (company, id) DO UPDATE SET name = excluded.name, pattern = excluded.pattern, begins_anew = excluded.begins_anew
                WHERE number_series.device IS NULL
                """, new { Company = company.Id.Text, series.Id, series.Name, series.Pattern, BeginsAnew = series.BeginsAnew.Word() }, transaction);
            if (saved == 0) throw new RefusedException(ShelfFindings.OfADevice(series));
            return next is null ? 0 : connection.Execute("""
                INSERT INTO number_counter (company, series, period, last) VALUES (@Company, @Id, @Period, @Last)
                ON CONFLICT (company, series, period) DO UPDATE SET last = excluded.last
                """, new { Company = company.Id.Text, series.Id, Period = series.PeriodOf(date), Last = next.Value - 1 }, transaction);
        });
    }

    /// <summary>Removes a series; its counters stay, should it come back. The last one stays.</summary>
    public bool Remove(Company company, string id)
    {
        using var connection = database.Of(company.Id).Connect();
        return Of(company).Count > 1
            && connection.Execute("DELETE FROM number_series WHERE company = @Company AND id = @id AND device IS NULL",
                new { Company = company.Id.Text, id }) == 1;
    }

    /// <summary>Takes a number for a draft, or gives the one that it has already.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="draft">The key of the draft.</param>
    /// <param name="series">From which series.</param>
    /// <param name="date">P_1.</param>
    /// <param name="refused">The number that turned out to be used; another one is taken.</param>
    /// <exception cref="RefusedException">INK-SHELF-006: it is an invoice by now, or is not there. No number is taken.</exception>
    internal TakenNumber Take(Company company, string draft, Series series, DateOnly date, string? refused = null) =>
        database.Of(company.Id).InTransaction((connection, transaction) =>
        {
            // The update locks the draft: of two who issue it at once, the second finds what the first has taken.
            if (connection.Execute("UPDATE draft SET version = version WHERE company = @Company AND id = @draft AND invoice IS NULL",
                new { Company = company.Id.Text, draft }, transaction) == 0) throw new RefusedException(ShelfFindings.NoSuchDraft);
            var period = series.PeriodOf(date);
            if (Held(connection, transaction, company, draft) is { } held
                && held.Series == series.Id && held.Period == period && held.Text != refused) return held;
            var count = connection.ExecuteScalar<long>("""
                INSERT INTO number_counter (company, series, period, last) VALUES (@Company, @Id, @period, 1)
                ON CONFLICT (company, series, period) DO UPDATE SET last = number_counter.last + 1 RETURNING last
                """, new { Company = company.Id.Text, series.Id, period }, transaction);
            var taken = new TakenNumber(series.Number(count, date), series.Id, period, count);
            Hold(connection, transaction, company, draft, taken);
            return taken;
        });

    /// <summary>A draft does not need its number any more; when nobody has taken one after it, the next gets it, so that no gap is left.</summary>
    internal void GiveBack(Company company, string draft) => database.Of(company.Id).InTransaction((connection, transaction) =>
    {
        if (Held(connection, transaction, company, draft) is not { } held) return 0;
        Hold(connection, transaction, company, draft, null);
        return connection.Execute("""
            UPDATE number_counter SET last = last - 1 WHERE company = @Company AND series = @Series AND period = @Period AND last = @Count
            """, new { Company = company.Id.Text, held.Series, held.Period, held.Count }, transaction);
    });

    private long Last(Company company, Series series, DateOnly date)
    {
        using var connection = database.Of(company.Id).Connect();
        return connection.ExecuteScalar<long?>("SELECT last FROM number_counter WHERE company = @Company AND series = @Id AND period = @Period",
            new { Company = company.Id.Text, series.Id, Period = series.PeriodOf(date) }) ?? 0;
    }

    private bool IsUsed(Company company, string number) => ledger.Of(company).WithNumber("VAT", number).Count > 0;

    private static TakenNumber? Held(DbConnection connection, DbTransaction transaction, Company company, string draft) =>
        connection.QuerySingleOrDefault<Taken>("""
            SELECT taken AS text, taken_series AS series, taken_period AS period, taken_count AS count FROM draft
            WHERE company = @Company AND id = @draft AND invoice IS NULL
            """, new { Company = company.Id.Text, draft }, transaction)
            is { Text: { } text, Series: { } series, Period: { } period, Count: { } count }
            ? new TakenNumber(text, series, period, count) : null;

    private static void Hold(DbConnection connection, DbTransaction transaction, Company company, string draft, TakenNumber? taken) =>
        connection.Execute("""
            UPDATE draft SET taken = @Text, taken_series = @Series, taken_period = @Period, taken_count = @Count
            WHERE company = @Company AND id = @draft
            """, new { Company = company.Id.Text, draft, taken?.Text, taken?.Series, taken?.Period, taken?.Count }, transaction);
}
