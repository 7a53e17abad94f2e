using Dapper;

namespace Inkaust.Office;

/// <summary>The sessions of KSeF in which a company sent something, and how each ended.</summary>
internal sealed class SendingSessions(Database database, Company company, TimeProvider clock)
{
    /// <summary>Notes that a session is open, before anything is sent in it.</summary>
    public void Opened(string reference)
    {
        using var connection = database.Connect();
        connection.Execute(
            "INSERT INTO session (reference, company, environment, opened_at) VALUES (@reference, @Company, @Environment, @At)",
            new { reference, Company = company.Id.Text, Environment = company.Environment.Word, At = Database.Instant(clock.GetUtcNow()) });
    }

    /// <summary>Notes how a session ended; nothing of it is open any more.</summary>
    /// <returns>False when it was known already.</returns>
    public bool Settled(string reference, string outcome)
    {
        using var connection = database.Connect();
        return connection.Execute("""
            UPDATE session SET settled_at = @At, outcome = @outcome WHERE reference = @reference AND company = @Company AND settled_at IS NULL
            """, new { reference, Company = company.Id.Text, outcome = Database.WithoutNul(outcome), At = Database.Instant(clock.GetUtcNow()) }) > 0;
    }

    /// <summary>How a session ended; null while that is not known.</summary>
    public string? OutcomeOf(string session)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<string?>("SELECT outcome FROM session WHERE reference = @session AND company = @Company",
            new { session, Company = company.Id.Text });
    }

    /// <summary>Sessions that were opened and never seen to end: a crash or a cut line left them.</summary>
    public IReadOnlyList<string> Unsettled()
    {
        using var connection = database.Connect();
        return [.. connection.Query<string>(
            "SELECT reference FROM session WHERE company = @Company AND environment = @Environment AND settled_at IS NULL ORDER BY opened_at",
            new { Company = company.Id.Text, Environment = company.Environment.Word })];
    }
}
