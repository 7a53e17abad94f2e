using System.CommandLine;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>What KSeF holds of a company, fetched, sorted and written out.</summary>
internal static class InboxCommands
{
    private static readonly string[] RoleWords = [.. Enum.GetValues<InvoiceRole>().Select(role => role.Word())];
    private static readonly string[] StateWords = [.. Enum.GetValues<ReceivedState>().Select(state => state.Word())];

    private static readonly IReadOnlyList<Wording> Heads =
    [
        new("Nr", "No"), new("Numer", "Number"), new("Data", "Date"), new("Sprzedawca", "Seller"), new("Nabywca", "Buyer"), new("Brutto", "Gross"),
        new("Rola", "Role"), new("Stan", "State"), new("Numer KSeF", "KSeF number"),
    ];

    public static Command Create(CommandKit kit) => new("inbox",
        "What KSeF holds of a company: fetched into a store of its own, searched, sorted, written out")
    {
        Sync(kit), List(kit), Show(kit), Sort(kit), InboxFiles.Export(kit), InboxFiles.Month(kit), Refused(kit), Compare(kit), InboxPayments.Create(kit),
    };

    public static Option<string?> Role() => new Option<string?>("--role") { Description = "Only where the company is this on the invoice" }
        .AcceptOnlyFromAmong(RoleWords);

    public static Option<string?> State() => new Option<string?>("--state") { Description = "Only those in this state (default: all but hidden ones)" }
        .AcceptOnlyFromAmong(StateWords);

    private static Command Sync(CommandKit kit)
    {
        var company = Arguments.Company();
        var role = Role();
        var since = new Option<DateOnly?>("--since")
        {
            Description = "Where nothing was fetched before: from this day on (default: 2026-02-01)",
            HelpName = "yyyy-MM-dd",
            CustomParser = result => Arguments.ReadDate(result),
        };
        var command = new Command("sync",
            "Fetch what KSeF stored since the last time, in every role; KSeF may be asked every 15 minutes") { company, role, since };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var wish = new SyncWish();
            if (InboxWords.RoleOf(parsed.GetValue(role)) is { } only) wish = wish with { Roles = [only] };
            if (parsed.GetValue(since) is { } day) wish = wish with { Since = day };
            var companies = workplace.Companies.AtLeastOne(parsed.GetValue(company));
            var reports = new List<(Company Company, RoleReport Report)>();
            foreach (var one in companies)
                reports.AddRange((await workplace.SyncInbox.OnceAsync(one, wish, stop)).Roles.Select(report => (one, report)));
            terminal.Value(reports.Select(one => RoleSyncAnswer.Of(one.Company, one.Report, terminal.AsJson)));
            var column = workplace.ColumnFor(parsed.GetValue(company));
            terminal.Table(
                column.Heads([new("Rola", "Role"), new("Nowe", "New"), new("Odrzucone pliki", "Refused files"),
                    new("Wszystko do (Polska)", "All until (Poland)"), new("Następny raz od (Polska)", "Again from (Poland)")]),
                reports.Select(one => column.Row(one.Company.Id,
                    [one.Report.Role.InWords().In(terminal.Language), $"{one.Report.Fresh}", $"{one.Report.Refused}",
                    one.Report.CompleteUntil is { } until ? PolishTime.Shown(until) : "",
                    one.Report.NextAt is { } next ? PolishTime.Shown(next) : new Wording("od razu", "at once").In(terminal.Language)])));
            List<Finding> problems = [.. reports.SelectMany(one => one.Report.Problems).DistinctBy(one => (one.Code, one.Text.En))];
            if (problems.Count > 0 && !terminal.IsJson) terminal.Refuse(problems);
            List<Finding> failures = [.. problems.Where(one => one.Severity == Severity.Rejected)];
            return failures.Count > 0 ? CommandLine.ExitCode(failures) : 0;
        });
        return command;
    }

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var (role, state, month) = (Role(), State(), Arguments.Month("Only invoices of this month, by their date"));
        var text = new Argument<string[]>("TEXT")
        {
            Description = "Words: of the number, a party, a NIP, an amount, a date, a line; each may be the begin of one",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var most = new Option<int?>("--most")
        {
            Description = "How many at most (default: 50)",
            HelpName = "NUMBER",
            CustomParser = result => Arguments.ReadNumber(result, "--most", 1, 100_000),
        };
        var command = new Command("list", "Show what was received, the latest first; asks nobody") { text, company, role, state, month, most };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var filter = FilterOf(parsed, text, role, state, month);
            var companies = workplace.Companies.Meant(parsed.GetValue(company));
            var atMost = parsed.GetValue(most) ?? ReceivedFilter.PageSize;
            List<ReceivedInvoice> found = [.. companies.SelectMany(one => workplace.FindReceived.All(one, filter, atMost))];
            terminal.Value(found.Select(ReceivedAnswer.Of));
            if (found.Count == 0) terminal.Say("Nie ma takich faktur. Pobierz je z KSeF: inkaust inbox sync",
                "There are no such invoices. Fetch them: inkaust inbox sync");
            else
            {
                var column = workplace.ColumnFor(parsed.GetValue(company));
                terminal.Table(column.Heads(Heads), found.Select(one => column.Row(one.Company, Row(one, terminal.Language))));
            }
        });
        return command;
    }

    public static ReceivedFilter FilterOf(
        ParseResult parsed, Argument<string[]> text, Option<string?> role, Option<string?> state, Option<DateOnly?> month) => new()
        {
            Text = string.Join(' ', parsed.GetValue(text) ?? []),
            Role = InboxWords.RoleOf(parsed.GetValue(role)),
            State = InboxWords.StateOf(parsed.GetValue(state)),
            Month = parsed.GetValue(month),
        };

    private static IReadOnlyList<string> Row(ReceivedInvoice one, Language language) =>
    [
        $"{one.Id}", one.Number, $"{one.IssueDate:yyyy-MM-dd}", one.SellerName, one.BuyerName,
        InvoiceWords.Money(one.Gross, one.Currency, language),
        one.Role.InWords().In(language), one.State.InWords().In(language) + (one.HasOtherAccount ? " !" : ""), one.KsefNumber,
    ];

    private static Command Show(CommandKit kit)
    {
        var reference = new Argument<string>("INVOICE") { Description = "Its KSeF number, its number, or id:No of the list" };
        var company = Arguments.Company();
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for its XML and PDF", HelpName = "DIR" };
        var command = new Command("show", "Show one received invoice, what belongs to it, and what people made of it") { reference, company, folder };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var life = workplace.LookAtReceived.LifeOf(owner, workplace.SortReceived.Find(owner, parsed.GetValue(reference)!));
            var files = parsed.GetValue(folder) is { } to ? InboxFiles.Write(workplace, owner, life.Invoice, to.FullName) : [];
            terminal.Value(ReceivedLifeAnswer.Of(life, terminal.AsJson, files));
            terminal.Table(Heads, [Row(life.Invoice, terminal.Language)]);
            terminal.Say($"KOD I      {life.KodI.AbsoluteUri}", $"KOD I      {life.KodI.AbsoluteUri}");
            if (life.ToPay is { } pay) terminal.Say($"Kod zapłaty {pay.Text}", $"To pay     {pay.Text}");
            foreach (var other in life.Names)
                terminal.Say($"Dotyczy    {other.Number} ({other.KsefNumber})", $"Names      {other.Number} ({other.KsefNumber})");
            foreach (var other in life.NamedBy)
                terminal.Say($"Dotyczy jej {other.Number} ({other.KsefNumber})", $"Named by   {other.Number} ({other.KsefNumber})");
            if (life.History.Count > 0) terminal.Table(
                [new("Kiedy (Polska)", "When (Poland)"), new("Stan", "State"), new("Kto", "Who"), new("Dlaczego", "Why")],
                life.History.Select(step => (IReadOnlyList<string>)
                    [$"{PolishTime.At(step.At):yyyy-MM-dd HH:mm:ss}", step.State.InWords().In(terminal.Language), step.By.Text, step.Note]));
            foreach (var written in files) terminal.Say($"Zapisano {written}", $"Wrote {written}");
            if (life.Warnings.Count > 0 && !terminal.IsJson) terminal.Refuse(life.Warnings);
        });
        return command;
    }

    private static Command Sort(CommandKit kit)
    {
        var references = new Argument<string[]>("INVOICE")
        {
            Description = "Its KSeF number, its number, or id:No of the list; several may be named",
            Arity = ArgumentArity.OneOrMore,
        };
        var to = new Option<string>("--to") { Description = "Into which state", Required = true }.AcceptOnlyFromAmong(StateWords);
        var note = new Option<string?>("--note") { Description = "Why, in words; the history keeps it", HelpName = "TEXT" };
        var company = Arguments.Company();
        var command = new Command("sort", "Put received invoices into a state, with who and when") { references, to, note, company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var owner = workplace.Companies.Find(parsed.GetValue(company));
            var state = InboxWords.StateOf(parsed.GetValue(to))!.Value;
            List<ReceivedInvoice> found = [.. parsed.GetValue(references)!.Select(one => workplace.SortReceived.Find(owner, one))];
            List<ReceivedInvoice> sorted = [.. found.Select(one => workplace.SortReceived.To(owner, one, state, parsed.GetValue(note) ?? ""))];
            terminal.Value(sorted.Select(ReceivedAnswer.Of));
            terminal.Table(Heads, sorted.Select(one => Row(one, terminal.Language)));
        });
        return command;
    }

    private static Command Refused(CommandKit kit)
    {
        var company = Arguments.Company();
        var again = new Option<long?>("--read-again") { Description = "Read the package under this number once more", HelpName = "No" };
        var drop = new Option<long?>("--drop")
        {
            Description = "What was refused of the package under this number is not wanted; what is kept of it goes",
            HelpName = "No",
        };
        var command = new Command("refused", "Show the files that were refused out of packages of KSeF, and why; decide about them") { company, again, drop };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            if (parsed.GetValue(again) is { } read) await workplace.SyncInbox.ReadAgainAsync(workplace.Companies.Find(parsed.GetValue(company)), read, stop);
            if (parsed.GetValue(drop) is { } settled) workplace.SyncInbox.Settle(workplace.Companies.Find(parsed.GetValue(company)), settled);
            List<(Company Company, InboxPackage Package, IReadOnlyList<RefusedFile> Files)> refused = [.. workplace.Companies.Meant(parsed.GetValue(company))
                .SelectMany(one => workplace.SyncInbox.Refused(one).Select(package => (one, package.Package, package.Files)))];
            terminal.Value(refused.Select(one => RefusedPackageAnswer.Of(one.Package, one.Files, terminal.AsJson)));
            if (refused.Count == 0) terminal.Say("Żadnego pliku nie odrzucono.", "No file was refused.");
            else
            {
                var column = workplace.ColumnFor(parsed.GetValue(company));
                terminal.Table(column.Heads([new("Paczka", "Package"), new("Plik", "File"), new("Dlaczego", "Why")]),
                    refused.SelectMany(one => one.Files.Select(file => column.Row(one.Company.Id,
                        [$"{one.Package.Id}", file.Name ?? "*", $"{file.Why.Code} {file.Why.Text.In(terminal.Language)}"]))));
            }
            return 0;
        });
        return command;
    }

    private static Command Compare(CommandKit kit)
    {
        var company = Arguments.Company();
        var month = Arguments.Month("Only invoices of this month, by their date");
        var command = new Command("compare", "Compare what was issued here with what KSeF holds in the company's name; asks nobody") { company, month };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var result = workplace.CompareWithKsef.Of(workplace.Companies.Find(parsed.GetValue(company)), parsed.GetValue(month));
            terminal.Value(ComparisonAnswer.Of(result, workplace.Clock.GetUtcNow()));
            if (result.CompleteUntil is not { } until)
            {
                terminal.Say("Nie pobrano jeszcze faktur jako sprzedawca: inkaust inbox sync --role seller",
                    "Nothing was fetched as the seller yet: inkaust inbox sync --role seller");
                return;
            }
            terminal.Say($"Porównano z tym, co KSeF ma do {PolishTime.Shown(until)}.", $"Compared with what KSeF holds until {PolishTime.Shown(until)}.");
            foreach (var one in result.NotInKsef) terminal.Say($"W rejestrze, a nie w KSeF: {one.Number}", $"In the ledger and not in KSeF: {one.Number}");
            foreach (var one in result.NotInLedger) terminal.Say(
                $"W KSeF, a nie w rejestrze{(one.IsSelfBilled ? " (samofakturowanie)" : "")}: {one.Number} ({one.KsefNumber})",
                $"In KSeF and not in the ledger{(one.IsSelfBilled ? " (self-billed)" : "")}: {one.Number} ({one.KsefNumber})");
            foreach (var one in result.OtherBytes)
                terminal.Say($"W KSeF inna treść: {one.Number} ({one.KsefNumber})", $"Other content in KSeF: {one.Number} ({one.KsefNumber})");
            if (result.IsSame) terminal.Say("Wszystko się zgadza.", "All of it agrees.");
        });
        return command;
    }
}
