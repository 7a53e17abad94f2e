using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>Why something was refused.</summary>
/// <param name="Errors">The reasons, at least one.</param>
public sealed record ErrorsAnswer(IReadOnlyList<FindingAnswer> Errors);

/// <summary>What is wrong, where, and what to do next.</summary>
/// <param name="Code">Permanent code <c>INK-AREA-nnn</c>.</param>
/// <param name="Company">NIP of the company that it is about; left out where there is only one.</param>
/// <param name="Severity"><c>rejected</c>, <c>wrong</c> or <c>advice</c>.</param>
/// <param name="Path">Place in names of the file; null where it is about no place.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
/// <param name="Pl">What is wrong, in Polish.</param>
/// <param name="En">What is wrong, in English.</param>
/// <param name="Hint">What to do next, in the language that was asked for.</param>
/// <param name="HintPl">The same in Polish.</param>
/// <param name="HintEn">The same in English.</param>
/// <param name="Next">The step that does it: its kind and its facts; left out where no step of the program helps.</param>
public sealed record FindingAnswer(
    string Code, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Company,
    string Severity, string? Path, int? Line, int? Column, string Pl, string En, string? Hint, string? HintPl, string? HintEn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonObject? Next)
{
    /// <param name="finding">What is said.</param>
    /// <param name="whatNext">What to do next, as the face that shows it words it.</param>
    /// <param name="language">The language of <see cref="Hint"/>.</param>
    /// <param name="company">Of which company, where there may be several.</param>
    public static FindingAnswer Of(Finding finding, Wording? whatNext, Language language, Nip? company = null) => new(
        finding.Code, company?.ToString(), finding.Severity.ToString().ToLowerInvariant(), finding.Path, finding.Line, finding.Column,
        finding.Text.Pl, finding.Text.En, whatNext?.In(language), whatNext?.Pl, whatNext?.En, NextStepAnswer.Of(finding.Next));
}

/// <summary>A next step as programs read it.</summary>
public static class NextStepAnswer
{
    private static readonly JsonSerializerOptions Facts = new(JsonSerializerDefaults.Web);

    /// <summary>Its <c>kind</c> as a word, and its facts beside it; null for none.</summary>
    public static JsonObject? Of(NextStep? step)
    {
        if (step is null) return null;
        var json = new JsonObject { ["kind"] = JsonNamingPolicy.KebabCaseLower.ConvertName(step.GetType().Name) };
        foreach (var fact in step.GetType().GetProperties())
        {
            if (fact.GetValue(step) is not { } value) continue;
            json[JsonNamingPolicy.CamelCase.ConvertName(fact.Name)] = JsonSerializer.SerializeToNode(AsFact(value), Facts);
        }
        return json;
    }

    private static object AsFact(object value) => value switch
    {
        Company company => $"{company.Nip}@{company.Environment.Word}",
        CompanyReference company => company.ToString(),
        IReadOnlyList<CompanyReference> companies => companies.Select(one => one.ToString()),
        CertificateKind kind => kind.Word(),
        IssuingMode mode => mode.Word(),
        _ => value,
    };
}
