using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Pocket.Away;

/// <summary>By what this device worked when its person was told last. What is another one now is said until it was read.</summary>
/// <param name="App">The version of the app; empty: no whole version was kept on the device yet.</param>
/// <param name="Law">The state of the law by which that app counts deadlines.</param>
/// <param name="Calendar">The version of the calendar.</param>
/// <param name="Days">The days that it changed.</param>
internal sealed record Told(string App, string Law, string Calendar, IReadOnlyList<CalendarChange> Days)
{
    /// <summary>What holds now.</summary>
    public static Told Now(Pack pack, string app) => new(app, Deadlines.Law, pack.Calendar, pack.CalendarChanges);

    /// <summary>What is other than the person was told.</summary>
    public IReadOnlyList<Finding> News(Pack pack, string app)
    {
        List<Finding> all = [];
        if (App.Length > 0 && app.Length > 0 && App != app) all.Add(AwayFindings.AppIsNew(ContactWithOffice.AppNamed(app), Deadlines.Law, Law));
        if (Calendar != pack.Calendar && Words(pack) is { } days) all.Add(AwayFindings.CalendarIsNew(days));
        return all;
    }

    public JsonObject Json() => new()
    {
        ["app"] = App,
        ["law"] = Law,
        ["calendar"] = Calendar,
        ["days"] = new JsonArray([.. Days.Select(one => (JsonNode)new JsonObject { ["date"] = AwayJson.Text(one.Date), ["free"] = one.Free, ["reason"] = one.Reason })]),
    };

    public static Told? Read(JsonNode? json) => json is not JsonObject told ? null : new Told((string?)told["app"] ?? "", (string?)told["law"] ?? "",
        (string?)told["calendar"] ?? "", [.. AwayJson.Records(told["days"]).Where(one => AwayJson.Day(one["date"]) is not null)
            .Select(one => new CalendarChange(AwayJson.Day(one["date"])!.Value, (bool?)one["free"] ?? true, (string?)one["reason"] ?? ""))]);

    private Wording? Words(Pack pack)
    {
        var now = pack.CalendarChanges;
        List<Wording> said =
        [
            .. now.Except(Days).Select(one => one.Free
                ? new Wording($"{AwayJson.Text(one.Date)} jest wolny ({one.Reason})", $"{AwayJson.Text(one.Date)} is a day off ({one.Reason})")
                : new Wording($"{AwayJson.Text(one.Date)} jest roboczy ({one.Reason})", $"{AwayJson.Text(one.Date)} is worked ({one.Reason})")),
            .. Days.Where(one => now.All(other => other.Date != one.Date))
                .Select(one => new Wording($"{AwayJson.Text(one.Date)} jest znów jak zwykle", $"{AwayJson.Text(one.Date)} is as usual again")),
        ];
        return said.Count == 0 ? null : new Wording(string.Join(", ", said.Select(one => one.Pl)), string.Join(", ", said.Select(one => one.En)));
    }
}
