using System.Globalization;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>The language of a document: its words, numbers and amounts.</summary>
internal sealed class Tongue
{
    private const char NoBreakSpace = '\u00a0';

    private readonly bool polish, english;

    private Tongue(PrintLanguages languages) =>
        (polish, english) = (languages.HasFlag(PrintLanguages.Polish), languages.HasFlag(PrintLanguages.English));

    /// <exception cref="ArgumentOutOfRangeException">No language, or one that there is not.</exception>
    public static Tongue Of(PrintLanguages languages) => languages is PrintLanguages.Polish or PrintLanguages.English or PrintLanguages.Both
        ? new Tongue(languages) : throw new ArgumentOutOfRangeException(nameof(languages), languages, "Polish, English or both.");

    /// <summary>BCP 47.</summary>
    public string Code => polish ? "pl" : "en";

    public string Say(Wording wording) =>
        polish && english && wording.Pl != wording.En ? $"{wording.Pl} / {wording.En}" : wording.In(polish ? Language.Polish : Language.English);

    public string Say(string pl, string en) => Say(new Wording(pl, en));

    /// <summary>An amount with at least two decimals, more only if it has more; not a number, as it stands.</summary>
    public string Amount(string? text) => Number(text, atLeast: 2);

    /// <summary>An amount of money.</summary>
    public string Amount(decimal value) => Group(value.ToString("0.00######", CultureInfo.InvariantCulture));

    /// <summary>A quantity or rate: as many decimals as it was given.</summary>
    public string Quantity(string? text) => Number(text, atLeast: 0);

    private string Number(string? text, int atLeast)
    {
        if (text is null) return "";
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) return text;
        var decimals = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
        var plain = decimals == 0 && atLeast > 0
            ? text.TrimEnd('.') + "." + new string('0', atLeast) : text + new string('0', Math.Max(0, atLeast - decimals));
        return Group(plain.TrimStart('+'));
    }

    // Threes from the right, by a blank that does not break the line; Polish has a decimal comma.
    private string Group(string number)
    {
        var point = number.IndexOf('.');
        var (whole, decimals) = point < 0 ? (number, "") : (number[..point], number[(point + 1)..]);
        var sign = whole.StartsWith('-') ? "-" : "";
        var digits = whole[sign.Length..];
        var grouped = new StringBuilder(sign);
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % 3 == 0) grouped.Append(polish ? NoBreakSpace : ',');
            grouped.Append(digits[i]);
        }
        return decimals.Length == 0 ? grouped.ToString() : $"{grouped}{(polish ? ',' : '.')}{decimals}";
    }
}
