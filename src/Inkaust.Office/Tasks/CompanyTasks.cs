using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The tasks that certificates, the token, KSeF's packages and receipts, webhooks, watched invoices and a total failure give.</summary>
internal sealed class CompanyTasks(
    Database database, Ledger ledger, KeyRing keys, KsefTokens tokens, AnnouncementArchive announcements, TakeStock takeStock, WatchedInvoices watched,
    TimeProvider clock)
{
    // As old as this an answer of KSeF about a certificate may not hold any more (OfflineReadiness).
    private static readonly TimeSpan StateIsGoodFor = TimeSpan.FromDays(1);

    public IEnumerable<OpenTask> Of(Company company)
    {
        var now = clock.GetUtcNow();
        if (takeStock.AboutPackages(company) is { } packages)
        {
            var since = ledger.Of(company).Packages.RefusedInARow()?.LastAt ?? now;
            yield return new OpenTask("packages", TaskKind.RefusedPackages, packages.Text, packages.Next, since);
        }
        foreach (var total in announcements.Unconfirmed(company.Environment))
        {
            yield return new OpenTask($"total-failure:{total.EventId}", TaskKind.TotalFailure, new(
                "Latarnia ogłosiła awarię całkowitą KSeF. Sprawdź w BIP albo w mediach, czy to prawda, i potwierdź: dopiero to zmienia zasady.",
                "Latarnia announced a total failure of KSeF. Look in BIP or the media whether that is true and confirm it: "
                    + "only that changes the rules."),
                new ConfirmTotalFailure(total.EventId), total.PublishedAt);
        }
        foreach (var one in Certificates(company, now)) yield return one;
        if (tokens.Warning(company.Id) is { } token && tokens.EndDate(company.Id) is { } end)
            yield return new OpenTask($"token:{end:yyyy-MM-dd}", TaskKind.TokenEnds, token.Text, token.Next,
                PolishTime.StartOf(PolishTime.DaysAfter(end, -KsefTokens.DaysBeforeWarning)));
        if (ledger.Of(company).Upos.AnyLacking() && ledger.Among([company]).RefusedReceipts().TryGetValue(company.Id.Text, out var why))
        {
            var finding = TakeStock.WithoutProof(why);
            yield return new OpenTask("receipts", TaskKind.RefusedReceipts, finding.Text, finding.Next,
                ledger.Of(company).RefusedUpos.LastAt() ?? now);
        }
        foreach (var one in new GivenUpWebhooks(database).Of(company))
        {
            var host = one.Url.IdnHost;
            yield return new OpenTask($"webhook:{one.Id}:{one.DisabledAt:yyyyMMddHHmmss}", TaskKind.WebhookDisabled, one.Why == WhyDisabled.Gone
                ? new($"Webhook na {host} wyłączono: odpowiedział, że już go nie ma (410). Zdarzenia tam nie idą.",
                    $"The webhook at {host} is disabled: it said that it is gone (410). No events go there.")
                : new($"Webhook na {host} wyłączono: przez tydzień nic tam nie doszło. Zdarzenia tam nie idą.",
                    $"The webhook at {host} is disabled: nothing arrived there for a week. No events go there."),
                new SeeWebhooks(), one.DisabledAt!.Value);
        }
        foreach (var one in Missing(company)) yield return one;
    }

    // Whether it is there nobody knows before somebody looks; that it should be is known.
    private IEnumerable<OpenTask> Missing(Company company) => watched.Missing(company).Select(one =>
    {
        var (pl, en) = one.Invoice.Number is { } number ? ($"Faktura {number}", $"Invoice {number}") : ("Faktura", "An invoice");
        return new OpenTask(one.Invoice.TaskKey, TaskKind.MissingInKsef, new(
            $"{pl} sprzedawcy {one.Invoice.Seller} z {one.Invoice.IssueDate:yyyy-MM-dd} miała być w KSeF najpóźniej {one.Deadline:yyyy-MM-dd}: "
                + "sprawdź, czy jest, zanim zapłacisz.",
            $"{en} of the seller {one.Invoice.Seller} of {one.Invoice.IssueDate:yyyy-MM-dd} should have been in KSeF by {one.Deadline:yyyy-MM-dd}: "
                + "see whether it is before you pay."),
            new VerifyWatched(one.Invoice.Link), PolishTime.StartOf(one.Deadline.AddDays(1)));
    });

    private IEnumerable<OpenTask> Certificates(Company company, DateTimeOffset now)
    {
        var all = keys.Of(company.Id);
        var good = all.Where(one => one.IsValid(now)).ToLookup(one => one.Kind);
        if (!good[CertificateKind.Authentication].Any() && !good[CertificateKind.Offline].Any())
        {
            yield return Missing(company, null, all, new(
                "Firma nie ma certyfikatów KSeF: bez nich nie zaloguje się sama ani nie wystawi faktury offline.",
                "The company has no KSeF certificates: without them it neither signs in by itself nor issues offline."));
            yield break;
        }
        foreach (var (kind, word, missing) in new[]
        {
            (CertificateKind.Authentication, new Wording("typu 1 (logowanie)", "of type 1 (signing in)"), new Wording(
                "Brakuje certyfikatu typu 1: bez niego program nie loguje się w KSeF.",
                "There is no certificate of type 1: without it the program does not sign in to KSeF.")),
            (CertificateKind.Offline, new Wording("typu 2 (KOD II)", "of type 2 (KOD II)"), new Wording(
                "Brakuje certyfikatu typu 2: bez niego nie wystawisz faktury, gdy KSeF nie działa.",
                "There is no certificate of type 2: without it no invoice can be issued while KSeF is down.")),
        })
        {
            if (good[kind].MaxBy(one => one.ValidTo) is not { } last) yield return Missing(company, kind, all, missing);
            else if (last.ValidTo < now + RenewCertificates.Ahead) yield return Ends(company, last, word);
            else if (now - (last.StatusAt ?? last.RequestedAt) >= StateIsGoodFor) yield return StateIsOld(last, word);
        }
    }

    private OpenTask Missing(Company company, CertificateKind? kind, IReadOnlyList<CompanyCertificate> all, Wording text)
    {
        // Since the last one ended; where there was none, since now.
        var ended = all.Where(one => kind is null || one.Kind == kind).Max(one => one.ValidTo);
        return new OpenTask($"certificate:{kind?.Word() ?? "both"}:missing", TaskKind.CertificateMissing, text, new GetCertificate(kind, company),
            ended < clock.GetUtcNow() ? ended.Value : clock.GetUtcNow());
    }

    private static OpenTask Ends(Company company, CompanyCertificate one, Wording word)
    {
        var day = PolishTime.DateOf(one.ValidTo!.Value);
        return new OpenTask($"certificate:{one.Kind.Word()}:{day:yyyy-MM-dd}", TaskKind.CertificateEnds, new(
            $"Certyfikat {word.Pl} wygasa {day:yyyy-MM-dd}, a nie ma następcy.",
            $"The certificate {word.En} expires on {day:yyyy-MM-dd} and has no successor."),
            new RenewCertificate(one.Kind, company), one.ValidTo.Value - RenewCertificates.Ahead);
    }

    private static OpenTask StateIsOld(CompanyCertificate one, Wording word)
    {
        var seen = one.StatusAt ?? one.RequestedAt;
        return new OpenTask($"certificate:{one.Kind.Word()}:state", TaskKind.CertificateStateOld, new(
            $"KSeF od {PolishTime.Shown(seen)} nie mówił, czy certyfikat {word.Pl} jest ważny; od tego czasu ktoś mógł go unieważnić.",
            $"Since {PolishTime.Shown(seen)} KSeF has not said whether the certificate {word.En} is good; somebody may have revoked it since."),
            new TryCertificates(), seen + StateIsGoodFor);
    }
}
