using System.Text.Json;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Many invoices in one command: a folder, several files, or a draft on every line.</summary>
public sealed class IssueManyTests
{
    [Fact]
    public async Task Of_many_one_that_is_refused_stops_no_other_and_all_are_counted()
    {
        await using var stage = await Stage.ReadyAsync();
        var folder = Folder(stage, ("1.json", Draft(stage, "FV/1")), ("2.json", Draft(stage, "FV/2").Replace("\"rate\":23", "\"rate\":99")), ("3.json", Draft(stage, "FV/3")), ("4.json", "{ what"), ("readme.txt", "what"));

        var (code, lines, _) = await RunAsync(stage, "issue", folder, "--json");

        Assert.Equal(1, code);
        Assert.Equal(["issued", "refused", "issued", "refused"], lines.Take(4).Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal("accepted", lines[0].GetProperty("invoice").GetProperty("state").GetString());
        Assert.StartsWith("INK-DRAFT-", lines[1].GetProperty("findings")[0].GetProperty("code").GetString());
        var summary = lines[4].GetProperty("summary");
        Assert.Equal((2, 2, 0, 2), (summary.GetProperty("issued").GetInt32(), summary.GetProperty("accepted").GetInt32(), summary.GetProperty("waiting").GetInt32(), summary.GetProperty("refused").GetInt32()));
    }

    [Fact]
    public async Task What_is_issued_already_is_not_issued_again_not_even_on_another_day()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await stage.IssueAsync(ModeWish.Offline, stage.Draft("FV/1"));
        var folder = Folder(stage, ("1.json", Draft(stage, "FV/1")), ("2.json", Draft(stage, "FV/2")), ("3.json", Draft(stage, "FV/2")));
        await RunAsync(stage, "issue", folder, "--mode", "offline", "--json");
        clock.Jump(TimeSpan.FromDays(1));

        var (code, lines, _) = await RunAsync(stage, "issue", folder, "--mode", "offline", "--json");

        Assert.Equal(0, code);
        Assert.Equal(["there", "there", "there"], lines.Take(3).Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal(3, lines[3].GetProperty("summary").GetProperty("wereThere").GetInt32());
        Assert.Equal(2, stage.Ledger.List().Count);
    }

    [Fact]
    public async Task What_a_crash_left_unsent_goes_when_the_command_is_repeated()
    {
        await using var stage = await Stage.ReadyAsync();
        await stage.IssueAsync(ModeWish.Online, stage.Draft("FV/1"));
        var sending = await stage.IssueAsync(ModeWish.Online, stage.Draft("FV/2"));
        stage.Ledger.Move(sending, new InvoiceState.Sending("20261209-SO-0000000000-0000000000-00", null), new Cause.AboutToBeSent("20261209-SO-0000000000-0000000000-00"));

        var (code, lines, _) = await RunAsync(stage, "issue", Folder(stage, ("1.json", Draft(stage, "FV/1")), ("2.json", Draft(stage, "FV/2"))), "--json");

        Assert.Equal(0, code);
        Assert.Equal(2, lines[2].GetProperty("summary").GetProperty("accepted").GetInt32());
        Assert.Equal(2, stage.Ledger.List("accepted").Count);
    }

    [Fact]
    public async Task A_file_may_hold_a_draft_on_every_line()
    {
        await using var stage = await Stage.ReadyAsync();
        var file = Path.Combine(Folder(stage, ("day.jsonl", Draft(stage, "FV/1") + "\n\n{ what }\n" + Draft(stage, "FV/2") + "\n")), "day.jsonl");

        var (code, lines, _) = await RunAsync(stage, "issue", file, "--mode", "offline", "--json");

        Assert.Equal(1, code);
        Assert.Equal([file + ":1", file + ":3", file + ":4"], lines.Take(3).Select(line => line.GetProperty("source").GetString()));
        Assert.Equal(["issued", "refused", "issued"], lines.Take(3).Select(line => line.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task On_a_pipe_there_is_a_line_for_each_and_the_sum_stands_beside()
    {
        await using var stage = await Stage.ReadyAsync();
        var folder = Folder(stage, ("1.json", Draft(stage, "FV/1")), ("2.json", Draft(stage, "FV/2")));

        var (_, output, error) = await SaysAsync(stage, "issue", folder, "--lang", "pl");
        var (_, csv, _) = await SaysAsync(stage, "ledger", "list", "--format", "csv", "--lang", "pl");

        Assert.Equal(3, output.TrimEnd('\n').Split('\n').Length);
        Assert.All(output.TrimEnd('\n').Split('\n'), line => Assert.Equal(10, line.Split('\t').Length));
        Assert.Equal("Wystawiono 2 faktury: 2 przyjęte, odrzuconych 0.\n", error);
        Assert.StartsWith("Nr;Faktura;Data;Nabywca;", csv);
    }

    [Fact]
    public async Task A_dry_run_of_many_draws_each_and_issues_nothing()
    {
        await using var stage = await Stage.ReadyAsync();
        var folder = Folder(stage, ("1.json", Draft(stage, "FV/1")), ("2.json", Draft(stage, "FV/2").Replace("\"rate\":23", "\"rate\":99")));

        var prints = Path.Combine(stage.Folder, "prints");
        var (code, lines, _) = await RunAsync(stage, "issue", folder, "--dry-run", "--out", prints, "--json");

        Assert.Equal(1, code);
        var preview = lines[0].GetProperty("preview");
        Assert.True(preview.GetProperty("wouldBeIssued").GetBoolean());
        Assert.Equal([Path.Combine(prints, "preview-1.pdf")], preview.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
        Assert.Equal(["preview-1.pdf"], Directory.GetFiles(prints).Select(Path.GetFileName)); // The second cannot even be written as a file.
        Assert.Empty(stage.Ledger.List());
    }

    [Fact]
    public async Task A_key_belongs_to_one_invoice()
    {
        await using var stage = await Stage.ReadyAsync();
        var (code, _, error) = await SaysAsync(stage, "issue", Folder(stage, ("1.json", Draft(stage, "FV/1"))), "--idempotency-key", "K");
        Assert.Equal(2, code);
        Assert.Contains("INK-CLI-013", error);
    }

    [Fact]
    public async Task All_are_judged_before_one_is_issued_and_progress_is_told()
    {
        await using var stage = await Stage.ReadyAsync();
        List<Progress> told = [];
        Brought[] two = [new("1") { Draft = stage.Draft("FV/1") }, new("2") { Draft = stage.Draft("FV/2") }];

        var done = await stage.Workplace.IssueMany.AllAsync(null, two, ModeWish.Online, new Told<Progress>(told.Add), Stage.Stop);

        Assert.Equal([Doing.Checking, Doing.Checking, Doing.Issuing, Doing.Issuing], told.Take(4).Select(one => one.What));
        Assert.Contains(told, one => one.What == Doing.SendingSingly);
        Assert.Equal(2, done.Outcomes(stage.Clock.GetUtcNow()).Accepted);
        Assert.Single(stage.Ledger.List().Select(one => ((InvoiceState.Accepted)one.State).Session).Distinct());
    }

    private static string Draft(Stage stage, string number) => JsonSerializer.Serialize(JsonDocument.Parse(stage.Draft(number).WriteJson()).RootElement);

    private static string Folder(Stage stage, params (string Name, string Content)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(stage.Folder, "drafts")).FullName;
        foreach (var (name, content) in files) File.WriteAllText(Path.Combine(folder, name), content);
        return folder;
    }

    private static async Task<(int Code, IReadOnlyList<JsonElement> Lines, string Error)> RunAsync(Stage stage, params string[] command)
    {
        var (code, output, error) = await SaysAsync(stage, command);
        return (code, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)], error);
    }

    private static async Task<(int Code, string Output, string Error)> SaysAsync(Stage stage, params string[] command)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync([.. command, "--data", stage.Workplace.Place], output, error, stage.Clock);
        return (code, output.ToString(), error.ToString());
    }
}
