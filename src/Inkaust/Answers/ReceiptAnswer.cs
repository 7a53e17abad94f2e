using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>What an official receipt (UPO) proves.</summary>
/// <param name="IsProof">Its signature is sound, and it is taken.</param>
/// <param name="Signer">Who signed it; null when no signature is known to be sound.</param>
/// <param name="IsTrusted">Whether a trusted authority vouches for him; null when nobody has named one.</param>
/// <param name="Findings">What a person has to know of it.</param>
public sealed record UpoAnswer(bool IsProof, string? Signer, bool? IsTrusted, IReadOnlyList<FindingAnswer> Findings)
{
    public static UpoAnswer Of(UpoJudgement judgement, Func<Finding, FindingAnswer> say) => new(
        judgement.IsProof, judgement.Signer, judgement.IsTrusted,
        [.. new[] { judgement.Refusal, judgement.Reservation }.OfType<Finding>().Select(say)]);
}

/// <summary>The receipt of one invoice.</summary>
public sealed record ReceiptAnswer(string Number, string? KsefNumber, UpoAnswer Upo);

/// <summary>Who is trusted to sign receipts.</summary>
/// <param name="Subject">Distinguished name.</param>
/// <param name="ValidFrom">From when.</param>
/// <param name="ValidTo">Until when.</param>
/// <param name="Fingerprint">SHA-256 of the certificate.</param>
public sealed record AuthorityAnswer(string Subject, DateTime ValidFrom, DateTime ValidTo, string Fingerprint)
{
    public static AuthorityAnswer Of(X509Certificate2 one) =>
        new(one.Subject, one.NotBefore.ToUniversalTime(), one.NotAfter.ToUniversalTime(), JudgeUpo.FingerprintOf(one));
}

/// <summary>Something that was removed.</summary>
/// <param name="Removed">By what it was named.</param>
public sealed record RemovedAnswer(string Removed);
