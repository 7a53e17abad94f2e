using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>Net and tax by rate, the amount due, and what is added to it or taken off.</summary>
internal static class Sums
{
    // What follows P_13_ and P_14_ in the names of the fields, what the rate is called, and the rates of lines that belong to it.
    private static readonly (string Suffix, Wording Rate, string[] Of)[] Rates =
    [
        ("1", new("podstawowa", "standard"), ["23", "22"]),
        ("2", new("obniżona", "reduced"), ["8", "7"]),
        ("3", new("5%", "5%"), ["5"]),
        ("4", new("ryczałt taksówek", "taxi flat rate"), ["4", "3"]),
        ("5", new("OSS", "OSS"), []),
        ("6_1", Rate("0 KR"), []),
        ("6_2", Rate("0 WDT"), []),
        ("6_3", Rate("0 EX"), []),
        ("7", Rate("zw"), []),
        ("8", Rate("np I"), []),
        ("9", Rate("np II"), []),
        ("10", Rate("oo"), []),
        ("11", new("marża", "margin"), []),
    ];

    private static Wording Rate(string code) => Words.For("P_12", code)!;

    public static IEnumerable<Block> Compose(Part fa, Composer composer)
    {
        var rates = ByRate(fa, composer);
        var due = new GrandTotal(composer.Tongue.Say(AmountDue(fa["RodzajFaktury"])), $"{composer.Tongue.Amount(fa["P_15"])} {composer.Currency}");
        List<Block> blocks = rates is null ? [due] : [rates, due];
        var before = composer.Fields(fa, "P_15ZK").ConvertAll(field => field with { Value = $"{field.Value} {composer.Currency}" });
        before.AddRange(composer.Fields(fa, "KursWalutyZ", "KursWalutyZK"));
        if (before.Count > 0) blocks.AddRange([new Space(4), new Fields(before)]);
        return Composer.SectionOf(composer.Say("Podsumowanie", "Summary"), blocks);
    }

    /// <summary>Rozliczenie: charges and deductions after the amount due.</summary>
    public static IEnumerable<Block> Settlement(Part fa, Composer composer)
    {
        var settlement = fa.Child("Rozliczenie");
        if (!settlement.Exists) return [];
        var fields = Items("Obciazenia", "+").Concat(composer.Fields(settlement, "SumaObciazen"))
            .Concat(Items("Odliczenia", "-")).Concat(composer.Fields(settlement, "SumaOdliczen")).ToList();
        List<Block> blocks = [new Fields(fields)];
        foreach (var name in new[] { "DoZaplaty", "DoRozliczenia" })
            if (settlement[name] is { } amount)
                blocks.Add(new GrandTotal(composer.Label(name), $"{composer.Tongue.Amount(amount)} {composer.Currency}"));
        return Composer.SectionOf(composer.Label("Rozliczenie"), [.. blocks, .. composer.Rest(settlement)]);

        IEnumerable<Field> Items(string name, string sign) => settlement.Children(name)
            .Select(item => new Field(item["Powod"] ?? "", $"{sign}\u00a0{composer.Tongue.Amount(item["Kwota"])}"));
    }

    // What P_15 means depends on the kind of the invoice (art. 106e, 106f and 106j, as FA(3) explains the field).
    private static Wording AmountDue(string? kind) => kind switch
    {
        "KOR" or "KOR_ZAL" or "KOR_ROZ" => new("Korekta kwoty należności", "Correction of the amount due"),
        "ZAL" => new("Kwota otrzymanej zapłaty", "Amount of the payment received"),
        "ROZ" => new("Kwota pozostała do zapłaty", "Amount remaining to be paid"),
        _ => Labels.For("P_15"),
    };

    private static Table? ByRate(Part fa, Composer composer)
    {
        var lines = fa.Children("FaWiersz").Select(line => line["P_12"]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var rows = new List<(string Rate, string? Net, string? Tax, string? Zloty)>();
        foreach (var (suffix, rate, of) in Rates)
        {
            var row = (Net: fa[$"P_13_{suffix}"], Tax: fa[$"P_14_{suffix}"], Zloty: fa[$"P_14_{suffix}W"]);
            if (row is not (null, null, null)) rows.Add((NameOf(rate, of, lines, composer), row.Net, row.Tax, row.Zloty));
        }
        if (rows.Count == 0) return null;
        var foreign = rows.Exists(row => row.Zloty is not null);
        var columns = new List<Column> { composer.Head("Stawka", "Rate"), composer.Head("Netto", "Net", numeric: true), new("VAT", true) };
        if (foreign) columns.Add(composer.Head("VAT w PLN", "VAT in PLN", numeric: true));
        columns.Add(composer.Head("Brutto", "Gross", numeric: true));
        var all = rows.ConvertAll(row =>
            RowOf(row.Rate, NumberOf(row.Net), row.Tax is null ? null : NumberOf(row.Tax), row.Zloty, foreign, composer));
        if (rows.Count > 1)
            all.Add(RowOf(composer.Say("Razem", "Total"), rows.Sum(row => NumberOf(row.Net)), rows.Sum(row => NumberOf(row.Tax)),
                foreign ? rows.Sum(row => NumberOf(row.Zloty)).ToString(CultureInfo.InvariantCulture) : null, foreign, composer) with
            { Emphasis = Emphasis.Strong });
        return new Table(columns, all);
    }

    private static Row RowOf(string rate, decimal net, decimal? tax, string? zloty, bool foreign, Composer composer)
    {
        var tongue = composer.Tongue;
        var cells = new List<Cell> { new(rate), new(tongue.Amount(net)), new(tax is { } amount ? tongue.Amount(amount) : "–") };
        if (foreign) cells.Add(new Cell(tongue.Amount(zloty)));
        cells.Add(new Cell(tongue.Amount(net + (tax ?? 0))));
        return new Row(cells);
    }

    private static string NameOf(Wording rate, string[] of, HashSet<string> lines, Composer composer)
    {
        var used = of.Where(lines.Contains).ToList();
        return used.Count > 0 ? string.Join(", ", used.Select(one => one + "%")) : composer.Tongue.Say(rate);
    }

    private static decimal NumberOf(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
