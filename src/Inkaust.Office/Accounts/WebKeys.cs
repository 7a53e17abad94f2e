using System.Text;
using Dapper;

namespace Inkaust.Office;

/// <summary>
/// The keys by which the web app seals cookies and forms: in the database, so that all instances have the same, and sealed by the master key.
/// </summary>
public sealed class WebKeys(Database database, MasterKey masterKey, TimeProvider clock)
{
    private sealed record Row
    {
        public required string Id { get; init; }
        public required byte[] Sealed { get; init; }
    }

    /// <summary>All of them, as they were kept.</summary>
    public IReadOnlyList<string> All()
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>("SELECT id, sealed FROM web_key ORDER BY added_at, id")
            .Select(one => Encoding.UTF8.GetString(masterKey.Open(one.Sealed, Purpose(one.Id))))];
    }

    /// <summary>Keeps one.</summary>
    public void Add(string key)
    {
        var id = Guid.NewGuid().ToString("n");
        using var connection = database.Connect();
        connection.Execute("INSERT INTO web_key (id, sealed, added_at) VALUES (@Id, @Sealed, @AddedAt)", new
        {
            Id = id,
            Sealed = masterKey.Seal(Encoding.UTF8.GetBytes(key), Purpose(id)),
            AddedAt = Database.Instant(clock.GetUtcNow()),
        });
    }

    internal static SealPurpose Purpose(string id) => SealPurpose.Of("web-key", id);
}
