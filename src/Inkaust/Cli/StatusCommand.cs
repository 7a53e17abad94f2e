using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class StatusCommand
{
    public static Command Create(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("status",
            "What waits with its countdown, what is late, what needs a person and its next step, KSeF now, and the certificates") { company };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var overview = await workplace.LookOver.OfAsync(workplace.Companies.Meant(parsed.GetValue(company)), stop);
            var now = workplace.Clock.GetUtcNow();
            terminal.Value(AsJson(terminal, workplace.Place, overview, now));
            if (!overview.IsOfOne) TellTotals(terminal, overview);
            var column = new CompanyColumn([.. overview.All.Select(one => one.Company)]);
            foreach (var one in overview.Shown) Tell(terminal, one, overview.IsOfOne, now, column);
            if (overview.All.Count == 0) terminal.Say("Nie ma jeszcze żadnej firmy. Dodaj: inkaust company add",
                "There is no company yet. Add one: inkaust company add");
            return 0;
        });
        return command;
    }

    private static StatusAnswer AsJson(Terminal terminal, string place, Overview overview, DateTimeOffset now) =>
        new(place, TotalsAnswer.Of(overview),
        [.. overview.Shown.Select(one => StandingAnswer.Of(one, now, one.Standing.WhatNext, held => held.WhyInWords, terminal.AsJson))]);

    private static void TellTotals(Terminal terminal, Overview all)
    {
        if (all.All.Count == 0) return;
        terminal.Say(
            $"Firmy: {all.All.Count}; czeka: {all.Waiting}, po terminie: {all.Late}, z terminem dzisiaj: {all.DueToday}; odrzucone: {all.Refused}; "
            + $"firmy, które wymagają człowieka: {all.NeedsAPerson}",
            $"Companies: {all.All.Count}; waiting: {all.Waiting}, late: {all.Late}, due today: {all.DueToday}; refused: {all.Refused}; "
            + $"companies that need a person: {all.NeedsAPerson}");
        if (all.InNeed == 0) terminal.Say($"Dalej: {Standing.NothingToDo.Pl}", $"Next: {Standing.NothingToDo.En}");
        foreach (var health in all.Healths)
            terminal.Say($"KSeF {health.Environment.Word}: {health.Words.Pl}", $"KSeF {health.Environment.Word}: {health.Words.En}");
    }

    private static void Tell(Terminal terminal, CompanyOverview one, bool whole, DateTimeOffset now, CompanyColumn column)
    {
        var (standing, company, waiting) = (one.Standing, one.Company, one.Waiting);
        if (!whole) terminal.Say("", "");
        terminal.Say($"{company.Name} (NIP {company.Nip}), KSeF {company.Environment.Word}",
            $"{company.Name} (NIP {company.Nip}), KSeF {company.Environment.Word}");
        var next = standing.WhatNext;
        terminal.Say($"  Dalej: {next.Pl}", $"  Next: {next.En}");
        if (whole) terminal.Say($"  KSeF: {one.Health.Words.Pl}", $"  KSeF: {one.Health.Words.En}");
        terminal.Say(
            $"  Czeka: {standing.Waiting}, po terminie: {standing.Late}, z terminem dzisiaj: {standing.DueToday}; odrzucone: {standing.Refused}",
            $"  Waiting: {standing.Waiting}, late: {standing.Late}, due today: {standing.DueToday}; refused: {standing.Refused}");
        if (waiting.Count > 0) terminal.Table(column.Heads(InvoiceWords.WaitingHeads),
            waiting.Select(invoice => column.Row(invoice.Company, InvoiceWords.WaitingRow(invoice, now, terminal.Language))));
        if (standing.Waiting > waiting.Count)
        {
            terminal.Say($"  i jeszcze {standing.Waiting - waiting.Count}: inkaust ledger list --state issued --company {company.Reference.Shortest}",
                $"  and {standing.Waiting - waiting.Count} more: inkaust ledger list --state issued --company {company.Reference.Shortest}");
        }
        foreach (var held in standing.Held)
        {
            var why = held.WhyInWords;
            terminal.Say($"  Korekta {held.Correction.Number} czeka: {why.Pl}", $"  Correction {held.Correction.Number} waits: {why.En}");
        }
        foreach (var alarm in one.Alarms) terminal.Say($"  {alarm.Code} {alarm.Text.Pl}", $"  {alarm.Code} {alarm.Text.En}");
        if (whole) foreach (var certificate in standing.Certificates) TellCertificate(terminal, certificate, now);
    }

    private static void TellCertificate(Terminal terminal, CompanyCertificate certificate, DateTimeOffset now)
    {
        if (certificate.Kind == CertificateKind.Seal || certificate.ValidTo is not { } until) return;
        var (named, state) = (CertificateCommands.Named(certificate.Kind), certificate.StandingAt(now));
        terminal.Say($"  Certyfikat {named.Pl} {certificate.Serial} do {PolishTime.DateOf(until):yyyy-MM-dd}: {state.Pl}",
            $"  Certificate {named.En} {certificate.Serial} until {PolishTime.DateOf(until):yyyy-MM-dd}: {state.En}");
    }
}
