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
        List<Block> blocks = [];
        var (change, rates) = (BeforeAndAfter(fa, composer), ByRate(fa, composer));
        // Where there is one rate only, the difference is its row.
        if (change is not null && rates is { Rows: [var only], Columns.Count: 4 })
            (change, rates) = (WithRate(change, only.Cells[0].Text), null);
        if (change is not null) blocks.Add(change);
        if (rates is not null) blocks.Add(rates);
        blocks.AddRange(Due(fa, composer));
        var further = BeforeCorrection(fa, composer).Concat(composer.Fields(fa, "KursWalutyZ", "KursWalutyZK")).ToList();
        if (further.Count > 0) blocks.AddRange([new Space(4), new Fields(further)]);
        return Composer.SectionOf(composer.Say("Podsumowanie", "Summary"), blocks);
    }

    /// <summary>The sums of the file, all rates together.</summary>
    public static LineTotals TotalsOf(Part fa) =>
        new(Rates.Sum(rate => NumberOf(fa[$"P_13_{rate.Suffix}"])), Rates.Sum(rate => NumberOf(fa[$"P_14_{rate.Suffix}"])));

    /// <summary>Named totals below each other.</summary>
    public static Table TableOf(string head, Composer composer, params IReadOnlyList<(string Name, LineTotals Totals, Emphasis Emphasis)> rows) =>
        new([new Column(head), composer.Head("Netto", "Net", numeric: true), new("VAT", true), composer.Head("Brutto", "Gross", numeric: true)],
            [.. rows.Select(row => new Row([new(row.Name), .. new[] { row.Totals.Net, row.Totals.Tax, row.Totals.Gross }
                .Select(amount => new Cell(composer.Tongue.Amount(amount)))]) { Emphasis = row.Emphasis })]);

    // The lines as they were and as they are; the sums of a correction are the difference (art. 106j ust. 2 pkt 5 and 6).
    private static Table? BeforeAndAfter(Part fa, Composer composer)
    {
        var lines = fa.Children("FaWiersz").ToList();
        var before = lines.FindAll(line => line.Says("StanPrzed"));
        if (before.Count == 0 || LineTotals.Of(before) is not { } was) return null;
        var after = lines.FindAll(line => !line.Says("StanPrzed"));
        var difference = TotalsOf(fa);
        // Lines that are taken back whole need no line after; and where only the rounding differs, the file is right.
        var becomes = after.Count == 0 ? new LineTotals(0, 0) : LineTotals.Of(after);
        if (becomes is null) return null;
        if ((becomes - was).IsNear(difference, lines.Count)) becomes = was + difference;
        return TableOf(composer.Say("Korekta", "Correction"), composer,
            (composer.Say("Przed korektą", "Before"), was, Emphasis.Quiet),
            (composer.Say("Po korekcie", "After"), becomes, Emphasis.Plain),
            (composer.Say("Różnica", "Difference"), difference, Emphasis.Strong));
    }

    private static Table WithRate(Table change, string rate) => change with
    {
        Rows = [.. change.Rows.SkipLast(1), change.Rows[^1] with
        {
            Cells = [new($"{change.Rows[^1].Cells[0].Text} ({rate})"), .. change.Rows[^1].Cells.Skip(1)],
        }],
    };

    // Of advances and settlements the file tells the amount before; the amount due is the difference.
    private static IEnumerable<Field> BeforeCorrection(Part fa, Composer composer)
    {
        if (fa["P_15ZK"] is not { } before) yield break;
        yield return new Field(composer.Label("P_15ZK"), Money(before, composer));
        yield return new Field(composer.Say("Kwota po korekcie", "Amount after the correction"),
            Money(NumberOf(before) + NumberOf(fa["P_15"]), composer));
    }

    // An invoice that settles may document payments received before it at the same time; P_15 then holds all of it (FA(3), ZaliczkaCzesciowa).
    private static IEnumerable<Block> Due(Part fa, Composer composer)
    {
        var (kind, payments) = (fa["RodzajFaktury"], fa.Children("ZaliczkaCzesciowa").ToList());
        if (kind != "ROZ" || payments.Count == 0) return [new GrandTotal(composer.Tongue.Say(AmountDue(kind)), Money(fa["P_15"], composer))];
        var received = payments.Sum(payment => NumberOf(payment["P_15Z"]));
        return [new Space(4),
            new Fields([new Field(composer.Label("P_15"), Money(fa["P_15"], composer)) { Strong = true },
                new Field(composer.Say("Otrzymane zaliczki", "Advances received"), Money(received, composer))]),
            new GrandTotal(composer.Tongue.Say(AmountDue(kind)), Money(NumberOf(fa["P_15"]) - received, composer))];
    }

    private static string Money(string? amount, Composer composer) => $"{composer.Tongue.Amount(amount)} {composer.Currency}";

    private static string Money(decimal amount, Composer composer) => $"{composer.Tongue.Amount(amount)} {composer.Currency}";

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

    private static decimal NumberOf(string? text) => Values.NumberOf(text) ?? 0;
}
