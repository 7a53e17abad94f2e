using Dapper;

namespace Inkaust.Office;

/// <summary>
/// The official receipts (UPO) of the accepted invoices of a company: of one invoice each, or pages of those of sessions, which many invoices share.
/// </summary>
public sealed class StoredUpos(Database database, Company company)
{
    // The condition of the index invoice_without_upo, word for word.
    internal const string WithoutReceipt = "state = 'accepted' AND upo IS NULL AND session_upo IS NULL";

    /// <summary>Stores the receipt of an accepted invoice.</summary>
    internal void Keep(IssuedInvoice invoice, ReadOnlyMemory<byte> upo)
    {
        using var connection = database.Connect();
        connection.Execute("UPDATE invoice SET upo = @upo WHERE id = @Id AND company = @Company",
            new { upo = upo.ToArray(), invoice.Id, Company = company.Id.Text });
    }

    /// <summary>Stores a page of the official receipt of a session, once for all invoices that it names.</summary>
    /// <param name="session">The session.</param>
    /// <param name="page">KSeF's reference of the page.</param>
    /// <param name="upo">The page, byte for byte.</param>
    /// <param name="named">The invoices that stand on it.</param>
    internal void Keep(string session, string page, ReadOnlyMemory<byte> upo, IEnumerable<IssuedInvoice> named) =>
        database.InTransaction((connection, transaction) =>
    {
        var id = connection.ExecuteScalar<long>("""
            INSERT INTO session_upo (session, reference, content) VALUES (@session, @page, @Content)
            ON CONFLICT (reference) DO UPDATE SET session = excluded.session RETURNING id
            """, new { session, page, Content = upo.ToArray() }, transaction);
        return connection.Execute("UPDATE invoice SET session_upo = @id WHERE id = @Invoice AND company = @Company",
            named.Select(invoice => new { id, Invoice = invoice.Id, Company = company.Id.Text }), transaction);
    });

    /// <summary>Accepted invoices whose receipt is not here yet, oldest first.</summary>
    public IReadOnlyList<IssuedInvoice> Lacking()
    {
        using var connection = database.Connect();
        return [.. LedgerRow.Where(connection, new([company]), $"environment = @Environment AND {WithoutReceipt}",
            new { Environment = company.Environment.Word })];
    }

    /// <summary>There are such invoices.</summary>
    public bool AnyLacking()
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<bool>($"""
            SELECT EXISTS (SELECT 1 FROM invoice WHERE company = @Company AND environment = @Environment AND {WithoutReceipt})
            """, new { Company = company.Id.Text, Environment = company.Environment.Word });
    }

    /// <summary>The official receipt, its own or the page of its session that names it; null while there is none.</summary>
    public byte[]? Of(IssuedInvoice invoice)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<byte[]?>("""
            SELECT COALESCE(upo, (SELECT content FROM session_upo WHERE session_upo.id = invoice.session_upo)) FROM invoice
            WHERE id = @Id AND company = @Company
            """, new { invoice.Id, Company = company.Id.Text });
    }
}
