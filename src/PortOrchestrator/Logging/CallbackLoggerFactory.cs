using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Logging;

/// <summary>Makes loggers that all write to one callback.</summary>
internal sealed class CallbackLoggerFactory(Action<TraceLevel, string> write) : ILoggerFactory
{
    private readonly CallbackLogger _logger = new(write);

    public ILogger CreateLogger(string categoryName) => _logger;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Every logger of this factory writes to one callback.");

    public void Dispose()
    {
    }
}
