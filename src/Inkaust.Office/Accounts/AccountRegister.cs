using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The people who sign in.</summary>
public sealed class AccountRegister(Database database, TimeProvider clock)
{
    private sealed record Row(string Id, string Email, string Name, string Language, long IsOperator);

    private const string Selection = "SELECT id, email, name, language, is_operator FROM account";

    /// <summary>Adds a person; the first one runs this installation.</summary>
    /// <param name="email">His address; another account may not have it.</param>
    /// <param name="name">What he is called.</param>
    /// <param name="language">In which language the program speaks to him.</param>
    public Account Add(string email, string name, Language language) => database.InTransaction((connection, transaction) =>
    {
        var isFirst = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM account", transaction: transaction) == 0;
        var account = new Account(new AccountId(Guid.NewGuid().ToString("n")), email, name, language, isFirst);
        connection.Execute("""
            INSERT INTO account (id, email, email_key, name, language, is_operator, created_at)
            VALUES (@Id, @Email, @EmailKey, @Name, @Language, @IsOperator, @CreatedAt)
            """, new
        {
            Id = account.Id.Text,
            account.Email,
            EmailKey = account.Email.ToUpperInvariant(),
            account.Name,
            Language = language == Language.Polish ? "pl" : "en",
            IsOperator = isFirst ? 1 : 0,
            CreatedAt = Database.Instant(clock.GetUtcNow()),
        }, transaction);
        return account;
    });

    /// <summary>The person with this key; null: there is none.</summary>
    public Account? At(AccountId id)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>($"{Selection} WHERE id = @Id", new { Id = id.Text }) is { } row ? Read(row) : null;
    }

    /// <summary>Those who run this installation.</summary>
    public IReadOnlyList<Account> Operators()
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>($"{Selection} WHERE is_operator = 1 ORDER BY name").Select(Read)];
    }

    private static Account Read(Row row) =>
        new(new(row.Id), row.Email, row.Name, row.Language == "en" ? Language.English : Language.Polish, row.IsOperator != 0);
}
