using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What is to be thought of a file.</summary>
public enum FileVerdict
{
    Valid,

    /// <summary>KSeF takes it, and something is unusual.</summary>
    Remarks,

    /// <summary>KSeF takes it, but the law or the arithmetic is broken.</summary>
    Wrong,

    /// <summary>KSeF would refuse it.</summary>
    Refused,
}

/// <summary>A file that was judged.</summary>
/// <param name="Findings">Everything that is wrong with it.</param>
public sealed record JudgedFile(IReadOnlyList<Finding> Findings)
{
    /// <summary>False: its bytes could not be had, and the one finding says why.</summary>
    public bool WasRead { get; init; } = true;

    /// <summary>The worst of it.</summary>
    public FileVerdict Verdict => Findings.Count == 0 ? FileVerdict.Valid : Findings.Min(one => one.Severity) switch
    {
        Severity.Rejected => FileVerdict.Refused,
        Severity.Wrong => FileVerdict.Wrong,
        _ => FileVerdict.Remarks,
    };

    /// <summary>KSeF would take it.</summary>
    public bool IsTaken => Verdict != FileVerdict.Refused;
}

/// <summary>Judges a file as KSeF and the law would. Nothing is issued, and no company is needed.</summary>
public static class JudgeFile
{
    // More than an invoice may have; such a file need not be read to be refused.
    private const int MostBytes = 3_500_000;

    /// <summary>A file of so many bytes cannot be an invoice: the judgement, without reading it; null when it has to be read.</summary>
    public static JudgedFile? UnreadOf(long bytes) => bytes > MostBytes ? new JudgedFile([Fa3Validator.TooLarge(bytes)]) : null;

    /// <summary>Judges a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="today">The day in Poland.</param>
    /// <param name="ksef">Where it is to be sent.</param>
    public static JudgedFile Of(ReadOnlyMemory<byte> file, DateOnly today, KsefKind ksef = KsefKind.Production) =>
        new(Fa3Validator.Validate(file, today, ksef));
}
