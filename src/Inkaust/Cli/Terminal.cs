using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Answers;
using Inkaust.Invoices;

namespace Inkaust.Cli;

/// <summary>What a command says: words and tables for people, or one JSON value for programs; errors always on the other stream.</summary>
/// <param name="output">Answers.</param>
/// <param name="error">Errors.</param>
/// <param name="json">A program listens.</param>
/// <param name="language">In which it speaks.</param>
/// <param name="width">Columns of the screen; null: a file or a pipe, where nothing must be cut.</param>
/// <param name="tables">How tables are written; null: drawn on a screen, with tabs elsewhere.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, bool json, Language language, int? width = null, TableForm? tables = null)
{
    private readonly TableForm form = tables ?? (width is null ? TableForm.Tsv : TableForm.Table);
    private int progressWidth;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions JsonLine = new(Json) { WriteIndented = false };

    public bool IsJson => json;

    public Language Language => language;

    /// <summary>The one value that a command answers with <c>--json</c>; without it nothing.</summary>
    public void Value(object value)
    {
        if (json) output.WriteLine(Untrusted.ForJson(JsonSerializer.Serialize(value, Json)));
    }

    /// <summary>The same on one line, for answers of which there are many.</summary>
    public void ValueOnOneLine(object value)
    {
        if (json) output.WriteLine(Untrusted.ForJson(JsonSerializer.Serialize(value, JsonLine)));
    }

    /// <summary>Text of the program's own for people and programs alike, as it is.</summary>
    public void Line(string text) => output.WriteLine(text);

    /// <summary>How far long work has come; only where a person watches.</summary>
    public void Progress(string text)
    {
        if (json || error != Console.Error || Console.IsErrorRedirected) return;
        var line = Untrusted.ForScreen(text);
        error.Write("\r" + line.PadRight(progressWidth));
        progressWidth = line.Length;
    }

    // What follows begins on a line of its own.
    private void EndProgress()
    {
        if (progressWidth == 0) return;
        error.Write("\r" + new string(' ', progressWidth) + "\r");
        progressWidth = 0;
    }

    /// <summary>A sentence for a person; silent with <c>--json</c>.</summary>
    public void Say(string pl, string en)
    {
        if (json) return;
        EndProgress();
        output.WriteLine(Untrusted.ForScreen(language == Language.Polish ? pl : en));
    }

    /// <summary>A sentence beside a table, on the other stream where a program reads the table; silent with <c>--json</c>.</summary>
    public void SayBeside(Wording words)
    {
        if (form == TableForm.Table) Say(words.Pl, words.En);
        else if (!json) error.WriteLine(Untrusted.ForScreen(words.In(language)));
    }

    /// <summary>
    /// A table; silent with <c>--json</c>. On a screen it is drawn, and where it is too wide each row is a block of lines; elsewhere it is a line
    /// for each row.
    /// </summary>
    /// <param name="heads">What the columns hold.</param>
    /// <param name="rows">As many cells as heads.</param>
    /// <param name="goesOn">More rows of a table that has begun: where it is not drawn, its heads are not said again.</param>
    public void Table(IReadOnlyList<Wording> heads, IEnumerable<IReadOnlyList<string>> rows, bool goesOn = false)
    {
        if (json) return;
        EndProgress();
        List<string> words = [.. heads.Select(head => head.In(language))];
        List<IReadOnlyList<string>> cells = [.. rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Untrusted.ForScreen)])];
        if (form == TableForm.Table) TextTable.Write(output, words, cells, width);
        else PlainTable.Write(output, form, goesOn ? cells : [words, .. cells]);
    }

    /// <summary>Says why something was refused, on the error stream.</summary>
    public void Refuse(IReadOnlyList<Finding> findings)
    {
        EndProgress();
        if (json)
        {
            error.WriteLine(Untrusted.ForJson(JsonSerializer.Serialize(new ErrorsAnswer([.. findings.Select(finding => AsJson(finding))]), JsonLine)));
            return;
        }
        foreach (var finding in findings)
        {
            var place = string.Join(" ", new[] { finding.Path,
                finding.Line is { } line ? $"{line}:{finding.Column ?? 1}" : null }.Where(part => part is not null));
            error.WriteLine(Untrusted.ForScreen($"{finding.Code} {(place.Length > 0 ? place + ": " : "")}{finding.Text.In(language)}"));
            if (finding.WhatNext is { } hint) error.WriteLine(Untrusted.ForScreen($"  → {hint.In(language)}"));
        }
    }

    /// <summary>A finding as programs read it.</summary>
    /// <param name="finding">What is said.</param>
    /// <param name="company">Of which company, where there may be several.</param>
    public FindingAnswer AsJson(Finding finding, Nip? company) => FindingAnswer.Of(finding, finding.WhatNext, language, company);

    /// <summary>The same of one company, for lists.</summary>
    public FindingAnswer AsJson(Finding finding) => AsJson(finding, null);
}
