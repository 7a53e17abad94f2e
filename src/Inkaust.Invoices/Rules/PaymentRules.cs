namespace Inkaust.Invoices.Rules;

/// <summary>Payment, settlement and attachment.</summary>
internal static class PaymentRules
{
    public static readonly IReadOnlyList<Rule> List =
    [
        new("INK-RULE-090", Severity.Wrong, "An_account_number_has_right_check_digits",
            new("Numer rachunku {0} ma błędne cyfry kontrolne.", "The account number {0} has wrong check digits."),
            new("Sprawdź numer; polski ma 26 cyfr bez odstępów.", "Check the number; a Polish one has 26 digits without blanks."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("NrRB"))
                    if (Iban.HasRightCheckDigits(facts.Tree.Text(node)) == false) broken.At(node, facts.Text(node));
            }),

        new("INK-RULE-091", Severity.Advice, "The_due_date_is_not_before_the_issue",
            new("Termin płatności {0} jest przed wystawieniem {1}.", "The due date {0} is before the issue on {1}."),
            new("Sprawdź termin; zapłaconą fakturę oznacza się Zaplacono.", "Check the date; a paid invoice is marked with Zaplacono."),
            (facts, broken) =>
            {
                foreach (var term in facts.All(facts.Payment, "TerminPlatnosci"))
                    if (facts.Child(term, "Termin") is var node && facts.Date(node) is { } due && due < facts.IssueDate)
                        broken.At(node, due, facts.IssueDate);
            }),

        new("INK-RULE-092", Severity.Advice, "A_payment_is_not_in_the_future",
            new("Data zapłaty {0} jest późniejsza niż dzisiejsza ({1}).", "The date of payment {0} is later than today ({1})."),
            new("Sprawdź datę; przyszłą zapłatę opisuje TerminPlatnosci.", "Check the date; TerminPlatnosci is for a payment to come."),
            (facts, broken) =>
            {
                if (facts.Today is { } today && facts.Child(facts.Payment, "DataZaplaty") is var node && facts.Date(node) is { } paid && paid > today)
                    broken.At(node, paid, today);
            }),

        new("INK-RULE-093", Severity.Wrong, "Part_payments_are_at_most_the_total",
            new("Zapłaty częściowe dają razem {0}, więcej niż należność {1}.", "The part payments add up to {0}, more than the total due {1}."),
            new("Popraw kwoty zapłat.", "Correct the amounts paid."),
            (facts, broken) =>
            {
                if (facts.Kind != "VAT" || facts.Has(facts.Fa, "Rozliczenie") || facts.Due is not { } due || due < 0) return;
                decimal sum = 0;
                var last = -1;
                foreach (var part in facts.All(facts.Payment, "ZaplataCzesciowa"))
                    (sum, last) = (sum + (facts.Amount(facts.Child(part, "KwotaZaplatyCzesciowej")) ?? 0), part);
                if (last >= 0 && sum > due) broken.At(last, sum, due);
            }),

        new("INK-RULE-094", Severity.Wrong, "Sums_of_charges_and_deductions_agree",
            new("Suma {0} nie zgadza się z kwotami: {1}.", "The sum {0} does not agree with its amounts: {1}."),
            new("Popraw sumę albo kwoty w Rozliczenie.", "Correct the sum, or the amounts in Rozliczenie."),
            (facts, broken) =>
            {
                var settlement = facts.Child(facts.Fa, "Rozliczenie");
                foreach (var (items, total) in (ReadOnlySpan<(string, string)>)[("Obciazenia", "SumaObciazen"), ("Odliczenia", "SumaOdliczen")])
                    if (facts.Child(settlement, total) is var node && facts.Amount(node) is { } written
                        && Added(facts, settlement, items) is var sum && sum != written) broken.At(node, written, sum);
            }),

        new("INK-RULE-095", Severity.Wrong, "What_is_to_be_paid_is_the_total_with_charges_and_without_deductions",
            new("Do zapłaty jest {0}, a wychodzi {1}.", "The amount to pay is {0}, but it comes to {1}."),
            new("DoZaplaty = P_15 + obciążenia − odliczenia; nadpłatę wpisuje się w DoRozliczenia.",
                "DoZaplaty = P_15 + charges - deductions; what is overpaid goes into DoRozliczenia."),
            (facts, broken) =>
            {
                var settlement = facts.Child(facts.Fa, "Rozliczenie");
                if (settlement < 0 || facts.Due is not { } due) return;
                var comes = due + Added(facts, settlement, "Obciazenia") - Added(facts, settlement, "Odliczenia");
                var pay = facts.Child(settlement, "DoZaplaty");
                var back = facts.Child(settlement, "DoRozliczenia");
                if (facts.Amount(pay) is { } toPay && toPay != comes) broken.At(pay, toPay, comes);
                if (facts.Amount(back) is { } toSettle && toSettle != -comes && toSettle != comes) broken.At(back, toSettle, -comes);
            }),

        new("INK-RULE-096", Severity.Wrong, "A_row_of_a_table_has_at_most_one_cell_for_each_column",
            new("Wiersz ma {0} komórek, a tabela {1} kolumn.", "The row has {0} cells, but the table has {1} columns."),
            new("Dodaj kolumny w TNaglowek albo usuń komórki.", "Add columns to TNaglowek, or remove cells."),
            (facts, broken) =>
            {
                foreach (var block in facts.All(facts.Child(0, "Zalacznik"), "BlokDanych"))
                    foreach (var table in facts.All(block, "Tabela"))
                    {
                        var columns = facts.All(facts.Child(table, "TNaglowek"), "Kol").Count();
                        foreach (var row in facts.All(table, "Wiersz"))
                            if (facts.All(row, "WKom").Count() is var cells && cells > columns) broken.At(row, cells, columns);
                    }
            }),
    ];

    private static decimal Added(Facts facts, int settlement, string items)
    {
        decimal sum = 0;
        foreach (var item in facts.All(settlement, items)) sum += facts.Amount(facts.Child(item, "Kwota")) ?? 0;
        return sum;
    }
}
