using System.Globalization;
using Inkaust.Invoices.Reading;

namespace Inkaust.Invoices.Rules;

/// <summary>
/// Something that must hold beyond the schema. Its name is its sentence; <see cref="Text"/> is what is said when it is broken, with the
/// values found in place of {0}, {1}.
/// </summary>
internal sealed record Rule(string Code, Severity Severity, string Name, Wording Text, Wording Hint)
{
    /// <summary>A rule about the invoice.</summary>
    public Rule(string code, Severity severity, string name, Wording text, Wording hint, Action<Facts, Breaches> check)
        : this(code, severity, name, text, hint) => Check = check;

    /// <summary>A rule about each line by itself.</summary>
    public Rule(string code, Severity severity, string name, Wording text, Wording hint, LineCheck check)
        : this(code, severity, name, text, hint) => CheckLine = check;

    /// <summary>How much it weighs where only the production environment asks for it; null = as everywhere.</summary>
    public Severity? InTest { get; init; }

    public Action<Facts, Breaches>? Check { get; }

    public LineCheck? CheckLine { get; }
}

/// <summary>Looks at one line.</summary>
internal delegate void LineCheck(Facts facts, in LineFacts line, Breaches broken);

/// <summary>Collects where a rule is broken.</summary>
internal sealed class Breaches(Facts facts, FindingList findings, KsefKind ksef)
{
    private Rule rule = null!;

    public void Judge(Rule next)
    {
        rule = next;
        rule.Check!(facts, this);
    }

    public void Judge(Rule next, in LineFacts line)
    {
        rule = next;
        rule.CheckLine!(facts, in line, this);
    }

    /// <summary>Broken at this element (-1 = at Fa).</summary>
    public void At(int node, params ReadOnlySpan<object?> found)
    {
        if (findings.IsFull) return;
        if (node < 0) node = Math.Max(0, facts.Fa);
        findings.Add(Found(found), facts.Tree.PlaceOf(node), facts.Tree.PathOf(node));
    }

    /// <summary>Broken because a child is missing from this element.</summary>
    public void Missing(int node, string child, params ReadOnlySpan<object?> found)
    {
        if (findings.IsFull) return;
        if (node < 0) node = Math.Max(0, facts.Fa);
        var path = node == 0 ? child : $"{facts.Tree.PathOf(node)}/{child}";
        findings.Add(Found(found), facts.Tree.PlaceOf(node), path);
    }

    private Finding Found(ReadOnlySpan<object?> found)
    {
        string[] values = [.. found.ToArray().Select(Shown)];
        var severity = ksef == KsefKind.Test ? rule.InTest ?? rule.Severity : rule.Severity;
        return new Finding(rule.Code, severity, Filled(rule.Text, values)) { Hint = Filled(rule.Hint, values) };
    }

    private static Wording Filled(Wording wording, string[] values) => values.Length == 0
        ? wording
        : new(string.Format(CultureInfo.InvariantCulture, wording.Pl, values), string.Format(CultureInfo.InvariantCulture, wording.En, values));

    private static string Shown(object? value) => value switch
    {
        null => "–",
        decimal amount => amount.ToString("0.00######", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
