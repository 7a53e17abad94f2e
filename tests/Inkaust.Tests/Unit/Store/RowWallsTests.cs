using Dapper;
using Inkaust.Office;
using Npgsql;

namespace Inkaust.Tests.Unit.Store;

/// <summary>On a server a company's rows stand behind a wall of the database itself: what a statement forgets, it does not see.</summary>
[OnPostgres]
public sealed class RowWallsTests
{
    // A superuser is walled off from nothing: the program's role is an ordinary one that owns its schema.
    private static string NewPlace()
    {
        var (name, password) = ($"walls_{Guid.NewGuid():N}", Guid.NewGuid().ToString("N"));
        var reach = new NpgsqlConnectionStringBuilder(Postgres.Reach);
        Postgres.Run($"CREATE ROLE {name} LOGIN PASSWORD '{password}'; CREATE SCHEMA {name} AUTHORIZATION {name}");
        (reach.Username, reach.Password, reach.SearchPath, reach.ConnectionIdleLifetime, reach.ConnectionPruningInterval) = (name, password, name, 5, 2);
        return reach.ToString();
    }

    [Fact]
    public void A_statement_without_a_company_sees_and_changes_the_rows_of_its_own_connection_alone()
    {
        var place = NewPlace();
        var database = Database.Open(place);
        using (var everybody = database.Connect())
        {
            foreach (var id in new[] { "one", "two" })
            {
                everybody.Execute("INSERT INTO company (id, nip, name, address, environment, added_at) VALUES (@id, @id, '', '', 'test', '')", new { id });
                everybody.Execute("INSERT INTO rights (company, permissions, read_at) VALUES (@id, 'old', '')", new { id });
            }
            Assert.Equal(2, everybody.ExecuteScalar<int>("SELECT COUNT(*) FROM rights"));
        }
        var one = database.Of(new CompanyId("one"));
        using (var connection = one.Connect())
        {
            Assert.Equal(["one"], connection.Query<string>("SELECT company FROM rights"));
            Assert.Equal(1, connection.Execute("UPDATE rights SET permissions = 'new'"));
            Assert.Equal(0, connection.Execute("DELETE FROM rights WHERE company = 'two'"));
            Assert.Contains("row-level security", Assert.Throws<PostgresException>(() =>
                connection.Execute("INSERT INTO lease (company, number, machine, process, began, until) VALUES ('two', 1, '', 1, '', 1)")).MessageText);
            Assert.Contains("row-level security", Assert.Throws<PostgresException>(() =>
                connection.Execute("UPDATE rights SET company = 'two'")).MessageText);
        }
        // A transaction that the program begins is one of its company too, and a connection that was used comes back as nobody's.
        Assert.Equal(1, one.InTransaction((connection, transaction) => connection.ExecuteScalar<int>("SELECT COUNT(*) FROM rights", transaction: transaction)));
        using (var connection = database.Of([new("one"), new("two")]).Connect()) Assert.Equal(2, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM rights"));
        using (var connection = database.Of([]).Connect()) Assert.Equal(0, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM rights"));
        using (var everybody = database.Connect())
            Assert.Equal(["new", "old"], everybody.Query<string>("SELECT permissions FROM rights ORDER BY company"));

        using var unasked = new NpgsqlConnection(place);
        unasked.Open();
        Assert.Equal(0, unasked.ExecuteScalar<int>("SELECT COUNT(*) FROM rights"));
        Assert.Equal(0, unasked.Execute("DELETE FROM rights"));
    }

    [Fact]
    public void Whoever_sees_one_company_cannot_ask_for_another()
    {
        var one = Database.Open(NewPlace()).Of(new CompanyId("one"));
        Assert.Throws<InvalidOperationException>(() => one.Of(new CompanyId("two")));
        Assert.NotNull(one.Of(new CompanyId("one")));
    }

    [Fact]
    public void Every_table_with_a_company_stands_behind_the_wall_even_for_its_owner()
    {
        using var connection = Database.Open(NewPlace()).Connect();
        var open = connection.Query<string>("""
            SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = current_schema() AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)
                AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = pg_class.oid AND attname IN ('company', 'invoice'))
            """);
        Assert.Empty(open);
        Assert.Equal(52, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM pg_policies WHERE schemaname = current_schema()"));
    }

    [Fact]
    public void A_whole_company_lives_behind_the_wall()
    {
        using var house = new Issuing.House(server: NewPlace());
        var issued = house.Add();
        house.Certificate();
        Assert.Equal(issued.Id, Assert.Single(house.Ledger.List()).Id);
        Assert.NotEmpty(house.Ledger.History(issued));
        Assert.NotNull(house.Keys.Valid(house.Company.Id, CertificateKind.Offline));
    }
}
