namespace PortOrchestrator.Supervision.Logs;

/// <summary>A file that holds the bytes [<paramref name="From"/>, <paramref name="To"/>) of a log's whole life; at position <c>offset - Base</c>.</summary>
internal readonly record struct LogSegment(string Path, long From, long To, long Base);
