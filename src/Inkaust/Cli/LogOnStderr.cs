using System.Text.Json;
using Inkaust.Invoices;
using Microsoft.Extensions.Logging;

namespace Inkaust.Cli;

/// <summary>What <c>--verbose</c> shows: one line for every event, with <c>--json</c> one JSON value on a line.</summary>
internal sealed class LogOnStderr(TextWriter error, bool json, TimeProvider clock) : ILoggerProvider
{
    private readonly Lock gate = new();

    public static ILoggerFactory On(TextWriter error, bool json, TimeProvider clock) =>
        LoggerFactory.Create(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(new LogOnStderr(error, json, clock)));

    public ILogger CreateLogger(string categoryName) => new Part(this, categoryName);

    public void Dispose() { }

    private void Write<TState>(string part, LogLevel level, EventId what, TState state, string text)
    {
        var now = clock.GetUtcNow();
        var word = level.ToString().ToLowerInvariant();
        var line = json ? AsJson(now, word, part, what, state) : $"{PolishTime.At(now):HH:mm:ss.fff} {word} {part}: {text}";
        lock (gate) error.WriteLine(line);
    }

    private static string AsJson<TState>(DateTimeOffset now, string level, string part, EventId what, TState state)
    {
        var line = new Dictionary<string, object?> { ["at"] = now, ["level"] = level, ["part"] = part, ["event"] = what.Name };
        foreach (var (name, value) in (state as IEnumerable<KeyValuePair<string, object?>> ?? []).Where(one => one.Key != "{OriginalFormat}"))
            line[JsonNamingPolicy.CamelCase.ConvertName(name)] = value is int or long or null ? value : value.ToString();
        return JsonSerializer.Serialize(line);
    }

    private sealed class Part(LogOnStderr all, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Write(name, logLevel, eventId, state, formatter(state, exception));
    }
}
