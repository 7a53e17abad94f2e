using System.Globalization;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Web.Rehearsal;

/// <summary>What Latarnia can be told to announce.</summary>
public enum Rehearsed
{
    Maintenance,
    Failure,
    TotalFailure,
}

/// <summary>How the local KSeF stands.</summary>
/// <param name="Now">What its clock shows.</param>
/// <param name="IsFrozen">Its clock stands still.</param>
/// <param name="IsLineCut">It answers nobody.</param>
/// <param name="GoingOn">What Latarnia announces now.</param>
/// <param name="Invoices">How many invoices it has received.</param>
public sealed record LocalKsefNow(DateTimeOffset Now, bool IsFrozen, bool IsLineCut, IReadOnlyList<Rehearsed> GoingOn, int Invoices);

/// <summary>Steers the local KSeF over its management port, and turns the program's clock with it.</summary>
/// <param name="management">The address of that port.</param>
/// <param name="office">Whose clock follows.</param>
internal sealed class LocalKsefSteering(Uri management, Workplace office) : IDisposable
{
    private const string Everything = "* /v2/*";

    private static readonly TimeSpan LengthOfMaintenance = TimeSpan.FromHours(2);

    private readonly ManagementClient client = new(management);

    /// <summary>The time by which nothing is rehearsed; null: nobody knows it here.</summary>
    public DateTimeOffset? OwnNow => (office.Clock as RehearsalClock)?.OwnNow;

    /// <summary>How it stands.</summary>
    /// <exception cref="RefusedException">INK-ENV-004: it does not answer.</exception>
    public async Task<LocalKsefNow> LookAsync(CancellationToken stop)
    {
        var clock = await client.CallAsync("GET", "/clock", null, stop);
        var faults = await client.CallAsync("GET", "/faults", null, stop);
        var received = await client.CallAsync("GET", "/received", null, stop);
        var (now, frozen) = Read(clock!);
        return new LocalKsefNow(now, frozen,
            faults!.AsArray().Any(one => one!["kind"]!.GetValue<string>() == "line-cut"),
            [.. (await GoingOnAsync(now, stop)).Select(one => one.What).Distinct()],
            received!["invoices"]!.AsArray().Count);
    }

    /// <summary>From now on it answers nobody.</summary>
    public async Task CutTheLineAsync(CancellationToken stop)
    {
        await GiveTheLineBackAsync(stop);
        await client.CallAsync("POST", "/faults", new JsonObject { ["kind"] = "line-cut", ["match"] = Everything }, stop);
    }

    /// <summary>It answers again.</summary>
    public Task GiveTheLineBackAsync(CancellationToken stop) => client.CallAsync("DELETE", "/faults", null, stop);

    /// <summary>Lets Latarnia announce something that begins now.</summary>
    public async Task AnnounceAsync(Rehearsed what, CancellationToken stop)
    {
        var message = Message(what, isEnd: false);
        if (what == Rehearsed.Maintenance) message["end"] = (await NowAsync(stop)).Add(LengthOfMaintenance);
        await client.CallAsync("POST", "/announcements", message, stop);
    }

    /// <summary>Lets Latarnia announce the end of it.</summary>
    public async Task EndAsync(Rehearsed what, CancellationToken stop)
    {
        var now = await NowAsync(stop);
        if (what != Rehearsed.Maintenance)
        {
            await client.CallAsync("POST", "/announcements", Message(what, isEnd: true), stop);
            return;
        }
        // There is no end of maintenance: its announcement carries both ends, and is published anew (LAW 103).
        foreach (var (_, id) in (await GoingOnAsync(now, stop)).Where(one => one.What == what))
            await client.CallAsync("POST", $"/announcements/{Uri.EscapeDataString(id)}/versions", new JsonObject { ["end"] = now }, stop);
    }

    /// <summary>Turns its clock, and the program's with it.</summary>
    /// <param name="to">The time to be shown.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">INK-REHEARSAL-001: a company belongs to another KSeF.</exception>
    public async Task TurnAsync(DateTimeOffset to, CancellationToken stop)
    {
        if (!office.Companies.AreAllLocal()) throw new RefusedException(new Finding("INK-REHEARSAL-001",
            "Zegara nie przestawiono: jakaś firma tej instalacji należy do innego KSeF, a on o złym czasie usłyszałby naprawdę.",
            "The clock was not turned: some company of this installation belongs to another KSeF, which would hear of the wrong time in earnest.")
        { Hint = new("Do prób z zegarem weź osobny folder danych.", "Take a data folder of its own for rehearsals with the clock.") });
        var (now, frozen) = Read((await client.CallAsync("PUT", "/clock", new JsonObject { ["now"] = to }, stop))!);
        (office.Clock as RehearsalClock)?.Follow(now, frozen);
    }

    /// <summary>It forgets everything but its keys, and its clock goes back to the present.</summary>
    public async Task ResetAsync(CancellationToken stop)
    {
        await client.CallAsync("POST", "/reset", null, stop);
        var (now, frozen) = Read((await client.CallAsync("GET", "/clock", null, stop))!);
        (office.Clock as RehearsalClock)?.Follow(now, frozen);
    }

    public void Dispose() => client.Dispose();

    private async Task<DateTimeOffset> NowAsync(CancellationToken stop) => Read((await client.CallAsync("GET", "/clock", null, stop))!).Now;

    private async Task<IReadOnlyList<(Rehearsed What, string Id)>> GoingOnAsync(DateTimeOffset now, CancellationToken stop)
    {
        var all = (await client.CallAsync("GET", "/announcements", null, stop))!.AsArray().Select(one => one!).ToList();
        var ended = all.Where(one => TypeOf(one) == "FAILURE_END").Select(one => one["eventId"]!.GetValue<int>()).ToHashSet();
        return [.. all.Where(one => TypeOf(one) != "FAILURE_END" && !ended.Contains(one["eventId"]!.GetValue<int>()))
            .GroupBy(one => one["eventId"]!.GetValue<int>()).Select(versions => versions.MaxBy(one => one["version"]!.GetValue<int>())!)
            .Where(one => TimeIn(one, "start") <= now && !(TimeIn(one, "end") <= now))
            .Select(one => (KindOf(one["category"]!.GetValue<string>()), one["id"]!.GetValue<string>()))];
    }

    private static (DateTimeOffset Now, bool Frozen) Read(JsonNode clock) => (TimeIn(clock, "now")!.Value, clock["frozen"]!.GetValue<bool>());

    private static DateTimeOffset? TimeIn(JsonNode node, string name) =>
        node[name]?.GetValue<string>() is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string TypeOf(JsonNode message) => message["type"]!.GetValue<string>();

    private static Rehearsed KindOf(string category) => category switch
    {
        "MAINTENANCE" => Rehearsed.Maintenance,
        "FAILURE" => Rehearsed.Failure,
        _ => Rehearsed.TotalFailure,
    };

    private static JsonObject Message(Rehearsed what, bool isEnd) => new()
    {
        ["category"] = what switch { Rehearsed.Maintenance => "MAINTENANCE", Rehearsed.Failure => "FAILURE", _ => "TOTAL_FAILURE" },
        ["type"] = what == Rehearsed.Maintenance ? "MAINTENANCE_ANNOUNCEMENT" : isEnd ? "FAILURE_END" : "FAILURE_START",
    };
}
