namespace Inkaust.Invoices.Rules;

/// <summary>The sums P_13, P_14 and P_15 against the lines and against each other (art. 106e ust. 1 pkt 13-15, ust. 7-11).</summary>
internal static class SumRules
{
    public static readonly IReadOnlyList<Rule> List =
    [
        new("INK-RULE-050", Severity.Wrong, "The_net_sum_is_the_sum_of_its_lines",
            new("Suma netto {0} nie zgadza się z pozycjami: {1}.", "The net sum {0} does not agree with the lines: {1}."),
            new("Dopuszczalne są różnice z zaokrągleń, najwyżej grosz na pozycję; popraw P_13 albo pozycje.",
                "Differences from rounding are fine up to a grosz a line; correct P_13 or the lines."),
            (facts, broken) =>
            {
                if (!LinesTellAll(facts)) return;
                foreach (var sum in facts.Sums)
                    if (facts.LineSums.Of(sum.Bucket) is { } lines && Math.Abs(sum.Net - lines.Net) > lines.Tolerance)
                        broken.At(sum.Node, sum.Net, lines.Net);
            }),

        new("INK-RULE-051", Severity.Wrong, "The_tax_is_its_rate_of_the_net_sum",
            new("Podatek {0} nie wynika z pozycji: od sumy {1}, z pozycji {2}.",
                "The tax {0} does not follow from the lines: on the sum {1}, line by line {2}."),
            new("Policz podatek od sumy netto, od sumy brutto albo jako sumę podatku z pozycji.",
                "Count the tax on the net sum, inside the gross sum, or as the sum of the lines' taxes."),
            (facts, broken) =>
            {
                if (!LinesTellAll(facts)) return;
                foreach (var sum in facts.Sums)
                    if (sum.Vat is { } vat && facts.LineSums.Of(sum.Bucket) is { } lines &&
                        Math.Abs(vat - lines.VatOnSum) > lines.Tolerance && Math.Abs(vat - lines.VatByLine) > lines.Tolerance)
                        broken.At(sum.VatNode, vat, lines.VatOnSum, lines.VatByLine);
            }),

        new("INK-RULE-052", Severity.Wrong, "The_total_is_the_sum_of_net_and_tax",
            new("Należność ogółem {0} różni się od sumy kwot netto i podatku: {1}.", "The total due {0} differs from the sum of net and tax: {1}."),
            new("Popraw P_15 albo P_13 i P_14.", "Correct P_15, or P_13 and P_14."),
            (facts, broken) =>
            {
                // On a final invoice P_15 is what remains after the advances (art. 106f ust. 3).
                if (facts.Kind is "ROZ" or "KOR_ROZ" || facts.Sums.Length == 0 || facts.Due is not { } due) return;
                var sum = facts.Sums.Sum(row => row.Net + (row.Vat ?? 0));
                if (Math.Abs(due - sum) > 0.01m * facts.Sums.Length) broken.At(facts.Child(facts.Fa, "P_15"), due, sum);
            }),

        new("INK-RULE-053", Severity.Wrong, "Every_rate_of_the_lines_has_its_sum",
            new("Pozycja ma stawkę {0}, a faktura nie ma sumy P_13_{1}.", "A line has the rate {0}, but the invoice has no sum P_13_{1}."),
            new("Dodaj sumę dla tej stawki.", "Add the sum for this rate."),
            (facts, broken) =>
            {
                if (!LinesTellAll(facts)) return;
                foreach (var (rate, amount) in facts.LineSums.Rates)
                    if (amount != 0 && facts.Sum(rate.Bucket) is null) broken.Missing(facts.Fa, "P_13_" + rate.Bucket.Field, rate, rate.Bucket.Field);
            }),

        new("INK-RULE-054", Severity.Wrong, "Every_sum_has_a_line_of_its_rate",
            new("Faktura ma sumę P_13_{0}, a żadna pozycja nie ma takiej stawki.", "The invoice has the sum P_13_{0}, but no line has such a rate."),
            new("Usuń sumę albo popraw stawki pozycji.", "Remove the sum, or correct the rates of the lines."),
            (facts, broken) =>
            {
                if (!LinesTellAll(facts)) return;
                foreach (var sum in facts.Sums)
                    if (sum.Net != 0 && sum.Bucket != TaxBucket.Margin && facts.LineSums.Of(sum.Bucket) is null)
                        broken.At(sum.Node, sum.Bucket.Field);
            }),

        // art. 106e ust. 11.
        new("INK-RULE-055", Severity.Wrong, "Tax_in_another_currency_is_shown_in_zloty",
            new("Faktura jest w {0}, a podatek P_14_{1} nie jest podany w złotych.",
                "The invoice is in {0}, but the tax P_14_{1} is not given in zloty."),
            new("Dodaj P_14_{1}W.", "Add P_14_{1}W."),
            (facts, broken) =>
            {
                if (facts.IsInZloty) return;
                foreach (var sum in facts.Sums)
                    if (sum is { Vat: not null and not 0, VatInPln: null } && sum.Bucket <= TaxBucket.TaxiLumpSum)
                        broken.Missing(facts.Fa, $"P_14_{sum.Bucket.Field}W", facts.Currency, sum.Bucket.Field);
            }),

        new("INK-RULE-056", Severity.Wrong, "An_invoice_in_zloty_has_no_conversion",
            new("Faktura jest w złotych, a ma przeliczenie podatku z obcej waluty.",
                "The invoice is in zloty, but has tax converted from another currency."),
            new("Usuń pole z końcówką W albo popraw KodWaluty.", "Remove the field that ends in W, or correct KodWaluty."),
            (facts, broken) =>
            {
                if (!facts.IsInZloty) return;
                foreach (var sum in facts.Sums)
                    if (sum.PlnNode >= 0) broken.At(sum.PlnNode);
            }),

        new("INK-RULE-057", Severity.Wrong, "Tax_in_zloty_is_the_tax_at_the_rate_of_exchange",
            new("Podatek w złotych {0} nie wynika z kursu: {1}.", "The tax in zloty {0} does not follow from the rate of exchange: {1}."),
            new("Przelicz podatek po kursie KursWaluty.", "Convert the tax at KursWaluty."),
            (facts, broken) =>
            {
                if (facts.IsInZloty || CommonExchangeRate(facts) is not { } rate) return;
                foreach (var sum in facts.Sums)
                    if (sum is { Vat: { } vat, VatInPln: { } zloty } && Math.Abs(vat) < 1_000_000_000_000m
                        && Math.Abs(zloty - Totals.Grosz(vat * rate)) > 0.01m * Math.Max(1, facts.LineSums.Count))
                        broken.At(sum.PlnNode, zloty, Totals.Grosz(vat * rate));
            }),

        // art. 106e ust. 1 pkt 7, ust. 5; only advances and corrections by art. 106j ust. 3 (for a period, OkresFaKorygowanej) may lack them.
        new("INK-RULE-058", Severity.Wrong, "An_invoice_says_what_was_sold",
            new("Faktura nie ma ani jednej pozycji.", "The invoice has no line at all."),
            new("Dodaj FaWiersz; bez pozycji może być tylko zaliczka, jej korekta albo korekta zbiorcza za okres (OkresFaKorygowanej).",
                "Add FaWiersz; only an advance, its correction and a correction for a period (OkresFaKorygowanej) may lack lines."),
            (facts, broken) =>
            {
                if (facts.Fa < 0 || facts.LineSums.Count > 0 || facts.Kind is "ZAL" or "KOR_ZAL") return;
                var changesAmounts = facts.Due is not 0 || facts.Sums.Any(sum => sum.Net != 0 || sum.Vat is not (null or 0));
                if (!facts.IsCorrection || (changesAmounts && !facts.Has(facts.Fa, "OkresFaKorygowanej"))) broken.Missing(facts.Fa, "FaWiersz");
            }),
    ];

    // On an ordinary invoice each sum is made of lines. Corrections may show the difference only, advances have no lines.
    private static bool LinesTellAll(Facts facts) => facts.IsPlain && facts.LineSums.AreComplete && facts.Sums.Length > 0;

    private static decimal? CommonExchangeRate(Facts facts)
    {
        var advance = facts.Amount(facts.Child(facts.Fa, "KursWalutyZ"));
        var ofLines = facts.LineSums.ExchangeRate;
        if (facts.LineSums.ExchangeRatesDiffer || (advance is not null && ofLines is not null && advance != ofLines)) return null;
        return (advance ?? ofLines) is { } rate && Math.Abs(rate) < 1_000_000m ? rate : null;
    }
}
