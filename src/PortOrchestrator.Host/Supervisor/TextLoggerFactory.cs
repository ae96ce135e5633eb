using System.Globalization;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>Writes log messages as lines, UTC time first.</summary>
internal sealed class TextLoggerFactory(TextWriter output, TimeProvider time, LogLevel least) : ILoggerFactory
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This factory has one output, given when it is made.");

    public void Dispose() => _output.Flush();

    private sealed class Logger(TextLoggerFactory owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= owner.Least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var now = owner.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            var detail = exception is null ? "" : " " + exception;
            owner._output.WriteLine($"{now} {logLevel.ToString().ToLowerInvariant()} {category}[{eventId.Id}] {formatter(state, exception).TrimEnd()}{detail}");
        }
    }

    private LogLevel Least => least;

    private TimeProvider Time => time;
}
