using Dapper;

namespace Inkaust.Office;

/// <summary>How KSeF judged each package of a company as a whole. What it said of the invoices in one stands in the ledger.</summary>
internal sealed class PackageVerdicts(Database database, Company company, TimeProvider clock)
{
    // While it lasts, a package is refused every hour; one that was refused long ago says nothing of the next.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private const int Enough = 200;

    private sealed record Row
    {
        public required string? Session { get; init; }
        public required string BegunAt { get; init; }
        public required string JudgedAt { get; init; }
        public required string? Refusal { get; init; }
    }

    /// <summary>A package is on its way in this session.</summary>
    public void Begun(string session) => Insert(session, judged: false, refusal: null);

    /// <summary>KSeF would not even open a session for one.</summary>
    public void NotLetIn(string refusal) => Insert(null, judged: true, refusal);

    /// <summary>KSeF has judged what came in a session; of the session of single invoices nothing is noted.</summary>
    /// <param name="session">The session.</param>
    /// <param name="refusal">What KSeF said when it refused the package as a whole; null when it took it apart.</param>
    public void Judged(string session, string? refusal)
    {
        using var connection = database.Connect();
        connection.Execute("""
            UPDATE package SET judged_at = @At, refusal = @Refusal WHERE session = @session AND company = @Company AND judged_at IS NULL
            """, new
        {
            session,
            Company = company.Id.Text,
            At = Database.Instant(clock.GetUtcNow()),
            Refusal = refusal is null ? null : Database.WithoutNul(refusal),
        });
    }

    /// <summary>A person asks to send packages again as if none had been refused.</summary>
    public void BeginAnew()
    {
        if (RefusedInARow() is not null) Insert(null, judged: true, refusal: null);
    }

    /// <summary>The refusals since a package was last taken; null when there are none, or none of late.</summary>
    public RefusedPackages? RefusedInARow()
    {
        using var connection = database.Connect();
        var since = clock.GetUtcNow() - Memory;
        var latest = connection.Query<Row>("""
            SELECT session, begun_at, judged_at, refusal FROM package
            WHERE company = @Company AND environment = @Environment AND judged_at IS NOT NULL ORDER BY id DESC LIMIT @Enough
            """, new { Company = company.Id.Text, Environment = company.Environment.Word, Enough })
            .TakeWhile(one => one.Refusal is not null && Database.Instant(one.JudgedAt) > since).ToList();
        if (latest.Count == 0) return null;
        // Those that were on their way together were refused once.
        var (inARow, until) = (0, DateTimeOffset.MinValue);
        foreach (var one in Enumerable.Reverse(latest).Where(one => Database.Instant(one.BegunAt) >= until))
            (inARow, until) = (inARow + 1, Database.Instant(one.JudgedAt));
        return new RefusedPackages(inARow, Database.Instant(latest[0].JudgedAt), latest[0].Session, latest[0].Refusal!);
    }

    private void Insert(string? session, bool judged, string? refusal)
    {
        using var connection = database.Connect();
        var now = Database.Instant(clock.GetUtcNow());
        connection.Execute("""
            INSERT INTO package (company, environment, session, begun_at, judged_at, refusal)
            VALUES (@Company, @Environment, @session, @now, @Judged, @Refusal)
            """, new
        {
            Company = company.Id.Text,
            Environment = company.Environment.Word,
            session,
            now,
            Judged = judged ? now : null,
            Refusal = refusal is null ? null : Database.WithoutNul(refusal),
        });
    }
}
