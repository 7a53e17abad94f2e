using System.Xml.Linq;

namespace Inkaust.Print.Description;

/// <summary>How the values of FA(3) are written on paper.</summary>
internal static class Values
{
    // TWybor1 and TWybor1_2: 1 is yes, 2 is no.
    private static readonly HashSet<string> Choices = new(StringComparer.Ordinal)
    {
        "NrKSeF", "NrKSeFN", "NrKSeFZN", "FP", "TP", "ZwrotAkcyzy", "StanPrzed", "StanPrzedZ", "P_12_Zal_15", "P_12Z_Zal_15", "JST", "GV", "BrakID",
        "RolaInna", "PlatnoscInna", "TransportInny", "LadunekInny", "PodmiotPosredniczacy", "Zaplacono", "P_42_5",
    };

    private static readonly HashSet<string> Amounts = new(StringComparer.Ordinal)
    {
        "P_9A", "P_9AZ", "P_9B", "P_10", "P_11", "P_11A", "P_11Vat", "P_11NettoZ", "P_11VatZ", "P_15", "P_15Z", "P_15ZK", "KwotaAkcyzy", "KwotaAkcyzyZ",
        "Kwota", "SumaObciazen", "SumaOdliczen", "DoZaplaty", "DoRozliczenia", "KwotaZaplatyCzesciowej", "WartoscZamowienia",
    };

    private static readonly HashSet<string> Quantities = new(StringComparer.Ordinal)
    {
        "P_8B", "P_8BZ", "KursWaluty", "KursWalutyZ", "KursWalutyZK", "KursWalutyZW", "KursUmowny",
    };

    /// <summary>The text of an element as a person reads it.</summary>
    public static string Of(XElement element, Tongue tongue)
    {
        var (name, value) = (element.Name.LocalName, element.Value.Trim());
        if (Words.For(name, value) is { } meaning) return tongue.Say(meaning);
        if (value is "1" or "2" && Choices.Contains(name)) return tongue.Say(value == "1" ? Words.Yes : Words.No);
        if (Amounts.Contains(name) || name.StartsWith("P_13_", StringComparison.Ordinal) || name.StartsWith("P_14_", StringComparison.Ordinal))
            return tongue.Amount(value);
        if (Quantities.Contains(name)) return tongue.Quantity(value);
        return name switch
        {
            "P_12" or "P_12Z" => Rate(value, tongue),
            "P_12_XII" or "P_12Z_XII" or "Udzial" => tongue.Quantity(value) + "%",
            "NrRB" => Account(value),
            _ => value,
        };
    }

    /// <summary>A VAT rate: <c>23%</c>, or the words of the other ones.</summary>
    public static string Rate(string? value, Tongue tongue) => value is null ? ""
        : Words.For("P_12", value) is { } meaning ? tongue.Say(meaning)
        : value.All(char.IsAsciiDigit) ? value + "%" : value;

    /// <summary>An account number in fours, as banks print it.</summary>
    public static string Account(string? number)
    {
        if (number is null) return "";
        var letters = number.TakeWhile(char.IsAsciiLetter).Count();
        if (!number.All(char.IsAsciiLetterOrDigit) || letters > 2) return number;
        // A Polish number without its PL starts with two check digits that stand alone.
        var first = letters == 0 ? 2 : 4;
        if (number.Length <= first) return number;
        return string.Join(' ', new[] { number[..first] }.Concat(number[first..].Chunk(4).Select(part => new string(part))));
    }
}
