using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A new password for whoever proves by a code that he reads the address of the account. It signs everybody out.</summary>
public sealed class ResetPassword
{
    private const string Purpose = "reset";

    private sealed record Wish(string Email, Language Language);

    private readonly AccountRegister accounts;
    private readonly SignInSecrets secrets;
    private readonly EmailCodes codes;
    private readonly LettersOfCodes letters;

    internal ResetPassword(AccountRegister accounts, SignInSecrets secrets, EmailCodes codes, LettersOfCodes letters) =>
        (this.accounts, this.secrets, this.codes, this.letters) = (accounts, secrets, codes, letters);

    /// <summary>Sends the first code; to an address without an account, that it has none.</summary>
    /// <param name="email">The address that somebody wrote.</param>
    /// <param name="language">The language of the page.</param>
    /// <returns>A secret that the browser keeps until the code comes back.</returns>
    /// <exception cref="RefusedException">INK-ACCOUNT-002, 003.</exception>
    public string Begin(string? email, Language language)
    {
        var wish = new Wish(EmailAddress.Read(email) ?? throw new RefusedException(AccountFindings.NoEmail), language);
        letters.RefuseTooMany(wish.Email);
        var (asked, code) = codes.Draw(Purpose, wish);
        Send(wish, code);
        return asked;
    }

    /// <summary>Sends another code.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-002, 007, 008.</exception>
    public void Again(string asked)
    {
        if (codes.Look<Wish>(Purpose, asked) is { } known) letters.RefuseTooMany(known.Email);
        var (wish, code) = codes.DrawAgain<Wish>(Purpose, asked);
        Send(wish, code);
    }

    /// <summary>The address to which the code went; null: nothing was asked for.</summary>
    public string? AddressOf(string asked) => codes.Look<Wish>(Purpose, asked)?.Email;

    /// <summary>Sets the new password.</summary>
    /// <param name="asked">The secret of <see cref="Begin"/>.</param>
    /// <param name="code">The code of the letter.</param>
    /// <param name="passwordHash">The new password, hashed.</param>
    /// <exception cref="RefusedException">INK-ACCOUNT-006, 007.</exception>
    public Account Finish(string asked, string? code, string passwordHash)
    {
        var wish = codes.Take<Wish>(Purpose, asked, code);
        var account = accounts.With(wish.Email) ?? throw new RefusedException(AccountFindings.CodeIsOver);
        secrets.Keep(secrets.Of(account.Id)! with { PasswordHash = passwordHash, Stamp = Secret.Draw() });
        letters.Put(AccountLetters.Changed(account, new("Ustawiono nowe hasło kodem z e-maila.", "A new password was set with a code by e-mail.")));
        return account;
    }

    private void Send(Wish wish, string code)
    {
        // To the address as the account has it, never as somebody else writes it.
        if (accounts.With(wish.Email) is { } known) letters.Put(AccountLetters.Reset(known.Email, known.Language, code, letters.End));
        else letters.Put(AccountLetters.NobodyHere(wish.Email, wish.Language, letters.End));
    }
}
