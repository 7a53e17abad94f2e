using Dapper;
using Npgsql;
using Xunit.v3;

namespace Inkaust.Tests;

/// <summary>Every test of this class runs on PostgreSQL; the class that it comes from runs the same tests on SQLite.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnPostgresAttribute : Attribute, ITraitAttribute
{
    public const string Trait = "Store", Value = "PostgreSQL";

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, Value)];
}

/// <summary>The PostgreSQL that ./test starts for one run.</summary>
internal static class Postgres
{
    private const string Variable = "INKAUST_TEST_POSTGRES";

    /// <summary>The running test is one of a class marked with <see cref="OnPostgresAttribute"/>.</summary>
    public static bool IsWanted =>
        TestContext.Current.TestClass?.Traits.TryGetValue(OnPostgresAttribute.Trait, out var values) == true && values.Contains(OnPostgresAttribute.Value);

    /// <summary>How to reach it. Skips the test where there is none.</summary>
    public static string Reach
    {
        get
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable(Variable) is null or "", $"{Variable} names no PostgreSQL; ./test starts one where it can.");
            return Environment.GetEnvironmentVariable(Variable)!;
        }
    }

    /// <summary>An empty schema: as good as a database of its own, and made in a moment.</summary>
    public static string NewSchema()
    {
        var schema = $"test_{Guid.NewGuid():N}";
        Run($"CREATE SCHEMA {schema}");
        // Few connections at a time, and none that is kept for long: there are many schemas.
        return new NpgsqlConnectionStringBuilder(Reach) { SearchPath = schema, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ToString();
    }

    /// <summary>Runs a statement as the owner of the server.</summary>
    public static void Run(string sql)
    {
        using var connection = new NpgsqlConnection(Reach);
        connection.Open();
        connection.Execute(sql);
    }
}
