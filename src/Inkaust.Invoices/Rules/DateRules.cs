namespace Inkaust.Invoices.Rules;

/// <summary>Dates and periods.</summary>
internal static class DateRules
{
    public static readonly IReadOnlyList<Rule> List =
    [
        // ksef-docs weryfikacja-faktury; LAW 8: status 450.
        new("INK-RULE-030", Severity.Rejected, "The_date_of_issue_is_not_later_than_today",
            new("Data wystawienia {0} jest późniejsza niż dzisiejsza ({1}).", "The date of issue {0} is later than today ({1})."),
            new("Wyślij plik nie wcześniej niż w tym dniu albo zmień P_1.", "Send the file on that day or later, or change P_1."),
            (facts, broken) =>
            {
                if (facts.Today is { } today && facts.IssueDate > today) broken.At(facts.Child(facts.Fa, "P_1"), facts.IssueDate, today);
            }),

        new("INK-RULE-031", Severity.Wrong, "A_period_begins_before_it_ends",
            new("Okres zaczyna się {0}, a kończy {1}.", "The period begins on {0} and ends on {1}."),
            new("Zamień daty miejscami.", "Swap the dates."),
            (facts, broken) =>
            {
                var period = facts.Child(facts.Fa, "OkresFa");
                if (facts.Date(facts.Child(period, "P_6_Od")) is { } from && facts.Date(facts.Child(period, "P_6_Do")) is { } to && from > to)
                    broken.At(period, from, to);
            }),

        // art. 106i ust. 7: not earlier than the 60th day before delivery or payment.
        new("INK-RULE-032", Severity.Wrong, "An_invoice_is_not_issued_more_than_60_days_before_the_sale",
            new("Sprzedaż {0} jest więcej niż 60 dni po wystawieniu {1}.", "The sale on {0} is more than 60 days after the issue on {1}."),
            new("Sprawdź P_6; faktury nie wystawia się wcześniej niż 60 dni przed dostawą.",
                "Check P_6; an invoice is not issued more than 60 days before the delivery."),
            (facts, broken) =>
            {
                var sold = facts.Child(facts.Fa, "P_6");
                if (!facts.IsCorrection && facts.Date(sold) is { } sale && facts.IssueDate is { } issued && sale > PolishTime.DaysAfter(issued, 60))
                    broken.At(sold, sale, issued);
            }),

        // art. 106i ust. 1: until the 15th day of the next month.
        new("INK-RULE-033", Severity.Advice, "An_invoice_is_issued_by_the_15th_of_the_month_after_the_sale",
            new("Sprzedaż {0} należało zafakturować do {1}.", "The sale on {0} was to be invoiced by {1}."),
            new("Sprawdź datę sprzedaży; wyjątki ma art. 106i ust. 2–8.", "Check the date of sale; art. 106i(2)-(8) has exceptions."),
            (facts, broken) =>
            {
                var sold = facts.Child(facts.Fa, "P_6");
                if (!facts.IsPlain || facts.Date(sold) is not { } sale || facts.IssueDate is not { } issued) return;
                // Nothing is late in the last month of the calendar.
                if (sale is { Year: 9999, Month: 12 }) return;
                var last = new DateOnly(sale.Year, sale.Month, 15).AddMonths(1);
                if (issued > last) broken.At(sold, sale, last);
            }),

        new("INK-RULE-034", Severity.Advice, "The_date_of_sale_stands_once",
            new("Datę sprzedaży ma i cała faktura (P_6), i pozycja (P_6A).", "Both the invoice (P_6) and a line (P_6A) have a date of sale."),
            new("Wspólną datę wpisz w P_6, różne w P_6A.", "Put a common date into P_6 and different ones into P_6A."),
            (facts, broken) =>
            {
                if (!facts.Has(facts.Fa, "P_6")) return;
                foreach (var line in facts.Lines)
                    if (facts.Child(line, "P_6A") is var own and >= 0)
                    {
                        broken.At(own);
                        return;
                    }
            }),
    ];
}
