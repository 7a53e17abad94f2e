using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What is known of a claim. "Not checked" never looks like "proven".</summary>
public enum Verdict
{
    /// <summary>It is so, and what proves it is at hand.</summary>
    Proven,

    /// <summary>Nothing at hand says so, and nothing speaks against it.</summary>
    NotChecked,

    /// <summary>It is not so: forged, damaged, or made by a program that is wrong.</summary>
    Wrong,
}

/// <summary>What a claim is about.</summary>
public enum ClaimSubject
{
    /// <summary>The link is written as the ministry asks for.</summary>
    Form,

    /// <summary>To which KSeF the link leads.</summary>
    Environment,

    /// <summary>Whose invoice it is.</summary>
    Seller,

    /// <summary>P_1 of the invoice.</summary>
    IssueDate,

    /// <summary>The code belongs to the file of the invoice.</summary>
    File,

    /// <summary>Both codes of one document belong together.</summary>
    SamePaper,

    /// <summary>The invoice stands in our own ledger.</summary>
    Ledger,

    /// <summary>The invoice is in KSeF.</summary>
    Ksef,

    /// <summary>Which certificate signed, and who gave it.</summary>
    Certificate,

    /// <summary>The certificate is one for KOD II.</summary>
    CertificateType,

    /// <summary>The certificate was valid on the date of issue.</summary>
    ValidThen,

    /// <summary>The certificate is valid now.</summary>
    ValidNow,

    /// <summary>The link was signed with the key of the certificate.</summary>
    Signature,

    /// <summary>The issuer may issue in the context that the link names, and that context for the seller.</summary>
    Rights,
}

/// <summary>One thing that a code says or that is said about it, and whether it is so.</summary>
/// <param name="About">What it is about.</param>
/// <param name="Verdict">Whether it is so.</param>
/// <param name="Text">A sentence in both languages.</param>
/// <param name="Code">Why it is wrong, as a permanent code <c>INK-VERIFY-nnn</c>; null unless it is.</param>
public sealed record Claim(ClaimSubject About, Verdict Verdict, Wording Text, string? Code = null)
{
    /// <summary>It is so.</summary>
    public static Claim Proven(ClaimSubject about, string pl, string en) => new(about, Verdict.Proven, new(pl, en));

    /// <summary>Nobody knows.</summary>
    public static Claim NotChecked(ClaimSubject about, string pl, string en) => new(about, Verdict.NotChecked, new(pl, en));

    /// <summary>It is not so.</summary>
    public static Claim Wrong(ClaimSubject about, string code, string pl, string en) => new(about, Verdict.Wrong, new(pl, en), code);
}
