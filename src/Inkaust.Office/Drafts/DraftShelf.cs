using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// The drafts of companies. Whoever saves says which version he has read: an older one never overwrites a newer one. A draft that was issued or
/// thrown away is no longer shown, and still says what became of it.
/// </summary>
public sealed partial class DraftShelf(Database database, Ledger ledger, NumberSeries series, TimeProvider clock)
{
    private sealed record Row
    {
        public required string Id { get; init; }
        public required long Version { get; init; }
        public required byte[] Content { get; init; }
        public required string? Series { get; init; }
        public required string SavedAt { get; init; }
        public required string SavedBy { get; init; }
        public required long? Invoice { get; init; }
        public required long? Held { get; init; }
        public required string? RemovedAt { get; init; }
    }

    // A correction that was held is no draft until it is withdrawn.
    private const string OnIt = """
        invoice IS NULL AND removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM held_correction
            WHERE held_correction.company = draft.company AND request_key = 'draft:' || draft.id AND withdrawn_at IS NULL)
        """;

    /// <summary>The drafts of a company, the latest first.</summary>
    public IReadOnlyList<DraftHead> Of(Company company)
    {
        using var connection = database.Of(company.Id).Connect();
        return [.. connection.Query<(string Id, string? Number, string? Buyer, string? Gross, string? Currency, string SavedAt)>($"""
            SELECT id, number, buyer_name, gross, currency, saved_at FROM draft WHERE company = @Company AND {OnIt} ORDER BY saved_at DESC, id
            """, new { Company = company.Id.Text })
            .Select(row => new DraftHead(row.Id, row.Number, row.Buyer,
                row.Gross is { } gross ? decimal.Parse(gross, CultureInfo.InvariantCulture) : null,
                row.Currency ?? "PLN", Database.Instant(row.SavedAt)))];
    }

    /// <summary>A draft, also one that was issued or thrown away; null: there never was one.</summary>
    public Draft? Find(Company company, string id)
    {
        using var connection = database.Of(company.Id).Connect();
        return Find(connection, null, company, id);
    }

    /// <summary>Saves a draft.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="id">Its key.</param>
    /// <param name="over">The version that this one follows; null: it is new.</param>
    /// <param name="content">What was written.</param>
    /// <param name="fromSeries">The series from which it gets its number; null: the first of the company.</param>
    /// <returns>As it stands now; saving the same again, when the first answer was lost, changes nothing.</returns>
    /// <exception cref="RefusedException">INK-SHELF-002: a newer version is there; 003: it was issued; 004: thrown away; 005; 006; 007: it is a
    /// correction that waits. Nothing changed.</exception>
    public Draft Save(Company company, string id, long? over, DraftContent content, string? fromSeries = null)
    {
        if (!Key().IsMatch(id)) throw new RefusedException(ShelfFindings.NoKey);
        return database.Of(company.Id).InTransaction((connection, transaction) =>
        {
            var row = RowOf(company, id, content, fromSeries);
            var written = over is null
                ? connection.Execute("""
                    INSERT INTO draft (company, id, version, content, number, buyer_name, gross, currency, series, saved_at, saved_by)
                    VALUES (@Company, @Id, 1, @Content, @Number, @BuyerName, @Gross, @Currency, @Series, @SavedAt, @SavedBy)
                    ON CONFLICT (company, id) DO NOTHING
                    """, row, transaction)
                : connection.Execute($"""
                    UPDATE draft SET version = version + 1, content = @Content, number = @Number, buyer_name = @BuyerName, gross = @Gross,
                        currency = @Currency, series = @Series, saved_at = @SavedAt, saved_by = @SavedBy
                    WHERE company = @Company AND id = @Id AND version = {over.Value} AND {OnIt}
                    """, row, transaction);
            var there = Find(connection, transaction, company, id) ?? throw new RefusedException(ShelfFindings.NoSuchDraft);
            var isTheSame = there.Version == (over ?? 0) + 1 && there.Content.Utf8.Span.SequenceEqual(content.Utf8.Span);
            if (written == 0 && !(isTheSame && there.IsOnTheShelf)) throw new RefusedException(WhyNot(company, there));
            return there;
        });
    }

    /// <summary>A new draft that says what an issued invoice says, of today and without its number.</summary>
    public Draft Duplicate(Company company, IssuedInvoice invoice)
    {
        var draft = Fa3DraftReader.Read(ledger.Of(company).Bytes(invoice)) with { IssueDate = null, Seller = null };
        var content = DraftContent.Of(draft with { SaleDate = draft.SaleDate == invoice.IssueDate ? null : draft.SaleDate });
        return Save(company, NewKey(), null, content.WithoutNumber());
    }

    /// <summary>Throws a draft away; <see cref="Restore"/> undoes it.</summary>
    /// <returns>There was one.</returns>
    public bool Remove(Company company, string id)
    {
        if (Find(company, id) is not { IsOnTheShelf: true }) return false;
        series.GiveBack(company, id);
        using var connection = database.Of(company.Id).Connect();
        return connection.Execute($"UPDATE draft SET removed_at = @At WHERE company = @Company AND id = @id AND {OnIt}",
            new { Company = company.Id.Text, id, At = Database.Instant(clock.GetUtcNow()) }) == 1;
    }

    /// <summary>Takes a draft back that was thrown away.</summary>
    /// <returns>There was one.</returns>
    public bool Restore(Company company, string id)
    {
        using var connection = database.Of(company.Id).Connect();
        return connection.Execute(
            "UPDATE draft SET removed_at = NULL WHERE company = @Company AND id = @id AND removed_at IS NOT NULL AND invoice IS NULL",
            new { Company = company.Id.Text, id }) == 1;
    }

    /// <summary>A key for a draft.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("n");

    /// <summary>The key of the request that issues a draft.</summary>
    internal static string RequestOf(string id) => $"draft:{id}";

    /// <summary>The draft has become this invoice, and leaves the shelf.</summary>
    internal void BecameAnInvoice(Company company, string id, IssuedInvoice invoice)
    {
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("UPDATE draft SET invoice = @Invoice, removed_at = NULL WHERE company = @Company AND id = @id AND invoice IS NULL",
            new { Company = company.Id.Text, id, Invoice = invoice.Id });
    }

    /// <summary>Why a draft cannot be saved or issued as somebody has read it.</summary>
    internal Finding WhyNot(Company company, Draft there) => there switch
    {
        { Invoice: { } invoice } => ShelfFindings.Issued(ledger.Of(company).At(invoice).Number),
        { Held: not null } => ShelfFindings.Held,
        { IsRemoved: true } => ShelfFindings.Removed,
        _ => ShelfFindings.Newer(there.SavedAt),
    };

    private object RowOf(Company company, string id, DraftContent content, string? fromSeries)
    {
        var sums = content.Sums();
        return new
        {
            Company = company.Id.Text,
            Id = id,
            Content = StoredJson.Marked(content.Utf8.Span),
            Number = Kept(content.Number),
            BuyerName = Kept(content.BuyerName),
            Gross = sums?.Totals.Due.ToString(CultureInfo.InvariantCulture),
            sums?.Currency,
            Series = Kept(fromSeries),
            SavedAt = Database.Instant(clock.GetUtcNow()),
            SavedBy = company.By.Text,
        };
    }

    private static string? Kept(string? text) => text is null ? null : Database.WithoutNul(text);

    private static Draft? Find(DbConnection connection, DbTransaction? transaction, Company company, string id) =>
        connection.QuerySingleOrDefault<Row>("""
            SELECT draft.id, version, content, series, saved_at, saved_by, COALESCE(invoice, issued) AS invoice,
                CASE WHEN issued IS NULL THEN held_correction.id END AS held, removed_at
            FROM draft LEFT JOIN held_correction ON held_correction.company = draft.company AND request_key = @Key AND withdrawn_at IS NULL
            WHERE draft.company = @Company AND draft.id = @id
            """, new { Company = company.Id.Text, id, Key = RequestOf(id) }, transaction) is { } row
            ? new Draft(row.Id, row.Version, DraftContent.Read(StoredJson.Unmarked(row.Content).Span), row.Series, Database.Instant(row.SavedAt),
                new Who(row.SavedBy))
            { Invoice = row.Invoice, Held = row.Held, IsRemoved = row.RemovedAt is not null }
            : null;

    [GeneratedRegex(@"^[A-Za-z0-9-]{8,64}\z")]
    private static partial Regex Key();
}
