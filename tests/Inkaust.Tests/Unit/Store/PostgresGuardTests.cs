using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Office;
using Npgsql;

namespace Inkaust.Tests.Unit.Store;

/// <summary>Neither the password of the database nor an invoice goes over the net in the clear.</summary>
public sealed class PostgresGuardTests
{
    private const string Password = "a-secret-that-nobody-hears";

    [Theory]
    [InlineData("Host=db.example.com;Username=u", SslMode.VerifyFull)]
    [InlineData("Host=10.1.2.3;Username=u", SslMode.VerifyFull)]
    [InlineData("postgresql://u:p@db.example.com/books", SslMode.VerifyFull)]
    [InlineData("postgresql://u:p@db.example.com/books?sslmode=require", SslMode.Require)]
    [InlineData("postgresql://u:p@db.example.com/books?sslmode=verify-ca", SslMode.VerifyCA)]
    [InlineData("Host=db.example.com;SSL Mode=VerifyFull", SslMode.VerifyFull)]
    [InlineData("Host=127.0.0.1,db.example.com", SslMode.VerifyFull)]
    [InlineData("Host=127.0.0.1;Username=u", SslMode.Prefer)]
    [InlineData("Host=::1;Username=u", SslMode.Prefer)]
    [InlineData("postgresql://u@[::1]:6000/books", SslMode.Prefer)]
    [InlineData("Host=localhost:6000;SSL Mode=Disable", SslMode.Disable)]
    [InlineData("Host=/var/run/postgresql", SslMode.Prefer)]
    [InlineData("Host=postgres.lan", SslMode.Prefer)] // named as exempt
    public void TLS_is_asked_for_outside_of_this_machine(string place, SslMode mode) => Assert.Equal(mode, Reach(place, "postgres.lan").SslMode);

    [Theory]
    [InlineData("Host=db.example.com;SSL Mode=Disable")]
    [InlineData("Host=db.example.com;SSL Mode=Prefer")]
    [InlineData("Host=db.example.com;SSL Mode=Allow")]
    [InlineData("postgresql://u:p@db.example.com/books?sslmode=disable")]
    [InlineData("postgresql://u:p@db.example.com/books?sslmode=prefer")]
    [InlineData("Host=localhost,db.example.com;SSL Mode=Disable")]
    [InlineData("Host=localhost.example.com;SSL Mode=Disable")]
    [InlineData("Host=127.0.0.1;Require Auth=Password")]
    [InlineData("Host=127.0.0.1;Require Auth=!MD5")]
    public void A_database_in_the_clear_is_refused(string place)
    {
        var refused = Assert.Throws<RefusedException>(() => PostgresServer.At(place)).Findings.Single();
        Assert.Equal("INK-STORE-011", refused.Code);
        Assert.DoesNotContain("u:p", refused.Text.En);
    }

    [Fact]
    public void Every_value_of_an_address_is_what_it_is()
    {
        var reach = Reach("postgresql://a-b:p-%40%2D%25w@db-1.example.com:6000/my-books?sslmode=verify-full&application_name=ink-aust&Search%20Path=a-b%2Cc&sslrootcert=%2Fetc%2Fca-1.pem");
        Assert.Equal(("a-b", "p-@-%w", "db-1.example.com", 6000, "my-books", "ink-aust", "a-b,c", "/etc/ca-1.pem", SslMode.VerifyFull),
            (reach.Username, reach.Password, reach.Host, reach.Port, reach.Database, reach.ApplicationName, reach.SearchPath, reach.RootCertificate, reach.SslMode));
    }

    // Whoever stands in the place of the server needs only to ask.
    [Theory]
    [InlineData("")]
    [InlineData(";SSL Mode=Disable")]
    public async Task A_server_that_asks_for_the_password_in_the_clear_is_not_told_it(string more)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asking = AskAsync(listener);
        var place = $"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port};Username=u;Password={Password};Database=d;Timeout=5;Pooling=false{more}";
        var refused = await Task.Run(() => Assert.Throws<RefusedException>(() => Database.Open(place)));
        Assert.StartsWith("INK-STORE-", refused.Findings.Single().Code);
        var heard = await asking;
        Assert.Contains("user", heard, StringComparison.Ordinal); // It came as far as that.
        Assert.DoesNotContain(Password, heard, StringComparison.Ordinal);
    }

    // Says no to encryption, then asks for the password as it is (PostgreSQL's protocol, AuthenticationCleartextPassword).
    private static async Task<string> AskAsync(TcpListener listener)
    {
        var heard = new StringBuilder();
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var buffer = new byte[4096];
        for (var asked = false; ;)
        {
            int count;
            try
            {
                count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            }
            catch (IOException)
            {
                break;
            }
            if (count == 0) break;
            heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
            if (count == 8 && BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(4)) is 80877103 or 80877104)
            {
                await stream.WriteAsync("N"u8.ToArray(), TestContext.Current.CancellationToken);
            }
            else if (!asked)
            {
                asked = true;
                await stream.WriteAsync(new byte[] { (byte)'R', 0, 0, 0, 8, 0, 0, 0, 3 }, TestContext.Current.CancellationToken);
            }
        }
        return heard.ToString();
    }

    private static NpgsqlConnectionStringBuilder Reach(string place, params string[] inTheClear) => PostgresServer.At(place, inTheClear).Reach;
}
