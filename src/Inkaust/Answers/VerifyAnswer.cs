using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>What came of verifying codes.</summary>
/// <param name="Verdict"><c>wrong</c> when one code is, <c>proven</c> when all are, <c>not-checked</c>; null when there was no code.</param>
/// <param name="Documents">Each link and file with codes.</param>
public sealed record VerifyAnswer(string? Verdict, IReadOnlyList<VerifiedDocumentAnswer> Documents)
{
    public static VerifyAnswer Of(VerifiedCodes verified, System.Func<Finding, FindingAnswer> say) => new(
        verified.Verdict is { } verdict ? WordOf(verdict) : null, [.. verified.Documents.Select(one => VerifiedDocumentAnswer.Of(one, say))]);

    public static string WordOf(Verdict verdict) => verdict switch
    {
        Ksef.Verdict.Proven => "proven",
        Ksef.Verdict.Wrong => "wrong",
        _ => "not-checked",
    };
}

/// <summary>A document with its codes.</summary>
/// <param name="Name">The link or the file.</param>
/// <param name="Number">The number of the invoice whose file was at hand; null: none was.</param>
/// <param name="Codes">Its codes.</param>
/// <param name="OtherCodes">How many codes are none of an invoice.</param>
/// <param name="NotRead">What was not looked at.</param>
/// <param name="Error">Why nothing could be looked at; null: it could.</param>
public sealed record VerifiedDocumentAnswer(string Name, string? Number, IReadOnlyList<VerifiedCodeAnswer> Codes, int OtherCodes,
    IReadOnlyList<WordingAnswer> NotRead, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FindingAnswer? Error)
{
    public static VerifiedDocumentAnswer Of(VerifiedDocument one, System.Func<Finding, FindingAnswer> say) => new(one.Name, one.File?.Number,
        [.. one.Codes.Select(VerifiedCodeAnswer.Of)], one.OtherCodes, [.. one.NotRead.Select(WordingAnswer.Of)],
        one.Refusal is { } refusal ? say(refusal) : null);
}

/// <summary>A code.</summary>
/// <param name="Kind"><c>kod-1</c> or <c>kod-2</c>.</param>
/// <param name="Link">As it was found.</param>
/// <param name="Environment">The KSeF to which it leads; null: none that is known.</param>
/// <param name="Verdict"><c>proven</c>, <c>not-checked</c> or <c>wrong</c>.</param>
/// <param name="Claims">What was looked at.</param>
/// <param name="DoesNotProve">What it does not prove in any case.</param>
public sealed record VerifiedCodeAnswer(string Kind, string Link, string? Environment, string Verdict, IReadOnlyList<CodeClaimAnswer> Claims,
    IReadOnlyList<WordingAnswer> DoesNotProve)
{
    public static VerifiedCodeAnswer Of(VerifiedCode code) => new(code.Judgement.Link.Kind == CodeKind.KodI ? "kod-1" : "kod-2",
        code.Judgement.Link.Text, code.Judgement.Environment?.Word, VerifyAnswer.WordOf(code.Judgement.Verdict),
        [.. code.Judgement.Claims.Select(CodeClaimAnswer.Of)], [.. code.Judgement.DoesNotProve.Select(WordingAnswer.Of)]);
}

/// <summary>One thing that was looked at.</summary>
/// <param name="About">What, as a word.</param>
/// <param name="Verdict"><c>proven</c>, <c>not-checked</c> or <c>wrong</c>.</param>
/// <param name="Code">Why it is wrong; left out unless it is.</param>
/// <param name="Pl">In Polish.</param>
/// <param name="En">In English.</param>
public sealed record CodeClaimAnswer(
    string About, string Verdict, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code, string Pl, string En)
{
    public static CodeClaimAnswer Of(Claim claim) => new(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(claim.About.ToString()),
        VerifyAnswer.WordOf(claim.Verdict), claim.Code, claim.Text.Pl, claim.Text.En);
}

/// <summary>A sentence in both languages.</summary>
public sealed record WordingAnswer(string Pl, string En)
{
    public static WordingAnswer Of(Wording words) => new(words.Pl, words.En);
}
