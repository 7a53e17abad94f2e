namespace Inkaust.Invoices.Rules;

/// <summary>Corrections (art. 106j).</summary>
internal static class CorrectionRules
{
    public static readonly IReadOnlyList<Rule> List =
    [
        new("INK-RULE-070", Severity.Wrong, "A_correction_names_the_corrected_invoice",
            new("Korekta nie podaje faktury korygowanej.", "The correction does not name the corrected invoice."),
            new("Dodaj DaneFaKorygowanej z datą, numerem i numerem KSeF (art. 106j ust. 2).",
                "Add DaneFaKorygowanej with date, number and KSeF number (art. 106j(2))."),
            (facts, broken) =>
            {
                if (facts.IsCorrection && !facts.Has(facts.Fa, "DaneFaKorygowanej")) broken.Missing(facts.Fa, "DaneFaKorygowanej");
            }),

        new("INK-RULE-071", Severity.Wrong, "Only_a_correction_names_a_corrected_invoice",
            new("Faktura podaje fakturę korygowaną, a nie jest korektą.", "The invoice names a corrected invoice but is no correction."),
            new("Zmień RodzajFaktury albo usuń DaneFaKorygowanej.", "Change RodzajFaktury, or remove DaneFaKorygowanej."),
            (facts, broken) =>
            {
                if (!facts.IsCorrection && facts.Child(facts.Fa, "DaneFaKorygowanej") is var corrected and >= 0) broken.At(corrected);
            }),

        new("INK-RULE-072", Severity.Wrong, "A_KSeF_number_has_a_right_check_sum",
            new("Numer KSeF {0} ma błędną sumę kontrolną.", "The KSeF number {0} has a wrong check sum."),
            new("Skopiuj numer z KSeF albo z UPO.", "Copy the number from KSeF or from the UPO."),
            (facts, broken) =>
            {
                foreach (var node in facts.Tree.Identifiers)
                    // The form of KSeF 1 with a dash in the middle has other rules.
                    if (facts.Tree[node].Declaration.Name is "NrKSeFFaKorygowanej" or "NrKSeFFaZaliczkowej" &&
                        facts.Tree.Text(node) is { Length: 35 } number && !KsefNumber.IsRight(number)) broken.At(node, facts.Text(node));
            }),

        new("INK-RULE-073", Severity.Wrong, "A_corrected_invoice_is_not_later_than_its_correction",
            new("Faktura korygowana ma datę {0}, późniejszą niż korekta ({1}).",
                "The corrected invoice is dated {0}, later than the correction ({1})."),
            new("Popraw DataWystFaKorygowanej.", "Correct DataWystFaKorygowanej."),
            (facts, broken) =>
            {
                foreach (var corrected in facts.All(facts.Fa, "DaneFaKorygowanej"))
                    if (facts.Child(corrected, "DataWystFaKorygowanej") is var node && facts.Date(node) is { } date && date > facts.IssueDate)
                        broken.At(node, date, facts.IssueDate);
            }),

        // LAW 56: a wrong NIP is corrected to zero and the invoice is issued anew.
        new("INK-RULE-074", Severity.Wrong, "A_correction_does_not_change_the_buyer_s_NIP",
            new("Korekta zmienia NIP nabywcy.", "The correction changes the buyer's NIP."),
            new("Skoryguj fakturę do zera z błędnym NIP i wystaw nową.", "Correct the invoice to zero with the wrong NIP and issue a new one."),
            (facts, broken) =>
            {
                var now = facts.At(facts.Buyer, "DaneIdentyfikacyjne", "NIP");
                var key = facts.Text(facts.Child(facts.Buyer, "IDNabywcy"));
                foreach (var before in facts.All(facts.Fa, "Podmiot2K"))
                    if (facts.Text(facts.Child(before, "IDNabywcy")) is var other && (other == key || other.Length == 0) &&
                        facts.At(before, "DaneIdentyfikacyjne", "NIP") is var nip and >= 0 && now >= 0 &&
                        !facts.Tree.Text(nip).SequenceEqual(facts.Tree.Text(now))) broken.At(nip);
            }),

        new("INK-RULE-075", Severity.Wrong, "A_correction_does_not_change_the_seller_s_NIP",
            new("Korekta zmienia NIP sprzedawcy.", "The correction changes the seller's NIP."),
            new("Skoryguj fakturę do zera z błędnym NIP i wystaw nową.", "Correct the invoice to zero with the wrong NIP and issue a new one."),
            (facts, broken) =>
            {
                var nip = facts.At(facts.Child(facts.Fa, "Podmiot1K"), "DaneIdentyfikacyjne", "NIP");
                var now = facts.At(facts.Seller, "DaneIdentyfikacyjne", "NIP");
                if (nip >= 0 && now >= 0 && !facts.Tree.Text(nip).SequenceEqual(facts.Tree.Text(now))) broken.At(nip);
            }),

        new("INK-RULE-076", Severity.Wrong, "A_correction_of_an_advance_shows_the_amount_before",
            new("Korekta faktury zaliczkowej nie podaje kwoty przed korektą.",
                "The correction of an advance invoice does not show the amount before."),
            new("Dodaj P_15ZK.", "Add P_15ZK."),
            (facts, broken) =>
            {
                if (facts.Kind == "KOR_ZAL" && !facts.Has(facts.Fa, "P_15ZK")) broken.Missing(facts.Fa, "P_15ZK");
            }),

        new("INK-RULE-077", Severity.Advice, "A_correction_says_why",
            new("Korekta nie podaje przyczyny.", "The correction does not say why."),
            new("Dodaj PrzyczynaKorekty; nabywca i urząd będą o nią pytać.", "Add PrzyczynaKorekty; the buyer and the tax office will ask."),
            (facts, broken) =>
            {
                if (facts.IsCorrection && facts.Has(facts.Fa, "DaneFaKorygowanej") && !facts.Has(facts.Fa, "PrzyczynaKorekty"))
                    broken.Missing(facts.Fa, "PrzyczynaKorekty");
            }),

        new("INK-RULE-078", Severity.Wrong, "The_lines_of_a_correction_give_its_difference",
            new("Różnica {0} nie zgadza się z pozycjami przed i po korekcie: {1}.",
                "The difference {0} does not agree with the lines before and after: {1}."),
            new("Popraw P_13 albo pozycje; wiersze sprzed korekty odejmują się.",
                "Correct P_13 or the lines; lines before the correction are subtracted."),
            (facts, broken) =>
            {
                if (facts.Kind != "KOR" || facts.LineSums is not { HaveBefore: true, AreComplete: true, AreNet: true } lines) return;
                foreach (var sum in facts.Sums)
                    if (lines.Of(sum.Bucket) is { } counted && Math.Abs(sum.Net - counted.Net) > counted.Tolerance)
                        broken.At(sum.Node, sum.Net, counted.Net);
            }),
    ];
}
