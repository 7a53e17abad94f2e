using System.Text;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Invoices.Rules;

namespace Inkaust.Tests.Invoices;

/// <summary>What the validator says of a <see cref="SmallInvoice"/> with a change.</summary>
internal static class Verdict
{
    /// <summary>The day of issue of all small invoices.</summary>
    public static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>
    /// All that is found, in the order of the file: code, path, and the values that the sentence of a rule names,
    /// <c>INK-RULE-052 Fa/P_15 124.00 123.00</c>;
    /// empty when there is nothing to say.
    /// </summary>
    public static void IsSaid(string invoice, string change, string expected, string what)
    {
        var xml = SmallInvoice.With(invoice, change);
        var findings = Fa3Validator.Validate(Encoding.UTF8.GetBytes(xml), Today);
        var said = string.Join(" ; ", findings.Select(Written));
        if (said != expected) Assert.Fail($"{what} ({invoice}: {change})\nexpected: {expected}\nfound:    {said}");
        Assert.All(findings, finding => StandsThere(finding, xml));
    }

    private static string Written(Finding finding)
    {
        var rule = AllRules.List.FirstOrDefault(rule => rule.Code == finding.Code);
        if (rule is null) return $"{finding.Code} {finding.Path}";
        Assert.Equal(rule.Severity, finding.Severity);
        Assert.DoesNotMatch(@"\{\d\}", finding.Hint!.Pl + finding.Hint.En);
        var values = Values(rule.Text.En, finding.Text.En);
        Assert.Equal(values, Values(rule.Text.Pl, finding.Text.Pl));
        return string.Join(" ", values.Prepend(finding.Path).Prepend(finding.Code));
    }

    // The values that were put in place of {0}, {1} of the sentence.
    private static List<string> Values(string sentence, string said)
    {
        var match = Regex.Match(said, "^" + Regex.Replace(Regex.Escape(sentence), @"\\\{(\d)}", "(?<v$1>.*)") + "$", RegexOptions.Singleline);
        Assert.True(match.Success, $"\"{said}\" is not made of \"{sentence}\".");
        return [.. match.Groups.Values.Where(group => group.Name[0] == 'v').OrderBy(group => group.Name)
            .Select(group => group.Value.Length == 0 ? "''" : group.Value)];
    }

    // Line and column are those of the element that the path names, or of its parent when it is missing.
    private static void StandsThere(Finding finding, string xml)
    {
        var place = xml.Split('\n')[finding.Line!.Value - 1][(finding.Column!.Value - 1)..];
        var names = Regex.Replace("Faktura/" + finding.Path, @"\[\d+\]", "").Split('/');
        Assert.True(finding.Code.StartsWith("INK-FA3", StringComparison.Ordinal) || names[^2..].Any(name => Regex.IsMatch(place, $"^<{name}[ >]")),
            $"{finding.Path} is not at {finding.Line}:{finding.Column}, where stands {place}");
    }
}
