namespace Inkaust.Invoices.Rules;

/// <summary>Advance, final and simplified invoices (art. 106e ust. 5 pkt 3, art. 106f).</summary>
internal static class AdvanceRules
{
    public static readonly IReadOnlyList<Rule> List =
    [
        new("INK-RULE-080", Severity.Wrong, "An_advance_invoice_shows_the_order",
            new("Faktura zaliczkowa nie pokazuje zamówienia.", "The advance invoice does not show the order."),
            new("Dodaj Zamowienie (art. 106f ust. 1 pkt 4).", "Add Zamowienie (art. 106f(1)(4))."),
            (facts, broken) =>
            {
                if (facts.Kind == "ZAL" && !facts.Has(facts.Fa, "Zamowienie")) broken.Missing(facts.Fa, "Zamowienie");
            }),

        new("INK-RULE-081", Severity.Wrong, "Only_an_advance_invoice_shows_the_order",
            new("Faktura rodzaju {0} pokazuje zamówienie jak faktura zaliczkowa.",
                "An invoice of the kind {0} shows an order as an advance invoice does."),
            new("Przenieś pozycje do FaWiersz albo zmień RodzajFaktury.", "Move the lines to FaWiersz, or change RodzajFaktury."),
            (facts, broken) =>
            {
                if (facts.Kind is "VAT" or "UPR" or "KOR" && facts.Child(facts.Fa, "Zamowienie") is var order and >= 0) broken.At(order, facts.Kind);
            }),

        new("INK-RULE-082", Severity.Wrong, "A_final_invoice_names_the_advance_invoices",
            new("Faktura rozliczeniowa nie podaje faktur zaliczkowych.", "The final invoice does not name the advance invoices."),
            new("Dodaj FakturaZaliczkowa z numerem KSeF (art. 106f ust. 3).", "Add FakturaZaliczkowa with its KSeF number (art. 106f(3))."),
            (facts, broken) =>
            {
                if (facts.Kind == "ROZ" && !facts.Has(facts.Fa, "FakturaZaliczkowa") && !facts.Has(facts.Fa, "ZaliczkaCzesciowa"))
                    broken.Missing(facts.Fa, "FakturaZaliczkowa");
            }),

        new("INK-RULE-083", Severity.Wrong, "An_ordinary_invoice_names_no_advance_invoices",
            new("Zwykła faktura podaje faktury zaliczkowe.", "An ordinary invoice names advance invoices."),
            new("Zmień RodzajFaktury na ROZ albo usuń FakturaZaliczkowa.", "Change RodzajFaktury to ROZ, or remove FakturaZaliczkowa."),
            (facts, broken) =>
            {
                if (facts.Kind is "VAT" or "UPR" && facts.Child(facts.Fa, "FakturaZaliczkowa") is var advance and >= 0) broken.At(advance);
            }),

        new("INK-RULE-084", Severity.Wrong, "The_value_of_the_order_is_the_sum_of_its_lines",
            new("Wartość zamówienia {0} nie zgadza się z pozycjami: {1}.", "The value of the order {0} does not agree with its lines: {1}."),
            new("WartoscZamowienia zawiera podatek; popraw ją albo pozycje.", "WartoscZamowienia includes tax; correct it, or the lines."),
            (facts, broken) =>
            {
                var order = facts.Child(facts.Fa, "Zamowienie");
                if (facts.Amount(facts.Child(order, "WartoscZamowienia")) is not { } value) return;
                decimal sum = 0;
                var lines = 0;
                foreach (var line in facts.All(order, "ZamowienieWiersz"))
                {
                    // A correction gives the value after it (H-II, CIRFMF/ksef-api#426).
                    if (facts.Has(line, "StanPrzedZ")) continue;
                    if (facts.Amount(facts.Child(line, "P_11NettoZ")) is not { } net) return;
                    sum += net + (facts.Amount(facts.Child(line, "P_11VatZ")) ?? 0);
                    lines++;
                }
                if (Math.Abs(value - sum) > 0.01m * lines) broken.At(facts.Child(order, "WartoscZamowienia"), value, sum);
            }),

        new("INK-RULE-085", Severity.Wrong, "Each_line_of_the_order_has_its_own_number",
            new("Numer pozycji zamówienia {0} powtarza się.", "The number {0} of a line of the order is used twice."),
            new("Nadaj pozycjom kolejne numery.", "Number the lines one after another."),
            (facts, broken) =>
            {
                var order = facts.Child(facts.Fa, "Zamowienie");
                if (order < 0) return;
                var seen = new LineNumbers();
                foreach (var line in facts.All(order, "ZamowienieWiersz"))
                {
                    var number = facts.Child(line, "NrWierszaZam");
                    if (!seen.Add(facts.Amount(number) ?? 0, facts.Has(line, "StanPrzedZ"))) broken.At(number, facts.Text(number));
                }
            }),

        new("INK-RULE-086", Severity.Wrong, "A_simplified_invoice_is_up_to_450_PLN_or_100_EUR",
            new("Faktura uproszczona opiewa na {0} {1}.", "The simplified invoice is for {0} {1}."),
            new("Granica to 450 PLN albo 100 EUR; wystaw zwykłą fakturę.", "The limit is 450 PLN or 100 EUR; issue an ordinary invoice."),
            (facts, broken) =>
            {
                if (facts.Kind == "UPR" && facts.Due > facts.Currency switch { "PLN" => 450, "EUR" => 100, _ => decimal.MaxValue })
                    broken.At(facts.Child(facts.Fa, "P_15"), facts.Due, facts.Currency);
            }),

        new("INK-RULE-087", Severity.Wrong, "Part_payments_in_advance_make_up_the_total",
            new("Wpłaty zaliczki dają razem {0}, a faktura opiewa na {1}.", "The payments in advance add up to {0}, but the invoice is for {1}."),
            new("Popraw P_15Z albo P_15.", "Correct P_15Z or P_15."),
            (facts, broken) =>
            {
                if (facts.Kind != "ZAL" || facts.Due is not { } due) return;
                decimal sum = 0;
                var last = -1;
                foreach (var part in facts.All(facts.Fa, "ZaliczkaCzesciowa"))
                    (sum, last) = (sum + (facts.Amount(facts.Child(part, "P_15Z")) ?? 0), part);
                if (last >= 0 && sum != due) broken.At(last, sum, due);
            }),
    ];
}
