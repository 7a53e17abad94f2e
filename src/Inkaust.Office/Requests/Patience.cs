namespace Inkaust.Office;

/// <summary>
/// How long whoever asks for something is ready to wait for each turn under KSeF's limits of requests (KSEF 10). What would take longer is not
/// done, and he is told when its time comes.
/// </summary>
/// <param name="Longest">Null: however long.</param>
public sealed record Patience(TimeSpan? Longest)
{
    /// <summary>That of a person who waits for an answer.</summary>
    public static Patience OfAPerson { get; } = new(TimeSpan.FromSeconds(10));

    /// <summary>That of a person who asked for a whole round of sending.</summary>
    public static Patience ForARound { get; } = new(TimeSpan.FromMinutes(1));

    /// <summary>That of a program nobody waits for.</summary>
    public static Patience Endless { get; } = new((TimeSpan?)null);
}
