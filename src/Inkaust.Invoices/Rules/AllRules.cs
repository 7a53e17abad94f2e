namespace Inkaust.Invoices.Rules;

/// <summary>Every rule beyond the schema, in the order of their codes.</summary>
internal static class AllRules
{
    public static readonly IReadOnlyList<Rule> List =
        [.. PartyRules.List, .. DateRules.List, .. LineRules.List, .. SumRules.List, .. AnnotationRules.List, .. CorrectionRules.List, .. AdvanceRules.List, .. PaymentRules.List];
}
