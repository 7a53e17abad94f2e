using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>What became of one of many invoices: a line of its own.</summary>
/// <param name="Source">The file, or the file and the line, from which it came.</param>
/// <param name="Outcome"><c>issued</c>, <c>there</c>: issued before, nothing changed, or <c>refused</c>, here or by KSeF.</param>
/// <param name="Invoice">As it stands; null where nothing was issued.</param>
/// <param name="Findings">Why it was refused, or what else is to be said of it.</param>
public sealed record OneOfManyAnswer(string Source, string Outcome, InvoiceAnswer? Invoice, IReadOnlyList<FindingAnswer> Findings)
{
    public static OneOfManyAnswer Of(
        OneOfMany one, DateTimeOffset now, IReadOnlyList<string> files, Func<Invoices.Finding, FindingAnswer> say) => new(
        one.Brought.Source, one.IsRefused ? "refused" : one.WasThere ? "there" : "issued",
        one.Invoice is { } invoice ? InvoiceAnswer.Of(invoice, now, files) : null, [.. one.Findings.Select(say)]);
}

/// <summary>What would become of one of many invoices; nothing was issued.</summary>
/// <param name="Source">The file, or the file and the line, from which it came.</param>
/// <param name="Preview">What would happen; null where it cannot even be written as a file.</param>
/// <param name="Findings">Why not.</param>
public sealed record PreviewOfManyAnswer(string Source, IssuePreviewAnswer? Preview, IReadOnlyList<FindingAnswer> Findings);

/// <summary>The last line after many invoices.</summary>
/// <param name="Summary">All of them, counted.</param>
/// <param name="Problems">Why some could not be sent.</param>
public sealed record ManySummaryAnswer(Outcomes Summary, IReadOnlyList<FindingAnswer> Problems);

/// <summary>A line that says nothing but that sending by itself goes on.</summary>
/// <param name="Heartbeat">When it last looked, and what it saw.</param>
public sealed record HeartbeatAnswer(Beat Heartbeat);

/// <summary>What became of many invoices.</summary>
/// <param name="Items">Each, in the order in which they came.</param>
/// <param name="Summary">All of them, counted.</param>
public sealed record IssuedManyAnswer(IReadOnlyList<OneOfManyAnswer> Items, ManySummaryAnswer Summary);
