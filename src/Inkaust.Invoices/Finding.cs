namespace Inkaust.Invoices;

/// <summary>A language in which the program speaks.</summary>
public enum Language
{
    English,
    Polish,
}

/// <summary>The same sentence in the two languages in which the program speaks.</summary>
/// <param name="Pl">Polish.</param>
/// <param name="En">English.</param>
public sealed record Wording(string Pl, string En)
{
    /// <summary>The sentence in <paramref name="language"/>.</summary>
    public string In(Language language) => language == Language.Polish ? Pl : En;
}

/// <summary>How much a <see cref="Finding"/> weighs.</summary>
public enum Severity
{
    /// <summary>It is refused: KSeF would not take the file, or the program cannot do what was asked.</summary>
    Rejected,

    /// <summary>KSeF takes it, but the law or the arithmetic is broken.</summary>
    Wrong,

    /// <summary>Allowed, and usually not what was meant.</summary>
    Advice,
}

/// <summary>An error as a value: what is wrong, where, and what to do next.</summary>
/// <param name="Code">Permanent code <c>INK-AREA-nnn</c>; a code may retire and is never given another meaning.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Text">What is wrong, as a full sentence.</param>
public sealed record Finding(string Code, Severity Severity, Wording Text)
{
    /// <summary>An error that stops what was asked for.</summary>
    public Finding(string code, string pl, string en) : this(code, Severity.Rejected, new Wording(pl, en)) { }

    /// <summary>Where, in names of the file: <c>Fa/FaWiersz[2]/P_12</c> in FA(3), <c>lines[1].rate</c> in a draft.</summary>
    public string? Path { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Column in the line, from 1.</summary>
    public int? Column { get; init; }

    /// <summary>What to do next, in words that hold wherever they are shown; no full stop ends them where <see cref="Next"/> follows.</summary>
    public Wording? Hint { get; init; }

    /// <summary>The step that does it: the shell shows a command, a page a link. Null where no step of the program helps.</summary>
    public NextStep? Next { get; init; }
}

/// <summary>What was asked for was refused, and nothing was done. The findings say why and what to do.</summary>
public sealed class RefusedException(IReadOnlyList<Finding> findings, Exception? cause = null)
    : Exception(string.Join("; ", findings.Select(finding => $"{finding.Code} {finding.Text.En}")), cause)
{
    /// <summary>Refused for one reason.</summary>
    public RefusedException(Finding finding, Exception? cause = null) : this([finding], cause) { }

    /// <summary>The reasons, at least one.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
