using System.Data.Common;
using System.Globalization;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What became of an invoice that was to be stored.</summary>
internal enum Added { ToBeSeen, Silently, WasHere, OtherBytes }

/// <summary>Writes received invoices, many with the same statements.</summary>
internal sealed class ReceivedRows : IDisposable
{
    // SQLite writes out what its index of words has gathered as soon as another table is written: it is given those of many invoices at once.
    private const int MostWaiting = 1_000_000; // signs

    private readonly ManyRows rows;
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private readonly string company;
    private readonly string nip;
    private readonly InboxPackage package;
    private readonly string now;
    private readonly PreparedStatement invoice, known, file, role, words, names, ours, pay;
    private readonly Dictionary<string, HashSet<string>> usualAccounts = [];
    private readonly List<(long Id, string Words)> waiting = [];
    private int signsWaiting;

    public ReceivedRows(
        Database database, Company company, InboxPackage package, DbConnection connection, DbTransaction transaction, string now)
    {
        (this.connection, this.transaction) = (connection, transaction);
        (this.company, nip, this.package, this.now) = (company.Id.Text, $"{company.Nip}", package, now);
        rows = database.ManyRows(connection, transaction);
        invoice = rows.Statement("""
            INSERT INTO received (company, ksef_number, state, role, number, kind, form, issue_date, stored_at, taken_in_at, mode, seller_nip, seller_name,
                buyer_id, buyer_name, net, vat, gross, currency, hash, size, self_billed, accounts, usual, due_date, package, came_at)
            VALUES (@Company, @KsefNumber, @State, @Role, @Number, @Kind, @Form, @IssueDate, @StoredAt, @TakenInAt, @Mode, @SellerNip, @SellerName,
                @BuyerId, @BuyerName, @Net, @Vat, @Gross, @Currency, @Hash, @Size, @SelfBilled, @Accounts, @Usual, @DueDate, @Package, @CameAt)
            ON CONFLICT (company, ksef_number) DO NOTHING RETURNING id
            """, "@Company", "@KsefNumber", "@State", "@Role", "@Number", "@Kind", "@Form", "@IssueDate", "@StoredAt", "@TakenInAt", "@Mode",
            "@SellerNip", "@SellerName", "@BuyerId", "@BuyerName", "@Net", "@Vat", "@Gross", "@Currency", "@Hash", "@Size", "@SelfBilled", "@Accounts",
            "@Usual", "@DueDate", "@Package", "@CameAt");
        known = rows.Statement("SELECT id FROM received WHERE company = @Company AND ksef_number = @KsefNumber AND hash = @Hash",
            "@Company", "@KsefNumber", "@Hash");
        file = rows.Statement("INSERT INTO received_file (received, company, deflated) VALUES (@Id, @Company, @Deflated)", "@Id", "@Company", "@Deflated");
        role = rows.Statement("INSERT INTO received_role (company, role, received) VALUES (@Company, @Role, @Id) ON CONFLICT DO NOTHING",
            "@Company", "@Role", "@Id");
        words = rows.Statement(database.AddWords, "@Id", "@Words");
        names = rows.Statement("""
            INSERT INTO received_name (company, received, seller_nip, number, ksef_number) VALUES (@Company, @Id, @SellerNip, @Number, @KsefNumber)
            """, "@Company", "@Id", "@SellerNip", "@Number", "@KsefNumber");
        ours = rows.Statement("SELECT id FROM invoice WHERE company = @Company AND ksef_number = @KsefNumber LIMIT 1", "@Company", "@KsefNumber");
        pay = rows.Statement("""
            INSERT INTO seller_account (company, seller_nip, account, since) VALUES (@Company, @SellerNip, @Account, @At) ON CONFLICT DO NOTHING
            """, "@Company", "@SellerNip", "@Account", "@At");
    }

    /// <summary>The first that nobody has looked at; null: there is none.</summary>
    public long? FirstToBeSeen { get; private set; }

    /// <summary>Writes some, each with another KSeF number. They are found once <see cref="Finish"/> was called.</summary>
    /// <returns>What became of each.</returns>
    public IReadOnlyList<Added> Add(IReadOnlyList<ReceivedFacts> some)
    {
        var added = new Added[some.Count];
        var issued = package.Role == InvoiceRole.Subject1 ? ours.Answers([.. some.Select(one => new object?[] { company, one.KsefNumber })]) : null;
        bool IsOurs(int i) => issued?[i] is not null;
        var ids = invoice.Answers([.. some.Select((one, i) => Values(one, IsOurs(i)))]);
        for (var i = 0; i < added.Length; i++)
            if (ids[i] is long id) added[i] = AddWhatBelongsTo(id, some[i], IsOurs(i));
        var others = Enumerable.Range(0, added.Length).Where(i => ids[i] is null).ToList();
        var before = known.Answers(others.ConvertAll(i => new object?[] { company, some[i].KsefNumber, some[i].Hash.Base64Url }));
        for (var i = 0; i < others.Count; i++)
        {
            added[others[i]] = before[i] is null ? Added.OtherBytes : Added.WasHere;
            // It came in another role before.
            if (before[i] is long id) AddRole(id);
        }
        return added;
    }

    private object?[] Values(ReceivedFacts one, bool isOurs)
    {
        var of = one.Metadata;
        return
        [
            company, one.KsefNumber, (isOurs ? ReceivedState.Seen : ReceivedState.New).Word(), package.Role.Word(), Text(one.Number), one.Kind, one.Form,
            Database.Date(one.IssueDate), InboxPackages.Exactly(of.StoredAt), Database.Instant(of.TakenInAt),
            of.InvoicingMode == InvoicingMode.Offline ? "offline" : "online", one.SellerNip, Text(one.SellerName), Text(one.BuyerId), Text(one.BuyerName),
            Amount(one.Net), Amount(one.Vat), Amount(one.Gross), one.Currency, one.Hash.Base64Url, one.Size, of.IsSelfInvoicing ? 1L : 0L,
            string.Join(' ', one.Accounts), UsualUnlessKnown(one), one.DueDate is { } due ? Database.Date(due) : null, package.Id, now,
        ];
    }

    private Added AddWhatBelongsTo(long id, ReceivedFacts one, bool isOurs)
    {
        file.Execute(id, company, one.Deflated);
        AddRole(id);
        foreach (var named in one.Names) names.Execute(company, id, one.SellerNip, named.Number is { } number ? Text(number) : null, named.KsefNumber);
        waiting.Add((id, one.Words));
        signsWaiting += one.Words.Length;
        if (signsWaiting > MostWaiting) Finish();
        if (isOurs) return Added.Silently;
        FirstToBeSeen ??= id;
        return Added.ToBeSeen;
    }

    private void AddRole(long id) => role.Execute(company, package.Role.Word(), id);

    /// <summary>Writes by which words those are found that were added.</summary>
    public void Finish()
    {
        foreach (var (id, found) in waiting) words.Execute(id, found);
        waiting.Clear();
        signsWaiting = 0;
        rows.Finish();
    }

    // Where a seller was paid so far, when this invoice names another account; else its accounts are noted as his.
    private string? UsualUnlessKnown(ReceivedFacts one)
    {
        if (one.Accounts.Count == 0 || one.SellerNip == nip || package.Role == InvoiceRole.Subject1) return null;
        if (!usualAccounts.TryGetValue(one.SellerNip, out var usualOnes)) usualAccounts[one.SellerNip] = usualOnes = AccountsOf(one.SellerNip);
        if (usualOnes.Count > 0 && !one.Accounts.All(usualOnes.Contains)) return string.Join(' ', usualOnes.Order(StringComparer.Ordinal));
        foreach (var account in one.Accounts.Where(usualOnes.Add)) pay.Execute(company, one.SellerNip, account, now);
        return null;
    }

    private HashSet<string> AccountsOf(string seller) => connection.Query<string>(
        "SELECT account FROM seller_account WHERE company = @Company AND seller_nip = @seller", new { Company = company, seller }, transaction).ToHashSet();

    private static string Amount(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(string value) => Database.WithoutNul(value);

    public void Dispose() => rows.Dispose();
}
