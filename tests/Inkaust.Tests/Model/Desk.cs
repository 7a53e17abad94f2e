using System.Net.Http.Json;
using System.Text.Json;
using Inkaust.Office;

namespace Inkaust.Model;

/// <summary>A program at its database. When its power fails, only what is on disk is left.</summary>
/// <param name="database">A data folder, or how to reach a PostgreSQL database.</param>
/// <param name="machine">What it shares with the other programs of its machine.</param>
/// <param name="wall">The true time.</param>
internal sealed class Desk(string database, string machine, TimeProvider wall) : IAsyncDisposable
{
    private static readonly MasterKey MasterKey = MasterKey.ForThisProcess();

    public TimeSpan ClockIsOffBy { get; set; }

    public LifeClock Life { get; private set; } = null!;

    public Workplace Workplace { get; private set; } = null!;

    public async Task OpenAnewAsync()
    {
        if (Workplace is not null) await Workplace.DisposeAsync();
        Life = new LifeClock(wall, ClockIsOffBy);
        Workplace = OpenBy(Life);
    }

    /// <summary>The same database under a clock whose power never fails.</summary>
    public Workplace OpenBy(TimeProvider clock) => Workplace.Open(database, clock, MasterKey, machine);

    public ValueTask DisposeAsync() => Workplace.DisposeAsync();
}

/// <summary>Speaks to a port of the local KSeF past the program.</summary>
internal sealed class Steering(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    public async Task PostAsync(string path, object? body)
    {
        using var answer = await http.PostAsync(path, body is null ? null : JsonContent.Create(body));
        answer.EnsureSuccessStatusCode();
    }

    public async Task PutAsync(string path, object body)
    {
        using var answer = await http.PutAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
    }

    public async Task DeleteAsync(string path)
    {
        using var answer = await http.DeleteAsync(path);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<JsonElement> GetAsync(string path) => await http.GetFromJsonAsync<JsonElement>(path);

    public void Dispose() => http.Dispose();
}
