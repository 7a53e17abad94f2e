using System.Data.Common;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Somebody wants an account.</summary>
/// <param name="Email">His address.</param>
/// <param name="Name">What he is called.</param>
/// <param name="Language">In which language he is spoken to.</param>
/// <param name="PasswordHash">His password, hashed.</param>
public sealed record WishedAccount(string Email, string Name, Language Language, string PasswordHash);

/// <summary>
/// Makes an account for whoever proves by a code that he reads the address. Until then there is none, so nobody holds an address that is not his.
/// For an address that has an account everything looks the same, and its owner is written that it has.
/// </summary>
public sealed class SignUp
{
    private const string Purpose = "sign-up";

    private readonly AccountRegister accounts;
    private readonly EmailCodes codes;
    private readonly LettersOfCodes letters;

    internal SignUp(AccountRegister accounts, EmailCodes codes, LettersOfCodes letters) =>
        (this.accounts, this.codes, this.letters) = (accounts, codes, letters);

    /// <summary>Sends the first code.</summary>
    /// <returns>A secret that the browser keeps until the code comes back.</returns>
    /// <exception cref="RefusedException">INK-ACCOUNT-002 to 004.</exception>
    public string Begin(WishedAccount wish)
    {
        AccountFindings.RefuseUnfit(wish.Email, wish.Name);
        wish = wish with { Email = wish.Email.Trim(), Name = wish.Name.Trim() };
        letters.RefuseTooMany(wish.Email);
        var (asked, code) = codes.Draw(Purpose, wish);
        Send(wish, code);
        return asked;
    }

    /// <summary>Sends another code.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-002, 007, 008.</exception>
    public void Again(string asked)
    {
        if (codes.Look<WishedAccount>(Purpose, asked) is { } known) letters.RefuseTooMany(known.Email);
        var (wish, code) = codes.DrawAgain<WishedAccount>(Purpose, asked);
        Send(wish, code);
    }

    /// <summary>The address to which the code went; null: nothing was asked for.</summary>
    public string? AddressOf(string asked) => codes.Look<WishedAccount>(Purpose, asked)?.Email;

    /// <summary>Makes the account.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-006, 007.</exception>
    public Account Finish(string asked, string? code)
    {
        var wish = codes.Take<WishedAccount>(Purpose, asked, code);
        try
        {
            if (accounts.With(wish.Email) is null) return accounts.Add(wish.Email, wish.Name, wish.Language, wish.PasswordHash);
        }
        catch (DbException fault) when (Database.IsTaken(fault))
        {
            // In the same moment, in another window.
        }
        throw new RefusedException(AccountFindings.CodeIsOver);
    }

    private void Send(WishedAccount wish, string code)
    {
        if (accounts.With(wish.Email) is { } known) letters.Put(AccountLetters.AlreadyHere(known.Email, known.Language, letters.End));
        else letters.Put(AccountLetters.SignUp(wish.Email, wish.Language, code, letters.End));
    }
}

/// <summary>Letters with codes, not too many of them to one address: a stranger could fill somebody's letter box, and try more codes.</summary>
internal sealed class LettersOfCodes(Outbox outbox, Throttle throttle, TimeProvider clock)
{
    private const int Free = 4;

    /// <summary>When a code that is drawn now ends.</summary>
    public DateTimeOffset End => clock.GetUtcNow() + EmailCodes.Length;

    /// <exception cref="RefusedException">INK-ACCOUNT-002.</exception>
    public void RefuseTooMany(string email)
    {
        if (throttle.Begin(($"letters|{EmailAddress.KeyOf(email)}", Free)) is { } wait)
            throw new RefusedException(AccountFindings.TooOften(wait) with { Hint = null });
    }

    /// <summary>The same for whoever is signed in, who could else write to many addresses of others.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-002.</exception>
    public void RefuseTooMany(Account asks, string email)
    {
        if (throttle.Begin(($"letters|{EmailAddress.KeyOf(email)}", Free), ($"letters-of|{asks.Id}", Free)) is { } wait)
            throw new RefusedException(AccountFindings.TooOften(wait) with { Hint = null });
    }

    public void Put(Letter letter) => outbox.Put(letter);
}
