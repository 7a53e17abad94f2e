using Inkaust.Invoices;

namespace Inkaust.Web.Accounts;

/// <summary>What is wrong with a form, field by field.</summary>
internal static class FindingsOfForm
{
    /// <summary>What is wrong with a field; null: nothing.</summary>
    public static Wording? At(this IReadOnlyList<Finding> findings, string field) => findings.FirstOrDefault(one => one.Path == field)?.Text;

    /// <summary>What belongs to no field.</summary>
    public static IReadOnlyList<Finding> Elsewhere(this IReadOnlyList<Finding> findings, params string[] fields) =>
        [.. findings.Where(one => one.Path is null || !fields.Contains(one.Path))];

    /// <summary>The status of a form that is shown again.</summary>
    public static int Status(this IReadOnlyList<Finding> findings) =>
        findings.Count == 0 ? 200 : findings.Any(one => one.Code is "INK-ACCOUNT-002" or "INK-ACCOUNT-008") ? 429 : 422;
}
