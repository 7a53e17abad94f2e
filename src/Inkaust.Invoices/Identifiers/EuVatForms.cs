namespace Inkaust.Invoices;

/// <summary>How the EU VAT numbers of each country look, without prefix (VIES, "structure of VAT numbers").</summary>
internal static class EuVatForms
{
    // 9 = a digit, A = a letter, X = a letter or digit, anything else = itself.
    private static readonly Dictionary<string, string[]> Forms = new()
    {
        ["AT"] = ["U99999999"],
        ["BE"] = ["0999999999", "1999999999"],
        ["BG"] = ["999999999", "9999999999"],
        ["CY"] = ["99999999A"],
        ["CZ"] = ["99999999", "999999999", "9999999999"],
        ["DE"] = ["999999999"],
        ["DK"] = ["99999999"],
        ["EE"] = ["999999999"],
        ["EL"] = ["999999999"],
        ["ES"] = ["X9999999X"],
        ["FI"] = ["99999999"],
        ["FR"] = ["XX999999999"],
        ["HR"] = ["99999999999"],
        ["HU"] = ["99999999"],
        ["IE"] = ["9X99999A", "9999999AA"],
        ["IT"] = ["99999999999"],
        ["LT"] = ["999999999", "999999999999"],
        ["LU"] = ["99999999"],
        ["LV"] = ["99999999999"],
        ["MT"] = ["99999999"],
        ["NL"] = ["XXXXXXXXXXXX"],
        ["PT"] = ["999999999"],
        ["RO"] = ["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"],
        ["SE"] = ["999999999999"],
        ["SI"] = ["99999999"],
        ["SK"] = ["9999999999"],
        ["XI"] = ["999999999", "999999999999", "GD999", "HA999"],
        ["PL"] = ["9999999999"],
    };

    /// <summary>Whether the number could be one of that country; an unknown country is not judged.</summary>
    public static bool Fits(string prefix, ReadOnlySpan<char> number)
    {
        if (!Forms.TryGetValue(prefix, out var forms)) return true;
        foreach (var form in forms)
            if (Fits(number, form)) return true;
        return false;
    }

    private static bool Fits(ReadOnlySpan<char> number, string form)
    {
        if (number.Length != form.Length) return false;
        for (var i = 0; i < form.Length; i++)
        {
            var fits = form[i] switch
            {
                '9' => char.IsAsciiDigit(number[i]),
                'A' => char.IsAsciiLetterUpper(number[i]),
                'X' => char.IsAsciiDigit(number[i]) || char.IsAsciiLetterUpper(number[i]) || number[i] is '+' or '*',
                var sign => number[i] == sign,
            };
            if (!fits) return false;
        }
        return true;
    }
}
