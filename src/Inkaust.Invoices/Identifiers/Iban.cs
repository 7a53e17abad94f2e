namespace Inkaust.Invoices;

/// <summary>Account numbers with check digits (ISO 13616); a bare number of 26 digits is Polish (NRB).</summary>
internal static class Iban
{
    /// <summary>Null when the number carries no check digits that we know; else whether they are right.</summary>
    public static bool? HasRightCheckDigits(ReadOnlySpan<char> account)
    {
        if (account.Length == 26 && !account.ContainsAnyExceptInRange('0', '9')) return Remainder(string.Concat("PL", account)) == 1;
        var isIban = account.Length is >= 15 and <= 34 && char.IsAsciiLetterUpper(account[0]) && char.IsAsciiLetterUpper(account[1]) &&
            char.IsAsciiDigit(account[2]) && char.IsAsciiDigit(account[3]);
        return isIban ? Remainder(account) == 1 : null;
    }

    // The first four signs go to the end, letters count from A = 10, and the whole is 1 modulo 97.
    private static int Remainder(ReadOnlySpan<char> iban)
    {
        var remainder = 0;
        for (var i = 0; i < iban.Length; i++)
        {
            var sign = iban[(i + 4) % iban.Length];
            if (char.IsAsciiDigit(sign)) remainder = (remainder * 10 + sign - '0') % 97;
            else if (char.IsAsciiLetterUpper(sign)) remainder = (remainder * 100 + sign - 'A' + 10) % 97;
            else return -1;
        }
        return remainder;
    }
}
