using System.Data.Common;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>
/// Every invoice that was issued, and every step of its life, in the order in which it happened. A step is added in the
/// same transaction that changes the invoice, and is never rewritten.
/// </summary>
public sealed class Ledger(Database database, TimeProvider clock)
{
    private Lease? Turn { get; init; }

    private Who Doer { get; init; } = Who.Program;

    internal SendingSessions Sessions { get; } = new(database, clock);

    internal PackageVerdicts Packages { get; } = new(database, clock);

    /// <summary>The official receipts of accepted invoices.</summary>
    public StoredUpos Upos { get; } = new(database);

    internal RefusedUpos RefusedUpos { get; } = new(database, clock);

    /// <summary>The condition of the index invoice_not_in_ksef, word for word: SQLite uses it for no other.</summary>
    internal const string NotInKsef = "state IN ('issued', 'sending', 'unknown', 'rejected')";

    /// <summary>Puts an invoice into the ledger as <see cref="InvoiceState.Issued"/>. From here on its bytes never change.</summary>
    /// <returns>The invoice with its place in the ledger.</returns>
    /// <exception cref="RefusedException">INK-LEDGER-001: the number was used already.</exception>
    public IssuedInvoice Add(IssuedInvoice invoice, ReadOnlyMemory<byte> xml) => AddAll([(invoice, xml)])[0];

    /// <summary>Puts several into the ledger: all of them, or none.</summary>
    /// <inheritdoc cref="Add"/>
    internal IReadOnlyList<IssuedInvoice> AddAll(IReadOnlyList<(IssuedInvoice Invoice, ReadOnlyMemory<byte> Xml)> invoices) =>
        database.InTransaction<IReadOnlyList<IssuedInvoice>>((connection, transaction) => [.. invoices.Select(one => Insert(connection, transaction, one.Invoice, one.Xml))]);

    private IssuedInvoice Insert(DbConnection connection, DbTransaction transaction, IssuedInvoice invoice, ReadOnlyMemory<byte> xml)
    {
        try
        {
            var id = connection.ExecuteScalar<long>(LedgerRow.Insertion, LedgerRow.Of(invoice, xml), transaction);
            Append(connection, transaction, id, invoice.State, $"issued: {invoice.ModeReason}");
            return invoice with { Id = id, Version = 0 };
        }
        catch (DbException fault) when (Database.IsTaken(fault))
        {
            throw new RefusedException(NumberIsUsed(invoice.Kind, invoice.Number), fault);
        }
    }

    internal static Finding NumberIsUsed(string kind, string number) => new("INK-LEDGER-001",
        $"Faktura {kind} o numerze {number} jest już w rejestrze.", $"An invoice {kind} with the number {number} is in the ledger already.")
    {
        Path = "Fa/P_2",
        Hint = new("Nadaj inny numer albo zobacz", "Give it another number, or look"),
        Next = new SeeLedger(),
    };

    /// <summary>Takes one step in the life of an invoice, on the disk before this returns.</summary>
    /// <exception cref="RefusedException">INK-LEDGER-004: another process took a step first; INK-SEND-006: the turn to send is lost.</exception>
    /// <exception cref="InvalidOperationException">The step is not allowed.</exception>
    public IssuedInvoice Move(IssuedInvoice invoice, InvoiceState next, string cause) => MoveAll([(invoice, next)], cause)[0];

    /// <summary>Takes one step for each of several invoices: all of them, or none.</summary>
    /// <inheritdoc cref="Move"/>
    public IReadOnlyList<IssuedInvoice> MoveAll(IReadOnlyList<(IssuedInvoice Invoice, InvoiceState Next)> steps, string cause) =>
        steps.Count == 0 ? [] : database.InTransaction<IReadOnlyList<IssuedInvoice>>((connection, transaction) =>
        {
            Turn?.Hold(connection, transaction);
            return [.. steps.Select(step => Step(connection, transaction, step.Invoice, step.Next, cause))];
        });

    /// <summary>The same ledger for whoever has the turn to send: it takes no step any more once the turn is lost.</summary>
    internal Ledger Under(Lease turn) => new(database, clock) { Turn = turn, Doer = Doer };

    /// <summary>The same ledger, in which steps are noted as taken by this one. Unless told, it is the program itself.</summary>
    public Ledger By(Who who) => new(database, clock) { Turn = Turn, Doer = who };

    private IssuedInvoice Step(DbConnection connection, DbTransaction transaction, IssuedInvoice invoice, InvoiceState next, string cause)
    {
        var moved = connection.Execute("""
            UPDATE invoice SET state = @Word, state_facts = @Facts, ksef_number = @KsefNumber, version = version + 1
            WHERE id = @Id AND company = @Company AND version = @Version
            """, new
        {
            next.Word,
            Facts = invoice.State.To(next).ToJson(),
            (next as InvoiceState.Accepted)?.KsefNumber,
            invoice.Id,
            Company = invoice.Company.Text,
            invoice.Version,
        }, transaction);
        if (moved != 1)
        {
            throw new RefusedException(new Finding("INK-LEDGER-004",
                $"Inny proces właśnie zmienił stan faktury {invoice.Number}.", $"Another process has just moved invoice {invoice.Number}.")
            { Hint = new("Zobacz, gdzie jest teraz", "See where it stands now"), Next = new SeeLedger() });
        }
        Append(connection, transaction, invoice.Id, next, cause);
        return invoice with { State = next, Version = invoice.Version + 1 };
    }

    /// <summary>The waiting invoices of a company whose deadlines were counted by something else than this.</summary>
    /// <param name="ground">What deadlines rest on now, in short.</param>
    /// <param name="company">Whose.</param>
    internal IReadOnlyList<IssuedInvoice> NotCountedBy(string ground, Company company)
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, $"""
            company = @Company AND environment = @Environment
                AND {NotInKsef} AND state <> 'rejected' AND counted_by <> @ground
            """, new { Company = company.Id.Text, Environment = company.Environment.Word, ground })];
    }

    /// <summary>Gives invoices the deadlines that were counted for them, those before staying in their history, and notes by what, in one.</summary>
    /// <param name="ground">What they were counted by.</param>
    /// <param name="changes">Those that are other than before.</param>
    /// <param name="counted">All that need not be counted again until something else holds.</param>
    internal void SetDeadlines(string ground, IReadOnlyList<(IssuedInvoice Invoice, Deadline Deadline)> changes, IReadOnlyList<IssuedInvoice> counted) =>
        database.InTransaction((connection, transaction) =>
        {
            foreach (var (invoice, deadline) in changes)
            {
                connection.Execute("UPDATE invoice SET deadline = @Date, deadline_facts = @Facts WHERE id = @Id",
                    new { Date = deadline.Date is { } date ? Database.Date(date) : null, Facts = StoredJson.Write(deadline), invoice.Id }, transaction);
                connection.Execute("INSERT INTO deadline_change (invoice, at, facts) VALUES (@Id, @At, @Facts)",
                    new { invoice.Id, At = Database.Instant(clock.GetUtcNow()), Facts = StoredJson.Write(invoice.Deadline) }, transaction);
            }
            return connection.Execute("UPDATE invoice SET counted_by = @ground WHERE id = @Id", counted.Select(invoice => new { ground, invoice.Id }), transaction);
        });

    /// <summary>The deadlines that an invoice had before the present one, oldest first, each with the moment at which it was replaced.</summary>
    public IReadOnlyList<(DateTimeOffset ReplacedAt, Deadline Deadline)> FormerDeadlines(IssuedInvoice invoice)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string At, string Facts)>("SELECT at, facts FROM deadline_change WHERE invoice = @Id ORDER BY id", new { invoice.Id })
            .Select(row => (Database.Instant(row.At), StoredJson.Read<Deadline>(row.Facts)))];
    }

    /// <summary>The invoices of a company, or of all, newest first.</summary>
    /// <param name="company">Null for all companies.</param>
    /// <param name="states">Words of states; none for all.</param>
    public IReadOnlyList<IssuedInvoice> List(CompanyId? company = null, params string[] states)
    {
        var parameters = new DynamicParameters(new { company = company?.ToString() });
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, $"(@company IS NULL OR company = @company) {Among(states, parameters)} ORDER BY id DESC", parameters)];
    }

    /// <summary>The invoices of a company that are not in KSeF yet, the nearest deadline first, those without one last.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="atMost">How many; null = all.</param>
    internal IReadOnlyList<IssuedInvoice> Waiting(Company company, int? atMost = null)
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, $"""
            id IN (
                SELECT id FROM invoice WHERE company = @Company AND environment = @Environment AND {NotInKsef} AND state <> 'rejected'
                ORDER BY deadline IS NULL, deadline, id LIMIT @AtMost)
            ORDER BY deadline IS NULL, deadline, id
            """, new { Company = company.Id.Text, Environment = company.Environment.Word, AtMost = atMost ?? int.MaxValue })];
    }

    /// <summary>How many wait, by their deadlines, the nearest first; those without one are not counted.</summary>
    internal IReadOnlyList<Due> Dues(Company company)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string Day, long Count)>($"""
            SELECT deadline, COUNT(*) FROM invoice
            WHERE company = @Company AND environment = @Environment AND {NotInKsef} AND state <> 'rejected' AND deadline IS NOT NULL
            GROUP BY deadline ORDER BY deadline
            """, new { Company = company.Id.Text, Environment = company.Environment.Word }).Select(row => new Due(Database.Date(row.Day), (int)row.Count))];
    }

    /// <summary>How many invoices of a company, in its environment, are in one of these states.</summary>
    public int Count(Company company, params string[] states)
    {
        var parameters = new DynamicParameters(new { Company = company.Id.Text, Environment = company.Environment.Word });
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM invoice WHERE company = @Company AND environment = @Environment {Among(states, parameters)}", parameters);
    }

    // One parameter a word: Dapper hands a list to PostgreSQL as an array, which SQLite does not know.
    private static string Among(string[] states, DynamicParameters parameters)
    {
        for (var i = 0; i < states.Length; i++) parameters.Add($"state{i}", states[i]);
        return states.Length == 0 ? "" : $"AND state IN ({string.Join(", ", states.Select((_, i) => $"@state{i}"))})";
    }

    /// <summary>Invoices without a KSeF number whose KOD II was signed with this certificate: a buyer may scan it any day (LAW 79).</summary>
    public IReadOnlyList<IssuedInvoice> NeedingCertificate(CompanyId company, string serial) =>
        [.. List(company, "issued", "sending", "unknown", "rejected").Where(invoice => invoice.CertificateSerial == serial && !IsReplaced(invoice))];

    // Refused, held by nobody, and sent anew as another file, which was accepted (LAW 62): nobody will scan its code.
    private bool IsReplaced(IssuedInvoice invoice) => invoice.State is InvoiceState.Rejected && RepairsOf(invoice).Any(one => one.State is InvoiceState.Accepted);

    /// <summary>The invoices of a company that have this kind and number and were not refused; at most one of each environment.</summary>
    public IReadOnlyList<IssuedInvoice> WithNumber(Company company, string kind, string number)
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, $"""
            company = @Company AND environment = @Environment AND kind = @kind AND number = @number
                AND state NOT IN ('rejected', 'technicallycorrected')
            """, new { Company = company.Id.Text, Environment = company.Environment.Word, kind, number })];
    }

    /// <summary>The invoices of a company with this number and this date, of whatever kind and in whatever state, newest first.</summary>
    internal IReadOnlyList<IssuedInvoice> Named(Company company, string number, DateOnly issueDate)
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, "number = @number AND issue_date = @IssueDate AND company = @Company AND environment = @Environment ORDER BY id DESC",
            new { Company = company.Id.Text, Environment = company.Environment.Word, number, IssueDate = Database.Date(issueDate) })];
    }

    /// <summary>The invoice that was issued as this file, the newest of several; null when none was issued here.</summary>
    /// <param name="file">The file.</param>
    /// <param name="environment">The one that goes before the others, when the file was issued in several.</param>
    public IssuedInvoice? IssuedAs(Fa3Invoice file, KsefEnvironment? environment = null)
    {
        using var connection = database.Connect();
        return LedgerRow.Where(connection, """
            number = @Number AND hash = @Hash AND company IN (SELECT id FROM company WHERE nip = @Seller)
            ORDER BY CASE WHEN environment = @Word THEN 0 ELSE 1 END, id DESC LIMIT 1
            """, new { file.Number, Hash = file.Hash.Base64Url, Seller = file.SellerNip.ToString(), environment?.Word }).FirstOrDefault();
    }

    /// <summary>The files that were sent to repair a refused invoice, or the one that such a file repairs; oldest first.</summary>
    public IReadOnlyList<IssuedInvoice> RepairsOf(IssuedInvoice refused)
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, "repairs = @First ORDER BY id", new { First = refused.Repairs ?? refused.Id })];
    }

    /// <summary>A file that repairs this refused invoice waits, or was accepted.</summary>
    public bool IsBeingRepaired(IssuedInvoice refused) => RepairsOf(refused).Any(one => one.State is not InvoiceState.Rejected);

    /// <summary>Refused invoices that nothing has been done about: those without a repaired file that waits or was accepted.</summary>
    public IReadOnlyList<IssuedInvoice> WaitingForRepair(CompanyId? company = null)
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, $"""
            (@company IS NULL OR company = @company) AND state = 'rejected' AND repairs IS NULL
                AND NOT EXISTS (SELECT 1 FROM invoice repaired WHERE repaired.repairs = invoice.id AND repaired.state <> 'rejected')
            ORDER BY id DESC
            """, new { company = company?.ToString() })];
    }

    /// <summary>The invoice at this place in the ledger.</summary>
    public IssuedInvoice At(long id)
    {
        using var connection = database.Connect();
        return LedgerRow.Where(connection, "id = @id", new { id }).Single();
    }

    /// <summary>Finds the invoice that a person means: by its place, its number, its KSeF number or its hash.</summary>
    /// <param name="reference">Any of them; <c>id:17</c> is the place 17 and nothing else, because a number may be 17 too.</param>
    /// <exception cref="RefusedException">INK-LEDGER-002: nothing found; INK-LEDGER-003: several.</exception>
    public IssuedInvoice Find(string reference)
    {
        using var connection = database.Connect();
        var found = LedgerRow.Where(connection, """
            CAST(id AS TEXT) = @reference OR 'id:' || CAST(id AS TEXT) = @reference OR number = @reference OR ksef_number = @reference OR hash = @reference
            """, new { reference }).ToList();
        // A repaired invoice has the number of the refused one, and is the one that is meant.
        if (found.Count > 1 && found.DistinctBy(one => (one.Company, one.Number)).Count() == 1
            && found.Where(one => one.State is not (InvoiceState.Rejected or InvoiceState.TechnicallyCorrected)).ToList() is [var only]) return only;
        return found.Count switch
        {
            1 => found[0],
            0 => throw new RefusedException(new Finding("INK-LEDGER-002",
                $"W rejestrze nie ma faktury „{reference}”.", $"There is no invoice '{reference}' in the ledger.")
            { Hint = new("Zobacz", "Look"), Next = new SeeLedger() }),
            _ => throw new RefusedException(new Finding("INK-LEDGER-003",
                $"Pod „{reference}” jest kilka faktur: {Places(found)}.", $"There are several invoices under '{reference}': {Places(found)}.")
            { Hint = new($"Podaj miejsce w rejestrze: id:{found[0].Id}", $"Name the place in the ledger: id:{found[0].Id}") }),
        };
    }

    /// <summary>The file, byte for byte as it was issued.</summary>
    public Fa3Invoice File(IssuedInvoice invoice) => Fa3Invoice.Read(Bytes(invoice));

    /// <summary>The bytes of the file, for sending.</summary>
    public ReadOnlyMemory<byte> Bytes(IssuedInvoice invoice)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<byte[]>("SELECT xml FROM invoice WHERE id = @Id", new { invoice.Id })!;
    }

    /// <summary>The life of an invoice so far, oldest step first.</summary>
    public IReadOnlyList<Transition> History(IssuedInvoice invoice)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string At, string Facts, string Cause, string By)>(
                "SELECT at, facts, cause, done_by FROM transition WHERE invoice = @Id ORDER BY id", new { invoice.Id })
            .Select(row => new Transition(Database.Instant(row.At), InvoiceState.FromJson(row.Facts), row.Cause, new Who(row.By)))];
    }

    /// <summary>The alarms for invoices of a company that KSeF took in and does not judge.</summary>
    public IReadOnlyList<Finding> Stuck(Company company)
    {
        var underWay = List(company.Id, "sending", "unknown").Where(one => one.Environment == company.Environment.Word).ToList();
        if (underWay.Count == 0) return [];
        using var connection = database.Connect();
        // Since the first intent after the last time that it waited: what was found out meanwhile makes it no younger.
        var since = connection.Query<(long Invoice, string At)>("""
            SELECT invoice, MIN(at) FROM transition t WHERE state = 'sending'
                AND invoice IN (SELECT id FROM invoice WHERE company = @Company AND state IN ('sending', 'unknown'))
                AND id > (SELECT MAX(id) FROM transition w WHERE w.invoice = t.invoice AND w.state = 'issued')
            GROUP BY invoice
            """, new { Company = company.Id.Text }).ToDictionary(row => row.Invoice, row => Database.Instant(row.At));
        return [.. underWay.Where(one => since.ContainsKey(one.Id)).Select(one => StuckAlarm.Of(one, since[one.Id], clock.GetUtcNow())).OfType<Finding>()];
    }

    private void Append(DbConnection connection, DbTransaction transaction, long invoice, InvoiceState state, string cause) =>
        connection.Execute("INSERT INTO transition (invoice, at, state, facts, cause, done_by) VALUES (@invoice, @At, @Word, @Facts, @cause, @By)",
            new { invoice, By = Doer.Text, At = Database.Instant(clock.GetUtcNow()), state.Word, Facts = state.ToJson(), cause = Database.WithoutNul(cause) }, transaction);

    private static string Places(IEnumerable<IssuedInvoice> found) => string.Join(", ", found.Select(invoice => invoice.Id));
}
