namespace PortOrchestrator.Configuration;

/// <summary>How lines are written into a further log file.</summary>
public enum LogFileFormat
{
    /// <summary>One JSON object a line.</summary>
    Json,

    /// <summary>Words for people: level, line, and where it comes from.</summary>
    Text,
}
