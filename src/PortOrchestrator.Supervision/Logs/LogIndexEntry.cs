namespace PortOrchestrator.Supervision.Logs;

/// <summary>All bytes before <paramref name="End"/> had been written at <paramref name="Time"/>; those behind the entry before were not seen until then.</summary>
internal readonly record struct LogIndexEntry(long End, DateTimeOffset Time);
