using System.Buffers;

namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>Writes lines for a further log file.</summary>
internal interface ILogLineFormat
{
    /// <summary>Appends a line with its end.</summary>
    void Write(IBufferWriter<byte> target, LogFileSource source, string line, DateTimeOffset time);
}
