using System.Diagnostics;
using System.Text.Json;

namespace Inkaust.Bench;

/// <summary>
/// What of small deliberate faults in one area of the code its tests notice: `dotnet-stryker` builds all mutants in once, switches them by an
/// environment variable, and tries each against the tests that come by it. Texts for people are not mutated: golden files hold them.
/// </summary>
internal static class Mutation
{
    /// <param name="Project">The project whose code is changed.</param>
    /// <param name="Code">Which of its files, as globs.</param>
    /// <param name="Tests">Which tests have to notice, as globs under `tests/Inkaust.Tests`.</param>
    /// <param name="Goal">The least share of mutants that must be noticed, in percent.</param>
    private sealed record Area(string Name, string Project, string[] Code, string[] Tests, double Goal);

    /// <summary>Where everything is, seen from the project that is built with the tests of an area.</summary>
    private const string TestsFolder = "../../tests/Inkaust.Tests/";

    /// <summary>Tests that take seconds each: processes, kills, guides, stories. A mutant would cost a minute.</summary>
    private static readonly string[] Slow =
        ["Scenarios/Kill*.cs", "Scenarios/Guide*.cs", "Scenarios/Model*.cs", "Scenarios/Curl*.cs", "Scenarios/LeaseTests.cs", "Scenarios/SharedWork*.cs", "Scenarios/Pacing*.cs"];

    /// <summary>Those that ask the parts of the local KSeF directly, in milliseconds; a server for each mutant would cost minutes.</summary>
    private static readonly string[] OfServer = [.. new[] { "Api", "Invoices", "Keys", "Register", "Signatures" }.Select(folder => $"Unit/LocalKsef/{folder}/**")];

    /// <summary>A KSeF that answers by a script, and what it needs.</summary>
    private static readonly string[] ScriptedKsef =
        ["Unit/Ksef/Desk.cs", "Unit/Ksef/ScriptedKsef.cs", "Unit/Ksef/SteeredClock.cs", "Unit/Ksef/PublicKeysTests.cs"];

    private static readonly Area[] Areas =
    [
        new("modes", "Inkaust.Ksef", ["Modes/**"], ["Unit/Modes/**"], 85),
        new("links", "Inkaust.Ksef", ["VerificationLinks.cs"], ["Unit/Ksef/Verification*", "Unit/Ksef/Desk.cs", "Unit/Ksef/ScriptedKsef.cs", "Unit/Ksef/SteeredClock.cs", "Unit/Ksef/Tool.cs"], 85),
        new("identifiers", "Inkaust.Invoices", ["Identifiers/**"], ["Unit/Invoices/Identifiers/**"], 85),
        new("totals", "Inkaust.Invoices", ["Totals.cs"], ["Unit/Invoices/**"], 85),
        new("rules", "Inkaust.Invoices", ["Rules/**"], ["Unit/Invoices/Rules/**"], 85),
        new("drafts", "Inkaust.Invoices", ["Drafts/**", "Fa3/**"], ["Unit/Invoices/**"], 75),
        new("hand-over", "Inkaust.Ksef", ["Modes/HandOver.cs"], ["Unit/Modes/HandOver*", "Unit/Modes/WorkedDeadlines.cs"], 85),
        new("repair", "Inkaust.Office", ["Corrections/RepairComparison.cs"], ["Unit/Issuing/RepairComparison*"], 85),
        new("issuing", "Inkaust.Office", ["Issuing/**", "Sending/**", "Corrections/**", "Receipts/**", "Ledger/**", "Availability/**"], ["Unit/Issuing/**"], 75),
        new("certificates", "Inkaust.Office", ["Certificates/**", "Store/**"], ["Unit/Store/**", "Unit/Certificates/**", .. ScriptedKsef], 75),
        new("requests", "Inkaust.Office", ["Requests/**", "Companies/**"], ["Unit/Requests/**", "Unit/Companies/**", "Unit/Certificates/**", .. ScriptedKsef], 75),
        new("client", "Inkaust.Ksef", ["Certificates/**", "Authentication/**", "Encryption/**", "Receipts/**", "Limits/**"], ["Unit/Ksef/**", "Unit/Certificates/PrivateKeysTests.cs", "Unit/Certificates/Cabinet.cs"], 75),
        new("server-checks", "Inkaust.LocalKsef", ["Invoices/InvoiceChecks.cs", "Invoices/InvoiceFacts.cs", "Invoices/InvoiceProcessing.cs", "Invoices/PackageArchive.cs"], OfServer, 75),
        new("server-rights", "Inkaust.LocalKsef",
            ["Register/Rights.cs", "Register/Grants.cs", "Register/Roles.cs", "Register/IpPolicy.cs", "Register/Limits.cs", "Register/RateLimits.cs", "Register/Identity.cs", "Api/Permission*.cs"], OfServer, 75),
        new("server-signatures", "Inkaust.LocalKsef", ["Signatures/**", "Keys/**"], OfServer, 75),
    ];

    public static int Run(string[] arguments)
    {
        var chosen = arguments is [var name, ..] ? Array.Find(Areas, area => area.Name == name) : null;
        if (chosen is null)
        {
            Console.Error.WriteLine($"./bench mutation AREA [GLOB...], and AREA is one of: {string.Join(", ", Areas.Select(area => area.Name))}. A GLOB narrows the area's files.");
            // Without a name all benchmarks run; this one takes from minutes to hours and is for the hand.
            return arguments.Length == 0 ? 0 : 2;
        }
        var area = arguments.Length > 1 ? chosen with { Code = arguments[1..] } : chosen;
        var output = Path.Combine(Path.GetTempPath(), $"inkaust-mutation-{Environment.ProcessId}");
        try
        {
            return Stryker(area, output) is var code and not 0 ? code : Tell(area, Path.Combine(output, "reports", "mutation-report.json"));
        }
        finally
        {
            if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
        }
    }

    private static int Stryker(Area area, string output)
    {
        var project = Path.Combine("benchmarks", "Inkaust.Mutation");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = project,
            Environment =
            {
                ["INKAUST_MUTATION_TESTS"] = string.Join(';', area.Tests.Select(glob => TestsFolder + FilesOf(glob))),
                ["INKAUST_MUTATION_EXCEPT"] = string.Join(';', Slow.Select(glob => TestsFolder + glob)),
            },
        };
        string[] arguments =
        [
            "dotnet-stryker", "--test-runner", "mtp", "--configuration", "Release", "--project", area.Project + ".csproj", "--output", output,
            "--reporter", "Json", "--reporter", "Progress", "--concurrency", Environment.ProcessorCount.ToString(null as IFormatProvider),
            .. area.Code.SelectMany(glob => new[] { "--mutate", "**/" + FilesOf(glob) }),
            "--config-file", "stryker-config.json",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using (var restore = Process.Start("dotnet", ["tool", "restore"])) restore.WaitForExit();
        using var run = Process.Start(start)!;
        run.WaitForExit();
        return run.ExitCode;
    }

    // A folder stands for all files below it.
    private static string FilesOf(string glob) => glob.EndsWith("**", StringComparison.Ordinal) ? glob + "/*.cs" : glob;

    private static int Tell(Area area, string report)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(report));
        var mutants = document.RootElement.GetProperty("files").EnumerateObject()
            .SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray().Select(mutant => (File: Path.GetFileName(file.Name), Mutant: mutant)))
            .Select(one => (one.File, Status: one.Mutant.GetProperty("status").GetString(), Line: one.Mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32(),
                What: one.Mutant.GetProperty("mutatorName").GetString(), Now: one.Mutant.GetProperty("replacement").GetString()))
            .ToList();
        var survivors = mutants.Where(one => one.Status is "Survived" or "NoCoverage").OrderBy(one => one.File, StringComparer.Ordinal).ThenBy(one => one.Line).ToList();
        var noticed = mutants.Count(one => one.Status is "Killed" or "Timeout");
        foreach (var one in survivors)
        {
            var now = string.Join(' ', (one.Now ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Console.WriteLine($"{one.File}:{one.Line}  {(one.Status == "NoCoverage" ? "no test comes by: " : "")}{one.What}: {(now.Length > 110 ? now[..110] + "…" : now)}");
        }
        var share = noticed + survivors.Count == 0 ? 0 : 100.0 * noticed / (noticed + survivors.Count);
        Console.WriteLine($"mutation of {area.Name}: noticed {noticed} of {noticed + survivors.Count}, {share:0.0} % (at least {area.Goal:0} %)");
        return share >= area.Goal ? 0 : 1;
    }
}
