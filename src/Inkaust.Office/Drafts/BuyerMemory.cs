using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A buyer that a company knows.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Party">As it stands on invoices.</param>
/// <param name="Times">How many invoices it got since it is known.</param>
/// <param name="LastAt">When it was used or changed last.</param>
public sealed record KnownBuyer(long Id, Party Party, long Times, DateTimeOffset LastAt);

/// <summary>The buyers of companies: learned from what is issued, and changed by hand. One number, or without one name, is one buyer.</summary>
public sealed class BuyerMemory(Database database, TimeProvider clock)
{
    private sealed record Row(long Id, byte[] Party, long Times, string LastAt);

    private const string Columns = "id, party, times, last_at";

    /// <summary>Those of a company whose name or number holds what was typed, the one used last first.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="text">Part of a name or number, with or without Polish letters; empty: all.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<KnownBuyer> Search(Company company, string text, int most = 12)
    {
        var words = Folded(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6).ToList();
        var parameters = new DynamicParameters(new { Company = company.Id.Text, most });
        for (var i = 0; i < words.Count; i++)
            parameters.Add($"Word{i}", $"%{Database.ForLike(words[i])}%");
        var conditions = string.Concat(words.Select((_, i) => $" AND search LIKE @Word{i} ESCAPE '\\'"));
        using var connection = database.Of(company.Id).Connect();
        return [.. connection.Query<Row>(
            $"SELECT {Columns} FROM buyer WHERE company = @Company{conditions} ORDER BY last_at DESC, id DESC LIMIT @most", parameters).Select(Read)];
    }

    /// <summary>One of them; null: there is none with this key.</summary>
    public KnownBuyer? At(Company company, long id)
    {
        using var connection = database.Of(company.Id).Connect();
        return connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM buyer WHERE company = @Company AND id = @id",
            new { Company = company.Id.Text, id }) is { } row ? Read(row) : null;
    }

    /// <summary>Adds a buyer, or changes the one with the same number or name.</summary>
    /// <exception cref="RefusedException">INK-BUYER-001: it has no name.</exception>
    public void Save(Company company, Party buyer) => Put(company, buyer, 0);

    /// <summary>Changes one of them, also its number and name.</summary>
    /// <inheritdoc cref="Save(Company, Party)"/>
    public void Change(Company company, long id, Party buyer)
    {
        if (string.IsNullOrWhiteSpace(buyer.Name)) throw new RefusedException(ShelfFindings.BuyerNameless);
        database.Of(company.Id).InTransaction((connection, transaction) =>
        {
            // Under its new number another one may be known already: the two are one from now on.
            connection.Execute("DELETE FROM buyer WHERE company = @Company AND known_by = @KnownBy AND id <> @id",
                new { Company = company.Id.Text, KnownBy = KnownBy(buyer), id }, transaction);
            return connection.Execute("""
                UPDATE buyer SET known_by = @KnownBy, name = @Name, search = @Search, party = @Party, last_at = @At
                WHERE company = @Company AND id = @Id
                """, RowOf(company, buyer, 0, id), transaction);
        });
    }

    /// <summary>Forgets one of them.</summary>
    public bool Forget(Company company, long id)
    {
        using var connection = database.Of(company.Id).Connect();
        return connection.Execute("DELETE FROM buyer WHERE company = @Company AND id = @id", new { Company = company.Id.Text, id }) == 1;
    }

    /// <summary>An invoice was issued for this buyer.</summary>
    internal void Learn(Company company, Party buyer)
    {
        if (!string.IsNullOrWhiteSpace(buyer.Name)) Put(company, buyer with { Key = null }, 1);
    }

    private void Put(Company company, Party buyer, int times)
    {
        if (string.IsNullOrWhiteSpace(buyer.Name)) throw new RefusedException(ShelfFindings.BuyerNameless);
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            INSERT INTO buyer (company, known_by, name, search, party, times, last_at)
            VALUES (@Company, @KnownBy, @Name, @Search, @Party, @Times, @At)
            ON CONFLICT (company, known_by) DO UPDATE SET name = excluded.name, search = excluded.search, party = excluded.party,
                times = buyer.times + excluded.times, last_at = excluded.last_at
            """, RowOf(company, buyer, times));
    }

    private object RowOf(Company company, Party buyer, int times, long id = 0) => new
    {
        Id = id,
        Company = company.Id.Text,
        KnownBy = KnownBy(buyer),
        Name = Database.WithoutNul(buyer.Name!.Trim()),
        Search = Folded($"{buyer.Name} {NumberOf(buyer)}"),
        Party = StoredJson.Marked(buyer.WriteJson()),
        Times = times,
        At = Database.Instant(clock.GetUtcNow()),
    };

    private static string KnownBy(Party buyer) => NumberOf(buyer) is { Length: > 0 } number ? $"number:{number}" : $"name:{Folded(buyer.Name!)}";

    private static string NumberOf(Party buyer) => buyer.Nip?.ToString() ?? buyer.EuVat?.ToString() ?? (buyer.ForeignId is { } foreign
        ? $"{foreign.Country}{foreign.Number}" : "");

    // Capitals without Polish marks, numbers without hyphens: people type "zolty klos" and "671-234".
    private static string Folded(string text) => string.Concat(PlainLetters.Of(Database.WithoutNul(text).ToUpperInvariant())
        .Where(c => c != '-').Select(c => char.IsWhiteSpace(c) ? ' ' : c)).Trim();

    private static KnownBuyer Read(Row row) =>
        new(row.Id, Party.ReadJson(StoredJson.Unmarked(row.Party)), row.Times, Database.Instant(row.LastAt));
}
