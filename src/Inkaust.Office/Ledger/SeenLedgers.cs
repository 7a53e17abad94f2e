using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// The ledgers of several companies, as somebody who may see just these looks for something in them. Steps are taken in one of them.
/// </summary>
/// <param name="database">Where they are.</param>
/// <param name="companies">Those that he may see.</param>
/// <param name="clock">The time.</param>
/// <param name="bell">Rings when something waits to be sent.</param>
public sealed class SeenLedgers(Database database, IReadOnlyList<Company> companies, TimeProvider clock, IssuedBell? bell)
{
    private readonly CompanyScope scope = new(companies);

    /// <summary>The ledger in which an invoice is.</summary>
    /// <exception cref="InvalidOperationException">It is of none of these companies: a fault in the program.</exception>
    public CompanyLedger Of(IssuedInvoice invoice)
    {
        var company = CompanyOf(invoice);
        return new(database.Of(company.Id), company, clock, bell);
    }

    /// <summary>Whose an invoice is.</summary>
    /// <inheritdoc cref="Of"/>
    public Company CompanyOf(IssuedInvoice invoice) => companies.FirstOrDefault(one => one.Id == invoice.Company)
        ?? throw new InvalidOperationException($"Invoice {invoice.Id} is of a company that is not seen here.");

    /// <summary>Their invoices, newest first.</summary>
    /// <param name="states">Words of states; none for all.</param>
    public IReadOnlyList<IssuedInvoice> List(params string[] states)
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, scope, LedgerRow.InStates(states, out var parameters), parameters, "id DESC")];
    }

    /// <summary>Finds the invoice that a person means: by its place, its number, its KSeF number or its hash.</summary>
    /// <param name="reference">Any of them; <c>id:17</c> is the place 17 and nothing else, because a number may be 17 too.</param>
    /// <exception cref="RefusedException">INK-LEDGER-002: nothing found; INK-LEDGER-003: several.</exception>
    public IssuedInvoice Find(string reference) => TryFind(reference) ?? throw new RefusedException(new Finding("INK-LEDGER-002",
        $"W rejestrze nie ma faktury „{reference}”.", $"There is no invoice '{reference}' in the ledger.")
    { Hint = new("Zobacz", "Look"), Next = new SeeLedger() });

    /// <summary>The same; null when nothing is found.</summary>
    /// <exception cref="RefusedException">INK-LEDGER-003: several.</exception>
    public IssuedInvoice? TryFind(string reference)
    {
        using var connection = database.Connect();
        var found = LedgerRow.Where(connection, scope, """
            CAST(id AS TEXT) = @reference OR 'id:' || CAST(id AS TEXT) = @reference
                OR number = @reference OR ksef_number = @reference OR hash = @reference
            """, new { reference }).ToList();
        // A repaired invoice has the number of the refused one, and is the one that is meant.
        if (found.Count > 1 && found.DistinctBy(one => (one.Company, one.Number)).Count() == 1
            && found.Where(one => one.State is not (InvoiceState.Rejected or InvoiceState.TechnicallyCorrected)).ToList() is [var only]) return only;
        return found.Count < 2 ? found.FirstOrDefault() : throw new RefusedException(new Finding("INK-LEDGER-003",
            $"Pod „{reference}” jest kilka faktur: {Places(found)}.", $"There are several invoices under '{reference}': {Places(found)}.")
        { Hint = new($"Podaj miejsce w rejestrze: id:{found[0].Id}", $"Name the place in the ledger: id:{found[0].Id}") });
    }

    /// <summary>The invoice that was issued as this file, the newest of several; null when none was issued here.</summary>
    /// <param name="file">The file.</param>
    /// <param name="environment">The one that goes before the others, when the file was issued in several.</param>
    public IssuedInvoice? IssuedAs(Fa3Invoice file, KsefEnvironment? environment = null)
    {
        var sellers = new CompanyScope([.. companies.Where(one => one.Nip == file.SellerNip)]);
        using var connection = database.Connect();
        return LedgerRow.Where(
            connection, sellers, "number = @Number AND hash = @Hash", new { file.Number, Hash = file.Hash.Base64Url, environment?.Word },
            "CASE WHEN environment = @Word THEN 0 ELSE 1 END, id DESC LIMIT 1").FirstOrDefault();
    }

    /// <summary>The invoices whose file has this hash, the newest first; one file may have been issued in several environments.</summary>
    public IReadOnlyList<IssuedInvoice> WithHash(InvoiceHash hash)
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, scope, "hash = @Hash", new { Hash = hash.Base64Url }, "id DESC LIMIT 20")];
    }

    /// <summary>The companies of which something is to be sent, settled, closed or fetched.</summary>
    internal IReadOnlySet<CompanyId> WithWork()
    {
        using var connection = database.Connect();
        return connection.Query<string>($"""
            SELECT company FROM invoice WHERE {scope.Condition} AND {CompanyLedger.Waits}
            UNION SELECT company FROM invoice WHERE {scope.Condition} AND {StoredUpos.WithoutReceipt}
            UNION SELECT company FROM session WHERE {scope.Condition} AND settled_at IS NULL
            """, scope.With()).Select(id => new CompanyId(id)).ToHashSet();
    }

    /// <summary>Why the latest receipt of each company was not taken; nothing of those of which all were.</summary>
    internal IReadOnlyDictionary<string, string> RefusedReceipts()
    {
        using var connection = database.Connect();
        return connection.Query<(string Company, string Why)>(
            $"SELECT company, why FROM refused_upo WHERE {scope.Condition} ORDER BY last_at", scope.With())
            .GroupBy(row => row.Company).ToDictionary(group => group.Key, group => group.Last().Why);
    }

    // Where they are of several companies, each place with its own.
    private string Places(IReadOnlyList<IssuedInvoice> found) => string.Join(", ", found.DistinctBy(one => one.Company).Count() == 1
        ? found.Select(invoice => $"{invoice.Id}")
        : found.Select(invoice => $"{invoice.Id} ({CompanyOf(invoice).Name}, NIP {CompanyOf(invoice).Reference.Shortest})"));
}
