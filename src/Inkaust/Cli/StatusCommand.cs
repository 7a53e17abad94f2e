using System.CommandLine;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class StatusCommand
{
    private const int Rows = 20;

    /// <summary>How KSeF and Latarnia of one environment are: as programs read it, and in words.</summary>
    private sealed record Health(string Ksef, string Latarnia, Wording Words);

    public static Command Create(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("status", "What waits with its countdown, what is late, what needs a person and its next step, KSeF now, and the certificates") { company };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var companies = workplace.CompaniesFor(parsed.GetValue(company));
            // A thousand companies of one environment ask it once.
            var health = new Dictionary<string, Health>();
            foreach (var first in companies.DistinctBy(one => one.Environment.Word)) health[first.Environment.Word] = await AskAsync(workplace, first, stop);
            var all = workplace.TakeStock.Of(companies);
            // One company is shown whole, many only where something is needed.
            var whole = companies.Count == 1;
            if (!whole)
            {
                TellTotals(terminal, all);
                foreach (var (environment, how) in health) terminal.Say($"KSeF {environment}: {how.Words.Pl}", $"KSeF {environment}: {how.Words.En}");
            }
            terminal.Value(new
            {
                Data = workplace.Place,
                Totals = Totals(all),
                Companies = all.Where(one => whole || one.Need != Need.Nothing).Select(one => Tell(terminal, workplace, one, health[one.Company.Environment.Word], whole)).ToList(),
            });
            if (companies.Count == 0) terminal.Say("Nie ma jeszcze żadnej firmy. Dodaj: inkaust company add", "There is no company yet. Add one: inkaust company add");
            return 0;
        });
        return command;
    }

    private static object Totals(IReadOnlyList<Standing> all) => new
    {
        Companies = all.Count,
        InNeed = all.Count(one => one.Need != Need.Nothing),
        Waiting = all.Sum(one => one.Waiting),
        Late = all.Sum(one => one.Late),
        DueToday = all.Sum(one => one.DueToday),
        Refused = all.Sum(one => one.Refused),
        NeedsAPerson = all.Count(one => one.NeedsAPerson),
    };

    private static void TellTotals(Terminal terminal, IReadOnlyList<Standing> all)
    {
        if (all.Count == 0) return;
        terminal.Say(
            $"Firmy: {all.Count}; czeka: {all.Sum(one => one.Waiting)}, po terminie: {all.Sum(one => one.Late)}, z terminem dzisiaj: {all.Sum(one => one.DueToday)}; odrzucone: {all.Sum(one => one.Refused)}; firmy, które wymagają człowieka: {all.Count(one => one.NeedsAPerson)}",
            $"Companies: {all.Count}; waiting: {all.Sum(one => one.Waiting)}, late: {all.Sum(one => one.Late)}, due today: {all.Sum(one => one.DueToday)}; refused: {all.Sum(one => one.Refused)}; companies that need a person: {all.Count(one => one.NeedsAPerson)}");
        if (all.All(one => one.Need == Need.Nothing)) terminal.Say($"Dalej: {Standing.NothingToDo.Pl}", $"Next: {Standing.NothingToDo.En}");
    }

    private static async Task<Health> AskAsync(Workplace workplace, Company company, CancellationToken stop)
    {
        var presence = await workplace.Presence.OfAsync(company.Environment, stop);
        var ksef = workplace.SignIn.KsefOf(company);
        var heard = await workplace.Announcements.AskAsync(ksef, stop);
        var latarnia = Latarnia(company, heard, workplace.Announcements.Heard(company.Environment));
        var ahead = Ahead(workplace, company);
        return new Health(presence.Words ?? "answers", heard?.State is { } state && company.Environment.LatarniaIsLive ? state : latarnia.En, presence.Words is { } silence
            ? new($"nie odpowiada ({silence}); Latarnia: {latarnia.Pl}{ahead.Pl}", $"does not answer ({silence}); Latarnia: {latarnia.En}{ahead.En}")
            : new($"odpowiada; Latarnia: {latarnia.Pl}{ahead.Pl}", $"answers; Latarnia: {latarnia.En}{ahead.En}"));
    }

    // Said also while nothing waits: what is to be issued tomorrow may be issued today (LAW 107).
    private static Wording Ahead(Workplace workplace, Company company)
    {
        var next = workplace.Announcements.Of(company.Environment)
            .Where(one => one.Category == AnnouncementCategory.Maintenance && one.StartAt > workplace.Clock.GetUtcNow()).MinBy(one => one.StartAt);
        return next is null ? new("", "") : new($" i zapowiada niedostępność od {PolishTime.Shown(next.StartAt)} do {PolishTime.Shown(next.EndAt)}", $", and announces unavailability from {PolishTime.Shown(next.StartAt)} to {PolishTime.Shown(next.EndAt)}");
    }

    // Latarnia's own outage says nothing about KSeF (LAW 106), and the one of TEST is a frozen mock (LAW 105).
    private static Wording Latarnia(Company company, LatarniaHeard? now, LatarniaHeard? last)
    {
        if (!company.Environment.LatarniaIsLive) return new("tu nie można na niej polegać", "not to be relied on here");
        if (now is not null) return Announced(now.State);
        return last is null
            ? new("nigdy się nie odezwała, co nic nie mówi o KSeF", "never heard, which says nothing about KSeF")
            : new($"nie odpowiada, co nic nie mówi o KSeF; ostatnio {PolishTime.Shown(last.ReadAt)}: {Announced(last.State).Pl}",
                $"does not answer, which says nothing about KSeF; last heard {PolishTime.Shown(last.ReadAt)}: {Announced(last.State).En}");
    }

    private static Wording Announced(string state) => state switch
    {
        nameof(LatarniaState.Available) => new("mówi, że KSeF jest dostępny", "says that KSeF is available"),
        nameof(LatarniaState.Maintenance) => new("ogłasza niedostępność", "announces unavailability"),
        nameof(LatarniaState.Failure) => new("ogłasza awarię", "announces a failure"),
        nameof(LatarniaState.TotalFailure) => new("ogłasza awarię całkowitą", "announces a total failure"),
        _ => new("mówi coś, czego program nie zna", "says what the program does not know"),
    };

    private static object Tell(Terminal terminal, Workplace workplace, Standing standing, Health health, bool whole)
    {
        var now = workplace.Clock.GetUtcNow();
        var company = standing.Company;
        var waiting = standing.Waiting > 0 ? workplace.TakeStock.Waiting(company, whole ? null : Rows) : [];
        var refused = standing.Refused > 0 ? workplace.Ledger.Of(company).WaitingForRepair() : [];
        List<Finding> alarms = [.. standing.Alarms];
        if (workplace.Pacing.Trouble is { } trouble) alarms.Add(trouble);

        if (!whole) terminal.Say("", "");
        terminal.Say($"{company.Name} (NIP {company.Nip}), KSeF {company.Environment.Word}", $"{company.Name} (NIP {company.Nip}), KSeF {company.Environment.Word}");
        var next = standing.WhatNext;
        terminal.Say($"  Dalej: {next.Pl}", $"  Next: {next.En}");
        if (whole) terminal.Say($"  KSeF: {health.Words.Pl}", $"  KSeF: {health.Words.En}");
        terminal.Say($"  Czeka: {standing.Waiting}, po terminie: {standing.Late}, z terminem dzisiaj: {standing.DueToday}; odrzucone: {standing.Refused}",
            $"  Waiting: {standing.Waiting}, late: {standing.Late}, due today: {standing.DueToday}; refused: {standing.Refused}");
        if (waiting.Count > 0) terminal.Table(InvoiceWords.WaitingHeads, waiting.Select(invoice => InvoiceWords.WaitingRow(invoice, now, terminal.Language)));
        if (standing.Waiting > waiting.Count)
        {
            terminal.Say($"  i jeszcze {standing.Waiting - waiting.Count}: inkaust ledger list --state issued --company {company.Nip}",
                $"  and {standing.Waiting - waiting.Count} more: inkaust ledger list --state issued --company {company.Nip}");
        }
        foreach (var one in standing.Held)
        {
            var why = one.WhyInWords;
            terminal.Say($"  Korekta {one.Correction.Number} czeka: {why.Pl}", $"  Correction {one.Correction.Number} waits: {why.En}");
        }
        foreach (var alarm in alarms) terminal.Say($"  {alarm.Code} {alarm.Text.Pl}", $"  {alarm.Code} {alarm.Text.En}");
        if (whole) foreach (var certificate in standing.Certificates) TellCertificate(terminal, certificate, now);
        return new
        {
            Company = company.Nip.ToString(),
            company.Name,
            Environment = company.Environment.Word,
            health.Ksef,
            health.Latarnia,
            Waiting = waiting.Select(invoice => InvoiceWords.AsJson(invoice, now)),
            WaitingCount = standing.Waiting,
            standing.Late,
            standing.DueToday,
            UnknownCount = standing.Unknown,
            Refused = refused.Select(invoice => InvoiceWords.AsJson(invoice, now)),
            Held = standing.Held.Select(CorrectCommand.AsJson),
            Alarms = alarms.Select(one => terminal.AsJson(one)),
            Certificates = standing.Certificates.Select(one => CertificateCommands.AsJson(one, now)),
            standing.Need,
            Next = new { next.Pl, next.En, Step = NextInWords.AsJson(standing.Next) },
        };
    }

    private static void TellCertificate(Terminal terminal, CompanyCertificate certificate, DateTimeOffset now)
    {
        if (certificate.Kind == CertificateKind.Seal || certificate.ValidTo is not { } until) return;
        terminal.Say($"  Certyfikat {CertificateCommands.Named(certificate.Kind).Pl} {certificate.Serial} do {PolishTime.DateOf(until):yyyy-MM-dd}: {CertificateCommands.State(certificate, now).Pl}",
            $"  Certificate {CertificateCommands.Named(certificate.Kind).En} {certificate.Serial} until {PolishTime.DateOf(until):yyyy-MM-dd}: {CertificateCommands.State(certificate, now).En}");
    }
}
