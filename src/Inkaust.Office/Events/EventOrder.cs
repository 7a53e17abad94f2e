using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Inkaust.Office;

/// <summary>
/// The order of a company's events. PostgreSQL gives numbers before rows are written for good: whoever adds events holds the row of the company until
/// they are, so that none appears below one that was seen already.
/// </summary>
internal static class EventOrder
{
    private const string Beginning = "evt_";

    /// <summary>Waits for whoever else adds events of this company, and keeps others waiting until the transaction ends.</summary>
    /// <returns>The mark of the company's events.</returns>
    public static string Take(DbConnection connection, DbTransaction transaction, Company company) => connection.QuerySingle<string>("""
        INSERT INTO event_order (company, mark, written) VALUES (@Company, @mark, 1)
        ON CONFLICT (company) DO UPDATE SET written = event_order.written + 1 RETURNING mark
        """, new { Company = company.Id.Text, mark = Secret.Draw()[..8] }, transaction);

    /// <summary>The mark of the company's events, made where there is none yet.</summary>
    public static string MarkOf(DbConnection connection, Company company)
    {
        const string Kept = "SELECT mark FROM event_order WHERE company = @Company";
        var it = new { Company = company.Id.Text, mark = Secret.Draw()[..8] };
        if (connection.QuerySingleOrDefault<string>(Kept, it) is { } mark) return mark;
        connection.Execute(
            "INSERT INTO event_order (company, mark, written) VALUES (@Company, @mark, 0) ON CONFLICT (company) DO NOTHING", it);
        return connection.QuerySingle<string>(Kept, it);
    }

    /// <summary>By what others know an event: its number, and the mark that tells it from one of another installation.</summary>
    public static string KeyOf(string mark, long number) => string.Create(CultureInfo.InvariantCulture, $"{Beginning}{mark}_{number}");

    /// <summary>The number in such a key; null: it is none of this company.</summary>
    public static long? NumberIn(string key, string mark) => key.StartsWith($"{Beginning}{mark}_", StringComparison.Ordinal)
        && long.TryParse(key[(Beginning.Length + mark.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
