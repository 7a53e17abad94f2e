using System.CommandLine;
using System.CommandLine.Help;
using System.Data.Common;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>
/// The command line: which commands there are, and how any of them ends. Exit code 0 is fine, 1 refused or invalid,
/// 2 usage or environment.
/// </summary>
public static class CommandLine
{
    // The last three: KSeF is out of reach, its limit is used up, or its answer was lost.
    private static readonly string[] OfTheEnvironment = ["INK-CLI-", "INK-ENV-", "INK-STORE-", "INK-KEY-", "INK-KSEF-003", "INK-KSEF-004", "INK-KSEF-005"];

    internal static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Folder of the database (default: $INKAUST_DATABASE, else $INKAUST_DATA, else the per-user data folder)",
        HelpName = "DIR",
        Recursive = true,
    };

    internal static readonly Option<bool> Json = new("--json") { Description = "Answer with one JSON value, errors as JSON on stderr", Recursive = true };

    internal static readonly Option<string?> Lang = new("--lang")
    {
        Description = "Language of the answers: pl or en (default: from $INKAUST_LANG or $LANG)",
        HelpName = "pl|en",
        Recursive = true,
    };

    internal static readonly Option<bool> Verbose = new("--verbose") { Description = "Say on stderr what is done meanwhile; never names, NIPs or contents", Recursive = true };

    /// <summary>Who works at this command line.</summary>
    internal static Who Here => Who.Shell(Environment.UserName);

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments as the shell gave them.</param>
    /// <param name="output">Answers.</param>
    /// <param name="error">Errors.</param>
    /// <param name="clock">The time by which everything is decided.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider clock)
    {
        // A value that begins with @ is a value, not the name of a file with more arguments.
        var parsed = Commands(output, error, clock).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count > 0)
        {
            var terminal = TerminalOf(parsed, output, error);
            // Whoever names no command is shown which there are.
            if (!terminal.IsJson && UsageErrors.NamesNoCommand(parsed))
                await Commands(output, error, clock).Parse([.. UsageErrors.CommandOf(parsed), "--help"]).InvokeAsync(invocation);
            else
                terminal.Refuse(UsageErrors.Of(parsed));
            return 2;
        }
        return await parsed.InvokeAsync(invocation);
    }

    internal static RootCommand Commands(TextWriter output, TextWriter error, TimeProvider clock)
    {
        var root = new RootCommand("Issues invoices through KSeF, online and offline, and brings a KSeF of its own for this machine.");
        root.Options.OfType<HelpOption>().Single().Action = new LocalKsefHelp();
        root.Options.Add(Data);
        root.Options.Add(Json);
        root.Options.Add(Lang);
        root.Options.Add(Verbose);
        var commands = new CommandKit(output, error, clock);
        root.Subcommands.Add(DemoCommand.Create(commands));
        root.Subcommands.Add(IssueCommand.Create(commands));
        root.Subcommands.Add(SendCommand.Create(commands));
        root.Subcommands.Add(CorrectCommand.Create(commands));
        root.Subcommands.Add(RepairCommand.Create(commands));
        root.Subcommands.Add(LedgerCommands.Create(commands));
        root.Subcommands.Add(UpoCommands.Create(commands));
        root.Subcommands.Add(StatusCommand.Create(commands));
        root.Subcommands.Add(InvoiceCommands.Create(commands));
        root.Subcommands.Add(PrintCommands.CreatePdf(commands));
        root.Subcommands.Add(PrintCommands.CreateHtml(commands));
        root.Subcommands.Add(PrintCommands.CreateConfirmation(commands));
        root.Subcommands.Add(PrintCommands.CreateCodes(commands));
        root.Subcommands.Add(TotalFailureCommands.Create(commands));
        root.Subcommands.Add(DeadlineCommands.CreateDeadline(commands));
        root.Subcommands.Add(CalendarCommand.Create(commands));
        root.Subcommands.Add(CompanyCommands.Create(commands));
        root.Subcommands.Add(CertificateCommands.Create(commands));
        root.Subcommands.Add(LocalKsefCommand.Create(commands));
        return root;
    }

    internal static Terminal TerminalOf(ParseResult parsed, TextWriter output, TextWriter error)
    {
        var named = parsed.GetValue(Lang) ?? Environment.GetEnvironmentVariable("INKAUST_LANG") ?? Environment.GetEnvironmentVariable("LANG") ?? "en";
        int? width = output == Console.Out && !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : null;
        var language = named.StartsWith("pl", StringComparison.OrdinalIgnoreCase) ? Language.Polish : Language.English;
        return new Terminal(output, error, parsed.GetValue(Json), language, width);
    }

    /// <summary>The exit code that belongs to a refusal.</summary>
    internal static int ExitCode(IReadOnlyList<Finding> findings) =>
        findings.Any(finding => OfTheEnvironment.Any(code => finding.Code.StartsWith(code, StringComparison.Ordinal))) ? 2 : 1;
}

/// <summary>What every command needs to be run: the streams, the clock, and one way to end.</summary>
internal sealed class CommandKit(TextWriter output, TextWriter error, TimeProvider clock)
{
    public TimeProvider Clock => clock;

    /// <summary>Makes a command do <paramref name="work"/>, and turns every refusal into its code on the error stream.</summary>
    public void Does(Command command, Func<ParseResult, Terminal, CancellationToken, Task<int>> work) => command.SetAction(async (parsed, stop) =>
    {
        var terminal = CommandLine.TerminalOf(parsed, output, error);
        try
        {
            return await work(parsed, terminal, stop);
        }
        catch (RefusedException refused)
        {
            terminal.Refuse(refused.Findings);
            return CommandLine.ExitCode(refused.Findings);
        }
        catch (KsefException fault)
        {
            terminal.Refuse([fault.Finding]);
            return CommandLine.ExitCode([fault.Finding]);
        }
        catch (DbException fault)
        {
            terminal.Refuse([Database.Failed(fault)]);
            return 2;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            terminal.Refuse([new Finding("INK-CLI-009", "Przerwano. Nic nie przepadło; zobacz: inkaust status", "Interrupted. Nothing is lost; see: inkaust status")]);
            return 2;
        }
        catch (Exception fault)
        {
            terminal.Refuse([new Finding("INK-CLI-010", $"Błąd w samym programie: {fault.Message}", $"A fault of the program itself: {fault.Message}")
            {
                Hint = new("Zgłoś go z poleceniem i tym, co niżej; stan faktur pokaże: inkaust status",
                    "Report it with the command and what stands below; how the invoices stand: inkaust status"),
            }]);
            if (!terminal.IsJson) error.WriteLine(fault);
            return 2;
        }
    });

    /// <summary>Makes a command do <paramref name="work"/> on the data folder that the user named.</summary>
    public void Does(Command command, Func<ParseResult, Workplace, Terminal, CancellationToken, Task<int>> work) =>
        Does(command, async (parsed, terminal, stop) =>
        {
            using var logs = parsed.GetValue(CommandLine.Verbose) ? LogOnStderr.On(error, terminal.IsJson, clock) : null;
            await using var workplace = Workplace.Open(parsed.GetValue(CommandLine.Data)?.FullName, clock, who: CommandLine.Here, logs: logs);
            return await work(parsed, workplace, terminal, stop);
        });
}
