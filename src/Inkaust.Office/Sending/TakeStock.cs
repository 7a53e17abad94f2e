using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>The one thing that a company needs next, the most urgent first.</summary>
public enum Need
{
    /// <summary>KSeF refuses every package, and something waits for one.</summary>
    AskAboutPackages,

    /// <summary>Something waits that is late or has to be in KSeF today.</summary>
    SendNow,

    /// <summary>KSeF took something in and does not judge it.</summary>
    AskForStuck,

    /// <summary>A person has to look whether a total failure was announced (LAW 3).</summary>
    ConfirmTotalFailure,

    /// <summary>KSeF refused something, and nothing has been done about it.</summary>
    Repair,

    /// <summary>The answer about something was lost.</summary>
    Settle,

    /// <summary>A certificate is missing, or ends soon.</summary>
    Certificate,

    /// <summary>Something waits that is not urgent.</summary>
    Send,

    /// <summary>A correction waits for the number of its original.</summary>
    WaitForOriginal,

    /// <summary>Something that is no reason to act at once is to be known.</summary>
    Read,

    Nothing,
}

/// <summary>Where a company stands: counts of its ledger, and what it needs.</summary>
public sealed record Standing
{
    public required Company Company { get; init; }

    /// <summary>Invoices that are not in KSeF yet: issued, under way, or with an unknown outcome.</summary>
    public required int Waiting { get; init; }

    /// <summary>Waiting invoices whose deadline has passed.</summary>
    public required int Late { get; init; }

    /// <summary>Waiting invoices whose deadline is today.</summary>
    public required int DueToday { get; init; }

    /// <summary>Waiting invoices of which it is not known what became of them.</summary>
    public required int Unknown { get; init; }

    /// <summary>Refused invoices that nothing has been done about, newest first.</summary>
    public required IReadOnlyList<IssuedInvoice> RefusedInvoices { get; init; }

    public int Refused => RefusedInvoices.Count;

    /// <summary>Corrections that wait for the number of their original, each with the reason.</summary>
    public required IReadOnlyList<CorrectionOutcome.Held> Held { get; init; }

    public required IReadOnlyList<Finding> Alarms { get; init; }

    public required IReadOnlyList<CompanyCertificate> Certificates { get; init; }

    public required Need Need { get; init; }

    /// <summary>What to do about it, in words that hold wherever they are shown.</summary>
    public required Wording Hint { get; init; }

    /// <summary>The one next step; null where none of the program's helps.</summary>
    public required NextStep? Next { get; init; }

    /// <summary>What is said where nothing is left to do.</summary>
    public static Wording NothingToDo { get; } = new("nic; nic nie czeka", "nothing; nothing waits");

    /// <summary>
    /// A program that only goes on sending does not end this: a refusal, also of packages, a certificate, a total failure, or something stuck.
    /// </summary>
    public bool NeedsAPerson =>
        Need is Need.AskAboutPackages or Need.AskForStuck or Need.ConfirmTotalFailure or Need.Repair or Need.Certificate || Refused > 0;
}

/// <summary>
/// Says where companies stand. A thousand companies are counted by a few questions to the database; only those that have something
/// under way are looked at one by one.
/// </summary>
public sealed class TakeStock(
    Database database, Ledger ledger, KeyRing keys, KsefTokens tokens, RenewCertificates renew, AnnouncementArchive announcements,
    HeldCorrections corrections, CorrectInvoice correct, KeepDeadlines keepDeadlines, WarnAhead warnAhead, TimeProvider clock)
{
    private sealed record Counts
    {
        public required string Company { get; init; }
        public required string Environment { get; init; }
        public required long Waiting { get; init; }
        public required long Late { get; init; }
        public required long Due { get; init; }
        public required long UnderWay { get; init; }
        public required long Unknown { get; init; }
        public required long Refused { get; init; }
    }

    /// <summary>Where these companies stand now, in the order in which they came.</summary>
    public IReadOnlyList<Standing> Of(IReadOnlyList<Company> companies)
    {
        var counts = Count(companies);
        foreach (var waiting in companies.Where(one => counts.TryGetValue(KeyOf(one), out var some) && some.Waiting > 0)) keepDeadlines.For(waiting);
        counts = Count(companies);
        var held = corrections.Among(companies).ToLookup(one => (one.Company.ToString(), one.Environment));
        var unconfirmed = companies.Select(one => one.Environment).DistinctBy(one => one.Word)
            .ToDictionary(one => one.Word, one => announcements.Unconfirmed(one).Select(total => (long?)total.EventId).FirstOrDefault());
        var refusedUpos = ledger.Among(companies).RefusedReceipts();
        return [.. companies.Select(one => Of(one, counts.GetValueOrDefault(KeyOf(one)), [.. held[KeyOf(one)]],
            unconfirmed[one.Environment.Word], refusedUpos.GetValueOrDefault(one.Id.Text)))];
    }

    /// <summary>The waiting invoices of a company, the nearest deadline first, those without one last.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="atMost">How many; null = all.</param>
    public IReadOnlyList<IssuedInvoice> Waiting(Company company, int? atMost) => ledger.Of(company).Waiting(atMost);

    private static (string, string) KeyOf(Company company) => (company.Id.Text, company.Environment.Word);

    private Dictionary<(string, string), Counts> Count(IReadOnlyList<Company> companies)
    {
        var scope = new CompanyScope(companies);
        using var connection = database.Connect();
        return connection.Query<Counts>($"""
            SELECT company, environment,
                SUM(CASE WHEN state <> 'rejected' THEN 1 ELSE 0 END) AS waiting,
                SUM(CASE WHEN state <> 'rejected' AND deadline < @Today THEN 1 ELSE 0 END) AS late,
                SUM(CASE WHEN state <> 'rejected' AND deadline = @Today THEN 1 ELSE 0 END) AS due,
                SUM(CASE WHEN state IN ('sending', 'unknown') THEN 1 ELSE 0 END) AS under_way,
                SUM(CASE WHEN state = 'unknown' THEN 1 ELSE 0 END) AS unknown,
                SUM(CASE WHEN state = 'rejected' THEN 1 ELSE 0 END) AS refused
            FROM invoice WHERE {scope.Condition} AND {CompanyLedger.NotInKsef} GROUP BY company, environment
            """, scope.With(new { Today = Database.Date(PolishTime.DateOf(clock.GetUtcNow())) }))
            .ToDictionary(row => (row.Company, row.Environment));
    }

    private Standing Of(Company company, Counts? counts, IReadOnlyList<HeldCorrection> held, long? totalFailure, string? refusedUpo)
    {
        var ours = ledger.Of(company);
        // Most refused files have none that repairs them, so few of them are read.
        var refused = counts is { Refused: > 0 } ? ours.WaitingForRepair() : [];
        var stuck = counts is { UnderWay: > 0 } ? ours.Stuck() : [];
        var refusedPackages = counts is { Waiting: > 0 } ? AboutPackages(company) : null;
        var warnings = counts is { Waiting: > 0 } ? warnAhead.Of(company) : [];
        List<Finding> alarms = [.. warnings, .. renew.Ending(company.Id).Select(CertificateFindings.EndsSoon), .. stuck];
        if (refusedPackages is not null) alarms.Insert(0, refusedPackages);
        if (refusedUpo is not null && ours.Upos.AnyLacking()) alarms.Add(WithoutProof(refusedUpo));
        if (tokens.Warning(company.Id) is { } tokenEnds) alarms.Add(tokenEnds);
        var certificates = keys.Of(company.Id);
        var lacking = Lacking(company, certificates);
        var (late, due, unknown) = ((int)(counts?.Late ?? 0), (int)(counts?.Due ?? 0), (int)(counts?.Unknown ?? 0));
        var waiting = (int)(counts?.Waiting ?? 0);
        List<CorrectionOutcome.Held> waitForOriginal = [.. held.Select(one => correct.WhyHeld(company, one))];
        var need = refusedPackages is not null ? Need.AskAboutPackages
            : late + due > 0 ? Need.SendNow
            : stuck.Count > 0 ? Need.AskForStuck
            : totalFailure is not null ? Need.ConfirmTotalFailure
            : refused.Count > 0 ? Need.Repair
            : unknown > 0 ? Need.Settle
            : lacking is not null ? Need.Certificate
            : waiting > 0 || waitForOriginal.Any(one => one.Next is SendNow) ? Need.Send
            : held.Count > 0 ? Need.WaitForOriginal
            : alarms.Count > 0 ? Need.Read : Need.Nothing;
        var (hint, next) = need switch
        {
            Need.AskAboutPackages => Of(refusedPackages!),
            Need.SendNow => (new(
                $"wyślij teraz: po terminie {late}, z terminem dzisiaj {due}", $"send now: {late} late, {due} due today"),
                new SendNow(company.Reference)),
            Need.AskForStuck => Of(stuck[0]),
            Need.ConfirmTotalFailure => (new(
                $"sprawdź w BIP albo mediach awarię całkowitą {totalFailure} i potwierdź ją",
                $"look for the total failure {totalFailure} in BIP or the media and confirm it"), new ConfirmTotalFailure(totalFailure!.Value)),
            Need.Repair => (WhyRepair(refused[0]), new Repair(refused[0].Id)),
            Need.Settle => (new("ustal, co się stało z wysłanymi", "find out what became of what was sent"), new SendNow(company.Reference)),
            Need.Certificate => lacking!.Value,
            Need.Send when warnings.Count > 0 => Of(warnings[^1]),
            Need.Send => (new("wyślij, co czeka", "send what waits"), new SendNow(company.Reference)),
            Need.WaitForOriginal => (waitForOriginal[0].Why, waitForOriginal[0].Next),
            Need.Read => Of(alarms[0]),
            _ => (Standing.NothingToDo, (NextStep?)null),
        };
        return new Standing
        {
            Company = company,
            Waiting = waiting,
            Late = late,
            DueToday = due,
            Unknown = unknown,
            RefusedInvoices = refused,
            Held = waitForOriginal,
            Alarms = alarms,
            Certificates = certificates,
            Need = need,
            Hint = hint,
            Next = next,
        };
    }

    private static (Wording, NextStep?) Of(Finding alarm) => (alarm.Hint ?? alarm.Text, alarm.Next);

    /// <summary>That KSeF refuses every package of a company while something waits for one; null: it does not.</summary>
    // What waits is only read where packages are refused.
    internal Finding? AboutPackages(Company company)
    {
        if (ledger.Of(company).Packages.RefusedInARow() is not { IsEveryTime: true } refused) return null;
        var waiting = ledger.Of(company).Waiting().Where(one => one.State is InvoiceState.Issued);
        List<IssuedInvoice> forPackages = [.. SendIssued.ForPackages(waiting, singlesHaveToWait: false).SelectMany(one => one.Invoices)];
        return forPackages.Count > 0 ? refused.Alarm(forPackages) : null;
    }

    internal static Finding WithoutProof(string why) => new("INK-UPO-008", Severity.Wrong, new(
        $"Przyjęte faktury nie mają UPO, bo to, co dał KSeF, niczego nie dowodzi: {why}",
        $"Accepted invoices have no receipt, because what KSeF gave proves nothing: {why}"))
    {
        Hint = new("Program pobiera je co godzinę; jeśli to trwa, zgłoś to pomocy KSeF.",
            "The program fetches it every hour; if it lasts, tell KSeF's helpdesk."),
    };

    private static Wording WhyRepair(IssuedInvoice refused) => refused.Mode.IsOffline()
        ? new($"zobacz, dlaczego KSeF odrzucił fakturę {refused.Number}", $"see why KSeF refused invoice {refused.Number}")
        : new($"KSeF odrzucił fakturę online {refused.Number}, więc nie jest wystawiona; zobacz powód i wystaw ją na nowo albo zamknij",
            $"KSeF refused the online invoice {refused.Number}, so it is not issued; see why and issue it anew or close it");

    private (Wording, NextStep?)? Lacking(Company company, IReadOnlyList<CompanyCertificate> certificates)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? LastDayOf(CertificateKind kind) => certificates.Where(one => one.Kind == kind && one.IsValid(now)).Max(one => one.ValidTo);
        var (signsIn, signsCodes) = (LastDayOf(CertificateKind.Authentication), LastDayOf(CertificateKind.Offline));
        if (signsIn is null && signsCodes is null)
            return (new("pobierz oba certyfikaty", "get both certificates"), new GetCertificate(null, company));
        foreach (var (until, kind, name) in new[]
        {
            (signsIn, CertificateKind.Authentication, new Wording("typu 1 (logowanie)", "of type 1 (signing in)")),
            (signsCodes, CertificateKind.Offline, new Wording("typu 2 (KOD II)", "of type 2 (KOD II)")),
        })
        {
            if (until is null) return (new($"pobierz certyfikat {name.Pl}", $"get a certificate {name.En}"), new GetCertificate(kind, company));
            if (until >= now + RenewCertificates.Ahead) continue;
            return (new($"certyfikat {name.Pl} wkrótce wygaśnie", $"the certificate {name.En} expires soon"), new RenewCertificate(kind, company));
        }
        return null;
    }
}
