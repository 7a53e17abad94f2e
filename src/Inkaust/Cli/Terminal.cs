using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;
using Spectre.Console;

namespace Inkaust.Cli;

/// <summary>What a command says: words and tables for people, or one JSON value for programs; errors always on the other stream.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool json, string language)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions JsonLine = new(Json) { WriteIndented = false };

    public bool IsJson => json;

    public string Language => language;

    /// <summary>The one value that a command answers with <c>--json</c>; without it nothing.</summary>
    public void Value(object value)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(value, Json));
    }

    /// <summary>The same on one line, for answers of which there are many.</summary>
    public void ValueOnOneLine(object value)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(value, JsonLine));
    }

    /// <summary>A line for people and programs alike.</summary>
    public void Line(string text) => output.WriteLine(text);

    /// <summary>How far long work has come; only where a person watches.</summary>
    public void Progress(string text)
    {
        if (!json && error == Console.Error && !Console.IsErrorRedirected) error.Write($"\r{text}");
    }

    /// <summary>A sentence for a person; silent with <c>--json</c>.</summary>
    public void Say(string pl, string en)
    {
        if (!json) output.WriteLine(language == "pl" ? pl : en);
    }

    /// <summary>A table for a person; silent with <c>--json</c>.</summary>
    public void Table(IReadOnlyList<Wording> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (json) return;
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var head in heads) table.AddColumn(new TableColumn(Markup.Escape(head.In(language))));
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        // A redirected stream has no width; tables must not be cut there.
        if (output != Console.Out || Console.IsOutputRedirected) console.Profile.Width = 200;
        console.Write(table);
    }

    /// <summary>Says why something was refused, on the error stream.</summary>
    public void Refuse(IReadOnlyList<Finding> findings)
    {
        if (json)
        {
            error.WriteLine(JsonSerializer.Serialize(new { errors = findings.Select(AsJson) }, JsonLine));
            return;
        }
        foreach (var finding in findings)
        {
            var place = string.Join(" ", new[] { finding.Path, finding.Line is { } line ? $"{line}:{finding.Column ?? 1}" : null }.Where(part => part is not null));
            error.WriteLine($"{finding.Code} {(place.Length > 0 ? place + ": " : "")}{finding.Text.In(language)}");
            if (finding.Hint is { } hint) error.WriteLine($"  → {hint.In(language)}");
        }
    }

    /// <summary>A finding as programs read it.</summary>
    public object AsJson(Finding finding) => new
    {
        finding.Code,
        Severity = finding.Severity.ToString().ToLowerInvariant(),
        finding.Path,
        finding.Line,
        finding.Column,
        finding.Text.Pl,
        finding.Text.En,
        Hint = finding.Hint?.In(language),
    };
}
