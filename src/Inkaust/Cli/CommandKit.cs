using System.CommandLine;
using System.Data.Common;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Microsoft.Extensions.Logging;

namespace Inkaust.Cli;

/// <summary>What every command needs to be run: the streams, the clock, what the machine tells, and one way to end.</summary>
internal sealed class CommandKit(TextWriter output, TextWriter error, TimeProvider clock, Surroundings surroundings)
{
    /// <summary>The time by which everything is decided; in a rehearsal that of a local KSeF.</summary>
    public TimeProvider Clock { get; private set; } = clock;

    public Surroundings Surroundings => surroundings;

    /// <summary>How a command that was given speaks.</summary>
    public Terminal TerminalOf(ParseResult parsed)
    {
        var named = parsed.GetValue(CommandLine.Lang) ?? surroundings.Language ?? "en";
        int? width = output == Console.Out && !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : null;
        var language = named.StartsWith("pl", StringComparison.OrdinalIgnoreCase) ? Language.Polish : Language.English;
        TableForm? form = Enum.TryParse<TableForm>(parsed.GetValue(CommandLine.Format), ignoreCase: true, out var asked) ? asked : null;
        return new Terminal(output, error, parsed.GetValue(CommandLine.Json), language, width, form);
    }

    /// <summary>Makes a command do <paramref name="work"/>, and turns every refusal into its code on the error stream.</summary>
    public void Does(Command command, Func<ParseResult, Terminal, CancellationToken, Task<int>> work) => command.SetAction(async (parsed, stop) =>
    {
        var terminal = TerminalOf(parsed);
        try
        {
            using var followed = parsed.GetValue(CommandLine.Clock) is { } management
                ? await FollowedClock.OfAsync(new Uri(management), Clock, stop) : null;
            if (followed is not null) Clock = followed.Clock;
            return await work(parsed, terminal, stop);
        }
        catch (Exception fault)
        {
            var expected = Refusal(fault, stop);
            var findings = expected ?? [FaultOfTheProgram(fault)];
            terminal.Refuse(findings);
            // Whoever reports it needs the place.
            if (expected is null && !terminal.IsJson) error.WriteLine(fault);
            return CommandLine.ExitCode(findings);
        }
    });

    /// <summary>Makes a command do <paramref name="work"/> on the data folder that the user named.</summary>
    public void Does(Command command, Func<ParseResult, Workplace, Terminal, CancellationToken, Task<int>> work) =>
        Does(command, async (parsed, terminal, stop) =>
        {
            using var logs = parsed.GetValue(CommandLine.Verbose) ? LogsOf(terminal) : null;
            await using var workplace = Open(parsed, logs);
            return await work(parsed, workplace, terminal, stop);
        });

    /// <summary>The same for work that waits for nothing and ends well when it ends.</summary>
    public void Does(Command command, Action<ParseResult, Workplace, Terminal> work) => Does(command, (parsed, workplace, terminal, _) =>
    {
        work(parsed, workplace, terminal);
        return Task.FromResult(0);
    });

    /// <summary>Opens the data folder that the user named, for a command that does not always need it.</summary>
    public Workplace Open(ParseResult parsed, ILoggerFactory? logs = null) => surroundings.Open(PlaceOf(parsed), Clock, logs);

    /// <summary>What is said meanwhile, on the error stream.</summary>
    public ILoggerFactory LogsOf(Terminal terminal) => LogOnStderr.On(error, terminal.IsJson, Clock);

    /// <summary>There is something in the data folder that the user named.</summary>
    public bool HasDatabase(ParseResult parsed) => surroundings.HasDatabase(PlaceOf(parsed));

    /// <summary>Where the data are that the user named; null: he named nothing.</summary>
    public static string? PlaceOf(ParseResult parsed) => parsed.GetValue(CommandLine.Data)?.FullName;

    // Null for what nobody foresaw.
    private static IReadOnlyList<Finding>? Refusal(Exception fault, CancellationToken stop) => fault switch
    {
        RefusedException refused => refused.Findings,
        KsefException ksef => [ksef.Finding],
        DbException database => [Database.Failed(database)],
        OperationCanceledException when stop.IsCancellationRequested => [new Finding("INK-CLI-009",
            "Przerwano. Nic nie przepadło.", "Interrupted. Nothing is lost.")
        { Hint = new("Zobacz", "See"), Next = new SeeStanding() }],
        _ => null,
    };

    private static Finding FaultOfTheProgram(Exception fault) =>
        new("INK-CLI-010", $"Błąd w samym programie: {fault.Message}", $"A fault of the program itself: {fault.Message}")
        {
            Hint = new("Zgłoś go z poleceniem i tym, co niżej; stan faktur pokaże",
                "Report it with the command and what stands below; how the invoices stand"),
            Next = new SeeStanding(),
        };
}
