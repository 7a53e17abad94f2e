using System.Globalization;

namespace Inkaust.Invoices.Rules;

/// <summary>Numbers of a file.</summary>
internal static class Decimals
{
    // So many digits fit into 64 bits.
    private const int MostDigits = 18;

    /// <summary>A number with or without sign and point.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal number) =>
        TryReadUsual(text, out number)
            || decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    // The platform's parser knows every form of number, which costs several times as much as this one.
    private static bool TryReadUsual(ReadOnlySpan<char> text, out decimal number)
    {
        number = 0;
        var isNegative = text is ['-', ..];
        if (isNegative) text = text[1..];
        if (text.Length is 0 or > MostDigits) return false;
        ulong digits = 0;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i])) digits = digits * 10 + (ulong)(text[i] - '0');
            else if (text[i] == '.' && point < 0) point = i;
            else return false;
        }
        if (point == 0 || point == text.Length - 1) return false;
        number = new decimal((int)digits, (int)(digits >> 32), 0, isNegative, (byte)(point < 0 ? 0 : text.Length - 1 - point));
        return true;
    }
}
