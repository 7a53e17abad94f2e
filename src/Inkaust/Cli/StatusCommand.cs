using System.CommandLine;
using Inkaust.Certificates;
using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Issuing;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Cli;

internal static class StatusCommand
{
    private sealed record Health(string Ksef, string Latarnia);

    public static Command Create(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("status", "KSeF now, what waits, what is late, what needs a person, and the certificates") { company };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var companies = workplace.CompaniesFor(parsed.GetValue(company));
            var answers = new List<object>();
            // A thousand companies of one environment ask it once.
            var healthOf = new Dictionary<string, Health>();
            foreach (var one in companies)
            {
                if (!healthOf.TryGetValue(one.Environment.Word, out var health)) healthOf[one.Environment.Word] = health = await AskAsync(workplace, one, stop);
                workplace.KeepDeadlines.For(one);
                answers.Add(Tell(terminal, workplace, one, health));
            }
            terminal.Value(new { Data = workplace.Place, Companies = answers });
            if (companies.Count == 0) terminal.Say("Nie ma jeszcze żadnej firmy. Dodaj: inkaust company add", "There is no company yet. Add one: inkaust company add");
            return 0;
        });
        return command;
    }

    private static async Task<Health> AskAsync(Workplace workplace, Company company, CancellationToken stop)
    {
        var presence = await workplace.Presence.OfAsync(company.Environment, stop);
        var ksef = workplace.SignIn.KsefOf(company);
        var heard = await workplace.Announcements.AskAsync(ksef, stop);
        return new Health(presence.Words ?? "answers", Latarnia(company, heard, workplace.Announcements.Heard(company.Environment)));
    }

    // Latarnia's own outage says nothing about KSeF (LAW 106), and the one of TEST is a frozen mock (LAW 105).
    private static string Latarnia(Company company, LatarniaHeard? now, LatarniaHeard? last)
    {
        if (!company.Environment.LatarniaIsLive) return "not to be relied on here";
        if (now is not null) return now.State;
        return last is null
            ? "never heard, which says nothing about KSeF"
            : $"does not answer, which says nothing about KSeF; last heard {PolishTime.At(last.ReadAt):yyyy-MM-dd HH:mm}: {last.State}";
    }

    private static object Tell(Terminal terminal, Workplace workplace, Company company, Health health)
    {
        var now = workplace.Clock.GetUtcNow();
        var waiting = workplace.Ledger.List(company.Nip, "issued", "sending", "unknown");
        var late = waiting.Where(invoice => invoice.IsLate(now)).ToList();
        var refused = workplace.Ledger.WaitingForRepair(company.Nip);
        var held = workplace.Corrections.All(company.Nip).Select(one => (Correction: one, Why: workplace.CorrectInvoice.WhyHeld(one))).ToList();
        var alarms = workplace.RenewCertificates.Ending(company.Nip).Select(CertificateFindings.EndsSoon).ToList();
        if (workplace.KsefTokens.Warning(company.Nip) is { } tokenEnds) alarms.Add(tokenEnds);
        if (workplace.Pacing.Trouble is { } trouble) alarms.Add(trouble);
        alarms.AddRange(workplace.Ledger.Stuck(company));
        var certificates = workplace.Keys.Of(company.Nip);

        terminal.Say($"{company.Name} (NIP {company.Nip}), KSeF {company.Environment.Word}", $"{company.Name} (NIP {company.Nip}), KSeF {company.Environment.Word}");
        terminal.Say($"  KSeF: {(health.Ksef == "answers" ? "odpowiada" : health.Ksef)}; Latarnia: {health.Latarnia}", $"  KSeF: {health.Ksef}; Latarnia: {health.Latarnia}");
        terminal.Say($"  Czeka: {waiting.Count}, w tym po terminie: {late.Count}; odrzucone: {refused.Count}", $"  Waiting: {waiting.Count}, late among them: {late.Count}; refused: {refused.Count}");
        if (waiting.Count > 0) terminal.Table(InvoiceWords.Heads, waiting.Select(invoice => InvoiceWords.Row(invoice, now, terminal.Language)));
        foreach (var one in held) terminal.Say($"  Korekta {one.Correction.Number} czeka: {one.Why.Pl}", $"  Correction {one.Correction.Number} waits: {one.Why.En}");
        foreach (var alarm in alarms) terminal.Say($"  {alarm.Code} {alarm.Text.Pl}", $"  {alarm.Code} {alarm.Text.En}");
        var next = NextStep(workplace, company, waiting, refused, now);
        terminal.Say($"  Dalej: {next.Pl}", $"  Next: {next.En}");
        return new
        {
            Company = company.Nip.ToString(),
            company.Name,
            Environment = company.Environment.Word,
            health.Ksef,
            health.Latarnia,
            Waiting = waiting.Select(invoice => InvoiceWords.AsJson(invoice, now)),
            Late = late.Count,
            Refused = refused.Select(invoice => InvoiceWords.AsJson(invoice, now)),
            Held = held.Select(one => CorrectCommand.AsJson(one.Correction, one.Why)),
            Alarms = alarms.Select(terminal.AsJson),
            Certificates = certificates.Select(one => CertificateCommands.AsJson(one, now)),
            Next = next,
        };
    }

    private static Wording NextStep(
        Workplace workplace, Company company, IReadOnlyList<IssuedInvoice> waiting, IReadOnlyList<IssuedInvoice> refused, DateTimeOffset now)
    {
        if (workplace.Announcements.Unconfirmed(company.Environment) is [var total, ..])
        {
            return new($"sprawdź w BIP albo mediach awarię całkowitą {total.EventId} i potwierdź ją: inkaust total-failure confirm --reference ŹRÓDŁO",
                $"look for the total failure {total.EventId} in BIP or the media and confirm it: inkaust total-failure confirm --reference SOURCE");
        }
        if (waiting.Count > 0) return new("wyślij, co czeka: inkaust send", "send what waits: inkaust send");
        foreach (var kind in new[] { CertificateKind.Authentication, CertificateKind.Offline })
        {
            if (workplace.Keys.Valid(company.Nip, kind) is not { } certificate)
                return new($"pobierz certyfikat {CertificateCommands.Named(kind).Pl}: inkaust cert enrol", $"get a certificate {CertificateCommands.Named(kind).En}: inkaust cert enrol");
            if (certificate.ValidTo < now + RenewCertificates.Ahead)
                return new($"certyfikat {CertificateCommands.Named(kind).Pl} wkrótce wygaśnie: inkaust cert renew", $"the certificate {CertificateCommands.Named(kind).En} expires soon: inkaust cert renew");
        }
        return refused.Count > 0
            ? refused[0].Mode.IsOffline()
                ? new($"zobacz, dlaczego KSeF odrzucił fakturę {refused[0].Number}: inkaust repair {refused[0].Id}", $"see why KSeF refused invoice {refused[0].Number}: inkaust repair {refused[0].Id}")
                : new("obejrzyj odrzucone: inkaust ledger list --state rejected", "look at the refused ones: inkaust ledger list --state rejected")
            : new("nic; wszystko jest w KSeF", "nothing; everything is in KSeF");
    }
}
