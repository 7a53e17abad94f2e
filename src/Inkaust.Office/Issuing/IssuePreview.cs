using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What would happen if an invoice were issued at this moment. Nothing was issued, and no code was signed.</summary>
/// <param name="File">The file as it would be written; its date of making is that of this moment.</param>
/// <param name="Findings">All that is to be said of it: what stops it, what is taken knowingly, advice.</param>
/// <param name="Stops">What stops it; none: it would be issued.</param>
public sealed record IssuePreview(ReadOnlyMemory<byte> File, IReadOnlyList<Finding> Findings, IReadOnlyList<Finding> Stops)
{
    /// <summary>The mode and why; null where the file cannot be read.</summary>
    public ModeChoice? Choice { get; init; }

    /// <summary>Until when it would have to be sent, and why.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>What of it might be given to the buyer before its number, and why (LAW 1.10).</summary>
    public HandOver? HandOver { get; init; }

    /// <summary>The certificate that would sign KOD II, and what is known of it; null for an online invoice.</summary>
    public OfflineReadiness? Readiness { get; init; }

    /// <summary>Codes of what is wrong and taken knowingly.</summary>
    public IReadOnlyList<string> TakenKnowingly { get; init; } = [];

    internal IssuePreview Stopped(IReadOnlyList<Finding> by) =>
        by.Count == 0 ? this : this with { Stops = [.. Stops, .. by.Where(one => Stops.All(other => other.Code != one.Code))] };

    /// <summary>Nothing stops it.</summary>
    public bool WouldBeIssued => Stops.Count == 0;
}
