using System.Data.Common;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A package that may be asked for.</summary>
public sealed record Offer(long Id, string Name);

/// <summary>The packages of whoever runs the installation, by name.</summary>
public sealed class Offers(Database database)
{
    private const int LongestName = 60;

    /// <summary>All of them, in the order in which they were defined.</summary>
    public IReadOnlyList<Offer> All()
    {
        using var connection = database.Connect();
        return [.. connection.Query<Offer>("SELECT id, name FROM offer ORDER BY id")];
    }

    /// <summary>Defines one.</summary>
    /// <exception cref="RefusedException">INK-TALK-008: it has no name, one that is too long, or that of another.</exception>
    public void Add(string name)
    {
        try
        {
            if (name.Trim() is not { Length: > 0 and <= LongestName }) throw new RefusedException(NoSuchName);
            using var connection = database.Connect();
            connection.Execute("INSERT INTO offer (name) VALUES (@Name)", new { Name = Database.WithoutNul(name.Trim()) });
        }
        catch (DbException fault) when (Database.IsTaken(fault))
        {
            throw new RefusedException(NoSuchName, fault);
        }
    }

    /// <summary>Takes one back; requests for it stay as they are.</summary>
    public void Remove(long id)
    {
        using var connection = database.Connect();
        connection.Execute("DELETE FROM offer WHERE id = @id", new { id });
    }

    private static Finding NoSuchName => new("INK-TALK-008",
        $"Pakiet ma nazwę do {LongestName} znaków, inną niż pozostałe.",
        $"A package has a name of up to {LongestName} characters, other than the rest.")
    { Path = "name" };
}
