using System.Data.Common;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The people who sign in.</summary>
public sealed class AccountRegister(Database database, TimeProvider clock)
{
    private sealed record Row(string Id, string Email, string Name, string Language, long IsOperator);

    private const string Selection = "SELECT id, email, name, language, is_operator FROM account";

    /// <summary>Adds a person whose address is known to be his; the first one runs this installation.</summary>
    /// <param name="email">His address; another account may not have it.</param>
    /// <param name="name">What he is called.</param>
    /// <param name="language">In which language the program speaks to him.</param>
    /// <param name="passwordHash">His password, hashed; null: he has none yet.</param>
    public Account Add(
        string email, string name, Language language, string? passwordHash = null) => database.InTransaction((connection, transaction) =>
    {
        // Of two that come at once one is the first.
        database.Alone(connection, transaction);
        var isFirst = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM account", transaction: transaction) == 0;
        var account = new Account(new AccountId(Guid.NewGuid().ToString("n")), email, name, language, isFirst);
        connection.Execute("""
            INSERT INTO account (id, email, email_key, name, language, is_operator, created_at, password_hash, stamp)
            VALUES (@Id, @Email, @EmailKey, @Name, @Language, @IsOperator, @CreatedAt, @passwordHash, @Stamp)
            """, new
        {
            Id = account.Id.Text,
            account.Email,
            EmailKey = EmailAddress.KeyOf(account.Email),
            account.Name,
            Language = Word(language),
            IsOperator = isFirst ? 1 : 0,
            CreatedAt = Database.Instant(clock.GetUtcNow()),
            passwordHash,
            Stamp = Secret.Draw(),
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

    /// <summary>The person with this key, where he was signed in under this stamp and has not been signed out everywhere since.</summary>
    public Account? SignedIn(AccountId id, string stamp)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>($"{Selection} WHERE id = @Id AND stamp = @stamp", new { Id = id.Text, stamp })
            is { } row ? Read(row) : null;
    }

    /// <summary>The person with this address; null: there is none.</summary>
    public Account? With(string email)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>($"{Selection} WHERE email_key = @Key", new { Key = EmailAddress.KeyOf(email.Trim()) }) is { } row
            ? Read(row) : null;
    }

    /// <summary>Nobody has an account yet.</summary>
    public bool IsEmpty()
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM account") == 0;
    }

    /// <summary>Calls a person otherwise, and speaks another language to him.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-004.</exception>
    public void Change(AccountId id, string? name, Language language)
    {
        if (!AccountFindings.IsName(name)) throw new RefusedException(AccountFindings.NoName);
        using var connection = database.Connect();
        connection.Execute("UPDATE account SET name = @Name, language = @Language WHERE id = @Id",
            new { Name = name!.Trim(), Language = Word(language), Id = id.Text });
    }

    /// <summary>Gives a person another address, and signs him out everywhere.</summary>
    /// <param name="id">Who.</param>
    /// <param name="email">An address that is known to be his.</param>
    /// <param name="stamp">Under what he was signed in when he asked for it.</param>
    /// <returns>The person as he is now; null: another account has that address, or he has been signed out everywhere since.</returns>
    internal Account? Move(AccountId id, string email, string stamp)
    {
        using var connection = database.Connect();
        try
        {
            return connection.Execute("UPDATE account SET email = @email, email_key = @Key, stamp = @New WHERE id = @Id AND stamp = @stamp",
                new { email, Key = EmailAddress.KeyOf(email), New = Secret.Draw(), Id = id.Text, stamp }) == 1 ? At(id) : null;
        }
        catch (DbException fault) when (Database.IsTaken(fault))
        {
            return null;
        }
    }

    private static string Word(Language language) => language == Language.Polish ? "pl" : "en";

    private static Account Read(Row row) =>
        new(new(row.Id), row.Email, row.Name, row.Language == "en" ? Language.English : Language.Polish, row.IsOperator != 0);
}
