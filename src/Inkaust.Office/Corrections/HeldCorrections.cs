using System.Data.Common;
using System.Text.Json;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>
/// A correction that waits for the KSeF number of its original. It is not issued: it has no bytes, no hash and no issue date
/// yet, because the number stands in its file (LAW 52).
/// </summary>
public sealed record HeldCorrection
{
    /// <summary>Its place among the held ones.</summary>
    public required long Id { get; init; }

    public required CompanyId Company { get; init; }

    /// <summary>The NIP of that company.</summary>
    public required Nip Seller { get; init; }

    public required string Environment { get; init; }

    /// <summary>The original, by its place in the ledger.</summary>
    public required long Original { get; init; }

    /// <summary>RodzajFaktury of the correction.</summary>
    public required string Kind { get; init; }

    /// <summary>P_2 of the correction.</summary>
    public required string Number { get; init; }

    public required InvoiceDraft Draft { get; init; }

    /// <summary>How it is issued when its time has come.</summary>
    public required IssuingTerms Terms { get; init; }

    public required DateTimeOffset HeldAt { get; init; }
}

/// <summary>The corrections that wait.</summary>
public sealed class HeldCorrections(Database database, TimeProvider clock)
{
    /// <summary>The code of the refusal when another one with its number waits.</summary>
    internal const string NumberIsHeldCode = "INK-CORRECT-004";

    private sealed record Row
    {
        public required long Id { get; init; }
        public required string Company { get; init; }
        public required string Seller { get; init; }
        public required string Environment { get; init; }
        public required long Original { get; init; }
        public required string Kind { get; init; }
        public required string Number { get; init; }
        public required byte[] Draft { get; init; }
        public required string Wish { get; init; }
        public required string Accepted { get; init; }
        public required string HeldAt { get; init; }
        public required string? RequestKey { get; init; }
    }

    private const string Columns = """
        id, company, (SELECT nip FROM company WHERE company.id = held_correction.company) AS seller, environment, original, kind, number,
        draft, wish, accepted, held_at, request_key
        """;

    /// <summary>Keeps a correction until its original has a number.</summary>
    /// <exception cref="RefusedException">INK-CORRECT-004: another one with this number is held.</exception>
    public HeldCorrection Hold(Company company, IssuedInvoice original, string kind, InvoiceDraft draft, IssuingTerms terms)
    {
        using var connection = database.Of(company.Id).Connect();
        var now = clock.GetUtcNow();
        try
        {
            var id = connection.ExecuteScalar<long>("""
                INSERT INTO held_correction (company, environment, original, kind, number, draft, wish, accepted, held_at, request_key)
                VALUES (@Company, @Environment, @Original, @kind, @Number, @Draft, @Wish, @Accepted, @HeldAt, @IdempotencyKey) RETURNING id
                """, new
            {
                Company = company.Id.Text,
                Environment = company.Environment.Word,
                Original = original.Id,
                kind,
                draft.Number,
                Draft = StoredJson.Marked(draft.WriteJson()),
                Wish = JsonNamingPolicy.KebabCaseLower.ConvertName(terms.Wish.ToString()),
                Accepted = string.Join(' ', terms.Accept),
                HeldAt = Database.Instant(now),
                terms.IdempotencyKey,
            });
            return new HeldCorrection
            {
                Id = id,
                Company = company.Id,
                Seller = company.Nip,
                Environment = company.Environment.Word,
                Original = original.Id,
                Kind = kind,
                Number = draft.Number,
                Draft = draft,
                Terms = terms,
                HeldAt = now,
            };
        }
        catch (DbException fault) when (Database.IsTaken(fault))
        {
            throw new RefusedException(new Finding("INK-CORRECT-004",
                $"Korekta {kind} o numerze {draft.Number} już czeka na numer faktury korygowanej.",
                $"A correction {kind} with the number {draft.Number} waits for the number of its original already.")
            { Path = "number", Hint = new("Zobacz", "See"), Next = new SeeHeldCorrections() }, fault);
        }
    }

    /// <summary>Those of a company that still wait, oldest first.</summary>
    public IReadOnlyList<HeldCorrection> Of(Company company) =>
        [.. Among([company]).Where(one => one.Environment == company.Environment.Word)];

    /// <summary>The one that a request with this key has left waiting; null: none waits.</summary>
    internal HeldCorrection? Under(Company company, string key)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>($"""
            SELECT {Columns} FROM held_correction WHERE company = @Company AND request_key = @key AND issued IS NULL AND withdrawn_at IS NULL
            """, new { Company = company.Id.Text, key }) is { } row ? Read(row) : null;
    }

    /// <summary>Those of these companies that still wait, oldest first.</summary>
    public IReadOnlyList<HeldCorrection> Among(IReadOnlyList<Company> companies)
    {
        var scope = new CompanyScope(companies);
        using var connection = database.Connect();
        return [.. connection.Query<Row>($"""
            SELECT {Columns} FROM held_correction WHERE {scope.Condition} AND issued IS NULL AND withdrawn_at IS NULL ORDER BY id
            """, scope.With()).Select(Read)];
    }

    /// <summary>It is issued and waits no longer.</summary>
    public void Released(Company company, HeldCorrection held, IssuedInvoice issued)
    {
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("UPDATE held_correction SET issued = @Issued WHERE id = @Id AND company = @Company",
            new { Issued = issued.Id, held.Id, Company = company.Id.Text });
    }

    /// <summary>One of these companies does not want it any more; nothing was issued.</summary>
    /// <exception cref="RefusedException">INK-CORRECT-005: no such one waits.</exception>
    public HeldCorrection Withdraw(IReadOnlyList<Company> companies, long id)
    {
        var held = Among(companies).FirstOrDefault(one => one.Id == id) ?? throw new RefusedException(new Finding("INK-CORRECT-005",
            $"Nie czeka tu żadna korekta pod {id}.", $"No correction waits under {id}.")
        { Hint = new("Zobacz", "See"), Next = new SeeHeldCorrections() });
        using var connection = database.Connect();
        connection.Execute("UPDATE held_correction SET withdrawn_at = @At WHERE id = @id AND company = @Company AND issued IS NULL",
            new { id, Company = held.Company.Text, At = Database.Instant(clock.GetUtcNow()) });
        return held;
    }

    private static HeldCorrection Read(Row row) => new()
    {
        Id = row.Id,
        Company = new CompanyId(row.Company),
        Seller = Nip.AsWritten(row.Seller),
        Environment = row.Environment,
        Original = row.Original,
        Kind = row.Kind,
        Number = row.Number,
        Draft = InvoiceDraft.ReadJson(StoredJson.Unmarked(row.Draft)),
        // Before version 1 it stood there as in C#.
        Terms = new(Enum.Parse<ModeWish>(row.Wish.Replace("-", ""), ignoreCase: true))
        { Accept = row.Accepted.Split(' ', StringSplitOptions.RemoveEmptyEntries), IdempotencyKey = row.RequestKey },
        HeldAt = Database.Instant(row.HeldAt),
    };
}
