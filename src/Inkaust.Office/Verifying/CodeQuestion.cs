using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>A file as somebody brings it to be verified.</summary>
/// <param name="Name">What he calls it.</param>
/// <param name="Bytes">Its bytes: XML, PNG, JPEG or PDF.</param>
public sealed record BroughtDocument(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>What somebody wants to know of the codes of invoices.</summary>
public sealed record CodeQuestion
{
    /// <summary>Links as somebody pasted them, each on its own.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Pictures and PDFs with codes, and XML files of invoices to which codes may belong.</summary>
    public IReadOnlyList<BroughtDocument> Files { get; init; } = [];

    /// <summary>A certificate that may have signed, as a file; null: none is given.</summary>
    public ReadOnlyMemory<byte>? Certificate { get; init; }

    /// <summary>To which KSeF the documents are said to belong; null: whatever the codes say.</summary>
    public KsefEnvironment? Environment { get; init; }

    /// <summary>KSeF is asked too: the page of each code is opened once.</summary>
    public bool Online { get; init; }
}

/// <summary>A code of a document, judged.</summary>
/// <param name="Judgement">What is known of it.</param>
/// <param name="FoundIn">In words, where it was found; null: it was given as a link.</param>
public sealed record VerifiedCode(CodeJudgement Judgement, Wording? FoundIn);

/// <summary>A document with its codes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Codes">Its codes, those that belong together beside each other.</param>
public sealed record VerifiedDocument(string Name, IReadOnlyList<VerifiedCode> Codes)
{
    /// <summary>The file of the invoice that was compared; null: none was at hand.</summary>
    public Fa3Invoice? File { get; init; }

    /// <summary>Why it could not be looked at; null: it was.</summary>
    public Finding? Refusal { get; init; }

    /// <summary>What of it was not looked at.</summary>
    public IReadOnlyList<Wording> NotRead { get; init; } = [];

    /// <summary>Codes that are none of an invoice, for instance one for paying.</summary>
    public int OtherCodes { get; init; }
}

/// <summary>What came of a question.</summary>
/// <param name="Documents">Each link and file with codes.</param>
public sealed record VerifiedCodes(IReadOnlyList<VerifiedDocument> Documents)
{
    /// <summary>Every code.</summary>
    public IEnumerable<CodeJudgement> Codes => Documents.SelectMany(one => one.Codes).Select(one => one.Judgement);

    /// <summary>Wrong when one code is, proven when all are; null: no code was found.</summary>
    public Verdict? Verdict => !Codes.Any() ? null
        : Codes.Any(one => one.Verdict == Ksef.Verdict.Wrong) ? Ksef.Verdict.Wrong
        : Codes.All(one => one.Verdict == Ksef.Verdict.Proven) ? Ksef.Verdict.Proven : Ksef.Verdict.NotChecked;
}
