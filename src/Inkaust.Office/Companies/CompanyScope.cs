using Dapper;

namespace Inkaust.Office;

/// <summary>
/// The companies that a question to the database is about, as its SQL names them: those that somebody may see, never all there are.
/// </summary>
internal readonly record struct CompanyScope(IReadOnlyList<Company> Companies)
{
    /// <summary>True for the rows of these companies; the column is <c>company</c>.</summary>
    // One parameter a company: Dapper hands a list to PostgreSQL as an array, which SQLite does not know.
    public string Condition => Companies.Count switch
    {
        0 => "company IN (NULL)",
        1 => "company = @InScope0",
        var many => $"company IN ({string.Join(", ", Enumerable.Range(0, many).Select(i => $"@InScope{i}"))})",
    };

    /// <summary>The parameters of a question, with those that <see cref="Condition"/> names.</summary>
    public DynamicParameters With(object? parameters = null)
    {
        var all = new DynamicParameters(parameters);
        for (var i = 0; i < Companies.Count; i++) all.Add($"InScope{i}", Companies[i].Id.Text);
        return all;
    }
}
