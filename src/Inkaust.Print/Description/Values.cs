using System.Globalization;
using System.Xml.Linq;
using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>How the values of FA(3) are written on paper.</summary>
internal static class Values
{
    /// <summary>The text of an element as a person reads it.</summary>
    public static string Of(XElement element, Tongue tongue)
    {
        var (name, value) = (element.Name.LocalName, element.Value.Trim());
        if (Words.For(name, value) is { } meaning) return tongue.Say(meaning);
        return Fa3Field.Named(name)?.Kind switch
        {
            Fa3Kind.Amount => tongue.Amount(value),
            Fa3Kind.Quantity => tongue.Quantity(value),
            Fa3Kind.Percent => tongue.Quantity(value) + "%",
            Fa3Kind.VatRate => Rate(value, tongue),
            // Where the schema allows only "yes", a file that it refuses may say "no" all the same.
            Fa3Kind.Mark when value == "2" => tongue.Say(Words.No),
            Fa3Kind.Account => BankAccount.InFours(value),
            Fa3Kind.Instant => Moment.Shown(value),
            // What nobody knows, and the fields of a receipt.
            null => Moment.Exact(value),
            _ => value,
        };
    }

    // FA(3) has 18 digits at most. What is larger is shown as it stands and counted nowhere: the sum would not fit into a decimal.
    private const decimal MostNumber = 1_000_000_000_000_000_000m;

    /// <summary>The number that a text of the file is; null when it is none, or none that an invoice could have.</summary>
    public static decimal? NumberOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < MostNumber ? number : null;

    /// <summary>A VAT rate: <c>23%</c>, or the words of the other ones.</summary>
    public static string Rate(string? value, Tongue tongue) => value is null ? ""
        : Words.For("P_12", value) is { } meaning ? tongue.Say(meaning)
        : value.All(char.IsAsciiDigit) ? value + "%" : value;
}
