namespace Inkaust.Office;

/// <summary>A statement that is made once and carried out for many rows. Its values come in the order in which its parameters were named.</summary>
internal abstract class PreparedStatement
{
    /// <summary>Carries it out: before the next one that answers, or before <see cref="ManyRows.Finish"/> returns.</summary>
    public abstract void Execute(params ReadOnlySpan<object?> values);

    /// <summary>Carries it out for several rows.</summary>
    /// <returns>For each the first value of what it gives; null: nothing.</returns>
    public abstract IReadOnlyList<object?> Answers(IReadOnlyList<object?[]> rows);
}
