namespace Inkaust.Ksef;

/// <summary>The state of an operation: a code of KSeF with its sentence in Polish.</summary>
[OpenApiSchema("StatusInfo")]
public sealed record StatusCode
{
    /// <summary>Below 200 still running, 200 done, above 200 failed.</summary>
    public required int Code { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string>? Details { get; init; }

    internal bool IsRunning => Code < 200;

    /// <summary>The same as one error in KSeF's answer.</summary>
    internal KsefError AsError() => new(Code, Description, Details ?? []);

    /// <summary>Code and description; the details stay out of logs.</summary>
    public override string ToString() => $"{Code} {Description}";
}
