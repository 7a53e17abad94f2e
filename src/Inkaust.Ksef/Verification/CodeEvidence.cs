using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>From where a certificate is known.</summary>
public enum CertificateSource
{
    /// <summary>Somebody gave it in a file: whoever made it may be anybody.</summary>
    Given,

    /// <summary>KSeF gave it to a company here, and it has been kept since.</summary>
    Kept,
}

/// <summary>A certificate that may have signed a KOD II.</summary>
/// <param name="Certificate">Itself, without a key.</param>
/// <param name="Source">From where it is known.</param>
public sealed record KnownCertificate(X509Certificate2 Certificate, CertificateSource Source)
{
    /// <summary>What KSeF last said of it: Active, Blocked, Revoked or Expired; null when it was never asked.</summary>
    public string? Status { get; init; }

    /// <summary>When KSeF said so.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary>Sixteen upper-case digits.</summary>
    public string Serial => Certificate.SerialNumber.TrimStart('0').PadLeft(16, '0');
}

/// <summary>What is at hand when a code is judged.</summary>
public sealed record CodeEvidence
{
    /// <summary>The file of the invoice; null: it is not at hand.</summary>
    public Fa3Invoice? File { get; init; }

    /// <summary>The other code of the same document; null: there is none.</summary>
    public CodeLink? Other { get; init; }

    /// <summary>To which KSeF the document is said to belong; null: nobody says.</summary>
    public KsefEnvironment? Expected { get; init; }

    /// <summary>KSeFs on one's own machine that are known here.</summary>
    public IReadOnlyList<KsefEnvironment> Local { get; init; } = [];

    /// <summary>Certificates that may have signed.</summary>
    public IReadOnlyList<KnownCertificate> Certificates { get; init; } = [];

    /// <summary>The moment of checking.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The KSeF to which a link leads; null: none that is known.</summary>
    public KsefEnvironment? EnvironmentOf(CodeLink link) =>
        new[] { KsefEnvironment.Production, KsefEnvironment.Demo, KsefEnvironment.Test }.Concat(Local).Concat(Expected is null ? [] : [Expected])
            .FirstOrDefault(one => one.Qr.AbsoluteUri.TrimEnd('/').Equals(link.Root, StringComparison.OrdinalIgnoreCase));
}
