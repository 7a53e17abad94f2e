using System.Text;
using Inkaust.Invoices;
using Inkaust.Invoices.Rules;
using Inkaust.Invoices.Schema;

namespace Inkaust.Tests.Invoices;

public class Fa3DocumentTests
{
    /// <summary>docs/fa3.md is written from the schema and the rules.</summary>
    [Fact]
    public void The_document_about_FA3_is_up_to_date() => GoldenFile.AssertEqual("docs/fa3.md", Document());

    [Fact]
    public void The_JSON_Schema_of_drafts_is_up_to_date() =>
        GoldenFile.AssertEqual("docs/draft.schema.json", Encoding.UTF8.GetString(InvoiceDraft.JsonSchema()));

    [Fact]
    public void Every_element_has_a_label_in_both_languages() =>
        Assert.All(Below(Faktura.Root), element => Assert.True(element.Label.Pl.Length > 0 && element.Label.En.Length > 0, element.Name));

    private static string Document()
    {
        var text = new StringBuilder();
        text.Append("# FA(3) 1-0E\n\nWritten by a test from the schema and the rules in `src/Inkaust.Invoices`. `INKAUST_GOLDEN=update ./test` writes it anew.\n\n");
        text.Append("## Elements\n\n`?` none or one, `*` none or several, `+` one or several; the figure is how many at most. Lines in braces exclude each other.\n\n```\n");
        Tree(text, Faktura.Root, 0);
        text.Append("```\n\n## Rules beyond the schema\n\n| code | weight | rule | what is said |\n|---|---|---|---|\n");
        foreach (var rule in AllRules.List)
            text.Append($"| {rule.Code} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Name.Replace('_', ' ')} | {rule.Text.Pl} |\n");
        return text.ToString();
    }

    private static void Tree(StringBuilder text, Element element, int depth)
    {
        var count = element.IsRepeated ? $"{(element.IsOptional ? "*" : "+")}{element.Most}" : element.IsOptional ? "?" : "";
        var value = element.Type is Value type ? $"  [{type.Name}]" : "";
        text.Append(new string(' ', depth * 2)).Append($"{element.Name}{count}{value}  {element.Label.Pl} / {element.Label.En}\n");
        if (element.Type is Children children) Parts(text, children.Order, depth + 1);
    }

    private static void Parts(StringBuilder text, Part part, int depth)
    {
        var indent = new string(' ', depth * 2);
        switch (part)
        {
            case Element element: Tree(text, element, depth); break;
            case Sequence sequence: foreach (var piece in sequence.Parts) Parts(text, piece, depth); break;
            case Choice choice:
                text.Append(indent).Append(choice.IsOptional ? "{?\n" : "{\n");
                foreach (var piece in choice.Parts)
                {
                    if (piece != choice.Parts[0]) text.Append(indent).Append("|\n");
                    Parts(text, piece, depth + 1);
                }
                text.Append(indent).Append("}\n");
                break;
        }
    }

    private static IEnumerable<Element> Below(Element element) =>
        element.Type is Children children ? children.Elements.SelectMany(Below).Prepend(element) : [element];
}
