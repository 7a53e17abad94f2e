using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>By what somebody signed in.</summary>
public enum SignInWay
{
    Password,
    SecondFactor,
    RecoveryCode,
    Passkey,
    EmailCode,
}

/// <summary>A sign-in.</summary>
/// <param name="At">When.</param>
/// <param name="Origin">From where: the address of the network.</param>
/// <param name="Browser">With what, as it says of itself.</param>
/// <param name="Way">By what.</param>
public sealed record SeenSignIn(DateTimeOffset At, string Origin, string Browser, SignInWay Way);

/// <summary>The list of sign-ins of each account, and the letter about one from a device that is new.</summary>
public sealed class SignIns(Database database, Outbox outbox, TimeProvider clock)
{
    private const int Kept = 100;

    /// <summary>Notes a sign-in.</summary>
    /// <param name="account">Who.</param>
    /// <param name="origin">From where.</param>
    /// <param name="browser">With what.</param>
    /// <param name="way">By what.</param>
    /// <param name="isKnown">This device has signed in to this account before; else he is written about it, unless it is his first time.</param>
    public void Note(Account account, string origin, string browser, SignInWay way, bool isKnown)
    {
        var seen = new SeenSignIn(clock.GetUtcNow(), origin, Database.WithoutNul(browser.Length > 120 ? browser[..120] : browser), way);
        var isFirst = database.InTransaction((connection, transaction) =>
        {
            var of = new { Account = account.Id.Text, Kept };
            var before = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sign_in WHERE account = @Account", of, transaction);
            connection.Execute("INSERT INTO sign_in (account, at, origin, browser, way) VALUES (@Account, @At, @Origin, @Browser, @Way)",
                new { of.Account, At = Database.Instant(seen.At), seen.Origin, seen.Browser, Way = Word(way) }, transaction);
            connection.Execute("""
                DELETE FROM sign_in WHERE account = @Account
                    AND id NOT IN (SELECT id FROM sign_in WHERE account = @Account ORDER BY id DESC LIMIT @Kept)
                """, of, transaction);
            return before == 0;
        });
        if (!isKnown && !isFirst) outbox.Put(AccountLetters.NewSignIn(account, seen));
    }

    /// <summary>The sign-ins of an account, the newest first.</summary>
    public IReadOnlyList<SeenSignIn> Of(AccountId account, int most = 20)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string At, string Origin, string Browser, string Way)>(
            "SELECT at, origin, browser, way FROM sign_in WHERE account = @Account ORDER BY id DESC LIMIT @most",
            new { Account = account.Text, most })
            .Select(row => new SeenSignIn(Database.Instant(row.At), row.Origin, row.Browser,
                Enum.GetValues<SignInWay>().FirstOrDefault(way => Word(way) == row.Way)))];
    }

    /// <summary>Writes to somebody that his account was changed.</summary>
    public void Tell(Account account, Wording what) => outbox.Put(AccountLetters.Changed(account, what));

    private static string Word(SignInWay way) => way switch
    {
        SignInWay.Password => "password",
        SignInWay.SecondFactor => "second-factor",
        SignInWay.RecoveryCode => "recovery-code",
        SignInWay.Passkey => "passkey",
        _ => "email-code",
    };
}
