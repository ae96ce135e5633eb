using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Host.Logging;

/// <summary>Loggers that write one line for each message.</summary>
/// <param name="output">Where to.</param>
/// <param name="least">The least level that is written.</param>
/// <param name="time">Puts the UTC time first; no time when null.</param>
internal sealed class LineLoggerFactory(TextWriter output, LogLevel least, TimeProvider? time = null) : ILoggerFactory
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public ILogger CreateLogger(string categoryName) => new LineLogger(_output, categoryName[(categoryName.LastIndexOf('.') + 1)..], least, time);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This factory has one output, given when it is made.");

    public void Dispose() => _output.Flush();
}
