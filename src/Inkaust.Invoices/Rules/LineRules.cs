using System.Globalization;

namespace Inkaust.Invoices.Rules;

/// <summary>The lines, each by itself.</summary>
internal static class LineRules
{
    public static readonly IReadOnlyList<Rule> List =
    [
        new("INK-RULE-040", Severity.Wrong, "Each_line_has_its_own_number",
            new("Numer pozycji {0} powtarza się.", "The line number {0} is used twice."),
            new("Nadaj pozycjom kolejne numery; powtórzyć numer może tylko para „przed” i „po” korekcie.",
                "Number the lines one after another; only a pair of before and after may share a number."),
            (Facts facts, in LineFacts line, Breaches broken) =>
            {
                if (line.RepeatsNumber) broken.At(facts.Child(line.Node, "NrWierszaFa"), line.Number.ToString("0", CultureInfo.InvariantCulture));
            }),

        // art. 106e ust. 1 pkt 7-12; ust. 2, 3 and 5 free margin schemes and simplified invoices.
        new("INK-RULE-041", Severity.Wrong, "A_line_says_what_is_sold",
            new("Pozycja nie ma nazwy towaru lub usługi.", "The line does not name the goods or service."),
            new("Wpisz P_7.", "Fill in P_7."),
            (Facts facts, in LineFacts line, Breaches broken) =>
            {
                if (!facts.IsCorrection && !line.HasName) broken.Missing(line.Node, "P_7");
            }),

        new("INK-RULE-042", Severity.Wrong, "A_line_of_an_ordinary_invoice_has_a_rate",
            new("Pozycja nie ma stawki podatku.", "The line has no tax rate."),
            new("Wpisz P_12 albo P_12_XII.", "Fill in P_12 or P_12_XII."),
            (Facts facts, in LineFacts line, Breaches broken) =>
            {
                if (line is { Rate: null, RateNode: < 0, OssNode: < 0 } && facts.IsPlain && !facts.AnnotatedIn("PMarzy", "P_PMarzy"))
                    broken.Missing(line.Node, "P_12");
            }),

        new("INK-RULE-043", Severity.Wrong, "A_line_has_one_rate",
            new("Pozycja ma i stawkę krajową, i stawkę OSS.", "The line has both a Polish rate and a one stop shop rate."),
            new("Zostaw P_12 albo P_12_XII.", "Keep P_12 or P_12_XII."),
            (Facts _, in LineFacts line, Breaches broken) =>
            {
                if (line is { RateNode: >= 0, OssNode: >= 0 }) broken.At(line.OssNode);
            }),

        new("INK-RULE-044", Severity.Wrong, "A_line_of_an_ordinary_invoice_has_an_amount",
            new("Pozycja nie ma wartości.", "The line has no amount."),
            new("Wpisz P_11 (netto) albo P_11A (brutto).", "Fill in P_11 (net) or P_11A (gross)."),
            (Facts facts, in LineFacts line, Breaches broken) =>
            {
                if (facts.IsPlain && (line.Net ?? line.Gross) is null) broken.Missing(line.Node, "P_11");
            }),

        new("INK-RULE-045", Severity.Wrong, "The_net_amount_is_price_by_quantity_less_discount",
            new("Wartość netto {0} nie wynika z ceny, ilości i rabatu: {1}.",
                "The net amount {0} does not follow from price, quantity and discount: {1}."),
            new("Popraw P_11, P_9A, P_8B albo P_10.", "Correct P_11, P_9A, P_8B or P_10."),
            (Facts facts, in LineFacts line, Breaches broken) =>
            {
                if (line is { Net: { } net, Price: { } price, Quantity: { } quantity }
                    && Product(price, quantity, line.Discount) is { } counted && Math.Abs(net - counted) > Rounding(price, quantity))
                    broken.At(facts.Child(line.Node, "P_11"), net, counted);
            }),

        new("INK-RULE-046", Severity.Wrong, "The_gross_amount_is_gross_price_by_quantity_less_discount",
            new("Wartość brutto {0} nie wynika z ceny, ilości i rabatu: {1}.",
                "The gross amount {0} does not follow from price, quantity and discount: {1}."),
            new("Popraw P_11A, P_9B, P_8B albo P_10.", "Correct P_11A, P_9B, P_8B or P_10."),
            (Facts facts, in LineFacts line, Breaches broken) =>
            {
                if (line is { Gross: { } gross, GrossPrice: { } price, Quantity: { } quantity }
                    && Product(price, quantity, line.Discount) is { } counted && Math.Abs(gross - counted) > Rounding(price, quantity))
                    broken.At(facts.Child(line.Node, "P_11A"), gross, counted);
            }),

        new("INK-RULE-047", Severity.Wrong, "Only_a_correction_shows_a_line_as_it_was_before",
            new("Pozycja ma StanPrzed, a faktura nie jest korektą.", "The line has StanPrzed, but the invoice is no correction."),
            new("Usuń StanPrzed albo zmień rodzaj faktury.", "Remove StanPrzed, or change the kind of invoice."),
            (Facts facts, in LineFacts line, Breaches broken) =>
            {
                if (line.IsBefore && !facts.IsCorrection) broken.At(facts.Child(line.Node, "StanPrzed"));
            }),

        new("INK-RULE-048", Severity.Wrong, "A_fact_about_a_line_names_a_line_that_exists",
            new("Nie ma pozycji o numerze {0}.", "There is no line with the number {0}."),
            new("Popraw numer wiersza.", "Correct the line number."),
            (facts, broken) =>
            {
                foreach (var note in facts.All(facts.Fa, "DodatkowyOpis"))
                {
                    var number = facts.Child(note, "NrWiersza");
                    if (facts.Amount(number) is { } wanted && !facts.HasLine(wanted)) broken.At(number, facts.Text(number));
                }
            }),

        new("INK-RULE-049", Severity.Wrong, "A_new_vehicle_names_a_line_that_exists",
            new("Nie ma pozycji o numerze {0}.", "There is no line with the number {0}."),
            new("Popraw P_NrWierszaNST.", "Correct P_NrWierszaNST."),
            (facts, broken) =>
            {
                foreach (var vehicle in facts.All(facts.Child(facts.Annotations, "NoweSrodkiTransportu"), "NowySrodekTransportu"))
                {
                    var number = facts.Child(vehicle, "P_NrWierszaNST");
                    if (facts.Amount(number) is { } wanted && !facts.HasLine(wanted)) broken.At(number, facts.Text(number));
                }
            }),
    ];

    private static decimal? Product(decimal price, decimal quantity, decimal? discount)
    {
        // Such numbers are no sale, and their product would not fit.
        if (Math.Abs(price) > 1_000_000_000_000m || Math.Abs(quantity) > 1_000_000_000_000m) return null;
        return Totals.Grosz(price * quantity - (discount ?? 0));
    }

    // A grosz, and what a rounded price and a rounded quantity can explain: half of the last digit of the one, times the other. A price has groszy
    // at least; a whole quantity was counted and not rounded.
    private static decimal Rounding(decimal price, decimal quantity) =>
        0.01m + Math.Abs(quantity) * HalfOfTheLastDigit(Math.Max((byte)2, price.Scale))
            + (quantity.Scale == 0 ? 0 : Math.Abs(price) * HalfOfTheLastDigit(quantity.Scale));

    private static decimal HalfOfTheLastDigit(byte decimals) => new(5, 0, 0, false, (byte)(decimals + 1));
}
