namespace Inkaust.Office;

/// <summary>How a transaction writes many rows with few statements.</summary>
internal abstract class ManyRows : IDisposable
{
    /// <summary>A statement of which the rows are made.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="names">Its parameters, in the order in which their values come.</param>
    public abstract PreparedStatement Statement(string sql, params ReadOnlySpan<string> names);

    /// <summary>Carries out what has waited for the next answer.</summary>
    public abstract void Finish();

    public abstract void Dispose();
}
