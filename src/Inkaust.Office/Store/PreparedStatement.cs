namespace Inkaust.Office;

/// <summary>A statement that is made once and carried out for many rows. Its values come in the order in which its parameters were named.</summary>
internal abstract class PreparedStatement : IDisposable
{
    /// <summary>Carries it out.</summary>
    /// <returns>How many rows it changed.</returns>
    public abstract int Execute(params ReadOnlySpan<object?> values);

    /// <summary>Carries out an <c>INSERT</c> into a table whose key is <c>id</c>, which does nothing where there is such a row.</summary>
    /// <returns>The id of the new row; null: there was one.</returns>
    public abstract long? Add(params ReadOnlySpan<object?> values);

    /// <summary>The first value of the first row; null: there is none.</summary>
    public abstract object? Scalar(params ReadOnlySpan<object?> values);

    public abstract void Dispose();
}
