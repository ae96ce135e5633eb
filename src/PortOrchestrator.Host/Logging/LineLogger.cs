using System.Globalization;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Host.Logging;

internal sealed class LineLogger(TextWriter output, string category, LogLevel least, TimeProvider? time) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var now = time?.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z '", CultureInfo.InvariantCulture);
        var cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
        output.Write($"{now}{logLevel.ToString().ToLowerInvariant()} {category}: {formatter(state, exception).TrimEnd()}{cause}\n");
    }
}
