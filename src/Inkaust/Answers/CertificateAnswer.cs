using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>A certificate of a company.</summary>
public sealed record CertificateAnswer
{
    /// <summary>NIP.</summary>
    public required string Company { get; init; }

    /// <summary>authentication (type 1), offline (type 2) or seal.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Null until it has come.</summary>
    public required string? Serial { get; init; }

    public required DateTimeOffset? ValidFrom { get; init; }

    public required DateTimeOffset? ValidTo { get; init; }

    /// <summary>awaited, revoked, blocked, valid, not valid yet or expired.</summary>
    public required string State { get; init; }

    /// <summary>RSA or EC.</summary>
    public required string Key { get; init; }

    /// <summary>What KSeF still allowed before it was asked for; null where nothing was asked for.</summary>
    public required LimitsAnswer? LimitsBefore { get; init; }

    public static CertificateAnswer Of(CompanyCertificate one, DateTimeOffset now, CertificateLimits? before = null) => new()
    {
        Company = one.Holder.ToString(),
        Kind = one.Kind.Word(),
        Name = one.Name,
        Serial = one.Serial,
        ValidFrom = one.ValidFrom,
        ValidTo = one.ValidTo,
        State = one.StandingAt(now).En,
        Key = one.Family == KeyKind.Rsa2048 ? "RSA" : "EC",
        LimitsBefore = before is null ? null : new LimitsAnswer(before.Certificate, before.Enrollment),
    };
}

/// <summary>What KSeF still allows a company (LAW 76).</summary>
/// <param name="Certificates">Active certificates.</param>
/// <param name="Applications">Applications for one.</param>
public sealed record LimitsAnswer(CertificateLimit Certificates, CertificateLimit Applications);

/// <summary>One certificate, whole.</summary>
/// <param name="Certificate">What is known of it.</param>
/// <param name="Subject">Its distinguished name; empty until it has come.</param>
/// <param name="NeededBy">Invoices without a KSeF number whose KOD II it signed.</param>
public sealed record CertificateWholeAnswer(CertificateAnswer Certificate, string Subject, IReadOnlyList<InvoiceAnswer> NeededBy)
{
    public static CertificateWholeAnswer Of(CertificateWhole whole, DateTimeOffset now) =>
        new(CertificateAnswer.Of(whole.Certificate, now), whole.Subject, [.. whole.NeededBy.Select(one => InvoiceAnswer.Of(one, now))]);
}

/// <summary>What became of the renewal for every company.</summary>
/// <param name="Renewed">Successors that came.</param>
/// <param name="Problems">What could not be renewed, each with its company.</param>
/// <param name="HadNothing">How many companies had nothing to renew.</param>
public sealed record RenewalsAnswer(IReadOnlyList<CertificateAnswer> Renewed, IReadOnlyList<FindingAnswer> Problems, int HadNothing);

/// <summary>One trial of a certificate.</summary>
/// <param name="Kind">What was tried.</param>
/// <param name="Serial">With which certificate; null when there is none.</param>
/// <param name="Works">It worked.</param>
/// <param name="Problem">Why it failed.</param>
public sealed record CertificateTrialAnswer(string Kind, string? Serial, bool Works, FindingAnswer? Problem)
{
    public static CertificateTrialAnswer Of(CertificateTrial trial, Func<Finding, FindingAnswer> say) =>
        new(trial.Kind.Word(), trial.Serial, trial.Problem is null, trial.Problem is { } why ? say(why) : null);
}

/// <summary>Files into which a certificate was written.</summary>
/// <param name="Certificate">The certificate in PEM.</param>
/// <param name="Key">Its key, encrypted.</param>
public sealed record ExportedCertificateAnswer(string Certificate, string Key);

/// <summary>The KSeF token of a company.</summary>
/// <param name="Company">NIP.</param>
/// <param name="Ends">Its last day, yyyy-MM-dd; null when there is none.</param>
public sealed record TokenAnswer(string Company, string? Ends);
