namespace PortOrchestrator.Supervision.Logs;

/// <summary>A line, and the offset behind its end.</summary>
internal readonly record struct SplitLine(string Text, long End);
