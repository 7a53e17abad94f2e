using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Tests;

/// <summary>The golden store opened by today's program, and its KSeF as it stood then, on the afternoon when the older program left them.</summary>
internal sealed class OldOffice : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-old-");

    private OldOffice(LocalKsefServer server, ShiftedClock clock, JsonObject answers)
    {
        (Server, Clock, Answers) = (server, clock, answers);
        Management = new HttpClient { BaseAddress = server.ManagementAddress };
        Store = Postgres.IsWanted ? Postgres.NewSchema() : Path.Combine(folder.FullName, "data");
        OldStore.MakeGolden(Store, server.BaseAddress.Authority);
        Workplace = Open(Store);
        Company = Assert.Single(Workplace.Companies.All());
    }

    public LocalKsefServer Server { get; }

    public ShiftedClock Clock { get; }

    public HttpClient Management { get; }

    /// <summary>What the older program said.</summary>
    public JsonObject Answers { get; }

    public string Store { get; }

    public Workplace Workplace { get; }

    public Company Company { get; }

    public CompanyLedger Ledger => Workplace.Ledger.Of(Company);

    /// <param name="standsStill">The time is the one of the older program's answers and stays so; else it goes on from there.</param>
    public static async Task<OldOffice> OpenAsync(bool standsStill = false)
    {
        var left = OldStore.Answers("127.0.0.1:0")["now"]!.GetValue<string>();
        var clock = new ShiftedClock(left);
        if (standsStill)
        {
            clock.StandStill();
            clock.Jump(DateTimeOffset.Parse(left) - clock.GetUtcNow());
        }
        var server = await LocalKsefServer.StartAsync(new LocalKsefOptions { Clock = clock }, Stage.Stop);
        var office = new OldOffice(server, clock, OldStore.Answers(server.BaseAddress.Authority));
        using var ksef = new StringContent(OldStore.Ksef(server.BaseAddress.Authority), Encoding.UTF8, "application/json");
        using var answer = await office.Management.PostAsync("restore", ksef, Stage.Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stage.Stop));
        return office;
    }

    /// <summary>The golden store once more, in another place: on SQLite, whatever this one is on.</summary>
    public Workplace OnSqlite()
    {
        var place = Path.Combine(folder.FullName, "another");
        OldStore.MakeGolden(place, Server.BaseAddress.Authority);
        return Open(place);
    }

    /// <summary>What today's program says at the command line; only of a folder.</summary>
    public async Task<JsonNode> AskAsync(string question)
    {
        using var output = new StringWriter();
        var code = await Cli.CommandLine.RunAsync([.. question.Split(' '), "--json", "--data", Store, "--lang", "en"], output, output, Clock);
        Assert.True(code == 0, $"{question}: {output}");
        return JsonNode.Parse(output.ToString().Replace(JsonEncodedText.Encode(Store).ToString(), "DATA"))!;
    }

    /// <summary>What KSeF has taken, by hash; twice what it took twice.</summary>
    public async Task<IReadOnlyList<string>> NumberedByKsefAsync()
    {
        using var received = JsonDocument.Parse(await Management.GetStringAsync("received", Stage.Stop));
        return [.. received.RootElement.GetProperty("invoices").EnumerateArray()
            .Where(one => one.TryGetProperty("ksefNumber", out var number) && number.ValueKind == JsonValueKind.String)
            .Select(one => one.GetProperty("hash").GetString()!)];
    }

    private Workplace Open(string place) => Workplace.Open(place, Clock, OldStore.MasterKey, ofThisMachine: folder.FullName);

    public async ValueTask DisposeAsync()
    {
        Management.Dispose();
        await Workplace.DisposeAsync();
        await Server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
