using Inkaust.Print;

namespace Inkaust.Answers;

/// <summary>A verification code.</summary>
/// <param name="Label">What stands under it.</param>
/// <param name="Link">What it says.</param>
public sealed record CodeAnswer(string Label, string Link)
{
    public static CodeAnswer Of(PrintedCode code) => new(code.Label, code.Link.AbsoluteUri);
}

/// <summary>The codes of a file.</summary>
/// <param name="InvoiceHash">SHA-256 of the file in Base64URL.</param>
/// <param name="Codes">KOD I, and where it has one KOD II.</param>
/// <param name="Pictures">Files into which they were drawn.</param>
public sealed record CodesAnswer(string InvoiceHash, IReadOnlyList<CodeAnswer> Codes, IReadOnlyList<string> Pictures);

/// <summary>A print that was written.</summary>
/// <param name="Output">The file.</param>
/// <param name="Codes">The codes on it.</param>
public sealed record PrintAnswer(string Output, IReadOnlyList<CodeAnswer> Codes);

/// <summary>A file that was judged.</summary>
/// <param name="File">Its name.</param>
/// <param name="Valid">KSeF would take it.</param>
/// <param name="Findings">Everything that is wrong with it.</param>
public sealed record JudgedFileAnswer(string File, bool Valid, IReadOnlyList<FindingAnswer> Findings);

/// <summary>A draft that was written as a file.</summary>
/// <param name="File">The file.</param>
/// <param name="InvoiceHash">Its SHA-256 in Base64URL.</param>
/// <param name="Gross">P_15.</param>
/// <param name="Currency">KodWaluty.</param>
/// <param name="Findings">Everything that is wrong with it.</param>
public sealed record WrittenDraftAnswer(string File, string InvoiceHash, decimal Gross, string Currency, IReadOnlyList<FindingAnswer> Findings);
