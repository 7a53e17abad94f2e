using Microsoft.Extensions.Logging;

namespace Inkaust.Bench.Fuzzing;

/// <summary>What the web app logged last as a fault of its own.</summary>
internal sealed class LastFault : ILoggerProvider, ILogger
{
    public static string Said { get; private set; } = "";

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && exception is not null)
            Said = $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Inkaust.", StringComparison.Ordinal))}";
    }

    public void Dispose() { }
}
