using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Whether an invoice may be issued offline: it is in the buyer's hands before KSeF sees it.</summary>
/// <param name="Findings">Refusals first: all of them, not only the first; then what is only said.</param>
/// <param name="Certificate">The certificate that will sign KOD II; null when there is none.</param>
public sealed record OfflineReadiness(IReadOnlyList<Finding> Findings, CertificateSeen? Certificate)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(1);

    /// <summary>What stops it.</summary>
    public IReadOnlyList<Finding> Refusals => [.. Findings.Where(one => one.Severity == Severity.Rejected)];

    /// <summary>What is only said.</summary>
    public IReadOnlyList<Finding> Warnings => [.. Findings.Where(one => one.Severity != Severity.Rejected)];

    /// <summary>Looks at everything that is known without asking KSeF.</summary>
    /// <param name="keys">The certificates.</param>
    /// <param name="rights">The rights as last seen.</param>
    /// <param name="company">Whose.</param>
    /// <param name="now">The moment of issue.</param>
    /// <param name="due">The deadline: until the number is known the certificate must stay good (LAW 79); null while it is open.</param>
    public static OfflineReadiness Of(KeyRing keys, Rights rights, Company company, DateTimeOffset now, DateOnly? due = null)
    {
        var findings = new List<Finding>();
        var seen = rights.Of(company.Id);
        if (keys.Valid(company.Id, CertificateKind.Offline) is not { } certificate)
        {
            findings.Add(KodII.NoCertificate);
            findings.AddRange(keys.Of(company.Id)
                .Where(one => one is { Kind: CertificateKind.Offline, Serial: not null }).Select(one => WhyNot(one, now)));
            if (seen is { MayIssue: false } && keys.Of(company.Id).All(one => one.Kind != CertificateKind.Offline))
                findings.Add(NoRight(company, seen));
            return new(findings, null);
        }

        var holder = HolderOf(keys, company, certificate);
        if (holder != Holder.Company)
        {
            // The token speaks of whoever signs in; of somebody else's certificate it says nothing.
            if (holder == Holder.WhoSignsIn && seen is { MayIssue: false }) findings.Add(NoRight(company, seen));
            else if (holder == Holder.SomebodyElse || seen is null || !seen.ReadAt.IsYoungerThan(FreshFor, now))
                findings.Add(RightUnknown(certificate, seen));
        }
        if (!certificate.StatusAt.IsYoungerThan(FreshFor, now)) findings.Add(StatusIsOld(certificate));
        if (PolishTime.EndOf(due ?? PolishTime.DateOf(now).AddDays(1)) is var until && certificate.ValidTo < until)
            findings.Add(EndsBefore(certificate, until));
        return new([.. findings.OrderBy(one => one.Severity)],
            new(certificate.Serial!, certificate.ValidTo!.Value, certificate.Status, certificate.StatusAt, seen?.Permissions, seen?.ReadAt));
    }

    private enum Holder
    {
        Company,
        WhoSignsIn,
        SomebodyElse,
    }

    private static Holder HolderOf(KeyRing keys, Company company, CompanyCertificate certificate)
    {
        using var signing = keys.Certificate(certificate);
        var subject = SubjectOf(signing);
        if (subject.Contains(company.Nip.ToString(), StringComparison.Ordinal)) return Holder.Company;
        if ((keys.Valid(company.Id, CertificateKind.Authentication) ?? keys.Valid(company.Id, CertificateKind.Seal)) is not { } signsIn)
            return Holder.SomebodyElse;
        using var other = keys.Certificate(signsIn);
        return SubjectOf(other) == subject ? Holder.WhoSignsIn : Holder.SomebodyElse;
    }

    // organizationIdentifier and serialNumber say who somebody is; names may be written in many ways.
    private static string SubjectOf(X509Certificate2 certificate) => string.Join(' ', certificate.SubjectName.EnumerateRelativeDistinguishedNames()
        .Where(part => part.HasMultipleElements is false && part.GetSingleElementType().Value is "2.5.4.97" or "2.5.4.5")
        .Select(part => part.GetSingleElementValue()).Order(StringComparer.Ordinal));

    private static Finding WhyNot(CompanyCertificate certificate, DateTimeOffset now) => certificate.Status is { } status and not "Active"
        ? new("INK-ISSUE-010",
            $"Certyfikat {certificate.Serial} ma w KSeF stan {status} (odczyt {certificate.StatusAt:yyyy-MM-dd HH:mm} UTC).",
            $"Certificate {certificate.Serial} is {status} in KSeF (read {certificate.StatusAt:yyyy-MM-dd HH:mm} UTC).")
        : new("INK-ISSUE-011",
            $"Certyfikat {certificate.Serial} jest ważny od {certificate.ValidFrom:yyyy-MM-dd HH:mm} do "
            + $"{certificate.ValidTo:yyyy-MM-dd HH:mm} UTC, a jest {now:yyyy-MM-dd HH:mm} UTC.",
            $"Certificate {certificate.Serial} is valid from {certificate.ValidFrom:yyyy-MM-dd HH:mm} to {certificate.ValidTo:yyyy-MM-dd HH:mm} "
            + $"UTC, and it is {now:yyyy-MM-dd HH:mm} UTC.");

    private static Finding NoRight(Company company, RightsSeen seen) => new("INK-ISSUE-012",
        $"Kto loguje się w imieniu {company.Nip}, nie ma prawa wystawiania faktur (stan z {seen.ReadAt:yyyy-MM-dd HH:mm} UTC).",
        $"Whoever signs in for {company.Nip} has no right to issue invoices (as of {seen.ReadAt:yyyy-MM-dd HH:mm} UTC).")
    { Hint = new("Nadaj w KSeF uprawnienie InvoiceWrite i wyślij", "Grant InvoiceWrite in KSeF and send"), Next = new SendNow(company.Reference) };

    private static Finding RightUnknown(CompanyCertificate certificate, RightsSeen? seen) => new("INK-ISSUE-013", Severity.Advice, new(
        $"Nie wiadomo, czy właściciel certyfikatu {certificate.Serial} ma prawo wystawiania faktur w tym "
        + $"kontekście{(seen is null ? "" : $" (ostatni odczyt uprawnień {seen.ReadAt:yyyy-MM-dd HH:mm} UTC)")}; "
        + "bez niego KOD II nie zostanie potwierdzony.",
        $"It is not known whether the holder of certificate {certificate.Serial} may issue invoices in this "
        + $"context{(seen is null ? "" : $" (rights last read {seen.ReadAt:yyyy-MM-dd HH:mm} UTC)")}; "
        + "without that right KOD II will not be confirmed."))
    { Hint = new("Gdy KSeF działa", "While KSeF answers"), Next = new TryCertificates() };

    private static Finding StatusIsOld(CompanyCertificate certificate) => new("INK-ISSUE-014", Severity.Advice, new(
        certificate.StatusAt is { } at
            ? $"Stan certyfikatu {certificate.Serial} odczytano {at:yyyy-MM-dd HH:mm} UTC ({certificate.Status}); mógł się zmienić."
            : $"KSeF nie powiedział jeszcze, w jakim stanie jest certyfikat {certificate.Serial}.",
        certificate.StatusAt is { } read
            ? $"The status of certificate {certificate.Serial} was read {read:yyyy-MM-dd HH:mm} UTC ({certificate.Status}); it may have changed."
            : $"KSeF has not said yet how certificate {certificate.Serial} stands."))
    { Hint = new("Gdy KSeF działa", "While KSeF answers"), Next = new TryCertificates() };

    // KOD II is judged when somebody scans it, not when it was signed (LAW 79).
    private static Finding EndsBefore(CompanyCertificate certificate, DateTimeOffset until) => new("INK-ISSUE-015", Severity.Wrong, new(
        $"Certyfikat {certificate.Serial} wygasa {certificate.ValidTo:yyyy-MM-dd HH:mm} UTC, przed terminem {PolishTime.DateOf(until):yyyy-MM-dd}; "
        + "potem KOD II na wydruku nie zostanie potwierdzony.",
        $"Certificate {certificate.Serial} expires {certificate.ValidTo:yyyy-MM-dd HH:mm} UTC, "
        + $"before the deadline {PolishTime.DateOf(until):yyyy-MM-dd}; after that KOD II on the print will not be confirmed."))
    {
        Hint = new("Wyślij fakturę przed tym dniem i odnów certyfikat", "Send the invoice before that day and renew the certificate"),
        Next = new RenewCertificate(CertificateKind.Offline),
    };
}
