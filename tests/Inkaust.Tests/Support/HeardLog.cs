using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Inkaust.Tests;

/// <summary>Keeps every line of a log: its words, its values and whatever came with it.</summary>
internal sealed class HeardLog : ILoggerFactory
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Part(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose() { }

    private sealed class Part(HeardLog all, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => throw new NotSupportedException("A scope would carry values past this log.");

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = (state as IEnumerable<KeyValuePair<string, object?>> ?? []).Where(one => one.Key != "{OriginalFormat}").Select(one => $"{one.Key}={one.Value}");
            all.lines.Enqueue($"{logLevel} {name} {eventId.Name} {formatter(state, exception)} [{string.Join(' ', values)}] {exception}");
        }
    }
}
