using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Another address for an account, proved by a code that goes there. It signs everybody out, and the old address is told. For an address that
/// another account has everything looks the same, and its owner is written that somebody wanted it.
/// </summary>
public sealed class ChangeEmail
{
    private const string Purpose = "email";

    // The stamp: whoever has signed everybody out since has ended this, too.
    private sealed record Wish(string Account, string Stamp, string Email);

    private readonly AccountRegister accounts;
    private readonly SignInSecrets secrets;
    private readonly EmailCodes codes;
    private readonly LettersOfCodes letters;

    internal ChangeEmail(AccountRegister accounts, SignInSecrets secrets, EmailCodes codes, LettersOfCodes letters) =>
        (this.accounts, this.secrets, this.codes, this.letters) = (accounts, secrets, codes, letters);

    /// <summary>Sends the first code to the new address. Whoever asks has proved before that the account is his.</summary>
    /// <param name="account">Whose address.</param>
    /// <param name="email">The new one.</param>
    /// <returns>A secret that the browser keeps until the code comes back.</returns>
    /// <exception cref="RefusedException">INK-ACCOUNT-002, 003; 016: it is his already.</exception>
    public string Begin(Account account, string? email)
    {
        var to = EmailAddress.Read(email) ?? throw new RefusedException(AccountFindings.NoEmail);
        if (to == account.Email) throw new RefusedException(AccountFindings.OwnEmail);
        letters.RefuseTooMany(account, to);
        var wish = new Wish(account.Id.Text, secrets.Of(account.Id)!.Stamp, to);
        var (asked, code) = codes.Draw(Purpose, wish);
        Send(account, wish, code);
        return asked;
    }

    /// <summary>Sends another code.</summary>
    /// <exception cref="RefusedException">INK-ACCOUNT-002, 007, 008.</exception>
    public void Again(Account account, string asked)
    {
        if (AddressOf(account, asked) is not { } known) throw new RefusedException(AccountFindings.CodeIsOver);
        letters.RefuseTooMany(account, known);
        var (wish, code) = codes.DrawAgain<Wish>(Purpose, asked);
        Send(account, wish, code);
    }

    /// <summary>The address to which the code for this account went; null: nothing was asked for.</summary>
    public string? AddressOf(Account account, string asked) =>
        codes.Look<Wish>(Purpose, asked) is { } wish && IsHis(wish, account) ? wish.Email : null;

    /// <summary>Gives the account its new address.</summary>
    /// <returns>The account as it is now.</returns>
    /// <exception cref="RefusedException">INK-ACCOUNT-006, 007. Nothing changed.</exception>
    public Account Finish(Account account, string asked, string? code)
    {
        if (AddressOf(account, asked) is null) throw new RefusedException(AccountFindings.CodeIsOver);
        var wish = codes.Take<Wish>(Purpose, asked, code);
        if (!IsHis(wish, account) || accounts.Move(account.Id, wish.Email, wish.Stamp) is not { } moved)
            throw new RefusedException(AccountFindings.CodeIsOver);
        letters.Put(AccountLetters.Moved(account, wish.Email));
        return moved;
    }

    private bool IsHis(Wish wish, Account account) => wish.Account == account.Id.Text && secrets.Of(account.Id)?.Stamp == wish.Stamp;

    private void Send(Account account, Wish wish, string code)
    {
        if (accounts.With(wish.Email) is { } other && other.Id != account.Id)
            letters.Put(AccountLetters.WantedElsewhere(other.Email, other.Language, letters.End));
        else letters.Put(AccountLetters.Move(wish.Email, account.Language, code, letters.End));
    }
}
