using Inkaust.Ksef;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Scenarios;

/// <summary>Days to come, played at the shell by the clock of a local KSeF.</summary>
public sealed class RehearsalTests : IAsyncLifetime
{
    private const string Draft = """
        { "number": "%", "buyer": { "name": "Papiernia Sarna", "nip": "6712345098", "address": "ul. Leśna 4, 00-001 Warszawa" },
          "lines": [ { "name": "Kałamarz", "quantity": 1, "price": 100, "rate": 23 } ] }
        """;

    // The machine's own day is another one, and of no account.
    private readonly ShiftedClock machine = new("2027-06-01T08:00:00+02:00");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-rehearsal-");
    private LocalKsefServer server = null!;
    private Shell shell = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LocalKsefServer.StartAsync(new LocalKsefOptions { Clock = new ShiftedClock(Stage.WednesdayNoon) }, Stage.Stop);
        shell = new Shell(Path.Combine(folder.FullName, "data"), machine, "--clock", server.ManagementAddress.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_outage_of_three_days_is_played_from_its_announcement_to_the_last_number()
    {
        await AddAsync("5260001246", server.BaseAddress.ToString());
        await shell.DoneAsync("cert", "enrol");

        await ControlAsync("announce", "failure");
        await ControlAsync("fault", "line-cut", "--match", "* /v2/*");
        var first = await shell.AnswerAsync("issue", Write("FV/1"));
        Assert.Equal(("failure", "2026-12-09", null), FactsOf(first)); // Nobody knows yet when it ends.

        await ControlAsync("clock", "--advance", "3.00:00:00");
        Assert.Equal(("failure", "2026-12-12", null), FactsOf(await shell.AnswerAsync("issue", Write("FV/2"))));

        await ControlAsync("fault", "--clear");
        await ControlAsync("announce", "failure-end");
        await shell.DoneAsync("status");
        await shell.DoneAsync("send", "--json");
        // Seven working days after a Saturday (art. 106nf).
        Assert.All((await shell.AnswerAsync("ledger", "list")).EnumerateArray(), one =>
        {
            Assert.Equal("2026-12-22", one.GetProperty("deadline").GetString());
            Assert.Equal("accepted", one.GetProperty("state").GetString());
            Assert.False(one.GetProperty("late").GetBoolean());
        });
    }

    [Fact]
    public async Task What_is_sent_after_the_deadline_that_the_servers_clock_has_passed_is_late()
    {
        await AddAsync("5260001246", server.BaseAddress.ToString());
        await shell.DoneAsync("cert", "enrol");
        await shell.DoneAsync("issue", Write("FV/1"), "--mode", "offline");
        await ControlAsync("clock", "--advance", "3.00:00:00");
        Assert.Contains("late: 1", await shell.DoneAsync("status"));
    }

    [Theory]
    [InlineData("test")]
    [InlineData("demo")]
    [InlineData("production")]
    public async Task No_company_of_another_KSeF_is_touched_by_it(string environment)
    {
        Assert.Contains("INK-COMPANY-012", await shell.RefusedAsync(1, "company", "add", "--nip", "5260001246", "--name", "Atrament",
            "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", environment));
        Assert.Contains("INK-COMPANY-012", await shell.RefusedAsync(1, "company", "import", Write("companies.csv",
            $"nip,name,address,ksef\n5260001246,Atrament,\"ul. Piękna 7, 00-539 Warszawa\",{environment}\n")));

        // In a folder that has one, nothing goes by another clock, for no company.
        await AddAsync("1111111111", server.BaseAddress.ToString());
        var earnest = new Shell(Path.Combine(folder.FullName, "data"), machine);
        await earnest.DoneAsync("company", "add", "--nip", "5260001246", "--name", "Atrament", "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", environment);
        foreach (var command in (string[][])[["status"], ["send"], ["issue", Write("FV/1"), "--company", "1111111111"], ["cert", "enrol"], ["ledger", "list"]])
        {
            var refused = await shell.RefusedAsync(1, command);
            Assert.Contains("INK-COMPANY-012", refused);
            Assert.Contains("--data DIR", refused);
        }
        Assert.Equal(2, (await earnest.AnswerAsync("company", "list")).GetArrayLength());
    }

    [Fact]
    public async Task Where_no_clock_is_told_nothing_is_done()
    {
        var astray = new Shell(Path.Combine(folder.FullName, "data"), machine, "--clock", server.BaseAddress.ToString());
        Assert.Contains("INK-ENV-006", await astray.RefusedAsync(2, "company", "list")); // the API, not its management
        await server.DisposeAsync();
        Assert.Contains("INK-ENV-006", await shell.RefusedAsync(2, "company", "list"));
        Assert.Contains("INK-CLI-001", await new Shell(folder.FullName, machine, "--clock", "2026-12-09").RefusedAsync(2, "company", "list"));
    }

    private Task<string> AddAsync(string nip, string ksef) =>
        shell.DoneAsync("company", "add", "--nip", nip, "--name", "Próba", "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", ksef);

    private Task<string> ControlAsync(params string[] order) =>
        shell.DoneAsync(["local-ksef", "control", "--management", server.ManagementAddress.ToString(), .. order]);

    private static (string? Mode, string? Date, string? Deadline) FactsOf(System.Text.Json.JsonElement invoice) =>
        (invoice.GetProperty("mode").GetString(), invoice.GetProperty("issueDate").GetString(), invoice.GetProperty("deadline").GetString());

    private string Write(string number) => Write(number.Replace('/', '-') + ".json", Draft.Replace("%", number));

    private string Write(string name, string content)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, content);
        return file;
    }
}
