using System.Data.Common;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using Inkaust.Office;

namespace Inkaust.Tests;

/// <summary>
/// A store as an older program left it: its schema by the migrations that there were then, its rows from a golden file or a test's own.
/// Rows are written in the words of SQLite.
/// </summary>
internal static partial class OldStore
{
    /// <summary>The schema of the golden store.</summary>
    public const int Golden = 11;

    /// <summary>Where the KSeF of the golden store was; another one stands in its place now.</summary>
    private const string FormerAddress = "127.0.0.1:11111";

    /// <summary>Under what the keys in the golden store are sealed. It guards nothing else.</summary>
    public static MasterKey MasterKey { get; } = MasterKey.Of(Convert.ToBase64String("a master key of tests, no secret"u8), nameof(OldStore));

    /// <summary>The migrations, each as its name and its text, in their order.</summary>
    public static IReadOnlyList<(string Name, string Text)> Migrations { get; } = [.. typeof(Database).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => (name, Resource(name)))];

    /// <summary>What the golden store's program said about it: an answer for each question.</summary>
    /// <param name="address">Of the KSeF that stands in the place of the former one.</param>
    public static JsonObject Answers(string address) => JsonNode.Parse(Read("answers.json", address))!.AsObject();

    /// <summary>The golden store's KSeF, as <c>POST /restore</c> takes it.</summary>
    /// <inheritdoc cref="Answers"/>
    public static string Ksef(string address) => Read("ksef.json", address);

    /// <summary>Makes the golden store.</summary>
    /// <param name="place">A folder, or a schema of the test run's PostgreSQL.</param>
    /// <param name="address">Of the KSeF that stands in the place of the former one.</param>
    public static void MakeGolden(string place, string address) => Make(place, Golden, Read("sql", address));

    /// <summary>Makes a store of an older schema.</summary>
    /// <param name="place">A folder, or a schema of the test run's PostgreSQL.</param>
    /// <param name="version">How many migrations there were.</param>
    /// <param name="rows">What stood in it.</param>
    public static void Make(string place, int version, string rows)
    {
        var isServer = PostgresServer.IsMeantBy(place);
        Engine engine = isServer ? PostgresServer.At(place) : SqliteFile.In(place);
        using var connection = engine.Connect(Database.Everybody);
        engine.Prepare(connection);
        using var transaction = engine.Begin(connection);
        foreach (var (_, text) in Migrations.Take(version)) connection.Execute(engine.Translate(text), transaction: transaction);
        Run(connection, transaction, isServer ? InWordsOfPostgres(rows) : rows);
        if (isServer) GoOnCounting(connection, transaction);
        engine.SetVersion(connection, transaction, version);
        transaction.Commit();
    }

    // Not by Dapper, which would look for parameters in the files of invoices.
    private static void Run(DbConnection connection, DbTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        command.ExecuteNonQuery();
    }

    // Rows that bring their numbers do not move PostgreSQL's counters.
    private static void GoOnCounting(DbConnection connection, DbTransaction transaction)
    {
        var counted = connection.Query<string>(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'", transaction: transaction);
        foreach (var table in counted.AsList())
        {
            connection.Execute($"SELECT setval(pg_get_serial_sequence('{table}', 'id'), COALESCE((SELECT MAX(id) FROM {table}), 0) + 1, false)",
                transaction: transaction);
        }
    }

    private static string InWordsOfPostgres(string rows) => Octets().Replace(Text().Replace(rows, "convert_to('$1', 'UTF8')"), @"'\x$1'");

    private static string Read(string kind, string address) =>
        File.ReadAllText(Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "stores", $"{Golden:000}.{kind}"))
            .Replace(FormerAddress, address);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"CAST\('((?:[^']|'')*)' AS BLOB\)")]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<=[ (])X'([0-9a-f]*)'")]
    private static partial Regex Octets();
}
