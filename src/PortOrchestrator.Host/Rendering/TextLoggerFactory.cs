using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Loggers that write one line for each message, for <c>--verbose</c>.</summary>
internal sealed class TextLoggerFactory(TextWriter writer) : ILoggerFactory
{
    private readonly TextWriter _writer = TextWriter.Synchronized(writer);

    public ILogger CreateLogger(string categoryName) => new Logger(_writer, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Logger(TextWriter writer, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Debug and < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            writer.Write($"{logLevel.ToString().ToLowerInvariant()} {category}: {formatter(state, exception)}{cause}\n");
        }
    }
}
