using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices;

/// <summary>The codes that FA(3) allows in fields which a draft has as text, each with what it means where people say it in words.</summary>
public static class FieldCodes
{
    /// <summary>KodKraju; of some countries the code alone is known.</summary>
    public static IReadOnlyList<(string Code, Wording? Means)> Countries { get; } =
        [.. Split(CodeLists.Countries).Select(code => (code, Invoices.Countries.NameOf(code)))];

    /// <summary>KodWaluty.</summary>
    public static IReadOnlyList<string> Currencies { get; } = Split(CodeLists.Currencies);

    /// <summary>GTU.</summary>
    public static IReadOnlyList<(string Code, Wording Means)> GoodsAndServices { get; } =
    [
        ("GTU_01", new("napoje alkoholowe", "alcoholic beverages")), ("GTU_02", new("paliwa", "fuels")),
        ("GTU_03", new("oleje opałowe i smarowe", "heating and lubricating oils")), ("GTU_04", new("wyroby tytoniowe", "tobacco products")),
        ("GTU_05", new("odpady", "waste")), ("GTU_06", new("elektronika, części i folia", "electronics, parts and foil")),
        ("GTU_07", new("pojazdy i części", "vehicles and parts")), ("GTU_08", new("metale szlachetne i nieszlachetne", "precious and base metals")),
        ("GTU_09", new("leki i wyroby medyczne", "medicines and medical devices")), ("GTU_10", new("budynki, budowle i grunty", "buildings and land")),
        ("GTU_11", new("uprawnienia do emisji gazów", "emission allowances")), ("GTU_12", new("usługi niematerialne", "intangible services")),
        ("GTU_13", new("transport i magazynowanie", "transport and storage")),
    ];

    /// <summary>Procedura of a line.</summary>
    public static IReadOnlyList<(string Code, Wording Means)> Procedures { get; } =
    [
        ("WSTO_EE", new("sprzedaż na odległość i usługi elektroniczne w UE", "distance sales and electronic services in the EU")),
        ("IED", new("dostawa przez interfejs elektroniczny", "supply through an electronic interface")),
        ("TT_D", new("transakcja trójstronna, drugi podatnik", "triangular transaction, second taxpayer")),
        ("I_42", new("WDT po imporcie, procedura 42", "intra-EU supply after import, procedure 42")),
        ("I_63", new("WDT po imporcie, procedura 63", "intra-EU supply after import, procedure 63")),
        ("B_SPV", new("transfer bonu jednego przeznaczenia", "transfer of a single-purpose voucher")),
        ("B_SPV_DOSTAWA", new("dostawa za bon jednego przeznaczenia", "supply for a single-purpose voucher")),
        ("B_MPV_PROWIZJA", new("pośrednictwo w transferze bonu różnego przeznaczenia", "agency in the transfer of a multi-purpose voucher")),
    ];

    private static string[] Split(string list) => list.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
