using System.Data.Common;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>In what SQLite and PostgreSQL differ. Everything else is the same SQL on both.</summary>
internal abstract class Engine
{
    /// <summary>Where it is, for people; never with a password.</summary>
    public abstract string Place { get; }

    /// <summary>By what this database is told from all others that somebody could name; may hold more than people want to read.</summary>
    public virtual string KnownBy => Place;

    /// <summary>The present moment by the database's clock, in milliseconds since 1970.</summary>
    public abstract string Now { get; }

    /// <summary>A connection that is known to work.</summary>
    /// <param name="sees">The companies whose rows it sees: their keys with commas between, or <see cref="Database.Everybody"/>. A file has nobody who
    /// would heed that.</param>
    public abstract DbConnection Connect(string sees);

    /// <summary>Begins a transaction that will write.</summary>
    public abstract DbTransaction Begin(DbConnection connection);

    /// <summary>Sets what belongs to the database as a whole.</summary>
    public abstract void Prepare(DbConnection connection);

    /// <summary>Waits until no other process changes the schema.</summary>
    public abstract void Alone(DbConnection connection, DbTransaction transaction);

    /// <summary>How many migrations it has seen.</summary>
    public abstract int Version(DbConnection connection, DbTransaction? transaction = null);

    public abstract void SetVersion(DbConnection connection, DbTransaction transaction, int version);

    /// <summary>A migration in the words of this database.</summary>
    public abstract string Translate(string migration);

    /// <summary>The transaction was undone for another one's sake and can be done again.</summary>
    public abstract bool IsUndone(DbException fault);

    /// <summary>Why it cannot be opened as ours.</summary>
    public abstract Finding CannotBeOpened(DbException fault);
}
