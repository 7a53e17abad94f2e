using System.Text.RegularExpressions;
using Inkaust.Office;

namespace Inkaust.Tests.Rules;

/// <summary>
/// Rows of a company are asked for and changed only together with the company (DESIGN 6.2). Every statement of the office is looked at as it stands
/// in the sources; what a statement leaves to a value that is put into it counts only when that value is the scope.
/// </summary>
public sealed partial class SqlScopeTests
{
    // Tables whose rows belong to a company. The others belong to an environment, to a day of the calendar, or to the store itself.
    private static readonly string[] OfACompany =
    [
        "invoice", "transition", "deadline_change", "session", "session_upo", "package", "refused_upo", "certificate", "renewal", "ksef_token", "rights",
        "lease", "held_correction", "member", "delivery", "named_invoice", "task_note", "consultation", "consultation_message",
        "consultation_file", "consultation_read", "event", "event_letter", "event_seen", "notice_choice", "calendar_feed", "company_look",
        "invitation", "audit", "company_letter", "ksef_claim", "former_member", "draft", "number_series", "number_counter", "buyer", "api_key",
        "event_order", "webhook", "webhook_delivery", "webhook_attempt",
        "inbox_mark", "inbox_package", "inbox_refused", "received", "received_file", "received_role", "received_step", "received_name", "seller_account",
        "watched_invoice", "device", "device_invoice",
    ];

    // These have rows only where invoices are, and a company with invoices cannot be removed.
    private static readonly string[] WithInvoices =
    [
        "invoice", "transition", "deadline_change", "session", "session_upo", "package", "held_correction", "delivery", "named_invoice",
        "received", "received_file", "received_role", "received_step", "received_name", "seller_account",
    ];

    private static readonly string[] OfNobody =
    [
        "company", "announcement", "latarnia", "latarnia_asked", "total_failure", "calendar_change", "presence", "upo_authority", "request",
        "block", "limits", "schema_version", "pg_tables", "inquiry", "inquiry_answer", "offer", "office_hours", "event_cursor", "account",
        "letter", "letter_file", "mail_server", "sealing", "presence_change", "recovery_code", "passkey", "sign_in", "email_code", "throttle", "web_key",
        "received_text", // words alone: what they find is a row of received, which names its company
        "received_vocabulary", // those words, without rows
    ];

    /// <summary>Statements that need not name a company, by how they begin, and why.</summary>
    private static readonly (string Begins, string Because)[] Exceptions =
    [
        ("SELECT company, role FROM member WHERE account", "this is where the scope of an account comes from"),
        ("SELECT COALESCE(MAX(id), 0) FROM transition", "it tells whether anything happened at all, and to nobody what"),
        ("SELECT id, company FROM consultation WHERE partner = 'specialist'", "what the specialist was asked, by whatever company"),
        ("SELECT company FROM consultation WHERE partner = 'specialist' AND id", "whose question it is that the specialist answers"),
        ("SELECT company, account FROM calendar_feed WHERE secret_hash", "the secret is what says which company, and whose"),
        ("SELECT COUNT(*), COALESCE(MAX(id), 0) FROM transition WHERE id >", "whether any ledger went on, and nothing of what stands in them"),
        ("SELECT MAX(id) FROM transition", "how far all ledgers have come, and nothing of what stands in them"),
        ("SELECT id, company, email, role, ends_at FROM invitation WHERE secret_hash", "whoever holds the secret is told to which company it leads"),
        ("SELECT {Columns} FROM api_key WHERE account", "the keys of an account are of no company"),
        ("SELECT {Columns} FROM api_key WHERE secret_hash", "the secret is what says whose key it is"),
        ("UPDATE api_key SET revoked_at = @At WHERE id = @id AND account", "likewise a key of an account"),
        ("UPDATE api_key SET ends_at = @End WHERE id = @id AND account", "likewise"),
        ("UPDATE api_key SET used_at", "a key that was just found by its secret"),
        ("SELECT id FROM company WHERE NOT EXISTS (SELECT 1 FROM member", "companies to which nobody belongs, for whoever runs the installation"),
        ("SELECT certificate.id, certificate.company, company.nip", "each key is bound to the company in whose row it stands, when the store is opened"),
        ("SELECT ksef_token.company, company.nip", "each token likewise"),
        ("SELECT EXISTS (SELECT 1 FROM device WHERE public_key", "whether any device has this key, and not which"),
        ("SELECT EXISTS (SELECT 1 FROM certificate WHERE public_key", "whether any certificate has it"),
        ("INSERT INTO session_upo", "a page bears KSeF's own reference, and is reached only through invoices, which name their company"),
    ];

    [Fact]
    public void Everything_of_a_company_goes_with_it() => Assert.Equal(OfACompany.Except(WithInvoices).Order(), CompanyRegister.GoesWithIt.Order());

    [Fact]
    public void Every_statement_about_the_rows_of_a_company_names_it()
    {
        var statements = Statements().ToList();
        var withoutIt = statements.Where(one => TablesIn(one.Sql).Intersect(OfACompany).Any() && !NamesTheCompany(one.Sql))
            .Where(one => !Exceptions.Any(exception => one.Sql.StartsWith(exception.Begins, StringComparison.Ordinal)));
        Assert.Empty(withoutIt.Select(one => $"{one.File}: {one.Sql}"));
        // What is looked for is found, and each exception is still one.
        foreach (var table in OfACompany) Assert.Contains(statements, one => TablesIn(one.Sql).Contains(table));
        Assert.All(Exceptions, exception => Assert.Contains(statements, one =>
            one.Sql.StartsWith(exception.Begins, StringComparison.Ordinal) && !NamesTheCompany(one.Sql)));
    }

    [Fact]
    public void Every_table_of_the_store_is_known_to_belong_to_a_company_or_to_none()
    {
        var tables = OldStore.Migrations.SelectMany(one => TableMade().Matches(one.Text)).Select(one => one.Groups[1].Value).ToList();
        Assert.NotEmpty(tables);
        Assert.Empty(tables.Except([.. OfACompany, .. OfNobody]));
        Assert.Empty(Statements().SelectMany(one => TablesIn(one.Sql)).Except([.. OfACompany, .. OfNobody]));
    }

    [Theory]
    [InlineData("SELECT xml FROM invoice WHERE id = @Id", false)]
    [InlineData("SELECT xml FROM invoice WHERE id = @Id AND company = @Company", true)]
    [InlineData("SELECT id FROM invoice WHERE (@company IS NULL OR company = @company)", false)]
    [InlineData("SELECT invoice.id FROM invoice JOIN package ON invoice.company = package.company", false)]
    [InlineData("SELECT company, why FROM refused_upo ORDER BY id", false)]
    [InlineData("SELECT why FROM refused_upo WHERE {scope.Condition} ORDER BY id", true)]
    [InlineData("SELECT why FROM refused_upo WHERE {condition}", false)]
    [InlineData("INSERT INTO package (company, session) VALUES (@Company, @session)", true)]
    [InlineData("INSERT INTO transition (invoice, at) VALUES (@invoice, @At)", false)]
    public void What_names_a_company_is_told_from_what_does_not(string sql, bool names) => Assert.Equal(names, NamesTheCompany(sql));

    private static bool NamesTheCompany(string sql) => Company().IsMatch(sql) && !Unless().IsMatch(sql);

    private static IEnumerable<string> TablesIn(string sql) => Table().Matches(sql).Select(one => one.Groups[1].Value);

    private static IEnumerable<(string File, string Sql)> Statements() =>
        from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src", "Inkaust.Office"), "*.cs", SearchOption.AllDirectories)
        from literal in Literal().Matches(File.ReadAllText(file))
        let sql = Blank().Replace(literal.Groups["raw"].Success ? literal.Groups["raw"].Value : literal.Groups["plain"].Value, " ").Trim()
        where Statement().IsMatch(sql)
        select (Path.GetRelativePath(Checkout.Root, file), sql);

    [GeneratedRegex("""
        \"{3}(?<raw>.*?)\"{3}|"(?<plain>(?:[^"\\\r\n]|\\.)*)"
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^(SELECT|INSERT|UPDATE|DELETE|WITH)\s")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|^UPDATE)\s+([a-z_]+)")]
    private static partial Regex Table();

    // Two columns that are compared with each other name nobody.
    [GeneratedRegex(@"\bcompany (= @|= excluded\.|IN \()|\{scope\.Condition\}|^INSERT INTO [a-z_]+ \([^)]*\bcompany\b[^)]*\) VALUES")]
    private static partial Regex Company();

    [GeneratedRegex(@"IS NULL OR company")]
    private static partial Regex Unless();

    [GeneratedRegex(@"CREATE TABLE ([a-z_]+)")]
    private static partial Regex TableMade();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
