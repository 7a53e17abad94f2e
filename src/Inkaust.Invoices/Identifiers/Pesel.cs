namespace Inkaust.Invoices;

/// <summary>The number of a person in Poland; FA(3) has no field for it, so it is only recognised.</summary>
internal static class Pesel
{
    private static ReadOnlySpan<int> Weights => [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];

    /// <summary>Eleven ASCII digits of which the last agrees with the others.</summary>
    public static bool HasRightCheckDigit(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 11 || digits.ContainsAnyExceptInRange('0', '9')) return false;
        var sum = 0;
        for (var i = 0; i < 10; i++) sum += Weights[i] * (digits[i] - '0');
        return (10 - sum % 10) % 10 == digits[10] - '0';
    }
}
