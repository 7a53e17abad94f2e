using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What a company's sign-in was allowed when KSeF last said so.</summary>
public sealed record RightsSeen(IReadOnlyList<string> Permissions, DateTimeOffset ReadAt)
{
    /// <summary>Its owner, or somebody to whom the right to issue was given (LAW 80).</summary>
    public bool MayIssue => Permissions.Any(one => one is "Owner" or "InvoiceWrite");
}

/// <summary>The rights in the access tokens of the companies, kept so that they are at hand when KSeF is not.</summary>
public sealed class Rights(Database database, TimeProvider clock)
{
    private sealed record Row(string Permissions, string ReadAt);

    /// <summary>Notes what an access token allows.</summary>
    public void Note(Company company, IReadOnlyList<string> permissions)
    {
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            INSERT INTO rights (company, permissions, read_at) VALUES (@Company, @Permissions, @At)
            ON CONFLICT (company) DO UPDATE SET permissions = @Permissions, read_at = @At
            """, new { Company = company.Id.Text, Permissions = string.Join(' ', permissions), At = Database.Instant(clock.GetUtcNow()) });
    }

    /// <summary>What was last seen; null when nothing ever was.</summary>
    public RightsSeen? Of(CompanyId company)
    {
        using var connection = database.Of(company).Connect();
        var row = connection.QuerySingleOrDefault<Row>(
            "SELECT permissions, read_at FROM rights WHERE company = @Company", new { Company = company.ToString() });
        return row is null ? null : new RightsSeen(row.Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries), Database.Instant(row.ReadAt));
    }
}
