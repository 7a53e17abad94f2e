namespace Inkaust.Invoices;

/// <summary>The identifier of a unit of a taxpayer (IDWew): a NIP, a dash, and five digits of which the last is a check digit.</summary>
internal static class UnitIdentifier
{
    private const int Length = 16, Dash = 10;

    /// <summary>Ten digits, a dash, five digits.</summary>
    public static bool HasItsForm(ReadOnlySpan<char> text) => text.Length == Length && text[Dash] == '-' &&
        !text[..Dash].ContainsAnyExceptInRange('0', '9') && !text[(Dash + 1)..].ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether the last digit agrees with the others: weights 1, 3, 1, 3 ..., modulo 10 (KSEF 9, CIRFMF/ksef-api#116).</summary>
    public static bool HasRightCheckDigit(ReadOnlySpan<char> text)
    {
        int sum = 0, weight = 1;
        foreach (var sign in text[..^1])
        {
            if (sign == '-') continue;
            sum += weight * (sign - '0');
            weight = 4 - weight;
        }
        return sum % 10 == text[^1] - '0';
    }
}
