namespace Inkaust.Invoices.Rules;

/// <summary>Every rule beyond the schema, in the order of their codes.</summary>
internal static class AllRules
{
    public static readonly IReadOnlyList<Rule> List =
        [.. PartyRules.List, .. DateRules.List, .. LineRules.List, .. SumRules.List, .. AnnotationRules.List, .. CorrectionRules.List,
            .. AdvanceRules.List, .. PaymentRules.List];

    /// <summary>Those about each line by itself.</summary>
    public static readonly Rule[] OfLines = [.. List.Where(rule => rule.CheckLine is not null)];

    /// <summary>Those about the invoice; the lines have been read when they are asked.</summary>
    public static readonly Rule[] OfTheInvoice = [.. List.Where(rule => rule.Check is not null)];
}
