using System.Data.Common;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>
/// The ledger of one company: every invoice that it issued, and every step of its life, in the order in which it happened. A step is added in
/// the same transaction that changes the invoice, and is never rewritten. An invoice of another company is not seen here, and takes no step.
/// </summary>
public sealed class CompanyLedger(Database database, Company company, TimeProvider clock, IssuedBell? bell)
{
    private readonly CompanyScope scope = new([company]);

    private Lease? Turn { get; init; }

    private Who Doer { get; init; } = company.By;

    /// <summary>Whose it is.</summary>
    public Company Company => company;

    internal SendingSessions Sessions { get; } = new(database, company, clock);

    internal PackageVerdicts Packages { get; } = new(database, company, clock);

    /// <summary>The official receipts of accepted invoices.</summary>
    public StoredUpos Upos { get; } = new(database, company);

    private NotedNames Names { get; } = new(database, company);

    internal RefusedUpos RefusedUpos { get; } = new(database, company, clock);

    /// <summary>The condition of the index invoice_not_in_ksef, word for word: SQLite uses it for no other.</summary>
    internal const string NotInKsef = "state IN ('issued', 'sending', 'unknown', 'rejected')";

    /// <summary>What is to be sent, or under way; NotInKsef stands in it because the indexes do.</summary>
    internal const string Waits = $"{NotInKsef} AND state <> 'rejected'";

    /// <summary>Puts an invoice into the ledger as <see cref="InvoiceState.Issued"/>. From here on its bytes never change.</summary>
    /// <returns>The invoice with its place in the ledger.</returns>
    /// <exception cref="RefusedException">INK-LEDGER-001: the number was used already.</exception>
    public IssuedInvoice Add(IssuedInvoice invoice, ReadOnlyMemory<byte> xml) => AddAll([(invoice, xml)])[0];

    /// <summary>Puts several into the ledger: all of them, or none.</summary>
    /// <inheritdoc cref="Add"/>
    internal IReadOnlyList<IssuedInvoice> AddAll(IReadOnlyList<(IssuedInvoice Invoice, ReadOnlyMemory<byte> Xml)> invoices)
    {
        var names = invoices.Select(one => NotedNames.In(one.Invoice.Kind, one.Xml)).ToList();
        var added = database.InTransaction<IReadOnlyList<IssuedInvoice>>((connection, transaction) =>
            [.. invoices.Select((one, i) => Insert(connection, transaction, one.Invoice, one.Xml, names[i]))]);
        bell?.Ring(company.Id);
        return added;
    }

    private IssuedInvoice Insert(
        DbConnection connection, DbTransaction transaction, IssuedInvoice invoice, ReadOnlyMemory<byte> xml,
        IReadOnlyList<(string? Number, string? KsefNumber)> names)
    {
        if (invoice.Company != company.Id) throw new InvalidOperationException($"An invoice of {invoice.Company} is not of {company.Id}.");
        try
        {
            var id = connection.ExecuteScalar<long>(LedgerRow.Insertion, LedgerRow.Of(invoice, xml), transaction);
            if (names.Count > 0) Names.Note(connection, transaction, id, names);
            Append(connection, transaction, id, invoice.State, new Cause.Issued(invoice.ModeReason)
            { TakenKnowingly = invoice.TakenKnowingly is { Count: > 0 } some ? some : null });
            return invoice with { Id = id, Version = 0 };
        }
        catch (DbException fault) when (Database.IsTaken(fault))
        {
            throw new RefusedException(invoice.ExternalId is { } name && CalledByAnother(name) is { } other
                ? ExternalIdIsUsed(other) : NumberIsUsed(invoice.Kind, invoice.Number), fault);
        }
    }

    /// <summary>The invoice that a request with this key has issued; null: none has.</summary>
    /// <exception cref="RefusedException">INK-ISSUE-004: it asked for something else.</exception>
    internal IssuedInvoice? IssuedBy(IssuingRequest request)
    {
        using var connection = database.Connect();
        var (id, hash) = connection.QuerySingleOrDefault<(long, string)>(
            "SELECT id, request_hash FROM invoice WHERE company = @Company AND request_key = @Key",
            new { Company = company.Id.Text, request.Key });
        if (id == 0) return null;
        var there = At(id);
        if (hash == request.Hash) return there with { WasThere = true };
        throw new RefusedException(new Finding("INK-ISSUE-004",
            $"Pod tym kluczem wystawiono już inną treść: fakturę {there.Number} (nr {there.Id} w rejestrze).",
            $"Something else was issued under this key already: invoice {there.Number} (No {there.Id} in the ledger).")
        {
            Hint = new(
                "Każda faktura ma swój klucz; powtarza się go tylko z tą samą treścią.",
                "Each invoice has a key of its own; it is repeated only with the same content."),
        });
    }

    /// <summary>The invoice that was issued under this key, whatever it says; null: none was.</summary>
    internal IssuedInvoice? IssuedUnder(string key)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<long?>("SELECT id FROM invoice WHERE company = @Company AND request_key = @key",
            new { Company = company.Id.Text, key }) is { } id ? At(id) : null;
    }

    /// <summary>The invoice that another program calls so; null: there is none.</summary>
    public IssuedInvoice? CalledByAnother(string externalId) => Where("external_id = @externalId", new { externalId }).SingleOrDefault();

    internal static Finding ExternalIdIsUsed(IssuedInvoice there) => new("INK-ISSUE-005",
        $"Pod tym identyfikatorem obcym jest już inna faktura: {there.Number} (nr {there.Id} w rejestrze).",
        $"Another invoice has this external identifier already: {there.Number} (No {there.Id} in the ledger).")
    { Path = "externalId" };

    /// <summary>The code of the two findings below.</summary>
    internal const string NumberIsUsedCode = "INK-LEDGER-001";

    internal static Finding NumberIsUsed(string kind, string number) => new("INK-LEDGER-001",
        $"Faktura {kind} o numerze {number} jest już w rejestrze.", $"An invoice {kind} with the number {number} is in the ledger already.")
    {
        Path = "Fa/P_2",
        Hint = new("Nadaj inny numer albo zobacz", "Give it another number, or look"),
        Next = new SeeLedger(),
    };

    /// <summary>The same, where it is known which invoice has the number.</summary>
    /// <param name="there">That invoice.</param>
    /// <param name="isTheSame">It says the same as the one that was to be issued.</param>
    internal static Finding NumberIsUsed(IssuedInvoice there, bool isTheSame)
    {
        var (number, state) = (there.State as InvoiceState.Accepted)?.KsefNumber is { } known
            ? (new Wording($", numer KSeF {known}", $", KSeF number {known}"), "") : (new Wording("", ""), $" ({there.State.Word})");
        return new("INK-LEDGER-001",
            $"Faktura {there.Kind} o numerze {there.Number} jest już w rejestrze pod nr {there.Id}, z {there.IssueDate:yyyy-MM-dd}{number.Pl}{state}"
            + (isTheSame ? ", i ma tę samą treść." : ", a jej treść jest inna."),
            $"An invoice {there.Kind} with the number {there.Number} is in the ledger already as No {there.Id}, "
            + $"of {there.IssueDate:yyyy-MM-dd}{number.En}{state}"
            + (isTheSame ? ", and says the same." : ", and says something else."))
        {
            Path = "Fa/P_2",
            Hint = isTheSame
                ? new("Nic więcej nie trzeba; zobacz", "Nothing is left to do; see")
                : new("Nadaj inny numer albo zobacz", "Give it another number, or look"),
            Next = new SeeLedger(),
        };
    }

    /// <summary>Takes one step in the life of an invoice, on the disk before this returns.</summary>
    /// <exception cref="RefusedException">INK-LEDGER-004: another process took a step first; INK-SEND-006: the turn to send is lost.</exception>
    /// <exception cref="InvalidOperationException">The step is not allowed.</exception>
    public IssuedInvoice Move(IssuedInvoice invoice, InvoiceState next, Cause cause) => MoveAll([(invoice, next)], cause)[0];

    /// <summary>Takes one step for each of several invoices: all of them, or none.</summary>
    /// <inheritdoc cref="Move"/>
    public IReadOnlyList<IssuedInvoice> MoveAll(IReadOnlyList<(IssuedInvoice Invoice, InvoiceState Next)> steps, Cause cause) =>
        MoveAll([.. steps.Select(step => (step.Invoice, step.Next, cause))]);

    /// <summary>The same, each step with a cause of its own.</summary>
    /// <inheritdoc cref="Move"/>
    public IReadOnlyList<IssuedInvoice> MoveAll(IReadOnlyList<(IssuedInvoice Invoice, InvoiceState Next, Cause Cause)> steps)
    {
        if (steps.Count == 0) return [];
        var moved = database.InTransaction<IReadOnlyList<IssuedInvoice>>((connection, transaction) =>
        {
            Turn?.Hold(connection, transaction);
            return [.. steps.Select(step => Step(connection, transaction, step.Invoice, step.Next, step.Cause))];
        });
        // Whoever has the turn goes on with it by himself.
        if (Turn is null && moved.Any(one => one.State is InvoiceState.Issued)) bell?.Ring(company.Id);
        return moved;
    }

    /// <summary>The same ledger for whoever has the turn to send: it takes no step any more once the turn is lost.</summary>
    internal CompanyLedger Under(Lease turn) => new(database, company, clock, bell) { Turn = turn, Doer = Doer };

    /// <summary>The same ledger, in which steps are noted as taken by the program itself.</summary>
    internal CompanyLedger ByItself() => new(database, company, clock, bell) { Turn = Turn, Doer = Who.Program };

    private IssuedInvoice Step(DbConnection connection, DbTransaction transaction, IssuedInvoice invoice, InvoiceState next, Cause cause)
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
            Company = company.Id.Text,
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

    /// <summary>The waiting invoices whose deadlines were counted by something else than this.</summary>
    /// <param name="ground">What deadlines rest on now, in short.</param>
    internal IReadOnlyList<IssuedInvoice> NotCountedBy(string ground) =>
        Where($"{Waits} AND counted_by <> @ground", new { ground });

    /// <summary>Gives invoices the deadlines that were counted for them, those before staying in their history, and notes by what, in one.</summary>
    /// <param name="ground">What they were counted by.</param>
    /// <param name="changes">Those that are other than before.</param>
    /// <param name="counted">All that need not be counted again until something else holds.</param>
    internal void SetDeadlines(
        string ground, IReadOnlyList<(IssuedInvoice Invoice, Deadline Deadline)> changes, IReadOnlyList<IssuedInvoice> counted) =>
        database.InTransaction((connection, transaction) =>
        {
            foreach (var (invoice, deadline) in changes)
            {
                connection.Execute("UPDATE invoice SET deadline = @Date, deadline_facts = @Facts WHERE id = @Id AND company = @Company", new
                {
                    Date = deadline.Date is { } date ? Database.Date(date) : null,
                    Facts = StoredJson.Write(deadline),
                    invoice.Id,
                    Company = company.Id.Text,
                }, transaction);
                connection.Execute("""
                    INSERT INTO deadline_change (invoice, at, facts) SELECT id, @At, @Facts FROM invoice WHERE id = @Id AND company = @Company
                    """, new
                {
                    invoice.Id,
                    Company = company.Id.Text,
                    At = Database.Instant(clock.GetUtcNow()),
                    Facts = StoredJson.Write(invoice.Deadline),
                }, transaction);
            }
            return connection.Execute("UPDATE invoice SET counted_by = @ground WHERE id = @Id AND company = @Company",
                counted.Select(invoice => new { ground, invoice.Id, Company = company.Id.Text }), transaction);
        });

    /// <summary>The deadlines that an invoice had before the present one, oldest first, each with the moment at which it was replaced.</summary>
    public IReadOnlyList<(DateTimeOffset ReplacedAt, Deadline Deadline)> FormerDeadlines(IssuedInvoice invoice)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string At, string Facts)>("""
            SELECT at, facts FROM deadline_change
            WHERE invoice = (SELECT id FROM invoice WHERE id = @Id AND company = @Company) ORDER BY deadline_change.id
            """, new { invoice.Id, Company = company.Id.Text })
            .Select(row => (Database.Instant(row.At), StoredJson.Read<Deadline>(row.Facts)))];
    }

    /// <summary>Its invoices, newest first.</summary>
    /// <param name="states">Words of states; none for all.</param>
    public IReadOnlyList<IssuedInvoice> List(params string[] states) => Where(LedgerRow.InStates(states, out var parameters), parameters, "id DESC");

    /// <summary>Its ordinary invoices after a place in the ledger, newest first.</summary>
    /// <param name="id">After which.</param>
    /// <param name="atMost">How many, the newest of them.</param>
    internal IReadOnlyList<IssuedInvoice> SalesSince(long id, int atMost) => Where("""
        id IN (SELECT id FROM invoice WHERE company = @Company AND id > @id AND kind = 'VAT' ORDER BY id DESC LIMIT @atMost)
        """, new { Company = company.Id.Text, id, atMost }, "id DESC");

    /// <summary>Its invoices in these states, oldest first, read one by one; nothing else is asked of the database meanwhile.</summary>
    internal IReadOnlyList<IssuedInvoice> OldestFirst(params string[] states) =>
        Where(LedgerRow.InStates(states, out var parameters), parameters, "id");

    /// <summary>Those that are not in KSeF yet, the nearest deadline first, those without one last.</summary>
    /// <param name="atMost">How many; null = all.</param>
    internal IReadOnlyList<IssuedInvoice> Waiting(int? atMost = null) => Where($"""
        id IN (
            SELECT id FROM invoice WHERE company = @Company AND environment = @Environment AND {Waits}
            ORDER BY deadline IS NULL, deadline, id LIMIT @AtMost)
        """, new { Company = company.Id.Text, AtMost = atMost ?? int.MaxValue }, "deadline IS NULL, deadline, id");

    /// <summary>How many wait, by their deadlines, the nearest first; those without one are not counted.</summary>
    internal IReadOnlyList<Due> Dues()
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string Day, long Count)>($"""
            SELECT deadline, COUNT(*) FROM invoice
            WHERE company = @Company AND environment = @Environment AND {Waits} AND deadline IS NOT NULL
            GROUP BY deadline ORDER BY deadline
            """, new { Company = company.Id.Text, Environment = company.Environment.Word })
            .Select(row => new Due(Database.Date(row.Day), (int)row.Count))];
    }

    /// <summary>How many of its invoices are in one of these states.</summary>
    public int Count(params string[] states)
    {
        var among = LedgerRow.InStates(states, out var parameters);
        parameters.AddDynamicParams(new { Company = company.Id.Text, Environment = company.Environment.Word });
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>(
            $"SELECT COUNT(*) FROM invoice WHERE company = @Company AND environment = @Environment AND {among}", parameters);
    }

    /// <summary>Invoices without a KSeF number whose KOD II was signed with this certificate: a buyer may scan it any day (LAW 79).</summary>
    public IReadOnlyList<IssuedInvoice> NeedingCertificate(string serial) =>
        [.. List("issued", "sending", "unknown", "rejected").Where(invoice => invoice.CertificateSerial == serial && !IsReplaced(invoice))];

    // Refused, held by nobody, and sent anew as another file, which was accepted (LAW 62): nobody will scan its code.
    private bool IsReplaced(IssuedInvoice invoice) =>
        invoice.State is InvoiceState.Rejected && RepairsOf(invoice).Any(one => one.State is InvoiceState.Accepted);

    /// <summary>The invoice that has this kind and number and was not refused; at most one.</summary>
    public IReadOnlyList<IssuedInvoice> WithNumber(string kind, string number) => Where(
        "kind = @kind AND number = @number AND state NOT IN ('rejected', 'technicallycorrected')", new { kind, number });

    /// <summary>The invoice with these bytes, the newest where a refused one was sent again; null: it is not of this ledger.</summary>
    internal IssuedInvoice? WithHash(InvoiceHash hash) =>
        Where("hash = @Hash", new { Hash = hash.Base64Url }, "id DESC") is [var newest, ..] ? newest : null;

    /// <summary>The invoice to which KSeF gave this number; null: it is not of this ledger.</summary>
    internal IssuedInvoice? WithKsefNumber(string number) =>
        Where("ksef_number = @number", new { number }, "id DESC") is [var newest, ..] ? newest : null;

    /// <summary>The invoices with this number and this date, of whatever kind and in whatever state, newest first.</summary>
    internal IReadOnlyList<IssuedInvoice> Named(string number, DateOnly issueDate) => Where(
        "number = @number AND issue_date = @IssueDate", new { number, IssueDate = Database.Date(issueDate) }, "id DESC");

    /// <summary>The corrections and settlements that name an invoice by its number or its KSeF number and stand, oldest first.</summary>
    /// <param name="ofKind">Of which kind, as a condition.</param>
    /// <param name="named">What they name; whether it is this one of several with its number, their files say.</param>
    internal IReadOnlyList<IssuedInvoice> Naming(string ofKind, CorrectedInvoice named)
    {
        Names.NoteOlder();
        return Where($"{ofKind} AND state NOT IN ('rejected', 'technicallycorrected') AND {NotedNames.Naming}",
            new { Company = company.Id.Text, named.Number, named.KsefNumber });
    }

    /// <summary>The files that were sent to repair a refused invoice, or the one that such a file repairs; oldest first.</summary>
    public IReadOnlyList<IssuedInvoice> RepairsOf(IssuedInvoice refused) => Where("repairs = @First", new { First = refused.Repairs ?? refused.Id });

    /// <summary>What stands in KSeF for a refused invoice: the file that repaired it, whether a buyer held its print or not.</summary>
    internal IssuedInvoice InKsefFor(IssuedInvoice invoice) => invoice.State is InvoiceState.Rejected or InvoiceState.TechnicallyCorrected
        ? RepairsOf(invoice).FirstOrDefault(one => one.State is InvoiceState.Accepted) ?? invoice
        : invoice;

    /// <summary>A file that repairs this refused invoice waits, or was accepted.</summary>
    public bool IsBeingRepaired(IssuedInvoice refused) => RepairsOf(refused).Any(one => one.State is not InvoiceState.Rejected);

    /// <summary>
    /// Refused invoices that nothing has been done about: those without a repaired file that waits or was accepted, of those issued online also
    /// without another one under the same number, and none that a person has closed; newest first.
    /// </summary>
    public IReadOnlyList<IssuedInvoice> WaitingForRepair() => [.. Where("""
        state = 'rejected' AND repairs IS NULL AND NOT EXISTS (
            SELECT 1 FROM invoice repaired
            WHERE repaired.company = invoice.company AND repaired.repairs = invoice.id AND repaired.state <> 'rejected')
        AND NOT (mode = 'online' AND EXISTS (
            SELECT 1 FROM invoice anew WHERE anew.company = invoice.company AND anew.environment = invoice.environment AND anew.kind = invoice.kind
                AND anew.number = invoice.number AND anew.state NOT IN ('rejected', 'technicallycorrected') AND anew.id > invoice.id))
        """, null, "id DESC").Where(one => one.State is InvoiceState.Rejected { ClosedBecause: null })];

    /// <summary>Refused invoices of which a repaired file was accepted, and refused files that repaired the same one; newest first.</summary>
    internal IReadOnlyList<IssuedInvoice> RefusedWithAnAcceptedRepair() => Where("""
        state = 'rejected' AND EXISTS (
            SELECT 1 FROM invoice repaired
            WHERE repaired.company = invoice.company AND repaired.environment = invoice.environment AND repaired.state = 'accepted'
                AND repaired.corrected_hash IS NOT NULL AND repaired.repairs = COALESCE(invoice.repairs, invoice.id))
        """, null, "id DESC");

    /// <summary>The invoice at this place in the ledger.</summary>
    /// <exception cref="InvalidOperationException">It is not this company's.</exception>
    public IssuedInvoice At(long id) => Where("id = @id", new { id }).Single();

    /// <summary>The same; null when there is none of this company at it.</summary>
    public IssuedInvoice? TryAt(long id) => Where("id = @id", new { id }).SingleOrDefault();

    /// <inheritdoc cref="SeenLedgers.Find"/>
    public IssuedInvoice Find(string reference) => new SeenLedgers(database, [company], clock, bell).Find(reference);

    /// <summary>The file, byte for byte as it was issued.</summary>
    public Fa3Invoice File(IssuedInvoice invoice) => Fa3Invoice.Read(Bytes(invoice));

    /// <summary>The bytes of the file, for sending.</summary>
    public ReadOnlyMemory<byte> Bytes(IssuedInvoice invoice)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<byte[]>("SELECT xml FROM invoice WHERE id = @Id AND company = @Company",
            new { invoice.Id, Company = company.Id.Text })!;
    }

    /// <summary>The life of an invoice so far, oldest step first.</summary>
    public IReadOnlyList<Transition> History(IssuedInvoice invoice)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string At, string Facts, string Cause, string? CauseFacts, string By)>("""
            SELECT at, facts, cause, cause_facts, done_by FROM transition
            WHERE invoice = (SELECT id FROM invoice WHERE id = @Id AND company = @Company) ORDER BY transition.id
            """, new { invoice.Id, Company = company.Id.Text })
            .Select(row => new Transition(
                Database.Instant(row.At), InvoiceState.FromJson(row.Facts), Cause.FromRow(row.Cause, row.CauseFacts), new Who(row.By)))];
    }

    /// <summary>The latest steps of its latest invoices, newest first.</summary>
    /// <param name="atMost">How many.</param>
    public IReadOnlyList<(IssuedInvoice Invoice, Transition Step)> Latest(int atMost)
    {
        // An index leads to the latest invoices; the steps of all companies would have to be read from the end.
        var invoices = Where("id IN (SELECT id FROM invoice WHERE company = @Company AND environment = @Environment ORDER BY id DESC LIMIT @AtMost)",
            new { Company = company.Id.Text, AtMost = atMost * 2 }).ToDictionary(one => one.Id);
        using var connection = database.Connect();
        return [.. connection.Query<(long Invoice, string At, string Facts, string Cause, string? CauseFacts, string By)>($"""
            SELECT invoice, at, facts, cause, cause_facts, done_by FROM transition
            WHERE invoice IN (
                SELECT id FROM invoice WHERE company = @Company AND environment = @Environment ORDER BY id DESC LIMIT {atMost * 2})
            ORDER BY transition.id DESC LIMIT {atMost}
            """, new { Company = company.Id.Text, Environment = company.Environment.Word })
            .Where(row => invoices.ContainsKey(row.Invoice))
            .Select(row => (invoices[row.Invoice], new Transition(
                Database.Instant(row.At), InvoiceState.FromJson(row.Facts), Cause.FromRow(row.Cause, row.CauseFacts), new Who(row.By))))];
    }

    /// <summary>The alarms for invoices that KSeF took in and does not judge.</summary>
    public IReadOnlyList<Finding> Stuck()
    {
        var underWay = List("sending", "unknown");
        if (underWay.Count == 0) return [];
        using var connection = database.Connect();
        // Since the first intent after the last time that it waited: what was found out meanwhile makes it no younger.
        var since = connection.Query<(long Invoice, string At)>("""
            SELECT invoice, MIN(at) FROM transition t WHERE state = 'sending'
                AND invoice IN (SELECT id FROM invoice WHERE company = @Company AND state IN ('sending', 'unknown'))
                AND id > (SELECT MAX(id) FROM transition w WHERE w.invoice = t.invoice AND w.state = 'issued')
            GROUP BY invoice
            """, new { Company = company.Id.Text }).ToDictionary(row => row.Invoice, row => Database.Instant(row.At));
        return [.. underWay.Where(one => since.ContainsKey(one.Id)).Select(one => StuckAlarm.Of(company, one, since[one.Id], clock.GetUtcNow()))
            .OfType<Finding>()];
    }

    internal IReadOnlyList<IssuedInvoice> Where(string condition, object? parameters, string order = "id")
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, scope, $"environment = @Environment AND ({condition})", WithEnvironment(parameters), order)];
    }

    private DynamicParameters WithEnvironment(object? parameters)
    {
        var all = new DynamicParameters(parameters);
        all.Add("Environment", company.Environment.Word);
        return all;
    }

    private void Append(DbConnection connection, DbTransaction transaction, long invoice, InvoiceState state, Cause cause) => connection.Execute("""
        INSERT INTO transition (invoice, at, state, facts, cause, cause_facts, done_by)
        SELECT id, @At, @Word, @Facts, @Cause, @CauseFacts, @By FROM invoice WHERE id = @invoice AND company = @Company
        """, new
    {
        invoice,
        Company = company.Id.Text,
        By = Doer.Text,
        At = Database.Instant(clock.GetUtcNow()),
        state.Word,
        Facts = state.ToJson(),
        Cause = cause.Word,
        CauseFacts = cause.ToJson(),
    }, transaction);
}
