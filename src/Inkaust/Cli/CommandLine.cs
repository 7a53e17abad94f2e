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
    private static readonly string[] OfTheEnvironment =
        ["INK-CLI-", "INK-ENV-", "INK-STORE-", "INK-KEY-", "INK-KSEF-003", "INK-KSEF-004", "INK-KSEF-005"];

    internal static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Folder of the database (default: $INKAUST_DATABASE, else $INKAUST_DATA, else the per-user data folder)",
        HelpName = "DIR",
        Recursive = true,
    };

    internal static readonly Option<bool> Json = new("--json")
    {
        Description = "Answer with one JSON value, errors as JSON on stderr",
        Recursive = true,
    };

    internal static readonly Option<string?> Lang = new("--lang")
    {
        Description = "Language of the answers: pl or en (default: from $INKAUST_LANG or $LANG)",
        HelpName = "pl|en",
        Recursive = true,
    };

    internal static readonly Option<string?> Format = new Option<string?>("--format")
    {
        Description = "How tables are written (default: drawn on a screen, with tabs elsewhere)",
        HelpName = "tsv|csv|table",
        Recursive = true,
    }.AcceptOnlyFromAmong("tsv", "csv", "table");

    internal static readonly Option<string?> Clock = Arguments.AddressOf("--clock",
        "Rehearse days to come by the clock of a local KSeF: the address of its management port. Refused where a company belongs to another KSeF");

    internal static readonly Option<bool> Verbose = new("--verbose")
    { Description = "Say on stderr what is done meanwhile; never names, NIPs or contents", Recursive = true };

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments as the shell gave them.</param>
    /// <param name="output">Answers.</param>
    /// <param name="error">Errors.</param>
    /// <param name="clock">The time by which everything is decided.</param>
    /// <param name="surroundings">What the machine tells; null: what it tells this process.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider clock, Surroundings? surroundings = null)
    {
        var kit = new CommandKit(output, error, clock, surroundings ?? Surroundings.OfThisProcess());
        // A value that begins with @ is a value, not the name of a file with more arguments.
        var parsed = Commands(kit).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count > 0)
        {
            var terminal = kit.TerminalOf(parsed);
            // Whoever names no command is shown which there are.
            if (!terminal.IsJson && UsageErrors.NamesNoCommand(parsed))
            {
                var language = terminal.Language == Language.Polish ? "pl" : "en";
                await Commands(kit).Parse([.. UsageErrors.CommandOf(parsed), "--help", "--lang", language]).InvokeAsync(invocation);
            }
            else
                terminal.Refuse(UsageErrors.Of(parsed));
            return 2;
        }
        return await parsed.InvokeAsync(invocation);
    }

    internal static RootCommand Commands(CommandKit commands)
    {
        var root = new RootCommand("Issues invoices through KSeF, online and offline, and brings a KSeF of its own for this machine.");
        root.Options.OfType<HelpOption>().Single().Action = new Help(commands);
        root.Options.Add(Data);
        root.Options.Add(Json);
        root.Options.Add(Lang);
        root.Options.Add(Format);
        root.Options.Add(Verbose);
        root.Options.Add(Clock);
        root.Subcommands.Add(WebCommand.Create(commands));
        root.Subcommands.Add(DemoCommand.Create(commands));
        root.Subcommands.Add(IssueCommand.Create(commands));
        root.Subcommands.Add(SendCommand.Create(commands));
        root.Subcommands.Add(CorrectCommand.Create(commands));
        root.Subcommands.Add(RepairCommand.Create(commands));
        root.Subcommands.Add(LedgerCommands.Create(commands));
        root.Subcommands.Add(InboxCommands.Create(commands));
        root.Subcommands.Add(UpoCommands.Create(commands));
        root.Subcommands.Add(VerifyCommand.Create(commands));
        root.Subcommands.Add(StatusCommand.Create(commands));
        root.Subcommands.Add(InvoiceCommands.Create(commands));
        root.Subcommands.Add(PrintCommands.CreatePdf(commands));
        root.Subcommands.Add(PrintCommands.CreateHtml(commands));
        root.Subcommands.Add(PrintCommands.CreateConfirmation(commands));
        root.Subcommands.Add(PrintCommands.CreateCodes(commands));
        root.Subcommands.Add(TotalFailureCommands.Create(commands));
        root.Subcommands.Add(ClaimCommands.Create(commands));
        root.Subcommands.Add(DeadlineCommands.CreateDeadline(commands));
        root.Subcommands.Add(CalendarCommand.Create(commands));
        root.Subcommands.Add(CompanyCommands.Create(commands));
        root.Subcommands.Add(CertificateCommands.Create(commands));
        root.Subcommands.Add(KeyCommands.Create(commands));
        root.Subcommands.Add(DeviceCommands.Create(commands));
        root.Subcommands.Add(LocalKsefCommand.Create(commands));
        return root;
    }

    /// <summary>The exit code that belongs to a refusal.</summary>
    internal static int ExitCode(IReadOnlyList<Finding> findings) =>
        findings.Any(finding => OfTheEnvironment.Any(code => finding.Code.StartsWith(code, StringComparison.Ordinal))) ? 2 : 1;
}
