namespace Inkaust.Invoices.Reading;

/// <summary>Findings as they come; most files have none, and then nothing is allocated.</summary>
internal sealed class FindingList
{
    private List<Finding>? findings;

    public int Count => findings?.Count ?? 0;

    public bool Any(Func<Finding, bool> test) => findings?.Any(test) ?? false;

    public void Add(Finding finding) => (findings ??= []).Add(finding);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Finding> InOrder() =>
        findings is null ? [] : [.. findings.OrderBy(finding => finding.Line ?? 0).ThenBy(finding => finding.Column ?? 0)];
}
