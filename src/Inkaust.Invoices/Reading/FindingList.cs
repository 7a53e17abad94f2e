namespace Inkaust.Invoices.Reading;

/// <summary>Findings about one file as they come; most files have none, and then nothing is allocated.</summary>
internal sealed class FindingList
{
    /// <summary>Beyond so many nobody reads on.</summary>
    public const int Most = 1000;

    private List<Finding>? findings;

    public int Count => findings?.Count ?? 0;

    public bool IsFull => Count >= Most;

    public void Add(Finding finding) => (findings ??= []).Add(finding);

    /// <summary>Adds a finding about what stands at this line and column.</summary>
    public void Add(Finding finding, (int Line, int Column) place, string? path = null)
    {
        if (!IsFull) Add(finding with { Path = path, Line = place.Line, Column = place.Column });
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Finding> InOrder() =>
        findings is null ? [] : [.. findings.OrderBy(finding => finding.Line ?? 0).ThenBy(finding => finding.Column ?? 0)];
}
