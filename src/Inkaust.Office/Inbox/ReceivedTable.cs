using System.Globalization;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>The received invoices of one company, as they stand in the database.</summary>
internal sealed class ReceivedTable(Database database, Company company)
{
    private const string Columns = """
        received.id, received.company, received.ksef_number, received.state, received.role, received.number, received.kind, received.form,
        received.issue_date, received.stored_at, received.taken_in_at, received.mode, received.seller_nip, received.seller_name, received.buyer_id,
        received.buyer_name, received.net, received.vat, received.gross, received.currency, received.hash, received.size, received.self_billed,
        received.accounts, received.usual, received.due_date, received.came_at
        """;

    private sealed record Row(
        long Id, string Company, string KsefNumber, string State, string Role, string Number, string Kind, string Form, string IssueDate,
        string StoredAt, string TakenInAt, string Mode, string SellerNip, string SellerName, string BuyerId, string BuyerName, string Net, string Vat,
        string Gross, string Currency, string Hash, long Size, long SelfBilled, string Accounts, string? Usual, string? DueDate, string CameAt);

    public ReceivedInvoice? TryAt(long id) => Where("received", "received.id = @id", new { id }).SingleOrDefault();

    public ReceivedInvoice? WithKsefNumber(string number) => Where("received", "received.ksef_number = @number", new { number }).SingleOrDefault();

    /// <summary>The invoice with this file; null: it has not come.</summary>
    public ReceivedInvoice? WithHash(InvoiceHash hash) => Where("received", "received.hash = @hash ORDER BY received.id LIMIT 1", new { hash = hash.Base64Url })
        .SingleOrDefault();

    /// <summary>The invoice that a person means: by <c>id:17</c>, its KSeF number, or its own number.</summary>
    /// <exception cref="RefusedException">INK-INBOX-021: nothing found; 022: several.</exception>
    public ReceivedInvoice Find(string reference)
    {
        var found = Where("received", """
            (received.ksef_number = @reference OR 'id:' || CAST(received.id AS TEXT) = @reference OR received.id IN (
                SELECT id FROM received WHERE company = @Company AND number = @reference LIMIT 3)) ORDER BY received.id
            """, new { reference });
        return found.Count switch
        {
            1 => found[0],
            0 => throw new RefusedException(InboxFindings.NotThere(reference)),
            _ => throw new RefusedException(InboxFindings.Several(reference)),
        };
    }

    /// <summary>Those that meet a condition.</summary>
    /// <param name="tables">Where they are looked for; <c>received</c> is one of them.</param>
    /// <param name="condition">Which, with order and number.</param>
    /// <param name="parameters">Of the condition.</param>
    public IReadOnlyList<ReceivedInvoice> Where(string tables, string condition, object? parameters)
    {
        using var connection = database.Connect();
        var all = new DynamicParameters(parameters);
        all.AddDynamicParams(new { Company = company.Id.Text });
        return [.. connection.Query<Row>($"SELECT {Columns} FROM {tables} WHERE received.company = @Company AND {condition}", all).Select(Read)];
    }

    /// <summary>The file, byte for byte as KSeF gave it.</summary>
    public byte[] Xml(ReceivedInvoice invoice)
    {
        using var connection = database.Connect();
        return DeflatedFile.Content(connection.ExecuteScalar<byte[]>("SELECT deflated FROM received_file WHERE received = @Id AND company = @Company",
            new { invoice.Id, Company = company.Id.Text })!, invoice.Size);
    }

    /// <summary>What became of it here, oldest first.</summary>
    public IReadOnlyList<ReceivedStep> History(ReceivedInvoice invoice)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string At, string State, string By, string Note)>(
            "SELECT at, state, done_by, note FROM received_step WHERE received = @Id AND company = @Company ORDER BY id",
            new { invoice.Id, Company = company.Id.Text })
            .Select(row => new ReceivedStep(Database.Instant(row.At), InboxWords.StateOf(row.State)!.Value, new Who(row.By), row.Note))];
    }

    /// <summary>The roles that the company has on it.</summary>
    public IReadOnlyList<InvoiceRole> Roles(ReceivedInvoice invoice)
    {
        using var connection = database.Connect();
        return [.. connection.Query<string>("SELECT role FROM received_role WHERE received = @Id AND company = @Company",
            new { invoice.Id, Company = company.Id.Text }).Select(word => InboxWords.RoleOf(word)!.Value).Order()];
    }

    /// <summary>Received ones that it names: originals, advances.</summary>
    public IReadOnlyList<ReceivedInvoice> NamedBy(ReceivedInvoice invoice) => Where("received", """
        received.id IN (
            SELECT other.id FROM received_name JOIN received other ON other.company = received_name.company
                AND (other.ksef_number = received_name.ksef_number
                    OR (received_name.ksef_number IS NULL AND other.seller_nip = received_name.seller_nip AND other.number = received_name.number))
            WHERE received_name.company = @Company AND received_name.received = @Id) ORDER BY received.id LIMIT 50
        """, new { invoice.Id });

    /// <summary>Received ones that name it: corrections, settlements.</summary>
    public IReadOnlyList<ReceivedInvoice> Naming(ReceivedInvoice invoice) => Naming(invoice.KsefNumber, invoice.SellerNip, invoice.Number);

    /// <summary>The same of an invoice that may not have come itself.</summary>
    public IReadOnlyList<ReceivedInvoice> Naming(string ksefNumber, string sellerNip, string number) => Where("received", """
        received.id IN (
            SELECT received FROM received_name WHERE company = @Company AND ksef_number = @ksefNumber
            UNION SELECT received FROM received_name WHERE company = @Company AND ksef_number IS NULL AND seller_nip = @sellerNip AND number = @number)
        ORDER BY received.id LIMIT 50
        """, new { ksefNumber, sellerNip, number });

    private static ReceivedInvoice Read(Row row) => new()
    {
        Id = row.Id,
        Company = new CompanyId(row.Company),
        KsefNumber = row.KsefNumber,
        State = InboxWords.StateOf(row.State)!.Value,
        Role = InboxWords.RoleOf(row.Role)!.Value,
        Number = row.Number,
        Kind = row.Kind,
        Form = row.Form,
        IssueDate = Database.Date(row.IssueDate),
        StoredAt = Database.Instant(row.StoredAt),
        TakenInAt = Database.Instant(row.TakenInAt),
        IsOffline = row.Mode == "offline",
        SellerNip = row.SellerNip,
        SellerName = row.SellerName,
        BuyerId = row.BuyerId,
        BuyerName = row.BuyerName,
        Net = Amount(row.Net),
        Vat = Amount(row.Vat),
        Gross = Amount(row.Gross),
        Currency = row.Currency,
        Hash = InvoiceHash.Parse(row.Hash),
        Size = row.Size,
        IsSelfBilled = row.SelfBilled != 0,
        Accounts = row.Accounts.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        UsualAccounts = row.Usual?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        DueDate = row.DueDate is { } due ? Database.Date(due) : null,
        CameAt = Database.Instant(row.CameAt),
    };

    private static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
