using System.Text;
using Dapper;

namespace Inkaust.Office;

/// <summary>By what an account is opened.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Email">His address.</param>
/// <param name="PasswordHash">His password, hashed; null: none.</param>
/// <param name="Stamp">Changes whenever all who are signed in are to be signed out.</param>
/// <param name="HasSecondFactor">A code is asked for after the password.</param>
/// <param name="Authenticator">What his authenticator app counts codes from, in Base32; null: none.</param>
public sealed record SignInSecret(AccountId Account, string Email, string? PasswordHash, string Stamp, bool HasSecondFactor, string? Authenticator);

/// <summary>A passkey.</summary>
/// <param name="Id">Its key, as the browser names it.</param>
/// <param name="Account">Whose.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Facts">What is needed to check it.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="UsedAt">When it was last used; null: never.</param>
public sealed record Passkey(byte[] Id, AccountId Account, string Name, PasskeyFacts Facts, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);

/// <summary>What is needed to check a passkey (WebAuthn level 3, 4).</summary>
public sealed record PasskeyFacts(
    byte[] PublicKey, uint SignCount, IReadOnlyList<string> Transports, bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp);

/// <summary>Passwords, authenticators, recovery codes and passkeys. Nothing here is readable by who reads the database alone.</summary>
public sealed class SignInSecrets(Database database, MasterKey masterKey, TimeProvider clock)
{
    private sealed record Row(string Id, string Email, string? PasswordHash, string Stamp, long SecondFactor, byte[]? Authenticator);

    private sealed record PasskeyRow(string Id, string Account, string Name, string Facts, string CreatedAt, string? UsedAt);

    private const string Selection = "SELECT id, email, password_hash, stamp, second_factor, authenticator FROM account";
    private const string PasskeySelection = "SELECT id, account, name, facts, created_at, used_at FROM passkey";

    /// <summary>Those of an account; null: there is no such account.</summary>
    public SignInSecret? Of(AccountId account)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>($"{Selection} WHERE id = @Id", new { Id = account.Text }) is { } row ? Read(row) : null;
    }

    /// <summary>Those of the account with this address; null: there is none.</summary>
    public SignInSecret? With(string email)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>($"{Selection} WHERE email_key = @Key", new { Key = EmailAddress.KeyOf(email.Trim()) })
            is { } row ? Read(row) : null;
    }

    /// <summary>Keeps them as they are now.</summary>
    public void Keep(SignInSecret secret)
    {
        using var connection = database.Connect();
        connection.Execute("""
            UPDATE account SET password_hash = @PasswordHash, stamp = @Stamp, second_factor = @SecondFactor, authenticator = @Authenticator
            WHERE id = @Id
            """, new
        {
            secret.PasswordHash,
            secret.Stamp,
            SecondFactor = secret.HasSecondFactor ? 1 : 0,
            Authenticator = secret.Authenticator is { } key ? masterKey.Seal(Encoding.ASCII.GetBytes(key), Purpose(secret.Account.Text)) : null,
            Id = secret.Account.Text,
        });
    }

    /// <summary>Signs an account out everywhere, at once.</summary>
    public void EndAll(AccountId account)
    {
        using var connection = database.Connect();
        connection.Execute("UPDATE account SET stamp = @Stamp WHERE id = @Id", new { Stamp = Secret.Draw(), Id = account.Text });
    }

    /// <summary>Uses the authenticator's code of this step up: nobody uses it, or an earlier one, again (RFC 6238, 5.2).</summary>
    /// <returns>False: it was used.</returns>
    public bool UseUp(AccountId account, long step)
    {
        using var connection = database.Connect();
        return connection.Execute("UPDATE account SET authenticator_step = @step WHERE id = @Id AND authenticator_step < @step",
            new { step, Id = account.Text }) == 1;
    }

    /// <summary>Keeps new recovery codes in place of the former ones.</summary>
    public void KeepRecoveryCodes(AccountId account, IEnumerable<string> codes) => database.InTransaction((connection, transaction) =>
    {
        connection.Execute("DELETE FROM recovery_code WHERE account = @Account", new { Account = account.Text }, transaction);
        foreach (var code in codes)
            connection.Execute("INSERT INTO recovery_code (account, hash) VALUES (@Account, @Hash)",
                new { Account = account.Text, Hash = Secret.HashOf(account.Text + Plain(code)) }, transaction);
        return 0;
    });

    /// <summary>Uses a recovery code up.</summary>
    /// <returns>False: there is no such code, or it was used.</returns>
    public bool UseUp(AccountId account, string recoveryCode)
    {
        using var connection = database.Connect();
        return connection.Execute("DELETE FROM recovery_code WHERE account = @Account AND hash = @Hash",
            new { Account = account.Text, Hash = Secret.HashOf(account.Text + Plain(recoveryCode)) }) == 1;
    }

    /// <summary>How many recovery codes are left.</summary>
    public int CountRecoveryCodes(AccountId account)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>("SELECT COUNT(*) FROM recovery_code WHERE account = @Account", new { Account = account.Text });
    }

    /// <summary>The passkeys of an account, the oldest first.</summary>
    public IReadOnlyList<Passkey> PasskeysOf(AccountId account)
    {
        using var connection = database.Connect();
        return [.. connection.Query<PasskeyRow>($"{PasskeySelection} WHERE account = @Account ORDER BY created_at, id",
            new { Account = account.Text }).Select(Read)];
    }

    /// <summary>The passkey of this key, whosever it is; null: there is none.</summary>
    public Passkey? PasskeyAt(byte[] id)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<PasskeyRow>($"{PasskeySelection} WHERE id = @Id", new { Id = Convert.ToHexStringLower(id) })
            is { } row ? Read(row) : null;
    }

    /// <summary>Adds a passkey, or keeps what has changed of one; nobody takes that of another over.</summary>
    public void Keep(Passkey passkey)
    {
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO passkey (id, account, name, facts, created_at, used_at) VALUES (@Id, @Account, @Name, @Facts, @CreatedAt, @UsedAt)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, facts = excluded.facts, used_at = excluded.used_at
                WHERE passkey.account = excluded.account
            """, new
        {
            Id = Convert.ToHexStringLower(passkey.Id),
            Account = passkey.Account.Text,
            passkey.Name,
            Facts = StoredJson.Write(passkey.Facts),
            CreatedAt = Database.Instant(passkey.CreatedAt),
            UsedAt = passkey.UsedAt is { } at ? Database.Instant(at) : null,
        });
    }

    /// <summary>Notes that a passkey was used now.</summary>
    public void Use(Passkey passkey) => Keep(passkey with { UsedAt = clock.GetUtcNow() });

    /// <summary>Removes a passkey of an account.</summary>
    public void Remove(AccountId account, byte[] passkey)
    {
        using var connection = database.Connect();
        connection.Execute("DELETE FROM passkey WHERE id = @Id AND account = @Account",
            new { Id = Convert.ToHexStringLower(passkey), Account = account.Text });
    }

    // As people write them: capitals, blanks and dashes make no difference.
    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    internal static SealPurpose Purpose(string account) => SealPurpose.Of("authenticator", account);

    private SignInSecret Read(Row row) => new(new(row.Id), row.Email, row.PasswordHash, row.Stamp, row.SecondFactor != 0,
        row.Authenticator is { } key ? Encoding.ASCII.GetString(masterKey.Open(key, Purpose(row.Id))) : null);

    private static Passkey Read(PasskeyRow row) => new(
        Convert.FromHexString(row.Id), new(row.Account), row.Name, StoredJson.Read<PasskeyFacts>(row.Facts),
        Database.Instant(row.CreatedAt), row.UsedAt is { } at ? Database.Instant(at) : null);
}
