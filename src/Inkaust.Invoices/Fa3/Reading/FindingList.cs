namespace Inkaust.Invoices.Reading;

/// <summary>Findings about one file as they come; most files have none, and then nothing is allocated.</summary>
internal sealed class FindingList(ReadOnlyMemory<byte> xml)
{
    /// <summary>Beyond so many nobody reads on.</summary>
    public const int Most = 1000;

    private readonly LineMap lines = new(xml);
    private List<Finding>? findings;

    public int Count => findings?.Count ?? 0;

    public bool IsFull => Count >= Most;

    public void Add(Finding finding) => (findings ??= []).Add(finding);

    /// <summary>Adds a finding about what stands at this byte.</summary>
    public void Add(Finding finding, int position, string? path = null)
    {
        if (IsFull) return;
        var (line, column) = lines.At(position);
        Add(finding with { Path = path, Line = line, Column = column });
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Finding> InOrder() =>
        findings is null ? [] : [.. findings.OrderBy(finding => finding.Line ?? 0).ThenBy(finding => finding.Column ?? 0)];
}
