using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Inkaust.Demo;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

internal static class DemoCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create(CommandKit kit)
    {
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for report.json and the files it names",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo("demo-out"),
        };
        var command = new Command("demo", "The main job on a local KSeF: one invoice online, one offline24 while the line is cut") { folder };
        kit.Does(command, async (parsed, terminal, stop) =>
        {
            var to = parsed.GetValue(folder)!.FullName;
            var started = kit.Clock.GetTimestamp();
            var result = await new MainJob(to, kit.Clock, step => Tell(terminal, step)).RunAsync(stop);
            var report = Report(result, terminal.Language);
            UserFiles.Write(Path.Combine(to, "report.json"), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(report, Json) + "\n"));

            terminal.Value(report);
            var now = kit.Clock.GetUtcNow();
            terminal.Table(InvoiceWords.Heads, new[] { result.Online, result.Offline }.Select(one => InvoiceWords.Row(one.Invoice, now, terminal.Language)));
            foreach (var file in Directory.GetFiles(to).Order(StringComparer.Ordinal))
            {
                var line = $"  {Path.GetFileName(file),-34} {new FileInfo(file).Length,8} B";
                terminal.Say(line, line);
            }
            var seconds = kit.Clock.GetElapsedTime(started).TotalSeconds;
            terminal.Say($"Gotowe w {seconds:0.0} s. Pliki: {to}", $"Done in {seconds:0.0} s. Files: {to}");
            return 0;
        });
        return command;
    }

    private static void Tell(Terminal terminal, DemoStep step)
    {
        var mark = step.Took == TimeSpan.Zero ? "             " : $"  ✓ {step.Took.TotalSeconds,5:0.00} s  ";
        terminal.Say(mark + step.Text.Pl, mark + step.Text.En);
    }

    private static object Report(DemoResult result, Language language) => new
    {
        Environment = new { Api = result.Environment.Api, Qr = result.Environment.Qr, Latarnia = result.Environment.Latarnia },
        Company = new { Nip = result.Company.Nip.ToString() },
        Invoices = new[] { Entry(result.Online, null, language), Entry(result.Offline, result.Certificate, language) },
    };

    private static object Entry(DemoInvoice one, string? certificate, Language language) => new
    {
        Mode = one.Invoice.Mode.Word(),
        one.Xml,
        one.PdfBeforeSending,
        one.Pdf,
        one.Upo,
        IssueDate = $"{one.Invoice.IssueDate:yyyy-MM-dd}",
        InvoiceHash = one.Invoice.Hash.Base64Url,
        KsefNumber = ((InvoiceState.Accepted)one.Invoice.State).KsefNumber,
        KodI = one.Invoice.KodI.AbsoluteUri,
        KodII = one.Invoice.KodII?.AbsoluteUri,
        Certificate = certificate,
        Deadline = certificate is null ? null : $"{one.Invoice.Deadline.Date:yyyy-MM-dd}",
        DeadlineSteps = certificate is null ? null : one.Invoice.Deadline.Steps.Select(step => step.In(language)),
    };
}
