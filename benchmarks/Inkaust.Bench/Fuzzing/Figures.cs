using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Inkaust.Bench.Fuzzing;

/// <summary>What a worker has seen.</summary>
internal sealed record Figures
{
    private const string Mark = "figures ";

    public int Taken { get; init; }

    public int Refused { get; init; }

    public int Crashes { get; init; }

    public int Hangs { get; init; }

    /// <summary>Milliseconds of processor time.</summary>
    public double Slowest { get; init; }

    public string SlowestWhat { get; init; } = "";

    /// <summary>Bytes that were allocated for one file.</summary>
    public long Largest { get; init; }

    public string LargestWhat { get; init; } = "";

    /// <summary>The greatest working set, in bytes.</summary>
    public long Peak { get; init; }

    /// <summary>Way in by way in, for people.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    public Figures With(Figures other) => this with
    {
        Taken = Taken + other.Taken,
        Refused = Refused + other.Refused,
        Slowest = Math.Max(Slowest, other.Slowest),
        SlowestWhat = other.Slowest > Slowest ? other.SlowestWhat : SlowestWhat,
        Largest = Math.Max(Largest, other.Largest),
        LargestWhat = other.Largest > Largest ? other.LargestWhat : LargestWhat,
        Peak = Math.Max(Peak, other.Peak),
        Lines = other.Lines.Count > 0 ? other.Lines : Lines,
    };

    public string Written() => Mark + JsonSerializer.Serialize(this);

    public static bool TryRead(string line, [NotNullWhen(true)] out Figures? figures)
    {
        figures = line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<Figures>(line[Mark.Length..]) : null;
        return figures is not null;
    }
}
