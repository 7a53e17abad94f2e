using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Commands about the document alone: no company, no KSeF, no data folder.</summary>
internal static class InvoiceCommands
{
    public static Command Create(CommandKit kit) =>
        new("invoice", "Check, write, read and explain FA(3) files") { Validate(kit), New(kit), Show(kit), Schema(kit) };

    private static Command Validate(CommandKit kit)
    {
        var paths = new Argument<string[]>("FILE|DIR")
        {
            Description = "FA(3) files, or folders in which every .xml is one",
            Arity = ArgumentArity.OneOrMore,
        };
        var strict = new Option<bool>("--strict") { Description = "End with 1 also for what KSeF takes but the law or the arithmetic forbids" };
        var environment = new Option<string>("--environment")
        {
            Description = "Judge as this environment does: production refuses wrong check digits of NIPs, test, demo and local ones take them",
            DefaultValueFactory = _ => "production",
            HelpName = "production|test|demo|local",
        };
        environment.AcceptOnlyFromAmong("production", "test", "demo", "local");
        var command = new Command("validate", "Say everything that is wrong with invoices; with --json one object a line")
            { paths, strict, environment };
        kit.Does(command, (parsed, terminal, stop) =>
        {
            var today = PolishTime.DateOf(kit.Clock.GetUtcNow());
            var check = new InvoiceCheck(today, parsed.GetValue(strict),
                parsed.GetValue(environment) == "production" ? KsefKind.Production : KsefKind.Test);
            return Task.FromResult(check.Run(parsed.GetValue(paths)!, terminal, stop));
        });
        return command;
    }

    private static Command New(CommandKit kit)
    {
        var draft = new Argument<FileInfo>("DRAFT.json") { Description = "An invoice as a person writes it; - for the standard input" };
        var output = new Option<FileInfo>("--output", "-o")
        {
            Description = "The FA(3) file to write; - for the standard output",
            Required = true,
            HelpName = "OUT.xml",
        };
        var company = Arguments.Company();
        var command = new Command("new",
            "Write a draft as an FA(3) file; nothing is issued. A seller that it leaves out is the company") { draft, output, company };
        kit.Does(command, async (parsed, terminal, _) =>
        {
            var now = kit.Clock.GetUtcNow();
            var read = InvoiceDraft.ReadJson(UserFiles.Read(parsed.GetValue(draft)!));
            var seller = read.Seller ?? await SellerAsync(kit, parsed, parsed.GetValue(company));
            var xml = CompleteDraft.Written(read, () => seller, now);
            var judged = JudgeFile.Of(xml, PolishTime.DateOf(now));
            if (UserFiles.Write(parsed.GetValue(output)!, xml) is { } file)
            {
                var invoice = Fa3Invoice.Read(xml);
                terminal.Value(new WrittenDraftAnswer(
                    file, invoice.Hash.Base64Url, invoice.Gross, invoice.Currency, [.. judged.Findings.Select(terminal.AsJson)]));
                terminal.Say($"Zapisano {file}: {invoice.Number}, {invoice.Gross:0.00} {invoice.Currency}.",
                    $"Wrote {file}: {invoice.Number}, {invoice.Gross:0.00} {invoice.Currency}.");
            }
            if (!terminal.IsJson && judged.Findings.Count > 0) terminal.Refuse(judged.Findings);
            return judged.IsTaken ? 0 : 1;
        });
        return command;
    }

    // Only a draft without a seller needs a data folder.
    private static async Task<Party> SellerAsync(CommandKit kit, ParseResult parsed, CompanyReference? company)
    {
        await using var workplace = kit.Open(parsed);
        return workplace.Companies.Find(company).AsSeller();
    }

    private static Command Show(CommandKit kit)
    {
        var file = new Argument<FileInfo>("FILE.xml") { Description = "An FA(3) file; - for the standard input" };
        var command = new Command("show", "Show what an FA(3) file says; with --json as a draft") { file };
        kit.Does(command, (parsed, terminal, _) =>
        {
            var bytes = UserFiles.Read(parsed.GetValue(file)!);
            if (terminal.IsJson)
            {
                using var draft = JsonDocument.Parse(Fa3DraftReader.Read(bytes).WriteJson());
                terminal.Value(draft.RootElement);
                return Task.FromResult(0);
            }
            foreach (var line in Picture(Fa3Invoice.Read(bytes), terminal.Language)) terminal.Say(line, line);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Schema(CommandKit kit)
    {
        var command = new Command("schema", "Print the JSON Schema of a draft");
        kit.Does(command, (_, terminal, _) =>
        {
            terminal.Line(Encoding.UTF8.GetString(InvoiceDraft.JsonSchema()).TrimEnd());
            return Task.FromResult(0);
        });
        return command;
    }

    // Every element with its label and value, indented as the file is: nothing is left out.
    private static IEnumerable<string> Picture(Fa3Invoice invoice, Language language)
    {
        foreach (var section in invoice.Document.Root!.Elements())
        {
            foreach (var line in Below(section, section.Name.LocalName, 0, language)) yield return line;
            yield return "";
        }
    }

    private static IEnumerable<string> Below(XElement element, string path, int depth, Language language)
    {
        var field = Fa3Field.Of(path);
        var label = field?.Label.In(language) ?? element.Name.LocalName;
        var indent = new string(' ', depth * 2);
        if (!element.HasElements)
        {
            var meaning = field?.Meaning(element.Value)?.In(language);
            yield return $"{indent}{label}: {element.Value}{(meaning is null ? "" : $" ({meaning})")}  [{element.Name.LocalName}]";
            yield break;
        }
        yield return $"{indent}{label}  [{element.Name.LocalName}]";
        foreach (var child in element.Elements())
        {
            foreach (var line in Below(child, $"{path}/{child.Name.LocalName}", depth + 1, language)) yield return line;
        }
    }
}
