namespace Inkaust.Invoices.Rules;

/// <summary>Adnotacje against the sums and the parties.</summary>
internal static class AnnotationRules
{
    public static readonly IReadOnlyList<Rule> List =
    [
        new("INK-RULE-059", Severity.Wrong, "Services_taxed_by_a_buyer_in_the_Union_say_reverse_charge",
            new("Faktura ma usługi, od których podatek rozlicza nabywca w Unii (P_13_9, np II), a P_18 nie jest 1.",
                "The invoice has services on which the buyer in the Union accounts for the tax (P_13_9, np II), but P_18 is not 1."),
            new("Wpisz P_18 = 1: faktura musi mieć wyrazy „odwrotne obciążenie” (art. 106e ust. 1 pkt 18).",
                "Write P_18 = 1: the invoice must say \"odwrotne obciążenie\" (art. 106e(1)(18))."),
            (facts, broken) =>
            {
                if (facts.Sum(TaxBucket.ServicesToTheUnion) is { Net: not 0 } && !facts.Annotated("P_18"))
                    broken.At(facts.Child(facts.Annotations, "P_18"));
            }),

        new("INK-RULE-060", Severity.Wrong, "Exempt_sales_name_the_ground_of_the_exemption",
            new("Faktura ma sprzedaż zwolnioną (P_13_7), a nie podaje podstawy zwolnienia.",
                "The invoice has exempt sales (P_13_7) but does not name the ground."),
            new("Wpisz P_19 = 1 oraz P_19A, P_19B albo P_19C (art. 106e ust. 1 pkt 19).",
                "Write P_19 = 1 and P_19A, P_19B or P_19C (art. 106e(1)(19))."),
            (facts, broken) =>
            {
                if (facts.Sum(TaxBucket.Exempt) is { Net: not 0 } && !facts.AnnotatedIn("Zwolnienie", "P_19"))
                    broken.At(facts.Child(facts.Annotations, "Zwolnienie"));
            }),

        new("INK-RULE-061", Severity.Wrong, "The_ground_of_an_exemption_belongs_to_exempt_sales",
            new("Faktura podaje podstawę zwolnienia, a nie ma sprzedaży zwolnionej.",
                "The invoice names the ground of an exemption but has no exempt sales."),
            new("Wpisz P_19N = 1 albo oznacz pozycje stawką zw.", "Write P_19N = 1, or give the lines the rate zw."),
            (facts, broken) =>
            {
                if (facts.IsPlain && facts.AnnotatedIn("Zwolnienie", "P_19") && facts.Sum(TaxBucket.Exempt) is null)
                    broken.At(facts.At(facts.Annotations, "Zwolnienie", "P_19"));
            }),

        new("INK-RULE-062", Severity.Wrong, "Reverse_charge_is_annotated",
            new("Faktura ma odwrotne obciążenie (P_13_10), a P_18 nie jest 1.", "The invoice has reverse charge (P_13_10), but P_18 is not 1."),
            new("Wpisz P_18 = 1 (art. 106e ust. 1 pkt 18).", "Write P_18 = 1 (art. 106e(1)(18))."),
            (facts, broken) =>
            {
                if (facts.Sum(TaxBucket.ReverseCharge) is { Net: not 0 } && !facts.Annotated("P_18"))
                    broken.At(facts.Child(facts.Annotations, "P_18"));
            }),

        new("INK-RULE-063", Severity.Wrong, "A_margin_sum_is_annotated",
            new("Faktura ma sprzedaż w procedurze marży (P_13_11), a nie podaje, w jakiej.",
                "The invoice has sales under a margin scheme (P_13_11) but does not say which."),
            new("Wpisz P_PMarzy = 1 i rodzaj marży (art. 106e ust. 2 i 3).", "Write P_PMarzy = 1 and the scheme (art. 106e(2)-(3))."),
            (facts, broken) =>
            {
                if (facts.Sum(TaxBucket.Margin) is { Net: not 0 } && !facts.AnnotatedIn("PMarzy", "P_PMarzy"))
                    broken.At(facts.Child(facts.Annotations, "PMarzy"));
            }),

        new("INK-RULE-064", Severity.Wrong, "A_margin_scheme_has_its_sum",
            new("Faktura ma adnotację o marży, a nie ma sumy P_13_11.", "The invoice has the annotation of a margin scheme but no sum P_13_11."),
            new("Dodaj P_13_11 albo wpisz P_PMarzyN = 1.", "Add P_13_11, or write P_PMarzyN = 1."),
            (facts, broken) =>
            {
                if (facts.IsPlain && facts.AnnotatedIn("PMarzy", "P_PMarzy") && facts.Sum(TaxBucket.Margin) is null)
                    broken.At(facts.At(facts.Annotations, "PMarzy", "P_PMarzy"));
            }),

        new("INK-RULE-065", Severity.Wrong, "New_vehicles_are_supplied_within_the_Union",
            new("Faktura ma adnotację o WDT nowych środków transportu, a nie ma sumy P_13_6_2.",
                "The invoice has the annotation of new vehicles supplied within the Union but no sum P_13_6_2."),
            new("Oznacz pozycję stawką 0 WDT albo wpisz P_22N = 1.", "Give the line the rate 0 WDT, or write P_22N = 1."),
            (facts, broken) =>
            {
                if (facts.IsPlain && facts.AnnotatedIn("NoweSrodkiTransportu", "P_22") && facts.Sum(TaxBucket.ZeroIntraUnion) is null)
                    broken.At(facts.At(facts.Annotations, "NoweSrodkiTransportu", "P_22"));
            }),

        // art. 108a ust. 1a, art. 106e ust. 1 pkt 18a.
        new("INK-RULE-066", Severity.Wrong, "Goods_of_annex_15_above_15000_PLN_are_paid_by_split_payment",
            new("Należność {0} PLN przekracza 15 000 PLN i obejmuje towary z załącznika nr 15, a P_18A nie jest 1.",
                "The total of {0} PLN exceeds 15,000 PLN and includes goods of annex 15, but P_18A is not 1."),
            new("Wpisz P_18A = 1 (mechanizm podzielonej płatności).", "Write P_18A = 1 (split payment)."),
            (facts, broken) =>
            {
                if (facts.IsInZloty && facts.Due > 15_000 && facts.LineSums.HaveAnnex15 && !facts.Annotated("P_18A") &&
                    facts.At(facts.Buyer, "DaneIdentyfikacyjne", "BrakID") < 0) broken.At(facts.Child(facts.Annotations, "P_18A"), facts.Due);
            }),

        new("INK-RULE-067", Severity.Wrong, "A_supply_within_the_Union_names_the_buyer_s_EU_VAT_number",
            new("Faktura ma {0}, a nabywca nie ma numeru VAT UE.", "The invoice has {0}, but the buyer has no EU VAT number."),
            new("Podaj KodUE i NrVatUE nabywcy (art. 106e ust. 1 pkt 24).", "Give the buyer's KodUE and NrVatUE (art. 106e(1)(24))."),
            (facts, broken) =>
            {
                if (facts.Buyer < 0 || facts.At(facts.Buyer, "DaneIdentyfikacyjne", "NrVatUE") >= 0) return;
                if (facts.Sum(TaxBucket.ZeroIntraUnion) is { Net: not 0 })
                    broken.At(facts.Child(facts.Buyer, "DaneIdentyfikacyjne"), "WDT (P_13_6_2)");
                else if (facts.Annotated("P_23")) broken.At(facts.Child(facts.Buyer, "DaneIdentyfikacyjne"), "P_23 = 1");
            }),

        new("INK-RULE-068", Severity.Advice, "A_supply_within_the_Union_shows_the_seller_s_prefix",
            new("Faktura ma WDT, a sprzedawca nie ma prefiksu PL.", "The invoice has a supply within the Union, but the seller lacks the prefix PL."),
            new("Dodaj PrefiksPodatnika = PL w Podmiot1 (art. 97 ust. 10).", "Add PrefiksPodatnika = PL to Podmiot1 (art. 97(10))."),
            (facts, broken) =>
            {
                if (facts.Sum(TaxBucket.ZeroIntraUnion) is { Net: not 0 } && facts.Seller >= 0 && !facts.Has(facts.Seller, "PrefiksPodatnika"))
                    broken.Missing(facts.Seller, "PrefiksPodatnika");
            }),

        new("INK-RULE-069", Severity.Wrong, "Cash_accounting_and_a_margin_scheme_exclude_reverse_charge",
            new("Adnotacje P_16 i P_18 wykluczają się.", "The annotations P_16 and P_18 exclude each other."),
            new("Metoda kasowa dotyczy podatku sprzedawcy, odwrotne obciążenie podatku nabywcy; zostaw jedną.",
                "Cash accounting concerns the seller's tax, reverse charge the buyer's; keep one."),
            (facts, broken) =>
            {
                if (facts.Annotated("P_16") && facts.Annotated("P_18") && facts.Sums.All(sum => sum.Bucket > TaxBucket.TaxiLumpSum))
                    broken.At(facts.Child(facts.Annotations, "P_16"));
            }),
    ];
}
