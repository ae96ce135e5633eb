using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class EventLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Message)> _events = [];

    public IEnumerable<int> Ids => _events.Select(e => e.Id);

    public IEnumerable<string> Of(int id) => _events.Where(e => e.Id == id).Select(e => e.Message);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _events.Enqueue((eventId.Id, formatter(state, exception)));

    public void Dispose()
    {
    }
}
