using System.CommandLine;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Steers a local KSeF that runs, over its management port.</summary>
internal static class LocalKsefControlCommands
{
    private static readonly string[] Faults =
    [
        "line-cut", "answer-lost", "cut-mid-body", "html-502", "html-504", "redirect-307", "too-many-requests", "stuck-100", "stuck-150",
        "cancelled-550", "late-storage", "session-unavailable", "slow", "wrong-json",
    ];

    private static readonly Dictionary<string, (string Category, string Type)> Announcements = new()
    {
        ["maintenance"] = ("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT"),
        ["failure"] = ("FAILURE", "FAILURE_START"),
        ["failure-end"] = ("FAILURE", "FAILURE_END"),
        ["total-failure"] = ("TOTAL_FAILURE", "FAILURE_START"),
        ["total-failure-end"] = ("TOTAL_FAILURE", "FAILURE_END"),
    };

    public static Command Create(CommandKit kit)
    {
        var management = new Option<string>("--management")
        {
            Description = "Address of the management port, as local-ksef has printed it",
            HelpName = "URL",
            Recursive = true,
            DefaultValueFactory = _ => "http://127.0.0.1:5081",
        };
        management.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var address) || address.Scheme != "http") result.Refuse(
                "--management to adres taki jak http://127.0.0.1:5081.",
                "--management is an address like http://127.0.0.1:5081.");
        });
        var steering = new Steering(kit, management);
        return new Command("control", "Steer a running local KSeF: clock, announcements, faults, certificates, snapshots")
        {
            management, Clock(steering), Announce(steering), Latarnia(steering), Fault(steering), Certificate(steering),
            Received(steering), RotateKeys(steering),
            Reset(steering), Snapshot(steering), Restore(steering),
        };
    }

    private static Command Clock(Steering steering)
    {
        var set = new Option<DateTimeOffset?>("--set")
        {
            Description = "Put the clock to a time",
            HelpName = "TIME",
            CustomParser = Arguments.ReadTime,
        };
        var advance = new Option<string?>("--advance") { Description = "Go on by [-][days.]hours:minutes[:seconds]", HelpName = "SPAN" };
        var freeze = new Option<bool>("--freeze") { Description = "Let it stand still" };
        var run = new Option<bool>("--run") { Description = "Let it run again" };
        var command = new Command("clock", "Show the server's clock, or set, advance, freeze it") { set, advance, freeze, run };
        command.Validators.Add(result =>
        {
            if (result.GetValue(freeze) && result.GetValue(run)) result.Refuse("--freeze i --run wykluczają się.",
                "--freeze and --run exclude each other.");
        });
        steering.Does(command, async (parsed, client, stop) =>
        {
            if (parsed.GetValue(set) is not null || parsed.GetValue(freeze) || parsed.GetValue(run))
            {
                var wanted = new JsonObject();
                if (parsed.GetValue(set) is { } now) wanted["now"] = now;
                if (parsed.GetValue(freeze)) wanted["frozen"] = true;
                if (parsed.GetValue(run)) wanted["frozen"] = false;
                await client.CallAsync("PUT", "/clock", wanted, stop);
            }
            if (parsed.GetValue(advance) is { } by) await client.CallAsync("POST", "/clock/advance", new JsonObject { ["by"] = by }, stop);
            return await client.CallAsync("GET", "/clock", null, stop);
        });
        return command;
    }

    private static Command Announce(Steering steering)
    {
        var what = new Argument<string>("WHAT") { Description = string.Join(", ", Announcements.Keys), HelpName = "WHAT" };
        what.AcceptOnlyFromAmong([.. Announcements.Keys]);
        var start = new Option<DateTimeOffset?>("--start")
        {
            Description = "When it begins (default: now, for an end when the failure began)",
            HelpName = "TIME",
            CustomParser = Arguments.ReadTime,
        };
        var end = new Option<DateTimeOffset?>("--end") { Description = "When it ends", HelpName = "TIME", CustomParser = Arguments.ReadTime };
        var revise = new Option<string?>("--revise") { Description = "Publish a new version of the message with this id instead", HelpName = "ID" };
        var command = new Command("announce", "Let Latarnia publish a message") { what, start, end, revise };
        steering.Does(command, async (parsed, client, stop) =>
        {
            var (category, type) = Announcements[parsed.GetValue(what)!];
            var message = new JsonObject();
            if (parsed.GetValue(start) is { } from) message["start"] = from;
            if (parsed.GetValue(end) is { } to) message["end"] = to;
            if (parsed.GetValue(revise) is { } id) return await client.CallAsync("POST", $"/announcements/{Uri.EscapeDataString(id)}/versions",
                message, stop);
            message["category"] = category;
            message["type"] = type;
            return await client.CallAsync("POST", "/announcements", message, stop);
        });
        return command;
    }

    private static Command Latarnia(Steering steering)
    {
        var state = new Argument<string>("STATE") { Description = "up or down", HelpName = "up|down" };
        state.AcceptOnlyFromAmong("up", "down");
        var command = new Command("latarnia", "Take Latarnia itself down, or up again") { state };
        steering.Does(command, (parsed, client, stop) =>
            client.CallAsync("PUT", "/latarnia", new JsonObject { ["up"] = parsed.GetValue(state) == "up" }, stop));
        return command;
    }

    private static Command Fault(Steering steering)
    {
        var kind = new Argument<string?>("KIND") { Description = string.Join(", ", Faults), HelpName = "KIND", Arity = ArgumentArity.ZeroOrOne };
        kind.AcceptOnlyFromAmong(Faults);
        var match = new Option<string?>("--match")
        {
            Description = "Which requests, e.g. \"POST /v2/sessions/online/*/invoices\" (default: * /v2/*)",
            HelpName = "MATCH",
        };
        var count = new Option<int?>("--count") { Description = "How many of them (default: until it is cleared)", HelpName = "NUMBER" };
        var probability = new Option<double?>("--probability") { Description = "0 to 1 (default: 1)", HelpName = "NUMBER" };
        var retryAfter = new Option<int?>("--retry-after") { Description = "Seconds, for too-many-requests (default: 1)", HelpName = "SECONDS" };
        var delay = new Option<int?>("--delay") { Description = "Milliseconds, for slow (default: 1000)", HelpName = "MS" };
        var clear = new Option<bool>("--clear") { Description = "Remove all faults first" };
        var command = new Command("fault",
            "Make something go wrong; without KIND: show what is wrong") { kind, match, count, probability, retryAfter, delay, clear };
        steering.Does(command, async (parsed, client, stop) =>
        {
            if (parsed.GetValue(clear)) await client.CallAsync("DELETE", "/faults", null, stop);
            if (parsed.GetValue(kind) is not { } wanted) return await client.CallAsync("GET", "/faults", null, stop);
            var fault = new JsonObject { ["kind"] = wanted };
            if (parsed.GetValue(match) is { } pattern) fault["match"] = pattern;
            if (parsed.GetValue(count) is { } times) fault["count"] = times;
            if (parsed.GetValue(probability) is { } chance) fault["probability"] = chance;
            if (parsed.GetValue(retryAfter) is { } seconds) fault["retryAfter"] = seconds;
            if (parsed.GetValue(delay) is { } milliseconds) fault["delayMilliseconds"] = milliseconds;
            return await client.CallAsync("POST", "/faults", fault, stop);
        });
        return command;
    }

    private static Command Certificate(Steering steering)
    {
        var command = new Command("certificate", "Show the KSeF certificates that the server has issued, or revoke, block or expire one");
        steering.Does(command, (_, client, stop) => client.CallAsync("GET", "/certificates", null, stop));
        foreach (var (name, description) in new[]
        {
            ("revoke", "Revoke a KSeF certificate"), ("block", "Block a KSeF certificate"), ("expire", "Let a KSeF certificate end now"),
        })
        {
            var serial = new Argument<string>("SERIAL") { Description = "Its serial number, as certificate shows it", HelpName = "SERIAL" };
            var change = new Command(name, description) { serial };
            steering.Does(change, (parsed, client, stop) =>
                client.CallAsync("POST", $"/certificates/{Uri.EscapeDataString(parsed.GetValue(serial)!)}/{name}", null, stop));
            command.Subcommands.Add(change);
        }
        return command;
    }

    private static Command Received(Steering steering)
    {
        var command = new Command("received", "Show what the server has received");
        steering.Does(command, (_, client, stop) => client.CallAsync("GET", "/received", null, stop));
        return command;
    }

    private static Command RotateKeys(Steering steering)
    {
        var command = new Command("rotate-keys", "Give the server new public keys");
        steering.Does(command, (_, client, stop) => client.CallAsync("POST", "/keys/rotate", null, stop));
        return command;
    }

    private static Command Reset(Steering steering)
    {
        var command = new Command("reset", "Forget everything but the keys");
        steering.Does(command, (_, client, stop) => client.CallAsync("POST", "/reset", null, stop));
        return command;
    }

    private static Command Snapshot(Steering steering)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where it is written; it holds the server's private keys" };
        var command = new Command("snapshot", "Write everything down in a file") { file };
        steering.Does(command, async (parsed, client, stop) =>
        {
            var snapshot = await client.SnapshotAsync(stop);
            WriteSnapshot(parsed.GetValue(file)!, snapshot);
            // Said here too, since nobody reads the file.
            return JsonNode.Parse(snapshot)?["leftOut"] is { } leftOut && leftOut["files"]?.GetValue<int>() > 0
                ? new JsonObject { ["done"] = true, ["leftOut"] = leftOut.DeepClone() } : null;
        });
        return command;
    }

    private static Command Restore(Steering steering)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that snapshot has written" };
        var command = new Command("restore", "Put a snapshot in place of everything") { file };
        steering.Does(command, async (parsed, client, stop) =>
        {
            await client.RestoreAsync(ReadSnapshot(parsed.GetValue(file)!), stop);
            return null;
        });
        return command;
    }

    // It holds private keys, if only those of a KSeF for trials.
    private static void WriteSnapshot(FileInfo file, byte[] snapshot) =>
        UserFiles.Writing(file.ToString(), () => OwnerOnly.Replace(file.FullName, snapshot));

    private static byte[] ReadSnapshot(FileInfo file) => UserFiles.Reading(file, () => File.ReadAllBytes(file.FullName));

    /// <summary>One way for all of them: call, show the answer as JSON, or say that it is done.</summary>
    private sealed class Steering(CommandKit kit, Option<string> management)
    {
        public void Does(Command command, Func<ParseResult, ManagementClient, CancellationToken, Task<JsonNode?>> work) =>
            kit.Does(command, async (parsed, terminal, stop) =>
        {
            using var client = new ManagementClient(new Uri(parsed.GetValue(management)!));
            var answer = await work(parsed, client, stop);
            if (answer is null) terminal.Say("Zrobione.", "Done.");
            else terminal.Say(answer.ToJsonString(Indented), answer.ToJsonString(Indented));
            terminal.Value(answer ?? new JsonObject { ["done"] = true });
            return 0;
        });

        private static readonly System.Text.Json.JsonSerializerOptions Indented = new()
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
    }
}
