using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Logging;

/// <summary>Formats log entries and hands them to a callback.</summary>
internal sealed class CallbackLogger(Action<TraceLevel, string> write) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        write(ToTraceLevel(logLevel), exception is null ? text : $"{text} ({exception.Message})");
    }

    private static TraceLevel ToTraceLevel(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => TraceLevel.Verbose,
        LogLevel.Information => TraceLevel.Info,
        LogLevel.Warning => TraceLevel.Warning,
        LogLevel.None => TraceLevel.Off,
        _ => TraceLevel.Error,
    };
}
