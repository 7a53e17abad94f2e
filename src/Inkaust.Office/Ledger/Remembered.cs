using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Inkaust.Office;

/// <summary>
/// What is counted from many rows of a company, remembered until an invoice takes a step: any invoice of any company, which is cheap to see.
/// </summary>
internal sealed class Remembered<T>(Database database)
{
    private readonly ConcurrentDictionary<CompanyId, (long Step, string About, T Value)> known = new();

    /// <summary>The value.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="about">On what it rests beside the rows: the day, for instance.</param>
    /// <param name="count">Counts it.</param>
    public T Of(Company company, string about, Func<DbConnection, T> count)
    {
        using var connection = database.Connect();
        var step = connection.ExecuteScalar<long>("SELECT COALESCE(MAX(id), 0) FROM transition");
        if (known.TryGetValue(company.Id, out var there) && there.Step == step && there.About == about) return there.Value;
        var value = count(connection);
        known[company.Id] = (step, about, value);
        return value;
    }
}
