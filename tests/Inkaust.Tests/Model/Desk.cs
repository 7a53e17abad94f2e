using System.Net.Http.Json;
using System.Text.Json;
using Inkaust.Store;

namespace Inkaust.Model;

/// <summary>A machine with the program on a data folder. When its power fails, only the folder is left.</summary>
internal sealed class Desk(string folder, TimeProvider wall) : IAsyncDisposable
{
    public static readonly MasterKey MasterKey = MasterKey.ForThisProcess();

    public string Folder => folder;

    public TimeSpan ClockIsOffBy { get; set; }

    public LifeClock Life { get; private set; } = null!;

    public Workplace Workplace { get; private set; } = null!;

    public async Task OpenAnewAsync()
    {
        if (Workplace is not null) await Workplace.DisposeAsync();
        Life = new LifeClock(wall, ClockIsOffBy);
        Workplace = Workplace.Open(folder, Life, MasterKey);
    }

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
