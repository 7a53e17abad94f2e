using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>What an official receipt (UPO) proves.</summary>
/// <param name="Verdict"><c>proven</c>: signed by somebody who is pinned; <c>notChecked</c>: nothing speaks against it, and nobody vouches for its
/// signer; <c>forged</c>.</param>
/// <param name="RestsOn">On what that rests: <c>pinnedCertificate</c>, <c>pinnedName</c>, <c>answerOfKsef</c>, <c>signature</c> or
/// <c>content</c>.</param>
/// <param name="IsProof">The verdict is <c>proven</c>, and it is taken.</param>
/// <param name="Signer">The name in the certificate that signed it, which anybody may bear; null when no signature is known to be sound.</param>
/// <param name="Findings">What a person has to know of it.</param>
public sealed record UpoAnswer(string Verdict, string RestsOn, bool IsProof, string? Signer, IReadOnlyList<FindingAnswer> Findings)
{
    public static UpoAnswer Of(UpoJudgement judgement, Func<Finding, FindingAnswer> say) => new(
        Word(judgement.Standing.ToString()), Word(judgement.RestsOn.ToString()), judgement.IsProof, judgement.Signer,
        [.. new[] { judgement.Refusal, judgement.Reservation }.OfType<Finding>().Select(say)]);

    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>The receipt of one invoice.</summary>
public sealed record ReceiptAnswer(string Number, string? KsefNumber, UpoAnswer Upo);

/// <summary>Who is pinned as a signer of receipts.</summary>
/// <param name="Subject">Distinguished name in the certificate.</param>
/// <param name="Signer">The name of who signs, where the certificate is that of the authority which issued his; null: the certificate is his own.</param>
/// <param name="ValidFrom">From when.</param>
/// <param name="ValidTo">Until when.</param>
/// <param name="Fingerprint">SHA-256 of the certificate.</param>
public sealed record AuthorityAnswer(string Subject, string? Signer, DateTime ValidFrom, DateTime ValidTo, string Fingerprint)
{
    public static AuthorityAnswer Of(PinnedSigner pinned) => new(pinned.Certificate.Subject, pinned.Subject,
        pinned.Certificate.NotBefore.ToUniversalTime(), pinned.Certificate.NotAfter.ToUniversalTime(), JudgeUpo.FingerprintOf(pinned.Certificate));
}

/// <summary>Something that was removed.</summary>
/// <param name="Removed">By what it was named.</param>
public sealed record RemovedAnswer(string Removed);
