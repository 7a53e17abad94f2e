using System.Text;
using Dapper;

namespace Inkaust.Office;

/// <summary>
/// The keys by which the web app seals cookies and forms: in the database, so that all instances have the same, and sealed by the master key.
/// </summary>
public sealed class WebKeys(Database database, MasterKey masterKey, TimeProvider clock)
{
    private const string Purpose = "web-key";

    /// <summary>All of them, as they were kept.</summary>
    public IReadOnlyList<string> All()
    {
        using var connection = database.Connect();
        return [.. connection.Query<byte[]>("SELECT sealed FROM web_key ORDER BY added_at, id")
            .Select(one => Encoding.UTF8.GetString(masterKey.Open(one, Purpose)))];
    }

    /// <summary>Keeps one.</summary>
    public void Add(string key)
    {
        using var connection = database.Connect();
        connection.Execute("INSERT INTO web_key (id, sealed, added_at) VALUES (@Id, @Sealed, @AddedAt)", new
        {
            Id = Guid.NewGuid().ToString("n"),
            Sealed = masterKey.Seal(Encoding.UTF8.GetBytes(key), Purpose),
            AddedAt = Database.Instant(clock.GetUtcNow()),
        });
    }
}
