using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Inkaust.Answers;
using Inkaust.Demo;

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
            var report = DemoAnswer.Of(result, terminal.Language);
            UserFiles.Write(Path.Combine(to, "report.json"), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(report, Json) + "\n"));

            terminal.Value(report);
            var now = kit.Clock.GetUtcNow();
            terminal.Table(InvoiceWords.Heads,
                new[] { result.Online, result.Offline }.Select(one => InvoiceWords.Row(one.Invoice, now, terminal.Language)));
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
}
