using System.Data.Common;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A word that is looked for: letters and digits and nothing else.</summary>
/// <param name="Text">The word.</param>
/// <param name="IsWhole">Only as it stands; else also where a longer word begins so.</param>
internal readonly record struct SoughtWord(string Text, bool IsWhole);

/// <summary>How received invoices are looked for by the words of <c>@Sought</c>.</summary>
/// <param name="Table">Where; known as <c>received_text</c>.</param>
/// <param name="Condition">True for those that are found.</param>
internal readonly record struct WordSearch(string Table, string Condition);

/// <summary>In what SQLite and PostgreSQL differ. Everything else is the same SQL on both.</summary>
internal abstract class Engine
{
    /// <summary>Where it is, for people; never with a password.</summary>
    public abstract string Place { get; }

    /// <summary>What is to be said of where it is; null: nothing.</summary>
    public virtual Finding? Reservation => null;

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

    /// <summary>Statements that write very many rows; whoever has them is the only one who uses the connection until they are disposed of.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="transaction">In which transaction.</param>
    public abstract ManyRows ManyRows(DbConnection connection, DbTransaction transaction);

    /// <summary>Sets what belongs to the database as a whole.</summary>
    public abstract void Prepare(DbConnection connection);

    /// <summary>Waits until no other transaction is alone.</summary>
    public abstract void Alone(DbConnection connection, DbTransaction transaction);

    /// <summary>How many migrations it has seen.</summary>
    public abstract int Version(DbConnection connection, DbTransaction? transaction = null);

    public abstract void SetVersion(DbConnection connection, DbTransaction transaction, int version);

    /// <summary>A migration in the words of this database.</summary>
    public abstract string Translate(string migration);

    /// <summary>The statement that notes by which words (<c>@Words</c>, blanks between them) a received invoice (<c>@Id</c>) is found.</summary>
    public abstract string AddWords { get; }

    /// <summary>Finds all of them.</summary>
    public virtual WordSearch WordsAmongAll => WordsAmongFew;

    /// <summary>Finds those among few that another condition names.</summary>
    public abstract WordSearch WordsAmongFew { get; }

    /// <summary>
    /// Finds those among the newest, up to <c>@Newest</c>: quicker where all of them are gathered before it is known which came last. Null: all of them
    /// are found from the newest on.
    /// </summary>
    public virtual WordSearch? WordsAmongNewest => null;

    /// <summary>Words as a <see cref="WordSearch"/> takes them.</summary>
    /// <param name="words">All of which are wanted.</param>
    /// <param name="connect">Opens a connection, for whoever has to look at what is there.</param>
    public abstract string Sought(IReadOnlyList<SoughtWord> words, Func<DbConnection> connect);

    /// <summary>The transaction was undone for another one's sake and can be done again.</summary>
    public abstract bool IsUndone(DbException fault);

    /// <summary>Why it cannot be opened as ours.</summary>
    public abstract Finding CannotBeOpened(DbException fault);
}
