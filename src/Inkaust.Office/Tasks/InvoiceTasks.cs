using System.Globalization;
using Dapper;
using Inkaust.Invoices;
using static Inkaust.Office.Lengths;

namespace Inkaust.Office;

/// <summary>The tasks that invoices and corrections give: refused, late, lost, held, and numbered after JPK was due.</summary>
internal sealed class InvoiceTasks(Database database, Ledger ledger, HeldCorrections held, CorrectInvoice correct, TimeProvider clock)
{
    // Word for word the condition of the index invoice_numbered_in_a_later_month. Only what was accepted has such a number.
    private const string NumberedInALaterMonth = "substr(ksef_number, 12, 6) > replace(substr(issue_date, 1, 7), '-', '')";

    // An answer that comes within this is usual (StuckAlarm).
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);

    private readonly Remembered<IReadOnlyList<(string Month, long Count, string Last)>> numberedLater = new(database);

    private sealed record Counts
    {
        public required long Late { get; init; }
        public required string? FirstLate { get; init; }
        public required long UnderWay { get; init; }
        public required long Refused { get; init; }
    }

    public IEnumerable<OpenTask> Of(Company company)
    {
        var counts = Count(company);
        if (counts.FirstLate is { } first) yield return Late(company, (int)counts.Late, Database.Date(first));
        if (counts.UnderWay > 0 && Lost(company) is { } lost) yield return lost;
        if (counts.Refused > 0)
        {
            foreach (var one in Refused(company)) yield return one;
        }
        foreach (var one in Held(company)) yield return one;
        foreach (var one in Jpk(company)) yield return one;
    }

    private Counts Count(Company company)
    {
        using var connection = database.Connect();
        return connection.QuerySingle<Counts>($"""
            SELECT COALESCE(SUM(CASE WHEN state <> 'rejected' AND deadline < @Today THEN 1 ELSE 0 END), 0) AS late,
                MIN(CASE WHEN state <> 'rejected' AND deadline < @Today THEN deadline END) AS first_late,
                COALESCE(SUM(CASE WHEN state IN ('sending', 'unknown') THEN 1 ELSE 0 END), 0) AS under_way,
                COALESCE(SUM(CASE WHEN state = 'rejected' THEN 1 ELSE 0 END), 0) AS refused
            FROM invoice WHERE company = @Company AND environment = @Environment AND {CompanyLedger.NotInKsef}
            """, new
        {
            Company = company.Id.Text,
            Environment = company.Environment.Word,
            Today = Database.Date(PolishTime.DateOf(clock.GetUtcNow())),
        });
    }

    private OpenTask Late(Company company, int count, DateOnly first)
    {
        var number = count == 1 ? ledger.Of(company).Waiting(atMost: 1) is [var only] ? only.Number : null : null;
        return new OpenTask($"late:{first:yyyy-MM-dd}", TaskKind.LateInvoices, number is null
            ? new($"Po terminie {Counted.PolishForm(count, "czeka", "czekają", "czeka")} {Counted.InPolish(count, "faktura", "faktury", "faktur")}, "
                    + $"pierwsza od {first:yyyy-MM-dd}. Spóźnione też trzeba przesłać.",
                $"{Counted.InEnglish(count, "invoice")} past the deadline, the first since {first:yyyy-MM-dd}. What is late is still to be sent.")
            : new($"Termin faktury {number} minął {first:yyyy-MM-dd}. Spóźnioną też trzeba przesłać.",
                $"Invoice {number} was due {first:yyyy-MM-dd}. What is late is still to be sent."),
            new SendNow(company.Reference), PolishTime.StartOf(PolishTime.DaysAfter(first, 1)));
    }

    // What was found out meanwhile makes a sending no younger, so its age goes back to the first intent after it last waited.
    private OpenTask? Lost(Company company)
    {
        using var connection = database.Connect();
        var (invoice, at, number, count) = connection.QueryFirstOrDefault<(long Invoice, string? At, string Number, long Count)>($"""
            SELECT invoice.id, MIN(step.at), invoice.number, COUNT(*) OVER () FROM invoice JOIN transition step ON step.invoice = invoice.id
            WHERE invoice.id IN (
                    SELECT id FROM invoice WHERE company = @Company AND environment = @Environment AND {CompanyLedger.NotInKsef}
                        AND state IN ('sending', 'unknown'))
                AND step.state = 'sending'
                AND step.id > (SELECT MAX(waited.id) FROM transition waited WHERE waited.invoice = invoice.id AND waited.state = 'issued')
            GROUP BY invoice.id, invoice.number HAVING MIN(step.at) <= @Before ORDER BY MIN(step.at), invoice.id
            """, new
        {
            Company = company.Id.Text,
            Environment = company.Environment.Word,
            Before = Database.Instant(clock.GetUtcNow() - Usual),
        });
        if (at is null) return null;
        var (since, others) = (Database.Instant(at), (int)count - 1);
        var age = clock.GetUtcNow() - since;
        return new OpenTask($"unknown:{invoice}", TaskKind.UnknownOutcome, others == 0
            ? new($"KSeF od {Pl(age)} nie mówi, co z fakturą {number}. To nie jest odrzucenie: nie wystawiaj jej drugi raz.",
                $"For {En(age)} KSeF has not said what became of invoice {number}. That is no refusal: do not issue it a second time.")
            : new($"KSeF od {Pl(age)} nie mówi, co z fakturą {number} i {Counted.InPolish(others, "inną", "innymi", "innymi")}. "
                    + "To nie jest odrzucenie: nie wystawiaj ich drugi raz.",
                $"For {En(age)} KSeF has not said what became of invoice {number} and {Counted.InEnglish(others, "other")}. "
                    + "That is no refusal: do not issue them a second time."),
            new SendNow(company.Reference), since);
    }

    private List<OpenTask> Refused(Company company)
    {
        var refused = ledger.Of(company).WaitingForRepair();
        if (refused.Count == 0) return [];
        using var connection = database.Connect();
        var since = connection.Query<(long Invoice, string At)>($"""
            SELECT invoice, MAX(at) FROM transition WHERE state = 'rejected' AND invoice IN (
                SELECT id FROM invoice WHERE company = @Company AND environment = @Environment AND {CompanyLedger.NotInKsef} AND state = 'rejected')
            GROUP BY invoice
            """, new { Company = company.Id.Text, Environment = company.Environment.Word }).ToDictionary(row => row.Invoice, row => row.At);
        return [.. refused.Select(one =>
        {
            var reason = ((InvoiceState.Rejected)one.State).Reason.TrimEnd('.');
            return new OpenTask($"refused:{one.Id}", TaskKind.RefusedInvoice, one.Mode == Ksef.Modes.IssuingMode.Online
                ? new($"KSeF odrzucił fakturę {one.Number}, więc nie jest wystawiona: {reason}.",
                    $"KSeF refused invoice {one.Number}, so it is not issued: {reason}.")
                : new($"KSeF odrzucił fakturę {one.Number}, którą nabywca może już mieć: {reason}.",
                    $"KSeF refused invoice {one.Number}, which the buyer may have already: {reason}."),
                new Repair(one.Id), since.TryGetValue(one.Id, out var at) ? Database.Instant(at) : one.IssuedAt);
        })];
    }

    private IEnumerable<OpenTask> Held(Company company)
    {
        foreach (var waiting in held.Of(company))
        {
            var original = ledger.Of(company).InKsefFor(ledger.Of(company).At(waiting.Original));
            if (original.State is InvoiceState.Accepted { AcceptedAt: var numbered })
            {
                if (clock.GetUtcNow() - numbered < Usual) continue; // The next sending issues it.
                yield return new OpenTask($"held:{waiting.Id}", TaskKind.HeldCorrection, new(
                    $"Korekta {waiting.Number} nadal czeka, choć faktura {original.Number} ma już numer KSeF: zobacz, czy da się ją wystawić.",
                    $"The correction {waiting.Number} still waits although invoice {original.Number} has its KSeF number: "
                        + "see whether it can be issued."),
                    new WithdrawCorrection(waiting.Id), numbered + Usual);
            }
            else if (correct.WhyHeld(company, waiting) is { Next: not null } stuck)
            {
                yield return new OpenTask($"held:{waiting.Id}", TaskKind.HeldCorrection, new(
                    $"Korekta {waiting.Number} nie pójdzie sama: {stuck.Why.Pl}.",
                    $"The correction {waiting.Number} will not go by itself: {stuck.Why.En}."),
                    stuck.Next, waiting.HeldAt);
            }
        }
    }

    // A month that is over may have been filed with DI in place of numbers that came later; OFF and BFK are not corrected (LAW 68).
    // They grow with the years, and every page asks whether there are any.
    private List<OpenTask> Jpk(Company company)
    {
        var months = numberedLater.Of(company, company.Environment.Word, connection => [.. connection.Query<(string Month, long Count, string Last)>($"""
            SELECT substr(issue_date, 1, 7), COUNT(*), MAX(substr(ksef_number, 12, 8)) FROM invoice
            WHERE company = @Company AND environment = @Environment AND {NumberedInALaterMonth} AND mode IN ('online', 'offline24', 'unavailability')
            GROUP BY substr(issue_date, 1, 7) ORDER BY 1
            """, new { Company = company.Id.Text, Environment = company.Environment.Word })]);
        return [.. months.Select(row =>
        {
            var month = DateOnly.ParseExact(row.Month, "yyyy-MM", CultureInfo.InvariantCulture);
            var (pl, en) = (Counted.InPolish(row.Count, "faktura dostała", "faktury dostały", "faktur dostało"),
                Counted.InEnglish(row.Count, "invoice"));
            // Another number that comes is another task: what was said to be done did not cover it.
            return new OpenTask($"jpk:{row.Month}:{row.Count}", TaskKind.JpkMarker, new(
                $"JPK_V7 za {row.Month}: {pl} numer KSeF po końcu miesiąca. Jeśli JPK wysłano ze znacznikiem DI, skoryguj go.",
                $"JPK_V7 for {row.Month}: {en} got a KSeF number after the month had ended. If JPK was filed with the marker DI, correct it."),
                new CorrectJpk(month), PolishTime.StartOf(DateOnly.ParseExact(row.Last, "yyyyMMdd", CultureInfo.InvariantCulture)));
        })];
    }
}
