using System.Security.Cryptography;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The receipts of a company that were not taken, kept as evidence. What goes on being wrong is fetched every hour only.</summary>
internal sealed class RefusedUpos(Database database, Company company, TimeProvider clock)
{
    private const int TriesAtOnce = 4, MostKept = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Keeps one, byte for byte.</summary>
    /// <param name="subject">Its invoice by KSeF number, or its page by reference.</param>
    /// <param name="upo">The receipt.</param>
    /// <param name="why">Why it was not taken.</param>
    public void Keep(string subject, ReadOnlyMemory<byte> upo, Finding why) => database.InTransaction((connection, transaction) =>
    {
        var now = Database.Instant(clock.GetUtcNow());
        // A signature may be another one each time; a few of them are evidence enough.
        var kept = connection.Query<string>("SELECT fingerprint FROM refused_upo WHERE subject = @subject AND company = @Company ORDER BY id",
            new { subject, Company = company.Id.Text }, transaction).AsList();
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(upo.Span));
        return connection.Execute("""
            INSERT INTO refused_upo (company, environment, subject, fingerprint, content, why, times, first_at, last_at)
            VALUES (@Company, @Environment, @subject, @fingerprint, @Content, @Why, 1, @now, @now)
            ON CONFLICT (subject, fingerprint) DO UPDATE SET times = refused_upo.times + 1, last_at = excluded.last_at
            """, new
        {
            Company = company.Id.Text,
            Environment = company.Environment.Word,
            subject,
            fingerprint = kept.Count < MostKept || kept.Contains(fingerprint) ? fingerprint : kept[^1],
            Content = upo.ToArray(),
            Why = Database.WithoutNul($"{why.Code} {why.Text.En}"),
            now,
        }, transaction);
    });

    /// <summary>It was wrong so often, and so lately, that it is not fetched now.</summary>
    public bool Rests(string subject)
    {
        using var connection = database.Connect();
        var (times, last) = connection.QuerySingle<(long Times, string? Last)>("""
            SELECT COALESCE(SUM(times), 0), MAX(last_at) FROM refused_upo WHERE subject = @subject AND company = @Company
            """, new { subject, Company = company.Id.Text });
        return times >= TriesAtOnce && last is not null && Database.Instant(last).IsYoungerThan(Pause, clock.GetUtcNow());
    }

    /// <summary>When one came last; null: none ever did.</summary>
    public DateTimeOffset? LastAt()
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<string?>("SELECT MAX(last_at) FROM refused_upo WHERE company = @Company", new { Company = company.Id.Text })
            is { } at ? Database.Instant(at) : null;
    }

    /// <summary>What is kept of an invoice or a page, oldest first.</summary>
    public IReadOnlyList<(byte[] Content, string Why)> Of(string subject)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(byte[] Content, string Why)>(
            "SELECT content, why FROM refused_upo WHERE subject = @subject AND company = @Company ORDER BY id",
            new { subject, Company = company.Id.Text })];
    }
}
