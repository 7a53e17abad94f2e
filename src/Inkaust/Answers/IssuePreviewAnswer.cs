using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>What would happen if an invoice were issued now; nothing was.</summary>
public sealed record IssuePreviewAnswer
{
    /// <summary>Nothing stops it.</summary>
    public required bool WouldBeIssued { get; init; }

    /// <summary>What stops it.</summary>
    public required IReadOnlyList<FindingAnswer> Stops { get; init; }

    /// <summary>What else is to be said of it.</summary>
    public required IReadOnlyList<FindingAnswer> Findings { get; init; }

    /// <summary>Codes of what is wrong and taken knowingly.</summary>
    public required IReadOnlyList<string> TakenKnowingly { get; init; }

    /// <summary>online, offline24, unavailability, failure or total-failure; null where no mode can be chosen.</summary>
    public required string? Mode { get; init; }

    /// <summary>Why that mode.</summary>
    public required Wording? ModeReason { get; init; }

    /// <summary>The last day on which it might reach KSeF, yyyy-MM-dd.</summary>
    public required string? Deadline { get; init; }

    /// <summary>How the deadline comes about.</summary>
    public required IReadOnlyList<Wording> DeadlineSteps { get; init; }

    /// <summary>What of it might be given to the buyer before its number.</summary>
    public required Wording? HandOver { get; init; }

    /// <summary>The print, where one was asked for.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public static IssuePreviewAnswer Of(IssuePreview preview, IReadOnlyList<string> files, Func<Finding, FindingAnswer> say) => new()
    {
        WouldBeIssued = preview.WouldBeIssued,
        Stops = [.. preview.Stops.Select(say)],
        Findings = [.. preview.Findings.Select(say)],
        TakenKnowingly = preview.TakenKnowingly,
        Mode = preview.Choice?.Mode.Word(),
        ModeReason = preview.Choice?.Reason.InWords,
        Deadline = Day.Of(preview.Deadline?.Date),
        DeadlineSteps = preview.Deadline?.Steps ?? [],
        HandOver = preview.HandOver?.Why,
        Files = files,
    };
}
