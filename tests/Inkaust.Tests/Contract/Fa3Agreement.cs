using Inkaust.Invoices;

namespace Inkaust.Contract;

/// <summary>Whether our schema and the official one say the same.</summary>
internal static class Fa3Agreement
{
    // Beyond well-formedness and schema KSeF refuses more bytes; the official schema knows nothing of them.
    private static readonly string[] BeyondTheSchema = ["INK-XML-010", "INK-XML-013", "INK-XML-015", "INK-XML-016"];

    /// <summary>Both verdicts in words when they differ, else null.</summary>
    public static string? Disagreement(byte[] xml)
    {
        var ours = Fa3Validator.Validate(xml).FirstOrDefault(finding =>
            !finding.Code.StartsWith("INK-RULE", StringComparison.Ordinal) && !BeyondTheSchema.Contains(finding.Code));
        var official = OfficialFa3.Complaint(xml);
        return (ours is null) == (official is null) ? null
            : $"ours: {(ours is null ? "valid" : $"{ours.Code} {ours.Path} {ours.Text.En}")} | official: {official ?? "valid"}";
    }
}
