using System.Diagnostics.CodeAnalysis;

namespace Inkaust.Invoices;

/// <summary>RachunekBankowy. In a draft also one string: the number alone.</summary>
public sealed record BankAccount : IParsable<BankAccount>
{
    /// <summary>NrRB: 26 digits in Poland or an IBAN, without blanks.</summary>
    public required string Number { get; init; }

    public string? Swift { get; init; }

    /// <summary>NazwaBanku.</summary>
    public string? Bank { get; init; }

    /// <summary>OpisRachunku.</summary>
    public string? Description { get; init; }

    /// <summary>RachunekWlasnyBanku: the account belongs to a bank or factor itself.</summary>
    public BankOwnAccount? OwnedByBank { get; init; }

    /// <summary>26 digits of a Polish account or an IBAN, without blanks, with right check digits.</summary>
    public static bool IsRight(string number) => Iban.HasRightCheckDigits(number) == true;

    /// <summary>A number as banks print it: in fours, the two check digits of a bare Polish one before them; what is no account number, as it stands.</summary>
    /// <param name="number">26 digits or an IBAN, without blanks.</param>
    public static string InFours(string number)
    {
        var letters = number.TakeWhile(char.IsAsciiLetter).Count();
        if (!number.All(char.IsAsciiLetterOrDigit) || letters > 2) return number;
        var first = letters == 0 ? 2 : 4;
        if (number.Length <= first) return number;
        return string.Join(' ', new[] { number[..first] }.Concat(number[first..].Chunk(4).Select(part => new string(part))));
    }

    public static BankAccount Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var account) ? account : throw new FormatException($"'{s}' is not an account number.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out BankAccount result)
    {
        result = null;
        var bare = s?.Replace(" ", "");
        if (bare is null or { Length: < 10 or > 34 }) return false;
        result = new BankAccount { Number = bare };
        return true;
    }
}

/// <summary>RachunekWlasnyBanku.</summary>
public enum BankOwnAccount
{
    /// <summary>For settling claims bought by the bank.</summary>
    PurchasedClaims = 1,

    /// <summary>For taking money from a debtor and handing it on.</summary>
    Collection = 2,

    /// <summary>For the bank's own trade.</summary>
    OwnTrade = 3,
}
