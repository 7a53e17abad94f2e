using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// The first account runs the installation, and may take on the companies of the shell. Where everybody on the net reaches the app, that is not for who comes
/// first: it takes a word that is shown to whoever starts the program, and that every process of the installation knows.
/// </summary>
public sealed class FirstAccount(AccountRegister accounts, MasterKey masterKey)
{
    private const int Bytes = 16;

    /// <summary>The word; null: somebody has the first account.</summary>
    public string? Word => accounts.IsEmpty() ? Drawn : null;

    /// <summary>Lets nobody be the first who does not know the word.</summary>
    /// <param name="word">What he says.</param>
    /// <exception cref="RefusedException">INK-ACCOUNT-017.</exception>
    public void RefuseStranger(string? word)
    {
        if (Word is { } right && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(word ?? ""), Encoding.UTF8.GetBytes(right)))
            throw new RefusedException(AccountFindings.NotTheFirst);
    }

    private string Drawn => Base64Url.EncodeToString(masterKey.Vouch(SealPurpose.Of("first-account")).AsSpan(0, Bytes));
}
